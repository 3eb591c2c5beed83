"""Plain text: bytes to the text of one article, which is never changed afterwards.

- A byte order mark is not part of the text; everything else is: line ends stay as they are (CRLF counts two).
- UTF-8 first; UTF-16 and UTF-32 by their mark; UTF-16 without one where every other byte is NUL; then a guess
  of charset-normalizer, with a warning that names it.
- A few NULs or other control characters in otherwise valid text stay in it, for the offsets, with a warning.
  More than one character in ten makes the file binary. So does any NUL in what is not even UTF-8.
"""

from __future__ import annotations

import codecs
import re
import shlex

from extractor.errors import Unreadable
from extractor.readers.found import Text
from extractor.readers.signature import kind_of
from extractor.readers.source import STDIN, name_of

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARK = "\ufeff"
GIVE_ONE = "give a file with an article in it"
_MOST_CONTROLS = 0.1
# The escape character is none of them: colour codes do not make a text binary. Nor is U+0085, a line end.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_ASCII = bytes(range(128))
_MOSTLY = 0.4
_SAMPLE = 200_000
_LIKELY = ("cp1252", "mac_roman")


def read(data: bytes, name: str, encoding: str | None = None) -> Text:
    """The text in `data`. `name` is for messages; `encoding` any text encoding that Python knows.

    Raises `Unreadable` if it is empty, blank, binary or undecodable.
    """
    if not data:
        raise Unreadable(name, "it is empty", GIVE_ONE)
    kind = kind_of(data)
    if kind:
        raise Unreadable(name, f"it is {kind.name}, not plain text", kind.remedy.format(in_shell(name)))
    found = _as(data, name, encoding) if encoding else detected(data, name)
    text = found.text.removeprefix(_MARK)
    if not text.strip():
        raise Unreadable(name, "it holds only white space", GIVE_ONE)
    return Text(text, found.warnings + _control_warnings(text, name))


def _as(data: bytes, name: str, encoding: str) -> Text:
    try:
        text = data.decode(encoding)
        text.encode()  # fails for lone surrogates, which JSON cannot hold; unicode_escape makes them
    except UnicodeError as error:
        raise Unreadable(
            name, f"it is not valid {encoding} ({_where(error)})", "try without --encoding, or another"
        ) from None
    return Text(text)


def detected(data: bytes, name: str) -> Text:
    """`data` in the encoding that it shows itself to be in, else the likeliest one. Raises `Unreadable`."""
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    if marked:
        return _as(data, name, marked)
    unmarked = _utf_16_without_mark(data)
    if unmarked:
        return _as(data, name, unmarked)
    try:
        return Text(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _guessed(data, name, error)


def _utf_16_without_mark(data: bytes) -> str | None:
    """The byte order, if most characters are ASCII in UTF-16: every other byte is NUL, the rest are not."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if min(even, odd) or max(even, odd) < _MOSTLY * len(data) / 2:
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _guessed(data: bytes, name: str, error: UnicodeDecodeError) -> Text:
    if 0 in data:
        raise _binary(name)
    if _is_broken_utf_8(data):
        mend = f"drop such bytes (iconv -c -f utf-8 -t utf-8 {in_shell(name)} | extractor), or give --encoding"
        raise Unreadable(name, f"it is UTF-8 with faults ({_where(error)})", mend)
    encoding = _guess(data, error.start)
    try:
        text = data.decode(encoding) if encoding else ""
    except UnicodeDecodeError:
        encoding = None
    if not encoding:
        remedy = "name its encoding, such as --encoding cp1252, if it is text"
        raise Unreadable(name, f"it is not UTF-8 ({_where(error)}) nor any encoding that can be told", remedy)
    return Text(text, (f"not UTF-8; read as {encoding}, which is a guess: give --encoding if it is wrong",))


def _is_broken_utf_8(data: bytes) -> bool:
    """True if most of what lies outside ASCII is valid UTF-8, which hardly comes about by chance."""
    beyond_ascii = len(data.translate(None, _ASCII))
    faulty = len(data) - len(data.decode("utf-8", "ignore").encode())
    return beyond_ascii > 2 * faulty


def _guess(data: bytes, first_fault: int) -> str | None:
    """The likeliest encoding, from a bounded sample that begins in the line of the first faulty byte."""
    from charset_normalizer import from_bytes  # seldom needed

    earliest = max(0, first_fault - _SAMPLE // 2)
    start = max(earliest, data.rfind(b"\n", earliest, first_fault) + 1)
    sample = data[start : start + _SAMPLE]
    if len(sample) == _SAMPLE:
        sample = sample[: sample.rfind(b" ") + 1 or None]  # no character cut in two
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return None
    as_good = [m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    names = {name for match in as_good for name in match.could_be_from_charset}
    return next((likely for likely in _LIKELY if likely in names), best.encoding)


def _control_warnings(text: str, name: str) -> tuple[str, ...]:
    first = _CONTROL.search(text)
    if first is None:
        return ()
    count = sum(1 for _ in _CONTROL.finditer(text))
    if count > _MOST_CONTROLS * len(text):
        raise _binary(name)
    which = f"the first U+{ord(first[0]):04X} at offset {first.start()}"
    return (f"{count} control character{'s' * (count > 1)}, {which}; kept, because offsets count them",)


def _binary(name: str) -> Unreadable:
    return Unreadable(name, "it is binary, not plain text", "give a plain text file, or --encoding if it is one")


def _where(error: UnicodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte 0x{error.object[error.start]:02x} at offset {error.start}: {error.reason}"
    return getattr(error, "reason", None) or str(error)


def in_shell(name: str) -> str:
    """`name` as a word of a command that a user may paste, whatever the file is called."""
    return STDIN if name == name_of(STDIN) else shlex.quote(name)
