"""The graph on disk.

`Store.open` opens a directory for reading (any number of processes, each seeing the state after the last
finished load) or for writing (one process). Troubles are `StoreError`, one line each. `Change` is a
transaction.
"""

from mithaq.store.change import Change
from mithaq.store.failures import StoreError
from mithaq.store.store import Entry, Store
from mithaq.store.terms import is_book

__all__ = ["Change", "Entry", "Store", "StoreError", "default_directory", "is_book"]


def default_directory() -> str:
    """The store directory when a call names none: the environment's `MITHAQ_STORE`, else `mithaq-store`."""
    import os

    return os.environ.get("MITHAQ_STORE") or "mithaq-store"
