"""Whose a deed is: the attacks of X, the X-ian attacks, the attack that X made, attacks on the part of X.

Who is condemned, praised or answered is often named only as the doer of what is spoken of. Whom a deed was done to,
and where it was done, is never read as its doer.
"""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, TEH, WAW, YEH

from mithaq.extraction.discourse.anaphora import definite_antecedent, officials_of
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.particles import AL, AN, FROM, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import Words

__all__ = [
    "DEEDS",
    "adjective_at",
    "adjectives_at",
    "agents_of",
    "deed_at",
    "power_at",
    "seated_at",
    "state_at",
    "told_doer",
    "what_at",
]

DEEDS = {"condemn": Words.WRONGS, "praise": Words.MERITS, "deny": Words.CLAIMS}
"""The nouns for what is condemned, praised or denied, by the act."""
_ACTING_FOR = Words.STATES_OF | Words.MEMBERS | Words.FIGHTERS
_FAR = 16  # words from a deed to `on the part of`
_PRONOUNS = (HEH + ALEF, HEH)
_SEATED = 4  # words from those who govern to `in`, which says what
_PEOPLE = (YEH + NOON,)
"""How the definite plural of people ends where it is no subject."""
_NEAR = 6  # words from a deed to the clause or participle that tells its doer


def deed_at(context: ClauseContext, k: int, act: str) -> tuple[str, bool] | None:
    """The proclitics of the noun for a deed at word `k`, also in the accusative, and whether it has the article; None
    where there is none."""
    for pro, stem, definite in context.doc.words[k].stems:
        if stem in DEEDS[act] or (stem.endswith(ALEF) and stem[:-1] in DEEDS[act]):
            return pro, definite
    return None


def what_at(context: ClauseContext, k: int) -> str | None:
    """The proclitics of `what` at word `k` (praising bi-what Qatar does), or None."""
    return next((pro for pro, stem, _ in context.doc.words[k].stems if stem in Words.WHAT), None)


def agents_of(context: ClauseContext, k: int, end: int, act: str) -> list[Argument]:
    """Who did what the noun at word `k` names, as the words up to `end` tell; empty where they do not."""
    if what_at(context, k) is not None:
        return _subject(context, k + 1, end, act)
    deed = deed_at(context, k, act)
    if deed is None or k + 1 >= end:
        return []
    _, definite = deed
    if not definite and (agents := _in_genitive(context, k, end, act)) is not None:
        return agents
    after = deed_at(context, k + 1, act)
    if after is not None and after[0] in ((WAW,) if definite else ("", WAW)) and (after[1] or not definite):
        return agents_of(context, k + 1, end, act)  # the continuation of the attacks; the X-ian decisions and measures
    if found := adjectives_at(context, k + 1, end, definite):
        return found
    own = {"praise": Words.OWN_MERITS, "condemn": Words.OWN_WRONGS}.get(act, frozenset())
    owned = any(stem in own for _, stem, _ in context.doc.words[k].stems)
    belongs = _belonging(context, k + 1, end) if owned and definite else []
    return belongs or told_doer(context, k + 1, end, act)


def _belonging(context: ClauseContext, k: int, end: int) -> list[Argument]:
    """Whose the merit or the wrong before word `k` is, as to- tells after its adjectives: the great role of X, of X and
    Y."""
    doc = context.doc
    while k < end - 1 and (doc.texts[k] == '"' or (doc.words[k].definite and "a" in doc.words[k].pos)):
        if doc.texts[k] in Words.TOWARDS_TO:
            return []  # the acts hostile to X
        k += 1
    if k + 2 < end and doc.texts[k].removeprefix(LAM) in Words.EACH and doc.texts[k + 1] == FROM:
        return _here(context, k + 2, end)
    item = context.argument_at(k)
    if item is not None:
        return context.conjuncts([item, *context.arguments_in(item.end, end)], 0) if item.proclitics == LAM else []
    owner = state_at(context, k, "capital", LAM)
    return [owner] if owner is not None else []


