"""Persons told by another: his counterpart, and several holders under one head in the dual or plural."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyarabic.araby import ALEF, HEH, MEEM, WAW, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.mentions.name_words import UNKNOWN, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.person_mention import Mention, name_after, titles_at
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.particles import AL, FROM, IN, WAL
from mithaq.language.fold import normalize
from mithaq.lexicon import Nisba
from mithaq.lexicon.word_groups import Words

__all__ = ["also_at", "counterparts_at", "serves", "several_at", "subject_of", "without_state"]

_COMMA = ","
_GOVERNING = frozenset({"deputyHead", "undersecretary", "adviser", "member"})
"""Concepts of heads that are of another post or of a body."""
_LONGEST = 8  # words of the head and the portfolio at most


def counterparts_at(doc: Document, i: int, proclitics: str, before: list[Mention]) -> list[Mention]:
    """`his counterpart` + nisba + name, `his two counterparts` + nisba + name + and-nisba + name, or both nisbas before
    both names: the post of the person before, for other states."""
    first = _counterpart(doc, i, proclitics, before)
    if first is None:
        return []
    found = [first]
    if first.name_end > first.name_start:
        j = first.end
        while True:
            j += j < len(doc.words) and doc.texts[j] == _COMMA
            nisba = _and_nisba(doc, j)
            if nisba is None:
                break
            k, kinds, _ = titles_at(doc, j + 1, inner=True)
            name = name_after(doc, k, len(doc.words), comma=doc.texts[first.name_start - 1] == _COMMA)
            if name is None:
                break
            found.append(_another(first, nisba, j, Mention(j, name[1], *name, [], kinds, WAW)))
            j = name[1]
        return found
    nisbas, j = [], first.end
    while (nisba := _and_nisba(doc, j)) is not None:
        nisbas.append((nisba, j))
        j += 1
    if not nisbas:
        return found if doc.texts[i].removeprefix(WAW) not in Words.COUNTERPARTS else []
    k = j + (doc.texts[j] == _COMMA)
    stop = name_end(doc, k, titled=True)
    if stop == k and doc.texts[i].removeprefix(WAW) in Words.COUNTERPARTS:
        return []  # his counterparts, the French and the German: sides
    if stop == k:  # neither is named
        return [first, *(_another(first, n, at, Mention(at, at + 1, at, at, [], (), WAW)) for n, at in nisbas)]
    found = [replace(first, end=stop, name_start=k, name_end=stop)]
    for nisba, at in nisbas:
        if doc.texts[stop][0] != WAW:
            break
        last = name_end(doc, stop, titled=True, first=doc.lexicon.word(doc.texts[stop][1:]))
        if last == stop:
            break
        found.append(_another(first, nisba, at, Mention(stop, last, stop, last, [], (), WAW, 1)))
        stop = last
    return found if len(found) == len(nisbas) + 1 else [first]


def also_at(doc: Document, i: int, before: list[Mention]) -> list[Mention]:
    """`and-nisba N` right after `post nisba N`: the same post of another state."""
    last = before[-1] if before else None
    if last is None or not last.named or len(last.posts) != 1 or not last.posts[0].nisba:
        return []
    if doc.texts[last.end : i] not in ([], [_COMMA]):
        return []
    nisba = _and_nisba(doc, i)
    if nisba is None or not nisba.code or nisba.code == last.posts[0].state:
        return []
    k, kinds, _ = titles_at(doc, i + 1, inner=True)
    name = name_after(doc, k, len(doc.words), comma=False)
    if name is None or name[1] - name[0] < 2:
        return []
    found = _another(last, nisba, i, Mention(i, name[1], *name, [], kinds, WAW))
    found.counterpart, found.source, found.rule = None, None, "coordinated"
    return [found]


def _and_nisba(doc: Document, j: int) -> Nisba | None:
    if j >= len(doc.words):
        return None
    return next((n for n in doc.words[j].nisbas if n.definite and n.proclitics == WAW), None)


def _another(first: Mention, nisba: Nisba, at: int, mention: Mention) -> Mention:
    mention.counterpart, mention.source, mention.rule = nisba, first.source, "counterpart"
    mention.posts = [replace(post, state=nisba.code or None, nisba=(at,), status="") for post in first.posts]
    return mention


def _counterpart(doc: Document, i: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """`his counterpart` + nisba + name: the post of the person before, for another state."""
    nisba = None
    j = i + 1
    j += j + 1 < len(doc.words) and doc.texts[j] == _COMMA and any(n.definite for n in doc.words[j + 1].nisbas)
    if j < len(doc.words):
        nisba = next((n for n in doc.words[j].nisbas if n.definite and not n.proclitics), None)
        two = doc.lexicon.nisba_of_two(doc.words[j], doc.words[j + 1]) if nisba and j + 1 < len(doc.words) else None
        if nisba is not None and two is not None:  # his North Korean counterpart
            nisba, j = replace(nisba, code=two), j + 1
        place = doc.find(j + 1, "state") if nisba is None and doc.texts[j] == IN else None
        if place is not None:  # his counterpart in Nepal
            nisba, j = Nisba(place.entry.value, "", "", definite=True), place.end - 1
        j += nisba is not None
    if nisba is None:
        return _stateless(doc, i, j, proclitics, before)
    before = [m for m in before if not serves(m, nisba.code)]
    source = _source(doc, i, proclitics, before)
    several = _of_several(doc, i, nisba) if source is None else None
    source = source or (None if several else next((m for m in reversed(before) if m.posts), None))
    status = status_word(doc.words[j]) if j < len(doc.words) else None
    j += status is not None
    if j + 1 < len(doc.words) and is_adjective(doc.words[j]) and name_end(doc, j + 1, titled=True) > j + 2:
        j += 1  # (his Macedonian counterpart) visiting, N
    own = parse_position(doc, j) if j < len(doc.words) else None  # his Maltese counterpart, the first minister N
    k, kinds, _ = titles_at(doc, own.end if own is not None else j, inner=True)
    name = name_after(doc, k, len(doc.words))
    own = own if name and own is not None and not own.proclitics else None
    start, stop = name or (i, i)
    mention = Mention(i, stop if name else j, start, stop, [], kinds, proclitics, counterpart=nisba, rule="counterpart")
    mention.source = source
    if own is not None:
        mention.posts = [replace(own, state=own.state or nisba.code or None)]
        mention.counterpart = None
    elif several is not None and name:
        mention.posts = [several]
    elif source and source.posts[-1].concept != "monarch":  # the counterpart of a king need not be one
        inherited = source.posts[-1]
        mention.posts = [
            replace(
                inherited,
                inherited=True,
                words=without_state(doc, inherited),
                state=nisba.code or None,
                nisba=(i + 1,),
                status="" if status in (None, "none") else status,
            )
        ]
    return mention


def serves(mention: Mention, state: str) -> bool:
    """Whether the posts of a mention are of a state: the counterpart from there is another's."""
    return bool(state) and any(post.state == state for post in mention.posts)


