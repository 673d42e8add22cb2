"""Named bodies: the extent of the phrase that names a ministry, council, agency, party or company.

The phrase starts with a noun for bodies, or is one that the authority table knows. After it come a genitive chain,
definite adjectives, a state's adjective, a phrase with li- that says what it is for, and nouns coordinated inside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pyarabic.araby import ALEF, BEH, HEH, LAM, MEEM, NOON, TEH, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.particles import AL, IN
from mithaq.language.fold import normalize
from mithaq.language.numbers import ordinal
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.authority_tables import OrganizationEntry
from mithaq.lexicon.groups import group

__all__ = ["OrganizationPhrase", "parse_organization"]

_LONGEST = 14
_POSSESSED = (HEH + ALEF, HEH + MEEM)  # its, their
_PLAIN_KINDS = frozenset(
    {"agency", "international", "organization", "company", "bank", "armed_group", "armedGroup", "committee"}
)
_JOINT = frozenset({"council", "committee", "agency"})
_PLACES = frozenset({"state", "capital", "place", "region"})
_CALLED = frozenset({"armed_group", "party", "media", "company"})
_PROPER_KINDS = frozenset({"company", "party", "media", "armedGroup", "university"})


@dataclass(frozen=True, slots=True)
class OrganizationPhrase:
    """A body as it stands in the text: words `start` to `end`, `cut` letters of proclitics on the first. `words` are
    those of the name without a state's adjective; `state` is the adjective's or the name's; `known` its entry."""

    start: int
    end: int
    kind: str
    proclitics: str = ""
    state: str | None = None
    nisba: tuple[int, ...] = ()
    known: OrganizationEntry | None = None
    head: LexiconMatch | None = None

    @property
    def words(self) -> tuple[int, ...]:
        return tuple(k for k in range(self.start, self.end) if k not in self.nisba)


def parse_organization(doc: Document, i: int) -> OrganizationPhrase | None:
    """The body whose name starts at word `i`, or None."""
    pattern = _pattern(doc, i)
    hit = next(
        (
            h
            for h in doc.hits.get(i, ())
            if h.entry.category == "organization" and h.article == h.entry.definite and not h.entry.ambiguous
        ),
        None,
    )
    if hit is not None and not _meant(doc, hit):
        hit = None
    short = doc.find(i, "body")
    if hit and short and short.entry.value[1] == "nisba" and not _free(doc, i):
        return None  # (the minister of) the foreign affairs of A
    if hit:
        longer = (
            pattern is not None and pattern.end > hit.end and is_adjective(doc.words[hit.end]) and hit.entry.words < 4
        )
        if not longer:
            entry: OrganizationEntry = hit.entry.value
            end, state, nisba = _nisbas(doc, hit.end, entry.state)
            other = state_adjective(doc.words[hit.end]) if hit.end < len(doc.words) else None
            if other and other != entry.state and (entry.state or (entry.kind == "international" and pattern)):
                return pattern  # the body of that name in another state
            inner = hit.end - 1
            if inner > i and state_adjective(doc.words[inner]) == entry.state and entry.state:
                nisba = (inner, *nisba)
            return OrganizationPhrase(i, end, entry.kind, hit.proclitics, state, nisba, entry, hit)
    return pattern


def _meant(doc: Document, hit: LexiconMatch) -> bool:
    """Whether a body's name of one word is meant, and not the noun or the place that the word is as well.

    A common noun (zeal, the base) is no name where an adjective, a demonstrative or a genitive makes a noun of it.
    """
    i = hit.start
    if hit.entry.words > 1:
        return True
    if hit.proclitics and any(not h.proclitics and h.entry.category in _PLACES for h in doc.hits[i]):
        return False
    if normalize(hit.entry.form) not in group("body or noun"):
        return True
    entry: OrganizationEntry = hit.entry.value
    before, after = doc.words[i - 1] if i else None, doc.words[i + 1] if i + 1 < len(doc.words) else None
    if before is not None and before.function_class == "dem":
        return False
    adjective = after is not None and after.definite and after.pos and after.surname_count < 5
    if after is not None and hit.article and adjective and (state_adjective(after) or "") != entry.state:
        return False  # the constitutional base
    if after is not None and not hit.article and _noun(doc, i + 1):
        return False  # the zeal of the people
    return not hit.proclitics.endswith(BEH) or hit.article or entry.name_ar in doc.in_full  # with zeal


