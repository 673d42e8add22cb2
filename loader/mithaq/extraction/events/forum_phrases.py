"""Noun phrases for forums: how far the name reaches, which edition it is, and whether it names one gathering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pyarabic.araby import ALEF, BEH, LAM, TEH, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.attendance import FRAMES
from mithaq.extraction.events.forum_evidence import ClauseEvidence, place_after
from mithaq.extraction.events.forum_mention import ForumMention, Grounds
from mithaq.extraction.events.summit_sides import two_sides
from mithaq.extraction.mentions.adjectives import status_word
from mithaq.extraction.mentions.noun_phrases import counts, name_extent
from mithaq.extraction.mentions.organization_phrases import parse_organization, state_adjective
from mithaq.extraction.particles import AL, ALA, AN, BETWEEN, FROM, IN, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.language.fold import normalize
from mithaq.language.numbers import find_ordinal, ordinal, plain_number
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["bare", "edition_at", "head_noun", "read_forum", "stem"]

_TITLE = 2
"""Words after the name of a gathering in which its title may be announced (under the heading)."""
_SIDE = 3
"""Words after `between` in which the first side is named."""
_LEAST = 3
"""Letters of a word that has no proclitic to take off."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun for a forum with what belongs to its name."""

    hit: LexiconMatch
    after: int
    """The word after the noun and a number right behind it."""
    end: int
    edition: int | None
    words: frozenset[str]
    """What tells the forum from others."""
    series_start: int | None
    """Where the name of the body or series begins that a session is of."""

    @property
    def strength(self) -> str:
        return str(self.hit.entry.value)

    @property
    def head(self) -> str:
        return normalize(self.hit.entry.form)


def read_forum(context: ClauseContext, hit: LexiconMatch, evidence: ClauseEvidence) -> ForumMention | None:
    """The forum that a noun phrase at a noun for gatherings mentions; None if it is none.

    The mention is `named` if the phrase by itself, or its clause, tells that there is one such gathering.
    """
    doc = context.doc
    p = _phrase(doc, hit)
    if _no_gathering(context, p):
        return None
    mention, form = (hit.start, p.end, len(hit.proclitics)), doc.name(hit, p.end)
    if p.strength == "series" and p.edition is None and (inner := _the_forum(doc, p.series_start, p.after)) is not None:
        bare_noun = inner.end == p.end  # the opening session of the conference: the conference
        content = frozenset() if bare_noun else _content(doc, inner, p.end, None)
        return ForumMention([mention], content, [doc.name(inner, p.end)], inner.entry.value, not bare_noun)
    sides = two_sides(context, hit)
    named = _names_one(doc, p, len(sides) > 1 or _between_in(context, p))
    people = all(it.kind == "person" for it in sides)
    if sides and (people or not p.words):
        form = doc.name(hit, sides[-1].end)
        mention = mention if len(sides) == 1 else (hit.start, sides[-1].end, len(hit.proclitics))
    grounds = Grounds.NAME
    if not named and evidence.makes_forum(hit, p.end):
        grounds = Grounds.CLAUSE
        named, where = True, place_after(context, p.end)
        there = context.place(hit.start) if p.end == hit.end else None
        if p.end == hit.end and where is not None:
            form = doc.name(hit, where.end)  # a summit in X
        elif p.head in Words.NEGOTIATIONS and there is not None:
            form = f"{doc.name(hit)} {IN} {doc.name(there)}"  # talks that went on in X
        elif p.end == hit.end and (holder := evidence.holder(hit, p.end)) is not None:
            form = f"{bare(doc.name(hit))} {doc.label(*holder)}"
        elif (ministers := evidence.ministers_after(hit)) is not None:
            form = f"{doc.name(hit)} {doc.label(ministers, name_extent(doc, ministers, ministers + 1), 1)}"
    if hit.article and hit.start and doc.words[hit.start - 1].function_class == "dem" and p.edition is None:
        named = False  # this workshop: one spoken of before
    if not named and not (hit.article and not p.words):
        return None
    series = None if p.edition is None else _series_name(doc, hit, p.after, p.end, p.series_start)
    of_two = frozenset(it.ref for it in sides if people)
    telling = frozenset(filter(_telling, () if of_two else p.words))
    new = ForumMention([mention], telling, [form], p.strength, named, p.edition, series, grounds=grounds, sides=of_two)
    new.participants += sorted(of_two, key=lambda ref: ref.key)
    return new


