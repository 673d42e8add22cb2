"""Persons called by one word: the surname of somebody named in full, or a name that all the press knows."""

from __future__ import annotations

from functools import lru_cache

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import (
    is_alias,
    is_last_name,
    same_official,
    state_of_alias,
    state_ruled,
)
from mithaq.extraction.mentions.name_parts import HOUSE, SON, plain_name
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, bearers, name_likelihood
from mithaq.extraction.mentions.people import Person
from mithaq.extraction.mentions.person_mention import Mention, memorial_before
from mithaq.extraction.particles import AL
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words
from mithaq.names import same_word_in_text

__all__ = ["add_surnames", "add_well_known", "is_agent", "latest_of"]


_PLACES = ("state", "capital")  # what a bare surname never is: Albares, with the article off, is Paris
_LONG = 5  # letters at least of a last name that may be spelt in two ways in one article
_MANY = 60  # surnames from which on an article is not searched for other spellings of them
_GIVEN = 20
"""Bearers of a given name from which on a word is not a last name alone; of a last name, not just an adjective."""


def add_surnames(doc: Document, persons: list[Person], mentions: list[Mention]) -> set[int]:
    """Find bare surnames of the persons named in full, and add them as mentions. Returns the words that may be the
    surname of one or the other of two, which are mentions of neither."""
    surnames, unsettled = _surnames(persons), set[int]()
    if not surnames:
        return unsettled
    sons = {i for i, person in enumerate(persons) if len(person.parts) > 1 and person.parts[-1].startswith(SON)}
    taken = {k for m in mentions for k in range(m.start, m.end)}
    for i in _like_surnames(doc, surnames):
        if i in taken or i in doc.in_date:
            continue
        found = _surname_at(doc, i, surnames, sons)
        if found is None or found[0] in taken:
            continue
        start, cut, proclitics, owners = found
        if _either(doc, persons, owners, i):
            unsettled.add(i)
            continue
        owner = latest_of(persons, owners, i)
        end = _in_full(doc, i, persons[owner].parts)
        mention = Mention(start, end, start, end, [], (), proclitics, cut, rule="surname", person=owner)
        persons[owner].mentions.append(mention)
        mentions.append(mention)
    mentions.sort(key=lambda m: m.start)
    return unsettled


def _either(doc: Document, persons: list[Person], owners: list[int], i: int) -> bool:
    """Whether a surname at word `i` may be that of one or the other: the last two of its owners who were named before
    were named in the same sentence, which is not its own."""
    last = sorted(max((m.start for m in persons[owner].mentions if m.start < i), default=-1) for owner in set(owners))
    if len(last) < 2 or last[-2] < 0:
        return False
    here, there = doc.sentence(last[-1]), doc.sentence(last[-2])
    return here == there < doc.sentence(i)


def _surnames(persons: list[Person]) -> dict[str, list[int]]:
    """The persons that each word may be of alone: by the last name, or the family name where it comes first (Kim)."""
    surnames: dict[str, list[int]] = {}
    for i, person in enumerate(persons):
        last = person.parts[-1].lstrip(SON)
        if last.startswith(HOUSE + " "):
            continue
        surnames.setdefault(last, []).append(i)
        if len(person.parts) == 3 and person.parts[0] in Words.FAMILY_NAME_FIRST:
            surnames.setdefault(person.parts[0], []).append(i)
    return surnames


def _like_surnames(doc: Document, surnames: dict[str, list[int]]) -> list[int]:
    """The words that may be one of some surnames by their form, in order, and those that the word before asks for."""
    last_letters = {surname[-1] for surname in surnames}
    alike = frozenset(
        word.text
        for word in doc.forms
        if word.text[-1] in last_letters
        and word.kind == "word"
        and (name_likelihood(word) == UNKNOWN or not surnames.keys().isdisjoint(_bare_forms(word)))
    )
    joined = (k + 1 for k in doc.occurrences(Words.COMPOUND_FIRST) if doc.texts[k + 1][-1] in last_letters)
    return sorted({*doc.occurrences(alike), *joined})


