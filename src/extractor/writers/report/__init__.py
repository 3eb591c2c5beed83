"""The report: one page of HTML for all articles, which needs no other file and lets nothing out or in.

Its parts are `articles`, which work without the script; the `timeline`; and the `index`, from which `report.js`
makes the tables. The page's policy lets only that script and that style sheet work, by their digests.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from extractor import __version__
from extractor.record import Record
from extractor.writers.report.articles import Placed, about, article, label, only_article, title
from extractor.writers.report.index import Index
from extractor.writers.report.timeline import Timeline

_FOLDER = Path(__file__).parent


def write(records: Iterable[Record], heading: str | None = None) -> Iterator[bytes]:
    """The page in pieces; `heading` is its title. No records make no bytes.

    All articles are held until the last is read, because what stands in front counts them. They come last, so that
    a browser shows the rest while it still reads them.
    """
    index, timeline = Index(), Timeline()
    articles: list[bytes] = []
    for number, record in enumerate(records, 1):
        placed = Placed(number, record)
        index.add(placed)
        timeline.add(placed)
        articles.append(article(placed).encode())
    if not articles:
        return
    single = placed if len(articles) == 1 else None
    if single:
        articles = [only_article(single).encode()]
    front, _, back = _file("page.html").partition("<!-- articles -->")
    yield _filled(front, index, timeline, single, heading).encode()
    yield from articles
    yield Template(back).substitute(version=__version__).encode()


def _filled(front: str, index: Index, timeline: Timeline, single: Placed | None, heading: str | None) -> str:
    style, script = _file("report.css"), _file("report.js")
    called = title(single.record) if single else f"{index.articles:,} articles"
    return Template(front).substitute(
        style=style,
        script=script,
        style_digest=_digest(style),
        script_digest=_digest(script),
        heading=escape(label(heading or called)),
        about=about(single.record) if single else _about(index),
        scope="single" if single else "batch",
        articles_heading="Article" if single else "Articles",
        picture=timeline.picture() or '<p class="hint">Nothing in these articles has a known date.</p>',
        undated=_undated(timeline.without),
        data=index.to_json(),
    )


def _about(index: Index) -> str:
    counts = (
        (index.articles, "articles"),
        (index.sentences, "sentences"),
        (index.people, "names of people"),
        (index.courts, "courts"),
    )
    return f'<span class="about">{"".join(f"<span>{count:,} {what}</span>" for count, what in counts)}</span>'


def _undated(count: int) -> str:
    return f"{count:,} sentences and dates have no known day and are not in the picture." if count else ""


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """As a Content-Security-Policy names the source of a script or of a style sheet."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
