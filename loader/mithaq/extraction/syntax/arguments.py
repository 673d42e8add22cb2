"""Who can act in a sentence: persons, bodies and states as single items, in the order of the text.

The rules for events ask for the items to the left and right of a verb or a noun. An item swallows the smaller ones
inside it (the state in a body's name, the body in a post).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from pyarabic.araby import BEH, HEH, LAM, TEH, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.known_officials import state_of_office
from mithaq.extraction.mentions.name_parts import plain_name
from mithaq.extraction.mentions.organizations import OrganizationEntity
from mithaq.extraction.mentions.people import People
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.states import StateMention
from mithaq.extraction.particles import AL, FROM, ILA, IN
from mithaq.extraction.syntax.spellings import spellings
from mithaq.extraction.syntax.triggers import only_verb
from mithaq.language.fold import normalize
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["Argument", "find_arguments"]

_LED = frozenset({"party", "armed_group"})
"""Kinds of bodies for which their leaders stand, rather than for a state."""
_SIDES = Words.SIDE | Words.SIDES | Words.ADMINISTRATION
"""Nouns that make a side of the state after them."""
_SENT = Words.UNNAMED_OFFICIALS | Words.A_DELEGATION | Words.COUNTERPARTS
"""Nouns for some who act for their state."""
_GUEST = spellings(Words.GUEST)
_ENVOYS = spellings(Words.ENVOY_NOUN)
_PRONOMINAL = spellings(Words.PRONOMINAL)
_POST_WORDS = 7
"""Words of a post that several have, before the first of their states."""
_RESUMING = {"minister": ("inister", "inisterOfState"), "envoy": ("",), "otherPost": ("",)}
"""How the concepts of the posts end that a title of a general kind may mean: the minister, the envoy, the official."""
_SENTENCES = 2
"""Sentences before one in which whom a title means is looked for, where several are named before."""


@dataclass(slots=True)
class Argument:
    """An actor at words `start` to `end`. `kind` is person, post (a holder known by state only), body, state or side;
    `place` marks a state, a capital or the building of a body that stands in a place phrase."""

    start: int
    end: int
    ref: Ref
    kind: str
    proclitics: str = ""
    place: bool = False


def find_arguments(
    doc: Document,
    people: People,
    groups: list[OrganizationEntity],
    states: list[StateMention],
    posts: Mapping[int, Collection[PositionMention]],
    home: str | None = None,
) -> list[Argument]:
    """Every actor of the article, outermost phrases only, sorted by place.

    `posts` are those of each person, with their states; `home` is the state of the article's outlet.
    """
    found = _Arguments(doc, people, groups, states, posts)
    found.take_guests({n: {p.state for p in held if p.state} for n, held in posts.items()}, home)
    found.take_latter()
    found.take_envoys()
    found.take_persons()
    found.take_several()
    found.take_bodies()
    found.take_states()
    found.take_titles()
    found.items.sort(key=lambda it: it.start)
    return _apposed(doc, found.items)


class _Arguments:
    """The actors of an article, taken kind by kind; none that shares a word with one taken before."""

    def __init__(
        self,
        doc: Document,
        people: People,
        groups: list[OrganizationEntity],
        states: list[StateMention],
        posts: Mapping[int, Collection[PositionMention]],
    ) -> None:
        self.doc, self.people, self.states, self.posts = doc, people, states, posts
        self.items: list[Argument] = []
        self.taken: set[int] = set()
        self.holders = _holders(people)
        self.state_at = {s.start: s for s in states}
        bodies = [(str(g), group.kind, body) for g, group in enumerate(groups) for body in group.bodies]
        self.bodies = sorted(bodies, key=lambda b: b[2].start)
        self.body_at = {body.start: (Ref("organization", g), body) for g, _, body in bodies}
        self.led_at = {body.start: Ref("organization", g) for g, kind, body in bodies if kind in _LED}

    def take(self, item: Argument) -> None:
        span = range(item.start, item.end)
        if self.taken.isdisjoint(span):
            self.taken.update(span)
            self.items.append(item)

    def take_persons(self) -> None:
        """Persons, by name or by a post, and whom those stand for whose posts the text names alone."""
        for m in self.people.mentions:
            if not m.named and self.doc.texts[m.start] in Words.PLANNED:
                continue  # it is planned, and no rapporteur
            item = self._person(m)
            if item is not None:
                self.take(item)
            else:
                self.taken.update(range(m.start, m.end))

    def _person(self, m: Mention) -> Argument | None:
        """Who acts where a person is mentioned: he, by name or by a post that he alone has; the state whose government
        he gives his name; the party or the state of which an unnamed one has a post."""
        person, post = m.person, m.posts[0] if m.posts and not m.named else None
        if person < 0 and post is not None and post.state and post.status != "former":
            person = self._holder(post.concept, post.state)
            person = self._resumed(m, post) if person < 0 else person
        if person >= 0:
            return self._himself(m, person)
        if post is None:
            return None
        party = self.led_at.get(post.bodies[0][0]) if post.bodies else None
        if party is not None:
            return Argument(m.start, m.end, party, "body", m.proclitics)
        return Argument(m.start, m.end, Ref("state", post.state), "post", m.proclitics) if post.state else None

    def _himself(self, m: Mention, person: int) -> Argument | None:
        """A person, or the state whose government has his name; nobody where he only tells whose kin another is."""
        if self._of_kin(m.start):
            return None
        if (state := self._governed(m.start, person)) is not None:
            lead = self.doc.words[m.start - 1].stems[-1][0]
            return Argument(m.start - 1, m.end, Ref("state", state), "side", lead)
        return Argument(m.start, m.end, Ref("official", str(person)), "person", m.proclitics)

    def _holder(self, concept: str, state: str) -> int:
        """The person who alone has a post of a state in the article, else the only one without a state's post there who
        has held it by the authority table; -1 where there is none."""
        if (concept, state) not in self.holders:
            known = [
                i
                for i, person in enumerate(self.people.persons)
                if all((p.concept, p.state, p.status) == (concept, None, "") for p in person.posts)
                and state_of_office(self.doc, plain_name(person.parts), concept) == state
            ]
            self.holders[concept, state] = known[0] if len(known) == 1 else -1
        return self.holders[concept, state]

    def _resumed(self, m: Mention, post: PositionMention) -> int:
        """The only person named before, in the article or else in the last sentences, whose post a definite title of a
        general kind with the adjective of his state fits: (A came.) The Kenyan minister; -1 where there is none."""
        kinds = _RESUMING.get(post.concept)
        if kinds is None or len(post.words) != 1 or not post.definite:
            return -1
        return self._only_fitting(m.start, _in_office(post.state, kinds))

    def _only_fitting(self, at: int, fits: Callable[[PositionMention], bool]) -> int:
        """The only person with a post that fits, named before word `at` or else in the article; -1 where there is
        none."""
        before = self._only_before(at, fits)
        fitting = [n for n, posts in self.posts.items() if any(map(fits, posts))] if before < 0 else [before]
        return fitting[0] if len(fitting) == 1 else -1

    def _only_before(self, at: int, fits: Callable[[PositionMention], bool]) -> int:
        """The only person named before word `at`, in the article or else in the last sentences, with a post that
        fits; -1 where there is none."""
        near = self.doc.sentences[max(0, self.doc.sentence(at) - _SENTENCES)][0]
        before = [m for m in self.people.mentions if m.end <= at and m.person >= 0]
        for low in (0, near):
            named = {m.person for m in before if m.start >= low}
            fitting = [n for n in named if any(map(fits, self.posts.get(n, ())))]
            if len(fitting) == 1:
                return fitting[0]
        return -1

    def take_envoys(self) -> None:
        """The UN envoy, the international, the European official: the only one named before who is one."""
        found = [i for i in self.doc.occurrences(_ENVOYS) if i + 1 < len(self.doc.words)]
        held = {k for m in self.people.mentions if m.named for p in m.posts for k in range(p.start, p.end)}
        for i in found:
            stems, of = self.doc.words[i].stems, self.doc.words[i + 1]
            lead = next((pro for pro, stem, article in stems if article and stem in Words.ENVOY_NOUN), None)
            if lead is None or not (of.text in Words.OF_THE_UN or _of_a_union(of)):
                continue
            fits = self._of_the_un if of.text in Words.OF_THE_UN else self._of_the_same(of.text)
            envoy = self._only_before(i, fits) if i not in held and self.taken.isdisjoint((i, i + 1)) else -1
            if envoy >= 0:
                self.take(Argument(i, i + 2, Ref("official", str(envoy)), "person", lead))

    def _of_the_un(self, post: PositionMention) -> bool:
        """Whether a post is one of the United Nations."""
        if post.state is not None or post.concept == "spokesperson":
            return False
        said = {self.doc.texts[k] for k in range(post.start, post.end)}
        return post.concept == "envoy" or not Words.OF_THE_UN.isdisjoint(said)

    def _of_the_same(self, adjective: str) -> Callable[[PositionMention], bool]:
        """Whether a post has an adjective, of either gender, in its words: (the head of) the European (commission)."""
        bare = adjective.removesuffix(HEH)
        return lambda post: any(self.doc.texts[k].removesuffix(HEH) == bare for k in range(post.start, post.end))

    def _governed(self, start: int, person: int) -> str | None:
        """The state in the name of which who is named from word `start` on stands: the administration of A."""
        before = self.doc.words[start - 1] if start else None
        if before is None or not any(stem in Words.CABINET and not al for _, stem, al in before.stems):
            return None
        return next((p.state for p in self.people.persons[person].posts if p.state), None)

    def _of_kin(self, start: int) -> bool:
        """Whether who is named from word `start` on only tells whose kin somebody is: the son of President A."""
        before = self.doc.words[start - 1] if start else None
        return before is not None and any(stem in Words.CHILD for _, stem, article in before.stems if not article)

    def take_several(self) -> None:
        """The holders of one post in several states: the presidents of A and B."""
        inside = {k for start, (_, body) in self.body_at.items() for k in range(start + 1, body.end)}
        for hit in self.doc.find_all("plural"):
            if hit.start in inside or hit.entry.value[0] != "several":
                continue  # the council of the ministers of
            for item in self._several(hit):
                one = self._one_of_several(hit, item)
                self.take(item if one < 0 else replace(item, ref=Ref("official", str(one)), kind="person"))

    def _one_of_several(self, hit: LexiconMatch, item: Argument) -> int:
        """The only person whom the article names with the post that each of several has; -1 where there is none."""
        if item.kind != "post":
            return -1
        concept, state = _concept(self.doc, hit), item.ref.key
        one = self._holder(concept, state)
        kinds = _RESUMING.get(concept) if one < 0 else None
        return self._only_fitting(item.start, _in_office(state, kinds)) if kinds is not None else one

    def _several(self, hit: LexiconMatch) -> list[Argument]:
        """The holders of one post in several states or in a body: (foreign ministers of) A, B and C."""
        near = range(hit.end, min(len(self.doc.words), hit.end + _POST_WORDS + 1))
        of = next((j for j in near if self._owner(j) or not _of_post(self.doc.words[j])), len(self.doc.words))
        state = self.state_at.get(of)
        if of in self.body_at and (state is None or self.body_at[of][1].end > state.end):
            ref, body = self.body_at[of]
            return [Argument(hit.start, body.end, ref, "body", hit.proclitics)]
        if state is None or state.kind == "capital" or (hit.article and state.kind != "nisba"):
            return []  # a noun with the article has no genitive
        items = [Argument(hit.start, state.end, Ref("state", state.code), "post", hit.proclitics)]
        while (state := self._next_state(items[-1].end)) is not None:
            items.append(Argument(state.start, state.end, Ref("state", state.code), "post", state.proclitics))
        return items

    def _owner(self, j: int) -> bool:
        """Whether a state or a body is named at word `j`."""
        return j in self.state_at or j in self.body_at

    def _next_state(self, j: int) -> StateMention | None:
        """The state that and- joins to the one before word `j`, with a comma between them or none."""
        j += self.doc.texts[j : j + 1] == [","] and j + 1 in self.state_at
        state = self.state_at.get(j)
        return state if state is not None and state.kind != "capital" and state.proclitics == WAW else None

    def take_bodies(self) -> None:
        for g, _, body in self.bodies:
            place = _houses(self.doc, body.start, body.proclitics)
            self.take(Argument(body.start, body.end, Ref("organization", g), "body", body.proclitics, place))

    def take_states(self) -> None:
        for state in self.states:
            start, proclitics, kind, noun = _headed(self.doc, state)
            if kind == "nisba" and not (proclitics == WAW and self._joins_side(start)):
                continue  # an adjective alone
            side = kind in ("side", "nisba")
            place = _in_place(self.doc, start, proclitics)
            if (kind == "capital" and not state.acts) or (place and noun and AL + noun in Words.PLACE_NOUN):
                continue  # a city alone, in the Sudanese capital: no actor, but where
            ref = Ref("state", state.code)
            self.take(Argument(start, state.end, ref, "side" if side else "state", proclitics, place and not side))

    def _joins_side(self, start: int) -> bool:
        """Whether word `start` is a further adjective of one noun: (his counterparts, the Qatari) and-the-American."""
        return any(it.end == start and it.kind in ("side", "post") for it in self.items)

    def take_titles(self) -> None:
        """His Excellency, His Highness alone: the last person who was given that title."""
        if self.doc.vocabulary.isdisjoint(_PRONOMINAL):
            return
        for i, word in enumerate(self.doc.words):
            if i in self.taken:
                continue
            for proclitics, stem, _ in word.stems:
                if stem not in Words.PRONOMINAL:
                    continue
                bearer = self._bearer(i, stem)
                if bearer >= 0:
                    self.items.append(Argument(i, i + 1, Ref("official", str(bearer)), "person", proclitics))
                break

    def take_guests(self, served: Mapping[int, Collection[str]], home: str | None) -> None:
        """The guest, the Kenyan guest: the first one named before who serves that state, or one that is not `home`."""
        if self.doc.vocabulary.isdisjoint(_GUEST):
            return
        for i, word in enumerate(self.doc.words):
            stem = next((it for it in word.stems if it[2] and it[1] in Words.GUEST), None)
            if stem is None:
                continue
            post = self.doc.texts[i - 1] in Words.GUEST_POST
            nisba = next((n.code for n in self.doc.words[i + 1].nisbas if n.definite and n.code), None)
            host = home if home is not None or nisba is not None else self._host_before(i - post, served)
            if post and nisba is not None:
                continue
            end = i + 1 + (nisba is not None)
            guest = self._foreigner(i, served, nisba, host)
            if guest >= 0:
                self.take(Argument(i - post, end, Ref("official", str(guest)), "person", "" if post else stem[0]))

    def _host_before(self, i: int, served: Mapping[int, Collection[str]]) -> str | None:
        """The one state served by the person named last before word `i` in its sentence: A received the guest."""
        start = self.doc.sentences[self.doc.sentence(i)][0]
        before = [m for m in self.people.mentions if start <= m.start and m.end <= i and m.person >= 0]
        states = set(served.get(before[-1].person, ())) if before else set()
        return states.pop() if len(states) == 1 else None

    def take_latter(self) -> None:
        """The latter, right after a verb, that- or what a pronoun hangs on: the person named last before."""
        for i in self.doc.occurrences(Words.LATTER):
            if not i:
                continue
            before = self.doc.words[i - 1]
            told = only_verb(before) or before.text in Words.BEFORE_A_LATE_SUBJECT | Words.THAT
            last = next((m for m in reversed(self.people.mentions) if m.end < i and m.named and m.person >= 0), None)
            if told and last is not None:
                self.take(Argument(i, i + 1, Ref("official", str(last.person)), "person", ""))

    def _foreigner(self, i: int, served: Mapping[int, Collection[str]], state: str | None, home: str | None) -> int:
        """The person named first before word `i` of those who serve a state, or where none is given the one state that
        is not `home`; -1 where there is none."""
        before = dict.fromkeys(m.person for m in self.people.mentions if m.end <= i and m.person >= 0)
        abroad = {code for n in before for code in served.get(n, ()) if code != home}
        if state is None and len(abroad) == 1:
            (state,) = abroad
        return next((n for n in before if state in served.get(n, ())), -1) if state else -1

    def _bearer(self, i: int, stem: str) -> int:
        """The person given the title that a word with a pronoun has before word `i`, the first of the last sentence
        with such a one; or -1."""
        bare = stem[:-1]
        title = bare.removesuffix(TEH) + HEH if bare.endswith(TEH) else bare  # without the pronoun
        known = (m for m in reversed(self.people.mentions) if m.end <= i and m.person >= 0)
        spelt = {title, AL + title}
        titled = (m for m in known if not spelt.isdisjoint(self.doc.texts[m.start - 1 : m.name_start]))
        last = next(titled, None)
        while last is not None:
            before = next(titled, None)
            if before is None or self.doc.sentence(before.start) != self.doc.sentence(last.start):
                return last.person
            last = before
        return -1


def _headed(doc: Document, state: StateMention) -> tuple[int, str, str, str]:
    """Where the phrase of a state starts, its proclitics and kind, and the noun before it that makes it a side (the
    Qatari side, the government of, the two ministries of), without the article."""
    start, kind = state.start, state.kind
    plain = start, state.proclitics, kind, ""
    if start == 0 or (kind == "nisba" and state.proclitics):
        return plain
    if kind == "capital":
        return _seated(doc, start) or plain
    if kind == "nisba" and start > 1 and doc.texts[start - 2] in Words.TWO_MINISTRIES:
        return start - 1, "", "side", ""
    return _side_of(doc, start) or (_unnamed(doc, start) if kind == "nisba" else None) or plain


def _seated(doc: Document, start: int) -> tuple[int, str, str, str] | None:
    """The phrase of the government that sits in the capital at word `start`."""
    noun = doc.words[start - 1].stems[-1:]
    return next(((start - 1, lead, "side", "") for lead, stem, _ in noun if stem in Words.REGIME), None)


def _side_of(doc: Document, start: int) -> tuple[int, str, str, str] | None:
    """The phrase of the side of the state at word `start`."""
    for lead, stem, article in doc.words[start - 1].stems:
        if (AL if article else "") + stem in _SIDES:
            return start - 1, lead, "side", stem.removeprefix(AL)
    return None


def _unnamed(doc: Document, start: int) -> tuple[int, str, str, str] | None:
    """The phrase of some who are known by the adjective of their state at word `start` only: a Tunisian delegation, a
    parliamentary Tunisian one."""
    for k in (start - 1, start - 2):
        for lead, stem, _ in reversed(doc.words[k].stems):
            if stem in _SENT:
                return *_counted(doc, k, lead), "side", stem
        if "a" not in doc.words[start - 1].pos:
            break
    return None


def _counted(doc: Document, k: int, proclitics: str) -> tuple[int, str]:
    """Where a plural noun at word `k` starts with what says how many or which of them there are (a number of, senior),
    and the proclitics there."""
    for first in (k - 1, k - 2):
        counts = Words.QUANTITY if doc.texts[k - 1] == FROM else Words.SENIOR
        stems = doc.words[first].stems if first >= 0 and first == k - 1 - (counts is Words.QUANTITY) else ()
        lead = next((pro for pro, stem, _ in stems if stem in counts), None)
        if lead is not None:
            return _counted(doc, first, lead)
    return k, proclitics


def _holders(people: People) -> dict[tuple[str, str], int]:
    """The persons by the concept and state of a post, where only one has it: of `the presidents of A and B` the one of
    A may be named elsewhere."""
    found: dict[tuple[str, str], set[int]] = {}
    for i, person in enumerate(people.persons):
        for post in person.posts:
            if post.state and post.status != "former":
                found.setdefault((post.concept, post.state), set()).add(i)
    return {post: min(holders) for post, holders in found.items() if len(holders) == 1}


def _of_a_union(word: Word) -> bool:
    """Whether a word is a definite nisba of no state, and nothing else: European, African."""
    nisba = word.text.removesuffix(HEH).endswith(YEH)
    return nisba and word.definite and bool(word.pos) and not any(n.code for n in word.nisbas) and not word.verbs


def _in_office(state: str | None, kinds: tuple[str, ...]) -> Callable[[PositionMention], bool]:
    """Whether a post is one of a state, in office, whose concept ends as one of some kinds does."""
    return lambda post: post.state == state and post.status != "former" and post.concept.endswith(kinds)


def _concept(doc: Document, hit: LexiconMatch) -> str:
    """The concept of the post that each of several holds: the presidents, the foreign ministers."""
    head = doc.lexicon.word(normalize(hit.entry.value[1]))
    concept = next((e.value[0] for *_, e in doc.lexicon.phrases([head], 0) if e.category == "role"), "")
    if concept == "minister":
        tail = [strip_article(doc.texts[k]) for k in range(hit.end, min(hit.end + 3, len(doc.words)))]
        named = (doc.lexicon.portfolios.get(" ".join(tail[:n])) for n in (3, 2, 1))
        return next((portfolio for portfolio in named if portfolio), concept)
    return "headOfState" if concept == "headOfOrganization" else concept


def _apposed(doc: Document, items: list[Argument]) -> list[Argument]:
    """One item of two that name the same person with only a sign between (the Custodian ..., King Salman); also of a
    side and who heads it (the Kenyan side under A)."""
    kept: list[Argument] = []
    for item in items:
        last = kept[-1] if kept else None
        same = last is not None and last.ref == item.ref and item.kind == "person" and not item.proclitics
        if last and last.kind == "side" and _heads(doc, item, last):
            last.end, last.ref, last.kind = item.end, item.ref, item.kind
        elif last and same and all(doc.texts[k] in (",", "/", '"', "-") for k in range(last.end, item.start)):
            last.end = item.end
        else:
            kept.append(item)
    return kept


def _heads(doc: Document, person: Argument, side: Argument) -> bool:
    """Whether a person is said to head the side named right before."""
    under = person.start - 1
    return person.kind == "person" and under == side.end and doc.texts[under] in Words.HEADED_BY


def _of_post(word: Word) -> bool:
    """Whether a word may stand between a post and the states that have it, and opens no place or aim."""
    if word.kind != "word" or only_verb(word) or word.function_class in ("conj", "rel", "part"):
        return False
    aim = any(pro == LAM for pro, _, _ in word.stems[1:]) and not word.definite and not word.nodes
    governs = word.function_class == "prep" and word.text not in (IN, FROM)
    return not (aim or governs or word.text.startswith(BEH + AL))


def _in_place(doc: Document, start: int, proclitics: str) -> bool:
    if proclitics.endswith(BEH):
        return True
    before = doc.texts[start - 1].removeprefix(WAW) if start else ""
    if before in (IN, ILA, FROM):
        return not (before == FROM and start > 1 and doc.texts[start - 2] in _SENT | Words.EACH)
    return start > 1 and doc.texts[start - 1].endswith(OneWord.CAPITAL)


def _houses(doc: Document, start: int, proclitics: str) -> bool:
    """Whether a body at word `start` is where something was: (in his office) at the ministry, at the royal court."""
    if not proclitics.endswith(BEH):
        return False
    head = doc.texts[start].removeprefix(proclitics)
    return head in Words.COURT_BUILDING or (start > 0 and doc.texts[start - 1] in Words.RECEPTION_ROOM)
