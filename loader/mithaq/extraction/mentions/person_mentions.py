"""Persons as the text presents them: titles, posts and names in either order, chained and coordinated.

Orders read here, T title, P post, N name, each repeated at will: `T P T N`, `P, N`, `T N P`, `T N, P P`,
`counterpart nisba, N`, and several at once: `the two presidents nisba N and-nisba N`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from pyarabic.araby import HEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.coordinated_mentions import also_at, counterparts_at, several_at, without_state
from mithaq.extraction.mentions.known_officials import state_of_alias, state_of_official
from mithaq.extraction.mentions.led_bodies import heads_body, leader_at
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.name_slots import apposed_name_end
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.person_mention import Mention, memorial_before, name_after, name_at, titles_at
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.mentions.positions import parse_position, trailing_status
from mithaq.extraction.mentions.possessed_posts import may_be_possessed, parse_possessed
from mithaq.extraction.mentions.post_sequences import (
    has_own_post,
    holder_after,
    is_given,
    met_by,
    posts_at,
    with_posts,
    with_same,
)
from mithaq.extraction.mentions.principals import of_known_ruler, under_principal
from mithaq.extraction.mentions.tagged_names import tagged_name
from mithaq.extraction.mentions.untitled_names import led_to, may_hold, may_open, name_before_post, untitled_name
from mithaq.lexicon import Lexicon, Word
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["find_mentions"]


_COMMA = ","
_SERVING = frozenset({"adviser", "spokesperson"})
_HEADS = frozenset({"headOfState", "headOfGovernment", "monarch", "partyLeader"})
_APPOSED = 7  # one past the words from the first of a name in which the post after it begins
_BORNE = 3  # bearers of a given name
_SHORTEST = 3  # letters of a name with and- at least
_REPORT = 2  # words at most between a speaker and whom his words open with
_GRADE = 8  # one past the words from an office to the ministry it is in
_COMPLEMENT = 7  # words at most between the name of whom a post serves and its holder's


def find_mentions(doc: Document) -> list[Mention]:
    """All mentions of persons by name or post, in order; they do not overlap."""
    mentions: list[Mention] = []
    for start, end in doc.sentences:
        i = start
        while i < end:
            found = _at(doc, i, end, mentions)
            for mention in found:
                mentions.append(mention)
                i = max(i, mention.end)
            if not found:
                i += 1
    return mentions


def _at(doc: Document, i: int, end: int, before: list[Mention]) -> list[Mention]:
    if i in doc.in_date:
        return []
    word = doc.words[i]
    if word.kind != "word" or (i not in doc.hits and _opens_nothing(word, doc.lexicon)):
        return []
    group = _plural_of(doc, i) if i in doc.hits else None
    if group:
        kind, singular, proclitics = group
        if kind == "counterpart":
            return counterparts_at(doc, i, proclitics, before)
        several = several_at(doc, i, singular, proclitics, end)
        if several:
            return several
    if also := also_at(doc, i, before):
        return also
    if led := leader_at(doc, i, end):
        return [led]
    if heads_body(doc, i, before):
        return []
    found = (
        _possessed(doc, i, end)
        or (_titled(doc, i, end) if i in doc.hits else None)
        or untitled_name(doc, i, end, before)
    )
    if found is None or (found.named and not found.posts and found.rule == "name"):
        found = name_before_post(doc, i, end, before) or found
    found = found or _apposed(doc, i, end, before) or _tagged(doc, i, end)
    if found and not memorial_before(doc, i):
        found = _deputy_of(doc, found, before)
        return (
            _inner_holder(doc, found, end) or _under(doc, found, end) or _of_ruler(doc, found, before, end) or [found]
        )
    return []


@lru_cache(maxsize=50_000)
def _opens_nothing(word: Word, lexicon: Lexicon) -> bool:
    """Whether no mention starts at a word of which the lexicon has no phrase, wherever it stands: a fast filter."""
    if word.text in Words.LED_BY | Words.CHAIRED_BY | Words.HEADS:
        return False
    if name_likelihood(word) >= UNKNOWN or word.text[0] == WAW or may_open(word, lexicon) or may_hold(word):
        return False
    plain = not (word.function_class or word.nisbas or word.verbs or word.definite)
    return not plain and not may_be_possessed(word, lexicon)


def _under(doc: Document, found: Mention, end: int) -> list[Mention]:
    """The post of an aide, the official he serves, and the aide, where what was read as one mention is that."""
    split = under_principal(doc, found, end)
    principal = _titled(doc, split[0].end, end) if split is not None else None
    return [split[0], principal, split[1]] if split is not None and principal is not None else []


def _of_ruler(doc: Document, found: Mention, before: list[Mention], end: int) -> list[Mention]:
    """The post of an aide and the ruler he serves, where the name after both is that of the ruler; the aide may be
    named right before it."""
    split = of_known_ruler(doc, found)
    principal = _titled(doc, split.end, end) if split is not None else None
    if split is None or principal is None or not principal.posts:
        return []
    aide = before[-1] if before else None
    apart = doc.texts[aide.end : split.start] if aide is not None else None
    if aide is not None and aide.named and not aide.posts and apart in ([], [_COMMA]):
        aide.posts, aide.end = split.posts, split.end
        return [principal]
    return [split, principal]


def _possessed(doc: Document, i: int, end: int) -> Mention | None:
    """The holder of a post with a pronoun: its foreign minister N."""
    post = parse_possessed(doc, i)
    if post is None:
        return None
    k, kinds, _ = titles_at(doc, post.end, inner=True)
    name = holder_after(doc, k, end, post)
    return with_same(doc, Mention(i, name[1], *name, [post], kinds, post.proclitics), end) if name else None


def _apposed(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name of words that no table has, by the post that follows it in apposition; with and- in a list."""
    if doc.role_starts.isdisjoint(range(i + 2, i + _APPOSED)):
        return None  # no post within reach
    word, previous = doc.words[i], doc.words[i - 1] if i else None
    noun = previous is not None and previous.pos and not (previous.verbs or previous.function_class)
    if noun and previous is not None and not any(article for _, _, article in previous.stems):
        return None  # what a noun is of
    led = led_to(doc, i)
    rest = doc.lexicon.word(word.text[1:]) if word.text[0] == WAW and len(word.text) > _SHORTEST else None
    listed = rest is not None and word.given_count < _BORNE and (rest.given_count >= _BORNE or not led)
    stop = apposed_name_end(doc, i, end, rest if listed else None, comma=led)
    cut = int(listed)
    if stop == i:
        return None
    mention = with_posts(doc, Mention(i, stop, i, stop, [], (), word.text[:cut], cut, rule="name"), end)
    return mention if mention.posts else None


