"""Mentions brought together: who is who within one article, and which posts each is given.

A longer form of a name owns its shorter ones; a surname alone belongs to the one person who bears it; a post alone to
the one person who holds it. Posts that differ only in how much of the phrase is said are one post.
"""

from __future__ import annotations

from functools import cache

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.bare_names import add_surnames, add_well_known, is_agent
from mithaq.extraction.mentions.known_officials import is_listed, same_official, state_of_office, states_served
from mithaq.extraction.mentions.name_parts import SON, fits, name_parts, plain_name
from mithaq.extraction.mentions.people import People, Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.person_mentions import find_mentions
from mithaq.extraction.mentions.post_holders import collect_posts, give_counterparts, give_predicates, resolve_posts
from mithaq.extraction.mentions.predecessors import give_predecessors, precedes
from mithaq.extraction.mentions.principals import give_aides
from mithaq.extraction.mentions.unnamed_posts import give_unnamed
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["find_people"]


_MANY = 40
_FIELD = 7
"""One past the words in which a scholar's field is said."""
_PRIVATE = "private"
"""The kind of titles that are no public capacity: lawyer, journalist."""


_RULING = frozenset({"headOfState", "headOfGovernment", "monarch", "partyLeader"})
_REIGNING = frozenset({"monarch", "crownPrince", "deputyCrownPrince"})


def find_people(doc: Document, home: str | None = None) -> People:
    """Find, group and resolve all mentions of persons in an article. `home` is the state whose posts are meant where
    none is named."""
    mentions = find_mentions(doc)
    persons: list[Person] = []
    having: dict[str, list[int]] = {}
    parts_of = {id(m): name_parts(_name(doc, m)) for m in mentions if m.named}
    # longer names first, so that shorter forms find their owner; ties by place in the text
    for mention in sorted((m for m in mentions if m.named), key=lambda m: (-len(parts_of[id(m)]), m.start)):
        parts = parts_of[id(mention)]
        if not parts:
            continue
        parent = mention.start > 0 and doc.texts[mention.start - 1] in Words.CHILD
        owner = _owner(doc, persons, having, parts, mention) if not parent else _same(persons, parts)
        if owner is None:
            persons.append(Person(parts))
            owner = len(persons) - 1
            for word in {w.lstrip(SON) for w in parts}:
                having.setdefault(word, []).append(owner)
        persons[owner].mentions.append(mention)
        mention.person = owner
    for person in persons:
        person.states = states_served(plain_name(person.parts))
    add_surnames(doc, persons, mentions)
    add_well_known(doc, persons, mentions)
    give_predicates(doc, persons, mentions)
    give_aides(persons, mentions)
    persons = _public(doc, persons, mentions)
    collect_posts(persons)
    resolve_posts(doc, persons, [m for m in mentions if m.counterpart is None], home)
    give_counterparts(doc, persons, mentions)
    resolve_posts(doc, persons, [m for m in mentions if m.counterpart is not None], home)
    give_predecessors(doc, persons, mentions)
    give_unnamed(doc, persons, mentions)
    return People(persons, mentions)


def _name(doc: Document, mention: Mention) -> str:
    return doc.label(mention.name_start, mention.name_end, mention.cut)


@cache
def _titles() -> frozenset[str]:
    return frozenset(strip_article(word) for word in Words.NAME_TITLE)


def _sharing(having: dict[str, list[int]], parts: tuple[str, ...]) -> list[int]:
    """The last few persons with a word of the name, where an article names too many to compare with all.

    `having`: the persons whose name has a word, in the order they were named.
    """
    found = {i for w in parts for i in having.get(w.lstrip(SON), ())[-_MANY:]}
    return sorted(found)[-_MANY:]


def _same(persons: list[Person], parts: tuple[str, ...]) -> int | None:
    """The person of just that name: the father is not his son, who is called after him."""
    return next((i for i, person in enumerate(persons) if person.parts == parts), None)


def _rules(doc: Document, person: Person) -> bool:
    """Whether somebody is said to rule, or known to."""
    said = any(post.concept in _RULING for m in person.mentions for post in m.posts)
    return said or any(state_of_office(doc, plain_name(person.parts), concept) for concept in _RULING)


