"""Persons as the text presents them: titles, posts and names in either order, chained and coordinated.

Orders read here, T title, P post, N name, each repeated at will: `T P T N`, `P, N`, `T N P`, `T N, P P`,
`counterpart nisba, N`, and several at once: `the two presidents nisba N and-nisba N`.
"""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import BEH, FEH, HEH, KAF, LAM, MEEM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.coordinated_mentions import also_at, counterparts_at, several_at, without_state
from mithaq.extraction.mentions.known_officials import is_last_name, state_of_office
from mithaq.extraction.mentions.name_words import LIKELY, SURE, UNKNOWN, foreign_given, is_known, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.person_mention import Mention, memorial_before, name_after, name_at, titles_at
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.mentions.positions import parse_position
from mithaq.extraction.particles import AL, IN
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.groups import group, only

__all__ = ["find_mentions"]

_COMMA = ","
_NEAR = 50  # mentions looked back at
_RULERS = frozenset({"monarch", "headOfState"})
_SERVING = frozenset({"adviser", "spokesperson"})
_ADJUNCT = 8  # words at most between a post and its holder, where an adjunct stands between
_COMPLEMENT = 7  # words at most between the name of whom a post serves and its holder's
_SENT = frozenset({"ambassador", "consul", "chargeDaffaires"})
_GOVERNING = _RULERS | {
    "headOfGovernment", "crownPrince", "speakerOfParliament", "foreignMinister", "interiorMinister", "defenceMinister",
    "justiceMinister", "financeMinister", "energyMinister", "minister",
}  # fmt: skip


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
    if word.kind != "word":
        return []
    group = _plural_of(doc, i)
    if group:
        kind, singular, proclitics = group
        if kind == "counterpart":
            return counterparts_at(doc, i, proclitics, before)
        several = several_at(doc, i, singular, proclitics, end)
        if several:
            return several
    if also := also_at(doc, i, before):
        return also
    found = (_titled(doc, i, end) if i in doc.hits else None) or _raw(doc, i, end, before)
    found = found or _holder(doc, i, end, before)
    if found and not memorial_before(doc, i):
        return _inner_holder(doc, found, end) or [_deputy_of(doc, found, before)]
    return []


def _inner_holder(doc: Document, mention: Mention, end: int) -> list[Mention]:
    """Two persons where a post names whom it serves: the adviser of President N for political affairs, M; a spokesman
    of minister N. Empty where the name is that of the holder."""
    post = mention.posts[-1] if mention.named and mention.posts else None
    if post is None or post.concept not in _SERVING or post.end > mention.name_start:
        return []
    at = next((k for k in post.words[1:] if doc.find(k, "role") is not None), None)
    served = parse_position(doc, at) if at is not None else None
    if served is None or served.end != post.end or served.proclitics:
        return []
    inner = Mention(served.start, mention.name_end, mention.name_start, mention.name_end, [served], rule=mention.rule)
    k = mention.name_end
    while k < end and k < mention.name_end + _COMPLEMENT and doc.texts[k] != _COMMA and _complements(doc, k):
        k += 1
    name = name_after(doc, k, end) if k > mention.name_end and doc.texts[k : k + 1] == [_COMMA] else None
    if name is None:
        indefinite = not doc.words[post.start].definite and doc.texts[post.words[1]] == only("in the name of")
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
    if post is None or last is None or not last.posts or last.end != mention.start or post.proclitics != WAW:
        return mention
    word = doc.label(post.start, post.start + 1, 1)
    if post.concept != "deputyHead" or len(post.words) > 1 or not word.endswith(HEH):
        return mention
    of = last.posts[-1]
    words = (post.start, *without_state(doc, of))
    full = replace(post, words=words, state=of.state, bodies=of.bodies, complete=of.complete, head=word[:-1])
    return replace(mention, posts=[refine(doc, full)])


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
    weak = all(kind in ("person", "profession") for kind in kinds)
    if weak and stop - start == 1 and name_likelihood(doc.words[start]) < LIKELY:
        return None
    return _with_posts(doc, Mention(i, stop, start, stop, [], kinds, proclitics), end)


def _head(doc: Document, i: int, end: int) -> tuple[int, tuple[str, ...], str, list[PositionMention], int]:
    """Titles and posts from word `i` on: (index after the titles, their kinds, proclitics, posts, index after them)."""
    j, kinds, proclitics = titles_at(doc, i, inner=False)
    role = doc.find(i, "role")
    if role and kinds and role.end >= j and not name_at(doc, j):
        j, kinds = i, ()  # the words are a post rather than a title
    posts, k = _posts(doc, j, end, first=j == i)
    if posts or j == i or name_at(doc, j):
        return j, kinds, proclitics, posts, k
    if role:
        posts, k = _posts(doc, i, end, first=True)
        return (i, (), proclitics, posts, k) if posts else (j, kinds, proclitics, posts, k)
    inner = next((t for t in range(i + 1, j) if (hit := doc.find(t, "role")) and hit.end >= j), None)
    if inner is not None:  # (His Excellency) the ambassador of
        posts, k = _posts(doc, inner, end, first=False)
    return j, kinds, proclitics, posts, k


