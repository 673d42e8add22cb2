"""Posts: where the phrase of a public position starts and ends, whose it is, and how it is held.

A post phrase is a head (minister, secretary-general, ambassador ...) and its complements. The grammar is that of the
Arabic noun phrase: after an indefinite noun a genitive must follow; a definite one may be followed by definite
adjectives, by a state's adjective, by a phrase with a preposition, and, in portfolios, by further definite nouns.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, ALEF_HAMZA_BELOW, ALEF_MAKSURA, BEH, KAF

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import status_word
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.mentions.phrase_lookups import body_kind
from mithaq.extraction.mentions.position_complements import Parse
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.mentions.position_steps import of_government, take_step
from mithaq.extraction.particles import AL, IN
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["parse_position", "trailing_status"]

_LONGEST = 22
_FAMILY = 10
"""Bearers of a surname that shows the word before it to be a given name."""
_RARE_GIVEN, _GIVEN, _COMMON_GIVEN = 5, 10, 100
"""Bearers of a word for a post as a given name, by what must follow to show that it is one."""
_FATHERS, _NAMED = 60, 30
"""Bearers of the name after it as a given name; as any name, after a common given name."""
_PLACED = frozenset({"coordinator", "delegate", "envoy"})
"""Concepts of posts that say where they are."""
_OF_BODIES = frozenset({"otherPost", "member"})
"""Concepts of posts that say where they are unless they are of a body."""
_ABROAD = frozenset({"international", "embassy", "party", "armed_group", "organization", "company", "media"})
"""Kinds of bodies that may be at work in any state."""


def parse_position(doc: Document, i: int) -> PositionMention | None:
    """The post whose head stands at word `i`, or None."""
    head = doc.find(i, "role")
    if (
        head is None
        or _and_to(doc, head)
        or _given_name(doc, head)
        or _spelt_otherwise(doc, head)
        or _represented(doc, head)
    ):
        return None
    short = _before_body(doc, head)
    post = _parse(doc, short, owing=short is not head)
    return post if post is not None and not _attributive(doc, post) else None


def _and_to(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head that ends like the preposition to is and-to: no place that a governor is over follows."""
    if not doc.text(head.start, head.end).endswith(ALEF_MAKSURA) or head.end > head.start + 1:
        return False
    return head.entry.value[0] == "governor" and doc.find(head.end, "place", "capital", "region", "state") is None


