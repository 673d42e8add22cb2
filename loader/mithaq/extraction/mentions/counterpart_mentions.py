"""Persons mentioned by way of another: his counterpart, and the holder of the same post of another state."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import ALEF, HEH, MEEM, WAW, YEH

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.mentions.coordinated_mentions import post_of_several
from mithaq.extraction.mentions.known_officials import state_of_office
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.person_mention import Mention, name_after, titles_at
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.particles import IN
from mithaq.lexicon import Nisba, Word
from mithaq.lexicon.word_groups import Words

__all__ = ["also_at", "colleague_at", "counterparts_at", "serves", "subject_of", "without_state"]

_PEERS = frozenset({"headOfState", "headOfGovernment", "foreignMinister", "defenceMinister", "interiorMinister"})
_MET = 6  # one past the words between where and a counterpart
_NEAR = 12  # mentions looked back at for the subject of a clause
_NEAR_AT_MOST = 3 * _NEAR  # with those who serve the counterpart's own state


def counterparts_at(doc: Document, i: int, proclitics: str, before: list[Mention]) -> list[Mention]:
    """`his counterpart` + nisba + name, `his two counterparts` + nisba + name + and-nisba + name, or both nisbas before
    both names: the post of the person before, for other states."""
    first = _counterpart(doc, i, proclitics, before)
    if first is None:
        return []
    if first.named:
        return _with_further(doc, first)
    nisbas, j = [], first.end
    while (nisba := _and_nisba(doc, j)) is not None:
        nisbas.append((nisba, j))
        j += 1
    sides = doc.texts[i].removeprefix(WAW) in Words.COUNTERPARTS
    k = j + (doc.texts[j] == ",")
    if nisbas and (stop := name_end(doc, k, titled=True)) > k:
        return _named_in_row(doc, replace(first, end=stop, name_start=k, name_end=stop), nisbas) or [first]
    if sides:
        return []  # his counterparts, the French and the German: sides
    return [first, *(_another(first, nisba, Mention(at, at + 1, at, at, [], (), WAW)) for nisba, at in nisbas)]


def _with_further(doc: Document, first: Mention) -> list[Mention]:
    """A counterpart with a name, and those that follow as `and-nisba N`."""
    found, j = [first], first.end
    comma = doc.texts[first.name_start - 1] == ","
    while True:
        j += j < len(doc.words) and doc.texts[j] == ","
        further = _and_other(doc, j, first, comma=comma)
        if further is None:
            return found
        found.append(further)
        j = further.end


def _named_in_row(doc: Document, first: Mention, nisbas: list[tuple[Nisba, int]]) -> list[Mention]:
    """The counterparts of which the states were said before, where each has a name: N and-N; else none."""
    found, stop = [first], first.end
    for nisba, at in nisbas:
        if doc.texts[stop][0] != WAW:
            return []
        last = name_end(doc, stop, titled=True, cut=1)
        if last == stop:
            return []
        further = _another(first, nisba, Mention.of_name(stop, last, proclitics=WAW))
        further.posts = [replace(post, nisba=(at,)) for post in further.posts]
        found.append(further)
        stop = last
    return found


def also_at(doc: Document, i: int, before: list[Mention]) -> list[Mention]:
    """`and-nisba N` right after `post nisba N`: the same post of another state."""
    last = before[-1] if before else None
    if last is None or not last.named or len(last.posts) != 1 or not last.posts[0].nisba:
        return []
    if doc.texts[last.end : i] not in ([], [","]):
        return []
    other = _and_other(doc, i, last, comma=False)
    if other is None or other.posts[0].state in (None, last.posts[0].state) or other.name_end - other.name_start < 2:
        return []
    return [replace(other, counterpart=None, source=None, rule="coordinated")]


def colleague_at(doc: Document, i: int, before: list[Mention]) -> list[Mention]:
    """`nisba N` alone, with and- or without, where a ruler or minister of another state was named before in this
    sentence or the last, and the authority table knows him in the same office of his: (the premier of A N came, and)
    the B M."""
    nisba = next((n for n in doc.words[i].nisbas if n.definite and n.code and n.number == "s"), None)
    if nisba is None or nisba.proclitics not in ("", WAW) or not before or _of_noun(doc, i):
        return []
    k, kinds, _ = titles_at(doc, i + 1, inner=True)
    name = name_after(doc, k, len(doc.words), comma=False)
    first = _peer_before(doc, i, before)
    if name is None or name[1] < name[0] + 2 or first is None or first.posts[0].state == nisba.code:
        return []
    plain = plain_name(name_parts(doc.label(*name)))
    if state_of_office(doc, plain, first.posts[0].concept) != nisba.code:
        return []
    other = _another(first, nisba, Mention(i, name[1], *name, [], kinds, nisba.proclitics))
    other.posts = [replace(post, words=without_state(doc, post), status="") for post in other.posts[:1]]
    return [replace(other, counterpart=None, source=None, rule="colleague")]


def _peer_before(doc: Document, i: int, before: list[Mention]) -> Mention | None:
    """The last ruler or minister of a state named before word `i` in its sentence or the last, with none of several
    posts named since."""
    low, _ = doc.sentences[max(0, doc.sentence(i) - 1)]
    near = [m for m in before[-_NEAR:] if m.start >= low and m.named and m.posts]
    first = next((m for m in reversed(near) if m.posts[0].concept in _PEERS and m.posts[0].state), None)
    several = first is not None and any(doc.find(k, "plural") for k in range(first.end, i))
    return None if several else first


def _of_noun(doc: Document, i: int) -> bool:
    """Whether the adjective at word `i` is said of a definite noun before it."""
    word = doc.words[i - 1] if i else None
    return word is not None and word.definite and not word.verbs and not doc.words[i].has_conjunction


def _and_other(doc: Document, j: int, first: Mention, *, comma: bool) -> Mention | None:
    """`and-nisba N` at word `j`, after the first who has the post."""
    nisba = _and_nisba(doc, j)
    if nisba is None:
        return None
    k, kinds, _ = titles_at(doc, j + 1, inner=True)
    name = name_after(doc, k, len(doc.words), comma=comma)
    return _another(first, nisba, Mention(j, name[1], *name, [], kinds, WAW)) if name is not None else None


def _and_nisba(doc: Document, j: int) -> Nisba | None:
    if j >= len(doc.words):
        return None
    return next((n for n in doc.words[j].nisbas if n.definite and n.proclitics == WAW), None)


def _another(first: Mention, nisba: Nisba, mention: Mention) -> Mention:
    """A mention that starts with an adjective, with the posts of the first for that state."""
    mention.counterpart, mention.source, mention.rule = nisba, first.source, "counterpart"
    state, at = nisba.code or None, (mention.start,)
    mention.posts = [replace(post, state=state, nisba=at, status="") for post in first.posts]
    return mention


def _counterpart(doc: Document, i: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """`his counterpart` + nisba + name: the post of the person before, for another state."""
    nisba, j = _other_state(doc, i + 1)
    nisba = nisba or _where_met(doc, i)
    if nisba is None:
        return _stateless(doc, i, j, proclitics, before)
    state, status = nisba.code or None, status_word(doc.words[j])
    j = _past_adjective(doc, j + (status is not None))
    titled = titles_at(doc, j, inner=True)[0] > j  # his Saudi counterpart Prince N
    own = parse_position(doc, j) if not titled else None  # his Maltese counterpart, the first minister N
    k, kinds, _ = titles_at(doc, own.end if own is not None else j, inner=True)
    name = name_after(doc, k, len(doc.words))
    start, stop = name or (i, i)
    mention = Mention(i, stop if name else j, start, stop, [], kinds, proclitics, rule="counterpart")
    mention.source, several = _held_before(doc, i, proclitics, nisba, before)
    if name and own is not None and not own.proclitics:
        mention.posts = [replace(own, state=own.state or state)]
        return mention
    mention.counterpart = nisba
    if several is not None:
        mention.posts = [several] if name else []
    else:
        mention.posts = _inherited(doc, mention.source, state, (i + 1,), (status or "").removeprefix("none"))
    return mention


def _held_before(
    doc: Document, i: int, proclitics: str, nisba: Nisba, before: list[Mention]
) -> tuple[Mention | None, PositionMention | None]:
    """Who holds the post of a counterpart, or the post that several hold: the foreign ministers of ..."""
    near = [m for m in before[-_NEAR_AT_MOST:] if not serves(m, nisba.code)]
    source = _source(doc, i, proclitics, near)
    their = source is None and doc.text(i, i + 1).endswith((MEEM, MEEM + ALEF))
    several = post_of_several(doc, i, nisba.code or None) if their else None
    if several is not None:
        return None, replace(several, inherited=True)
    return source or next((m for m in reversed(before) if m.posts and not serves(m, nisba.code)), None), None


def _other_state(doc: Document, j: int) -> tuple[Nisba | None, int]:
    """The state of a counterpart, as an adjective, by what stands at word `j`; and the index after it."""
    j += doc.texts[j] == "," and j + 1 < len(doc.words) and any(n.definite for n in doc.words[j + 1].nisbas)
    nisba = next((n for n in doc.words[j].nisbas if n.definite and not n.proclitics), None)
    if nisba is not None:
        two = doc.lexicon.nisba_of_two(doc.words[j], doc.words[j + 1]) if j + 1 < len(doc.words) else None
        return (nisba, j + 1) if two is None else (replace(nisba, code=two), j + 2)  # his North Korean counterpart
    place = doc.find(j + 1, "state") if doc.texts[j] == IN else None  # his counterpart in Nepal
    return (Nisba(place.entry.value, "", "", definite=True), place.end) if place is not None else (None, j)


def _where_met(doc: Document, i: int) -> Nisba | None:
    """The state of a counterpart by what stands before word `i`: on the Qatari side, his counterpart; (went) to A,
    where he meets his counterpart."""
    nisba = next((n for n in doc.words[i - 1].nisbas if n.definite), None) if i > 1 else None
    if nisba is not None and doc.texts[i - 2] in Words.SIDE:
        return nisba
    where = next((k for k in range(i - 1, max(i - _MET, 0), -1) if doc.texts[k] in Words.WHERE), 0)
    place = doc.find(where - 1, "capital", "state") if where else None
    if place is None or place.proclitics or name_end(doc, i + 1, titled=True) == i + 1:
        return None
    return Nisba(place.entry.value, "", "", definite=True)


def _past_adjective(doc: Document, j: int) -> int:
    """One past an adjective at word `j` before a name: (his Macedonian counterpart) visiting, N."""
    adjective = j + 1 < len(doc.words) and is_adjective(doc.words[j])
    return j + 1 if adjective and name_end(doc, j + 1, titled=True) > j + 2 else j


def _inherited(
    doc: Document, source: Mention | None, state: str | None, nisba: tuple[int, ...], status: str
) -> list[PositionMention]:
    """The post of a person, for a counterpart in another state; the counterpart of a king need not be one."""
    if source is None or not source.posts or source.posts[-1].concept == "monarch":
        return []
    held = source.posts[-1]
    words = without_state(doc, held)
    return [replace(held, inherited=True, words=words, state=state, nisba=nisba, status=status)]


def serves(mention: Mention, state: str) -> bool:
    """Whether the posts of a mention are of a state: the counterpart from there is another's."""
    return bool(state) and any(post.state == state for post in mention.posts)