def _posted(
    doc: Document, i: int, end: int, posts: list[PositionMention], k: int, kinds: tuple[str, ...], proclitics: str
) -> Mention | None:
    """The mention of posts that end before word `k`, with the name of their holder where it follows."""
    last = posts[-1]
    if not kinds:
        proclitics = posts[0].proclitics
    if proclitics.endswith(LAM) and posts[0].complete and _comprised(doc, i, posts[0].end, end):
        return Mention(i, posts[0].end, i, i, posts[:1], kinds, proclitics, rule="post")
    after, more, _ = titles_at(doc, k, inner=True)
    name = None if last.predicate else _holder_after(doc, after, end, last)
    bare = len(posts) == 1 and len(last.words) == 1 and not last.definite and not last.complete
    if name and bare and name[0] == k and not kinds and _first_name(doc, i):
        return None  # Amina Muhammad, and no secretary of that name
    if name and not _of_another(doc, i, last, name, after, more):
        mention = Mention(i, name[1], *name, posts, kinds + more, proclitics)
        return _with_same(doc, mention, end)
    if any(p.complete for p in posts) or kinds or _the_holder(posts):
        complete = [p for p in posts if p.complete] or posts
        return Mention(i, last.end, i, i, complete, kinds, proclitics, rule="post")
    return None


def _of_another(
    doc: Document, i: int, post: PositionMention, name: tuple[int, int], after: int, titles: tuple[str, ...]
) -> bool:
    """Whether the name after a post and `titles` is somebody else's than the holder's."""
    if name[0] > after and i and doc.texts[i - 1] in group("child"):
        return True  # (the son of) the president, N
    if after == post.end and (following := parse_position(doc, after)) and following.complete:
        return True  # (the king received) the president of
    if "royal" in titles and post.concept == "headOfState":
        return True  # the president (told) His Highness the prince
    # what an incomplete post is of, rather than who holds it
    return not post.complete and not post.definite and not _given(doc, name[0])


def _comprised(doc: Document, i: int, k: int, end: int) -> bool:
    """Whether a post with li- at word `i` says whose delegation or party it is, and those in it follow at word `k`."""
    low, _ = doc.sentences[doc.sentence(i)]
    if not any(v.event_class == "comprise" for j in range(low, i) for v in doc.words[j].verbs):
        return False
    start, _, _ = titles_at(doc, k, inner=True)
    name = name_after(doc, start, end, comma=False)
    return doc.find(k, "role") is not None or (name is not None and _own_post(doc, name[1], end))


def _holder_after(doc: Document, k: int, end: int, post: PositionMention) -> tuple[int, int] | None:
    """The name of a post's holder at word `k`, or past an adjunct of the post: a participle and what it governs (the
    leader of the party descended from the movement N), for envoys also where they serve (in the Sahara N)."""
    if found := _known_holder(doc, k, post) or name_after(doc, k, end):
        return found
    if k + 3 >= end or not post.complete or not post.definite:
        return None
    word = doc.words[k]
    governing = (_participle(word) and _governs(doc, k + 1)) or (_participle(doc.words[k - 1]) and _governs(doc, k))
    place = word.text == IN and post.kind == "envoy" and doc.words[k + 1].definite
    if not governing and not place:
        return None
    for j in range(k + 1, min(k + _ADJUNCT, end)):
        here = doc.words[j]
        start, kinds, _ = titles_at(doc, j, inner=True)
        named = bool(kinds) or here.given_count >= 20 or foreign_given(here)
        if named and name_end(doc, start, titled=True) > start + 1:
            return name_after(doc, start, end, comma=False)
        if here.kind != "word" or (here.verbs and not here.pos) or here.text in group("that"):
            return None
    return None


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
    return (k, k + 1) if not further and state_of_office(doc, name, post.concept) else None


def _the_holder(posts: list[PositionMention]) -> bool:
    """Whether a post without its complement speaks of somebody known: the minister, the ambassador."""
    return len(posts) == 1 and posts[0].definite and len(posts[0].words) == 1


def _first_name(doc: Document, i: int) -> bool:
    """Whether word `i`, which is a post's, is a given name too, with or without and-."""
    word = doc.words[i]
    return word.given_count >= 10 or (word.text[0] == WAW and doc.lexicon.word(word.text[1:]).given_count >= 10)


