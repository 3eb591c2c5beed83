"""docs/model.md: its commands do what it says, on the marked samples as gold."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from extractor.cli import main
from extractor.cli.model import command

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.M | re.S)


def promised(block: str) -> str:
    """What the block shows as a pattern: "…" is anything, and a figure any figure."""
    return re.sub(r"\d+(?:\\\.\d+)+", r"[\\d.]+", re.escape(block).replace("…", "(?s:.*)"))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("samples").symlink_to(ROOT / "samples")
    Path("gold").symlink_to(ROOT / "tests" / "samples_gold")
    return tmp_path


def test_blocks_print_what_stands_below_them(here: Path) -> None:
    shown = 0
    for number, (language, block) in enumerate(BLOCKS):
        if language != "sh":
            continue
        for line in block.splitlines():
            program, *words = shlex.split(line)
            assert program == "extractor"
            result = CliRunner().invoke(main, words, prog_name="extractor")
            assert result.exit_code == 0, result.stderr
        if BLOCKS[number + 1 :] and BLOCKS[number + 1][0] == "text":
            assert re.fullmatch(promised(BLOCKS[number + 1][1]), result.stdout), result.stdout
            shown += 1
    assert shown == 3
    assert sorted(path.name for path in here.iterdir()) == ["gold", "mine", "samples"]


def test_every_command_and_option_of_train_is_on_the_page() -> None:
    assert set(re.findall(r"^extractor model (\w+)", PAGE, re.M)) == set(command.commands)
    own = {"--base", "--epochs", "--seed", "--dev", "--force"}
    assert set(re.findall(r"^\| `(--\w+)", PAGE, re.M)) == own
    assert own < {name for option in command.commands["train"].params for name in option.opts}
