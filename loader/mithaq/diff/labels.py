"""Labels of things in a temporary database: any thing may be referenced, but few labels are shown."""

from __future__ import annotations

from types import TracebackType

from mithaq.export import scratch_database, scratch_errors

__all__ = ["Labels"]


class Labels:
    """Labels by IRI; used as a context manager.

    Preference: Arabic labels, then labels of the newer side, then the first in code point order.

    Raises:
        UserError: the folder for temporary files cannot be written.
    """

    def __init__(self) -> None:
        self._base = scratch_database()
        self._base.execute("CREATE TABLE labels (iri BLOB PRIMARY KEY, rank INTEGER, label BLOB) WITHOUT ROWID")

    def __enter__(self) -> Labels:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def add(self, iri: bytes, label: bytes, *, newer: bool) -> None:
        """Add a label (a literal as an N-Triples term) of one side."""
        rank = (0 if label.endswith(b"@ar") else 2) + (0 if newer else 1)
        with scratch_errors():
            self._base.execute(
                "INSERT INTO labels VALUES (?, ?, ?) "
                "ON CONFLICT (iri) DO UPDATE SET rank = excluded.rank, label = excluded.label "
                "WHERE (excluded.rank, excluded.label) < (rank, label)",
                (iri, rank, label),
            )

    def get(self, iri: bytes) -> bytes | None:
        """The preferred label of an IRI in angle brackets."""
        row = self._base.execute("SELECT label FROM labels WHERE iri = ?", (iri,)).fetchone()
        return None if row is None else bytes(row[0])
