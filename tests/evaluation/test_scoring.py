"""The figures of tests/evaluation/gold against found.jsonl, worked out by hand, and the comparison of values."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.evaluation.predictions import read_predictions
from extractor.evaluation.scoring import FIGURES, Share, Tally, score
from extractor.gold.files import Unusable
from extractor.gold.marks import parse_marked
from extractor.gold.sources import read_folder

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def scores():
    return score(read_folder(HERE / "gold"), read_predictions(HERE / "found.jsonl"))


# harbour: "Judge Anna Wilk" is trimmed, the last "Zielak" is missed; "fine" for "5,000-zloty fine".
# bakery: "Lina Roux's" is trimmed, "Roux" of "Roux affair" is extra; "highest court" touches an optional court.
# lighthouse: "Sam" for "Sam Tide", "2021" for "March 2021"; "100 hours" and "community service" for one sentence, of
# which the longer is taken; the High Court is missed. orchard has no record: a court and a case are missed.
COUNTS = {
    ("PERSON", "relaxed"): (6, 1, 1),
    ("PERSON", "exact"): (5, 2, 2),
    ("COURT", "relaxed"): (1, 0, 2),
    ("COURT", "exact"): (1, 0, 2),
    ("DATE", "relaxed"): (3, 0, 0),
    ("DATE", "exact"): (2, 1, 1),
    ("SENTENCE", "relaxed"): (4, 0, 0),
    ("SENTENCE", "exact"): (2, 3, 2),
    ("CASE", "relaxed"): (1, 0, 1),
    ("CASE", "exact"): (1, 0, 1),
}


@pytest.mark.parametrize(("kind", "mode"), COUNTS)
def test_spans(scores, kind, mode):
    assert scores.spans[kind, mode] == Tally(*COUNTS[kind, mode])


def test_values(scores):
    assert scores.values == {
        "date value": Share(1, 3),  # the harbour's; the bakery's is a week early, the lighthouse's a year
        "sentence kind": Share(3, 4),  # not the bakery's
        "sentence size": Share(2, 3),  # the harbour's two; the bakery's has none
        "sentence people": Share(2, 4),  # not the harbour's fine, not "Sam"
        "sentence offences": Share(2, 3),  # "bribes" is in "taking bribes", not with the fine; "arson"
    }


def test_people_records(scores):
    assert scores.people == Tally(hits=3, extra=1, missed=1)  # "Sam" is not Sam Tide


def test_figures(scores):
    assert scores.figures() == {
        "PERSON relaxed": 12 / 14,
        "PERSON exact": 10 / 14,
        "COURT relaxed": 1 / 2,
        "COURT exact": 1 / 2,
        "DATE relaxed": 1.0,
        "DATE exact": 4 / 6,
        "SENTENCE relaxed": 1.0,
        "SENTENCE exact": 4 / 9,
        "CASE relaxed": 2 / 3,
        "CASE exact": 2 / 3,
        "date value": 1 / 3,
        "sentence kind": 3 / 4,
        "sentence size": 2 / 3,
        "sentence people": 2 / 4,
        "sentence offences": 2 / 3,
        "people records": 6 / 8,
        "macro relaxed": pytest.approx((12 / 14 + 1 / 2 + 1 + 1 + 2 / 3) / 5, abs=1e-12),
        "macro exact": pytest.approx((10 / 14 + 1 / 2 + 2 / 3 + 4 / 9 + 2 / 3) / 5, abs=1e-12),
    }
    assert tuple(scores.figures()) == FIGURES


def test_what_there_is_no_record_of_is_told(scores):
    assert (scores.documents, scores.unread) == (4, ["orchard"])


def test_differences(scores):
    told = [(d.document, d.what, d.figure, d.text, d.want, d.got) for d in scores.differences]
    fine, hours = "5,000-zloty fine", "100 hours of community service"
    assert told == [
        ("bakery", "value", "date value", "Tuesday", "2023-11-14", "2023-11-07"),
        ("bakery", "extra", "PERSON", "Roux", None, None),
        ("bakery", "value", "sentence kind", "life imprisonment", "life imprisonment", "imprisonment"),
        ("harbour", "bounds", "SENTENCE", fine, fine, "fine"),
        ("harbour", "value", "sentence people", fine, "Piotr Zielak", ""),
        ("harbour", "value", "sentence offences", fine, "bribes", ""),
        ("harbour", "missed", "PERSON", "Zielak", None, None),
        ("lighthouse", "bounds", "PERSON", "Sam Tide", "Sam Tide", "Sam"),
        ("lighthouse", "bounds", "SENTENCE", hours, hours, "community service"),
        ("lighthouse", "value", "sentence size", hours, "PT100H", ""),
        ("lighthouse", "value", "sentence people", hours, "Sam Tide", "Sam"),
        ("lighthouse", "bounds", "DATE", "March 2021", "March 2021", "2021"),
        ("lighthouse", "value", "date value", "March 2021", "2021-03", "2021"),
        ("lighthouse", "missed", "COURT", "High Court", None, None),
        ("lighthouse", "missed", "people records", "Sam Tide", None, None),
        ("lighthouse", "extra", "people records", "Sam", None, None),
        ("orchard", "missed", "COURT", "Lima court", None, None),
        ("orchard", "missed", "CASE", "Barrios Altos", None, None),
    ]


def test_a_difference_has_its_place_and_what_stands_around_it(scores):
    missed = next(d for d in scores.differences if d.text == "High Court")
    assert (missed.start, missed.end) == (83, 93)
    assert (missed.before, missed.after) == ("ity service in March 2021. Tide thanked the "[-40:], ".\n")


def test_measures_of_nothing():
    empty = score([], {})
    assert (empty.people.precision, empty.people.recall, empty.people.f1) == (0, 0, 0)
    assert empty.figures()["date value"] is None
    assert empty.figures()["macro exact"] == 0


def scored(tmp_path, note, /, names=(), **found):
    """The values of one sentence in one article: `note` is the gold's, `found` the record's."""
    gold = parse_marked(f"⟦S#1|it⟧\n=====\n#1 {note}", "a", "a")
    record = {
        "document": {"source": "in/a.html"},
        "people": [{"id": f"p{n}", "name": name, "mentions": []} for n, name in enumerate(names)],
        "sentences": [{"start": 0, "end": 2, **found}],
    }
    (tmp_path / "found.jsonl").write_text(json.dumps(record))
    values = score([gold], read_predictions(tmp_path / "found.jsonl")).values
    return {figure.removeprefix("sentence "): (share.right, share.of) for figure, share in values.items() if share.of}


KINDS = [("fine", "fine", 1), ("fine", "Fine", 1), ("fine", "death", 0), ("fine", None, 0), ("", None, 1)]


@pytest.mark.parametrize(("want", "got", "right"), KINDS)
def test_kinds(tmp_path, want, got, right):
    assert scored(tmp_path, f"kind={want}", kind=got) == {"kind": (right, 1)}


SIZES = [
    ("term=P2Y", {"term": "P2Y"}, (1, 1)),
    ("term=P2Y", {"term": "P24M"}, (0, 1)),
    ("term=P2Y", {}, (0, 1)),
    ("amount=5000 USD", {"amount": {"value": 5000, "currency": "USD"}}, (1, 1)),
    ("amount=5000 USD", {"amount": {"value": 5000.0, "currency": "USD"}}, (1, 1)),
    ("amount=5000 USD", {"amount": "5000 usd"}, (1, 1)),
    ("amount=2.5 EUR", {"amount": {"value": 2.5, "currency": "EUR"}}, (1, 1)),
    ("amount=5000 USD", {"amount": {"value": 5000, "currency": "EUR"}}, (0, 1)),
    ("amount=5000 USD", {"term": "P2Y", "amount": {"value": 5000, "currency": "USD"}}, (0, 1)),
    ("term=P2Y; amount=5000 USD", {"amount": {"value": 5000, "currency": "USD"}}, (0, 1)),
    ("term=", {"term": "P2Y"}, None),
]


@pytest.mark.parametrize(("note", "found", "share"), SIZES)
def test_sizes(tmp_path, note, found, share):
    assert scored(tmp_path, note, **found).get("size") == share


PEOPLE = [
    ("A B", ["A B"], ["p0"], (1, 1)),
    ("a b", ["A B"], ["p0"], (1, 1)),
    ("A B + C D", ["C D", "A B"], ["p0", "p1"], (1, 1)),
    ("A B + C D", ["C D", "A B"], ["p0"], (0, 1)),
    ("A B", ["C D", "A B"], ["p0", "p1"], (0, 1)),
    ("A B", ["A B"], [], (0, 1)),
    ("A B", ["A B"], None, (0, 1)),
    ("A B", ["A B"], ["p7"], (0, 1)),
    ("", ["A B"], ["p0"], None),
]


@pytest.mark.parametrize(("want", "people", "links", "share"), PEOPLE)
def test_people(tmp_path, want, people, links, share):
    assert scored(tmp_path, f"people={want}", people, people=links).get("people") == share


OFFENCES = [
    ("fraud", ["fraud"], (1, 1)),
    ("Fraud", ["bank fraud"], (1, 1)),
    ("bank fraud", ["FRAUD"], (1, 1)),
    ("fraud, theft", ["theft"], (1, 2)),
    ("fraud", ["theft", "arson"], (0, 1)),
    ("fraud", None, (0, 1)),
    ("", ["theft"], None),
]


@pytest.mark.parametrize(("want", "got", "share"), OFFENCES)
def test_offences(tmp_path, want, got, share):
    assert scored(tmp_path, f"offences={want}", offences=got).get("offences") == share


RECORDS = [
    ("person: Ana Lee", ["Ana Lee"], (1, 0, 0)),
    ("person: Ana Lee", ["ana lee"], (1, 0, 0)),
    ("person: Ana Lee = Lee, Ana B. Lee", ["Ana B. Lee"], (1, 0, 0)),
    ("person: Ana Lee = Lee", ["Lee"], (0, 1, 1)),
    ("person: Ana Lee = Ana B. Lee", ["Ana Lee", "Ana B. Lee"], (1, 0, 0)),
    ("person: Ana Lee\nperson: Bo Lee = Ana Lee", ["Ana Lee"], (1, 0, 1)),
    ("person: Ana Lee", ["Ana Lee", "Ana Lee"], (1, 0, 0)),
    ("", ["Ana Lee", "Bo"], (0, 2, 0)),
]


@pytest.mark.parametrize(("notes", "names", "counts"), RECORDS)
def test_a_record_for_each_person(tmp_path, notes, names, counts):
    gold = parse_marked(f"text\n=====\n{notes}", "a", "a")
    record = {"document": {"source": "a"}, "people": [{"name": name} for name in names]}
    (tmp_path / "found.jsonl").write_text(json.dumps(record))
    assert score([gold], read_predictions(tmp_path / "found.jsonl")).people == Tally(*counts)


def test_a_sentence_without_a_note_is_scored_for_its_span_only(tmp_path):
    gold = parse_marked("⟦S?|it⟧ ⟦D=|May⟧", "a", "a")
    record = {"document": {"source": "a"}, "sentences": [{"start": 0, "end": 2}], "dates": [{"start": 3, "end": 6}]}
    (tmp_path / "found.jsonl").write_text(json.dumps(record))
    assert not any(share.of for share in score([gold], read_predictions(tmp_path / "found.jsonl")).values.values())


def test_of_two_records_the_later_counts_and_dates_may_have_several_mentions(tmp_path):
    gold = parse_marked("⟦D=2020|then⟧ ⟦D=2021|now⟧", "a", "a")
    date = {"value": "2020", "mentions": [{"start": 0, "end": 4}, {"start": 5, "end": 8, "value": "2021"}]}
    records = [{"document": {"source": "a"}}, {"document": {"source": "a"}, "dates": [date]}]
    (tmp_path / "found.jsonl").write_text("\n\n".join(map(json.dumps, records)))
    assert score([gold], read_predictions(tmp_path / "found.jsonl")).values["date value"] == Share(2, 2)


FAULTY = [
    ("\n", "holds no records"),
    ("{}", "line 1: Object missing required field `document`"),
    ('\n{"document": {"source": null}}', "line 2: Expected `str`, got `null` - at `$.document.source`"),
    ('{"docu', "line 1: malformed JSON at column 2: Unterminated string starting at"),
    (
        '{"document": {"source": "a"}, "people": [{"name": "A", "mentions": [{"start": 1}]}]}',
        "line 1: people[0].mentions: Object missing required field `end` - at `$[0]`",
    ),
    (
        '{"document": {"source": "a"}, "dates": [{"start": -1, "end": 2}]}',
        "line 1: dates[0]: Expected `int` >= 0 - at `$[0].start`",
    ),
    ('{"document": {"source": "a"}, "courts": {}}', "line 1: Expected `array`, got `object` - at `$.courts`"),
]


@pytest.mark.parametrize(("lines", "complaint"), FAULTY)
def test_faulty_predictions_are_named_with_their_line(tmp_path, lines, complaint):
    file = tmp_path / "found.jsonl"
    file.write_text(lines)
    with pytest.raises(Unusable) as caught:
        read_predictions(file)
    assert str(caught.value) == f"{file}: {complaint}"
