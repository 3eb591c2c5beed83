"""Where an article says what somebody did: convictions, charges, admissions, and the offences that they name.

A charge is a cue ("convicted", "accused", "jailed") and the phrases that it governs. All charges of an article are found
once; which of them a sentence is for is decided in `offences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from extractor.linking.phrases import is_sure, named_in, phrases_of
from extractor.linking.view import View

Cue = Literal["convicted", "admitted", "charged", "cleared", "sentenced", "for", "part", "kind", "named"]


class Charge(NamedTuple):
    """Offences that one cue governs. `start` is where the cue begins, `end` where the first of the phrases does."""

    cue: Cue
    start: int
    end: int
    phrases: tuple[str, ...]
    sure: bool
    """At least one of the phrases names a deed or a known offence."""


class _Rule(NamedTuple):
    cue: Cue
    words: re.Pattern[str] | None
    """None: the penal sentences themselves."""
    links: re.Pattern[str]
    """What stands between the cue and the offence."""
    reach: int
    """How many characters may stand between."""


def _rule(cue: Cue, words: str, links: str, reach: int = 110) -> _Rule:
    cues = re.compile(rf"\b(?:{words})\b", re.I) if words else None
    between = rf"[\s,](?:{links})" if links else ""
    return _Rule(cue, cues, re.compile(rf"{between}\s(?:(?:also|allegedly|both|all)\s)?", re.I), reach)


_RULES = (
    _rule("cleared", r"acquitt(?:ed|ing|al)|cleared|exonerated|dropped|not\sguilty", "of|on|charges?"),
    _rule("admitted", r"plead(?:s|ed|ing)?\sguilty|pled\sguilty|guilty\spleas?", "to|of|on"),
    _rule("admitted", r"admit(?:s|ted|ting)?(?:\sto)?|confess(?:es|ed|ing)?\sto", "", 2),
    _rule("convicted", r"convict(?:s|ed|ing|ions?)?|guilty|verdicts?", "of|on|for|in|over"),
    _rule("charged", r"charg(?:e|es|ed|ing)|counts?|accus(?:e|es|ed|ing)|accusations?|allegations?|indict(?:ed|ments?)|tried|trial|prosecuted|suspected|suspicion|arrested|detained|wanted|extradited|offen[cs]es?|crimes?|cases?", r"of|with|on|for|over|including|included|(?:that|which)\sincluded?|involv(?:ing|ed?)|such\sas|relating\sto|related\sto|that|:"),
    _rule("sentenced", r"sentenc(?:e|es|ed|ing)|jail(?:s|ed|ing)?|imprison(?:s|ed|ing|ment)?|fin(?:e|es|ed|ing)|serv(?:es?|ed|ing)|punish(?:ed|ment)?|penalt(?:y|ies)|banned|suspended|terms?|condemned|executed", "for|over"),
    _rule("charged", r"charges(?=\s(?!includ|involv|relat|stemm|carry)[a-z]{2,}ing\s)", "", 2),
    _rule("for", "", r"for|over|as(?=\san\sacc(?:essory|omplice))|after(?=\s(?!plead|admit|being|having|serv|los|appeal|confess|spend)[a-z]+ing\s)", 45),
    _rule("part", r"roles?|part|involvement|hand|in\sconnection", "in|with"),
)  # fmt: skip
_STOP = re.compile(r"[.;!?](?!\d)|\n|\b(?:who|but|because)\b")
_NO_OBJECT = re.compile(
    r"(?:a\s)?(?:life|at\sleast|up\sto|another|more|nearly|almost|about|the\s(?:first|last|next|second|third|rest)|every|each\sof|trial|now|good|example|instance|parole|release|\d|the\s\w+\s(?:time|year)|"
    r"jail|prison|court|custody|absentia|(?:this|that|these|those)\s(?:charges?|crimes?|offen[cs]es?|case|reason)|(?:time|while|period|total|further|maximum|minimum|term|second|third|similar\sreasons?|fresh|new)\b|"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|many|some)\b)",
    re.I,
)
_KIND = re.compile(
    r"\b(?P<what>(?:[A-Za-z][A-Za-z’'-]+,?\s){1,5})(?:charges?|counts?|convictions?|allegations?|case|trial|sentence|term|verdict|law|plot|scandal)\b",
    re.I,
)
# "The promise to root out |corruption|" charges nobody with it.
_FOUGHT = re.compile(
    r"\b(?:root(?:ing)?\sout|fight(?:ing)?(?:\sagainst)?|combat(?:ing|ting)?|tackl(?:e|ing)|curb(?:ing)?|stamp(?:ing)?\sout|eradicat(?:e|ing)|(?:crackdown|campaign|war|drive|protests?)\s(?:on|against)|anti-?|prevent(?:ing)?|investigat(?:e|ing))\s?(?:the\s|of\s)?$",
    re.I,
)
_FOUGHT_REACH = 30
_CHARGES_FOR = re.compile(r"\s(?:charges?|counts?)\s(?:of|for|in|over|relating\sto)\s")
_INNER = re.compile(r"\b(?:of|on|against|in|to|with|for)\b|,")
_BESIDE = 3
"""Words between a cue and its link, or in front of a name: no more belong together without a sure offence."""
_PRESENTED = 40
"""Characters that a title or a trade in front of a name may take."""


def charges_of(view: View) -> list[Charge]:
    """The charges of an article, in text order; of several cues for one phrase the nearest, cues before mere names."""
    found: list[Charge] = []
    for number in range(len(view.segments)):
        start, end = view.segments.span(number)
        governed = {charge.end: charge for charge in sorted(_governed_in(view, start, end), key=_nearness)}
        taken = [(charge.end, _stop(view.text, charge)) for charge in governed.values()]
        named = [
            charge
            for charge in _named_in(view.text, start, end)
            if not any(first <= charge.end < last for first, last in taken)
        ]
        found += sorted(_with_kinds([*governed.values(), *named], view.text), key=lambda c: c.end)
    return found


def _nearness(charge: Charge) -> tuple[bool, int]:
    """What a penal sentence governs itself is nearest, whatever verbs it is made of."""
    return charge.cue == "for", charge.start


def _with_kinds(charges: list[Charge], text: str) -> Iterator[Charge]:
    """Of "|war crimes| charges for |shelling a town|" both are one charge."""
    kinds = {_stop(text, charge): charge for charge in charges if charge.cue == "kind"}
    for charge in charges:
        if charge.cue == "kind":
            continue
        behind = next((stop for stop in kinds if _CHARGES_FOR.fullmatch(text, stop, charge.end)), None)
        phrases = kinds.pop(behind).phrases if behind else ()
        yield charge._replace(phrases=phrases + charge.phrases, sure=charge.sure or bool(phrases))
    yield from kinds.values()


def _stop(text: str, charge: Charge) -> int:
    return text.index(charge.phrases[-1], charge.end) + len(charge.phrases[-1])


def _governed_in(view: View, start: int, end: int) -> Iterator[Charge]:
    for rule in _RULES:
        for cue in _cues(view, rule, start, end):
            charge = _governed(view, rule, *cue, end)
            if charge:
                yield charge


def _cues(view: View, rule: _Rule, start: int, end: int) -> Iterator[tuple[int, int]]:
    if rule.words:
        return (cue.span() for cue in rule.words.finditer(view.text, start, end))
    return ((mention.start, mention.end) for mention in view.sentences_between(start, end))


def _named_in(text: str, start: int, end: int) -> Iterator[Charge]:
    """Offences that the segment names: as the kind of a charge or a sentence, or anyhow."""
    ends: set[int] = set()
    for kind in _KIND.finditer(text, start, end):
        found = list(_all_named(text, kind.start(), kind.end("what")))
        if found:
            ends.update(stop for _, stop in found)
            at = found[0][0]
            yield Charge("kind", at, at, tuple(text[first:stop] for first, stop in found), True)
    for begin, stop in _all_named(text, start, end):
        if stop not in ends and not _FOUGHT.search(text, max(start, begin - _FOUGHT_REACH), begin):
            yield Charge("named", begin, begin, (text[begin:stop],), True)


def _all_named(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((start + first, start + last) for first, last in named_in(text[start:end]))


def _governed(view: View, rule: _Rule, cue: int, cue_end: int, end: int) -> Charge | None:
    """What the cue governs: behind the first link that leads to something sure, else behind the link at its side."""
    text = view.text
    weak: Charge | None = None
    limit = min(end, cue_end + rule.reach)
    stop = _STOP.search(text, cue_end, limit)
    for link in rule.links.finditer(text, cue_end, stop.start() if stop else limit):
        begin = link.end()
        if (
            _NO_OBJECT.match(text, begin, end)
            or _is_of_somebody(view, begin)
            or _is_where(link.group(), text[begin : begin + 2])
        ):
            continue
        penalty = next(iter(view.sentences_between(begin, end)), None)
        phrases = tuple(phrases_of(text[begin : penalty.start if penalty else end]))
        if not phrases:
            continue
        charge = Charge(rule.cue, cue, text.index(phrases[0], begin), phrases, any(map(is_sure, phrases)))
        if charge.sure:
            return charge
        if weak is None and len(text[cue_end : link.start()].split()) <= _BESIDE:
            weak = charge
    return weak


def _is_where(link: str, following: str) -> bool:
    """True for "convicted |in Paris|", "charged |on Monday|", but not for capitals throughout."""
    return link.strip() in ("in", "on") and following[:1].isupper() and not following[1:].isupper()


def _is_of_somebody(view: View, begin: int) -> bool:
    """True if a person stands at `begin`, or a word or two of who that is: "convicted |activist Ann Lee|"."""
    near = next(iter(view.people_between(begin, begin + _PRESENTED)), None)
    if near is None:
        return False
    before = view.text[begin : near[0].start]
    return len(before.split()) <= _BESIDE and not is_sure(before.strip()) and not _INNER.search(before)
