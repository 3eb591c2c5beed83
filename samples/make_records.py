"""The records beside the samples. Without an option they are made anew; with --check they are only compared."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

import extractor

SAMPLES = Path(__file__).parent
GIVEN = {
    "brazil-spring-tide": "2022-11-18",
    "nigeria-pension": "2024-02-05",
    "south-africa-abalone": "2018-10-19",
}
"""The days of the articles whose text does not tell: what `--date` would say."""


def main() -> None:
    """Write or compare; name each file that changes or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if one differs")
    check = parser.parse_args().check
    failed = False
    for path, record in records():
        if path.exists() and path.read_bytes() == record:
            continue
        failed = check
        if not check:
            path.write_bytes(record)
        print(f"{path.name} {'differs' if check else 'written'}")
    sys.exit(failed)


def records() -> Iterator[tuple[Path, bytes]]:
    """The file of each sample's record, and what it should hold."""
    ex = extractor.load()
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_bytes().decode()
        record = ex.extract(text, date=GIVEN.get(path.stem), source=f"samples/{path.name}")
        yield path.with_suffix(".json"), msgspec.json.format(record.to_json(), indent=2) + b"\n"


if __name__ == "__main__":
    main()
