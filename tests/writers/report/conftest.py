"""A real browser, and a page in it that is watched: whatever it complains of, asks for or runs fails the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Without one these tests are skipped, unless EXTRACTOR_BROWSER is "required", as in CI."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        reason = f"NO BROWSER: none of {', '.join(_NAMES)} is installed (apt-get install chromium), nothing is judged"
        if os.environ.get("EXTRACTOR_BROWSER") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens the report of some records, with options of the browser's context; watched until the test is over."""
    heard: list[str] = []
    contexts = []

    def watched(page: Page, address: str) -> None:
        def dismiss(dialog: Dialog) -> None:
            heard.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.on("console", lambda message: heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: heard.append(f"error: {error}"))
        page.on("popup", lambda _: heard.append("popup"))
        page.on("request", lambda r: r.url.split("#")[0] == address or heard.append(f"request: {r.url}"))
        page.on("framenavigated", lambda f: f.url.split("#")[0] == address or heard.append(f"went to {f.url}"))

    def opened(records: Iterable[Record], **options: Any) -> Page:
        path = tmp_path / f"report{len(contexts)}.html"
        path.write_bytes(b"".join(write(records)))
        context = browser.new_context(**options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        watched(page, path.as_uri())
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        for page in context.pages:
            assert page.evaluate("window.__pwned") is None
        context.close()
    assert heard == []


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