def _noun(doc: Document, i: int) -> bool:
    """Whether word `i` is a noun after which no verb is to be looked for: definite, or with a pronoun."""
    word = doc.words[i]
    if word.verbs or word.function_class or word.nisbas or not set(word.pos) & set("nm"):
        return False
    return not word.given_count and (word.definite or word.is_listed_form or word.text.endswith(_POSSESSED))


def _nisbas(doc: Document, j: int, state: str | None) -> tuple[int, str | None, tuple[int, ...]]:
    """State adjectives after a body, with what joins two of them (Saudi – Iraqi)."""
    found: list[int] = []
    while j < len(doc.words) and j not in doc.blocked:
        nisba = state_adjective(doc.words[j], doc)
        if nisba is None:
            if (
                found
                and doc.texts[j] == "-"
                and j + 1 < len(doc.words)
                and state_adjective(doc.words[j + 1]) is not None
            ):
                j += 1
                continue
            break
        if state and nisba and nisba != state and not found:
            break
        state = state or nisba or None
        found.append(j)
        j += 1
    if len(found) > 1:  # of two states: a joint body of neither
        return j, None, ()
    return j, state, tuple(found)


def state_adjective(word: Word, doc: Document | None = None) -> str | None:
    """The code of the state whose definite adjective this is ("" for one of several states), else None.

    With an article given, an adjective that means something else as well (financial, Malian) is a state's only where
    the article speaks of that state in other words.
    """
    for nisba in word.nisbas:
        if nisba.definite and not nisba.proclitics and nisba.number == "s":
            if doc is not None and nisba.ambiguous and word.text in doc.lexicon.portfolio_words:
                return nisba.code if nisba.code in doc.named else None
            return nisba.code
    return None


def _pattern(doc: Document, i: int) -> OrganizationPhrase | None:
    head = doc.find(i, "body")
    if head is None:
        return None
    kind, need = head.entry.value
    words, texts = doc.words, doc.texts
    j = head.end
    limit = min(len(words), i + _LONGEST)
    definite = head.article or words[head.end - 1].text.startswith(AL)
    is_open = not definite
    nisba: list[int] = []
    state: str | None = None
    complement = purpose = False
    whole: tuple[int, bool] | None = None  # the longest phrase so far that owes nothing, and whether it says a purpose
    while j < limit and j not in doc.in_date:
        word = words[j]
        if j in doc.blocked:
            j, is_open, complement = doc.blocked[j], False, True
            continue
        if complement and not is_open:
            whole = j, purpose
        if word.kind == "sign":
            if texts[j] == "-" and nisba and j + 1 < limit and state_adjective(words[j + 1]) is not None:
                j += 1
                continue
            if texts[j] == '"' and not complement and not definite and (kind in _PROPER_KINDS or kind == "agency"):
                close = next((k for k in range(j + 2, min(j + 7, limit)) if texts[k] == '"'), None)
                known = doc.find(j + 1, "organization")
                if known is not None and known.end == close and not known.proclitics:
                    entry = known.entry.value
                    return OrganizationPhrase(
                        i, close + 1, entry.kind, head.proclitics, entry.state, known=entry, head=head
                    )
                if close is not None:
                    return OrganizationPhrase(i, close + 1, kind, head.proclitics, head=head)
            break
        if word.kind == "number" and is_open and kind == "international":  # (group) 5+1, 77, 20
            j += 1
            if j + 1 < limit and texts[j] == "+" and words[j + 1].kind == "number":
                j += 2
            is_open, complement, purpose = False, True, True
            continue
        if word.kind == "latin" and is_open:
            j, is_open, complement = j + 1, False, True
            continue
        if word.kind != "word":
            break
        code = state_adjective(word, doc)
        if code is not None and not is_open and j == head.end and not _agrees(words[head.end - 1], word):
            break  # the adjective of what came before (the Turkish director of intelligence)
        if code is not None and not is_open:
            nisba.append(j)
            state = state or code or None
            complement, j = True, j + 1
            continue
        if is_open:
            inner_body = doc.find(j, "organization")
            if j == head.end and inner_body is not None and not inner_body.proclitics and not definite:
                named = _of_known(doc, head, inner_body)
                if named is not False:
                    return named
            if j == head.end and _indefinite_adjective(doc, words[j - 1], word):
                break
            step = _genitive(doc, j, kind)
            if step is None:
                break
            j, is_open, inner = step
            state = state or inner
            complement = True
            continue
        after = _purpose(doc, j) if complement else None
        if after:
            j, is_open = after
            complement = purpose = True
            continue
        if _adjective(doc, j, complement) and (complement or _agrees(words[head.end - 1], word)):
            if not complement and ordinal([word.text]) is not None:
                break  # the second group is a rank, not a name
            j += 1
            complement = True
            continue
        joint = purpose or kind == "ministry"
        joint = joint or (kind in _JOINT and j == head.end + 1 and _portfolio(doc, words[j - 1]))
        if complement and joint and _coordinated(doc, j):
            j += 1
            continue
        break
    if is_open and whole is not None:
        j, purpose = whole
        nisba = [k for k in nisba if k < j]
        is_open = False
    if is_open or not complement or j <= head.end:
        return None
    if need == "nisba" and nisba and not words[nisba[0]].text.endswith(HEH):
        return None
    if need == "nisba" and not (nisba and nisba[0] == head.end and head.article and _free(doc, i)):
        return None
    adjective = not definite and any(is_adjective(words[k]) for k in range(head.end, j))
    if need == "strict" and not (state or purpose or adjective):
        return None
    if need == "proper" and not state:
        return None
    if ordinal([texts[j - 1]]) is not None and words[j - 1].definite and kind in _PLAIN_KINDS - {"committee"}:
        return None  # the first company of Qatar to do it
    if definite and not purpose and need != "nisba" and _only_nisbas(doc, head, j, nisba, kind, need):
        return None
    plain = definite and not (state or purpose) and kind in _PLAIN_KINDS and j == head.end + 1
    if plain and texts[head.end] not in group("institution adjective"):
        return None  # the security institution is no name
    if texts[head.end] in group("board"):
        return None
    if (
        j == head.end + 1
        and (texts[head.end] in group("generic complement") or AL + texts[head.end] in group("generic complement"))
        and not nisba
    ):
        return None
    if len(nisba) > 1 and len({state_adjective(words[k]) for k in nisba}) > 1:
        state, nisba = None, []
    elif kind == "ministry" and state is None and j + 1 < len(words) and texts[j] == IN:
        where = doc.find(j + 1, "state")
        if where is not None and not where.entry.ambiguous and where.article == where.entry.definite:
            state = where.entry.value  # the ministry of the interior in Bahrain
    return OrganizationPhrase(i, j, kind, head.proclitics, state, tuple(nisba), head=head)


