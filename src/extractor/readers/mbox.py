"""Mailboxes (mbox): each message as an article, named after its place, from 1."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from extractor.errors import Unreadable
from extractor.readers import mail
from extractor.readers.formats import ENVELOPE
from extractor.readers.found import Text
from extractor.readers.limits import MOST_BYTES, too_large

_QUOTED = re.compile(rb"^>(>*From )", re.M)
"""A line of a message that began like an envelope, as programs write it."""


def read(stream: io.BufferedReader, name: str, encoding: str | None) -> Iterator[tuple[Text, str] | Unreadable]:
    """The messages. One that cannot be read is given as `Unreadable`, and the next follows."""
    for number, message in enumerate(_messages(stream), 1):
        where = f"{name}#{number}"
        try:
            if len(message) > MOST_BYTES:
                raise too_large(where, MOST_BYTES)
            yield mail.read(_QUOTED.sub(rb"\1", message), where, encoding), where
        except Unreadable as error:
            yield error


def _messages(stream: io.BufferedReader) -> Iterator[bytes]:
    """The bytes of each; of one that is too long at least as many as tell that. An envelope is behind a blank line."""
    message = bytearray()
    blank = True
    while line := stream.readline(MOST_BYTES):
        if blank and ENVELOPE.fullmatch(line):
            if message.strip():
                yield bytes(message)
            message.clear()
        elif len(message) <= MOST_BYTES:
            message += line
        blank = not line.strip()
    if message.strip():
        yield bytes(message)
