"""Counting what agrees with the gold and what does not: spans, values, links, people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from extractor.evaluation.matching import MODES, Matching, Mode, comparable, match, same
from extractor.evaluation.predictions import NOTHING, Found, Prediction, Sum
from extractor.gold.model import KINDS, Expected, Gold, Kind, Mark

What = Literal["missed", "extra", "bounds", "value"]
VALUES = ("date value", "sentence kind", "sentence size", "sentence people", "sentence offences")

_CONTEXT = 40


class Tally(msgspec.Struct):
    """Hits, extras and misses, and the measures that follow; a measure of nothing is 0."""

    hits: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.hits / max(1, self.hits + self.extra)

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.hits / max(1, self.hits + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.hits / max(1, 2 * self.hits + self.extra + self.missed)


class Share(msgspec.Struct):
    """How many of the values that could be compared are right."""

    right: int = 0
    of: int = 0

    @property
    def ratio(self) -> float | None:
        """Right values in all values; None where there were none."""
        return self.right / self.of if self.of else None


class Difference(msgspec.Struct, frozen=True):
    """One thing that gold and record disagree on.

    `what` is "missed", "extra", "bounds" (found, but begins or ends elsewhere) or "value"; `figure` the kind
    or the value that it counts in. `start` and `end` are None where it has no place in the text, as for the
    record of a person; `before` and `after` are the text around it.
    """

    document: str
    what: What
    figure: str
    text: str
    start: int | None = None
    end: int | None = None
    before: str = ""
    after: str = ""
    want: str | None = None
    got: str | None = None


class Scores(msgspec.Struct):
    """All counts over a set of articles."""

    documents: int
    spans: dict[tuple[Kind, Mode], Tally]
    values: dict[str, Share]
    people: Tally
    differences: list[Difference]
    unread: list[str]
    """The articles that no record was given for: everything in them counts as missed."""

    def macro(self, mode: Mode) -> float:
        """The mean F1 of the kinds."""
        return sum(self.spans[kind, mode].f1 for kind in KINDS) / len(KINDS)

    def figures(self) -> dict[str, float | None]:
        """Every headline figure by its name; None where nothing was there to measure."""
        spans = {f"{kind} {mode}": self.spans[kind, mode].f1 for kind in KINDS for mode in MODES}
        values = {name: share.ratio for name, share in self.values.items()}
        macros = {f"macro {mode}": self.macro(mode) for mode in MODES}
        return {**spans, **values, "people records": self.people.f1, **macros}


class Check(NamedTuple):
    """One value that was compared."""

    figure: str
    want: str
    got: str
    right: bool


def score(golds: Iterable[Gold], predictions: Mapping[str, Prediction]) -> Scores:
    """Count everything over the articles; `predictions` by the ids of the golds, others are not looked at."""
    spans: dict[tuple[Kind, Mode], Tally] = {(kind, mode): Tally() for kind in KINDS for mode in MODES}
    scores = Scores(0, spans, {name: Share() for name in VALUES}, Tally(), [], [])
    for gold in golds:
        prediction = predictions.get(gold.id)
        scores.documents += 1
        if prediction is None:
            scores.unread.append(gold.id)
        differences = [
            difference for kind in KINDS for difference in _score_kind(kind, gold, prediction or NOTHING, scores)
        ]
        scores.differences += sorted(differences, key=lambda difference: difference.start or 0)
        scores.differences += _score_people(gold, prediction or NOTHING, scores.people)
    return scores


def _score_kind(kind: Kind, gold: Gold, prediction: Prediction, scores: Scores) -> Iterator[Difference]:
    """Count the spans of one kind and their values; what differs in the relaxed mode is told."""
    marks = comparable(gold.text, (mark for mark in gold.marks if mark.kind == kind))
    found = comparable(gold.text, prediction.found.get(kind, []))
    for mode in MODES:
        matching = match(marks, found, mode)
        tally = scores.spans[kind, mode]
        tally.hits += len(matching.hits)
        tally.extra += len(matching.extra)
        tally.missed += len(matching.missed)
        if mode == "relaxed":
            yield from _span_differences(kind, gold, matching)
            yield from _score_values(gold, matching.hits, prediction, scores.values)


def _span_differences(kind: Kind, gold: Gold, matching: Matching) -> Iterator[Difference]:
    for mark in matching.missed:
        yield _difference(gold, "missed", kind, mark)
    for span in matching.extra:
        yield _difference(gold, "extra", kind, span)
    for mark, span in matching.hits:
        if not same(mark, span):
            want, got = gold.text[mark.start : mark.end], gold.text[span.start : span.end]
            yield msgspec.structs.replace(_difference(gold, "bounds", kind, mark), want=want, got=got)


def _difference(gold: Gold, what: What, figure: str, span: Mark | Found) -> Difference:
    """A difference at a place in the text, with what stands around it."""
    text, start, end = gold.text, span.start, span.end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    return Difference(gold.id, what, figure, text[start:end], start, end, before, after)


def _score_values(
    gold: Gold, hits: Iterable[tuple[Mark, Found]], prediction: Prediction, values: dict[str, Share]
) -> Iterator[Difference]:
    """Count the values of the dates and sentences that were found."""
    for mark, found in hits:
        expected = gold.sentences.get(mark.id or "") if mark.kind == "SENTENCE" else None
        checks = sentence_checks(expected, found, prediction) if expected else date_checks(mark, found)
        for figure, want, got, right in checks:
            values[figure].right += right
            values[figure].of += 1
            if not right:
                difference = _difference(gold, "value", figure, mark)
                yield msgspec.structs.replace(difference, want=want, got=got)


def date_checks(mark: Mark, found: Found) -> Iterator[Check]:
    """The value of a date that was found for `mark`, compared."""
    if mark.kind == "DATE" and mark.value:
        yield Check("date value", mark.value, found.value or "", mark.value == found.value)


def sentence_checks(expected: Expected, found: Found, prediction: Prediction) -> Iterator[Check]:
    """The values and links of a sentence, compared; a link that the gold does not tell is not."""
    yield _equal("sentence kind", expected.kind, found.kind)
    if size := expected.term or expected.amount:
        yield _equal("sentence size", size, found.term or _amount(found.amount))
    if expected.people:
        bearers = [prediction.names_by_id.get(ident, ident) for ident in found.people or []]
        yield _equal("sentence people", " + ".join(sorted(expected.people)), " + ".join(sorted(bearers)))
    offences = found.offences or []
    for offence in expected.offences:
        right = any(offence.lower() in got.lower() or got.lower() in offence.lower() for got in offences)
        yield Check("sentence offences", offence, ", ".join(offences), right)


def _equal(figure: str, want: str | None, got: str | None) -> Check:
    """Compare without regard to case; nothing equals nothing."""
    want, got = want or "", got or ""
    return Check(figure, want, got, want.lower() == got.lower())


def _amount(amount: Sum | str | None) -> str | None:
    """A sum as gold files write it: "5000 USD"."""
    if not isinstance(amount, Sum):
        return amount
    number = int(amount.value) if amount.value.is_integer() else amount.value
    return f"{number} {amount.currency}"


def _score_people(gold: Gold, prediction: Prediction, tally: Tally) -> Iterator[Difference]:
    """Count one record for each person, under the full name or another form of more than one word."""
    left = {name.lower(): name for name in prediction.names}
    for name, others in gold.people.items():
        accepted = {name.lower(), *(other.lower() for other in others if " " in other)}
        claimed = accepted & left.keys()
        tally.hits += bool(claimed)
        tally.missed += not claimed
        if not claimed:
            yield Difference(gold.id, "missed", "people records", name)
        for form in claimed:
            del left[form]
    tally.extra += len(left)
    for name in left.values():
        yield Difference(gold.id, "extra", "people records", name)


FIGURES = tuple(score((), {}).figures())
"""The names of the headline figures."""
