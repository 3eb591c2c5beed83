"""A mention: a stretch of the text that a finder reports, and the one rule for overlaps."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

if TYPE_CHECKING:
    from spacy.tokens import Doc

Kind = Literal["people", "courts", "dates", "sentences", "cases"]
KINDS: tuple[Kind, ...] = get_args(Kind)

PRECEDENCE: tuple[Kind, ...] = ("sentences", "cases", "courts", "dates", "people")
"""Which kind keeps the text where two overlap: the earlier one.

"25 years" is a length before it is a date; the person in "Chauvin trial" belongs to the case's name.
"""


class Mention(msgspec.Struct, frozen=True):
    """`text[start:end]` of the article, in Unicode code points.

    `found_by` names the rule or the model, and the cue (see `by_rule`). `value` is what the finder read in the
    words: a `Penalty` for a sentence, a `DateExpression` for a date, a `CourtName` or a `CaseName`; for a person the
    title in front, if any. `signs` is what else was seen at the place, for `confidence`.
    """

    kind: Kind
    start: int
    end: int
    text: str
    found_by: str
    value: Any = None
    signs: tuple[str, ...] = ()

    def shifted(self, by: int) -> Mention:
        """The same mention in a text that has `by` more characters in front."""
        if not by:
            return self
        return Mention(self.kind, self.start + by, self.end + by, self.text, self.found_by, self.value, self.signs)


_LONGEST_CUE = 60


def by_rule(name: str, cue: str = "") -> str:
    """What `found_by` says: the rule, and behind "=" the words that set it off where the mention does not hold them.

    >>> by_rule("year"), by_rule("title", "former president")
    ('rule:year', 'rule:title=former president')
    """
    cue = " ".join(cue.split()).strip(" ,;:(“\"'")
    if len(cue) > _LONGEST_CUE:
        cue = f"…{cue[-_LONGEST_CUE:].partition(' ')[2]}"
    return f"rule:{name}={cue}" if cue else f"rule:{name}"


_TEXT = "extractor.text"


def with_text(doc: Doc, text: str) -> Doc:
    """Note the text that `doc` was made of."""
    doc.user_data[_TEXT] = text
    return doc


def text_of(doc: Doc) -> str:
    """`doc.text`, which spaCy joins anew at each call, joined once."""
    text: str | None = doc.user_data.get(_TEXT)
    if text is None:
        text = doc.user_data[_TEXT] = doc.text
    return text


def write(doc: Doc, kind: Kind, mentions: list[Mention]) -> Doc:
    """Store what a finder found: exactly for `read`, and as token spans in `doc.spans[kind]`."""
    doc.user_data[f"extractor.{kind}"] = mentions
    spans = []
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, label=kind, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[kind] = spans
    return doc


def read(doc: Doc, kind: Kind) -> list[Mention]:
    """What the finder of this kind found, in text order; empty if it did not run."""
    found: list[Mention] = doc.user_data.get(f"extractor.{kind}", [])
    return found


def with_labels(doc: Doc, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions, each with a sign more: what the model of `doc` takes the place for."""
    entities = [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]
    ends = [end for _, end, _ in entities]
    for mention in mentions:
        first = bisect_right(ends, mention.start)
        start, end, label = entities[first] if first < len(entities) else (mention.end, 0, "nothing")
        if start >= mention.end:
            label = "nothing"
        elif (start, end) != (mention.start, mention.end):
            label += ", other bounds"
        yield msgspec.structs.replace(mention, signs=(*mention.signs, f"model: {label}"))


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """Drop each mention that overlaps one of a kind that takes precedence; of one kind the longer wins.

    Returns them in text order.
    """
    rank = {kind: n for n, kind in enumerate(PRECEDENCE)}
    kept: list[Mention] = []
    last_end = 0
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if mention.start >= last_end or not kept:
            kept.append(mention)
            last_end = mention.end
            continue
        rival = kept[-1]
        better = (rank[mention.kind], rival.end - rival.start) < (rank[rival.kind], mention.end - mention.start)
        if better:
            kept[-1] = mention
            last_end = mention.end
    return kept
