"""Posts in a row before and after a name, and the holder whose they are."""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import BEH, HEH, LAM, MEEM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.known_officials import is_last_name, state_of_office, state_of_official
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.name_slots import slot_end
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, foreign_given, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.person_mention import Mention, bracketed_name, name_after, name_at, titles_at
from mithaq.extraction.mentions.phrase_lookups import any_verb
from mithaq.extraction.mentions.position_complements import holder_at
from mithaq.extraction.mentions.position_phrase import PositionMention
from mithaq.extraction.mentions.position_steps import deals_before
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.mentions.possessed_posts import parse_possessed
from mithaq.extraction.particles import AL, AN, FROM, IN
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["has_own_post", "holder_after", "is_given", "may_be_of_one", "met_by", "posts_at", "with_posts", "with_same"]

_COMMA = ","
_RULERS = frozenset({"monarch", "headOfState"})
_HEADS = frozenset({"headOfState", "headOfGovernment", "speakerOfParliament"})
_ENCOUNTERS = frozenset({"meet", "receive", "call"})
_GLOSS = 6  # words at most of a gloss, with its brackets
_ADJUNCT = 8  # words at most between a post and its holder, where an adjunct stands between
_CLAUSE = 12  # one past the words of a clause between a post and its holder
_PLACES = ("capital", "place", "region")
_BRACKETED = 8  # words at most of what brackets after a name hold, with the brackets
_GIVEN, _BORNE = 20, 2  # bearers of a given name that begins a name; more than which a surname has
_APART = (frozenset({"monarch", "headOfState"}), frozenset({"headOfState", "headOfGovernment"}))
"""Concepts of two posts that one person does not have: the king (received) the president, who appoints the premier."""
_SENT = frozenset({"ambassador", "consul", "chargeDaffaires"})
_GOVERNING = _RULERS | {
    "headOfGovernment", "crownPrince", "speakerOfParliament", "foreignMinister", "interiorMinister", "defenceMinister",
    "justiceMinister", "financeMinister", "energyMinister", "minister",
}  # fmt: skip


def holder_after(doc: Document, k: int, end: int, post: PositionMention) -> tuple[int, int] | None:
    """The name of a post's holder at word `k`, or past an adjunct of the post: a participle and what it governs (the
    head of the union licensed by the state N), for envoys also where they serve (in the Balkans N)."""
    k += post.complete and doc.texts[k : k + 1] == ["/"]
    text = doc.texts[k] if k < end else ""
    if text.startswith(LAM) and is_last_name(text[1:]):
        return None  # P to N: what P says
    if post.complete and text == '"' and (found := _past_gloss(doc, k, end, '"')):
        return found
    if found := _known_holder(doc, k, post) or name_after(doc, k, end):
        return _to_its_end(doc, found, end, post)
    if not post.complete:
        return _past_gloss(doc, k, end, ")") if text == "(" else None
    if found := _in_slot(doc, k, end):
        return found
    if text == "(" and k + 2 < end:
        return bracketed_name(doc, k + 1) or _past_gloss(doc, k, end, ")")
    return _past_adjunct(doc, k, end, post)


def _past_adjunct(doc: Document, k: int, end: int, post: PositionMention) -> tuple[int, int] | None:
    """The name of the holder of a complete post past an adjunct of it at word `k`."""
    if k + 3 >= end or not post.definite:
        return None
    if clause := _past_clause(doc, k, end):
        return clause
    serving = post.kind == "envoy" and doc.texts[k] == IN
    found = _past_place(doc, k, end, post) or (_behind_place(doc, k + 1, end) if serving else None)
    if found is not None or (serving and doc.words[k + 1].definite):
        return found or _in_full_past(doc, k, end)
    governed = any(_participle(doc.words[j]) and _governs(doc, j + 1) for j in (k - 1, k))
    return _in_full_past(doc, k, end) if governed else None


