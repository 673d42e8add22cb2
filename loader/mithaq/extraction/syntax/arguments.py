"""Who can act in a sentence: persons, bodies and states as single items, in the order of the text.

The rules for events ask for the items to the left and right of a verb or a noun. An item swallows the smaller ones
inside it (the state in a body's name, the body in a post).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyarabic.araby import BEH, HEH, LAM, TEH, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.known_officials import state_of_office
from mithaq.extraction.mentions.name_parts import plain_name
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase
from mithaq.extraction.mentions.organizations import OrganizationEntity
from mithaq.extraction.mentions.people import People
from mithaq.extraction.mentions.states import StateMention
from mithaq.extraction.particles import AL, ALA, AN, FROM, ILA, IN
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["Argument", "find_arguments", "pairs_with"]

_LED = frozenset({"party", "armed_group"})
"""Kinds of bodies for which their leaders stand, rather than for a state."""
_BLESSING = 4
"""Words from a name to God's in the blessing after it, at the most."""


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
    doc: Document, people: People, groups: list[OrganizationEntity], states: list[StateMention]
) -> list[Argument]:
    """Every actor of the article, outermost phrases only, sorted by place."""
    found = _Arguments(doc, people)
    found.take_persons(groups)
    found.take_several(groups, states)
    found.take_bodies(groups)
    found.take_states(states)
    found.take_titles()
    found.items.sort(key=lambda it: it.start)
    return _apposed(doc, found.items)


class _Arguments:
    """The actors of an article, taken kind by kind; none that shares a word with one taken before."""

    def __init__(self, doc: Document, people: People) -> None:
        self.doc, self.people = doc, people
        self.items: list[Argument] = []
        self.taken: set[int] = set()
        self.holders = _holders(people)

    def take(self, item: Argument) -> None:
        span = range(item.start, item.end)
        if self.taken.isdisjoint(span):
            self.taken.update(span)
            self.items.append(item)

    def take_persons(self, groups: list[OrganizationEntity]) -> None:
        """Persons, by name or by a post that one alone has; holders of a state's post whom the text does not name; for
        those of a party's post the party."""
        led = {body.start: g for g, it in enumerate(groups) if it.kind in _LED for body in it.bodies}
        for m in self.people.mentions:
            if not m.named and self.doc.texts[m.start] in Words.PLANNED:
                continue  # it is planned, and no rapporteur
            post = m.posts[0] if m.posts else None
            person = m.person
            if person < 0 and post is not None and post.state and not m.named and post.status != "former":
                person = self._holder(post.concept, post.state)
            if person >= 0 and self._of_kin(m.start):
                self.taken.update(range(m.start, m.end))
            elif person >= 0 and (state := self._governed(m.start, person)) is not None:
                self.take(
                    Argument(m.start - 1, m.end, Ref("state", state), "side", self.doc.words[m.start - 1].stems[-1][0])
                )
            elif person >= 0:
                self.take(Argument(m.start, m.end, Ref("official", str(person)), "person", m.proclitics))
            elif post is not None and not m.named and post.bodies and post.bodies[0][0] in led:
                body = Ref("organization", str(led[post.bodies[0][0]]))
                self.take(Argument(m.start, m.end, body, "body", m.proclitics))
            elif post is not None and post.state and not m.named:
                self.take(Argument(m.start, m.end, Ref("state", post.state), "post", m.proclitics))
            else:
                self.taken.update(range(m.start, m.end))

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

    def take_several(self, groups: list[OrganizationEntity], states: list[StateMention]) -> None:
        """The holders of one post in several states: the presidents of A and B."""
        by_start = {s.start: s for s in states}
        bodies = {b.start: (g, b) for g, organization in enumerate(groups) for b in organization.bodies}
        inside = {k for b in bodies for k in range(b + 1, bodies[b][1].end)}
        for hit in self.doc.find_all("plural"):
            if hit.start in inside:
                continue  # the council of the ministers of
            for item in _several(self.doc, hit, by_start, bodies):
                one = self._holder(_concept(self.doc, hit), item.ref.key) if item.kind == "post" else -1
                self.take(item if one < 0 else replace(item, ref=Ref("official", str(one)), kind="person"))

    def take_bodies(self, groups: list[OrganizationEntity]) -> None:
        bodies = [(body, g) for g, organization in enumerate(groups) for body in organization.bodies]
        for body, g in sorted(bodies, key=lambda b: b[0].start):
            place = _houses(self.doc, body.start, body.proclitics)
            self.take(Argument(body.start, body.end, Ref("organization", str(g)), "body", body.proclitics, place))

    def take_states(self, states: list[StateMention]) -> None:
        for state in states:
            start, proclitics, kind, noun = _headed(self.doc, state)
            if kind == "nisba" and not (proclitics == WAW and _joins_side(self.items, self.doc, start)):
                continue  # an adjective alone
            side = kind in ("side", "nisba")
            place = _in_place(self.doc, start, proclitics)
            if (kind == "capital" and not state.acts) or (place and noun and AL + noun in Words.PLACE_NOUN):
                continue  # a city alone, in the Sudanese capital: no actor, but where
            kind = "side" if side else "state"
            ref = Ref("state", state.code)
            self.take(Argument(start, state.end, ref, kind, proclitics, place and not side))

    def take_titles(self) -> None:
        """His Excellency, His Highness alone: the last person who was given that title."""
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

    def _bearer(self, i: int, stem: str) -> int:
        """The person last given the title that a word with a pronoun has before word `i`, or -1."""
        title = stem[:-1].removesuffix(TEH)  # without the pronoun, and without the ta that it opens
        known = (m for m in reversed(self.people.mentions) if m.end <= i and m.person >= 0)
        titled = (m for m in known if any(_titled(self.doc.texts[k], title) for k in range(m.start, m.name_start)))
        return next((m.person for m in titled), -1)


