"""Word (.docx): the text of a document as one reads it, paragraphs apart by blank lines.

Kept: body, tables (cell by cell), text boxes, content controls, insertions not yet
accepted, footnotes and endnotes (at the end). Dropped: deletions, comments, headers and footers, field codes,
pictures. The parts are read as a stream, and no entity is ever declared or expanded: nothing in a small file can
become large unseen.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import XMLParser

from extractor.errors import Unreadable
from extractor.readers.found import Text
from extractor.readers.limits import MIB, MOST_BYTES, too_large
from extractor.readers.signature import OFFICE
from extractor.readers.text import GIVE_ONE

_BODY = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_PROPERTIES = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_WORD = (
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main}",  # the strict form of the standard
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_UNREAD = {"del", "moveFrom", "pPr", "Fallback"}
"""Deletions, where something was moved from, tab stops, and a second form of what stands before it."""
_PIECE = MIB
_ENCRYPTED = 0x1


def read(data: bytes, name: str, encoding: str | None) -> Text:
    """The article in a document. The encoding is known. Raises `Unreadable`."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {info.filename: info for info in archive.infolist()}
        if _BODY not in parts:
            raise Unreadable(name, f"it is {OFFICE.name}", OFFICE.remedy)
        if parts[_BODY].flag_bits & _ENCRYPTED:
            raise Unreadable(name, "it is locked by a password", "take the password off")
        paragraphs = [p for part in (_BODY, *_NOTES) if part in parts for p in _parsed(archive, part, name).paragraphs]
        title = _parsed(archive, _PROPERTIES, name).title if _PROPERTIES in parts else ""
    if not paragraphs:
        raise Unreadable(name, "it is a Word document without text", GIVE_ONE)
    return Text("\n\n".join(paragraphs), title=" ".join(title.split()) or None)


def _parsed(archive: zipfile.ZipFile, part: str, name: str) -> _Words:
    words = _Words(name)
    parser = XMLParser(target=words)
    size = 0
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > MOST_BYTES:
                raise too_large(name, MOST_BYTES)
            parser.feed(piece)
    parser.close()
    return words


class _Words:
    """Takes the elements of a part in their order, as a target of `XMLParser`."""

    def __init__(self, name: str) -> None:
        self.paragraphs: list[str] = []
        self.title = ""
        self._name = name
        self._open: list[list[str]] = [[]]  # a text box is a paragraph within one
        self._unread = 0
        self._in_text = self._in_title = False

    def doctype(self, *_: str | None) -> None:
        raise Unreadable(self._name, "it declares a document type, which Word never does", "do not trust this file")

    def start(self, tag: str, _: dict[str, str]) -> None:
        kind = _kind(tag)
        self._unread += kind in _UNREAD
        self._in_title = tag == _TITLE
        self._in_text = kind == "t"
        if kind == "p":
            self._open.append([])
        elif kind in _SIGNS and not self._unread:
            self._open[-1].append(_SIGNS[kind])

    def data(self, text: str) -> None:
        if self._in_title:
            self.title += text
        elif self._in_text and not self._unread:
            self._open[-1].append(text)

    def end(self, tag: str) -> None:
        kind = _kind(tag)
        self._unread -= kind in _UNREAD
        self._in_text = self._in_title = False
        if kind == "p":
            text = "".join(self._open.pop()).strip()
            self.paragraphs += [text] if text else []

    def close(self) -> None:
        pass


def _kind(tag: str) -> str:
    """The local name of an element of Word's, or of any other's that matters here."""
    space, _, local = tag.rpartition("}")
    return local if f"{space}}}" in _WORD or local == "Fallback" else ""
