"""Names of the books of identity."""

from __future__ import annotations

from pyoxigraph import NamedNode

from mithaq.store.terms import BOOKS

__all__ = ["CARD", "DIFFERENT", "JOINED", "KEY", "SAME", "THINGS"]

THINGS = NamedNode(f"{BOOKS}things")
"""The graph of cards and of the keys by which names are compared."""

CARD = NamedNode(f"{BOOKS}card")
KEY = NamedNode(f"{BOOKS}key")
JOINED = NamedNode(f"{BOOKS}joined")
SAME = NamedNode(f"{BOOKS}same")
DIFFERENT = NamedNode(f"{BOOKS}different")