def _headed(doc: Document, state: StateMention) -> tuple[int, str, str, str]:
    """Where the phrase of a state starts, its proclitics and kind, and the noun before it that makes it a side (the
    Qatari side, the government of, the two ministries of), without the article."""
    start, proclitics, kind = state.start, state.proclitics, state.kind
    before = doc.words[start - 1] if start else None
    if before is None or (kind == "nisba" and proclitics):
        return start, proclitics, kind, ""
    if kind == "capital" and before.stems and before.stems[-1][1] in Words.REGIME:
        return start - 1, before.stems[-1][0], "side", ""  # the government that sits in
    if kind == "nisba" and start > 1 and doc.texts[start - 2] in Words.TWO_MINISTRIES:
        return start - 1, "", "side", ""
    if kind in ("nisba", "name"):
        for lead, stem, article in before.stems:
            if (AL if article else "") + stem in Words.SIDE | Words.SIDES | Words.ADMINISTRATION:
                return start - 1, lead, "side", stem.removeprefix(AL)
    for k in (start - 1, start - 2) if kind == "nisba" else ():
        for lead, stem, _ in reversed(doc.words[k].stems):
            if stem in Words.UNNAMED_OFFICIALS | Words.A_DELEGATION | Words.COUNTERPARTS:
                first, lead = _counted(doc, k, lead)
                return first, lead, "side", stem
        if "a" not in before.pos:
            break  # a Tunisian delegation, a parliamentary Tunisian one
    return start, proclitics, kind, ""


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


def _titled(word: str, title: str) -> bool:
    return word.removeprefix(AL).rstrip(HEH) == title