def _owner(
    doc: Document, persons: list[Person], having: dict[str, list[int]], parts: tuple[str, ...], mention: Mention
) -> int | None:
    pool = range(len(persons)) if len(persons) < _MANY else _sharing(having, parts)
    fitting = [i for i in pool if fits(persons[i].parts, parts)]
    if not fitting and len(parts) == 2 and parts[0] in _titles():
        fitting = [i for i in pool if fits(persons[i].parts, parts[1:])]  # Mr X, of whom the first name was said
    if not fitting and len(parts) > 1:  # two spellings of one official of the table
        name = plain_name(parts)
        fitting = [i for i in pool if same_official(plain_name(persons[i].parts), name)]
    reigns = any(post.concept in _REIGNING for post in mention.posts)
    if not fitting and len(parts) == 1 and (mention.titles or reigns):
        # a title or a throne with a first name alone, once the full name has been said (common in the Gulf)
        fitting = [i for i, p in enumerate(persons) if len(p.parts) > 1 and p.parts[0] == parts[0].lstrip(SON)]
    if not fitting and len(parts) == 1 and (mention.titles or mention.posts):
        # a title with a middle name, where that is what he goes by (common in the Horn of Africa)
        fitting = [i for i, p in enumerate(persons) if len(p.parts) > 2 and parts[0] in p.parts[1:-1]]
    if len(fitting) > 1 and any(post.concept in _RULING for post in mention.posts):
        fitting = [i for i in fitting if _rules(doc, persons[i])] or fitting  # President Kim is the one who is
    if len(fitting) == 1:
        return fitting[0]
    if len(fitting) > 1:
        same = [i for i in fitting if persons[i].parts == parts]
        if same:
            return same[0]
        earlier = [i for i in fitting if any(m.start < mention.start for m in persons[i].mentions)]
        return max(
            earlier,
            key=lambda i: max(m.start for m in persons[i].mentions if m.start < mention.start),
            default=fitting[0],
        )
    return None


def _scholar(doc: Document, mention: Mention) -> bool:
    """Whether a noun for a scholar, with what he is a scholar of, stands right before a title: professor of political
    science Dr N."""
    for k in range(mention.start - 1, max(mention.start - _FIELD, 0), -1):
        word = doc.words[k]
        if any(stem in Words.SCHOLAR for _, stem, _ in word.stems):
            return True
        if word.kind != "word" or (word.verbs and not word.pos) or word.text in Words.THAT:
            return False
    return False


def _children(doc: Document, mentions: list[Mention]) -> set[int]:
    """The persons named in apposition as the children of holders of posts: the son of president N, M."""
    parents = {m.end + 1 for m in mentions if m.posts and m.start and doc.texts[m.start - 1] in Words.CHILD}
    return {m.person for m in mentions if m.named and m.start in parents and doc.texts[m.start - 1] == ","}


def _public(doc: Document, persons: list[Person], mentions: list[Mention]) -> list[Person]:
    """Keep those who act in public: with a post, a title, an authority entry, or named in full and again, once after a
    verb of saying or meeting."""
    keep: dict[int, int] = {}
    kept: list[Person] = []
    children = _children(doc, mentions)
    for i, person in enumerate(persons):
        posts = any(m.posts for m in person.mentions)
        titles = {t for m in person.mentions for t in m.titles}
        again = len(person.mentions) > 1 and len(person.parts) > 1
        again = again and any(is_agent(doc, m.start) for m in person.mentions)
        full = max((len(p) for p in (name_parts(_name(doc, m)) for m in person.mentions if m.named)), default=0)
        counterpart = any(m.rule == "counterpart" or precedes(doc, m) for m in person.mentions)
        heads = full > 1 and any(m.start and doc.texts[m.start - 1] in Words.HEADED_BY for m in person.mentions)
        if (
            posts
            or counterpart
            or heads
            or i in children
            or person.states
            or is_listed(plain_name(person.parts))
            or (again and _PRIVATE not in titles)
            or titles & {"rank", "royal", "honorific"}
            or (titles - {_PRIVATE} and full > 1 and not any(_scholar(doc, m) for m in person.mentions))
        ):
            keep[i] = len(kept)
            kept.append(person)
    for mention in mentions:
        mention.person = keep.get(mention.person, -1)
    mentions[:] = [m for m in mentions if not m.named or m.person >= 0 or m.posts]
    order = sorted(range(len(kept)), key=lambda k: min(m.start for m in kept[k].mentions))
    rank = {old: new for new, old in enumerate(order)}
    for mention in mentions:
        if mention.person >= 0:
            mention.person = rank[mention.person]
    return [kept[k] for k in order]
