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
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy
from augment import Names, varied
from spacy.language import Language
from spacy.tokens import DocBin
from spacy.training import Corpus
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.training.pretrain import pretrain
from spacy.util import load_config, load_model_from_config
from stories import LABELS, as_doc, read_files
from thinc.api import Config, NumpyOps, set_current_ops
from threadpoolctl import threadpool_limits
from vectors import note_small_letters

MODELS = Path(__file__).resolve().parents[1]
SHIPPED = MODELS.parent / "src" / "extractor" / "model"


@dataclass(frozen=True)
class Recipe:
    """What one training run is made of; the rest is in ner.cfg and text/.

    `settings` overrides ner.cfg by dotted keys. `start` is a pipeline whose weights it starts from; `corpus` another
    training corpus than text/; `raw` one of text without marks, that the words' vectors are learned from first.
    """

    seed: int = 0
    copies: int = 3
    passes: int = 4
    labels: frozenset[str] = frozenset(LABELS.values())
    vectors: Path | None = SHIPPED
    settings: Mapping[str, Any] = field(default_factory=dict)
    start: Path | None = None
    corpus: Path | None = None
    raw: Path | None = None


def build(recipe: Recipe, work: Path) -> Language:
    """The pipeline as it is after the last pass; corpora and checkpoints go to `work`."""
    for split in ("train", "dev", "test"):
        _write_corpus(split, work, recipe)
    vectors = shutil.copytree(recipe.vectors, work / "vectors") if recipe.vectors else None
    given = {
        "paths.train": str(recipe.corpus or work / "train.spacy"),
        "paths.dev": str(work / "dev.spacy"),
        "paths.vectors": str(vectors) if vectors else None,
        "vars.static": bool(vectors),
        "system.seed": recipe.seed,
        "training.max_epochs": recipe.passes,
        **recipe.settings,
    }
    config = load_config(MODELS / "ner.cfg", overrides=given, interpolate=False)
    if recipe.raw:
        config = _pretrained(config, recipe.raw, work)
    if recipe.start:
        config["components"] = {name: {"source": str(recipe.start)} for name in config["components"]}
    nlp = init_nlp(config)
    train(nlp, work, stdout=sys.stdout, stderr=sys.stderr)
    if vectors:
        note_small_letters(work / "model-last")
    return spacy.load(work / "model-last")


def _pretrained(config: Config, raw: Path, work: Path) -> Config:
    """The same with a tok2vec that was trained on raw text, by the settings in pretrain.cfg."""
    config = config.merge(load_config(MODELS / "pretrain.cfg", overrides={"corpora.raw.path": str(raw)}))
    pretrain(load_model_from_config(config, auto_fill=True).config.interpolate(), work)
    config["initialize"]["init_tok2vec"] = str(work / "model-last.bin")
    return config


def _write_corpus(split: str, work: Path, recipe: Recipe) -> None:
    """The stories of a split as spaCy's training corpus; those of training with copies in other clothes."""
    nlp, names, rng = spacy.blank("en"), Names(), random.Random(recipe.seed)
    stories = read_files(sorted((MODELS / "text").glob(f"{split}_*.marked")))
    if split == "train":
        stories += [varied(story, names, rng) for _ in range(recipe.copies) for story in stories]
    DocBin(docs=[as_doc(nlp, story, recipe.labels) for story in stories]).to_disk(work / f"{split}.spacy")


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
    if len(nlp.vocab.vectors):
        note_small_letters(folder)
    known = spacy.blank("en").vocab.strings  # words of the training text have no part in what the weights say
    for label in sorted(label for labels in nlp.pipe_labels.values() for label in labels):
        known.add(label)
    known.to_disk(folder / "vocab" / "strings.json")


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
        recipe = Recipe(args.seed, args.copies, args.passes, frozenset(args.labels.split(",")), args.vectors)
        nlp = build(recipe, Path(work))
        splits = ("dev", "test") if args.test else ("dev",)
        measured = {split: figures(nlp, Path(work) / f"{split}.spacy") for split in splits}
    save(nlp, args.out, measured)
    print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
