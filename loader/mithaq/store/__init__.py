"""The RDF store on disk.

`Store.open` opens a directory for reading (any number of processes; each sees the state after the last finished load)
or for writing (one process). Errors are raised as `StoreError` with a one-line message. `Transaction` is an atomic
change.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from mithaq.store.article_record import ArticleRecord, record_quads
from mithaq.store.checking import check_store
from mithaq.store.errors import StoreError, query_errors
from mithaq.store.store import Store
from mithaq.store.terms import is_internal_graph
from mithaq.store.transaction import Transaction

__all__ = [
    "ArticleRecord", "Store", "StoreError", "Transaction", "check_store", "default_directory", "is_internal_graph",
    "record_quads", "result_errors",
]  # fmt: skip


def default_directory() -> str:
    """The default store directory: the environment variable `MITHAQ_STORE`, otherwise `mithaq-store`."""
    import os

    return os.environ.get("MITHAQ_STORE") or "mithaq-store"


@contextmanager
def result_errors(store: Store) -> Iterator[None]:
    """Convert errors of running a query on a store, or of reading its results, into one-line messages.

    Raises:
        StoreError: damaged files.
        UserError: the query fails.
    """
    with query_errors(store.path):
        yield
