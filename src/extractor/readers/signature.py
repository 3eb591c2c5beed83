"""Kinds of file that are no plain text, told by their first bytes, and what to do with each."""

from __future__ import annotations

from typing import NamedTuple


class Kind(NamedTuple):
    """`name` completes "it is …"; `remedy` is a clause without a full stop, `{}` in it the file."""

    name: str
    remedy: str


_AS_TEXT = "save it as plain text first"
_PICTURE = "recognise its text (OCR) first"
_UNPACK = "unpack it first"
OFFICE = Kind("a ZIP archive or an office document other than Word .docx", "unpack it, or save it as plain text first")
_OLD_OFFICE = Kind("an old office document (such as Word .doc)", _AS_TEXT)
_LOCKED_OFFICE = Kind(
    "an office document locked by a password", "take the password off, or save it as plain text first"
)
_LOCKED_MARK = "EncryptedPackage".encode("utf-16-le")

_BY_START: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", OFFICE),
    (b"PK\x05\x06", OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLD_OFFICE),
    (b"{\\rtf", Kind("an RTF document", _AS_TEXT)),
    (b"\x1f\x8b", Kind("compressed with gzip", "unpack it first: gunzip -c {} | extractor")),
    (b"BZh91AY&SY", Kind("compressed with bzip2", "unpack it first: bunzip2 -c {} | extractor")),
    (b"\xfd7zXZ\x00", Kind("compressed with xz", "unpack it first: xz -dc {} | extractor")),
    (b"\x28\xb5\x2f\xfd", Kind("compressed with zstd", "unpack it first: zstd -dc {} | extractor")),
    (b"7z\xbc\xaf\x27\x1c", Kind("a 7-Zip archive", _UNPACK)),
    (b"Rar!\x1a\x07", Kind("a RAR archive", _UNPACK)),
    (b"\x89PNG\r\n\x1a\n", Kind("a PNG picture", _PICTURE)),
    (b"\xff\xd8\xff", Kind("a JPEG picture", _PICTURE)),
    (b"GIF87a", Kind("a GIF picture", _PICTURE)),
    (b"GIF89a", Kind("a GIF picture", _PICTURE)),
    (b"\x7fELF", Kind("a program (ELF)", "give a plain text file")),
    (b"SQLite format 3\x00", Kind("an SQLite database", "export its articles as plain text first")),
)
_TAR_MARK, _TAR_AT = b"ustar", 257
_TAR = Kind("a tar archive", _UNPACK)


def kind_of(data: bytes) -> Kind | None:
    """The kind of file that `data` is for certain; None for text and for what is not known."""
    if data[_TAR_AT : _TAR_AT + len(_TAR_MARK)] == _TAR_MARK:
        return _TAR
    kind = next((kind for start, kind in _BY_START if data.startswith(start)), None)
    return _LOCKED_OFFICE if kind is _OLD_OFFICE and _LOCKED_MARK in data else kind
