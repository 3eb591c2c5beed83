"""`extractor batch`: options, what is said where, signals; and the real thing once from end to end."""

from __future__ import annotations

import json
import os
import pty
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path

import pytest

from batch.fakes import FakeTask, Inline, write
from cli.conftest import Cli
from extractor.batch.extraction import Extraction
from extractor.batch.messages import Result
from extractor.batch.walk import Walk
from extractor.batch.work import Task
from extractor.cli.progress import _Bar, _bar, _Log
from extractor.pipeline import Extractor

SAMPLES = Path(__file__).parents[2] / "samples"
FAKED = (
    "from batch.fakes import FakeTask\nimport extractor.cli.batch as batch\n"
    "if __name__ == '__main__':\n    batch.Task = FakeTask\n"
    "    from extractor.cli import main\n    main(prog_name='extractor')\n"
)
posix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and terminals of POSIX")


@pytest.fixture
def batch(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Runs `extractor batch f -o out.jsonl` with more arguments, and fake work, in a folder with two articles."""
    monkeypatch.setattr("extractor.cli.batch.Task", FakeTask)
    write(tmp_path, {"f/a.txt": "one", "f/b/c.txt": "two"})

    def run(*args: str, output: str = "out.jsonl"):
        return cli("batch", "f", "-o", output, "--workers", "1", *args)

    return run


def texts(path: Path) -> list[str]:
    return [json.loads(line)["text"] for line in path.read_text().splitlines()]


# What comes out


def test_records_go_to_the_file_and_all_else_to_standard_error(batch: Cli, tmp_path: Path) -> None:
    result = batch()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("extractor: 2 articles of 2 files in 0:00:0")
    assert result.stderr.endswith("; 0 failed; done: out.jsonl\n")
    assert texts(tmp_path / "out.jsonl") == ["one", "two"]


def test_the_same_command_again_does_nothing(batch: Cli) -> None:
    batch()
    result = batch()
    assert (result.exit_code, result.stdout) == (0, "")
    assert "0 articles of 0 files" in result.stderr
    assert "2 files were done before" in result.stderr


def test_each_failure_is_a_line_and_the_status_is_1(batch: Cli, tmp_path: Path) -> None:
    write(tmp_path, {"f/bad.txt": "unreadable file", "f/\x1b[2J.txt": "wrong"})
    result = batch("--errors", "errors.jsonl")
    assert result.exit_code == 1
    lines = result.stderr.splitlines()
    assert lines[:2] == [
        "extractor: f/␛[2J.txt: unexpected ValueError: ␛[2J is wrong; please report this bug, with what --debug shows",
        "extractor: f/bad.txt: it is no file of articles; leave it out",
    ]
    assert lines[2].endswith("; 2 failed (see errors.jsonl); done: out.jsonl")
    assert texts(tmp_path / "out.jsonl") == ["one", "two"]
    failures = [json.loads(line) for line in (tmp_path / "errors.jsonl").read_text().splitlines()]
    assert [failure["source"] for failure in failures] == ["f/\x1b[2J.txt", "f/bad.txt"]
    assert batch("--errors", "errors.jsonl").exit_code == 1


def test_quiet_says_nothing_but_failures(batch: Cli, tmp_path: Path) -> None:
    assert batch("--quiet").stderr == ""
    write(tmp_path, {"f/bad.txt": "unreadable file"})
    assert batch("-q").stderr == "extractor: f/bad.txt: it is no file of articles; leave it out\n"


def test_patterns_choose_files(batch: Cli, tmp_path: Path) -> None:
    write(tmp_path, {"f/d.text": "three"})
    result = batch("--glob", "*.text", "--glob", "b/*")
    assert texts(tmp_path / "out.jsonl") == ["two", "three"]
    assert "1 files of other names were left out" in result.stderr


def test_loops_of_links_are_told(batch: Cli, tmp_path: Path) -> None:
    (tmp_path / "f" / "loop").symlink_to(tmp_path / "f")
    result = batch()
    assert result.exit_code == 0
    assert (
        "extractor: warning: f/loop: a link to a folder that is read already; it was not followed again"
        in result.stderr
    )


def test_a_log_has_a_line_now_and_then(batch: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractor.cli.progress._LOG_SECONDS", 0.0)
    lines = batch().stderr.splitlines()
    assert lines[0].startswith("extractor: 1 articles, 0 failed, ")
    assert " articles/s" in lines[0]


# What must not happen


def test_what_is_not_ours_is_not_overwritten(batch: Cli, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").write_text("mine")
    result = batch()
    assert result.exit_code == 1
    assert result.stderr == (
        f"extractor: {tmp_path}/out.jsonl: no batch made it as it is; choose another name, or give --force to replace it\n"
    )
    assert (tmp_path / "out.jsonl").read_text() == "mine"
    assert batch("--force").exit_code == 0
    assert texts(tmp_path / "out.jsonl") == ["one", "two"]


def test_other_patterns_are_not_mixed(batch: Cli, tmp_path: Path) -> None:
    write(tmp_path, {"my.toml": 'cases = ["Blue Ledger"]'})
    assert batch("--patterns", "my.toml").exit_code == 0
    assert batch("--patterns", "my.toml").exit_code == 0
    write(tmp_path, {"my.toml": 'cases = ["Red Ledger"]'})
    assert "it was begun otherwise (--patterns was '" in batch("--patterns", "my.toml").stderr
    assert "is None); do as then" in batch().stderr


def test_other_settings_are_not_mixed(batch: Cli, tmp_path: Path) -> None:
    batch()
    result = batch("--only", "dates,people")
    assert result.exit_code == 1
    assert "it was begun otherwise (--only was None, is ['dates', 'people']); do as then, or --fresh" in result.stderr
    assert batch("--only", "people,dates", "--fresh").exit_code == 0
    assert batch("--only", "dates,people").exit_code == 0


def test_records_of_two_models_are_not_mixed(batch: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    assert batch().exit_code == 0
    monkeypatch.setattr("extractor.batch.place.fingerprint", lambda _: "other")
    result = batch()
    assert result.exit_code == 1
    assert "it was begun otherwise (--model was 'own " in result.stderr
    assert batch("--fresh").exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_named(batch: Cli, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o500)
    assert "you may not write in kept" in batch("-o", "kept/out.jsonl").stderr


def test_another_threshold_is_not_mixed(batch: Cli) -> None:
    assert batch("--min-confidence", "0.8").exit_code == 0
    result = batch("--min-confidence", "0.9")
    assert "it was begun otherwise (--min-confidence was 0.8, is 0.9); do as then, or --fresh" in result.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["none", "-o", "o"], "none: there is no such folder; 'extractor run' reads single files"),
        (["f", "-o", "f"], "--output f is the folder of the articles; choose another name"),
        (["f/b", "-o", "f", "--force"], "--output f is the folder of the articles; choose another name"),
        (["s3://news/2024/", "-o", "o"], "s3://news/2024/ is in an object store, which the command neither reads nor"),
        (["f", "-o", "gs://x/o"], "Use extractor.ray in a pipeline of Ray Data, as docs/cluster.md shows, or mount or"),
        (["f", "-o", "o", "--errors", "https://x.test/e"], "https://x.test/e is in an object store"),
        (["f", "-o", "o", "--kind", "people"], "--kind goes with a file of --format csv, tsv, parquet; a folder gets"),
        (["f", "-o", "o.db", "--kind", "people"], "and 'extractor convert' makes rows of JSON Lines"),
        (["f", "-o", "o/", "-f", "csv", "--kind", "people"], "a folder gets a file of each kind"),
        (["f", "-o", "o.parquet", "--kind", "people", "--with-text"], "--with-text goes with"),
        (["f", "-o", "o", "--date", "2024-01-01", "--date-from", "name"], "--date gives all articles one date, so"),
        (["f", "-o", "o", "--date-from", "ctime"], "'ctime' is none of name,metadata,mtime; join several by commas"),
        (["f", "-o", "o.csv", "--with-text"], "--with-text goes with --format json-per-file, json, jsonl"),
        (["f"], "Missing option '-o' / '--output'"),
        (["f", "-o", "o", "--workers", "0"], "0 is not in the range"),
        (["f", "-o", "o", "--time-limit", "0"], "0.0 is not in the range"),
    ],
)
def test_wrong_usage(batch: Cli, cli: Cli, args: list[str], message: str) -> None:
    result = cli("batch", *args)
    assert result.exit_code == 2
    assert message in result.stderr


@pytest.mark.parametrize(
    ("output", "format", "message"),
    [
        ("nowhere/out.jsonl", "jsonl", "it cannot be written (there is no folder "),
        ("f/b", "sqlite", "it cannot be written (sqlite goes to a file)"),
        ("new/", "jsonl", "it cannot be written (jsonl goes to a file)"),
        ("f/b", "csv", "f/b: no batch made it as it is; choose another name, or give --force to replace it with all"),
        ("f/a.txt", "json-per-file", "it cannot be written (json-per-file goes to a folder)"),
        ("/dev/null", "jsonl", "it cannot be written (it is no regular file)"),
    ],
)
def test_an_output_that_cannot_be(batch: Cli, output: str, format: str, message: str) -> None:
    result = batch("--format", format, output=output)
    assert result.exit_code == 1
    assert message in result.stderr


@pytest.fixture
def real(batch: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """`batch` whose articles are records of samples, with what they were made from."""
    from batch.test_job import _samples

    monkeypatch.setattr("extractor.cli.batch._engine", lambda *_, **__: nullcontext(Inline()))
    monkeypatch.setattr("batch.fakes.Fake.lines", _samples)
    write(tmp_path, {"f/a.txt": str(SAMPLES / "port-fraud.json"), "f/b/c.txt": str(SAMPLES / "port-fraud.json")})
    return batch


def test_rows_of_one_kind_and_then_of_another(real: Cli, tmp_path: Path) -> None:
    """The second time no article is read again."""
    assert real("--kind", "sentences", output="out.csv").exit_code == 0
    assert "term" in (tmp_path / "out.csv").read_text().splitlines()[0]
    again = real("--kind", "people", output="out.csv")
    assert "0 articles of 0 files" in again.stderr
    assert "aliases,roles" in (tmp_path / "out.csv").read_text().splitlines()[0]
    real(output="out.csv")
    assert "found_by" in (tmp_path / "out.csv").read_text().splitlines()[0]


@pytest.mark.parametrize("output", ["tables/", "there", "there/"])
def test_a_folder_gets_a_file_of_each_kind(real: Cli, tmp_path: Path, output: str) -> None:
    (tmp_path / "there").mkdir()
    for _ in range(2):
        result = real("--format", "csv", output=output)
        assert (result.exit_code, result.stderr.splitlines()[:-1]) == (0, [])
        made = sorted(path.name for path in (tmp_path / output).iterdir())
        assert made == [f"{kind}.csv" for kind in ("cases", "courts", "dates", "mentions", "people", "sentences")]


def test_a_folder_without_a_format_gets_a_file_of_each_article(real: Cli, tmp_path: Path) -> None:
    assert real(output="new/").exit_code == 0
    assert sorted(str(path.relative_to(tmp_path)) for path in (tmp_path / "new").rglob("*.json")) == [
        "new/a.txt.json",
        "new/b/c.txt.json",
    ]


def test_parquet_without_its_library(batch: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = batch(output="out.parquet")
    assert result.exit_code == 2
    assert "pip install 'extractor[parquet]'" in result.stderr
    assert not list(tmp_path.glob("out*"))


# As a process


def faked(
    tmp_path: Path, *args: str, more_environment: dict[str, str] | None = None, **more: object
) -> subprocess.Popen[str]:
    """`extractor batch f -o out.jsonl --workers 2`, with fake work."""
    (tmp_path / "main.py").write_text(FAKED)
    command = [sys.executable, "main.py", "batch", "f", "-o", "out.jsonl", "--workers", "2", *args]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **(more_environment or {})}
    given = {"stderr": subprocess.PIPE, "text": True, **more}
    return subprocess.Popen(command, cwd=tmp_path, env=environment, **given)  # type: ignore[call-overload]


def many(tmp_path: Path, count: int) -> list[str]:
    stories = [f"story {n}" for n in range(count)]
    write(tmp_path, {f"f/{n % 10}/{n:05}.txt": stories[n] for n in range(count)})
    return sorted(stories, key=lambda story: (int(story[6:]) % 10, int(story[6:])))


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("group", [True, False], ids=["all processes", "one process"])
def test_a_signal_finishes_what_is_in_hand(tmp_path: Path, number: signal.Signals, group: bool) -> None:
    stories = [f"story {n}" for n in range(8000)]
    write(tmp_path, {f"f/{n:02}.txt": "\n".join(stories[n * 200 :][:200]) for n in range(40)})
    out = tmp_path / "out.jsonl"
    for _ in range(3):
        running = faked(tmp_path, start_new_session=True)
        wait_for_more(out)
        os.killpg(running.pid, number) if group else running.send_signal(number)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 130
        assert "extractor: finishing what is in hand; once more stops at once\n" in said
        assert said.endswith("; stopped; the same command goes on from here\n")
        assert texts(out) == stories[: len(texts(out))]
        assert len(texts(out)) < len(stories)
    assert faked(tmp_path).wait(timeout=60) == 0
    assert texts(out) == stories


def wait_for_more(path: Path) -> None:
    """Until the file is there and has grown."""
    before = path.stat().st_size if path.exists() else 0
    while not path.exists() or path.stat().st_size <= before:
        time.sleep(0.005)


@posix
def test_a_second_signal_stops_at_once(tmp_path: Path) -> None:
    write(tmp_path, {"f/a.txt": "one", "f/b.txt": "hang", **{f"f/c{n:03}.txt": str(n) for n in range(50)}})
    running = faked(tmp_path)
    wait_for_more(tmp_path / "out.jsonl")
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    time.sleep(0.3)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=5)
    assert running.returncode == 130
    assert said.endswith("extractor: stopped at once; the same command goes on from here\n")


@posix
def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the size of files stands for it: a write gives less than was asked, and then an error."""
    stories = many(tmp_path, 1000)
    limit = 30_000
    limited = faked(tmp_path, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    _, said = limited.communicate(timeout=20)
    assert limited.returncode == 1
    assert said.splitlines()[-1].startswith("extractor: /")
    assert "it cannot be written (" in said.splitlines()[-1]
    again = faked(tmp_path)
    again.communicate(timeout=20)
    assert again.returncode == 0
    assert texts(tmp_path / "out.jsonl") == stories


@posix
def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    many(tmp_path, 300)
    terminal, theirs = pty.openpty()
    environment = {"COLUMNS": "100", "TERM": "xterm"}
    process = faked(tmp_path, "--workers", "1", stderr=theirs, more_environment=environment)
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(terminal, 1000):
            shown += part
    except OSError:  # the other end is closed
        pass
    assert process.wait() == 0
    text = shown.decode()
    assert "300 articles" in text
    assert "/s  0 failed" in text
    assert "━" in text
    assert text.rstrip().endswith("done: out.jsonl")


def counted(now: _Bar | _Log) -> None:
    """Wait until the other thread has the number of files."""
    while now.total is None:
        time.sleep(0.001)


def test_the_bar_counts_what_was_done_before(monkeypatch: pytest.MonkeyPatch) -> None:
    updates: list[dict[str, object]] = []
    monkeypatch.setattr("rich.progress.Progress.update", lambda *_, **fields: updates.append(fields))
    with _bar(lambda: 100) as bar:
        bar.note(Result(1, end=True), reused=40)
        assert updates[-1]["completed"] == 41
        counted(bar)
        bar.note(Result(1, end=True), reused=40)
    assert (updates[-1]["total"], updates[-1]["completed"]) == (100, 42)


def test_a_log_tells_the_time_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Of 100 files 40 had been done before, and 20 took ten minutes: the other 40 take twice as long."""
    monkeypatch.setattr("extractor.cli.progress._LOG_SECONDS", 600.0)
    log = _Log(lambda: 100)
    for number in range(20):
        if number == 19:
            counted(log)
            log._start -= 600
        log.note(Result(0, b"{}\n", end=True), reused=40)
    assert capsys.readouterr().err == "extractor: 20 articles, 0 failed, 0.0 articles/s, 0:20:00 left\n"


def test_from_end_to_end(tmp_path: Path) -> None:
    """The real model and two workers, in every format; a file among them that is none."""
    folder = write(tmp_path / "f", {"0.txt": "\0\1\2" * 100})
    for sample in sorted(SAMPLES.glob("*.txt"))[:3]:
        (folder / sample.name).write_bytes(sample.read_bytes())
    extractor = [sys.executable, "-m", "extractor"]
    run = subprocess.run(
        [*extractor, "f/0.txt", *sorted(f"f/{p.name}" for p in folder.glob("[a-z]*"))],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    command = [*extractor, "batch", "f", "--workers", "2", "-q", "-o"]
    done = subprocess.run([*command, "out.jsonl"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr == run.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == run.stdout
    subprocess.run([*command, "out.db"], cwd=tmp_path, check=False, capture_output=True)
    db = sqlite3.connect(tmp_path / "out.db")
    assert db.execute("SELECT count(*) FROM articles").fetchone() == (3,)
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


@posix
def test_killed_from_end_to_end(tmp_path: Path, ex: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real model: a worker is killed, then the command itself, then, as it goes on, a worker; and nothing shows."""
    for number in range(30):
        for sample in SAMPLES.glob("*.txt"):
            write(tmp_path, {f"f/{number}/{sample.name}": sample.read_text(encoding="utf-8")})
    out = tmp_path / "out.jsonl"
    command = [sys.executable, "-m", "extractor", "batch", "f", "-o", "out.jsonl", "-q", "--workers", "2"]
    for status in (-signal.SIGKILL, 0):
        running = subprocess.Popen(command, cwd=tmp_path)
        wait_for_more(out)
        workers = subprocess.run(["pgrep", "-P", str(running.pid), "-f", "spawn_main"], capture_output=True, check=True)
        os.kill(int(workers.stdout.split()[0]), signal.SIGKILL)
        if status:
            wait_for_more(out)
            running.kill()
        assert running.wait() == status
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("extractor.batch.extraction.load", lambda *_, **__: ex)
    work = Extraction(Task())
    assert out.read_bytes() == b"".join(
        line
        for item in Walk("f")
        for line in work.lines(list(work.articles(item)))  # type: ignore[arg-type]
    )


def test_a_missing_model_is_wrong_usage(tmp_path: Path) -> None:
    write(tmp_path, {"f/a.txt": "one"})
    command = [sys.executable, "-m", "extractor", "batch", "f", "-o", "out.jsonl", "--model", "none_such"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith(
        "extractor: model 'none_such' cannot be used: it is not installed. To mend it: python"
    )
    assert len(done.stderr.splitlines()) == 1