def _represented(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head says by whom others are represented, with bi- and a title or a post: represented by Dr N."""
    after = doc.find(head.end, "title", "role")
    by = after is not None and after.proclitics == BEH
    return by and head.entry.value[0] == "envoy" and head.end == head.start + 1 and not head.article


def _attributive(doc: Document, post: PositionMention) -> bool:
    """Whether a bare participle right after a definite noun is said of that: the negotiating team."""
    word, before = doc.words[post.start], doc.words[post.start - 1] if post.start else None
    if before is None or not before.definite or not ({"n", "a"} & set(before.pos)):
        return False
    bare = post.kind == "office" and len(post.words) == 1 and not post.nisba and word.text.startswith(AL)
    return bare and "a" in word.pos and doc.find(post.start - 1, "title", "role") is None


def _spelt_otherwise(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head is written with a hamza below an alef that its form in the table has not: writers leave hamzas
    out, but add none (and to, which folds to the word for a governor)."""
    return ALEF_HAMZA_BELOW in doc.label(head.start, head.end) and ALEF_HAMZA_BELOW not in head.entry.form


def _before_body(doc: Document, head: LexiconMatch) -> LexiconMatch:
    """The head, or a shorter one where its last word begins the name of a body that goes on after it: (chief of staff
    of) the Free Army."""
    last = head.end - 1
    body = doc.find(last, "organization") if last > head.start else None
    if body is None or body.proclitics or body.end <= head.end:
        return head
    if last == head.start + 1 and body.entry.value.kind != "international":
        return head  # but the speaker of the parliament of Europe is no speaker of a state's
    return next((h for h in doc.hits[head.start] if h.entry.category == "role" and h.end == last), head)


def _parse(doc: Document, head: LexiconMatch, *, owing: bool) -> PositionMention:
    """The post with this head; `owing`: what is left of a longer head asks for a genitive."""
    concept, kind, fixed_state = head.entry.value
    p = _begin(doc, head, owing=owing)
    _read(p, min(len(doc.words), head.start + _LONGEST))
    status, end = trailing_status(doc, p.j, concept)
    state = next((c for c, own in p.states if own), None) or fixed_state
    settled = p.whole or p.complement or bool(p.nisba) or bool(state)
    post = PositionMention(
        head.start, end, concept, kind, _without_place(p, concept), head.proclitics, state, tuple(p.nisba),
        tuple(p.bodies), p.status or status, definite=p.definite or not p.open,
        complete=(settled and not p.open) or (kind == "full" and p.definite),
        predicate=p.accusative or _in_predicate(doc, head),
    )  # fmt: skip
    return refine(doc, post)


def _begin(doc: Document, head: LexiconMatch, *, owing: bool) -> Parse:
    """The reading of a phrase after its head."""
    kind, one_word = head.entry.value[1], head.end == head.start + 1
    first, last = doc.words[head.start], doc.words[head.end - 1]
    of_definite = first.definite and any(article for _, _, article in last.stems)
    definite = head.article if one_word else last.text.startswith(AL) or of_definite
    whole = kind == "full" and not one_word
    accusative = one_word and not definite and _accusative(doc, head)
    owes = not definite and (owing or not whole or _genitive_after(doc, head.end))
    owes = owes and not (accusative or _several_accusative(doc, head))
    p = Parse(doc, head.end, kind, whole, owes, definite=definite, accusative=accusative)
    p.words += range(head.start, head.end)
    return p


def _in_predicate(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head is written as one said of somebody: as (envoy), a (minister of state) in the accusative."""
    return head.proclitics.endswith(KAF) or _several_accusative(doc, head)


def _several_accusative(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head of several words is in the accusative: (elected) secretary-general; not the pope, whose noun ends
    so too."""
    return head.end > head.start + 1 and not head.entry.value[2] and doc.texts[head.start].endswith(ALEF)


def _read(p: Parse, limit: int) -> None:
    """Read on to the end of the phrase, before word `limit`: to that of the longest phrase that owes nothing."""
    whole: tuple[int, int] | None = None
    while p.j < limit and p.j not in p.doc.in_date and take_step(p):
        if not p.open:
            whole = p.j, len(p.words)
    if p.open and whole is not None:
        p.j, p.open = whole[0], False
        del p.words[whole[1] :]


def _without_place(p: Parse, concept: str) -> tuple[int, ...]:
    """The words of a post without `in` and the state whose it is (head of the council in A); of an envoy, a coordinator
    and the head of a mission, the place is part of the post."""
    doc, words = p.doc, tuple(p.words)
    at = next((n for n in range(len(words) - 2, 1, -1) if doc.texts[words[n]] == IN), None)
    if at is None or doc.texts[words[-1]] == IN or p.head_kind == "envoy" or concept in _PLACED:
        return words
    if concept in _OF_BODIES and not p.bodies:
        return words
    state = doc.find(words[at + 1], "state")
    if state is None or state.end != words[-1] + 1 or (state.entry.value, True) not in p.states:
        return words
    abroad = any(body_kind(doc.find(start, "organization", "body")) in _ABROAD for start, _ in p.bodies)
    return words if abroad else words[:at]


def _genitive_after(doc: Document, j: int) -> bool:
    """Whether word `j` is a body, or the noun for one, in the genitive (the chief of staff of) the navy."""
    known = doc.find(j, "organization")
    if known is not None and not known.proclitics and not doc.words[j - 1].definite:
        return True
    body = doc.find(j, "body")
    return body is not None and not body.proclitics and doc.words[j].definite and not doc.words[j].nisbas


def _accusative(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head is written in the accusative: one of the forms that the table has without the final alef."""
    text, form = doc.texts[head.start], head.entry.form
    if not text.endswith(ALEF) or not form.endswith(ALEF):
        return False
    return strip_article(text[len(head.proclitics) :]) == normalize(form)


def _given_name(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head without the article is a given name: (Amir) Said, (Sultan) ibn Ahmad, (Amin) Makki."""
    if head.article or head.end != head.start + 1:
        return False
    word, after = doc.words[head.start], doc.words[head.end]
    ruler = head.entry.value[0] == "monarch"
    if word.given_count >= _GIVEN and _before_surname(doc, head.end, ruler=ruler):
        return True
    common = word.given_count >= _COMMON_GIVEN
    if not ruler and not common:
        return after.text in Words.FATHER and word.given_count >= _RARE_GIVEN
    named = after.given_count >= _FATHERS or (common and after.given_count + after.surname_count >= _NAMED)
    return after.text in Words.FATHER or (named and not after.definite)


def _before_surname(doc: Document, j: int, *, ruler: bool) -> bool:
    """Whether word `j` shows by being a surname that the word before it, which may mean a ruler, is a given name."""
    after = doc.words[j]
    surname = _surname(doc, j) or (after.surname_count and doc.find(j + 1, "role") is not None)
    if surname and not (ruler and doc.find(j, "place", "capital")):
        return True  # Musaid al-N, whose name is an assistant's as well
    # Amir Hatami, whose family rules nothing
    return ruler and after.surname_count >= _FAMILY and not after.pos and not doc.hits.get(j)


def _surname(doc: Document, j: int) -> bool:
    """Whether word `j` has the article and can be nothing but a surname."""
    word = doc.words[j]
    if not word.definite or word.pos or name_likelihood(word) < UNKNOWN or (word.nisbas and word.surname_count < 3):
        return False
    return doc.find(j, "role", "body", "organization", "state", "region", "place", "capital") is None


def trailing_status(doc: Document, j: int, concept: str) -> tuple[str, int]:
    """How a post is held by the words from `j` on, and the index after them."""
    status = ""
    while True:
        found = status_word(doc.words[j])
        then = doc.texts[j : j + 3]
        if found is None and then[0] == IN and not Words.THEN.isdisjoint(then[1:]):
            found, j = "former", j + (1 if then[1] in Words.THEN else 2)
        if found is None or of_government(doc, j):
            return status, j
        if found == "designate" and doc.words[j].text in Words.CHARGED:
            found = "designate" if concept == "headOfGovernment" else "acting"
        status = status or ("" if found == "none" else found)
        j += 1
