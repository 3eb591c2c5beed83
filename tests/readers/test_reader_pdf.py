"""PDF: from drawn pages to the text of an article."""

from __future__ import annotations

from textwrap import wrap

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractor.errors import Unreadable
from extractor.readers.pdf import read
from readers.made import FIRST, SECOND, TEXT, TITLE, Draw, all_of, lines, pdf

LONG = f"{FIRST} {SECOND} The prosecutor had asked for a nine-year term and said that she would appeal."


def paragraph(*texts: str, width: int = 40) -> list[str]:
    """Lines of paragraphs with a gap behind each."""
    return [line for text in texts for line in (*wrap(text, width), "")]


def picture(canvas: Canvas) -> None:
    from PIL import Image

    canvas.drawImage(ImageReader(Image.new("L", (30, 30), 128)), 100, 400, 200, 200)


def nothing(canvas: Canvas) -> None:
    canvas.setFont("Times-Roman", 11)


def test_paragraphs_of_one_column() -> None:
    found = read(pdf(lines(paragraph(TITLE, FIRST, SECOND)), title=TITLE), "a.pdf", None)
    assert found == (TEXT, (), TITLE, None, None, (0,))


def test_two_columns_below_a_headline() -> None:
    words = wrap(LONG, 40)
    half = (len(words) + 1) // 2
    left, right = lines(words[:half], 60, 600), lines(words[half:], 320, 600)
    headline = lines([TITLE], 150, 650, 22)
    for drawn in ((headline, left, right), (right, left, headline)):
        assert read(pdf(all_of(*drawn)), "a.pdf", None).text == f"{TITLE}\n\n{LONG}"


def rows_across(left: list[str], right: list[str]) -> Draw:
    """Both columns line by line, as some programs write them."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for number, (one, other) in enumerate(zip(left, right, strict=False)):
            canvas.drawString(60, 600 - 14 * number, one)
            canvas.drawString(320, 600 - 14 * number, other)

    return draw


def test_columns_drawn_across() -> None:
    words = wrap(LONG, 40)
    half = len(words) // 2
    found = read(pdf(rows_across(words[:half], words[half : 2 * half])), "a.pdf", None)
    assert found.text == " ".join(words[: 2 * half])


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_page_that_is_shown_turned(rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        width, height = canvas._pagesize
        canvas.rotate(rotation)
        canvas.translate(*{90: (0, -height), 180: (-width, -height), 270: (-width, 0)}[rotation])
        lines(["7"], 60, height - 20)(canvas)  # a page number at the upper edge as it is shown
        lines(paragraph(FIRST, SECOND), 60, 400)(canvas)

    assert read(pdf(draw, rotation=rotation), "a.pdf", None).text == f"{FIRST}\n\n{SECOND}"


def with_ligatures(content: str) -> bytes:
    """A PDF by hand, in whose font the bytes 1 and 2 are ligatures. It has no table of contents: pdfium makes one."""
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding/Differences[1/fi/fl]>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
    )
    body = "\n".join(f"{n} 0 obj\n{inner}\nendobj" for n, inner in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF".encode("latin-1")


def test_hyphens_and_ligatures() -> None:
    content = r"BT /F 11 Tf 14 TL 60 700 Td (The court sen-) Tj T* (tenced the of\001cial to a nine-) Tj T* (year term for \002eeing.) Tj ET"
    text = read(with_ligatures(content), "a.pdf", None).text
    assert text == "The court sentenced the official to a nine-year term for fleeing."


def test_running_heads_are_dropped_and_pages_kept() -> None:
    def page(number: int, *texts: str) -> Draw:
        return all_of(
            lines(["The Quay — 15 March 2024"], 60, 810, 9),
            lines(paragraph(*texts)),
            lines([f"Page {number} of 3"], 280, 25, 9),
        )

    cut = LONG.index("presiding")
    found = read(pdf(page(1, TITLE, LONG[:cut]), page(2, LONG[cut:]), page(3, SECOND)), "a.pdf", None)
    assert found.text == f"{TITLE}\n\n{LONG}\n\n{SECOND}"
    assert [found.text[start:][:8] for start in found.pages] == [TITLE[:8], "presidin", SECOND[:8]]


@pytest.mark.parametrize("title", ["", "untitled", "Microsoft Word - draft 3.docx", "story_final.indd"])
def test_a_title_that_says_nothing(title: str) -> None:
    assert read(pdf(lines([FIRST[:60]]), title=title), "a.pdf", None).title is None


def test_a_scan_is_refused_and_a_page_of_one_is_said() -> None:
    with pytest.raises(Unreadable, match="its 2 pages hold no text, perhaps because it is a scan; recognise its text"):
        read(pdf(picture, picture), "a.pdf", None)
    with pytest.raises(Unreadable, match="its only page holds no text"):
        read(pdf(nothing), "a.pdf", None)
    found = read(pdf(picture, lines(paragraph(FIRST)), picture), "a.pdf", None)
    assert found.text == FIRST
    assert found.pages == (0, 0, len(FIRST))
    assert found.warnings == ("no text on 2 of 3 pages (1, 3): empty, damaged, or pictures of text",)


def test_one_damaged_page_among_others() -> None:
    data = pdf(lines([FIRST[:50]]), lines([SECOND[:50]]))
    second = data.rindex(b"/Type /Page\n")
    found = read(data[:second] + b"/Type /Pane\n" + data[second + 12 :], "a.pdf", None)
    assert found.text == FIRST[:50]
    assert found.warnings == ("no text on 1 of 2 pages (2): empty, damaged, or pictures of text",)


def test_a_locked_document() -> None:
    with pytest.raises(Unreadable, match=r"a\.pdf: it is locked by a password; take it off: qpdf"):
        read(pdf(lines([FIRST]), password="secret"), "a.pdf", None)


@pytest.mark.parametrize(
    ("limit", "value", "why"),
    [
        ("MOST_PAGES", 2, "it has 3 pages, more than 2; split it"),
        ("MOST_LETTERS", 150, "it holds more than 150 letters by page 2; split it"),
        ("MOST_SECONDS", -1.0, "its first 0 pages took -1 seconds; split it"),
    ],
)
def test_limits(limit: str, value: float, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"extractor.readers.pdf.{limit}", value)
    with pytest.raises(Unreadable) as caught:
        read(pdf(*[lines(paragraph(FIRST))] * 3), "a.pdf", None)
    assert why in str(caught.value)


# Stamps, margins, fonts


def turned(texts: list[str], degrees: int, x: float, y: float) -> Draw:
    """Lines that are written upwards, downwards or aslant."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(x, y)
        canvas.rotate(degrees)
        lines(texts, 0, 0)(canvas)
        canvas.restoreState()

    return draw


