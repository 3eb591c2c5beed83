"""The court finder: the word "court" or "tribunal" with what names it, known names without the word, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from spacy.tokens import Doc

from extractor import mention
from extractor.finders.words import is_capitalised, words_before
from extractor.lexicon import courts, demonyms, places
from extractor.mention import Mention, by_rule

_ANCHOR = re.compile(
    r"\b(?:[Cc]ourts?[-\s][Mm]artial|[Cc]ourts?|COURTS?|[Tt]ribunals?|TRIBUNALS?|Assizes|Chambers?(?=\s(?:of|for|in)\s(?:the\s)?(?:Supreme|Courts|Kosovo|Appeals))|(?<=Specialist\s)Chambers|(?<=African\s)Chambers)\b(?![’'](?!s\b)|-)"
)
_QUALIFIERS = frozenset(
    """
    appeals appeal appellate district federal regional high higher highest supreme top constitutional criminal
    civil military war crimes crime rights human anti-corruption anticorruption anti-terrorism anti-terror
    antiterrorism antiterror terrorism terror corruption graft special specialized specialised provincial city
    municipal local people's peoples' magistrates' magistrate's magistrate magistrates sessions session county
    state circuit crown family juvenile labor labour commercial administrative economic bankruptcy tax superior
    sharia shariah islamic revolutionary national central intermediate cassation emergency security arbitration
    international first-instance trial police traffic land environmental employment immigration chief senior
    principal sheriff coroner's coroners' youth children's election electoral genocide hybrid sexual offences
    offenses market customary lower upper anti-graft anti-narcotics narcotics drug drugs cyber garrison general
    field naval grand tribal religious rabbinical industrial consumer competition patent probate divorce
    maritime admiralty heavy penal correctional assize assizes jury basic primary resident summary small claims
    apex lay felony misdemeanor misdemeanour southern northern western eastern south north east west financial
    serious organised organized anti-mafia mafia rental housing water mining accountability judicial community
    """.split()
)
_POSSESSIVE_NAMES = frozenset(
    """
    people's peoples' magistrates' magistrate's judges' king's queen's coroner's coroners' children's women's
    lord's sheriff's president's men's workers' mayor's chancellor's people’s peoples’ magistrates’ magistrate’s
    judges’ king’s queen’s coroner’s coroners’ children’s women’s lord’s sheriff’s president’s workers’
    """.split()
)
_NOT_PART = frozenset(
    """
    the a an this that these those his her its their our my your in on at by for from to of with as and but or
    when while after before if since until because although though however meanwhile also who which where what
    said says that's it he she they we i not no every each any some another other last next first two three four
    five six judge judges justice justices president both all former then-president today yesterday tomorrow
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december why how under over against outside inside via per was is are were has
    had have be been will would can could might must should did does do told tells asks asked urged urges blames
    slams backs earlier later thus then so still even only just prosecutors prosecutor lawyer attorney mr mrs ms
    dr ruling rulings recent retired upon during following despite contempt nation's world's preliminary initial pending upcoming scheduled
    """.split()
)
_NO_COURT = frozenset(
    """
    centre center food tennis basketball moot hampton earls earl's squash badminton volleyball clay grass hard
    royal imperial inns holding kangaroo court's home contempt netball fives motor garden
    """.split()
)
_OF_WHAT = re.compile(
    r"\s(?:of|on)\s(?:the\s)?(?:First\sInstance|Common\sPleas|Criminal\sAppeals?|Civil\sAppeals?|Final\sAppeal|Military\sAppeals|Special\sAppeals|"
    r"Human\s(?:and\sPeoples?[’']s?\s)?Rights|Human\sand\sPeople[’']s\sRights|Appeals?|Justice|Cassation|Session|Sessions|Claims|International\sTrade|Arbitration(?:\s(?:for|of)\sSport)?|"
    r"Auditors|Audit|Accounts|Record|Inquiry|Grievance|Assizes?|Queen[’']s\sBench|King[’']s\sBench|Protection|Chancery|Exchequer|Misdemeanou?rs?|Felonies|Sharia|Urgent\sMatters|appeals?|cassation|first\sinstance|justice|session|final\sappeal|Major\sCrimes|Serious\sCrimes|"
    r"Peace|Quebec\sCourt)\b"
)
_NAMED_BY_LEVEL = re.compile(
    r"^(?:supreme|high|constitutional|crown|magistrates?['’]?|federal\sconstitutional|federal\ssupreme|supreme\sfederal|state\ssupreme|federal\shigh|supreme\sadministrative|"
    r"supreme\smilitary)\s(?:court|tribunal)$"
)
_JUDICIAL_DISTRICT = re.compile(
    r"\b(?:Northern|Southern|Eastern|Western|Middle|Central)\sDistrict\sof\s(?:New\s(?:York|Jersey|Hampshire|Mexico)|(?:North|South|West)\s[A-Z][a-z]+|[A-Z][a-z]+)\b"
)
_PROSECUTORS_DISTRICT = re.compile(
    r"\b(?:Attorneys?|Office|Attorney[’']s\sOffice|prosecutors?)\s(?:for|in|of)\s(?:the\s)?$"
)
_ABBREVIATION_DEFINED = re.compile(
    r"\s?[(\[](?:the\s|or\s|known\sas\s)?[“\"']?([A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,5})[”\"']?[)\]]"
)
_ABBREVIATION = re.compile(r"(?<![\w@#./-])[A-Z][A-Za-z]{0,3}[A-Z]{1,5}[a-z]?[A-Z]?(?![\w@])")
_CIRCUIT = re.compile(
    r"\b(?:(?:the\s)?(?:U\.?S\.?\s)?(?P<ordinal>[1-9]|1[01])(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|D\.?C\.?|Federal)"
    r"\s(?:U\.?S\.?\s)?Circuit(?!\s(?:[Cc]ourts?|[Jj]udge|[Cc]ity))\b"
)
_CHAMBER = re.compile(
    r"\b(?:Pre-Trial|Trial|Appeals|Grand)\sChamber(?:\s[IVX]{1,5}\b)?(?!\s(?:of|for|in)\s(?:the\s)?[A-Z])"
)
_PLACE_BEHIND = re.compile(
    r"\s(?:in|at)\s(?:the\s(?:(?:[a-z-]+\s){0,4}?(?:city|town|capital|province|region|state|district|county|village|port|resort|suburb|republic|island|northern|southern|eastern|western)(?:\s(?:city|town|province|region|state|district|capital))?(?:\sof|,)?\s|U\.?[SK]\.?\s(?:[a-z]+\s){1,3}(?:of\s)?|[a-z]+\s[a-z]+\sof\s)?|(?:northern|southern|eastern|western|central|north|south|east|west|north-?eastern|south-?eastern|north-?western|south-?western|downtown|neighbou?ring|nearby)\s)?"
    r"(?:[A-ZÀ-Þ][\w’'-]+\s){0,2}?(?:(?:town|city|village|province|district|region|state|suburb)\sof\s)?"
    r"(?P<place>(?:The\s|the\s)?(?:(?:[A-Z]\.){2,3}|(?:St|Ft|Mt)\.\s[A-Z][\w’'-]*|[A-ZÀ-Þ][\w’'-]*)(?:[\s-](?:(?:of|de|la|al|el|upon|da|do|del|am)[\s-])?[A-ZÀ-Þ][\w’'-]*){0,3})"
)
# "the special court of |Sidi Mohamed|", "the criminal court of |Tunis|".
_OF_PLACE = re.compile(
    r"\sof\s(?!Justice|Appeal)(?:the\s(?=Hague))?(?P<place>[A-ZÀ-Þ][\w’-]*)(?:\s[A-ZÀ-Þ][\w’-]*){0,2}"
)
_COURT_MARTIAL_PLACE = re.compile(r"[^.;:]{0,20}\s(?:at|in)\s(?:the\s)?[A-ZÀ-Þ]")
_PLACE_POSSESSIVE = re.compile(r"\b[A-ZÀ-Þ][\w.-]+['’]s\s$")
_UNITED_NATIONS = frozenset({"U.N.", "UN", "United", "Nations"})
_REGION_REACH = 40
_TIME_WORDS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december absentia person public
    """.split()
)
_LEVELS = (
    ("court-martial", "military"), ("court martial", "military"), ("military", "military"), ("supreme", "supreme"), ("constitutional", "constitutional"),
    ("cassation", "cassation"), ("appeal", "appeal"), ("appellate", "appeal"), ("circuit", "appeal"), ("high court", "high"),
    ("administrative", "administrative"), ("sharia", "religious"), ("war crimes", "special"), ("special", "special"),
    ("revolutionary", "special"), ("anti-", "special"), ("district", "first"), ("magistrate", "first"), ("crown court", "first"),
    ("sessions", "first"), ("regional court", "first"), ("county court", "first"), ("municipal", "first"), ("superior court", "first"),
    ("people's court", "first"), ("trial court", "first"), ("sheriff court", "first"), ("criminal court", "first"), ("city court", "first"),
)  # fmt: skip