def _of_known(doc: Document, head: LexiconMatch, known: LexiconMatch) -> OrganizationPhrase | Literal[False] | None:
    """A noun for bodies right before the name of one: the same body (the movement Hamas), None where it is only a part
    of it (the forces of), False where it may be a body of its own."""
    noun = doc.words[head.start].text[len(head.proclitics) :]
    if known.article != known.entry.definite or known.entry.ambiguous:
        return False
    if noun in group("part of a body"):
        return None
    entry: OrganizationEntry = known.entry.value
    if noun in group("apposed to a body") and (known.entry.words == 1 or entry.kind in _CALLED):
        end, state, nisba = _nisbas(doc, known.end, entry.state)
        return OrganizationPhrase(head.start, end, entry.kind, head.proclitics, state, nisba, entry, head)
    return False


def _only_nisbas(doc: Document, head: LexiconMatch, end: int, nisba: list[int], kind: str, need: str) -> bool:
    """Whether a definite noun for bodies of which a state has many is told from the rest by the state alone (the
    Russian company)."""
    many = kind == "company" or (kind in ("agency", "organization") and need == "complement")
    return many and len(nisba) == end - head.end


def _indefinite_adjective(doc: Document, head: Word, word: Word) -> bool:
    """Whether a word says what kind of body a feminine noun means (an armed group) rather than whose."""
    feminine = head.text.endswith((HEH, ALEF + TEH)) and word.text.endswith(HEH) and not word.definite
    known = word.text in doc.lexicon.portfolio_words or AL + word.text in doc.lexicon.portfolio_words
    return feminine and "a" in word.pos and "m" not in word.pos and not known


def _agrees(head: Word, adjective: Word) -> bool:
    """Whether an adjective has the gender of the noun: feminine with ta marbuta, else masculine."""
    return head.text.endswith(HEH) == adjective.text.endswith(HEH) or head.text.endswith(ALEF + TEH)


def _free(doc: Document, i: int) -> bool:
    """Whether the word before does not govern word `i` (minister of, ministry of, affairs of)."""
    before = doc.words[i - 1] if i else None
    if before is not None and before.definite and before.pos and not before.verbs:
        return False  # its adjective: (the domestic) arena
    return i == 0 or not (doc.find(i - 1, "role", "body") or doc.words[i - 1].text in doc.lexicon.portfolio_words)


