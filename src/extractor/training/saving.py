"""The model that came of training, as a folder that says in its `meta.json` where it came from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
from spacy.language import Language

from extractor.evaluation.scoring import Scores
from extractor.gold.model import Kind
from extractor.models import FINE_TUNED, Base, FineTuned
from extractor.training.tuning import Plan, Tuned

_NOT_OURS = "what the owner of the articles says"


def save(nlp: Language, tuned: Tuned, plan: Plan, folder: Path) -> None:
    """Write it. The same training writes the same bytes: no time and no path is in them."""
    meta = nlp.meta
    base = msgspec.convert(meta, Base)
    counted = Counter(mark.kind for gold in tuned.trained_on for mark in gold.marks if not mark.optional)
    marks = {str(kind): counted[kind] for kind in tuned.kinds}
    earlier = meta.get("sources")
    meta["sources"] = [
        *(earlier if isinstance(earlier, list) else []),
        {"name": f"{len(tuned.trained_on)} marked articles of a user", "license": _NOT_OURS},
    ]
    meta["name"] = f"{base.name.removesuffix('_tuned')}_tuned"
    meta["performance"] = {
        name: _figures(scores, tuned.kinds)
        for name, scores in (("before", tuned.before), ("after", tuned.after))
        if scores
    }
    done = FineTuned(base, len(tuned.trained_on), marks, len(tuned.held_out), plan.epochs, plan.seed)
    meta[FINE_TUNED] = msgspec.to_builtins(done)
    nlp.to_disk(folder)


def _figures(scores: Scores, kinds: tuple[Kind, ...]) -> dict[str, Any]:
    """Exact spans on the held out articles, as spaCy writes them."""
    tallies = ((kind, scores.spans[kind, "exact"]) for kind in kinds)
    return {kind: {"p": round(t.precision, 3), "r": round(t.recall, 3), "f": round(t.f1, 3)} for kind, t in tallies}