def _several(
    doc: Document, hit: LexiconMatch, states: dict[int, StateMention], bodies: dict[int, tuple[int, OrganizationPhrase]]
) -> list[Argument]:
    """The holders of one post in several states or in a body: (foreign ministers of) A, B and C."""
    if hit.entry.value[0] != "several":
        return []
    j = hit.end
    while j < min(len(doc.words), hit.end + 7) and j not in states and j not in bodies:
        word = doc.words[j]
        if word.kind != "word" or (word.verbs and not word.pos) or word.function_class in ("conj", "rel", "part"):
            return []
        aim = any(pro == LAM for pro, _, _ in word.stems[1:]) and not word.definite and not word.nodes
        if aim or word.text.startswith(BEH + AL) or (word.function_class == "prep" and word.text not in (IN, FROM)):
            return []  # where they are, no more what they are of
        j += 1
    if j in bodies and (j not in states or bodies[j][1].end > states[j].end):
        number, body = bodies[j]
        return [Argument(hit.start, body.end, Ref("organization", str(number)), "body", hit.proclitics)]
    items: list[Argument] = []
    if hit.article and j in states and states[j].kind != "nisba":
        return []  # a noun with the article has no genitive
    while j in states and states[j].kind != "capital" and (not items or states[j].proclitics == WAW):
        state = states[j]
        items.append(
            Argument(
                j if items else hit.start,
                state.end,
                Ref("state", state.code),
                "post",
                state.proclitics if items else hit.proclitics,
            )
        )
        j = state.end
        if j < len(doc.texts) and doc.texts[j] == "," and j + 1 in states:
            j += 1
    return items


def _joins_side(items: list[Argument], doc: Document, start: int) -> bool:
    """(the sides, his counterparts, the Qatari) and-the-American: a further nisba under the same head."""
    return any(it.end == start and it.kind in ("side", "post") for it in items)


def _in_place(doc: Document, start: int, proclitics: str) -> bool:
    if proclitics.endswith(BEH):
        return True
    before = doc.texts[start - 1].removeprefix(WAW) if start else ""
    if before in (IN, ILA, FROM):
        some = Words.EACH | Words.UNNAMED_OFFICIALS | Words.A_DELEGATION | Words.COUNTERPARTS
        return not (before == FROM and start > 1 and doc.texts[start - 2] in some)
    return start > 1 and doc.texts[start - 1].endswith(OneWord.CAPITAL)


def _houses(doc: Document, start: int, proclitics: str) -> bool:
    """Whether a body at word `start` is where something was: (in his office) at the ministry, at the royal court."""
    if not proclitics.endswith(BEH):
        return False
    head = doc.texts[start].removeprefix(proclitics)
    return head in Words.COURT_BUILDING or (start > 0 and doc.texts[start - 1] in Words.RECEPTION_ROOM)


def pairs_with(first: Argument, second: Argument, doc: Document) -> bool:
    """Whether `second` is coordinated with `first`: and-, or a comma and and-, with nothing else between."""
    between = _without_blessing(doc, [k for k in range(first.end, second.start) if k not in doc.in_date])
    named = between
    while len(named) > 1 and doc.texts[named[-1]] in (",", '"'):
        named = named[:-1]  # and the Libyan, A,
    if first.kind == second.kind == "person" and named and doc.texts[named[-1]].startswith(WAW):
        word = doc.words[named[-1]]
        if any(nisba.definite and nisba.code for nisba in word.nisbas):  # (the French minister A) and the German B
            return all(doc.texts[k] in (",", '"', ")") for k in named[:-1])
    gap = [doc.texts[k] for k in between]
    joined = second.proclitics.startswith(WAW) or any(w in Words.JOINS and w not in (ILA, ALA, AN) for w in gap)
    return joined and all(w in (",", '"', ")", "-") or w in Words.JOINS for w in gap)


def _without_blessing(doc: Document, between: list[int]) -> list[int]:
    """Words between two actors without a blessing on the first (may God keep him)."""
    named = next((n for n, k in enumerate(between[:_BLESSING]) if doc.texts[k] in Words.GOD), -1)
    return between[named + 1 :]
