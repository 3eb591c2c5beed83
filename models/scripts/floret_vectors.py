"""floret vectors of raw text: of a word's pieces, hashed into a small table, so that no word is without one.

    python models/scripts/floret_vectors.py TEXT.spacy... -o FOLDER [--width 96] [--rows 20000]

TEXT.spacy are corpora as scripts/silver.py makes them; their marks do not count. Needs `pip install floret`.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import floret
import spacy
from spacy.tokens import DocBin
from spacy.training.initialize import convert_vectors


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--rows", type=int, default=20_000)
    args = parser.parse_args()
    nlp = spacy.blank("en")
    with tempfile.TemporaryDirectory() as work:
        words, table = Path(work) / "words.txt", Path(work) / "table.floret"
        with words.open("w", encoding="utf-8") as lines:
            for doc in (doc for path in args.texts for doc in DocBin().from_disk(path).get_docs(nlp.vocab)):
                lines.write(" ".join(token.text for token in doc if not token.is_space) + "\n")
        model = floret.train_unsupervised(
            str(words), mode="floret", model="cbow", dim=args.width, bucket=args.rows, hashCount=2,
            minn=3, maxn=5, minCount=5, epoch=10, thread=1,
        )  # fmt: skip
        model.save_floret_vectors(str(table))
        convert_vectors(nlp, table, truncate=0, prune=-1, mode="floret")
    nlp.to_disk(args.out)
    print(nlp.vocab.vectors.shape)


if __name__ == "__main__":
    main()