class CourtName(msgspec.Struct, frozen=True):
    """What the words of a court say: its level and country where known, and an abbreviation defined beside it."""

    level: str | None = None
    country: str | None = None
    abbreviation: str | None = None
    known_as: str | None = None


def court_finder(doc: Doc) -> Doc:
    """SpaCy component: fills `doc.spans["courts"]`."""
    return mention.write(doc, "courts", find_courts(mention.text_of(doc)))


def find_courts(text: str) -> list[Mention]:
    """Every reference to an identified court in `text`, in order, with its `CourtName`."""
    found = list(_anchored(text))
    found += _districts(text)
    found += _circuits(text)
    found += _chambers(text)
    found += _known_without_anchor(text)
    found += _abbreviations(text, found)
    return mention.without_overlaps(found)


def level_of(name: str) -> str | None:
    """The level that the words of a court's name give."""
    lower = name.lower().replace("’", "'")
    return next((level for word, level in _LEVELS if word in lower), None)


def _make(text: str, start: int, end: int, rule: str, abbreviation: str | None = None, cue: str = "") -> Mention:
    """The mention, with what the lexicon, the words themselves or a possessor in front ("Peru's") tell of the court."""
    words = text[start:end]
    known = courts().by_name.get(words.lower().replace("’", "'"))
    if known:
        value = CourtName(known.level, known.country or None, abbreviation, known.name)
    else:
        owner = _PLACE_POSSESSIVE.search(text[max(0, start - 40) : start])
        value = CourtName(
            level_of(words), _country_of(words) or (_country_of(owner.group()[:-3]) if owner else None), abbreviation
        )
    return Mention("courts", start, end, words, by_rule(rule, cue), value)