def _past_clause(doc: Document, k: int, end: int) -> tuple[int, int] | None:
    """The name in full after a clause between commas at word `k` that says more of a body, after the place it is in:
    the leader of the party, which (is in opposition), N."""
    k = _place_end(doc, k + 1) if doc.texts[k] == IN else k
    opens = doc.texts[k] == _COMMA and (doc.texts[k + 1] in Words.RELATIVE or _participle(doc.words[k + 1]))
    close = next((j for j in range(k + 2, min(k + _CLAUSE, end)) if doc.texts[j] == _COMMA), 0) if opens else 0
    if not close or any(doc.find(j, "role", "title") for j in range(k + 1, close)):
        return None
    found = name_after(doc, titles_at(doc, close + 1, inner=True)[0], end, comma=False)
    return found if found is not None and found[1] > found[0] + 1 else None


def _in_full_past(doc: Document, k: int, end: int) -> tuple[int, int] | None:
    """The name in full, or set off by a comma, after the adjunct of a post that starts at word `k`."""
    for j in range(k + 1, min(k + _ADJUNCT, end)):
        here = doc.words[j]
        start, kinds, _ = titles_at(doc, j, inner=True)
        named = bool(kinds) or here.given_count >= _GIVEN or foreign_given(here)
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
    royal = post.concept == "monarch" or (title is not None and title.entry.value == "royal")
    if royal or (post.concept in _RULERS and not foreign_given(doc.words[start])):
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
    at = k + (doc.texts[k] == IN)
    if at == k and not doc.texts[k].startswith(BEH):
        return None
    stop = _place_end(doc, at)
    if not at < stop < end or deals_before(doc, post.start):
        return None
    start, kinds, _ = titles_at(doc, stop, inner=True)
    name = _known_holder(doc, start, post) or name_after(doc, start, end, comma=False)
    return name if name is not None and name[0] == start and (kinds or name[1] > start + 1) else None


def _place_end(doc: Document, at: int) -> int:
    """One past the place at word `at`, or after a noun there; 0 for none."""
    place = doc.find(at, "state", *_PLACES)
    if place is None and (place := doc.find(at + 1, *_PLACES)) is not None and not doc.words[at].pos:
        return 0
    return place.end if place is not None else _past_unknown_place(doc, at)


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
    if (known := doc.find(k, "official")) is not None and known.end > k + 1:
        return None
    word, name = doc.words[k], strip_article(doc.texts[k])
    if post.bare and _surname(word):
        return None if name_after(doc, k, len(doc.words)) else (k, k + 1)
    if not is_last_name(name) or word.given_count >= _GIVEN:
        return None
    after = doc.words[k + 1]
    if name_likelihood(after) >= UNKNOWN and not after.definite:
        return None
    if word.text in Words.FAMILY_NAME_FIRST and name_end(doc, k, titled=True) > k + 1:
        return None
    return (k, k + 1) if state_of_office(doc, name, post.concept) else None


def _surname(word: Word) -> bool:
    """Whether a word with the article can be nothing but a surname."""
    borne = word.definite and word.surname_count > _BORNE and not word.nisbas and not word.pos
    return borne and name_likelihood(word) >= LIKELY


def is_given(doc: Document, i: int) -> bool:
    word = doc.words[i]
    return word.given_count >= 10 or doc.find(i, "official") is not None


def posts_at(doc: Document, i: int, end: int, *, first: bool) -> tuple[list[PositionMention], int]:
    """Posts one after another from word `i` on: (the posts, index after them); `first`: before the holder's name."""
    posts: list[PositionMention] = []
    j = i
    while j < end:
        post = parse_position(doc, j) or (_hers(doc, j) if posts and first else None)
        if post is None or (post.proclitics and not (first if not posts else _chains(doc, posts, post, first))):
            break
        if posts and not _of_one(doc, posts[-1], post):
            break
        posts.append(post)
        j = post.end
        k, _, _ = titles_at(doc, j, inner=True)
        if k > j and doc.find(k, "role"):
            j = k
    return posts, j


