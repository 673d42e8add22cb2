"""Terms of the internal graphs of entity resolution."""

from __future__ import annotations

from pyoxigraph import NamedNode

from mithaq.store.terms import INTERNAL_PREFIX

__all__ = ["DIFFERENT", "JOINED", "KEY", "PROFILE", "PROFILES", "SAME"]

PROFILES = NamedNode(f"{INTERNAL_PREFIX}records")
"""The graph of profiles and blocking keys."""

PROFILE = NamedNode(f"{INTERNAL_PREFIX}profile")
KEY = NamedNode(f"{INTERNAL_PREFIX}key")
JOINED = NamedNode(f"{INTERNAL_PREFIX}joined")
SAME = NamedNode(f"{INTERNAL_PREFIX}same")
DIFFERENT = NamedNode(f"{INTERNAL_PREFIX}different")
