"""Who speaks by a verb: its subject as the predicate layer binds it, or one that only the text before it tells."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pyarabic.araby import ALEF, BEH, HEH, KAF, LAM, NOON, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import (
    definite_antecedent,
    feminine_topic,
    officials_of,
    reporter,
    the_two,
    turning,
)
from mithaq.extraction.events.attributed_acts import adjective_at, adjectives_at, deed_at
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.predicates import Binding, Predicate
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.lexicon.frames import SUBJECT, Filling
from mithaq.lexicon.word_groups import Words

__all__ = [
    "OWN_SIDE", "Voice", "all_of", "carried_on", "doers", "main_speaker", "named_before", "opening_speaker",
    "own_state", "unlisted_at", "voice",
]  # fmt: skip

_BEFORE = (Binding.TOPIC, Binding.RELATIVE)  # the verb
_OFFICIAL_BACK = 4  # sentences before `the Kenyan official` in which he is named
_TEXT_PHRASE, _TEXT_IN_WHICH = 6, 12  # words from a text to the verb that says what is in it, to one with `in it`


OWN_SIDE = "own-side-speaker"
"""The rule by which a speaker speaks for his country."""


class Voice(NamedTuple):
    """Who speaks, at which word what is said begins, and the rule that tells it."""

    speakers: list[Argument]
    start: int
    rule: str


def voice(context: ClauseContext, p: Predicate) -> Voice | None:
    """Who speaks by the verb of a predicate, or None where that is nobody known."""
    t = p.trigger
    slot = p.frame.slot_of(SUBJECT, Filling.ACTOR)
    filler = p.slots.get(slot) if slot is not None else None
    if t.passive:
        by = filler is not None and filler.binding is Binding.AGENT
        return Voice(list(filler.arguments), t.end, "passive-agent") if filler is not None and by else None
    if t.end >= len(context.doc.words):
        return None
    own = _own_side(context, t) or _himself(context, t)
    if own is not None:
        return Voice([own], t.end, OWN_SIDE)
    also = t.has_pronoun_suffix and context.doc.texts[t.end] in Words.ALSO
    start = t.end + (also or context.doc.texts[t.end] in Words.IN_WHICH)
    if authors := _authors(context, t):
        return Voice(authors, start, "text-speaker")
    several = _several(context, t)
    if several is None and context.doc.texts[t.end] in Words.TWO_PERSONS:
        return None
    return several or _beside(context, p, start, filler.binding if filler else None) or _carried_on(context, t)


def doers(context: ClauseContext, spoken: Voice) -> list[Argument]:
    """Who does what is said: the speaker, or his country where he says that his country does it."""
    own = spoken.rule == OWN_SIDE
    return [own_state(context, it) for it in spoken.speakers] if own else spoken.speakers


def own_state(context: ClauseContext, item: Argument) -> Argument:
    """The state that an actor serves, or the actor itself where none is known."""
    home = context.home_of(item.ref)
    return replace(item, ref=Ref("state", home), kind="side") if home is not None else item


def _beside(context: ClauseContext, p: Predicate, start: int, binding: Binding | None) -> Voice | None:
    """The subject before the verb or at word `start` after it."""
    t = p.trigger
    who = p.arguments(p.frame.slot_of(SUBJECT, Filling.ACTOR) or "") if binding in _BEFORE else []
    related = context.preceding_argument(t.at) if context.doc.texts[t.at - 1] in Words.RELATIVE else None
    before = [related] if related is not None else who
    if before and not _source(context, before[0]):
        return Voice(before, t.end, "speaker-verb")
    near = context.following_arguments(start)
    if near and _opened(context, start, near[0]):
        after = [named_before(context, it) for it in context.conjuncts([it for it in near if _acts(context, it)], 0)]
        return Voice(after, after[-1].end, "verb-speaker") if after else None
    return None


def _acts(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is no place: neither in X nor from X, but each from-A and B."""
    return not item.place or (item.start > 1 and context.doc.texts[item.start - 2] in Words.EACH)


def _opened(context: ClauseContext, k: int, item: Argument) -> bool:
    """Whether an actor is the subject that stands at word `k`: right there, or after a word that stands for its
    genitive (a report of, each of) or a quotation mark."""
    texts = context.doc.texts
    if item.start == k + 1 and texts[k] in Words.PAPER:
        return item.kind == "body"
    if item.start == k:
        return not set(item.proclitics) & set(BEH + LAM + KAF)
    near = item.start == k + 1 and texts[k] == '"'
    return (near or (item.start == k + 2 and texts[k] in Words.EACH)) and not context.case_marker(item)


