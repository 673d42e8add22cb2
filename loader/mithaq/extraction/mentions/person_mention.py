"""A person as the text presents him, and where a title or post leads to a name."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyarabic.araby import HEH, TEH_MARBUTA, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name
from mithaq.extraction.mentions.name_context import with_his
from mithaq.extraction.mentions.name_endings import finite_verb
from mithaq.extraction.mentions.name_slots import quoted_name_end
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, foreign_given, is_known, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.mentions.tagged_names import tagged_holder
from mithaq.lexicon import Nisba, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["Mention", "memorial_before", "name_after", "name_at", "titles_at"]

_COMMA = ","


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


_TITLES = 12  # titles before one name at most


def titles_at(doc: Document, i: int, *, inner: bool) -> tuple[int, tuple[str, ...], str]:
    """Titles that start at word `i`: (index after them, their kinds, proclitics)."""
    kinds: list[str] = []
    j, proclitics = i, ""
    while len(kinds) < _TITLES:
        hit = doc.find(j, "title")
        if hit is None or (hit.proclitics and (j > i or inner)):
            break
        if (
            hit.entry.form.endswith(TEH_MARBUTA)
            and doc.text(j, hit.end).endswith(HEH)
            and not doc.find(hit.end, "title")
        ):
            break  # attended it, and not his presence
        kind = hit.entry.value.removesuffix(" noun")
        if hit.entry.value == "rank part" and "rank" not in kinds:
            break
        if kind != hit.entry.value:
            after = doc.words[hit.end] if hit.end < len(doc.words) else None
            sir = inner or (after is not None and doc.words[hit.end - 1].definite and foreign_given(after))
            named = after is not None and (after.given_count >= 60 or (sir and name_likelihood(after) >= LIKELY))
            if after is None or not (named or doc.find(hit.end, "title", "role", "official")):
                break
        if j == i:
            proclitics = hit.proclitics
        kinds.append(kind)
        j = hit.end
        if j < len(doc.words) and (doc.texts[j] in ("/", "_") or (doc.texts[j] == "." and len(doc.texts[j - 1]) == 1)):
            j += 1
    return j, tuple(kinds), proclitics


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
    if _adjectival(doc, k, end):
        k += 1
    stop = min(name_end(doc, k, titled=True), end)
    if stop <= k:
        stop = tagged_holder(doc, k, end)
    alone = stop == k + 1 or (stop > k and name_likelihood(doc.words[k + 1]) < UNKNOWN)
    if alone and doc.words[k].has_conjunction and not is_known(doc.words[k]):
        return None  # and something that no table has
    if stop == k + 1 and doc.words[k].nisbas and not doc.words[k].definite and not doc.words[k - 1].definite:
        return None  # a Turkish minister of defence
    if stop > k:
        return k, _out_of_brackets(doc, k, stop, end)
    if k + 2 < end and doc.texts[k] == '"':
        start, _, _ = titles_at(doc, k + 1, inner=True)
        stop = quoted_name_end(doc, start, end)
        if stop > start:
            return start, stop
    quotes = doc.texts[k : k + 2] == [":", '"']  # what the holder says
    after = doc.texts[k] in (_COMMA, "-", ":") if k + 1 < end else False
    if comma and after and not quotes and not doc.words[k + 1].has_conjunction:
        start, _, _ = titles_at(doc, k + 1, inner=True)
        start += doc.texts[start] == '"'
        if parse_position(doc, start) is not None:
            return None
        stop = min(name_end(doc, start, titled=True), end)
        his = stop == start + 1 and with_his(doc, start) and not doc.words[start].given_count  # (began), N, his duties
        if stop > start and not his and _set_off(doc, start, stop, end):
            return start, stop
    return None


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
    if doc.find(k, "role") is not None and parse_position(doc, k) is not None:
        return False
    if word.surname_count and not word.text.endswith((YEH, YEH + HEH)):
        return False
    after = doc.words[k + 1]
    if (role := doc.find(k + 1, "role")) and role.end < end and doc.words[role.end].definite:
        return False  # a post follows: the word is the name
    return after.given_count >= 10 and name_likelihood(after) >= LIKELY and not after.definite


def _set_off(doc: Document, start: int, stop: int, end: int) -> bool:
    """Whether a name after a comma ends as an apposition does: at a sign, a verb, a preposition or a date."""
    if stop >= end:
        return True
    after = doc.words[stop]
    if sum(name_likelihood(doc.words[k]) >= LIKELY for k in range(start, stop)) >= 2:
        return True
    return (
        after.kind != "word"
        or bool(after.verbs)
        or bool(after.function_class)
        or stop in doc.in_date
        or bool(after.pos)
    )
