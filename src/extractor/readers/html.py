"""HTML: the main text of a page, its title and its day of publication, by trafilatura and htmldate.

The text begins with the headline; a blank line ends each paragraph, heading and list item. Menus, teasers, comments
and what surrounds the article are dropped. Nothing is fetched.
"""

from __future__ import annotations

import codecs
import logging
import re
import warnings
from datetime import date

import trafilatura
from trafilatura.settings import Document

from extractor.errors import Unreadable
from extractor.readers.charsets import decoded, known
from extractor.readers.days import day_of
from extractor.readers.found import Text
from extractor.readers.limits import MOST_HTML, too_large

for _chatty in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_chatty).addHandler(logging.NullHandler())  # what they have to say is not for the user

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I
)
_HEAD = 4096
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WHOLE = re.compile(r"<(?:html|body)\b", re.I)
_DATES = {
    "extensive_search": False,  # it may take any date in the running text, which the extractor reads better
    "original_date": True,
    "min_date": "1850-01-01",
    "max_date": date.max.isoformat(),
}
"""For htmldate."""


def read(data: bytes, name: str, encoding: str | None, *, url: str | None = None) -> Text:
    """The article of one page. `encoding` is better known than what the page says; so is its address, `url`.

    Raises `Unreadable` for a page without text.
    """
    if len(data) > MOST_HTML:
        raise too_large(name, MOST_HTML)
    page = _decoded(data, name, encoding)
    markup = _ILLEGAL.sub("", page.text)
    if not _WHOLE.search(markup):  # a fragment is nothing to trafilatura
        markup = f"<html><body>{markup}</body></html>"
    found = _main(markup, url)
    text = _spread(found.text or "") if found else ""
    if found and text:
        title = " ".join((found.title or "").split())
        return Text(_with_headline(title, text), page.warnings, title or None, day_of(found.date))
    text = _spread(trafilatura.html2txt(markup))
    if not text:
        remedy = "save it from a browser when it is loaded, if scripts fill it in"
        raise Unreadable(name, "it is an HTML page without text", remedy)
    whole = "no article could be told from the rest of the page; all of its text was taken"
    return Text(text, (*page.warnings, whole))


def _main(markup: str, url: str | None) -> Document | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as those of dateutil about time zones
        found = trafilatura.bare_extraction(
            markup, url=url, include_comments=False, with_metadata=True, date_extraction_params=_DATES
        )
    return found if isinstance(found, Document) else None


def _with_headline(title: str, text: str) -> str:
    stands_there = text.partition("\n")[0].casefold() == title.casefold()
    return text if stands_there or not title else f"{title}\n\n{text}"


def _spread(text: str) -> str:
    """The lines of `text` apart by blank ones, without the bars that trafilatura draws around tables."""
    lines = (line.strip("| \t") for line in text.splitlines())
    return "\n\n".join(line for line in lines if line.strip("-| "))


def _decoded(data: bytes, name: str, encoding: str | None) -> Text:
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    return decoded(data, encoding or marked or _declared(data), name)


def _declared(data: bytes) -> str | None:
    """The encoding that the page itself names, if Python knows it; not one in which it could not be read as bytes."""
    named = _CHARSET.search(data[:_HEAD])
    encoding = known(named[1].decode()) if named else None
    return "utf-8" if encoding and encoding.startswith(("utf-16", "utf-32")) else encoding
