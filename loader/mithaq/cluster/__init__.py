"""Past one machine: articles are processed by the workers of a Dask cluster, and one writer stores them.

`DaskExecutor` is what `mithaq.pipeline.load` takes in place of local workers. `batch` reads partitions of files on the
workers as well, keeps their results as shards on shared storage, and merges these into a store: if it is empty, the
workers resolve identities too. Both store, to the byte, what a load on one machine stores. Needs the extra `cluster`.
"""

from mithaq.cluster.addresses import is_url
from mithaq.cluster.batches import SHARDS, STORE, batch
from mithaq.cluster.dask_executor import DaskExecutor

__all__ = ["SHARDS", "STORE", "DaskExecutor", "batch", "is_url"]
