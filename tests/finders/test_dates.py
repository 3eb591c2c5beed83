"""Dates: the words found, and the EDTF value on Friday, 15 March 2024."""

from __future__ import annotations

from datetime import date

import pytest

from extractor.edtf import value
from extractor.finders.dates import find_dates
from marks import as_spans, marked

FRIDAY = date(2024, 3, 15)

ONE_DATE = [
    # a day
    ("She was freed on ⟦April 7, 2022⟧, her lawyer said.", "2022-04-07"),
    ("She was freed on ⟦7 April 2022⟧, her lawyer said.", "2022-04-07"),
    ("The raid of ⟦7th April 2022⟧ led to the trial.", "2022-04-07"),
    ("The raid of ⟦Apr. 7, 2022⟧ led to the trial.", "2022-04-07"),
    ("He has been held since ⟦Sept. 3, 2021⟧.", "2021-09-03"),
    ("The ruling is dated ⟦2022-04-07⟧.", "2022-04-07"),
    ("The ruling of ⟦25/12/2021⟧ stands.", "2021-12-25"),
    ("The ruling of ⟦12/25/2021⟧ stands.", "2021-12-25"),
    ("Police found the body on ⟦Monday, April 4, 2022⟧.", "2022-04-04"),
    ("Police found the body on ⟦Monday 4 April 2022⟧.", "2022-04-04"),
    ("The raid of the ⟦4th of July⟧ led to the trial.", "2023-07-04"),
    ("The verdict came on ⟦March 11⟧.", "2024-03-11"),
    ("The verdict came on ⟦December 11⟧.", "2023-12-11"),
    ("The hearing of ⟦29 February⟧ was brief.", "2024-02-29"),
    # a month, a year, a decade, a century, a season
    ("The brothers fled in ⟦December 2023⟧.", "2023-12"),
    ("The brothers fled in ⟦Dec. 2023⟧.", "2023-12"),
    ("The brothers fled in ⟦November⟧.", "2023-11"),
    ("The brothers fled in ⟦February⟧.", "2024-02"),
    ("The brothers fled ⟦last December⟧.", "2023-12"),
    ("The law of ⟦2018⟧ made the practice a felony.", "2018"),
    ("⟦Early 2018⟧ saw the first arrests.", "2018"),
    ("He vanished in ⟦late 1998⟧ and was found abroad.", "1998"),
    ("The dictatorship of the ⟦1990s⟧ is on trial.", "199X"),
    ("A statute from the ⟦19th century⟧ was invoked.", "18XX"),
    ("She was extradited in the ⟦summer of 2019⟧.", "2019-22"),
    ("She was extradited in ⟦spring 2019⟧.", "2019-21"),
    # ranges
    ("The killings of ⟦1990-2000⟧ were never tried.", "1990/2000"),
    ("The killings of ⟦1990–2000⟧ were never tried.", "1990/2000"),
    ("He took bribes from ⟦2003 to 2011⟧.", "2003/2011"),
    ("He took bribes between ⟦2003 and 2011⟧.", "2003/2011"),
    ("Bribes paid in ⟦2009-10⟧ were listed in a ledger.", "2009/2010"),
    ("The hearings of ⟦March 3-5⟧ were closed to the press.", "2024-03-03/2024-03-05"),
    ("The hearings of ⟦3-5 March 2020⟧ were closed.", "2020-03-03/2020-03-05"),
    # weekdays
    ("A judge jailed him on ⟦Tuesday⟧.", "2024-03-12"),
    ("A judge jailed him on ⟦Friday⟧.", "2024-03-15"),
    ("A judge jailed him ⟦last Friday⟧.", "2024-03-08"),
    ("The jury came back on ⟦Tuesday night⟧.", "2024-03-12"),
    ("The jury came back ⟦late on Thursday afternoon⟧.", "2024-03-14"),
    ("He appears again ⟦next Tuesday⟧.", "2024-03-19"),
    ("Police arrested him on ⟦Tuesday of last week⟧.", "2024-03-05"),
    # seen from the day of publication
    ("He was arrested ⟦yesterday⟧ at his home.", "2024-03-14"),
    ("The panel sits again ⟦tomorrow⟧.", "2024-03-16"),
    ("The court said ⟦today⟧ that it would hear the case.", "2024-03-15"),
    ("The court heard him ⟦last week⟧.", "2024-03-04/2024-03-10"),
    ("The court will hear him ⟦next week⟧.", "2024-03-18/2024-03-24"),
    ("The court heard him ⟦last month⟧.", "2024-02"),
    ("The court heard him ⟦earlier this month⟧.", "2024-03"),
    ("The court heard him ⟦last year⟧.", "2023"),
    ("The law took effect ⟦this year⟧.", "2024"),
    ("The court heard him ⟦last summer⟧.", "2023-22"),
    ("He was shot ⟦two years ago⟧ outside his house.", "2022"),
    ("He was shot ⟦a year ago⟧ outside his house.", "2023"),
    ("He was shot ⟦three months ago⟧ outside his house.", "2023-12"),
    ("He was shot ⟦ten days ago⟧ outside his house.", "2024-03-05"),
    ("He was shot ⟦two weeks ago⟧ outside his house.", "2024-02-26/2024-03-03"),
    ("He was shot ⟦four decades ago⟧ outside his house.", "198X"),
    ("The coup of ⟦more than 40 years ago⟧ still divides them.", "1984"),
    ("He was shot ⟦several years ago⟧ outside his house.", None),
]