def _source(doc: Document, i: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """The person that the counterpart at word `i` is the counterpart of."""
    return _listed_before(doc, i, proclitics, before) or subject_of(doc, i, before)


def _stateless(doc: Document, i: int, j: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """`his counterpart` + name: the post of the person before, of a state that is not stated."""
    word = doc.words[j] if j < len(doc.words) else None
    of_union = word is not None and word.definite and not word.surname_count and word.text.endswith((YEH, YEH + HEH))
    j += of_union  # his European counterpart
    name = name_after(doc, j, len(doc.words), comma=of_union)
    if name is None:
        return None
    mention = Mention(i, name[1], *name, [], ("counterpart",), proclitics, rule="counterpart")
    source = _source(doc, i, proclitics, before)
    if source is not None and source.posts and source.posts[-1].concept != "monarch":
        held = source.posts[-1]
        mention.source = source
        words = without_state(doc, held)
        mention.posts = [replace(held, inherited=True, words=words, state=None, nisba=(), status="")]
    return mention


def _of_several(doc: Document, i: int, nisba: Nisba) -> PositionMention | None:
    """The post of the counterpart of several holders named before it in the sentence: the foreign ministers of ..."""
    low, _ = doc.sentences[doc.sentence(i)]
    if not doc.text(i, i + 1).endswith((MEEM, MEEM + ALEF)):
        return None  # the counterpart of one
    for k in range(i - 1, low - 1, -1):
        head = doc.find(k, "plural")
        if head is None or head.entry.value[0] == "counterpart":
            continue
        singular = doc.lexicon.word(normalize(head.entry.value[1]))
        role = next((h[4] for h in doc.lexicon.phrases([singular], 0) if h[4].category == "role"), None)
        if role is None:
            return None
        heads = _Heads(doc, k, role.value[0], role.value[1], head.entry.value[1], "")
        shared, _ = _shared(doc, k, i)
        if len(shared) == 1:
            return None  # the two ministers, of whom more is said before
        portfolio = (
            n for n in range(len(shared), 1, -1) if " ".join(doc.texts[k + 1 : k + n]) in doc.lexicon.portfolios
        )
        return replace(heads.post(shared[: next(portfolio, len(shared))], nisba.code or None), inherited=True)
    return None


def without_state(doc: Document, post: PositionMention) -> tuple[int, ...]:
    """The words of a post without the name of the state at their end (foreign minister of Egypt)."""
    for n in range(1, len(post.words)):
        hit = doc.find(post.words[n], "state")
        if hit is not None and not hit.proclitics and hit.end == post.words[-1] + 1:
            return post.words[:n]
    return post.words


def _listed_before(doc: Document, i: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """The person right before `and his counterpart`, in a list of persons."""
    last = before[-1] if before else None
    if last is None or not last.posts or proclitics != WAW:
        return None
    return last if all(doc.texts[k] in (_COMMA, '"', ")") for k in range(last.end, i)) else None


def subject_of(doc: Document, i: int, before: list[Mention]) -> Mention | None:
    """The subject of the clause that word `i` is in: the first person after its verb; after the verb before it where
    the subject is dropped; the person before the first verb of the sentence."""
    low, _ = doc.sentences[doc.sentence(i)]
    here = [m for m in before[-12:] if (m.posts or m.person >= 0) and m.start >= low]
    if not here:
        return None
    inside = {k for m in here for k in range(m.start, m.end)}
    stop = i
    for v in range(i - 1, low - 1, -1):
        word = doc.words[v]
        if v in inside or not word.verbs or (word.pos and all(verb.ambiguous for verb in word.verbs)):
            continue
        subject = next((m for m in here if v < m.start < stop), None)
        if subject is not None:
            return subject
        stop = v
    return here[0]


def _portfolio(doc: Document, j: int) -> bool:
    """Whether `and` + the noun of a portfolio stand at word `j`, and a name after them."""
    text = doc.texts[j]
    if not text.startswith(WAL) or text[3:] not in doc.lexicon.portfolio_words or j + 1 >= len(doc.words):
        return False
    return name_end(doc, j + 1, titled=True) > j + 1


def _states_first(doc: Document, i: int, j: int, end: int) -> tuple[list[str], list[tuple[int, int, int]]] | None:
    """States in a row and then as many names (the two foreign ministers of A and B, N and M): the codes, and where each
    name starts, ends, and how many letters are a proclitic."""
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
    if len(codes) < 2:
        return None
    names: list[tuple[int, int, int]] = []
    j += j < end and doc.texts[j] == _COMMA
    for n in range(len(codes)):
        j, kinds, _ = titles_at(doc, j, inner=n == 0)
        cut = int(n > 0 and not kinds and j < end and doc.texts[j][0] == WAW)
        first = doc.lexicon.word(doc.texts[j][1:]) if cut else None
        stop = name_end(doc, j, titled=True, first=first) if j < end and (cut or kinds or n == 0) else j
        if stop <= j:
            return None
        names.append((j, stop, cut))
        j = stop
    return codes, names


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

    def mention(self, n: int, start: int, name: tuple[int, int, int], post: PositionMention) -> Mention:
        """The `n`-th holder; `name`: where the name starts, ends, and how many letters are a proclitic."""
        first, stop, cut = name
        before = WAW if n else self.proclitics
        return Mention(start if n else self.start, stop, first, stop, [post], (), before, cut, rule="coordinated")


def several_at(doc: Document, i: int, singular: str, proclitics: str, end: int) -> list[Mention]:
    """Several holders under one head: `(portfolio) nisba N, nisba N and-nisba N` or `state N and-state N`."""
    head_word = doc.lexicon.word(normalize(singular))
    found = next(iter(h for h in doc.lexicon.phrases([head_word], 0) if h[4].category == "role"), None)
    if found is None:
        return []
    concept, kind, _ = found[4].value
    heads = _Heads(doc, i, concept, kind, singular, proclitics)
    shared, j = _shared(doc, i, end)
    of = None
    if (concept in _GOVERNING or (j == i + 1 and doc.texts[j] == IN)) and (governed := _governed(doc, i + 1)):
        words, bodies, of, j = governed
        shared = [i, *words]
        heads = replace(heads, bodies=bodies, governs=True)
    if kind == "office" and len(shared) == 1 and not doc.words[i].definite:
        return []
    if apportioned := _portfolios_first(heads, shared, j, end):
        return apportioned
    if ranged := _states_first(doc, i, j, end):
        return [
            heads.mention(n, name[0], name, heads.post(shared, code))
            for n, (code, name) in enumerate(zip(*ranged, strict=True))
        ]
    mentions: list[Mention] = []
    while j < end:
        if mentions and doc.texts[j] == _COMMA:
            j += 1
            continue
        start = j
        if mentions and _portfolio(doc, j):  # (the ministers of foreign affairs N) and of finance M
            shared, j = [i, j], j + 1
        state, nisba, j = _state_at(doc, j)
        name, kinds = _next_name(doc, j, end, first=not mentions, stated=state is not None)
        if name is None:
            break
        mention = heads.mention(len(mentions), start, name, heads.post(shared, state or of, nisba))
        mention.titles = kinds
        mentions.append(mention)
        j = mention.end
    return mentions if len(mentions) > 1 or (mentions and mentions[0].posts[0].state) else []


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
    j += j < end and doc.texts[j] == _COMMA
    mentions: list[Mention] = []
    for n, first in enumerate(starts):
        portfolio = shared[first : starts[n + 1] if n + 1 < len(starts) else len(shared)]
        name, kinds = _next_name(doc, j, end, first=n == 0, stated=False)
        if name is None:
            return []
        mention = heads.mention(n, name[0], name, heads.post([shared[0], *portfolio], state, nisba))
        mention.titles = kinds
        mentions.append(mention)
        j = mention.end
    return mentions


def _shared(doc: Document, i: int, end: int) -> tuple[list[int], int]:
    """The head at word `i` with the portfolio that all holders share, and the index after it."""
    shared, j, portfolios = [i], i + 1, doc.lexicon.portfolio_words
    while j < end and j - i < _LONGEST:
        word = doc.words[j]
        if word.kind != "word" or any(n.definite for n in word.nisbas) or doc.find(j, "state"):
            break
        if word.text in Words.EACH and j + 1 < end and doc.texts[j + 1] == FROM:
            return shared, j + 2
        portfolio = word.text in portfolios or word.text.removeprefix(AL) in portfolios or word.text in Words.RULED
        if not portfolio and not (word.text.startswith(WAL) and word.text[3:] in portfolios):
            break
        shared.append(j)
        j += 1
    return shared, j


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
    word = doc.lexicon.word(doc.texts[k][1:]) if cut else None
    stop = min(name_end(doc, k, titled=True, first=word), end)
    if stop == k and k + 1 < end and doc.texts[k] == _COMMA and stated:
        stop = name_end(doc, k + 1, titled=True)
        return ((k + 1, stop, 0) if stop > k + 1 else None), kinds
    if stop <= k or (word is not None and name_likelihood(word) < UNKNOWN):
        return None, kinds
    return (k, stop, cut), kinds
