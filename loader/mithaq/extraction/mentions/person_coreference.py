"""Mentions brought together: who is who within one article, and which posts each is given.

A longer form of a name owns its shorter ones; a surname alone belongs to the one person who bears it; a post alone to
the one person who holds it. Posts that differ only in how much of the phrase is said are one post.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache

from pyarabic.araby import HEH, KAF, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.coordinated_mentions import subject_of
from mithaq.extraction.mentions.known_officials import state_of_alias
from mithaq.extraction.mentions.name_parts import HOUSE, SON, fits, name_parts, plain_name, same_word
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.person_mentions import find_mentions
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.particles import AL
from mithaq.lexicon import Word, authority_tables, strip_article
from mithaq.lexicon.groups import group

__all__ = ["People", "Person", "common_posts", "find_people", "first_word", "role_text"]

_MANY = 40
_REIGNING = frozenset({"monarch", "crownPrince", "deputyCrownPrince"})
GENERAL = frozenset(
    {
        "headOfOrganization",
        "director",
        "otherPost",
        "member",
        "deputyHead",
        "adviser",
        "envoy",
        "spokesperson",
        "minister",
        "coordinator",
        "undersecretary",
        "militaryCommander",
        "deputyMinister",
        "delegate",
        "assistantSecretaryGeneral",
        "candidate",
        "judge",
    }
)
"""Concepts of which one person may well hold two at once; of the others one person has one in one article."""


@dataclass(slots=True)
class Person:
    """One person of the article: the forms of the name, word by word, and the mentions."""

    parts: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    posts: list[PositionMention] = field(default_factory=list)
    states: tuple[str, ...] = ()  # by the authority table


@dataclass(slots=True)
class People:
    """All persons, and every mention in order; `mention.person` is an index into `persons`, -1 where unresolved."""

    persons: list[Person]
    mentions: list[Mention]

    def state_of(self, mention: Mention) -> str | None:
        """The state of the post that a mention says, else of any post or the authority entry of its person."""
        person = self.persons[mention.person] if mention.person >= 0 else None
        posts = (*mention.posts, *(person.posts if person else ()))
        stated = next((p.state for p in posts if p.state and p.status != "former"), None)
        if stated is None and person is not None and len(person.states) == 1:
            return person.states[0]
        return stated


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
        parent = mention.start > 0 and doc.texts[mention.start - 1] in group("child")
        owner = _owner(persons, having, parts, mention) if not parent else _same(persons, parts)
        if owner is None:
            persons.append(Person(parts))
            owner = len(persons) - 1
            for word in {w.lstrip(SON) for w in parts}:
                having.setdefault(word, []).append(owner)
        persons[owner].mentions.append(mention)
        mention.person = owner
    for person in persons:
        person.states = _authority().get(plain_name(person.parts), ())
    _surnames(doc, persons, mentions)
    _well_known(doc, persons, mentions)
    persons = _public(doc, persons, mentions)
    _predicates(doc, persons, mentions)
    _collect_posts(persons)
    _resolve_posts(doc, persons, [m for m in mentions if m.counterpart is None], home)
    _counterparts(doc, persons, mentions)
    _resolve_posts(doc, persons, [m for m in mentions if m.counterpart is not None], home)
    return People(persons, mentions)


def _name(doc: Document, mention: Mention) -> str:
    return doc.label(mention.name_start, mention.name_end, mention.cut)


@cache
def _authority() -> dict[str, tuple[str, ...]]:
    """States served, by name, for the names that belong to one official only."""
    found: dict[str, tuple[str, ...] | None] = {}
    for entry in authority_tables.officials():
        for form in entry.forms:
            if form in entry.ambiguous:
                continue
            parts = plain_name(name_parts(form))
            found[parts] = (
                entry.states if parts not in found else None if found[parts] != entry.states else entry.states
            )
    return {name: states for name, states in found.items() if states is not None and " " in name}


@cache
def _titles() -> frozenset[str]:
    return frozenset(strip_article(word) for word in group("name title"))


def _sharing(having: dict[str, list[int]], parts: tuple[str, ...]) -> list[int]:
    """The last few persons with a word of the name, where an article names too many to compare with all.

    `having`: the persons whose name has a word, in the order they were named.
    """
    found = {i for w in parts for i in having.get(w.lstrip(SON), ())[-_MANY:]}
    return sorted(found)[-_MANY:]


def _same(persons: list[Person], parts: tuple[str, ...]) -> int | None:
    """The person of just that name: the father is not his son, who is called after him."""
    return next((i for i, person in enumerate(persons) if person.parts == parts), None)


def _owner(persons: list[Person], having: dict[str, list[int]], parts: tuple[str, ...], mention: Mention) -> int | None:
    pool = range(len(persons)) if len(persons) < _MANY else _sharing(having, parts)
    fitting = [i for i in pool if fits(persons[i].parts, parts)]
    if not fitting and len(parts) == 2 and parts[0] in _titles():
        fitting = [i for i in pool if fits(persons[i].parts, parts[1:])]  # Mr X, of whom the first name was said
    reigns = any(post.concept in _REIGNING for post in mention.posts)
    if not fitting and len(parts) == 1 and (mention.titles or reigns):
        # a title or a throne with a first name alone, once the full name has been said (common in the Gulf)
        fitting = [i for i, p in enumerate(persons) if len(p.parts) > 1 and p.parts[0] == parts[0].lstrip(SON)]
    if not fitting and len(parts) == 1 and (mention.titles or mention.posts):
        # a title with a middle name, where that is what he goes by (common in the Horn of Africa)
        fitting = [i for i, p in enumerate(persons) if len(p.parts) > 2 and parts[0] in p.parts[1:-1]]
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


def _surnames(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Find bare surnames of the persons named in full, and add them as mentions."""
    surnames: dict[str, list[int]] = {}
    for i, person in enumerate(persons):
        last = person.parts[-1].lstrip(SON)
        if last.startswith(HOUSE + " "):
            continue
        surnames.setdefault(last, []).append(i)
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
        owner = owners[0] if len(owners) == 1 else _latest(persons, owners, i)
        mention = Mention(start, i + 1, start, i + 1, [], (), proclitics, cut, rule="surname")
        mention.person = owner
        persons[owner].mentions.append(mention)
        added.append(mention)
    mentions += added
    mentions.sort(key=lambda m: m.start)


