"""Which nouns are agreements, by the words around them: not a masdar, a note, a meeting or an announcement."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import BEH, HEH, KAF, LAM, TEH_MARBUTA, WAW, YEH, YEH_HAMZA

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_sets import quantity
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.particles import AL, ALA, BETWEEN, ILA, IN, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.spellings import joined
from mithaq.extraction.syntax.triggers import Trigger, only_verb
from mithaq.language.fold import fold, normalize
from mithaq.lexicon.word_groups import Words

__all__ = ["OWN", "RELATIVE_REACH", "agreement_phrases", "classified", "extent", "is_agreement", "placed", "undergone"]

_GATHERINGS = ("meet", "call", "visit")
OWN = "o"
"""The number of a noun with a pronoun: its accord (with)."""
_TWO = 2
_BETWEEN_REACH = 4
"""Words after a contract in which its parties may be named."""
_TAKEN_UP = 40
"""Words from a noun for agreements to an ordinal that takes it up, at the most."""
_CAME_REACH = 14
"""Words from a verb of coming to an accord to the accord, at the most."""
_PARTNER_REACH = 3
"""Words after `with` in which a partner is named."""
_WORST = joined(joined(joined(Words.WORST, KAF), BEH))
_ABOUT = Words.ABOUT | Words.CONCERNING | Words.DEALS_WITH
_OF_A_LIST = Words.ORDINAL_OF_A_LIST | Words.ONE_MORE_OF_A_LIST
"""Ordinals and others that may stand for an agreement."""
RELATIVE_REACH = 6
"""Words after an agreement in which a relative clause may say that it was signed."""


def agreement_phrases(context: ClauseContext) -> list[LexiconMatch]:
    """The nouns for agreements in order, also a statement with the adjectives of states before joint: the X-Y joint
    statement."""
    doc, found = context.doc, list(context.agreement_hits)
    for i in context.occurrences(Words.STATEMENT):
        states = next((n for n, word in enumerate(doc.words[i + 1 : i + 4]) if not word.nisbas), 0)
        joint = doc.lexicon.phrases([doc.words[i], doc.words[i + 1 + states]], 0) if states else ()
        told = (h for h in joint if h[0] == _TWO and h[-1].category == "agreement")
        found += [LexiconMatch(i, i + 2 + states, pro, al, e, n) for _, pro, al, n, e in told]
    found.sort(key=lambda h: h.start)
    return sorted(found + _without_noun(context, found), key=lambda h: h.start)


def _without_noun(context: ClauseContext, told: list[LexiconMatch]) -> list[LexiconMatch]:
    """The agreements that an ordinal or another stands for, after the noun that it takes up: (two memoranda,) the first
    on X and the second between A and B; (an accord on X) and another on Y."""
    doc = context.doc
    found: list[LexiconMatch] = []
    for k in context.occurrences(_OF_A_LIST):
        if not 0 < k < len(doc.words) - 1 or not _stands_for_one(doc, k):
            continue
        ordinal = doc.texts[k] in Words.ORDINAL_OF_A_LIST
        noun = next((h for h in reversed(told) if k - _TAKEN_UP <= h.start < k), None)
        if noun is None or any(only_verb(word) for word in doc.words[noun.end : k] if not (ordinal and found)):
            continue
        kind, number = noun.entry.value
        counted = number in ("d", "p")
        if ordinal == counted and 0 <= doc.sentence(k) - doc.sentence(noun.start) <= counted:
            proclitics = WAW * doc.words[k].has_conjunction
            entry = replace(noun.entry, value=(kind, "s"), form=doc.texts[k], definite=False, words=1)
            found.append(LexiconMatch(k, k + 1, proclitics, False, entry, len(doc.texts[k]) - len(proclitics)))
    return found


def _stands_for_one(doc: Document, k: int) -> bool:
    """Whether word `k` is an ordinal or another that stands for an agreement."""
    before = doc.words[k - 1]
    adjective = before.definite and not (before.function_class or doc.words[k].has_conjunction)  # the first session of
    return doc.texts[k] in _OF_A_LIST and not adjective and _says_what(doc, k + 1)


def _says_what(doc: Document, k: int) -> bool:
    """Whether word `k` begins the topic of an agreement, or the list of its parties."""
    text = doc.texts[k]
    about = text in _ABOUT and text != IN
    return about or (text == IN and doc.texts[k + 1] in Words.FIELD) or (text.startswith(LAM) and text != LAM)


def is_agreement(context: ClauseContext, hit: LexiconMatch, listed: bool) -> bool:
    """Whether the words are the noun: not the masdar of agreeing (agreement on doing), not `he held` or a decade.
    `listed` tells that they stand in a list of agreements."""
    doc = context.doc
    kind, number = hit.entry.value
    if normalize(hit.entry.form) in Words.ONLY_WHEN_SIGNED:
        return _only_when_signed(context, hit, listed)
    after = doc.texts[hit.end] if hit.end < len(doc.texts) else ""
    if hit.start and doc.texts[hit.start - 1] in _WORST:
        return False  # the worst accord (in history): what one is called that is told already
    if _reached(context, hit):
        return True
    other = {"accord": _masdar, "memorandum": _note}.get(kind)
    if other is not None and other(context, hit):
        return False
    if number == OWN and after != WITH and not classified(doc, hit.end):
        return False
    if hit.end > hit.start + 1 or kind not in ("contract", "declaration"):
        return True
    if after in Words.CONSTITUTIONAL:
        return False  # a declaration within a state
    if kind == "contract":
        return _is_contract(context, hit)
    return _is_declaration(doc, hit, after) or (not hit.article and _signed_object(context, hit))


def _only_when_signed(context: ClauseContext, hit: LexiconMatch, listed: bool) -> bool:
    """Whether a noun that is an agreement only when signed is one."""
    within = hit.start > 0 and context.doc.texts[hit.start - 1] == IN
    made = _reached(context, hit) or _signed_object(context, hit) or _called_signed(context.doc, hit)
    return not within and (listed or made)


def _is_contract(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether a word for contracts is one: signed, or named with its parties; not the holding of a summit."""
    doc = context.doc
    if doc.find(hit.end, "forum") or context.triggers.of(*_GATHERINGS, start=hit.end, end=hit.end + 1):
        return False
    if _signed_object(context, hit) or (not hit.article and _signed_after(context, hit)):
        return True
    told = context.triggers.of("sign", "initial", start=hit.end, end=hit.end + 1)
    if any(t.has_pronoun_suffix or undergone(doc, t) for t in told):
        return True
    if doc.words[hit.start].verbs:
        return False
    _, stop = context.bounds(hit.start)
    with_body = hit.article is False and any(h.entry.category == "body" for h in doc.hits.get(hit.end, ()))
    return with_body or BETWEEN in doc.texts[hit.end : min(stop, hit.end + _BETWEEN_REACH)]


