"""Between whom an agreement is: the parties its name tells, who signed it with whom, and for whom.

Asked by the reading of agreements, once for each phrase that names one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice, pairwise

from pyarabic.araby import WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.discourse.anaphora import definite_antecedent
from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_sides import acting_states, agreed_by, by_both, state_of, states_of
from mithaq.extraction.facts import Ref
from mithaq.extraction.particles import AL, AN, BETWEEN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.phrases import phrases_after
from mithaq.extraction.syntax.predicates import Binding
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = [
    "AgreementMention",
    "complete",
    "given_out_by",
    "leavers",
    "named_parties",
    "own_side",
    "owner",
    "predicate_parties",
    "signers",
]


@dataclass(slots=True)
class AgreementMention:
    """One agreement with all its mentions: (first word, one past the last, the letters of its proclitics)."""

    kind: str
    mentions: list[tuple[int, int, int]]
    words: frozenset[str]
    parties: list[Ref] = field(default_factory=list)
    signatories: list[Ref] = field(default_factory=list)
    signed: PartialDate | None = None
    status: str | None = None
    named: bool = False
    another: bool = False  # called a second, another one
    several: bool = False  # a plural
    count: int = 1  # how many are spoken of as one (12 agreements); 0 where only `several` is said
    begin: int = 0  # where the phrase begins, with a number before the noun
    counted: bool = False  # a number or a quantity stands before it
    owned: bool = False  # told by a pronoun as that of a party: its accord with B
    absorbed: bool = False  # only its members are told
    earlier: bool = False  # signed before what is told: by a participle, after it
    collective: bool = False  # the other side is a collective (the great powers)
    factions: bool = False  # signed by groups that nobody names
    relative: bool = False  # a relative clause says that it was signed
    joint: bool = False  # a statement that two sides give out together
    series: int = 0  # the list in which it was signed together with others, from 1
    guessed: bool = False  # its parties are the states that the article is about
    definite: bool = False
    known: str = ""  # the key of the known agreement that it is
    forms: list[str] = field(default_factory=list)

    def add_parties(self, refs: Iterable[Ref]) -> None:
        """Add those that are no parties yet."""
        self.parties += [ref for ref in refs if ref not in self.parties]

    def add_signatories(self, refs: Iterable[Ref]) -> None:
        """Add those that are no signatories yet."""
        self.signatories += [ref for ref in refs if ref not in self.signatories]


def signers(analysis: Analysis, pact: AgreementMention, trigger: Trigger) -> None:
    """Parties and signatories: fillers of the signing, its beneficiaries, and anaphora for both sides."""
    context = analysis.context
    first = pact.mentions[0][0]
    subjects = _subjects(analysis, pact, trigger)
    pact.add_parties(_enumerated(context, trigger.end))
    if context.doc.texts[trigger.end] in Words.TWO_MINISTRIES:
        pact.add_parties(_two_states(context, trigger.end + 1, first))
    beside_states = any(it.ref.kind == "state" for it in subjects)
    for item in subjects:
        if item.ref.kind == "official":
            pact.signatories.append(item.ref)
            if beside_states and (served := state_of(context, item.ref)):
                pact.add_parties([served])
        else:
            pact.add_parties([item.ref])
    if not _HIS_COUNTRY.isdisjoint(context.doc.texts[trigger.end : trigger.end + 1]):
        owner(context, pact, trigger.at, speaks=True)
    if trigger.noun and not subjects:
        _led(analysis, pact, trigger)
    _for_sides(context, pact, trigger)
    free = not pact.signatories or by_both(context, trigger.at)
    if len(pact.parties) < 2 and free and not (trigger.passive and first > trigger.at):
        pact.add_parties(agreed_by(context, trigger.at, first))


def _subjects(analysis: Analysis, pact: AgreementMention, trigger: Trigger) -> list[Argument]:
    """Who signs, with whom and between whom, up to where another agreement begins that is told with parties of its
    own. A pronoun on a noun of signing after the agreement is the agreement: (the accord,) the signing of it."""
    _, stop = analysis.context.bounds(pact.mentions[0][0])
    if trigger.noun:
        stop = min(stop, pact.mentions[0][1] + 7)
    found = analysis.predicates.of(trigger.event_class, start=trigger.at, end=trigger.at + 1)
    fillers = [p.slots[name] for p in found for name in ("agent", "partner", "members") if name in p.slots]
    unbound = {Binding.DROPPED} | ({Binding.PRONOUN} if trigger.noun and pact.mentions[0][0] < trigger.at else set())
    bound = [it for filler in fillers if filler.binding not in unbound for it in filler.arguments]
    texts = analysis.doc.texts
    return [
        it
        for it in bound
        if it.start < stop
        and not (it.place and it.ref.kind == "state")
        and texts[it.start - 2] not in Words.IN_PARTNERSHIP  # (carried out) in partnership with
    ]


def leavers(analysis: Analysis, pact: AgreementMention, trigger: Trigger) -> None:
    """The state that ends an agreement or withdraws from it, or that joins it, is a party to it."""
    states = [ref for ref in predicate_parties(analysis, trigger) if ref.kind == "state"]
    if trigger.noun and not states:
        states = _beside_noun(analysis.doc, trigger.end) or _telling(analysis.context, trigger)
    pact.add_parties(states)


def _beside_noun(doc: Document, k: int) -> list[Ref]:
    """The state whose capital or adjective word `k`, after a noun of leaving, is: the withdrawal of (a capital) from,
    the X withdrawal from."""
    if k >= len(doc.words):
        return []
    seat = doc.find(k, "capital")
    if seat is not None and not seat.proclitics:
        return [Ref("state", seat.entry.value)]
    return [Ref("state", n.code) for n in doc.words[k].nisbas[:1] if n.definite and n.code]


def _telling(context: ClauseContext, trigger: Trigger) -> list[Ref]:
    """The state of who tells that he leaves an agreement: (X announced) its suspension."""
    teller = context.clause_subject(trigger.at)
    subject = teller if teller is not None and teller.end == trigger.at else context.subject(trigger.at)
    ratifies = trigger.event_class == "ratify"
    first = context.discourse_topic(trigger.at, far=False) if ratifies else None
    return states_of(context, subject, first)[:1]


def owner(context: ClauseContext, pact: AgreementMention, k: int, *, speaks: bool = False) -> None:
    """The state that a pronoun at word `k` stands for: the first of its clause (that A left its accord), or that of who
    `speaks` (the accord with his country)."""
    low, _ = context.bounds(k)
    that = next((j for j in range(k - 1, low, -1) if context.doc.texts[j] in Words.THAT), low)
    states = [] if speaks else acting_states(context, that, k)
    if not states:
        said = (context.clause_subject(k), context.subject(k), context.discourse_topic(k, far=False))
        states = states_of(context, *said) or acting_states(context, low, k)
    pact.add_parties(states[:1])


def own_side(context: ClauseContext, pact: AgreementMention, at: int, trigger: Trigger | None) -> None:
    """The other side of an agreement with one, which a noun with a pronoun before word `at` tells: (he said that) his
    country kept to the accord with A, we have an accord with A. Who welcomes or backs an accord is no side of it."""
    low, _ = context.bounds(at)
    texts = context.doc.texts
    k = next((k for k in range(at - 1, low, -1) if texts[k] in _OWN), -1)
    if k < low or len(pact.parties) != 1 or any(context.is_free(it) for it in context.arguments_in(k + 1, at)):
        return
    made = trigger is not None and k < trigger.at < at and (not trigger.noun or texts[trigger.at - 1] in _SINCE)
    keeps = bool(context.triggers.of("comply", start=k + 1, end=at)) or texts[at - 1] in Words.ONLY_PARTIES_DO
    if made or keeps or texts[k] in Words.WE_HAVE:
        owner(context, pact, k, speaks=True)


def given_out_by(context: ClauseContext, pact: AgreementMention, end: int) -> None:
    """The two states named right after a joint statement, whose it is: of the ministers of A and B, issued by A and
    B."""
    _, stop = context.bounds(end)
    states = acting_states(context, end, min(stop, end + _COMPLEMENT_REACH))
    if len(states) == _TWO and not pact.parties:
        pact.parties += states


def predicate_parties(analysis: Analysis, trigger: Trigger) -> list[Ref]:
    """The states and bodies in the slots of who acts: a person or the holder of a post stands for his state."""
    context = analysis.context
    found = analysis.predicates.of(trigger.event_class, start=trigger.at, end=trigger.at + 1)
    parties: list[Ref] = []
    for item in [it for p in found for it in p.arguments("agent", "partner", "members")]:
        ref = state_of(context, item.ref) if item.ref.kind == "official" else item.ref
        if item.kind == "body" and trigger.event_class == "ratify":  # a parliament acts for its state
            code = analysis.groups[int(item.ref.key)].state
            ref = Ref("state", code) if code else ref
        if ref is not None and ref not in parties and not (item.place and ref.kind == "state"):
            parties.append(ref)
    return parties


_TWO = 2
_HIS_COUNTRY = Words.OWN_SIDE & Words.OUR_COUNTRY
_OWN = Words.HIS_COUNTRY | Words.WE_HAVE
"""Words for what is of who speaks."""
_SINCE = Words.SINCE | Words.AFTER
_HEADS = 5
"""Words from `between`, or from two ministries, to the first state that is read."""
_COMPLEMENT_REACH = 8
"""Words after an agreement, or after a preposition, in which a party is looked for."""


def _led(analysis: Analysis, pact: AgreementMention, trigger: Trigger) -> None:
    """Parties of a signing that two sides agreed on, or that officials of two states saw: A and B agreed to sign."""
    low, _ = analysis.context.bounds(trigger.at)
    verbs = analysis.context.triggers.of(
        "agree", "intend", "chair", "see", start=max(low, trigger.at - 25), end=trigger.at
    )
    verb = next((t for t in reversed(verbs) if not t.noun), None)
    parties = predicate_parties(analysis, verb) if verb is not None else []
    if len(parties) > 1:
        pact.add_parties(parties)
    if verb is not None and verb.event_class in ("agree", "intend"):
        pact.status = "planned"


def complete(analysis: Analysis, pact: AgreementMention, trigger: Trigger) -> None:
    """The other side of an agreement with one: who does what the trigger says, also where another verb tells it of him
    (X announced ending the accord with Y); who ratifies an agreement is a side only as a state."""
    told = _told_sides(analysis.context, pact, trigger)
    first, last, _ = pact.mentions[0]
    if len(told) != 1 or BETWEEN in analysis.doc.texts[first : last + 1]:
        return  # between A and some whom nobody knows
    sides = predicate_parties(analysis, trigger)
    item = _doer(analysis.context, trigger, told=bool(sides) and not (pact.relative and told.issuperset(sides)))
    if body := _body_taken_up(analysis, trigger):
        sides = [body]
    elif item is not None:
        sides = [] if item.place else [state_of(analysis.context, item.ref) or item.ref]
    other = next((ref for ref in sides if ref not in told and ref.kind != "official"), None)
    if other is not None and (trigger.event_class != "ratify" or other.kind == "state"):
        pact.parties.append(other)


def _body_taken_up(analysis: Analysis, trigger: Trigger) -> Ref | None:
    """The body that a definite noun after a verb takes up, also one that only the post of somebody has: (the director
    of) an office, (an accord) that the office signed."""
    k = trigger.end
    if trigger.noun or analysis.context.arguments_in(k, k + 1) or not analysis.doc.texts[k].startswith(AL):
        return None
    noun = analysis.doc.texts[k].removeprefix(AL)
    before = [(b.start, n) for n, g in enumerate(analysis.groups) for b in g.bodies if b.start < k]
    named = [(start, n) for start, n in before if noun in {stem for _, stem, _ in analysis.doc.words[start].stems}]
    return Ref("organization", str(max(named)[1])) if named else None


def _told_sides(context: ClauseContext, pact: AgreementMention, trigger: Trigger) -> set[Ref]:
    """The sides that are told by parties, or in a relative clause by signatories (the accord that he reached with A);
    none where signatories alone are told otherwise."""
    beside = pact.relative and trigger.at <= pact.mentions[0][1] + 1
    if pact.signatories and not beside:
        return set()
    return {state_of(context, ref) or ref for ref in pact.signatories} | {*pact.parties}


def _doer(context: ClauseContext, trigger: Trigger, *, told: bool) -> Argument | None:
    """Who does what a trigger says: whom a definite noun after it takes up; where no slot has `told` it, whom its
    clause is about."""
    item = None if trigger.noun else definite_antecedent(context, trigger.end)
    if item is not None or told or context.doc.texts[trigger.at] in Words.CAME_ABOUT:
        return item
    near = context.clause_subject(trigger.at) or context.subject(trigger.at)
    dropped = near is None and context.doc.texts[trigger.end : trigger.end + 1] == [WITH]  # and (he) signed with B
    return context.discourse_topic(trigger.at) if dropped else near


def _for_sides(context: ClauseContext, pact: AgreementMention, trigger: Trigger) -> None:
    """Who signed for whom: (signed) for the X side by A, and for the body Y by B."""
    low, high = context.bounds(trigger.at)
    near = context.arguments_in(max(low, trigger.at - 30), high)
    known = all(ref.kind == "state" for ref in pact.parties)  # bodies make an agreement of their own
    for before, item in zip([*near[:1], *near], near, strict=False):
        if item.kind != "person":
            continue
        at, sides = _side_before(context, low, before, item)
        if at > low and context.doc.texts[at - 1] in Words.ON_BEHALF:
            pact.add_signatories([item.ref])
            pact.add_parties(sides if len(pact.parties) < _TWO or known else ())


def _side_before(context: ClauseContext, low: int, before: Argument, person: Argument) -> tuple[int, list[Ref]]:
    """Where the side begins that is named right before a person, and who it is: the actor `before` him, or a state by
    its adjective."""
    if before.kind in ("body", "state") and 0 <= person.start - before.end <= 1:  # for A (its head) X
        return before.start, [before.ref]
    back = range(person.start - 1, max(low, person.start - 5), -1)
    at = next((k for k in back if context.doc.texts[k].endswith(OneWord.SIDE_NOUN)), 0)
    adjectives = (a.code for a in context.doc.words[at + 1].nisbas if a.definite and a.code)
    return at, [Ref("state", code) for code in islice(adjectives, 1)]


def named_parties(
    analysis: Analysis, pact: AgreementMention, hit: LexiconMatch, end: int, participle: int | None
) -> None:
    """Parties in the phrase itself and right after it: between A and B, with B; the two countries; A's and B's
    adjectives."""
    context, doc = analysis.context, analysis.doc
    _, stop = context.bounds(hit.start)
    limit = min(stop, end + _COMPLEMENT_REACH, next((h.start for h in context.agreements_in(end, stop)), stop))
    for k in range(hit.end, limit):
        if k >= end and k != participle and _breaks(doc, k):
            break
        if doc.texts[k] in Words.BETWEEN_THEM:
            states = acting_states(context, context.bounds(hit.start)[0], hit.start)
            pact.add_parties(states if len(states) == _TWO else [])
        elif doc.texts[k] == WITH and doc.texts[k - 1] in Words.IN_PARTNERSHIP:
            continue  # (carried out) in partnership with
        elif doc.texts[k] == AN and doc.texts[k - 1] in Words.GIVEN_OUT:
            sides = _governed(analysis, k)
            pact.add_parties(sides if len(sides) > 1 else ())
        elif doc.texts[k] in (BETWEEN, WITH) and _complete_by(analysis, pact, hit, k):
            break
    nations = _nations(context, hit, end) + _union(analysis, hit, end)
    called_after = len(nations) == _TWO and bool(doc.words[hit.end].nisbas)  # the X-Y accord
    if called_after or not pact.parties:
        pact.parties[:] = nations


def _complete_by(analysis: Analysis, pact: AgreementMention, hit: LexiconMatch, k: int) -> bool:
    """Add the parties that the preposition at word `k` (between, with) governs; whether they are all there are."""
    context, texts = analysis.context, analysis.doc.texts
    _, stop = context.bounds(hit.start)
    after = texts[k + 1] if k + 1 < stop else ""
    if after in Words.SIDES or not Words.SIDES.isdisjoint(_before_sign(context, k + 1, min(stop, k + _HEADS))):
        near = acting_states(context, context.bounds(hit.start)[0], hit.start)
        pact.add_parties(near if len(near) == _TWO else context.two_sides(hit.start))
    elif after in _HIS_COUNTRY:
        owner(context, pact, hit.start, speaks=True)
    else:
        sides = _enumerated(context, k + 1) or _headed(context, k) or _governed(analysis, k)
        bodies = len(sides) > 1 and all(ref.kind == "organization" for ref in sides)
        if bodies and texts[k] == BETWEEN and pact.status == "signed":
            pact.parties[:] = [ref for ref in pact.parties if ref.kind != "state"]  # for whom others signed
        pact.add_parties(sides if len(sides) > 1 or len(pact.parties) < _TWO else ())
        return texts[k] == BETWEEN
    return False


def _before_sign(context: ClauseContext, start: int, end: int) -> list[str]:
    """The words from `start` on, up to the first sign: (between) the two councils in the two countries."""
    doc = context.doc
    cut = next((k for k in range(start, end) if doc.words[k].kind == "sign" or context.states_in(k, k + 1)), end)
    return doc.texts[start:cut]


def _breaks(doc: Document, k: int) -> bool:
    return (doc.words[k].kind == "sign" and doc.texts[k] not in ("(", ")")) or doc.words[k].function_class == "conj"


def _governed(analysis: Analysis, k: int) -> list[Ref]:
    """The states and bodies that the preposition at word `k` governs; nobody where it governs some who are nobody here,
    and others."""
    phrases = phrases_after(analysis.context, analysis.predicates.nominals, k, _COMPLEMENT_REACH)
    first = next((p for p in phrases if p.arguments), None)
    if first is None:
        return []
    text = analysis.doc.texts[k]
    beside = text == BETWEEN and first.arguments[0].proclitics == WAW and first.start <= k + _HEADS
    governed = first.case == text or beside
    return [it.ref for it in first.arguments if it.ref.kind != "official"] if governed else []


def _headed(context: ClauseContext, k: int) -> list[Ref]:
    """Those named after `each of` or after two ministries: between the two ministries of trade in A and B."""
    texts, (_, high) = context.doc.texts, context.bounds(k)
    if k + 2 >= high or texts[k] != BETWEEN or texts[k + 1] not in Words.EACH | Words.TWO_MINISTRIES:
        return []
    if texts[k + 1] in Words.TWO_MINISTRIES and (joined := _two_states(context, k + 2, high)):
        return joined
    at = next((j for j in range(k + 2, min(high, k + _HEADS + 2)) if context.arguments_in(j, j + 1)), high)
    sides = context.conjuncts(context.following_arguments(at), 0) if at < high else []
    return [it.ref for it in sides if it.ref.kind != "official"] if len(sides) > 1 else []


def _two_states(context: ClauseContext, start: int, high: int) -> list[Ref]:
    """The two states that and- joins soon after two ministries: (the two ministries of trade in) A and B."""
    near = context.states_in(start, min(high, start + _HEADS))
    pairs = ((one, other) for one, other in pairwise(near) if other.start == one.end and other.proclitics == WAW)
    return next(([Ref("state", one.code), Ref("state", other.code)] for one, other in pairs), [])


def _enumerated(context: ClauseContext, k: int) -> list[Ref]:
    """The states listed after a number of parties: (between) the four parties, (the Xs, the Ys, A and B)."""
    doc = context.doc
    _, high = context.bounds(k)
    if k + 2 >= high or doc.texts[k] not in Words.PARTIES or doc.words[k + 2].kind != "sign":
        return []
    found: list[Ref] = []
    at = k + 3
    while at < high:
        item = context.argument_at(at)
        people = [n.code for n in doc.words[at].nisbas if n.definite and n.code]
        if item is not None and item.kind in ("state", "side"):
            found.append(item.ref)
        elif people:
            found.append(Ref("state", people[0]))
        elif doc.texts[at] not in (",", WAW):
            break
        at = item.end if item is not None else at + 1
    return list(dict.fromkeys(found)) if len(found) > 1 else []


def _nations(context: ClauseContext, hit: LexiconMatch, end: int) -> list[Ref]:
    """The states whose adjectives an agreement has: (the) X-Y accord, the nuclear X accord, (the accord) on the
    programme of X."""
    doc = context.doc
    spoken = {m.start: m.code for m in context.states_in(hit.start + 1, end) if m.kind == "nisba"}
    plain = {k: n.code for k in range(hit.start + 1, end) for n in doc.words[k].nisbas[:1] if n.code}
    found = {**plain, **spoken}  # of two words: the South Korean
    codes = list(dict.fromkeys(found[k] for k in sorted(found)))
    if len(codes) > 1:
        same = len({doc.words[k].definite for k in found}) == 1
        return [Ref("state", code) for code in codes] if len(codes) == _TWO and same else []
    return [Ref("state", found[k]) for k in sorted(found) if _tells_party(doc, hit.start + 1, k)][:1]


def _union(analysis: Analysis, hit: LexiconMatch, end: int) -> list[Ref]:
    """The European Union, where its adjective stands beside that of a state: the X-European accord."""
    doc = analysis.doc
    at = next((k for k in range(hit.start + 1, end) if doc.texts[k] in Words.EUROPEAN), -1)
    beside = [w for k in (at - 2, at - 1, at + 1, at + 2) if hit.start < k < end for w in doc.words[k : k + 1]]
    if at < 0 or not any(n.code and word.definite == doc.words[at].definite for word in beside for n in word.nisbas):
        return []
    known = (n for n, g in enumerate(analysis.groups) if normalize(g.known or "") == OneWord.EUROPEAN_UNION)
    return [Ref("organization", str(n)) for n in islice(known, 1)]


def _tells_party(doc: Document, start: int, k: int) -> bool:
    """Whether the adjective of a state at word `k` is of the agreement named before word `start`, or of the programme
    that it is on."""
    if not doc.words[k].definite:
        return False
    own = all(word.definite and not word.function_class for word in doc.words[start:k])
    return own or not Words.PROGRAM_NOUN.isdisjoint(doc.texts[k - 2 : k])
