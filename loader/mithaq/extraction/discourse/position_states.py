"""Which state a position belongs to where its own phrase names none.

Asked in order of safety: the person's other positions, the side or list he stands in, the body or region of the
position, the delegation he comes with, and last the state of the outlet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyarabic.araby import HEH, LAM, WAW

from mithaq.extraction.discourse.inferred_states import InferredStates, as_addressed, sentence_start
from mithaq.extraction.document import Document
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase
from mithaq.extraction.mentions.organizations import OrganizationEntity
from mithaq.extraction.mentions.people import People, Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.possessed_posts import HER, OUR
from mithaq.extraction.mentions.post_phrases import first_word
from mithaq.extraction.mentions.states import StateMention
from mithaq.extraction.particles import AL, IN
from mithaq.extraction.syntax.triggers import only_verb
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["PositionStates"]

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
_LED = frozenset({"party", "armed_group", "international", "organization", "agency", "council", "company"})
"""Kinds of bodies that a post with a pronoun may be of."""
_GROUPS = frozenset({"party", "armed_group"})
"""Kinds of bodies that may have military wings and delegations of their own."""


_OF_STATES = frozenset({"ministry", "agency", "parliament"})
"""Kinds of bodies that only states have."""
_OWNED = frozenset({"headOfOrganization", "deputyHead", "director"})
"""Concepts of posts that are of a body or of another post."""
_BRINGS = frozenset({"accompany", "comprise"})
"""Classes of verbs of a delegation with its members."""
_SENT = frozenset({"ambassador", "permanentRepresentative", "chargeDaffaires", "consul", "delegate"})
"""Concepts of posts that a state sends somebody to."""


class PositionStates:
    """Finds the states of the positions of one article."""

    def __init__(
        self,
        doc: Document,
        people: People,
        groups: list[OrganizationEntity],
        states: list[StateMention],
        home: str | None,
    ) -> None:
        self.doc, self.people, self.groups, self.home = doc, people, groups, home
        self.inferred = InferredStates(doc, people, states)
        self.states = {s.start: s.code for s in states}
        self._names = {s.start: s.code for s in states if s.kind == "name"}
        self._group_at = {b.start: g for g in groups for b in g.bodies}
        self._inferred: dict[int, str] = {}  # states inferred so far, by the identity of the person
        self._held: dict[tuple[str, str], Person] = {}  # who holds an office of a state, by inference
        self._at_home = home is not None and (
            home in self.states.values()
            or any(home in p.states or any(post.state == home for post in p.posts) for p in people.persons)
        )

    def resolve_all(self, posts: list[PositionMention], person: Person) -> list[PositionMention]:
        """The positions of one person, each with its state; where one alone is found, it is that of all that may have
        one."""
        known = (as_addressed(post, person) for post in posts)
        resolved = [post for post in (self.resolve(post, person) for post in known) if not _of_nobody(post)]
        by_state = {post.state: post for post in resolved if post.state and post.status != "former"}
        if len(by_state) != 1:
            return resolved
        ((state, mate),) = by_state.items()
        return [
            post
            if post.state
            or self._international(post)
            or not (post.bodies or post.concept in _OFFICES or self._national(post))
            else replace(post, state=state, inference=mate.inference)
            for post in resolved
        ]

    def resolve(self, post: PositionMention, person: Person) -> PositionMention:
        """A position with its state, where the text states it or lets it be inferred."""
        if post.state:
            return post
        if post.owner or self._his(post):
            return self._of_owner(post, person)
        realm = self.states.get(post.words[1]) if len(post.words) > 1 else None
        if realm is None and (dateline := self.inferred.of_dateline(post, person)):
            return replace(post, state=dateline, inference="dateline-state")
        realm = self._of_our_country(post, person) or realm or self._told(post, person)
        if realm is None and self._international(post):
            return post
        state = realm or self._stated(post, person)
        if state is None and self._of_some_state(post):
            state = self._served(post, person)
            if state is None:
                return self._infer(post, person)
        return replace(post, state=state)

    def _told(self, post: PositionMention, person: Person) -> str | None:
        """The state that who somebody works for, the words beside his post or its adjective tell."""
        told = (
            self._of_embassy(post)
            or self.inferred.of_represented(post, person)
            or self._of_principal(post)
            or self._beside(post, person)
            or self._of_congress(post)
        )
        return told or self.inferred.of_delegation(post, person) or self._of_resumed(post)

    def _of_embassy(self, post: PositionMention) -> str | None:
        """The state of the ambassador listed before somebody who is just in the embassy."""
        last = {stem for _, stem, _ in self.doc.words[post.words[-1]].stems}
        return self._state_of_list(post) if not Words.MISSIONS.isdisjoint(last) and len(post.words) > 1 else None

    def _of_resumed(self, post: PositionMention) -> str | None:
        """The one state of the bodies before a post that the bare noun at its end resumes: (the ministry of trade
        of A) and the spokeswoman of the ministry; of a spokesman alone, the state of the body that speaks by him."""
        if post.bare and post.concept == "spokesperson":
            return self._spoken_for(post)
        last = post.words[-1]
        if len(post.words) == 1 or not self._resumes(last):
            return None
        noun = strip_article(self.doc.texts[last])
        named = [s for s in self.inferred.states if 0 < s.start < post.start]  # the (Canadian) government is no body
        found = {s.code for s in named if any(noun == stem for _, stem, _ in self.doc.words[s.start - 1].stems)}
        for body, state in self._bodies_before(post):
            if strip_article(self.doc.texts[body.start][len(body.proclitics) :]) == noun:
                found.add(state)
        return found.pop() if len(found) == 1 else None

    def _spoken_for(self, post: PositionMention) -> str | None:
        """The state of the last body before a spokesman in his sentence."""
        low = sentence_start(self.doc, post.start)
        before = {body.start: state for body, state in self._bodies_before(post) if body.start >= low}
        return before[max(before)] if before else None

    def _bodies_before(self, post: PositionMention) -> Iterator[tuple[OrganizationPhrase, str]]:
        """The bodies named before a post that are of a state, with it."""
        for group in self.groups:
            for body in group.bodies:
                if body.end <= post.start and (state := body.state or group.state):
                    yield body, state

    def _resumes(self, k: int) -> bool:
        """Whether word `k` is a noun for a body, or for a government, that has the article."""
        noun = self.doc.texts[k]
        body = self.doc.find(k, "body") is not None and strip_article(noun) not in self.doc.lexicon.portfolios
        return body or noun in Words.GOVERNMENT

    def _served(self, post: PositionMention, person: Person) -> str | None:
        """The state that a person with a post of a state serves: by the authority table, by his list or delegation."""
        served = person.states[0] if len(person.states) == 1 else None
        return served or self._state_of_list(post) or self._led(post)

    def _stated(self, post: PositionMention, person: Person) -> str | None:
        """The state of the person's other posts, else of the side, the list, the body or the region of the post."""
        mates = {p.state for p in person.posts if p.state}
        state = next(iter(mates)) if len(mates) == 1 else self._side(post)
        if state is None and (post.bodies or post.concept in _OFFICES):
            state = self._state_of_list(post)
        return state or self._state_of_body(post) or self._state_of_region(post)

    def _of_owner(self, post: PositionMention, person: Person) -> PositionMention:
        """A post with a pronoun, with the state or the body that the pronoun stands for: the nearest before it in the
        sentence; for his and their, the state of the person before it."""
        low = sentence_start(self.doc, post.start)
        states = [s for s in self.inferred.states if low <= s.start < post.start]
        body = self._owning_body(post, low, states)
        speaks = self.doc.texts[post.words[-1]] in Words.IN_ITS_NAME
        if speaks:
            post = self._in_its_name(post, body)
        if body is not None and (speaks or all(s.start < body.end for s in states)):
            words = (*post.words, *body.words)
            return replace(post, words=words, bodies=((body.start, body.end),), state=body.state)
        persons = self._persons(low, post.start) if post.owner not in (HER, OUR) else []
        if self._of_no_state(persons):
            return post
        state = self._of_principals(persons) or self._of_pronoun(post, person, states)
        state = state or self._of_speaker_before(post, low)
        return replace(post, state=state, inference="owner-state" if state else "")

    def _his(self, post: PositionMention) -> bool:
        """Whether the first word of a post is `his deputy`, and not that of a woman: his assistant for security."""
        his = post.concept == "deputyHead" and self.doc.label(post.start, post.start + 1).endswith(HEH)
        return his and len(post.words) > 1 and self.doc.texts[post.words[1]].startswith(LAM)

    def _owning_body(self, post: PositionMention, low: int, states: list[StateMention]) -> OrganizationPhrase | None:
        """The body before a post that its pronoun may stand for; none for ours and for envoys of the `states` named."""
        if post.tail or post.owner == OUR or (post.concept in _SENT and states):
            return None
        speaks = self.doc.texts[post.words[-1]] in Words.IN_ITS_NAME
        return self._body_before(post, low, _LED | _OF_STATES if speaks else _LED)

    def _of_principals(self, persons: list[Mention]) -> str | None:
        """The state of the last of some persons who has one, stated or inferred."""
        last = next((self.people.persons[m.person] for m in reversed(persons) if m.person >= 0), None)
        own = next((p for p in last.posts if not p.owner and p.status != "former"), None) if last is not None else None
        if last is not None and own is not None and not any(p.state for p in last.posts):
            return self.resolve(own, last).state
        return self._first_state(reversed(persons))

    def _of_no_state(self, persons: list[Mention]) -> bool:
        """Whether the last official among some persons is of no one state: neither is the deputy of such an envoy."""
        last = next((m for m in reversed(persons) if m.posts), None)
        return last is not None and self._international(last.posts[-1])

    def _in_its_name(self, post: PositionMention, body: OrganizationPhrase | None) -> PositionMention:
        """A spokesman's post without `in its name`; with these words in its head if the pronoun stands for a body."""
        head = first_word(self.doc, post)
        return replace(post, words=post.words[:-1], head=f"{head} {OneWord.IN_THE_NAME_OF}" if body else head)

    def _of_pronoun(self, post: PositionMention, person: Person, states: list[StateMention]) -> str | None:
        """The state that the pronoun of a post stands for: ours is what the article is about, or the outlet's; another
        the last of the `states` named before it."""
        if post.owner == OUR:
            home = self.home if post.concept in _SENT else None  # whose envoy to what the article is about
            return home or self.inferred.of_article(post, person) or self.home
        named = [s for s in states if s.kind != "nisba"] or states
        does = post.owner == HER and bool(
            self.doc.words[post.start - 1].verbs
        )  # in a clause of his own: and A's envoy said
        topic = next((s.code for s in named if does and self._opens(s)), None)
        return topic or (named[-1].code if named else None)

    def _opens(self, state: StateMention) -> bool:
        """Whether a sentence is about a state, which follows the verb that opens it, or opens it by `as for`."""
        low, before = sentence_start(self.doc, state.start), self.doc.words[state.start - 1]
        return state.start == low + 1 and (bool(before.verbs) or "v" in before.pos or before.text in Words.AS_FOR)

    def _body_before(self, post: PositionMention, low: int, kinds: frozenset[str]) -> OrganizationPhrase | None:
        """The nearest body of some kinds before a post in its sentence, which begins at word `low`."""
        bodies = (b for g in self.groups if g.kind in kinds for b in g.bodies if low <= b.start < post.start)
        return max(bodies, key=lambda b: b.start, default=None)

    def _of_speaker_before(self, post: PositionMention, low: int) -> str | None:
        """The state of the first official of the sentence before the one that begins at word `low`, which his minister
        goes on from."""
        start, _ = self.doc.sentences[max(0, self.doc.sentence(post.start) - 1)]
        return self._first_state(self._persons(start, low))

    def _persons(self, start: int, end: int) -> list[Mention]:
        """The mentions of persons at words `start` to `end`."""
        return [m for m in self.people.mentions if start <= m.start < end]

    def _first_state(self, mentions: Iterable[Mention]) -> str | None:
        """The state of the first person mentioned who has one."""
        return next((state for m in mentions if (state := self.people.state_of(m))), None)

    def _of_some_state(self, post: PositionMention) -> bool:
        """Whether a post is one that only states have: by its concept, its words or its body."""
        if any(g.kind in _GROUPS for g in self._groups_of(post)):
            return False
        leader = post.concept == "partyLeader" and len(post.words) == 1 and post.definite
        if leader or post.concept in _STATE_POSTS or self._national(post):
            return True
        return self._in_ministry(post) or self._of_government(post)

    def _infer(self, post: PositionMention, person: Person) -> PositionMention:
        """The state by inference, the safest first, and by which."""
        at_home = self.home is not None and self._at_home and self._vacant(self.home, post, person)
        found = (
            ("office-holder", self.inferred.of_holder(post, person)),
            ("welcome-state", self.inferred.at_airport(post)),
            ("host-state", None if post.concept in _SENT else self.inferred.of_host(post, person)),
            ("dateline-state", None if at_home else self._opening(post, person)),
            ("speaker-state", self.inferred.of_speaker(post, person)),
            ("media-state", self.inferred.of_media(post, person)),
            ("sentence-state", self._of_sentence(post, person)),
            ("sentence-colleagues", self._of_fellows(post, person)),
            ("main-state", None if self._at_home else self._of_article(post, person)),
            ("", self.home if at_home else None),
            ("main-state", self._of_article(post, person)),
            ("main-state", self.inferred.of_pair(post, person)),
            ("list-state", self._of_list_before(post)),
            ("ruler-state", None if post.concept in _SENT else self.inferred.of_rulers(post, person)),
            ("recent-state", None if post.concept in _SENT else self.inferred.of_recent(post, person)),
            ("only-state", None if post.concept in _SENT else self.inferred.of_only(post, person)),
            ("home-state", None if self.inferred.any_named else self.home),
        )
        free = ((rule, s) for rule, s in found if s and (rule == "office-holder" or not self._taken(s, post, person)))
        inference, state = next(free, ("", None))
        if state:
            self._inferred[id(person)] = state
            self._held.setdefault((state, post.concept), person)
        return replace(post, state=state, inference=inference)

    def _vacant(self, state: str, post: PositionMention, person: Person) -> bool:
        """Whether nobody else is stated or inferred to head a state, or to hold any other office that it has one of."""
        return not self._taken(state, post, person) and self.inferred.vacant(state, post, person)

    def _taken(self, state: str, post: PositionMention, person: Person) -> bool:
        """Whether somebody else is inferred to head a state."""
        heads = post.concept == "headOfState" and not post.status
        return heads and self._held.get((state, post.concept), person) is not person

    def _opening(self, post: PositionMention, person: Person) -> str | None:
        """The state of the capital that opens the sentence, for posts that only states have at home."""
        return self.inferred.of_opening(post, person) if post.concept in _STATE_POSTS - _SENT else None

    def _of_list_before(self, post: PositionMention) -> str | None:
        """The state inferred for the official listed before: the minister A, and the minister B."""
        if post.proclitics != WAW:
            return None
        last = next((m.person for m in self.people.mentions if m.end == post.start and m.posts), -1)
        return self._inferred.get(id(self.people.persons[last])) if last >= 0 else None

    def _of_sentence(self, post: PositionMention, person: Person) -> str | None:
        """By its sentence, for posts that only states have, and where the article does not name the outlet's state."""
        if self._at_home or post.concept not in _STATE_POSTS:
            return None
        return self.inferred.of_sentence(post, person)

    def _of_fellows(self, post: PositionMention, person: Person) -> str | None:
        """By the officials of its sentence, for posts that only states have."""
        sent = post.concept in _SENT or post.proclitics.endswith(LAM)
        return None if sent or post.concept not in _STATE_POSTS else self.inferred.of_fellows(post, person)

    def _of_article(self, post: PositionMention, person: Person) -> str | None:
        """The state the article is about; never that of an envoy, who may be another's to it."""
        acting = any(self.doc.find(k, "role") for k in post.words[2:])  # the acting spokesman is no envoy
        return None if post.concept in _SENT and not acting else self.inferred.of_article(post, person)

    def _of_our_country(self, post: PositionMention, person: Person) -> str | None:
        """The outlet's state where an envoy is that of `the kingdom`, `the state`, unless he is known to serve
        another."""
        served = person.states[0] if len(person.states) == 1 else self.home
        stems = {AL + self.doc.texts[k].removeprefix(LAM + LAM).removeprefix(AL) for k in post.words[1:3]}
        return served if post.concept in _SENT and not stems.isdisjoint(Words.OUR_COUNTRY) else None

    def _beside(self, post: PositionMention, person: Person) -> str | None:
        """The state right after in, behind a name and its post, or an office: N, the minister of energy in A."""
        said = any(m.named and m.name_end <= post.start and post in m.posts for m in person.mentions)
        said |= self.doc.texts[post.start - 1] in Words.OFFICE
        if not said or post.concept not in _STATE_POSTS - _SENT or self.doc.texts[post.end : post.end + 1] != [IN]:
            return None
        return self._names.get(post.end + 1)

    def _of_congress(self, post: PositionMention) -> str | None:
        """The United States, where the article names them, for a post with the adjective of a party of theirs and
        without a body: the Republican senator."""
        texts = {self.doc.texts[k] for k in post.words[1:]} if not post.bodies else set()
        named = "US" in self.states.values()
        return "US" if named and post.definite and not texts.isdisjoint(Words.CONGRESS_PARTY) else None

    def _of_principal(self, post: PositionMention) -> str | None:
        """The state of the official whose spokesman or adviser somebody is, by his last name at the end of the post."""
        if post.concept not in _OFFICES or len(post.words) < 2:
            return None
        last = strip_article(self.doc.texts[post.words[-1]])
        found = {p.state for person in self.people.persons if person.parts[-1] == last for p in person.posts if p.state}
        return found.pop() if len(found) == 1 else None

    def _state_of_body(self, post: PositionMention) -> str | None:
        """The state whose body the post is in (the spokesman of the Ministry of the Interior)."""
        return next((g.state for g in self._groups_of(post) if g.state is not None), None)

    def _groups_of(self, post: PositionMention) -> list[OrganizationEntity]:
        """The organisations whose bodies a post names."""
        return [self._group_at[start] for start, _ in post.bodies if start in self._group_at]

    def _in_ministry(self, post: PositionMention) -> bool:
        """Whether a post is in a ministry or an authority, as only states have."""
        own = (g for g in self._groups_of(post) if g.kind in _OF_STATES)
        return any(g.qid is None or g.kind != "parliament" for g in own)

    def _state_of_list(self, post: PositionMention) -> str | None:
        """The state of the official listed before, where the post is joined to him by and- (the German minister A, and
        the minister B): one list of one side. A list with an official of an international body is of no one side."""
        mentions = self.people.mentions
        n = next((k for k, m in enumerate(mentions) if m.posts and m.posts[0].start == post.start), 0)
        low = sentence_start(self.doc, post.start)
        while n > 0 and mentions[n].proclitics == WAW and mentions[n - 1].start >= low:
            gap = self.doc.texts[mentions[n - 1].end : mentions[n].start]
            if any(text not in (",", '"', ")") for text in gap):
                return None
            n -= 1
            if any(self._international(before) for before in mentions[n].posts):
                return None
            stated = self.people.state_of(mentions[n]) or next(map(self._side, mentions[n].posts), None)
            if stated is not None:
                return stated
        return None

    def _led(self, post: PositionMention) -> str | None:
        """The state of the delegation that an official comes with: (with the Ethiopian premier) is a delegation that
        comprises the minister."""
        low = sentence_start(self.doc, post.start)
        if not any(self._brings(k) for k in range(low, post.start)):
            return None
        if of := self.inferred.sender(low, post.start):
            return of  # the delegation of Baghdad comprises
        nisbas = (n for word in self.doc.words[low : post.start] for n in word.nisbas)
        nisba = next((n.code for n in nisbas if n.code and n.definite and not n.ambiguous), None)
        persons = self._persons(low, post.start)
        his = any(self.inferred.delegation(k) for k in range(low, post.start))  # the delegation with him
        return self._first_state(reversed(persons) if his else persons) or nisba

    def _brings(self, k: int) -> bool:
        """Whether word `k` says that somebody comes with another, and is no post."""
        word = self.doc.words[k]
        with_him = word.text in Words.IN_COMPANY or any(v.event_class in _BRINGS for v in word.verbs)
        return with_him and self.doc.find(k, "role") is None

    def _state_of_region(self, post: PositionMention) -> str | None:
        """The state of the region or city that a post is over (the governor of Riyadh region)."""
        if post.kind == "envoy":
            return None  # there it is where, not whose
        hits = (self.doc.find(k, "place", "capital") for k in post.words[1:])
        codes = {h.entry.value for h in hits if h is not None and h.entry.value and h.article == h.entry.definite}
        return next(iter(codes)) if len(codes) == 1 else None

    def _international(self, post: PositionMention) -> bool:
        """Whether a post is of a body of several states, or one that only such bodies have."""
        if groups := self._groups_of(post):
            return groups[0].state is None and (groups[0].qid is not None or groups[0].kind == "international")
        if post.concept in ("secretaryGeneral", "assistantSecretaryGeneral"):
            return not post.state and not self._of_government(post)
        return post.concept == "envoy" and not post.state and not self._of_ruler(post)

    def _of_government(self, post: PositionMention) -> bool:
        """Whether a post is of the government, or of the ministry: its secretary-general is an official of a state."""
        last = {stem for _, stem, _ in self.doc.words[post.words[-1]].stems}
        return any(stem in Words.GOVERNMENT or stem in Words.MINISTRY for stem in last)

    def _of_ruler(self, post: PositionMention) -> bool:
        """Whether a post is of a ruler or of a minister: the envoy of the king."""
        return any(not Words.RULER.isdisjoint(stem for _, stem, _ in self.doc.words[k].stems) for k in post.words[1:])

    def _national(self, post: PositionMention) -> bool:
        stems = ({stem for _, stem, _ in self.doc.words[k].stems} for k in post.words)
        return self._of_ruler(post) or any(not Words.NATIONAL.isdisjoint(found) for found in stems)

    def _side(self, post: PositionMention) -> str | None:
        """The state of `the X side` right before the post (from the Qatari side, Y, head of ...)."""
        doc = self.doc
        for i in range(post.start - 1, sentence_start(doc, post.start) - 1, -1):
            done = doc.words[i].verbs and doc.texts[i - 1] == ","
            done = bool(done) or doc.texts[i] in Words.CLAUSE
            if doc.find(i, "state") is not None or only_verb(doc.words[i]) or done:
                return None  # of another side, or said or done since
            if doc.texts[i].endswith(OneWord.SIDE_NOUN) and i + 1 < len(doc.words):
                return next((n.code for n in doc.words[i + 1].nisbas if n.definite and n.code), None)
        return None


def _of_nobody(post: PositionMention) -> bool:
    """Whether a post with a pronoun says nothing, as nobody is found whose it is: its head, his deputy."""
    return bool(post.owner) and not post.state and not post.bodies and post.concept in _OWNED
