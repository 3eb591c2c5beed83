"""Fit the weights of `extractor.confidence` on folders of marked articles, and measure how far they can be believed.

    python models/fit_confidence.py GOLD_FOLDER...             # each folder is measured by a fit on the others
    python models/fit_confidence.py --write GOLD_FOLDER...     # and the fit on all becomes the lexicon's table
    python models/fit_confidence.py --measure GOLD_FOLDER...   # the table as it is, on folders that are new to it

The last two put the figures and the picture into docs/. A hit's clues are the columns of a logistic regression, and
whether it is right, as docs/confidence.md defines it, is the answer. A penalty on large weights keeps a rare clue near
nothing; the rate of a kind has none. The offence linker has fitted weights too, which suit the articles they were
fitted on better than any other. So a folder's clues, and its measure, are taken with weights of the linker that were
fitted on the other folders. Everything is computed in a fixed order: the same folders give the same weights.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import fit_offences
import numpy as np
from calibration import LINKS, Outcome, Subject, diagram, of, picture, summary
from numpy.typing import NDArray

import extractor
from extractor.confidence import ABOUT, ANY, About, Judge
from extractor.evaluation.predictions import prediction_of
from extractor.evaluation.scoring import Tally, score, sentence_checks
from extractor.gold.model import KINDS, LISTS, Gold, Mark
from extractor.gold.sources import read_folder
from extractor.lexicon import confidence_weights, offence_weights
from extractor.linking import linker
from extractor.mention import Kind, Mention
from extractor.record import Date, Record, Sentence, Span
from extractor.threshold import at_least

TABLE = Path(extractor.__file__).parent / "lexicon" / "confidence.tsv"
DOCS = Path(__file__).parent.parent / "docs"
PENALTY = 4.0
"""As many hits have to speak for a clue before it counts for much."""
BEGIN, END = "<!-- measured -->", "<!-- end -->"
"""What stands around the figures in docs/confidence.md."""
THRESHOLDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
STEPS = 30
Weights = dict[str, float]
Floats = NDArray[np.float64]
Folders = Mapping[Path, Sequence[Gold]]


class Example(NamedTuple):
    """The clues of a hit or link, and whether it is right."""

    about: About
    clues: tuple[str, ...]
    right: bool


class Verdict(NamedTuple):
    """What a record says of a hit, or of a link of what begins at `start`, and whether it is right."""

    about: Subject
    start: int
    said: float
    right: bool


class Watching(Judge):
    """A `Judge` that keeps the clues by which it judged, by subject and by where the hit begins."""

    seen: dict[tuple[About, int], tuple[str, ...]] = {}  # noqa: RUF012 - one for all, read by `examples`

    def judged(self, about: About, mention: Mention, clues: Iterable[str]) -> float:
        """As the judge does it."""
        kept = self.seen[about, mention.start] = tuple(clues)
        return super().judged(about, mention, kept)


# What is right.


def verdicts(gold: Gold, record: Record) -> Iterator[Verdict]:
    """Of each hit and link on which the gold has a say."""
    mentioned: dict[Kind, Sequence[Any]] = {"people": record.people, "courts": record.courts, "cases": record.cases}
    for about, entities in mentioned.items():
        for entity in entities:
            found = [
                Verdict(about, m.start, m.confidence or 0.0, bool(_touched(gold, about, m))) for m in entity.mentions
            ]
            yield from found
            yield Verdict(f"{about}, each once", found[0].start, entity.confidence, any(one.right for one in found))
    for date in record.dates:
        yield Verdict("dates", date.start, date.confidence or 0.0, _is_true(date, _touched(gold, "dates", date)))
    yield from _of_sentences(gold, record)


def _of_sentences(gold: Gold, record: Record) -> Iterator[Verdict]:
    _, prediction = prediction_of(record.to_dict(), gold.id)
    found = {hit.start: hit for hit in prediction.found["SENTENCE"]}
    for sentence in record.sentences:
        at, said = sentence.start, sentence.confidence or 0.0
        marks = _touched(gold, "sentences", sentence)
        expected = gold.sentences.get(marks[0].id or "") if marks else None
        if expected is None or marks[0].optional:
            yield Verdict("sentences", at, said, bool(marks))
            continue
        wrong = {c.figure for c in sentence_checks(expected, found[at], prediction) if not c.right}
        if sentence.people and not expected.people:
            wrong.add("sentence people")
        if sentence.offences and not expected.offences:
            wrong.add("sentence offences")
        yield Verdict("sentences", at, said, not wrong & {"sentence kind", "sentence size"})
        yield Verdict("who", at, sentence.people_confidence or 0.0, "sentence people" not in wrong)
        yield Verdict("what for", at, sentence.offences_confidence or 0.0, "sentence offences" not in wrong)


def _touched(gold: Gold, kind: Kind, hit: Span | Date | Sentence) -> list[Mark]:
    """The marks of its kind that a hit overlaps, first the one that it shares most with."""
    marks = [m for m in gold.marks if LISTS[m.kind] == kind and m.start < hit.end and m.end > hit.start]
    return sorted(marks, key=lambda m: max(m.start, hit.start) - min(m.end, hit.end))


def _is_true(date: Date, marks: list[Mark]) -> bool:
    """True for a date that has no false value: what it leaves open, wholly or in figures (X), is not false."""
    if not marks or marks[0].optional or not (date.value and marks[0].value):
        return bool(marks)
    return re.fullmatch(re.escape(date.value).replace("X", "."), marks[0].value) is not None


# The fit.


def examples(golds: Iterable[Gold], loaded: extractor.Extractor) -> list[Example]:
    """The hits and links in articles, with the weights as they are."""
    found = []
    with mock.patch.object(linker, "Judge", Watching):  # the linker makes its own
        for gold in golds:
            Watching.seen.clear()
            record = _record(gold, loaded)
            judged = {(v.about, v.start): v.right for v in verdicts(gold, record)}
            found += [
                Example(about, clues, judged[about, start])
                for (about, start), clues in Watching.seen.items()
                if (about, start) in judged
            ]
    return found


def fit(given: Iterable[Example]) -> dict[About, Weights]:
    """The weights for each subject."""
    every = [*given]
    return {about: _fitted([one for one in every if one.about == about]) for about in ABOUT}


def _fitted(given: list[Example]) -> Weights:
    """By Newton's method, from zero."""
    names = [ANY, *sorted({clue for one in given for clue in one.clues})]
    place = {name: n for n, name in enumerate(names)}
    table = np.zeros((len(given), len(names)))
    table[:, 0] = 1
    for row, one in enumerate(given):
        for clue in one.clues:
            table[row, place[clue]] += 1
    right = np.array([float(one.right) for one in given])
    penalty = np.full(len(names), PENALTY)
    penalty[0] = 1e-6  # next to none, so that there is an end where all are right
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-(table @ weights)))
        slope = table.T @ (chance - right) + penalty * weights
        bend = (table.T * (chance * (1 - chance))) @ table + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    _level(names, table, weights)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def _level(names: Sequence[str], table: Floats, weights: Floats) -> None:
    """Bring the average weight of what every hit has some answer to ("words: 2") to nothing; what is said stays."""
    for asked in sorted({name.partition(": ")[0] for name in names if ": " in name}):
        answers = [n for n, name in enumerate(names) if name.startswith(f"{asked}: ")]
        if (table[:, answers].sum(axis=1) == 1).all():
            average = float(table[:, answers].sum(axis=0) @ weights[answers]) / len(table)
            weights[answers] -= average
            weights[0] += average