def _of_one(doc: Document, last: PositionMention, post: PositionMention) -> bool:
    """Whether a post may be of the same person as the last one before it."""
    if not last.complete and not last.definite:
        return False
    if post.concept == "deputyHead" and doc.text(post.start, post.start + 1).endswith(HEH):
        return False  # (the king dismissed) his deputy
    if doc.texts[last.start - 1] in (AN, FROM) and doc.texts[last.start - 2] in Words.STANDING_FOR:
        return False  # on behalf of the president (came) the minister
    if last.bare and met_by(doc, last):
        return False  # the minister (received) the speaker of parliament
    if _of_two(last, post):
        return False
    title = doc.find(post.start, "title")  # a title before the name rather than one more post
    entitled = title is not None and title.end >= post.end
    return not (title and entitled and name_at(doc, titles_at(doc, title.end, inner=True)[0]))


def _hers(doc: Document, j: int) -> PositionMention | None:
    """The post at word `j` with and- and a pronoun for the state of the post before it: and its envoy to."""
    post = parse_possessed(doc, j) if doc.words[j].has_conjunction else None
    return post if post is not None and post.kind == "envoy" else None


def met_by(doc: Document, post: PositionMention) -> bool:
    """Whether a verb of meeting stands right before a post."""
    return any_verb((doc.words[post.start - 1],), _ENCOUNTERS)


def _of_two(one: PositionMention, other: PositionMention) -> bool:
    """Whether two posts are two persons': of two states; a ruler, a president, a head of government and a minister, one
    of whom deals with the other; an envoy, who is no head or minister. Without complement, ambassador is a rank that
    ministers have too."""
    concepts = {one.concept, other.concept}
    if concepts in _APART or (other.proclitics and concepts <= _RULERS):
        return True
    if one.state and other.state and one.state != other.state:
        return True
    for a, b in ((one, other), (other, one)):
        if a.concept in _RULERS and b.concept.endswith("Minister"):
            return True
        if a.concept in _SENT and (a.nisba or a.complete) and b.concept in _GOVERNING:
            return not b.status and not a.status
    return False


def may_be_of_one(one: PositionMention, other: PositionMention) -> bool:
    """Whether two posts set apart by a comma may be one person's: neither of two states, nor both of a government."""
    return not _of_two(one, other) and not {one.concept, other.concept} <= _GOVERNING


def _chains(doc: Document, posts: list[PositionMention], post: PositionMention, before_name: bool) -> bool:
    """Whether `and` before a post adds it to the same person's: before a name, with no state named so far; after a
    name, where no other follows."""
    last = posts[-1]
    deputy = last.concept == "deputyHeadOfGovernment" and post.concept in _GOVERNING
    if post.proclitics != WAW or (last.nisba and not deputy) or not post.complete:
        return False
    apart = (last.concept == "secretaryGeneral" and post.state) or {last.concept, post.concept} <= _HEADS
    if before_name and apart:
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
    same = [p for p in full.posts if p.concept == bare.concept and (p.state or len(p.words) > 1)]
    return replace(full, posts=[bare, *full.posts], rule=mention.rule) if same else mention


def with_posts(doc: Document, mention: Mention, end: int) -> Mention:
    """Add the posts that follow a name, with or without a comma."""
    j = _past_brackets(doc, mention.end, end)
    comma = j < end and doc.texts[j] in (_COMMA, "-")
    k = j + comma
    k += k < end and doc.texts[k] in Words.HE_IS
    if k >= end or k in doc.in_date:
        return mention
    k, kinds, _ = (k, (), "") if doc.find(k, "role") else titles_at(doc, k, inner=True)
    head = doc.find(k, "role")
    if head is None or head.proclitics:
        return mention
    found, after = _set_off_posts(doc, k, end)
    posts = [p for p in found if p.complete]
    if not posts or _of_next(doc, mention, posts, after, end, comma=comma):
        return mention
    mention.posts += _as_held(doc, mention, posts)
    mention.end = posts[-1].end
    mention.titles += kinds
    mention.rule = "name-title"
    return mention


