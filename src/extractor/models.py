"""Which model is used, where it lies, and what its `meta.json` says of it. Nothing here loads spaCy."""

from __future__ import annotations

import importlib.util
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec

from extractor.errors import ModelMissing
from extractor.gold.files import Unusable, parse_json, read_text, shaped

DEFAULT_MODEL = str(Path(__file__).parent / "model")
"""The folder of the pipeline that ships with the package; `models/` holds its card and its recipe."""
FINE_TUNED = "fine_tuned"
"""The key of `FineTuned` in a `meta.json`; a folder that has it is ours."""
NER = ("ner", "beam_ner")
"""What the factory of a component is called that finds entities."""
_TABLES = "vocab"
"""The part of a pipeline's folder that is large: words and vectors."""
_REINSTALL = "install extractor again: pip install --force-reinstall extractor"


class Figures(msgspec.Struct, frozen=True):
    """Precision, recall and F1 of one label, by those who trained the model."""

    p: float
    r: float
    f: float


class Source(msgspec.Struct, frozen=True):
    """Something that the model was trained on, and its licence, as far as the model tells."""

    name: str
    license: str | None = None


class Base(msgspec.Struct, frozen=True, omit_defaults=True):
    """The model that was trained further, which may have been trained further itself."""

    name: str
    version: str
    fine_tuned: FineTuned | None = None


class FineTuned(msgspec.Struct, frozen=True):
    """What `extractor model train` did: on how many articles with how many marks, measured on how many others."""

    base: Base
    articles: int
    marks: dict[str, int]
    held_out: int
    epochs: int
    seed: int


class _Meta(msgspec.Struct):
    """The parts of a `meta.json` that are looked at; spaCy's own models leave some out."""

    name: str
    version: str
    lang: str
    spacy_version: str = ""
    description: str = ""
    license: str = ""
    labels: dict[str, list[Any]] = {}
    pipeline: list[str] = []
    performance: dict[str, Any] | None = None
    sources: list[Source] | str | None = None
    fine_tuned: FineTuned | None = None


class Card(msgspec.Struct, frozen=True):
    """A model in short. `figures` by whom or what was measured, then by label; `all` is all labels together."""

    name: str
    version: str
    ships_with_extractor: bool
    folder: str
    bytes: int
    language: str
    description: str
    components: list[str]
    labels: list[str]
    license: str
    trained_on: list[Source]
    fine_tuned: FineTuned | None
    figures: dict[str, dict[str, Figures]]
    spacy_needed: str
    spacy_installed: str


def find_model(name: str) -> Path:
    """The folder of a model: of that path, else of the installed package of that name. Raises `ModelMissing`."""
    if Path(name).exists():
        return Path(name)
    package = name.replace("-", "_")
    spec = None
    with suppress(ValueError):  # of a module that was made without one
        spec = importlib.util.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.has_location or spec.origin is None:
        raise ModelMissing(name, _REINSTALL if name == DEFAULT_MODEL else f"python -m spacy download {name}")
    return Path(spec.origin).parent


def card(name: str | None = None) -> Card:
    """What is known of a model, by name or folder, without loading it; of the one that ships if there is no name.

    Raises `ModelMissing`, also for what is no spaCy pipeline.
    """
    asked = name or DEFAULT_MODEL
    place = find_model(asked)
    meta = _meta(asked, place)
    return Card(
        meta.name,
        meta.version,
        place.resolve() == Path(DEFAULT_MODEL).resolve(),
        str(place.resolve()),
        sum(file.stat().st_size for file in place.rglob("*") if file.is_file() and file.suffix != ".pyc"),
        meta.lang,
        meta.description,
        meta.pipeline,
        [str(label) for component in NER for label in meta.labels.get(component, [])],
        meta.license,
        meta.sources if isinstance(meta.sources, list) else [Source(meta.sources)] if meta.sources else [],
        meta.fine_tuned,
        _figures(meta.performance or {}),
        meta.spacy_version,
        version("spacy"),
    )


def fingerprint(name: str | None = None) -> str:
    """Eight letters that change with the model: with its config, its weights, and the sizes of its tables.

    Raises `ModelMissing`.
    """
    asked = name or DEFAULT_MODEL
    place = find_model(asked)
    digest = sha256()
    for file in sorted(path for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        inside = file.relative_to(place)
        digest.update(f"{inside} {file.stat().st_size}".encode())
        if inside.parts[0] != _TABLES:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def is_pipeline(folder: Path) -> bool:
    """True if a spaCy pipeline lies there."""
    return (folder / "meta.json").is_file() and (folder / "config.cfg").is_file()


def is_fine_tuned(folder: Path) -> bool:
    """True if `extractor model train` made what lies there."""
    return is_pipeline(folder) and card(str(folder)).fine_tuned is not None


def _meta(name: str, place: Path) -> _Meta:
    path = place / "meta.json"
    try:
        return shaped(parse_json(read_text(path), path), _Meta, path)
    except Unusable as error:
        raise ModelMissing(name, "give the name or folder of a spaCy pipeline", str(error)) from error


def _figures(performance: dict[str, Any]) -> dict[str, dict[str, Figures]]:
    """Ours are by split and label; of spaCy's many those of entities count."""
    if "ents_f" in performance:
        every = {part: performance.get(f"ents_{part}") for part in "prf"}
        performance = {"reported": {"all": every, **(performance.get("ents_per_type") or {})}}
    found: dict[str, dict[str, Figures]] = {}
    for split, labels in performance.items():
        try:
            found[split] = msgspec.convert(labels, dict[str, Figures])
        except msgspec.ValidationError:  # of another component, or of another make
            continue
    return found
