"""The steps by which the phrase of a post is read: what each next word adds to it, or that it has ended.

Steps are tried in the order of `_STEPS`, which is the grammar of posts: each tells whether the words belong to the
phrase, or None where it has nothing to say about them.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.mentions.known_officials import state_of_alias, state_of_official
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.name_words import LIKELY, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.position_complements import (
    Parse,
    alike,
    apposed,
    attached,
    coordinate,
    holder_at,
    own_state,
    prepositional,
    quoted,
    said_of,
    take_body,
)
from mithaq.extraction.particles import AL, ALA, AN, IN, WAL
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["of_government", "take_step"]

_AIDES = frozenset({"adviser", "envoy", "spokesperson"})
"""Concepts of posts that are called by the official served."""
_DEALING = frozenset({"meet", "receive", "call", "invite", "visit", "appoint", "accuse"})
"""Classes of verbs with two sides: the name after the post of one may be of the other."""
_RUN = 10
"""One past the words of a complement that runs on to the holder."""
_NAMES = 5
"""Bearers of a word that may begin the holder's name."""
_OWING, _DEFINITE = "owing", "definite"
"""Nouns of what somebody is charged with, with a genitive to come or without."""


def take_step(doc: Document, p: Parse, kind: str, *, fixed: bool) -> bool:
    """Take the next words into the phrase of a post; False when it has ended.

    `kind` is that of the head in the table of roles; `fixed`: the head is a post by itself, of several words.
    """
    word = doc.words[p.j]
    if word.kind == "sign":
        return quoted(doc, p)
    if word.kind != "word":
        return False
    if p.open and not (said_of(doc, p) and _no_genitive(doc, p, kind)):
        return _genitive(doc, p)
    p.open = False
    holder = doc.find(p.j, "official")
    if holder is not None and not holder.proclitics and holder.end > p.j + 1:
        return False
    at = _At(doc, p, word, "envoy" if p.envoy else kind, fixed and not p.complement)
    for step in _STEPS:
        taken = step(at)
        if taken is not None:
            return taken or bool(_run_on(at))
    return bool(_run_on(at))


def _no_genitive(doc: Document, p: Parse, kind: str) -> bool:
    """Whether an adjective or a preposition stands where an indefinite noun might take a genitive: (he is) a former
    member of."""
    word = doc.words[p.j]
    adjective = (word.nisbas or "a" in word.pos) and not (word.definite or word.verbs or word.function_class)
    return status_word(word) is not None or adjective or attached(doc, p.j, p, kind)


@dataclass(frozen=True, slots=True)
class _At:
    """Where the reading of a post stands: before a word, with the phrase so far."""

    doc: Document
    p: Parse
    word: Word
    kind: str
    fixed: bool

    @property
    def after(self) -> Word | None:
        k = self.p.j + 1
        return self.doc.words[k] if k < len(self.doc.words) else None

    @property
    def further(self) -> bool:
        """Whether a complement may be followed by more nouns."""
        return self.p.complement and not self.p.closed

    def take(self, words: int = 1, *, owing: bool = False) -> bool:
        """Take words into the role; `owing`: the last of them asks for a genitive."""
        p = self.p
        p.words += range(p.j, p.j + words)
        p.j += words
        p.open = owing
        return True


def _nisba(at: _At) -> bool | None:
    """The adjective of a state, of one word or two."""
    p, j = at.p, at.p.j
    if _of_plural(at):
        return at.take()
    said = said_of(at.doc, p) and not p.states  # (and he is) a Jordanian ambassador
    nisbas = (n for n in at.word.nisbas if (n.definite or said) and not n.proclitics and n.number == "s")
    nisba = next(nisbas, None)
    if nisba is None:
        return None
    code, words = nisba.code, 1
    if not code and at.after is not None and (two := at.doc.lexicon.nisba_of_two(at.word, at.after)):
        code, words = two, 2
    elif at.word.given_count and p.closed:
        return None
    if code:
        p.states.append((code, not p.where))
        p.nisba += range(j, j + words)
    p.j, p.closed = j + words, True
    return True


