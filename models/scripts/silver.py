"""Unlabelled news as a training corpus, with marks that nobody read: to train on before the marked text.

    python models/scripts/silver.py OUT.spacy TEXT.txt... [--tags FOLDER]

The marks are the extractor's own: its rules' people, courts, dates, sentences and cases, and the model's other labels.
With --tags they are those of FOLDER/NAME.json: a list of {"start", "end", "label"}.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin, Span

import extractor
from extractor.mention import PRECEDENCE, read, with_text, without_overlaps

_LABELS = {"people": "PERSON", "courts": "COURT", "dates": "DATE", "sentences": "SENTENCE", "cases": "CASE"}
_MODELS_OWN = frozenset({"ORG", "GPE", "NORP", "LOC"})


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--tags", type=Path, help="folder with the marks of each text")
    args = parser.parse_args()
    files = sorted(args.texts)
    docs = _tagged(files, args.tags) if args.tags else _own(files)
    DocBin(docs=docs).to_disk(args.out)
    print(f"{len(docs)} texts, {sum(map(len, docs))} tokens, {sum(len(doc.ents) for doc in docs)} marks")


def _tagged(files: list[Path], tags: Path) -> list[Doc]:
    nlp = spacy.blank("en")
    docs = [nlp.make_doc(file.read_text("utf-8")) for file in files]
    for file, doc in zip(files, docs, strict=True):
        marks = json.loads((tags / f"{file.stem}.json").read_text("utf-8"))
        named = (doc.char_span(m["start"], m["end"], m["label"].replace("TIME", "DATE")) for m in marks)
        doc.set_ents([span for span in named if span is not None])
    return docs


def _own(files: list[Path]) -> list[Doc]:
    nlp = extractor.load().nlp
    texts = (file.read_text("utf-8") for file in files)
    docs = list(nlp.pipe((with_text(nlp.make_doc(text), text) for text in texts), batch_size=8))
    for doc in docs:
        _mark(doc)
    return docs


def _mark(doc: Doc) -> None:
    found = without_overlaps(mention for kind in PRECEDENCE for mention in read(doc, kind))
    spans = [doc.char_span(m.start, m.end, _LABELS[m.kind]) for m in found]
    marks: list[Span] = [span for span in spans if span is not None]
    taken = {token.i for span in marks for token in span}
    marks += [ent for ent in doc.ents if ent.label_ in _MODELS_OWN and not taken & set(range(ent.start, ent.end))]
    doc.spans.clear()
    doc.user_data.clear()
    doc.set_ents(marks)


if __name__ == "__main__":
    main()
