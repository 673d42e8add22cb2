"""Posts: where the phrase of a public position starts and ends, whose it is, and how it is held.

A post phrase is a head (minister, secretary-general, ambassador ...) and its complements. The grammar is that of the
Arabic noun phrase: after an indefinite noun a genitive must follow; a definite one may be followed by definite
adjectives, by a state's adjective, by a phrase with a preposition, and, in portfolios, by further definite nouns.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, ALEF_HAMZA_BELOW, KAF

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import status_word
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.mentions.position_complements import (
    Parse,
)
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
_PLACED = frozenset({"coordinator", "delegate", "envoy"})
"""Concepts of posts that say where they are."""
_OF_BODIES = frozenset({"otherPost", "member"})
"""Concepts of posts that say where they are unless they are of a body."""
_ABROAD = frozenset({"international", "embassy", "party", "armed_group", "organization", "company", "media"})
"""Kinds of bodies that may be at work in any state."""


def parse_position(doc: Document, i: int) -> PositionMention | None:
    """The post whose head stands at word `i`, or None."""
    head = doc.find(i, "role")
    if head is None or _given_name(doc, head) or _spelt_otherwise(doc, head):
        return None
    short = _before_body(doc, head)
    post = _parse(doc, short, owing=short is not head)
    return post if post is not None and not _attributive(doc, post) else None


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


def _parse(doc: Document, head: LexiconMatch, *, owing: bool) -> PositionMention | None:
    concept, kind, fixed_state = head.entry.value
    words = doc.words
    last = words[head.end - 1]
    one_word, first = head.end == head.start + 1, words[head.start].text
    of_definite = words[head.start].definite and any(article for _, _, article in last.stems)
    last_definite = head.article if one_word else last.text.startswith(AL) or of_definite
    fixed = kind == "full" and not one_word
    accusative = one_word and not last_definite and last.text.endswith(ALEF) and _accusative(doc, head)
    owing |= fixed and not last_definite and _genitive_after(doc, head.end)
    p = Parse(head.end, open=not last_definite and (owing or not fixed) and not accusative)
    p.words += range(head.start, head.end)
    p.accusative = accusative
    end_limit = min(len(words), head.start + _LONGEST)
    whole: tuple[int, int] | None = None  # the longest phrase so far that owes nothing: its end, its words
    while p.j < end_limit and p.j not in doc.in_date and take_step(doc, p, kind, fixed=fixed):
        if not p.open:
            whole = p.j, len(p.words)
    if p.open and whole is not None:
        p.j, p.open = whole[0], False
        del p.words[whole[1] :]
    status, end = trailing_status(doc, p.j, concept)
    state = next((c for c, own in p.states if own), None) or fixed_state
    complete = (not p.open and (fixed or p.complement or bool(p.nisba) or bool(state))) or (
        kind == "full" and last_definite
    )
    return refine(
        doc,
        PositionMention(
            head.start,
            end,
            concept,
            kind,
            _without_place(doc, p, concept, kind),
            head.proclitics,
            state,
            tuple(p.nisba),
            tuple(p.bodies),
            p.status or status,
            definite=last_definite or not p.open,
            complete=complete,
            predicate=accusative or head.proclitics.endswith(KAF) or (not one_word and first.endswith(ALEF)),
        ),
    )


def _without_place(doc: Document, p: Parse, concept: str, kind: str) -> tuple[int, ...]:
    """The words of a post without `in` and the state whose it is (head of the council in A); of an envoy, a coordinator
    and the head of a mission, the place is part of the post."""
    words = tuple(p.words)
    at = next((n for n in range(len(words) - 1, 1, -1) if doc.texts[words[n]] == IN), None)
    if at is None or kind == "envoy" or concept in _PLACED or at + 1 >= len(words):
        return words
    if concept in _OF_BODIES and not p.bodies:
        return words
    state = doc.find(words[at + 1], "state")
    whole = state is not None and state.end == words[-1] + 1 and (state.entry.value, True) in p.states
    bodies = [doc.find(start, "organization", "body") for start, _ in p.bodies]
    abroad = any(h is not None and _kind_of(h) in _ABROAD for h in bodies)
    return words[:at] if whole and not abroad else words


def _kind_of(hit: LexiconMatch) -> str:
    return str(hit.entry.value.kind if hit.entry.category == "organization" else hit.entry.value[0])


def _genitive_after(doc: Document, j: int) -> bool:
    """Whether word `j` is the noun for a body in the genitive (the chief of staff of) the navy."""
    body = doc.find(j, "body")
    return body is not None and not body.proclitics and doc.words[j].definite and not doc.words[j].nisbas


def _accusative(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head is written in the accusative: one of the forms that the table has without the final alef."""
    return strip_article(doc.texts[head.start][len(head.proclitics) :]) == normalize(
        head.entry.form
    ) and head.entry.form.endswith(ALEF)


def _given_name(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head without the article is a given name: (Amir) Said, (Sultan) ibn Ahmad, (Amin) Makki."""
    if head.article or head.end != head.start + 1 or head.end >= len(doc.words):
        return False
    word, after = doc.words[head.start], doc.words[head.end]
    ruler = head.entry.value[0] == "monarch"
    surname = _surname(doc, head.end) or (after.surname_count and doc.find(head.end + 1, "role") is not None)
    if word.given_count >= 10 and surname and not (ruler and doc.find(head.end, "place", "capital")):
        return True  # Musaid al-N, whose name is an assistant's as well
    family = after.surname_count >= _FAMILY and not after.pos and not doc.hits.get(head.end)
    if ruler and word.given_count >= 10 and family:
        return True  # Amir Hatami, whose family rules nothing
    if not ruler and word.given_count < 100:
        return after.text in Words.FATHER and word.given_count >= 5
    return after.text in Words.FATHER or (
        (after.given_count >= 60 or (word.given_count >= 100 and after.given_count + after.surname_count >= 30))
        and not after.definite
    )


def _surname(doc: Document, j: int) -> bool:
    """Whether word `j` has the article and can be nothing but a surname."""
    word = doc.words[j]
    if not word.definite or word.pos or name_likelihood(word) < UNKNOWN or (word.nisbas and word.surname_count < 3):
        return False
    return doc.find(j, "role", "body", "organization", "state", "region", "place", "capital") is None


def trailing_status(doc: Document, j: int, concept: str) -> tuple[str, int]:
    """How a post is held by the words from `j` on, and the index after them."""
    status = ""
    while j < len(doc.words):
        found = status_word(doc.words[j])
        then = doc.texts[j : j + 3]
        if found is None and len(then) == 3 and then[0] == IN and (then[1] in Words.THEN or then[2] in Words.THEN):
            found, j = "former", j + (1 if then[1] in Words.THEN else 2)
        if found is None or of_government(doc, j):
            break
        if found == "designate" and doc.words[j].text in Words.CHARGED:
            found = "designate" if concept == "headOfGovernment" else "acting"
        status = status or ("" if found == "none" else found)
        j += 1
    return status, j
