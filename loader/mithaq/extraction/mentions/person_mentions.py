"""Persons as the text presents them: titles, posts and names in either order, chained and coordinated.

Orders read here, T title, P post, N name, each repeated at will: `T P T N`, `P, N`, `T N P`, `T N, P P`,
`counterpart nisba, N`, and several at once: `the two presidents nisba N and-nisba N`.
"""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import HEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.coordinated_mentions import several_at
from mithaq.extraction.mentions.counterpart_mentions import also_at, colleague_at, counterparts_at, without_state
from mithaq.extraction.mentions.known_officials import LEADERS, state_of_alias, state_of_office, state_of_official
from mithaq.extraction.mentions.led_bodies import heads_body, leader_at
from mithaq.extraction.mentions.name_parts import name_parts, plain_name
from mithaq.extraction.mentions.name_slots import apposed_name_end
from mithaq.extraction.mentions.name_words import LIKELY, name_likelihood
from mithaq.extraction.mentions.openings import openings
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.person_mention import Mention, memorial_before, name_after, name_at, titles_at
from mithaq.extraction.mentions.position_phrase import CHANCELLORS, PositionMention, refine
from mithaq.extraction.mentions.position_steps import deals_before
from mithaq.extraction.mentions.positions import parse_position, trailing_status
from mithaq.extraction.mentions.possessed_posts import parse_possessed
from mithaq.extraction.mentions.post_sequences import (
    has_own_post,
    holder_after,
    is_given,
    met_by,
    posts_at,
    with_posts,
    with_same,
)
from mithaq.extraction.mentions.predecessors import predecessor_at
from mithaq.extraction.mentions.principals import of_kin, of_known_ruler, under_principal
from mithaq.extraction.mentions.represented_sides import after_sides, member_of_side
from mithaq.extraction.mentions.tagged_names import tagged_name
from mithaq.extraction.mentions.untitled_names import led_to, name_before_post, untitled_name
from mithaq.extraction.particles import IN, WAL
from mithaq.lexicon import Word
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["find_mentions"]


_KNOWN = ("plural", "role", "title", "official")
"""Categories of the phrases with which a mention of somebody may start."""
_SERVING = frozenset({"adviser", "spokesperson"})
_APPOSED = 7  # one past the words from the first of a name in which the post after it begins
_BORNE = 3  # bearers of a given name
_SHORTEST = 3  # letters of a name with and- at least
_REPORT = 2  # words at most between a speaker and whom his words open with
_GRADE = 8  # one past the words from an office to the ministry it is in
_MORE = 7  # words at most between a post and the name of its holder that say more of it
_COMPLEMENT = 7  # words at most between the name of whom a post serves and its holder's


def find_mentions(doc: Document) -> list[Mention]:
    """All mentions of persons by name or post, in order; they do not overlap."""
    mentions: list[Mention] = []
    past = 0
    for i in sorted(_openings(doc) - doc.in_date):
        if i < past or doc.words[i].kind != "word":
            continue
        _, end = doc.sentences[doc.sentence(i)]
        if found := _past_more_of_post(doc, _at(doc, i, end, mentions), mentions):
            mentions += found
            past = min(end, max(mention.end for mention in found))
    return mentions


def _openings(doc: Document) -> set[int]:
    """The words with which a mention may start, by their form and by what stands beside them."""
    forms = doc.by_form(openings)
    known = {i for category in _KNOWN for i in doc.starts_of[category]}
    succeeded = (i + 1 for i in doc.occurrences(Words.IN_SUCCESSION_TO))
    beside = after_sides(doc).union(k for role in doc.role_starts for k in range(role - _APPOSED + 1, role - 1))
    return known.union(succeeded, forms["person"], beside.intersection(forms["apposed"]))


def _past_more_of_post(doc: Document, found: list[Mention], before: list[Mention]) -> list[Mention]:
    """The mentions found, the first with the post right before it that nobody holds yet, where all between them are
    words that may say more of the post: the adviser at the office of X N."""
    if not found or not before or not _may_take(found[0], before[-1]):
        return found
    post, person = before[-1], found[0]
    serves = post.posts[-1].kind == "envoy" and _placed(doc, post.end)
    if not 0 < person.start - post.end <= _MORE or (deals_before(doc, post.start) and not serves):
        return found
    if not _says_more(doc, post.end, person.start):
        return found
    before.pop()
    last, first = post.posts[-1], doc.texts[post.end]
    named = first == IN or first[0] == LAM or first.startswith(WAL)
    more = [k for k in range(post.end, person.start) if named and not doc.words[k].nisbas]
    more = [] if _placed(doc, post.end) else more
    posts = [*post.posts[:-1], replace(last, words=(*last.words, *more))]
    return [replace(person, start=post.start, posts=posts, proclitics=post.proclitics), *found[1:]]