# The measure.


def left_out(folders: Folders, loaded: extractor.Extractor) -> tuple[list[Example], list[tuple[Gold, Record]]]:
    """The examples of all folders; and the records, each by weights that were fitted on the other folders."""
    choices = {folder: fit_offences.choices(golds) for folder, golds in folders.items()}
    offences = {
        out: fit_offences.fit(c for folder in folders if folder != out for c in choices[folder]) for out in folders
    }
    found: dict[Path, list[Example]] = {}
    for folder, golds in folders.items():
        with _weighing(offences[folder]):
            found[folder] = examples(golds, loaded)
    records = []
    for out, golds in folders.items():
        others = fit(example for folder in folders if folder != out for example in found[folder])
        with _weighing(offences[out], others):
            records += [(gold, _record(gold, loaded)) for gold in golds]
    return [example for some in found.values() for example in some], records


def _record(gold: Gold, loaded: extractor.Extractor) -> Record:
    return loaded.extract(gold.text, date=gold.date, source=f"{gold.id}.txt")


@contextmanager
def _weighing(offences: Weights, confidence: Mapping[About, Weights] | None = None) -> Iterator[None]:
    """A context in which the extractor has other weights."""
    with (
        mock.patch.dict(offence_weights(), offences, clear=True),
        mock.patch.dict(confidence_weights(), confidence or {}),
    ):
        yield


