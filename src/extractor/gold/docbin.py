"""spaCy's DocBin: all mentions in `doc.spans["extractor"]`, and those that do not overlap in `doc.ents`, too.

Names, values and links are in the document's user data, as JSON under the key `extractor`, by the ids of the spans.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from extractor.gold.files import Unusable, parse_json, shaped
from extractor.gold.model import KINDS, Gold, Kind, publication_day
from extractor.gold.precedence import flat
from extractor.gold.remarks import Remarks
from extractor.gold.sheets import Link, Region, Sheet, Tell, gold_of, link
from extractor.gold.tokens import TokenIndex, blank_pipeline, tokens
from extractor.readers.limits import MIB, MOST_BYTES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

KEY = "extractor"
"""Of the span group, and of the user data."""
_GROUPS = (KEY, "sc")
"""Where spans are looked for; the second is the name that spaCy's own components use. Else in `doc.ents`."""


class _Details(msgspec.Struct):
    """What is known of a document beyond its spans."""

    id: str
    date: str | None
    regions: dict[str, Region]
    links: list[Link]


def docbin(sheets: Iterable[Sheet]) -> bytes:
    """All articles in one file."""
    from spacy.tokens import DocBin

    docs = DocBin(attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True)
    for sheet in sheets:
        docs.add(_doc(sheet))
    return docs.to_bytes()


def _doc(sheet: Sheet) -> Doc:
    from spacy.tokens import Doc, Span

    found = tokens(sheet.text, [(region.start, region.end) for region in sheet.regions])
    index = TokenIndex(found)
    words = [sheet.text[token.start : token.end] for token in found]
    doc = Doc(blank_pipeline().vocab, words, [token.blank for token in found])

    def span(region: Region) -> Span:
        first, last = index.first(region.start), index.last(region.end)
        return Span(doc, first, last + 1, label=region.kind, span_id=region.id)

    doc.spans[KEY] = [span(region) for region in sheet.regions]
    doc.set_ents([Span(doc, s.start, s.end, label=s.label) for s in map(span, flat(sheet.regions))])
    details = _Details(
        sheet.id,
        sheet.date.isoformat() if sheet.date else None,
        {region.id: region for region in sheet.regions},
        sheet.links,
    )
    doc.user_data[KEY] = msgspec.json.encode(details).decode()
    return doc


def parse_docbin(data: bytes, name: str, place: str, tell: Tell) -> Iterator[Gold | Unusable]:
    """The gold of each document. `name` is the id of one that has none. Raises `Unusable` for what is no DocBin."""
    from spacy.tokens import DocBin

    unpacker = zlib.decompressobj()
    try:
        if len(unpacker.decompress(data, MOST_BYTES + 1)) > MOST_BYTES:
            raise Unusable(place, f"it holds more than {MOST_BYTES // MIB} MiB; split it")
        docs = list(DocBin().from_bytes(data).get_docs(blank_pipeline().vocab))
    except Unusable:
        raise
    except Exception as error:  # spaCy checks nothing of what it reads, so a damaged file ends anywhere
        raise Unusable(place, f"is no DocBin of spaCy, or damaged ({type(error).__name__})") from error
    remarks = Remarks()
    for number, doc in enumerate(docs, 1):
        try:
            yield _gold(doc, name if len(docs) == 1 else f"{name}-{number}", f"{place}: document {number}", remarks)
        except Unusable as error:
            yield error
    remarks.told(place, tell)


def _gold(doc: Doc, name: str, place: str, remarks: Remarks) -> Gold:
    details = _details(doc, name, place)
    if doc.has_unknown_spaces:
        remarks["a document that does not know its blanks has one behind each token"] += 1
    group = next((doc.spans[key] for key in _GROUPS if key in doc.spans), doc.ents)
    regions: dict[str, Region] = {}
    for number, span in enumerate(group, 1):
        if span.label_.upper() not in KINDS:
            remarks[f"the label '{span.label_}' is passed over"] += 1
            continue
        if not span.text:
            remarks["a span of no tokens is passed over"] += 1
            continue
        ident = span.id_ if span.id_ and span.id_ not in regions else f"span {number}"
        kind: Kind = span.label_.upper()
        known = details.regions.get(span.id_)
        regions[ident] = Region(
            ident,
            kind,
            span.start_char,
            span.end_char,
            known.optional if known else False,
            known.name if known else None,
            known.value if known and kind == "DATE" else None,
            known.says if known and kind == "SENTENCE" else None,
        )
    links: list[Link] = []
    for one, other in details.links:
        if one in regions and other in regions and (found := link(regions[one], regions[other])):
            links.append(found)
    day = publication_day(details.date, place)
    return gold_of(Sheet(details.id or name, doc.text, day, list(regions.values()), links))


def _details(doc: Doc, name: str, place: str) -> _Details:
    """What we wrote into the document; nothing for one that somebody else made."""
    ours = doc.user_data.get(KEY)
    if not isinstance(ours, str):
        return _Details(name, None, {}, [])
    return shaped(parse_json(ours, f"{place}: user data"), _Details, f"{place}: user data")