def _placed(doc: Document, k: int) -> bool:
    """Whether a state or a place stands at word `k`, with or without a preposition."""
    return doc.find(k + (doc.texts[k] == IN), "state", "capital", "place") is not None


def _may_take(person: Mention, post: Mention) -> bool:
    """Whether somebody named in full without a title may hold the last of posts that nobody holds yet."""
    if not person.named or person.posts or person.titles or person.name_end - person.name_start < 2:
        return False
    last = post.posts[-1] if post.posts else None
    return (
        not post.named
        and last is not None
        and last.complete
        and last.definite
        and not last.predicate
        and not person.proclitics
    )


def _says_more(doc: Document, start: int, end: int) -> bool:
    """Whether words say more of a post before them: the body or the place it is in, li- and a noun, or and- and a
    noun."""
    if doc.texts[start] == IN:
        opens = _placed(doc, start) or doc.find(start + 1, "body", "organization") is not None
    else:
        first = doc.words[start]
        opens = _placed(doc, start) or (first.text[0] in LAM + WAW and first.pos != "v" and not first.function_class)
    return opens and all(_more_of_post(doc.words[k], k == start) for k in range(start, end))


def _more_of_post(word: Word, first: bool) -> bool:
    if word.kind != "word" or (word.function_class and not first):
        return False
    return not word.verbs or bool(word.pos)


def _at(doc: Document, i: int, end: int, before: list[Mention]) -> list[Mention]:
    """The mentions that start at word `i`."""
    if i in doc.hits and (plural := doc.find(i, "plural")) is not None:
        kind, singular = plural.entry.value
        if kind == "counterpart":
            return counterparts_at(doc, i, plural.proclitics, before)
        if several := several_at(doc, i, singular, plural.proclitics, end):
            return several
    if doc.words[i].nisbas and (found := also_at(doc, i, before) or colleague_at(doc, i, before)):
        return found
    return _single_at(doc, i, end, before)


def _single_at(doc: Document, i: int, end: int, before: list[Mention]) -> list[Mention]:
    """A single person at word `i`, and the one whom he serves."""
    if led := leader_at(doc, i, end) or predecessor_at(doc, i, end):
        return [led]
    if heads_body(doc, i, before):
        return []
    found = _one_at(doc, i, end, before)
    if found is None or memorial_before(doc, i):
        return []
    found = _deputy_of(doc, found, before)
    return _inner_holder(doc, found, end) or _under(doc, found, end) or _of_ruler(doc, found, before, end) or [found]


