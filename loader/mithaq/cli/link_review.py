"""Terminal interface of `mithaq link review`: keyboard only, safe for right-to-left names.

Every Arabic cell is enclosed in U+2068 … U+2069, so that terminals do not swap adjacent cells.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mithaq.cli.console import OutputConsole
from mithaq.cli.keyboard import read_key
from mithaq.cli.language import in_language, say
from mithaq.cli.link_options import judgement_options, open_judgements
from mithaq.queries import isolate_bidi
from mithaq.store import Store
from mithaq.wikidata import KnownItems, canonical_judgements, decide_all, read_subjects
from mithaq.wikidata.applying import apply_judgements
from mithaq.wikidata.client_settings import ClientSettings, LinkingServices
from mithaq.wikidata.review import Review, sentences
from mithaq.wikidata.user_table import user_items

__all__ = ["review"]

_HELP = "1-9 accept   r then 1-9 reject   n none of these   ? not sure   s skip   u undo   q quit"
_SHOWN = 9
_WIDTH = 22
"""Characters on one line of an Arabic cell."""


@click.command(epilog="\b\nExamples:\n  mithaq link review\n  mithaq link review --author orcid:0000-0002-1825-0097")
@judgement_options
@click.option("--cache", metavar="FILE", show_default="$MITHAQ_CACHE, else in the user's cache folder",
              help="Cache file with earlier responses.")  # fmt: skip
def review(directory: str, judgement_path: str | None, today: str, author: str, cache: str | None) -> None:
    """Review uncertain links one thing at a time, with its sentences and its candidates side by side.

    Keys: 1-9 accept a candidate; r and a number reject one; n none of these; ? not sure; s skip; u undo;
    q quit. Each judgement is saved at once; the links are updated when the review ends.
    """
    judgement_file = open_judgements(directory, judgement_path, new=True)
    with (
        Store.open(directory) as store,
        LinkingServices(ClientSettings(cache=Path(cache) if cache else None)) as services,
    ):
        judged = canonical_judgements(judgement_file.read(), store)
        report = decide_all(read_subjects(store), KnownItems([*user_items()]), services.sources, judged)
        session = Review(report.decisions, judgement_file, author, today)
        _go(session, store, OutputConsole())
    if session.judged:
        with Store.open(directory, write=True) as store:
            apply_judgements(store, judgement_file)
    say(f"{session.judged} judged, {len(session.waiting) - session.place} left")


def _go(session: Review, store: Store, console: Console) -> None:
    while session.current is not None:
        _show(session, store, console)
        key = read_key()
        if key == "q":
            return
        _act(session, key, console)


def _act(session: Review, key: str, console: Console) -> None:
    plain: dict[str, Callable[[], Any]] = {
        "n": session.none_of_these, "?": session.unsure, "s": session.skip, "u": session.undo,
    }  # fmt: skip
    if key in plain:
        plain[key]()
    elif (number := _number(session, key)) is not None:
        session.accept(number)
    elif key == "r":
        console.print(in_language("reject which one?"))
        number = _number(session, read_key())
        if number is not None:
            session.reject(number)


def _number(session: Review, key: str) -> int | None:
    """Index of the candidate that a digit key selects; Arabic digits work too."""
    number = int(key) - 1 if key.isdecimal() and len(key) == 1 else -1
    return number if 0 <= number < min(len(session.candidates), _SHOWN) else None


def _show(session: Review, store: Store, console: Console) -> None:
    decision = session.current
    assert decision is not None
    subject = decision.subject
    if console.is_terminal:
        console.clear()
    position = in_language(f"{session.place + 1} of {len(session.waiting)}")
    console.print(Text(f"{position}   {in_language(_HELP)}", style="dim"), soft_wrap=True)
    head = Text(isolate_bidi(subject.name), style="bold")
    head.append(f"   {subject.kind}", style="default")
    if subject.states:
        head.append(f"   {', '.join(sorted(subject.states))}")
    for held in subject.posts:
        when = f" in {held.date}" if held.date else ""
        head.append(f"   {'former ' if held.former else ''}{held.role or 'post'}{when}")
    console.print(head, soft_wrap=True)
    console.print(Text(subject.iri, style="dim"), soft_wrap=True)
    for sentence in sentences(store, subject.iri):
        console.print(Text(f"  {isolate_bidi(sentence)}"), soft_wrap=True)
    console.print(_table(session))


def _table(session: Review) -> Table:
    table = Table(show_lines=True)
    for title in ("", "item", "Arabic", "English", "description", "score", "why"):
        table.add_column(in_language(title), overflow="fold", no_wrap=title in ("", "item", "Arabic", "score"))
    for place, scored in enumerate(session.candidates[:_SHOWN]):
        item = scored.candidate
        why = "\n".join(f"{f.name} {f.value:+.2f}\n{_lines(f.seen)}".rstrip() for f in scored.features)
        posts = "; ".join(f"{p.label} {p.start or ''}–{p.end or ''}" for p in item.posts[:3] if p.label)
        stated = item.description or posts
        cells = (
            f"{place + 1}",
            item.qid,
            _lines(item.name_ar),
            item.name_en,
            stated,
            f"{scored.score:.2f}",
            why,
        )
        table.add_row(*map(Text, cells))
    return table


def _lines(text: str) -> str:
    """Wrap text and isolate each line; if the table wrapped it, only the outer lines would be isolated."""
    return "\n".join(isolate_bidi(line) for line in textwrap.wrap(text, _WIDTH))
