"""A real browser, and a page in it that is watched: whatever it complains of, asks for or runs fails the test."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from extractor.pipeline import Extractor
from extractor.record import Record
from extractor.writers.report import write

SAMPLES = Path(__file__).parents[3] / "samples"
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

Show: TypeAlias = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. Without one these tests are skipped, unless EXTRACTOR_BROWSER is "required", as in CI."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        reason = f"NO BROWSER: none of {', '.join(_NAMES)} is installed (apt-get install chromium), nothing is judged"
        if os.environ.get("EXTRACTOR_BROWSER") == "required":
            pytest.fail(reason)
        warnings.warn(reason, stacklevel=1)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


class Pages:
    """One page of the browser for each set of options, used again; `heard` is what was noticed since it was cleared."""

    def __init__(self, browser: Browser) -> None:
        self.heard: list[str] = []
        self._browser = browser
        self._pages: dict[str, Page] = {}
        self._address = ""

    def open(self, path: Path, options: dict[str, Any]) -> Page:
        page = self._pages.get(repr(options)) or self._new(options)
        self._address = path.as_uri()
        page.goto(self._address)
        return page

    def judge(self) -> None:
        """Nothing was run, shown, fetched or complained of that should not have been."""
        for page in self._pages.values():
            assert page.evaluate("window.__pwned") is None
            page.goto("about:blank")
        assert self.heard == []

    def _new(self, options: dict[str, Any]) -> Page:
        context = self._browser.new_context(**options)
        context.set_default_timeout(60_000)
        context.set_default_navigation_timeout(180_000)  # of a machine that is busy with other things
        page = self._pages[repr(options)] = context.new_page()
        page.on("dialog", self._dismiss)
        page.on("console", lambda message: self.heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("popup", lambda _: self.heard.append("popup"))
        page.on("request", lambda request: self._went("request", request.url))
        page.on("framenavigated", lambda frame: self._went("navigation", frame.url))
        return page

    def _dismiss(self, dialog: Dialog) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _went(self, how: str, address: str) -> None:
        if address.partition("#")[0] not in (self._address, "about:blank"):
            self.heard.append(f"{how}: {address}")


@pytest.fixture(scope="package")
def pages(browser: Browser) -> Pages:
    return Pages(browser)


@pytest.fixture
def show(pages: Pages, tmp_path: Path) -> Iterator[Show]:
    """Opens the report of some records, or a `page` that is there, with options of the browser's context.

    With the same options it takes the place of the one before. All is watched until the test is over.
    """
    pages.heard.clear()

    def opened(records: Iterable[Record], *, page: Path | None = None, **options: Any) -> Page:
        path = page or tmp_path / f"report{next(numbers)}.html"
        if not page:
            path.write_bytes(b"".join(write(records)))
        return pages.open(path, options)

    numbers = count()
    yield opened
    pages.judge()


@pytest.fixture(scope="session")
def samples(ex: Extractor) -> list[Record]:
    """What the extractor says of the samples, with their texts."""
    texts = {f"samples/{path.name}": path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))}
    return [ex.extract(text, source=source).with_text(text) for source, text in texts.items()]


@pytest.fixture(scope="session")
def port(samples: list[Record]) -> Record:
    """One of them."""
    (record,) = (record for record in samples if record.document.source == "samples/port-fraud.txt")
    return record