def _source(doc: Document, i: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """The person that the counterpart at word `i` is the counterpart of: the one right before `and his counterpart`, in
    a list of persons, else the subject of the clause."""
    last = before[-1] if before and before[-1].posts and proclitics == WAW else None
    if last is not None and all(doc.texts[k] in (",", '"', ")") for k in range(last.end, i)):
        return last
    return subject_of(doc, i, before)


def _stateless(doc: Document, i: int, j: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """`his counterpart` + name: the post of the person before, of a state that is not stated."""
    word = doc.words[j]
    of_union = word.definite and not word.surname_count and word.text.endswith((YEH, YEH + HEH))
    name = name_after(doc, j + of_union, len(doc.words), comma=of_union)  # his European counterpart
    if name is None:
        return None
    mention = Mention(i, name[1], *name, [], ("counterpart",), proclitics, rule="counterpart")
    source = _source(doc, i, proclitics, before)
    mention.posts = _inherited(doc, source, None, (), "")
    mention.source = source if mention.posts else None
    return mention


def without_state(doc: Document, post: PositionMention) -> tuple[int, ...]:
    """The words of a post without the name of the state at their end (foreign minister of Egypt), or right after an
    envoy, before where he is sent."""
    own = doc.find(post.words[1], "state") if post.kind == "envoy" and len(post.words) > 1 else None
    if own is not None and not own.proclitics and own.end < post.words[-1]:
        return (post.words[0], *(k for k in post.words if k >= own.end))
    for n in range(1, len(post.words)):
        hit = doc.find(post.words[n], "state")
        if hit is not None and not hit.proclitics and hit.end == post.words[-1] + 1:
            return post.words[:n]
    return post.words


def subject_of(doc: Document, i: int, before: list[Mention]) -> Mention | None:
    """The subject of the clause that word `i` is in: the first person after its verb; after the verb before it where
    the subject is dropped; the person before the first verb of the sentence."""
    low, _ = doc.sentences[doc.sentence(i)]
    here = [m for m in before[-_NEAR:] if (m.posts or m.person >= 0) and m.start >= low]
    if not here:
        return None
    inside = {k for m in here for k in range(m.start, m.end)}
    stop = i
    for v in range(i - 1, low - 1, -1):
        if v in inside or not _is_verb(doc.words[v]):
            continue
        subject = next((m for m in here if v < m.start < stop), None)
        if subject is not None:
            return subject
        stop = v
    return here[0]


def _is_verb(word: Word) -> bool:
    """Whether a word is a verb and not a noun as well that is rather meant."""
    return bool(word.verbs) and not (word.pos and all(verb.ambiguous for verb in word.verbs))