@pytest.mark.parametrize(("example", "edtf"), ONE_DATE)
def test_finds_the_date_and_its_value(example, edtf):
    text, spans = marked(example)

    found = find_dates(text)

    assert as_spans(found) == spans
    assert value(found[0].value, FRIDAY) == edtf


SEVERAL = [
    "Arrested on ⟦May 2, 2016⟧, he was convicted in ⟦June 2018⟧ and freed ⟦last month⟧.",
    "From ⟦1975⟧ on, and again in ⟦1976⟧, villagers disappeared.",
    "NAIROBI, ⟦March 15, 2024⟧ - A court on ⟦Thursday⟧ acquitted two brothers.",
    "He was arrested in ⟦2015⟧, tried in ⟦2016⟧, and died ⟦two years later⟧.",
    "Sentenced to 12 years in ⟦2010⟧, she left prison on ⟦Tuesday⟧.",
    "⟦Today⟧ he is free; ⟦yesterday⟧ he was not.",
    "He was held from ⟦March to June 2019⟧.",
    "He was freed in ⟦mid-2019⟧.",
    "It lasted from ⟦May 3 to June 5, 2020⟧.",
    "The hearing of ⟦Wednesday, 5 May⟧ was brief.",
    "A law from ⟦1960s⟧ Britain was cited.",
    "⟦Last Tuesday⟧ he wept.",
    "She was born on ⟦1 January 1980⟧ in Leeds.",
    "The ⟦2020⟧ election was stolen, he said.",
    "In the ⟦late 1990s⟧ he ruled.",
    "He was freed ⟦three days later⟧.",
    "It happened the ⟦previous day⟧.",
    "A decision on ⟦Sept 11⟧ is due.",
    "It ran from ⟦2003 until 2011⟧.",
    "He ruled from ⟦1990-2000⟧ and in ⟦2001-02⟧.",
    "The ruling is dated ⟦25/12/2021⟧.",
]


@pytest.mark.parametrize("example", SEVERAL)
def test_finds_every_date(example):
    text, spans = marked(example)

    assert as_spans(find_dates(text)) == spans


NO_DATE = [
    "She was jailed for two years.",
    "It ended a 25-year career in politics.",
    "The 19-year-old student denied the charge.",
    "Ann Lee, 41, of Boston, was fined.",
    "He reports to the police every week.",
    "The guards changed at 6:30 a.m.",
    "He is now a free man.",
    "The house recently burned.",
    "The court may rule for either side.",
    "Protesters march to the courthouse.",
    "He may not appeal.",
    "Theresa May did not attend.",
    "About 2000 people waited outside.",
    "The fine came to $2,018.",
    "They paid him 2000 dollars.",
    "Docket No. 2019 was closed.",
    "He broke Section 1983 of the code.",
    "She lives at 12 Pennsylvania Avenue.",
    "The vote was 52-48.",
    "They served 18 months each.",
    "An august assembly of judges rose.",
    "He faces 15 to 20 years in prison.",
    "Some 1,990 pages were filed.",
    "The flat is worth 2015 euros a month.",
    "Judge April Jones presided.",
    "Rule 2019 of the club is odd.",
    "He ran 2000 metres.",
    "Flight 2011 was late.",
    "He may march in Augusta.",
    "The 1,984 files burned.",
    "She is 2000 times richer.",
    "He has 20 years to live.",
    "They meet on weekdays.",
    "It is open day and night.",
]


@pytest.mark.parametrize("text", NO_DATE)
def test_finds_no_date(text):
    assert as_spans(find_dates(text)) == []


LOOKING_AHEAD = [
    ("He will be sentenced on ⟦Friday⟧.", "2024-03-15"),
    ("He will be sentenced on ⟦Tuesday⟧.", "2024-03-19"),
    ("He will be sentenced on ⟦April 2⟧.", "2024-04-02"),
    ("He will be sentenced on ⟦January 9⟧.", "2025-01-09"),
    ("He will be sentenced in ⟦May⟧.", "2024-05"),
    ("He will be sentenced in ⟦February⟧.", "2025-02"),
]


@pytest.mark.parametrize(("example", "edtf"), LOOKING_AHEAD)
def test_a_verb_that_looks_ahead(example, edtf):
    text, spans = marked(example)
    (found,) = find_dates(text)

    assert as_spans([found]) == spans
    assert value(found.value, FRIDAY, future=True) == edtf


WITHOUT_A_DATE = [
    ("The verdict came on ⟦March 11⟧.", "XXXX-03-11"),
    ("The verdict came on ⟦Tuesday⟧.", None),
    ("The verdict came ⟦last year⟧.", None),
    ("The verdict came in ⟦March 2019⟧.", "2019-03"),
    ("The verdict came in the ⟦1980s⟧.", "198X"),
]


@pytest.mark.parametrize(("example", "edtf"), WITHOUT_A_DATE)
def test_where_the_day_of_publication_is_not_known(example, edtf):
    text, spans = marked(example)
    (found,) = find_dates(text)

    assert as_spans([found]) == spans
    assert value(found.value, None) == edtf
