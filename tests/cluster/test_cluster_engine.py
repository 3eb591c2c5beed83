"""The engine of a cluster: it does what the local one does, and a node may go."""

from __future__ import annotations

import importlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from batch.fakes import Fake, no_model, run_job, write
from batch.test_engine import many, told, undisturbed
from cluster.conftest import Nodes
from extractor.batch.cluster import NoCluster, RayEngine, Site
from extractor.batch.engine import CannotBegin
from extractor.batch.place import Place


def engine(folder: Path, task: Callable[[], Fake] | None = None, workers: int = 2, **more: object) -> RayEngine:
    """The real engine with fake work."""
    return RayEngine(task or Fake(), Site(str(folder)), workers=workers, **more)  # type: ignore[arg-type]


def test_results_come_in_the_order_of_the_inputs(joined: Nodes, tmp_path: Path) -> None:
    assert told(engine(many(tmp_path)), tmp_path) == undisturbed()


def test_a_file_that_kills_fails_alone_and_one_that_hangs_is_cut_off(
    joined: Nodes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("extractor.batch.cluster._RETRIES", 1)
    many(tmp_path / "f", 40)
    hangs = f"hang once {tmp_path}/marker"
    write(tmp_path / "f", {"0010.txt": "die", "0020.txt": "wrong", "0030.txt": hangs})
    expected = undisturbed(40)
    expected[20] = ("0010", 0, "its worker was lost, perhaps with its node")
    expected[40] = ("0020", 0, "unexpected ValueError: \x1b[2J is wrong")
    expected[60] = ("0030", 0, hangs)
    assert told(engine(tmp_path / "f", limit=5.0), tmp_path / "f") == expected
    assert (tmp_path / "marker").exists()


def test_a_node_that_dies_costs_no_record_and_gives_none_twice(joined: Nodes, tmp_path: Path) -> None:
    many(tmp_path / "f", 300)
    node = joined.add()
    running = engine(tmp_path / "f", Fake(0.05), workers=4)
    died: list[bool] = []

    def kill_in_mid_run() -> None:
        while sum(worker.ready for worker in running._workers) < 4:
            time.sleep(0.05)
        joined.kill(node)
        died.append(bool(running._workers))

    killer = threading.Thread(target=kill_in_mid_run, daemon=True)
    killer.start()
    run_job(tmp_path / "f", Place(tmp_path / "ray.jsonl", "jsonl"), running)
    killer.join()

    run_job(tmp_path / "f", Place(tmp_path / "here.jsonl", "jsonl"))
    assert (tmp_path / "ray.jsonl").read_bytes() == (tmp_path / "here.jsonl").read_bytes()
    assert died == [True]


def test_more_workers_than_cores_wait_and_are_not_waited_for(joined: Nodes, tmp_path: Path) -> None:
    assert told(engine(many(tmp_path), workers=9), tmp_path) == undisturbed()


def test_a_stop_gives_what_is_in_hand_and_ends(joined: Nodes, tmp_path: Path) -> None:
    running = engine(many(tmp_path, 1000), Fake(0.005))
    found = []
    for item, result in running.run(iter_inputs(tmp_path)):
        found.append((Path(item.source).stem, result.number))
        if len(found) == 100:
            running.stop()
    assert 100 <= len(found) < 1000
    assert found == [(f"{n:04}", number) for n in range(len(found) // 2) for number in (0, 1)]


def iter_inputs(folder: Path):
    from extractor.batch.walk import Walk

    return iter(Walk(str(folder)))


class NotInstalled:
    """Work that a node cannot load, because it lacks what was installed here."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return importlib.import_module, ("not_installed_there",)

    def __call__(self) -> Fake:
        return Fake()


@pytest.mark.parametrize(
    ("task", "site", "said"),
    [
        (no_model, Site("."), "model 'nowhere' cannot be used: it is not installed. To mend it: install it"),
        (Fake(), Site("/nowhere/news"), "does not see the folder /nowhere/news; put it where all nodes do"),
        (Fake(), Site(".", version="0.0.9"), "not 0.0.9; install the same everywhere"),
        (NotInstalled(), Site("."), "No module named 'not_installed_there'); install it on all of them"),
    ],
)
def test_what_no_worker_can_do_without_is_said_once(
    joined: Nodes, tmp_path: Path, task: Callable[[], Fake], site: Site, said: str
) -> None:
    with pytest.raises(CannotBegin) as raised:
        told(RayEngine(task, site, workers=2), many(tmp_path))
    assert raised.value.usage
    assert str(raised.value).endswith(said)
    assert os.linesep not in str(raised.value)


def test_a_cluster_without_cores() -> None:
    with pytest.raises(NoCluster, match="no core for a worker"):
        RayEngine(Fake(), Site("."), workers=0)