def _well_known(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Add officials whom the press calls by one word and the article never names in full: where the word is the agent
    of a verb at least once, and the article names the state they serve."""
    taken = {k for m in mentions for k in range(m.start, m.end)}
    named = doc.named | doc.adjectives
    found: dict[str, list[int]] = {}
    for i, word in enumerate(doc.words):
        if word.kind == "word" and i not in taken and i not in doc.in_date:
            name = strip_article(word.text)
            if (state := state_of_alias(name)) is not None and state in named:
                found.setdefault(name, []).append(i)
    for name, places in found.items():
        if any(p.parts[-1].lstrip(SON) == name for p in persons) or not any(_agent(doc, i) for i in places):
            continue
        person = Person((name,), states=(str(state_of_alias(name)),))
        persons.append(person)
        for i in places:
            mention = Mention(i, i + 1, i, i + 1, [], (), rule="known-name", person=len(persons) - 1)
            person.mentions.append(mention)
            mentions.append(mention)
    mentions.sort(key=lambda m: m.start)


def _surname_at(
    doc: Document, i: int, surnames: dict[str, list[int]], sons: set[int]
) -> tuple[int, int, str, list[int]] | None:
    """The surname at word `i`: (where it starts, letters of proclitics, the proclitics, whose it is). `sons` are those
    whose last name is a father's."""
    word = doc.words[i]
    joined = doc.texts[i - 1] + word.text if i and doc.texts[i - 1] in group("compound first") else None
    if joined and strip_article(joined) in surnames:
        return i - 1, 0, "", surnames[strip_article(joined)]
    known_as = (s for s in word.stems if strip_article(AL + s[1] if s[2] else s[1]) in surnames)
    pro, stem, article = next(known_as, ("", word.text, False))
    owners = surnames.get(strip_article(AL + stem if article else stem))
    if owners is None:
        if len(stem) < 5 or name_likelihood(word) != UNKNOWN or len(surnames) >= 60:
            return None
        owners = next((o for s, o in surnames.items() if len(s) >= 5 and same_word(s, stem)), None)
    if owners is None:
        return None
    known = doc.lexicon.word(AL + stem if article else stem)
    if known.function_class or doc.find(i, "state", "capital"):
        return None
    if known.nisbas and known.surname_count < 20 and not _alone(doc, i):
        return None
    if pro and word.given_count + word.surname_count >= 5:
        return None
    common = name_likelihood(known) < LIKELY and known.zipf >= 4.2 and not article and not known.nisbas
    if common and not _agent(doc, i):
        return None
    if article and i and not pro and _definite_noun(doc.words[i - 1]):
        return None  # its adjective (the faithful merchant)
    start, cut = i, len(pro) + (article and pro.endswith(LAM))
    if i and doc.texts[i - 1] in group("name link"):
        return i - 1, cut, pro, owners
    owners = [o for o in owners if o not in sons]  # a father's name alone is his
    return (start, cut, pro, owners) if owners else None


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
        or (bool(before.verbs) and _agent(doc, i))
    )