def _phrase(doc: Document, hit: LexiconMatch) -> _Phrase:
    """How far the name of a forum reaches, and its number."""
    with_parties = hit.entry.value in ("name", "body")
    edition, after = edition_at(doc, hit.end)
    if edition is not None and not hit.article and doc.words[hit.end].kind == "word" and doc.words[hit.end].definite:
        edition, after = None, hit.end  # the summit of the Twenty: a noun without the article has no ordinal with one
    if not (edition or hit.article or hit.entry.value == "name") and doc.texts[hit.start - 1] == OneWord.FIRST:
        edition = 1  # the first meeting of the committee
    if edition is None and not hit.article and normalize(hit.entry.form) == OneWord.SUMMIT:
        plain = [w.text for w in doc.words[hit.end : hit.end + 1] if w.kind == "word" and not w.definite]
        edition = ordinal(plain)  # a second summit
        after += edition is not None
    if hit.article and after + 1 < len(doc.words) and doc.texts[after] in Words.AWAITED | Words.EVALUATIVE:
        after += doc.texts[after + 1].startswith(LAM)  # the coming meeting of the ministers
    end = name_extent(doc, hit.start, after, with_parties=with_parties)
    topic = doc.texts[end : end + 1] == [AN] and not hit.article and end + 1 < len(doc.words)
    if topic and hit.entry.value == "name":
        end = name_extent(doc, hit.start, end + 2)  # a conference about the sea
    of_group = doc.texts[hit.end : hit.end + 1] and doc.texts[hit.end].removeprefix(LAM) == OneWord.GROUP_OF_STATES
    if (
        edition is None and not of_group and (hit.article or not _ordinal_at(doc, hit.end))
    ):  # not the number of the Group of Twenty
        numeral = find_ordinal(doc.texts, hit.end, min(end + 3, len(doc.texts)))
        if numeral is not None and numeral.definite and numeral.start <= end:
            edition, end = numeral.value, max(end, numeral.end)
        elif hit.article:
            edition, end = edition_at(doc, end)
        if edition is not None:  # the ministerial meeting, the 11th, of the coalition
            end = name_extent(doc, hit.start, end, with_parties=with_parties)
    strength = hit.entry.value
    numbered = strength == "series" and edition is not None and doc.texts[end : end + 1] == [FROM]
    if numbered and doc.find(end + 1, "forum", "body", "organization") is not None:
        after = end + 1  # the 12th edition of the Doha forum
        end = name_extent(doc, after, after + 1)
    series_start = _series(doc, after, end) if strength in ("series", "body") else None
    if edition is not None and series_start is not None and (body := parse_organization(doc, series_start)) is not None:
        end = max(end, body.end)  # the first meeting of the high-level cooperation council
    return _Phrase(hit, after, end, edition, _content(doc, hit, end, edition), series_start)


def _no_gathering(context: ClauseContext, p: _Phrase) -> bool:
    """Whether a phrase is no forum whatever its clause says: talks with somebody, a press conference, dialogue and
    partnership as such."""
    doc, hit = context.doc, p.hit
    if doc.texts[hit.end : hit.end + 1] == [WITH] and p.head != OneWord.SUMMIT:
        return True
    if any(doc.texts[k] in Words.PRESS or doc.texts[k] in Words.PHONE for k in range(hit.end, p.end)):
        return True
    if p.head == OneWord.MEETING_NOUN + ALEF + TEH and not _of_one_body(doc, hit):
        return True  # meetings with somebody
    if p.head == OneWord.SUMMIT and not _a_summit(context, hit, p.end):
        return True
    if hit.article and p.end > p.after and doc.texts[p.after].startswith(WAW):
        return True
    if p.strength == "initiative" and BEH in hit.proclitics:
        return True  # at the initiative of somebody
    kind = hit.article and set(p.head.split()) & Words.DIALOGUE
    return bool(kind) and not _dialogue(context, hit.end, p.end)


