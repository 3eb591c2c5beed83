"""The finder of penal sentences: a size (a length of time, a sum, life, death) and what makes it a penalty.

First every size is found; then the words beside it decide. Words behind it that name a kind ("25 years in prison")
are the strongest sign, then words in front ("jailed for six years"), then a place in a chain that began with a
penalty ("cut from 22 years to nine"). A size that none of them claims is no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc

from extractor import mention
from extractor.finders import sentence_patterns as patterns
from extractor.mention import Mention, by_rule
from extractor.penalty import Penalty, PenaltyKind
from extractor.quantities import (
    NUMBER,
    UNIT,
    amount_pattern,
    duration,
    money,
)
from extractor.segments import Segments


@cache
def _sum() -> re.Pattern[str]:
    return re.compile(amount_pattern() + r"|(?<=\bfine\sof\s)\d{1,3}(?:,\d{3})+\b", re.I)


class _Size(NamedTuple):
    """A length of time in the text, its bound included in `start`, and its value."""

    start: int
    end: int
    term: str | None
    life: bool


def sentence_finder(doc: Doc) -> Doc:
    """SpaCy component: fills `doc.spans["sentences"]`."""
    return mention.write(doc, "sentences", find_sentences(mention.text_of(doc)))


def find_sentences(text: str) -> list[Mention]:
    """Every penal sentence of `text`, in order, with its `Penalty`."""
    found = [*_lives(text), *_deaths(text), *_fines(text), *_others(text)]
    found += _terms(text, found)
    return mention.without_overlaps(found)


def _make(text: str, start: int, end: int, rule: str, penalty: Penalty, cue: str = "") -> Mention:
    return Mention("sentences", start, end, text[start:end], by_rule(rule, cue), penalty)


def _lives(text: str) -> Iterator[Mention]:
    for match in _near(patterns.LIFE_WORD, patterns.LIFE, text, 30):
        after_to = text[match.start() - 3 : match.start()] == "to "
        if (
            match.group() == "life"
            and after_to
            and not patterns.SENTENCED_SOMEBODY.search(text[max(0, match.start() - 130) : match.start()])
        ):
            continue
        start = _with_bound(text, match.start())
        yield _make(text, start, match.end(), "life", Penalty("life imprisonment"))


def _bound_before(text: str, start: int) -> re.Match[str] | None:
    """The words that bound or introduce the size at `start`; the last of them tells cheaply if there are any."""
    last = patterns.LAST_WORD.search(text, max(0, start - patterns.LONGEST_BOUND_WORD), start)
    if last is None or last.group(1).lower() not in patterns.BOUND_ENDS:
        return None
    return patterns.BOUND.search(text, max(0, start - patterns.BOUND_REACH), start)


def _with_bound(text: str, start: int) -> int:
    """Where the words that bound a size without a number begin: "up to |life in prison"."""
    bound = _bound_before(text, start)
    if bound and (bound["most"] or bound["least"]):
        begin = bound.start()
        return begin + 2 if text[begin : begin + 2].lower() == "a " else begin
    return start


def _deaths(text: str) -> Iterator[Mention]:
    for match in patterns.DEATH.finditer(text):
        before = text[max(0, match.start() - 130) : match.start()]
        if before.endswith(" to be ") and not patterns.SENTENCED_TO_BE.search(before):
            continue
        if before[-3:].lower() == "to " and (
            not patterns.SENTENCED_SOMEBODY.search(before) or patterns.KILLED_SOMEBODY.search(before)
        ):
            continue
        yield _make(text, match.start(), match.end(), "death", Penalty("death"))


def _fines(text: str) -> Iterator[Mention]:
    found = [
        m for sums in _near(patterns.MONEY_WORD, _sum(), text, patterns.MONEY_REACH) if (m := _one_fine(text, sums))
    ]
    yield from found
    yield from _sums_in_chain(text, [m for m in found if m.value.kind == "fine"])


def _near(word: re.Pattern[str], pattern: re.Pattern[str], text: str, reach: int) -> Iterator[re.Match[str]]:
    """The matches of a dear pattern, looked for only around the matches of a cheap one."""
    for start, end in _windows(word, text, behind=reach, ahead=reach):
        yield from pattern.finditer(text, start, end)


def _windows(word: re.Pattern[str], text: str, behind: int, ahead: int) -> Iterator[tuple[int, int]]:
    """The stretches around each match of `word`, run together where they touch."""
    start = end = -1
    for match in word.finditer(text):
        if match.start() - behind > end:
            if end >= 0:
                yield start, end
            start = max(0, match.start() - behind)
        end = min(len(text), match.end() + ahead)
    if end >= 0:
        yield start, end


def _sums_in_chain(text: str, fines: list[Mention]) -> Iterator[Mention]:
    """The other sum of a fine that was changed: "saw his 2 million kroner fine shrink to |150,000 kroner|"."""
    for fine in fines:
        line_end = text.find("\n", fine.end)
        limit = min(fine.end + patterns.CHAIN_REACH, line_end if line_end >= 0 else len(text))
        for sums in _sum().finditer(text, fine.end, limit):
            if patterns.CHANGED_TO.search(text[fine.end : sums.start()]):
                words = sums.group()
                penalty = Penalty("fine", amount=money(words), amount_text=words)
                yield _make(text, *sums.span(), "sum-in-chain", penalty, fine.text)


def _one_fine(text: str, sums: re.Match[str]) -> Mention | None:
    """The fine or the compensation that a sum is, by the words in front of it or behind it."""
    start, end = sums.span()
    from_ = max(0, start - patterns.MONEY_REACH)
    if patterns.CONVERTED.search(text, from_, start):
        return None
    before = patterns.BEFORE_SUM.search(text[from_:start])
    behind = patterns.AFTER_SUM.match(text, end)
    if behind and not (before and (before["fined"] or before["noun"])):
        kind: PenaltyKind = "fine" if behind["fine"] else "restitution"
        sizer = patterns.SIZER_BEFORE.search(text[from_:start])
        begin, end = (from_ + sizer.start() if sizer else start), behind.end()
    elif before:
        kind = "restitution" if before["repaid"] or before["ordered"] is not None else "fine"
        group = next(name for name in ("fined", "noun", "repaid", "whom", "ordered") if before[name] is not None)
        begin = from_ + before.start(group)
    else:
        return None
    while text[begin : begin + 2].lower() == "a ":
        begin += 2
    words = sums.group()
    return _make(text, begin, end, kind, Penalty(kind, amount=money(words), amount_text=words))


def _others(text: str) -> Iterator[Mention]:
    for match in _near(patterns.STROKE_WORD, patterns.STROKES, text, 60):
        yield _make(text, match.start(), match.end(), "strokes", Penalty("corporal punishment"))
    for match in patterns.DISCHARGE.finditer(text):
        yield _make(text, match.start(), match.end(), "discharge", Penalty("discharge"))
    for match in patterns.RANK.finditer(text):
        yield _make(text, match.start(), match.end(), "rank", Penalty("other"))
    for match in _near(patterns.BAN_WORD, patterns.LIFETIME_BAN, text, 60):
        yield _make(text, match.start(), match.end(), "ban", Penalty("disqualification"))


def _terms(text: str, others: list[Mention]) -> list[Mention]:
    segments = Segments(text)
    begun = {segments.index(m.start) for m in others}
    found: list[Mention] = []
    waiting: list[tuple[int, _Size]] = []
    for size in _sizes(text):
        number = segments.index(size.start)
        accepted = _judge(text, size, segments.span(number))
        if accepted:
            found.append(accepted)
            begun.add(number)
        else:
            waiting.append((number, size))
    for number, size in waiting:
        if number in begun:
            chained = _in_chain(text, size, segments.span(number))
            if chained:
                found.append(chained)
    for number in sorted({segments.index(m.start) for m in found}):
        found += _numbers_in_chain(text, segments.span(number), found)
    return found


def _sizes(text: str) -> Iterator[_Size]:
    """Every length of time, with its bound; only the neighbourhood of a unit of time is searched."""
    for start, end in _windows(patterns.UNIT_WORD, text, behind=70, ahead=60):
        for match in patterns.TERM.finditer(text, start, end):
            change = patterns.CHANGED_FROM.search(text, max(0, match.start() - 90), match.start())
            if match["low"] and change and match["join"].strip() == "to" and match["high"].lower() != "life":
                yield from _old_and_new(match)
                continue
            if match["shared"]:
                yield from _shared_unit(match)
                continue
            size = _size(text, match)
            if size:
                yield from _apart(text, size)


def _shared_unit(match: re.Match[str]) -> Iterator[_Size]:
    """The sizes of "14 and 13 years", "nine, seven and five years"."""
    unit = re.search(rf"[-\s]({UNIT})", match["unshared"], re.I)
    for part in re.finditer(NUMBER, match["shared"], re.I):
        term = duration(f"{part.group()} {unit.group(1) if unit else ''}")
        if term:
            yield _Size(match.start("shared") + part.start(), match.start("shared") + part.end(), term, False)
    term = duration(match["unshared"])
    if term:
        yield _Size(match.start("unshared"), match.end("unshared"), term, False)


def _apart(text: str, size: _Size) -> Iterator[_Size]:
    """A unit that is no smaller than the one before begins a new size: "five years and two years", "six months and a year"."""
    words = text[size.start : size.end].partition("(")[0]
    parts = list(re.finditer(patterns.ONE_SIZE, words, re.I))
    if len(parts) < 2 or size.life or "/" in (size.term or ""):
        yield size
        return
    ranks = [_UNITS.index(unit[1].lower()) for part in parts if (unit := patterns.UNIT_INITIAL.search(part.group()))]
    cuts = [n for n in range(1, len(ranks)) if ranks[n] <= ranks[n - 1]]
    if not cuts and patterns.RESPECTIVELY.match(text, size.end):
        cuts = list(range(1, len(parts)))
    if not cuts:
        yield size
        return
    for first, behind in zip([0, *cuts], [*cuts, len(parts)], strict=True):
        start, end = parts[first].start(), parts[behind - 1].end()
        term = duration(words[start:end])
        if term:
            yield _Size(size.start + start, size.start + end, term, False)


_UNITS = "ymwdh"


def _old_and_new(match: re.Match[str]) -> Iterator[_Size]:
    """The two sizes of "cut from nine to eight years", which is no range."""
    unit = re.search(rf"[-\s]({UNIT})", match["high"], re.I)
    old = duration(match["low"]) or duration(f"{match['low']} {unit.group(1) if unit else ''}")
    for name, term in (("low", old), ("high", duration(match["high"]))):
        if term:
            yield _Size(match.start(name), match.end(name), term, False)


def _size(text: str, match: re.Match[str]) -> _Size | None:
    """The size with the words that bound it."""
    low, high = match["low"] or match["blow"], match["high"] or match["bhigh"]
    life = (high or "").lower() == "life"
    if low:
        unit = re.search(rf"[-\s]({UNIT})", high) if high and not life else None
        own = re.search(rf"[-\s]{UNIT}$", low, re.I)
        if life and not own:
            first = duration(low + " years")
        else:
            first = duration(low if own else f"{low} {unit.group(1) if unit else ''}")
        last = ".." if life else duration(high or "")
        term = f"{first}/{last}" if first and last else None
    else:
        term = duration(re.sub(r"\([^()]*\)|\sless\s(?:a|one)\sday", "", match["term"]))
    if term is None:
        return None
    bound = _bound_before(text, match.start())
    start = _with_bound(text, match.start())
    if bound:
        if (bound["near"] or "").lower() in ("nearly", "almost"):
            start = bound.start()
        if bound["most"]:
            term = f"../{term}"
        elif bound["least"]:
            term = f"{term}/.."
    if low and bound and term.count("/") > 1:
        return None
    tail = patterns.BOUND_TAIL.match(text, match.end())
    if tail and "/" not in term:
        return _Size(start, tail.end(), f"{term}/.." if tail["least"] else f"../{term}", life)
    return _Size(start, match.end(), term, life)


def _judge(text: str, size: _Size, segment: tuple[int, int]) -> Mention | None:
    """The sentence that `size` is part of, by the words right behind or right in front of it."""
    if patterns.NO_PENALTY_BEHIND.match(text, size.end):
        return None
    before = text[max(segment[0], size.start - 170) : size.start]
    behind = patterns.KIND_BEHIND.match(text, size.end, min(len(text), size.end + 120))
    left = patterns.LEFT.search(_without_filler(before))
    if size.life:
        return _make(text, size.start, size.end, "to-life", Penalty("imprisonment", size.term))
    if behind:
        return _with_kind_behind(text, size, before, behind)
    if left:
        return _with_kind_in_front(text, size, before, left)
    return None if patterns.PART_SERVED.search(before) else _understood(text, size, segment, before)


def _understood(text: str, size: _Size, segment: tuple[int, int], before: str) -> Mention | None:
    """A size whose kind nobody names, where the verb or the place tells that it is a prison term."""
    prison = Penalty("imprisonment", size.term)
    if size.start == segment[0] or text[segment[0] : size.start] in ("“", '"', "‘", "'"):
        headline = patterns.FOR_A_CRIME.match(text, size.end) if _penal(text, size) else None
        return _make(text, size.start, size.end, "headline", prison, headline.group()) if headline else None
    bounded = patterns.BOUNDED_NOUN.search(before) if size.term and "/" in size.term else None
    if bounded:
        return _make(text, size.start - len(bounded.group()), size.end, "noun-in-front", prison, bounded.group())
    if patterns.TERM_OF_OFFICE.search(before):
        return None
    front = _without_filler(before)
    sure = patterns.SURE_UNDERSTOOD.search(front)
    cue = sure or patterns.UNDERSTOOD.search(front)
    listed = before.endswith(": ") or patterns.LIMIT.match(text, size.start)
    fits = patterns.CRIME_BEHIND.match(text, size.end) and not _is_mere_time(text, size.end, since=not sure)
    if (cue or listed) and fits and (sure or _penal(text, size)):
        return _make(text, size.start, size.end, "understood", prison, cue.group() if cue else "")
    return None


def _is_mere_time(text: str, end: int, *, since: bool = True) -> bool:
    """True if the words behind make a size no penalty: "two years to pay", and, with `since`, "two years after the coup"."""
    if patterns.NOT_A_TERM_BEHIND.match(text, end):
        return True
    return since and bool(patterns.SINCE_BEHIND.match(text, end) or patterns.SPENT_IN_BEHIND.match(text, end))


def _penal(text: str, size: _Size) -> bool:
    """True if words of crime and courts stand near."""
    return (
        patterns.PENAL.search(text, max(0, size.start - patterns.PENAL_REACH), size.end + patterns.PENAL_REACH)
        is not None
    )


def _without_filler(before: str) -> str:
    return patterns.FILLER.sub("", before)


def _with_kind_behind(text: str, size: _Size, before: str, behind: re.Match[str]) -> Mention | None:
    if patterns.OFFICE_BEFORE.search(before) and not re.search(r"prison|jail|sentence", behind.group(), re.I):
        return None
    kind = next(patterns.KINDS[n][0] for n in range(len(patterns.KINDS)) if behind[f"k{n}"])
    words = behind.group().lower()
    served = patterns.SERVED_BEFORE.search(_without_filler(before))
    if (
        served
        and kind == "imprisonment"
        and not (_has_determiner(words, served.group()) or patterns.SENTENCE_OF.search(before))
    ):
        return None
    if kind == "imprisonment" and "suspended" in words:
        kind = "suspended imprisonment"
    if kind == "disqualification" and not _is_penal_ban(text, size, behind.end()):
        return None
    start = size.start
    front = patterns.SUSPENDED_IN_FRONT.search(before)
    if front and kind == "imprisonment":
        start -= len(front.group())
        kind = "suspended imprisonment"
    end = behind.end()
    while text[end - 1] in " ,":
        end -= 1
    return _make(text, start, end, "term", Penalty(kind, size.term), text[size.end : end])


def _has_determiner(words: str, before: str) -> bool:
    """True for "after a 25-year sentence", "his 25-year sentence": the whole term, not the part served."""
    return re.search(r"(?:sentences?|terms?)$", words.strip()) is not None and not re.search(
        r"\b(?:spent|spend|reduced by|cut by)\b", before
    )


def _is_penal_ban(text: str, size: _Size, end: int) -> bool:
    around = text[size.end : end]
    return patterns.PENAL_BAN.search(around) is not None


def _with_kind_in_front(text: str, size: _Size, before: str, left: re.Match[str]) -> Mention | None:
    number = next(n for n in range(len(patterns.LEFT_KINDS)) if left[f"l{n}"])
    rule, kind, _ = patterns.LEFT_KINDS[number]
    words = left.group()
    if rule == "ban" and not (patterns.PENAL_BAN.search(words) or _penal(text, size)):
        return None
    if words.lower().startswith("suspended ") and patterns.TERM_IN_FRONT.search(before[: -len(words)]):
        return None
    if (
        rule == "noun"
        and re.match(r"terms?\s", words, re.I)
        and (patterns.OFFICE_BEFORE.search(before) or not _penal(text, size))
    ):
        return None
    if re.search(r"\b(?:detained|remanded|confined|interned|detention|custody)\b", words, re.I) and not re.search(
        r"sentenc|convict|guilty|jail", before, re.I
    ):
        return None
    if re.search(r"suspended|conditional|deferred", words, re.I) and kind == "imprisonment":
        kind = "suspended imprisonment"
    if rule not in ("noun", "verb", "ban") and _is_mere_time(text, size.end):
        return None
    filler = len(before) - len(_without_filler(before))
    start = size.start - filler - len(words)
    if rule == "verb" and filler and text[size.start - filler : size.start].lower() not in ("a ", "an "):
        start = size.start - filler - len(words)
    start += len(words) - len(words.lstrip())
    tail = patterns.KIND_TAIL.match(text, size.end)
    end = tail.end() if tail else size.end
    if tail and kind == "imprisonment":
        kind = "suspended imprisonment"
    return _make(text, start, end, f"{rule}-in-front", Penalty(kind, size.term), words)


def _in_chain(text: str, size: _Size, segment: tuple[int, int]) -> Mention | None:
    """A size whose kind is understood from a penalty named before in the same segment."""
    before = text[max(segment[0], size.start - 60) : size.start]
    if (
        patterns.NO_PENALTY_BEHIND.match(text, size.end)
        or _is_mere_time(text, size.end)
        or not patterns.CHAIN_BEHIND.match(text, size.end)
    ):
        return None
    if (
        patterns.PART_SERVED.search(before)
        or patterns.SERVED_BEFORE.search(before)
        or not patterns.BARE_CHAIN.search(_without_filler(before))
    ):
        return None
    if before.endswith("for ") and not patterns.SOMEBODY_ELSE_FOR.search(before):
        return None
    return _make(text, size.start, size.end, "chain", Penalty("imprisonment", size.term), before)


def _numbers_in_chain(text: str, segment: tuple[int, int], found: list[Mention]) -> list[Mention]:
    """Numbers whose unit and kind are understood: "jailed for four years - |three| for fraud and |one| for theft"."""
    inside = [m for m in found if segment[0] <= m.start < segment[1] and m.value.term]
    if not inside:
        return []
    first = min(inside, key=lambda m: m.start)
    unit = re.search(patterns.UNIT_WORD, first.text)
    if unit is None or first.value.kind != "imprisonment":
        return []
    chained = []
    for match in patterns.NUMBER_IN_CHAIN.finditer(text, first.end, segment[1]):
        start, end = match.span("listed" if match["listed"] else "given")
        term = duration(f"{text[start:end]} {unit.group()}")
        if term and not any(m.start < end and m.end > start for m in inside):
            chained.append(_make(text, start, end, "number-in-chain", Penalty("imprisonment", term), first.text))
    return chained
