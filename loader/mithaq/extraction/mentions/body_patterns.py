"""Names of bodies that start with a noun for bodies: how far the phrase reaches, and whether it is a name at all.

After the noun come a genitive chain, definite adjectives, a state's adjective, a phrase with li- that says what the
body is for, and nouns coordinated inside it. How much of that makes a name of the noun is told by org_heads.csv.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import ALEF, HEH, LAM, MEEM, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.mentions.body_words import (
    agrees,
    indefinite_adjective,
    is_field,
    is_free,
    is_name_adjective,
    joined_noun,
    of_portfolio,
    of_ruler,
    read_nisbas,
    state_adjective,
    with_preposition,
)
from mithaq.extraction.mentions.name_context import name_particles
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.particles import AL, IN
from mithaq.language.fold import normalize
from mithaq.language.numbers import ordinal
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.authority_tables import OrganizationEntry
from mithaq.lexicon.word_groups import Words

__all__ = ["OrganizationPhrase", "parse_pattern"]

_LONGEST = 14
_POSSESSED = (HEH + ALEF, HEH + MEEM)  # its, their
_PLAIN_KINDS = frozenset(
    {"agency", "international", "organization", "company", "bank", "armed_group", "committee", "university"}
)
_JOINT = frozenset({"council", "committee", "agency", "organization", "company", "bank"})
_OF_A_STATE = frozenset({"ministry", "council", "parliament"})
_POLITICAL = frozenset({"party", "armed_group"})
_ALLIED = _POLITICAL | {"international"}
_CALLED = frozenset({"armed_group", "party", "media", "company"})
_PROPER_KINDS = frozenset({"company", "bank", "party", "media", "armed_group", "university"})
_CALLED_ABROAD = frozenset({"organization", "agency", "company", "media", "international", "bank", "university"})
"""Kinds of bodies that may be called by a foreign word with an adjective behind it."""
_INSTITUTES = frozenset({"organization", "agency"})
"""Kinds of bodies that may be called by a foreign name (RAND)."""
_CLOSING = {'"': '"', "(": ")"}


@dataclass(frozen=True, slots=True)
class OrganizationPhrase:
    """A body as it stands in the text: words `start` to `end`, `cut` letters of proclitics on the first. `words` are
    those of the name without a state's adjective; `state` is the adjective's or the name's; `known` its entry; `noun`
    stands before the words in the name where the text has it once for several bodies."""

    start: int
    end: int
    kind: str
    proclitics: str = ""
    state: str | None = None
    nisba: tuple[int, ...] = ()
    known: OrganizationEntry | None = None
    head: LexiconMatch | None = None
    noun: str = ""

    @property
    def words(self) -> tuple[int, ...]:
        return tuple(k for k in range(self.start, self.end) if k not in self.nisba)


def parse_pattern(doc: Document, i: int) -> OrganizationPhrase | None:
    """The body at word `i` whose name starts with a noun for bodies, or None."""
    head = doc.find(i, "body")
    if head is None or _counted(doc, head):
        return None
    paper = doc.find(i, "agreement")
    if paper is not None and paper.end > head.end:
        return None  # an executive programme is a paper
    return _Pattern(doc, head).read()


def _counted(doc: Document, head: LexiconMatch) -> bool:
    """Whether what stands before an indefinite noun makes it one of many (13 companies, the biggest company), or a noun
    of another meaning (in the shape of)."""
    if head.article or head.proclitics or not head.start:
        return False
    before = doc.words[head.start - 1]
    if before.kind == "number" and head.start - 1 not in doc.in_date:
        return True
    return before.text in Words.ONE_OF_MANY or f"{before.text} {doc.texts[head.start]}" in Words.IN_THE_SHAPE_OF


class _Pattern:
    """Reads the words after one noun for bodies. `j` is the next word; `open` tells that a genitive is owed."""

    def __init__(self, doc: Document, head: LexiconMatch) -> None:
        self.doc, self.head = doc, head
        self.kind, self.need = head.entry.value
        self.noun = doc.words[head.end - 1]
        self.name = doc.texts[head.start][len(head.proclitics) :] if not head.article else ""
        self.definite = head.article or self.noun.text.startswith(AL)
        self.j = head.end
        self.limit = min(len(doc.words), head.start + _LONGEST)
        self.open = not self.definite
        self.nisba: list[int] = []
        self.state: str | None = None
        self.sides: set[str] = set()  # the states that its adjectives are of
        self.complement = self.purpose = False
        self.field = False  # the purpose is a field that bodies are for
        self.distinct = False  # a part that only a name has: an unknown word, a number, another body
        self.found: OrganizationPhrase | None = None
        self.no_name = False

    def read(self) -> OrganizationPhrase | None:
        whole: tuple[int, bool] | None = None  # the longest phrase so far that owes nothing, and whether with a purpose
        while self.j < self.limit and self.j not in self.doc.in_date:
            if self.complement and not self.open:
                whole = self.j, self.purpose
            if not self._step():
                break
        if self.found is not None or self.no_name:
            return self.found
        if self.open and whole is not None:
            self.j, self.purpose = whole
            self.nisba = [k for k in self.nisba if k < self.j]
            self.open = False
        if self.open or not self.complement or self.j <= self.head.end:
            return None
        return self._phrase() if self._says_enough() and not self._generic() else None

    def _take(self, end: int, *, owes: bool = False) -> bool:
        self.j, self.open, self.complement = end, owes, True
        return True

    def _step(self) -> bool:
        """Read on; False at the end of the name."""
        word = self.doc.words[self.j]
        if self.j in self.doc.blocked:
            return self._take(self.doc.blocked[self.j])
        if word.kind == "sign":
            return self._sign()
        if word.kind != "word":
            return self._foreign(word)
        code = state_adjective(word, self.doc)
        if code is not None and not self.open:
            return self._state_adjective(word, code)
        if self.open:
            return self._genitive(word)
        return self._purpose() or self._adjective(word) or self._coordinated()

    def _sign(self) -> bool:
        doc, j = self.doc, self.j
        if doc.texts[j] == "-":
            if self.nisba and j + 1 < self.limit and state_adjective(doc.words[j + 1]) is not None:
                self.j += 1
                return True
            return False
        if doc.texts[j] not in _CLOSING or self.complement or self.definite:
            return False
        sign = _CLOSING[doc.texts[j]]
        close = next((k for k in range(j + 2, min(j + 7, self.limit)) if doc.texts[k] == sign), None)
        if close is None:
            return False
        known = doc.find(j + 1, "organization")
        if known is not None and known.end == close and not known.proclitics:
            entry = known.entry.value
            self.found = self._as(close + 1, entry.kind, entry.state, known=entry)
        elif self._called() and not self._leads():
            self.found = self._as(close + 1, self.kind)
        return False

    def _called(self) -> bool:
        """Whether what is set off by signs after the noun is the name of the body."""
        return self.kind in _CALLED | _PROPER_KINDS | _INSTITUTES

    def _as(
        self, end: int, kind: str, state: str | None = None, nisba: tuple[int, ...] = (),
        known: OrganizationEntry | None = None,
    ) -> OrganizationPhrase:  # fmt: skip
        return OrganizationPhrase(
            self.head.start, end, kind, self.head.proclitics, state, nisba, known=known, head=self.head
        )

    def _foreign(self, word: Word) -> bool:
        """A number (group 77, 5+1) or a word in Latin letters."""
        doc, j = self.doc, self.j
        if not self.open or (word.kind == "number" and self.kind != "international"):
            return False
        self.distinct = True
        if word.kind == "number":
            self.purpose = True
            if j + 2 < self.limit and doc.texts[j + 1] == "+" and doc.words[j + 2].kind == "number":
                return self._take(j + 3)
        return self._take(j + 1)

    def _state_adjective(self, word: Word, code: str) -> bool:
        if self.j == self.head.end and not agrees(self.noun, word):
            return False  # the adjective of what came before (the Turkish director of intelligence)
        end = self.j + 1
        if not code and end < self.limit and (two := self.doc.lexicon.nisba_of_two(word, self.doc.words[end])):
            code, end = two, end + 1  # of North Korea
        self.nisba += range(self.j, end)
        self.sides.add(code)
        self.state = self.state or code or None
        return self._take(end)

    def _genitive(self, word: Word) -> bool:
        doc, j = self.doc, self.j
        if word.nisbas and not word.definite and all(not n.definite for n in word.nisbas):
            return False  # a Turkish bank
        if j == self.head.end and not self.definite:
            inner = doc.find(j, "organization")
            if inner is not None and not inner.proclitics and self._of_known(inner):
                return False
            if indefinite_adjective(doc, doc.words[j - 1], word):
                return False
            if (self.need == "proper" or self.kind in _POLITICAL) and word.definite and doc.find(j, "role", "title"):
                return False  # the administration of the president, his party
        step = self._genitive_step(word)
        if step is None:
            return False
        end, owes, state = step
        self.state = self.state or state
        return self._take(end, owes=owes)

    def _of_known(self, known: LexiconMatch) -> bool:
        """Whether the noun right before the name of a body settles it: the same body (the movement Hamas), or only a
        part of it (the forces of); else it may be a body of its own."""
        noun = self.name
        if known.article != known.entry.definite or known.entry.ambiguous:
            return False
        if noun in Words.PART_OF_A_BODY:
            self.no_name = True
            return True
        entry: OrganizationEntry = known.entry.value
        if noun in Words.APPOSED_TO_A_BODY and (known.entry.words == 1 or entry.kind in _CALLED):
            end, state, nisba = read_nisbas(self.doc, known.end, entry.state)
            if entry.kind == "armed_group" and state != entry.state:
                end, state, nisba = known.end, entry.state, ()  # its backer's
            self.found = self._as(end, entry.kind, state, nisba, entry)
            return True
        return False

    def _genitive_step(self, word: Word) -> tuple[int, bool, str | None] | None:
        """What follows an indefinite noun: (index after it, whether it owes a genitive in turn, its state)."""
        doc, j = self.doc, self.j
        hit = doc.find(j, "state", "organization")
        if hit and not hit.proclitics and hit.article == hit.entry.definite and not hit.entry.ambiguous:
            if hit.entry.category == "state":
                return hit.end, False, hit.entry.value
            self.distinct = self.distinct or self.need != "proper"
            return hit.end, False, hit.entry.value.state
        if name_particles().get(word.text) == "prefix" and j + 1 < self.limit and doc.words[j + 1].kind == "word":
            return self._unknown_words(j + 2), False, None  # called after the father of X
        if word.function_class:
            return None
        if word.definite and not word.text.startswith(WAW):
            region = doc.find(j, "region", "place")
            if region is not None and region.end > j + 1 and not region.proclitics:
                return region.end, False, None
            return self._definite_noun(word)
        if word.has_conjunction or word.pos in ("v", "a", "av") or with_preposition(doc, word):
            return None
        if doc.find(j, "body", "forum", "agreement") and not any(h.proclitics for h in doc.hits[j]):
            return j + 1, True, None
        city = doc.find(j, "capital", "place")
        if city is not None and not city.proclitics:
            return city.end, False, None
        return self._other_noun(word)

    def _definite_noun(self, word: Word) -> tuple[int, bool, str | None] | None:
        j = self.j
        if self.name in Words.MOTION and of_portfolio(self.doc, word):
            return None  # the movement of trade is no movement
        if j == self.head.end:
            if self.name in Words.CENTER and (word.text in Words.AFFAIRS or strip_article(word.text) in Words.RESEARCH):
                self.field = True
            if self.kind in _POLITICAL and word.text in Words.PARTY_IDEAL:
                self.distinct = True
            if word.text in Words.DEFINITE_NUMBER and self.kind == "international":
                self.distinct = True
        return j + 1, False, None

    def _other_noun(self, word: Word) -> tuple[int, bool, str | None] | None:
        doc, j = self.doc, self.j
        unknown = not word.pos and name_likelihood(word) >= UNKNOWN and not word.verbs
        described = unknown and self._described(j + 1)
        his = word.text.endswith(_POSSESSED) or (doc.text(j, j + 1).endswith(HEH) and not word.given_count)
        if his and (word.zipf or not described):
            return None
        foreign = described or (unknown and not word.zipf and self.kind in _INSTITUTES and self.need == "complement")
        if foreign or ((self.kind in _PROPER_KINDS or self._of_news()) and unknown):
            self.distinct = self.distinct or foreign or self.kind in ("company", "bank", "media")
            return self._unknown_words(j + 1), False, None
        if word.verbs and not word.pos:
            return None
        if (word.pos or word.zipf >= 2.5) and name_likelihood(word) < LIKELY and not doc.find(j, "role", "title"):
            if j == self.head.end and self.name in Words.CENTER:
                self.field = self.field or word.text in Words.AFFAIRS or is_field(doc, word.text)
            return j + 1, True, None
        return None

    def _described(self, k: int) -> bool:
        """Whether an adjective of a field that agrees with the noun stands behind a foreign name: the network X for
        news, the group X of media."""
        if self.kind not in _CALLED_ABROAD or self.j != self.head.end or k >= self.limit:
            return False
        word = self.doc.words[k]
        relational = word.definite and "a" in word.pos and word.text.endswith((YEH, YEH + HEH)) and not word.nisbas
        return relational and agrees(self.noun, word)

    def _unknown_words(self, end: int) -> int:
        """One past the words from `end` on, two at most, that only a name has."""
        words = self.doc.words
        last = min(len(words), end + 2)
        while (
            end < last
            and words[end].kind == "word"
            and not (words[end].function_class or words[end].definite)
            and name_likelihood(words[end]) >= UNKNOWN
        ):
            end += 1
        return end

    def _of_news(self) -> bool:
        """Whether the word at hand names a news agency: (the agency of news) X, (the agency) X for news."""
        near = (self.j - 1, self.j + 1, self.j + 2)
        return self.kind == "agency" and any(
            self.doc.texts[k : k + 1] != [] and self.doc.texts[k] in Words.OF_NEWS for k in near
        )

    def _purpose(self) -> bool:
        """A li- phrase that says what a body is for."""
        doc, j = self.doc, self.j
        word = doc.words[j]
        if not self.complement or word.given_count >= 50 or of_ruler(doc, j):
            return False
        if self.definite and normalize(self.head.entry.form) in Words.ANY_GROUP and self.kind == "armed_group":
            return False  # (what) the terrorist organisation (does) to children
        if self.kind in _POLITICAL and doc.find(j, "role", "plural") is not None:
            return False  # (what the coalition gives) to the representatives of states
        for pro, stem, article in sorted(word.stems[1:], key=lambda s: not s[2]):
            if pro != LAM:
                continue
            known = doc.lexicon.word((AL if article else "") + stem)
            if article:
                if known.verbs and not known.pos:
                    continue
                of_post = self.head.start > 0 and doc.find(self.head.start - 1, "role") is not None
                if self.kind == "ministry" and stem in Words.AFFAIRS and of_post:
                    return False  # (the undersecretary of) the ministry for political affairs
                self.field = self.field or is_field(doc, stem)
                return self._for(j + 1, owes=False)
            if len(stem) >= 3 and known.pos and not known.verbs and name_likelihood(known) < LIKELY:
                self.field = self.field or is_field(doc, stem)
                return self._for(j + 1, owes=True)
            hit = next(
                (h for h in doc.hits.get(j, ()) if h.proclitics == LAM and h.entry.category in ("forum", "body")), None
            )
            if hit:
                return self._for(hit.end, owes=True)
        return False

    def _for(self, end: int, *, owes: bool) -> bool:
        self.purpose = True
        return self._take(end, owes=owes)

    def _adjective(self, word: Word) -> bool:
        if not is_name_adjective(self.doc, self.j, self.complement) or not (self.complement or agrees(self.noun, word)):
            return False
        if not self.complement and ordinal([word.text]) is not None:
            return False  # the second group is a rank, not a name
        return self._take(self.j + 1)

    def _coordinated(self) -> bool:
        """A noun joined by `and`, inside a name that says what the body is for, or of two ideals of a party."""
        doc, j = self.doc, self.j
        if not self.complement:
            return False
        second = j == self.head.end + 1
        joint = self.purpose or self.kind == "ministry"
        joint = joint or (self.kind in _JOINT and second and of_portfolio(doc, doc.words[j - 1]))
        ideals = self.kind in _POLITICAL and second and self.distinct and not self.definite
        if ideals and doc.texts[j].startswith(WAW) and doc.texts[j][1:] in Words.PARTY_IDEAL:
            return self._take(j + 1)
        return joint and joined_noun(doc, j) and self._take(j + 1)

    def _says_enough(self) -> bool:
        """Whether the phrase holds what its noun needs to make a name."""
        doc, head = self.doc, self.head
        if self.need == "nisba":
            first = self.nisba[0] if self.nisba else -1
            return first == head.end and head.article and doc.texts[first].endswith(HEH) and is_free(doc, head)
        if self.need == "strict":
            adjective = not self.definite and any(is_adjective(doc.words[k]) for k in range(head.end, self.j))
            return bool(self.state) or self.purpose or adjective or self.distinct or self._two_adjectives()
        if self.need == "proper":
            named_after = self.field and (self.definite or self.name in Words.CENTER)
            of_state = (
                not self.definite and doc.texts[self.j - 1] in Words.INSTITUTION_ADJECTIVE and self.j == head.end + 2
            )
            return bool(self.state) or self.distinct or named_after or of_state or self._two_adjectives()
        if self.need == "purpose":
            return self.purpose and (self.definite or self.distinct)
        return True

    def _two_adjectives(self) -> bool:
        """Whether two adjectives tell a definite noun for political groups from all others."""
        return self.definite and self.kind in _POLITICAL and self.j >= self.head.end + 2

    def _generic(self) -> bool:
        """Whether the phrase tells only what kind of body is meant."""
        doc, end, texts = self.doc, self.head.end, self.doc.texts
        first, last = texts[end], doc.words[self.j - 1]
        if first in Words.BOARD | Words.SIDES:
            return True
        if ordinal([last.text]) is not None and last.definite and self.kind in _PLAIN_KINDS - {"committee"}:
            return True  # the first company of Qatar to do it
        if self._leads() and (self._only_nisbas() or doc.find(end, "state") is not None or first in Words.OUR_COUNTRY):
            return True  # the Saudi leadership, the leadership of Kuwait
        if self._two_sides():
            return True
        if self.kind == "armed_group" and doc.find(end, "state", "capital") is not None and not self.purpose:
            return True  # the militias of Iran
        if self.definite and not self.purpose and self.need != "nisba" and self._only_nisbas():
            return True
        bare = self.definite and not (self.state or self.purpose) and self.kind in _PLAIN_KINDS and self.j == end + 1
        if bare and first not in Words.INSTITUTION_ADJECTIVE:
            return True  # the security institution is no name
        plain = first in Words.GENERIC_COMPLEMENT or AL + first in Words.GENERIC_COMPLEMENT
        return self.j == end + 1 and plain and not self.nisba

    def _leads(self) -> bool:
        """Whether the noun is for leading as well as for those who lead."""
        return normalize(self.head.entry.form) in Words.LEADERSHIP

    def _two_sides(self) -> bool:
        """Whether a definite noun for political groups is told by the adjectives of two states alone (the Greek Turkish
        front)."""
        alone = len(self.nisba) == self.j - self.head.end
        return alone and self.definite and self.kind in _ALLIED and len(self.sides) > 1

    def _only_nisbas(self) -> bool:
        """Whether a definite noun for bodies of which a state has many is told from the rest by the state alone (the
        Russian company)."""
        some = self.kind in ("agency", "organization", "media") and self.need == "complement"
        many = self.kind == "company" or some or self.name in Words.PART_OF_A_BODY
        many = many or self._leads() or (self.definite and normalize(self.head.entry.form) in Words.ANY_GROUP)
        return many and len(self.nisba) == self.j - self.head.end

    def _phrase(self) -> OrganizationPhrase:
        doc, j, state, nisba = self.doc, self.j, self.state, self.nisba
        if len(self.sides) > 1:
            state, nisba = None, []
        elif self.kind in _OF_A_STATE and state is None and j + 1 < len(doc.words) and doc.texts[j] == IN:
            where = doc.find(j + 1, "state")
            if where is not None and not where.entry.ambiguous and where.article == where.entry.definite:
                state = where.entry.value  # the ministry of the interior in Bahrain
        return self._as(j, self.kind, state, tuple(nisba))
