"""Where a personal name starts and ends.

No list of persons is consulted. A name is a run of words each of which could be part of a name: known as a given name
or surname (with how many bearers), or unknown to the dictionary altogether; joined by particles (ibn, Al, de, von).
What stands before it (a title, a post) decides how much is asked of the words.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import AIN, ALEF_HAMZA_ABOVE, ALEF_MADDA, HEH, LAM, TEH, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name, state_of_alias
from mithaq.extraction.mentions.name_context import ends_phrase, name_particles, prepositional_noun, rare_word, word_at
from mithaq.extraction.mentions.name_fit import rank_in_name
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    UNKNOWN,
    UNLIKELY,
    foreign_given,
    given_only,
    name_likelihood,
    object_noun,
    plain,
)
from mithaq.language.numbers import ordinal
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["name_end"]


_LONGEST = 9
_SYLLABLE = 4  # letters of a Korean syllable at most
_SECOND_FORM = 6  # letters of li- and a masdar of the second form at least
_SAID = 5.3  # on the Zipf scale: a noun that everybody uses
_COMMON = 4.0  # on the Zipf scale: a noun that every newspaper has


@dataclass(slots=True)
class _Walk:
    """The state of reading one name: the next word, how many words carry the name, and how many are surely a name's."""

    doc: Document
    start: int
    limit: int
    titled: bool
    j: int
    parts: int = 0
    strong: int = 0
    done: bool = False  # the name has ended

    def take(self, words: int, parts: int = 0, strong: int = 0) -> bool:
        self.j += words
        self.parts += parts
        self.strong += strong
        return True

    def end(self) -> bool:
        self.done = True
        return True

    def last(self, words: int, parts: int = 0) -> bool:
        """Take the last words of the name."""
        self.take(words, parts)
        return self.end()

    def use(self, ahead: int) -> str | None:
        """The use of the particle some words ahead, within the name's longest reach."""
        k = self.j + ahead
        return name_particles().get(self.doc.texts[k]) if k < self.limit else None

    def likelihood_of_next(self) -> int:
        return name_likelihood(self.doc.words[self.j + 1]) if self.j + 1 < self.limit else NEVER


def name_end(doc: Document, i: int, *, titled: bool, first: Word | None = None) -> int:
    """One past the last word of the name that starts at word `i`, or `i` when none does.

    `titled`: a title or post stands before it, so that a word unknown to the tables may open the name.
    `first` stands in for word `i` where proclitics were taken off it.
    """
    words, texts = doc.words, doc.texts
    if (
        i + 1 < len(words)
        and texts[i + 1] == OneWord.GOD
        and doc.text(i, i + 1).endswith(HEH)
        and not texts[i].startswith(AIN)
    ):
        return i  # may God have mercy on him
    if texts[i] in Words.THAT and _that(doc, i):
        return i  # (the spokesman said) that N, and not Ann N or Ban N
    walk = _Walk(doc, i, min(len(words), i + _LONGEST), titled, i)
    known = doc.find(i, "official")
    if known and not known.proclitics and known.end - i > 1:
        size = known.end - i
        walk.take(size, size, size)
        if words[walk.j - 1].definite and ordinal([texts[walk.j - 1]]):
            return walk.j  # the second of his name
    while not walk.done and walk.j < walk.limit and walk.j not in doc.in_date and walk.j not in doc.blocked:
        j = walk.j
        word = first if first is not None and j == i else words[j]
        if walk.parts >= 2 and _another(doc, j, whole=known is not None and known.end == j):
            break
        if titled and j == i and (stop := _asian(doc, i)) > i:
            walk.take(stop - i, stop - i, stop - i)
            break
        use = name_particles().get(word.text, "")
        if any(step(walk, word, use) for step in _STEPS):
            continue
        if walk.parts >= 2 and (object_noun(word) or _to_do(doc, word)):
            break
        masdar = "m" in word.pos and not word.definite and object_noun(word)
        if walk.parts == 1 and masdar and is_last_name(texts[j - 1]):
            break  # (the president N wants) the import of
        if walk.parts and (post := doc.find(j, "role")) and post.end > j + 1 and post.entry.value[2]:
            break  # King N, the Custodian of the Two Holy Mosques
        rank = rank_in_name(doc, j, word, walk.parts, titled)
        if rank < 1:
            break
        walk.take(1, 1, rank >= LIKELY)
    j = walk.j
    if j > i and texts[j - 1] == "-":
        j -= 1
    j += walk.parts > 0 and titled and _left_open(doc, j)
    if not walk.parts or (not titled and walk.strong < min(walk.parts, 2)):
        return i
    return j


