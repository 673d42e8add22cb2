"""The phrase of a post while it is read, and what may follow its head: states, bodies, further nouns, quoted names.

Each step takes words into a phrase that is being read and tells whether it did. Every paragraph ends with a sign of its
own, so that rules look one word on, and one back, without asking for bounds: word -1 is the end of a paragraph too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyarabic.araby import HEH, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.body_words import state_adjective
from mithaq.extraction.mentions.name_words import LIKELY, SURE, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase
from mithaq.extraction.particles import AL, IN, WAL
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["Parse", "alike", "apposed", "coordinate", "holder_at", "own_state", "quoted"]

_CLOSING = {'"': '"', "(": ")"}
_QUOTED = 9
"""One past the words of a name in quotation marks at most."""
_LONG = 5
"""Words of a quoted name that is no short name."""
_GIVEN, _NAMED = 20, 5
"""Bearers of a given name that begins the name of a holder; of a word that is more of a name than an adjective."""


@dataclass(slots=True)
class Parse:
    """The state of reading one phrase: `j` is the next word, `head_kind` the head's kind in the table of roles, `whole`
    that the head is a post by itself, of several words."""

    doc: Document
    j: int
    head_kind: str
    whole: bool
    open: bool  # a genitive is owed
    words: list[int] = field(default_factory=list)
    nisba: list[int] = field(default_factory=list)
    states: list[tuple[str, bool]] = field(default_factory=list)  # with whether the post is theirs
    bodies: list[tuple[int, int]] = field(default_factory=list)
    complement: bool = False
    closed: bool = False  # an adjective of state, or a state, has ended the phrase
    where: bool = False
    definite: bool = False  # the head has the article
    accusative: bool = False  # (appointed) envoy, which takes indefinite adjectives
    envoy: bool = False  # (the deputy of) an envoy
    status: str = ""  # said before the complement: the former (director) of
    topic: bool = False  # inside li- + common noun: what the office deals with (the department of the affairs of X)

    @property
    def word(self) -> Word:
        """The next word."""
        return self.doc.words[self.j]

    @property
    def after(self) -> Word:
        """The word after the next."""
        return self.doc.words[self.j + 1]

    @property
    def head(self) -> Word:
        return self.doc.words[self.words[0]]

    @property
    def last(self) -> Word:
        return self.doc.words[self.words[-1]]

    @property
    def kind(self) -> str:
        """The kind of the head, or that of the envoy whose post the head is one of."""
        return "envoy" if self.envoy else self.head_kind

    @property
    def fixed(self) -> bool:
        """Whether the phrase is so far just a head that is a post by itself."""
        return self.whole and not self.complement

    @property
    def said_of(self) -> bool:
        """Whether a post without the article is the predicate of a clause: and he is (an official)."""
        return self.doc.texts[self.words[0] - 1] in Words.HE_IS and not self.head.definite

    def take(self, end: int, *, owing: bool = False) -> bool:
        """Take the words before `end` into the role; `owing`: the last of them asks for a genitive."""
        self.words += range(self.j, end)
        self.j, self.open = end, owing
        return True

    def take_known(self, known: LexiconMatch, *, own: bool) -> bool:
        """Take a state, a body or a place that the tables know; `own`: it is that whose post it is."""
        if known.entry.category == "state":
            self.states.append((known.entry.value, own))
        elif known.entry.category == "organization":
            self.bodies.append((known.start, known.end))
            if known.entry.value.state:
                self.states.append((known.entry.value.state, own))
        return self.take(known.end)

    def take_body(self, body: OrganizationPhrase, *, own: bool) -> bool:
        """Take the name of a body; `own`: its state is that whose post it is."""
        self.words += body.words
        self.nisba += body.nisba
        self.bodies.append((body.start, body.end))
        if body.state:
            self.states.append((body.state, own))
        self.j, self.open, self.complement, self.closed = body.end, False, True, bool(body.nisba)
        return True

    def take_nisba(self, end: int, code: str, *, own: bool) -> bool:
        """Take the adjective of a state, which ends the phrase, up to word `end`; `code` is empty for one of several
        states."""
        if code:
            self.states.append((code, own))
            self.nisba += range(self.j, end)
        self.j, self.open, self.closed = end, False, True
        return True


def own_state(p: Parse) -> bool:
    """A state right after a complete phrase: (head of the government of) Iraq."""
    if p.closed or p.states:
        return False
    owed = not p.last.definite  # an indefinite noun owes a genitive, so it is no given name (Georgia)
    hit = p.doc.find(p.j, "state")
    if hit is None:
        return owed and _own_place(p)
    spelt = hit.article == hit.entry.definite and (owed or not hit.entry.ambiguous)
    if hit.proclitics or not spelt or not (owed or len(p.words) == 1):
        return False
    p.closed = True
    return p.take_known(hit, own=True)


def _own_place(p: Parse) -> bool:
    """A region right after a phrase that takes a genitive; an emirate or a city where its holder or one more post
    follows: (crown prince of) Abu Dhabi, the sheikh N."""
    doc, hit = p.doc, p.doc.find(p.j, "capital", "place", "region")
    if hit is None or hit.proclitics or hit.article != hit.entry.definite:
        return False
    if hit.entry.category != "region" and doc.find(hit.end, "role") is None and not holder_at(doc, hit.end):
        return False
    p.states.append((hit.entry.value, True))
    p.closed = True
    return p.take(hit.end)


def coordinate(p: Parse) -> bool:
    """A further definite noun of a portfolio: (foreign affairs) and cooperation."""
    doc, j, word = p.doc, p.j, p.word
    if not p.complement or (word.nisbas and doc.words[j - 1].nisbas):
        return False
    definite = [n for n in word.nisbas if n.definite]
    if any(n.number == "s" and not n.ambiguous for n in definite):
        return False
    people = next((n for n in definite if "p" in n.number), None)
    if people is not None:  # and the (Tunisians) abroad
        if people.code and not p.states:
            p.states.append((people.code, True))
        return p.take(j + 1)
    return doc.find(j, "role", "title") is None and _further_noun(p)


def _further_noun(p: Parse) -> bool:
    """A noun of a portfolio, a body, or any noun that the holder follows, after `and` with the article."""
    doc, noun = p.doc, p.word.text.removeprefix(WAL)
    if noun in doc.lexicon.portfolio_words or AL + noun in doc.lexicon.portfolio_words:
        return p.take(p.j + 1)
    if body := doc.find(p.j, "organization"):
        return p.take(body.end)
    return bool(doc.lexicon.word(AL + noun).pos.strip("v")) and _any_noun(p)


def _any_noun(p: Parse) -> bool:
    """Any noun after `and`, and its adjective, where the holder follows, or the body that both nouns are in."""
    doc, end = p.doc, p.j + 1
    if alike(doc, p.j) or _before_its_body(doc, end):
        return p.take(end)
    if any(n.definite and n.number == "s" and n.code for n in doc.words[end].nisbas):
        return p.take(end)  # and employment of A
    end += doc.words[end].definite and "a" in doc.words[end].pos
    return holder_at(doc, end) and p.take(end)


def alike(doc: Document, j: int) -> bool:
    """Whether `and` + adjective at word `j` is joined to an adjective of relation (foreign) and security."""
    before, word = doc.texts[j - 1], doc.words[j]
    ending = YEH + HEH if before.endswith(YEH + HEH) else YEH
    return word.text.endswith(ending) and before.endswith(ending) and len(before) > len(AL + ending) + 1


def _before_its_body(doc: Document, j: int) -> bool:
    """Whether in + body stand at word `j`: (the department of integration and studies) in the secretariat."""
    return doc.texts[j] == IN and doc.find(j + 1, "body", "organization") is not None


def holder_at(doc: Document, k: int) -> bool:
    """Whether a person is named at word `k`: by a title, or by a given name."""
    if doc.find(k, "title") is not None:
        return True
    return k < len(doc.words) and doc.words[k].given_count >= _GIVEN and name_end(doc, k, titled=True) > k + 1


def apposed(p: Parse) -> bool:
    """A definite word after a definite one: an adjective, unless it is more of a name."""
    word, portfolios = p.word, p.doc.lexicon.portfolio_words
    if word.text.startswith(WAW):
        return False
    stem = strip_article(word.text)
    if stem in portfolios or word.text in portfolios:
        return p.take(p.j + 1)
    named = word.surname_count + word.given_count >= _NAMED or name_likelihood(word) in (SURE, LIKELY, UNKNOWN)
    adjective = "a" in word.pos or stem.endswith((YEH, YEH + HEH))
    return adjective and not named and p.take(p.j + 1)


def quoted(p: Parse) -> bool:
    """A body's name in quotation marks or brackets inside the phrase."""
    doc, j = p.doc, p.j
    close = _closing(doc, j)
    code = state_adjective(doc.words[j + 1]) if close == j + 2 and not (p.open or p.closed) else None
    if code:  # the "X" minister
        p.j += 1
        p.take_nisba(close, code, own=not p.where)
        p.j += 1
        return True
    long = close > j + _LONG
    if not close or (long and not holder_at(doc, close + 1)):
        return False
    hit = doc.find(j + 1, "organization", "state")
    if not (hit.end == close if hit else long or p.open):
        return False
    return _take_quoted(p, close, hit)


def _take_quoted(p: Parse, close: int, hit: LexiconMatch | None) -> bool:
    """Take the name before the closing sign at word `close`: (the head of the group) "X"; a short name is passed over
    after the name in full: the fund (of the body) "its short name"."""
    if hit and p.bodies and not p.open:
        p.closed = True
    else:
        if hit and hit.entry.category == "organization":
            p.bodies.append((hit.start, hit.end))
        p.words += range(p.j + 1, close)
        p.open, p.complement = False, True
    p.j = close + 1
    return True


def _closing(doc: Document, j: int) -> int:
    """Where what the sign at word `j` opens is closed again, 0 where it opens nothing, or too much."""
    sign = _CLOSING.get(doc.texts[j])
    return next((k for k in range(j + 2, min(j + _QUOTED, len(doc.texts))) if doc.texts[k] == sign), 0)
