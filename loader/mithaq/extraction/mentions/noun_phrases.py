"""How far the name of an agreement or a forum reaches: the noun phrase from its first noun on."""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, LAM, NOON, TEH_MARBUTA, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.phrase_lookups import any_verb, spelt
from mithaq.extraction.particles import AL, ALA, BETWEEN, FROM, IN, WAL, WITH
from mithaq.language.numbers import ordinal
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["counts", "name_extent"]

_BRACKETED = 9
"""Words of a name in brackets at the most, with the brackets."""
_PREPARING = frozenset(word for word in Words.PREPARING if word.endswith(ALEF))
_GOES_ON = Words.FOR_A_PERIOD | Words.TO_DISCUSS | Words.KNOWN_AS | Words.AWAITED | _PREPARING
"""Words with which the sentence goes on after a name."""
_OPENING = frozenset({"comprise", "gather", "attend", "chair"})
"""Classes of verbs that are spelt like nouns and say who takes part."""
_QUOTED = 18
"""Words of a name in quotation marks at the most, with the marks."""


def name_extent(
    doc: Document, start: int, end: int, *, limit: int = 16, with_parties: bool = True, matters: bool = False
) -> int:
    """One past the last word of the phrase whose first words are `start` to `end`.

    Takes genitives, adjectives, what it is about (li-, on, in the field of), what it is between, and nouns
    coordinated inside those; with `matters` also in + masdar (a memorandum in developing ...); stops at a verb, a
    relative, a date, a comma, or a preposition of another kind.
    """
    j = _Extent(doc, start, end, limit, with_parties, matters).read()
    while j > end and (
        doc.words[j - 1].function_class == "prep"
        or doc.texts[j - 1] in Words.ABOUT
        or doc.texts[j - 1] == "-"
        or (doc.texts[j - 1].startswith(WAW) and doc.texts[j - 1].removeprefix(WAW) in Words.STARTED_WITH)
    ):
        j -= 1  # a preposition or a hyphen that nothing followed; (a committee) and starting (with a stage)
    return j


