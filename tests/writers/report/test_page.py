"""The report in a browser: its tables, links, notes and searches, with and without its script."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from extractor.record import Record, Sentence
from extractor.writers import phrases
from extractor.writers.report.articles import title
from writers.report.conftest import Show

NARROW = {"viewport": {"width": 390, "height": 844}}


def size(sentence: Sentence) -> str:
    return phrases.size(sentence.term, sentence.amount)


def rows(page: Page, table: str) -> list[list[str]]:
    """What the cells of a table show."""
    cells: list[list[str]] = page.evaluate(
        "name => Array.from(document.querySelectorAll(`#${name} tbody tr`), row => Array.from(row.cells, c => c.textContent))",
        table,
    )
    return cells


def count(page: Page, section: str) -> str:
    return page.locator(f"#{section} .count").inner_text()


def search(page: Page, section: str, words: str) -> None:
    page.locator(f"#{section} [name=words]").fill(words)


def order_by(page: Page, section: str, column: str) -> None:
    page.locator(f"#{section} thead").get_by_role("button", name=column).click()


def test_one_article(show: Show, port: Record) -> None:
    page = show([port])
    assert page.title() == port.document.title == page.get_by_role("heading", level=1).inner_text()
    assert page.evaluate("document.querySelector('.text').textContent") == port.document.text
    assert rows(page, "sentences") == [
        [
            "; ".join(s.names) or "nobody named",
            s.kind,
            size(s),
            "; ".join(s.offences),
            s.court.name if s.court else "",
            (s.date.value or "") if s.date else "",
            s.status,
            port.document.title,
        ]
        for s in port.sentences
    ]
    assert count(page, "sentences") == "8 sentences"
    assert rows(page, "people")[0][0] == "Marta Oyelaran"
    expect(page.locator("#sentences .of-articles").first).to_be_hidden()


def test_every_mention_is_marked_and_says_what_it_is(show: Show, port: Record) -> None:
    page = show([port])
    marks = page.locator(".text mark")
    assert marks.count() == sum(len(e.mentions) for e in [*port.people, *port.courts, *port.cases]) + len(
        [*port.dates, *port.sentences]
    )
    term = next(sentence for sentence in port.sentences if sentence.text == "nine-year prison term")
    said = (term.confidence, term.people_confidence, term.offences_confidence)
    note = page.get_by_role("tooltip")
    expect(note).to_be_hidden()
    mark = page.locator("mark", has_text="nine-year prison term")
    mark.hover()
    expect(note).to_be_visible()
    assert note.inner_text().split("\n\n") == [
        "Sentence: imprisonment, 9 years (upheld)",
        "Marta Oyelaran",
        "for bribery, money laundering",
        "Supreme Court of Justice",
        "2024-03-12",
        "Found by: a length in front of “prison term”",
        "Confidence: {:.3g} %, who {:.3g} %, what for {:.3g} %".format(*(100 * (sure or 0) for sure in said)),
    ]
    box, over = note.bounding_box(), mark.bounding_box()
    assert box and over and box["y"] >= over["y"] + over["height"]
    note.hover()
    expect(note).to_be_visible()
    page.locator("h1").hover()
    expect(note).to_be_hidden()


def test_notes_for_the_keyboard(show: Show, port: Record) -> None:
    page = show([port])
    first, second = page.locator(".text mark").nth(0), page.locator(".text mark").nth(1)
    said = first.get_attribute("title")
    first.focus()
    note = page.get_by_role("tooltip")
    expect(note).to_be_visible()
    expect(first).to_have_accessible_description(" ".join((said or "").split("\n")), ignore_case=True)
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    assert first.get_attribute("title") == said
    assert first.get_attribute("aria-describedby") is None
    expect(note).to_contain_text((second.get_attribute("data-note") or "").split("\n")[0])
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(second).to_be_focused()


def test_a_row_leads_to_its_place(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    number, record = next((n, r) for n, r in enumerate(samples, 1) if "fujimori" in (r.document.source or ""))
    sentence = record.sentences[0]
    search(page, "sentences", "Fujimori kidnapping 2023-12-06")
    assert count(page, "sentences").startswith("1 of ")
    assert not page.locator(f"#a{number}").evaluate("e => e.open")
    page.locator("#sentences tbody").get_by_role("link", name=sentence.kind).click()
    mark = page.locator(f"#a{number}-{sentence.start}")
    expect(mark).to_be_focused()
    expect(mark).to_be_in_viewport()
    assert mark.inner_text() == sentence.text
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.go_back()
    page.locator("#sentences tbody").get_by_role("link", name=title(record)).click()
    expect(page.locator(f"#a{number} summary")).to_be_in_viewport()


def test_an_address_opens_its_article(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    start = samples[4].sentences[0].start
    page.goto(f"{page.url}#a5-{start}")
    page.reload()
    expect(page.locator(f"#a5-{start}")).to_be_in_viewport()


def test_filters(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    everything = [s for record in samples for s in record.sentences]
    assert count(page, "sentences") == f"{len(everything)} sentences, rows 1 to 25"
    page.get_by_label("Penalty").select_option("fine")
    fines = [s for s in everything if s.kind == "fine"]
    assert count(page, "sentences") == f"{len(fines)} of {len(everything)} sentences"
    assert [row[2] for row in rows(page, "sentences")] == [size(s) for s in fines]
    page.get_by_label("Status").select_option("imposed")
    assert len(rows(page, "sentences")) == len([s for s in fines if s.status == "imposed"]) < len(fines)
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("#sentences .count")).to_have_text(f"{len(everything)} sentences, rows 1 to 25")
    page.get_by_label("From").fill("2022")
    page.get_by_label("To").fill("2023-01")
    shown = {row[5] for row in rows(page, "sentences")}
    assert shown == {
        s.date.value for s in everything if s.date and s.date.value and "2022" <= s.date.value[:7] <= "2023-01"
    }
    page.get_by_role("button", name="Clear").click()
    expect(page.get_by_label("From")).to_have_value("")
    search(page, "sentences", "no such words")
    assert (count(page, "sentences"), rows(page, "sentences")) == (f"0 of {len(everything)} sentences", [])


@pytest.mark.parametrize("words", ["evora", "ÉVORA", "court evora", '"evora court"', "“Évora Court of Appeal”"])
def test_a_search_minds_no_accents_and_no_case(show: Show, port: Record, words: str) -> None:
    page = show([port])
    search(page, "sentences", words)
    assert [row[4] for row in rows(page, "sentences")] == ["Évora Court of Appeal"]
    search(page, "sentences", '"court evora"')
    assert rows(page, "sentences") == []


def test_sorting(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    page.get_by_label("Rows").first.select_option("100")
    size_head = page.locator("#sentences th", has_text="Size")
    assert size_head.get_attribute("aria-sort") is None
    order_by(page, "sentences", "Size")
    assert size_head.get_attribute("aria-sort") == "ascending"
    sizes = [row[2] for row in rows(page, "sentences")]
    years = [int(found[1]) for text in sizes if (found := re.fullmatch(r"(\d+) years", text))]
    assert years == sorted(years) and len(set(years)) > 5
    assert sizes.index("18 months") < sizes.index("2 years")
    known = [bool(text) for text in sizes]
    assert known == sorted(known, reverse=True) and not all(known)
    order_by(page, "sentences", "Size")
    assert size_head.get_attribute("aria-sort") == "descending"
    turned = [row[2] for row in rows(page, "sentences")]
    assert [bool(text) for text in turned] == known
    order_by(page, "sentences", "Who")
    assert size_head.get_attribute("aria-sort") is None
    names = [row[0] for row in rows(page, "sentences") if row[0] != "nobody named"]
    assert names == page.evaluate("names => names.sort(new Intl.Collator('en').compare)", names)


def test_pages_of_a_table(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    total = sum(len(record.sentences) for record in samples)
    following = page.locator("#sentences").get_by_role("button", name="Next")
    following.click()
    assert count(page, "sentences") == f"{total} sentences, rows 26 to 50"
    following.click()
    following.click()
    assert count(page, "sentences") == f"{total} sentences, rows 76 to {total}"
    expect(following).to_be_disabled()
    order_by(page, "sentences", "Who")
    assert count(page, "sentences") == f"{total} sentences, rows 1 to 25"


def test_people_and_courts_by_count(show: Show, samples: list[Record]) -> None:
    page = show([*samples, samples[0]])
    mentions = [int(row[3]) for row in rows(page, "people")]
    assert mentions == sorted(mentions, reverse=True)
    search(page, "people", "Otávio Brandão Seixas")
    twice = next(p for p in samples[0].people if p.name == "Otávio Brandão Seixas")
    borne = sum(twice.id in s.people for s in samples[0].sentences)
    assert [row[2:] for row in rows(page, "people")] == [["2", str(2 * len(twice.mentions)), str(2 * borne)]]
    people = page.locator("#people tbody tr")
    people.get_by_role("button").last.click()
    assert count(page, "sentences").startswith(f"{2 * borne} of ")
    expect(page.locator("#sentences [name=words]")).to_be_focused()
    people.get_by_role("button").first.click()
    expect(page.locator("#articles .count")).to_have_text("2 of 13 articles")
    search(page, "courts", "Portugal")
    assert {row[1] for row in rows(page, "courts")} == {"Portugal"}


def test_a_name_with_quotes_in_it_is_found(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    search(page, "people", "Boy")
    (row,) = rows(page, "people")
    assert row[0] == 'Ernesto "Boy" Macaraeg'
    page.locator("#people tbody").get_by_role("button").last.click()
    assert count(page, "sentences").startswith(f"{row[4]} of ")
    page.locator("#people tbody").get_by_role("button").first.click()
    expect(page.locator("#articles .count")).to_have_text("1 of 12 articles")


def test_the_time_line_of_one_article_leads_to_the_text(show: Show, port: Record) -> None:
    page = show([port])
    entry = page.locator("#timeline a", has_text="9 years, Marta Oyelaran").last
    entry.focus()
    page.keyboard.press("Enter")
    expect(page.locator("mark:focus")).to_have_text("nine-year prison term")


def test_the_time_line_of_many_filters(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    dated = [s.date.value for record in samples for s in record.sentences if s.date and s.date.value]
    in_2022 = [value for value in dated if value.startswith("2022")]
    bar = page.locator("#timeline a", has_text="2022:")
    expect(bar).to_contain_text(f"2022: {len(in_2022)} sentences")
    bar.focus()
    page.keyboard.press("Enter")
    assert [row[5] for row in rows(page, "sentences")] == in_2022
    assert page.get_by_label("From").input_value() == "2022-01-01"


def test_articles_are_searched_by_their_whole_text(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    search(page, "articles", '"statute of limitations"')
    having = [r for r in samples if "statute of limitations" in (r.document.text or "").lower()]
    expect(page.locator("#articles .count")).to_have_text(f"{len(having)} of {len(samples)} articles")
    search(page, "articles", "nothing holds this")
    expect(page.locator("#articles .count")).to_have_text(f"0 of {len(samples)} articles")
    page.evaluate("location.hash = '#a2'")
    expect(page.locator("#a2")).to_be_in_viewport()


def test_kinds_can_be_left_unmarked(show: Show, port: Record) -> None:
    page = show([port])
    mark = page.locator(".text mark.people").first
    before = mark.evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_role("checkbox", name="people").uncheck()
    assert mark.evaluate("e => getComputedStyle(e).backgroundColor") != before
    assert (
        page.locator(".text mark.courts").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    )


def test_without_its_text_a_record_shows_the_words_of_its_mentions(show: Show, port: Record) -> None:
    without = replace(port, document=replace(port.document, text=None))
    page = show([without])
    assert "extractor run --with-text" in page.locator(".words .hint").inner_text()
    shown = page.locator(".text").inner_text()
    assert "Marta Oyelaran" in shown and "said on" not in shown
    page.locator("#sentences tbody a").first.click()
    expect(page.locator("mark:focus")).to_have_text("nine-year prison term")


def test_without_its_script(show: Show, samples: list[Record], port: Record) -> None:
    page = show([port], java_script_enabled=False)
    expect(page.locator("#sentences")).to_be_hidden()
    assert "Scripts are off" in page.locator("body").inner_text()
    assert page.locator(".text").inner_text() == (port.document.text or "").strip("\n") + "\n"
    expect(page.locator("#timeline svg")).to_be_visible()
    expect(page.locator("mark", has_text="nine-year prison term")).to_have_attribute("title", re.compile("9 years"))
    assert page.locator(".found li").count() >= len(port.sentences)
    page = show(samples, java_script_enabled=False)
    page.locator("#a3 summary").click()
    page.locator("#a3 .found a").first.click()
    expect(page.locator("#a3 mark:focus")).to_be_in_viewport()


@pytest.mark.parametrize("options", [NARROW, {**NARROW, "java_script_enabled": False}], ids=["script", "no script"])
def test_nothing_is_wider_than_a_narrow_screen(show: Show, samples: list[Record], options: dict[str, object]) -> None:
    for some in (samples, samples[:1]):
        page = show(some, **options)
        assert page.locator("html").evaluate("e => e.scrollWidth") <= 390


def test_a_note_stays_on_a_narrow_screen(show: Show, port: Record) -> None:
    page = show([port], **NARROW)
    for mark in page.locator(".text mark").all():
        mark.focus()
        box = page.get_by_role("tooltip").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390


def test_print(show: Show, samples: list[Record]) -> None:
    page = show(samples)
    page.emulate_media(media="print")
    for gone in ("nav", ".filter", ".pager", ".legend"):
        for part in page.locator(gone).all():
            expect(part).to_be_hidden()
    expect(page.locator("#sentences table")).to_be_visible()
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_light_and_dark(show: Show, port: Record) -> None:
    backgrounds = {
        show([port], color_scheme=scheme).evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    }
    assert len(backgrounds) == 2
