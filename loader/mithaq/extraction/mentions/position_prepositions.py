"""Phrases with a preposition that belong to a post: of the state it serves, of where it is, of what it deals with."""

from __future__ import annotations

from pyarabic.araby import BEH, LAM

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase, parse_organization
from mithaq.extraction.mentions.phrase_lookups import any_verb, spelt
from mithaq.extraction.mentions.position_complements import Parse, holder_at
from mithaq.extraction.particles import AL, AN, FROM, ILA, IN
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["attached", "owing_post", "prepositional"]

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
_SHORTEST = 4
"""Letters at least of a proclitic preposition with its noun."""
_NAMES = ("state", "organization", "capital", "place", "region")
"""Categories of names that a preposition may lead to."""
_FURTHER_PREPOSITIONS = (OneWord.IN_THE_NAME_OF, OneWord.WITH, AN, FROM)
"""Prepositions besides those that say where an envoy is."""


def attached(p: Parse, j: int, kind: str) -> bool:
    """Whether a prepositional phrase that belongs to the post, of a `kind` of heads, starts at word `j`."""
    doc, word = p.doc, p.doc.words[j]
    if word.text == OneWord.IN_THE_NAME_OF or _elected_for(p, j, kind):
        return True
    if word.text in (OneWord.WITH, FROM):  # (the committee of) relations with X, the limitation of arms
        return kind != "envoy" and doc.texts[j - 1] in Words.DEALINGS and len(p.words) > 1
    if word.text in Words.ENVOY_PREPOSITION:
        return _led_to(p, j, kind)
    if p.where or word.function_class or len(word.text) < _SHORTEST or word.text in Words.HIS_TAKING_PART:
        return False
    return _proclitic(p, j, kind)


def _proclitic(p: Parse, j: int, kind: str) -> bool:
    """Whether word `j` is li- or bi- and a noun that belong to the post, and not a state that begins so (Latvia)."""
    state = p.doc.find(j, "state")
    if state is not None and not state.proclitics:
        return False
    for pro, stem, article in p.doc.words[j].stems[1:]:
        if pro == BEH and kind == "office" and p.closed:
            return False
        if pro in (LAM, BEH) and (belongs := _belongs(p, j, kind, pro, stem, article)) is not None:
            return belongs
    return False


def _elected_for(p: Parse, j: int, kind: str) -> bool:
    """Whether the preposition at word `j` says for which party or region somebody is a deputy or a member."""
    if p.doc.texts[j] != AN or p.where:
        return False
    bare = len(p.words) == 1 and kind == ("deputy" if p.head.definite else "envoy")  # the deputy, as representative of
    if not bare and not (kind == "office" and p.bodies and _part_of_body(p)):
        return False
    return p.doc.find(j + 1, "body", "organization", "place", "region", "capital") is not None


def _led_to(p: Parse, j: int, kind: str) -> bool:
    """Whether a preposition of its own at word `j` leads to where the post is."""
    doc, text = p.doc, p.doc.texts[j]
    sent = _sent(p)
    if p.where and not (p.bodies and text == OneWord.ATTACHED_TO and sent):
        return False  # (the attaché in the embassy) to A
    if text == IN and doc.texts[j + 1] in Words.DOSSIER:
        return True  # (the chief negotiator) in the file of
    if kind == "envoy" or sent:
        return _served_at(p, j, kind)
    return _attached_to(p, j) if text == OneWord.ATTACHED_TO else text == IN and _inside(p, j + 1, kind)


def _served_at(p: Parse, j: int, kind: str) -> bool:
    """Whether the preposition at word `j` leads to where an envoy serves."""
    doc = p.doc
    if doc.texts[j] == ILA and _visiting(doc, p.words[0]) and not _before_name(doc, j + 1):
        return False  # (there arrived) the envoy, in A
    after = doc.find(j + 1, "body", *_NAMES)
    generic = kind == "envoy" and doc.texts[j + 1] in Words.OUR_COUNTRY
    return generic or (after is not None and not after.proclitics and j + 1 not in doc.in_date)


def _attached_to(p: Parse, j: int) -> bool:
    """Whether the preposition at word `j` leads to whom, or what, a post that sends nobody is attached to."""
    if p.doc.find(j + 1, "role") is not None:
        return True  # (the minister delegate) to the prime minister
    alone = p.complement and not p.states  # (the coordinator of relief) at the United Nations
    return alone and p.doc.find(j + 1, "organization") is not None


