"""The package: its entry points, what is in it, and that importing it is cheap."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points, version
from pathlib import Path

import pytest
import spacy
from spacy.util import load_config

import extractor
from extractor.components import COMPONENTS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "extractor"
PYPROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

TEXT = (
    "On 12 March 2024 the Paris Court of Appeal sentenced Judge Marie Dubois to six years in prison, "
    "the lawyers in Dubois v. France said."
)
FOUND = {
    "sentence_finder": ("sentences", "six years in prison"),
    "date_finder": ("dates", "12 March 2024"),
    "court_finder": ("courts", "Paris Court of Appeal"),
    "case_finder": ("cases", "Dubois v. France"),
    "people_finder": ("people", "Marie Dubois"),
}


def test_entry_points_name_the_components() -> None:
    points = [p for p in entry_points(group="spacy_factories") if p.module == "extractor.components"]
    assert sorted(p.name for p in points) == sorted(["ner_at_once", *COMPONENTS])
    assert all(p.load() for p in points)


def test_the_model_is_in_the_package_and_small() -> None:
    sizes = [file.stat().st_size for file in (PACKAGE / "model").rglob("*") if file.is_file()]
    assert 1_000_000 < sum(sizes) < 40_000_000


@pytest.mark.parametrize("component", COMPONENTS)
def test_finder_works_alone(component: str) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(component)
    kind, expected = FOUND[component]
    doc = nlp(TEXT)
    assert list(doc.spans) == [kind]
    assert expected in [span.text for span in doc.spans[kind]]


def test_finder_is_found_without_importing_the_package() -> None:
    run_python("import spacy; spacy.blank('en').add_pipe('court_finder')")


def test_people_finder_without_a_model_gives_what_rules_can() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("people_finder")
    doc = nlp("Judge Marie Dubois spoke. Quorl Vexit stayed silent. Dubois left for Paris.")
    assert [span.text for span in doc.spans["people"]] == ["Marie Dubois", "Dubois"]


def test_every_finder_bears_an_empty_text() -> None:
    nlp = spacy.blank("en")
    for component in COMPONENTS:
        nlp.add_pipe(component)
    doc = nlp("")
    assert [len(doc.spans[kind]) for kind, _ in FOUND.values()] == [0] * len(FOUND)


def test_import_loads_no_spacy() -> None:
    run_python("import sys, extractor; assert 'spacy' not in sys.modules")


def test_all_is_importable() -> None:
    assert all(hasattr(extractor, name) for name in extractor.__all__)


def test_version_is_told_once() -> None:
    assert f'\nversion = "{extractor.__version__}"\n' in PYPROJECT
    assert version("extractor") == extractor.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert extractor.__version__ in changelog.split("\n## ")[1]


def test_wheel_holds_types_and_lexicon() -> None:
    assert 'packages = ["src/extractor"]' in PYPROJECT
    assert (PACKAGE / "py.typed").is_file()
    code = "\n".join(path.read_text(encoding="utf-8") for path in (PACKAGE / "lexicon").glob("*.py"))
    named = set(re.findall(r'"([a-z_]+\.(?:tsv|txt))"', code))
    assert named == {path.name for path in (PACKAGE / "lexicon").iterdir() if path.suffix in {".tsv", ".txt"}}


def test_wheel_holds_what_the_report_is_made_of() -> None:
    folder = PACKAGE / "writers" / "report"
    named = set(re.findall(r'"([a-z]+\.(?:html|css|js))"', (folder / "__init__.py").read_text(encoding="utf-8")))
    assert named == {path.name for path in folder.iterdir() if path.suffix in {".html", ".css", ".js"}}
    assert len(named) == 3


def test_no_file_of_the_package_is_ignored_by_git() -> None:
    """Hatch leaves out of the wheel what .gitignore names."""
    files = [str(p) for p in PACKAGE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    try:
        ignored = subprocess.run(["git", "check-ignore", *files], cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("git is not installed")
    assert ignored.stdout == ""


def test_model_folder_tells_the_order_of_the_finders() -> None:
    described = load_config(ROOT / "models" / "pipeline.cfg")
    assert described["nlp"]["pipeline"] == ["tok2vec", "ner", "ner_at_once", *COMPONENTS]
    assert list(described["components"]) == described["nlp"]["pipeline"]
    assert [described["components"][name]["factory"] for name in COMPONENTS] == list(COMPONENTS)


def test_model_folder_tells_what_load_makes() -> None:
    described = load_config(ROOT / "models" / "pipeline.cfg")
    made = extractor.load().nlp.config["nlp"]
    assert (made["pipeline"], made["disabled"]) == (described["nlp"]["pipeline"], described["nlp"]["disabled"])


def run_python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
