"""What somebody says of another in a reported clause or a quotation.

That Y must do it, that Y backs terror, that Y will regret it, that one's own side will answer Y.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from pyarabic.araby import ALEF, NOON, WAW, YEH

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import reporter
from mithaq.extraction.events.attributed_acts import agents_of, deed_at, power_at, what_at
from mithaq.extraction.events.speech_acts import ACTS, Said
from mithaq.extraction.events.speech_targets import supposed_of, targets
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.particles import AL, ALA, AN, ILA, IN
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.lexicon.word_groups import Words

__all__ = ["reported_clauses"]

_OPENS = frozenset((":", '"'))
_UPON = frozenset((ALA,))
_CLAIMED = Words.THAT | _OPENS
_OWN_ACTS = Words.THAT_HE | Words.FIRST_PERSON
_WRONG = Words.DOES_WRONG | Words.INVOLVED
_WE = {"condemn": "condemn", "accuse": "accuse", "demand": "demand", "invite": "demand", "thank": "thank"}
"""Frames of verbs that do what they say in the first person, with those by which the target is read."""
_NEAR = 5  # words from the topic of a clause to the verb or adjective that tells a wrong of it
_INSISTED = 9  # words from a verb of insisting to what opens the clause of what is to be done
_GOOD_IN = 9  # words from a verb of doing good to what it may be no good for: a great role in spreading chaos
_DEED_REACH = 8  # words from a deed to the verb that says what it is


@dataclass(frozen=True, slots=True)
class _Clause:
    """What a clause says of whom, before it is known who says it: `opens` is the word before which the verb of saying
    is looked for."""

    opens: int
    of: list[Argument]
    act: str = "demand"
    rule: str = "obligation"
    confidence: float = 0.75
    own: Argument | None = None
    """Who is spoken of as one's own side."""
    by: Argument | None = None
    """Who says it, where the clause itself tells."""


def reported_clauses(analysis: Analysis) -> Iterator[Said]:
    """The clauses in which somebody obliges, accuses or threatens another, and the verbs in the first person
    that do so."""
    context = analysis.context
    readers: list[tuple[Iterable[int], Callable[[ClauseContext, int], _Clause | None]]] = [
        (context.occurrences(_UPON), _upon),
        (context.occurrences(Words.OBLIGATION), _must),
        (context.occurrences(Words.NECESSITY | Words.IMPORTANCE), _necessary),
        (context.occurrences(Words.INSISTING), _insisted),
        ({*context.occurrences(_CLAIMED), *_spoken_of(context)}, _claim),
        (_quoted(context), _first_person),
    ]
    for k, read in sorted(((k, read) for words, read in readers for k in words), key=itemgetter(0)):
        clause = read(context, k)
        speaker = (clause.by or reporter(context, clause.opens)) if clause is not None and clause.of else None
        if clause is None or speaker is None or clause.of[0].ref == speaker.ref:
            continue
        if clause.own is None or _is_own(context, clause.own, speaker):
            yield Said(k, [speaker], clause.act, clause.of, clause.rule, clause.confidence)


def _is_own(context: ClauseContext, own: Argument, speaker: Argument) -> bool:
    """Whether an actor is of the side of who speaks, or the state whose ministry or army that is."""
    return own.ref in context.sides(speaker.ref) or context.body_states.get(speaker.ref) == own.ref.key


def _quoted(context: ClauseContext) -> set[int]:
    """The words that open a quotation, or are joined by and- after one opens in their sentence."""
    texts, opened = context.doc.texts, context.occurrences(_OPENS)
    after = {j for k in opened for j in range(k + 1, context.bounds(k)[1])}
    return {j for j in after if texts[j - 1] in _OPENS or texts[j].startswith(WAW)}


def _first_person(context: ClauseContext, k: int) -> _Clause | None:
    """We condemn, and I call on: word `k` is a verb in the first person (n- or a- for y-) that somebody is quoted
    with."""
    texts = context.doc.texts
    text = texts[k].removeprefix(WAW)
    if k < 2 or text[:1] not in (NOON, ALEF) or len(text) < 4:
        return None
    low, _ = context.bounds(k)
    frame = _done_by_saying(context, text)
    if not frame or context.denied(k):
        return None
    opened = next((j for j in range(k - 1, low - 1, -1) if texts[j] in _OPENS), -1)
    if opened < 0:
        return None
    return _Clause(opened + 1, targets(context, _WE[frame], k + 1), ACTS[_WE[frame]], "direct-speech", 0.8)