def _agent(doc: Document, i: int) -> bool:
    """Whether word `i` stands where a person does: after a verb of saying or meeting."""
    return i > 0 and any(v.number == "s" for v in doc.words[i - 1].verbs)


def _latest(persons: list[Person], owners: list[int], i: int) -> int:
    def last(owner: int) -> int:
        return max((m.start for m in persons[owner].mentions if m.start < i), default=-1)

    return max(owners, key=lambda o: (last(o), -o))


def _public(doc: Document, persons: list[Person], mentions: list[Mention]) -> list[Person]:
    """Keep those who act in public: with a post, a title, an authority entry, or named in full and again, once after a
    verb of saying or meeting."""
    keep: dict[int, int] = {}
    kept: list[Person] = []
    for i, person in enumerate(persons):
        posts = any(m.posts for m in person.mentions)
        titles = {t for m in person.mentions for t in m.titles}
        again = len(person.mentions) > 1 and len(person.parts) > 1
        again = again and any(_agent(doc, m.start) for m in person.mentions)
        full = max((len(p) for p in (name_parts(_name(doc, m)) for m in person.mentions)), default=0)
        if posts or person.states or again or titles & {"rank", "royal", "honorific"} or (titles and full > 1):
            keep[i] = len(kept)
            kept.append(person)
    for mention in mentions:
        mention.person = keep.get(mention.person, -1) if mention.named else -1
    mentions[:] = [m for m in mentions if not m.named or m.person >= 0 or m.posts]
    order = sorted(range(len(kept)), key=lambda k: min(m.start for m in kept[k].mentions))
    rank = {old: new for new, old in enumerate(order)}
    for mention in mentions:
        if mention.person >= 0:
            mention.person = rank[mention.person]
    return [kept[k] for k in order]