def _source(context: ClauseContext, item: Argument) -> bool:
    """Whether an actor is only the source of the report: according to X."""
    return item.start > 0 and context.doc.texts[item.start - 1].removeprefix(WAW) in Words.ACCORDING_TO


def _several(context: ClauseContext, t: Trigger) -> Voice | None:
    """Two spoken of as such (the two ministers, or a verb in the dual), or the officials of a state."""
    k = t.end
    if (
        context.doc.texts[k] in Words.SIDES
        and len(sides := adjectives_at(context, k + 1, len(context.doc.words), True)) == 2
    ):
        return Voice(sides, sides[-1].end, "collective-speaker")  # the X-ian and Y-ian sides
    if context.doc.texts[k] in Words.TWO_PERSONS | Words.SIDES:
        two = the_two(context, k) if Words.OTHER_TWO.isdisjoint(context.doc.texts[k + 1 : k + 2]) else []
        return Voice(two, k + 1, "collective-speaker") if two else None
    if (officials := officials_of(context, k)) is not None and not set(officials.proclitics) & set(BEH + LAM + KAF):
        return Voice([officials], officials.end, "collective-speaker")
    dual = t.conjunction and t.number == "d" and not context.doc.words[k].verbs
    two = the_two(context, t.at) if dual else []
    return Voice(two, k, "collective-speaker") if two else None


def named_before(context: ClauseContext, item: Argument) -> Argument:
    """Whom `the Kenyan official` takes up: the last person of that state named in the sentences before, else the actor
    itself."""
    if item.kind != "post" or item.ref.kind != "state" or not context.doc.texts[item.start].startswith(AL):
        return item
    first = context.doc.sentences[max(0, context.doc.sentence(item.start) - _OFFICIAL_BACK)][0]
    persons = [it for it in context.arguments_in(first, item.start) if it.kind == "person"]
    named = next((it for it in persons if context.states_of.get(it.ref) == item.ref.key), None)
    return replace(item, ref=named.ref, kind="person") if named is not None else item


def _carried_on(context: ClauseContext, t: Trigger) -> Voice | None:
    """The speaker that a definite noun after the verb takes up, or whom the text before is about."""
    again = definite_antecedent(context, t.end)
    if again is not None and _may_be_subject(context, t):
        return Voice([again], t.end + 1, "definite_antecedent-speaker")
    if context.unnamed_before(t) or _unnamed_after(context, t):
        return None
    topic = carried_on(context, t)
    if topic is None:
        return None
    return Voice(all_of(context, t, topic), t.end, "dropped-speaker")


def _may_be_subject(context: ClauseContext, t: Trigger) -> bool:
    """Whether a definite noun right after a verb agrees with it: (she) asked the party has another subject."""
    feminine = context.doc.texts[t.end].endswith(HEH)
    return t.number != "s" or feminine == (t.gender == "f")


def all_of(context: ClauseContext, t: Trigger, topic: Argument) -> list[Argument]:
    """The topic that a verb goes on to speak of, with those joined to it where the verb is in the dual or plural."""
    several = t.number != "s" and topic.start < t.at
    return context.conjuncts(context.arguments_in(topic.start, t.at), 0) if several else [topic]


def _own_side(context: ClauseContext, t: Trigger) -> Argument | None:
    """Who says that his own country says something: X said that his country condemns."""
    low, _ = context.bounds(t.at)
    texts = context.doc.texts
    if t.at - 2 < low or texts[t.at - 1] not in Words.OWN_SIDE or texts[t.at - 2] not in Words.THAT:
        return None
    return reporter(context, t.at - 2)


def _himself(context: ClauseContext, t: Trigger) -> Argument | None:
    """Who says that he himself says something, or goes on as `but he`: X said that he asked Y."""
    before = context.doc.texts[t.at - 1]
    if before not in Words.THAT_HE | Words.BUT_IT:
        return None
    teller = reporter(context, t.at - 1) if before in Words.THAT_HE else carried_on(context, t)
    one = teller is not None and t.number == "s" and context.agrees(teller, t.gender)
    return teller if one else None


