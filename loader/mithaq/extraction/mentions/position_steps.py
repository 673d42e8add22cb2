"""The steps by which the phrase of a post is read: what each next word adds to it, or that it has ended.

Steps are tried in the order of `_STEPS`, which is the grammar of posts: each tells whether the words belong to the
phrase, or None where it has nothing to say about them.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, HEH, LAM, NOON, WAW, YEH

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.mentions.body_words import state_adjective
from mithaq.extraction.mentions.known_officials import state_of_alias, state_of_official
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.name_words import LIKELY, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.phrase_lookups import any_verb
from mithaq.extraction.mentions.position_complements import (
    Parse,
    alike,
    apposed,
    coordinate,
    holder_at,
    own_state,
    quoted,
)
from mithaq.extraction.mentions.position_prepositions import attached, owing_post, prepositional
from mithaq.extraction.particles import AL, ALA, AN, IN, WAL
from mithaq.lexicon import Nisba, Word, strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["deals_before", "of_government", "take_step"]

_AIDES = frozenset({"adviser", "envoy", "spokesperson"})
"""Concepts of posts that are called by the official served."""
_DEALING = frozenset({"meet", "receive", "call", "invite", "visit", "appoint", "accuse"})
"""Classes of verbs with two sides: the name after the post of one may be of the other."""
_RUN = 10
"""One past the words of a complement that runs on to the holder."""
_NAMES, _SURE_NAMES = 5, 60
"""Bearers of a word that may begin the holder's name; of one that is no common noun."""


def take_step(p: Parse) -> bool:
    """Take the next words into the phrase of a post; False when it has ended."""
    word = p.word
    if word.kind == "sign":
        return quoted(p)
    if word.kind != "word":
        return False
    if p.open and not (p.said_of and _no_genitive(p)):
        return _genitive(p)
    p.open = False
    holder = p.doc.find(p.j, "official")
    if holder is not None and not holder.proclitics and holder.end > p.j + 1:
        return False
    for step in _STEPS:
        taken = step(p)
        if taken is not None:
            return taken or _run_on(p)
    return _run_on(p)


def _no_genitive(p: Parse) -> bool:
    """Whether an adjective or a preposition stands where an indefinite noun might take a genitive: (he is) a former
    member of."""
    word = p.word
    adjective = (word.nisbas or "a" in word.pos) and not (word.definite or word.verbs or word.function_class)
    return status_word(word) is not None or adjective or attached(p, p.j, p.head_kind)


def _nisba(p: Parse) -> bool | None:
    """The adjective of a state, of one word or two."""
    word = p.word
    if _of_plural(p):
        return p.take(p.j + 1)
    said = p.said_of and not p.states  # (and he is) a Jordanian ambassador
    nisbas = (n for n in word.nisbas if (n.definite or said) and not n.proclitics and n.number == "s")
    nisba = next(nisbas, None)
    if nisba is None:
        return None
    if not nisba.code and (two := p.doc.lexicon.nisba_of_two(word, p.after)):
        return p.take_nisba(p.j + 2, two, own=not p.where)
    if word.given_count and p.closed:
        return None
    if nisba.code and _of_topic(p, nisba):
        return p.take(p.j + 1)
    return p.take_nisba(p.j + 1, nisba.code, own=not p.where)


def _of_topic(p: Parse, nisba: Nisba) -> bool:
    """Whether the adjective of a state is said of what the post deals with: (the head of) the A file, A affairs."""
    affairs = strip_article(p.last.text) in Words.AFFAIRS and nisba.gender == "f" and not p.head.text.endswith(HEH)
    return affairs or (p.last.definite and p.last.text in Words.DOSSIER)


def _of_plural(p: Parse) -> bool:
    """The adjective of a state said of those whom somebody heads (the chief of the Greek negotiators)."""
    nisba = next((n for n in p.word.nisbas if n.definite and not n.proclitics and "p" in n.number), None)
    before = p.doc.words[p.j - 1]
    if nisba is None or not nisba.code or p.states or not before.definite or not before.text.endswith(YEH + NOON):
        return False
    p.states.append((nisba.code, True))
    return True


def _quoted_after_li(p: Parse) -> bool | None:
    """li-"X", the preposition apart from the quotation marks."""
    if p.word.text != LAM or p.after.text != '"':
        return None
    p.take(p.j + 1, owing=True)
    if quoted(p):
        return True
    p.words.pop()
    p.j, p.open = p.j - 1, False
    return False


