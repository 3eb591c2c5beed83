"""PDF: the text of its pages in reading order, by pdfium; where on the page what stands is told by `layout`.

Words broken at line ends and paragraphs broken at page ends are whole again, ligatures are letters, running heads and
page numbers are dropped, and a blank line ends each paragraph. When a file was made says nothing about when the article
came out, so its date is not taken.
"""

from __future__ import annotations

import ctypes
import re
import time
from collections.abc import Iterator

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
_UNMAPPED = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff\uffff]")
_MANY_UNMAPPED = 0.05


def read(data: bytes, name: str, encoding: str | None) -> Text:
    """The article in a document. Its encodings are its own. Raises `Unreadable`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(name, str(error)) from None
    try:
        pages, heights = _pages(document, name)
        title = " ".join(document.get_metadata_value("Title").split())
    finally:
        document.close()
    if not any(pages):
        which = "its only page holds" if len(pages) == 1 else f"its {len(pages)} pages hold"
        raise Unreadable(name, f"{which} no text, perhaps because it is a scan", "recognise its text (OCR) first")
    words = words_of(line for page in pages for line in page)
    ordered = [in_reading_order(page) for page in without_running_heads(pages, heights)]
    text, starts = spread([paragraphs(page, words) for page in ordered], words)
    if not text:  # nothing but running heads: then they are the text
        text, starts = spread([paragraphs(in_reading_order(page), words) for page in pages], words)
    told = title if title and not _NO_TITLE.match(title) else None
    return Text(text, tuple(_warnings(text, pages)), told, pages=starts)


def _unopened(name: str, why: str) -> Unreadable:
    if "password" in why.lower():
        return Unreadable(name, "it is locked by a password", "take it off: qpdf --password=… --decrypt IN OUT")
    return Unreadable(name, "it is a PDF document that is damaged", "repair it (qpdf IN OUT), or fetch it again")


def _pages(document: pypdfium2.PdfDocument, name: str) -> tuple[list[Page], list[float]]:
    """The lines of each page, upright, and the heights of the pages."""
    count = len(document)
    if count > MOST_PAGES:
        raise Unreadable(name, f"it has {count} pages, more than {MOST_PAGES}", "split it (qpdf --split-pages=1000)")
    pages: list[Page] = []
    heights: list[float] = []
    letters = 0
    end = time.monotonic() + MOST_SECONDS
    for number in range(count):
        if time.monotonic() > end:
            raise Unreadable(name, f"its first {number} pages took {MOST_SECONDS:.0f} seconds", "split it")
        try:
            page = document[number]
            text = page.get_textpage()
        except pypdfium2.PdfiumError:  # it is damaged, and told with those that have no text
            pages.append([])
            heights.append(0.0)
            continue
        letters += text.count_chars()
        if letters > MOST_LETTERS:
            raise Unreadable(name, f"it holds more than {MOST_LETTERS} letters by page {number + 1}", "split it")
        pages.append(list(_lines(text, page.get_rotation(), page.get_size())))
        heights.append(page.get_height())
        text.close()
        page.close()
    return pages, heights


def _lines(page: pypdfium2.PdfTextPage, rotation: int, size: tuple[float, float]) -> Iterator[Line]:
    """The runs of characters in the order in which they are drawn."""
    box = raw.FS_RECTF()
    letters: list[str] = []
    line: Line | None = None
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in (0x20, 0xA0):
            letters.append(" ")
            continue
        if code in (0x0D, 0x0A) or not raw.FPDFText_GetLooseCharBox(page, index, ctypes.byref(box)):
            continue
        letter = "-" if code in _HYPHENS else chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        placed = _upright(letter, box, rotation, size)
        if line is None or _apart(line, placed):
            if line:
                yield from _closed(line, letters)
            line, letters = placed, []
        else:
            line = Line("", line.left, min(line.bottom, placed.bottom), placed.right, max(line.top, placed.top))
        letters.append(letter)
    if line:
        yield from _closed(line, letters)


def _closed(line: Line, letters: list[str]) -> Iterator[Line]:
    text = _BLANKS.sub(" ", "".join(letters).translate(_LIGATURES)).strip()
    if text and line.height > 0:
        yield line._replace(text=text)


def _apart(line: Line, letter: Line) -> bool:
    """True if `letter` is on another line, or too far to the right on this one to belong to it."""
    common = min(line.top, letter.top) - max(line.bottom, letter.bottom)
    gap = letter.left - line.right
    return common < 0.3 * min(line.height, letter.height) or not -2 * line.height < gap < _GAP * line.height


def _upright(text: str, box: raw.FS_RECTF, rotation: int, size: tuple[float, float]) -> Line:
    """The place of a character on the page as it is shown, turned by `rotation` degrees, and then of that `size`."""
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    width, height = size
    if rotation == 90:
        return Line(text, bottom, height - right, top, height - left)
    if rotation == 180:
        return Line(text, width - right, height - top, width - left, height - bottom)
    if rotation == 270:
        return Line(text, width - top, left, width - bottom, right)
    return Line(text, left, bottom, right, top)


def _warnings(text: str, pages: list[Page]) -> Iterator[str]:
    bare = [str(number) for number, page in enumerate(pages, 1) if not page]
    if bare:
        named = ", ".join(bare[:10]) + (", …" if len(bare) > 10 else "")
        yield f"no text on {len(bare)} of {len(pages)} pages ({named}): empty, damaged, or pictures of text"
    unmapped = len(_UNMAPPED.findall(text))
    if unmapped > _MANY_UNMAPPED * len(text):
        yield f"{unmapped} of {len(text)} characters are in fonts that hide their letters; read it by OCR instead"