class _Extent:
    """Reads the phrase word by word. Steps tell whether to go on, or None where they have nothing to say."""

    def __init__(self, doc: Document, start: int, end: int, limit: int, with_parties: bool, matters: bool) -> None:
        self.doc, self.end = doc, end
        self.with_parties, self.matters = with_parties, matters
        self.stop = min(len(doc.words), start + limit)
        self.first = doc.words[end - 1]
        self.definite = self.first.definite or any(
            al for _, _, al in self.first.stems[1:] if self.first.text.startswith((LAM + LAM, WAL, BEH + AL))
        )
        self.j = end
        self.owes = not self.definite  # an indefinite noun asks for its genitive
        self.inside = False  # inside a phrase with a preposition
        self.settled = False  # something definite has been said, and no indefinite adjective can follow

    def read(self) -> int:
        """One past the last word of the phrase."""
        if self.first.definite and self.end < self.stop and _purpose(self.doc, self.end):
            return self.end  # (he came to) the conference to support: what somebody does there
        while self.j < self.stop and self.j not in self.doc.in_date and self._step(self.doc.words[self.j]):
            pass
        return self.j

    @property
    def _first_after(self) -> bool:
        return self.j == self.end

    def _take(self, words: int = 1, *, owes: bool, inside: bool | None = None, settled: bool = False) -> bool:
        self.j += words
        self.owes = owes
        self.inside = self.inside if inside is None else inside
        self.settled |= settled
        return True

    def _step(self, word: Word) -> bool:
        if word.kind == "sign":
            return self._sign(word)
        if word.kind == "number":
            return self._number()
        if word.kind != "word":
            return False
        return next((taken for step in self._STEPS if (taken := step(self, word)) is not None), False)

    def _sign(self, word: Word) -> bool:
        """A hyphen before one more state's adjective; a name in quotation marks or brackets ends the phrase."""
        doc, j = self.doc, self.j
        if word.text == "-" and j + 1 < self.stop and doc.words[j + 1].nisbas:
            self.j += 1
            return True
        if word.text in ('"', "(") and self._first_after:
            far = min(j + (_QUOTED if word.text == '"' else _BRACKETED), len(doc.words))
            close = next((k for k in range(j + 2, far) if doc.texts[k] in ('"', ")")), None)
            self.j = j if close is None else close + 1
        return False

    def _number(self) -> bool:
        if self._first_after and counts(self.doc, self.j):
            return False
        if not self._first_after and self.doc.words[self.j - 1].kind != "word":
            return False
        self.j += 1
        return True

    def _concerning(self, word: Word) -> bool | None:
        """Concerning bi- and a noun; each one of A, B and C."""
        doc, j = self.doc, self.j
        if word.text in Words.CONCERNING:
            after = doc.words[j + 1] if j + 1 < self.stop else None
            if after is not None and after.kind == "word" and any(p.startswith(BEH) for p, _, _ in after.stems[1:]):
                return self._take(2, owes=not after.definite, inside=True)
            return None if self.inside else False
        if self.owes and word.text in Words.EACH and j + 2 < self.stop and doc.texts[j + 1] == FROM:
            return self._take(2, owes=True, inside=True)
        return None

    def _to_exchange(self, text: str) -> bool:
        """Whether a word says what an accord is on: (an accord) to exchange prisoners."""
        return self.matters and self._first_after and not self.definite and text == OneWord.TO_EXCHANGE

    def _said_of(self, word: Word) -> bool | None:
        """Words with which the sentence goes on: known as, to discuss, signed; a verb of what the phrase is said to
        do."""
        text = word.text
        if text in _GOES_ON and not self._to_exchange(text):
            return False
        if (text in Words.SIGNED or text in Words.ISSUED) and not (self.inside and self.owes):
            return False
        if word.definite or word.nisbas:
            return None
        if word.pos == "v" or any(verb.object for verb in word.verbs):
            return False  # (an accord) that they signed
        its_own = self.doc.texts[self.j + 1] in Words.OF_ITS_OWN
        return False if word.verbs and self._first_after and its_own else None

    def _about(self, word: Word) -> bool | None:
        """A preposition that says what the phrase is about, or between whom."""
        doc, j, text = self.doc, self.j, word.text
        if text in Words.ABOUT:
            if text in (BETWEEN, WITH) and not (self.with_parties and _sides(doc, j + 1)):
                return False
            if text == IN and not (j + 1 < self.stop and _matter(doc, j + 1, self.matters)):
                return False
            if j + 1 >= self.stop or j + 1 in doc.in_date:
                return False
            return self._take(owes=True, inside=True)
        if text == ALA and j + 1 < self.stop and doc.texts[j + 1] in Words.LEVEL:
            return self._take(2, owes=True, inside=True)
        return None

    def _compound(self, word: Word) -> bool | None:
        """Two words that are one adjective: not ordinary, high in level."""
        after = self.doc.words[self.j + 1] if self.j + 1 < self.stop else None
        if after is None or self.inside or self.settled:
            return None
        praised = after.text in Words.EVALUATIVE  # unprecedented
        if word.text == OneWord.NON and "a" in after.pos and after.definite == self.definite and not praised:
            return self._take(2, owes=not self.definite)
        if f"{word.text} {after.text}" in Words.HIGH_LEVEL and after.definite and not word.definite:
            return self._take(2, owes=False)
        return None

    def _outside(self, word: Word) -> bool | None:
        """Closed-class words, posts and places, which are no more of the phrase."""
        doc, j = self.doc, self.j
        if word.function_class in ("conj", "part", "rel", "prep", "pron", "dem", "adv", "neg"):
            return False
        post = doc.find(j, "role", "title") is not None
        among = self.definite and self._first_after and word.text.endswith(YEH)  # the maritime conference, the Arab one
        among = among and j + 1 < self.stop and doc.words[j + 1].definite
        if post and not (self.owes or self.inside or among):
            return False
        return False if _where(doc, j) or _opens(doc, j) else None

    def _known(self, word: Word) -> bool | None:
        """A state, a place or a body."""
        doc, j = self.doc, self.j
        joined = (h for h in doc.hits.get(j, ()) if h.proclitics in ("", WAW, LAM))
        hit = spelt(joined, "state", "organization", "capital", "place", "region")
        if hit is None:
            body = parse_organization(doc, j) if self.inside or self.owes else None
            return self._take(body.end - j, owes=False) if body and body.proclitics in ("", LAM) else None
        if hit.proclitics == WAW and not self.inside:
            return False
        if not (hit.proclitics or word.nisbas) and self._governs_none(hit):
            return False  # a noun with the article has no genitive: the next name is another phrase
        return self._take(hit.end - j, owes=False, settled=True)

    def _governs_none(self, name: LexiconMatch) -> bool:
        """Whether what stands before a name has the article: the noun before a long one, the word before a state."""
        before = self.doc.words[self.j - 1]
        state = name.entry.category == "state" and not name.article and before.text.startswith((AL, LAM + LAM))
        long = self._first_after and self.first.definite and name.end > self.j + 1
        return long or (state and before.definite)

    def _verb(self, word: Word) -> bool | None:
        noun = "n" in word.pos and (word.verbs[0].tense == "past" or self.owes) if word.verbs else True
        return None if noun or word.definite else False

    def _joined(self, word: Word) -> bool | None:
        """`and` with one more noun inside the phrase."""
        if not word.has_conjunction:
            return None
        doc, j, text = self.doc, self.j, word.text
        if self._first_after:
            return False  # and another thing
        joined = text.startswith(WAW + AL) or self.inside or _and_noun(doc, j)
        if not joined or doc.find(j, "role", "title", "agreement", "forum"):
            return False
        stem = doc.lexicon.word(text[1:])
        known = stem.pos or strip_article(stem.text) in doc.lexicon.portfolio_words
        if stem.function_class or not known or (stem.verbs and not stem.definite):
            return False
        return self._take(owes=not stem.definite)

    def _with_li(self, word: Word) -> bool | None:
        """li- and a noun: what the phrase is for."""
        lams = [s for s in word.stems[1:] if s[0] == LAM]
        if not lams or word.given_count:
            return None
        _, stem_text, article = next((s for s in lams if s[2]), lams[0])
        stem = self.doc.lexicon.word(stem_text)
        if not article and stem.verbs and not stem.pos:
            return False
        return self._take(owes=not article, inside=True)

    def _noun_or_adjective(self, word: Word) -> bool:
        if word.definite:
            return self._described_by(word) and self._take(owes=False, settled=True)
        if word.text.endswith(ALEF) and not self.first.text.endswith(ALEF) and "n" not in word.pos:
            return False  # at once: not an adjective of the head
        if self.owes or (not self.definite and self._first_after):
            return self._take(owes=True)
        adjective = "a" in word.pos or bool(word.nisbas)
        return adjective and not (self.definite or self.inside or self.settled) and self._take(owes=False)

    def _described_by(self, word: Word) -> bool:
        """Whether a definite word may go on with the phrase, and not: (it asks of) the conference the review of."""
        return not (self.definite and self._first_after) or _describes(word)

    _STEPS = (
        _concerning, _said_of, _about, _compound, _outside, _known, _verb, _joined, _with_li, _noun_or_adjective,
    )  # fmt: skip


