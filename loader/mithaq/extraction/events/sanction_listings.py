"""Measures told by what is done: X puts Y on the list of terrorists, freezes the assets of Y, bans imports from Y,
declares a diplomat of Y unwanted, gives him time to leave."""

from __future__ import annotations

from collections.abc import Iterator

from pyarabic.araby import LAM, WAW

from mithaq.extraction.events.attributed_acts import adjective_at, adjectives_at
from mithaq.extraction.events.light_verbs import leading, said_before, straight_to
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
"""Words from who lists to whom he lists."""


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
        if said < 0 or not told_as_done(context, said, Words.NOT_SANCTIONED):
            return []
        return leading(context, said, verb) if straight_to(context, said + 1, verb) else []
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
    if not actors or k > max([verb + 1, *(it.end for it in actors)]) + 1 or _for_health(context, k, high):
        return None
    while k + 1 < high and texts[k + 1].removeprefix(WAW) in things:
        k += 1
    named = _owners(context, k, high)
    if not named and texts[k] in Words.TRADED and k + 2 < high:
        named = _adjectives(context, k + 1, high)  # the Y-ian oil
    return Taken(actors, "sanctions", [it.ref for it in named], verb, "sanctions-assets", 0.75) if named else None


def _owners(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Whose the assets at word `k` are, as nothing but the very next word tells: of Y and Z, Y-ian; not of a company
    of Y."""
    own = context.arguments_in(k + 1, high)
    if own and own[0].start == k + 1 and not own[0].proclitics:
        return context.conjuncts(own, 0)
    return _adjectives(context, k, high)


def _adjectives(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """The states whose adjectives the noun at word `k` has, where they agree with it; nothing else may stand between
    where it is indefinite."""
    definite, after = context.doc.words[k].definite, context.doc.words[k + 1 : k + 2]
    agrees = bool(after) and after[0].definite == definite and (definite or adjective_at(context, k + 1) is not None)
    return adjectives_at(context, k + 1, high, definite) if agrees else []


def _for_health(context: ClauseContext, k: int, high: int) -> bool:
    """Whether a disease is named after word `k`, so that what is banned is banned for fear of it."""
    return any(stem in Words.DISEASE for j in range(k, high) for _, stem, _ in context.doc.words[j].stems)


def _sent_away(context: ClauseContext, verb: int) -> Taken | None:
    """X declares a diplomat of Y unwanted, gives him time to leave the country."""
    texts, high = context.doc.texts, context.bounds(verb)[1]
    if texts[verb] not in _TO_LEAVE:
        return None
    wanted = Words.LEAVING if texts[verb] in joined(Words.GIVES_TIME) else Words.UNWANTED
    told = next((k for k in range(verb + 1, min(high, verb + _CLAUSE)) if texts[k] in wanted), -1)
    if told < 0 or (wanted is Words.LEAVING and Words.THE_COUNTRY.isdisjoint(texts[told + 1 : told + 2])):
        return None
    actors = _actors(context, verb, told)
    start = max([verb + 1, *(it.end for it in actors)])
    sent = ((k, _home(context, k)) for k in range(start, told))
    at, home = next(((k, ref) for k, ref in sent if ref is not None), (told, None))
    if not actors or home is None or _another_asked(context, at, told):
        return None
    return Taken(actors, "expulsion", [home], verb, "expulsion-told", 0.8)


def _another_asked(context: ClauseContext, start: int, told: int) -> bool:
    """Whether somebody is asked for something else before he leaves: to take a message home before leaving."""
    texts, words = context.doc.texts, context.doc.words
    if not Words.BEFORE_AND_AFTER.isdisjoint(texts[start:told]):
        return True
    named = {k for it in context.arguments_in(start, told) for k in range(it.start, it.end)}
    said = (k for k in range(start + 1, told) if k not in named and k not in context.doc.in_date)
    plain = (words[k] for k in said if not (words[k].definite or words[k].function_class))
    return not texts[told].startswith(LAM) and any("m" in word.pos for word in plain)


def _home(context: ClauseContext, k: int) -> Ref | None:
    """The state of the diplomat or the diplomats at word `k`."""
    if (officials := officials_at(context, k)) is not None:
        return officials.ref
    item = context.argument_at(k)
    home = context.home_of(item.ref) if item is not None and item.kind in ("person", "post") else None
    return Ref("state", home) if home is not None else None