def _of_plural(at: _At) -> bool:
    """The adjective of a state said of those whom somebody heads (the chief of the Greek negotiators)."""
    nisba = next((n for n in at.word.nisbas if n.definite and not n.proclitics and "p" in n.number), None)
    before = at.doc.words[at.p.j - 1]
    if nisba is None or not nisba.code or at.p.states or not before.definite or not before.text.endswith(YEH + NOON):
        return False
    at.p.states.append((nisba.code, True))
    return True


def _quoted_after_li(at: _At) -> bool | None:
    """li-"X", the preposition apart from the quotation marks."""
    p, j = at.p, at.p.j
    if at.word.text != LAM or at.after is None or at.after.text != '"':
        return None
    inner = Parse(j + 1, open=True)
    if not quoted(at.doc, inner):
        return False
    p.words += (j, *inner.words)
    p.bodies += inner.bodies
    p.j, p.complement, p.open = inner.j, True, False
    return True


def _tail(at: _At) -> bool | None:
    """(Moroccans) residing abroad; (an ambassador) extraordinary; (the ambassador to A) and B, N."""
    p, text = at.p, at.word.text
    if text in Words.POST_TAIL:
        return at.take()
    if text == IN and p.complement and at.after is not None and at.after.text in Words.ABROAD:
        return at.take(2)
    if p.where and (second := _second_place(at.doc, p.j)):
        return at.take(second - p.j)
    return at.take() if at.kind == "envoy" and text in Words.ACCREDITED else None


def _in_charge(at: _At) -> bool | None:
    """(The minister) responsible for foreign affairs."""
    doc, p = at.doc, at.p
    if at.word.text not in Words.IN_CHARGE or not _over(doc, p.j + 1):
        return None
    p.complement, p.closed = True, False
    if doc.words[p.j + 1].function_class == "prep":
        at.take(2, owing=True)
    else:
        at.take(owing=True)
    if doc.words[p.j].function_class != "prep" and doc.texts[p.j].startswith(BEH):
        at.take()
    return True


def _overseen(at: _At) -> bool | None:
    """(The general supervisor) over a body."""
    p, doc = at.p, at.doc
    over = at.word.text == ALA and not p.complement and doc.texts[p.words[0]] in Words.IN_CHARGE
    return at.take(owing=True) if over else None


def _status(at: _At) -> bool | None:
    """An adjective that says how the post is held, where the phrase goes on after it; (the minister) charged with."""
    doc, p, j = at.doc, at.p, at.p.j
    status = status_word(at.word)
    if doc.texts[j - 1].endswith(OneWord.CAPITAL) or status is None:
        return None
    if at.fixed and of_government(doc, j):
        return at.take()
    if at.after is not None and at.word.text in Words.CHARGED and (over := _charge(doc, j + 1)):
        p.closed, p.complement = False, True
        return at.take(2, owing=over == _OWING)
    if at.after is None or at.after.kind != "word" or not attached(doc, j + 1, p, at.kind):
        return False
    if p.closed and at.kind != "envoy":
        return False
    p.status = p.status or ("" if status == "none" else status)
    p.j += 1
    return True


def _indefinite(at: _At) -> bool | None:
    """An adjective of a head in the accusative, in the accusative as well: (appointed) special envoy; one of a head in
    the predicate: (and he is) a senior official (in)."""
    p, word = at.p, at.word
    if (
        said_of(at.doc, p)
        and "a" in word.pos
        and not (p.complement or word.definite or word.verbs or word.function_class)
    ):
        return at.take()
    indefinite = p.accusative and not p.complement and word.text.endswith(ALEF) and not word.definite
    if not indefinite or word.verbs or not ("a" in word.pos or is_adjective(at.doc.lexicon.word(AL + word.text[:-1]))):
        return None
    return at.take()


