"""Text whose encoding its file declares, as pages and messages do, more or less truly."""

from __future__ import annotations

import codecs

from extractor.errors import Unreadable
from extractor.readers.found import Text
from extractor.readers.text import detected

_AS_BROWSERS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""By these names the web means larger encodings, most of them of Windows."""
_MANY_LOST = 0.02
"""Of the bytes: then the declared encoding is a wrong one."""


def known(charset: str | None) -> str | None:
    """Python's name of an encoding as files call it; None for what is no text encoding."""
    try:
        encoding = codecs.lookup(charset or "").name
        b"a".decode(encoding)
    except (LookupError, ValueError):
        return None
    return _AS_BROWSERS.get(encoding, encoding)


def decoded(data: bytes, encoding: str | None, name: str) -> Text:
    """`data` as the text that it is declared to be, else as it shows itself to be.

    What does not fit is shown as U+FFFD, with a warning; where that is much, the encoding is guessed. Valid UTF-8 that
    is declared as Latin 1, or as what it cannot be, is UTF-8: the other way round hardly comes about by chance.
    """
    if encoding is None:
        try:
            return detected(data, name)
        except Unreadable:  # the mark-up around it tells that it is text
            encoding = "utf-8"
    for exact in ("utf-8", encoding) if encoding == "cp1252" else (encoding, "utf-8"):
        try:
            return Text(data.decode(exact))
        except UnicodeDecodeError:
            pass
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost > _MANY_LOST * len(data):
        try:
            guessed = detected(data, name)
        except Unreadable:  # no better known
            pass
        else:
            return guessed._replace(warnings=(*guessed.warnings, f"it says that it is {encoding}, which it is not"))
    return Text(text, (f"{lost} character{'s' * (lost > 1)} not valid {encoding}, shown as \ufffd",))
