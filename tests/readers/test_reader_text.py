"""Bytes to text: encodings, marks, line ends, and what is no text."""

from __future__ import annotations

import gzip
import io
import os
import sys
import tarfile
from pathlib import Path

import pytest

from extractor.errors import Unreadable
from extractor.readers import articles, name_of
from extractor.readers.found import Text
from extractor.readers.text import read as decode

ENGLISH = "A Paris court jailed the former minister for six years on Tuesday. " * 8
WESTERN = "The court’s ruling — “a disgrace”, he said — cost José Muñoz £5,000. Björn Söderström was freed. "
RUSSIAN = "Суд приговорил Алексея Навального к девяти годам лишения свободы. "
CHINESE = "北京市高级人民法院判处他九年有期徒刑。"


@pytest.mark.parametrize(
    "text",
    [
        "A judge.",
        "Two\r\nlines\r\n",
        "old Mac\rline end",
        "no line end",
        "\n\n  indented\t\n\n",
        "José Müller, Søren Łukasz, 王毅, नरेन्द्र, 👩‍⚖️",
        "form feed\fand \x1b[31mcolour\x1b[0m and \x85",
        "\u2028separators\u2029 stay\u00a0too",
        "a mark \ufeff inside",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_text_comes_back_exactly(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    given = encoding if encoding in ("utf-16-le", "utf-16-be") else None
    assert decode(data, "a.txt", given) == Text(text)


@pytest.mark.parametrize("bom", [b"\xff\xfe", b"\xfe\xff"])
def test_either_byte_order(bom: bytes) -> None:
    order = "utf-16-le" if bom == b"\xff\xfe" else "utf-16-be"
    assert decode(bom + "Łódź\r\n".encode(order), "a.txt").text == "Łódź\r\n"


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be", "utf-8"])
def test_a_mark_is_no_text_where_the_encoding_is_given(order: str) -> None:
    assert decode("\ufeffA judge.".encode(order), "a.txt", order).text == "A judge."


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_told_by_its_nuls(order: str) -> None:
    assert decode(WESTERN.encode(order), "a.txt").text == WESTERN


GUESSED = (
    "Western", "one é", "one £", "short", "one quote", "Mac", "Cyrillic", "some Cyrillic", "KOI8", "Chinese",
    "late in the file", "late in one line",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "encoding", "told"),
    [
        (WESTERN * 4, "cp1252", "cp1252"),
        (ENGLISH + "José Muñoz was fined.", "latin-1", "cp1252"),
        ("He was fined £5,000 and jailed.", "latin-1", "cp1252"),
        ("Café owner jailed for two years.", "cp1252", "cp1252"),
        ("The court\u2019s decision.", "cp1252", "cp1252"),
        (ENGLISH + WESTERN, "mac_roman", "mac_roman"),
        (RUSSIAN * 4, "cp1251", "cp1251"),
        (ENGLISH + RUSSIAN, "cp1251", "cp1251"),
        (RUSSIAN * 4, "koi8-r", "koi8_r"),
        (CHINESE * 4, "gbk", "gb18030"),
        (ENGLISH * 600 + WESTERN, "cp1252", "cp1252"),
        ("x" * 500_000 + " " + WESTERN, "cp1252", "cp1252"),
    ],
    ids=GUESSED,
)
def test_other_encodings_are_guessed_and_said(text: str, encoding: str, told: str) -> None:
    found = decode(text.encode(encoding), "a.txt")
    assert found.text == text
    assert len(found.warnings) == 1
    assert told in found.warnings[0]
    assert "--encoding" in found.warnings[0]


def test_the_encoding_given_overrides_detection() -> None:
    assert decode("Łódź".encode("cp1250"), "a.txt", "cp1250") == Text("Łódź")
    assert decode("é".encode(), "a.txt", "latin-1").text == "Ã©"


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("A judge\x00 and a court.\x00 More of the article.", "2 control characters, the first U+0000 at offset 7"),
        ("A judge and a court\x07 of appeal", "1 control character, the first U+0007 at offset 19"),
    ],
)
def test_a_few_controls_stay_in_the_text_with_a_warning(text: str, which: str) -> None:
    found = decode(text.encode(), "a.txt")
    assert found.text == text
    assert len(found.warnings) == 1
    assert which in found.warnings[0]