def _tail(p: Parse) -> bool | None:
    """(Moroccans) residing abroad; (an ambassador) extraordinary; (the ambassador to A) and B, N."""
    text = p.word.text
    if text in Words.POST_TAIL:
        return p.take(p.j + 1)
    if text == IN and p.complement and p.after.text in Words.ABROAD:
        return p.take(p.j + 2)
    if p.where and (second := _second_place(p.doc, p.j)):
        return p.take(second)
    return p.take(p.j + 1) if p.kind == "envoy" and text in Words.ACCREDITED else None


def _in_charge(p: Parse) -> bool | None:
    """(The minister) responsible for foreign affairs."""
    doc, k = p.doc, p.j + 1
    preposition = doc.words[k].function_class == "prep"
    if p.word.text not in Words.IN_CHARGE or not (doc.texts[k] in (ALA, AN) or doc.texts[k].startswith(BEH + AL)):
        return None
    p.complement, p.closed = True, False
    p.take(k + preposition, owing=True)
    if p.word.function_class != "prep" and p.word.text.startswith(BEH):
        p.take(p.j + 1)
    return True


def _overseen(p: Parse) -> bool | None:
    """(The general supervisor) over a body."""
    over = p.word.text == ALA and not p.complement and p.head.text in Words.IN_CHARGE
    return p.take(p.j + 1, owing=True) if over else None


def _status(p: Parse) -> bool | None:
    """An adjective that says how the post is held, where the phrase goes on after it; (the minister) charged with."""
    doc, j = p.doc, p.j
    status = status_word(p.word)
    if doc.texts[j - 1].endswith(OneWord.CAPITAL) or status is None:
        return None
    if p.fixed and of_government(doc, j):
        return p.take(j + 1)
    if p.word.text in Words.CHARGED and (owing := _charge_owes(doc, j + 1)) is not None:
        p.closed, p.complement = False, True
        return p.take(j + 2, owing=owing)
    if p.after.kind != "word" or not attached(p, j + 1, p.kind) or (p.closed and p.kind != "envoy"):
        return False
    p.status = p.status or ("" if status == "none" else status)
    p.j += 1
    return True


def _indefinite(p: Parse) -> bool | None:
    """An adjective of a head in the accusative, in the accusative as well: (appointed) special envoy; one of a head in
    the predicate: (and he is) a senior official (in)."""
    word = p.word
    if p.complement or word.definite or word.verbs:
        return None
    if p.said_of and "a" in word.pos and not word.function_class:
        return p.take(p.j + 1)
    if not p.accusative or not word.text.endswith(ALEF):
        return None
    adjective = "a" in word.pos or is_adjective(p.doc.lexicon.word(AL + word.text[:-1]))
    return p.take(p.j + 1) if adjective else None


def _attached(p: Parse) -> bool | None:
    """An adjective of the head, or a phrase with a preposition."""
    if is_adjective(p.word):
        return p.take(p.j + 1)
    return prepositional(p, p.kind) if attached(p, p.j, p.kind) else None


def _coordinated(p: Parse) -> bool | None:
    """`and` with one more noun of the portfolio that has the article."""
    if not p.word.text.startswith(WAL) or p.closed or p.fixed:
        return None
    if not p.complement and len(p.words) > 1 and alike(p.doc, p.j):
        return p.take(p.j + 1)
    return coordinate(p)


def _joined(p: Parse) -> bool | None:
    """`and` with one more noun of the portfolio that takes a genitive, or with one more body before a comma."""
    doc, j, word = p.doc, p.j, p.word
    if not p.complement or p.closed:
        return None
    if word.has_conjunction and word.text[1:] in Words.AFFAIRS:
        return p.take(j + 1, owing=True)  # and the affairs of (expatriates)
    if _and_of(doc, j):
        return p.take(j + 2)  # (the minister of roads) and building of cities
    if not word.has_conjunction:
        return None
    joined = (h for h in doc.hits.get(j, ()) if h.entry.category == "organization" and h.proclitics == WAW)
    body = next(joined, None)
    if body is None or doc.texts[body.end] != ",":
        return None
    p.bodies.append((j, body.end))
    return p.take(body.end)


def _definite(p: Parse) -> bool | None:
    """A definite word after a definite one."""
    if not p.word.definite:
        return None
    if p.fixed:  # (the head of) the transitional government
        return p.take(p.j + 1) if "a" in p.word.pos and of_government(p.doc, p.j) else None
    return apposed(p) if not p.closed and not p.doc.find(p.j, "role", "title") else None