def _one_at(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A person by post, title or name at word `i`."""
    found = (
        _possessed(doc, i, end)
        or (_titled(doc, i, end) if i in doc.hits and doc.find(i, "role", "title") is not None else None)
        or untitled_name(doc, i, end, before)
    )
    if found is None or (found.named and not found.posts and found.rule == "name"):
        found = name_before_post(doc, i, end, before) or found
    if found is None and (member := member_of_side(doc, i, end)) is not None:
        return with_posts(doc, member, end)
    return found or _apposed(doc, i, end) or _tagged(doc, i, end)


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
    if aide is not None and aide.named and not aide.posts and apart in ([], [","]):
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


def _apposed(doc: Document, i: int, end: int) -> Mention | None:
    """A name of words that no table has, by the post that follows it in apposition; with and- in a list."""
    if doc.role_starts.isdisjoint(range(i + 2, i + _APPOSED)) or (i and _indefinite_noun(doc.words[i - 1])):
        return None  # no post within reach, or what a noun is of
    word, led = doc.words[i], led_to(doc, i)
    listed = word.text[0] == WAW and len(word.text) > _SHORTEST and word.given_count < _BORNE
    listed = listed and (not led or doc.lexicon.word(word.text[1:]).given_count >= _BORNE)
    stop = apposed_name_end(doc, i, end, cut=listed, comma=led)
    if stop == i:
        return None
    mention = with_posts(doc, Mention.of_name(i, stop, proclitics=word.text[:listed]), end)
    return mention if mention.posts else None


def _indefinite_noun(word: Word) -> bool:
    noun = word.pos and not (word.verbs or word.function_class)
    return bool(noun) and not any(article for _, _, article in word.stems)


def _tagged(doc: Document, i: int, end: int) -> Mention | None:
    """A name that only the tagger reads as one."""
    stop = tagged_name(doc, i, end)
    return with_posts(doc, Mention.of_name(i, stop, "tagged-name"), end) if stop > i else None


def _inner_holder(doc: Document, mention: Mention, end: int) -> list[Mention]:
    """Two persons where a post names whom it serves: the adviser of President N for political affairs, M; a spokesman
    of minister N. Empty where the name is that of the holder."""
    post = mention.posts[-1] if mention.posts else None
    if post is None or post.concept not in _SERVING or (mention.named and post.end > mention.name_start):
        return []
    served = _served(doc, post)
    if served is None:
        return []
    if mention.named:
        return _aide_after(doc, mention, post, served, end) if not served.proclitics else []
    principal = _titled(doc, served.start, end) if post.predicate else None  # (he was) adviser to the president N
    return [replace(mention, end=served.start), principal] if principal is not None and principal.named else []


def _aide_after(
    doc: Document, mention: Mention, post: PositionMention, served: PositionMention, end: int
) -> list[Mention]:
    """The one whom a post serves, and who holds the post where the name follows after a comma."""
    inner = Mention(served.start, mention.name_end, mention.name_start, mention.name_end, [served], rule=mention.rule)
    k = _past_complement(doc, mention.name_end, end)
    name = name_after(doc, k, end) if k > mention.name_end and doc.texts[k : k + 1] == [","] else None
    if name is None:
        indefinite = not doc.words[post.start].definite and doc.texts[post.words[1]] == OneWord.IN_THE_NAME_OF
        return [inner] if indefinite else []
    outer = replace(post, words=(*post.words, *range(mention.name_end, k)))
    return [inner, Mention(name[0], name[1], *name, [outer], rule="name-title")]


def _served(doc: Document, post: PositionMention) -> PositionMention | None:
    """The post of the one whom a post serves, which ends it."""
    at = next((k for k in post.words[1:] if doc.find(k, "role") is not None), None)
    served = parse_position(doc, at) if at is not None else None
    return served if served is not None and served.end == post.end else None


def _past_complement(doc: Document, k: int, end: int) -> int:
    """One past the words from `k` on that say what a post is for."""
    return next((j for j in range(k, min(end, k + _COMPLEMENT)) if not _complements(doc, j)), min(end, k + _COMPLEMENT))


def _complements(doc: Document, k: int) -> bool:
    """Whether word `k` may be more of what a post is for: li- and a noun, or a definite noun or adjective."""
    word = doc.words[k]
    return word.kind == "word" and not word.function_class and (word.definite or word.text[0] == LAM)


def _deputy_of(doc: Document, mention: Mention, before: list[Mention]) -> Mention:
    """The mention, with the post in full where it is that of the deputy of the person before: N and his deputy M."""
    if len(mention.posts) != 1 or mention.posts[0].concept != "deputyHead" or not before or not before[-1].posts:
        return mention
    post, last = mention.posts[0], before[-1]
    of = last.posts[-1]
    dealt_with = (
        post.proclitics or of.concept not in LEADERS or not mention.named
    )  # (the president N accused) his deputy
    if (dealt_with and post.proclitics != WAW) or not _right_after(doc, last, mention):
        return mention
    word = doc.label(post.start, post.start + 1, len(post.proclitics))
    if not word.endswith(HEH) and not post.owner:
        return mention
    status, after = trailing_status(doc, post.start + 1, post.concept)
    if after <= post.words[-1] and not _adjective_at(doc, post.start + 1):
        return mention
    words = (post.start, *without_state(doc, of))
    full = replace(post, words=words, head=post.head or word[:-1], status=status, owner="")
    return replace(mention, posts=[refine(doc, replace(full, state=of.state, bodies=of.bodies, complete=of.complete))])


def _adjective_at(doc: Document, k: int) -> bool:
    """Whether a definite word that is not a post stands at word `k`: his controversial deputy."""
    return doc.words[k].definite and doc.find(k, "role") is None


def _right_after(doc: Document, last: Mention, mention: Mention) -> bool:
    """Whether a mention follows another with nothing between but a verb and that-: N (said that) his deputy M."""
    between = range(last.end, mention.start)
    that = doc.texts[mention.start - 1] in Words.THAT and len(between) <= _REPORT
    return not between or (that and all(doc.texts[k] in Words.THAT or doc.words[k].verbs for k in between))


def _titled(doc: Document, i: int, end: int) -> Mention | None:
    """A mention that begins with a title or a post."""
    j, kinds, proclitics, posts, k = _head(doc, i, end)
    if posts:
        return _posted(doc, i, end, posts, k, kinds, proclitics)
    name = name_after(doc, j, end, comma=False) if kinds else None
    if not name:
        return None
    start, stop = name
    if chancellor := _chancellor(doc, i, j, name):
        return Mention(i, stop, start, stop, [chancellor], kinds, proclitics)
    weak = all(kind in ("person", "profession", "abbreviation", "private") for kind in kinds)
    if weak and stop - start == 1 and name_likelihood(doc.words[start]) < LIKELY:
        return None
    return with_posts(doc, Mention(i, stop, start, stop, [], kinds, proclitics), end)


def _chancellor(doc: Document, i: int, j: int, name: tuple[int, int]) -> PositionMention | None:
    """The post of a head of government in a title before word `j` that is that of advisers as well: Chancellor N."""
    post = parse_position(doc, i) if doc.find(i, "role") is not None else None
    if post is None or post.concept != "adviser" or post.end != j or not post.bare:
        return None
    state = state_of_office(doc, plain_name(name_parts(doc.label(*name))), "headOfGovernment")
    return refine(doc, replace(post, state=state, complete=True)) if state in CHANCELLORS else None


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
    first, last = posts[0], posts[-1]
    alone = Mention(i, last.end, i, i, posts, kinds, proclitics if kinds else first.proclitics, rule="post")
    if alone.proclitics.endswith(LAM) and first.complete and _comprised(doc, i, first.end, end):
        return replace(alone, end=first.end, posts=posts[:1])
    after, more, _ = titles_at(doc, k, inner=True)
    name = None if last.predicate else holder_after(doc, after, end, last)
    if name and not _of_another(doc, i, last, name, after, more):
        return _named(doc, replace(alone, end=name[1], name_start=name[0], name_end=name[1], titles=kinds + more), end)
    if body := _office_in_brackets(doc, i, last.end, end):
        return replace(alone, posts=[replace(first, complete=True, bodies=body)])
    complete = [post for post in posts if post.complete]
    return replace(alone, posts=complete or posts) if complete or kinds or _the_holder(posts) else None


def _named(doc: Document, mention: Mention, end: int) -> Mention:
    """The holder of posts, with one more of them after his name; an actor without."""
    if _acts(doc, mention.posts):
        return replace(mention, posts=[], titles=(*mention.titles, "private"), rule="title-name")
    return with_same(doc, replace(mention, rule="title-name"), end)


def _acts(doc: Document, posts: list[PositionMention]) -> bool:
    """Whether a post is the noun for an envoy that is one for an actor too: the (Egyptian) actor N."""
    return len(posts) == 1 and len(posts[0].words) == 1 and doc.texts[posts[0].start] in Words.ACTOR


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
    if k + 1 >= end or doc.texts[k] != "," or not posts[-1].complete or not posts[-1].definite:
        return posts, k
    more, after = posts_at(doc, k + 1, end, first=False)
    if not more or more[0].proclitics or not all(post.complete for post in more):
        return posts, k
    comma = after < end and doc.texts[after] == ","
    start, kinds, _ = titles_at(doc, after + comma, inner=True)
    of_one_state = len({post.state for post in (*posts, *more)} - {None, ""}) < 2
    if not of_one_state or not kinds or not name_at(doc, start) or met_by(doc, posts[0]):
        return posts, k
    return [*posts, *more], after + comma


def _of_another(
    doc: Document, i: int, post: PositionMention, name: tuple[int, int], after: int, titles: tuple[str, ...]
) -> bool:
    """Whether the name after a post and `titles` is somebody else's than the holder's."""
    if of_kin(doc, i, post, name) or (name[0] > after and i and doc.texts[i - 1] in Words.CHILD):
        return True  # (the son of) the president N
    if after == post.end and (following := parse_position(doc, after)) and following.complete:
        return True  # (the king received) the president of
    if _honoured(doc, i) and _honoured(doc, post.end) and doc.texts[i] != doc.texts[post.end]:
        return True  # (with) His Excellency the minister (came) His Honour N
    # what an incomplete post is of, rather than who holds it
    of_post = not post.complete and not post.definite and not is_given(doc, name[0])
    return of_post or _dealt_with(doc, i, post, name, titles)


def _honoured(doc: Document, i: int) -> bool:
    """Whether an honorific of one word stands at word `i`; a longer one of a prince may follow another."""
    title = doc.find(i, "title")
    return title is not None and title.entry.value == "honorific" and title.end == i + 1


def _dealt_with(doc: Document, i: int, post: PositionMention, name: tuple[int, int], titles: tuple[str, ...]) -> bool:
    """Whether the name after the post of a ruler is that of somebody whom he receives, addresses or appoints."""
    if post.concept in LEADERS and (_appointed(doc, i, name[1]) or _serves_another(doc, name, post.state)):
        return True  # (appointed) the emir N prime minister; the leader of A (invited) N, who heads B
    if post.concept == "monarch":
        return "person" in titles  # the king (received) Mr N
    # the president (told) His Highness the prince
    return post.concept == "headOfState" and "royal" in titles and doc.words[post.start].definite


def _serves_another(doc: Document, name: tuple[int, int], state: str | None) -> bool:
    """Whether the authority table knows the one of that name in the service of another state alone."""
    if not state:
        return False
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
