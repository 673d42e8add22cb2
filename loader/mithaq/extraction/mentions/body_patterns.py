"""Names of bodies that start with a noun for bodies: how far the phrase reaches, and whether it is a name at all.

After the noun come a genitive chain, definite adjectives, a state's adjective, a phrase with li- that says what the
body is for, and nouns coordinated inside it. How much of that makes a name of the noun is told by org_heads.csv.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, HEH, LAM, MEEM, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective
from mithaq.extraction.mentions.body_phrase import OrganizationPhrase
from mithaq.extraction.mentions.body_words import (
    agrees,
    indefinite_adjective,
    is_counted,
    is_field,
    is_free,
    is_name_adjective,
    joined_noun,
    of_portfolio,
    of_portfolio_of_state,
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
_COMMON = 2.5
"""Frequency, in Zipf values, from which on a word that the dictionary has not is a common noun."""
_GIVEN = 50
"""Bearers of a given name that begins with the letter of li-."""
_SHORTEST = 3
"""Letters of a noun after li- at least."""
_QUOTED = 7
"""One past the words of a name that is set off by signs."""
_CLOSING = {'"': '"', "(": ")"}


def parse_pattern(doc: Document, i: int) -> OrganizationPhrase | None:
    """The body at word `i` whose name starts with a noun for bodies, or None."""
    head = doc.find(i, "body")
    if head is None or is_counted(doc, head):
        return None
    paper = doc.find(i, "agreement")
    if paper is not None and paper.end > head.end:
        return None  # an executive programme is a paper
    return _Pattern(doc, head).read()


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
        whole = self._read_on()
        if self.found is not None or self.no_name:
            return self.found
        if self.open and whole is not None:
            self.j, self.purpose = whole
            self.nisba = [k for k in self.nisba if k < self.j]
            self.open = False
        if self.open or not self.complement or self.j <= self.head.end:
            return None
        return self._phrase() if self._says_enough() and not self._generic() else None

    def _read_on(self) -> tuple[int, bool] | None:
        """Read to the end; the longest phrase on the way that owes nothing: its end, whether with a purpose."""
        whole: tuple[int, bool] | None = None
        while self.j < self.limit and self.j not in self.doc.in_date:
            if self.complement and not self.open:
                whole = self.j, self.purpose
            if not self._step():
                break
        return whole

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
        if doc.texts[j] == "-" and self.nisba and j + 1 < self.limit and state_adjective(doc.words[j + 1]) is not None:
            self.j += 1
            return True
        if not (self.complement or self.definite):
            self.found = self._set_off()
        return False

    def _set_off(self) -> OrganizationPhrase | None:
        """The body with a name in quotation marks or brackets that open at the next word."""
        doc, j = self.doc, self.j
        sign = _CLOSING.get(doc.texts[j])
        close = next((k for k in range(j + 2, min(j + _QUOTED, self.limit)) if doc.texts[k] == sign), None)
        if close is None:
            return None
        known = doc.find(j + 1, "organization")
        if known is not None and known.end == close and not known.proclitics:
            entry = known.entry.value
            return self._as(close + 1, entry.kind, entry.state, known=entry)
        return self._as(close + 1, self.kind) if self._called() and not self._leads() else None

    def _called(self) -> bool:
        """Whether what is set off by signs after the noun is the name of the body."""
        return self.kind in _PROPER_KINDS | _INSTITUTES

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
        if word.nisbas and not word.definite and all(not n.definite for n in word.nisbas):
            return False  # a Turkish bank
        if self._at_first and self.kind == "armed_group" and self.head.proclitics == LAM and "m" in word.pos:
            self.no_name = not word.definite
            return False  # to organise the recruitment of
        if self._at_first and self._ends_at_once(word):
            return False
        step = self._genitive_step(word)
        if step is None:
            return False
        end, owes, state = step
        self.state = self.state or state
        return self._take(end, owes=owes)

    @property
    def _at_first(self) -> bool:
        """Whether the next word is the first after the noun."""
        return self.j == self.head.end

    def _ends_at_once(self, word: Word) -> bool:
        """Whether the first word after the noun is the name itself, an adjective, or whose the party is."""
        doc, j = self.doc, self.j
        inner = doc.find(j, "organization")
        if inner is not None and not inner.proclitics and self._of_known(inner):
            return True
        if indefinite_adjective(doc, doc.words[j - 1], word) and not of_portfolio_of_state(doc, j):
            return True
        own = self.need == "proper" or self.kind in _POLITICAL  # the administration of the president, his party
        return own and word.definite and doc.find(j, "role", "title") is not None

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
        if named := self._named() or (self.kind == "ministry" and of_portfolio_of_state(doc, j)):
            return named
        prefix = name_particles().get(word.text) == "prefix" and j + 1 < self.limit
        if prefix and doc.words[j + 1].kind == "word":
            return self._unknown_words(j + 2), False, None  # called after the father of X
        if word.function_class:
            return None
        if word.definite and not word.text.startswith(WAW):
            return self._definite_noun(word)
        if word.has_conjunction or word.pos in ("v", "a", "av") or with_preposition(doc, word):
            return None
        return self._indefinite_noun(word)

    def _named(self) -> tuple[int, bool, str | None] | None:
        """The same of the name of a state or of another body."""
        hit = self.doc.find(self.j, "state", "organization")
        if hit is None or hit.proclitics or hit.article != hit.entry.definite or hit.entry.ambiguous:
            return None
        if hit.entry.category == "state":
            return hit.end, False, hit.entry.value
        self.distinct = self.distinct or self.need != "proper"
        return hit.end, False, hit.entry.value.state

    def _definite_noun(self, word: Word) -> tuple[int, bool, str | None] | None:
        region = self.doc.find(self.j, "region", "place")
        if region is not None and region.end > self.j + 1 and not region.proclitics:
            return region.end, False, None
        if self.name in Words.MOTION and of_portfolio(self.doc, word):
            return None  # the movement of trade is no movement
        if self._at_first:
            research = word.text in Words.AFFAIRS or strip_article(word.text) in Words.RESEARCH
            self.field |= research and self.name in Words.CENTER
            self.distinct |= self.kind in _POLITICAL and word.text in Words.PARTY_IDEAL
            self.distinct |= self.kind == "international" and word.text in Words.DEFINITE_NUMBER
        return self.j + 1, False, None

    def _indefinite_noun(self, word: Word) -> tuple[int, bool, str | None] | None:
        doc, j = self.doc, self.j
        if doc.find(j, "body", "forum", "agreement") and not any(h.proclitics for h in doc.hits[j]):
            return j + 1, True, None
        if (city := doc.find(j, "capital", "place")) and not city.proclitics:
            return city.end, False, None
        described = self._described(j + 1) and self._unknown(word)
        if self._possessed(word) and (word.zipf or not described):
            return None
        return self._unknown_name(word, described) or self._common_noun(word)

    def _unknown_name(self, word: Word, described: bool) -> tuple[int, bool, str | None] | None:
        """A word that no table has, where bodies of the kind are called by such, or an adjective behind it tells so."""
        institute = not word.zipf and self.kind in _INSTITUTES and self.need == "complement"
        called = described or institute or self.kind in _PROPER_KINDS or self._of_news()
        if not called or not self._unknown(word):
            return None
        self.distinct = self.distinct or described or institute or self.kind in ("company", "bank", "media")
        return self._unknown_words(self.j + 1), False, None

    def _unknown(self, word: Word) -> bool:
        """Whether no table has the word."""
        return not word.pos and not word.verbs and name_likelihood(word) >= UNKNOWN

    def _common_noun(self, word: Word) -> tuple[int, bool, str | None] | None:
        doc, j = self.doc, self.j
        if not word.pos and (word.verbs or word.zipf < _COMMON):
            return None
        if name_likelihood(word) >= LIKELY or doc.find(j, "role", "title"):
            return None
        if self._at_first and self.name in Words.CENTER:
            self.field = self.field or word.text in Words.AFFAIRS or is_field(doc, word.text)
        return j + 1, True, None

    def _possessed(self, word: Word) -> bool:
        """Whether the next word may have a pronoun: its, their."""
        his = self.doc.text(self.j, self.j + 1).endswith(HEH) and not word.given_count
        return his or word.text.endswith(_POSSESSED)

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
        particle = end + 1 < len(words) and name_particles().get(words[end].text) == "foreign"
        return end + 2 if particle and words[end + 1].kind == "word" and not words[end + 1].definite else end

    def _of_news(self) -> bool:
        """Whether the word at hand names a news agency: (the agency of news) X, (the agency) X for news."""
        near = (self.doc.texts[self.j - 1], *self.doc.texts[self.j + 1 : self.j + 3])
        return self.kind == "agency" and not Words.OF_NEWS.isdisjoint(near)

    def _purpose(self) -> bool:
        """A li- phrase that says what a body is for."""
        doc, j = self.doc, self.j
        word = doc.words[j]
        if not self.complement or word.given_count >= _GIVEN or of_ruler(doc, j):
            return False
        if self.definite and self.kind == "armed_group" and self._form in Words.ANY_GROUP:
            return False  # (what) the terrorist organisation (does) to children
        if self.kind in _POLITICAL and doc.find(j, "role", "plural") is not None:
            return False  # (what the coalition gives) to the representatives of states
        for pro, stem, article in sorted(word.stems[1:], key=lambda s: not s[2]):
            if pro == LAM and (taken := self._for_the(stem) if article else self._for_a(stem)) is not None:
                return taken
        return False

    def _for_the(self, stem: str) -> bool | None:
        """li- and a definite noun; None where it may be read otherwise."""
        doc, known = self.doc, self.doc.lexicon.word(AL + stem)
        if known.verbs and not known.pos:
            return None
        if self.kind == "ministry" and stem in Words.AFFAIRS and doc.find(self.head.start - 1, "role") is not None:
            return False  # (the undersecretary of) the ministry for political affairs
        self.field = self.field or is_field(doc, stem)
        return self._for(self.j + 1, owes=False)

    def _for_a(self, stem: str) -> bool | None:
        """li- and an indefinite noun, or one that the tables know; None where it may be read otherwise."""
        doc, known = self.doc, self.doc.lexicon.word(stem)
        if self.kind == "ministry" and "m" in known.pos and not known.definite:
            return None  # (signed with) the ministry to do
        if len(stem) >= _SHORTEST and known.pos and not known.verbs and name_likelihood(known) < LIKELY:
            self.field = self.field or is_field(doc, stem)
            return self._for(self.j + 1, owes=True)
        hits = (h for h in doc.hits.get(self.j, ()) if h.proclitics == LAM and h.entry.category in ("forum", "body"))
        hit = next(hits, None)
        return self._for(hit.end, owes=True) if hit is not None else None

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
        if self.need == "nisba":
            first = self.nisba[0] if self.nisba else -1
            feminine = first == self.head.end and self.doc.texts[first].endswith(HEH)
            return feminine and self.head.article and is_free(self.doc, self.head)
        if self.need == "purpose":
            return self.purpose and (self.definite or self.distinct)
        if self.need not in ("strict", "proper") or self.state or self.distinct or self._two_adjectives():
            return True
        return self._is_described() if self.need == "strict" else self._is_named_after()

    def _is_described(self) -> bool:
        """Whether the name says what the body is for, or has an adjective of official names."""
        adjectives = self.doc.words[self.head.end : self.j]
        return self.purpose or (not self.definite and any(is_adjective(word) for word in adjectives))

    def _is_named_after(self) -> bool:
        """Whether the name says of a centre, or of any definite noun, what field it is for, or is of an institution."""
        institution = self.doc.texts[self.j - 1] in Words.INSTITUTION_ADJECTIVE and self.j == self.head.end + 2
        of_state = institution and not self.definite
        return of_state or (self.field and (self.definite or self.name in Words.CENTER))

    def _two_adjectives(self) -> bool:
        """Whether two adjectives tell a definite noun for political groups from all others."""
        return self.definite and self.kind in _POLITICAL and self.j >= self.head.end + 2

    def _generic(self) -> bool:
        """Whether the phrase tells only what kind of body is meant."""
        first = self.doc.texts[self.head.end]
        if first in Words.BOARD | Words.SIDES or self._ranked() or self._two_sides() or self._of_state_alone(first):
            return True
        if self.j != self.head.end + 1:
            return False
        bare = self.definite and not (self.state or self.purpose) and self.kind in _PLAIN_KINDS
        if bare and first not in Words.INSTITUTION_ADJECTIVE:
            return True  # the security institution is no name
        plain = first in Words.GENERIC_COMPLEMENT or AL + first in Words.GENERIC_COMPLEMENT
        return plain and not self.nisba

    def _ranked(self) -> bool:
        """Whether the phrase ends with a rank: the first company (of Qatar to do it)."""
        last = self.doc.words[self.j - 1]
        return last.definite and self.kind in _PLAIN_KINDS - {"committee"} and ordinal([last.text]) is not None

    def _of_state_alone(self, first: str) -> bool:
        """Whether the phrase says no more than of which state the body is, from its `first` word after the noun on."""
        doc, end = self.doc, self.head.end
        only = self._only_nisbas()
        if self._leads() and (only or doc.find(end, "state") is not None or first in Words.OUR_COUNTRY):
            return True  # the Saudi leadership, the leadership of Kuwait
        if self.kind == "armed_group" and not self.purpose and doc.find(end, "state", "capital") is not None:
            return True  # the militias of Iran
        return only and self.definite and not self.purpose and self.need != "nisba"

    @property
    def _form(self) -> str:
        """The noun as the table has it."""
        return normalize(self.head.entry.form)

    def _leads(self) -> bool:
        """Whether the noun is for leading as well as for those who lead."""
        return self._form in Words.LEADERSHIP

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
        many = many or self._leads() or (self.definite and self._form in Words.ANY_GROUP)
        return many and len(self.nisba) == self.j - self.head.end

    def _phrase(self) -> OrganizationPhrase:
        doc, j, state, nisba = self.doc, self.j, self.state, self.nisba
        if len(self.sides) > 1:
            state, nisba = None, []
        elif self.kind in _OF_A_STATE and state is None and doc.texts[j] == IN:
            where = doc.find(j + 1, "state")
            if where is not None and not where.entry.ambiguous and where.article == where.entry.definite:
                state = where.entry.value  # the ministry of the interior in Bahrain
        return self._as(j, self.kind, state, tuple(nisba))
