"""The graph on disk.

`Store.open` opens a directory for reading (any number of processes, each seeing the state after the last
finished load) or for writing (one process). Troubles are `StoreError`, one line each. `Transaction` is a
transaction.
"""

from mithaq.store.errors import StoreError
from mithaq.store.store import ArticleRecord, Store
from mithaq.store.terms import is_internal_graph
from mithaq.store.transaction import Transaction

__all__ = ["ArticleRecord", "Store", "StoreError", "Transaction", "default_directory", "is_internal_graph"]


def default_directory() -> str:
    """The store directory when a call names none: the environment's `MITHAQ_STORE`, else `mithaq-store`."""
    import os

    return os.environ.get("MITHAQ_STORE") or "mithaq-store"
