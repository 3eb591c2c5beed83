"""The command as a process of its own: start-up, pipes, signals, and the real model once from end to end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

EXTRACTOR = [sys.executable, "-m", "extractor"]
HEAVY = ("spacy", "thinc", "numpy", "rich", "charset_normalizer", "pydantic")
LIGHT = (
    ["--help"],
    ["-h"],
    ["--version"],
    ["schema"],
    ["run", "--help"],
    ["batch", "--help"],
    ["show", "--help"],
    ["run", "--version"],
    ["schema", "--help"],
    ["model", "--help"],
    ["model", "info"],
)

posix = pytest.mark.skipif(os.name != "posix", reason="signals and named pipes of POSIX")


def process(*args: str, **more: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*EXTRACTOR, *args], stderr=subprocess.PIPE, **more)  # type: ignore[call-overload]


@pytest.mark.parametrize("args", LIGHT, ids=" ".join)
def test_nothing_heavy_is_imported(args: list[str]) -> None:
    program = (
        "import sys\nfrom extractor.cli import main\n"
        f"try: main({args}, prog_name='extractor')\n"
        f"except SystemExit: print([m for m in {HEAVY} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"
    assert done.stdout


@pytest.mark.parametrize("args", [["--help"], ["schema"]], ids=" ".join)
def test_it_starts_in_a_fifth_of_a_second(args: list[str]) -> None:
    def once() -> float:
        start = time.perf_counter()
        subprocess.run([*EXTRACTOR, *args], check=True, stdout=subprocess.DEVNULL)
        return time.perf_counter() - start

    # the best of some, and only as many as it takes: the machine may be busy
    assert any(once() < 0.2 for _ in range(10))


def test_bad_input_alone_loads_no_model(tmp_path: Path) -> None:
    program = (
        "import sys\nfrom extractor.cli import main\n"
        f"try: main(['{tmp_path}/none.txt'], prog_name='extractor')\n"
        f"except SystemExit as e: print(e.code, [m for m in {HEAVY} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "1 []\n"


def test_from_end_to_end(article: str) -> None:
    text = article.replace("\n", "\r\n")
    done = subprocess.run(EXTRACTOR, input=text.encode("utf-8-sig"), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    record = json.loads(done.stdout)
    assert record["document"]["characters"] == len(text)
    assert [sentence["term"] for sentence in record["sentences"]][:2] == ["P9Y", "P9Y"]


# Closed pipes


@posix
@pytest.mark.parametrize("args", LIGHT[:4], ids=" ".join)
def test_a_closed_pipe_is_silent(args: list[str]) -> None:
    with process(*args, stdout=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


@posix
def test_a_pipe_that_is_closed_after_a_byte(tmp_path: Path, article: str) -> None:
    (tmp_path / "a.txt").write_text(article * 40, encoding="utf-8")  # more than a pipe holds
    done = subprocess.run(
        [
            "bash",
            "-c",
            '"$0" -m extractor a.txt a.txt --format json | head -c 1; echo " ${PIPESTATUS[0]}"',
            sys.executable,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("[ 141\n", "")


@posix
@pytest.mark.parametrize("stream", ["<&-", ">&-", "2>&-", "<&- 2>&-"])
def test_streams_that_the_shell_closed(stream: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f'"$0" -m extractor - {stream}', sys.executable], capture_output=True, input=b"", check=False
    )
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == (0 if "2>&-" in stream else 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_standard_output_on_a_full_disk() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*EXTRACTOR, "schema"], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert (
        done.stderr
        == b"extractor: <stdout>: it cannot be written (No space left on device); make room, or write elsewhere\n"
    )


# Signals


@pytest.fixture
def waiting(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Starts `extractor` on a named pipe that never gives anything; returns once it reads there."""

    def start(*args: str) -> subprocess.Popen[bytes]:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        running = process(str(pipe), *args, stdout=subprocess.PIPE)
        writer = os.open(pipe, os.O_WRONLY)  # waits for the reader
        os.unlink(pipe)
        os.set_inheritable(writer, False)
        time.sleep(0.2)  # from opening to reading; Python does not see a signal that comes just between
        return running

    return start


@posix
def test_an_interrupt_is_one_line(waiting: Callable[..., subprocess.Popen[bytes]]) -> None:
    running = waiting()
    running.send_signal(signal.SIGINT)
    assert running.communicate(timeout=10) == (b"", b"extractor: interrupted\n")
    assert running.returncode == 130


@posix
@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_the_old_file_alone(
    waiting: Callable[..., subprocess.Popen[bytes]], tmp_path: Path, number: signal.Signals, status: int
) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("old")
    running = waiting("-o", str(target))
    running.send_signal(number)
    running.communicate(timeout=10)
    assert running.returncode == status
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out.jsonl"]
