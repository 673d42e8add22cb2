"""The interface of serialization formats."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from mithaq.export.external_sorter import Key
from mithaq.export.nodes import Node

__all__ = ["Key", "Syntax"]


class Syntax(ABC):
    """Writes nodes in one format. The defaults suit formats without a frame around nodes."""

    separator = b""
    """Written between two nodes, and between two graphs."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = prefixes
        self.notes: set[str] = set()
        """Losses of the format in words; filled while writing."""

    def start(self) -> bytes:
        return b""

    def finish(self) -> bytes:
        return b""

    @abstractmethod
    def key(self, node: Node) -> Key:
        """The sort key of nodes within a graph."""

    @abstractmethod
    def node(self, node: Node, graph: bytes | None) -> bytes:
        """The statements of a node in a graph; None is the merged graph."""

    def open_graph(self, graph: bytes) -> bytes:
        return b""

    def close_graph(self, graph: bytes) -> bytes:
        return b""
