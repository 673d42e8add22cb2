"""What things are called, on disk: any thing may be pointed to, and only few are shown."""

from __future__ import annotations

from types import TracebackType

from mithaq.export import scratch_database, scratch_errors

__all__ = ["Labels"]


class Labels:
    """Names by IRI; use it in a `with` statement. An Arabic name is preferred to others, one of the newer side to one
    of the older, and then the first by code points.

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
        """Take note of a label, a literal as N-Triples writes it, of one side."""
        rank = (0 if label.endswith(b"@ar") else 2) + (0 if newer else 1)
        with scratch_errors():
            self._base.execute(
                "INSERT INTO labels VALUES (?, ?, ?) "
                "ON CONFLICT (iri) DO UPDATE SET rank = excluded.rank, label = excluded.label "
                "WHERE (excluded.rank, excluded.label) < (rank, label)",
                (iri, rank, label),
            )

    def get(self, iri: bytes) -> bytes | None:
        """The best label of a term in angle brackets."""
        row = self._base.execute("SELECT label FROM labels WHERE iri = ?", (iri,)).fetchone()
        return None if row is None else bytes(row[0])
