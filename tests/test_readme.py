"""What the README shows is what happens."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jq
import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES = re.findall(
    r"```sh\nextractor (?P<sample>\S+) \| jq (?P<raw>-[rc]) '(?P<program>[^']+)'\n```\n\n```text\n(?P<output>.*?)\n```",
    README,
    re.S,
)


def test_there_are_recipes():
    assert len(RECIPES) >= 4


@pytest.mark.parametrize(("sample", "flag", "program", "output"), RECIPES)
def test_a_recipe_prints_what_the_readme_shows(ex, sample, flag, program, output):
    record = ex.extract((ROOT / sample).read_text(encoding="utf-8"), source=sample).to_dict()

    results = jq.compile(program).input_value(record).all()

    shown = [r if flag == "-r" else json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in results]
    assert "\n".join(shown) == output


def test_the_python_example_does_what_its_comment_says(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    (promised,) = re.findall(r"^# (.*)$", code, re.M)

    exec(compile(code, "README.md", "exec"), {})

    assert capsys.readouterr().out.strip() == promised
