"""From an article to its facts: the rules in their order, and what they found as plain values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from pyarabic.araby import LAM, WAW

from mithaq.extraction.actors import actors
from mithaq.extraction.agreements import Pact, find_agreements
from mithaq.extraction.clauses import Scene
from mithaq.extraction.document import Document, Hit
from mithaq.extraction.facts import (
    Agreement,
    Evidence,
    Facts,
    Forum,
    Meeting,
    Official,
    Organization,
    Place,
    Post,
    Ref,
    State,
    Statement,
    Tenure,
    Visit,
)
from mithaq.extraction.forums import Gathering, find_forums
from mithaq.extraction.home import home_of
from mithaq.extraction.meetings import find_meetings
from mithaq.extraction.organizations import Group, find_organizations
from mithaq.extraction.particles import AL
from mithaq.extraction.people import People, Person, common_posts, find_people, role_text
from mithaq.extraction.post_phrase import PostPhrase
from mithaq.extraction.retold import told_by_name
from mithaq.extraction.statements import find_statements
from mithaq.extraction.states import StateMention, find_states
from mithaq.extraction.version import rules_version
from mithaq.extraction.visits import find_visits
from mithaq.language.fold import clean_label, key
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import Lexicon, lexicon
from mithaq.lexicon.groups import group, only
from mithaq.reading.article import Article

__all__ = ["Extractor", "FunctionExtractor", "RuleExtractor", "extract"]

_STATE_POSTS = frozenset(
    {
        "headOfState",
        "monarch",
        "crownPrince",
        "deputyCrownPrince",
        "headOfGovernment",
        "deputyHeadOfGovernment",
        "foreignMinister",
        "interiorMinister",
        "defenceMinister",
        "justiceMinister",
        "financeMinister",
        "energyMinister",
        "minister",
        "ministerOfState",
        "deputyMinister",
        "undersecretary",
        "ambassador",
        "permanentRepresentative",
        "chargeDaffaires",
        "consul",
        "speakerOfParliament",
        "nationalSecurityAdviser",
        "chiefOfStaff",
        "policeChief",
        "intelligenceChief",
        "governor",
        "prosecutor",
        "militaryCommander",
        "memberOfParliament",
    }
)
"""Concepts whose posts belong to a state even where the phrase names none."""


_OFFICES = frozenset({"director", "adviser", "deputyHead", "undersecretary", "coordinator", "spokesperson"})
"""Concepts of posts that may be of any body: of a state's where they stand in a list of one side's officials."""

_ONE_VISIT = 14  # days between two dates of one visit at the most

_HELD: dict[str, Literal["former", "acting", "designate"]] = {
    "former": "former",
    "acting": "acting",
    "designate": "designate",
}
"""How a post is held, where an adjective says so."""


class Extractor(Protocol):
    """Reads the facts out of an article: the rules here, or any other method.

    An extractor must be picklable, because worker processes run it.
    """

    @property
    def version(self) -> str:
        """Name and version. A load skips an article only if the extractor that read it had the same version, so the
        version must change whenever the facts may."""

    def __call__(self, article: Article) -> Facts:
        """The facts of one article; a pure function of the article."""


@dataclass(frozen=True, slots=True)
class FunctionExtractor:
    """Makes an extractor of a function defined at the top level of a module."""

    function: Callable[[Article], Facts]
    version: str

    def __call__(self, article: Article) -> Facts:
        return self.function(article)


class RuleExtractor:
    """The default extractor: rules over the lexicon. The same article always gives the same facts.

    `words` replaces the lexicon that comes with the package; `version` then names that lexicon.
    """

    def __init__(self, words: Lexicon | None = None, version: str = "") -> None:
        self._lexicon = words
        self._lexicon_version = version

    @property
    def version(self) -> str:
        """`rules`, the version of the package, and a hash of the code and the tables of the rules."""
        return " ".join(filter(None, ("rules", rules_version(), self._lexicon_version)))

    def __call__(self, article: Article) -> Facts:
        return _Reading(article, self._lexicon or lexicon()).facts()


def extract(article: Article) -> Facts:
    """Read an article with the default rules.

    Every entity and fact carries the passage that says it; dates are as precise as the text.
    """
    return RuleExtractor()(article)


class _Reading:
    """One article being read."""

    def __init__(self, article: Article, words: Lexicon) -> None:
        self.article = article
        self.doc = doc = Document(article, words)
        self.home = home_of(doc)
        self.people: People = find_people(doc, self.home)
        self.groups: list[Group] = find_organizations(doc, self.people.mentions, self.home)
        self.states: list[StateMention] = find_states(doc, self.people.mentions, self.home)
        self._posts: dict[int, list[PostPhrase]] = {
            i: [self._with_state(p, person) for p in common_posts(doc, person)]
            for i, person in enumerate(self.people.persons)
        }
        self.items = actors(doc, self.people, self.groups, self.states)
        self.scene = Scene(doc, self.items, self.states, self.home)
        for i in self._posts:
            ref = Ref("official", str(i))
            state = self._serves(ref)
            if state:
                self.scene.states_of[ref] = state
        self.scene.body_names = {
            b.start: doc.name(b.head, b.end) for g in self.groups for b in g.bodies if b.head is not None
        }
        self.pacts: list[Pact] = find_agreements(self.scene)
        self.encounters = tuple(find_meetings(self.scene))
        self.gatherings: list[Gathering] = find_forums(self.scene, self.encounters)
        self.places: dict[tuple[str, str | None], int] = {}

    def facts(self) -> Facts:
        agreements = tuple(self._agreement(p) for p in self.pacts)
        forums = tuple(self._forum(g) for g in self.gatherings)
        meetings = self._meetings()
        visits = self._visits()
        meetings = tuple(self._placed(m, visits) for m in meetings)
        return Facts(
            article_id=self.article.id,
            states=self._states(),
            officials=tuple(self._official(i, p) for i, p in enumerate(self.people.persons)),
            organizations=tuple(self._organization(g) for g in self.groups),
            agreements=agreements,
            forums=forums,
            tenures=tuple(t for i in range(len(self.people.persons)) for t in self._tenures(i)),
            meetings=meetings,
            visits=visits,
            statements=self._statements(),
            places=tuple(Place(name, state) for name, state in self.places),
        )

    # entities

    def _evidence(self, words: list[int], rule: str, confidence: float = 1.0) -> Evidence:
        passages = tuple(dict.fromkeys(self.doc.passage(i) for i in words))
        return Evidence(passages, rule, confidence)

    def _states(self) -> tuple[State, ...]:
        found: dict[str, tuple[dict[str, None], list[int]]] = {}
        named = {m.code for m in self.states if m.kind != "capital" or m.acts}
        for m in self.states:
            if m.code not in named:
                continue
            forms, places = found.setdefault(m.code, ({}, []))
            if m.kind == "name":
                forms[self.doc.label(m.start, m.end, len(m.proclitics))] = None
            places.append(m.start)
        return tuple(State(c, tuple(forms), self._evidence(at[:1], "state")) for c, (forms, at) in found.items())

    def _official(self, i: int, person: Person) -> Official:
        counts: dict[str, int] = {}
        for m in person.mentions:
            form = clean_label(self.doc.label(m.name_start, m.name_end, m.cut))
            counts[form] = counts.get(form, 0) + 1
        forms = sorted(counts, key=lambda f: (-len(f.replace(" ", "")), f))
        first = min(person.mentions, key=lambda m: m.start)
        return Official(forms[0], tuple(forms), Evidence((self.doc.passage(first.start),), first.rule, 0.95))

    def _organization(self, found: Group) -> Organization:
        return Organization(
            found.name,
            tuple(found.forms),
            self._evidence([found.bodies[0].start], "body" if found.qid is None else "authority"),
            found.state,
            found.qid,
        )

    def _with_state(self, post: PostPhrase, person: Person) -> PostPhrase:
        if post.state:
            return post
        mates = {p.state for p in person.posts if p.state}
        if self._international(post):
            return post
        state = next(iter(mates)) if len(mates) == 1 else self._side(post)
        if state is None and (post.bodies or post.concept in _OFFICES):
            state = self._state_of_list(post)
        state = state or self._state_of_body(post) or self._state_of_region(post)
        if state is None and (post.concept in _STATE_POSTS or self._national(post)):
            served = person.states[0] if len(person.states) == 1 else None
            state = served or self._state_of_list(post) or self._led(post) or self.home
        return replace(post, state=state)

    def _state_of_body(self, post: PostPhrase) -> str | None:
        """The state whose body the post is in (the spokesman of the Ministry of the Interior)."""
        for start, _ in post.bodies:
            owner = next((g for g in self.groups if any(b.start == start for b in g.bodies)), None)
            if owner is not None and owner.state is not None:
                return owner.state
        return None

    def _state_of_list(self, post: PostPhrase) -> str | None:
        """The state of the official listed before, where the post is joined to him by and- (the German minister A, and
        the minister B): one list of one side."""
        mentions = self.people.mentions
        n = next((k for k, m in enumerate(mentions) if m.posts and m.posts[0].start == post.start), 0)
        low, _ = self.doc.sentences[self.doc.sentence(post.start)]
        while n > 0 and mentions[n].proclitics == WAW and mentions[n - 1].start >= low:
            gap = self.doc.texts[mentions[n - 1].end : mentions[n].start]
            if any(text not in (",", '"', ")") for text in gap):
                return None
            n -= 1
            stated = next((p.state for p in mentions[n].posts if p.state), None)
            if stated is not None:
                return stated
        return None

    def _led(self, post: PostPhrase) -> str | None:
        """The state of the delegation that an official comes with: (with the Ethiopian premier) is a delegation that
        comprises the minister."""
        doc = self.doc
        low, _ = doc.sentences[doc.sentence(post.start)]
        verbs = [
            k
            for k in range(low, post.start)
            if any(v.frame in ("accompany", "comprise") for v in doc.words[k].verbs) and doc.find(k, "role") is None
        ]
        if not verbs:
            return None
        before = [m for m in self.people.mentions if low <= m.start < post.start]
        stated = next((p.state for m in before for p in m.posts[:1] if p.state), None)
        nisba = (n.code for k in range(low, post.start) for n in doc.words[k].nisbas if n.code and n.definite)
        return stated or next(nisba, None)

    def _state_of_region(self, post: PostPhrase) -> str | None:
        """The state of the region or city that a post is over (the governor of Riyadh region)."""
        if post.kind == "envoy":
            return None  # there it is where, not whose
        hits = (self.doc.find(k, "place", "capital") for k in post.words[1:])
        codes = {h.entry.value for h in hits if h is not None and h.entry.value and h.article == h.entry.definite}
        return next(iter(codes)) if len(codes) == 1 else None

    def _international(self, post: PostPhrase) -> bool:
        for start, _ in post.bodies:
            owner = next((g for g in self.groups if any(b.start == start for b in g.bodies)), None)
            if owner is not None:
                return owner.state is None and (owner.qid is not None or owner.kind == "international")
        return post.concept in ("secretaryGeneral", "assistantSecretaryGeneral", "envoy") and not post.state

    def _national(self, post: PostPhrase) -> bool:
        words = [self.doc.texts[k].removeprefix(LAM + LAM).removeprefix(AL) for k in post.words]
        return not group("national").isdisjoint(words) or not group("ruler").isdisjoint(words[1:])

    def _side(self, post: PostPhrase) -> str | None:
        """The state of `the X side` right before the post (from the Qatari side, Y, head of ...)."""
        doc = self.doc
        for i in range(post.start - 1, max(post.start - 14, doc.sentences[doc.sentence(post.start)][0]) - 1, -1):
            if doc.find(i, "state") is not None:
                return None  # of another side since
            if doc.texts[i].endswith(only("side noun")) and i + 1 < len(doc.words):
                return next((n.code for n in doc.words[i + 1].nisbas if n.definite and n.code), None)
        return None

    def _tenures(self, i: int) -> list[Tenure]:
        found = []
        for post in self._posts[i]:
            role = role_text(self.doc, post)
            phrase = role
            if post.nisba and not post.head:
                words = sorted({*post.words, *post.nisba})
                phrase = " ".join(
                    [
                        self.doc.label(words[0], words[0] + 1, len(post.proclitics)),
                        *(self.doc.label(k, k + 1) for k in words[1:]),
                    ]
                )
            elif post.nisba:
                phrase = f"{role} {self.doc.label(post.nisba[0], post.nisba[0] + 1)}"
            mention = next(
                (m for m in self.people.persons[i].mentions if any(p.start == post.start for p in m.posts)),
                self.people.persons[i].mentions[0],
            )
            found.append(
                Tenure(
                    Ref("official", str(i)),
                    Post(phrase, role, post.concept, post.state, self._body_of(post)),
                    self._evidence([mention.start], mention.rule, 0.95),
                    _HELD.get(post.status, "current"),
                )
            )
        return found

    def _body_of(self, post: PostPhrase) -> Ref | None:
        for start, _ in post.bodies[:1]:
            for g, owner in enumerate(self.groups):
                if any(b.start == start for b in owner.bodies):
                    return Ref("organization", str(g))
        return None

    # events

    def _place(self, hit: Hit | None) -> Ref | None:
        if hit is None:
            return None
        name = hit.entry.form if hit.entry.category == "seat" else self.doc.name(hit)
        index = self.places.setdefault((clean_label(name), hit.entry.value or None), len(self.places))
        return Ref("place", str(index))

    def _agreement(self, pact: Pact) -> Agreement:
        forms = sorted(dict.fromkeys(pact.forms), key=lambda f: (-len(f.split()), pact.forms.index(f)))
        name = forms[0]
        folded = [key(f) for f in forms]
        topics = {t for phrase, t in self.doc.lexicon.topics for f in folded if phrase in f}
        parties = list(dict.fromkeys(pact.parties))
        for ref in pact.signatories:
            if not parties or len(parties) < 2:
                state = next((p.state for p in self._posts[int(ref.key)] if p.state), None)
                if state and Ref("state", state) not in parties:
                    parties.append(Ref("state", state))
        return Agreement(
            name,
            tuple(forms),
            pact.kind,
            self._evidence([m[0] for m in pact.mentions[:3]], "agreement", 0.8),
            tuple(parties),
            tuple(dict.fromkeys(pact.signatories)),
            self._past(pact.signed, pact.status),
            pact.status,
            tuple(sorted(topics)),
        )

    def _past(self, signed: PartialDate | None, status: str | None) -> PartialDate | None:
        """A day of signing, unless it lies after the article (planned, or misread)."""
        if signed is None or status == "planned":
            return None
        return (
            None
            if self.article.date and signed.first > self.article.date.first and not signed.covers(self.article.date)
            else signed
        )

    def _forum(self, g: Gathering) -> Forum:
        forms = sorted(dict.fromkeys(g.forms), key=lambda f: (-len(f.split()), g.forms.index(f)))
        ahead = bool(g.date and self.article.date and g.date.first > self.article.date.first)
        return Forum(
            forms[0],
            tuple(forms),
            self._evidence([m[0] for m in g.mentions[:3]], "forum", 0.8),
            g.series,
            g.edition,
            self._place(g.place),
            g.date,
            tuple(g.participants),
            tuple(g.members),
            "planned" if g.planned or ahead else "held",
        )

    def _meetings(self) -> tuple[Meeting, ...]:
        found: dict[frozenset[Ref], Meeting] = {}
        for f in self.encounters:
            date = self.scene.day(f.at, planned=f.planned)
            ahead = bool(date and self.article.date and date.first > self.article.date.first)
            if ahead and f.past and not f.planned:
                date = None  # what has been was not tomorrow
            planned = f.planned or (ahead and not f.past)
            place = None if f.phone else self._place(self.scene.place(f.at))
            for one in f.one:
                for other in f.other:
                    if one.ref == other.ref:
                        continue
                    pair = frozenset((one.ref, other.ref))
                    meeting = Meeting(
                        tuple(sorted(pair)),
                        self._evidence([f.at], f.rule, f.confidence),
                        place,
                        date,
                        "byPhone" if f.phone else "inPerson",
                        "planned" if planned else "held",
                    )
                    found[pair] = _richer(found.get(pair), meeting)
        again = told_by_name(found, self.scene.states_of)
        for unnamed, pair in again.items():
            found[pair] = _richer(found[pair], found[unnamed])
        return tuple(meeting for pair, meeting in found.items() if pair not in again)

    def _placed(self, meeting: Meeting, visits: tuple[Visit, ...]) -> Meeting:
        """A meeting without a place happened where the sentence says that one of the two was on a visit to the
        other."""
        if meeting.place is not None:
            return meeting
        for visit in visits:
            hosts = [self.scene.states_of.get(p) for p in meeting.participants if p != visit.visitor]
            same = set(visit.evidence.passages) & set(meeting.evidence.passages)
            if visit.place and visit.visitor in meeting.participants and visit.destination in hosts and same:
                return replace(meeting, place=visit.place)
        return meeting

    def _visits(self) -> tuple[Visit, ...]:
        found: dict[tuple[Ref, str], list[Visit]] = {}
        for j in find_visits(self.scene):
            date = self.scene.day(j.at, planned=j.planned, present=j.present)
            planned = j.planned or bool(date and self.article.date and date.first > self.article.date.first)
            visit = Visit(
                j.visitor.ref,
                j.state,
                self._evidence([j.at], j.rule, j.confidence),
                self._place(j.place),
                date,
                "planned" if planned else "held",
            )
            told = found.setdefault((j.visitor.ref, j.state), [])
            same = next((n for n, known in enumerate(told) if _one_visit(known, visit)), None)
            if same is None:
                told.append(visit)
            else:
                known = told[same]
                richer = visit if known.date is None and date is not None else known
                # what one telling announces another has seen; a noun without a day says nothing of when
                vague = j.noun and date is None and known.status == "planned"
                held = "held" in (known.status, visit.status) and not vague
                told[same] = replace(
                    richer, place=richer.place or visit.place or known.place, status="held" if held else "planned"
                )
        return tuple(visit for told in found.values() for visit in told)

    def _serves(self, ref: Ref) -> str | None:
        if ref.kind != "official":
            return None
        states = {p.state for p in self._posts[int(ref.key)] if p.state and p.status != "former"}
        return next(iter(states)) if len(states) == 1 else None

    def _statements(self) -> tuple[Statement, ...]:
        found: dict[tuple[Ref, str, tuple[Ref, ...]], Statement] = {}
        for s in find_statements(self.scene):
            targets = tuple(sorted({it.ref for it in s.targets}))
            found.setdefault(
                (s.speaker.ref, s.act, targets),
                Statement(s.speaker.ref, s.act, targets, self._evidence([s.at], s.rule, s.confidence)),
            )
        return tuple(found.values())


def _one_visit(known: Visit, new: Visit) -> bool:
    """Whether two tellings of a way to one state are of one visit: within a fortnight, as far as the text dates them
    (the day of leaving is not the day of arriving)."""
    a, b = known.date, new.date
    return a is None or b is None or a.covers(b) or b.covers(a) or abs((a.first - b.first).days) <= _ONE_VISIT


def _richer(known: Meeting | None, new: Meeting) -> Meeting:
    """One meeting from two tellings: what the first leaves open, the second fills."""
    if known is None:
        return new
    passages = tuple(dict.fromkeys((*known.evidence.passages, *new.evidence.passages)))
    return replace(
        known,
        place=known.place or (new.place if known.mode != "byPhone" else None),
        date=known.date or new.date,
        evidence=Evidence(passages, known.evidence.rule, max(known.evidence.confidence, new.evidence.confidence)),
    )
