"""At whom a verb of blame, praise, demand or denial is aimed: its object, or the doer of the deed that is its object.

What stands between the verb and its object and only tells how, where or when it was said (strongly, in a statement on
Monday) is passed over. Which prepositions may govern the target is told by the slot `target` in `frames.csv`.
"""

from __future__ import annotations

from collections.abc import Collection

from pyarabic.araby import ALEF, BEH, LAM, NOON, WAW

from mithaq.extraction.discourse.anaphora import definite_antecedent
from mithaq.extraction.events.attributed_acts import (
    DEEDS,
    adjectives_at,
    agents_of,
    deed_at,
    power_at,
    seated_at,
    state_at,
    told_doer,
    what_at,
)
from mithaq.extraction.events.speech_acts import ACTS, DIRECT, act_of
from mithaq.extraction.events.speech_asides import past_asides, tells_manner
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import ALA, FROM, ILA, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import IDAFA, ClauseContext
from mithaq.lexicon.frames import OBJECT, frames
from mithaq.lexicon.word_groups import Words

__all__ = [
    "OWN_GOVERNMENT",
    "and_power",
    "governed_by",
    "remarks_at",
    "supposed_of",
    "targets",
]

OWN_GOVERNMENT = Ref("state", "")
"""The government of the speaker's own state, until it is known who speaks."""
_BI = ("praise", "condemn")
_DEED_ONLY = ("condemnation", "refusal", "deny", "reject")
"""Frames of which the target is never an actor that the verb or noun governs itself."""
_BEFORE_POWERS = frozenset((FROM, ILA, ALA))
_DEMANDS = ("demand", "ask", "invite")
_BY_DOING = frozenset((BEH + ALEF + NOON,))
"""That, by which a demand says what is to be done."""
_IMPOSED = 8  # words from a verb of threatening to upon whom what is threatened is imposed
_BLOW = 4  # words from a verb of threatening to whom the deed threatened is done to
_AMONG = 5  # words from several states to what opens the list of some of them
_MERIT_IN, _RELATED = 7, 12  # words from what is praised to the state it is in, to the state one has relations with
_MERIT = 4  # words between a verb of praising and the one praised
_ACT_FOR = Words.MEMBERS | Words.STATES_OF | Words.TWO_MINISTRIES | Words.ALLIES_OF
"""Nouns of those who act for whom they are in the genitive of."""
_MASDAR = 4  # words from a verb to what it demands an end of or threatens, whose doer or owner is the target
_IF = 12  # words from `if` to who is threatened for the case that he does something


def targets(context: ClauseContext, frame: str, start: int) -> list[Argument]:
    """Whom a speech act of a frame is aimed at, where what is said begins at word `start`."""
    act, marks = act_of(frame), _marks(frame)
    _, high = context.bounds(start - 1)
    k = _object_at(context, frame, start, high)
    if k >= high:
        return []
    if frame in ACTS and frame not in DIRECT:
        return _done_or_been(context, frame, act, k)
    direct = [] if frame in _DEED_ONLY else governed_by(context, frame, k)
    if direct or frame == "warnings" or (frame in DIRECT and frame != "describe"):
        return direct or _government_at(context, frame, k) or _implied(context, frame, k, high)
    k = past_asides(context, k + 1, high) if context.doc.texts[k] in marks else k
    return _of_deed(context, frame, act, k, ("", LAM, BEH) if frame == "gratitude" else ("", LAM)) if k < high else []


def _government_at(context: ClauseContext, frame: str, k: int) -> list[Argument]:
    """`The government` at word `k`, of no state that is named there, as the object of a verb of a frame."""
    bare = frame in ACTS and context.doc.texts[k] in Words.THE_GOVERNMENT and not context.states_in(k + 1, k + 2)
    return [Argument(k, k + 1, OWN_GOVERNMENT, "state")] if bare else []


def _marks(frame: str) -> Collection[str]:
    """The cases in which the target of a frame stands."""
    return frames()[frame].cases_of("target") if frame in frames() else ()


def _object_at(context: ClauseContext, frame: str, start: int, high: int) -> int:
    """Where what a verb or noun of a frame is about begins: past asides, on- of a verb, and `each of`."""
    texts, verb = context.doc.texts, frame in ACTS
    k = past_asides(context, start, high, marked=verb and ACTS[frame] in _BI)
    if verb and ALA in _marks(frame) and k < high and texts[k] == ALA:  # praised (lit. upon) the role of
        k = past_asides(context, k + 1, high)
    return k + 2 if k + 1 < high and texts[k] in Words.EACH and texts[k + 1] == FROM else k