def _tagged(doc: Document, i: int, end: int) -> Mention | None:
    """A name that only the tagger reads as one."""
    stop = tagged_name(doc, i, end)
    return with_posts(doc, Mention(i, stop, i, stop, rule="tagged-name"), end) if stop > i else None


def _inner_holder(doc: Document, mention: Mention, end: int) -> list[Mention]:
    """Two persons where a post names whom it serves: the adviser of President N for political affairs, M; a spokesman
    of minister N. Empty where the name is that of the holder."""
    post = mention.posts[-1] if mention.posts else None
    if post is None or post.concept not in _SERVING or (mention.named and post.end > mention.name_start):
        return []
    at = next((k for k in post.words[1:] if doc.find(k, "role") is not None), None)
    served = parse_position(doc, at) if at is not None else None
    if served is None or served.end != post.end:
        return []
    if not mention.named:  # (he was) adviser to the president N
        principal = _titled(doc, served.start, end) if post.predicate else None
        return [replace(mention, end=served.start), principal] if principal is not None and principal.named else []
    if served.proclitics:
        return []
    inner = Mention(served.start, mention.name_end, mention.name_start, mention.name_end, [served], rule=mention.rule)
    k = mention.name_end
    while k < end and k < mention.name_end + _COMPLEMENT and doc.texts[k] != _COMMA and _complements(doc, k):
        k += 1
    name = name_after(doc, k, end) if k > mention.name_end and doc.texts[k : k + 1] == [_COMMA] else None
    if name is None:
        indefinite = not doc.words[post.start].definite and doc.texts[post.words[1]] == OneWord.IN_THE_NAME_OF
        return [inner] if indefinite else []
    outer = replace(post, words=(*post.words, *range(mention.name_end, k)))
    return [inner, Mention(name[0], name[1], *name, [outer], rule="name-title")]


def _complements(doc: Document, k: int) -> bool:
    """Whether word `k` may be more of what a post is for: li- and a noun, or a definite noun or adjective."""
    word = doc.words[k]
    return word.kind == "word" and not word.function_class and (word.definite or word.text[0] == LAM)


