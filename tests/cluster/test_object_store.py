"""`docs/cluster.md` on an object store: its pipeline reads from and writes to a server that speaks S3."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pyarrow.parquet
import pytest
from moto.server import ThreadedMotoServer
from pyarrow.fs import FileSelector, FileSystem, FileType, S3FileSystem

from cluster.conftest import TESTS, Nodes
from cluster.test_cluster_docs import PYTHON, in_place
from extractor.ray import Extract

STORIES = {f"2024/{sample.name}": sample.read_bytes() for sample in (TESTS.parent / "samples").glob("[a-d]*.txt")}
ODD = {
    "2024/café ✓ #1+%20.txt": b"A Paris court jailed Jean Dupont for six years.",
    "2024/bad.txt": b"\x00\x01\x02\x00" * 9,
}


@pytest.fixture
def store() -> Iterator[FileSystem]:
    """With a bucket of news and an empty one for records."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    key = {"access_key": "nobody", "secret_key": "nothing", "region": "us-east-1"}
    made = S3FileSystem(endpoint_override=f"http://{host}:{port}", allow_bucket_creation=True, **key)
    try:
        for bucket in ("news", "records"):
            made.create_dir(bucket)
        for name, content in {**STORIES, **ODD}.items():
            with made.open_output_stream(f"news/{name}") as file:
                file.write(content)
        yield made
    finally:
        server.stop()


def files(store: FileSystem, folder: str) -> list[str]:
    found = store.get_file_info(FileSelector(folder, recursive=True))
    return sorted(info.path for info in found if info.type == FileType.File)


def test_the_pipeline_reads_and_writes_an_object_store(joined: Nodes, extract: Extract, store: FileSystem) -> None:
    import ray

    ray.data.DataContext.get_current().enable_progress_bars = False
    here = re.sub(r"^store = .*$", "", PYTHON[2], flags=re.M)
    exec(in_place(here, {"size=64": "size=1"}), {"store": store})

    given = sorted({**STORIES, **ODD}.items())
    expected = extract({"bytes": [content for _, content in given], "path": [f"news/{name}" for name, _ in given]})
    parts = files(store, "records/2024")
    rows = [row for part in parts for row in pyarrow.parquet.read_table(part, filesystem=store).to_pylist()]
    assert sorted(rows, key=lambda row: row["path"]) == expected.to_pylist()
    assert [row["path"] for row in rows if row["error"]] == ["news/2024/bad.txt"]

    lines = [
        line
        for part in files(store, "records/2024-jsonl")
        for line in store.open_input_stream(part).read().decode().splitlines()
    ]
    assert sorted(lines) == sorted(row["record"] for row in rows if row["record"])
    assert {json.loads(line)["document"]["source"] for line in lines} == {f"news/{name}" for name, _ in given} - {
        "news/2024/bad.txt"
    }