def _done_by_saying(context: ClauseContext, text: str) -> str:
    """The frame of a verb in the first person that does what it says, by its form in the third; "" where it is none, or
    where it may be a past: (he) accused."""
    verbs = context.doc.lexicon.word(YEH + text[1:]).verbs
    present = (v.event_class for v in verbs if v.tense == "present" and v.number == "s")
    frame = next((frame for frame in present if frame in _WE), "")
    return "" if frame == "accuse" and text.startswith(ALEF) else frame


def _actor(context: ClauseContext, k: int) -> Argument | None:
    """The actor at word `k`, or the government of the capital there; None where it has a clitic."""
    near = context.argument_at(k) or power_at(context, k)
    return near if near is not None and not near.proclitics else None


def _listed(context: ClauseContext, first: Argument) -> list[Argument]:
    _, high = context.bounds(first.start)
    return context.conjuncts([first, *context.arguments_in(first.end, high)], 0)


def _upon(context: ClauseContext, k: int) -> _Clause | None:
    """It is upon Y to do something; word `k` is upon."""
    low, high = context.bounds(k)
    first = _actor(context, k + 1) if low < k < high - 1 else None
    if first is None:
        return None
    obliged = _listed(context, first)
    past = obliged[-1].end + (
        obliged[-1].end < high and context.doc.texts[obliged[-1].end].startswith(WAW)
    )  # its allies
    opens = k - 1
    if context.doc.texts[opens] in Words.OBLIGATION:
        opens -= 1
    elif not any(_deed(context, j, high) for j in range(obliged[-1].end, past + 1)):
        return None
    return _Clause(opens, obliged) if opens >= low and _opens(context, opens) else None


def _must(context: ClauseContext, k: int) -> _Clause | None:
    """(That) Y must do something; word `k` is the verb."""
    low, high = context.bounds(k)
    if verbal := _obliged_after(context, k, high):
        return _Clause(k - 1, verbal) if k > low and _opens(context, k - 1) else None
    if k - 2 > low and _is_wrong(context, k - 2) and _opens(context, k - 3):  # the X-ian strikes must stop
        return _Clause(k - 3, agents_of(context, k - 2, k, "condemn"), confidence=0.6)
    must = k + 1 < high and (context.doc.texts[k + 1] in Words.THAT or context.doc.texts[k + 1].startswith(ALA))
    topic = _topic_before(context, k, low) if must else None
    return _Clause(topic.start - 1, [topic]) if topic is not None and _opens(context, topic.start - 1) else None


def _topic_before(context: ClauseContext, k: int, low: int) -> Argument | None:
    """The actor right before word `k`, in its sentence after the first word, `low`, and without a clitic."""
    topic = context.preceding_argument(k)
    if topic is None or topic.end != k or topic.start == low or topic.proclitics:
        return None
    return topic


def _obliged_after(context: ClauseContext, k: int, high: int) -> list[Argument]:
    """Who must do something, after word `k`: it must be that Y do it, the need of the departure of Y."""
    texts = context.doc.texts
    clause = k + 3 < high and texts[k + 1] in Words.TO_DO and "v" in context.doc.words[k + 2].pos
    at = k + 2 + clause
    first = _actor(context, at) if at < high and (clause or texts[k + 1] in Words.OBLIGED_DEEDS) else None
    return _listed(context, first) if first is not None else []


def _necessary(context: ClauseContext, k: int) -> _Clause | None:
    """The need that Y do something, of the compliance of Y; word `k` is the need or the importance."""
    low, high = context.bounds(k)
    if context.doc.texts[k] in Words.IMPORTANCE and Words.KEPT.isdisjoint(context.doc.texts[k + 1 : k + 2]):
        return None
    return _Clause(k, _obliged_after(context, k, high), rule="necessity", confidence=0.6) if k > low else None


def _insisted(context: ClauseContext, k: int) -> _Clause | None:
    """X insists that Y do something; word `k` is the verb or its participle."""
    _, high = context.bounds(k)
    texts = context.doc.texts
    at = next((j for j in range(k + 1, min(high - 2, k + _INSISTED)) if texts[j] in Words.THAT_TO_DO), -1)
    if at < 0 or context.denied(k) or "v" not in context.doc.words[at + 1].pos:
        return None
    first, after = _actor(context, at + 2), _actor(context, k + 1)
    by = after if after is not None and not after.place else context.free_before(k) or _actor(context, k - 1)
    known = first is not None and by is not None
    return _Clause(k, _listed(context, first), rule="insistence", by=by) if first is not None and known else None