def add_well_known(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Add officials whom the press calls by one word and the article never names in full: where the word is the agent
    of a verb at least once, and the article names the state they serve, or they head it at the time."""
    for (name, state), places in _well_known(doc, mentions).items():
        if any(p.parts[-1].lstrip(SON) == name for p in persons) or not any(_person(doc, *at) for at in places):
            continue
        owner = next((k for k, p in enumerate(persons) if _called(p, name, state)), len(persons))
        if owner == len(persons):  # else another spelling of a name that the article has in full
            persons.append(Person((name,), states=(state,)))
        for i, cut in places:
            proclitics = doc.texts[i][:cut]
            mention = Mention(i, i + 1, i, i + 1, [], (), proclitics, cut, rule="known-name", person=owner)
            persons[owner].mentions.append(mention)
            mentions.append(mention)
    mentions.sort(key=lambda m: m.start)


def _well_known(doc: Document, mentions: list[Mention]) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """The words outside of mentions that officials are called by alone: by name and state, where they stand and how
    many of their letters are a proclitic."""
    taken = {k for m in mentions for k in range(m.start, m.end)}
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    aliases = frozenset(word.text for word in doc.forms if _alias_at(word)[0])
    for i in doc.occurrences(aliases):
        word = doc.words[i]
        name, cut = _alias_at(word)
        if not name or i in taken or i in doc.in_date or _place(doc, i):
            continue
        if state := _served_by(doc, word, name):
            found.setdefault((name, state), []).append((i, cut))
    return found


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
    """The name of an official that a word may be, and how many letters of it are a proclitic; "" for none."""
    if word.kind != "word":
        return "", 0
    for pro, stem, article in word.stems:
        if article and state_of_alias(stem) is not None and is_alias(AL + stem):
            return stem, len(pro) + pro.endswith(LAM)
    if not is_alias(word.text):
        return "", 0  # leading, and not Modi
    name, cut = strip_article(word.text), 0
    if word.text[0] in WAW + LAM + BEH and not word.pos and state_of_alias(name) is None and not word.is_listed_form:
        name, cut = strip_article(word.text[1:]), 1
    ruled = len(name) >= _LONG and is_last_name(name) and _means_nothing(word)
    return (name, cut) if ruled or state_of_alias(name) is not None else ("", 0)


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
    memorial = memorial_before(doc, i) or (i > 0 and doc.words[i - 1].given_count and memorial_before(doc, i - 1))
    return (definite or _means_nothing(word)) and not memorial and not doc.hits.get(i)


def _surname_at(
    doc: Document, i: int, surnames: dict[str, list[int]], sons: set[int]
) -> tuple[int, int, str, list[int]] | None:
    """The surname at word `i`: (where it starts, letters of proclitics, the proclitics, whose it is). `sons` are those
    whose last name is a father's."""
    word, before = doc.words[i], doc.texts[i - 1] if i else ""
    if before in Words.COMPOUND_FIRST and (owners := surnames.get(strip_article(before + word.text))):
        return i - 1, 0, "", owners
    known_as = (stem for stem, form in zip(word.stems, _bare_forms(word), strict=True) if form in surnames)
    stem = next(known_as, ("", word.text, False))
    pro, bare, article = stem
    owners = surnames.get(strip_article(_with_article(stem))) or _spelt_otherwise(word, bare, surnames)
    if not owners or _rather_word(doc, i, stem, surnames):
        return None
    cut = len(pro) + (article and pro.endswith(LAM))
    if before in Words.NAME_LINK:
        return i - 1, cut, pro, owners
    owners = [o for o in owners if o not in sons]  # a father's name alone is his
    return (i, cut, pro, owners) if owners else None


def _with_article(stem: tuple[str, str, bool]) -> str:
    """A word without its proclitics, with the article where it has one."""
    return AL + stem[1] if stem[2] else stem[1]


@lru_cache(maxsize=50_000)
def _bare_forms(word: Word) -> tuple[str, ...]:
    """What a word may be without proclitics and article, by each of its stems."""
    return tuple(strip_article(_with_article(stem)) for stem in word.stems)


def _spelt_otherwise(word: Word, stem: str, surnames: dict[str, list[int]]) -> list[int] | None:
    """The persons with a surname that an unknown word spells otherwise, unless there are very many."""
    if len(stem) < _LONG or name_likelihood(word) != UNKNOWN or len(surnames) >= _MANY:
        return None
    return next((o for s, o in surnames.items() if len(s) >= _LONG and same_word_in_text(s, stem)), None)


def _rather_word(doc: Document, i: int, stem: tuple[str, str, bool], surnames: dict[str, list[int]]) -> bool:
    """Whether a word that is spelt like a surname means something else where it stands."""
    word, known = doc.words[i], doc.lexicon.word(_with_article(stem))
    if known.function_class or (doc.find(i, *_PLACES) is not None and word.text not in surnames):
        return True
    if known.nisbas and known.surname_count < _GIVEN and not _alone(doc, i):
        return True
    if stem[0] and bearers(word) >= 5:
        return True
    common = name_likelihood(known) < LIKELY and known.zipf >= 4.2 and not stem[2] and not known.nisbas
    return common and not is_agent(doc, i)


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
    if before is None or before.kind != "word" or before.function_class or before.text in Words.WAS:
        return True
    return bool(before.verbs) and is_agent(doc, i)


def is_agent(doc: Document, i: int) -> bool:
    """Whether word `i` stands where a person does: after a verb of saying or meeting."""
    return i > 0 and any(v.number == "s" for v in doc.words[i - 1].verbs)


def latest_of(persons: list[Person], owners: list[int], i: int) -> int:
    def last(owner: int) -> int:
        return max((m.start for m in persons[owner].mentions if m.start < i), default=-1)

    return max(owners, key=lambda o: (last(o), -o))