def _country_of(words: str) -> str | None:
    parts = re.findall(r"[A-Z][\w.’'-]*(?:\s[A-Z][\w’'-]*)?|\b[A-Z]\.[A-Z]\.", words)
    for part in [*parts, *(word for p in parts for word in p.split())]:
        place = demonyms().get(part) or places().get(part) or places().get(part.removesuffix("-based"))
        if place and place.country:
            return place.country
    return None


def _anchored(text: str) -> Iterator[Mention]:
    for anchor in _ANCHOR.finditer(text):
        start, qualified, named = _left(text, anchor.start())
        end, of_what = _right(text, anchor)
        start = _without_leading_ordinary(text, start, anchor.start())
        word = anchor.group()
        capital = word[0].isupper()
        front = text[start : anchor.start()].strip()
        if (
            front.lower().split(" ")[-1:]
            and front.lower().split(" ")[-1] in _NO_COURT
            and "justice" not in word.lower()
        ):
            continue
        if word in ("courts", "tribunals") and not front.lower().endswith("law"):
            continue  # "U.S. appeals courts" is no one court
        if capital and (named or of_what):
            yield _defined(text, start, end, "named-court")
        elif not capital and named:
            end = _with_place(text, start, end) if _has_no_name(front) else end
            yield _defined(text, start, end, "described-court")
        elif of_what or qualified or front == "":
            found = _by_place_or_level(text, start, end, anchor.start())
            if found:
                yield found