def _authors(context: ClauseContext, t: Trigger) -> list[Argument]:
    """Whose text it is that the verb of a clause right after it is about: (X issued) a decision asking, a Kenyan
    proposal that asks, the report of X that accuses, notes in which it accuses."""
    low, _ = context.bounds(t.at)
    doc, within = context.doc, context.doc.texts[t.end] in Words.IN_WHICH
    last = t.at - (doc.texts[t.at - 1] in Words.RELATIVE)
    reach = _TEXT_IN_WHICH if within else _TEXT_PHRASE
    at = next((k for k in range(last - 1, max(low, last - reach) - 1, -1) if _is_text(context, k)), -1)
    apart = any((w.pos == "v" and not w.nisbas) or w.text == "," for w in doc.words[at + 1 : last])
    if at < 0 or (not within and (apart or t.conjunction)):
        return []
    while at > low and _is_text(context, at - 1):
        at -= 1  # a draft of a decision
    if inside := context.arguments_in(at + 1, last):
        first = inside[0]
        return context.conjuncts(inside, 0) if first.start == at + 1 and not first.proclitics else []
    states = [side for k in range(at + 1, last) if (side := adjective_at(context, k)) is not None]
    if states or doc.words[at].definite:
        return states
    issuers = (it for it in reversed(context.arguments_in(low, at)) if context.is_free(it) and it.start > low)
    issuer = next((it for it in issuers if "v" in doc.words[it.start - 1].pos), None)
    beside = issuer is not None and (within or all(k in doc.in_date for k in range(issuer.end, at)))
    return [issuer] if issuer is not None and beside else []


def _is_text(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is a noun for a text."""
    return any(stem in Words.TEXTS for _, stem, _ in context.doc.words[k].stems)


def carried_on(context: ClauseContext, t: Trigger) -> Argument | None:
    """Whom a verb without a subject beside it goes on to speak of."""
    spoken = feminine_topic(context, t.at) if t.gender == "f" and t.number == "s" else None
    topic = context.discourse_topic(t.at, gender=t.gender, speaks=True)
    subject = context.clause_subject(t.at, t.gender, speaks=True)
    if subject is not None and spoken is not None and spoken.start > subject.start:
        return spoken  # (he said) that she condemns and asks
    return subject or spoken or topic


def main_speaker(analysis: Analysis, at: int) -> Argument | None:
    """Who speaks by the last verb of saying before word `at` that no that-clause of its sentence takes in."""
    context = analysis.context
    start = turning(context, at)
    said = [p for p in analysis.predicates.of("say", start=start, end=at) if not p.trigger.noun]
    main = [p for p in said if not context.crosses_clause(start, p.at)]
    spoken = voice(context, main[-1]) if main and not context.denied(main[-1].at) else None
    return spoken.speakers[0] if spoken is not None and len(spoken.speakers) == 1 else None


def opening_speaker(context: ClauseContext, at: int) -> Argument | None:
    """Whom the sentence of word `at`, which opens with and- and a verb without a subject, goes on to speak of."""
    start = turning(context, at)
    opens = next(
        (v for v in context.doc.words[start].verbs if v.conjunction and v.number == "s" and not v.passive), None
    )
    if opens is None or context.arguments_in(start + 1, start + 2) or unlisted_at(context, start + 1):
        return None
    return context.discourse_topic(start, gender=opens.gender, speaks=True)


def unlisted_at(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is in no table and of no actor: a name that is not known."""
    word = context.doc.words[k]
    listed = word.pos or word.verbs or word.nodes or word.nisbas or word.function_class
    split = any(len(stem) > 1 and pro for pro, stem, _ in word.stems)
    return word.kind == "word" and not (listed or split or context.arguments_in(k, k + 1))


def _unnamed_after(context: ClauseContext, t: Trigger) -> bool:
    """Whether the verb has a subject that is nobody here: a noun in the nominative plural (the participants praised),
    or, where the verb governs by a preposition, any noun right after it that is not praised itself."""
    word = context.doc.words[t.end]
    if (word.definite and word.text.endswith(_NOMINATIVE)) or word.text in Words.UNNAMED_SPEAKERS:
        return True
    if unlisted_at(context, t.end):
        return True
    noun = word.definite or ("n" in word.pos and word.text in {stem for _, stem, _ in word.stems[:1]})
    aside = t.end in context.doc.in_date or word.function_class or word.text in Words.MANNER | Words.CIRCUMSTANCE
    clitic = len(word.stems) > 1 and "n" in word.pos and word.text[:1] in (BEH, ALEF)
    return t.event_class == "praise" and noun and not aside and not clitic and deed_at(context, t.end, "praise") is None


_NOMINATIVE = WAW + NOON
