"""A Ray cluster of two nodes on this machine, for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from extractor.ray import Extract

pytest.importorskip("ray", reason="Ray has no wheel for this Python and platform, so that [dev] leaves it out")
STORE = 80_000_000
DEATH = {"health_check_initial_delay_ms": 0, "health_check_period_ms": 1000, "health_check_failure_threshold": 2}
"""A node that is gone is noticed sooner than by Ray's own settings, which wait a quarter of a minute."""
TESTS = Path(__file__).parents[1]


class Nodes:
    """The cluster: a head without work, one node with two cores, and more as a test wants."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        head = {"num_cpus": 0, "object_store_memory": STORE, "include_dashboard": False, "_system_config": DEATH}
        self._cluster = Cluster(initialize_head=True, head_node_args=head)
        self.address: str = self._cluster.address
        self.add()

    def add(self) -> Any:
        """Another node with two cores."""
        return self._cluster.add_node(num_cpus=2, object_store_memory=STORE)

    def kill(self, node: Any) -> None:
        """End a node as a power cut would."""
        self._cluster.remove_node(node, allow_graceful=False)

    def shutdown(self) -> None:
        self._cluster.shutdown()


@pytest.fixture(scope="session")
def nodes() -> Iterator[Nodes]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RAY_USAGE_STATS_ENABLED", "0")
        patched.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(TESTS), os.environ.get("PYTHONPATH")])))
        started = Nodes()
        try:
            yield started
        finally:
            started.shutdown()


@pytest.fixture
def joined(nodes: Nodes) -> Iterator[Nodes]:
    """The cluster, and this process belongs to it."""
    from extractor.batch.cluster import connected

    with connected(nodes.address):
        yield nodes


@pytest.fixture(scope="session")
def extract() -> Extract:
    """With the default model, in this process."""
    from extractor.ray import Extract

    return Extract()