def tables(records: Sequence[tuple[Gold, Record]], outcomes: Sequence[Outcome]) -> str:
    """How good the probabilities are, the reliability diagram, and what thresholds leave, in Markdown."""
    parts = (
        ("How sure, and how often right", summary(outcomes)),
        ("The reliability diagram", diagram(outcomes)),
        ("What `--min-confidence P` leaves", _by_threshold(records, outcomes)),
    )
    return "\n".join("\n".join([f"### {title}", "", *lines, ""]) for title, lines in parts)


def publish(about: str, text: str, outcomes: Sequence[Outcome]) -> None:
    """Put figures and picture into the documentation in place of those that are there."""
    (DOCS / "calibration.svg").write_text(picture(outcomes), encoding="utf-8")
    page = DOCS / "confidence.md"
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    behind = rest.partition(END)[2]
    page.write_text(f"{before}{BEGIN}\n{about}\n\n{text}{END}{behind}", encoding="utf-8")


def _by_threshold(records: Sequence[tuple[Gold, Record]], outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What --min-confidence leaves: precision and recall of the kinds; of the links, the share right, and left."""
    yield f"| P | {' | '.join(LISTS[kind] for kind in KINDS)} | {' | '.join(LINKS)} |"
    yield f"| --- {'| --- ' * (len(KINDS) + len(LINKS))}|"
    for least in THRESHOLDS:
        spans = [
            score([gold], {gold.id: prediction_of(at_least(record, least).to_dict(), gold.id)[1]}).spans
            for gold, record in records
        ]
        cells = []
        for kind in KINDS:
            hits, extra, missed = (sum(getattr(s[kind, "relaxed"], n) for s in spans) for n in Tally.__struct_fields__)
            cells.append(_two(hits, hits + extra, hits, hits + missed))
        for link in LINKS:
            every = of(outcomes, [link])
            kept = [one for one in every if one.said >= least]
            cells.append(_two(sum(one.right for one in kept), len(kept), len(kept), len(every)))
        yield f"| {least:g} | {' | '.join(cells)} |"


def _two(right: int, given: int, reached: int, wanted: int) -> str:
    return f"{right / given:.3f} {reached / max(1, wanted):.3f}" if given else "–"


def main() -> None:
    """Measure; and fit on all and write, if asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    action = parser.add_mutually_exclusive_group()
    action.add_argument("--measure", action="store_true", help="fit nothing: measure the weights as they are")
    action.add_argument("--write", action="store_true", help="write the weights")
    given = parser.parse_args()
    folders = {folder: read_folder(folder) for folder in given.folders}
    if not given.measure and len(folders) == 1:
        parser.error("a fit needs two folders or more: each is measured by a fit on the others")
    loaded = extractor.load()
    found: list[Example] = []
    if given.measure:
        records = [(gold, _record(gold, loaded)) for golds in folders.values() for gold in golds]
        about = f"{len(records)} marked articles, judged by weights that were fitted on none of them."
    else:
        found, records = left_out(folders, loaded)
        about = (
            f"{len(records)} marked articles in {len(folders)} folders, each judged by weights fitted on the others."
        )
    outcomes = [Outcome(v.about, v.said, v.right) for gold, record in records for v in verdicts(gold, record)]
    text = tables(records, outcomes)
    print(f"{about}\n\n{text}", end="")
    if given.write:
        write(fit(found))
    if given.write or given.measure:
        publish(about, text, outcomes)


def write(weights: Mapping[About, Weights]) -> None:
    """Make the lexicon's table of `weights`."""
    rows = [
        f"{about}\t{clue}\t{weight:.2f}"
        for about, some in weights.items()
        for clue, weight in some.items()
        if weight or clue == ANY
    ]
    TABLE.write_text("\n".join([*_comments(), "about\tclue\tweight", *rows, ""]), encoding="utf-8")


def _comments() -> list[str]:
    return [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("#")]


if __name__ == "__main__":
    main()