def _attached(at: _At) -> bool | None:
    """An adjective of the head, or a phrase with a preposition."""
    if is_adjective(at.word):
        return at.take()
    return prepositional(at.doc, at.p, at.kind) if attached(at.doc, at.p.j, at.p, at.kind) else None


def _coordinated(at: _At) -> bool | None:
    """`and` with one more noun of the portfolio, or one more body."""
    doc, p, j, word = at.doc, at.p, at.p.j, at.word
    if word.text.startswith(WAL) and not p.closed and not at.fixed:
        return at.take() if not p.complement and len(p.words) > 1 and alike(doc, j) else coordinate(doc, p)
    if not at.further:
        return None
    if word.has_conjunction and word.text[1:] in Words.AFFAIRS:
        return at.take(owing=True)  # and the affairs of (expatriates)
    if not at.fixed and _and_of(doc, j):
        return at.take(2)  # (the minister of roads) and building of cities
    if not word.has_conjunction:
        return None
    joined = (h for h in doc.hits.get(j, ()) if h.entry.category == "organization" and h.proclitics == WAW)
    body = next(joined, None)
    if body is None or body.end >= len(doc.words) or doc.texts[body.end] != ",":
        return None
    p.bodies.append((j, body.end))
    return at.take(body.end - j)


def _definite(at: _At) -> bool | None:
    """A definite word after a definite one."""
    if at.fixed and at.word.definite and "a" in at.word.pos and of_government(at.doc, at.p.j):
        return at.take()  # (the head of) the transitional government
    free = at.word.definite and not at.fixed and not at.p.closed
    return apposed(at.doc, at.p) if free and not at.doc.find(at.p.j, "role", "title") else None


def _doing(at: _At) -> bool | None:
    """(The head of a government of) caretaking."""
    p, word = at.p, at.word
    if not at.fixed or p.closed or p.states or at.doc.texts[p.words[-1]] not in Words.GOVERNMENT:
        return None
    named = word.given_count + word.surname_count + len(word.verbs) + bool(word.function_class)
    return at.take(owing=True) if {"m", "n"} <= set(word.pos) and not word.definite and not named else None


def _state(at: _At) -> bool | None:
    """The name of a state after a whole phrase."""
    return own_state(at.doc, at.p) if at.fixed or at.p.complement else None


def _run_on(at: _At) -> bool | None:
    """All words up to a title and the name of the holder, where a long complement is of words that no table has."""
    doc, p = at.doc, at.p
    low, _ = doc.sentences[doc.sentence(p.words[0])]
    if len(p.words) == 1 or any(v.event_class in _DEALING for k in range(low, p.words[0]) for v in doc.words[k].verbs):
        return None
    for k in range(p.j, min(p.j + _RUN, len(doc.words))):
        nisba = any(n.definite and n.code and not n.proclitics for n in doc.words[k].nisbas)
        if k > p.j and holder_at(doc, k + nisba) and not doc.words[k].has_conjunction:
            return at.take(k - p.j)
        if not _of_complement(doc, k):
            return None
    return None


def _of_complement(doc: Document, k: int) -> bool:
    """Whether word `k` may be one of the complement of a post: a definite word, a preposition other than with before
    one, a noun that one follows."""
    word, after = doc.words[k], doc.words[k + 1 : k + 2]
    if word.kind != "word" or k in doc.in_date or status_word(word) is not None:
        return False
    if word.given_count + word.surname_count >= _NAMES and doc.find(k + 1, "title") is None:
        return False
    placed = word.text.removeprefix(BEH) in Words.PLACE_NOUN
    if placed or word.text in Words.WITH or doc.find(k, "role", "title", "plural"):
        return False
    if any(article for _, _, article in word.stems):
        return not word.verbs
    noun = "n" in word.pos and not word.function_class and not word.verbs
    return (noun or word.function_class == "prep") and bool(after) and any(article for _, _, article in after[0].stems)


_STEPS = (
    _nisba, _quoted_after_li, _tail, _in_charge, _overseen, _status, _indefinite, _attached, _coordinated, _definite,
    _doing, _state,
)  # fmt: skip