def _deputy_of(doc: Document, mention: Mention, before: list[Mention]) -> Mention:
    """The mention, with the post in full where it is that of the deputy of the person before: N and his deputy M."""
    post, last = mention.posts[0] if len(mention.posts) == 1 else None, before[-1] if before else None
    if post is None or last is None or not last.posts or not _right_after(doc, last, mention):
        return mention
    if post.proclitics != WAW and (post.proclitics or last.posts[-1].concept not in _HEADS or not mention.named):
        return mention  # (the president N accused) his deputy M
    word = doc.label(post.start, post.start + 1, len(post.proclitics))
    status, after = trailing_status(doc, post.start + 1, post.concept)
    said = doc.words[post.start + 1].definite and doc.find(post.start + 1, "role") is None  # his controversial deputy
    if post.concept != "deputyHead" or not (said or after > post.words[-1]) or not (word.endswith(HEH) or post.owner):
        return mention
    of = last.posts[-1]
    words = (post.start, *without_state(doc, of))
    full = replace(
        post,
        words=words,
        state=of.state,
        bodies=of.bodies,
        complete=of.complete,
        head=post.head or word[:-1],
        status=status,
        owner="",
    )
    return replace(mention, posts=[refine(doc, full)])


def _right_after(doc: Document, last: Mention, mention: Mention) -> bool:
    """Whether a mention follows another with nothing between but a verb and that-: N (said that) his deputy M."""
    between = range(last.end, mention.start)
    that = doc.texts[mention.start - 1] in Words.THAT and len(between) <= _REPORT
    return not between or (that and all(doc.texts[k] in Words.THAT or doc.words[k].verbs for k in between))


def _plural_of(doc: Document, i: int) -> tuple[str, str, str] | None:
    hit = doc.find(i, "plural")
    return (*hit.entry.value, hit.proclitics) if hit else None


def _titled(doc: Document, i: int, end: int) -> Mention | None:
    """A mention that begins with a title or a post."""
    j, kinds, proclitics, posts, k = _head(doc, i, end)
    if posts:
        return _posted(doc, i, end, posts, k, kinds, proclitics)
    name = name_after(doc, j, end, comma=False) if kinds else None
    if not name:
        return None
    start, stop = name
    weak = all(kind in ("person", "profession", "private") for kind in kinds)
    if weak and stop - start == 1 and name_likelihood(doc.words[start]) < LIKELY:
        return None
    return with_posts(doc, Mention(i, stop, start, stop, [], kinds, proclitics), end)


def _head(doc: Document, i: int, end: int) -> tuple[int, tuple[str, ...], str, list[PositionMention], int]:
    """Titles and posts from word `i` on: (index after the titles, their kinds, proclitics, posts, index after them)."""
    j, kinds, proclitics = titles_at(doc, i, inner=False)
    role = doc.find(i, "role")
    if role and kinds and role.end >= j and not name_at(doc, j):
        j, kinds = i, ()  # the words are a post rather than a title
    posts, k = posts_at(doc, j, end, first=j == i)
    if posts or j == i or name_at(doc, j):
        return j, kinds, proclitics, posts, k
    if role:
        posts, k = posts_at(doc, i, end, first=True)
        return (i, (), proclitics, posts, k) if posts else (j, kinds, proclitics, posts, k)
    inner = next((t for t in range(i + 1, j) if (hit := doc.find(t, "role")) and hit.end >= j), None)
    if inner is not None:  # (His Excellency) the ambassador of
        posts, k = posts_at(doc, inner, end, first=False)
    return j, kinds, proclitics, posts, k


def _posted(
    doc: Document, i: int, end: int, posts: list[PositionMention], k: int, kinds: tuple[str, ...], proclitics: str
) -> Mention | None:
    """The mention of posts that end before word `k`, with the name of their holder where it follows."""
    posts, k = _set_off(doc, posts, k, end)
    last = posts[-1]
    if not kinds:
        proclitics = posts[0].proclitics
    if proclitics.endswith(LAM) and posts[0].complete and _comprised(doc, i, posts[0].end, end):
        return Mention(i, posts[0].end, i, i, posts[:1], kinds, proclitics, rule="post")
    after, more, _ = titles_at(doc, k, inner=True)
    name = None if last.predicate else holder_after(doc, after, end, last)
    if name and not _of_another(doc, i, last, name, after, more):
        mention = Mention(i, name[1], *name, posts, kinds + more, proclitics)
        return with_same(doc, mention, end)
    if body := _office_in_brackets(doc, i, last.end, end):
        return Mention(
            i, last.end, i, i, [replace(posts[0], complete=True, bodies=body)], kinds, proclitics, rule="post"
        )
    if any(p.complete for p in posts) or kinds or _the_holder(posts):
        complete = [p for p in posts if p.complete] or posts
        return Mention(i, last.end, i, i, complete, kinds, proclitics, rule="post")
    return None


