"""`--explain`: every rule has words, and every hit is said in them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.finders import dates, people, sentence_patterns
from extractor.lexicon import rules
from extractor.mention import by_rule
from extractor.pipeline import Extractor
from extractor.writers import Layout, write
from extractor.writers.explain import in_words
from extractor.writers.phrases import percent

SAMPLES = Path(__file__).parents[2] / "samples"


@pytest.mark.parametrize(
    ("found_by", "words"),
    [
        ("model", "the language model takes it for a person"),
        ("rule:title=Justice", "the title “Justice” stands in front of it"),
        ("rule:verb-in-front=jailed for", "a length behind “jailed for”"),
        ("rule:weekday", "a day of the week"),
        ("rule:of-another-version=x", "rule:of-another-version=x"),
        ("pattern:court=Tribunal for Deep Water", "your own pattern for the court “Tribunal for Deep Water”"),
    ],
)
def test_in_words(found_by: str, words: str) -> None:
    assert in_words(found_by) == words


@pytest.mark.parametrize(
    ("rule", "cue", "found_by"),
    [
        ("year", "", "rule:year"),
        ("term", "-year prison term", "rule:term=-year prison term"),
        ("age", ", 44,", "rule:age=44"),
        ("understood", "had his\nsentence cut to ", "rule:understood=had his sentence cut to"),
        ("chain", "x" * 30 + " " + "y" * 30 + " and", "rule:chain=…" + "y" * 30 + " and"),
    ],
)
def test_a_cue_is_one_short_line(rule: str, cue: str, found_by: str) -> None:
    assert by_rule(rule, cue) == found_by


def test_every_rule_of_the_tables_has_words() -> None:
    of_people = {sign for sign, weight in people.WEIGHTS.items() if weight > 0 and not sign.startswith("model")}
    of_dates = {rule for rule, _ in dates._READERS}
    of_sentences = {f"{rule}-in-front" for rule, _, _ in sentence_patterns.LEFT_KINDS}
    assert {f"rule:{rule}" for rule in of_people | of_dates | of_sentences} <= rules().keys()


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_every_hit_of_the_samples_has_words(path: Path) -> None:
    record = json.loads(path.read_text(encoding="utf-8"))
    hits = [m for kind in ("people", "courts", "cases") for entity in record[kind] for m in entity["mentions"]]
    hits += record["dates"] + record["sentences"]
    assert hits
    for hit in hits:
        assert "{cue}" not in in_words(hit["found_by"])
        assert "“”" not in in_words(hit["found_by"])


def test_a_line_for_each_mention_in_the_order_of_the_text(ex: Extractor) -> None:
    record = ex.extract("A Paris court jailed Jean Dupont for six years.", source="a\x1b.txt")
    out = b"".join(write("explain", [record, record], Layout(many=True))).decode()
    court, person, sentence = (
        percent(hit[0].confidence or 0) for hit in (record.courts, record.people, record.sentences)
    )
    one = (
        "a␛.txt\n"
        f'2-13 court “Paris court”: "court" in lower case, with words that tell which one ({court})\n'
        f"21-32 person “Jean Dupont”: “Jean” is a given name ({person})\n"
        "37-46 sentence “six years”: a length behind “jailed Jean Dupont for”, "
        f"which leaves prison to be understood ({sentence})\n"
    )
    assert out == f"{one}\n{one}"