def _and_of(doc: Document, j: int) -> bool:
    """Whether `and` + indefinite noun + definite noun stand at word `j`, and the holder's name after them."""
    word = doc.words[j]
    if (
        word.text[0] != WAW
        or j + 2 >= len(doc.words)
        or doc.find(j, "role", "title", "plural", "state", "organization")
    ):
        return False
    noun, after = doc.lexicon.word(word.text[1:]), doc.words[j + 1]
    common = "n" in noun.pos and not noun.definite and noun.given_count + noun.surname_count < 60
    return common and after.definite and "n" in after.pos and _named_at(doc, j + 2)


def _second_place(doc: Document, j: int) -> int:
    """One past `and` + state or body at word `j` where a name follows, else 0."""
    hit = doc.find(j, "state", "organization")
    if hit is None or hit.proclitics != WAW or hit.article != hit.entry.definite or hit.end >= len(doc.words):
        return 0
    return hit.end if _named_at(doc, hit.end) else 0


def _named_at(doc: Document, k: int) -> bool:
    """Whether a title stands at word `k`, or a name of two words at least."""
    return holder_at(doc, k) or (not doc.words[k].definite and name_end(doc, k, titled=True) > k + 1)


def of_government(doc: Document, j: int) -> bool:
    """Whether the adjective at word `j` is said of a government rather than of its head: the (Libyan) interim
    government."""
    k = j - 2 if doc.words[j - 1].nisbas else j - 1
    masculine = k < 1 or not doc.texts[k - 1].endswith(HEH)
    return masculine and doc.texts[j].endswith(HEH) and doc.texts[k] in Words.GOVERNMENT


def _over(doc: Document, j: int) -> bool:
    """Whether word `j` says what somebody is in charge of: over, for, bi- with a noun."""
    if j + 1 >= len(doc.words):
        return False
    return doc.texts[j] in (ALA, AN) or doc.texts[j].startswith(BEH + AL)


def _charge(doc: Document, j: int) -> str:
    """What follows a participle of charging at word `j`: a noun with bi- or li-, or as its object, that owes a genitive
    or is definite; empty where it is neither."""
    for letter in (BEH, LAM):
        if _clitic_noun(doc, j, letter):
            definite = _article_after(doc, j, letter) or (letter == LAM and doc.texts[j].startswith(LAM + LAM))
            return _DEFINITE if definite else _OWING
    after = j + 1 < len(doc.words) and doc.words[j + 1].definite
    return _OWING if after and "n" in doc.words[j].pos and not doc.words[j].definite and _owes(doc, j) else ""


def _clitic_noun(doc: Document, j: int, letter: str) -> bool:
    """Whether word `j` is a proclitic and a noun."""
    return any(pro == letter for pro, _, _ in doc.words[j].stems[1:]) and not doc.words[j].is_listed_form


def _article_after(doc: Document, j: int, letter: str) -> bool:
    return any(pro == letter and article for pro, _, article in doc.words[j].stems[1:])


def _genitive(doc: Document, p: Parse) -> bool:
    """What an indefinite noun owes: a state, a body, a further post, a definite noun, or a noun that owes in turn."""
    if doc.texts[p.j] == OneWord.IN_THE_NAME_OF:
        return prepositional(doc, p, "office")
    return _genitive_of_tables(doc, p) or _genitive_post(doc, p) or _principal(doc, p) or _genitive_noun(doc, p)


def _genitive_of_tables(doc: Document, p: Parse) -> bool:
    """A state that the tables know, or a body."""
    j = p.j
    hit = next((h for h in doc.hits.get(j, ()) if _names_owner(h)), None)
    body = parse_organization(doc, j)
    whole = body is not None and not body.proclitics
    if hit is None:
        return take_body(p, body, own=True) if whole and body is not None and not doc.find(j, "role") else False
    if hit.entry.category == "organization":
        if whole and body is not None:
            return take_body(p, body, own=True)
        p.bodies.append((hit.start, hit.end))
        if hit.entry.value.state:
            p.states.append((hit.entry.value.state, True))
    else:
        dealt_with = p.topic or doc.texts[j - 1] in Words.AFFAIRS
        p.states.append((hit.entry.value, not dealt_with))
    p.words += range(hit.start, hit.end)
    p.j, p.open, p.complement = hit.end, False, True
    return True


