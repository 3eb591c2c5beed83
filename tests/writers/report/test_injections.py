"""Whatever an article says, it is shown as text. The browser judges: see `show` in conftest."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace
from playwright.sync_api import Page

from extractor.cli import main
from extractor.pipeline import Extractor
from extractor.record import Amount, CourtReference, DateReference, Record
from extractor.writers.phrases import penalty
from extractor.writers.report.articles import label
from extractor.writers.safe import block
from injections import ENCODABLE, INJECTIONS
from writers import hostile
from writers.report.conftest import Show

OF_HTML = [text for name, text in INJECTIONS.items() if name.startswith("HTML")]

_ELEMENTS = """() => {
    const kinds = new Set();
    for (const e of document.querySelectorAll("*"))
        for (const attribute of ["", ...e.getAttributeNames()]) kinds.add(`${e.localName} ${attribute}`);
    return Array.from(kinds);
}"""
_SHOWN = """() => Array.from(document.querySelectorAll(".article"), article => ({
    title: article.querySelector("h3")?.textContent,
    text: article.querySelector(".text").textContent,
    found: Array.from(article.querySelectorAll(".found li a"), a => a.textContent),
    warning: article.querySelector(".hint").textContent,
    note: article.querySelector("mark").title,
}))"""
_ROWS = """name => Array.from(
    document.querySelectorAll(`#${name} tbody tr`), row => Array.from(row.cells, cell => cell.textContent))"""


def everywhere(text: str) -> Record:
    """A record that says `text` wherever a record can say anything."""
    made = hostile.record(text).with_text(text)
    (sentence,), (date,), (court,), (person,) = made.sentences, made.dates, made.courts, made.people
    mention = replace(person.mentions[0], found_by=text)
    sentence = replace(
        sentence,
        term=text,
        amount=Amount(1.0, text),
        court=CourtReference("c1", text),
        date=DateReference("d1", text),
        found_by=f"rule:title={text}",
    )
    return replace(
        made,
        document=replace(made.document, date=text, format=text),
        people=[replace(person, mentions=[mention])],
        courts=[replace(court, country=text, level=text)],
        dates=[replace(date, value=text)],
        sentences=[sentence],
        warnings=[text],
    )


def elements(page: Page) -> set[str]:
    return set(page.evaluate(_ELEMENTS))


def harmless() -> Record:
    return everywhere("Jean Dupont, " + "x" * 100)


def table(page: Page, name: str) -> list[list[str]]:
    page.locator(f"#{name}").get_by_label("Rows").select_option("1000")
    rows: list[list[str]] = page.evaluate(_ROWS, name)
    return rows


def named(texts: dict[str, str]) -> set[str]:
    return {label(text) for text in texts.values()}


def test_all_of_them_on_one_page(show: Show) -> None:
    records = [everywhere(text) for text in INJECTIONS.values()]
    plain = elements(show([harmless()] * 30))
    page = show(records)
    assert elements(page) <= plain
    for record, text, shown in zip(records, INJECTIONS.values(), page.evaluate(_SHOWN), strict=True):
        line = label(text)
        assert shown["text"] == block(text), repr(text[:80])
        assert shown["title"] == (line or "Untitled")
        assert shown["warning"] == line
        assert shown["found"] == [label(penalty(record.sentences[0])), line, line, line]
        assert shown["note"].split("\n")[0] == label(f"Person: {text}")
    sentences = table(page, "sentences")
    for text, row in zip(INJECTIONS.values(), sentences, strict=True):
        line = label(text)
        both = f"{line}; {line}" if line else "; "
        assert row[0] == (line or "nobody named")
        assert row[3:6] == [both, line, line]
        assert row[7] == (line or "Untitled")
    for name in ("people", "courts"):
        assert {row[0] for row in table(page, name)} == named(INJECTIONS)
    assert elements(page) <= plain
    page.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    assert page.evaluate("document.querySelectorAll('.text')[300].offsetHeight") > 0


def test_each_as_the_only_article(show: Show) -> None:
    page = show([harmless()])
    page.locator("mark[id]").focus()
    plain = elements(page)
    for text in OF_HTML:
        page = show([everywhere(text)])
        assert page.title() == label(text) == page.locator("h1").inner_text()
        page.locator("mark[id]").focus()
        assert page.locator("#note strong").inner_text() == f"Person: {label(text)}"
        assert elements(page) <= plain


def test_in_the_time_line(show: Show) -> None:
    made = [everywhere(text) for text in INJECTIONS.values()]
    dated = [
        replace(
            record,
            dates=[replace(record.dates[0], value="2024-03-12")],
            sentences=[replace(record.sentences[0], date=DateReference("d1", "2024-03"))],
        )
        for record in made
    ]
    for first in range(0, len(dated), 29):
        some = dated[first : first + 29]
        page = show(some)
        shown = page.evaluate("Array.from(document.querySelectorAll('#timeline title'), e => e.textContent)")
        said = {label(record.people[0].name) for record in some}
        assert said == {text.removeprefix("2024-03-12: ") for text in shown if text.startswith("2024-03-12: ")}


def test_as_an_article_that_show_makes_a_page_of(
    show: Show, ex: Extractor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.pipeline.load", lambda *_, **__: ex)
    lines = [text for name, text in ENCODABLE.items() if not name.startswith(("long", "NUL"))]
    text = "A Madrid court jailed Ann Lee for six years. " + "\n\nJudge Rui Costa said: ".join(lines)
    source, target = tmp_path / "<b>evil.txt", tmp_path / "page.html"
    source.write_bytes(text.encode())
    made = CliRunner().invoke(main, ["show", str(source), "--html", str(target), "--encoding", "utf-8", "-q"])
    assert (made.exit_code, made.output) == (0, "")
    page = show([], page=target)
    assert page.locator(".text").evaluate("e => e.textContent") == block(text)
    assert elements(page) <= elements(show([harmless()]))
