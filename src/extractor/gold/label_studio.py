"""Label Studio: tasks with predictions, the labelling configuration for them, and its exports JSON and JSON-MIN.

A mention is a region of the control `label`; its values are per-region controls under the same id. Offsets are code
points, as Label Studio counts now; until 2021 it counted UTF-16 units, which the words beside them give away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import escape
from textwrap import indent
from typing import Any, get_args

import msgspec

from extractor import __version__
from extractor.gold.colours import LABEL_COLOURS
from extractor.gold.files import Unusable, shaped
from extractor.gold.model import KINDS, Expected, Gold, Kind, publication_day
from extractor.gold.remarks import Remarks
from extractor.gold.sheets import NAMED, RELATIONS, Link, Region, Sheet, Tell, gold_of, link
from extractor.penalty import PenaltyKind, Status
from extractor.writers.safe import json_text

_LABEL, _TEXT, _OPTIONAL = "label", "text", "optional"
_CHOICES: dict[str, tuple[str, ...]] = {"kind": get_args(PenaltyKind), "status": get_args(Status)}
_SENTENCE_TEXTS = {
    "term": "Term, as P9Y6M or P15Y/P20Y",
    "amount": "Amount, as 5000 USD",
    "offences": "Offences in the article's words, one each",
    "people": "Who bears it, where no mention can be linked",
    "court": "Its court, where no mention can be linked",
}
_LISTS = ("offences", "people")
_DAY = slice(10)


class _Value(msgspec.Struct):
    start: int
    end: int
    text: str | list[str] | None = None
    labels: list[str] = []
    choices: list[str] = []


class _Result(msgspec.Struct):
    type: str
    id: str = ""
    from_name: str = ""
    value: dict[str, Any] = {}
    from_id: str = ""
    to_id: str = ""
    labels: list[str] | None = None


class _Annotation(msgspec.Struct):
    result: list[_Result]
    was_cancelled: bool = False
    ground_truth: bool = False


class _Task(msgspec.Struct):
    data: dict[str, Any]
    annotations: list[_Annotation] = []
    id: int | str | None = None


def tasks(sheets: Iterable[Sheet], tell: Tell) -> Iterator[bytes]:
    """A JSON array of tasks, piece by piece; nothing if there are no articles."""
    opening = "[\n"
    for sheet in sheets:
        yield (opening + json_text(msgspec.json.encode(_task(sheet, tell)))).encode()
        opening = ",\n"
    if opening != "[\n":
        yield b"\n]\n"


def _task(sheet: Sheet, tell: Tell) -> dict[str, Any]:
    results = [result for region in sheet.regions for result in _results(sheet, region, tell)]
    kinds = {region.id: region.kind for region in sheet.regions}
    results += [
        {
            "type": "relation",
            "from_id": sentence,
            "to_id": target,
            "direction": "right",
            "labels": [RELATIONS[kinds[target]]],
        }
        for sentence, target in sheet.links
    ]
    return {
        "data": {_TEXT: sheet.text, "date": sheet.date.isoformat() if sheet.date else "", "article": sheet.id},
        "predictions": [{"model_version": f"extractor {__version__}", "result": results}],
    }


def _results(sheet: Sheet, region: Region, tell: Tell) -> Iterator[dict[str, Any]]:
    """A region and its values."""
    place = {"start": region.start, "end": region.end}
    words = {**place, "text": sheet.words(region)}

    def result(name: str, type: str, value: dict[str, Any]) -> dict[str, Any]:
        return {"id": region.id, "from_name": name, "to_name": _TEXT, "type": type, "value": value}

    yield result(_LABEL, "labels", {**words, "labels": [region.kind]})
    if region.optional:
        yield result(_OPTIONAL, "choices", {**words, "choices": [_OPTIONAL]})
    for name, known in _CHOICES.items():
        if value := getattr(region.says, name, None):
            if value in known:
                yield result(name, "choices", {**words, "choices": [value]})
            else:
                tell(f"{sheet.id}: '{value}' is no {name} of a sentence that Label Studio is given, and is left out")
    texts = {"name": region.name, "value": region.value}
    texts |= {name: getattr(region.says, name, None) for name in _SENTENCE_TEXTS}
    for name, text in texts.items():
        if text:
            yield result(name, "textarea", {**place, "text": text if name in _LISTS else [text]})


def parse_tasks(plain: list[Any], place: str, tell: Tell) -> Iterator[Gold | Unusable]:
    """The gold of an export: of each task its last annotation that is not cancelled, or the one called ground truth.

    A task that cannot be used is yielded as `Unusable`, which names its number in the file.
    """
    remarks = Remarks()
    for number, task in enumerate(plain, 1):
        try:
            found = _gold(task, number, f"{place}: task {number}", remarks)
        except Unusable as error:
            yield error
        else:
            if found:
                yield found
    remarks.told(place, tell)


def _gold(task: Any, number: int, place: str, remarks: Remarks) -> Gold | None:
    if isinstance(task, dict) and "data" not in task:
        remarks["JSON-MIN holds the bare mentions; export JSON to have names, values and links"] += 1
        read, results = _minimal(task)
    else:
        read = shaped(task, _Task, place)
        done = [one for one in read.annotations if not one.was_cancelled]
        if not done:
            remarks["a task that nobody has annotated is passed over"] += 1
            return None
        if len(done) > 1:
            remarks["of several annotations of a task the last is taken, or the one called ground truth"] += 1
        results = next((one for one in done if one.ground_truth), done[-1]).result
    text = read.data.get(_TEXT)
    if not isinstance(text, str):
        raise Unusable(place, f"its data have no '{_TEXT}'")
    known_as = read.data.get("article")
    ident = known_as if isinstance(known_as, str) and known_as else f"task-{read.id or number}"
    date = read.data.get("date")
    day = publication_day(date[_DAY] if isinstance(date, str) else None, place)
    regions = _regions(results, text, place, remarks)
    return gold_of(Sheet(ident, text, day, list(regions.values()), list(_links(results, regions, remarks))))


def _minimal(item: dict[str, Any]) -> tuple[_Task, list[_Result]]:
    """A task as JSON-MIN has it: the data and, under the name of each control, what was marked with it."""
    values = [v for value in item.values() if isinstance(value, list) for v in value if _is_label(v)]
    results = [_Result("labels", id=str(n), from_name=_LABEL, value=value) for n, value in enumerate(values)]
    ident = item.get("id")
    return _Task(item, id=ident if isinstance(ident, int | str) else None), results


def _is_label(value: Any) -> bool:
    return isinstance(value, dict) and "labels" in value


def _regions(results: Iterable[_Result], text: str, place: str, remarks: Remarks) -> dict[str, Region]:
    """The regions of our kinds, by id, with the values that their controls give them."""
    values: dict[str, dict[str, list[str]]] = {}
    labelled: list[tuple[str, _Value]] = []
    for number, result in enumerate(results, 1):
        if result.type == "relation":
            continue
        value = shaped(result.value, _Value, f"{place}: result {number}") if "start" in result.value else None
        if value is None:
            remarks[f"what was said of a whole text with '{result.from_name}' is passed over"] += 1
        elif result.type in ("labels", "hypertextlabels"):
            labelled.append((result.id, value))
        else:
            said = value.choices or ([value.text] if isinstance(value.text, str) else value.text or [])
            values.setdefault(result.id, {})[result.from_name] = [one.strip() for one in said if one.strip()]
    at = _counting([value for _, value in labelled], text, place)
    regions: dict[str, Region] = {}
    for ident, value in labelled:
        for label in value.labels:
            if label.upper() in KINDS:
                kind: Kind = label.upper()  # type: ignore[assignment]
                known_as = ident if ident not in regions else f"{ident}/{label}"
                regions[known_as] = _region(known_as, kind, at(value.start), at(value.end), values.get(ident, {}))
            else:
                remarks[f"the label '{label}' is passed over"] += 1
    return regions


def _region(ident: str, kind: Kind, start: int, end: int, said: dict[str, list[str]]) -> Region:
    def one(name: str) -> str | None:
        return said[name][-1] if said.get(name) else None

    says = None
    if kind == "SENTENCE" and (said.keys() & {*_CHOICES, *_SENTENCE_TEXTS}):
        says = Expected(
            kind=one("kind"),
            term=one("term"),
            amount=one("amount"),
            people=said.get("people", []),
            offences=said.get("offences", []),
            status=one("status"),
            court=one("court"),
        )
    value = one("value") if kind == "DATE" else None
    return Region(ident, kind, start, end, bool(said.get(_OPTIONAL)), one("name"), value, says)


def _counting(values: list[_Value], text: str, place: str) -> Callable[[int], int]:
    """From the file's offsets to code points: as they are, or from UTF-16 units, whichever fits all the words.

    Raises `Unusable` where neither does.
    """
    for unit in (lambda offset: offset, _from_utf_16(text)):
        if all(_fits(value, unit, text) for value in values):
            return unit
    for value in values:
        if not 0 <= value.start < value.end <= len(text):
            raise Unusable(place, f"{value.start} to {value.end} is not within the text (0 to {len(text)})")
        if not _fits(value, lambda offset: offset, text):
            there = text[value.start : value.end]
            raise Unusable(place, f"{value.start} to {value.end} is '{value.text}', but the text there is '{there}'")
    raise AssertionError("one of them does not fit")


def _fits(value: _Value, unit: Callable[[int], int], text: str) -> bool:
    start, end = unit(value.start), unit(value.end)
    if not 0 <= start < end <= len(text):
        return False
    return not isinstance(value.text, str) or _letters(value.text) == _letters(text[start:end])


def _letters(words: str) -> str:
    r"""Words without white space, of which Label Studio changes some, and writes line ends as \n."""
    return "".join(words.replace("\\n", "").split())


def _from_utf_16(text: str) -> Callable[[int], int]:
    """From UTF-16 units to code points; -1 for what lies within a character or outside the text."""
    places: dict[int, int] = {}
    at = 0
    for n, char in enumerate(text):
        places[at] = n
        at += 2 if char > "\uffff" else 1
    places[at] = len(text)
    return lambda offset: places.get(offset, -1)


def _links(results: Iterable[_Result], regions: dict[str, Region], remarks: Remarks) -> Iterator[Link]:
    for result in results:
        if result.type != "relation":
            continue
        one, other = regions.get(result.from_id), regions.get(result.to_id)
        found = link(one, other) if one and other else None
        if found and set(result.labels or ()) <= set(RELATIONS.values()):
            yield found
        else:
            remarks["a relation that is not one of a sentence with a person, court or date is passed over"] += 1


def labelling_configuration() -> str:
    """What may be marked, for Label Studio: the XML of a project's labelling interface."""
    labels = (_tag("Label", value=kind, background=colour) for kind, colour in LABEL_COLOURS.items())
    relations = (_tag("Relation", value=name) for name in RELATIONS.values())
    named = _text_area("name", "Full name")
    valued = _text_area("value", "EDTF, as 2024-03-15 or 2024-03")
    choices = (part for name, known in _CHOICES.items() for part in (_header(name), _choices(name, known)))
    texts = (_text_area(name, about) for name, about in _SENTENCE_TEXTS.items())
    return (
        _tag(
            "View",
            _header("$date"),
            _tag("Relations", *relations),
            _tag("Labels", *labels, name=_LABEL, toName=_TEXT, showInline="true"),
            _tag("Text", name=_TEXT, value=f"${_TEXT}"),
            _when(NAMED, named),
            _when(["DATE"], valued),
            _when(["SENTENCE"], *choices, *texts),
            _when(KINDS, _choices(_OPTIONAL, [_OPTIONAL], choice="multiple")),
        )
        + "\n"
    )


def _when(kinds: Iterable[Kind], *controls: str) -> str:
    """Controls that are there while a region of one of these kinds is selected."""
    return _tag("View", *controls, visibleWhen="region-selected", whenTagName=_LABEL, whenLabelValue=",".join(kinds))


def _header(value: str) -> str:
    return _tag("Header", size="6", value=value)


def _choices(name: str, known: Iterable[str], choice: str = "single") -> str:
    choices = (_tag("Choice", value=value) for value in known)
    return _tag("Choices", *choices, name=name, toName=_TEXT, perRegion="true", choice=choice, showInline="true")


def _text_area(name: str, about: str) -> str:
    many = {} if name in _LISTS else {"maxSubmissions": "1"}
    return _tag(
        "TextArea", name=name, toName=_TEXT, perRegion="true", editable="true", rows="1", placeholder=about, **many
    )


def _tag(tag: str, /, *inner: str, **said: str) -> str:
    opening = f"<{tag}" + "".join(f' {key}="{escape(value)}"' for key, value in said.items())
    return f"{opening}>\n{indent(chr(10).join(inner), '  ')}\n</{tag}>" if inner else f"{opening}/>"