def _of_one_body(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body is named after a plural noun for meetings and its adjective: the annual meetings of."""
    return any(
        (body := doc.find(k, "organization")) is not None and body.proclitics in ("", LAM)
        for k in (hit.end, hit.end + 1)
    )


def _names_one(doc: Document, p: _Phrase, placed: bool) -> bool:
    """Whether a phrase is a name by itself: as much as the strength of its noun asks."""
    if p.strength == "name":
        return _proper_name(doc, p, placed)
    if p.strength == "series":
        return p.series_start is not None and (p.edition is not None or p.hit.article)
    if p.strength == "body":
        return _meeting_name(doc, p)
    of = p.hit.end
    return _named_at(doc, of)


def _proper_name(doc: Document, p: _Phrase, placed: bool) -> bool:
    """A conference, a summit, a dialogue: with a complement that makes it definite."""
    hit = p.hit
    if p.head == OneWord.SUMMIT and (_special(doc, p) or placed):
        return True  # a summit of three; a summit between A and B in X
    first = doc.words[hit.end + 1] if doc.texts[hit.end : hit.end + 1] == ['"'] and p.end > hit.end + 1 else None
    if first is not None and not first.is_listed_form and any(BEH in stem[0] for stem in first.stems[1:2]):
        return False  # the summit "with low hopes"
    if p.head == OneWord.CONFERENCE and p.words <= _congress_words() and hit.article and p.edition is None:
        return False  # the National Congress, the General People's Congress: a party or a parliament
    quoted = doc.texts[hit.end : hit.end + 1] == ['"'] and head_noun(hit.entry.form) in Words.DIALOGUE
    if any(text in Words.ENTITLED for text in doc.texts[hit.end : p.end + _TITLE]):
        return True
    proper = bool(p.words) and not quoted and (hit.article or _proper(doc, hit.end, p.end))
    return proper and p.end - hit.start >= 2


@cache
def _congress_words() -> frozenset[str]:
    return frozenset(stem(word) for word in Words.CONGRESS)


def _between_in(context: ClauseContext, p: _Phrase) -> bool:
    """Whether a gathering is said to be of two sides in a place: between A and B in X, in X between A and B."""
    texts, where = context.doc.texts, place_after(context, p.end)
    last = p.end if where is None else where.end
    side = next((k + 1 for k in (*range(p.hit.end, p.end), last) if texts[k : k + 1] == [BETWEEN]), len(texts))
    if side >= len(texts):
        return False
    parties = context.following_arguments(side, limit=_SIDE)
    if where is None:
        return bool(parties) and place_after(context, context.conjuncts(parties, 0)[-1].end) is not None
    return context.doc.words[side].definite or bool(parties)


def _meeting_name(doc: Document, p: _Phrase) -> bool:
    """A meeting, talks: numbered, of ministers, of three or more, named after a city, or of a joint committee."""
    hit = p.hit
    if p.edition is not None and p.series_start is not None:
        return True
    ministers = any(doc.texts[k] in Words.GATHERS_MINISTERS for k in range(hit.end, min(p.end, hit.end + 3)))
    if (ministers and p.end - hit.start >= 2) or (_special(doc, p) and len(p.words) >= 2):
        return True
    city = doc.find(hit.end, "capital", "place")
    return city is not None and not (city.proclitics or city.entry.ambiguous) and city.article == city.entry.definite


def _ordinal_at(doc: Document, k: int) -> bool:
    return doc.words[k : k + 1] != [] and doc.words[k].definite and ordinal([doc.texts[k]]) is not None


def _special(doc: Document, p: _Phrase) -> bool:
    return any(doc.texts[k] in Words.SPECIAL_MEETING for k in range(p.hit.end, p.end))


def _named_at(doc: Document, k: int) -> bool:
    hits = doc.hits.get(k, ())
    kinds = ("capital", "place", "state", "organization")
    return any(
        h.entry.category in kinds and h.article == h.entry.definite and not h.entry.ambiguous and not h.proclitics
        for h in hits
    )


def _a_summit(context: ClauseContext, hit: LexiconMatch, end: int) -> bool:
    """Whether a summit is a gathering, and not the height of something (of good taste, of wealth): definite, described,
    of a place or a state, or held, attended, opened in its sentence."""
    doc = context.doc
    if hit.article or doc.in_date & set(range(hit.end, end + 1)):
        return True
    if doc.texts[hit.start - 1 : hit.start] == [ALA] and doc.words[hit.end].kind == "word":
        body = doc.find(hit.end, "organization")
        of_many = doc.texts[hit.end] in Words.GATHERS_MINISTERS or (body is not None and body.entry.value.state is None)
        return of_many or bool(doc.words[hit.end].function_class)
    after = doc.words[hit.end] if hit.end < len(doc.words) else None
    if doc.texts[end : end + 1] == [IN] and doc.find(end + 1, "capital", "place", "state"):
        return True
    if after is None or not after.definite or doc.find(hit.end, "capital", "place", "state", "organization"):
        return True
    low, high = context.bounds(hit.start)
    return bool(context.triggers.of(*FRAMES, start=low, end=high))


def _dialogue(context: ClauseContext, start: int, end: int) -> bool:
    """Whether a dialogue is one with a name: national, strategic, between states, or numbered."""
    doc = context.doc
    if any(doc.texts[k] in Words.DIALOGUE_AS_SUCH for k in range(start, end)):
        return False
    return any(
        doc.texts[k] in Words.DIALOGUE_KINDS
        or (doc.words[k].nisbas and (k == start or doc.words[k - 1].nisbas or doc.words[k - 1].text == "-"))
        or ordinal([doc.texts[k]])
        or (doc.texts[k] == BETWEEN and any(it.kind in ("state", "side") for it in context.arguments_in(k + 1, k + 4)))
        for k in range(start, end)
    )


def edition_at(doc: Document, j: int) -> tuple[int | None, int]:
    """An edition number at word `j`, in words or digits: (number, index after it)."""
    if j >= len(doc.words):
        return None, j
    word = doc.words[j]
    if word.kind == "number" and (number := plain_number(word.text)) is not None and j not in doc.in_date:
        return (None, j) if counts(doc, j) else (number, j + 1)
    if (
        word.text == "("
        and doc.texts[j + 2 : j + 3] == [")"]
        and (number := plain_number(doc.texts[j + 1])) is not None
    ):
        return number, j + 3
    if word.text in (AL, OneWord.NUMBER) and j + 1 < len(doc.words) and doc.words[j + 1].kind == "number":
        number = plain_number(doc.texts[j + 1])
        return (number, j + 2) if number is not None else (None, j)
    for n in (3, 2, 1):
        value = ordinal(doc.texts[j : j + n]) if j + n <= len(doc.words) else None
        if value is not None and doc.words[j].definite:
            return value, j + n
    return None, j


def _series(doc: Document, j: int, end: int) -> int | None:
    """Where the name of the body or series begins that a session is of: at li- or in the genitive."""
    for k in range(j, end):
        for hit in doc.hits.get(k, ()):
            if (
                hit.entry.category in ("forum", "body", "organization")
                and hit.proclitics in (LAM, "")
                and (hit.proclitics or k == j)
            ):
                return k
        body = parse_organization(doc, k)
        if body and body.proclitics == LAM:
            return k
        if doc.texts[k].startswith(LAM) and doc.texts[k] in Words.GATHERS_MINISTERS:
            return k  # the session of the Arab ministers
    return None


def _the_forum(doc: Document, start: int | None, after: int) -> LexiconMatch | None:
    """The noun at word `start` of a forum that the opening or closing session, whose adjective is at word `after`, is
    of."""
    hit = doc.find(start, "forum") if start is not None and start > after else None
    part = hit is not None and any(doc.texts[k] in Words.PART_OF_A_FORUM for k in range(after, hit.start))
    return hit if part and hit is not None and hit.entry.value in ("name", "body") and hit.article else None


def _series_name(doc: Document, hit: LexiconMatch, j: int, end: int, series_start: int | None) -> str:
    """The series' name: what the session is of, or the forum's own name without its number."""
    if series_start is not None and end > series_start:
        head = next((h for h in doc.hits[series_start] if h.entry.category in ("forum", "body", "organization")), None)
        return doc.name(head, end) if head else doc.label(series_start, end, int(doc.texts[series_start][0] == LAM))
    parts = [doc.name(hit)]
    if end > j:
        parts.append(doc.label(j, end))
    return " ".join(parts)


def _telling(word: str) -> bool:
    """Whether a word of a name tells the forum from others: not awaited, historic."""
    return AL + word not in Words.AWAITED | Words.EVALUATIVE


def _content(doc: Document, hit: LexiconMatch, end: int, edition: int | None) -> frozenset[str]:
    """The words that tell a forum from another, without the number of its edition."""
    soft: set[str] = set()
    for k in range(hit.end, end):
        word = doc.texts[k]
        if word == WITH and hit.article and hit.entry.value == "name" and any(map(_telling, soft)):
            break  # a forum is not another one because its parties are named
        if doc.words[k].function_class or doc.words[k].kind == "sign" or status_word(doc.words[k]) is not None:
            continue
        if edition is not None and (word == str(edition) or ordinal([word.removeprefix(WAW)])):
            continue  # the number of the edition, which two tellings may write apart
        soft.add(stem(word))
    return frozenset(
        w for w in soft if not {w, AL + w} & (Words.LEVEL | Words.AFORESAID | Words.SIDES | Words.TWO_PERSONS)
    )


def stem(word: str) -> str:
    """A word of a name without what it hangs on: proclitics, the article, the ending of the accusative."""
    while len(word) > _LEAST and word[0] in LAM + BEH + WAW:
        word = word[1:]
    return bare(strip_article(word))


def _proper(doc: Document, start: int, end: int) -> bool:
    """Whether an indefinite head is made definite: by a place, a body, a state, or a definite genitive."""
    if start < end and doc.texts[start] == '"':
        return True
    for k in range(start, min(end, start + 4)):
        word = doc.words[k]
        if doc.find(k, "capital", "place", "state", "organization") is not None or state_adjective(word) is not None:
            return True
        finite = word.verbs and ("n" not in word.pos or any(v.object for v in word.verbs))
        if word.definite or word.function_class or word.kind != "word" or finite:
            return word.definite and not word.text.startswith(WAW)
    return False


def head_noun(form: str) -> str:
    """The first noun of a name, without its article and the ending of the accusative."""
    return bare(normalize(form).split()[0].removeprefix(AL))


def bare(word: str) -> str:
    return word.removesuffix(ALEF) if len(word) > 4 else word
