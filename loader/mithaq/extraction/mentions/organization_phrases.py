"""Named bodies: the extent of the phrase that names a ministry, council, agency, party or company.

The phrase is one that the authority table or known_bodies.csv knows, or starts with a noun for bodies
(`body_patterns`).
"""

from __future__ import annotations

from pyarabic.araby import ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, BEH, HEH, LAM, MEEM, NOON, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.mentions.body_patterns import parse_pattern
from mithaq.extraction.mentions.body_phrase import OrganizationPhrase
from mithaq.extraction.mentions.body_words import is_free, read_nisbas, state_adjective
from mithaq.extraction.mentions.phrase_lookups import any_verb, ending_at
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
_LISTED = 5
"""One past the words of the name of a body before another in a list."""
_PLACES = frozenset({"state", "capital", "place", "region"})


def parse_organization(doc: Document, i: int) -> OrganizationPhrase | None:
    """The body whose name starts at word `i`, or None."""
    if i not in doc.body_starts:
        return None
    if i not in doc.bodies:
        doc.bodies[i] = _parse(doc, i)
    return doc.bodies[i]


def _parse(doc: Document, i: int) -> OrganizationPhrase | None:
    pattern = parse_pattern(doc, i)
    hit = next((h for h in doc.hits[i] if _is_name(doc, h)), None)
    if hit is None or not _meant(doc, hit):
        return None if pattern is not None and _state_as_long(doc, pattern) else pattern  # the Russian Federation
    short = doc.find(i, "body")
    if short and short.entry.value[1] == "nisba" and not is_free(doc, short):
        return None  # (the minister of) the foreign affairs of A
    if end := _high_level(doc, hit.end):
        return OrganizationPhrase(i, end, hit.entry.value.kind, hit.proclitics, head=hit)
    if pattern is not None and pattern.end > hit.end and is_adjective(doc.words[hit.end]) and hit.entry.words < 4:
        return pattern
    return _known_body(doc, hit, pattern)


