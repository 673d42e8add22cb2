"""Implementation of `mithaq link`: decide, query services if allowed, write the links."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from mithaq.cli.language import say
from mithaq.cli.link_options import settings_of
from mithaq.store import Store
from mithaq.wikidata import (
    KnownItems,
    LinkJudgements,
    LinkReport,
    canonical_judgements,
    commit,
    decide_all,
    read_subjects,
)
from mithaq.wikidata.applying import join_by_item
from mithaq.wikidata.client_settings import LinkingServices
from mithaq.wikidata.user_table import user_items

__all__ = ["run"]


def run(
    directory: str,
    judgement_file: LinkJudgements,
    today: str,
    dry_run: bool,
    languages: list[str],
    options: Mapping[str, Any],
) -> int:
    """Link the things of a store; returns the exit status, 1 if a service stopped before the end.

    With `languages`, also fetch Wikidata's statements about linked items. The store is only opened for
    reading while services are queried, so other processes can load into it.
    """
    settings = settings_of(options, dry=dry_run)
    judgements = judgement_file.read()
    with Store.open(directory) as store:
        subjects = list(read_subjects(store))
        judged = canonical_judgements(judgements, store)
    with LinkingServices(settings, jitter=random.random) as services, _bar() as bar:
        task = bar.add_task("asking", total=None, visible=settings.online)

        def tell(name: str, done: int, total: int) -> None:
            bar.update(task, description=name, completed=done, total=total)

        report = decide_all(subjects, KnownItems([*user_items()]), services.sources, judged, progress=tell)
        wanted = [line for source in services.sources for line in source.wanted]
    if dry_run:
        for line in wanted:
            say(f"would send: {line}")
        say(f"{len(wanted)} requests, plus requests for the items they return; nothing was sent")
        return 0
    with Store.open(directory, write=True) as store:
        join_by_item(store, judgement_file)
        commit(store, report, judgements, today)
    status = _tell(directory, report, services.budget.spent)
    if languages:
        from mithaq.cli.link_enrich import enrich_store

        left = None if settings.max_requests is None else max(0, settings.max_requests - services.budget.spent)
        count = enrich_store(directory, replace(settings, max_requests=left), languages)
        say(f"{directory}: {count} items enriched")
    return status


def _bar() -> Progress:
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


def _tell(directory: str, report: LinkReport, requests: int) -> int:
    counts = report.counts
    linked = counts["automatic"] + counts["accepted"]
    parts = [f"{linked} linked ({report.new} added, {report.gone} removed)", f"{counts['review']} for review"]
    parts += [f"{requests} requests sent"] if requests else []
    say(f"{directory}: {', '.join(parts)}, {counts['none']} without a candidate")
    for source, reason in report.stopped.items():
        say(f"mithaq: {source}: {reason}", err=True)
    return 1 if any("is used up" not in reason for reason in report.stopped.values()) else 0
