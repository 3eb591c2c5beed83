"""DocBin: ours as spaCy sees it, those of others, and damaged ones."""

from __future__ import annotations

import zlib

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from extractor.gold.docbin import docbin, parse_docbin
from extractor.gold.files import Unusable
from extractor.gold.model import Gold
from extractor.gold.sheets import Region, Sheet

NLP = spacy.blank("en")
TEXT = "The Chauvin trial of Sam Tide (25 years)"
SHEET = Sheet(
    "a",
    TEXT,
    None,
    [
        Region("r1", "PERSON", 4, 11),
        Region("r2", "CASE", 4, 17),
        Region("r3", "PERSON", 21, 29),
        Region("r4", "DATE", 31, 39),
        Region("r5", "SENTENCE", 31, 39),
    ],
    [],
)


def read(data: bytes) -> tuple[list[Gold | Unusable], list[str]]:
    told: list[str] = []
    return list(parse_docbin(data, "train", "train.spacy", told.append)), told


def made(*docs: Doc, user_data: bool = True) -> bytes:
    return DocBin(docs=docs, store_user_data=user_data).to_bytes()


def test_all_mentions_are_spans_and_those_that_do_not_overlap_are_entities() -> None:
    (doc,) = DocBin().from_bytes(docbin([SHEET])).get_docs(NLP.vocab)
    assert doc.text == TEXT
    assert [(span.text, span.label_) for span in doc.spans["extractor"]] == [
        ("Chauvin", "PERSON"),
        ("Chauvin trial", "CASE"),
        ("Sam Tide", "PERSON"),
        ("25 years", "DATE"),
        ("25 years", "SENTENCE"),
    ]
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("Chauvin trial", "CASE"),
        ("Sam Tide", "PERSON"),
        ("25 years", "SENTENCE"),
    ]


def test_spacy_trains_on_it() -> None:
    (doc,) = DocBin().from_bytes(docbin([SHEET])).get_docs(NLP.vocab)
    example = Example(NLP.make_doc(doc.text), doc)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    nlp.initialize(lambda: [example])
    assert set(nlp.get_pipe("ner").labels) == {"CASE", "PERSON", "SENTENCE"}
    assert nlp.update([example])["ner"] > 0


@pytest.mark.parametrize("key", ["sc", None])
def test_documents_of_others_are_read_from_spans_or_entities(key: str | None) -> None:
    doc = NLP("Sam Tide 😀 met Ana")
    spans = [Span(doc, 0, 2, label="person"), Span(doc, 4, 5, label="PERSON"), Span(doc, 3, 4, label="VERB")]
    if key:
        doc.spans[key] = spans
    else:
        doc.set_ents(spans)
    (gold, other), told = read(made(doc, NLP("none")))
    assert isinstance(gold, Gold) and isinstance(other, Gold)
    assert sorted(gold.text[m.start : m.end] for m in gold.marks) == ["Ana", "Sam Tide"]
    assert (gold.id, other.id, other.marks) == ("train-1", "train-2", [])
    assert told == ["train.spacy: the label 'VERB' is passed over (1 time)"]


def test_what_was_corrected_in_spacy_counts() -> None:
    (doc,) = DocBin().from_bytes(docbin([SHEET])).get_docs(NLP.vocab)
    doc.spans["extractor"] = [*list(doc.spans["extractor"])[2:3], Span(doc, 0, 1, label="COURT")]
    for user_data, ident in ((True, "a"), (False, "train")):
        (gold,), _ = read(made(doc, user_data=user_data))
        assert isinstance(gold, Gold)
        assert gold.id == ident
        assert [(m.kind, gold.text[m.start : m.end]) for m in gold.marks] == [("COURT", "The"), ("PERSON", "Sam Tide")]


def test_unknown_blanks_are_told() -> None:
    doc = Doc(NLP.vocab, ["Sam", "left"])
    doc.has_unknown_spaces = True
    (gold,), told = read(made(doc))
    assert isinstance(gold, Gold)
    assert gold.text == "Sam left "
    assert told == ["train.spacy: a document that does not know its blanks has one behind each token (1 time)"]


@pytest.mark.parametrize(
    "data", [b"x\x9cnothing", zlib.compress(b"\xc1"), zlib.compress(b"\x80"), docbin([SHEET])[:-9]]
)
def test_what_is_no_docbin_or_damaged(data: bytes) -> None:
    with pytest.raises(Unusable, match=r"^train\.spacy: is no DocBin of spaCy, or damaged \(\w+\)$"):
        read(data)


def test_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.gold.docbin.MOST_BYTES", 1024 * 1024)
    with pytest.raises(Unusable, match="it holds more than 1 MiB; split it"):
        read(zlib.compress(bytes(1024 * 1024 + 1)))


def test_user_data_of_ours_that_is_damaged_spoils_one_document() -> None:
    doc = NLP("Sam")
    doc.user_data["extractor"] = "{"
    (bad, good), _ = read(made(doc, NLP("Ana")))
    assert str(bad).startswith("train.spacy: document 1: user data: malformed JSON")
    assert isinstance(good, Gold)
