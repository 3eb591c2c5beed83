"""Mentions of cases to cases."""

from __future__ import annotations

import pytest

from extractor.finders.cases import find_cases
from extractor.linking.cases import link_cases
from marks import as_spans, marked

CASES = [
    ("In ⟦Roe v. Wade⟧ the court ruled. Decades later ⟦Roe v. Wade⟧ fell.", [["Roe v. Wade", "Roe v. Wade"]]),
    ("In ⟦Roe v. Wade⟧ the court ruled. Later judges overturned ⟦Roe⟧.", [["Roe v. Wade", "Roe"]]),
    ("The court cited ⟦Roe v. Wade⟧. It left ⟦Brown v. Board of Education⟧ alone.", [["Roe v. Wade"], ["Brown v. Board of Education"]]),
    ("The ⟦Odebrecht case⟧ grew. Judges called the ⟦Odebrecht scandal⟧ a plague.", [["Odebrecht case", "Odebrecht scandal"]]),
    ("The ⟦Odebrecht case⟧ grew. The ⟦Dreyfus affair⟧ did not.", [["Odebrecht case"], ["Dreyfus affair"]]),
    ("The ⟦Odebrecht case⟧ is older than ⟦In re Gault⟧, the court said.", [["Odebrecht case"], ["In re Gault"]]),
    ("The court ruled on the ⟦Barrios Altos⟧ and ⟦La Cantuta⟧ massacres.", [["Barrios Altos"], ["La Cantuta"]]),
]  # fmt: skip


@pytest.mark.parametrize(("example", "cases"), CASES)
def test_one_case_or_two(example, cases):
    text, spans = marked(example)
    found = find_cases(text)
    assert as_spans(found) == spans

    linked = link_cases(found)

    assert [[m.text for m in case.mentions] for case in linked] == cases