def _claim(context: ClauseContext, k: int) -> _Clause | None:
    """That Y does wrong, that Y will regret, that (we) will answer what Y did; word `k` opens the clause."""
    _, high = context.bounds(k)
    if k + 2 >= high:
        return None
    texts = context.doc.texts
    own = texts[k] in _OWN_ACTS or texts[k + 1] in Words.OWN_SIDE
    verb = k + 1 + (texts[k + 1] in Words.OWN_SIDE)
    if own and texts[verb] in Words.STRIKES_BACK:
        return _answer(context, k, verb, high)
    topic = _actor(context, k + 1)
    if topic is not None and topic.end < high and texts[topic.end] in Words.STRIKES_BACK:
        answer = _answer(context, k, topic.end, high)
        return replace(answer, own=topic) if answer is not None else None
    if topic is not None:
        return _of_topic(context, k, topic, high)
    return _of_claims(context, k + 1, high) or _of_wrong_deed(context, k + 1, high)


def _of_claims(context: ClauseContext, k: int, high: int) -> _Clause | None:
    """That what Y claims, as word `k` names it, is not true."""
    doers = agents_of(context, k, high, "deny") if deed_at(context, k, "deny") is not None else []
    near = context.doc.texts[doers[-1].end : min(high, k + _DEED_REACH)] if doers else []
    return _Clause(k, doers, "deny", "denied-claims", 0.75) if not Words.BASELESS.isdisjoint(near) else None


def _of_topic(context: ClauseContext, k: int, topic: Argument, high: int) -> _Clause | None:
    """That an actor, the topic of the clause that word `k` opens, does wrong or will regret."""
    texts = context.doc.texts
    start = next((j for j in range(topic.end, high) if context.doc.words[j].kind == "word"), high)
    if start >= high:
        return None
    if texts[start] in Words.WILL_REGRET:
        return _Clause(k + 1, [topic], "threaten", "reported-threat", 0.6)
    if _good(context, start, high):
        return _Clause(k + 1, _listed(context, topic), "praise", "reported-praise", 0.6)
    near = range(start, min(start + _NEAR, high))
    wrong = any(_wrong(context, j, high) and _plain(context, start, j) for j in near)
    return _Clause(k + 1, _listed(context, topic), "accuse", "reported-accusation", 0.6) if wrong else None


def _good(context: ClauseContext, k: int, high: int) -> bool:
    """Whether word `k` tells a great merit of the topic before it: plays a pivotal role, showed courage."""
    texts = context.doc.texts
    k += texts[k] in Words.STILL
    if k + 2 >= high or texts[k] not in Words.DOES_GOOD or deed_at(context, k + 1, "praise") is None:
        return False
    told = texts[k + 2 : min(high, k + _GOOD_IN)]
    wrong = any(t in Words.OFFENCES | Words.HARMS | Words.TERROR for t in told) and Words.FIGHTING.isdisjoint(told)
    return not wrong and any(t.removeprefix(WAW).removesuffix(ALEF) in Words.GREAT for t in told[:2])


def _of_wrong_deed(context: ClauseContext, k: int, high: int) -> _Clause | None:
    """That what Y did or said, as word `k` names it, is a threat, a breach, meddling."""
    deed = _is_wrong(context, k) or what_at(context, k) is not None
    doers = agents_of(context, k, high, "condemn") if deed else []
    if not doers:
        return None
    texts, after = context.doc.texts, doers[-1].end
    near = range(after, min(high, k + _DEED_REACH))
    does = (j for j in near if texts[j] in Words.DOES_WRONG and _plain(context, after, j))
    told = (texts[j] in Words.OFFENCES or _amounts(context, j, high) for j in near)
    return _Clause(k, doers, "accuse", "reported-accusation", 0.6) if any(told) or any(does) else None


def _amounts(context: ClauseContext, k: int, high: int) -> bool:
    """Whether the verb or pronoun at word `k` says that somebody or something is a wrong."""
    near = context.doc.texts[k + 1 : min(k + _NEAR, high)]
    return context.doc.texts[k] in Words.AMOUNTS_TO and any(w in Words.OFFENCES for w in near)


def _spoken_of(context: ClauseContext) -> set[int]:
    """The words at which an actor right after a verb of saying ends, and what is said follows with nothing that opens
    it."""
    words = context.doc.words
    says = (
        it for it in context.arguments if it.start and any(v.event_class == "say" for v in words[it.start - 1].verbs)
    )
    return {it.end - 1 for it in says if _bare(context, it.end - 1)}


