"""Text whose encoding its file declares, as pages and messages do, more or less truly."""

from __future__ import annotations

import codecs

from extractor.errors import Unreadable
from extractor.readers.found import Text
from extractor.readers.text import detected

_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What the web calls Latin 1 or ASCII is the Windows code page."""


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

    What does not fit is shown as U+FFFD, with a warning. Valid UTF-8 that is declared as Latin 1 is UTF-8: the other
    way round hardly comes about by chance.
    """
    if encoding is None:
        try:
            return detected(data, name)
        except Unreadable:  # the mark-up around it tells that it is text
            encoding = "utf-8"
    for exact in ("utf-8", encoding) if encoding == "cp1252" else (encoding,):
        try:
            return Text(data.decode(exact))
        except UnicodeDecodeError:
            pass
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    return Text(text, (f"{lost} character{'s' * (lost > 1)} not valid {encoding}, shown as \ufffd",))
