"""E-mail (.eml): the plain text of a message, else its HTML as an article; subject and date.

Attachments are left out, with a warning that names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import MIMEPart

from extractor.errors import Unreadable
from extractor.readers import reader
from extractor.readers.charsets import decoded, known
from extractor.readers.days import day_of
from extractor.readers.formats import HTML
from extractor.readers.found import Text

_SURROGATE = re.compile("[\ud800-\udfff]")
_SOFT_END = re.compile(r"(?<!^--)(?<=[^\n]) \n(?!>|\n|-- )", re.M)


def read(data: bytes, name: str, encoding: str | None) -> Text:
    """The article in a message. `encoding` is for parts that name none. Raises `Unreadable` if none has text."""
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, MIMEPart)
    for form in ("plain", "html"):
        body = message.get_body((form,))
        if body is None:
            continue
        parts = [body, *(_goes_on(message, body) if form == "plain" else ())]
        texts = [_TAKEN[form](part, name, encoding) for part in parts]
        text = "\n\n".join(found.text for found in texts if found.text.strip())
        if text:
            return Text(
                text,
                (*dict.fromkeys(said for found in texts for said in found.warnings), *_left_out(message, parts)),
                title=_sound(message["subject"]) or texts[0].title,
                published=day_of(str(message["date"] or "")),
            )
    raise Unreadable(name, "it is an e-mail without text", "save its attachments, and give them instead")


def _goes_on(message: MIMEPart, body: MIMEPart) -> Iterator[MIMEPart]:
    """Further pieces of the plain text, such as stand behind a picture in it."""
    for part in message.iter_attachments():
        named = part.get_filename() or part.get_content_disposition() == "attachment"
        if part is not body and part.get_content_type() == "text/plain" and not named:
            yield part


def _html(part: MIMEPart, name: str, encoding: str | None) -> Text:
    found: Text = reader(HTML, name).read(_bytes(part), name, known(part.get_content_charset()) or encoding)
    return found


def _plain(part: MIMEPart, name: str, encoding: str | None) -> Text:
    """The text, with its lines joined where the sender only wrapped them (RFC 3676)."""
    data = _bytes(part)
    declared = known(part.get_content_charset()) or encoding
    if not data.strip():
        return Text("")
    found = decoded(data, declared, name)
    text = found.text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        text = _SOFT_END.sub("" if part.get_param("delsp") == "yes" else " ", text)
    return found._replace(text=text)


_TAKEN = {"plain": _plain, "html": _html}


def _bytes(part: MIMEPart) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _left_out(message: MIMEPart, taken: list[MIMEPart]) -> list[str]:
    """A warning about the parts that are neither the text nor another form of it."""
    names = [
        _sound(part.get_filename() or part.get_content_type())
        for part in message.iter_attachments()
        if not any(part is one for one in taken)
    ]
    if not names:
        return []
    return [f"{len(names)} attachment{'s' * (len(names) > 1)} left out: {', '.join(names)}"]


def _sound(header: object) -> str:
    """A header as one line, without the lone surrogates that stand for bytes of no encoding."""
    return _SURROGATE.sub("\ufffd", " ".join(str(header or "").split()))
