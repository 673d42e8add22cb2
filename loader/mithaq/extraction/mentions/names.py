"""Where a personal name starts and ends.

No list of persons is consulted. A name is a run of words each of which could be part of a name: known as a given name
or surname (with how many bearers), or unknown to the dictionary altogether; joined by particles (ibn, Al, de, von).
What stands before it (a title, a post) decides how much is asked of the words.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import AIN, ALEF_HAMZA_ABOVE, ALEF_MADDA, BEH, HEH, LAM, TEH, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name, state_of_alias
from mithaq.extraction.mentions.name_context import ends_phrase, name_particles, prepositional_noun, rare_word, word_at
from mithaq.extraction.mentions.name_fit import rank_in_name
from mithaq.extraction.mentions.name_words import (
    LIKELY,
    NEVER,
    UNKNOWN,
    UNLIKELY,
    bearers,
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
_LONG = 6  # letters of a word of an East Asian name at most
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
    official: int
    """One past the name of an official that starts there, or -1."""
    j: int
    word: Word
    """The next word, `j`, without the proclitics that were taken off it."""
    use: str = ""
    """The use of the next word as a particle of names."""
    parts: int = 0
    strong: int = 0
    done: bool = False
    """Whether the name has ended."""

    def next_word(self) -> bool:
        """Go to the next word; false where the name has ended before it."""
        doc, j = self.doc, self.j
        if self.done or j >= self.limit or j in doc.in_date or j in doc.blocked:
            return False
        self.word = doc.words[j] if j > self.start else self.word
        self.use = name_particles().get(self.word.text, "")
        return True

    def take(self, words: int, parts: int = 0, strong: int = 0) -> bool:
        self.j += words
        self.parts += parts
        self.strong += strong
        return True

    def end(self) -> bool:
        self.done = True
        return True

    def last(self, words: int, parts: int = 0, strong: int = 0) -> bool:
        """Take the last words of the name."""
        self.take(words, parts, strong)
        return self.end()

    def use_of(self, ahead: int) -> str | None:
        """The use of the particle some words ahead, within the name's longest reach."""
        k = self.j + ahead
        return name_particles().get(self.doc.texts[k]) if k < self.limit else None

    def likelihood_of_next(self) -> int:
        return name_likelihood(self.doc.words[self.j + 1]) if self.j + 1 < self.limit else NEVER


def name_end(doc: Document, i: int, *, titled: bool, cut: int = 0) -> int:
    """One past the last word of the name that starts at word `i`, or `i` when none does.

    `titled`: a title or post stands before it, so that a word unknown to the tables may open the name.
    `cut`: how many of its first letters are proclitics.
    """
    asked = i, titled, cut
    if asked not in doc.name_ends:
        doc.name_ends[asked] = _read_name(doc, i, titled, cut)
    return doc.name_ends[asked]


def _read_name(doc: Document, i: int, titled: bool, cut: int) -> int:
    if _blessed(doc, i) or _that(doc, i):
        return i
    known, limit = doc.find(i, "official"), min(len(doc.words), i + _LONGEST)
    first = doc.lexicon.word(doc.texts[i][cut:]) if cut else doc.words[i]
    walk = _Walk(doc, i, limit, titled, known.end if known else -1, i, first)
    if known and not known.proclitics and (size := known.end - i) > 1:
        walk.take(size, size, size)
        walk.done = doc.words[walk.j - 1].definite and bool(ordinal([doc.texts[walk.j - 1]]))  # the second of his name
    while walk.next_word():
        for step in _STEPS:
            if step(walk):
                break
    if not walk.parts or (not titled and walk.strong < min(walk.parts, 2)):
        return i
    end = walk.j - (doc.texts[walk.j - 1] == "-")
    return end + (titled and _left_open(doc, end))


def _blessed(doc: Document, i: int) -> bool:
    """Whether word `i` opens a blessing: may God have mercy on him."""
    if doc.texts[i + 1 : i + 2] != [OneWord.GOD]:
        return False
    return doc.text(i, i + 1).endswith(HEH) and not doc.texts[i].startswith(AIN)