def _that(doc: Document, i: int) -> bool:
    """Whether word `i` is that-, as it is spelt, and not Anne or Ban."""
    written = doc.text(i, i + 1)
    return not written.startswith(ALEF_MADDA) and (doc.texts[i] in Words.THAT_ALONE or ALEF_HAMZA_ABOVE in written)


def _to_do(doc: Document, word: Word) -> bool:
    """Whether a word that no table has is li- with a masdar of the second form: (N wants) to recruit."""
    text = word.text
    if text[:2] != LAM + TEH or text[-2:-1] != YEH or len(text) < _SECOND_FORM:
        return False
    return not (word.given_count or word.surname_count) and not doc.lexicon.word(text[1:]).given_count


def _before_foreign(walk: _Walk, word: Word, use: str) -> bool:
    """A given name before a foreign particle, whatever else the word means (Lula da)."""
    opens = not walk.parts and walk.titled and word.given_count
    return walk.take(1, 1, 1) if opens and walk.use(1) == "foreign" else False


def _joined(walk: _Walk, word: Word, use: str) -> bool:
    """A particle and the word it joins to the name: ibn X, Al X."""
    j = walk.j
    if use not in ("link", "prefix", "doubtful", "house") or j + 1 >= walk.limit or not _follows(walk.doc, j + 1, use):
        return False
    if use == "link" and not walk.parts and not walk.titled:
        return walk.end()
    words = 2 if walk.use(1) not in ("prefix", "doubtful", "link") else 1
    return walk.last(words) if j + words > walk.limit else walk.take(words, 1, 1)


def _title_inside(walk: _Walk, word: Word, use: str) -> bool:
    """A title that is a given name too, between two names."""
    inside = walk.parts and word.text in Words.NAME_TITLE and walk.doc.words[walk.j - 1].given_count
    return walk.take(1) if inside and walk.likelihood_of_next() >= LIKELY else False


def _numbered(walk: _Walk, word: Word, use: str) -> bool:
    """An ordinal that ends a name: the second of his name."""
    if not walk.parts or not walk.titled or not word.definite:
        return False
    bearers = walk.doc.words[walk.j - 1].given_count
    named = bearers >= 20 or (walk.parts == 1 and bearers)
    return walk.last(1) if named and (ordinal([word.text]) or 0) in range(1, 13) else False


def _compound(walk: _Walk, word: Word, use: str) -> bool:
    """The second half of a compound, or both: might of the faith, the neighbour of God, gift of God."""
    both = " ".join(walk.doc.texts[walk.j : walk.j + 2])
    if (walk.parts or walk.titled) and both in Words.COMPOUND_NAME:
        return walk.take(2, 1, 1)
    if use == "suffix" and walk.parts:
        return walk.take(1)
    if use == "suffix" and not walk.titled:
        return walk.end()  # what closes a compound opens no name
    if not walk.titled:
        return False
    if not walk.parts and word.given_count >= 3 and walk.use(1) == "suffix":
        return walk.take(2, 1, 1)
    if walk.doc.texts[walk.j + 1 : walk.j + 2] != [OneWord.GOD]:
        return False
    if not walk.parts:
        return walk.take(2, 1, 1) if "n" in word.pos and walk.use(2) == "link" else False
    named = word.given_count + word.surname_count or word.definite
    return walk.take(2, 1) if named and not word.function_class else False


def _foreign_particle(walk: _Walk, word: Word, use: str) -> bool:
    """A particle of foreign names (de, von), and a forename that is a particle, before more of the name."""
    likely = walk.likelihood_of_next() >= UNKNOWN or (use == walk.use(1) == "foreign")
    if (use == "foreign" and (walk.parts or walk.titled) and likely) or (use == "forename" and likely):
        return walk.take(1)
    j = walk.j
    rare = use == "foreign" and walk.parts and walk.titled and j + 1 < walk.limit and rare_word(walk.doc.words[j + 1])
    return walk.last(2, 1) if rare and ends_phrase(walk.doc, j + 2) else False