def _genitive(doc: Document, j: int, kind: str) -> tuple[int, bool, str | None] | None:
    """What follows an indefinite noun of a name: (index after it, whether it owes a genitive in turn, its state)."""
    word = doc.words[j]
    hit = doc.find(j, "state", "organization")
    if hit and not hit.proclitics and hit.article == hit.entry.definite and not hit.entry.ambiguous:
        return hit.end, False, hit.entry.value if hit.entry.category == "state" else hit.entry.value.state
    if word.function_class:
        return None
    if word.definite and not word.text.startswith(WAW):
        if kind == "party" and (
            word.text in doc.lexicon.portfolio_words or strip_article(word.text) in doc.lexicon.portfolio_words
        ):
            return None  # the movement of trade is no movement
        return j + 1, False, None
    if word.has_conjunction:
        return None
    if word.pos in ("v", "a", "av"):
        return None
    if doc.find(j, "body", "forum", "agreement") and not any(h.proclitics for h in doc.hits[j]):
        return j + 1, True, None
    city = doc.find(j, "capital", "place")
    if city is not None and not city.proclitics:
        return city.end, False, None
    if word.text.endswith(_POSSESSED) or (doc.text(j, j + 1).endswith(HEH) and not word.given_count):
        return None
    if kind in _PROPER_KINDS and not word.pos and name_likelihood(word) >= UNKNOWN and not word.verbs:
        end = j + 1
        while (
            end < min(len(doc.words), j + 3)
            and not doc.words[end].function_class
            and name_likelihood(doc.words[end]) >= UNKNOWN
            and not doc.words[end].definite
        ):
            end += 1
        return end, False, None
    if word.verbs and not word.pos:
        return None
    if (word.pos or word.zipf >= 2.5) and name_likelihood(word) < LIKELY and not doc.find(j, "role", "title"):
        return j + 1, True, None
    return None


def _purpose(doc: Document, j: int) -> tuple[int, bool] | None:
    """A li- phrase that says what a body is for: (index after its first noun, whether it owes a genitive)."""
    word = doc.words[j]
    if word.given_count >= 50:
        return None
    for pro, stem, article in sorted(word.stems[1:], key=lambda s: not s[2]):
        if pro != LAM:
            continue
        known = doc.lexicon.word((AL if article else "") + stem)
        if article:
            if known.verbs and not known.pos:
                continue
            return j + 1, False
        if len(stem) >= 3 and known.pos and not known.verbs and name_likelihood(known) < LIKELY:
            return j + 1, True
        hit = next(
            (h for h in doc.hits.get(j, ()) if h.proclitics == LAM and h.entry.category in ("forum", "body")), None
        )
        if hit:
            return hit.end, True
    return None


def _adjective(doc: Document, j: int, complement: bool) -> bool:
    """A definite adjective inside a name."""
    word = doc.words[j]
    if not word.definite or word.text.startswith(WAW) or doc.find(j, "title", "role"):
        return False
    if status_word(word) is not None or word.text in group("no name adjective"):
        return False
    if is_adjective(word):
        return True
    if word.verbs or word.pos == "v" or not set(word.pos or "a") & set("na"):
        return False
    stem = strip_article(word.text)
    if len(stem) < 3 or stem == word.text:
        return False
    if any(n.definite for n in word.nisbas):
        return True
    relative = stem.endswith((YEH, YEH + HEH, YEH + YEH + NOON))
    return ("a" in word.pos or relative) and word.given_count + word.surname_count < 5 and (not complement or relative)


def _portfolio(doc: Document, word: Word) -> bool:
    """Whether a definite noun is one of those that ministries and councils are of (peace, security)."""
    known = strip_article(word.text) in doc.lexicon.portfolio_words or word.text in doc.lexicon.portfolio_words
    return word.definite and known


def _coordinated(doc: Document, j: int) -> bool:
    """A definite noun joined by `and` inside a name."""
    word = doc.words[j]
    if not word.text.startswith(WAW + AL):
        return False
    if any(h.entry.category in ("role", "title", "body", "organization", "state") for h in doc.hits.get(j, ())):
        return False
    if any(n.definite for n in word.nisbas):
        return False
    stem = word.text[3:]
    return stem in doc.lexicon.portfolio_words or AL + stem in doc.lexicon.portfolio_words
