"""Build the pipeline that ships from what lies in this repository, or a variant of it: the same words, the same model.

    python models/scripts/build.py [-o FOLDER] [--test] [--seed 0] [--copies 3] [--passes 4] [--labels PERSON,ORG,…]

Without -o it replaces src/extractor/model, whose vector table it keeps (scripts/vectors.py made that one). Prints the
figures of the development split; with --test those of the test split, too, and writes both into the model's meta.json.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import spacy
from augment import Names, varied
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Corpus
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from stories import LABELS, as_doc, read_files
from thinc.api import NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits

MODELS = Path(__file__).resolve().parents[1]
SHIPPED = MODELS.parent / "src" / "extractor" / "model"


def build(args: argparse.Namespace, work: Path) -> Language:
    """The best pipeline on the development split; corpora and checkpoints go to `work`."""
    labels = frozenset(args.labels.split(","))
    for split in ("train", "dev", "test"):
        _write_corpus(split, work, labels, args.copies if split == "train" else 0, args.seed)
    vectors = shutil.copytree(args.vectors, work / "vectors")
    given = {
        "paths.train": str(work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(vectors),
        "system.seed": args.seed,
        "training.max_epochs": args.passes,
    }
    nlp = init_nlp(load_config(MODELS / "ner.cfg", overrides=given, interpolate=False))
    train(nlp, work, stdout=sys.stdout, stderr=sys.stderr)
    return spacy.load(work / "model-best")


def _write_corpus(split: str, work: Path, labels: frozenset[str], copies: int, seed: int) -> None:
    """The stories of a split as spaCy's training corpus, with so many copies in other clothes."""
    nlp, names, rng = spacy.blank("en"), Names(), random.Random(seed)
    stories = read_files(sorted((MODELS / "text").glob(f"{split}_*.marked")))
    stories += [varied(story, names, rng) for _ in range(copies) for story in stories]
    DocBin(docs=[as_doc(nlp, story, labels) for story in stories]).to_disk(work / f"{split}.spacy")


def figures(nlp: Language, corpus: Path) -> dict[str, Any]:
    """Precision, recall and F1 of exact spans: of all, and by label."""
    found = nlp.evaluate(list(Corpus(corpus)(nlp)))
    every = {"all": {part: found[f"ents_{part}"] for part in "prf"}, **(found["ents_per_type"] or {})}
    return {label: {part: round(value or 0.0, 3) for part, value in parts.items()} for label, parts in every.items()}


def save(nlp: Language, folder: Path, measured: dict[str, Any]) -> None:
    """Write it without what only training needs, with its card in short."""
    nlp.meta.update(json.loads((MODELS / "meta.json").read_text("utf-8")))
    nlp.meta["performance"] = measured
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    if folder.exists():
        shutil.rmtree(folder)
    nlp.to_disk(folder)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-o", "--out", type=Path, default=SHIPPED)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--copies", type=int, default=3, help="of each training story, with other names")
    parser.add_argument("--passes", type=int, default=4, help="over stories and copies")
    parser.add_argument("--labels", default=",".join(LABELS.values()))
    parser.add_argument("--vectors", type=Path, default=SHIPPED, help="a pipeline whose vector table is used")
    parser.add_argument("--test", action="store_true")
    args = parser.parse_args()
    set_current_ops(NumpyOps(use_blis=False))
    with tempfile.TemporaryDirectory() as work, threadpool_limits(1):  # sums in the same order on any machine
        nlp = build(args, Path(work))
        splits = ("dev", "test") if args.test else ("dev",)
        measured = {split: figures(nlp, Path(work) / f"{split}.spacy") for split in splits}
    save(nlp, args.out, measured)
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