def _is_declaration(doc: Document, hit: LexiconMatch, after: str) -> bool:
    """Whether a declaration is named by its place or kind: (the) Cairo declaration; announcing something is not one."""
    named = placed(doc, hit) and not _announces(doc, hit)
    return after == "(" or named or (bool(hit.article) and classified(doc, hit.end))


def _reached(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether an indefinite accord is what somebody signed or came to: (they came) to an accord on doing."""
    doc = context.doc
    if hit.article or doc.words[hit.start].verbs:
        return False
    low, _ = context.bounds(hit.start)
    lead = doc.texts[hit.start - 1] if hit.start > low else ""
    came = context.triggers.of("agree", start=max(low, hit.start - _CAME_REACH), end=hit.start)
    to = lead == ILA or hit.proclitics.endswith(LAM)
    return _signed_object(context, hit) or (to and any(not t.noun for t in came))


def _masdar(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether the noun is the masdar of agreeing: the agreement on, of A and B on, of the sides."""
    texts, k = context.doc.texts, hit.end
    sides = Words.SIDES | Words.PARTIES
    if not hit.article and k + 1 < len(texts) and texts[k] in sides and not context.doc.words[k + 1].definite:
        return True
    while not hit.article and k < hit.end + _BETWEEN_REACH and (it := context.doc.find(k, "capital", "state")):
        k = it.end
    return k < len(texts) and texts[k] == ALA


def _note(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether the noun is a note that somebody writes, or `recalling that`: (the) note of the ministry."""
    after = "".join(context.doc.texts[hit.end : hit.end + 1])
    own = hit.end == hit.start + 1 and not hit.article and (after.startswith(AL) or after in Words.THAT)
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
    stem: str = doc.text(k, k + 1).removesuffix(TEH_MARBUTA)
    return not stem.endswith(YEH_HAMZA) and fold(stem).endswith(YEH)


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
    begin, _ = quantity(context.doc, hit)
    if signs and signs[-1].noun and begin - signs[-1].end > 1:
        return False  # the signing is of something else
    return bool(signs) and not any(word.kind == "sign" or only_verb(word) for word in words[signs[-1].end : hit.start])


def _called_signed(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a participle after the phrase says that it is signed: the document of controls signed in."""
    end = name_extent(doc, hit.start, hit.end, matters=True)
    return not Words.SIGNED.isdisjoint(doc.texts[end : end + 1])


def _signed_after(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether a relative clause says that something was signed: the deal on X that A concluded with B."""
    signs = context.triggers.of("sign", "initial", start=hit.end, end=hit.end + RELATIVE_REACH)
    return any(context.doc.texts[t.at - 1] in Words.RELATIVE for t in signs)


def placed(doc: Document, hit: LexiconMatch) -> bool:
    """Whether an agreement is called by its place: (the) Cairo declaration, (the) Kyoto protocol."""
    place = doc.find(hit.end, "capital", "place", *(() if hit.entry.value[0] == "declaration" else ("state",)))
    return place is not None and not place.proclitics and place.article == place.entry.definite


def extent(context: ClauseContext, hit: LexiconMatch) -> int:
    """One past the name of an agreement; with the agreement that a programme carries out, and with the verb that says
    what it deals with. A noun with the article that says no more by itself has no phrase of place or circumstance in
    its name: the accord in closed sessions, the accord with the positions of."""
    doc = context.doc
    end = context.name_end(hit.start, hit.end, matters=True)
    end = next((k for k in range(hit.end + 1, end) if _stands_for_one(doc, k)), end)
    end -= end in doc.in_date and end > hit.end and doc.texts[end - 1] in Words.PART_OF_A_TIME  # early in May
    if hit.article and _says_no_more(context, hit):
        return hit.end
    carried = doc.find(end, "agreement") if end < len(doc.words) else None
    if carried is not None and carried.proclitics == LAM and hit.entry.value[0] == "plan":
        return name_extent(doc, carried.start, carried.end, matters=True)
    deals = not Words.DEALS_WITH.isdisjoint(doc.texts[end : end + 1]) and not hit.article
    about = deals and doc.texts[end + 1 : end + 2] and doc.texts[end + 1].startswith(BEH)
    return name_extent(doc, hit.start, end + 2, matters=True) if about else end


def _says_no_more(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether what follows the noun for an agreement with the article is not of its name: a place, a circumstance."""
    doc = context.doc
    after = doc.texts[hit.end : hit.end + 2]
    if not after:
        return False
    if _of_another_noun(doc, hit) or _told_in_quotes(doc, hit.end):
        return True
    if after[0] == IN:
        return after[1] not in Words.FIELD
    return after[0] == WITH and not context.arguments_in(hit.end + 1, hit.end + _PARTNER_REACH)


def _told_in_quotes(doc: Document, k: int) -> bool:
    """Whether what is quoted at word `k` is told of a definite noun, and is not its name: the accord "allows"."""
    return doc.texts[k] == '"' and k + 1 < len(doc.words) and not doc.words[k + 1].definite


def _of_another_noun(doc: Document, hit: LexiconMatch) -> bool:
    """Whether the feminine adjective after a masculine noun belongs to the one before it: the other sides of the
    accord."""
    masculine = hit.entry.value[1] == "s" and not hit.entry.form.endswith(TEH_MARBUTA)
    adjective = doc.words[hit.end]
    feminine = adjective.text.endswith(HEH) or adjective.text in Words.FEMININE_IN_ALEF
    return masculine and adjective.definite and feminine