def _hyphened(walk: _Walk, word: Word, use: str) -> bool:
    """A hyphen between two parts of a name, or before a Korean syllable, with or without spaces."""
    doc, j = walk.doc, walk.j
    if word.text != "-" or not walk.parts or j + 1 >= walk.limit:
        return False
    after = doc.words[j + 1]
    family = doc.texts[walk.start] in Words.FAMILY_NAME_FIRST
    left, right = doc.ends[j - 1] == doc.starts[j], doc.ends[j] == doc.starts[j + 1]
    unknown = name_likelihood(after) >= UNKNOWN
    short = walk.parts == 2 and (left or right) and len(after.text) <= _SYLLABLE and not after.definite
    double = left != right and doc.words[j - 1].given_count >= 5 and foreign_given(after)  # Anne- Marie
    if (left and right and (family or unknown)) or (family and short) or double:
        return walk.take(1 if unknown else 2)
    return walk.end()


_STEPS = (_before_foreign, _joined, _title_inside, _numbered, _compound, _foreign_particle, _hyphened)
"""What may stand in a name beside words that carry it, in the order in which it is tried."""


def _left_open(doc: Document, j: int) -> bool:
    """Whether a foreign particle right before word `j` leaves a name open that the word closes."""
    if name_particles().get(doc.texts[j - 1]) != "foreign" or j >= len(doc.words) or j in doc.in_date:
        return False
    word = doc.words[j]
    return word.kind == "word" and not word.definite and not word.function_class and not doc.hits.get(j)


def _follows(doc: Document, j: int, use: str) -> bool:
    """Whether word `j` may stand after a particle: any word that is not closed-class, a number or a sign."""
    word = doc.words[j]
    if word.kind != "word" or len(word.text) < 2:
        return False
    if word.function_class and not word.given_count:
        return word.text in name_particles()
    if use == "link" and word.given_count < 3 and "n" in word.pos and doc.text(j, j + 1).endswith(HEH):
        return False  # the son of his brother
    if use == "doubtful" and plain(word):
        return False  # or a minister; of influence
    return use != "house" or name_likelihood(word) >= UNLIKELY


def _another(doc: Document, j: int, *, whole: bool) -> bool:
    """Whether a second person is named from word `j` on, right after a name of two parts at least: somebody the tables
    know in full, or a given name after a whole name or a surname with the article (the object of a verb)."""
    known = doc.find(j, "official")
    if known is not None and not known.proclitics and known.end > j + 1:
        return True
    word, before, after = doc.words[j], doc.words[j - 1], word_at(doc, j + 1)
    goes_on = after is not None and after.kind == "word" and name_likelihood(after) >= UNKNOWN and not after.definite
    aliased = word.kind == "word" and is_last_name(before.text) and state_of_alias(word.text) is not None
    if aliased and not before.given_count and not goes_on:
        return True
    if not given_only(word) and not (whole and foreign_given(word)):
        return False
    if after is None or after.kind != "word" or word.definite or word.text in name_particles():
        return False
    return whole or (before.definite and before.given_count < 20 and name_likelihood(after) >= UNKNOWN)


def _arabic(doc: Document, word: Word) -> bool:
    """Whether a word is no syllable of a foreign name: a preposition and a noun, something that happened, or something
    of his or hers (Kim, in time)."""
    if len(word.text) > _SYLLABLE:
        return prepositional_noun(doc, word) or object_noun(word)
    return len(word.text) == _SYLLABLE - 1 and word.zipf >= _SAID and "n" in word.pos


def _asian(doc: Document, i: int) -> int:
    """One past a name of East Asian form, the family name and two short words, whatever these mean in Arabic; `i` where
    there is none."""
    if doc.texts[i] not in Words.FAMILY_NAME_FIRST or i + 2 >= len(doc.words):
        return i
    second, third = doc.words[i + 1], doc.words[i + 2]
    if third.text == "-" and second.kind == "word" and doc.starts[i + 2] == doc.ends[i + 1]:
        joined = i + 3 < len(doc.words) and doc.words[i + 3].kind == "word" and doc.starts[i + 3] == doc.ends[i + 2]
        return i + 4 if joined and len(second.text) <= _SYLLABLE and not second.definite else i
    if any(w.kind != "word" or w.definite or len(w.text) > 6 for w in (second, third)):
        return i
    if doc.words[i].function_class and "n" in second.pos and second.zipf >= _COMMON:
        return i  # a pronoun and what it is (he is a measure)
    if second.function_class == "prep" or second.verbs or any(_arabic(doc, word) for word in (second, third)):
        return i
    if third.function_class or third.text in Words.THAT:
        # a syllable that is a word as well: nothing may follow that the word could lead to
        return i + 3 if third.text in Words.LAST_SYLLABLE and ends_phrase(doc, i + 3) else i
    apart = i + 3 >= len(doc.words) or name_likelihood(doc.words[i + 3]) != UNKNOWN
    return i + 3 if apart and (not third.verbs or third.zipf < 4) else i
