"""Mentions of courts to courts."""

from __future__ import annotations

import pytest

from extractor.finders.courts import find_courts
from extractor.linking.courts import link_courts
from marks import as_spans, marked

COURTS = [
    (
        "The ⟦Inter-American Court of Human Rights⟧ met. The ⟦Inter-American Court⟧ ruled. The ⟦IACtHR⟧ sits in San José.",
        [["Inter-American Court of Human Rights", "Inter-American Court", "IACtHR"]],
    ),
    ("The ⟦International Criminal Court⟧ met. The ⟦ICC⟧ ruled.", [["International Criminal Court", "ICC"]]),
    ("The ⟦ICC⟧ met. The ⟦International Criminal Court⟧ ruled.", [["ICC", "International Criminal Court"]]),
    ("The ⟦U.S. Supreme Court⟧ met. The ⟦Supreme Court⟧ ruled.", [["U.S. Supreme Court", "Supreme Court"]]),
    ("The ⟦Supreme Court⟧ met. The ⟦Supreme Court⟧ ruled.", [["Supreme Court", "Supreme Court"]]),
    ("The ⟦Peruvian Constitutional Court⟧ met. The ⟦Constitutional Court⟧ ruled.", [["Peruvian Constitutional Court", "Constitutional Court"]]),
    (
        "The ⟦Northern Province Land Tribunal⟧ (⟦NPLT⟧) met. The ⟦NPLT⟧ ruled.",
        [["Northern Province Land Tribunal", "NPLT", "NPLT"]],
    ),
    ("A ⟦Moscow court⟧ met. A ⟦Paris court⟧ ruled.", [["Moscow court"], ["Paris court"]]),
    ("The ⟦Supreme Court⟧ met. The ⟦High Court⟧ ruled.", [["Supreme Court"], ["High Court"]]),
    ("The ⟦Supreme Court of India⟧ met. The ⟦Kenyan Supreme Court⟧ ruled.", [["Supreme Court of India"], ["Kenyan Supreme Court"]]),
    ("The ⟦Court of Appeal⟧ met. The ⟦Constitutional Court⟧ ruled.", [["Court of Appeal"], ["Constitutional Court"]]),
    ("⟦Southwark Crown Court⟧ met. ⟦Leeds Crown Court⟧ ruled.", [["Southwark Crown Court"], ["Leeds Crown Court"]]),
    (
        "The ⟦European Court of Human Rights⟧ met. The ⟦International Criminal Court⟧ ruled.",
        [["European Court of Human Rights"], ["International Criminal Court"]],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("example", "courts"), COURTS)
def test_one_court_or_two(example, courts):
    text, spans = marked(example)
    found = find_courts(text)
    assert as_spans(found) == spans

    linked = link_courts(found)

    assert [[m.text for m in court.mentions] for court in linked] == courts


def test_the_name_is_the_fullest_form():
    (court,) = link_courts(find_courts("The ICC met. The International Criminal Court ruled."))

    assert court.name == "International Criminal Court"
    assert court.aliases == ["ICC"]
