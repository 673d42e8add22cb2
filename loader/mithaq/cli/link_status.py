"""Output of `mithaq link status`."""

from __future__ import annotations

from collections import Counter, defaultdict

from rich.table import Table

from mithaq.cli.arabic import term_name
from mithaq.cli.console import OutputConsole
from mithaq.cli.language import in_language, is_arabic
from mithaq.queries import isolate_bidi
from mithaq.rdf import PREFIXES
from mithaq.store import Store
from mithaq.wikidata import KnownItems, LinkJudgements, canonical_judgements, decide_all, read_links, read_subjects
from mithaq.wikidata.model import KINDS
from mithaq.wikidata.user_table import user_items

__all__ = ["print_status"]


def print_status(store: Store, judgement_file: LinkJudgements, review: bool) -> None:
    """Print for each class how many things are linked and how, how many wait, and how many have no item."""
    subjects = list(read_subjects(store))
    links = read_links(store)
    linked = {link.subject: link for link in links}
    judged = canonical_judgements(judgement_file.read(), store)
    open_ones = [s for s in subjects if s.iri not in linked]
    report = decide_all(open_ones, KnownItems([*user_items()]), [], judged)
    waiting = {d.subject.iri: d for d in report.decisions if d.outcome in ("review", "automatic") and not d.settled}
    console = OutputConsole()
    headings = ("class", "things", "linked", "by a person", "waiting", "judged without an item")
    table = Table(*map(in_language, headings))
    for name, kind in KINDS.items():
        mine = [s for s in subjects if s.kind == kind]
        by = Counter(linked[s.iri].method for s in mine if s.iri in linked)
        none = sum(1 for s in mine if "" in judged.get(s.iri, {}))
        row = (len(mine), sum(by.values()), by["person"], sum(1 for s in mine if s.iri in waiting), none)
        table.add_row((term_name(PREFIXES["mq"] + name) if is_arabic() else None) or name, *map(str, row))
    console.print(table)
    shared: dict[str, list[str]] = defaultdict(list)
    for link in links:
        shared[link.qid].append(link.subject)
    for qid, things in sorted(shared.items()):
        if len(things) > 1:
            console.print(in_language(f"{qid} is the item of {len(things)} things: {' '.join(things)}"), soft_wrap=True)
    if review:
        for iri, decision in sorted(waiting.items()):
            best = decision.best
            guess = f"{best.candidate.qid} {isolate_bidi(best.candidate.label)} {best.score:.2f}" if best else ""
            console.print(f"{iri}  {isolate_bidi(decision.subject.name)}  {guess}", soft_wrap=True, markup=False)
