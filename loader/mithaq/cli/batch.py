"""`mithaq batch`: load many files by way of shards, on this machine or on a cluster."""

from __future__ import annotations

import click

from mithaq.cli.input_options import input_options, read_options
from mithaq.cli.load import confidence_option, print_outcome, timeout_option, workers_option
from mithaq.errors import UserError
from mithaq.store import default_directory

__all__ = ["batch"]


@click.command(
    epilog="""\b
Examples:
  mithaq batch archive/ /shared/archive-graph
  mithaq batch /shared/archive/ /shared/archive-graph --scheduler tcp://10.0.0.1:8786
  mithaq batch /shared/archive/ s3://bucket/archive --store graph --scheduler tcp://10.0.0.1:8786
  mithaq batch 's3://bucket/news/*.jsonl.gz' s3://bucket/news-graph --store graph
  mithaq export graph.nq --store /shared/archive-graph/store
"""
)
@click.argument("paths", nargs=-1, required=True, metavar="INPUT...")
@click.argument("folder", metavar="OUT")
@click.option(
    "--store",
    "directory",
    show_default="OUT/store; if OUT is a URL, $MITHAQ_STORE, else ./mithaq-store",
    metavar="DIR",
    help="Directory of the store.",
)
@click.option("--shared-store", is_flag=True, help="The workers of the cluster see DIR: they resolve identities too.")
@click.option("--scheduler", metavar="URL", help="Work on the Dask cluster of this scheduler.")
@workers_option
@confidence_option
@click.option(
    "--base", metavar="IRI", show_default="https://w3id.org/mithaq/id/", help="Base of the IRIs of individuals."
)
@input_options
@timeout_option
def batch(
    paths: tuple[str, ...], folder: str, directory: str | None, shared_store: bool, scheduler: str | None,
    workers: int | None, min_confidence: float, base: str | None, mapping: tuple[str, ...], date_order: str | None,
    epoch: bool, path_ids: bool, crawl_date: bool, seconds: float,
) -> None:  # fmt: skip
    """Load files and folders into the store OUT/store by way of shards in OUT/shards.

    INPUT is a file, a folder, or a URL such as s3://bucket/news; with * in the URL, all files that match. OUT is a
    folder, or a URL; the store is then in another folder, DIR.

    Workers read, extract and validate partitions of the files and write their results as shards: gzipped N-Quads, and
    JSON Lines. Then the shards are merged into the store, which is the same as after `mithaq load`; workers take part
    in that if the store is empty. Run it again after an interruption, or with more files: shards that are there and
    still right are not made again. On a cluster, all machines must see INPUT and OUT under the same names.
    """
    from mithaq import cluster
    from mithaq.cli.progress import Meter

    if "-" in paths:
        raise UserError("a batch reads files and folders, not standard input: use mithaq load")
    options = read_options(mapping, date_order, epoch, path_ids=path_ids, crawl_date=crawl_date)
    if directory is None and cluster.is_url(folder):
        directory = default_directory()
    with Meter(paths) as meter:
        report = cluster.batch(
            paths, folder, store=directory, shared_store=shared_store, scheduler=scheduler, workers=workers,
            min_confidence=min_confidence, base=base, options=options, article_seconds=seconds, progress=meter.tell,
        )  # fmt: skip
    print_outcome(directory or f"{folder}/{cluster.STORE}", report)