def _done_or_been(context: ClauseContext, frame: str, act: str, k: int) -> list[Argument]:
    """Whom a verb blames, praises or denies by what he did, as word `k` names it or the clause there tells it; else as
    such."""
    doers = _of_deed(context, frame, act, k, ("", BEH))
    if doers := [*doers, *_joined(context, frame, act, doers[-1].end if doers else k + 1, near=bool(doers))]:
        return doers
    if act != "deny" and context.doc.texts[k] not in Words.CIRCUMSTANCE:
        _, high = context.bounds(k)
        if doers := told_doer(context, k, high, act):
            return doers
    if act == "praise" and (where := _merit_in(context, k)):
        return where
    if frame in _DEED_ONLY:
        return []
    return _thing(context, act, k) or (_thing_of(context, k) if frame == "criticize" else [])


def _thing_of(context: ClauseContext, k: int) -> list[Argument]:
    """Whose anything is that somebody criticizes, as word `k` names it: the record of X, the X-ian law."""
    word, high = context.doc.words[k], context.bounds(k)[1]
    known = "n" in word.pos and k not in context.triggers.verbs and not word.function_class
    stems = {stem for _, stem, _ in word.stems}
    if not known or k + 1 >= high or stems & (Words.DONE_BY_OR_TO | Words.RELATION | Words.HARMS):
        return []
    if word.definite:
        return adjectives_at(context, k + 1, high, True)
    item = context.argument_at(k + 1)
    return [item] if item is not None and item.kind == "state" and not (item.place or item.proclitics) else []


def _merit_in(context: ClauseContext, k: int) -> list[Argument]:
    """The state in which or with which what is praised from word `k` on is: the success of the reforms in X, the good
    relations of his own country and X."""
    _, high = context.bounds(k)
    texts, words = context.doc.texts, context.doc.words
    merit = deed_at(context, k, "praise") is not None
    related = any(stem in Words.RELATION for _, stem, _ in _stems(context, k))
    if not (merit or related):
        return []
    own = -1
    for j in range(k + 1, min(high, k + (_MERIT_IN if merit else _RELATED))):
        own = j if texts[j] in Words.OWN_SIDE else own
        item = context.argument_at(j)
        if item is not None and item.ref.kind == "state":
            ties = related and not Words.TIES_TO.isdisjoint(texts[k + 1 : j])
            near = related and texts[j - 1] == WITH and not any(w.function_class for w in words[k + 1 : j - 1])
            if own >= 0 or ties or near or (merit and texts[j - 1] == IN):
                tied = context.conjuncts([item, *context.arguments_in(item.end, high)], 0)
                to = context.argument_at(tied[-1].end) if ties else None  # ties X to Y
                return tied if to is None or to.ref.kind != "state" else [*tied, to]
        if item is not None or words[j].text in (",", ".") or (merit and words[j].pos == "v" and not words[j].nisbas):
            break
    return []


def governed_by(context: ClauseContext, frame: str, after: int) -> list[Argument]:
    """The object of a verb or noun of a frame, or what one of its prepositions governs, right at word `after`."""
    marks = _marks(frame)
    if taken := _taken_up(context, marks, after) or _named_among(context, frame, after):
        return taken
    placed = FROM in marks or ILA in marks or frame == "threaten"
    rest = [it for it in context.following_arguments(after) if placed or not it.place]
    if not rest or not _governs(context, frame, after, rest[0]):
        return []
    found = context.conjuncts(rest, 0)
    power = and_power(context, found[-1].end)
    return [*found, power] if power is not None else found


def and_power(context: ClauseContext, k: int) -> Argument | None:
    """The state of the capital that and- joins at word `k` to an actor before."""
    power = state_at(context, k, "capital", WAW) if k < len(context.doc.words) else None
    return None if power is None or context.arguments_in(power.start, power.end) else power


def _implied(context: ClauseContext, frame: str, k: int, high: int) -> list[Argument]:
    """Whom a demand or a threat is aimed at that does not name him as its object: of whom a deed is to end or to be
    done, whose forces are to be struck, what is threatened if he does something."""
    if frame in _DEMANDS:
        return _wanted_of(context, k, high)
    if frame not in ("threaten", "warnings"):
        return []
    opens = context.doc.texts[k].startswith(BEH) or BEH in context.doc.texts[k - 2 : k]
    struck = _owner_struck(context, k, high) if opens else []
    return struck or supposed_of(context, k, high)