def _in_genitive(context: ClauseContext, k: int, end: int, act: str) -> list[Argument] | None:
    """Who did the deed that the noun at word `k` without the article names, as its genitive or the verb right after it
    tells, also through those who lead it; None where neither does."""
    deed = k
    k += k + 2 < end and context.doc.texts[k + 1] in Words.THOSE_WHO_LEAD
    near = context.arguments_in(k + 1, end)
    quoted = context.doc.texts[k + 1] == '"'  # "the aggression" of X
    if near and near[0].start == k + 1 + quoted and not near[0].proclitics:
        of = context.conjuncts(near, 0)
        done_to = _done_to(context, of[-1].end, end) or (
            of[-1].kind != "person" and _is_object(context, of[-1].end, end)
        )
        return of if done_to or not _either(context, deed) else []
    if seats := seated_at(context, k + 1):
        return seats
    again = definite_antecedent(context, k + 1)
    done_to = _done_to(context, k + 2, end) or _is_object(context, k + 2, end)
    if again is None and (act == "deny" or done_to or not _may_strike(context, deed)):
        again = state_at(context, k + 1, "capital")  # the accusations of Washington
    if again is not None:
        return [again]
    if any(v.object for v in context.doc.words[k + 1].verbs):
        return _subject(context, k + 1, end, act)  # accusations that X addressed
    return None


def state_at(context: ClauseContext, k: int, kind: str, proclitics: str = "") -> Argument | None:
    """The state that word `k` names by its capital or adjective, with these proclitics."""
    found = context.states_in(k, k + 1)
    if not found or found[0].kind != kind or found[0].proclitics != proclitics:
        return None
    return Argument(k, found[0].end, Ref("state", found[0].code), "state")


def power_at(context: ClauseContext, k: int) -> Argument | None:
    """The state of the capital or the people at word `k`, where they are addressed: what is said to Damascus, to the
    Syrians, is said to Syria."""
    if context.argument_at(k) is not None:
        return None
    people = context.doc.texts[k].endswith(YEH + YEH + NOON)
    return state_at(context, k, "capital") or (state_at(context, k, "nisba") if people else None)


def seated_at(context: ClauseContext, k: int) -> list[Argument]:
    """The states or bodies in which those at word `k` are who govern or speak for them: the (interim) authorities in X,
    his allies in the Y."""
    high = context.bounds(k)[1]
    if not any(stem in Words.THOSE_IN_POWER for _, stem, _ in context.doc.words[k].stems):
        return []
    within = next((j for j in range(k + 1, min(high - 1, k + _SEATED)) if context.doc.texts[j] == IN), -1)
    if within < 0 or not all(context.doc.words[j].definite for j in range(k + 1, within)):
        return []
    seat = context.argument_at(within + 1)
    if seat is not None:
        seats = context.conjuncts([seat, *context.arguments_in(seat.end, high)], 0)
        return [replace(it, place=False) for it in seats] if seat.kind in ("state", "body") else []
    capitals = (state_at(context, within + 1, "capital"), state_at(context, within + 2, "capital", WAW))
    return [it for it in capitals if it is not None] if capitals[0] is not None else []


def _either(context: ClauseContext, k: int) -> bool:
    """Whether the genitive of the deed at word `k` may be its object rather than its agent: the shelling of X."""
    return any(stem in Words.DONE_BY_OR_TO for _, stem, _ in context.doc.words[k].stems)


def _may_strike(context: ClauseContext, k: int) -> bool:
    """Whether the capital after the deed at word `k` may be where it was done: the shelling of X, the attacks of X."""
    return _either(context, k) or any(stem in Words.DONE_THERE for _, stem, _ in context.doc.words[k].stems)


def _done_to(context: ClauseContext, k: int, end: int) -> bool:
    """Whether to-, within two words, tells whom a deed was done to, so that the genitive before it did it: the shelling
    by X of Y."""
    near = context.doc.words[k : min(k + 2, end)]
    noun = bool(near) and ("n" in near[0].pos or near[0].text.endswith(ALEF + TEH))
    plain = noun and not (near[0].definite or near[0].function_class)
    clitic = plain and near[0].text[0] in (BEH, LAM, WAW) and near[0].text not in Words.HINDERED
    if plain and k not in context.doc.in_date and not clitic:
        return True  # the shelling by X of a school
    return (
        any(w.text.startswith(LAM * 2) for w in near)
        or any(pro.endswith(LAM) and stem in Words.PLACE_NOUN for w in near for pro, stem, _ in w.stems)
        or any(LAM in it.proclitics for it in context.arguments_in(k, min(k + 3, end)))
    )


