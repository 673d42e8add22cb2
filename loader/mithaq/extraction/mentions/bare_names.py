"""Persons called by one word: the surname of somebody named in full, or a name that all the press knows."""

from __future__ import annotations

from functools import lru_cache

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_alias, same_official, state_of_alias, state_ruled
from mithaq.extraction.mentions.name_parts import HOUSE, SON, plain_name
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention, memorial_before
from mithaq.extraction.particles import AL
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words
from mithaq.names import same_word_in_text

__all__ = ["add_surnames", "add_well_known", "is_agent", "latest_of"]


_PLACES = ("state", "capital")
"""What no bare surname is: Albares, with the article off, is Paris."""

_LONG = 5
"""Letters at least of a last name that may be spelt in two ways in one article."""

_GIVEN = 20
"""Bearers of a given name from which on a word is not a last name alone."""


def add_surnames(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Find bare surnames of the persons named in full, and add them as mentions."""
    surnames: dict[str, list[int]] = {}
    for i, person in enumerate(persons):
        last = person.parts[-1].lstrip(SON)
        if last.startswith(HOUSE + " "):
            continue
        surnames.setdefault(last, []).append(i)
        if len(person.parts) == 3 and person.parts[0] in Words.FAMILY_NAME_FIRST:
            surnames.setdefault(person.parts[0], []).append(i)  # Kim Y Z is called Kim
    if not surnames:
        return
    sons = {i for i, person in enumerate(persons) if len(person.parts) > 1 and person.parts[-1].startswith(SON)}
    taken = {k for m in mentions for k in range(m.start, m.end)}
    added: list[Mention] = []
    last_letters = {surname[-1] for surname in surnames}
    for i, word in enumerate(doc.words):
        if i in taken or word.kind != "word" or word.text[-1] not in last_letters or i in doc.in_date:
            continue
        found = _surname_at(doc, i, surnames, sons)
        if found is None:
            continue
        start, cut, proclitics, owners = found
        if any(k in taken for k in range(start, i + 1)):
            continue
        owner = owners[0] if len(owners) == 1 else latest_of(persons, owners, i)
        end = _in_full(doc, i, persons[owner].parts)
        mention = Mention(start, end, start, end, [], (), proclitics, cut, rule="surname")
        mention.person = owner
        persons[owner].mentions.append(mention)
        added.append(mention)
    mentions += added
    mentions.sort(key=lambda m: m.start)


def add_well_known(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Add officials whom the press calls by one word and the article never names in full: where the word is the agent
    of a verb at least once, and the article names the state they serve, or they head it at the time."""
    taken = {k for m in mentions for k in range(m.start, m.end)}
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for i, word in enumerate(doc.words):
        if i in taken or i in doc.in_date or _place(doc, i):
            continue
        name, cut = _alias_at(word)
        if name and (state := _served_by(doc, word, name)):
            found.setdefault((name, state), []).append((i, cut))
    for (name, state), places in found.items():
        if any(p.parts[-1].lstrip(SON) == name for p in persons) or not any(_person(doc, *at) for at in places):
            continue
        owner = next((k for k, p in enumerate(persons) if _called(p, name, state)), None)
        if owner is None:  # else another spelling of a name that the article has in full
            owner = len(persons)
            persons.append(Person((name,), states=(state,)))
        person = persons[owner]
        for i, cut in places:
            proclitics = doc.texts[i][:cut]
            mention = Mention(i, i + 1, i, i + 1, [], (), proclitics, cut, rule="known-name", person=owner)
            person.mentions.append(mention)
            mentions.append(mention)
    mentions.sort(key=lambda m: m.start)


def _served_by(doc: Document, word: Word, name: str) -> str | None:
    """The state that an official called by a word alone serves, where the article names it, or he headed it at the
    time."""
    year = doc.article.date.year if doc.article.date else None
    sure = _means_nothing(word)
    alias, ruled = state_of_alias(name), None
    if alias is not None or (len(name) >= _LONG and sure):
        ruled = state_ruled(name, year)
    state = alias or ruled
    if state in doc.named or state in doc.adjectives:
        return state
    return alias if ruled and (year or sure) else None


def _called(person: Person, name: str, state: str) -> bool:
    """Whether a person is the official whom the press calls by a last name: the tables say so, or the person's own last
    name is another spelling of it, and the person serves no other state."""
    if same_official(plain_name(person.parts), name):
        return True
    served = {*person.states, *(post.state for post in person.posts if post.state)} or {state}
    last = person.parts[-1].lstrip(SON)
    return min(len(last), len(name)) >= _LONG and state in served and same_word_in_text(last, name)


def _place(doc: Document, i: int) -> bool:
    """Whether word `i` is a state or a capital, written with the article or without it as its name is (Cameron is
    none)."""
    return any(h.entry.category in _PLACES and h.article == h.entry.definite for h in doc.hits.get(i, ()))


@lru_cache(maxsize=50_000)
def _alias_at(word: Word) -> tuple[str, int]:
    """The name that a word may be, and how many letters of it are a proclitic; "" for what is no word."""
    if word.kind != "word":
        return "", 0
    for pro, stem, article in word.stems:
        if article and state_of_alias(stem) is not None and is_alias(AL + stem):
            return stem, len(pro) + pro.endswith(LAM)
    if not is_alias(word.text):
        return "", 0  # leading, and not Modi
    name = strip_article(word.text)
    if word.text[0] in WAW + LAM + BEH and not word.pos and state_of_alias(name) is None and not word.is_listed_form:
        return strip_article(word.text[1:]), 1
    return name, 0


def _means_nothing(word: Word) -> bool:
    """Whether a word is a last name if it is anything: no word of the dictionary, and few bear it as a first name."""
    return not (word.pos or word.verbs or word.nisbas or word.function_class) and word.given_count < _GIVEN


def _person(doc: Document, i: int, cut: int) -> bool:
    """Whether a known name at word `i` is a person's by its place: after a verb, or, where the word means nothing else
    or is said with the article, anywhere but in a name for a thing."""
    if is_agent(doc, i):
        return True
    word = doc.lexicon.word(doc.texts[i][cut:])
    definite = not word.nisbas and any(article for _, _, article in doc.words[i].stems)
    definite = definite and not (i and _definite_noun(doc.words[i - 1]))
    return (definite or _means_nothing(word)) and not memorial_before(doc, i) and not doc.hits.get(i)


def _surname_at(
    doc: Document, i: int, surnames: dict[str, list[int]], sons: set[int]
) -> tuple[int, int, str, list[int]] | None:
    """The surname at word `i`: (where it starts, letters of proclitics, the proclitics, whose it is). `sons` are those
    whose last name is a father's."""
    word = doc.words[i]
    joined = doc.texts[i - 1] + word.text if i and doc.texts[i - 1] in Words.COMPOUND_FIRST else None
    if joined and strip_article(joined) in surnames:
        return i - 1, 0, "", surnames[strip_article(joined)]
    known_as = (s for s in word.stems if strip_article(AL + s[1] if s[2] else s[1]) in surnames)
    pro, stem, article = next(known_as, ("", word.text, False))
    owners = surnames.get(strip_article(AL + stem if article else stem))
    if owners is None:
        if len(stem) < 5 or name_likelihood(word) != UNKNOWN or len(surnames) >= 60:
            return None
        owners = next((o for s, o in surnames.items() if len(s) >= 5 and same_word_in_text(s, stem)), None)
    if owners is None:
        return None
    known = doc.lexicon.word(AL + stem if article else stem)
    if known.function_class or (doc.find(i, *_PLACES) is not None and word.text not in surnames):
        return None
    if known.nisbas and known.surname_count < 20 and not _alone(doc, i):
        return None
    if pro and word.given_count + word.surname_count >= 5:
        return None
    common = name_likelihood(known) < LIKELY and known.zipf >= 4.2 and not article and not known.nisbas
    if common and not is_agent(doc, i):
        return None
    start, cut = i, len(pro) + (article and pro.endswith(LAM))
    if i and doc.texts[i - 1] in Words.NAME_LINK:
        return i - 1, cut, pro, owners
    owners = [o for o in owners if o not in sons]  # a father's name alone is his
    return (start, cut, pro, owners) if owners else None


def _in_full(doc: Document, i: int, parts: tuple[str, ...]) -> int:
    """One past a name of which word `i` is the family name and the first word, said in full or not."""
    rest = parts[1:]
    said = parts[0] in Words.FAMILY_NAME_FIRST and tuple(doc.texts[i + 1 : i + 1 + len(rest)]) == rest
    return i + 1 + len(rest) if said else i + 1


def _definite_noun(word: Word) -> bool:
    """A noun with the article, after a preposition or not."""
    return not word.verbs and (
        word.definite or (any(article for _, _, article in word.stems[1:]) and not word.given_count)
    )


def _alone(doc: Document, i: int) -> bool:
    """Whether a word that may be an adjective stands where none can: after a sign, a verb or a particle."""
    before = doc.words[i - 1] if i else None
    return (
        before is None
        or before.kind != "word"
        or bool(before.function_class)
        or (bool(before.verbs) and is_agent(doc, i))
    )


def is_agent(doc: Document, i: int) -> bool:
    """Whether word `i` stands where a person does: after a verb of saying or meeting."""
    return i > 0 and any(v.number == "s" for v in doc.words[i - 1].verbs)


def latest_of(persons: list[Person], owners: list[int], i: int) -> int:
    def last(owner: int) -> int:
        return max((m.start for m in persons[owner].mentions if m.start < i), default=-1)

    return max(owners, key=lambda o: (last(o), -o))
