"""Cases: versus style, procedural style, news style, and named incidents."""

from __future__ import annotations

import pytest

from extractor.finders.cases import find_cases
from marks import as_spans, marked

CASES = [
    # versus
    ("The court overturned ⟦Roe v. Wade⟧.", "versus"),
    ("The court overturned ⟦Roe vs. Wade⟧.", "versus"),
    ("The court relied on ⟦R v Smith⟧.", "versus"),
    ("In ⟦Barrios Altos v. Peru⟧ the court voided the amnesty.", "versus"),
    ("In ⟦United States v. Microsoft Corp.⟧ the court found a monopoly.", "versus"),
    ("In ⟦Brown v. Board of Education⟧ the court ruled as one.", "versus"),
    ("In ⟦Marbury v. Madison⟧ the court claimed the power.", "versus"),
    ("In ⟦Gideon v. Wainwright⟧ the court promised a lawyer.", "versus"),
    ("The ruling in ⟦Republic v. Mensah⟧ was brief.", "versus"),
    ("The ruling in ⟦State v. Johnson⟧ was brief.", "versus"),
    ("The ruling in ⟦People v. O'Hara⟧ was brief.", "versus"),
    ("The ruling in ⟦McDonald v. City of Chicago⟧ was brief.", "versus"),
    # procedural
    ("Children's rights began with ⟦In re Gault⟧.", "procedural"),
    ("The judge cited ⟦Ex parte Milligan⟧.", "procedural"),
    ("The judge cited ⟦Matter of A-B-⟧.", "procedural"),
    ('The court decided the ⟦Case of the "Street Children"⟧.', "procedural"),
    # news
    ("The ⟦Odebrecht case⟧ reached the capital.", "news"),
    ("The ⟦Lava Jato case⟧ reached the capital.", "news"),
    ("The ⟦Dreyfus affair⟧ split the country.", "news"),
    ("The ⟦Chauvin trial⟧ drew crowds.", "news"),
    ("The ⟦Watergate scandal⟧ drew crowds.", "news"),
    ("The ⟦Epstein case⟧ was reopened.", "news"),
    ("Four officials fell in the ⟦Petrobras scandal⟧.", "news"),
    ("The ⟦Rivonia Trial⟧ sent them to the island.", "news"),
    ("Judges closed the ⟦Khashoggi case⟧.", "news"),
    ("The ⟦Leveson inquiry⟧ heard editors.", "news"),
]


@pytest.mark.parametrize(("example", "style"), CASES)
def test_finds_cases(example, style):
    text, spans = marked(example)

    found = find_cases(text)

    assert as_spans(found) == spans
    assert {m.value.style for m in found} == {style}


INCIDENTS = [
    "The court ordered a new trial over the ⟦Barrios Altos⟧ and ⟦La Cantuta⟧ massacres.",
    "A judge reopened the file on the ⟦El Mozote⟧ massacre.",
    "The tribunal ruled on the ⟦Accomarca⟧ massacre.",
]


@pytest.mark.parametrize("example", INCIDENTS)
def test_named_incidents_before_a_court(example):
    text, spans = marked(example)

    found = find_cases(text)

    assert as_spans(found) == spans
    assert {m.value.style for m in found} == {"incident"}


PARTIES = [
    ("The court overturned Roe v. Wade.", ("Roe", "Wade")),
    ("In Barrios Altos v. Peru the court voided the amnesty.", ("Barrios Altos", "Peru")),
    ("The court relied on R v Smith.", ("R", "Smith")),
    ("In Brown v. Board of Education the court ruled as one.", ("Brown", "Board of Education")),
    ("In United States v. Microsoft Corp. the court found a monopoly.", ("United States", "Microsoft Corp.")),
]


@pytest.mark.parametrize(("text", "parties"), PARTIES)
def test_parties(text, parties):
    (found,) = find_cases(text)

    assert found.value.parties == parties


OTHER_FORMS = [
    "Lawyers in ⟦Obergefell v. Hodges⟧ cited ⟦Loving v. Virginia⟧.",
    "In ⟦DPP v Smith⟧ the court split.",
    "In ⟦Attorney General v. Guardian Newspapers Ltd⟧ the court split.",
    "The ⟦Gürtel case⟧ sank a government.",
    "The ⟦Nuremberg trials⟧ set a rule.",
    "The ⟦Bofors scandal⟧ led to arrests.",
    "The ⟦Mensalão scandal⟧ led to arrests.",
    "The court in ⟦Velásquez-Rodríguez v. Honduras⟧ set a rule.",
    "The court in ⟦Massachusetts v. EPA⟧ set a rule.",
    "The court in ⟦Citizens United v. FEC⟧ set a rule.",
    "The ⟦OJ Simpson trial⟧ was on television.",
    "The ⟦Berlusconi trial⟧ was on television.",
]


@pytest.mark.parametrize("example", OTHER_FORMS)
def test_other_forms(example):
    text, spans = marked(example)

    assert as_spans(find_cases(text)) == spans


NO_CASE = [
    "The case was closed.",
    "This case is old.",
    "A corruption case reached the capital.",
    "In any case he left.",
    "A murder trial began.",
    "The Civil Rights Act was cited.",
    "Docket No. 19-1392 was closed.",
    "See 410 U.S. 113 for the text.",
    "The match Arsenal v Chelsea ended in a draw.",
    "Brazil v Argentina is the cup final at the stadium.",
    "It was man v. machine.",
    "The Monday trial was short.",
    "A Supreme Court case may follow.",
    "Police solved the murder case.",
    "The former president's trial began.",
    "The love affair ended.",
    "Just in case, she kept the letters.",
    "He carried a brief case.",
    "The Foreign Affairs ministry wrote.",
    "A clinical trial began.",
    "The Tuesday case was short.",
    "The Brazilian case was short.",
    "A US case was cited.",
    "The Court case was short.",
    "Real Madrid v Barcelona ended 2-2.",
    "Lakers vs. Celtics was a good game.",
    "It was us v. them.",
    "The Family Affair film was shown.",
    "Federal case files burned.",
]


@pytest.mark.parametrize("text", NO_CASE)
def test_finds_no_case(text):
    assert as_spans(find_cases(text)) == []
