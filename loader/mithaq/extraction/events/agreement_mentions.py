"""The phrases that name agreements, one by one: what they are called, what their clause says became of them, and when.

Whether a phrase names an agreement by itself is decided here by its clause.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, LAM, TEH_MARBUTA, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_dates import (
    BEFORE_YEAR,
    MADE,
    OF_YEAR,
    day_beside,
    is_year,
    signing_day,
    told_before,
    told_day,
    year_in_name,
    year_told,
)
from mithaq.extraction.events.agreement_implied import with_government
from mithaq.extraction.events.agreement_nouns import OWN, RELATIVE_REACH, classified, extent, placed, undergone
from mithaq.extraction.events.agreement_outlook import Outlook, outlook
from mithaq.extraction.events.agreement_parties import (
    AgreementMention,
    complete,
    given_out_by,
    leavers,
    named_parties,
    own_side,
    owner,
    signers,
)
from mithaq.extraction.events.agreement_sets import quantity
from mithaq.extraction.events.agreement_sides import agreed_by
from mithaq.extraction.particles import AL, BETWEEN, WITH
from mithaq.extraction.syntax.clauses import SIGNING, ClauseContext
from mithaq.extraction.syntax.modality import wished
from mithaq.extraction.syntax.triggers import Trigger, only_verb
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["read_mention"]

_STATUS = {
    "sign": "signed",
    "initial": "initialled",
    "ratify": "ratified",
    "agree": "signed",
    "end": "ended",
    "finish": "ended",
    "negotiate": "negotiated",
    "join": "signed",
    "result": "signed",
    "hold": "signed",
    "exchange": "signed",
}
_YEAR_REACH = 7
"""Words after a signing in which its year may stand."""
_MAKING = ("result", "hold")
_FRAMES = (*SIGNING, "join", "exchange", *_MAKING)
"""Frames of verbs and nouns that say what became of an agreement."""
_BY_STATES = ("end", "join", "ratify")
"""Those among them that tell what one side does by itself."""
_CLAUSE_REACH = 8
"""Words from the name of an agreement to the verb of a relative clause about it, at the most."""
_OBJECT_REACH = 30
"""Words from a verb to the agreement that is its object, at the most."""
_GENITIVE_REACH = 3
"""Words from a noun of signing to the agreement, at the most, unless they only say between whom, where and when."""
_SAYS_NOTHING = Words.YEAR | Words.BLAND | Words.SIDES
"""Words in the name of an agreement that tell nothing of what it is about."""
_RESULT_REACH = 10
"""Words between a verb of resulting and the agreement that came out."""
_NEAR = 6
"""Words after the name of an agreement in which a participle of it stands as a rule."""
_TOPIC_REACH = 30
"""Words after the name of an agreement in which a participle of it may stand, past what else it is about."""
_AIM = 3
"""Words before an agreement in which it is said that somebody tries to reach it."""
_GOVERNMENT_REACH = 14
"""Words after an agreement in which the government may be named as a side of it."""
_IN_FORCE_REACH = 6
"""Words before an agreement in which something may be said to rest on it."""


def _judging(doc: Document, k: int) -> bool:
    """Whether word `k` is a quotation mark or a definite adjective that tells no kind (the terrible accord), or denies
    one (the not wanted accord)."""
    word = doc.words[k]
    return (
        word.text == OneWord.NON
        or word.kind == "sign"
        or (word.definite and not (classified(doc, k) or word.function_class))
    )


def _annexed(doc: Document, start: int, end: int) -> bool:
    """Whether a genitive makes the noun definite: (the) treaty of banning arms, (the) accord of cooperation."""
    for word in doc.words[start : min(end, start + 4)]:
        if word.kind != "word" or word.function_class or word.has_conjunction or word.text.startswith(BEH + AL):
            return False
        if word.definite:
            return True
        for_whom = any(p == LAM for p, *_ in word.stems[1:]) and not word.is_listed_form
        if for_whom or not ("n" in word.pos or "m" in word.pos):
            return False
    return False


def _content(context: ClauseContext, hit: LexiconMatch, end: int) -> frozenset[str]:
    """The words that tell one agreement from another: those of the phrase that are not of the head or the parties."""
    doc = context.doc
    if hit.article and all(_judging(doc, k) for k in range(hit.end, end)):
        return frozenset()
    items = (it for it in context.arguments_in(hit.start + 1, end) if it.ref.kind != "official")
    actors = {k for it in items for k in range(it.start, it.end)}
    told = {_plain(doc.words[k]) for k in range(hit.end, end) if k not in actors and not _bland(doc.words[k])}
    return frozenset(told - {strip_article(w) for w in normalize(hit.entry.form).split()} - Words.BLAND - {""})


def _bland(word: Word) -> bool:
    """Whether a word in the name of an agreement tells nothing of what it is about."""
    return (
        bool(word.function_class)
        or word.kind == "sign"
        or word.text in _SAYS_NOTHING
        or is_year(word.text)
        or any(n.code for n in word.nisbas)
    )


def _plain(word: Word) -> str:
    """A word without proclitics, article and the ending of the accusative; "" for a name of the great powers."""
    text = word.text
    while len(text) > 4 and text[0] in LAM + BEH + WAW and not word.is_listed_form:
        text = text[1:]
    if text in Words.GREAT_POWERS:
        return ""
    text = strip_article(text)
    return text[:-1] if len(text) > 3 and text.endswith(ALEF) else text


def read_mention(analysis: Analysis, hit: LexiconMatch) -> AgreementMention | None:
    """One phrase that names an agreement, with what its clause says of it; None where it is only supposed."""
    reading = _Reading(analysis, hit)
    pact = reading.pact
    if reading.only_supposed():
        return None
    reading.read_status()
    reading.read_day()
    reading.read_parties()
    if hit.entry.value[1] == OWN and not pact.parties:
        return None
    pact.named = reading.names_itself()
    if pact.joint:
        pact.status = pact.status or "signed"
        given_out_by(reading.context, pact, reading.end)
    return pact


class _Reading:
    """A phrase that names an agreement up to word `end`, in the sentence at words `start` to `stop` where the next
    agreement begins at word `following`; with the verb or noun that governs it and the participle that says it is
    signed."""

    def __init__(self, analysis: Analysis, hit: LexiconMatch) -> None:
        self.analysis, self.context, self.doc, self.hit = analysis, analysis.context, analysis.doc, hit
        texts = self.doc.texts[hit.start : hit.end]
        joint = hit.entry.value[0] == "declaration" and not Words.STATEMENT.isdisjoint(texts)
        self.end = hit.end if joint else extent(self.context, hit)
        self.pact = _described(self.context, hit, self.end)
        self.pact.joint = joint
        self.start, self.stop = self.context.bounds(hit.start)
        self.following = next((h.start for h in self.context.agreements_in(self.end, self.stop)), self.stop)
        trigger = analysis.once(_governors).get(hit.start) or self._governor()
        self.trigger = None if trigger is not None and _of_another(self.context, hit, trigger) else trigger
        self.participle = self._participle()
        self.outlook = Outlook.DONE if self.trigger is None else outlook(self.context, self.trigger, self.end)

    @property
    def signing(self) -> bool:
        """Whether the verb or noun that governs the agreement says that it came about."""
        return self.trigger is not None and self.trigger.event_class in MADE

    def only_supposed(self) -> bool:
        """Whether the agreement is only tried for, or its signing is supposed or denied and nothing else known."""
        vague = not self.pact.definite
        if vague and not self.pact.counted and _aimed_at(self.context, self.hit.start):
            return True
        if self.trigger is None:
            return False
        at = self.trigger.at
        if vague and self.trigger.noun and at > self.hit.start and wished(self.context, at):
            return True  # an accord that they seek to conclude
        undone = self.outlook is Outlook.OPEN or (self.outlook is Outlook.DONE and self.context.denied(at))
        supposed = self.context.supposed(at)
        if supposed and not vague and self.trigger.event_class in _BY_STATES:
            self.outlook = Outlook.OPEN  # if A leaves the accord: there is one
            return False
        return supposed or (self.signing and vague and undone)

    def read_status(self) -> None:
        """What became of the agreement, by what governs it or by a participle, and what the former says besides."""
        if self.trigger is not None and self.outlook is not Outlook.OPEN:
            self._read_governor(self.trigger)
        elif self.trigger is not None and self.trigger.event_class == "end":
            leavers(self.analysis, self.pact, self.trigger)  # who threatens to leave an accord is a side of it
        else:
            self.trigger = None
        if self.participle is not None:
            given_out = self.doc.texts[self.participle] in Words.GIVEN_OUT
            near = self.participle < self.end + _NEAR and not given_out
            self.pact.status = self.pact.status or "signed"
            self.pact.earlier = self.trigger is None and near
            of_another = Words.ISSUED.intersection(self.doc.texts[self.participle + 1 : self.following])
            if not (given_out and of_another):  # given out by a conference held on
                self.pact.signed = self.pact.signed or self._day(self.participle, self.participle)

    def _read_governor(self, trigger: Trigger) -> None:
        """Status, day and parties as the verb or noun that governs the agreement has them."""
        pact, texts = self.pact, self.doc.texts
        pact.status = _STATUS[trigger.event_class]
        pact.earlier = trigger.noun and not Words.AFTER.isdisjoint(texts[max(0, trigger.at - 1) : trigger.at + 1])
        pact.relative = trigger.at >= self.hit.start
        pact.factions = not trigger.noun and _by_factions(self.context, trigger)
        pact.collective = not Words.GREAT_POWERS.isdisjoint(texts[trigger.at : min(self.stop, self.end + 6)])
        if self.signing:
            pact.signed = self._day(trigger.at, self.end)
        if self.signing or trigger.event_class == "negotiate":
            signers(self.analysis, pact, trigger)
        elif trigger.event_class in _BY_STATES:
            leavers(self.analysis, pact, trigger)
            if trigger.event_class == "ratify" and not Words.SIDES.isdisjoint(texts[trigger.end : trigger.end + 1]):
                pact.add_parties(agreed_by(self.context, trigger.at, trigger.end))
        near = texts[max(self.start, trigger.at - 4) : min(trigger.at + 12, self.stop)]
        if not Words.INITIALS.isdisjoint(near):
            pact.status = "initialled"
        ahead = trigger.future or (trigger.noun and texts[trigger.at].startswith(LAM + LAM))  # (ready) for the signing
        lead = texts[max(self.start, trigger.at - 5) : trigger.at]
        if ahead or self.outlook is Outlook.PLANNED or not Words.PLANNED.isdisjoint(lead):
            pact.status = "planned"

    def _day(self, at: int, end: int) -> PartialDate | None:
        return signing_day(self.context, at, end, self.following)

    def read_day(self) -> None:
        """The day or year told in the name, in a relative clause or after the signing; an agreement that is in force
        was signed."""
        doc, pact, end = self.doc, self.pact, self.end
        pact.signed = (
            pact.signed
            or year_in_name(doc, self.hit)
            or told_day(self.context, end, self.following)
            or (pact.kind != "plan" and year_told(doc, self.hit.end, min(end + 2, self.stop), OF_YEAR))
            or None
        )
        if self.participle is not None or self.signing:
            told = end if self.participle is None else self.participle + 1
            year = year_told(doc, told, min(told + _YEAR_REACH, self.following), BEFORE_YEAR)
            pact.signed = pact.signed or year
        if pact.signed is None and self.signing and self.trigger is not None and not (pact.relative or pact.earlier):
            pact.signed = told_before(self.context, self.trigger)
        if pact.status is None and self._in_force():
            pact.status = "signed"
            pact.signed = self._day(self.hit.start, end)
        if pact.signed is None and pact.status is None:
            pact.signed = day_beside(self.context, end)

    def _in_force(self) -> bool:
        """Whether something is said to rest on the agreement, or to be under it."""
        at, texts = self.hit.start, self.doc.texts
        if not Words.IN_FORCE.isdisjoint(texts[max(self.start, at - _IN_FORCE_REACH) : at]):
            return True
        if texts[at - 1] in Words.THERE_IS and not self.context.denied(at):
            told = self.end > self.hit.end + 1 or texts[self.hit.end] == WITH
            return self.pact.kind != "plan" and told
        return not self.pact.definite and not Words.UNDER.isdisjoint(texts[max(self.start, at - 2) : at])

    def read_parties(self) -> None:
        """Parties in the phrase, of its pronoun, and the other side of one that is told."""
        pact = self.pact
        named_parties(self.analysis, pact, self.hit, self.end, self.participle)
        if self.hit.entry.value[1] == OWN:
            owner(self.context, pact, self.hit.start)
            pact.owned = True
        done = self.trigger is not None and self.outlook is not Outlook.OPEN
        if self.trigger is not None and done and self.participle is None and not (pact.collective or pact.earlier):
            complete(self.analysis, pact, self.trigger)
        own_side(self.context, pact, self.hit.start, self.trigger if done else None)
        first = self.hit.start if self.trigger is None else min(self.hit.start, self.trigger.at)
        with_government(self.context, pact, first, min(self.stop, self.following, self.end + _GOVERNMENT_REACH))

    def _governor(self) -> Trigger | None:
        """The signing (ratifying, ending ...) that this agreement is the object of."""
        best = None
        for t in self.context.triggers.of(*_FRAMES, start=self.start, end=self.stop):
            if t.event_class in _MAKING and (best is not None or not _makes(self.context, self.hit, t)):
                continue
            if t.at < self.hit.start:
                best = t if _governs(self.context, self.hit, t) else best
            elif t.at < self.following and self._told_by(t):
                return t
        return best

    def _told_by(self, t: Trigger) -> bool:
        """Whether a verb or noun after the name tells of the agreement: in a relative clause; right after an indefinite
        name; (an accord between A and B,) the signing of which took place."""
        doc, end, bare = self.doc, self.end, not self.hit.article
        took_place = bare and not Words.CAME_ABOUT.isdisjoint(doc.texts[t.at - 1 : t.at + 1])
        if took_place and 0 <= t.at - end <= RELATIVE_REACH and _sides_only(self.context, end, t.at - 1):
            return True
        if t.at == end and not t.noun and (t.has_pronoun_suffix or (bare and undergone(doc, t))):
            return True
        lead = doc.words[max(end, t.at - 4) : t.at]
        if t.at - end > _CLAUSE_REACH or not any(_opens_relative(word) for word in lead):
            return False
        return not any(only_verb(word) and word.text not in Words.CAME_ABOUT for word in doc.words[end : t.at])

    def _participle(self) -> int | None:
        """The participle that says the agreement is signed, or a declaration given out: in its phrase, right after it
        or after what else tells what it is about, no verb in between."""
        doc, end = self.doc, self.end
        said = Words.SIGNED | Words.GIVEN_OUT if self.pact.kind == "declaration" else Words.SIGNED
        last = min(end + _NEAR, self.stop, max(self.following, self.hit.end))
        found = next((k for k in range(self.hit.end, last) if doc.texts[k] in said), None)
        if found is None and self.pact.definite:
            far = range(last, min(end + _TOPIC_REACH, self.stop, self.following))
            found = next((k for k in far if doc.texts[k] in said and self._agrees(k)), None)
        if found is None or any(only_verb(word) for word in doc.words[end:found]):
            return None
        return found

    def _agrees(self, k: int) -> bool:
        """Whether the participle at word `k` is definite and of the gender of the noun for the agreement."""
        feminine = self.hit.entry.form.split()[0].endswith(TEH_MARBUTA)
        word = self.doc.words[k]
        return word.definite and self.doc.text(k, k + 1).endswith(TEH_MARBUTA) == feminine

    def names_itself(self) -> bool:
        """Whether the phrase names an agreement by itself: by its words, by what became of it, or by its partner."""
        pact, done = self.pact, self._done()
        nations = self._of_two_nations()
        told = bool(pact.words) or nations
        if pact.several:  # which ones, and not only how they are (major agreements)
            return told and done and self._tells_which()
        between = len(pact.parties) > 1 and (nations or BETWEEN in self.doc.texts[self.hit.end : self.end + 3])
        if told and (pact.definite or done or between):
            return True
        known = bool(pact.parties or pact.signed or pact.signatories)
        return (known and self._came_about(done, between)) or self._known_by_partner()

    def _done(self) -> bool:
        """Whether the clause says what became of the agreement, or its date."""
        dated = not Words.DATED.isdisjoint(self.doc.texts[self.end : min(self.end + 9, self.following)])
        under = self.pact.status is not None and bool(self.pact.parties) and not self.pact.definite
        return self.trigger is not None or self.participle is not None or dated or under

    def _came_about(self, done: bool, between: bool) -> bool:
        """Whether the clause says that the agreement came about, or it is a declaration of two sides."""
        ended = self.pact.status == "ended" and self.pact.signed is None
        return (done and not ended) or (between and self.pact.kind == "declaration")

    def _of_two_nations(self) -> bool:
        """Whether the phrase has the adjectives of two states: the X-Y accord."""
        words = self.doc.words[self.hit.end : self.end]
        return len({n.code for word in words for n in word.nisbas[:1] if n.code}) > 1

    def _tells_which(self) -> bool:
        """Whether a definite word or a state tells which of several agreements became something."""
        if self.pact.status in (None, "planned"):
            return False
        return any(self.doc.words[k].definite or self.doc.find(k, "state") for k in range(self.hit.end, self.end))

    def _known_by_partner(self) -> bool:
        """Whether an agreement is known by its partner: the accord with X; not the accord between the two countries."""
        own = self.hit.article or self.hit.entry.value[1] == OWN
        if not (own and self.pact.definite and self.pact.parties) or wished(self.context, self.hit.start):
            return False
        near = range(self.hit.end, min(self.end + 1, self.hit.end + 2))
        at = next((k for k in near if self.doc.texts[k] in (WITH, BETWEEN)), None)
        return at is not None and self.doc.texts[at + 1] not in Words.SIDES


def _by_factions(context: ClauseContext, t: Trigger) -> bool:
    """Whether those who sign are groups that nobody names: the parties, the factions, 14 groups that signed."""
    texts, (low, high) = context.doc.texts, context.bounds(t.at)
    near = texts[t.end : min(high, t.end + 2)] + (texts[max(low, t.at - 3) : t.at] if t.number == "p" else [])
    return not Words.FACTIONS.isdisjoint(near)


def _opens_relative(word: Word) -> bool:
    return word.function_class in ("rel", "part") or word.text in Words.RELATIVE


def _aimed_at(context: ClauseContext, start: int) -> bool:
    """Whether what is named from word `start` on is only what somebody tries to come to: to reach an accord, before an
    accord was reached, without any accord, hopes to sign an accord."""
    texts = context.doc.texts
    low = max(context.bounds(start)[0], start - _AIM)
    denied = start > low and context.doc.words[start - 1].function_class == "neg"  # it is no accord
    if denied or texts[start - 1] in Words.ANY or any(text in Words.TO_REACH for text in texts[low:start]):
        return True
    masdar = next((k for k in range(start - 1, low - 1, -1) if texts[k].lstrip(BEH + LAM) in Words.CONCLUDING), -1)
    return masdar > low and (texts[masdar - 1] in Words.ON_THE_WAY or wished(context, masdar))


def _of_another(context: ClauseContext, hit: LexiconMatch, trigger: Trigger) -> bool:
    """Whether a noun of signing governs another agreement, named between it and this one, which is the genitive of a
    noun of its own: (since) the signing of the accord, (progress in) carrying out the plan."""
    between = context.agreements_in(trigger.end, hit.start) if trigger.noun and trigger.at < hit.start else []
    before = context.doc.words[hit.start - 1] if hit.start else None
    own = before is not None and "m" in before.pos and not before.definite and not before.function_class
    return bool(between) and own and not hit.proclitics


def _described(context: ClauseContext, hit: LexiconMatch, end: int) -> AgreementMention:
    """The phrase itself: its kind, its words, how many it speaks of, and whether it is definite."""
    doc = context.doc
    kind, number = hit.entry.value
    after = doc.texts[hit.end : hit.end + 1]
    definite = (
        hit.article
        or number == OWN
        or doc.words[hit.end - 1].definite
        or _annexed(doc, hit.end, end)
        or placed(doc, hit)
        or year_in_name(doc, hit) is not None
        or (hit.end in doc.in_date and after[0].isdecimal())  # the accord of 14 July
        or (after == ['"'] and not doc.texts[hit.end - 1].endswith(ALEF))
        or (kind == "declaration" and after == ["("])
    )
    place = hit.start, end, len(hit.proclitics)
    pact = AgreementMention(kind, [place], _content(context, hit, end), definite=definite, forms=[doc.name(hit, end)])
    pact.begin, pact.count = quantity(doc, hit)
    pact.counted = pact.begin < hit.start
    if pact.counted:
        pact.forms.append(doc.label(pact.begin, end).removeprefix(WAW))
    pact.several = number == "p" or pact.count > 2
    pact.another = not Words.ANOTHER.isdisjoint(doc.texts[hit.end : end])
    return pact


def _governs(context: ClauseContext, hit: LexiconMatch, t: Trigger) -> bool:
    """Whether a verb or noun before an agreement is near enough to have it as its object."""
    gap = context.doc.texts[t.end : hit.start]
    if len(gap) > _OBJECT_REACH or ":" in gap:
        return False
    return not t.noun or len(gap) <= _GENITIVE_REACH or _sides_only(context, t.end, hit.start)


def _makes(context: ClauseContext, hit: LexiconMatch, t: Trigger) -> bool:
    """Whether a verb of another frame says that an agreement came about: (the talks) resulted in an accord, (and) he
    made an accord with her."""
    doc = context.doc
    new = not (t.noun or t.has_pronoun_suffix or t.at > hit.start or doc.words[hit.end - 1].definite)
    if not new or hit.entry.value[0] == "declaration":
        return False
    return _sides_only(context, t.end, hit.start) or (t.event_class == "result" and hit.start - t.end <= _RESULT_REACH)


def _sides_only(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` name nothing but who, where and when: (the signing) between A and B in X on."""
    doc = context.doc
    named = {k for it in context.arguments_in(start, end) for k in range(it.start, it.end)}
    return all(
        k in named
        or k in doc.in_date
        or doc.words[k].function_class in ("prep", "adv")
        or doc.find(k, "capital", "place") is not None
        for k in range(start, end)
    )


def _governors(analysis: Analysis) -> dict[int, Trigger]:
    found: dict[int, Trigger] = {}
    for p in analysis.predicates.of(*_FRAMES):
        for n in p.nominals("theme"):
            found.setdefault(n.start, p.trigger)
    return found
