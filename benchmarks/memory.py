"""Peak memory and time of `extractor` on one huge article: the samples, over and over, in one file."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"
GOAL = 1500
KINDS = ("people", "courts", "dates", "sentences", "cases")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, default=20, help="the size of the file (default 20)")
    size = int(parser.parse_args().megabytes * 1e6)
    with tempfile.TemporaryDirectory() as folder:
        article, out = Path(folder) / "huge.txt", Path(folder) / "huge.jsonl"
        characters = fill(article, size)
        start = time.perf_counter()
        command = [sys.executable, "-m", "extractor", "run", str(article), "--output", str(out)]
        process = os.posix_spawn(sys.executable, command, os.environ)
        _, status, usage = os.wait4(process, 0)
        seconds = time.perf_counter() - start
        if status:
            sys.exit(f"extractor ended with status {os.waitstatus_to_exitcode(status)}")
        record = json.loads(out.read_bytes())
    if record["document"]["characters"] != characters:
        sys.exit(f"the record is of {record['document']['characters']} characters, not {characters}")
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    words = record["document"]["words"]
    print(f"{size / 1e6:g} MB, {words:,} words in {seconds:.0f} s ({words / seconds:,.0f} words/s)")
    print(f"peak memory {peak:,.0f} MB; the goal for 20 MB is at most {GOAL:,} MB")
    print(", ".join(f"{len(record[kind]):,} {kind}" for kind in KINDS))


def fill(path: Path, size: int) -> int:
    """Write about `size` bytes of articles, with a blank line between two; the number of characters."""
    samples = [sample.read_bytes().strip() + b"\n\n" for sample in sorted(SAMPLES.glob("*.txt"))]
    written = characters = 0
    with path.open("wb") as file:
        for sample in cycle(samples):
            if written >= size:
                return characters
            written += file.write(sample)
            characters += len(sample.decode())
    raise AssertionError("the cycle has no end")


if __name__ == "__main__":
    main()
