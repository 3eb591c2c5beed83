"""Words per second of the whole extractor against the bare [tok2vec, ner] pipeline of the same model.

The bare pipeline runs twice: as spaCy gives it, and with the ops and the batches that the extractor sets. All
three take turns in one process, so that whatever else the machine does falls on each alike.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import median

import spacy
from spacy.language import Language
from thinc.api import Ops, get_current_ops, set_current_ops

import extractor
from extractor.article import make_article
from extractor.pipeline import _BATCH, DEFAULT_MODEL

SAMPLES = Path(__file__).parent.parent / "samples"
KEPT = ("tok2vec", "transformer", "ner", "beam_ner")
GOAL = 0.9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SAMPLES, help="of .txt files; else samples/")
    parser.add_argument("--rounds", type=int, default=9, help="of each (default 9, at least 5)")
    parser.add_argument("--words", type=int, default=15_000, help="a round (default 15000)")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--cpu", action="store_true", help="count processor time: for a busy machine")
    given = parser.parse_args()

    texts = some_texts(given.folder, given.words)
    words = sum(len(text.split()) for text in texts)
    rounds = max(given.rounds, 5)
    clock = time.process_time if given.cpu else time.perf_counter
    seconds = race(contenders(given.model, texts), rounds, clock)
    print(f"{given.model}: {len(texts)} articles, {words:,} words, {rounds} rounds of each in turn")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    print_table(seconds, words)


def some_texts(folder: Path, words: int) -> list[str]:
    """The files of `folder`, over and over, until there are about as many words."""
    files = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    if not any(text.split() for text in files):
        sys.exit(f"{folder}: no .txt files with words in it; name a folder of articles")
    texts: list[str] = []
    for text in cycle(files):
        if words <= 0:
            break
        texts.append(text)
        words -= len(text.split())
    return texts


def contenders(model: str, texts: list[str]) -> dict[str, Callable[[], None]]:
    """What takes part: a name, and a function that reads all texts once. The bare pipeline comes first."""
    default_ops = get_current_ops()
    unused = [name for name in spacy.load(model).pipe_names if name not in KEPT]
    bare = spacy.load(model, exclude=unused)
    whole = extractor.load(model)
    our_ops = get_current_ops()
    bare_with_our_ops = spacy.load(model, exclude=unused)
    articles = [make_article(text) for text in texts]

    def read_all() -> None:
        for _ in whole.stream(articles):
            pass

    return {
        "bare, as spaCy gives it": lambda: with_ops(default_ops, lambda: pipe(bare, texts, None)),
        "bare, the extractor's ops": lambda: with_ops(our_ops, lambda: pipe(bare_with_our_ops, texts, _BATCH)),
        "extractor": lambda: with_ops(our_ops, read_all),
    }


def pipe(nlp: Language, texts: list[str], batch: int | None) -> None:
    for _ in nlp.pipe(texts, batch_size=batch):
        pass


def with_ops(ops: Ops, run: Callable[[], None]) -> None:
    set_current_ops(ops)
    run()


def race(runners: dict[str, Callable[[], None]], rounds: int, clock: Callable[[], float]) -> dict[str, list[float]]:
    """Seconds of each round of each runner, after one round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in runners}
    for number in range(rounds + 1):
        for name, run in runners.items():
            start = clock()
            run()
            if number:
                seconds[name].append(clock() - start)
    return seconds


def print_table(seconds: dict[str, list[float]], words: int) -> None:
    """Median speeds, and the extractor's speed by each other's: median, worst and best of the rounds."""
    ours = seconds["extractor"]
    print(f"{'':26} {'words/s':>8} {'extractor is':>13} {'worst':>6} {'best':>6}")
    for name, theirs in seconds.items():
        line = f"{name:26} {words / median(theirs):8,.0f}"
        if theirs is not ours:
            ratios = [their / our for their, our in zip(theirs, ours, strict=True)]
            line += f" {median(ratios):12.2f}x {min(ratios):6.2f} {max(ratios):6.2f}"
        print(line)
    print(f"\nThe goal is {GOAL} of the bare pipeline's speed.")


if __name__ == "__main__":
    main()