def _is_object(context: ClauseContext, k: int, end: int) -> bool:
    """Whether the definite noun at word `k` is the object of a masdar whose genitive ends there: no adjective, no
    time."""
    if k >= end or k in context.doc.in_date:
        return False
    word, before = context.doc.words[k], context.doc.texts[k - 1]
    if not word.definite or not word.text.startswith(AL) or word.text in Words.TIME_UNIT | Words.MANNER:
        return False
    if word.text.endswith(_PEOPLE):
        return not before.endswith((*_PEOPLE, WAW + NOON))  # (the arrest by X) of the journalists
    plain = "n" in word.pos and "a" not in word.pos and not word.nisbas
    return plain and not is_adjective(word)


def adjective_at(context: ClauseContext, k: int) -> Argument | None:
    """The state whose adjective word `k` is."""
    found = context.states_in(k, k + 1)
    if not found or found[0].kind != "nisba":
        return None
    return Argument(k, k + 1, Ref("state", found[0].code), "side", found[0].proclitics)


def adjectives_at(context: ClauseContext, start: int, end: int, definite: bool) -> list[Argument]:
    """The states whose adjectives follow a deed, among others that agree with it: the repeated X-ian and Y-ian
    attacks."""
    found: list[Argument] = []
    for k in range(start, min(start + 5, end)):
        word = context.doc.words[k]
        state = adjective_at(context, k)
        if word.kind != "word" or (state is None and (found or word.function_class)):
            break
        if state is not None:
            if state.proclitics not in ("", WAW) or (not found and state.proclitics):
                break
            found.append(state)
        elif word.definite != definite or (not definite and "a" not in word.pos):
            break
    return found


def told_doer(context: ClauseContext, start: int, end: int, act: str) -> list[Argument]:
    """The doer that a relative clause, a participle or `on the part of` tells within a few words."""
    doc = context.doc
    if start < end and doc.texts[start] == FROM and context.argument_at(start + 1) is not None:
        return _here(context, start + 1, end)  # an attack from X
    deed = deed_at(context, start - 1, act)
    indefinite = deed is not None and not deed[1]
    for k in range(start, min(start + _FAR, end - 1)):
        text, after = doc.texts[k], doc.texts[k + 1]
        if indefinite and doc.words[k].pos == "v" and text.endswith(_PRONOUNS):
            return _subject(context, k, end, act)  # an attack that X makes
        if text in Words.RELATIVE:
            return _subject(context, k + 1, end, act) if k < start + _NEAR else []
        by = (text == FROM and after in Words.ON_THE_PART) or (text.removeprefix(AL) in Words.ISSUING and after == AN)
        if by:
            return _here(context, k + 2, end)
        if text != '"' and (doc.words[k].kind != "word" or context.opens_clause(k)):
            break
    return []


def _here(context: ClauseContext, k: int, end: int) -> list[Argument]:
    """The actor at word `k`, or the one that is there in the genitive of its states, members, fighters or officials,
    with those joined to it."""
    if k < end and (officials := officials_of(context, k)) is not None:
        return [officials]
    if k + 1 < end and context.doc.texts[k] in _ACTING_FOR and not context.arguments_in(k, k + 1):
        k += 1
    near = context.arguments_in(k, min(k + 1, end))
    if not near and k < end:
        again = definite_antecedent(context, k) or state_at(context, k, "capital")
        return [again] if again is not None else []
    if not near or near[0].proclitics:
        return []
    return context.conjuncts([*near, *context.arguments_in(near[0].end, end)], 0)


def _subject(context: ClauseContext, k: int, end: int, act: str) -> list[Argument]:
    """The subject of a relative clause whose verb, at word `k`, has the deed as its object by a pronoun: which X made
    (it), which X does (of it), which came from X."""
    doc = context.doc
    if k >= end:
        return []
    verb, after = doc.texts[k], doc.texts[k + 1] if k + 1 < end else ""
    ending = next((e for e in _PRONOUNS if verb.endswith(e)), "")
    bare = verb.removesuffix(ending)
    if not _may_do(doc.words[k], bare, act):
        return []
    if ending and len(verb) > 2 and not (bare in Words.ISSUES and after == AN):
        return _here(context, k + 1, end)
    by_it = after in Words.BY_IT or (bare in Words.ISSUES and after == AN)
    return _here(context, k + 2, end) if by_it else []


def _may_do(word: Word, bare: str, act: str) -> bool:
    """Whether a word, `bare` without its pronoun, may be a verb of doing a deed: not of undergoing or telling it."""
    if word.function_class or (act != "praise" and bare in Words.UNDERGOES):
        return False
    shows = act == "praise" and bare in Words.SHOWS  # the help that X showed
    return act == "deny" or shows or not any(v.event_class == "say" for v in word.verbs)
