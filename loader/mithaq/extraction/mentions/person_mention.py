"""A person as the text presents him, and where a title or post leads to a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyarabic.araby import HEH, TEH_MARBUTA, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import with_his, word_at
from mithaq.extraction.mentions.name_fit import finite_verb
from mithaq.extraction.mentions.name_slots import quoted_name_end
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, foreign_given, is_known, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.mentions.tagged_names import tagged_holder
from mithaq.lexicon import Nisba, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = [
    "Mention",
    "bracketed_name",
    "memorial_before",
    "name_after",
    "name_at",
    "titles_at",
]


@dataclass(slots=True)
class Mention:
    """A person in the text, or a post that stands for its holder (`name_start == name_end`).

    `start` and `end` take in titles and posts, `name_start` and `name_end` the name alone; `cut` is how many letters
    of its first word are proclitics. `counterpart` marks a post inherited from the person before.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    posts: list[PositionMention] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    proclitics: str = ""
    cut: int = 0
    counterpart: Nisba | None = None
    source: Mention | None = None
    rule: str = "title-name"
    person: int = -1

    @property
    def named(self) -> bool:
        return self.name_end > self.name_start

    @classmethod
    def of_name(cls, start: int, end: int, rule: str = "name", proclitics: str = "") -> Mention:
        """A name without title or post, after proclitics that each are a letter of its first word."""
        return cls(start, end, start, end, [], (), proclitics, len(proclitics), rule=rule)


_TITLES = 12  # titles before one name at most
_GIVEN = 20  # bearers of a given name that an abbreviated title stands before
_NOUN = " noun"  # ends the kind of a title that is a common noun as well


def titles_at(doc: Document, i: int, *, inner: bool) -> tuple[int, tuple[str, ...], str]:
    """Titles that start at word `i`: (index after them, their kinds, proclitics)."""
    kinds: list[str] = []
    j, proclitics = i, ""
    while len(kinds) < _TITLES:
        hit = doc.find(j, "title")
        if hit is None or (hit.proclitics and (j > i or inner)) or not _is_title(doc, hit, kinds, inner=inner):
            break
        if j == i:
            proclitics = hit.proclitics
        kinds.append(hit.entry.value.removesuffix(_NOUN))
        j = hit.end
        if j < len(doc.words) and (doc.texts[j] in ("/", "_") or (doc.texts[j] == "." and len(doc.texts[j - 1]) == 1)):
            j += 1
    return j, tuple(kinds), proclitics


def _is_title(doc: Document, hit: LexiconMatch, kinds: list[str], *, inner: bool) -> bool:
    """Whether a phrase is a title where it stands, after those of some kinds."""
    pronoun = hit.entry.form.endswith(TEH_MARBUTA) and doc.text(hit.start, hit.end).endswith(HEH)
    if pronoun and not doc.find(hit.end, "title"):
        return False  # attended it, and not his presence
    if doc.texts[hit.start] in Words.PRONOMINAL and hit.start and doc.words[hit.start - 1].verbs:
        return False  # His Highness met (Minister A)
    if hit.entry.value == "rank part":
        return "rank" in kinds
    if hit.entry.value == "abbreviation":
        return not hit.proclitics and not hit.article and _names_one(doc, hit.end)
    if not hit.entry.value.endswith(_NOUN):
        return True
    after = word_at(doc, hit.end)
    if after is None or doc.find(hit.end, "title", "role", "official"):
        return after is not None
    sir = inner or (doc.words[hit.end - 1].definite and foreign_given(after))
    return after.given_count >= 60 or (sir and name_likelihood(after) >= LIKELY)


def _names_one(doc: Document, k: int) -> bool:
    """Whether word `k` is the sign after an abbreviation, and a given name or another title follows."""
    after = word_at(doc, k + 1)
    if doc.texts[k] not in (".", "/") or after is None:
        return False
    return after.given_count >= _GIVEN or doc.find(k + 1, "title", "official") is not None


def name_at(doc: Document, j: int) -> bool:
    j += j < len(doc.words) and doc.texts[j] == '"'
    return j < len(doc.words) and name_end(doc, j, titled=True) > j


