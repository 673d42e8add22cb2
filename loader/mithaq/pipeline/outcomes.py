"""Count and report what becomes of each input of a load, and keep the quarantine."""

from __future__ import annotations

from mithaq.pipeline import quarantine
from mithaq.pipeline.processor import ProcessedArticle
from mithaq.pipeline.report import LoadReport, Progress, ProgressEvent
from mithaq.reading.article import Article
from mithaq.store import Store

__all__ = ["Outcomes"]


class Outcomes:
    """Without `reports`, the report files in the quarantine folder are left to the caller. In a load that began with an
    `empty` store and has every id once, stored articles are not looked up in the quarantine: they cannot be in it."""

    def __init__(self, store: Store, progress: Progress, reports: bool = True, empty: bool = False) -> None:
        self.report = LoadReport()
        self._store, self._progress, self._reports, self._empty = store, progress, reports, empty
        self._old_reports = reports and not (empty and not store.quarantine.is_dir())

    def notify(self, event: ProgressEvent) -> None:
        """Count an event and pass it on."""
        self.report.count(event)
        self._progress(event)

    def add_times(self, seconds: dict[str, float]) -> None:
        for stage, spent in seconds.items():
            self.report.add_time(stage, spent)

    def note_unread(self, article: Article, result: ProcessedArticle) -> None:
        """Say what of an article could not be read."""
        for reason in result.unread:
            self.notify(ProgressEvent("noted", article.id, f"{article.id}: read in part: {reason}"))

    def quarantine(self, article: Article, errors: str) -> None:
        """Put an article into the quarantine.

        Raises:
            StoreError: full disk, damaged files.
        """
        quarantine.add(self._store, article, errors)
        if self._reports:
            quarantine.write_report(self._store, article, errors)
        path = quarantine.report_path(self._store, article.id)
        first = errors.strip().splitlines()[0]
        self.notify(ProgressEvent("quarantined", article.id, f"{article.id}: quarantined: {first} (see {path})"))

    def release(self, id: str) -> None:
        """Remove a stored article from the quarantine.

        Raises:
            StoreError: full disk, damaged files.
        """
        if not self._empty:
            quarantine.release(self._store, id)
        if self._old_reports:
            quarantine.remove_report(self._store, id)

    def stored(self, id: str) -> None:
        self.notify(ProgressEvent("stored", id))
