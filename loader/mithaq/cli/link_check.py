"""`mithaq link check`: compare links with the current state of Wikidata."""

from __future__ import annotations

import random
import sys
from dataclasses import replace
from typing import Any

import click

from mithaq.cli.language import say
from mithaq.cli.link_options import (
    client_options,
    date_option,
    judgements_option,
    open_judgements,
    settings_of,
)
from mithaq.cli.load import store_option
from mithaq.errors import UserError
from mithaq.store import Store
from mithaq.wikidata import read_links
from mithaq.wikidata.applying import apply_item_changes, apply_judgements
from mithaq.wikidata.checking import check_items, repair
from mithaq.wikidata.client import BudgetExhausted, ServiceRefused
from mithaq.wikidata.client_settings import LinkingServices

__all__ = ["check"]


@click.command(epilog="\b\nExamples:\n  mithaq link check --online --contact you@example.org")
@store_option
@judgements_option
@date_option
@client_options
def check(directory: str, judgement_path: str | None, today: str, **options: Any) -> None:
    """Compare every link with the current state of Wikidata; repair links to merged or deleted items."""
    if not options["online"]:
        raise UserError("checking needs Wikidata: add --online and --contact")
    judgement_file = open_judgements(directory, judgement_path)
    settings = replace(settings_of(options), days=0)
    with Store.open(directory) as store:
        judged = {qid for mine in judgement_file.read().values() for qid in mine if qid}
        qids = judged | {link.qid for link in read_links(store)}
    with LinkingServices(settings, jitter=random.random) as services:
        try:
            findings, unanswered = check_items(services.api, qids)
        except (ServiceRefused, BudgetExhausted) as problem:
            raise UserError(f"the check stopped: {problem}") from problem
    for finding in findings:
        say(f"{finding.qid}: {finding.what}" + (f" into {finding.target}" if finding.target else ""))
    repair(judgement_file, findings, today)
    if findings:
        with Store.open(directory, write=True) as store:
            apply_item_changes(store, findings)
            apply_judgements(store, judgement_file)
    say(f"{len(qids)} items checked: {len(findings)} repaired, {len(unanswered)} without an answer")
    if unanswered:
        sys.exit(1)
