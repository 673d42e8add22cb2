"""Connected components of a graph, from its edges."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["Components"]


class Components:
    """Nodes are numbers. Memory grows with the nodes that have edges, not with the edges."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def find(self, node: int) -> int:
        """The representative of the component of a node."""
        parent = self._parent
        root = node
        while (above := parent.get(root, root)) != root:
            root = above
        while (above := parent.get(node, node)) != root:
            parent[node] = root
            node = above
        return root

    def join(self, one: int, other: int) -> bool:
        """Add an edge; returns whether it joins two components."""
        a, b = self.find(one), self.find(other)
        if a == b:
            return False
        self._parent[max(a, b)] = min(a, b)
        self._parent.setdefault(min(a, b), min(a, b))
        return True

    def join_all(self, edges: Iterable[tuple[int, int]]) -> None:
        for one, other in edges:
            self.join(one, other)

    def labels(self) -> dict[int, int]:
        """The nodes with edges → the smallest node of their component."""
        return {node: self.find(node) for node in self._parent}
