"""Lets tests of this room, and processes they start, import what rooms share; a cluster of two worker processes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATHS = (str(ROOT), str(ROOT / "loader"))
sys.path[:0] = PATHS
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (*PATHS, os.environ.get("PYTHONPATH"))))


@pytest.fixture(scope="package")
def cluster() -> Iterator[Any]:
    """Two worker processes, which are replaced when they die."""
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as found:
        yield found


@pytest.fixture(scope="package")
def object_storage() -> Iterator[str]:
    """A server that speaks as S3 does, with one bucket. Needs the packages s3fs and moto[server]."""
    fsspec: Any = pytest.importorskip("fsspec")
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "someone")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "topsecret")
        fsspec.filesystem("s3").mkdir("bucket")
        yield "s3://bucket/out"
    server.stop()
