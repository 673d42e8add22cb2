"""What may follow the head of a post: states, bodies, phrases with a preposition, further nouns, quoted names.

Each step takes words into a phrase that is being read and tells whether it did; the order in which they are tried is
the grammar of posts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyarabic.araby import BEH, HEH, LAM, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.name_words import LIKELY, SURE, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase, parse_organization
from mithaq.extraction.particles import AL, AN, FROM, ILA, IN
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = [
    "Parse",
    "alike",
    "apposed",
    "attached",
    "coordinate",
    "holder_at",
    "own_state",
    "prepositional",
    "quoted",
    "said_of",
    "take_body",
]


_OF_PARTS = frozenset(
    {"headOfOrganization", "director", "member", "adviser", "coordinator", "otherPost", "partyLeader", "deputyHead"}
)
"""Concepts of posts that parts of bodies have."""
_MISSION = "embassy"
"""The kind of the bodies that envoys are in."""
_TRAVELS = ("arrive", "go", "return")
"""Frames of verbs that take to- and where somebody goes."""
_VISITOR = 12
"""Words at most between a noun for a visit and a post of the visitor."""


@dataclass(slots=True)
class Parse:
    """The state of reading one phrase: `open` while a genitive is owed, `closed` once an adjective of state ended
    it."""

    j: int
    open: bool
    words: list[int] = field(default_factory=list)
    nisba: list[int] = field(default_factory=list)
    states: list[tuple[str, bool]] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    complement: bool = False
    closed: bool = False
    where: bool = False
    accusative: bool = False  # (appointed) envoy, which takes indefinite adjectives
    envoy: bool = False  # (the deputy of) an envoy
    status: str = ""  # said before the complement: the former (director) of
    topic: bool = False  # inside li- + common noun: what the office deals with (the department of the affairs of X)


def own_state(doc: Document, p: Parse) -> bool:
    """A state right after a complete phrase: (head of the government of) Iraq."""
    if p.closed or p.states:
        return False
    hit = doc.find(p.j, "state")
    if hit is None and not doc.words[p.words[-1]].definite:
        return _own_place(doc, p)
    owed = not doc.words[p.words[-1]].definite  # an indefinite noun owes a genitive, so it is no given name (Georgia)
    if hit is None or hit.proclitics or not (_strict(hit) or (owed and hit.article == hit.entry.definite)):
        return False
    if doc.words[p.words[-1]].definite and len(p.words) > 1:
        return False
    p.states.append((hit.entry.value, True))
    p.words += range(hit.start, hit.end)
    p.j, p.closed = hit.end, True
    return True


def _own_place(doc: Document, p: Parse) -> bool:
    """A region right after a phrase that takes a genitive; an emirate or a city where its holder or one more post
    follows: (crown prince of) Abu Dhabi, the sheikh N."""
    hit = doc.find(p.j, "capital", "place", "region")
    if hit is None or hit.proclitics or hit.article != hit.entry.definite:
        return False
    if hit.entry.category != "region" and doc.find(hit.end, "title", "role") is None and not holder_at(doc, hit.end):
        return False
    p.states.append((hit.entry.value, True))
    p.words += range(hit.start, hit.end)
    p.j, p.closed = hit.end, True
    return True


def _strict(hit: LexiconMatch) -> bool:
    """A name is written with the article or without it, always alike."""
    return hit.article == hit.entry.definite and not hit.entry.ambiguous


def take_body(p: Parse, body: OrganizationPhrase, *, own: bool) -> bool:
    p.words += body.words
    p.nisba += body.nisba
    p.bodies.append((body.start, body.end))
    if body.state:
        p.states.append((body.state, own))
    p.j, p.open, p.complement, p.closed = body.end, False, True, bool(body.nisba)
    return True


def attached(doc: Document, j: int, p: Parse, kind: str) -> bool:
    """Whether a prepositional phrase that belongs to the post starts at word `j`."""
    word = doc.words[j]
    if word.text == OneWord.IN_THE_NAME_OF or _elected_for(doc, j, p, kind):
        return True
    if word.text in (OneWord.WITH, FROM):  # (the committee of) relations with X, the limitation of arms
        return kind != "envoy" and doc.texts[j - 1] in Words.DEALINGS and len(p.words) > 1
    if word.text in Words.ENVOY_PREPOSITION:
        if j + 1 >= len(doc.words) or (
            p.where and not (p.bodies and word.text == OneWord.ATTACHED_TO and _sent(doc, p))
        ):
            return False  # (the attaché in the embassy) to A
        if word.text == IN and doc.texts[j + 1] in Words.DOSSIER:
            return True  # (the chief negotiator) in the file of
        return _served_at(doc, j, p, kind) if kind == "envoy" or _sent(doc, p) else _placed(doc, j, p, kind)
    if p.where or len(word.text) < 4 or word.text in Words.HIS_TAKING_PART:
        return False
    for pro, stem, article in word.stems[1:]:
        if pro == BEH and kind == "office" and p.closed:
            return False
        if pro in (LAM, BEH) and (belongs := _belongs(doc, j, p, kind, pro, stem, article)) is not None:
            return belongs
    return False


def _elected_for(doc: Document, j: int, p: Parse, kind: str) -> bool:
    """Whether the preposition at word `j` says for which party or region somebody is a deputy or a member."""
    if doc.texts[j] != AN or p.where:
        return False
    deputy = kind == "deputy" and len(p.words) == 1 and doc.words[p.words[0]].definite
    deputy |= kind == "envoy" and len(p.words) == 1 and not doc.words[p.words[0]].definite  # as representative of
    if not deputy and not (kind == "office" and p.bodies and _part_of_body(doc, p)):
        return False
    return doc.find(j + 1, "body", "organization", "place", "region", "capital") is not None


def _served_at(doc: Document, j: int, p: Parse, kind: str) -> bool:
    """Whether the preposition at word `j` leads to where an envoy serves."""
    if doc.texts[j] == ILA and _visiting(doc, p.words[0]) and not _before_name(doc, j + 1):
        return False  # (there arrived) the envoy, in A
    after = doc.find(j + 1, "state", "organization", "body", "place", "capital", "region")
    generic = kind == "envoy" and doc.texts[j + 1] in Words.OUR_COUNTRY
    return generic or (after is not None and not after.proclitics and j + 1 not in doc.in_date)


def _placed(doc: Document, j: int, p: Parse, kind: str) -> bool:
    """Whether the preposition at word `j` leads to what a post that sends nobody is in, or attached to."""
    text = doc.texts[j]
    if text == OneWord.ATTACHED_TO and doc.find(j + 1, "role") is not None:
        return True  # (the minister delegate) to the prime minister
    if text == OneWord.ATTACHED_TO and p.complement and not p.states:
        return doc.find(j + 1, "organization") is not None  # (the coordinator of relief) at the United Nations
    if text != IN:
        return False
    if (p.complement or len(p.words) > 1) and doc.texts[j + 1] in Words.GOVERNMENT:
        return True  # (the minister of information in) the government of national unity
    if kind == "deputy" and len(p.words) == 1 and not p.nisba:
        return doc.find(j + 1, "body", "organization") is not None  # a deputy in the parliament
    if kind == "office" and not p.complement and (doc.words[p.words[-1]].definite or said_of(doc, p)):
        inside = doc.find(j + 1, "body", "organization") is not None or doc.texts[j + 1] in Words.RULER_COURT
        if inside or doc.words[p.words[0]].definite or said_of(doc, p):
            return inside
    if p.bodies and not p.states and not p.open:
        body = parse_organization(doc, j + 1)  # the coordinator of the United Nations in Lebanon
        own = doc.find(j + 1, "state", "region") is not None or (body is not None and bool(body.state))
        return own or (body is not None and _named_at(doc, body.end))  # the head of the committee in the council, N
    if p.complement and not p.bodies and _part_of_body(doc, p) and parse_organization(doc, j + 1) is not None:
        return True  # the head of the political department in the council
    return (p.complement or len(p.words) > 1) and _before_name(doc, j + 1)


def said_of(doc: Document, p: Parse) -> bool:
    """Whether a post without the article is the predicate of a clause: and he is (an official)."""
    start = p.words[0]
    return start > 0 and doc.texts[start - 1] in Words.HE_IS and not doc.words[start].definite


def _named_at(doc: Document, j: int) -> bool:
    """Whether a title or a name of two words at least stands at word `j`."""
    return j < len(doc.words) and (holder_at(doc, j) or name_end(doc, j, titled=True) > j + 1)


def _part_of_body(doc: Document, p: Parse) -> bool:
    """Whether the head of a phrase is that of a part of some body: a director, a member."""
    head = doc.find(p.words[0], "role")
    return head is not None and head.entry.value[0] in _OF_PARTS


def _belongs(doc: Document, j: int, p: Parse, kind: str, pro: str, stem: str, article: bool) -> bool | None:
    """Whether li- or bi- and a noun at word `j` belong to the post; None where another reading of the word may."""
    hit = next((h for h in doc.hits.get(j, ()) if h.proclitics == pro), None)
    category = hit.entry.category if hit is not None else ""
    if hit is not None and category in ("state", "organization", "body", "role", "agreement"):
        return _known_belongs(p, doc, kind, hit)
    if hit is not None and category in ("capital", "place"):
        if p.where or hit.article != hit.entry.definite:
            return None
        there = kind == "office" and pro == BEH and p.complement and _named_at(doc, hit.end)
        return True if kind == "envoy" or there else None
    word = doc.words[j]
    if pro == LAM:
        common = article or (not p.closed and _plain_noun(doc.lexicon.word(stem)))
        return True if stem in Words.AFFAIRS or (common and not word.given_count) else None
    if not article:
        return None
    if doc.texts[j - 1] in Words.IN_CHARGE:
        return True  # (the envoy) special to the crisis
    beside = AL + stem in Words.SIDE - Words.PLACE_NOUN and not p.where
    return True if beside or (strip_article(stem) in doc.lexicon.portfolio_words and not p.closed) else None


def _known_belongs(p: Parse, doc: Document, kind: str, hit: LexiconMatch) -> bool | None:
    """The same of a state, a body, a role or an agreement that the tables know."""
    category, pro = hit.entry.category, hit.proclitics
    if category in ("state", "organization") and hit.article != hit.entry.definite:
        return None
    if pro == BEH and (category == "role" or (category == "state" and kind == "envoy" and not p.states)):
        return None
    # not (the visit of) the minister of the interior to Kuwait
    return not (pro == LAM and category == "state" and p.complement and _visiting(doc, p.words[0]))


def _visiting(doc: Document, start: int) -> bool:
    """Whether a noun for a visit stands before word `start`, with at most titles, names and posts between, or a verb of
    travelling right before it."""
    if start and any(v.event_class in _TRAVELS for v in doc.words[start - 1].verbs):
        return True
    for k in range(start - 1, max(start - _VISITOR, -1), -1):
        word = doc.words[k]
        hit = doc.find(k, "event")
        if hit is not None and hit.entry.value[0] in ("visit", "tour"):
            return True
        if word.kind != "word" or word.function_class or (word.verbs and not word.pos):
            return False
    return False


def _before_name(doc: Document, j: int) -> bool:
    """Whether a state or a body at word `j` leads to a name: (minister of the interior in) Algeria, N."""
    hit = next(
        (
            h
            for h in doc.hits.get(j, ())
            if (
                h.entry.category in ("state", "organization", "region")
                or (h.entry.category == "place" and h.end > j + 1)
            )
            and not h.proclitics
            and h.article == h.entry.definite
        ),
        None,
    )
    if hit is None and doc.texts[j] in Words.PLACE_NOUN:  # (director of civil defence in) the emirate of A, N
        hit = doc.find(j + 1, "capital", "place", "region")
    body = parse_organization(doc, j)
    end = max(hit.end if hit else 0, body.end if body and not body.proclitics else 0)
    if not end and doc.words[j].definite and doc.find(j, "body") is not None:
        return holder_at(doc, j + 1)  # (director of information) in the ministry, N
    if not end:
        return False
    k = end + (end < len(doc.texts) and doc.texts[end] == ",")
    title = doc.find(k, "title")
    return title is not None or name_end(doc, k, titled=True) > k


def _sent(doc: Document, p: Parse) -> bool:
    """Whether the phrase speaks of a mission or an office somewhere."""
    return any(
        h.entry.category == "body" and h.entry.value[0] == _MISSION for k in p.words for h in doc.hits.get(k, ())
    )


def _plain_noun(word: Word) -> bool:
    return bool(word.pos) and name_likelihood(word) < LIKELY and not word.verbs


def prepositional(doc: Document, p: Parse, kind: str) -> bool:
    j = p.j
    word = doc.words[j]
    if word.text in Words.ENVOY_PREPOSITION or word.text in (OneWord.IN_THE_NAME_OF, OneWord.WITH, AN, FROM):
        p.words.append(j)
        p.j += 1
        own = doc.texts[p.j] in Words.GOVERNMENT or (kind != "envoy" and doc.find(p.j, "role") is not None)
        body = parse_organization(doc, p.j) if not p.states else None
        own |= kind == "envoy" and word.text == AN
        if kind == "envoy" and body is not None and body.kind != _MISSION:
            body = None
        own |= word.text == IN and kind != "envoy" and not (p.bodies or p.states) and doc.find(p.j, "state") is not None
        if word.text != OneWord.IN_THE_NAME_OF and not own and not (body is not None and body.nisba):
            p.where = True
        return _object(doc, p, kind)
    return _object(doc, p, kind, clitic=True)


def _object(doc: Document, p: Parse, kind: str, clitic: bool = False) -> bool:
    """The noun phrase after a preposition."""
    j, served = p.j, p.complement
    p.complement = True
    hits = [h for h in doc.hits.get(j, ()) if bool(h.proclitics) == clitic]
    hit = next(
        (
            h
            for h in hits
            if h.entry.category in ("state", "organization", "capital", "place", "region")
            and h.article == h.entry.definite
        ),
        None,
    )
    where = p.where or (clitic and kind == "envoy" and doc.texts[j][0] == BEH)
    role = next((h for h in hits if h.entry.category == "role"), None)
    if role and (hit is None or role.end > hit.end):
        p.words += range(j, role.end)
        p.j = role.end
        p.open = not doc.words[role.end - 1].definite and not (role.entry.value[1] == "full" and role.end > j + 1)
        if role.end == j + 1:
            p.open = not role.article
        return True
    body = parse_organization(doc, j)
    if hit and hit.entry.category == "organization" and body is not None and bool(body.proclitics) == clitic:
        p.where = where
        return take_body(p, body, own=not where)
    if hit:
        where |= served and kind == "envoy" and hit.entry.category == "state"  # the envoy of N to A
        if hit.entry.category == "state":
            p.states.append((hit.entry.value, not where))
        elif hit.entry.category == "organization":
            p.bodies.append((hit.start, hit.end))
            if hit.entry.value.state:
                p.states.append((hit.entry.value.state, not where))
        p.words += range(hit.start, hit.end)
        p.j, p.open = hit.end, False
        p.where = where
        return True
    if body and bool(body.proclitics) == clitic:
        return take_body(p, body, own=not where)
    word = doc.words[j]
    p.closed = False
    p.topic = clitic and not any(h.entry.category == "body" for h in hits)
    p.where = p.where or (clitic and doc.texts[j - 1] in Words.IN_CHARGE and not word.text.startswith(LAM))
    p.words.append(j)
    p.j += 1
    definite = word.definite or any(article for pro, _, article in word.stems if pro)
    p.open = not definite and name_likelihood(word) < UNKNOWN  # a person's name owes nothing (the spokesman of N)
    return True


def coordinate(doc: Document, p: Parse) -> bool:
    """A further definite noun of a portfolio: (foreign affairs) and cooperation."""
    j = p.j
    word = doc.words[j]
    nisba = any(n.definite and n.number == "s" and not n.ambiguous for n in word.nisbas)
    if not p.complement or nisba or (word.nisbas and doc.words[j - 1].nisbas):
        return False
    if any(n.definite and "p" in n.number for n in word.nisbas):  # and the (Tunisians) abroad
        code = next(n.code for n in word.nisbas if "p" in n.number)
        if code and not p.states:
            p.states.append((code, True))
        p.words.append(j)
        p.j += 1
        return True
    if any(h.entry.category in ("role", "title") for h in doc.hits.get(j, ())):
        return False
    stem = word.text[3:]
    known = stem in doc.lexicon.portfolio_words or AL + stem in doc.lexicon.portfolio_words
    if not known:
        organization = next((h for h in doc.hits.get(j, ()) if h.entry.category == "organization"), None)
        if organization is None and doc.lexicon.word(AL + stem).pos.strip("v"):
            end = j + 1  # any noun, and its adjective, where the holder follows
            if alike(doc, j) or _before_its_body(doc, end):
                p.words.append(j)
                p.j += 1
                return True
            end += end + 1 < len(doc.words) and doc.words[end].definite and "a" in doc.words[end].pos
            if holder_at(doc, end):
                p.words += range(j, end)
                p.j = end
                return True
        if organization is None:
            return False
        p.words += range(j, organization.end)
        p.j = organization.end
        return True
    p.words.append(j)
    p.j += 1
    return True


def alike(doc: Document, j: int) -> bool:
    """Whether `and` + adjective at word `j` is joined to an adjective of relation (foreign) and security."""
    before, word = doc.texts[j - 1], doc.words[j]
    ending = YEH + HEH if before.endswith(YEH + HEH) else YEH
    return word.text.endswith(ending) and before.endswith(ending) and len(before) > len(AL + ending) + 1


def _before_its_body(doc: Document, j: int) -> bool:
    """Whether in + body stand at word `j`: (the department of integration and studies) in the secretariat."""
    return doc.texts[j : j + 1] == [IN] and doc.find(j + 1, "body", "organization") is not None


def holder_at(doc: Document, k: int) -> bool:
    """Whether a person is named at word `k`: by a title, or by a given name."""
    if k >= len(doc.words):
        return False
    return doc.find(k, "title") is not None or (
        doc.words[k].given_count >= 20 and name_end(doc, k, titled=True) > k + 1
    )


def apposed(doc: Document, p: Parse) -> bool:
    """A definite word after a definite one: an adjective, unless it is more of a name."""
    j = p.j
    word = doc.words[j]
    if word.text.startswith(WAW):
        return False
    stem = strip_article(word.text)
    if stem in doc.lexicon.portfolio_words or word.text in doc.lexicon.portfolio_words:
        p.words.append(j)
        p.j += 1
        return True
    if word.surname_count + word.given_count >= 5 or name_likelihood(word) in (SURE, LIKELY, UNKNOWN):
        return False
    if "a" in word.pos or stem.endswith((YEH, YEH + HEH)):
        p.words.append(j)
        p.j += 1
        return True
    return False


def quoted(doc: Document, p: Parse) -> bool:
    """A body's name in quotation marks or brackets inside the phrase."""
    j, texts = p.j, doc.texts
    if texts[j] not in ('"', "(") or j + 2 >= len(texts):
        return False
    close = '"' if texts[j] == '"' else ")"
    nisba = next((n for n in doc.words[j + 1].nisbas if n.definite and not n.proclitics and n.number == "s"), None)
    if nisba is not None and nisba.code and texts[j + 2] == close and not p.open and not p.closed:
        p.states.append((nisba.code, not p.where))
        p.nisba.append(j + 1)
        p.j, p.closed = j + 3, True  # the "X" minister
        return True
    for k in range(j + 2, min(j + 9, len(texts))):
        if texts[k] == close and k > j + 5 and not holder_at(doc, k + 1):
            return False
        if texts[k] == close:
            hit = doc.find(j + 1, "organization", "state")
            if k > j + 5 and not hit:  # (the forces of the coalition) "coalition of ...", before the holder
                p.words += range(j + 1, k)
                p.j, p.open, p.complement = k + 1, False, True
                return True
            if not hit and p.open:  # (the head of the group) "X"
                p.words += range(j + 1, k)
                p.j, p.open, p.complement = k + 1, False, True
                return True
            if hit and hit.end == k and p.bodies and not p.open:  # the fund (of the body) "its short name"
                p.j, p.closed = k + 1, True
                return True
            if hit and hit.end == k:
                p.words += range(j + 1, k)
                p.j, p.open, p.complement = k + 1, False, True
                if hit.entry.category == "organization":
                    p.bodies.append((hit.start, hit.end))
                return True
            return False
    return False
