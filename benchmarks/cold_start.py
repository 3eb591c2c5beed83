"""Seconds of a cold `extractor FILE` against a script that only loads the model with spaCy, and of `--help`.

Each is a new process; they take turns, so that whatever else the machine does falls on each alike.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from extractor.pipeline import DEFAULT_MODEL

MODEL = DEFAULT_MODEL
ARTICLE = Path(__file__).parent.parent / "samples" / "port-fraud.txt"
BARE = "spaCy, '…'"
BARE_ARTICLE = "spaCy, the same article"
OURS = "extractor FILE"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=ARTICLE, help="an article; else a sample")
    parser.add_argument("--rounds", type=int, default=9, help="of each (default 9)")
    parser.add_argument("--model", default=MODEL)
    given = parser.parse_args()

    load = f"import spacy; nlp = spacy.load({given.model!r}); "
    commands = {
        BARE: ["-c", load + "nlp('…')"],
        BARE_ARTICLE: ["-c", load + f"nlp(open({str(given.file)!r}, encoding='utf-8').read())"],
        OURS: ["-m", "extractor", "run", str(given.file), "--model", given.model],
        "extractor --help": ["-m", "extractor", "--help"],
        "extractor schema": ["-m", "extractor", "schema"],
        "python alone": ["-c", "pass"],
    }
    seconds = race(commands, given.rounds)
    print(f"{'':26} {'median':>8} {'fastest':>8}  ratio of medians")
    ours = median(seconds[OURS])
    for name, times in seconds.items():
        ratio = f"  extractor FILE is {ours / median(times):.2f}x" if name in (BARE, BARE_ARTICLE) else ""
        print(f"{name:26} {median(times):7.3f}s {min(times):7.3f}s{ratio}")
    print("\nThe goals are 1.3x of spaCy, and 0.2 s for --help and schema.")


def race(commands: dict[str, list[str]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each run of each command, after one that does not count and warms the disk's cache."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, arguments in commands.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
            if number:
                seconds[name].append(time.perf_counter() - start)
    return seconds


if __name__ == "__main__":
    main()
