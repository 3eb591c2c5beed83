"""A user's own patterns: what they find, what they hide, and every fault of a file with its line and key."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import jq
import pytest

import extractor
from extractor import lexicon
from extractor.patterns import BadPatterns, CourtPattern, Patterns, read_patterns
from extractor.pipeline import Extractor
from extractor.record import Record

PAGE = (Path(__file__).parent.parent / "docs" / "patterns.md").read_text(encoding="utf-8")

DEEP_WATER = """\
offences = ["Ghost-Fishing"]
cases = ["Tide Papers"]

[titles]
Harbourmaster = "official"

[[courts]]
name = "Tribunal for Deep Water"
aliases = ["Water Tribunal", "King's Bench of the Sea"]
abbreviation = "TDW"
country = "NL"
level = "special"
"""


@pytest.fixture
def reading(tmp_path: Path, ex: Extractor):
    """Makes an extractor with the patterns of a TOML text, on the model that is loaded already."""

    def make(toml: str) -> Extractor:
        path = tmp_path / "own.toml"
        path.write_text(toml, encoding="utf-8")
        return Extractor(ex.nlp, read_patterns(path))

    return make


def found(record: Record, kind: str) -> list[tuple[str, str]]:
    return [(m.text, m.found_by) for entity in getattr(record, kind) for m in entity.mentions]


def names(record: Record) -> list[str]:
    return [entity.name for kind in ("people", "courts", "cases") for entity in getattr(record, kind)]


# Courts and cases


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("The Tribunal for Deep Water sat.", ["Tribunal for Deep Water"]),
        ("The Water Tribunal sat, and TDW-watchers wept.", ["Water Tribunal", "TDW"]),
        ("The Tribunal for\r\n  Deep Water sat.", ["Tribunal for\r\n  Deep Water"]),
        ("The King’s Bench of the Sea sat.", ["King’s Bench of the Sea"]),
        ("It is tdw, TDWs or aTDW.", []),
        ("He chose Deep Water.", []),
        ("The Water\n\nTribunal", []),
    ],
)
def test_a_court_is_found_under_each_of_its_names(reading, text: str, mentions: list[str]) -> None:
    record = reading(DEEP_WATER).extract(text)

    rule = "pattern:court=Tribunal for Deep Water"
    assert [m for m in found(record, "courts") if m[1] == rule] == [(m, rule) for m in mentions]
    assert all(text[m.start : m.end] == m.text for court in record.courts for m in court.mentions)


def test_all_names_of_a_court_are_one_court_and_tell_what_the_file_says(reading) -> None:
    (court,) = reading(DEEP_WATER).extract("TDW means Tribunal for Deep Water. The Water Tribunal sat.").courts

    assert (court.name, court.aliases) == ("Tribunal for Deep Water", ["TDW", "Water Tribunal"])
    assert (court.abbreviation, court.country, court.level) == ("TDW", "NL", "special")


def test_the_longest_wording_wins(reading) -> None:
    record = reading('cases = ["Tide", "Tide Papers"]').extract("The Tide Papers came out.")

    assert found(record, "cases") == [("Tide Papers", "pattern:case=Tide Papers")]


def test_a_case_by_its_name(reading) -> None:
    (case,) = reading(DEEP_WATER).extract("The Tide Papers came out.").cases

    assert (case.name, case.style, case.parties) == ("Tide Papers", "news", ["Tide Papers"])


@pytest.mark.parametrize(
    ("toml", "text", "kind"),
    [
        ('cases = ["Ann Lee"]', "A judge jailed Ann Lee for six years.", "people"),
        ('cases = ["Supreme Court"]', "The Supreme Court of Justice sat.", "courts"),
        ('cases = ["6 March"]', "A judge jailed Ann Lee on 6 March 2024.", "dates"),
        ('[[courts]]\nname = "Six Years"', "A court jailed Ann Lee for Six Years in prison.", "sentences"),
    ],
)
def test_patterns_win_over_what_the_rules_find_there(ex: Extractor, reading, toml: str, text: str, kind: str) -> None:
    assert getattr(ex.extract(text), kind)
    assert getattr(reading(toml).extract(text), kind) == []


def test_characters_with_a_meaning_in_expressions_are_only_characters(reading) -> None:
    record = reading('cases = ["Tide (1.0)+"]').extract("The Tide (1.0)+ came out, not Tide (1x0)+ or Tide (1.00).")

    assert [text for text, _ in found(record, "cases")] == ["Tide (1.0)+"]


def test_a_text_of_several_pieces(reading) -> None:
    line = "The Tide Papers say that the Water Tribunal jailed Ann Lee for six years.\n\n"
    text = line * 600

    record = reading(DEEP_WATER).extract(text)

    mentions = [*record.cases[0].mentions, *record.courts[0].mentions]
    assert len(mentions) == 1200
    assert all(text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize("text", ["Water " * 40_000, "Water" + " " * 200_000, "Water\n" * 40_000, "Tide" * 50_000])
def test_the_cost_is_linear(text: str) -> None:
    patterns = Patterns(courts=(CourtPattern("Water Tribunal"),), cases=("Tide Papers",), never=("Water Papers",))
    start = time.perf_counter()

    assert patterns.applied(text, []) == []
    assert time.perf_counter() - start < 2


# Titles and offences


@pytest.mark.parametrize("titles", ['titles = ["Harbourmaster."]', '[titles]\nharbourmaster = "official"'])
def test_a_title_stands_before_a_person(ex: Extractor, reading, titles: str) -> None:
    text = "Harbourmaster Joke Brandt wept."

    (person,) = reading(titles).extract(text).people

    assert (person.name, person.roles) == ("Joke Brandt", ["Harbourmaster"])
    assert all("Harbourmaster" not in p.roles for p in ex.extract(text).people)


def test_the_role_of_a_title_counts(reading) -> None:
    (person,) = reading('[titles]\nseareeve = "judge"').extract("Seareeve Ann Lee jailed him for six years.").people

    assert "judge" in person.roles


def test_an_offence_is_known_where_only_its_name_tells_it(ex: Extractor, reading) -> None:
    text = "Ann Lee was sentenced to two years in prison in a ghost-fishing case."

    assert reading(DEEP_WATER).extract(text).sentences[0].offences == ["ghost-fishing"]
    assert ex.extract(text).sentences[0].offences == []


def test_two_extractors_in_one_process_do_not_disturb_each_other(ex: Extractor) -> None:
    text = "Seareeve Ann Lee wept over the Tide Papers and the Foam Files."
    one = Extractor(ex.nlp, Patterns(cases=("Tide Papers",), titles={"seareeve": "judge"}))
    other = Extractor(ex.nlp, Patterns(cases=("Foam Files",), never=("Ann Lee",)))
    plain = ex.extract(text)

    records = [extractor.extract(text) for extractor in (one, other, one, other)]

    assert [[c.name for c in r.cases] for r in records] == [["Tide Papers"], ["Foam Files"]] * 2
    assert [[p.name for p in r.people] for r in records] == [["Ann Lee"], []] * 2
    assert ["judge" in p.roles for p in records[2].people] == [True]
    assert ex.extract(text) == plain


def test_the_lexicon_is_extended_within_the_context_only() -> None:
    with lexicon.extended({"seareeve": "judge"}, ["ghost-fishing"]):
        assert lexicon.titles()["seareeve"] == lexicon.titles()["judge"] == "judge"
        assert {"ghost-fishing", "fraud"} <= lexicon.offences()
    assert "seareeve" not in lexicon.titles()
    assert "ghost-fishing" not in lexicon.offences()


# Never

HIDDEN = [
    # the text, what never lists, the names that remain
    ("A judge jailed Ann Lee for six years.", "Ann Lee", []),
    ("A judge jailed ANN LEE for six years. Ann Lee wept.", "ann lee", []),
    ("A judge jailed Ann\nLee for six years.", "Ann Lee", []),
    ("A judge jailed Ann Lee for six years. Lee wept, said Ann, and Mr Lee left.", "Ann Lee", []),
    ("A judge jailed Ann Lee and Bob Lee. Mr Lee wept.", "Ann Lee", ["Bob Lee"]),
    ("A judge jailed Joanna Lee-Smith.", "Ann Lee", ["Joanna Lee-Smith"]),
    ("A judge jailed Ann Lee for six years. The ruling in Ann Lee v. Port Authority is out.", "Ann Lee", []),
    ("The Madrid court jailed Ann Lee.", "Madrid court", ["Ann Lee"]),
    ("The Odebrecht case ruined Ann Lee.", "Odebrecht case", ["Ann Lee"]),
    ("The Odebrecht case ruined Ann Lee.", "Odebrecht", ["Ann Lee"]),
    ("Judge Valley jailed Ann Lee.", "Green Valley", ["Ann Lee"]),
]


@pytest.mark.parametrize(("text", "never", "remain"), HIDDEN)
def test_a_name_that_is_never_reported(reading, text: str, never: str, remain: list[str]) -> None:
    record = reading(f'never = ["{never}"]').extract(text)

    assert names(record) == remain
    assert all(name in remain for sentence in record.sentences for name in sentence.names)


def test_a_sentence_stays_without_the_name(reading) -> None:
    (sentence,) = reading('never = ["Ann Lee"]').extract("A judge jailed Ann Lee for six years.").sentences

    assert (sentence.term, sentence.people, sentence.names) == ("P6Y", [], [])


# The file


def test_a_file_of_each_thing(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_bytes(b"\xef\xbb\xbf" + DEEP_WATER.replace("\n", "\r\n").encode())

    assert read_patterns(path) == Patterns(
        courts=(
            CourtPattern(
                "Tribunal for Deep Water", ("Water Tribunal", "King's Bench of the Sea"), "TDW", "NL", "special"
            ),
        ),
        cases=("Tide Papers",),
        offences=("ghost-fishing",),
        titles={"harbourmaster": "official"},
    )


def test_an_empty_file_changes_nothing(ex: Extractor, reading, article: str) -> None:
    assert reading("# nothing yet\n").extract(article) == ex.extract(article)


FAULTS = [
    # the file, where, why and remedy
    ('cases = ["a"]\noffenses = []', "line 2, offenses", "there is no such key; did you mean 'offences'?"),
    ("\nx = 1", "line 2, x", "no such key; choose from cases, courts, never, offences, titles"),
    ("offences = 3", "line 1, offences", '3 is no list; write offences = ["…"]'),
    ('cases = "Tide"', "line 1, cases", "'Tide' is no list"),
    ('never = [\n  "a",  # one, "two"\n  7,\n]', "line 3, never", "7 is no text; write it in quotes"),
    ('never = [\n  "a",\n  " ",\n]', "line 3, never", "it is empty; write a text between the quotes"),
    ("titles = 3", "line 1, titles", "3 is neither a list nor a table"),
    ('titles = ["a",\n""]', "line 2, titles", "it is empty"),
    ('titles = ["a b c d"]', "line 1, titles", "a title has one to three words"),
    ('[titles]\nreeve = "jugde"', "line 2, titles.reeve", "'jugde' is no role; did you mean 'judge'?"),
    ('[titles]\nreeve = "x"', "line 2, titles.reeve", "no role; choose from clergy, defendant"),
    ('titles.reeve = "jugde"', "line 1, titles.reeve", "is no role"),
    ('titles = {reeve = "jugde"}', "line 1, titles.reeve", "is no role"),
    ("[titles]\nreeve = true", "line 2, titles.reeve", "True is no text"),
    ('[titles]\n"" = "judge"', "line 2, titles.", "it is empty"),
    ('[titles]\nnever = ["a"]', "line 2, titles.never", "below [titles]; move this line above the first [header]"),
    ('[courts]\nname = "TDW"', "line 1, courts", "no list of tables; head each court with [[courts]]"),
    ('courts = ["TDW"]', "line 1, courts", "'TDW' is no table; head each court with [[courts]]"),
    ('[[courts]]\nname = "a"\n\n[[courts]]\nlevel = "first"', "line 4, courts", "has no name; add name ="),
    ('[[courts]]\nname = "a"\nalias = []', "line 3, courts.alias", "no such key; did you mean 'aliases'?"),
    ('[[courts]]\nname = "a"\nnever = []', "line 3, courts.never", "move this line above the first [header]"),
    ('[[courts]]\nname = "a"\n[[courts]]\nname = ""', "line 4, courts.name", "it is empty"),
    ('[[courts]]\nname = "a"\naliases = [\n"b",\n3]', "line 5, courts.aliases", "3 is no text"),
    ('[[courts]]\nname = "a"\nlevel = "speical"', "line 3, courts.level", "did you mean 'special'?"),
    ('[[courts]]\nname = "a"\nlevel = "x"', "line 3, courts.level", "choose from administrative, appeal"),
    ('[[courts]]\nname = "a"\ncountry = "nl"', "line 3, courts.country", "'nl' is no country code; write two capitals"),
    ('[[courts]]\nname = "a"\ncountry = "NLD"', "line 3, courts.country", "such as NL"),
    ('courts = [{name = "a"}, {name = 1}]', "line 1, courts.name", "1 is no text"),
    ('cases = ["a",\n"b"]\n[[courts]]\nname = "b"', "line 2, cases", "'b' is in line 3 already; take one of the two"),
    (
        'cases = ["Tide Papers"]\nnever = ["tide"]',
        "line 1, cases",
        "'Tide Papers' holds a name that is listed as never",
    ),
    ('cases = ["a"]\ncases = ["b"]', "line 2", "it is not valid TOML (Cannot overwrite a value)"),
    ('cases = ["a"]\n\nnever = [Ann]', "line 3", "it is not valid TOML"),
    ('cases = ["a",\n', "line 1", "it is not valid TOML"),
    ("cases = " + "[" * 5000, "line 1", "it is not valid TOML"),
]


@pytest.mark.parametrize(("toml", "where", "why"), FAULTS)
def test_a_fault_is_told_with_line_key_and_remedy(reading, toml: str, where: str, why: str) -> None:
    with pytest.raises(BadPatterns) as caught:
        reading(toml)

    message = str(caught.value)
    assert f"own.toml, {where}: " in message
    assert why in message
    assert "\n" not in message
    assert "; " in message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes('cases = ["Tide"]\nnever = ["José"]'.encode("latin-1"))

    for name, why in {
        "none.toml": "none.toml: there is no such file; check the path",
        ".": "it cannot be read (Is a directory); give a readable file",
        "a\x00": "it cannot be read",
        "latin.toml": "latin.toml, line 2: it is not UTF-8; save it as UTF-8",
    }.items():
        with pytest.raises(BadPatterns, match=re.escape(why)):
            read_patterns(tmp_path / name)


# The interface and the page


def test_load_takes_a_file_or_patterns(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('cases = ["Tide Papers"]')

    for given in (path, str(path), extractor.Patterns(cases=("Tide Papers",))):
        assert extractor.load(patterns=given).patterns == Patterns(cases=("Tide Papers",))
    assert extractor.load().patterns == Patterns()


def test_nothing_reads_toml_before_it_is_needed() -> None:
    code = "import sys, extractor.patterns; assert not {'tomllib', 'tomli'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


EXAMPLES = re.findall(
    r"```sh\nextractor tide.txt --patterns my-patterns.toml \| jq -c '([^']+)'\n```\n\n```text\n(.*?)\n```", PAGE, re.S
)


def test_the_page_has_examples() -> None:
    assert len(EXAMPLES) == 4


@pytest.mark.parametrize(("program", "output"), EXAMPLES)
def test_the_page_shows_what_happens(reading, program: str, output: str) -> None:
    (toml,) = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    (article,) = re.findall(r"`tide.txt`:\n\n```text\n(.*?)```", PAGE, re.S)

    record = reading(toml).extract(article, source="tide.txt").to_dict()

    results = jq.compile(program).input_value(record).all()
    shown = [json.dumps(result, ensure_ascii=False, separators=(",", ":")) for result in results]
    assert "\n".join(shown) == output


def test_every_key_and_role_that_the_page_names_is_one() -> None:
    keys = {"offences", "cases", "never", "[titles]", "[[courts]]", *CourtPattern.__struct_fields__}
    assert all(f"`{key}`" in PAGE for key in keys)
    (roles,) = re.findall(r"with its role: (.*?), …", PAGE)
    assert set(re.findall(r"`(\w+)`", roles)) <= set(lexicon.titles().values())
