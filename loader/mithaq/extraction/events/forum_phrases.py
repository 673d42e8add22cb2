"""Noun phrases for forums: how far the name reaches, which edition it is, and whether it names one gathering."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache

from pyarabic.araby import ALEF, BEH, LAM, TEH, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.attendance import FRAMES
from mithaq.extraction.events.forum_evidence import ClauseEvidence, place_after
from mithaq.extraction.events.forum_mention import ForumMention, Grounds
from mithaq.extraction.mentions.adjectives import status_word
from mithaq.extraction.mentions.noun_phrases import counts, name_extent
from mithaq.extraction.mentions.organization_phrases import parse_organization, state_adjective
from mithaq.extraction.particles import AL, ALA, AN, BETWEEN, FROM, IN, WITH
from mithaq.extraction.syntax.arguments import Argument
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.search import city_at, has_any, known, persons
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.language.numbers import find_ordinal, ordinal, plain_number
from mithaq.lexicon import strip_article
from mithaq.lexicon.word import Word
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["bare", "edition_at", "head_noun", "read_forum", "stem"]

_CONVENED = ("forum", "body", "organization")  # categories of what has sessions
_JUDGING = Words.AWAITED | Words.EVALUATIVE
_TAKING_UP = Words.AFORESAID | Words.SIDES | Words.TWO_PERSONS
_ADJECTIVES = 4  # adjectives between a summit and what it is between at the most
_TITLE = 2  # words after the name of a gathering in which its title may be announced (under the heading)
_SIDE = 3  # words after `between` in which the first side is named
_LEAST = 3  # letters of a word that has no proclitic to take off


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
    head: str
    """The noun, folded."""

    @property
    def strength(self) -> str:
        return str(self.hit.entry.value)


def read_forum(context: ClauseContext, hit: LexiconMatch, evidence: ClauseEvidence) -> ForumMention | None:
    """The forum that a noun phrase at a noun for gatherings mentions; None if it is none.

    The mention is `named` if the phrase by itself, or its clause, tells that there is one such gathering.
    """
    doc = context.doc
    p = _without_meeting(context, _phrase(context, hit))
    if _no_gathering(context, p) or _the_next(doc, p):
        return None
    if (inner := _the_forum(doc, p)) is not None:
        bare_noun = inner.end == p.end  # the opening session of the conference: the conference
        content = frozenset() if bare_noun else _content(doc, inner, p.end, None)
        form = doc.name(inner, p.end)
        return ForumMention([(hit.start, p.end)], content, [form], inner.entry.value, not bare_noun)
    sides = _two_sides(context, hit) if p.head == OneWord.SUMMIT else []
    grounds, named = Grounds.NAME, _names_one(doc, p, len(sides) > 1 or _between_in(context, p))
    of_two = frozenset(it.ref for it in sides if {side.kind for side in sides} == {"person"})
    told = sides if of_two or not p.words else []  # they are part of its name
    form, mention = doc.name(hit, told[-1].end if told else p.end), (hit.start, told[-1].end if told[1:] else p.end)
    if not named and evidence.makes_forum(hit, p.end):
        grounds, named, form = Grounds.CLAUSE, True, _form_by_its_clause(context, p, evidence) or form
    named = named and not _spoken_of_before(doc, p)
    if not named and (p.words or not hit.article):
        return None
    series = None if p.edition is None else _series_name(doc, p)
    telling = frozenset(filter(_telling, () if of_two else p.words))
    new = ForumMention([mention], telling, [form], p.strength, named, p.edition, series, grounds=grounds, sides=of_two)
    new.participants += sorted(of_two, key=lambda ref: ref.key)
    return new


def _the_next(doc: Document, p: _Phrase) -> bool:
    """Whether a session is the next one of what this is about: the coming session, with no word of what has it."""
    after = doc.texts[p.hit.end : p.hit.end + 1]
    return p.strength == "series" and p.hit.article and not p.words and after != [] and after[0] in Words.NEXT


def _without_meeting(context: ClauseContext, p: _Phrase) -> _Phrase:
    """The phrase without a meeting that follows it: (he held beside) the conference two meetings."""
    doc, start = context.doc, p.hit.end
    nouns = (t for t in context.triggers.of("meet", "call", start=start, end=p.end) if t.noun and not t.definite)
    held = (t.at for t in nouns if doc.texts[t.at - 1] != FROM)  # and not the third round of talks
    end = min(held, default=p.end) if p.hit.article else p.end
    return replace(p, end=end, words=_content(doc, p.hit, end, p.edition)) if end < p.end else p


def _spoken_of_before(doc: Document, p: _Phrase) -> bool:
    """Whether a demonstrative says that a gathering was named before: this workshop."""
    hit = p.hit
    return hit.article and p.edition is None and hit.start > 0 and doc.words[hit.start - 1].function_class == "dem"


def _form_by_its_clause(context: ClauseContext, p: _Phrase, evidence: ClauseEvidence) -> str | None:
    """The name of a gathering that is a forum only by its clause: that of its place, or of its parties."""
    doc, hit = context.doc, p.hit
    if p.end == hit.end:
        if (where := place_after(context, p.end)) is not None:
            return doc.name(hit, where.end)  # a summit in X
        if p.head in Words.NEGOTIATIONS and (there := context.place(hit.start)) is not None:
            return f"{doc.name(hit)} {IN} {doc.name(there)}"  # talks that went on in X
        if (holder := evidence.holder(hit, p.end)) is not None:
            return f"{bare(doc.name(hit))} {doc.label(*holder)}"
    ministers = evidence.ministers_after(hit)
    of = doc.label(ministers, name_extent(doc, ministers, ministers + 1), 1) if ministers is not None else ""
    return f"{doc.name(hit)} {of}" if of else None


def _phrase(context: ClauseContext, hit: LexiconMatch) -> _Phrase:
    """How far the name of a forum reaches, and its number."""
    doc = context.doc
    strength, with_parties = hit.entry.value, hit.entry.value in ("name", "body")
    edition, after = _first_edition(doc, hit)
    if hit.article and after + 1 < len(doc.words) and doc.texts[after] in _JUDGING:
        after += doc.texts[after + 1].startswith(LAM)  # the coming meeting of the ministers
    complete = hit.article and _begins_another(doc, after)
    end = after if complete else context.name_end(hit.start, after, with_parties=with_parties)
    if strength == "name" and not hit.article and doc.texts[end : end + 1] == [AN] and end + 1 < len(doc.words):
        end = name_extent(doc, hit.start, end + 2)  # a conference about the sea
    if edition is None and (found := _later_edition(doc, hit, end)) is not None:
        edition = found[0]  # the ministerial meeting, the 11th, of the coalition
        end = name_extent(doc, hit.start, found[1], with_parties=with_parties)
    of = doc.find(end + 1, *_CONVENED) if strength == "series" and doc.texts[end : end + 1] == [FROM] else None
    if edition is not None and of is not None:
        after = end + 1  # the 12th edition of the Doha forum
        end = name_extent(doc, after, after + 1)
    series_start = _series(doc, after, end) if strength in ("series", "body") else None
    if edition is not None and series_start is not None and (body := parse_organization(doc, series_start)) is not None:
        end = max(end, body.end)  # the first meeting of the high-level cooperation council
    return _Phrase(hit, after, end, edition, _content(doc, hit, end, edition), series_start, normalize(hit.entry.form))


def _begins_another(doc: Document, k: int) -> bool:
    """Whether word `k`, after a noun with the article, is an indefinite noun and no part of its name: (the conference
    saw) moments (of applause)."""
    if k >= len(doc.words) or k in doc.in_date:
        return False
    word = doc.words[k]
    noun = word.kind == "word" and word.is_listed_form and not (word.function_class or word.definite or word.nisbas)
    return noun and not doc.hits.get(k) and word.text not in Words.ABOUT


def _first_edition(doc: Document, hit: LexiconMatch) -> tuple[int | None, int]:
    """The number of a forum right after its noun, or before it, and the word after the noun and that."""
    edition, after = edition_at(doc, hit.end)
    if edition is not None and not hit.article and doc.words[hit.end].kind == "word" and doc.words[hit.end].definite:
        edition, after = None, hit.end  # the summit of the Twenty: a noun without the article has no ordinal with one
    if edition is not None or hit.article:
        return edition, after
    if normalize(hit.entry.form) == OneWord.SUMMIT and hit.end < len(doc.words):
        word = doc.words[hit.end]
        second = ordinal([word.text]) if word.kind == "word" and not word.definite else None
        return second, after + (second is not None)  # a second summit
    first = hit.entry.value != "name" and doc.texts[hit.start - 1] == OneWord.FIRST
    return (1 if first else None), after  # the first meeting of the committee


def _later_edition(doc: Document, hit: LexiconMatch, end: int) -> tuple[int, int] | None:
    """The number of a forum in its name up to word `end` or right after it, and one past both; not the number of the
    Group of Twenty."""
    of_group = doc.texts[hit.end : hit.end + 1] and doc.texts[hit.end].removeprefix(LAM) == OneWord.GROUP_OF_STATES
    if of_group or (not hit.article and _ordinal_at(doc, hit.end)):
        return None
    numeral = find_ordinal(doc.texts, hit.end, min(end + 3, len(doc.texts)))
    if numeral is not None and numeral.definite and numeral.start <= end and numeral.start not in doc.in_date:
        return numeral.value, max(end, numeral.end)
    edition, after = edition_at(doc, end) if hit.article else (None, end)
    return (edition, after) if edition is not None else None


def _no_gathering(context: ClauseContext, p: _Phrase) -> bool:
    """Whether a phrase is no forum whatever its clause says: talks with somebody, a press conference, dialogue and
    partnership as such."""
    doc, hit = context.doc, p.hit
    if has_any(doc, Words.PRESS | Words.PHONE, hit.end, p.end):
        return True
    if p.head == OneWord.SUMMIT:
        if not _a_summit(context, hit, p.end):
            return True
    elif doc.texts[hit.end : hit.end + 1] == [WITH]:
        return True
    if p.head == OneWord.MEETING_NOUN + ALEF + TEH and not _of_one_body(doc, hit):
        return True  # meetings with somebody
    if p.strength == "initiative" and BEH in hit.proclitics:
        return True  # at the initiative of somebody
    if not hit.article:
        return False
    joined = p.end > p.after and doc.texts[p.after].startswith(WAW)
    return joined or (not Words.DIALOGUE.isdisjoint(p.head.split()) and not _dialogue(context, hit.end, p.end))


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
    return _meeting_name(doc, p) if p.strength == "body" else _named_at(doc, p.hit.end)


def _proper_name(doc: Document, p: _Phrase, placed: bool) -> bool:
    """A conference, a summit, a dialogue: with a complement that makes it definite."""
    hit = p.hit
    if p.head == OneWord.SUMMIT and (_special(doc, p) or placed):
        return True  # a summit of three; a summit between A and B in X
    quoted = doc.texts[hit.end : hit.end + 1] == ['"']
    if (quoted and p.end > hit.end + 1 and _begins_with_by(doc.words[hit.end + 1])) or _of_a_party(p):
        return False  # the summit "with low hopes"
    if has_any(doc, Words.ENTITLED, hit.end, p.end + _TITLE):
        return True
    if not p.words or p.end - hit.start < 2 or (quoted and head_noun(hit.entry.form) in Words.DIALOGUE):
        return False
    return hit.article or _proper(doc, hit.end, p.end)


def _begins_with_by(word: Word) -> bool:
    """Whether a word is no entry of the dictionary unless bi- is taken off."""
    return not word.is_listed_form and any(BEH in stem[0] for stem in word.stems[1:2])


def _of_a_party(p: _Phrase) -> bool:
    """Whether a congress is a party or a parliament: the National Congress, the General People's Congress."""
    named = p.head == OneWord.CONFERENCE and p.words <= _congress_words()
    return named and p.hit.article and p.edition is None


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
    if doc.texts[hit.end] == '"' and p.end > hit.end + 1 and doc.words[hit.end + 1].definite and not hit.article:
        return True  # the meeting of "the Three"
    of_level = p.head == OneWord.MEETING_NOUN and has_any(doc, Words.LEVEL, hit.end, hit.end + 2)
    if of_level and BETWEEN in doc.texts[hit.end : p.end]:
        return True  # the high-level meeting between
    ministers = has_any(doc, Words.GATHERS_MINISTERS, hit.end, min(p.end, hit.end + 3))
    if (ministers and p.end - hit.start >= 2) or (_special(doc, p) and len(p.words) >= 2):
        return True
    return city_at(doc, hit.end) is not None


