"""Nouns of mediation in a text, and who mediates by them: the mediation of X, the X-ian mediator, X leads a mediation,
by the mediation of X, the good offices of X."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from pyarabic.araby import BEH, WAW

from mithaq.extraction.events.attributed_acts import adjectives_at, state_at
from mithaq.extraction.events.light_verbs import PRONOUNS, joined_to, leading, said_before, takes_it
from mithaq.extraction.events.speakers import own_state
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import FROM, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.extraction.syntax.modality import Modality, modality
from mithaq.extraction.syntax.spellings import spellings
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.word_groups import Words

__all__ = ["Means", "Noun", "mediators", "nouns", "only_spoken_of"]

_RELATIVE = 4
"""Words after the verb of a relative clause in which its subject stands."""
_LED = 12
"""Words before a noun in which the verb stands that somebody leads the mediation by."""


class Means(Enum):
    """What a noun says of the mediation."""

    EFFORT = "effort"  # mediation, good offices
    ROLE = "role"  # mediator
    AUSPICES = "auspices"  # under whose auspices something was done


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of mediation: its words, whether it is definite, whether a pronoun for the mediator hangs on it, and
    whether bi- makes it the way in which something else was done."""

    at: int
    end: int
    means: Means
    definite: bool
    own: bool
    by: bool


_GROUPS = (
    (Words.MEDIATION, Means.EFFORT, False),
    (Words.OWN_MEDIATION, Means.EFFORT, True),
    (Words.GOOD_OFFICES, Means.EFFORT, False),
    (Words.MEDIATOR, Means.ROLE, False),
    (Words.AUSPICES, Means.AUSPICES, False),
)
_ALL = spellings(frozenset[str]().union(*(group for group, _, _ in _GROUPS)))


def nouns(context: ClauseContext) -> Iterator[Noun]:
    """The nouns of mediation of an article, in order."""
    words = context.doc.words
    for k in context.occurrences(_ALL):
        found = next(
            ((pro, stem, al, group, means, own)
             for pro, stem, al in words[k].stems for group, means, own in _GROUPS if stem in group), None,
        )  # fmt: skip
        if found is None or k + 1 >= len(words):
            continue
        pro, stem, definite, group, means, own = found
        end = k + 1
        if group is Words.GOOD_OFFICES:
            if words[end].text not in Words.GOOD:
                continue
            own, end = stem.endswith(PRONOUNS), end + 1
        by = pro.endswith(BEH) or (k > 0 and words[k - 1].text in Words.THROUGH)
        if end < len(words) and (means is not Means.AUSPICES or by):
            yield Noun(k, end, means, definite, own, by)


def only_spoken_of(context: ClauseContext, noun: Noun) -> bool:
    """Whether the mediation of a noun is refused, offered, asked for, possible or yet to come."""
    trigger = Trigger(noun.at, noun.end, "mediate", True, has_pronoun_suffix=noun.own, definite=noun.definite)
    if not noun.by and modality(context, trigger) is not Modality.ACTUAL:
        return True
    return context.denied(noun.at) or said_before(context, noun.at, Words.NOT_MEDIATED)


def mediators(context: ClauseContext, noun: Noun) -> list[Argument]:
    """Who mediates by a noun."""
    _, high = context.bounds(noun.at)
    if noun.means is Means.ROLE:
        by_adjective = _in_person(context, noun) or adjectives_at(context, noun.end, high, noun.definite)
        return by_adjective or _leading(context, noun)
    if noun.own:
        return _leading(context, noun) or _owner(context, noun)
    return (
        _genitive(context, noun, high)
        or adjectives_at(context, noun.end, high, noun.definite)
        or _by_common_adjective(context, noun)
        or _in_relative(context, noun, high)
        or ([] if noun.by else _leading(context, noun))
        or _in_role(context, noun)
    )


def _in_person(context: ClauseContext, noun: Noun) -> list[Argument]:
    """The mediator himself, who is named with his title, or before it (appointed A as mediator), or the state of one
    who is not named."""
    item = context.argument_at(noun.at)
    if item is not None and item.end > noun.end:
        return [item]
    before = context.arguments_in(context.bounds(noun.at)[0], noun.at)
    named = before and before[-1].end == noun.at and before[-1].kind == "person"
    return before[-1:] if named else []