def _wanted_of(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Who is to do something, or whose deed is to end, where word `k` says what is demanded: (that) Y withdraw; (to) an
    end of the attacks of Y."""
    texts = context.doc.texts
    k += texts[k] in (ILA, ALA)
    if k + 2 < high and texts[k] in Words.TO_DO | _BY_DOING and "v" in context.doc.words[k + 1].pos:
        first = context.argument_at(k + 2) or power_at(context, k + 2)
        return context.conjuncts([first, *context.arguments_in(first.end, high)], 0) if first is not None else []
    if k >= high:
        return []
    if k + 1 < high and any(pro == BEH and stem in Words.OWN_DEEDS for pro, stem, _ in _stems(context, k)):
        return _doing(context, k + 1, high)
    if not any(stem in Words.ENDING for _, stem, _ in _stems(context, k)):
        return []
    for j in range(k + 1, min(high, k + _MASDAR)):
        deed = deed_at(context, j, "condemn")
        if deed is not None:
            return agents_of(context, j, high, "condemn") if deed[0] in ("", LAM) else []
        if texts[j] not in Words.AN_END and not tells_manner(context, j):
            return []
    return []


def _doing(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Who is to do what the masdar before word `k` names: (the withdrawal) of Y, of the Y-ian forces."""
    if context.doc.texts[k] in Words.FORCES and (owners := adjectives_at(context, k + 1, high, True)):
        return owners
    item = context.argument_at(k) or power_at(context, k)
    return [item] if item is not None and not (item.proclitics or item.place) else []


def _owner_struck(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """The state whose forces, ships or men a threat, whose deed word `k` names with bi-, is to strike: threatened to
    attack the X-ian forces."""
    for j in range(k + 1, min(high - 1, k + _MASDAR)):
        word = context.doc.words[j]
        if word.definite and not word.nisbas and (owners := adjectives_at(context, j + 1, high, True)):
            return owners
        if word.verbs or word.function_class:
            break
    return []


def supposed_of(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Who is supposed to do something from word `k` on, the subject of the first verb after if-: (will answer) if Y
    attacks, in case that Y crosses a line."""
    texts, words = context.doc.texts, context.doc.words
    at = next(
        (j for j in range(k, high) if texts[j] in Words.IF or (texts[j] in Words.CASE and texts[j - 1] == IN)), -1
    )
    low, last = at + 1, min(high - 1, at + _IF) if at >= 0 else 0
    for j in range(low, next((j for j in range(low, last) if texts[j] == ","), last)):
        first = context.argument_at(j) or power_at(context, j)
        if first is None:
            continue
        does = "v" in words[j - 1].pos or texts[j - 1] in Words.THAT
        return [first] if does and not first.place and not context.case_marker(first) else []
    return []


def _named_among(context: ClauseContext, frame: str, k: int) -> list[Argument]:
    """Those named out of several states that are the object at word `k`: (accused) states, among them A and B; the
    western states, especially A."""
    if frame not in DIRECT:
        return []
    _, high = context.bounds(k)
    if Words.SEVERAL_STATES.isdisjoint(context.doc.texts[k : k + 1]):
        return _above_all(context, k, high)
    among = next((j for j in range(k + 1, min(high, k + _AMONG)) if context.doc.texts[j] in Words.AMONG_THEM), high)
    named = context.following_arguments(among + 1) if among + 1 < high else []
    return context.conjuncts(named, 0) if named and named[0].start == among + 1 else []


def _above_all(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Whom especially- names of those whom word `k` begins to name: the (western) states, and especially A."""
    texts, words = context.doc.texts, context.doc.words
    at = next((j for j in range(k + 1, min(high - 1, k + _AMONG)) if texts[j] in Words.NOT_LEAST), high)
    if at >= high or not all(words[j].definite or words[j].kind == "sign" for j in range(k, at)):
        return []
    named = context.argument_at(at + 1)
    known = named is not None and not (named.proclitics or named.place or context.arguments_in(k, at))
    return context.conjuncts([named, *context.arguments_in(named.end, high)], 0) if named is not None and known else []


def _taken_up(context: ClauseContext, marks: Collection[str], k: int) -> list[Argument]:
    """Whom a definite noun at word `k` takes up, or the states of the capitals there, if the object or from- is the
    target."""
    if OBJECT in marks:
        if seats := seated_at(context, k):
            return seats
        if (again := definite_antecedent(context, k)) is not None:
            return [again]
        if powers := _powers_at(context, k):
            return powers
    if LAM in marks and (power := state_at(context, k, "capital", LAM)) is not None:
        return [power]
    return (
        _powers_at(context, k + 1) if context.doc.texts[k] in _BEFORE_POWERS and context.doc.texts[k] in marks else []
    )


def _governs(context: ClauseContext, frame: str, after: int, item: Argument) -> bool:
    """Whether a verb or noun of a frame governs an actor after word `after`, with no other noun between."""
    texts, marks = context.doc.texts, _marks(frame)
    governed, gap = context.case_marker(item), _gap(context, after, item)
    if governed in marks and all(texts[k] == governed for k in gap):
        return True
    acts_for = not gap or (len(gap) == 1 and texts[gap[0]] in _ACT_FOR)
    if OBJECT in marks and governed in ("", IDAFA) and not item.place and acts_for:
        return True
    return frame == "threaten" and bool(gap) and _struck(context, gap, governed)


def _thing(context: ClauseContext, act: str, after: int) -> list[Argument]:
    """The actor that is blamed or praised as such, or in something that is in its genitive."""
    rest = [it for it in context.following_arguments(after) if not it.place or it.proclitics.endswith(BEH)]
    if not rest:
        return []
    governed, gap = context.case_marker(rest[0]), _gap(context, after, rest[0])
    if act == "condemn":
        near = governed in ("", BEH, IDAFA) and not gap
    else:
        related = any(context.doc.texts[k].removeprefix(BEH) in Words.RELATION for k in gap)  # of two, no merit of one
        of_his = governed in ("", LAM, IDAFA) or governed.startswith(BEH)  # bi-Qatar, the presence of Qatar
        given = governed == LAM and any(s in Words.GIVEN_TO for k in gap for _, s, _ in _stems(context, k))
        near = (of_his or (governed == ALA and not gap)) and len(gap) <= _MERIT and not (related or given)
    return context.conjuncts(rest, 0) if near else []


def _of_deed(context: ClauseContext, frame: str, act: str, k: int, clitics: tuple[str, ...]) -> list[Argument]:
    """The doer of what is praised, blamed, denied or refused at word `k`, which has one of these proclitics."""
    _, high = context.bounds(k)
    for told in ("deny", "condemn") if frame == "refusal" else (act if act in DEEDS else "condemn",):
        found = deed_at(context, k, told)
        wrong = frame != "refusal" or told == "deny" or any(s in Words.GRAVE_WRONGS for _, s, _ in _stems(context, k))
        if wrong and (found[0] if found else what_at(context, k)) in clitics:
            return agents_of(context, k, high, told)
    return []


def _joined(context: ClauseContext, frame: str, act: str, k: int, *, near: bool = True) -> list[Argument]:
    """The doers of a deed that and- joins to one before word `k`: praised the help of X, and the role that Y plays;
    and-bi- may stand further on, bare and- only `near` the doers of the first."""
    high = context.bounds(k - 1)[1]
    following = context.triggers.of(*ACTS, start=k, end=high)
    end = next((t.at for t in following if not t.noun), high)
    for j in range(k, end):
        beside = near and j <= k + 1 and context.doc.texts[k] in (",", context.doc.texts[j])
        if found := _of_deed(context, frame, act, j, (WAW + BEH, WAW) if beside else (WAW + BEH,)):
            return [*found, *_joined(context, frame, act, found[-1].end)]
    return []


def remarks_at(context: ClauseContext, k: int) -> bool:
    """Whether word `k` names remarks, which one condemns by refusing them; accusations one denies."""
    return any(stem in Words.REMARKS for _, stem, _ in _stems(context, k))


def _stems(context: ClauseContext, k: int) -> tuple[tuple[str, str, bool], ...]:
    return context.doc.words[k].stems


def _powers_at(context: ClauseContext, k: int) -> list[Argument]:
    """The states of the capitals that word `k` begins a list of: Damascus and Moscow."""
    first = power_at(context, k)
    second = state_at(context, first.end, "capital", WAW) if first is not None else None
    return [it for it in (first, second) if it is not None]


def _gap(context: ClauseContext, start: int, item: Argument) -> list[int]:
    """The words between word `start` and an actor, without dates and signs."""
    return [k for k in range(start, item.start) if k not in context.doc.in_date and context.doc.words[k].kind == "word"]


def _struck(context: ClauseContext, gap: list[int], governed: str) -> bool:
    """Whether what is threatened, told by the words of `gap` after bi-, strikes the actor after them: threatened to
    bomb X, to impose sanctions on X."""
    words = context.doc.words
    opens_with = words[gap[0]].text.startswith(BEH) or BEH in context.doc.texts[max(0, gap[0] - 2) : gap[0]]
    opens = opens_with and len(gap) <= _BLOW
    nouns = all("n" in words[k].pos and not words[k].verbs for k in gap[1:] if words[k].text not in (ALA, FROM))
    imposed = governed == ALA and len(gap) <= _IMPOSED and not any(words[k].pos == "v" for k in gap)
    dealt = governed == ILA and any(stem in Words.BLOWS for k in gap[:_BLOW] for _, stem, _ in words[k].stems)
    avenges = governed == FROM and words[gap[0]].text.removeprefix(BEH) in Words.REPRISAL
    return (
        (opens_with and dealt)
        or (opens and nouns and (avenges or governed in ("", IDAFA, ALA)))
        or (opens_with and imposed)
    )