def _describes(word: Word) -> bool:
    """Whether a definite word may be an adjective of the definite noun before it."""
    if word.text.endswith((WAW + NOON, YEH + NOON)) and "a" in word.pos:
        return False  # (the members of) the summit, the others
    relative = word.text.removesuffix(TEH_MARBUTA).endswith(YEH)  # consultative, of consulting
    return (
        relative or not word.pos.strip("v") or "a" in word.pos or bool(word.nisbas) or ordinal([word.text]) is not None
    )


def counts(doc: Document, j: int) -> bool:
    """Whether a number at word `j` counts what follows (15 meetings) rather than numbers what stands before it."""
    after = doc.words[j + 1]
    return "n" in after.pos and after.is_listed_form and not after.definite and not after.function_class


def _sides(doc: Document, j: int) -> bool:
    """Whether what follows between- or with- belongs to the name: states and bodies do, persons who acted do not."""
    if doc.texts[j] in Words.EACH and doc.texts[j + 1] == FROM:
        j += 2
    several = (h for h in doc.hits.get(j, ()) if h.entry.category == "plural")
    return doc.find(j, "role", "title") is None and not any(h.entry.value[0] == "counterpart" for h in several)


def _opens(doc: Document, j: int) -> bool:
    """Whether word `j`, a verb and a noun by its letters, is the verb: who does it stands right after (a meeting that
    gathered the minister)."""
    word = doc.words[j]
    if not word.verbs or word.definite or word.has_conjunction or not any_verb((word,), _OPENING):
        return False
    actor = doc.find(j + 1, "role", "title", "plural", "state") is not None
    return actor or doc.texts[j + 1] in Words.REPRESENTATIVES or doc.texts[j + 1] in Words.GATHERS_MINISTERS


def _purpose(doc: Document, j: int) -> bool:
    """Whether word `j` is li- with an indefinite masdar: to do."""
    word = doc.words[j]
    return (
        not word.is_listed_form
        and not word.text.startswith(LAM + LAM)
        and any(
            pro == LAM
            and not al
            and "m" in doc.lexicon.word(stem).pos
            and not (doc.lexicon.word(stem).definite or stem in Words.COLLECTIVE)
            for pro, stem, al in word.stems[1:]
        )
    )


def _where(doc: Document, j: int) -> bool:
    """Whether word `j` says where something is: bi- with a place, or with a noun that a place follows (bi-the-capital
    X)."""
    if not doc.texts[j].startswith(BEH):
        return False
    if any(
        h.entry.category in ("capital", "place", "state") and h.proclitics == BEH and h.article == h.entry.definite
        for h in doc.hits.get(j, ())
    ):
        return True
    return any(pro == BEH and (AL if al else "") + stem in Words.PLACE_NOUN for pro, stem, al in doc.words[j].stems)


def _matter(doc: Document, j: int, masdar: bool) -> bool:
    """Whether word `j` after in- says what something is about: the field of, or a masdar that is no place."""
    word = doc.words[j]
    if word.text in Words.FIELD:
        return True
    matter = masdar and "m" in word.pos and not word.definite and j not in doc.in_date
    return matter and doc.find(j, "place", "capital", "state") is None


def _and_noun(doc: Document, j: int) -> bool:
    """A noun in the genitive joined to a definite one: (challenges of security) and rights of man."""
    stem, after = doc.lexicon.word(doc.texts[j][1:]), doc.words[j + 1]
    noun = "n" in stem.pos and not stem.verbs and not stem.given_count
    return noun and doc.words[j - 1].definite and after.definite and not after.text.startswith(WAW)
