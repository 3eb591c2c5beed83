"""Everybody can use the report: axe finds no fault, the keyboard reaches everything, text stands out from its ground."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from extractor.record import Record
from extractor.writers import report
from writers.report.conftest import Show

STYLE = Path(report.__file__).with_name("report.css").read_text(encoding="utf-8")
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", STYLE, re.S), strict=True))
KINDS = ("sentences", "people", "courts", "cases", "dates")
TEXT = [
    *product(("ink", "quiet", "accent"), ("paper", "card")),
    *(("ink", kind) for kind in KINDS),
]
SIGNS = [*(("field", ground) for ground in ("paper", "card")), *((f"{kind}-strong", kind) for kind in KINDS)]


def colours(scheme: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", SCHEMES[scheme]))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_black_and_white_is_21() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    ("pairs", "least"), [(TEXT, 4.5), (SIGNS, 3.0)], ids=["text stands out", "lines and fields stand out"]
)
def test_contrast(scheme: str, pairs: list[tuple[str, str]], least: float) -> None:
    palette = colours(scheme)
    found = {(one, other): contrast(palette[one], palette[other]) for one, other in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(show: Show, samples: list[Record], scheme: str, width: int) -> None:
    for some in (samples[:1], samples):
        page = show(some, color_scheme=scheme, viewport={"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach((e, n) => e.open = n === 1)")
        page.locator(".text mark >> visible=true").first.focus()
        found = Axe().run(page)
        assert found.response["passes"]
        assert found.violations_count == 0, found.generate_report()


def test_landmarks_and_names(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    for role in ("banner", "navigation", "main", "contentinfo"):
        assert page.get_by_role(role).count() == 1  # type: ignore[arg-type]
    for name in ("Sentences", "Time line", "People", "Courts", "Articles"):
        expect(page.get_by_role("region", name=name, exact=True)).to_be_visible()
        expect(page.get_by_role("heading", name=name, exact=True, level=2)).to_be_visible()
    for name in ("Sentences", "People", "Courts"):
        expect(page.get_by_role("table", name=name)).to_be_visible()
    expect(page.get_by_role("rowheader").first).to_have_text("Otávio Brandão Seixas")
    expect(page.get_by_role("columnheader", name="Mentions").first).to_have_attribute("aria-sort", "descending")
    for section in ("sentences", "people", "courts", "articles"):
        expect(page.locator(f"#{section}").get_by_role("status")).to_contain_text(re.compile(r"^\d+ "))


def test_the_keyboard_alone(show: Show, port: Record) -> None:
    page = show([port])
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    search = page.get_by_role("searchbox", name="Search").first
    expect(search).to_be_focused()
    assert search.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.type("evora")
    expect(page.locator("#sentences tbody tr")).to_have_count(1)
    who = page.get_by_role("button", name="Who")
    for _ in range(9):
        page.keyboard.press("Tab")
        if who.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Who")).to_have_attribute("aria-sort", "ascending")
    for _ in range(7):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("mark:focus")).to_have_text("nine years")
