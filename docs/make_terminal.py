"""Draws docs/terminal.svg: what `extractor samples/port-fraud.txt` shows on a terminal of 96 columns."""

from __future__ import annotations

import io
import re
from pathlib import Path

from rich.console import Console
from rich.text import Text

import extractor
from extractor.writers import Layout
from extractor.writers.table import write

ROOT = Path(__file__).parent.parent
SAMPLE = "samples/port-fraud.txt"
COLUMNS = 96


def main() -> None:
    """Write the picture."""
    record = extractor.load().extract((ROOT / SAMPLE).read_text(encoding="utf-8"), source=SAMPLE)
    shown = b"".join(write([record], Layout(width=COLUMNS, colour=True))).decode()
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text("$ extractor " + SAMPLE, style="bold green"))
    console.print(Text.from_ansi(shown))
    svg = re.sub(r"@font-face \{.*?\}\s*", "", console.export_svg(title="extractor"), flags=re.S)  # no font from afar
    (ROOT / "docs" / "terminal.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
