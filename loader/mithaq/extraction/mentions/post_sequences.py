"""Posts in a row before and after a name, and the holder whose they are."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import BEH, HEH, LAM, MEEM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name, state_of_office
from mithaq.extraction.mentions.name_slots import slot_end
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, foreign_given, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.person_mention import Mention, name_after, name_at, titles_at
from mithaq.extraction.mentions.position_complements import holder_at
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.mentions.possessed_posts import parse_possessed
from mithaq.extraction.particles import AL, IN
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["has_own_post", "holder_after", "is_given", "met_by", "posts_at", "with_posts", "with_same"]

_COMMA = ","
_RULERS = frozenset({"monarch", "headOfState"})
_HEADS = frozenset({"headOfState", "headOfGovernment", "speakerOfParliament"})
_ENCOUNTERS = frozenset({"meet", "receive", "call"})
_DEALING = _ENCOUNTERS | {"invite", "visit", "appoint", "accuse"}
_GLOSS = 6  # words at most of a gloss, with its brackets
_ADJUNCT = 8  # words at most between a post and its holder, where an adjunct stands between
_SENT = frozenset({"ambassador", "consul", "chargeDaffaires"})
_GOVERNING = _RULERS | {
    "headOfGovernment", "crownPrince", "speakerOfParliament", "foreignMinister", "interiorMinister", "defenceMinister",
    "justiceMinister", "financeMinister", "energyMinister", "minister",
}  # fmt: skip


def holder_after(doc: Document, k: int, end: int, post: PositionMention) -> tuple[int, int] | None:
    """The name of a post's holder at word `k`, or past an adjunct of the post: a participle and what it governs (the
    head of the union licensed by the state N), for envoys also where they serve (in the Balkans N)."""
    if k < end and doc.texts[k].startswith(LAM) and is_last_name(doc.texts[k][1:]):
        return None  # P to N: what P says
    if post.complete and k < end and doc.texts[k] == '"' and (found := _past_gloss(doc, k, end, '"')):
        return found
    if found := _known_holder(doc, k, post) or name_after(doc, k, end):
        return _to_its_end(doc, found, end, post)
    if post.complete and (found := _in_slot(doc, k, end)):
        return found
    if k + 2 < end and doc.texts[k] == "(":  # the name in brackets, or a gloss of the post
        stop = name_end(doc, k + 1, titled=True)
        if post.complete and stop > k + 2 and doc.texts[stop : stop + 1] == [")"]:
            return k + 1, stop
        return _past_gloss(doc, k, end, ")")
    if k + 3 >= end or not post.complete or not post.definite:
        return None
    if found := _past_place(doc, k, end, post):
        return found
    word = doc.words[k]
    governing = (_participle(word) and _governs(doc, k + 1)) or (_participle(doc.words[k - 1]) and _governs(doc, k))
    if word.text == IN and post.kind == "envoy" and (found := _behind_place(doc, k + 1, end)):
        return found
    place = word.text == IN and post.kind == "envoy" and doc.words[k + 1].definite
    if not governing and not place:
        return None
    for j in range(k + 1, min(k + _ADJUNCT, end)):
        here = doc.words[j]
        start, kinds, _ = titles_at(doc, j, inner=True)
        named = bool(kinds) or here.given_count >= 20 or foreign_given(here)
        if named and name_end(doc, start, titled=True) > start + 1:
            return name_after(doc, start, end, comma=False)
        if here.text == _COMMA and (found := name_after(doc, j, end)) and found[1] > found[0] + 1:
            return found
        if here.kind != "word" or (here.verbs and not here.pos) or here.text in Words.THAT:
            return None
    return None


def _past_gloss(doc: Document, k: int, end: int, sign: str) -> tuple[int, int] | None:
    """The name after the short name of a body between word `k` and a closing `sign`: the fund "X", Dr N."""
    close = next((j for j in range(k + 2, min(k + _GLOSS, end)) if doc.texts[j] == sign), None)
    return name_after(doc, titles_at(doc, close + 1, inner=True)[0], end, comma=False) if close is not None else None


def _to_its_end(doc: Document, found: tuple[int, int], end: int, post: PositionMention) -> tuple[int, int]:
    """A name of one word after a complete post, with the rest of it that the place shows to be more of the name."""
    start, stop = found
    if stop > start + 1 or not post.complete or is_last_name(strip_article(doc.texts[start])):
        return found
    title = doc.find(start - 1, "title")
    if post.concept in _RULERS or (title is not None and title.entry.value == "royal"):
        return found  # called by a first name alone
    return start, max(stop, slot_end(doc, start, end))


def _in_slot(doc: Document, k: int, end: int) -> tuple[int, int] | None:
    """The name at word `k` by the place it has, right after a post or set off from it by two commas."""
    comma = k < end and doc.texts[k] == _COMMA
    if k + comma >= end or doc.words[k + comma].has_conjunction:
        return None  # and the next of a list
    stop = slot_end(doc, k + comma, end)
    if stop == k + comma or (comma and stop < end and doc.texts[stop] != _COMMA):
        return None
    return k + comma, stop


def _behind_place(doc: Document, k: int, end: int) -> tuple[int, int] | None:
    """The name of an envoy with a title, set off from the place at word `k` where he serves: in New York, ambassador
    N."""
    place = doc.find(k, "capital", "place", "state")
    if place is None or place.proclitics or place.end + 2 >= end:
        return None
    start, kinds, _ = titles_at(doc, place.end + (doc.texts[place.end] == _COMMA), inner=True)
    return name_after(doc, start, end, comma=False) if kinds else None


def _past_place(doc: Document, k: int, end: int, post: PositionMention) -> tuple[int, int] | None:
    """The name in full, after the place at word `k` where an office is (the chief of police in the region of A, N), in
    a sentence that tells of no dealing of two."""
    low, _ = doc.sentences[doc.sentence(post.start)]
    inside = doc.texts[k] == IN
    noun = doc.words[k] if not inside else doc.words[k + 1]
    at = k + inside
    if not inside and not noun.text.startswith(BEH):
        return None
    place = doc.find(at, "capital", "place", "region", "state") or doc.find(at + 1, "capital", "place", "region")
    stop = place.end if place is not None else _past_unknown_place(doc, at)
    if not at < stop < end or (place is not None and place.start > at and not noun.pos):
        return None
    if any(v.event_class in _DEALING for j in range(low, post.start) for v in doc.words[j].verbs):
        return None
    start, kinds, _ = titles_at(doc, stop, inner=True)
    name = _known_holder(doc, start, post) or name_after(doc, start, end, comma=False)
    return name if name is not None and name[0] == start and (kinds or name[1] > start + 1) else None


def _past_unknown_place(doc: Document, at: int) -> int:
    """One past the one or two words that name a region which the noun at word `at`, with or without bi-, says to be one
    (in the province of X), before who is named next; 0 where there is none."""
    noun = doc.texts[at] in Words.PLACE_NOUN or doc.texts[at].removeprefix(BEH) in Words.PLACE_NOUN
    noun &= doc.find(at + 1, "role", "title") is None
    return next((j for j in (at + 2, at + 3) if holder_at(doc, j)), 0) if noun else 0


def _participle(word: Word) -> bool:
    """A definite adjective, or a word unknown to the tables, with the letter that participles begin with."""
    return word.text.startswith(AL + MEEM) and not word.nisbas and ("a" in word.pos or not word.pos)


def _governs(doc: Document, j: int) -> bool:
    """Whether word `j` is a preposition other than in, which may say where the event was, or bi- or li- and a noun."""
    word = doc.words[j]
    if word.function_class == "prep":
        return word.text != IN
    return word.text[0] in BEH + LAM and not word.given_count and any(pro in (BEH, LAM) for pro, *_ in word.stems[1:])


def _known_holder(doc: Document, k: int, post: PositionMention) -> tuple[int, int] | None:
    """The last name at word `k` of somebody the authority table knows in that office, where no name in full stands."""
    if k >= len(doc.words) or ((known := doc.find(k, "official")) is not None and known.end > k + 1):
        return None
    word, name = doc.words[k], strip_article(doc.texts[k])
    bare = len(post.words) == 1 and post.definite and not post.nisba
    surname = word.definite and word.surname_count > 2 and not word.nisbas and not word.pos
    if bare and surname and name_likelihood(word) >= LIKELY:
        return None if name_after(doc, k, len(doc.words)) else (k, k + 1)
    if not is_last_name(name) or word.given_count >= 20:
        return None
    further = k + 1 < len(doc.words) and name_likelihood(doc.words[k + 1]) >= UNKNOWN and not doc.words[k + 1].definite
    further |= doc.texts[k] in Words.FAMILY_NAME_FIRST and name_end(doc, k, titled=True) > k + 1
    return (k, k + 1) if not further and state_of_office(doc, name, post.concept) else None


def is_given(doc: Document, i: int) -> bool:
    word = doc.words[i]
    return word.given_count >= 10 or doc.find(i, "official") is not None


def posts_at(doc: Document, i: int, end: int, *, first: bool) -> tuple[list[PositionMention], int]:
    """Posts one after another from word `i` on: (the posts, index after them)."""
    posts: list[PositionMention] = []
    j = i
    while j < end:
        post = parse_position(doc, j) or (_hers(doc, j) if posts and first else None)
        if post is None:
            break
        if post.proclitics and (posts or not first) and not (posts and _chains(doc, posts, post, before_name=first)):
            break
        if posts and not posts[-1].complete and not posts[-1].definite:
            break
        if posts and post.concept == "deputyHead" and doc.text(j, j + 1).endswith(HEH):
            break  # (the king dismissed) his deputy
        if posts and _agent_alone(doc, posts[-1]):
            break  # the minister (received) the speaker of parliament
        if posts and {posts[-1].concept, post.concept} == _RULERS:
            break  # the king (received) the president of X, the sultan and the president: two persons
        if posts and post.proclitics and posts[-1].concept in _RULERS and post.concept in _RULERS:
            break
        if posts and _ruler_and_minister(posts[-1], post):
            break  # (the sultan sent) the minister; the minister (met) the king
        if posts and post.state and posts[-1].state and post.state != posts[-1].state:
            break  # of another state: another person's
        if posts and {posts[-1].concept, post.concept} == {"headOfState", "headOfGovernment"}:
            break  # the president appoints the prime minister; he is not one
        if posts and _of_two(posts[-1], post):
            break
        title = doc.find(j, "title") if posts else None
        if title is not None and title.end >= post.end and name_at(doc, titles_at(doc, title.end, inner=True)[0]):
            break  # a title before the name rather than one more post
        posts.append(post)
        j = post.end
        k, _, _ = titles_at(doc, j, inner=True)
        if k > j and doc.find(k, "role"):
            j = k
    return posts, j


def _ruler_and_minister(one: PositionMention, other: PositionMention) -> bool:
    """Whether two posts are of a ruler and of a minister, who are two persons."""
    return any(a.concept in _RULERS and b.concept.endswith("Minister") for a, b in ((one, other), (other, one)))


def _hers(doc: Document, j: int) -> PositionMention | None:
    """The post at word `j` with and- and a pronoun for the state of the post before it: and its envoy to."""
    post = parse_possessed(doc, j) if doc.words[j].has_conjunction else None
    return post if post is not None and post.kind == "envoy" else None


def _agent_alone(doc: Document, post: PositionMention) -> bool:
    """Whether a definite post of one word is the agent of a verb of meeting right before it."""
    return len(post.words) == 1 and post.definite and not post.nisba and met_by(doc, post)


def met_by(doc: Document, post: PositionMention) -> bool:
    """Whether a verb of meeting stands right before a post."""
    before = doc.words[post.start - 1] if post.start else None
    return before is not None and any(v.event_class in _ENCOUNTERS for v in before.verbs)


def _of_two(one: PositionMention, other: PositionMention) -> bool:
    """Whether two posts are two persons': who is sent by a state is no head or minister of one. Without complement,
    ambassador is a rank that ministers have too."""
    for sent, governs in ((one, other), (other, one)):
        if sent.concept in _SENT and (sent.nisba or sent.complete) and governs.concept in _GOVERNING:
            return not governs.status and not sent.status
    return False


def _chains(doc: Document, posts: list[PositionMention], post: PositionMention, *, before_name: bool) -> bool:
    """Whether `and` before a post adds it to the same person's: before a name, with no state named so far; after a
    name, where no other follows."""
    deputy = posts[-1].concept == "deputyHeadOfGovernment" and post.concept in _GOVERNING
    if post.proclitics != WAW or (posts[-1].nisba and not deputy) or not post.complete:
        return False
    if before_name and (
        (posts[-1].concept == "secretaryGeneral" and post.state) or {posts[-1].concept, post.concept} <= _HEADS
    ):
        return False  # of a body and of a state, of a government and of a parliament: two persons
    k, _, _ = titles_at(doc, post.end, inner=True)
    name = name_after(doc, k, len(doc.words), comma=before_name)
    return (name is not None) == before_name


def with_same(doc: Document, mention: Mention, end: int) -> Mention:
    """Add the post after a name that says in full the bare one before it: the president N, president of X."""
    bare = mention.posts[-1]
    ranked = len(mention.posts) == 1 and bare.concept == "memberOfParliament" and not met_by(doc, bare)
    if not ranked and (len(mention.posts) > 1 or len(bare.words) > 1 or bare.nisba or bare.state):
        return mention
    full = with_posts(doc, replace(mention, posts=[]), end)
    if ranked and full.posts:  # the senator N, leader of the majority
        return replace(full, posts=[bare, *full.posts], rule=mention.rule)
    same = [p for p in full.posts if p.concept == bare.concept and p.state]
    return replace(full, posts=[bare, *full.posts], rule=mention.rule) if same else mention


def with_posts(doc: Document, mention: Mention, end: int) -> Mention:
    """Add the posts that follow a name, with or without a comma."""
    j = mention.end
    if j < end and doc.texts[j] == '"':
        j += 1
    if j < end and doc.texts[j] == "(":  # an age, a party, a spelling in brackets
        close = next((k for k in range(j, min(j + 8, end)) if doc.texts[k] == ")"), None)
        if close is not None and close + 1 < end and (doc.find(close + 1, "role") or doc.texts[close + 1] == _COMMA):
            j = close + 1
    comma = j < end and doc.texts[j] in (_COMMA, "-")
    k = j + 1 if comma else j
    k += k < end and doc.texts[k] in Words.HE_IS
    if k >= end or k in doc.in_date:
        return mention
    k, kinds, _ = titles_at(doc, k, inner=True) if not doc.find(k, "role") else (k, (), "")
    head = doc.find(k, "role")
    if head is None or head.proclitics:
        return mention
    posts, after = posts_at(doc, k, end, first=False)
    while posts and after + 1 < end and doc.texts[after] == _COMMA:  # P, P, where nobody follows whose the last were
        more, then = posts_at(doc, after + 1, end, first=False)
        if not more or not all(p.complete for p in more) or more[0].proclitics:
            break
        t, _, _ = titles_at(doc, then + (then < end and doc.texts[then] == _COMMA), inner=True)
        if name_after(doc, t, end, comma=False) or (then < end and doc.texts[then] != _COMMA):
            break
        posts, after = [*posts, *more], then
    posts = [p for p in posts if p.complete]
    if not posts:
        return mention
    # right after the subject of a verb of meeting stands the post of whom he met, whose name may follow a comma
    met = not comma and any(v.event_class in ("meet", "receive") for v in doc.words[mention.start - 1].verbs)
    sign = met and after + 1 < end and doc.texts[after] == _COMMA
    next_titles, _, _ = titles_at(doc, after + sign, inner=True)
    name = name_after(doc, next_titles, end, comma=False)
    bare = not (comma or posts[0].nisba or posts[0].state) and len(posts[0].words) == len(posts) == 1
    if bare and _known_holder(doc, after, posts[0]) is not None:
        return mention  # (N met) the president M
    if name and not ((sign or next_titles > after) and has_own_post(doc, name[1], end)):
        return mention  # the post belongs to the name after it
    if mention.start and doc.texts[mention.start - 1] in Words.HELD_OFFICE:  # N was P
        posts = [replace(p, status=p.status or "former") if p.predicate else p for p in posts]
    mention.posts += posts
    mention.end = posts[-1].end
    mention.titles += kinds
    mention.rule = "name-title"
    return mention


def has_own_post(doc: Document, k: int, end: int) -> bool:
    """Whether a post of its own follows a name that ends at word `k`."""
    k += k < end and doc.texts[k] == _COMMA
    head = doc.find(k, "role") if k < end else None
    return head is not None and not head.proclitics and any(p.complete for p in posts_at(doc, k, end, first=False)[0])