def _predicates(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """Posts said of someone (X was appointed minister; X, as envoy): of the person right before, or, after a verb of
    appointing or `as`, of the last person of the sentence before it."""
    for n, mention in enumerate(mentions):
        if mention.named or not mention.posts:
            continue
        low, _ = doc.sentences[doc.sentence(mention.start)]
        office = mention.start > low and doc.texts[mention.start - 1] in group("office")
        if not (mention.posts[0].predicate or office):
            continue
        before = next((m for m in reversed(mentions[max(0, n - 8) : n]) if m.person >= 0 and m.start >= low), None)
        if before is None:
            continue
        adjacent = before.end == mention.start and not office
        appointed = any(
            v.event_class in ("appoint", "assume") for k in range(low, mention.start) for v in doc.words[k].verbs
        )
        if office and _held_before(doc, low, mention.start):
            mention.posts = [replace(post, status=post.status or "former") for post in mention.posts]
        if adjacent or appointed or mention.proclitics.endswith(KAF):
            mention.person = before.person
            persons[before.person].mentions.append(mention)


def _held_before(doc: Document, low: int, at: int) -> bool:
    """Whether the clause of the office before word `at` tells of the past: (he) was holding, held."""
    for k in range(at - 1, low - 1, -1):
        if doc.texts[k] in group("held office"):
            return True
        if doc.texts[k] in group("clause") or doc.texts[k] in group("relative") or doc.texts[k] in group("that"):
            return False
    return False


def _collect_posts(persons: list[Person]) -> None:
    for person in persons:
        person.mentions.sort(key=lambda m: m.start)
        for mention in person.mentions:
            for post in mention.posts:
                if post.complete or mention.named:
                    person.posts.append(post)


def _compatible(post: PositionMention, other: PositionMention) -> bool:
    if post.state and other.state and post.state != other.state:
        return False
    if post.concept == other.concept:
        return True
    general = {
        "minister": ("Minister",),
        "headOfOrganization": ("headOfState", "headOfGovernment", "speakerOfParliament"),
    }
    return any(other.concept.endswith(s) or other.concept == s for s in general.get(post.concept, ()))


def _of_state(persons: list[Person], candidates: list[int], state: str | None, home: str | None) -> list[int]:
    """Those of the candidates who serve the state; those of no known state, where it may be the outlet's own."""
    if state is None:
        return candidates
    stated = [i for i in candidates if any(p.state == state for p in persons[i].posts) or state in persons[i].states]
    return stated or [i for i in candidates if not any(p.state for p in persons[i].posts) and home in (None, state)]


def _resolve_posts(doc: Document, persons: list[Person], mentions: list[Mention], home: str | None) -> None:
    """Give a post that stands alone to the one person who holds it, the nearest before it first."""
    for mention in mentions:
        if mention.named or not mention.posts or mention.person >= 0:
            continue
        post = mention.posts[0]
        if post.predicate:
            continue  # of someone the sentence does not name
        holders = [
            (i, p)
            for i, person in enumerate(persons)
            for p in person.posts
            if _compatible(post, p) and _covers(doc, p, post)
        ]
        current = [(i, p) for i, p in holders if p.status != "former" or post.status]
        candidates: list[int] = []
        for pool in (current, holders):
            candidates = _of_state(persons, list(dict.fromkeys(i for i, _ in pool)), post.state, home)
            if candidates:
                break
        before = [i for i in candidates if persons[i].mentions[0].start < mention.start]
        # the minister of an unknown state is nobody's later mentioned minister of a foreign one
        if mention.source is not None:  # nobody is his own counterpart
            before = [i for i in before if i != mention.source.person]
            candidates = [i for i in candidates if i != mention.source.person]
        known = before or [i for i in candidates if post.state or persons[i].posts[0].state in (None, home)]
        if len(known) > 1 and not post.state and len({persons[i].posts[0].state for i in known}) > 1:
            continue
        if known and (post.complete or len(known) == 1):
            mention.person = _latest(persons, known, mention.start)


def _counterparts(doc: Document, persons: list[Person], mentions: list[Mention]) -> None:
    """A counterpart holds the post of the person it is the counterpart of, not just the word of the title before it."""
    for n, mention in enumerate(mentions):
        if mention.counterpart is None or mention.source is None or not mention.posts:
            continue
        inherited = mention.posts[0]
        # now that surnames are known, the subject may turn out another person than the last one with a post
        listed = mention.proclitics == WAW and 0 <= mention.start - mention.source.end <= 1
        subject = mention.source if listed else subject_of(doc, mention.start, mentions[:n]) or mention.source
        source = subject.person
        held, mention.source = mention.source, subject
        if source >= 0 and source != held.person:
            own = next((p for p in persons[source].posts if p.status != "former" and not p.inherited), None)
            _replace_post(persons, mention, inherited, own)
            continue
        if inherited.concept not in GENERAL or len(inherited.words) > 1 or source < 0:
            continue
        fuller = next((p for p in persons[source].posts if len(p.words) > 1 and p.status != "former"), None)
        if fuller is None:
            continue
        post = replace(fuller, state=inherited.state, nisba=inherited.nisba, status=inherited.status, inherited=True)
        mention.posts = [post]
        if mention.person >= 0:
            person = persons[mention.person]
            person.posts = [post if p is inherited else p for p in person.posts]


def _replace_post(persons: list[Person], mention: Mention, old: PositionMention, new: PositionMention | None) -> None:
    post = replace(new, state=old.state, nisba=old.nisba, status=old.status, inherited=True) if new else None
    mention.posts = [post] if post else []
    if mention.person >= 0:
        person = persons[mention.person]
        person.posts = [p for q in person.posts for p in ([post] if q is old else [q]) if p is not None]


def _covers(doc: Document, full: PositionMention, post: PositionMention) -> bool:
    """Whether the words of `post` are among those of `full` (the minister ⊂ the minister of the interior)."""
    if full.concept == post.concept and post.concept not in GENERAL:
        return True
    words = _post_words(doc, full)
    return all(w in words for w in _post_words(doc, post))


def _post_words(doc: Document, post: PositionMention) -> list[str]:
    """The plain words of a post, the first without its proclitics."""
    first, *rest = post.words
    return [_plain(post.head or doc.texts[first][len(post.proclitics) :]), *(_plain(doc.texts[k]) for k in rest)]


def _plain(word: str) -> str:
    word = strip_article(word)
    return word[:-1] if len(word) > 4 and word.endswith(HEH) else word


def role_text(doc: Document, post: PositionMention) -> str:
    """The role as text: the phrase's words without the state's adjective."""
    first = post.head or first_word(doc, post)
    rest = [doc.label(k, k + 1) for k in post.words[1:]]
    if (post.inherited or post.head) and rest and not rest[-1].startswith(AL) and not post.bodies:
        rest[-1] = AL + rest[-1]  # foreign minister (of Egypt): the foreign minister
    return " ".join([first, *rest])


def first_word(doc: Document, post: PositionMention) -> str:
    """The first word of a post without proclitics, with the article that li- swallows."""
    word = doc.label(post.words[0], post.words[0] + 1, len(post.proclitics))
    swallowed = post.proclitics.endswith(LAM) and word.startswith(LAM) and post.definite
    return AL + word[1:] if swallowed else word


def common_posts(doc: Document, person: Person) -> list[PositionMention]:
    """The person's posts without repetitions: for each, its fullest phrase, with the state if any mention gives it."""
    merged: list[list[PositionMention]] = []
    for post in person.posts:
        for alike in merged:
            head = alike[0]
            said_of_both = len(post.words) == len(head.words) == 1  # the late president; President X
            same_status = (post.status == "former") == (head.status == "former") or said_of_both
            if (
                same_status
                and (not post.state or not head.state or post.state == head.state)
                and (
                    (post.concept == head.concept and (post.concept not in GENERAL or _nested(doc, post, head)))
                    or (_compatible(post, head) and len(post.words) == 1)
                    or (_compatible(head, post) and len(head.words) == 1)
                )
            ):
                alike.append(post)
                break
        else:
            merged.append([post])
    best = []
    for alike in merged:
        counts = Counter(p.state for p in alike if p.state)
        state = min(counts, key=lambda s: (-counts[s], s)) if counts else None
        fullest = max(alike, key=lambda p: (not p.inherited, len(p.words) > 1, len(p.words), bool(p.nisba), -p.start))
        status = "former" if any(p.status == "former" for p in alike) else fullest.status
        best.append(replace(fullest, state=fullest.state or state, status=status))
    return best


def _nested(doc: Document, a: PositionMention, b: PositionMention) -> bool:
    one, two = ({w.lstrip(LAM) for w in _post_words(doc, p)} for p in (a, b))
    return one <= two or two <= one