def _as_held(doc: Document, mention: Mention, posts: list[PositionMention]) -> list[PositionMention]:
    """Posts after a name, those that somebody is said to have been, or to be no longer, as former ones, and without
    those that he is said not to be: N was P; N is not P."""
    verb, denied = doc.texts[mention.start - 1], doc.words[mention.start - 2].function_class == "neg"
    if verb in Words.IS_NOT or (denied and verb in Words.TO_BE):
        return [p for p in posts if not p.predicate]
    if verb not in Words.HELD_OFFICE and not (denied and verb in Words.ANY_LONGER):
        return posts
    return [replace(p, status=p.status or "former") if p.predicate else p for p in posts]


def _past_brackets(doc: Document, j: int, end: int) -> int:
    """One past a quotation mark and an age, a party or a spelling in brackets at word `j`, after a name."""
    j += j < end and doc.texts[j] == '"'
    if j < end and doc.texts[j] == "(":
        close = next((k for k in range(j, min(j + _BRACKETED, end)) if doc.texts[k] == ")"), end)
        if close + 1 < end and (doc.find(close + 1, "role") or doc.texts[close + 1] == _COMMA):
            return close + 1
    return j


def _set_off_posts(doc: Document, k: int, end: int) -> tuple[list[PositionMention], int]:
    """Posts after a name from word `k` on, and those set off by commas, where nobody follows whose the last were: (the
    posts, index after them)."""
    posts, after = posts_at(doc, k, end, first=False)
    while posts and after + 1 < end and doc.texts[after] == _COMMA:
        more, then = posts_at(doc, after + 1, end, first=False)
        if not more or not all(p.complete for p in more) or more[0].proclitics:
            break
        closed = then >= end or doc.texts[then] == _COMMA
        t, _, _ = titles_at(doc, then + (then < end and closed), inner=True)
        if not closed or name_after(doc, t, end, comma=False):
            break
        posts, after = [*posts, *more], then
    return posts, after


def _of_next(
    doc: Document, mention: Mention, posts: list[PositionMention], after: int, end: int, *, comma: bool
) -> bool:
    """Whether posts before word `after` are of somebody named there, and not of the one named before them, with a comma
    or without."""
    # right after the subject of a verb of meeting stands the post of whom he met, whose name may follow a comma
    met = not comma and any_verb((doc.words[mention.start - 1],), ("meet", "receive"))
    sign = met and after + 1 < end and doc.texts[after] == _COMMA
    k, _, _ = titles_at(doc, after + sign, inner=True)
    name = name_after(doc, k, end, comma=False)
    alone = not comma and len(posts[0].words) == len(posts) == 1 and not (posts[0].nisba or posts[0].state)
    if alone and _known_holder(doc, after, posts[0]) is not None:
        return True  # (N met) the president M
    if name is None:
        return met and _met_by(doc, mention, posts[0], after)
    joined = doc.words[k].has_conjunction  # (N, the minister) and-M, the head of
    return not ((sign or joined or k > after) and has_own_post(doc, name[1], end))


def _met_by(doc: Document, mention: Mention, post: PositionMention, after: int) -> bool:
    """Whether a post up to word `after` is of somebody whom the subject of the verb right before it met: a place and a
    name follow, or the subject is called by the last name alone, or serves another state."""
    if not post.definite or not (post.nisba or post.state):
        return False
    if doc.texts[after] == IN and (stop := _place_end(doc, after + 1)):
        k, _, _ = titles_at(doc, stop, inner=True)
        if (name := name_after(doc, k, len(doc.words), comma=False)) is not None and name[1] > name[0] + 1:
            return True
    served = state_of_official(plain_name(name_parts(doc.label(mention.name_start, mention.name_end, mention.cut))))
    alone = mention.name_end == mention.name_start + 1
    return alone or (served is not None and post.state is not None and served != post.state)


def has_own_post(doc: Document, k: int, end: int) -> bool:
    """Whether a post of its own follows a name that ends at word `k`."""
    k += k < end and doc.texts[k] == _COMMA
    head = doc.find(k, "role") if k < end else None
    return head is not None and not head.proclitics and any(p.complete for p in posts_at(doc, k, end, first=False)[0])
