"""`mithaq batch`: load many files by way of shards, on this machine or on a cluster."""

from __future__ import annotations

import click

from mithaq.cli.input_options import input_options, read_options
from mithaq.cli.load import confidence_option, print_outcome, workers_option
from mithaq.errors import UserError

__all__ = ["batch"]


@click.command(
    epilog="""\b
Examples:
  mithaq batch archive/ /shared/archive-graph
  mithaq batch /shared/archive/ /shared/archive-graph --scheduler tcp://10.0.0.1:8786
  mithaq export graph.nq --store /shared/archive-graph/store
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="INPUT...")
@click.argument("folder", metavar="OUT")
@click.option("--scheduler", metavar="URL", help="Work on the Dask cluster of this scheduler.")
@workers_option
@confidence_option
@click.option(
    "--base", metavar="IRI", show_default="https://w3id.org/mithaq/id/", help="Base of the IRIs of individuals."
)
@input_options
def batch(
    paths: tuple[str, ...], folder: str, scheduler: str | None, workers: int | None, min_confidence: float,
    base: str | None, mapping: tuple[str, ...], date_order: str | None, epoch: bool, crawl_date: bool,
) -> None:  # fmt: skip
    """Load files and folders into the store OUT/store by way of shards in OUT/shards.

    Workers read, extract and validate partitions of the files and write their results as shards: gzipped N-Quads, and
    JSON Lines. Then the shards are merged into the store, which is the same as after `mithaq load`; workers take part
    in that if the store is empty. Run it again after an interruption, or with more files: shards that are there and
    still right are not made again. On a cluster, all machines must see INPUT and OUT under the same names.
    """
    from mithaq import cluster
    from mithaq.cli.progress import Meter

    if "-" in paths:
        raise UserError("a batch reads files and folders, not standard input: use mithaq load")
    options = read_options(mapping, date_order, epoch, crawl_date)
    with Meter(paths) as meter:
        report = cluster.batch(
            paths, folder, scheduler=scheduler, workers=workers, min_confidence=min_confidence, base=base,
            options=options, progress=meter.tell,
        )  # fmt: skip
    print_outcome(f"{folder}/{cluster.STORE}", report)
