"""Which nouns are agreements, by the words around them: not a masdar, a note, a meeting or an announcement."""

from __future__ import annotations

from pyarabic.araby import ALEF_MAKSURA, BEH, LAM, TEH_MARBUTA, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.particles import AL, ALA, BETWEEN, IN, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.lexicon.word_groups import Words

__all__ = ["OWN", "RELATIVE_REACH", "agreement_phrases", "classified", "is_agreement", "placed", "undergone"]

_GATHERINGS = ("meet", "call", "visit")
OWN = "o"
"""The number of a noun with a pronoun: its accord (with)."""
_TWO = 2
_BETWEEN_REACH = 4
"""Words after a contract in which its parties may be named."""
RELATIVE_REACH = 6
"""Words after an agreement in which a relative clause may say that it was signed."""


def agreement_phrases(doc: Document) -> list[LexiconMatch]:
    """The nouns for agreements in order, also a statement with the adjectives of states before joint: the X-Y joint
    statement."""
    found = list(doc.find_all("agreement"))
    for i in (k for k, text in enumerate(doc.texts) if text in Words.STATEMENT):
        states = next((n for n, word in enumerate(doc.words[i + 1 : i + 4]) if not word.nisbas), 0)
        joint = doc.lexicon.phrases([doc.words[i], doc.words[i + 1 + states]], 0) if states else ()
        told = (h for h in joint if h[0] == _TWO and h[-1].category == "agreement")
        found += [LexiconMatch(i, i + 2 + states, pro, al, e, n) for _, pro, al, n, e in told]
    return sorted(found, key=lambda h: h.start)


def is_agreement(context: ClauseContext, hit: LexiconMatch, listed: bool) -> bool:
    """Whether the words are the noun: not the masdar of agreeing (agreement on doing), not `he held` or a decade.
    `listed` tells that they stand in a list of agreements."""
    doc = context.doc
    kind, number = hit.entry.value
    if normalize(hit.entry.form) in Words.ONLY_WHEN_SIGNED:
        if hit.start and doc.texts[hit.start - 1] == IN:
            return False
        return _signed_object(context, hit) or listed
    after = doc.texts[hit.end] if hit.end < len(doc.texts) else ""
    if (kind == "accord" and _masdar(context, hit)) or (kind == "memorandum" and _note(context, hit, after)):
        return False
    if number == OWN and not (after == WITH or (after and classified(doc, hit.end))):
        return False
    if hit.end == hit.start + 1 and kind in ("contract", "declaration"):
        word = doc.words[hit.start]
        if after in Words.CONSTITUTIONAL:
            return False  # a declaration within a state
        if kind == "contract" and (
            doc.find(hit.end, "forum") or context.triggers.of(*_GATHERINGS, start=hit.end, end=hit.end + 1)
        ):
            return False  # the holding of a summit
        if kind == "contract":
            told = context.triggers.of("sign", "initial", start=hit.end, end=hit.end + 1)
            return (
                _signed_object(context, hit)
                or (not hit.article and _signed_after(context, hit))
                or any(t.has_pronoun_suffix or undergone(doc, t) for t in told)
                or (
                    not word.verbs
                    and BETWEEN in doc.texts[hit.end : min(context.bounds(hit.start)[1], hit.end + _BETWEEN_REACH)]
                )
                or (
                    not word.verbs
                    and hit.article is False
                    and any(h.entry.category == "body" for h in doc.hits.get(hit.end, ()))
                )
            )
        # a declaration is named by its place or kind: (the) Cairo declaration; announcing something is not one
        quoted = doc.texts[hit.end : hit.end + 1] == ["("]
        return (
            quoted
            or (placed(doc, hit) and not _announces(doc, hit))
            or (bool(hit.article) and classified(doc, hit.end))
        )
    return True


def _masdar(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether the noun is the masdar of agreeing: the agreement on, of A and B on, of the sides."""
    texts, k = context.doc.texts, hit.end
    sides = Words.SIDES | Words.PARTIES
    if not hit.article and k + 1 < len(texts) and texts[k] in sides and not context.doc.words[k + 1].definite:
        return True
    while not hit.article and k < hit.end + _BETWEEN_REACH and (it := context.doc.find(k, "capital", "state")):
        k = it.end
    return k < len(texts) and texts[k] == ALA


def _note(context: ClauseContext, hit: LexiconMatch, after: str) -> bool:
    """Whether the noun is a note that somebody writes, and not a memorandum of two: the note of the ministry."""
    own = hit.end == hit.start + 1 and not hit.article and after.startswith(AL)
    return own and not placed(context.doc, hit) and not _signed_object(context, hit)


def undergone(doc: Document, t: Trigger) -> bool:
    """Whether a verb right after an agreement says that it was signed: a passive, also one written like the active
    (contracts signed between A and B, an accord concluded in 2015 between)."""
    return t.passive or t.end in doc.in_date or BETWEEN in doc.texts[t.end : t.end + 1]


def classified(doc: Document, k: int) -> bool:
    """Whether word `k` is a definite relational adjective, which tells the kind of a thing (constitutional); other
    adjectives tell what somebody thinks of it (the sudden, the terrible)."""
    if k >= len(doc.words) or not doc.words[k].definite:
        return False
    return doc.text(k, k + 1).removesuffix(TEH_MARBUTA).endswith((YEH, ALEF_MAKSURA))


def _announces(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a capital after the noun is who announces: what is announced follows (that it is ready, its wish)."""
    place = doc.find(hit.end, "capital")
    if place is None or place.end >= len(doc.words):
        return False
    word = doc.words[place.end]
    bound = word.definite or word.function_class or word.has_conjunction or word.text.startswith((LAM, BEH))
    free = word.kind == "word" and not bound and not word.verbs
    return word.text in Words.THAT or (free and not set("nm").isdisjoint(word.pos))


def _signed_object(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether a word that may be a verb or another noun is what somebody signs: no other verb stands between."""
    low, _ = context.bounds(hit.start)
    signs = context.triggers.of("sign", "initial", start=max(low, hit.start - 12), end=hit.start)
    words = context.doc.words
    if signs and signs[-1].noun and hit.start - signs[-1].end > 1:
        return False  # the signing is of something else
    return bool(signs) and not any(
        words[k].kind == "sign" or (words[k].verbs and not words[k].pos) for k in range(signs[-1].end, hit.start)
    )


def _signed_after(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether a relative clause says that something was signed: the deal on X that A concluded with B."""
    signs = context.triggers.of("sign", "initial", start=hit.end, end=hit.end + RELATIVE_REACH)
    return any(context.doc.texts[t.at - 1] in Words.RELATIVE for t in signs)


def placed(doc: Document, hit: LexiconMatch) -> bool:
    """Whether an agreement is called by its place: (the) Cairo declaration, (the) Kyoto protocol."""
    place = doc.find(hit.end, "capital", "place", *(() if hit.entry.value[0] == "declaration" else ("state",)))
    return place is not None and not place.proclitics and place.article == place.entry.definite
