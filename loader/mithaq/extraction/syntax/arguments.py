"""Who can act in a sentence: persons, bodies and states as single items, in the order of the text.

The rules for events ask for the items to the left and right of a verb or a noun. An item swallows the smaller ones
inside it (the state in a body's name, the body in a post).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyarabic.araby import BEH, HEH, TEH, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.facts import Ref
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase
from mithaq.extraction.mentions.organizations import OrganizationEntity
from mithaq.extraction.mentions.people import People
from mithaq.extraction.mentions.states import StateMention
from mithaq.extraction.particles import AL, ALA, AN, FROM, ILA, IN
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["Argument", "find_arguments", "pairs_with"]


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
    items: list[Argument] = []
    taken: set[int] = set()

    def take(item: Argument) -> None:
        if not any(k in taken for k in range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            items.append(item)

    holders = _holders(people)
    for m in people.mentions:
        if m.person >= 0:
            take(Argument(m.start, m.end, Ref("official", str(m.person)), "person", m.proclitics))
        elif m.posts and m.posts[0].state and not m.named:
            holder = holders.get((m.posts[0].concept, m.posts[0].state)) if m.posts[0].status != "former" else None
            if holder is not None:
                take(Argument(m.start, m.end, Ref("official", str(holder)), "person", m.proclitics))
                continue
            take(Argument(m.start, m.end, Ref("state", m.posts[0].state), "post", m.proclitics))
        else:
            taken.update(range(m.start, m.end))
    by_start = {s.start: s for s in states}
    bodies = {b.start: (g, b) for g, organization in enumerate(groups) for b in organization.bodies}
    inside = {k for b in bodies for k in range(b + 1, bodies[b][1].end)}
    for hit in doc.find_all("plural"):
        if hit.start in inside:
            continue  # the council of the ministers of
        for item in _several(doc, hit, by_start, bodies):
            one = holders.get((_concept(doc, hit), item.ref.key)) if item.kind == "post" else None
            take(replace(item, ref=Ref("official", str(one)), kind="person") if one is not None else item)
    for g, organization in enumerate(groups):
        for body in organization.bodies:
            place = _houses(doc, body.start, body.proclitics)
            take(Argument(body.start, body.end, Ref("organization", str(g)), "body", body.proclitics, place))
    for s in states:
        start, kind = s.start, s.kind
        proclitics = s.proclitics
        before = doc.words[start - 1] if start else None
        if kind == "capital" and before is not None and before.stems and before.stems[-1][1] in Words.REGIME:
            start, proclitics, kind = start - 1, before.stems[-1][0], "side"  # the government that sits in
        elif kind in ("nisba", "name") and before is not None:
            two = start > 1 and kind == "nisba" and doc.texts[start - 2] in Words.TWO_MINISTRIES
            side = (
                ("", "")
                if two
                else next(
                    ((pro, st) for pro, st, al in before.stems if (AL if al else "") + st in Words.SIDE | Words.SIDES),
                    None,
                )
            )
            if side and not (kind == "nisba" and proclitics):
                start, proclitics, kind = start - 1, side[0], "side"
                if AL + side[1].removeprefix(AL) in Words.PLACE_NOUN and _in_place(doc, start, proclitics):
                    continue  # in the Sudanese capital: no side, but where
        if kind == "nisba":
            if not (items and proclitics == WAW and _joins_side(items, doc, start)):
                continue
            kind = "side"
        if kind == "capital" and not s.acts:
            continue
        place = _in_place(doc, start, proclitics) and kind != "side"
        take(Argument(start, s.end, Ref("state", s.code), "side" if kind == "side" else "state", proclitics, place))
    items += _pronominal(doc, people, items, taken)
    items.sort(key=lambda it: it.start)
    return _apposed(doc, items)


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
    """One item of two that name the same person with only a sign between (the Custodian ..., King Salman)."""
    kept: list[Argument] = []
    for item in items:
        last = kept[-1] if kept else None
        same = last is not None and last.ref == item.ref and item.kind == "person" and not item.proclitics
        if last and same and all(doc.texts[k] in (",", "/", '"', "-") for k in range(last.end, item.start)):
            last.end = item.end
        else:
            kept.append(item)
    return kept


def _pronominal(doc: Document, people: People, items: list[Argument], taken: set[int]) -> list[Argument]:
    """His Excellency, His Highness alone: the last person who was given that title."""
    found: list[Argument] = []
    for i, word in enumerate(doc.words):
        if i in taken:
            continue
        for pro, stem, _ in word.stems:
            if stem not in Words.PRONOMINAL:
                continue
            title = stem[:-1].removesuffix(TEH)  # without the pronoun, and without the ta that it opens
            bearer = next(
                (
                    m
                    for m in reversed(people.mentions)
                    if m.end <= i
                    and m.person >= 0
                    and any(_titled(doc.texts[k], title) for k in range(m.start, m.name_start))
                ),
                None,
            )
            if bearer is not None:
                found.append(Argument(i, i + 1, Ref("official", str(bearer.person)), "person", pro))
            break
    return found


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
        if word.text.startswith(BEH + AL):
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
    """(the sides, the Qatari) and-the-American: a further nisba under the same head."""
    return bool(items) and items[-1].kind == "side" and items[-1].end == start


def _in_place(doc: Document, start: int, proclitics: str) -> bool:
    if proclitics.endswith(BEH):
        return True
    before = doc.texts[start - 1].removeprefix(WAW) if start else ""
    if before in (IN, ILA, FROM):
        return not (before == FROM and start > 1 and doc.texts[start - 2] in Words.EACH)
    return start > 1 and doc.texts[start - 1].endswith(OneWord.CAPITAL)


def _houses(doc: Document, start: int, proclitics: str) -> bool:
    """Whether a body at word `start` is where something was: (in his office) at the ministry, at the royal court."""
    if not proclitics.endswith(BEH):
        return False
    head = doc.texts[start].removeprefix(proclitics)
    return head in Words.COURT_BUILDING or (start > 0 and doc.texts[start - 1] in Words.RECEPTION_ROOM)


def pairs_with(first: Argument, second: Argument, doc: Document) -> bool:
    """Whether `second` is coordinated with `first`: and-, or a comma and and-, with nothing else between."""
    between = [k for k in range(first.end, second.start) if k not in doc.in_date]
    if first.kind == second.kind == "person" and between and doc.texts[between[-1]].startswith(WAW):
        word = doc.words[between[-1]]
        if any(nisba.definite and nisba.code for nisba in word.nisbas):  # (the French minister A) and the German B
            return all(doc.texts[k] in (",", '"', ")") for k in between[:-1])
    gap = [doc.texts[k] for k in between]
    joined = second.proclitics.startswith(WAW) or any(w in Words.JOINS and w not in (ILA, ALA, AN) for w in gap)
    return joined and all(w in (",", '"', ")") or w in Words.JOINS for w in gap)