def _ordinal_at(doc: Document, k: int) -> bool:
    return doc.words[k : k + 1] != [] and doc.words[k].definite and ordinal([doc.texts[k]]) is not None


def _special(doc: Document, p: _Phrase) -> bool:
    return has_any(doc, Words.SPECIAL_MEETING, p.hit.end, p.end)


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
    if hit.article or hit.end >= len(doc.words) or not doc.in_date.isdisjoint(range(hit.end, end + 1)):
        return True
    after, body = doc.words[hit.end], doc.find(hit.end, "organization")
    if doc.texts[hit.start - 1 : hit.start] == [ALA] and after.kind == "word":
        of_many = after.text in Words.GATHERS_MINISTERS or (body is not None and body.entry.value.state is None)
        return of_many or bool(after.function_class)
    placed = doc.texts[end : end + 1] == [IN] and doc.find(end + 1, "capital", "place", "state")
    if placed or body is not None or not after.definite or doc.find(hit.end, "capital", "place", "state"):
        return True
    low, high = context.bounds(hit.start)
    return bool(context.triggers.of(*FRAMES, start=low, end=high))


def _dialogue(context: ClauseContext, start: int, end: int) -> bool:
    """Whether a dialogue is one with a name: national, strategic, between states, or numbered."""
    doc = context.doc
    return not has_any(doc, Words.DIALOGUE_AS_SUCH, start, end) and any(
        doc.texts[k] in Words.DIALOGUE_KINDS
        or (doc.words[k].nisbas and (k == start or doc.words[k - 1].nisbas or doc.words[k - 1].text == "-"))
        or ordinal([doc.texts[k]])
        or (doc.texts[k] == BETWEEN and any(it.kind in ("state", "side") for it in context.arguments_in(k + 1, k + 4)))
        for k in range(start, end)
    )


