"""5,000 articles on one page: it stays usable. The limits are wide, for a busy machine; docs/report.md has figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from extractor.record import Record
from extractor.writers.report import write
from writers.report.conftest import Show
from writers.report.many import many

COUNT = 5_000
CLICK = "new Event('click', {bubbles: true, cancelable: true})"


@pytest.fixture(scope="module")
def large(samples: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "report.html"
    with path.open("wb") as file:
        file.writelines(write([*many(samples, COUNT // 5)] * 5))
    return path


class Clock:
    """How long the browser works at something, in processor time: others may keep the machine busy."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def seconds(self, action: str) -> float:
        before = self._now()
        self._page.evaluate(
            f"""async () => {{
                {action};
                await new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 200));
            }}"""
        )
        return self._now() - before

    def _now(self) -> float:
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def typing(section: str, words: str) -> str:
    return (
        f"const field = document.querySelector('#{section} [name=words]'); field.value = '{words}';"
        "field.dispatchEvent(new Event('input', {bubbles: true}))"
    )


def test_it_is_usable(show: Show, large: Path) -> None:
    assert large.stat().st_size < COUNT * 12_000
    page = show([], page=large)
    clock = Clock(page)
    assert page.locator("h1").inner_text() == "5,000 articles"
    everything = page.locator("#sentences .count").inner_text()
    assert everything.endswith(" sentences, rows 1 to 25")
    assert clock.seconds(typing("sentences", "fine imposed")) < 0.6
    some = int(page.locator("#sentences .count").inner_text().split()[0].replace(",", ""))
    assert 0 < some < 10_000
    assert clock.seconds(typing("sentences", "")) < 0.6
    for column in range(8):
        assert clock.seconds(f"document.querySelectorAll('#sentences thead button')[{column}].click()") < 0.6
    assert page.locator("#sentences .count").inner_text() == everything
    assert clock.seconds("document.querySelectorAll('#people thead button')[0].click()") < 0.6
    assert clock.seconds(f"document.querySelectorAll('#timeline a')[20].dispatchEvent({CLICK})") < 0.6
    assert page.get_by_label("From").input_value()
    assert clock.seconds("location.hash = document.querySelector('#a4900 mark').id") < 1.5
    expect(page.locator("#a4900 mark").first).to_be_focused()
    expect(page.locator("#a4900 mark").first).to_be_in_viewport()
    assert clock.seconds(typing("articles", "fine of")) < 1.5
    expect(page.locator("#articles .count")).to_contain_text(" of 5,000 articles")