def name_after(doc: Document, k: int, end: int, *, comma: bool = True) -> tuple[int, int] | None:
    """The name at word `k`, or after a comma or an opening bracket there when it is set off on both sides."""
    if k >= end or memorial_before(doc, k):
        return None
    known = doc.find(k, "official")
    if known is not None and not known.proclitics and known.end > k + 1:
        return k, min(max(known.end, name_end(doc, k, titled=True)), end)
    if finite_verb(doc, k, doc.words[k]):
        return None
    k += _adjectival(doc, k, end)
    stop = min(name_end(doc, k, titled=True), end)
    if stop <= k:
        stop = tagged_holder(doc, k, end)
    if stop > k:
        return (k, _out_of_brackets(doc, k, stop, end)) if not _word_alone(doc, k, stop) else None
    if k + 2 < end and doc.texts[k] == '"':
        start, _, _ = titles_at(doc, k + 1, inner=True)
        stop = quoted_name_end(doc, start, end)
        return (start, stop) if stop > start else None
    if comma and doc.texts[k] == "(":
        return bracketed_name(doc, k + 1)
    return _set_off_name(doc, k, end) if comma else None


def bracketed_name(doc: Document, k: int) -> tuple[int, int] | None:
    """The name of two words at least from word `k` to a closing bracket, past titles."""
    start, _, _ = titles_at(doc, k, inner=True)
    stop = name_end(doc, start, titled=True)
    return (start, stop) if stop > start + 1 and doc.texts[stop] == ")" else None


def _word_alone(doc: Document, k: int, stop: int) -> bool:
    """Whether what reads as a name is and- with something that no table has, or the adjective of a state between two
    indefinite words (a Turkish minister of defence)."""
    word = doc.words[k]
    if stop == k + 1 and word.nisbas and not word.definite and not doc.words[k - 1].definite:
        return True
    alone = stop == k + 1 or name_likelihood(doc.words[k + 1]) < UNKNOWN
    return alone and word.has_conjunction and not is_known(word)


def _set_off_name(doc: Document, k: int, end: int) -> tuple[int, int] | None:
    """The name after a comma, a dash or a colon at word `k`, where it ends as an apposition does."""
    if k + 1 >= end or doc.texts[k] not in (",", "-", ":") or doc.words[k + 1].has_conjunction:
        return None
    if doc.texts[k : k + 2] == [":", '"']:
        return None  # what the holder says
    start, _, _ = titles_at(doc, k + 1, inner=True)
    start += doc.texts[start] == '"'
    if parse_position(doc, start) is not None:
        return None
    stop = min(name_end(doc, start, titled=True), end)
    his = stop == start + 1 and with_his(doc, start) and not doc.words[start].given_count  # (began), N, his duties
    return (start, stop) if stop > start and not his and _set_off(doc, start, stop, end) else None


def _out_of_brackets(doc: Document, k: int, stop: int, end: int) -> int:
    """One past the last name that follows the brackets in which an editor put the post and the first name: (the
    president Bashar) al-Assad."""
    closed = stop == k + 1 and stop + 1 < end and doc.texts[stop] == ")"
    return stop + 2 if closed and is_last_name(strip_article(doc.texts[stop + 1])) else stop


def memorial_before(doc: Document, i: int) -> bool:
    """Whether what stands before word `i` is a noun that is called after persons (the university of King ...)."""
    return i > 0 and any((not article and stem in Words.MEMORIAL) for _, stem, article in doc.words[i - 1].stems)


def _adjectival(doc: Document, k: int, end: int) -> bool:
    """Whether word `k` is an adjective of relation before a given name (the Ottoman Mehmed), not the name's first."""
    word = doc.words[k]
    if not word.definite or word.given_count >= 3 or k + 1 >= end or doc.find(k, "title") is not None:
        return False
    if (doc.find(k, "role") is not None and parse_position(doc, k) is not None) or _unseen_after_rank(doc, k):
        return False
    if word.surname_count and not word.text.endswith((YEH, YEH + HEH)):
        return False
    after = doc.words[k + 1]
    if (role := doc.find(k + 1, "role")) and role.end < end and doc.words[role.end].definite:
        return False  # a post follows: the word is the name
    if after.definite or ("a" in word.pos and not word.surname_count and name_end(doc, k + 1, titled=True) > k + 2):
        return not after.definite
    return after.given_count >= 10 and name_likelihood(after) >= LIKELY


def _unseen_after_rank(doc: Document, k: int) -> bool:
    """Whether a word that no table has follows a military rank: a first name with the article."""
    rank, word = doc.find(k - 1, "title"), doc.words[k]
    ranked = rank is not None and rank.entry.value == "rank"
    return ranked and name_likelihood(word) == UNKNOWN and not word.nisbas


def _set_off(doc: Document, start: int, stop: int, end: int) -> bool:
    """Whether a name after a comma ends as an apposition does: at a sign, a verb, a preposition or a date."""
    if stop >= end or stop in doc.in_date:
        return True
    if sum(name_likelihood(doc.words[k]) >= LIKELY for k in range(start, stop)) >= 2:
        return True
    after = doc.words[stop]
    return after.kind != "word" or bool(after.verbs or after.function_class or after.pos)