def _left(text: str, at: int) -> tuple[int, bool, bool]:
    """Where the words that belong to the court begin; whether any qualify it; whether a proper name is among them."""
    start, qualified, named = at, False, False
    walk = list(words_before(text, at))
    for number, (word, position) in enumerate(walk):
        lower = word.lower()
        bare = lower.rstrip(".")
        if lower in _QUALIFIERS or lower.replace("’", "'") in _QUALIFIERS:
            start, qualified = position, True
            named = named or (word[0].isupper() and text[at].isupper())
        elif bare in _NOT_PART or lower in _NOT_PART:
            break
        elif lower.endswith("-based") and is_capitalised(word):
            start, qualified, named = position, True, True
        elif re.search(r"['’]s?$", word) and lower not in _POSSESSIVE_NAMES:
            break
        elif is_capitalised(word):
            if word.endswith(".") and not re.fullmatch(r"(?:[A-Z]\.)+|St\.|Ft\.|Mt\.|[A-Z]\.[A-Z]", word):
                break
            start, qualified, named = position, True, True
        elif (
            lower in ("and", "&", "of", "de", "für", "la", "-")
            and number + 1 < len(walk)
            and _joins(word, walk[number + 1][0], text, at, start)
        ):
            start = position
        else:
            break
    return start, qualified, named


def _joins(word: str, before: str, text: str, at: int, start: int) -> bool:
    """True where "and" or "of" stands inside a name: "Economic and Financial Crimes Court", "Isle of Man Court"."""
    if not is_capitalised(before) or not text[start : start + 1].isupper() or start == at:
        return False
    if word in ("and", "&"):
        return before.lower() in _QUALIFIERS
    return word == "of" and before in (
        "Isle",
        "Republic",
        "State",
        "City",
        "University",
        "Tower",
        "Port",
        "District",
        "Province",
        "Territory",
        "Palace",
    )


def _without_leading_ordinary(text: str, start: int, anchor: int) -> int:
    """Drop capitalised words that only begin a segment: "Meanwhile Moscow court", "Former Paris court"."""
    while start < anchor:
        word = re.match(r"\S+", text[start:anchor])
        if word is None:
            return start
        lower = word.group().lower().strip(".,")
        if lower in _NOT_PART or lower in ("former", "ex"):
            start += word.end() + 1
        else:
            return start
    return start


def _right(text: str, anchor: re.Match[str]) -> tuple[int, bool]:
    """The end of the name behind the anchor: "Court| of Appeals for the Third Circuit|"."""
    end = anchor.end()
    of_what = _OF_WHAT.match(text, end)
    if of_what:
        end = of_what.end()
    capital = anchor.group()[0].isupper()
    if capital or of_what:
        end = _jurisdiction(text, end)
    return end, of_what is not None or (capital and end > anchor.end())


_JURISDICTION = re.compile(
    r"\s(?:of|for)\s(?:the\s)?(?P<name>(?:(?:Former|Republic|Kingdom|State|States|Commonwealth|Democratic|Northern|Southern|Eastern|Western|Middle|Central|District|Circuit|United|European|Union|Islamic|People[’']s|New|Prevention|Prosecution|Law|Sea|Rwanda|Sierra)\b[\w’'.-]*|[A-ZÀ-Þ][\w’'-]*(?:\.[A-Z]\.?)*)"
    r"(?:\s(?:(?:of|and|for|the|de|&)\s){0,2}[A-ZÀ-Þ][\w’'-]*(?:\.[A-Z]\.?)*){0,5})"
)


