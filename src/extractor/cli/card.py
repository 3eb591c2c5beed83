"""What is known of a model, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.writers.safe import one_line, short

if TYPE_CHECKING:
    from extractor.models import Card, FineTuned


def described(known: Card) -> str:
    """The card for people: what is empty is left out."""
    lines = {
        "model": f"{known.name} {known.version}" + (", ships with extractor" if known.ships_with_extractor else ""),
        "what": known.description,
        "folder": known.folder,
        "size": f"{known.bytes / 1e6:.1f} MB",
        "language": known.language,
        "components": ", ".join(known.components),
        "labels": ", ".join(known.labels),
        "licence": known.license,
        "trained on": "; ".join(f"{s.name} ({s.license})" if s.license else s.name for s in known.trained_on),
        "fine-tuned": _history(known.fine_tuned),
        "spaCy": f"{known.spacy_installed} is installed, the model needs {known.spacy_needed or 'any'}",
    }
    told = [f"{name:11} {one_line(value)}" for name, value in lines.items() if value]
    return "\n".join([*told, *_figures(known)])


def _history(tuned: FineTuned | None) -> str:
    """How it was trained further, the last time first."""
    if tuned is None:
        return ""
    marks = ", ".join(f"{count} {kind}" for kind, count in tuned.marks.items())
    told = (
        f"from {tuned.base.name} {tuned.base.version} on {tuned.articles} articles ({marks}) in {tuned.epochs} epochs"
        f" with seed {tuned.seed}, measured on {tuned.held_out} others"
    )
    earlier = _history(tuned.base.fine_tuned)
    return f"{told}; that {earlier}" if earlier else told


def _figures(known: Card) -> Iterator[str]:
    for split, labels in known.figures.items():
        yield f"\n{short(split, 20):20} {'precision':>9} {'recall':>7} {'F1':>7}"
        for label, found in labels.items():
            yield f"{short(label, 20):20} {found.p:9.3f} {found.r:7.3f} {found.f:7.3f}"
