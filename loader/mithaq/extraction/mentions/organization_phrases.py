"""Named bodies: the extent of the phrase that names a ministry, council, agency, party or company.

The phrase is one that the authority table or known_bodies.csv knows, or starts with a noun for bodies
(`body_patterns`).
"""

from __future__ import annotations

from pyarabic.araby import ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, BEH, HEH, LAM, MEEM, NOON, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.mentions.body_patterns import OrganizationPhrase, parse_pattern
from mithaq.extraction.mentions.body_words import is_free, read_nisbas, state_adjective
from mithaq.extraction.particles import AL, BETWEEN, ILA, WAL, WITH
from mithaq.language.fold import normalize
from mithaq.lexicon import Word
from mithaq.lexicon.authority_tables import OrganizationEntry
from mithaq.lexicon.word_groups import Words

__all__ = ["OrganizationPhrase", "parse_organization", "state_adjective"]

_ARMED = "armed_group"  # called after the state that backs it, too
_POSSESSED = (HEH + ALEF, HEH + MEEM)  # its, their
_SHORT = 4  # letters of an acronym that may be spelt like a common word
_TRAVEL = frozenset({"arrive", "go", "leave", "return", "tour", "visit"})  # classes of verbs of travelling
_JOURNEY = 10
"""Words before a destination in which the verb of travelling stands."""
_CONVENED = frozenset({"begin", "hold"})  # classes of verbs of what takes place
_CONCLUDE = frozenset({"sign", "initial", "agree"})  # classes of verbs of concluding
_PLACES = frozenset({"state", "capital", "place", "region"})


def parse_organization(doc: Document, i: int) -> OrganizationPhrase | None:
    """The body whose name starts at word `i`, or None."""
    pattern = parse_pattern(doc, i)
    hit = next(
        (
            h
            for h in doc.hits.get(i, ())
            if h.entry.category == "organization"
            and h.article == h.entry.definite
            and (not h.entry.ambiguous or _in_list(doc, h))
        ),
        None,
    )
    if hit is not None and not _meant(doc, hit):
        hit = None
    short = doc.find(i, "body")
    if hit and short and short.entry.value[1] == "nisba" and not is_free(doc, short):
        return None  # (the minister of) the foreign affairs of A
    if hit and (end := _high_level(doc, hit.end)):
        return OrganizationPhrase(i, end, hit.entry.value.kind, hit.proclitics, head=hit)
    if hit is None and pattern is not None and _state_as_long(doc, pattern):
        return None  # the Russian Federation
    if hit:
        longer = (
            pattern is not None and pattern.end > hit.end and is_adjective(doc.words[hit.end]) and hit.entry.words < 4
        )
        if not longer:
            entry: OrganizationEntry = hit.entry.value
            end, state, nisba = read_nisbas(doc, hit.end, entry.state)
            end = _short_name(doc, end, entry)
            other = state_adjective(doc.words[hit.end]) if hit.end < len(doc.words) else None
            if other and other != entry.state and entry.kind == _ARMED:
                return OrganizationPhrase(i, hit.end, entry.kind, hit.proclitics, entry.state, known=entry, head=hit)
            if other and other != entry.state and (entry.state or (entry.kind == "international" and pattern)):
                return pattern  # the body of that name in another state
            inner = hit.end - 1
            if inner > i and state_adjective(doc.words[inner]) == entry.state and entry.state:
                nisba = (inner, *nisba)
            return OrganizationPhrase(i, end, entry.kind, hit.proclitics, state, nisba, entry, hit)
    return pattern


def _short_name(doc: Document, end: int, entry: OrganizationEntry) -> int:
    """Where the short name of a body ends that stands right after its full name (the Atlantic alliance NATO)."""
    again = (h for h in doc.hits.get(end, ()) if h.entry.category == "organization" and not h.proclitics)
    return next((h.end for h in again if h.entry.value.name_ar == entry.name_ar), end)


def _high_level(doc: Document, end: int) -> int:
    """Where `high-level` ends after a body's name, which it makes that of another body, 0 if it does not follow."""
    after = end + (end < len(doc.words) and doc.words[end].definite)  # the strategic high-level council
    return next((k + 2 for k in (end, after) if " ".join(doc.texts[k : k + 2]) in Words.HIGH_LEVEL), 0)


def _state_as_long(doc: Document, body: OrganizationPhrase) -> bool:
    """Whether the words of a body are the name of a state."""
    state = doc.find(body.start, "state")
    return state is not None and state.end >= body.end > body.start + 1 and state.article == state.entry.definite


