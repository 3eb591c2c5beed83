"""The pipeline: a model, the finders, the linker; long texts in pieces, many texts in a stream."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from extractor import lexicon, mention
from extractor.article import Article, make_article
from extractor.components import COMPONENTS
from extractor.decoding import decode_at_once
from extractor.errors import ModelMissing
from extractor.linking.linker import link
from extractor.mention import PRECEDENCE, Mention
from extractor.models import DEFAULT_MODEL, NER, find_model
from extractor.origin import with_origin
from extractor.patterns import Patterns, read_patterns
from extractor.record import Record

if TYPE_CHECKING:
    from spacy.language import Language
    from threadpoolctl import ThreadpoolController

_UNUSED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "morphologizer", "entity_linker")
_LONGEST_PIECE = 12_000
_BATCH = 16
_PARAGRAPH_END = re.compile(r"\n\s*\n\s*")
_SEGMENT_END = re.compile(r"[.!?]['”\"’)]?\s+|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANK = re.compile(r"\s+")


class Extractor:
    """A loaded pipeline. Make one with `load`; it is not safe to share between threads."""

    def __init__(self, nlp: Language, patterns: Patterns | None = None) -> None:
        """Wrap a spaCy pipeline that has an NER component; the finders are added if they are missing.

        `patterns` hold for this extractor only, even where several share one pipeline.
        """
        decode_at_once(nlp)
        for name in COMPONENTS:
            if name not in nlp.pipe_names:
                nlp.add_pipe(name, last=True)
        self.nlp = nlp
        self.patterns = patterns or Patterns()

    def extract(self, text: str, *, date: date | str | None = None, source: str | None = None) -> Record:
        """The record of one article. `date` is the day it was published, as a `date` or ISO 8601 text."""
        return self.extract_article(make_article(text, source=source, given=_day(date)))

    def extract_article(self, article: Article) -> Record:
        """The record of an article that a reader made."""
        return next(iter(self.stream([article])))

    def stream(self, articles: Iterable[Article]) -> Iterator[Record]:
        """The records of many articles, in order. Texts of any length; memory does not grow with their number."""
        waiting: list[tuple[Article, int]] = []
        for group in _groups(articles, waiting):
            yield from self._records(group, waiting)
            waiting.clear()

    def _records(self, group: list[str], waiting: list[tuple[Article, int]]) -> list[Record]:
        """The records of the articles that the pieces in `group` make up."""
        records = []
        own = self.patterns
        with self.nlp.memory_zone(), one_blas_thread(), lexicon.extended(own.titles, own.offences):
            docs = self.nlp.pipe(map(self._doc, group), batch_size=_BATCH)
            for article, pieces in waiting:
                found: list[Mention] = []
                offset = 0
                for _ in range(pieces):
                    doc = next(docs)
                    here = mention.with_labels(doc, (m for kind in PRECEDENCE for m in mention.read(doc, kind)))
                    found += (m.shifted(offset) for m in here)
                    offset += len(mention.text_of(doc))
                kept = own.without_hidden(article.text, mention.without_overlaps(own.applied(article.text, found)))
                records.append(with_origin(link(article, kept), article))
        return records

    def _doc(self, text: str) -> Doc:
        return mention.with_text(self.nlp.make_doc(readable(text)), text)


def load(model: str | Path | None = None, *, patterns: Patterns | str | Path | None = None) -> Extractor:
    """An extractor on the default model, or on any installed spaCy pipeline with an NER component, by name or path.

    `patterns` are the user's own, or the TOML file that holds them.
    Raises `ModelMissing`, whose text names the command that installs the model, and `BadPatterns`.
    """
    own = read_patterns(patterns) if isinstance(patterns, (str, Path)) else patterns
    return Extractor(load_model(model), own)


def load_model(model: str | Path | None = None) -> Language:
    """The model alone, without the finders: what of it finds entities. Raises `ModelMissing`."""
    name = str(model) if model else DEFAULT_MODEL
    if isinstance(get_current_ops(), NumpyOps):
        # Two thirds faster NER on some AMD processors, for which the blis wheel has no kernel; same entities.
        set_current_ops(NumpyOps(use_blis=False))
    find_model(name)
    # The tokenizer of the model that ships is English's own, which spaCy makes anyhow: a quarter of the time to load.
    unused = (*_UNUSED, "tokenizer") if name == DEFAULT_MODEL else _UNUSED
    try:
        nlp = spacy.load(name if Path(name).exists() else name.replace("-", "_"), exclude=unused)
    except (OSError, ValueError) as error:
        raise ModelMissing(name, "give the name or folder of a spaCy pipeline", str(error)) from error
    if not any(nlp.get_pipe_meta(pipe).factory in NER for pipe in nlp.pipe_names):
        raise ModelMissing(name, "choose a pipeline with an NER component, such as en_core_web_sm", "it has none")
    return nlp


def one_blas_thread() -> AbstractContextManager[object]:
    """A context in which BLAS uses one thread: on small matrices more only get in each other's way."""
    if os.environ.get("OPENBLAS_NUM_THREADS") == "1":
        return nullcontext()
    limited: AbstractContextManager[object] = _blas().limit(limits=1, user_api="blas")
    return limited


@cache
def _blas() -> ThreadpoolController:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _day(given: date | str | None) -> date | None:
    return date.fromisoformat(given) if isinstance(given, str) else given


def _groups(articles: Iterable[Article], waiting: list[tuple[Article, int]]) -> Iterator[list[str]]:
    """Pieces of text in groups of a bounded size; `waiting` tells whose they are."""
    group: list[str] = []
    for article in articles:
        parts = list(pieces(article.text))
        waiting.append((article, len(parts)))
        group += parts
        if len(group) >= 4 * _BATCH:
            yield group
            group = []
    if waiting:
        yield group


def readable(text: str) -> str:
    """`text` as spaCy takes it: a lone surrogate is no character to it; another of the same length stands in for it."""
    return _SURROGATE.sub("\ufffd", text)


def pieces(text: str) -> Iterator[str]:
    """`text` in pieces of bounded length, cut at the end of a paragraph, else a segment, else a word, else anywhere.

    The pieces joined are the text.
    """
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        window = text[start : start + _LONGEST_PIECE]
        cut = 0
        for end in (_PARAGRAPH_END, _SEGMENT_END, _BLANK):
            cut = max((m.end() for m in end.finditer(window, _LONGEST_PIECE // 2)), default=0)
            if cut:
                break
        cut = cut or _LONGEST_PIECE
        yield window[:cut]
        start += cut
    yield text[start:]