def _inside(p: Parse, k: int, kind: str) -> bool:
    """Whether what a post that sends nobody is in stands at word `k`, after in-."""
    doc, more = p.doc, p.complement or len(p.words) > 1
    if more and doc.texts[k] in Words.GOVERNMENT:
        return True  # (the minister of information in) the government of national unity
    if (inside := _head_inside(p, k, kind)) is not None:
        return inside
    if p.bodies and not (p.states or p.open):
        return _around_body(doc, k)
    if p.complement and not p.bodies and _part_of_body(p) and (parse_organization(doc, k) or _national_at(doc, k)):
        return True  # the head of the political department in the council
    return more and _before_name(doc, k)


def _head_inside(p: Parse, k: int, kind: str) -> bool | None:
    """The same of a head without complement: a deputy in the parliament; None where it does not settle it."""
    body = p.doc.find(k, "body", "organization") is not None
    if kind == "deputy" and len(p.words) == 1 and not p.nisba:
        return body
    if kind != "office" or p.complement or not (p.last.definite or p.said_of):
        return None
    inside = body or p.doc.texts[k] in Words.RULER_COURT
    return inside if inside or p.head.definite or p.said_of else None


def _around_body(doc: Document, k: int) -> bool:
    """Whether word `k` says where a body is, or in which other: the coordinator of the United Nations in Lebanon, the
    head of the committee in the council, N."""
    body = parse_organization(doc, k)
    if doc.find(k, "state", "region") is not None:
        return True
    return body is not None and (bool(body.state) or _named_at(doc, body.end))


def _named_at(doc: Document, j: int) -> bool:
    """Whether a title or a name of two words at least stands at word `j`."""
    return holder_at(doc, j) or name_end(doc, j, titled=True) > j + 1


def _national_at(doc: Document, k: int) -> bool:
    """Whether a body that states have stands at word `k`, by its noun: the court of the presidency."""
    return doc.find(k, "body") is not None and doc.words[k + 1].definite and doc.texts[k] in Words.NATIONAL


def _part_of_body(p: Parse) -> bool:
    """Whether the head of a phrase is that of a part of some body: a director, a member."""
    head = p.doc.find(p.words[0], "role")
    return head is not None and head.entry.value[0] in _OF_PARTS


def _belongs(p: Parse, j: int, kind: str, pro: str, stem: str, article: bool) -> bool | None:
    """Whether li- or bi- and a noun at word `j` belong to the post; None where another reading of the word may."""
    hit = next((h for h in p.doc.hits.get(j, ()) if h.proclitics == pro), None)
    if hit is not None and hit.entry.category in ("state", "organization", "body", "role", "agreement"):
        return _known_belongs(p, kind, hit)
    if hit is not None and hit.entry.category in ("capital", "place"):
        return _place_belongs(p, kind, hit)
    if pro == BEH:
        return True if article and _in_charge_of(p, j, stem) else None
    common = article or (not p.closed and _plain_noun(p.doc.lexicon.word(stem)))
    return True if stem in Words.AFFAIRS or (common and not p.doc.words[j].given_count) else None


def _in_charge_of(p: Parse, j: int, stem: str) -> bool:
    """Whether bi- and a definite noun at word `j` tell the task of the post, or the person it is attached to."""
    if p.doc.texts[j - 1] in Words.IN_CHARGE:
        return True  # (the envoy) special to the crisis
    beside = AL + stem in Words.SIDE - Words.PLACE_NOUN and not p.where
    return beside or (strip_article(stem) in p.doc.lexicon.portfolio_words and not p.closed)


def _known_belongs(p: Parse, kind: str, hit: LexiconMatch) -> bool | None:
    """The same of a state, a body, a role or an agreement that the tables know."""
    category, pro = hit.entry.category, hit.proclitics
    if category in ("state", "organization") and hit.article != hit.entry.definite:
        return None
    if pro == BEH and (category == "role" or (category == "state" and kind == "envoy" and not p.states)):
        return None
    # not (the visit of) the minister of the interior to Kuwait
    return not (pro == LAM and category == "state" and p.complement and _visiting(p.doc, p.words[0]))


def _place_belongs(p: Parse, kind: str, hit: LexiconMatch) -> bool | None:
    """The same of a place: an envoy serves there, or the holder is named behind it."""
    if p.where or hit.article != hit.entry.definite:
        return None
    there = kind == "office" and hit.proclitics == BEH and p.complement and _named_at(p.doc, hit.end)
    return True if kind == "envoy" or there else None


def _visiting(doc: Document, start: int) -> bool:
    """Whether a noun for a visit stands before word `start`, with at most titles, names and posts between, or a verb of
    travelling right before it."""
    if any_verb((doc.words[start - 1],), _TRAVELS):
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
    end = next((h.end for h in doc.hits.get(j, ()) if _names_place(h)), 0)
    if not end and doc.texts[j] in Words.PLACE_NOUN:  # (director of civil defence in) the emirate of A, N
        place = doc.find(j + 1, "capital", "place", "region")
        end = place.end if place is not None else 0
    body = parse_organization(doc, j)
    if body is not None and not body.proclitics:
        end = max(end, body.end)
    if not end:  # (director of information) in the ministry, N
        return doc.words[j].definite and doc.find(j, "body") is not None and holder_at(doc, j + 1)
    end += doc.texts[end] == ","
    return doc.find(end, "title") is not None or name_end(doc, end, titled=True) > end