def _tar() -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(ENGLISH)
        archive.addfile(member, io.BytesIO(ENGLISH.encode()))
    return data.getvalue()


BAD = {
    "empty": (b"", "it is empty; give a file"),
    "white space": (b" \r\n\t\n\xc2\xa0", "only white space; give a file"),
    "only a mark": (b"\xef\xbb\xbf", "only white space"),
    "Word": (b"PK\x03\x04\x14\x00word/document.xml", "office document"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "old office document"),
    "RTF": (rb"{\rtf1\ansi A judge.}", "an RTF document"),
    "gzip": (gzip.compress(ENGLISH.encode()), "compressed with gzip, not plain text; unpack it first: gunzip -c"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG picture"),
    "ELF": (b"\x7fELF\x02\x01\x01\x00", "a program (ELF)"),
    "tar": (_tar(), "a tar archive"),
    "NULs": (b"\x00" * 100, "it is binary"),
    "controls": (bytes(range(32)) * 20, "it is binary"),
    "random": (bytes((i * 197 + i // 7 * 31) % 256 for i in range(4000)), "it is binary"),
    "NUL outside UTF-8": (b"caf\xe9 \x00 and more", "it is binary"),
    "UTF-16 cut": ("A judge.".encode("utf-16")[:-1], "not valid utf-16 (byte 0x2e at offset"),
    "UTF-8 with faults": ("Łódź, Kraków, José".encode() + b" \xff.", "UTF-8 with faults (byte 0xff at offset 24"),
    "no encoding": (
        bytes((i * i * 7 + i // 3) % 251 + 1 for i in range(900)),
        "nor any encoding that can be told; name its encoding",
    ),
}


@pytest.mark.parametrize(("data", "why"), BAD.values(), ids=BAD)
def test_what_is_no_article_is_named_with_a_remedy(data: bytes, why: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data, "dir/a b.txt")
    message = str(caught.value)
    assert message.startswith("dir/a b.txt: it ")
    assert why in message
    assert "; " in message
    assert "\n" not in message


def test_what_does_not_fit_the_encoding_given() -> None:
    with pytest.raises(Unreadable, match=r"a\.txt: it is not valid ascii \(byte 0xc3 at offset 3.*; try without"):
        decode("José".encode(), "a.txt", "ascii")


def test_lone_surrogates_never_get_in() -> None:
    with pytest.raises(Unreadable, match="surrogates"):
        decode(rb"\ud800 judge", "a.txt", "unicode_escape")


@pytest.mark.parametrize(
    ("name", "word"), [("$(reboot).bz2", "bunzip2 -c '$(reboot).bz2' |"), ("<stdin>", "bunzip2 -c - |")]
)
def test_commands_in_remedies_can_be_pasted(name: str, word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(b"BZh91AY&SY", name)
    assert word in str(caught.value)


def test_a_file_is_read_as_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\n")
    assert [found.text for found in articles(str(path))] == ["one\r\ntwo\n"]


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Jos\xc3\xa9\r\n"), encoding="ascii"))
    assert [found.text for found in articles("-")] == ["José\r\n"]


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("A judge.")
    monkeypatch.setattr(sys, "stdin", None)
    for source, why in {
        str(tmp_path / "none.txt"): "there is no such file; check the path",
        "": "there is no such file; check the path",
        str(tmp_path): f"it is a folder; name the files in it, such as {tmp_path}/*.txt",
        str(file / "b.txt"): "it cannot be read (Not a directory)",
        str(tmp_path / ("n" * 300)): "it cannot be read (File name too long)",
        "-": "it is closed; pipe an article in",
    }.items():
        with pytest.raises(Unreadable) as caught:
            next(articles(source))
        assert str(caught.value).startswith(f"{name_of(source)}: {why}")


def test_a_file_that_is_not_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("builtins.open", refuse)  # root may read everything, so chmod would prove nothing
    with pytest.raises(Unreadable, match=r"a\.txt: you may not read it; ask its owner"):
        next(articles("a.txt"))


def test_a_name_that_is_not_utf_8_can_be_shown() -> None:
    assert name_of(os.fsdecode(b"caf\xe9.txt")) == r"caf\xe9.txt"


def test_no_detection_library_for_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)  # importing it fails now
    assert decode("José".encode(), "a.txt").text == "José"
