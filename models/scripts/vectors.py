"""A small vector table out of a large one: words in small letters, fewer dimensions.

python vectors.py PIPELINE OUT [--width 96]    PIPELINE is a folder or package with vectors (en_core_web_md: the CC0
vectors of Explosion, 20,000 rows for 685,000 spellings). Numbers go, and words are looked up by their small letters, so
that one key does for all spellings of a word: half of the time that a pipeline takes to load went into keys.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import LOWER
from spacy.strings import hash_string  # type: ignore[attr-defined]  # it is there, the stub has it not
from spacy.vectors import Vectors

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[.'’-]){0,17}")


def narrowed(rows: np.ndarray, width: int) -> np.ndarray:
    """The rows in the `width` directions in which they differ most (principal components)."""
    centred = rows - rows.mean(axis=0)
    _, _, directions = np.linalg.svd(centred, full_matrices=False)
    found: np.ndarray = np.ascontiguousarray(centred @ directions[:width].T, dtype="float32")
    return found


def note_small_letters(pipeline: Path) -> None:
    """Say in a saved pipeline that its vectors go by small letters, which spaCy 3.8 reads but does not write.

    Those of floret go by a word's pieces, and stay as they are.
    """
    noted = pipeline / "vocab" / "vectors.cfg"
    if json.loads(noted.read_text("utf-8"))["mode"] == "default":
        noted.write_text(json.dumps({"mode": "default", "attr": LOWER}), "utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline")
    parser.add_argument("out", type=Path)
    parser.add_argument("--width", type=int, default=96)
    args = parser.parse_args()
    source = spacy.load(args.pipeline, exclude=["tok2vec", "ner", "tagger", "parser", "senter", "lemmatizer"]).vocab
    table: dict[str, int] = {}
    for key, row in source.vectors.key2row.items():
        word = source.strings[key]
        if _WORD.fullmatch(word.lower()) and (word.islower() or word.lower() not in table):
            table[word.lower()] = row
    nlp = spacy.blank("en")
    data = narrowed(source.vectors.data, args.width)
    nlp.vocab.vectors = Vectors(strings=nlp.vocab.strings, data=data, name="narrow", attr="LOWER")
    for word, row in table.items():
        nlp.vocab.vectors.add(hash_string(word), row=row)  # the string itself is not needed to look it up
    nlp.to_disk(args.out)
    note_small_letters(args.out)
    size = sum(file.stat().st_size for file in args.out.rglob("*") if file.is_file()) / 1e6
    print(f"{len(table)} words, {args.width} dimensions, {size:.1f} MB")


if __name__ == "__main__":
    main()