def _doing(p: Parse) -> bool | None:
    """(The head of a government of) caretaking."""
    word = p.word
    if not p.fixed or p.closed or p.states or p.last.text not in Words.GOVERNMENT:
        return None
    named = word.given_count + word.surname_count + len(word.verbs) + bool(word.function_class)
    masdar = {"m", "n"} <= set(word.pos) and not word.definite and not named
    return p.take(p.j + 1, owing=True) if masdar else None


def _state(p: Parse) -> bool | None:
    """The name of a state after a whole phrase."""
    return own_state(p) if p.whole or p.complement else None


_STEPS = (
    _nisba, _quoted_after_li, _tail, _in_charge, _overseen, _status, _indefinite, _attached, _coordinated, _joined,
    _definite, _doing, _state,
)  # fmt: skip


def _run_on(p: Parse) -> bool:
    """All words up to a title and the name of the holder, where a long complement is of words that no table has."""
    doc = p.doc
    if len(p.words) == 1 or deals_before(doc, p.words[0]):
        return False
    for k in range(p.j, min(p.j + _RUN, len(doc.words))):
        nisba = any(n.definite and n.code and not n.proclitics for n in doc.words[k].nisbas)
        if k > p.j and holder_at(doc, k + nisba) and not doc.words[k].has_conjunction:
            return p.take(k)
        if not _of_complement(doc, k):
            return False
    return False


def deals_before(doc: Document, start: int) -> bool:
    """Whether the sentence tells before word `start` of a dealing of two, one of whom may be named after a post."""
    low, _ = doc.sentences[doc.sentence(start)]
    return any_verb(doc.words[low:start], _DEALING)


def _of_complement(doc: Document, k: int) -> bool:
    """Whether word `k` may be one of the complement of a post: a definite word, a preposition other than with before
    one, a noun that one follows."""
    word = doc.words[k]
    if word.kind != "word" or k in doc.in_date or status_word(word) is not None:
        return False
    if word.given_count + word.surname_count >= _NAMES and doc.find(k + 1, "title") is None:
        return False
    placed = word.text.removeprefix(BEH) in Words.PLACE_NOUN
    if placed or word.text in Words.WITH or doc.find(k, "role", "title", "plural"):
        return False
    if _with_article(word):
        return not word.verbs
    noun = "n" in word.pos and not word.function_class and not word.verbs
    return (noun or word.function_class == "prep") and _with_article(doc.words[k + 1])


def _with_article(word: Word) -> bool:
    """Whether a word is read with the article, after a proclitic or without one."""
    return any(article for _, _, article in word.stems)


def _and_of(doc: Document, j: int) -> bool:
    """Whether `and` + indefinite noun + definite noun stand at word `j`, and the holder's name after them."""
    word, after = doc.words[j], doc.words[j + 1]
    if not word.text.startswith(WAW) or doc.find(j, "role", "title", "plural", "state", "organization"):
        return False
    noun = doc.lexicon.word(word.text[1:])
    common = "n" in noun.pos and not noun.definite and noun.given_count + noun.surname_count < _SURE_NAMES
    return common and after.definite and "n" in after.pos and _named_at(doc, j + 2)


def _second_place(doc: Document, j: int) -> int:
    """One past `and` + state or body at word `j` where a name follows, else 0."""
    hit = doc.find(j, "state", "organization")
    joined = hit is not None and hit.proclitics == WAW and hit.article == hit.entry.definite
    return hit.end if hit is not None and joined and _named_at(doc, hit.end) else 0


def _named_at(doc: Document, k: int) -> bool:
    """Whether a title stands at word `k`, or a name of two words at least."""
    return holder_at(doc, k) or (not doc.words[k].definite and name_end(doc, k, titled=True) > k + 1)


def of_government(doc: Document, j: int) -> bool:
    """Whether the adjective at word `j` is said of a government rather than of its head: the (Libyan) interim
    government."""
    k = j - 2 if doc.words[j - 1].nisbas else j - 1
    masculine = k < 1 or not doc.texts[k - 1].endswith(HEH)
    return masculine and doc.texts[j].endswith(HEH) and doc.texts[k] in Words.GOVERNMENT


def _charge_owes(doc: Document, j: int) -> bool | None:
    """Whether a noun at word `j`, with bi- or li- or as an object, with which somebody is charged owes a genitive; None
    where it is no such noun."""
    word = doc.words[j]
    for letter in (BEH, LAM):
        articles = [article for pro, _, article in word.stems[1:] if pro == letter]
        if articles and not word.is_listed_form:
            return not any(articles) and not (letter == LAM and word.text.startswith(LAM + LAM))
    noun = "n" in word.pos and not word.definite and _owes(doc, j)
    return True if noun and doc.words[j + 1].definite else None