def _jurisdiction(text: str, end: int) -> int:
    for _ in range(2):
        match = _JURISDICTION.match(text, end)
        if match is None or match["name"].split()[0].lower() in _TIME_WORDS:
            return end
        stop = _stop_before_next_court(text, match)
        if stop <= end:
            return end
        end = stop
    return end


def _stop_before_next_court(text: str, match: re.Match[str]) -> int:
    """Cut "Court of Appeal and Supreme Court" where the second court begins, and trailing possessives."""
    name = match["name"]
    joined = re.search(
        r"\sand\s(?:the\s)?(?=(?:\S+\s){0,4}(?:Court|Tribunal|Judge|Justice|President|Minister))",
        text[match.start("name") : match.end() + 40],
    )
    end = match.start("name") + joined.start() if joined and joined.start() <= len(name) else match.end()
    possessive = re.search(r"['’]s?$", text[match.start() : end])
    return end - len(possessive.group()) if possessive else end


def _has_no_name(front: str) -> bool:
    """True for "U.S. military", "federal": a description that "in PLACE" may complete."""
    words = front.split()
    return all(w.lower() in _QUALIFIERS or w in demonyms() or w in places() or w in _UNITED_NATIONS for w in words)


def _with_place(text: str, start: int, end: int) -> int:
    place = _PLACE_BEHIND.match(text, end)
    if place is None or place["place"].split()[0].lower() in _TIME_WORDS:
        return end
    stop = place.end()
    if place["place"] in demonyms() and re.match(r"\s[a-z]", text[stop : stop + 2]):  # "in the Mongolian capital"
        return end
    possessive = re.search(r"['’]s?$", text[start:stop])
    if possessive:
        return stop - len(possessive.group())
    region = re.match(r",\s((?:[A-Z][a-z]+\s)?[A-Z][a-z]+)\b", text[stop : stop + _REGION_REACH])
    if region and region.group(1) in places() and places()[region.group(1)].kind != "city":
        stop += region.end()
    return stop


def _by_place_or_level(text: str, start: int, end: int, anchor: int) -> Mention | None:
    """ "court in Madrid", "the supreme court": no proper name, but a place behind or a level that stands alone."""
    words = text[start:end].lower().replace("’", "'")
    before = text[max(0, start - 24) : start].lower()
    stop = _with_place(text, start, end)
    if stop > end and not re.search(
        r"\b(?:in|to|at|of|into|outside|from)\s$", text[max(0, anchor - 8) : anchor] if start == anchor else ""
    ):
        return _make(text, start, stop, "court-in-place", cue=text[end:stop])
    of_place = _OF_PLACE.match(text, end) if start < anchor else None
    if of_place and of_place["place"].lower() not in _TIME_WORDS:
        return _make(text, start, of_place.end(), "court-of-place", cue=of_place.group())
    if text[start:end].isupper() and len(text[start:end].split()) > 1 and _NAMED_BY_LEVEL.match(words):
        return _make(text, start, end, "level")
    if words.startswith("court") and "martial" in words and _COURT_MARTIAL_PLACE.match(text, end):
        return _make(text, start, end, "court-martial")
    if text[start].isupper() and text[anchor].isupper():
        return None
    owner = _PLACE_POSSESSIVE.search(text[max(0, start - 40) : start]) if start < anchor else None
    if owner:
        return _make(text, start, end, "court-of-place", cue=owner.group())
    definite = re.search(r"(?:\bthe|['’]s|\bits|\b(?:u\.?s|u\.?k)\.?)\s$", before)
    of_appeal = words in ("court of appeal", "court of appeals", "court of cassation")
    by_level = _NAMED_BY_LEVEL.match(words) and (definite or text[start].isupper())
    return _make(text, start, end, "level") if by_level or (of_appeal and definite) else None


