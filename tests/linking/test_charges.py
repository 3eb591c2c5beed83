"""Charges: the cue, and the offences that it governs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from extractor.linking import linker
from extractor.linking.charges import Charge, charges_of
from extractor.linking.offences import OffenceLinker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extractor.linking.entity import Entity
    from extractor.linking.view import View
    from extractor.pipeline import Extractor

CHARGES = [
    ("Ann Lee was convicted of fraud and jailed for six years.", [("convicted", "fraud")]),
    ("A court convicted Ann Lee, 46, of fraud and jailed her for six years.", [("convicted", "fraud")]),
    ("Ann Lee pleaded guilty on Monday to fraud and was jailed for six years.", [("admitted", "fraud")]),
    ("Ann Lee admitted fraud and was jailed for six years.", [("admitted", "fraud")]),
    ("Ann Lee, accused of fraud, faces six years in prison.", [("charged", "fraud")]),
    ("Ann Lee faces six years in prison on charges including fraud and arson.", [("charged", "fraud", "arson")]),
    ("Ann Lee faces six years in prison on charges selling drugs.", [("charged", "selling drugs")]),
    ("Ann Lee was cleared of fraud but jailed for six years.", [("cleared", "fraud")]),
    ("Ann Lee was jailed for six years for atheism.", [("for", "atheism")]),
    ("Ann Lee was jailed for six years for her role in a robbery.", [("for", "robbery")]),
    ("Ann Lee, whose role in a robbery is known, was jailed for six years.", [("part", "robbery")]),
    ("Ann Lee was jailed for six years in a drug smuggling case.", [("kind", "drug smuggling")]),
    ("Ann Lee was jailed for six years on fraud and arson charges.", [("kind", "fraud", "arson")]),
    ("Ann Lee was jailed for six years on war crimes charges for shelling a town.", [("for", "war crimes", "shelling a town")]),
    ("Ann Lee was jailed for six years. The police spoke of fraud.", [("named", "fraud")]),
    # people, places and times are no offences
    ("The court sentenced activist Ann Lee for arson to six years in prison.", [("sentenced", "arson")]),
    ("Ann Lee was convicted in Paris on Monday of fraud and jailed for six years.", [("convicted", "fraud")]),
    ("Ann Lee was sentenced to six years in jail for fraud.", [("for", "fraud")]),
    ("Ann Lee was jailed for a second time for six years.", []),
]  # fmt: skip


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Charge]:
    """The charges that the linker found in the last article."""
    found: list[Charge] = []

    class Watching(OffenceLinker):
        def __init__(self, view: View, bearers: Iterable[list[Entity]]) -> None:
            found[:] = charges_of(view)
            super().__init__(view, bearers)

    monkeypatch.setattr(linker, "OffenceLinker", Watching)
    return found


@pytest.mark.parametrize(("text", "expected"), CHARGES, ids=[text for text, _ in CHARGES])
def test_charges(ex: Extractor, seen: list[Charge], text: str, expected: list[tuple[str, ...]]) -> None:
    ex.extract(text)
    assert [(charge.cue, *charge.phrases) for charge in seen] == expected
    assert all(text[charge.end :].startswith(charge.phrases[-1]) or len(charge.phrases) > 1 for charge in seen)
