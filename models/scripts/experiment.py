"""What each choice in the recipe is worth: the same number of words learned, other settings; one line a run.

    python models/scripts/experiment.py [NAME...] [--seeds 0 1] [--gmb FILE.spacy] [--own FILE.spacy] [-o TABLE]

A line of the table says what was run, what it cost and what it found on the development split (F1 of exact spans). A
run that the table has already is not run again. scripts/silver.py makes the corpora that two of the settings start on.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from build import MODELS, Recipe, build, figures, save
from spacy.language import Language
from spacy.tokens import DocBin
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

_USUAL: dict[str, Any] = {"copies": 1, "passes": 1}
"""Two passes worth of words, half of them in other clothes; the shipped model took sixteen."""
_BEFORE = {"vars.batch": 800, "vars.dropout": 0.2}
"""What the usual setting was when the experiments were made, on which ner.cfg has improved since."""

SETTINGS: dict[str, dict[str, Any]] = {
    "usual": {},
    "no vectors": {"vectors": None},
    "no copies": {"copies": 0, "passes": 2},
    "width 64": {"settings": {"vars.width": 64}},
    "width 128": {"settings": {"vars.width": 128}},
    "depth 2": {"settings": {"vars.depth": 2}},
    "depth 6": {"settings": {"vars.depth": 6}},
    "depth 8": {"settings": {"vars.depth": 8}},
    "dropout 0.1": {"settings": {"vars.dropout": 0.1}},
    "dropout 0.35": {"settings": {"vars.dropout": 0.35}},
    "batch 400": {"settings": {"vars.batch": 400}},
    "batch 400, dropout 0.1": {"settings": {"vars.batch": 400, "vars.dropout": 0.1}},
    "batch 400, dropout 0.1, width 128": {"settings": {"vars.batch": 400, "vars.dropout": 0.1, "vars.width": 128}},
    "five labels": {"labels": frozenset({"PERSON", "COURT", "DATE", "ORG", "GPE"})},
    "person alone": {"labels": frozenset({"PERSON"})},
    "GMB first": {"start": "gmb"},
    "own marks first": {"start": "own"},
    "raw text first": {"raw": "gmb"},
    "no vectors, raw text first": {"vectors": None, "raw": "gmb"},
    "batch 400, dropout 0.1, raw text first": {"raw": "gmb", "settings": {"vars.batch": 400, "vars.dropout": 0.1}},
    "floret vectors": {"vectors": "floret"},
    "no vectors, own marks first": {"vectors": None, "start": "own"},
    "no vectors, width 128, own marks first": {"vectors": None, "start": "own", "settings": {"vars.width": 128}},
}
"""What differs from the usual recipe. `start` names the corpus that it learns from first, in one pass; `raw` the one of
which only the text is learned from first, as pretrain.cfg says; `vectors` another table."""

_SILVER = 2000
"""Texts of the silver corpus that are learned from first: of news stories, about as many words as follow."""

_SHOWN = ("all", "PERSON", "COURT", "DATE", "ORG", "GPE")
_COLUMNS = ("name", "seed", "settings", "words/s", "MB", "minutes", *_SHOWN)


def run(name: str, seed: int, files: dict[str, Path | None], work: Path) -> list[str]:
    """One line of the table. Minutes are of processor time, the pass over silver text among them."""
    given = _USUAL | SETTINGS[name]
    start, begin = given.pop("start", None), time.process_time()
    given |= {key: files[given[key]] for key in ("raw", "vectors") if given.get(key)}
    recipe = Recipe(seed=seed, **given | {"settings": {**_BEFORE, **given.get("settings", {})}})
    if start:
        some = {**recipe.settings, "corpora.train.limit": _SILVER}
        first = dataclasses.replace(recipe, copies=0, passes=1, corpus=files[start], settings=some)
        build(first, _folder(work / "first"))
        recipe = dataclasses.replace(recipe, start=work / "first" / "model-last")
    nlp = build(recipe, _folder(work / "run"))
    minutes = (time.process_time() - begin) / 60
    dev = work / "run" / "dev.spacy"
    found = figures(nlp, dev)
    save(nlp, work / "saved", {})
    size = sum(file.stat().st_size for file in (work / "saved").rglob("*") if file.is_file()) / 1e6
    said = json.dumps({key: sorted(v) if isinstance(v, frozenset) else v for key, v in SETTINGS[name].items()})
    scores = [f"{found[label]['f']:.3f}" if label in found else "" for label in _SHOWN]
    return [name, str(seed), said, f"{_speed(nlp, dev):.0f}", f"{size:.1f}", f"{minutes:.1f}", *scores]


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def _speed(nlp: Language, corpus: Path) -> float:
    """Words in a second of processor time, the best of three rounds."""
    texts = [doc.text for doc in DocBin().from_disk(corpus).get_docs(nlp.vocab)]
    words = sum(len(text.split()) for text in texts)

    def once() -> float:
        begin = time.process_time()
        for _ in nlp.pipe(texts, batch_size=8):
            pass
        return words / (time.process_time() - begin)

    return max(once() for _ in range(3))


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", default=list(SETTINGS), metavar="NAME", help=f"of {', '.join(SETTINGS)}")
    parser.add_argument("--seeds", nargs="+", type=int, default=[0, 1])
    parser.add_argument("--gmb", type=Path, help="silver corpus with the tags of the Groningen Meaning Bank")
    parser.add_argument("--own", type=Path, help="silver corpus with the extractor's marks")
    parser.add_argument("--floret", type=Path, help="pipeline with floret vectors, by floret_vectors.py")
    parser.add_argument("-o", "--out", type=Path, default=MODELS / "experiments.tsv")
    args = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    if not args.out.exists():
        args.out.write_text("\t".join(_COLUMNS) + "\n", "utf-8")
    done = {tuple(line.split("\t")[:2]) for line in args.out.read_text("utf-8").splitlines()}
    for seed in args.seeds:
        for name in args.names:
            if (name, str(seed)) not in done:
                with tempfile.TemporaryDirectory() as work, threadpool_limits(1):
                    files = {"gmb": args.gmb, "own": args.own, "floret": args.floret}
                    line = run(name, seed, files, Path(work))
                with args.out.open("a", encoding="utf-8") as table:
                    table.write("\t".join(line) + "\n")


if __name__ == "__main__":
    main()
