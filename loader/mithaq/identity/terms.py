"""Names of the index of identity."""

from __future__ import annotations

from pyoxigraph import NamedNode

from mithaq.store.terms import BOOKS

__all__ = ["DIFFERENT", "JOINED", "KEY", "PROFILE", "PROFILES", "SAME"]

PROFILES = NamedNode(f"{BOOKS}records")
"""The graph of profiles and of the keys by which names are compared."""

PROFILE = NamedNode(f"{BOOKS}profile")
KEY = NamedNode(f"{BOOKS}key")
JOINED = NamedNode(f"{BOOKS}joined")
SAME = NamedNode(f"{BOOKS}same")
DIFFERENT = NamedNode(f"{BOOKS}different")