def _genitive(context: ClauseContext, noun: Noun, high: int) -> list[Argument]:
    """Whose mediation it is, right after the noun: of X, by X."""
    k = noun.end
    by = context.doc.texts[k] == FROM
    near = context.arguments_in(k, min(high, k + 2))
    governed = near and context.case_marker(near[0]) in ("", IDAFA, FROM) and not near[0].proclitics
    if governed and near[0].start == k + by:
        of = context.conjuncts([*near[:1], *context.arguments_in(near[0].end, high)], 0)
        return [*of, *adjectives_at(context, of[-1].end, high, True)] if noun.definite else of  # the Saudi-American
    power = state_at(context, k + by, "capital") if k + by < high else None
    return [power] if power is not None else []


def _by_common_adjective(context: ClauseContext, noun: Noun) -> list[Argument]:
    """The state whose adjective follows a noun, also one that is said of other things elsewhere: that of Qatar is `of a
    country` or `of a diameter`, too."""
    k = noun.end
    nisbas = context.doc.words[k].nisbas if context.doc.texts[k] not in Words.OF_MONEY else ()
    code = next((n.code for n in nisbas if n.code and n.definite == noun.definite and not n.proclitics), None)
    return [Argument(k, k + 1, Ref("state", code), "side", "")] if code else []


def _in_relative(context: ClauseContext, noun: Noun, high: int) -> list[Argument]:
    """Who leads a mediation, as a clause says: the mediation that X leads, a mediation done by X."""
    texts, k = context.doc.texts, noun.end
    k += texts[k] in Words.RELATIVE
    if k + 1 >= high:
        return []
    by_it = texts[k + 1] in Words.BY_IT and bool(context.doc.words[k].verbs or texts[k] in Words.MEDIATING_VERBS)
    if not by_it and not takes_it(context, k, Words.MEDIATING_VERBS):
        return []
    after = context.arguments_in(k + 1 + by_it, min(k + 1 + _RELATIVE, high))
    if by_it and not (after and context.is_free(after[0])):
        return _owner(context, noun)
    if not after or context.case_marker(after[0]):
        return []
    return context.conjuncts([after[0], *context.arguments_in(after[0].end, high)], 0)


def _leading(context: ClauseContext, noun: Noun) -> list[Argument]:
    """Who leads the mediation of a noun: X leads, leads X, (the efforts of) a mediation."""
    texts, low = context.doc.texts, max(context.bounds(noun.at)[0], noun.at - _LED)
    verb = next((j for j in range(noun.at - 1, low - 1, -1) if texts[j].removeprefix(WAW) in Words.MEDIATING_VERBS), -1)
    return leading(context, verb, noun.at) if verb >= 0 else []


def _owner(context: ClauseContext, noun: Noun) -> list[Argument]:
    """Whom the pronoun on a noun stands for: the last one named before it in its sentence."""
    low, _ = context.bounds(noun.at)
    before = [it for it in context.arguments_in(max(low, noun.at - _LED), noun.at) if not it.place]
    return joined_to(context, before[-1], low) if before else []


def _in_role(context: ClauseContext, noun: Noun) -> list[Argument]:
    """Who has a part in the mediation of a noun: (the role) that X plays in the mediation,
    (X asserted the support of) his country in the mediation."""
    low, _ = context.bounds(noun.at)
    if noun.at - 2 <= low or context.doc.texts[noun.at - 1] != IN:
        return []
    part = context.doc.texts[noun.at - 2]
    if part in Words.HIS_COUNTRY | Words.OWN_PART:
        own = part in Words.HIS_COUNTRY
        return [own_state(context, it) if own else it for it in _owner(context, noun)]
    who = context.preceding_argument(noun.at - 1)
    if who is None or who.start - 2 < low or context.doc.texts[who.start - 2] not in Words.RELATIVE:
        return []
    return [who] if takes_it(context, who.start - 1, Words.MEDIATING_VERBS) else []
