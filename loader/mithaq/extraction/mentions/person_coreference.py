"""Mentions brought together: who is who within one article, and which posts each is given.

A longer form of a name owns its shorter ones; a surname alone belongs to the one person who bears it; a post alone to
the one person who holds it. Posts that differ only in how much of the phrase is said are one post.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.bare_names import add_surnames, add_well_known, is_agent, latest_of
from mithaq.extraction.mentions.known_officials import LEADERS, is_listed, same_official, state_of_office, states_served
from mithaq.extraction.mentions.name_parts import SON, fits, name_parts, plain_name
from mithaq.extraction.mentions.people import People, Person
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.person_mentions import find_mentions
from mithaq.extraction.mentions.post_holders import collect_posts, give_counterparts, give_predicates, resolve_posts
from mithaq.extraction.mentions.predecessors import give_predecessors, precedes
from mithaq.extraction.mentions.principals import give_aides
from mithaq.extraction.mentions.represented_sides import acts_for_side
from mithaq.extraction.mentions.unnamed_posts import give_unnamed
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["find_people"]


_MANY = 40
_FIELD = 7  # one past the words in which a scholar's field is said
_PUBLIC = frozenset({"rank", "royal", "honorific"})  # kinds of titles of those who act in public
_PRIVATE = "private"  # the kind of titles that are not a public capacity: lawyer, journalist


_REIGNING = frozenset({"monarch", "crownPrince", "deputyCrownPrince"})


def find_people(doc: Document, home: str | None = None) -> People:
    """Find, group and resolve all mentions of persons in an article. `home` is the state whose posts are meant where
    none is named."""
    mentions = find_mentions(doc)
    persons = _grouped(doc, mentions)
    unsettled = add_surnames(doc, persons, mentions)
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
    return People(persons, mentions, frozenset(unsettled))


def _grouped(doc: Document, mentions: list[Mention]) -> list[Person]:
    """The persons whom mentions name, each with those that are theirs."""
    persons: list[Person] = []
    having: dict[str, list[int]] = {}
    named = [(mention, parts) for mention in mentions if mention.named and (parts := _parts(doc, mention))]
    # longer names first, so that shorter forms find their owner; ties by place in the text
    for mention, parts in sorted(named, key=lambda item: (-len(item[1]), item[0].start)):
        parent = mention.start > 0 and doc.texts[mention.start - 1] in Words.CHILD
        owner = _owner(doc, persons, having, parts, mention) if not parent else _same(persons, parts)
        if owner is None:
            owner = len(persons)
            persons.append(Person(parts, states=states_served(plain_name(parts))))
            for word in {w.lstrip(SON) for w in parts}:
                having.setdefault(word, []).append(owner)
        persons[owner].mentions.append(mention)
        mention.person = owner
    return persons


def _parts(doc: Document, mention: Mention) -> tuple[str, ...]:
    return name_parts(doc.label(mention.name_start, mention.name_end, mention.cut))


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
    said = any(post.concept in LEADERS for m in person.mentions for post in m.posts)
    return said or any(state_of_office(doc, plain_name(person.parts), concept) for concept in LEADERS)


def _owner(
    doc: Document, persons: list[Person], having: dict[str, list[int]], parts: tuple[str, ...], mention: Mention
) -> int | None:
    """The person named before, by a longer or the same form, whom a name means."""
    pool = list(range(len(persons))) if len(persons) < _MANY else _sharing(having, parts)
    fitting: list[int] = next(filter(None, _meant(persons, pool, parts, mention)), [])
    if len(fitting) > 1 and any(post.concept in LEADERS for post in mention.posts):
        fitting = [i for i in fitting if _rules(doc, persons[i])] or fitting  # President Kim is the one who is
    if not fitting:
        return None
    same = next((i for i in fitting if persons[i].parts == parts), None)
    return latest_of(persons, fitting, mention.start) if same is None or len(fitting) == 1 else same


def _meant(persons: list[Person], pool: list[int], parts: tuple[str, ...], mention: Mention) -> Iterator[list[int]]:
    """The persons whom a name may mean: those of a longer form, else by one less likely way after the other. `pool`:
    the persons who are compared."""
    yield [i for i in pool if fits(persons[i].parts, parts)]
    if len(parts) == 2 and parts[0] in _titles():
        yield [i for i in pool if fits(persons[i].parts, parts[1:])]  # Mr X, of whom the first name was said
    if len(parts) > 1:  # two spellings of one official of the table
        name = plain_name(parts)
        yield [i for i in pool if same_official(plain_name(persons[i].parts), name)]
    else:
        yield from _meant_by_one(persons, parts[0], mention)


def _meant_by_one(persons: list[Person], word: str, mention: Mention) -> Iterator[list[int]]:
    """The persons whom a title or post with one word of a name may mean, once the full name has been said."""
    if mention.titles or any(post.concept in _REIGNING for post in mention.posts):
        # a title or a throne with a first name alone (common in the Gulf)
        yield [i for i, p in enumerate(persons) if len(p.parts) > 1 and p.parts[0] == word.lstrip(SON)]
    if mention.titles or mention.posts:
        # a middle name, where that is what he goes by (common in the Horn of Africa)
        yield [i for i, p in enumerate(persons) if len(p.parts) > 2 and word in p.parts[1:-1]]


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
    """Keep those who act in public, in the order in which they are mentioned first."""
    children = _children(doc, mentions)
    kept = [i for i, person in enumerate(persons) if i in children or _acts_in_public(doc, person)]
    kept.sort(key=lambda i: min(m.start for m in persons[i].mentions))
    number = {old: new for new, old in enumerate(kept)}
    for mention in mentions:
        mention.person = number.get(mention.person, -1)
    mentions[:] = [m for m in mentions if not m.named or m.person >= 0 or m.posts]
    return [persons[i] for i in kept]


def _acts_in_public(doc: Document, person: Person) -> bool:
    """Whether somebody has a post, a title or an authority entry, or is named in full and again, once after a verb of
    saying or meeting."""
    mentions, titles = person.mentions, frozenset(t for m in person.mentions for t in m.titles)
    if person.states or is_listed(plain_name(person.parts)) or any(_in_public(doc, m) for m in mentions):
        return True
    if _PRIVATE not in titles and _acts_again(doc, person):
        return True
    if not _in_full(doc, person):
        return False
    if any(m.start and doc.texts[m.start - 1] in Words.HEADED_BY for m in mentions):
        return True
    return not titles <= {_PRIVATE} and not any(_scholar(doc, m) for m in mentions)


def _in_full(doc: Document, person: Person) -> bool:
    """Whether somebody is named by more than one word."""
    return any(mention.named and len(_parts(doc, mention)) > 1 for mention in person.mentions)


def _acts_again(doc: Document, person: Person) -> bool:
    """Whether somebody is named in full and again, once after a verb of saying or meeting."""
    again = len(person.mentions) > 1 and len(person.parts) > 1
    return again and any(is_agent(doc, m.start) for m in person.mentions)


def _in_public(doc: Document, mention: Mention) -> bool:
    """Whether a mention gives somebody a post, the post of somebody else, a title of those who act in public or a side
    to act for."""
    return (
        bool(mention.posts)
        or not _PUBLIC.isdisjoint(mention.titles)
        or mention.rule == "counterpart"
        or precedes(doc, mention)
        or acts_for_side(doc, mention)
    )
