"""The pipeline: pieces of long texts, streams, dates given, models."""

from __future__ import annotations

from datetime import date

import pytest
import spacy

import extractor
from extractor.article import make_article
from extractor.components import COMPONENTS
from extractor.errors import ModelMissing
from extractor.models import DEFAULT_MODEL
from extractor.pipeline import pieces

WORD = "A court in Madrid jailed Ann Lee for six years. "


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        WORD * 1000,
        (WORD + "\n\n") * 1000,
        "x" * 50_000,
        "x " * 30_000,
        "\n" * 30_000,
        " " * 30_000,
    ],
    ids=["empty", "short", "segments", "paragraphs", "one word", "words", "line ends", "blanks"],
)
def test_pieces_joined_are_the_text(text):
    parts = list(pieces(text))

    assert "".join(parts) == text
    assert all(len(part) <= 12_000 for part in parts)


@pytest.mark.parametrize(
    ("text", "end"),
    [((WORD * 20 + "\n\n") * 30, "\n\n"), (WORD * 1000, ". "), ("court " * 5000, " ")],
    ids=["paragraph", "segment", "word"],
)
def test_a_piece_ends_where_the_text_allows_it(text, end):
    assert all(part.endswith(end) for part in list(pieces(text))[:-1])


def test_offsets_of_later_pieces_count_from_the_start(ex):
    text = (WORD + "\n\n") * 600

    record = ex.extract(text)

    assert len(record.sentences) == 600
    assert all(text[s.start : s.end] == s.text for s in record.sentences)
    assert [len(p.mentions) for p in record.people] == [600]


def test_a_stream_keeps_the_order_and_gives_what_extract_gives(ex):
    texts = [f"A judge jailed Ann Lee for {n} years." for n in range(2, 60)]

    records = list(ex.stream(make_article(text) for text in texts))

    assert [r.sentences[0].term for r in records] == [f"P{n}Y" for n in range(2, 60)]
    assert records[3] == ex.extract(texts[3])


def test_a_stream_of_nothing(ex):
    assert list(ex.stream([])) == []


def test_a_date_as_text_and_as_a_date(ex):
    text = "A judge jailed Ann Lee for six years on Tuesday."

    as_text, as_date = ex.extract(text, date="2024-03-15"), ex.extract(text, date=date(2024, 3, 15))

    assert as_text == as_date
    assert as_text.dates[0].value == "2024-03-12"


def test_a_date_that_is_none(ex):
    with pytest.raises(ValueError):
        ex.extract("A judge wept.", date="2024-13-01")


def test_a_model_that_is_not_installed_is_named_with_the_command_that_installs_it():
    with pytest.raises(ModelMissing, match="spacy download no_such_model"):
        extractor.load("no_such_model")


def test_a_folder_that_holds_no_model(tmp_path):
    with pytest.raises(ModelMissing):
        extractor.load(tmp_path)


def test_a_pipeline_without_ner_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path / "blank")

    with pytest.raises(ModelMissing, match="NER"):
        extractor.load(tmp_path / "blank")


def test_every_component_is_registered_for_any_spacy_user():
    nlp = spacy.blank("en")
    for name in COMPONENTS[:4]:
        nlp.add_pipe(name)

    doc = nlp("A Madrid court jailed her for six years on Tuesday in the Odebrecht case.")

    assert {kind: [s.text for s in spans] for kind, spans in doc.spans.items()} == {
        "sentences": ["six years"],
        "dates": ["Tuesday"],
        "courts": ["Madrid court"],
        "cases": ["Odebrecht case"],
    }


def test_the_tokenizer_that_is_not_read_is_the_one_that_the_model_has(ex):
    saved = spacy.load(DEFAULT_MODEL).tokenizer
    assert saved.to_bytes(exclude=["vocab"]) == ex.nlp.tokenizer.to_bytes(exclude=["vocab"])
