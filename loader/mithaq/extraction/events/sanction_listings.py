"""Measures told by what is done: X puts Y on the list of terrorists, freezes the assets of Y, bans imports from Y,
declares a diplomat of Y unwanted, gives him time to leave."""

from __future__ import annotations

from collections.abc import Iterator

from mithaq.extraction.events.attributed_acts import adjectives_at
from mithaq.extraction.events.light_verbs import leading, said_before
from mithaq.extraction.events.measures import Taken, officials_at
from mithaq.extraction.events.sanction_nouns import told_as_done
from mithaq.extraction.facts import Ref
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.spellings import joined
from mithaq.lexicon.word_groups import Words

__all__ = ["taken_by_deed"]

_LISTS, _FREEZES, _BANS = joined(Words.LISTS), joined(Words.FREEZES), joined(Words.BANS)
_TO_LEAVE = joined(Words.GIVES_TIME | Words.DECLARES)
_ANNOUNCES = joined(Words.ANNOUNCES)
_CLAUSE = 22
"""Words after a verb in which its objects stand."""
_KIND = 5
"""Words after `list` in which it is said of what."""
_OWNER = 2
"""Words from assets to whose they are."""


def taken_by_deed(context: ClauseContext) -> Iterator[Taken]:
    """The measures that verbs with their objects tell of."""
    for verb in context.occurrences(_LISTS | _FREEZES | _BANS | _TO_LEAVE | Words.LISTING):
        found = _listed(context, verb) or _frozen(context, verb) or _sent_away(context, verb)
        if found is not None:
            yield found


def _actors(context: ClauseContext, verb: int, end: int) -> list[Argument]:
    """Who does what the word at `verb` tells: its subject, or who announces it where it is a masdar."""
    if context.doc.texts[verb] in Words.LISTING:
        if context.denied(verb) or said_before(context, verb, Words.NOT_SANCTIONED):
            return []
        low = max(context.bounds(verb)[0], verb - 12)
        said = next((j for j in range(verb - 1, low - 1, -1) if context.doc.texts[j] in _ANNOUNCES), -1)
        return leading(context, said, verb) if said >= 0 and told_as_done(context, said, Words.NOT_SANCTIONED) else []
    return leading(context, verb, end) if told_as_done(context, verb, Words.NOT_SANCTIONED) else []


def _listed(context: ClauseContext, verb: int) -> Taken | None:
    """X puts Y on the list of terrorists, classes Y as terrorist."""
    texts, high = context.doc.texts, context.bounds(verb)[1]
    if texts[verb] not in _LISTS | Words.LISTING:
        return None
    for k in range(verb + 1, min(high, verb + _CLAUSE)):
        listed = texts[k] in Words.LIST and not Words.OF_THE_LIST.isdisjoint(texts[k + 1 : k + 1 + _KIND])
        if listed or texts[k] in Words.TERRORIST:
            return _against(context, verb, k, "listing")
        if texts[k] in Words.THAT:
            break
    return None


def _against(context: ClauseContext, verb: int, end: int, name: str) -> Taken | None:
    """The sanction of who does what the word at `verb` tells against who is named after him, up to word `end`."""
    actors = _actors(context, verb, end)
    start = max([verb + 1, *(it.end for it in actors)])
    hit = context.arguments_in(start, end)
    if not actors or not hit or hit[0].proclitics or hit[0].start > start + _OWNER:
        return None
    return Taken(actors, "sanctions", [it.ref for it in context.conjuncts(hit, 0)], verb, f"sanctions-{name}", 0.75)


def _frozen(context: ClauseContext, verb: int) -> Taken | None:
    """X freezes the assets of Y, the Y-ian assets; bans imports from Y, the activities of Y."""
    texts, high = context.doc.texts, context.bounds(verb)[1]
    freezes = texts[verb] in _FREEZES | Words.LISTING
    things = Words.ASSETS if freezes else Words.BANNED
    if not freezes and texts[verb] not in _BANS:
        return None
    k = next((j for j in range(verb + 1, min(high, verb + _CLAUSE // 2)) if texts[j] in things), -1)
    actors = _actors(context, verb, k) if k >= 0 else []
    if not actors or k > max([verb + 1, *(it.end for it in actors)]) + 1:
        return None
    own = [it for it in context.arguments_in(k + 1, min(high, k + 1 + _OWNER)) if not it.proclitics]
    named = context.conjuncts(own, 0)
    for n in range(k + 1, min(high, k + 1 + _OWNER)):
        named = named or adjectives_at(context, n, high, context.doc.words[n].definite)
    return Taken(actors, "sanctions", [it.ref for it in named], verb, "sanctions-assets", 0.75) if named else None


def _sent_away(context: ClauseContext, verb: int) -> Taken | None:
    """X declares a diplomat of Y unwanted, gives him time to leave the country."""
    texts, high = context.doc.texts, context.bounds(verb)[1]
    if texts[verb] not in _TO_LEAVE:
        return None
    wanted = Words.LEAVING if texts[verb] in joined(Words.GIVES_TIME) else Words.UNWANTED
    told = next((k for k in range(verb + 1, min(high, verb + _CLAUSE)) if texts[k] in wanted), -1)
    if wanted is Words.LEAVING and Words.THE_COUNTRY.isdisjoint(texts[told + 1 : told + 2]):
        return None
    actors = _actors(context, verb, told) if told >= 0 else []
    start = max([verb + 1, *(it.end for it in actors)])
    sent = (_home(context, k) for k in range(start, told))
    home = next((ref for ref in sent if ref is not None), None)
    return Taken(actors, "expulsion", [home], verb, "expulsion-told", 0.8) if actors and home is not None else None


def _home(context: ClauseContext, k: int) -> Ref | None:
    """The state of the diplomat or the diplomats at word `k`."""
    if (officials := officials_at(context, k)) is not None:
        return officials.ref
    item = context.argument_at(k)
    home = context.home_of(item.ref) if item is not None and item.kind in ("person", "post") else None
    return Ref("state", home) if home is not None else None