def edition_at(doc: Document, j: int) -> tuple[int | None, int]:
    """An edition number at word `j`, in words or digits: (number, index after it)."""
    texts = doc.texts
    bracketed = texts[j : j + 1] == ["("] and texts[j + 2 : j + 3] == [")"]
    at = j + (bracketed or texts[j : j + 1] in ([AL], [OneWord.NUMBER]))
    if at < len(texts) and doc.words[at].kind == "number" and (number := plain_number(texts[at])) is not None:
        if at == j and (j in doc.in_date or counts(doc, j)):
            return None, j
        return number, at + 1 + bracketed
    for n in (3, 2, 1) if j < len(texts) and doc.words[j].definite else ():
        value = ordinal(texts[j : j + n]) if j + n <= len(texts) else None
        if value is not None:
            return value, j + n
    return None, j


def _series(doc: Document, j: int, end: int) -> int | None:
    """Where the name of the body or series begins that a session is of: at li- or in the genitive."""
    for k in range(j, end):
        of = (LAM, "") if k == j else (LAM,)
        hits = (h for h in doc.hits.get(k, ()) if h.entry.category in _CONVENED)
        body = parse_organization(doc, k)
        ministers = doc.texts[k].startswith(LAM) and doc.texts[k] in Words.GATHERS_MINISTERS  # of the Arab ministers
        if ministers or (body and body.proclitics == LAM) or any(hit.proclitics in of for hit in hits):
            return k
    return None


