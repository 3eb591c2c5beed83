"""The linker: all mentions of one article in, the record out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

from extractor import edtf
from extractor.article import Article
from extractor.confidence import Judge, Links, best_of
from extractor.finders.cases import CaseName
from extractor.finders.courts import CourtName
from extractor.lexicon import demonyms, places
from extractor.linking.bearers import BearerLinker
from extractor.linking.cases import link_cases
from extractor.linking.courts import link_courts
from extractor.linking.entity import Entity
from extractor.linking.offences import OffenceLinker
from extractor.linking.people import link_people
from extractor.linking.roles import assign_roles
from extractor.linking.status import status_of
from extractor.linking.view import View
from extractor.mention import Mention
from extractor.penalty import Penalty
from extractor.quantities import money
from extractor.record import (
    Amount,
    Case,
    Court,
    CourtReference,
    Date,
    DateReference,
    Document,
    Person,
    Record,
    Sentence,
    Span,
)
from extractor.segments import Segments

_FUTURE = re.compile(
    r"\b(?:will|would|is\s(?:due|scheduled|set|expected|to\sbe)|are\s(?:due|scheduled|set|expected)|scheduled|due|set\s(?:for|to)|adjourned|postponed|until|upcoming|next|faces\ssentencing|to\s(?:be|appear|return|begin|start)\s(?:sentenced|in)?|expected\sto)\b",
    re.I,
)
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w-]+")
_HEAD = 3000
_US = re.compile(r"\bU\.?S\.?\b|\bAmerican?\b")


def link(article: Article, mentions: Sequence[Mention]) -> Record:
    """The record of `article`, from mentions that do not overlap, in text order."""
    kinds: dict[str, list[Mention]] = {kind: [] for kind in ("people", "courts", "dates", "sentences", "cases")}
    for mention in mentions:
        kinds[mention.kind].append(mention)
    segments = Segments(article.text)
    people, courts, cases = (
        link_people(kinds["people"], article.text),
        link_courts(kinds["courts"]),
        link_cases(kinds["cases"]),
    )
    view = View(article.text, segments, people, courts, kinds["dates"], kinds["sentences"])
    assign_roles(view)
    judge = Judge(view)
    dates = _dates(article, view, judge)
    sentences = _sentences(view, kinds["sentences"], people, dates, judge)
    return Record(
        document=_document(article),
        people=[_person(n, p, judge.spans(p)) for n, p in enumerate(people, 1)],
        courts=[_court(n, c, judge.spans(c)) for n, c in enumerate(courts, 1)],
        dates=list(dates.values()),
        sentences=sentences,
        cases=[_case(n, c, judge.spans(c)) for n, c in enumerate(cases, 1)],
        warnings=_warnings(article, dates),
    )


def _document(article: Article) -> Document:
    return Document(
        source=article.source,
        sha256=hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=article.title,
        date=article.date.isoformat() if article.date else None,
        date_from=article.date_from,
        characters=len(article.text),
        words=len(article.text.split()),
    )


def _person(number: int, person: Entity, spans: list[Span]) -> Person:
    return Person(f"p{number}", person.name, person.aliases, person.roles, spans, best_of(spans))


def _court(number: int, court: Entity, spans: list[Span]) -> Court:
    values: list[CourtName] = [m.value for m in court.mentions]
    return Court(
        id=f"c{number}",
        name=court.name,
        abbreviation=next((v.abbreviation for v in values if v.abbreviation), None),
        aliases=court.aliases,
        country=next((v.country for v in values if v.country), None),
        level=next((v.level for v in values if v.level), None),
        mentions=spans,
        confidence=best_of(spans),
    )


def _case(number: int, case: Entity, spans: list[Span]) -> Case:
    value: CaseName = max((m.value for m in case.mentions), key=lambda v: len(" ".join(v.parties)))
    return Case(f"k{number}", case.name, value.style, list(value.parties), spans, best_of(spans))


def _dates(article: Article, view: View, judge: Judge) -> dict[int, Date]:
    """The dates by where they begin, each with its value."""
    found: dict[int, Date] = {}
    month_first = bool(_US.search(article.text))
    before: str | None = None
    for number, mention in enumerate(view.dates, 1):
        expression: edtf.DateExpression = mention.value
        start, end = view.segments.bounds(mention.start)
        future = _FUTURE.search(view.text, max(start, mention.start - 60), min(end, mention.end)) is not None
        value = edtf.value(expression, article.date, future=future, before=before, month_first=month_first)
        if value and expression.precision in ("day", "year"):
            before = value
        found[mention.start] = Date(
            f"d{number}",
            mention.text,
            value,
            expression.precision,
            expression.relative,
            mention.start,
            mention.end,
            mention.found_by,
            confidence=judge.date(mention, value, article.date),
        )
    return found


def _warnings(article: Article, dates: dict[int, Date]) -> list[str]:
    open_dates = sum(1 for d in dates.values() if d.relative and d.value is None)
    if article.date is None and open_dates:
        return [
            f"{open_dates} relative date{'s' * (open_dates > 1)} without a value: the article's own date is not known; give it with --date"
        ]
    return []


def _sentences(
    view: View, mentions: list[Mention], people: list[Entity], dates: dict[int, Date], judge: Judge
) -> list[Sentence]:
    ids = {id(p): f"p{n}" for n, p in enumerate(people, 1)}
    courts = {id(c): f"c{n}" for n, c in enumerate(view.every_court, 1)}
    country = _country(view) if any(m.value.amount_text for m in mentions) else None
    found = []
    linker = BearerLinker(view)
    every = [linker.bearers_of(mention) for mention in mentions]
    charges = OffenceLinker(view, [borne.people for borne in every])
    for number, (mention, borne) in enumerate(zip(mentions, every, strict=True), 1):
        penalty: Penalty = mention.value
        court = _court_of(view, mention)
        amount = money(penalty.amount_text, country) if penalty.amount_text else None
        offences = charges.offences_of(mention, borne.people)
        status = status_of(view.text, mention.start, mention.end, view.segments.bounds(mention.start))
        sure = judge.sentence(mention, Links(borne, offences, charges.chances[mention.start], status))
        found.append(
            Sentence(
                id=f"s{number}",
                text=mention.text,
                start=mention.start,
                end=mention.end,
                kind=penalty.kind,
                term=penalty.term,
                amount=Amount(amount.value, amount.currency) if amount else None,
                status=status,
                people=[ids[id(p)] for p in borne.people],
                names=[p.name for p in borne.people],
                offences=offences,
                court=CourtReference(courts[id(court)], court.name) if court else None,
                date=_date_of(view, mention, dates),
                found_by=mention.found_by,
                confidence=sure.itself,
                people_confidence=sure.people,
                offences_confidence=sure.offences,
            )
        )
    return found


def _country(view: View) -> str | None:
    """The country whose courts, else whose places the article speaks of most, to tell its dollars and shillings."""
    counts: Counter[str] = Counter(m.value.country for m, _ in view.courts if m.value.country)
    counts = counts or Counter(
        place.country
        for word in _CAPITAL.findall(view.text[:_HEAD])
        if (place := places().get(word) or demonyms().get(word)) and place.country and not place.doubtful
    )
    return next((country for country, _ in counts.most_common(1)), None)


def _court_of(view: View, mention: Mention) -> Entity | None:
    """The court of the sentence's own segment, else of the one before in the same paragraph, else the only one."""
    number = view.segments.index(mention.start)
    for at in (number, number - 1):
        if at < 0 or (at < number and "\n" in view.text[view.segments.span(at)[1] : mention.start]):
            break
        courts = view.courts_between(*view.segments.span(at))
        if courts:
            before = [c for m, c in courts if m.start < mention.start]
            return before[-1] if before else courts[0][1]
    return view.every_court[0] if len(view.every_court) == 1 else None


def _date_of(view: View, mention: Mention, dates: dict[int, Date]) -> DateReference | None:
    """The nearest date of the sentence's own segment that is as exact as a month."""
    start, end = view.segments.bounds(mention.start)
    near = [m for m in view.dates_between(start, end) if dates[m.start].precision in ("day", "week", "month")]
    if not near:
        return None
    best = dates[min(near, key=lambda m: min(abs(m.start - mention.end), abs(mention.start - m.end))).start]
    return DateReference(best.id, best.value)
