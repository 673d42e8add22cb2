"""Several holders under one head in the dual or plural: the two ministers of A and B, N and M."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from pyarabic.araby import WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.person_mention import Mention, titles_at
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.particles import AL, FROM, IN, WAL
from mithaq.language.fold import normalize
from mithaq.language.numbers import cardinal
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["post_of_several", "several_at"]

_GOVERNING = frozenset({"deputyHead", "undersecretary", "adviser", "member"})
"""Concepts of heads that are of another post or of a body."""
_MORE = 4  # one past the words that say more of several before some are named
_LONGEST = 8  # words of the head and the portfolio at most


@dataclass(frozen=True, slots=True)
class _Heads:
    """A head that names several: what it is one by one, and the words that all of them share."""

    doc: Document
    start: int
    concept: str
    kind: str
    singular: str
    proclitics: str
    bodies: tuple[tuple[int, int], ...] = ()
    governs: bool = False

    def post(self, shared: list[int], state: str | None, nisba: tuple[int, ...] = ()) -> PositionMention:
        return refine(
            self.doc,
            PositionMention(
                self.start,
                shared[-1] + 1,
                self.concept,
                self.kind,
                tuple(shared),
                state=state,
                nisba=nisba,
                bodies=self.bodies,
                complete=bool(state) or self.governs,
                head=self.singular,
            ),
        )

    def mention(
        self, n: int, start: int, name: tuple[int, int, int], post: PositionMention, titles: tuple[str, ...] = ()
    ) -> Mention:
        """The `n`-th holder; `name`: where the name starts, ends, and how many letters are a proclitic."""
        first, stop, cut = name
        before = WAW if n else self.proclitics
        return Mention(start if n else self.start, stop, first, stop, [post], titles, before, cut, rule="coordinated")


def _heads(doc: Document, i: int, singular: str, proclitics: str) -> _Heads | None:
    """The head at word `i`, by its singular, where that is a post."""
    phrases = doc.lexicon.phrases([doc.lexicon.word(normalize(singular))], 0)
    role = next((entry for *_, entry in phrases if entry.category == "role"), None)
    return _Heads(doc, i, role.value[0], role.value[1], singular, proclitics) if role is not None else None


def several_at(doc: Document, i: int, singular: str, proclitics: str, end: int) -> list[Mention]:
    """Several holders under one head: `(portfolio) nisba N, nisba N and-nisba N` or `state N and-state N`."""
    heads = _heads(doc, i, singular, proclitics)
    of_body = i > 0 and not proclitics and doc.words[i].definite and doc.find(i - 1, "body") is not None
    if heads is None or of_body:  # the council of deputies
        return []
    shared, j = _shared(doc, i, end)
    of = None
    governing = heads.concept in _GOVERNING or (j == i + 1 and doc.texts[j] == IN)
    if governing and (governed := _governed(doc, i + 1)):
        words, bodies, of, j = governed
        shared = [i, *words]
        heads = replace(heads, bodies=bodies, governs=True)
    if heads.kind == "office" and len(shared) == 1 and not doc.words[i].definite:
        return []
    return (
        _portfolios_first(heads, shared, j, end)
        or _states_first(heads, shared, j, end)
        or _one_by_one(heads, shared, of, j, end)
    )


def _one_by_one(heads: _Heads, shared: list[int], of: str | None, j: int, end: int) -> list[Mention]:
    """Holders who each have a state and a name from word `j` on; `of`: the state of all."""
    doc = heads.doc
    mentions: list[Mention] = []
    j = _past_number(doc, j, end) if (among := _among_them(doc, j, end)) == j else among
    while j < end:
        if mentions and doc.texts[j] == ",":
            j += 1
            continue
        start = j
        if mentions and _portfolio(doc, j):  # (the ministers of foreign affairs N) and of finance M
            shared, j = [heads.start, j], j + 1
        state, nisba, j = _state_at(doc, j)
        name, kinds = _next_name(doc, j, end, first=not mentions, stated=state is not None)
        if name is None:
            break
        mentions.append(heads.mention(len(mentions), start, name, heads.post(shared, state or of, nisba), kinds))
        j = mentions[-1].end
    return mentions if len(mentions) > 1 or (mentions and mentions[0].posts[0].state) else []


def _past_number(doc: Document, j: int, end: int) -> int:
    """One past how many there are, or of how many sides, and a comma: the presidents of the two countries, N and M."""
    k = j + (j < end and (doc.texts[j] in Words.SIDES or cardinal([strip_article(doc.texts[j])]) is not None))
    k += k < end and doc.texts[k] in (",", ":")
    return k if k > j and name_end(doc, k, titled=True) > k + 1 else j


def _among_them(doc: Document, j: int, end: int) -> int:
    """One past `among them` after the words that say more of several, before the names of some of them; `j` where there
    is none: members of the council, among them N and M."""
    for k in range(j, min(j + _MORE, end)):
        if doc.texts[k] in Words.AMONG_THEM:
            stated = bool(doc.words[k + 1].nisbas)
            return k + 1 if stated or name_end(doc, k + 1, titled=True) > k + 2 else j
        if doc.words[k].verbs or (doc.words[k].kind != "word" and doc.texts[k] != ","):
            break
    return j


def post_of_several(doc: Document, i: int, state: str | None) -> PositionMention | None:
    """The post, for a state, that several named before word `i` in the sentence hold: the foreign ministers of ..."""
    low, _ = doc.sentences[doc.sentence(i)]
    plurals = (hit for k in range(i - 1, low - 1, -1) if (hit := doc.find(k, "plural")) is not None)
    head = next((hit for hit in plurals if hit.entry.value[0] != "counterpart"), None)
    heads = _heads(doc, head.start, head.entry.value[1], "") if head is not None else None
    if heads is None:
        return None
    shared, _ = _shared(doc, heads.start, i)
    if len(shared) == 1:
        return None  # the two ministers, of whom more is said before
    after, portfolios = heads.start + 1, doc.lexicon.portfolios
    portfolio = (n for n in range(len(shared), 1, -1) if " ".join(doc.texts[after : heads.start + n]) in portfolios)
    return heads.post(shared[: next(portfolio, len(shared))], state)


def _states_first(heads: _Heads, shared: list[int], j: int, end: int) -> list[Mention]:
    """States in a row and then as many names: the two foreign ministers of A and B, N and M."""
    doc = heads.doc
    codes, j = _states_in_row(doc, j, end)
    if len(codes) < 2:
        return []
    mentions: list[Mention] = []
    j += j < end and doc.texts[j] == ","
    for n, code in enumerate(codes):
        j, kinds, _ = titles_at(doc, j, inner=n == 0)
        cut = int(n > 0 and not kinds and j < end and doc.texts[j][0] == WAW)
        stop = name_end(doc, j, titled=True, cut=cut) if j < end and (cut or kinds or n == 0) else j
        if stop <= j:
            return []
        mentions.append(heads.mention(n, j, (j, stop, cut), heads.post(shared, code)))
        j = stop
    return mentions


def _states_in_row(doc: Document, j: int, end: int) -> tuple[list[str], int]:
    """The codes of the states from word `j` on, A and B or by adjectives, and the index after them."""
    codes: list[str] = []
    while j < end:
        hit = doc.find(j, "state")
        nisba = next((n for n in doc.words[j].nisbas if n.definite and n.proclitics in ("", WAW)), None)
        if hit is not None and hit.proclitics == (WAW if codes else "") and hit.article == hit.entry.definite:
            codes.append(hit.entry.value)
            j = hit.end
        elif nisba is not None and nisba.code and (nisba.proclitics == WAW) == bool(codes):
            codes.append(nisba.code)
            j += 1
        else:
            break
    return codes, j


def _portfolio(doc: Document, j: int) -> bool:
    """Whether `and` + the noun of a portfolio stand at word `j`, and a name after them."""
    text = doc.texts[j]
    if not text.startswith(WAL) or text[3:] not in doc.lexicon.portfolio_words or j + 1 >= len(doc.words):
        return False
    return name_end(doc, j + 1, titled=True) > j + 1


def _governed(doc: Document, j: int) -> tuple[list[int], tuple[tuple[int, int], ...], str | None, int] | None:
    """The post or the body at word `j` that a head is of (the two deputies of the premier, the members of the council):
    its words, the body, its state, and the index after it."""
    if doc.texts[j] == IN:  # (the two leaders) in the movement
        inside = _governed(doc, j + 1)
        return ([j, *inside[0]], *inside[1:]) if inside is not None else None
    post = parse_position(doc, j)
    if post is not None and post.definite and not post.proclitics:
        return list(post.words), post.bodies, post.state, post.end
    body = parse_organization(doc, j)
    if body is not None and not body.proclitics:
        return list(body.words), ((body.start, body.end),), body.state, body.end
    noun = doc.find(j, "body")
    return ([j], (), None, j + 1) if noun is not None and noun.article and not noun.proclitics else None


def _portfolios_first(heads: _Heads, shared: list[int], j: int, end: int) -> list[Mention]:
    """Several portfolios of one state, and then as many names (the two A ministers of foreign affairs and of defence, N
    and M): each has the portfolio in his place."""
    doc = heads.doc
    starts = [n for n, k in enumerate(shared) if n == 1 or (n > 1 and doc.texts[k].startswith(WAL))]
    if len(starts) < 2:
        return []
    state, nisba, j = _state_at(doc, j)
    if j < end and state is None and (plural := next((n for n in doc.words[j].nisbas if n.definite and n.code), None)):
        state, nisba, j = plural.code, (j,), j + 1
    j += j < end and doc.texts[j] == ","
    mentions: list[Mention] = []
    for n, (first, stop) in enumerate(pairwise([*starts, len(shared)])):
        name, kinds = _next_name(doc, j, end, first=n == 0, stated=False)
        if name is None:
            return []
        post = heads.post([shared[0], *shared[first:stop]], state, nisba)
        mentions.append(heads.mention(n, name[0], name, post, kinds))
        j = mentions[-1].end
    return mentions


def _shared(doc: Document, i: int, end: int) -> tuple[list[int], int]:
    """The head at word `i` with the portfolio that all holders share, and the index after it."""
    shared, j, portfolios = [i], i + 1, doc.lexicon.portfolio_words
    while j < end and j - i < _LONGEST:
        word = doc.words[j]
        if word.kind != "word" or any(n.definite for n in word.nisbas) or doc.find(j, "state"):
            break
        if each := _each_of(doc, j):
            return shared, each
        portfolio = word.text in portfolios or word.text.removeprefix(AL) in portfolios or word.text in Words.RULED
        if not portfolio and not (word.text.startswith(WAL) and word.text[3:] in portfolios):
            break
        shared.append(j)
        j += 1
    return shared, j


def _each_of(doc: Document, j: int) -> int:
    """One past each of, or in each of, at word `j`; 0 where neither stands there."""
    k = j + (doc.texts[j] == IN)
    return k + 2 if doc.texts[k] in Words.EACH and doc.texts[k + 1 : k + 2] == [FROM] else 0


def _state_at(doc: Document, j: int) -> tuple[str | None, tuple[int, ...], int]:
    """The state at word `j` by adjective or name: (its code, the adjective, the index after it)."""
    nisba = next((n for n in doc.words[j].nisbas if n.definite and n.proclitics in ("", WAW)), None)
    if nisba:
        return nisba.code, (j,), j + 1
    hit = doc.find(j, "state")
    if hit and hit.proclitics in ("", WAW) and hit.article == hit.entry.definite:
        return hit.entry.value, (), hit.end
    if doc.texts[j] in Words.OUR_COUNTRY:
        return None, (j,), j + 1  # the outlet's own, as for any post without a state
    return None, (), j


def _next_name(
    doc: Document, j: int, end: int, *, first: bool, stated: bool
) -> tuple[tuple[int, int, int] | None, tuple[str, ...]]:
    """The name of the next holder at word `j`, after titles, with and- where no state was named: (its start, its end,
    how many letters are a proclitic), and the titles."""
    k, kinds, _ = titles_at(doc, j, inner=first)
    if k >= end:
        return None, kinds
    cut = int(not stated and not first and k == j and doc.texts[k][0] == WAW)
    stop = min(name_end(doc, k, titled=True, cut=cut), end)
    if stop == k and k + 1 < end and doc.texts[k] == "," and stated:
        stop = name_end(doc, k + 1, titled=True)
        return ((k + 1, stop, 0) if stop > k + 1 else None), kinds
    first_word = doc.texts[k][1:]
    compound = first_word in Words.COMPOUND_FIRST
    if stop <= k or (cut and not compound and name_likelihood(doc.lexicon.word(first_word)) < UNKNOWN):
        return None, kinds
    return (k, stop, cut), kinds
