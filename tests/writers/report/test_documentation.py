"""What docs/report.md says is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from extractor.writers.report import articles, timeline
from injections import INJECTIONS

ROOT = Path(__file__).parents[3]
DOCS = (ROOT / "docs" / "report.md").read_text(encoding="utf-8")


def test_the_command_makes_the_report(tmp_path: Path) -> None:
    (command,) = re.findall(r"```sh\n(.*?)\n```", DOCS)
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>12 articles</h1>" in page
    assert "extractor run --with-text" not in page


def test_the_figures() -> None:
    assert f"put {len(INJECTIONS)} strings" in DOCS
    assert f"of more than {articles.LONGEST_LABEL} characters are cut" in DOCS
    assert f"Up to {timeline.MOST_DRAWN} are drawn" in DOCS
    script = Path(articles.__file__).with_name("report.js").read_text(encoding="utf-8")
    (most,) = re.findall(r"const SIZES = \[.*?(\d+)\];", script)
    assert f"up to {int(most):,} of each table" in DOCS


def test_the_picture_is_light() -> None:
    assert "](report.png)" in DOCS
    assert (ROOT / "docs" / "report.png").stat().st_size < 200_000
