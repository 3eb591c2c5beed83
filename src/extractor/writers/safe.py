"""Text from an article, made harmless for the medium that shows it."""

from __future__ import annotations

import re

_DIRECTION = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Characters that override the direction of writing: with them a line can show other words than it holds."""
_SHOWN: dict[int, int | str] = {
    **{code: 0x2400 + code for code in range(32)},
    0x7F: "␡",
    **{code: f"\\x{code:02x}" for code in range(0x80, 0xA0)},
    **{code: f"\\u{code:04x}" for code in _DIRECTION},
}
_SHOWN_IN_CELL = {code: sign for code, sign in _SHOWN.items() if chr(code) not in "\t\n"}
_FORMULA = "=+-@＝＋－＠"
_FORMULA_BEHIND = re.compile(rf"([;\t\n][\s\"']*)(?=[{re.escape(_FORMULA)}])")
_BESIDE_JSON = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    r"""`text` with every control character as a visible sign, for a terminal: ESC as ␛, U+009B as \x9b.

    >>> visible("\x1b[2J")
    '␛[2J'
    """
    return text if text.isprintable() else _encodable(text).translate(_SHOWN)


def block(text: str) -> str:
    """The same as `visible`, but line ends stay (as LF), and tabs."""
    return text if text.isprintable() else _encodable(text).replace("\r\n", "\n").translate(_SHOWN_IN_CELL)


def one_line(text: str) -> str:
    """The same, with each run of white space as one space."""
    return visible(" ".join(text.split()))


def short(text: str, most: int) -> str:
    """The same as `one_line`, in `most` characters: of a longer text the end is left out.

    >>> short("a very long name", 12)
    'a very long…'
    """
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def cell(text: str) -> str:
    r"""`text` as a cell that no spreadsheet takes for a formula; controls but line ends and tabs are shown.

    A spreadsheet may also be told, or think, that cells end at each ";" or tab, so what follows those counts too.

    >>> cell("=1+1"), cell("\tx"), cell("a;=1+1"), cell("Jean Dupont")
    ("'=1+1", "'\tx", "a;'=1+1", 'Jean Dupont')
    """
    shown = _encodable(text).replace("\r\n", "\n").translate(_SHOWN_IN_CELL)
    risky = shown.lstrip().startswith(tuple(_FORMULA)) or shown.startswith(("\t", "\n"))
    return "'" * risky + _FORMULA_BEHIND.sub(r"\1'", shown)


def json_text(encoded: bytes) -> str:
    r"""Encoded JSON with the control characters that JSON leaves alone as \uXXXX, which means the same."""
    return _BESIDE_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded.decode())


def _encodable(text: str) -> str:
    """`text` without lone surrogates, which no output can hold."""
    return text.encode("utf-8", "backslashreplace").decode()
