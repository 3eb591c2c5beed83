"""The model that came of training, as a folder that says in its `meta.json` where it came from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from spacy.language import Language

from extractor.evaluation.scoring import Scores
from extractor.gold.model import Kind
from extractor.models import FINE_TUNED
from extractor.training.tuning import Plan, Tuned

_NOT_OURS = "what the owner of the articles says"


def save(nlp: Language, tuned: Tuned, plan: Plan, folder: Path) -> None:
    """Write it. The same training writes the same bytes: no time and no path is in them."""
    base = {key: nlp.meta[key] for key in ("name", "version", FINE_TUNED) if key in nlp.meta}
    marks = Counter(mark.kind for gold in tuned.trained_on for mark in gold.marks if not mark.optional)
    earlier = nlp.meta.get("sources")
    nlp.meta["sources"] = [
        *(earlier if isinstance(earlier, list) else []),
        {"name": f"{len(tuned.trained_on)} marked articles of a user", "license": _NOT_OURS},
    ]
    nlp.meta["name"] = f"{base['name'].removesuffix('_tuned')}_tuned"
    nlp.meta["performance"] = {
        name: _figures(scores, tuned.kinds)
        for name, scores in (("before", tuned.before), ("after", tuned.after))
        if scores
    }
    nlp.meta[FINE_TUNED] = {
        "base": base,
        "articles": len(tuned.trained_on),
        "marks": {kind: marks[kind] for kind in tuned.kinds},
        "held_out": len(tuned.held_out),
        "epochs": plan.epochs,
        "seed": plan.seed,
    }
    nlp.to_disk(folder)


def _figures(scores: Scores, kinds: tuple[Kind, ...]) -> dict[str, Any]:
    """Exact spans on the held out articles, as spaCy writes them."""
    tallies = ((kind, scores.spans[kind, "exact"]) for kind in kinds)
    return {kind: {"p": round(t.precision, 3), "r": round(t.recall, 3), "f": round(t.f1, 3)} for kind, t in tallies}