def _names_owner(hit: LexiconMatch) -> bool:
    """Whether a phrase names a state, or a body that it can but name, as its entry is spelt."""
    named = hit.entry.category == "state" or (hit.entry.category == "organization" and not hit.entry.ambiguous)
    return named and not hit.proclitics and hit.article == hit.entry.definite


def _principal(doc: Document, p: Parse) -> bool:
    """An official whom an aide or an envoy serves, by a name that is known to be of one: the adviser of N for A."""
    head, known = doc.find(p.words[0], "role"), doc.find(p.j, "official")
    if head is None or head.end != p.j or head.entry.value[0] not in _AIDES:
        return False
    end = known.end if known is not None and not known.proclitics else p.j + 1
    name = plain_name(name_parts(doc.label(p.j, end)))
    state = state_of_official(name) if end > p.j + 1 else state_of_alias(name)
    if state is None or name_end(doc, p.j, titled=True) > end:
        return False
    p.states.append((state, True))
    p.words += range(p.j, end)
    p.j, p.open, p.complement = end, False, True
    return True


def _genitive_post(doc: Document, p: Parse) -> bool:
    """A further post: (the deputy of) the minister, (the ambassador of) the Custodian of the Two Holy Mosques."""
    role = doc.find(p.j, "role")
    if role is None or role.proclitics:
        return False
    p.words += range(role.start, role.end)
    p.complement, p.envoy = True, role.entry.value[1] == "envoy"
    if role.entry.value[2]:
        p.states.append((role.entry.value[2], True))
    p.open = not doc.words[role.end - 1].definite and not (role.entry.value[1] == "full" and role.end > p.j + 1)
    p.j = role.end
    return True


def _genitive_noun(doc: Document, p: Parse) -> bool:
    """A definite noun, a city, or an indefinite noun, which owes a genitive in turn; the adjective of a state, after a
    noun that lacks its article."""
    j, word = p.j, doc.words[p.j]
    nisba = next((n for n in word.nisbas if n.definite and n.code and not n.proclitics and n.number == "s"), None)
    dealt_with = word.given_count or strip_article(word.text) in doc.lexicon.portfolio_words  # of finance, not of Mali
    if nisba is not None and not (p.states or dealt_with) and name_end(doc, j + 1, titled=True) > j + 2:
        p.states.append((nisba.code, True))
        p.nisba.append(j)
        p.j, p.open, p.closed, p.complement = j + 1, False, True, True
        return True
    if word.definite and not word.text.startswith(WAW):
        p.words.append(j)
        p.j, p.open, p.complement = j + 1, False, True
        return True
    if word.function_class or (word.verbs and not word.pos) or _article_after(doc, j, BEH):
        return False  # (a state) represented by its ambassador
    city = doc.find(j, "capital", "place", "region")
    if city is not None and not city.proclitics and (not word.pos or not city.entry.ambiguous):
        p.words += range(j, city.end)
        p.states.append((city.entry.value, True))
        p.j, p.open, p.complement = city.end, False, True
        return True
    if doc.find(j, "body") is None and not _owes(doc, j):
        return False
    p.words.append(j)
    p.j, p.complement = j + 1, True
    return True


def _owes(doc: Document, j: int) -> bool:
    """Whether word `j` is a common noun that may owe a genitive; one that is a verb too, where its genitive follows."""
    word = doc.words[j]
    chained = "n" in word.pos and j + 1 < len(doc.words) and doc.words[j + 1].definite
    noun = (bool(word.pos) or word.zipf >= 2) and (not word.verbs or chained)
    return noun and name_likelihood(word) < LIKELY
