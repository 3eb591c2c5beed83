"""What several tests share: the extractor, loaded once, and an article."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

import extractor

if TYPE_CHECKING:
    from extractor.pipeline import Extractor

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line does; before NumPy is imported

ARTICLE = """\
Former port director jailed for nine years

LISBON, March 15, 2024 — The Supreme Court of Justice (STJ) last Tuesday upheld a nine-year prison term for
Marta Oyelaran, a former port director, for bribery and money laundering. Oyelaran was also fined $5,000.
Judge Rui Costa read the ruling in Oyelaran v. Port Authority.
"""


@pytest.fixture(scope="session")
def ex() -> Extractor:
    """The extractor with its default model. Loading takes a second, so there is one for all tests."""
    return extractor.load()


@pytest.fixture
def article() -> str:
    """A short court story with something of each kind, and its date."""
    return ARTICLE
