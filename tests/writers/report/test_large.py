"""5,000 articles on one page: it stays usable. The limits are wide, for a busy machine; docs/report.md has figures."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor.record import Record
from extractor.writers.report import write
from writers.report.conftest import Show
from writers.report.many import many

COUNT = 5_000


@pytest.fixture(scope="module")
def large(samples: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "report.html"
    with path.open("wb") as file:
        file.writelines(write([*many(samples, COUNT // 5)] * 5))
    return path


def seconds(page: Page, action: str) -> float:
    """How long an action takes until its outcome is on the screen."""
    taken: float = page.evaluate(
        f"""async () => {{
            const begin = performance.now();
            {action};
            await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
            return (performance.now() - begin) / 1000;
        }}"""
    )
    return taken


def typing(section: str, words: str) -> str:
    return (
        f"const field = document.querySelector('#{section} [name=words]'); field.value = '{words}';"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )


def test_it_is_usable(show: Show, large: Path) -> None:
    assert large.stat().st_size < COUNT * 12_000
    begin = time.monotonic()
    page = show([], page=large)
    assert time.monotonic() - begin < 20
    assert page.locator("h1").inner_text() == "5,000 articles"
    everything = page.locator("#sentences .count").inner_text()
    assert everything.endswith(" sentences, rows 1 to 25")
    assert seconds(page, typing("sentences", "fine imposed")) < 2
    some = int(page.locator("#sentences .count").inner_text().split()[0].replace(",", ""))
    assert 0 < some < 10_000
    assert seconds(page, typing("sentences", "")) < 2
    for column in range(8):
        assert seconds(page, f"document.querySelectorAll('#sentences thead button')[{column}].click()") < 2
    assert page.locator("#sentences .count").inner_text() == everything
    assert seconds(page, "document.querySelectorAll('#people thead button')[0].click()") < 2
    assert (
        seconds(
            page,
            "document.querySelector('#timeline a:nth-of-type(20)').dispatchEvent(new Event('click', {bubbles: true, cancelable: true}))",
        )
        < 2
    )
    assert seconds(page, "location.hash = document.querySelector('#a4900 mark').id") < 4
    expect(page.locator("#a4900 mark").first).to_be_focused()
    expect(page.locator("#a4900 mark").first).to_be_in_viewport()
    assert seconds(page, typing("articles", "fine of")) < 4
    expect(page.locator("#articles .count")).to_contain_text(" of 5,000 articles")