def _office_in_brackets(doc: Document, i: int, k: int, end: int) -> tuple[tuple[int, int], ...]:
    """The body in which the post from word `i` to `k`, all that brackets hold, is an office of the civil service: the
    office (of a director) of the tenth grade in the Ministry of X."""
    if i < 2 or doc.texts[i - 1] != "(" or doc.texts[i - 2] not in Words.OFFICE or doc.texts[k : k + 1] != [")"]:
        return ()
    found = (parse_organization(doc, j) for j in range(k + 1, min(k + _GRADE, end)))
    return next((((body.start, body.end),) for body in found if body is not None), ())


def _set_off(doc: Document, posts: list[PositionMention], k: int, end: int) -> tuple[list[PositionMention], int]:
    """Posts and those after a comma, where a title and the name of the one who holds them all follow: the crown prince,
    deputy prime minister, Prince N."""
    if k + 1 >= end or doc.texts[k] != _COMMA or not posts[-1].complete or not posts[-1].definite:
        return posts, k
    more, after = posts_at(doc, k + 1, end, first=False)
    if not more or more[0].proclitics or not all(post.complete for post in more):
        return posts, k
    states = {post.state for post in (*posts, *more) if post.state}
    start, kinds, _ = titles_at(doc, after + (after < end and doc.texts[after] == _COMMA), inner=True)
    if len(states) > 1 or not kinds or not name_at(doc, start) or met_by(doc, posts[0]):
        return posts, k
    return [*posts, *more], after + (doc.texts[after] == _COMMA)


def _of_another(
    doc: Document, i: int, post: PositionMention, name: tuple[int, int], after: int, titles: tuple[str, ...]
) -> bool:
    """Whether the name after a post and `titles` is somebody else's than the holder's."""
    if name[0] > after and i and doc.texts[i - 1] in Words.CHILD:
        return True  # (the son of) the president, N
    if after == post.end and (following := parse_position(doc, after)) and following.complete:
        return True  # (the king received) the president of
    if post.concept in _HEADS and _appointed(doc, i, name[1]):
        return True  # (appointed) the emir N prime minister
    if post.concept in _HEADS and post.state and _serves_another(doc, name, post.state):
        return True  # the leader of A (invited) N, who heads B
    if "person" in titles and post.concept == "monarch":
        return True  # the king (received) Mr N
    if "royal" in titles and post.concept == "headOfState" and doc.words[post.start].definite:
        return True  # the president (told) His Highness the prince
    # what an incomplete post is of, rather than who holds it
    return not post.complete and not post.definite and not is_given(doc, name[0])


def _serves_another(doc: Document, name: tuple[int, int], state: str) -> bool:
    """Whether the authority table knows the one of that name in the service of another state alone."""
    plain = plain_name(name_parts(doc.label(*name)))
    served = state_of_official(plain) or state_of_alias(plain)
    return served is not None and served != state


def _appointed(doc: Document, i: int, k: int) -> bool:
    """Whether a verb of appointing stands before word `i`, and at word `k` what somebody is appointed."""
    verb = i > 0 and any(v.event_class == "appoint" for v in doc.words[i - 1].verbs)
    post = parse_position(doc, k) if verb and k < len(doc.words) else None
    return post is not None and post.predicate


def _comprised(doc: Document, i: int, k: int, end: int) -> bool:
    """Whether a post with li- at word `i` says whose delegation or party it is, and those in it follow at word `k`."""
    low, _ = doc.sentences[doc.sentence(i)]
    if not any(v.event_class == "comprise" for j in range(low, i) for v in doc.words[j].verbs):
        return False
    start, _, _ = titles_at(doc, k, inner=True)
    name = name_after(doc, start, end, comma=False)
    return doc.find(k, "role") is not None or (name is not None and has_own_post(doc, name[1], end))


def _the_holder(posts: list[PositionMention]) -> bool:
    """Whether a post without its complement speaks of somebody known: the minister, the ambassador."""
    return len(posts) == 1 and posts[0].definite and len(posts[0].words) == 1
