"""Draws docs/report.png: the report of samples/port-fraud.txt in Chromium, which must be installed, from its top."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import extractor
from extractor.writers.report import write

ROOT = Path(__file__).parent.parent
SAMPLE = "samples/port-fraud.txt"
SIZE = {"width": 1200, "height": 1310}


def main() -> None:
    """Write the picture."""
    chromium = shutil.which("chromium") or sys.exit("chromium is not installed")
    text = (ROOT / SAMPLE).read_text(encoding="utf-8")
    record = extractor.load().extract(text, source=SAMPLE).with_text(text)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder, "report.html")
        page.write_bytes(b"".join(write([record])))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        shown = browser.new_page(viewport=SIZE, color_scheme="light")
        shown.goto(page.as_uri())
        shown.screenshot(path=ROOT / "docs" / "report.png")
        browser.close()


if __name__ == "__main__":
    main()