@pytest.mark.parametrize("degrees", [90, 270, 45])
def test_a_stamp_across_the_text_is_left_out(degrees: int) -> None:
    found = read(pdf(all_of(turned(["COPY 2024"], degrees, 150, 600), lines(paragraph(LONG)))), "a.pdf", None)
    assert (found.text, found.warnings) == (LONG, ())


def test_much_that_is_left_out_is_told() -> None:
    page = all_of(turned([SECOND], 90, 40, 100), lines(paragraph(FIRST)))
    found = read(pdf(page), "a.pdf", None)
    assert found.text == FIRST
    assert found.warnings == (
        f"{len(SECOND)} characters left out that are turned against the rest of their page, as notes in a margin are",
    )


@pytest.mark.parametrize(("degrees", "x", "y"), [(90, 100, 100), (180, 500, 300), (270, 300, 700)])
def test_text_that_lies_on_its_side(degrees: int, x: float, y: float) -> None:
    assert read(pdf(turned(paragraph(FIRST, SECOND), degrees, x, y)), "a.pdf", None).text == f"{FIRST}\n\n{SECOND}"


def numbered(first: int, last: int, x: float = 40, leading: float = 16) -> Draw:
    return lines([str(n) for n in range(first, last + 1)], x, 700, leading=leading)


@pytest.mark.parametrize("leading", [14, 17])
def test_numbers_of_lines_in_the_margin(leading: float) -> None:
    text = f"{LONG} {SECOND} {FIRST}"
    found = read(pdf(all_of(numbered(1, 25, leading=leading), lines(wrap(text, 40), 80))), "a.pdf", None)
    assert found.text == text


@pytest.mark.parametrize(
    "numbers",
    [
        pytest.param(numbered(1, 8), id="too few of them"),
        pytest.param(
            lines(["7", "12", "3", "40", "5", "9", "11", "60", "2", "8", "1"], 40, 700), id="they do not count up"
        ),
        pytest.param(numbered(1, 20, 330), id="they stand at the right"),
    ],
)
def test_other_numbers_stay(numbers: Draw) -> None:
    text = read(pdf(all_of(numbers, lines(wrap(LONG, 40), 80))), "a.pdf", None).text
    assert {"7", "8"} <= set(text.split())


def test_a_scan_with_a_stamp_on_it() -> None:
    from PIL import Image

    def scan(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (30, 30), 200)), 0, 0, *canvas._pagesize)

    stamp = lines(["Case 2:24-cr-00017 Document 12 Filed 03/15/24"], 60, 500)
    found = read(pdf(all_of(scan, stamp), lines(paragraph(LONG))), "a.pdf", None)
    assert found.warnings == ("hardly any text but a picture on 1 of 2 pages (1); recognise its text (OCR)",)


def test_letters_that_a_font_hides() -> None:
    data = with_ligatures(r"BT /F 11 Tf 60 700 Td (She was \001ned 5,000 euros.) Tj ET").replace(b"/fi/fl", b"/g37/g38")
    found = read(data, "a.pdf", None)
    assert found.text == "She was \ufffdned 5,000 euros."
    assert found.warnings == ("1 of 25 characters are in fonts that hide their letters; read it by OCR instead",)