def _that(doc: Document, i: int) -> bool:
    """Whether word `i` is that-, as it is spelt, and not Anne or Ban: (the spokesman said) that N."""
    if doc.texts[i] not in Words.THAT:
        return False
    written = doc.text(i, i + 1)
    return not written.startswith(ALEF_MADDA) and (doc.texts[i] in Words.THAT_ALONE or ALEF_HAMZA_ABOVE in written)


def _another(walk: _Walk) -> bool:
    """A second person, named right after a name of two parts at least."""
    if walk.parts < 2:
        return False
    known = walk.doc.find(walk.j, "official")
    in_full = known is not None and not known.proclitics and known.end > walk.j + 1
    return walk.end() if in_full or _by_last_name(walk) or _by_given_name(walk) else False


def _by_last_name(walk: _Walk) -> bool:
    """Whether a last name that all the press knows stands alone after another."""
    before, after = walk.doc.words[walk.j - 1], word_at(walk.doc, walk.j + 1)
    if before.given_count or not is_last_name(before.text) or state_of_alias(walk.word.text) is None:
        return False
    return after is None or name_likelihood(after) < UNKNOWN or after.definite


def _by_given_name(walk: _Walk) -> bool:
    """Whether a given name follows a whole name, or a surname with the article (the object of a verb)."""
    word, before, after = walk.word, walk.doc.words[walk.j - 1], word_at(walk.doc, walk.j + 1)
    whole = walk.official == walk.j
    if not given_only(word) and not (whole and foreign_given(word)):
        return False
    if after is None or after.kind != "word" or word.definite or walk.use:
        return False
    return whole or (before.definite and before.given_count < 20 and name_likelihood(after) >= UNKNOWN)


def _east_asian(walk: _Walk) -> bool:
    """A name of East Asian form, the family name and two short words, whatever these mean in Arabic."""
    doc, i = walk.doc, walk.start
    if not walk.titled or walk.j > i or doc.texts[i] not in Words.FAMILY_NAME_FIRST or i + 2 >= len(doc.words):
        return False
    hyphen = doc.texts[i + 2] == "-" and doc.words[i + 1].kind == "word" and doc.starts[i + 2] == doc.ends[i + 1]
    words = 4 if hyphen else 3
    found = _hyphened_syllables(doc, i) if hyphen else _two_syllables(doc, i)
    return walk.last(words, words, words) if found else False


def _hyphened_syllables(doc: Document, i: int) -> bool:
    """Whether a hyphen joins the two words after the family name at word `i`."""
    second, last = doc.words[i + 1], word_at(doc, i + 3)
    joined = last is not None and last.kind == "word" and doc.starts[i + 3] == doc.ends[i + 2]
    return joined and len(second.text) <= _SYLLABLE and not second.definite


def _two_syllables(doc: Document, i: int) -> bool:
    """Whether the two words after the family name at word `i` are its given names."""
    second, third, after = doc.words[i + 1], doc.words[i + 2], word_at(doc, i + 3)
    if not _syllable(doc, second) or not _syllable(doc, third) or second.function_class == "prep" or second.verbs:
        return False
    if doc.words[i].function_class and "n" in second.pos and second.zipf >= _COMMON:
        return False  # a pronoun and what it is (he is a measure)
    if third.function_class or third.text in Words.THAT:
        # a syllable that is a word as well: nothing may follow that the word could lead to
        return third.text in Words.LAST_SYLLABLE and ends_phrase(doc, i + 3)
    if third.verbs and third.zipf >= 4:
        return False
    return after is None or _ends_name(after)


def _ends_name(word: Word) -> bool:
    """Whether a word is not more of a name: the tables know it, or it is bi- or li- and a last name (met with N)."""
    to_another = word.text[0] in BEH + LAM and is_last_name(word.text[1:])
    return to_another or name_likelihood(word) != UNKNOWN