def _the_forum(doc: Document, p: _Phrase) -> LexiconMatch | None:
    """The noun of the forum that an opening or closing session is of."""
    k = p.series_start if p.strength == "series" else None
    hit = doc.find(k, "forum") if k is not None and k >= p.after else None
    if hit is None or not hit.article or hit.entry.value not in ("name", "body"):
        return None
    if p.edition is not None:
        return hit if p.head == OneWord.SESSION and hit.end == p.end else None  # the first session of the conference
    return hit if has_any(doc, Words.PART_OF_A_FORUM, p.after, hit.start) else None


def _series_name(doc: Document, p: _Phrase) -> str:
    """The series' name: what the session is of, or the forum's own name without its number."""
    k = p.series_start
    if k is None or p.end <= k:
        return doc.name(p.hit) + (f" {doc.label(p.after, p.end)}" if p.end > p.after else "")
    head = doc.find(k, *_CONVENED)
    return doc.name(head, p.end) if head else doc.label(k, p.end, int(doc.texts[k][0] == LAM))


def _telling(word: str) -> bool:
    """Whether a word of a name tells the forum from others: not awaited, historic."""
    return AL + word not in _JUDGING


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
    untelling = _untelling(hit) | _TAKING_UP
    return frozenset(w for w in soft if w not in untelling and AL + w not in untelling)


