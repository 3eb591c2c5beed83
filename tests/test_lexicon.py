"""The tables of facts: well formed, complete for every member of the United Nations, unambiguous."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from extractor import lexicon

FOLDER = Path(lexicon.__file__).parent
TABLES = sorted(FOLDER.glob("*.tsv"))
LISTS = sorted(FOLDER.glob("*.txt"))
UN_MEMBERS = [
    "AF",
    "AL",
    "DZ",
    "AD",
    "AO",
    "AG",
    "AR",
    "AM",
    "AU",
    "AT",
    "AZ",
    "BS",
    "BH",
    "BD",
    "BB",
    "BY",
    "BE",
    "BZ",
    "BJ",
    "BT",
    "BO",
    "BA",
    "BW",
    "BR",
    "BN",
    "BG",
    "BF",
    "BI",
    "CV",
    "KH",
    "CM",
    "CA",
    "CF",
    "TD",
    "CL",
    "CN",
    "CO",
    "KM",
    "CG",
    "CD",
    "CR",
    "CI",
    "HR",
    "CU",
    "CY",
    "CZ",
    "DK",
    "DJ",
    "DM",
    "DO",
    "EC",
    "EG",
    "SV",
    "GQ",
    "ER",
    "EE",
    "SZ",
    "ET",
    "FJ",
    "FI",
    "FR",
    "GA",
    "GM",
    "GE",
    "DE",
    "GH",
    "GR",
    "GD",
    "GT",
    "GN",
    "GW",
    "GY",
    "HT",
    "HN",
    "HU",
    "IS",
    "IN",
    "ID",
    "IR",
    "IQ",
    "IE",
    "IL",
    "IT",
    "JM",
    "JP",
    "JO",
    "KZ",
    "KE",
    "KI",
    "KP",
    "KR",
    "KW",
    "KG",
    "LA",
    "LV",
    "LB",
    "LS",
    "LR",
    "LY",
    "LI",
    "LT",
    "LU",
    "MG",
    "MW",
    "MY",
    "MV",
    "ML",
    "MT",
    "MH",
    "MR",
    "MU",
    "MX",
    "FM",
    "MD",
    "MC",
    "MN",
    "ME",
    "MA",
    "MZ",
    "MM",
    "NA",
    "NR",
    "NP",
    "NL",
    "NZ",
    "NI",
    "NE",
    "NG",
    "MK",
    "NO",
    "OM",
    "PK",
    "PW",
    "PA",
    "PG",
    "PY",
    "PE",
    "PH",
    "PL",
    "PT",
    "QA",
    "RO",
    "RU",
    "RW",
    "KN",
    "LC",
    "VC",
    "WS",
    "SM",
    "ST",
    "SA",
    "SN",
    "RS",
    "SC",
    "SL",
    "SG",
    "SK",
    "SI",
    "SB",
    "SO",
    "ZA",
    "SS",
    "ES",
    "LK",
    "SD",
    "SR",
    "SE",
    "CH",
    "SY",
    "TJ",
    "TZ",
    "TH",
    "TL",
    "TG",
    "TO",
    "TT",
    "TN",
    "TR",
    "TM",
    "TV",
    "UG",
    "UA",
    "AE",
    "GB",
    "US",
    "UY",
    "UZ",
    "VU",
    "VE",
    "VN",
    "YE",
    "ZM",
    "ZW",
]
LEVELS = {
    "administrative", "appeal", "cassation", "constitutional", "first", "high", "hybrid", "international", "military",
    "regional", "religious", "special", "supreme",
}  # fmt: skip
KINDS_OF_PLACE = {"continent", "country", "territory", "region", "city"}


def lines(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def rows(name):
    header, *body = (line.split("\t") for line in lines(FOLDER / name))
    return [dict(zip(header, row, strict=False)) for row in body]


@pytest.mark.parametrize("path", TABLES + LISTS, ids=lambda path: path.name)
def test_says_what_it_holds_and_where_its_facts_are_from(path):
    first = path.read_text(encoding="utf-8").splitlines()[:2]

    assert all(line.startswith("# ") for line in first)


@pytest.mark.parametrize("path", TABLES + LISTS, ids=lambda path: path.name)
def test_has_no_stray_blanks(path):
    for line in lines(path):
        assert line == line.strip(" "), line
        assert "  " not in line, line
        assert all(cell == cell.strip() for cell in line.split("\t")), line


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.name)
def test_no_row_is_wider_than_the_header(path):
    header, *body = (line.split("\t") for line in lines(path))

    assert [row for row in body if len(row) > len(header) or not row[0]] == []


@pytest.mark.parametrize("path", TABLES + LISTS, ids=lambda path: path.name)
def test_no_line_stands_twice(path):
    assert [line for line, times in Counter(lines(path)).items() if times > 1] == []


def test_there_are_193_members():
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193


@pytest.fixture(scope="module")
def levels():
    """The levels of the courts of each country."""
    found = {}
    for row in rows("courts.tsv"):
        found.setdefault(row["country"], set()).add(row["level"])
    return found


@pytest.mark.parametrize("country", UN_MEMBERS)
def test_every_member_has_a_highest_court(levels, country):
    assert levels.get(country, set()) & {"supreme", "constitutional", "cassation"}


def test_every_member_has_a_name_and_a_word_for_its_people():
    named = {
        row["country"] for row in rows("places.tsv") if row["kind"].rstrip("?") == "country" and row.get("demonyms")
    }

    assert set(UN_MEMBERS) - named == set()


def test_levels_and_countries_of_courts():
    for row in rows("courts.tsv"):
        assert row["level"] in LEVELS, row
        assert re.fullmatch(r"[A-Z]{2}|", row["country"]), row


def test_abbreviations_of_courts_are_no_words():
    for short in lexicon.courts().by_abbreviation:
        assert sum(c.isupper() for c in short) > 1, short


@pytest.mark.parametrize(
    ("name", "country", "level"),
    [
        ("international criminal court", "", "international"),
        ("inter-american court of human rights", "", "regional"),
        ("european court of human rights", "", "regional"),
        ("supreme court of india", "IN", "supreme"),
        ("southwark crown court", "GB", "first"),
    ],
)
def test_well_known_courts(name, country, level):
    court = lexicon.courts().by_name[name]

    assert (court.country, court.level) == (country, level)


def test_kinds_and_countries_of_places():
    for row in rows("places.tsv"):
        assert row["kind"].rstrip("?") in KINDS_OF_PLACE, row
        assert re.fullmatch(r"[A-Z]{2}|", row.get("country", "")), row


def test_currency_codes_are_unique_and_of_three_letters():
    codes = [row["code"] for row in rows("currencies.tsv")]

    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in codes)
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_a_unit_word_has_at_most_one_default():
    starred = Counter(
        word.rstrip("*").lower()
        for row in rows("currencies.tsv")
        for word in row.get("words", "").split("|")
        if word.endswith("*")
    )

    assert [word for word, times in starred.items() if times > 1] == []


def test_a_unit_word_of_several_currencies_has_a_default():
    owners, starred = {}, set()
    for row in rows("currencies.tsv"):
        for word in filter(None, row.get("words", "").split("|")):
            plain = word.rstrip("*").lower()
            owners.setdefault(plain, set()).add(row["code"])
            if word.endswith("*"):
                starred.add(plain)

    assert [word for word, codes in owners.items() if len(codes) > 1 and word not in starred] == []


@pytest.mark.parametrize(
    ("written", "country", "code"),
    [
        ("$", None, "USD"), ("$", "AU", "AUD"), ("US$", "AU", "USD"), ("€", None, "EUR"), ("£", None, "GBP"),
        ("dollars", None, "USD"), ("pounds", None, "GBP"), ("pounds", "EG", "EGP"), ("Kenyan shillings", None, "KES"),
        ("yen", None, "JPY"), ("apples", None, None),
    ],
)  # fmt: skip
def test_what_a_unit_stands_for(written, country, code):
    assert lexicon.currencies().code(written, country) == code


@pytest.mark.parametrize("word", ["Peruvian", "French", "Kenyan", "Glaswegian"])
def test_demonyms_lead_to_places(word):
    assert lexicon.demonyms()[word].country


def test_names():
    assert "Maria" in lexicon.given_names()
    assert "Okafor" in lexicon.surnames()
    assert "Xqzzt" not in lexicon.surnames()
    for names in (lexicon.given_names(), lexicon.surnames()):
        assert not names.sure & names.doubtful


def test_titles_lead_to_roles():
    assert lexicon.titles()["judge"] == "judge"
    assert all(role for role in lexicon.titles().values())


@pytest.mark.parametrize("words", [lexicon.offences, lexicon.common_words], ids=["offences", "common words"])
def test_lists_are_in_lower_case(words):
    assert [word for word in words() if word != word.lower()] == []


def test_case_nouns():
    assert set(lexicon.case_nouns().values()) == {"named", "incident"}
    assert lexicon.case_nouns()["massacre"] == "incident"