def _syllable(doc: Document, word: Word) -> bool:
    """Whether a word may be a syllable of a foreign name, and not a preposition and a noun, something that happened, or
    something of his or hers (Kim, in time)."""
    if word.kind != "word" or word.definite or len(word.text) > _LONG:
        return False
    if len(word.text) > _SYLLABLE:
        return not (prepositional_noun(word, doc.lexicon) or object_noun(word))
    return len(word.text) != _SYLLABLE - 1 or word.zipf < _SAID or "n" not in word.pos


def _before_foreign(walk: _Walk) -> bool:
    """A given name before a foreign particle, whatever else the word means (Lula da)."""
    opens = not walk.parts and walk.titled and walk.word.given_count
    return walk.take(1, 1, 1) if opens and walk.use_of(1) == "foreign" else False


def _joined(walk: _Walk) -> bool:
    """A particle and the word it joins to the name: ibn X, Al X."""
    j, use = walk.j, walk.use
    if use not in ("link", "prefix", "doubtful", "house") or j + 1 >= walk.limit or not _follows(walk.doc, j + 1, use):
        return False
    if use == "link" and not walk.parts and not walk.titled:
        return walk.end()
    words = 2 if walk.use_of(1) not in ("prefix", "doubtful", "link") else 1
    return walk.last(words) if j + words > walk.limit else walk.take(words, 1, 1)


def _follows(doc: Document, j: int, use: str) -> bool:
    """Whether word `j` may stand after a particle: a word of an open class that is not a number or a sign."""
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


def _title_inside(walk: _Walk) -> bool:
    """A title that is a given name too, between two names; after a whole name it opens that of another."""
    if walk.parts > 1 and walk.word.definite and walk.word.text in Words.NAME_TITLE and _opens_another(walk):
        return walk.end()
    inside = walk.parts and walk.word.text in Words.NAME_TITLE and walk.doc.words[walk.j - 1].given_count
    return walk.take(1) if inside and walk.likelihood_of_next() >= UNKNOWN else False


def _opens_another(walk: _Walk) -> bool:
    """Whether a title is of somebody else: a position or two names follow it (A received Mr B)."""
    k = walk.j + 1
    if k + 1 >= len(walk.doc.words):
        return False
    if walk.doc.find(k, "role") is not None:
        return True
    both = (walk.doc.words[k], walk.doc.words[k + 1])
    return all(word.kind == "word" and not word.definite and name_likelihood(word) >= UNKNOWN for word in both)


def _numbered(walk: _Walk) -> bool:
    """An ordinal that ends a name: the second of his name."""
    if not walk.parts or not walk.titled or not walk.word.definite:
        return False
    given = walk.doc.words[walk.j - 1].given_count
    named = given >= 20 or (walk.parts == 1 and given)
    return walk.last(1) if named and (ordinal([walk.word.text]) or 0) in range(1, 13) else False


def _compound(walk: _Walk) -> bool:
    """The second half of a compound, or both: might of the faith, the neighbour of God."""
    both = " ".join(walk.doc.texts[walk.j : walk.j + 2])
    if (walk.parts or walk.titled) and both in Words.COMPOUND_NAME:
        return walk.take(2, 1, 1)
    if walk.use == "suffix" and walk.parts:
        return walk.take(1)
    if walk.use == "suffix" and not walk.titled:
        return walk.end()  # what closes a compound does not open a name
    opens = walk.titled and not walk.parts and walk.word.given_count >= 3
    return walk.take(2, 1, 1) if opens and walk.use_of(1) == "suffix" else False


def _of_god(walk: _Walk) -> bool:
    """A compound with God after a title: gift of God."""
    word = walk.word
    if not walk.titled or walk.doc.texts[walk.j + 1 : walk.j + 2] != [OneWord.GOD]:
        return False
    if not walk.parts:
        return walk.take(2, 1, 1) if "n" in word.pos and walk.use_of(2) == "link" else False
    return walk.take(2, 1) if (bearers(word) or word.definite) and not word.function_class else False