def _names_place(hit: LexiconMatch) -> bool:
    """Whether a phrase names a state, a body, a region, or a place of several words, as its entry is spelt."""
    named = hit.entry.category in ("state", "organization", "region")
    named |= hit.entry.category == "place" and hit.end > hit.start + 1
    return named and not hit.proclitics and hit.article == hit.entry.definite


def _sent(p: Parse) -> bool:
    """Whether the phrase speaks of a mission or an office somewhere."""
    hits = (h.entry for k in p.words for h in p.doc.hits.get(k, ()))
    return any(entry.category == "body" and entry.value[0] == _MISSION for entry in hits)


def _plain_noun(word: Word) -> bool:
    return bool(word.pos) and name_likelihood(word) < LIKELY and not word.verbs


def prepositional(p: Parse, kind: str) -> bool:
    """Take a preposition, of its own or proclitic, with what it leads to."""
    preposition = p.word.text
    if preposition not in Words.ENVOY_PREPOSITION and preposition not in _FURTHER_PREPOSITIONS:
        return _object(p, kind, clitic=True)
    p.take(p.j + 1)
    if preposition != OneWord.IN_THE_NAME_OF and not _owner_at(p, kind, preposition):
        p.where = True
    return _object(p, kind)


def _owner_at(p: Parse, kind: str, preposition: str) -> bool:
    """Whether the next word, after a preposition, says whose the post is rather than where its holder is."""
    doc, j = p.doc, p.j
    if doc.texts[j] in Words.GOVERNMENT:
        return True
    body = parse_organization(doc, j) if not p.states else None
    of_state = body is not None and bool(body.nisba)
    if kind == "envoy":
        return preposition == AN or (of_state and body is not None and body.kind == _MISSION)
    if of_state or doc.find(j, "role") is not None:
        return True
    return preposition == IN and not (p.bodies or p.states) and doc.find(j, "state") is not None


def owing_post(doc: Document, role: LexiconMatch) -> bool:
    """Whether a post asks for a genitive: without the article, and none that is a post by itself."""
    whole = role.entry.value[1] == "full" and role.end > role.start + 1
    return not whole and not doc.words[role.end - 1].definite


def _object(p: Parse, kind: str, clitic: bool = False) -> bool:
    """The noun phrase after a preposition; `clitic`: the preposition is written with it."""
    doc, j, served = p.doc, p.j, p.complement
    p.complement = True
    hits = [h for h in doc.hits.get(j, ()) if bool(h.proclitics) == clitic]
    hit = spelt(hits, *_NAMES)
    if role := _post_in(hits, hit):
        return p.take(role.end, owing=not role.article if role.end == j + 1 else owing_post(doc, role))
    where = p.where or (clitic and kind == "envoy" and doc.texts[j].startswith(BEH))
    if hit is not None:
        p.where = where or (served and kind == "envoy" and hit.entry.category == "state")  # the envoy of N to A
        if hit.entry.category != "organization":
            return p.take_known(hit, own=not p.where)
    if body := _body_at(doc, j, clitic):
        return p.take_body(body, own=not where)
    return p.take_known(hit, own=not where) if hit is not None else _common_noun(p, clitic=clitic)


def _post_in(hits: list[LexiconMatch], name: LexiconMatch | None) -> LexiconMatch | None:
    """The longest of the phrases that names a post, where no name is as long."""
    past = name.end if name is not None else 0
    return next((h for h in hits if h.entry.category == "role" and h.end > past), None)


def _body_at(doc: Document, j: int, clitic: bool) -> OrganizationPhrase | None:
    """The body at word `j`, with a proclitic or without one."""
    body = parse_organization(doc, j)
    return body if body is not None and bool(body.proclitics) == clitic else None


def _common_noun(p: Parse, *, clitic: bool) -> bool:
    """A noun after a preposition, which says what the post deals with, or what is in its charge."""
    word, hits = p.word, p.doc.hits.get(p.j, ())
    p.closed = False
    p.topic = clitic and not any(h.entry.category == "body" and h.proclitics for h in hits)
    charged = clitic and p.doc.texts[p.j - 1] in Words.IN_CHARGE
    p.where = p.where or (charged and not word.text.startswith(LAM))
    definite = word.definite or any(article for pro, _, article in word.stems if pro)
    return p.take(p.j + 1, owing=not definite and name_likelihood(word) < UNKNOWN)  # a person's name owes nothing
