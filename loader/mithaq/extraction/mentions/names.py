"""Where a personal name starts and ends.

No list of persons is consulted. A name is a run of words each of which could be part of a name: known as a given name
or surname (with how many bearers), or unknown to the dictionary altogether; joined by particles (ibn, Al, de, von).
What stands before it (a title, a post) decides how much is asked of the words.
"""

from __future__ import annotations

from pyarabic.araby import (
    HEH,
)

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name, state_of_alias
from mithaq.extraction.mentions.name_context import ends_phrase, name_particles, rare_word, word_at
from mithaq.extraction.mentions.name_fit import rank_in_name
from mithaq.extraction.mentions.name_words import (
    LIKELY,
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
from mithaq.lexicon.groups import group, only

__all__ = ["name_end"]


_LONGEST = 9
_SYLLABLE = 4  # letters of a Korean syllable at most
_COMMON = 4.0  # on the Zipf scale: a noun that every newspaper has


def name_end(doc: Document, i: int, *, titled: bool, first: Word | None = None) -> int:
    """One past the last word of the name that starts at word `i`, or `i` when none does.

    `titled`: a title or post stands before it, so that a word unknown to the tables may open the name.
    `first` stands in for word `i` where proclitics were taken off it.
    """
    words, texts, particles = doc.words, doc.texts, name_particles()
    limit = min(len(words), i + _LONGEST)
    j = i
    parts = 0  # words that carry the name
    strong = 0
    known = doc.find(i, "official")
    if known and not known.proclitics and known.end - i > 1:
        j, parts, strong = known.end, known.end - i, known.end - i
        if words[j - 1].definite and ordinal([texts[j - 1]]):
            return j  # the second of his name
    while j < limit and j not in doc.in_date and j not in doc.blocked:
        word = first if first is not None and j == i else words[j]
        if parts >= 2 and _another(doc, j, whole=known is not None and known.end == j):
            break
        if (titled or parts) and j == i and (stop := _asian(doc, i)) > i:
            j, parts, strong = stop, stop - i, stop - i
            break
        use = particles.get(word.text, "")
        if not parts and titled and word.given_count and j + 1 < limit and particles.get(texts[j + 1]) == "foreign":
            j, parts, strong = j + 1, 1, 1  # whatever else the word means (Lula da)
            continue
        if use in ("link", "prefix", "doubtful", "house") and j + 1 < limit and _follows(doc, j + 1, use):
            if use == "link" and not parts and not titled:
                break
            j += 2 if particles.get(texts[j + 1]) not in ("prefix", "doubtful", "link") else 1
            if j > limit:
                break
            parts += 1
            strong += 1
            continue
        if (
            parts
            and word.text in group("name title")
            and j + 1 < limit
            and name_likelihood(words[j + 1]) >= LIKELY
            and words[j - 1].given_count
        ):
            j += 1  # a title that is a given name too, between two names
            continue
        if (
            parts
            and titled
            and (words[j - 1].given_count >= 20 or (parts == 1 and words[j - 1].given_count))
            and word.definite
            and (ordinal([word.text]) or 0) in range(1, 13)
        ):
            j += 1  # the second of his name
            break
        if use == "suffix":
            if not parts and not titled:
                break  # what closes a compound opens no name
            if parts:
                j += 1
                continue
        if titled and not parts and word.given_count >= 3 and j + 1 < limit and particles.get(texts[j + 1]) == "suffix":
            j, parts, strong = j + 2, 1, 1  # a compound (might of the faith)
            continue
        son = j + 2 < limit and particles.get(texts[j + 2]) == "link"
        if son and not parts and titled and "n" in word.pos and texts[j + 1] == only("God"):
            j, parts, strong = j + 2, 1, 1  # (the neighbour of) God son of
            continue
        if (
            parts
            and titled
            and (word.given_count + word.surname_count or word.definite)
            and texts[j + 1 : j + 2] == [only("God")]
            and not word.function_class
        ):
            j, parts = j + 2, parts + 1  # a name of two words (gift of God)
            continue
        if use == "foreign" and j + 1 < limit and (parts or titled) and name_likelihood(words[j + 1]) >= UNKNOWN:
            j += 1
            continue
        if (
            use == "foreign"
            and parts
            and titled
            and j + 1 < limit
            and rare_word(words[j + 1])
            and ends_phrase(doc, j + 2)
        ):
            j, parts = j + 2, parts + 1
            break
        if use == "forename" and j + 1 < limit and name_likelihood(words[j + 1]) >= UNKNOWN:
            j += 1
            continue
        if word.text == "-" and parts and j + 1 < limit:
            family = texts[i] in group("family name first")
            before, after = doc.ends[j - 1] == doc.starts[j], doc.ends[j] == doc.starts[j + 1]
            short = parts == 2 and (before or after) and len(texts[j + 1]) <= _SYLLABLE and not words[j + 1].definite
            if (before and after and (family or name_likelihood(words[j + 1]) >= UNKNOWN)) or (family and short):
                j += 1 + (name_likelihood(words[j + 1]) < UNKNOWN)
                continue
            break
        if parts >= 2 and object_noun(word):
            break
        rank = rank_in_name(doc, j, word, parts, titled)
        if rank < 1:
            break
        strong += rank >= LIKELY
        parts += 1
        j += 1
    if j > i and texts[j - 1] == "-":
        j -= 1
    if not parts or (not titled and strong < min(parts, 2)):
        return i
    return j


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
    if (
        word.kind == "word"
        and not before.given_count
        and is_last_name(before.text)
        and state_of_alias(word.text) is not None
    ):
        return True
    if not given_only(word) and not (whole and foreign_given(word)):
        return False
    if after is None or after.kind != "word" or word.definite or word.text in name_particles():
        return False
    return whole or (before.definite and before.given_count < 20 and name_likelihood(after) >= UNKNOWN)


def _asian(doc: Document, i: int) -> int:
    """One past a name of East Asian form, the family name and two short words, whatever these mean in Arabic; `i` where
    there is none."""
    if doc.texts[i] not in group("family name first") or i + 2 >= len(doc.words):
        return i
    second, third = doc.words[i + 1], doc.words[i + 2]
    if any(w.kind != "word" or w.definite or len(w.text) > 6 for w in (second, third)):
        return i
    if doc.words[i].function_class and "n" in second.pos and second.zipf >= _COMMON:
        return i  # a pronoun and what it is (he is a measure)
    if second.function_class == "prep" or second.verbs:
        return i
    if third.function_class or third.text in group("that"):
        # a syllable that is a word as well: nothing may follow that the word could lead to
        return i + 3 if third.text in group("last syllable") and ends_phrase(doc, i + 3) else i
    apart = i + 3 >= len(doc.words) or name_likelihood(doc.words[i + 3]) != UNKNOWN
    return i + 3 if apart and (not third.verbs or third.zipf < 4) else i