def _meant(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name of one word is meant, and not the noun or the place that the word is as well.

    A common noun (zeal, the base) is no name where an adjective, a demonstrative or a genitive makes a noun of it.
    """
    i = hit.start
    form = normalize(hit.entry.form)
    if form in Words.PLATFORM:
        k = i - 1 - (i > 1 and doc.texts[i - 1] == '"')
        return not (hit.proclitics or (i and doc.texts[k] in Words.ON_A_PLATFORM))
    if hit.entry.words > 1:  # an Iranian news agency is none of that name
        last = doc.words[hit.end - 1]
        if not (last.definite or not last.nisbas or not form.split()[-1].startswith(AL)):
            return False
        return not Words.POWERS_AT_LARGE.issuperset(form.split()) or _agree(doc, i)
    if hit.proclitics and any(not h.proclitics and h.entry.category in _PLACES for h in doc.hits[i]):
        return False
    if any(h.entry.category == "place" and h.entry.form == doc.name(hit) != hit.entry.form for h in doc.hits[i]):
        return False  # Fayfa', a town in other letters than FIFA
    if _travelled_to(doc, i) and any(h.entry.category == "place" for h in doc.hits[i]):
        return False  # (he arrived in) al-Faw, a town, and not the FAO
    if len(form) <= _SHORT and _hamzas(doc.text(i, i + 1)) and not _hamzas(hit.entry.form):
        return False  # wa-umm, a mother, is not WAM, an agency
    if form in Words.BROADCASTER_OR_NOUN:
        after = doc.words[hit.end] if hit.end < len(doc.words) else None
        plain = after is None or not is_adjective(after)
        return plain and i > 0 and doc.texts[i - 1] in Words.REPORTER
    return form not in Words.BODY_OR_NOUN or _no_noun(doc, hit)


def _agree(doc: Document, i: int) -> bool:
    """Whether `the great powers` at word `i` are the other side of an agreement in their sentence: with them, between X
    and them, concluded by them."""
    low, high = doc.sentences[doc.sentence(i)]
    side = i > low and (
        doc.texts[i - 1] in (BETWEEN, WITH)
        or doc.words[i].has_conjunction
        or any(verb.event_class in _CONCLUDE for word in doc.words[max(low, i - 2) : i] for verb in word.verbs)
    )
    return side and any(h.entry.category == "agreement" for k in range(low, high) for h in doc.hits.get(k, ()))


def _travelled_to(doc: Document, i: int) -> bool:
    """Whether word `i` is where somebody goes, or follows a noun for a place: he arrived in, the port of."""
    if i == 0 or doc.texts[i - 1] != ILA:
        return i > 0 and doc.texts[i - 1] in Words.PLACE_NOUN | Words.A_CITY
    near = doc.words[max(doc.sentences[doc.sentence(i)][0], i - _JOURNEY) : i]
    return any(verb.event_class in _TRAVEL for word in near for verb in word.verbs)


def _hamzas(text: str) -> bool:
    return ALEF_HAMZA_ABOVE in text or ALEF_HAMZA_BELOW in text


def _in_list(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a doubtful name stands where a body is led, or in a list after a body of the same kind: (Ansar al-Din,)
    and the Youth."""
    k = hit.start - 1
    if hit.entry.value.kind == "party" and hit.entry.words > 1 and hit.entry.value.state in doc.named:
        if k >= 0 and any(v.event_class in _CONVENED for v in doc.words[k].verbs):
            return False  # a congress that convened
        after = doc.words[hit.end] if hit.end < len(doc.words) else None
        return after is None or not (is_adjective(after) or after.text.startswith(LAM))
    if k >= 0 and not (hit.proclitics or hit.article):
        stems = {stem for _, stem, article in doc.words[k].stems if not article}
        return not stems.isdisjoint(Words.PART_OF_A_BODY)  # the leadership of Fatah
    if not hit.proclitics.startswith(WAW) or k < 1:
        return False
    k -= doc.texts[k] == ","
    return any(
        h.end == k + 1
        and h.entry.category == "organization"
        and not h.entry.ambiguous
        and h.entry.value.kind == hit.entry.value.kind
        for n in range(max(0, k - 4), k + 1)
        for h in doc.hits.get(n, ())
    )


def _no_noun(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name that is a common noun as well stands where the noun would not."""
    i = hit.start
    entry: OrganizationEntry = hit.entry.value
    before, after = doc.words[i - 1] if i else None, doc.words[i + 1] if i + 1 < len(doc.words) else None
    if before is not None and any(doc.lexicon.word(stem).function_class == "dem" for _, stem, _ in before.stems):
        return False
    if hit.article and _qualified(doc, hit):
        return False  # the constitutional base
    if after is not None and not hit.article and (_noun(doc, i + 1) or _people(after)):
        return False  # the zeal of the people
    if entry.name_ar in doc.in_full:
        return True
    if hit.article and entry.name_ar in doc.described:
        return False  # the air base, and after it: the base
    return not hit.proclitics.endswith(BEH) or hit.article  # with zeal


def _qualified(doc: Document, hit: LexiconMatch) -> bool:
    """Whether an adjective, not one of the body's own state, makes a noun of a body's name: the air base."""
    return doc.describes(hit.end) and (state_adjective(doc.words[hit.end]) or "") != hit.entry.value.state


def _people(word: Word) -> bool:
    """Whether a word is a definite plural of persons in the genitive: (the zeal of) the supporters."""
    return word.definite and not word.text.startswith(WAW) and word.text.endswith(YEH + NOON)


def _noun(doc: Document, i: int) -> bool:
    """Whether word `i` is a noun after which no verb is to be looked for: definite, or with a pronoun."""
    word = doc.words[i]
    if word.verbs or word.function_class or word.nisbas or not set(word.pos) & set("nm"):
        return False
    if word.text.startswith(WAL):
        return False  # and the
    return not word.given_count and (word.definite or word.is_listed_form or word.text.endswith(_POSSESSED))