def _untelling(hit: LexiconMatch) -> frozenset[str]:
    """The adjectives of a noun for a forum that tell it from no other: of what level, or which of its sessions."""
    sessions = hit.article and hit.entry.value == "series"
    return Words.LEVEL | Words.PART_OF_A_FORUM if sessions else Words.LEVEL


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


@lru_cache(maxsize=10_000)
def head_noun(form: str) -> str:
    """The first noun of a name, without its article and the ending of the accusative."""
    return bare(normalize(form).split()[0].removeprefix(AL))


def bare(word: str) -> str:
    return word.removesuffix(ALEF) if len(word) > 4 else word


def _two_sides(context: ClauseContext, hit: LexiconMatch) -> list[Argument]:
    """The two whom a summit is said to be between or of, or the one it is with: the summit, the awaited one, between
    the persons A and B; a historic summit that is to be between the states A and B; the summit of the persons A and B.

    None where an indefinite noun is of a summit that is only wished for, or called off; none of a definite one between
    states, which are its name.
    """
    k = _past_adjectives(context, hit)
    led = context.doc.texts[k] if context.doc.texts[k] in (BETWEEN, WITH) else ""
    of = k == hit.end and not hit.article
    sides = _conjoined(context, k + bool(led)) if led or of else []
    if len(sides) != (1 if led == WITH else 2):
        return []
    if led == BETWEEN and not hit.article:
        return sides if modality(context, Trigger(hit.start, hit.end, "meet", noun=True)).real else []
    if not persons(sides) or (not led and {it.kind for it in sides} != {"person"}):
        return []
    subject = context.subject(hit.start) if led == WITH else None
    other = subject is not None and subject.kind == "person" and subject.ref != sides[0].ref
    return [*known(subject), *sides] if other else sides


def _conjoined(context: ClauseContext, k: int) -> list[Argument]:
    """The actors from word `k` on that are joined by and-, or by a hyphen."""
    listed = context.following_arguments(k)
    if not listed or listed[0].start != k:
        return []
    hyphen = len(listed) > 1 and context.doc.texts[listed[0].end : listed[1].start] == ["-"]
    return listed[:2] if hyphen else context.conjuncts(listed, 0)


def _past_adjectives(context: ClauseContext, hit: LexiconMatch) -> int:
    """The word after the adjectives of a noun: the summit, the awaited one; a summit, a non-official one."""
    texts, words = context.doc.texts, context.doc.words
    k, last = hit.end, min(hit.end + _ADJECTIVES, len(words) - 1)
    while k < last and (
        texts[k] == OneWord.NON
        or (words[k].definite == hit.article and words[k].pos and not words[k].function_class)
        or k in context.doc.in_date
    ):
        k += 1
    return k
