"""Apply judgements on links after a change of the merged graph."""

from __future__ import annotations

from mithaq.store import Store

__all__ = ["keep_link_judgements"]


def keep_link_judgements(store: Store) -> None:
    """Call `mithaq.wikidata.applying.keep_link_judgements`, which is imported only now: it needs a client for HTTP,
    and worker processes do not.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
        UserError: a malformed line in the judgements.
    """
    from mithaq.wikidata.applying import keep_link_judgements

    keep_link_judgements(store)
