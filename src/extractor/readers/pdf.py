"""PDF: the text of its pages in reading order, by pdfium; where on the page what stands is told by `layout`.

Words broken at line ends and paragraphs broken at page ends are whole again, ligatures are letters, and a blank line
ends each paragraph. Dropped are running heads, the numbers of pages and of lines, and what is turned against the rest
of its page, as stamps in the margin are. When a file was made says nothing about when the article came out, so its
date is not taken.
"""

from __future__ import annotations

import ctypes
import math
import re
import time
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from extractor.errors import Unreadable
from extractor.readers.found import Text
from extractor.readers.layout import (
    Line,
    Page,
    in_reading_order,
    paragraphs,
    spread,
    without_line_numbers,
    without_running_heads,
    words_of,
)
from extractor.readers.limits import MOST_LETTERS, MOST_PAGES, MOST_SECONDS

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_HYPHENS = (0x02, 0xFFFE, 0xAD)
"""What pdfium makes of a hyphen at a line end, and the soft hyphen."""
_GAP = 1.0
"""Between columns, in heights of the line; blanks within one are narrower."""
_BLANKS = re.compile(r"\s+")
_NO_TITLE = re.compile(r"untitled|\(?anonymous|microsoft word|.*\.(?:docx?|pdf|indd|qxp|rtf|odt)$", re.I)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff\uffff]")
_MANY_UNMAPPED = 0.002
"""Of a text's letters. Where only the ligatures have none, "fines" are lost with them."""
_MUCH_ASIDE = 0.05
_HALF_RIGHT = 45
"""Degrees, the steps in which is told how text is turned."""
_STAMP = 150
"""Letters that may have been put on a picture of a page."""


