"""Scores as text for people and as JSON for programs; in neither is anything a command to a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from extractor.evaluation.gate import Shortfall
from extractor.evaluation.matching import MODES
from extractor.evaluation.scoring import Difference, Scores, Tally
from extractor.gold.model import KINDS, Kind
from extractor.writers.safe import json_text, one_line


def as_text(scores: Scores, *, verbose: bool = False) -> str:
    """A table of all figures; if `verbose`, every difference before it, one a line, parted by tabs."""
    lines = [_difference_line(difference) for difference in scores.differences] if verbose else []
    lines.append(f"{'':22} {'precision':>9} {'recall':>7} {'F1':>7} {'hits':>6} {'extra':>6} {'missed':>6}")
    lines += [_tally_line(f"{kind:9} {mode}", scores.spans[kind, mode]) for kind in KINDS for mode in MODES]
    lines.append(_tally_line("people records", scores.people))
    lines.append(f"{'':22} {'share':>9} {'right':>7} {'of':>7}")
    for name, share in scores.values.items():
        ratio = "-" if share.ratio is None else f"{share.ratio:.3f}"
        lines.append(f"{name:22} {ratio:>9} {share.right:7} {share.of:7}")
    lines += [f"{f'macro F1 {mode}':22} {'':9} {'':7} {scores.macro(mode):7.3f}" for mode in MODES]
    return "\n".join(lines)


def side_by_side(columns: Mapping[str, Scores], kinds: Iterable[Kind]) -> str:
    """A table of precision, recall and F1 of these kinds, with three columns for each of the scores."""
    lines = ["  ".join([f"{'':17}", *(f"{name:^25}".rstrip().ljust(25) for name in columns)]).rstrip()]
    lines.append("  ".join([f"{'':17}", *(f"{'precision':>9} {'recall':>7} {'F1':>7}" for _ in columns)]))
    for kind in kinds:
        for mode in MODES:
            measures = (_measures(scores.spans[kind, mode]) for scores in columns.values())
            lines.append("  ".join([f"{f'{kind:9} {mode}':17}", *measures]))
    return "\n".join(lines)


def side_by_side_plain(columns: Mapping[str, Scores], kinds: Iterable[Kind]) -> dict[str, Any]:
    """The same with the counts, as plain data: by kind, then by the name of the scores, then by mode."""
    return {
        kind: {name: {mode: _tally(scores.spans[kind, mode]) for mode in MODES} for name, scores in columns.items()}
        for kind in kinds
    }


def _tally_line(name: str, tally: Tally) -> str:
    return f"{name:22} {_measures(tally)} {tally.hits:6} {tally.extra:6} {tally.missed:6}"


def _measures(tally: Tally) -> str:
    return f"{tally.precision:9.3f} {tally.recall:7.3f} {tally.f1:7.3f}"


def _difference_line(difference: Difference) -> str:
    parts = [difference.document, difference.what, difference.figure, difference.text]
    if difference.want is not None:
        parts += [f"want {difference.want or 'nothing'}", f"got {difference.got or 'nothing'}"]
    if difference.start is not None:
        parts.append(f"…{difference.before}|{difference.text}|{difference.after}…")
    return "\t".join(one_line(part) for part in parts)


def as_json(scores: Scores, *, verbose: bool = False, shortfalls: list[Shortfall] | None = None) -> str:
    """One JSON object, all ASCII, texts exact.

    `shortfalls` are the figures below their floors, None where there is no gate. The differences are in it
    only if `verbose`.
    """
    plain: dict[str, Any] = {
        "documents": scores.documents,
        "without_record": scores.unread,
        "figures": scores.figures(),
        "spans": {kind: {mode: _tally(scores.spans[kind, mode]) for mode in MODES} for kind in KINDS},
        "values": {
            name: {"share": share.ratio, "right": share.right, "of": share.of} for name, share in scores.values.items()
        },
        "people_records": _tally(scores.people),
    }
    if shortfalls is not None:
        plain["below_floor"] = msgspec.to_builtins(shortfalls)
    if verbose:
        plain["differences"] = msgspec.to_builtins(scores.differences)
    return json_text(json.dumps(plain, indent=2).encode())


def _tally(tally: Tally) -> dict[str, float]:
    return {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "hits": tally.hits,
        "extra": tally.extra,
        "missed": tally.missed,
    }