def _given(doc: Document, i: int) -> bool:
    word = doc.words[i]
    return word.given_count >= 10 or doc.find(i, "official") is not None


def _posts(doc: Document, i: int, end: int, *, first: bool) -> tuple[list[PositionMention], int]:
    """Posts one after another from word `i` on: (the posts, index after them)."""
    posts: list[PositionMention] = []
    j = i
    while j < end:
        post = parse_position(doc, j)
        if post is None:
            break
        if post.proclitics and (posts or not first) and not (posts and _chains(doc, posts, post, before_name=first)):
            break
        if posts and not posts[-1].complete and not posts[-1].definite:
            break
        if posts and {posts[-1].concept, post.concept} == _RULERS:
            break  # the king (received) the president of X, the sultan and the president: two persons
        if posts and post.proclitics and posts[-1].concept in _RULERS and post.concept in _RULERS:
            break
        if posts and posts[-1].concept in _RULERS and post.concept.endswith("Minister"):
            break  # (the sultan sent) the minister
        if posts and post.state and posts[-1].state and post.state != posts[-1].state:
            break  # of another state: another person's
        if posts and {posts[-1].concept, post.concept} == {"headOfState", "headOfGovernment"}:
            break  # the president appoints the prime minister; he is not one
        if posts and _of_two(posts[-1], post):
            break
        if posts and (title := doc.find(j, "title")) and title.end >= post.end and name_at(doc, title.end):
            break  # a title before the name rather than one more post
        posts.append(post)
        j = post.end
        k, _, _ = titles_at(doc, j, inner=True)
        if k > j and doc.find(k, "role"):
            j = k
    return posts, j


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
    if post.proclitics != WAW or posts[-1].nisba or not post.complete:
        return False
    k, _, _ = titles_at(doc, post.end, inner=True)
    name = name_after(doc, k, len(doc.words), comma=before_name)
    return (name is not None) == before_name


def _with_same(doc: Document, mention: Mention, end: int) -> Mention:
    """Add the post after a name that says in full the bare one before it: the president N, president of X."""
    bare = mention.posts[-1]
    if len(mention.posts) > 1 or len(bare.words) > 1 or bare.nisba or bare.state:
        return mention
    full = _with_posts(doc, replace(mention, posts=[]), end)
    same = [p for p in full.posts if p.concept == bare.concept and p.state]
    return replace(full, posts=[bare, *full.posts], rule=mention.rule) if same else mention


def _with_posts(doc: Document, mention: Mention, end: int) -> Mention:
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
    if k >= end or k in doc.in_date:
        return mention
    k, kinds, _ = titles_at(doc, k, inner=True) if not doc.find(k, "role") else (k, (), "")
    head = doc.find(k, "role")
    if head is None or head.proclitics:
        return mention
    posts, after = _posts(doc, k, end, first=False)
    while posts and after + 1 < end and doc.texts[after] == _COMMA:  # P, P, where nobody follows whose the last were
        more, then = _posts(doc, after + 1, end, first=False)
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
    if not comma and _of_next(doc, posts, after, end):
        return mention
    if name and not ((sign or next_titles > after) and _own_post(doc, name[1], end)):
        return mention  # the post belongs to the name after it
    mention.posts += posts
    mention.end = posts[-1].end
    mention.titles += kinds
    mention.rule = "name-title"
    return mention


def _of_next(doc: Document, posts: list[PositionMention], after: int, end: int) -> bool:
    """Whether a bare post after a name without a comma (N the president M) is that of the last name after it."""
    post = posts[0]
    if len(posts) > 1 or len(post.words) > 1 or post.nisba or post.state or after >= end:
        return False
    word = doc.words[after]
    named = (
        (word.definite and word.surname_count > 0) or name_likelihood(word) == UNKNOWN or is_last_name(doc.texts[after])
    )
    return _known_holder(doc, after, post) is not None or (named and not word.verbs and not word.function_class)


def _own_post(doc: Document, k: int, end: int) -> bool:
    """Whether a post of its own follows a name that ends at word `k`."""
    k += k < end and doc.texts[k] == _COMMA
    head = doc.find(k, "role") if k < end else None
    return head is not None and not head.proclitics and any(p.complete for p in _posts(doc, k, end, first=False)[0])