def read(data: bytes, name: str, encoding: str | None) -> Text:
    """The article in a document. Its encodings are its own. Raises `Unreadable`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(name, str(error)) from None
    try:
        sheets = _sheets(document, name)
        title = " ".join(_CONTROL.sub(" ", document.get_metadata_value("Title")).split())
    finally:
        document.close()
    pages = [sheet.lines for sheet in sheets]
    if not any(pages):
        which = "its only page holds" if len(pages) == 1 else f"its {len(pages)} pages hold"
        raise Unreadable(name, f"{which} no text, perhaps because it is a scan", "recognise its text (OCR) first")
    words = words_of(line for page in pages for line in page)
    bare = [without_line_numbers(page) for page in without_running_heads(pages, [s.height for s in sheets])]
    text, starts = spread([paragraphs(in_reading_order(page), words) for page in bare], words)
    if not text:  # nothing but running heads: then they are the text
        text, starts = spread([paragraphs(in_reading_order(page), words) for page in pages], words)
    told = title if title and not _NO_TITLE.match(title) else None
    return Text(text, tuple(_warnings(text, sheets)), told, pages=starts)


def _unopened(name: str, why: str) -> Unreadable:
    if "password" in why.lower():
        return Unreadable(name, "it is locked by a password", "take it off: qpdf --password=… --decrypt IN OUT")
    return Unreadable(name, "it is a PDF document that is damaged", "repair it (qpdf IN OUT), or fetch it again")


class _Sheet(NamedTuple):
    """A page as it is read, upright."""

    lines: Page
    height: float = 0.0
    aside: int = 0
    """Characters that were left out because they are turned against the rest."""
    pictured: bool = False
    """It is a picture, with hardly more text on it than the stamp of a registry."""


def _sheets(document: pypdfium2.PdfDocument, name: str) -> list[_Sheet]:
    count = len(document)
    if count > MOST_PAGES:
        raise Unreadable(name, f"it has {count} pages, more than {MOST_PAGES}", "split it (qpdf --split-pages=1000)")
    sheets: list[_Sheet] = []
    letters = 0
    end = time.monotonic() + MOST_SECONDS
    for number in range(count):
        if time.monotonic() > end:
            raise Unreadable(name, f"its first {number} pages took {MOST_SECONDS:.0f} seconds", "split it")
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:  # it is damaged, and told with those that have no text
            sheets.append(_Sheet([]))
            continue
        letters += text.count_chars()
        if letters > MOST_LETTERS:
            raise Unreadable(name, f"it holds more than {MOST_LETTERS} letters by page {number + 1}", "split it")
        sheets.append(_sheet(page, text))
        text.close()
        page.close()
    return sheets


def _sheet(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage) -> _Sheet:
    turns = Counter(every := _turns(text))
    turn = turns.most_common(1)[0][0] if turns else 0
    width, height = page.get_size() if (page.get_rotation() + turn) % 180 == 0 else page.get_size()[::-1]
    lines = list(_lines(text, every, turn, (width, height)))
    stamped = 0 < sum(len(line.text) for line in lines) <= _STAMP
    pictured = stamped and sum(map(_area, page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))) > width * height / 2
    return _Sheet(lines, height, len(every) - turns[turn], pictured)


def _area(picture: pypdfium2.PdfObject) -> float:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    raw.FPDFPageObj_GetBounds(picture, *map(ctypes.byref, (left, bottom, right, top)))
    return (right.value - left.value) * (top.value - bottom.value)


def _turns(page: pypdfium2.PdfTextPage) -> list[int]:
    """By how many degrees, clockwise, a page must be turned for each character on it to stand upright."""
    angles = [raw.FPDFText_GetCharAngle(page, index) for index in range(page.count_chars())]
    turns = {angle: -round(math.degrees(max(0.0, angle)) / _HALF_RIGHT) * _HALF_RIGHT % 360 for angle in set(angles)}
    return [turns[angle] for angle in angles]  # they are clockwise, too; -1 where one is not known


def _lines(page: pypdfium2.PdfTextPage, turns: list[int], turn: int, size: tuple[float, float]) -> Iterator[Line]:
    """The runs of characters whose turn is that of the page, in the order in which they are drawn."""
    box = raw.FS_RECTF()
    letters: list[str] = []
    line: Line | None = None
    for index, own in enumerate(turns):
        if own != turn:
            continue
        code = raw.FPDFText_GetUnicode(page, index)
        if code in (0x20, 0xA0):
            letters.append(" ")
            continue
        if code in (0x0D, 0x0A) or not raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
            continue
        placed = _upright(_letter(code), box, turn, size)
        if line is None or _apart(line, placed):
            if line:
                yield from _closed(line, letters)
            line, letters = placed, []
        else:
            line = Line("", line.left, min(line.bottom, placed.bottom), placed.right, max(line.top, placed.top))
        letters.append(placed.text)
    if line:
        yield from _closed(line, letters)


def _letter(code: int) -> str:
    """What pdfium says that a character is; U+FFFD where its font hides that."""
    if code in _HYPHENS:
        return "-"
    known = 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000
    return chr(code) if known else "\ufffd"


def _closed(line: Line, letters: list[str]) -> Iterator[Line]:
    text = _BLANKS.sub(" ", "".join(letters).translate(_LIGATURES)).strip()
    if text and line.height > 0:
        yield line._replace(text=text)


def _apart(line: Line, letter: Line) -> bool:
    """True if `letter` is on another line, or too far to the right on this one to belong to it."""
    common = min(line.top, letter.top) - max(line.bottom, letter.bottom)
    gap = letter.left - line.right
    return common < 0.3 * min(line.height, letter.height) or not -2 * line.height < gap < _GAP * line.height


def _upright(text: str, box: raw.FS_RECTF, turn: int, size: tuple[float, float]) -> Line:
    """The place of a character on the page when it is turned by so many degrees, and then of that `size`."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    width, height = size
    if turn == 90:
        return Line(text, bottom, height - right, top, height - left)
    if turn == 180:
        return Line(text, width - right, height - top, width - left, height - bottom)
    if turn == 270:
        return Line(text, width - top, left, width - bottom, right)
    return Line(text, left, bottom, right, top)


def _warnings(text: str, sheets: list[_Sheet]) -> Iterator[str]:
    bare = [number for number, sheet in enumerate(sheets, 1) if not sheet.lines]
    if bare:
        yield f"no text on {_listed(bare, sheets)}: empty, damaged, or pictures of text"
    pictured = [number for number, sheet in enumerate(sheets, 1) if sheet.pictured]
    if pictured:
        yield f"hardly any text but a picture on {_listed(pictured, sheets)}; recognise its text (OCR)"
    aside = sum(sheet.aside for sheet in sheets)
    if aside > _MUCH_ASIDE * len(text):
        yield f"{aside} characters left out that are turned against the rest of their page, as notes in a margin are"
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MANY_UNMAPPED * len(text):
        yield f"{unmapped} of {len(text)} characters are in fonts that hide their letters; read it by OCR instead"


def _listed(numbers: list[int], sheets: list[_Sheet]) -> str:
    named = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")
    return f"{len(numbers)} of {len(sheets)} pages ({named})"
