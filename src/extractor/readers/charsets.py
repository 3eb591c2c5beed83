"""Text whose encoding its file declares, as pages and messages do, more or less truly."""

from __future__ import annotations

import codecs

from extractor.readers.found import Text

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


def decoded(data: bytes, encoding: str) -> Text:
    """`data` as the text that it is declared to be; what does not fit is shown as U+FFFD, with a warning.

    Valid UTF-8 that is declared as Latin 1 is UTF-8: the other way round hardly comes about by chance.
    """
    if encoding == "cp1252":
        try:
            return Text(data.decode("utf-8"))
        except UnicodeDecodeError:
            pass
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd")
    if lost and not _is_valid(data, encoding):
        return Text(text, (f"{lost} character{'s' * (lost > 1)} not valid {encoding}, shown as \ufffd",))
    return Text(text)


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
