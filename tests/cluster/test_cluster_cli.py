"""`extractor batch --engine ray`: how it is stopped and goes on, and one clear line where there is no cluster."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from batch.fakes import write
from cli.test_cli_batch import FAKED, texts
from cluster.conftest import TESTS, Nodes
from extractor.cli import main


def batch(*args: str) -> Result:
    return CliRunner().invoke(main, ["batch", ".", "-o", "out.jsonl", *args], prog_name="extractor")


def test_a_run_on_the_cluster_is_stopped_and_goes_on_on_one_machine(nodes: Nodes, tmp_path: Path) -> None:
    write(tmp_path, {"main.py": FAKED, **{f"f/{n:05}.txt": f"story {n}" for n in range(3000)}})
    command = [sys.executable, "main.py", "batch", "f", "-o", "out.jsonl", "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(TESTS)}
    out = tmp_path / "out.jsonl"

    on_ray = [*command, "--engine", "ray", "--address", nodes.address]
    running = subprocess.Popen(on_ray, cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True)
    while running.poll() is None and not (out.exists() and out.stat().st_size):
        time.sleep(0.01)
    running.send_signal(signal.SIGTERM)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130, said
    assert said.endswith("; stopped; the same command goes on from here\n")
    first = texts(out)
    assert 0 < len(first) < 3000

    subprocess.run(command, cwd=tmp_path, env=environment, check=True)
    assert texts(out) == [f"story {n}" for n in range(3000)]


def a_free_port() -> str:
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{here.getsockname()[1]}"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (a_free_port(), "no Ray cluster answers there"),
        ("nowhere.invalid:6379", "no Ray cluster answers there"),
        ("ray://127.0.0.1:10001", "run the command on a node of the cluster"),
        ("nonsense", "it is no address; give HOST:PORT"),
        ("127.0.0.1:99999", "no Ray cluster answers there"),
    ],
)
def test_a_wrong_address_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, said: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = batch("--engine", "ray", "--address", address)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"extractor: {address}: ")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_an_address_without_its_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = batch("--address", "127.0.0.1:6379")
    assert result.exit_code == 2
    assert "it needs --engine ray" in result.stderr


def test_without_ray_the_command_that_installs_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "ray", None)
    result = batch("--engine", "ray")
    assert result.exit_code == 2
    assert result.stderr == (
        "extractor: Ray is not installed: pip install 'extractor[ray]', or leave --engine ray out\n"
    )


def test_nothing_of_ray_is_imported_unless_it_is_used() -> None:
    program = (
        "import sys, extractor.cli, extractor.cli.batch, extractor.batch.local, extractor.batch.cluster\n"
        "print(*{'ray', 'pyarrow', 'spacy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