def _defined(text: str, start: int, end: int, rule: str) -> Mention:
    definition = _ABBREVIATION_DEFINED.match(text, end)
    short = definition.group(1) if definition and _abbreviates(definition.group(1), text[start:end]) else None
    return _make(text, start, end, rule, short)


def _abbreviates(short: str, name: str) -> bool:
    """True if the capitals of `short` begin words of `name`, or the lexicon knows it."""
    if short in courts().by_abbreviation:
        return True
    initials = "".join(w[0].upper() for w in re.findall(r"\w+", name))
    capitals = re.sub(r"[^A-Z]", "", short)
    place = iter(initials)
    return all(letter in place for letter in capitals) or len(set(capitals) & set(initials)) >= len(set(capitals)) - 1


def _districts(text: str) -> Iterator[Mention]:
    for match in _JUDICIAL_DISTRICT.finditer(text):
        if not _PROSECUTORS_DISTRICT.search(text[max(0, match.start() - 30) : match.start()]):
            yield Mention(
                "courts",
                match.start(),
                match.end(),
                match.group(),
                by_rule("judicial-district"),
                CourtName("first", "US"),
            )


def _circuits(text: str) -> Iterator[Mention]:
    for match in _CIRCUIT.finditer(text):
        start = match.start() + (4 if match.group().startswith("the ") else 0)
        yield Mention(
            "courts", start, match.end(), text[start : match.end()], by_rule("circuit"), CourtName("appeal", "US")
        )


def _chambers(text: str) -> Iterator[Mention]:
    """Chambers of international courts that stand for the court: "the |Appeals Chamber|", "|Trial Chamber VI|"."""
    for match in _CHAMBER.finditer(text):
        yield Mention("courts", *match.span(), match.group(), by_rule("chamber"), CourtName("international"))


@cache
def _names_without_anchor() -> dict[str, tuple[str, ...]]:
    """Known names that hold no anchor word ("Old Bailey", "Sandiganbayan"), by their first word."""
    by_first: dict[str, list[str]] = {}
    for name in courts().by_name:
        if not re.search(r"\b(?:courts?|tribunals?|court-martial)\b", name) and len(name) > 4:
            by_first.setdefault(name.split()[0], []).append(name)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in by_first.items()}


_CAPITAL = re.compile(r"(?<![\w@#])[A-ZÀ-Þ][\w’'-]+")


def _known_without_anchor(text: str) -> Iterator[Mention]:
    table = _names_without_anchor()
    for match in _CAPITAL.finditer(text):
        for name in table.get(match.group().lower(), ()):
            end = match.start() + len(name)
            if text[match.start() : end].lower() == name and not text[end : end + 1].isalnum():
                yield _make(text, match.start(), end, "known-court")
                break


def _abbreviations(text: str, found: list[Mention]) -> Iterator[Mention]:
    defined = {m.value.abbreviation: m for m in found if m.value.abbreviation}
    by_abbreviation = courts().by_abbreviation
    for match in _ABBREVIATION.finditer(text):
        short = match.group()
        if short in defined:
            full = defined[short]
            own: CourtName = full.value
            yield Mention(
                "courts",
                match.start(),
                match.end(),
                short,
                by_rule("abbreviation", full.text),
                CourtName(own.level, own.country, short, own.known_as),
            )
            continue
        court = by_abbreviation.get(short)
        if (
            court
            and len(short) > 2
            and (court.level in ("international", "regional", "hybrid") or _spelled_out(court.name, found))
        ):
            yield Mention(
                "courts", match.start(), match.end(), short, by_rule("known-abbreviation", court.name),
                CourtName(court.level, court.country or None, short, court.name),
            )  # fmt: skip


def _spelled_out(name: str, found: list[Mention]) -> bool:
    return any(m.value.known_as == name for m in found)