def _bare(context: ClauseContext, k: int) -> bool:
    """Whether word `k` ends the subject of a verb of saying, and what is said follows with nothing that opens it."""
    said = k + 1 < len(context.doc.words) and (context.arguments_in(k + 1, k + 2) or _is_wrong(context, k + 1))
    last = context.preceding_argument(k + 1) if said else None
    if last is None or last.end != k + 1 or last.place or last.start == 0:
        return False
    return any(v.event_class == "say" and not v.passive for v in context.doc.words[last.start - 1].verbs)


def _plain(context: ClauseContext, start: int, k: int) -> bool:
    """Whether no negation, verb or other clause stands between the topic of a clause and word `k`."""
    words, texts = context.doc.words, context.doc.texts
    for j in range(start, k):
        goes_on = texts[j] in Words.STILL | Words.LIGHT_VERBS or texts[j + 1] in Words.STILL
        if not goes_on and (words[j].function_class == "neg" or context.opens_clause(j)):
            return False
    return True


def _wrong(context: ClauseContext, k: int, high: int) -> bool:
    """Whether word `k` tells a wrong of the topic before it: undermines, is responsible for, stands behind, backs
    terrorists."""
    text, after = context.doc.texts[k], context.doc.texts[k + 1] if k + 1 < high else ""
    if text in Words.RESPONSIBLE:
        return _answers_for(context, k, high)
    if text in Words.BEARS:
        return not Words.RESPONSIBILITY.isdisjoint((after, context.doc.texts[k + 2] if k + 2 < high else ""))
    if text in Words.STANDS:
        return after in Words.BEHIND
    if text in Words.BACKS and _backs_terror(context, k, after, high):
        return True
    if text in Words.CARRIES_ON:
        past = k + 1 + (after == IN)
        return past < high and (context.doc.texts[past] in Words.OFFENCES or _is_wrong(context, past))
    return text in _WRONG or _amounts(context, k, high)


def _answers_for(context: ClauseContext, k: int, high: int) -> bool:
    """Whether word `k`, responsible, is followed by a harm or a wrong."""
    texts = context.doc.texts
    past = next((j for j in range(k + 1, high) if texts[j] not in Words.RESPONSIBLE_FOR | {'"'}), high)
    return k + 1 < past < high and (texts[past] in Words.HARMS or _is_wrong(context, past))


def _backs_terror(context: ClauseContext, k: int, after: str, high: int) -> bool:
    """Whether what word `k` backs is terror, or goes on to a wrong: backs terrorists, (encourages) to attacks."""
    governs = after in (ALA, ILA)
    past = k + 1 + (governs or after in Words.TERRORISTS)
    return past < high and ((governs and _is_wrong(context, past)) or context.doc.texts[past] in Words.TERROR)


def _is_wrong(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a noun for a wrong."""
    return deed_at(context, k, "condemn") is not None


def _answer(context: ClauseContext, opens: int, verb: int, high: int) -> _Clause | None:
    """That one's own side will answer Y, or what Y did; word `verb` says so."""
    upon = next((j for j in range(verb + 1, min(verb + 4, high)) if context.doc.texts[j] == ALA), high)
    at = upon + 1 + (not Words.ANY_OF.isdisjoint(context.doc.texts[upon + 1 : upon + 2]))
    first = _actor(context, at) if at < high else None
    of = _listed(context, first) if first is not None else agents_of(context, at, high, "condemn") if at < high else []
    of = of or supposed_of(context, verb + 1, high)
    return _Clause(opens, of, "threaten", "reported-threat", 0.6) if of else None


def _opens(context: ClauseContext, k: int) -> bool:
    """Whether word `k` opens what is reported: that, a colon, a quotation mark."""
    return context.doc.texts[k] in Words.THAT or context.doc.texts[k] in _OPENS


def _deed(context: ClauseContext, k: int, high: int) -> bool:
    """Whether word `k` tells what is to be done: to do, or a definite masdar that is no adjective."""
    if k >= high:
        return False
    word = context.doc.words[k]
    if word.text in Words.TO_DO:
        return True
    masdar = word.text.startswith(AL) and not word.text.startswith(WAW) and not word.function_class and not word.nisbas
    if "m" in word.pos and not (word.function_class or word.definite):
        return True  # (that it is upon Y) to withdraw its forces
    return masdar and not is_adjective(word) and "n" in word.pos and word.text != AN