def _raw(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name without a title: two sure words at least, or one that the authority table has."""
    word, cut = doc.words[i], 0
    known = doc.find(i, "official")
    if known is not None and len(known.proclitics) == 1 and known.end - i > 1:  # and-N
        stop = max(known.end, name_end(doc, i, titled=False, first=doc.lexicon.word(word.text[1:])))
        return _with_posts(doc, Mention(i, stop, i, stop, [], (), known.proclitics, 1, rule="name"), end)
    if doc.find(i, "role") and word.given_count < 60:
        return None
    if word.definite and i and doc.words[i - 1].definite and not doc.words[i - 1].verbs:
        return None  # its adjective (the Pacific Ocean)
    if (name_likelihood(word) < LIKELY or not word.given_count) and not (
        word.function_class == "prep" and name_end(doc, i, titled=False) > i + 1
    ):
        if word.text[0] not in WAW + FEH + LAM + BEH + KAF or len(word.text) < 4:
            return None
        inner = doc.lexicon.word(word.text[1:])
        if inner.text in group("compound first") and i + 1 < end and doc.words[i + 1].definite:
            inner = doc.lexicon.word(inner.text + doc.texts[i + 1])  # li-Abd al-X
        sure = inner.given_count >= 60 and i + 1 < end and name_likelihood(doc.words[i + 1]) >= LIKELY
        if (
            name_likelihood(inner) < SURE
            or not inner.given_count
            or word.function_class
            or ((word.pos or word.verbs) and not sure)
        ):
            return None
        word, cut = inner, 1
    stop = min(name_end(doc, i, titled=False, first=word), end)
    if stop - i < 2 or _surname_said(doc, i, stop, before):
        return None
    proclitics = doc.words[i].text[:cut]
    mention = Mention(i, stop, i, stop, [], (), proclitics, cut, rule="name")
    return _with_posts(doc, mention, end)


def _surname_said(doc: Document, i: int, stop: int, before: list[Mention]) -> bool:
    """Whether word `i` is the surname of somebody named before, and the one word after it, which the dictionary has,
    no more of a name: to Aoun greetings."""
    after = doc.words[i + 1]
    if stop != i + 2 or not after.pos or name_likelihood(after) >= SURE:
        return False
    return any(m.name_end - m.name_start > 1 and doc.texts[m.name_end - 1] == doc.texts[i] for m in before[-_NEAR:])


def _listed(doc: Document, i: int, before: list[Mention]) -> bool:
    """Whether word `i` is and- with the next name of a list: after a comma, or right after a person."""
    word = doc.words[i]
    if word.text[0] != WAW or len(word.text) < 4 or not i:
        return False
    follows = bool(before) and before[-1].end == i
    comma = doc.texts[i - 1] == _COMMA
    return (word.has_conjunction and comma) or ((comma or follows) and not word.given_count and not word.pos)


def _led_to(doc: Document, i: int) -> bool:
    """Whether a person may well be named at word `i`: after a verb in the singular, with, between, or a sign."""
    if not i:
        return True
    before = doc.words[i - 1]
    if any(v.number == "s" for v in before.verbs):
        return True
    return before.text in group("with") or before.text in group("between") or before.kind == "sign"


def _holder(doc: Document, i: int, end: int, before: list[Mention]) -> Mention | None:
    """A name of which only the first word is known for one (Joseph Votel), be it a place as well (Victoria Nuland), or
    none after a verb, where a post follows it in apposition."""
    word, cut = doc.words[i], 0
    if _listed(doc, i, before):  # and-N, P, in a list
        word, cut = doc.lexicon.word(word.text[1:]), 1
    chinese = (
        word.given_count >= 10
        and i + 1 < end
        and doc.words[i + 1].given_count >= 5
        and not doc.words[i + 1].surname_count
    )
    after = doc.words[i + 1] if i + 1 < end else word
    foreign = (
        word.given_count >= 5
        and word.given_count > 5 * word.surname_count
        and name_likelihood(after) == UNKNOWN
        and not after.zipf
    )
    # a noun that is a given name too, right after a verb and before a sure name (said Hissa N, the ambassador)
    borne = word.given_count >= 10 and _led_to(doc, i) and after.given_count >= 60 and name_likelihood(after) >= SURE
    if any(not (foreign and hit.entry.category in ("place", "capital")) for hit in doc.hits.get(i, ())):
        return None
    if (
        word.definite
        or (word.pos and not (chinese or foreign or borne))
        or word.function_class
        or word.verbs
        or (word.has_conjunction and (not _led_to(doc, i) or is_known(doc.lexicon.word(word.text[1:]))))
    ):
        return None
    after_verb = cut > 0 or _led_to(doc, i)
    known = name_likelihood(word) >= (UNKNOWN if after_verb else LIKELY) and (word.given_count >= 3 or after_verb)
    known |= borne
    stop = min(name_end(doc, i, titled=True, first=word if cut else None), end) if known or foreign else i
    if stop - i < 2 or _surname_said(doc, i, stop, before) or (word.given_count < 20 and is_last_name(word.text)):
        return None
    mention = _with_posts(doc, Mention(i, stop, i, stop, [], (), doc.words[i].text[:cut], cut, rule="name"), end)
    return mention if mention.posts else None
