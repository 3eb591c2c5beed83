"""`docs/cluster.md`: what it tells to run is run, on the test's cluster and folders."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cluster.conftest import TESTS, Nodes
from extractor.ray import Extract

SAMPLES = TESTS.parent / "samples"
PAGE = (TESTS.parent / "docs" / "cluster.md").read_text(encoding="utf-8")
SHELL = re.findall(r"^```sh\n(.*?)^```", PAGE, re.M | re.S)
PYTHON = re.findall(r"^```python\n(.*?)^```", PAGE, re.M | re.S)


def in_place(text: str, places: dict[str, object]) -> str:
    """`text` with each of the page's names, all of which it must have, replaced by one of the test's."""
    for name, place in places.items():
        assert name in text
        text = text.replace(name, str(place))
    return text


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Some samples, and a file that is no article."""
    folder = tmp_path / "news"
    folder.mkdir()
    for sample in SAMPLES.glob("[a-j]*.txt"):
        (folder / sample.name).write_bytes(sample.read_bytes())
    (folder / "bad.txt").write_bytes(b"\x00\x01\x02\x00" * 9)
    return folder


def test_the_command_gives_the_records_of_one_machine(nodes: Nodes, news: Path, tmp_path: Path) -> None:
    (command,) = re.findall(r"^extractor (batch .*)$", "".join(SHELL), re.M)
    on_ray = in_place(command, {"/shared/news": news, "HEAD:6379": nodes.address})
    here = "batch news -o here.jsonl --workers 1"
    for arguments in (in_place(on_ray, {str(news): "news"}), here):
        extractor = [sys.executable, "-m", "extractor", *arguments.split()]
        done = subprocess.run(extractor, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (1, "")
        said = done.stderr.splitlines()
        assert sum(line.startswith("extractor: news/bad.txt: it is binary") for line in said) == 1
        assert "; 1 failed; done: " in said[-1]
        assert all(line.startswith("extractor: ") for line in said)
    assert (tmp_path / "records.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    assert len((tmp_path / "here.jsonl").read_bytes().splitlines()) == len(list(news.iterdir())) - 1


def test_the_pipeline_gives_the_records_of_the_command(
    joined: Nodes, extract: Extract, news: Path, tmp_path: Path
) -> None:
    import pyarrow.parquet
    import ray

    ray.data.DataContext.get_current().enable_progress_bars = False
    read_and_write, to_lines, _ = PYTHON
    places: dict[str, object] = {"s3://records/2024/": tmp_path / "rows"}
    exec(in_place(read_and_write, {"s3://news/2024/": news, "size=64": "size=1", **places}), {})
    exec(in_place(to_lines, {"s3://records/2024-jsonl/": tmp_path / "lines", **places}), {})

    files = sorted(news.iterdir())
    expected = extract({"bytes": [file.read_bytes() for file in files], "path": [str(file) for file in files]})
    written = pyarrow.parquet.read_table(tmp_path / "rows").to_pylist()
    assert sorted(written, key=name) == expected.to_pylist()
    lines = [line for file in (tmp_path / "lines").iterdir() for line in file.read_text(encoding="utf-8").splitlines()]
    assert sorted(lines) == sorted(row["record"] for row in written if row["record"])
    assert len(lines) == len(files) - 1
    assert all(json.loads(line)["schema"] == "extractor/1" for line in lines)


def name(row: dict[str, Any]) -> str:
    path: str = row["path"]
    return path