def _foreign_particle(walk: _Walk) -> bool:
    """A particle of foreign names (de, von), and a forename that is a particle, before more of the name."""
    if walk.use not in ("foreign", "forename"):
        return False
    named, foreign = walk.parts or walk.titled, walk.use == "foreign"
    likely = walk.likelihood_of_next() >= UNKNOWN or (foreign and walk.use_of(1) == "foreign")
    if likely and (named or not foreign):
        return walk.take(1)
    after = word_at(walk.doc, walk.j + 1) if walk.j + 1 < walk.limit else None
    rare = foreign and walk.parts and walk.titled and after is not None and rare_word(after)
    return walk.last(2, 1) if rare and ends_phrase(walk.doc, walk.j + 2) else False


def _hyphened(walk: _Walk) -> bool:
    """A hyphen after a part of a name: it joins the next one, or ends the name."""
    if walk.word.text != "-" or not walk.parts or walk.j + 1 >= walk.limit:
        return False
    after = walk.doc.words[walk.j + 1]
    return walk.take(1 if name_likelihood(after) >= UNKNOWN else 2) if _joins(walk, after) else walk.end()


def _joins(walk: _Walk, after: Word) -> bool:
    """Whether a hyphen, with or without spaces, stands between two parts of a name, or before a Korean syllable."""
    doc, j = walk.doc, walk.j
    left, right = doc.ends[j - 1] == doc.starts[j], doc.ends[j] == doc.starts[j + 1]
    if left != right and doc.words[j - 1].given_count >= 5 and foreign_given(after):
        return True  # Anne- Marie
    if doc.texts[walk.start] not in Words.FAMILY_NAME_FIRST:
        return left and right and name_likelihood(after) >= UNKNOWN
    short = walk.parts == 2 and len(after.text) <= _SYLLABLE and not after.definite
    return (left and right) or (short and (left or right))


def _not_of_name(walk: _Walk) -> bool:
    """What the sentence says of the person: (the president N wants) the import of, (N) talks, (King N), the Custodian
    of the Two Holy Mosques."""
    doc, word = walk.doc, walk.word
    if not walk.parts:
        return False
    if walk.parts >= 2 and (object_noun(word) or _to_do(doc, word)):
        return walk.end()
    masdar = "m" in word.pos and not word.definite and object_noun(word)
    if walk.parts == 1 and masdar and is_last_name(doc.texts[walk.j - 1]) and doc.texts[walk.j + 1] != ",":
        return walk.end()
    post = doc.find(walk.j, "role")
    return walk.end() if post is not None and post.end > walk.j + 1 and post.entry.value[2] else False


def _to_do(doc: Document, word: Word) -> bool:
    """Whether a word that no table has is li- with a masdar of the second form: (N wants) to recruit."""
    text = word.text
    if text[:2] != LAM + TEH or text[-2:-1] != YEH or len(text) < _SECOND_FORM:
        return False
    return not bearers(word) and not doc.lexicon.word(text[1:]).given_count


def _part(walk: _Walk) -> bool:
    """A word that carries the name; any other ends it, and one that nobody bears the full name of an official."""
    if walk.j == walk.official and walk.parts > 1 and not bearers(walk.word):
        return walk.end()
    rank = rank_in_name(walk.doc, walk.j, walk.word, walk.parts, walk.titled)
    return walk.take(1, 1, rank >= LIKELY) if rank >= UNKNOWN else walk.end()


_STEPS = (
    _another, _east_asian, _before_foreign, _joined, _title_inside, _numbered, _compound, _of_god, _foreign_particle,
    _hyphened, _not_of_name, _part,
)  # fmt: skip
"""What the next word of a name may be, in the order in which it is tried; the last takes it or ends the name."""


def _left_open(doc: Document, j: int) -> bool:
    """Whether a foreign particle right before word `j` leaves a name open that the word closes."""
    if name_particles().get(doc.texts[j - 1]) != "foreign" or j >= len(doc.words) or j in doc.in_date:
        return False
    word = doc.words[j]
    return word.kind == "word" and not word.definite and not word.function_class and not doc.hits.get(j)
