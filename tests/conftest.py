from __future__ import annotations

import pytest

import extractor


@pytest.fixture(scope="session")
def ex() -> extractor.Extractor:
    """One loaded extractor for all tests."""
    return extractor.load()
