"""Readers: what a file or a pipe holds, as articles.

`articles` is the way in. A format is a row in `formats` and a module named after it with a function `read`:

- a document is one article: `read(data: bytes, name, encoding) -> Text`;
- a collection holds many: `read(stream, name, encoding) -> Iterator[tuple[Text, str] | Unreadable]`, each with a
  name of its own; what cannot be read of it is given as a value, and the rest goes on.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from extractor.errors import Unreadable
from extractor.readers.formats import GZIP, HEAD, TEXT, Format, format_of
from extractor.readers.found import Text
from extractor.readers.limits import read_all
from extractor.readers.source import name_of, opened, peeked
from extractor.readers.text import GIVE_ONE, in_shell

if TYPE_CHECKING:
    from extractor.article import Article

__all__ = ["article_of", "articles", "articles_in", "name_of", "reader"]


def articles(source: str, *, encoding: str | None = None, given: date | None = None) -> Iterator[Article | Unreadable]:
    """The articles in `source`: a path, or `-` for standard input. One for a document, many for a collection.

    `encoding` overrides what would be detected; `given` is the day of publication, and comes before all others.
    An `Unreadable` that is yielded is one article that cannot be read among others that can. One that is raised
    is the end of the whole file. Both name the source, what is wrong and the remedy in one line.
    """
    with opened(source) as stream:
        yield from articles_in(stream, name_of(source), encoding=encoding, given=given)


def articles_in(
    stream: io.BufferedIOBase, name: str, *, encoding: str | None = None, given: date | None = None
) -> Iterator[Article | Unreadable]:
    """As `articles`, of bytes that are open already; `name` is what records and messages call them."""
    format, whole = _told(stream, name)
    packed = format is GZIP
    if packed:
        format, whole = _unpacked(whole, name)
    for found in _read(format, whole, name, encoding, endless=not packed):
        yield found if isinstance(found, Unreadable) else _article(*found, given, format)


def article_of(fields: Mapping[str, Any], name: str) -> Article:
    """The article that fields make up, such as a row of a table; their names are those of JSON Lines.

    `name` is what the record calls it. Raises `Unreadable` if no field has a text.
    """
    from extractor.readers.jsonl import found_in

    found, _ = found_in(fields, name, name, ())
    return _article(found, name, None, TEXT)


def reader(format: Format, name: str) -> ModuleType:
    """The module that reads `format`. Raises `Unreadable` with the command that installs its library."""
    try:
        return import_module(f"extractor.readers.{format.name}")
    except ImportError as error:
        if not format.extra or (error.name or "").startswith("extractor"):
            raise
        remedy = f"install it: pip install 'extractor[{format.extra}]'"
        raise Unreadable(name, f"it is {format.noun}, and the library that reads those is missing", remedy) from None


def _told(stream: io.BufferedIOBase, name: str) -> tuple[Format, io.BufferedIOBase]:
    head, whole = peeked(stream, HEAD)
    return format_of(head, name), whole


def _unpacked(stream: io.BufferedIOBase, name: str) -> tuple[Format, io.BufferedIOBase]:
    with _damage_told(name, GZIP):
        format, whole = _told(gzip.GzipFile(fileobj=stream), name.removesuffix(".gz"))
    if format is GZIP:
        raise Unreadable(name, "it is compressed with gzip twice", f"unpack it first: gunzip -c {in_shell(name)}")
    return format, whole


def _read(
    format: Format, stream: io.BufferedIOBase, name: str, encoding: str | None, *, endless: bool
) -> Iterator[tuple[Text, str] | Unreadable]:
    """What the reader of `format` finds. Plain text may be `endless`, but not as a few bytes that stand for many."""
    read = reader(format, name).read
    with _damage_told(name, format):
        if format.many:
            found = None
            for found in read(stream, name, encoding):
                yield found
            if found is None:
                raise Unreadable(name, f"it is {format.noun} without an article", GIVE_ONE)
        else:
            data = stream.read() if endless and format is TEXT else read_all(stream, name)
            yield read(data, name, encoding), name


def _article(found: Text, name: str, given: date | None, format: Format) -> Article:
    from msgspec.structs import replace

    from extractor.article import make_article

    warnings = found.warnings
    article = make_article(found.text, source=name, given=given, title=found.title, told=found.published)
    if article.date is None and found.seen:
        article = replace(article, date=found.seen, date_from="metadata")
        warnings += (f"no date of its own; taken to be of {found.seen}, when it was fetched",)
    return replace(article, warnings=warnings, pages=found.pages, format=None if format is TEXT else format.name)


@contextmanager
def _damage_told(name: str, format: Format) -> Iterator[None]:
    """What a library raises about a broken file, in one line."""
    try:
        yield
    except Unreadable:
        raise
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Unreadable(name, "its compressed data are damaged or cut short", "fetch it again") from None
    except OSError:
        raise
    except Exception as error:
        why = " ".join(str(error).split())[:200] or type(error).__name__
        raise Unreadable(
            name, f"it is {format.noun} that is damaged ({why})", "repair it, or fetch it again"
        ) from error
