"""The RDF store on disk.

`Store.open` opens a directory for reading (any number of processes; each sees the state after the last finished load)
or for writing (one process). Errors are raised as `StoreError` with a one-line message. `Transaction` is an atomic
change.
"""

from mithaq.store.errors import StoreError
from mithaq.store.store import ArticleRecord, Store
from mithaq.store.terms import is_internal_graph
from mithaq.store.transaction import Transaction

__all__ = ["ArticleRecord", "Store", "StoreError", "Transaction", "default_directory", "is_internal_graph"]


def default_directory() -> str:
    """The default store directory: the environment variable `MITHAQ_STORE`, otherwise `mithaq-store`."""
    import os

    return os.environ.get("MITHAQ_STORE") or "mithaq-store"