def _genitive(p: Parse) -> bool:
    """What an indefinite noun owes: a state, a body, a further post, a definite noun, or a noun that owes in turn."""
    if p.word.text == OneWord.IN_THE_NAME_OF:
        return prepositional(p, "office")
    steps = (_genitive_of_tables, _genitive_post, _principal, _of_omitted_article, _genitive_noun)
    taken = any(step(p) for step in steps)
    p.complement |= taken
    return taken


def _genitive_of_tables(p: Parse) -> bool:
    """A state that the tables know, or a body."""
    doc, j = p.doc, p.j
    hit = next((h for h in doc.hits.get(j, ()) if _names_owner(h)), None)
    body = parse_organization(doc, j)
    whole = body if body is not None and not body.proclitics else None
    if hit is None:
        return whole is not None and doc.find(j, "role") is None and p.take_body(whole, own=True)
    if hit.entry.category == "state":
        return p.take_known(hit, own=not (p.topic or doc.texts[j - 1] in Words.AFFAIRS))
    return p.take_body(whole, own=True) if whole is not None else p.take_known(hit, own=True)


def _names_owner(hit: LexiconMatch) -> bool:
    """Whether a phrase names a state, or a body that it can but name, as its entry is spelt."""
    named = hit.entry.category == "state" or (hit.entry.category == "organization" and not hit.entry.ambiguous)
    return named and not hit.proclitics and hit.article == hit.entry.definite


def _principal(p: Parse) -> bool:
    """An official whom an aide or an envoy serves, by a name that is known to be of one: the adviser of N for A."""
    doc, j = p.doc, p.j
    head, known = doc.find(p.words[0], "role"), doc.find(j, "official")
    if head is None or head.end != j or head.entry.value[0] not in _AIDES:
        return False
    end = known.end if known is not None and not known.proclitics else j + 1
    name = plain_name(name_parts(doc.label(j, end)))
    state = state_of_official(name) if end > j + 1 else state_of_alias(name)
    if state is None or name_end(doc, j, titled=True) > end:
        return False
    p.states.append((state, True))
    return p.take(end)


def _genitive_post(p: Parse) -> bool:
    """A further post: (the deputy of) the minister, (the ambassador of) the Custodian of the Two Holy Mosques."""
    role = p.doc.find(p.j, "role")
    if role is None or role.proclitics:
        return False
    _, kind, state = role.entry.value
    p.envoy = kind == "envoy"
    if state:
        p.states.append((state, True))
    return p.take(role.end, owing=owing_post(p.doc, role))


def _of_omitted_article(p: Parse) -> bool:
    """The adjective of a state after a noun that lacks its article, before the holder's name."""
    word, code = p.word, state_adjective(p.word)
    dealt_with = (
        word.given_count or strip_article(word.text) in p.doc.lexicon.portfolio_words
    )  # of finance, not of Mali
    if not code or p.states or dealt_with or name_end(p.doc, p.j + 1, titled=True) <= p.j + 2:
        return False
    return p.take_nisba(p.j + 1, code, own=True)


def _genitive_noun(p: Parse) -> bool:
    """A definite noun, a city, or an indefinite noun, which owes a genitive in turn."""
    doc, j, word = p.doc, p.j, p.word
    if word.definite and not word.text.startswith(WAW):
        return p.take(j + 1)
    if word.function_class or (word.verbs and not word.pos):
        return False
    if any(pro == BEH and article for pro, _, article in word.stems[1:]):
        return False  # (a state) represented by its ambassador
    city = doc.find(j, "capital", "place", "region")
    if city is not None and not city.proclitics and (not word.pos or not city.entry.ambiguous):
        p.states.append((city.entry.value, True))
        return p.take(city.end)
    return (doc.find(j, "body") is not None or _owes(doc, j)) and p.take(j + 1, owing=True)


def _owes(doc: Document, j: int) -> bool:
    """Whether word `j` is a common noun that may owe a genitive; one that is a verb too, where its genitive follows."""
    word = doc.words[j]
    chained = "n" in word.pos and doc.words[j + 1].definite
    noun = (bool(word.pos) or word.zipf >= 2) and (not word.verbs or chained)
    return noun and name_likelihood(word) < LIKELY