def _is_name(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a phrase is a body's name as its entry is spelt, and no doubtful one except where a body is expected."""
    name = hit.entry.category == "organization" and hit.article == hit.entry.definite
    return name and (not hit.entry.ambiguous or _in_list(doc, hit))


def _known_body(doc: Document, hit: LexiconMatch, pattern: OrganizationPhrase | None) -> OrganizationPhrase | None:
    """The body of a table with the state's adjectives after it; the one of the `pattern` where they are of another."""
    i, entry = hit.start, hit.entry.value
    other = state_adjective(doc.words[hit.end])
    if other and other != entry.state:
        if entry.kind == _ARMED:
            return OrganizationPhrase(i, hit.end, entry.kind, hit.proclitics, entry.state, known=entry, head=hit)
        if entry.state or (entry.kind == "international" and pattern):
            return pattern  # the body of that name in another state
    end, state, nisba = read_nisbas(doc, hit.end, entry.state)
    inner = hit.end - 1
    if inner > i and entry.state and state_adjective(doc.words[inner]) == entry.state:
        nisba = (inner, *nisba)
    return OrganizationPhrase(i, _short_name(doc, end, entry), entry.kind, hit.proclitics, state, nisba, entry, hit)


def _short_name(doc: Document, end: int, entry: OrganizationEntry) -> int:
    """Where the short name of a body ends that stands right after its full name (the Atlantic alliance NATO)."""
    again = (h for h in doc.hits.get(end, ()) if h.entry.category == "organization" and not h.proclitics)
    return next((h.end for h in again if h.entry.value.name_ar == entry.name_ar), end)


def _high_level(doc: Document, end: int) -> int:
    """Where `high-level` ends after a body's name, which it makes that of another body, 0 if it does not follow."""
    after = end + doc.words[end].definite  # the strategic high-level council
    return next((k + 2 for k in (end, after) if " ".join(doc.texts[k : k + 2]) in Words.HIGH_LEVEL), 0)


def _state_as_long(doc: Document, body: OrganizationPhrase) -> bool:
    """Whether the words of a body are the name of a state."""
    state = doc.find(body.start, "state")
    return state is not None and state.end >= body.end > body.start + 1 and state.article == state.entry.definite


def _meant(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name of one word is meant, and not the noun or the place that the word is as well.

    A common noun (zeal, the base) is no name where an adjective, a demonstrative or a genitive makes a noun of it.
    """
    i, form = hit.start, normalize(hit.entry.form)
    if form in Words.PLATFORM:
        k = i - 1 - (i > 1 and doc.texts[i - 1] == '"')
        return not hit.proclitics and doc.texts[k] not in Words.ON_A_PLATFORM
    if hit.entry.words > 1:
        return _whole_name(doc, hit, form.split())
    if _spelt_as_place(doc, hit) or _said_of_noun(doc, hit):
        return False
    if len(form) <= _SHORT and _hamzas(doc.text(i, i + 1)) and not _hamzas(hit.entry.form):
        return False  # wa-umm, a mother, is not WAM, an agency
    if form in Words.BROADCASTER_OR_NOUN:
        return not is_adjective(doc.words[hit.end]) and doc.texts[i - 1] in Words.REPORTER
    return form not in Words.BODY_OR_NOUN or _no_noun(doc, hit)


def _said_of_noun(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name of one word is an adjective of the definite noun before it: the six-party talks."""
    word, before = doc.words[hit.start], doc.words[hit.start - 1] if hit.start else None
    if before is None or hit.proclitics or word.pos != "a" or not before.definite:
        return False
    return "n" in before.pos and not before.nisbas


def _whole_name(doc: Document, hit: LexiconMatch, forms: list[str]) -> bool:
    """Whether a body's name of several words is meant: an Iranian news agency is none of that name, and `the great
    powers` only where they agree on something."""
    last = doc.words[hit.end - 1]
    if not last.definite and last.nisbas and forms[-1].startswith(AL):
        return False
    return not Words.POWERS_AT_LARGE.issuperset(forms) or _agree(doc, hit.start)


def _spelt_as_place(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name of one word is a place's that is meant: Fayfa', in other letters than FIFA; (he arrived in)
    al-Faw, and not the FAO."""
    hits = doc.hits[hit.start]
    if hit.proclitics and any(not h.proclitics and h.entry.category in _PLACES for h in hits):
        return True
    places = [h for h in hits if h.entry.category == "place"]
    return any(h.entry.form == doc.name(hit) != hit.entry.form for h in places) or (
        bool(places) and _travelled_to(doc, hit.start)
    )


def _agree(doc: Document, i: int) -> bool:
    """Whether `the great powers` at word `i` are the other side of an agreement in their sentence: with them, between X
    and them, concluded by them."""
    low, high = doc.sentences[doc.sentence(i)]
    joined = doc.texts[i - 1] in (BETWEEN, WITH) or doc.words[i].has_conjunction
    side = i > low and (joined or any_verb(doc.words[max(low, i - 2) : i], _CONCLUDE))
    return side and any(doc.find(k, "agreement") for k in range(low, high))


def _travelled_to(doc: Document, i: int) -> bool:
    """Whether word `i` is where somebody goes, or follows a noun for a place: he arrived in, the port of."""
    if doc.texts[i - 1] != ILA:
        return doc.texts[i - 1] in Words.PLACE_NOUN | Words.A_CITY
    return any_verb(doc.words[max(doc.sentences[doc.sentence(i)][0], i - _JOURNEY) : i], _TRAVEL)


def _hamzas(text: str) -> bool:
    return ALEF_HAMZA_ABOVE in text or ALEF_HAMZA_BELOW in text


def _in_list(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a doubtful name stands where a body is led, or in a list after a body of the same kind: (Ansar al-Din,)
    and the Youth."""
    entry, before, after = hit.entry.value, doc.words[hit.start - 1], doc.words[hit.end]
    if entry.kind == "party" and hit.entry.words > 1 and entry.state in doc.named:
        convened = any_verb((before,), _CONVENED)  # a congress that convened
        return not (convened or is_adjective(after) or after.text.startswith(LAM))
    if hit.start and not (hit.proclitics or hit.article):
        stems = {stem for _, stem, article in before.stems if not article}
        return not stems.isdisjoint(Words.PART_OF_A_BODY)  # the leadership of Fatah
    listed = hit.start > 1 and hit.proclitics.startswith(WAW)
    return listed and _after_alike(doc, hit.start - (before.text == ","), entry.kind)


def _after_alike(doc: Document, end: int, kind: str) -> bool:
    """Whether the name of a body of a kind, which is no doubtful one, ends before word `end`."""
    entries = (h.entry for h in ending_at(doc, end, _LISTED))
    return any(e.category == "organization" and not e.ambiguous and e.value.kind == kind for e in entries)


def _no_noun(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name that is a common noun as well stands where the noun would not."""
    i, entry = hit.start, hit.entry.value
    before, after = doc.words[i - 1], doc.words[i + 1]
    if any(doc.lexicon.word(stem).function_class == "dem" for _, stem, _ in before.stems):
        return False
    if hit.article and _qualified(doc, hit):
        return False  # the constitutional base
    if not hit.article and (_noun(after) or _people(after)):
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


def _noun(word: Word) -> bool:
    """Whether a word is a noun after which no verb is to be looked for: definite, or with a pronoun."""
    if word.verbs or word.function_class or word.nisbas or not set(word.pos) & set("nm"):
        return False
    if word.text.startswith(WAL):
        return False  # and the
    return not word.given_count and (word.definite or word.is_listed_form or word.text.endswith(_POSSESSED))
