"""Persons as the text presents them: titles, posts and names in either order, chained and coordinated.

Orders read here, T title, P post, N name, each repeated at will: `T P T N`, `P, N`, `T N P`, `T N, P P`,
`counterpart nisba, N`, and several at once: `the two presidents nisba N and-nisba N`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pyarabic.araby import BEH, FEH, HEH, KAF, LAM, WAW, YEH

from loader.extraction.adjectives import status_word
from loader.extraction.document import Document
from loader.extraction.names import LIKELY, SURE, UNKNOWN, name_end, strength
from loader.extraction.particles import AL, FROM, WAL
from loader.extraction.post_phrase import PostPhrase, refine
from loader.extraction.posts import parse_post
from loader.language.fold import key
from loader.lexicon import Nisba
from loader.lexicon.groups import group

__all__ = ["Mention", "find_mentions", "subject_of"]

_COMMA = ","
_RULERS = frozenset({"monarch", "headOfState"})


@dataclass(slots=True)
class Mention:
    """A person in the text, or a post that stands for its holder (`name_start == name_end`).

    `start` and `end` take in titles and posts, `name_start` and `name_end` the name alone; `cut` is how many letters
    of its first word are proclitics. `counterpart` marks a post inherited from the person before.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    posts: list[PostPhrase] = field(default_factory=list)
    titles: tuple[str, ...] = ()
    proclitics: str = ""
    cut: int = 0
    counterpart: Nisba | None = None
    source: Mention | None = None
    rule: str = "title-name"
    person: int = -1

    @property
    def named(self) -> bool:
        return self.name_end > self.name_start


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
            counterpart = _counterpart(doc, i, proclitics, before)
            return [counterpart] if counterpart else []
        several = _several(doc, i, singular, proclitics, end)
        if several:
            return several
    if _memorial(doc, i):
        return []
    has_hits = i in doc.hits
    if has_hits:
        titled = _titled(doc, i, end)
        if titled:
            return [titled]
    raw = _raw(doc, i, end) or _holder(doc, i, end)
    return [raw] if raw else []


def _plural_of(doc: Document, i: int) -> tuple[str, str, str] | None:
    hit = doc.find(i, "plural")
    return (*hit.entry.value, hit.proclitics) if hit else None


def _titles(doc: Document, i: int, *, inner: bool) -> tuple[int, tuple[str, ...], str]:
    """Titles that start at word `i`: (index after them, their kinds, proclitics)."""
    j, kinds, proclitics = i, [], ""
    while True:
        hit = doc.find(j, "title")
        if hit is None or (hit.proclitics and (j > i or inner)):
            break
        kind = hit.entry.value.removesuffix(" noun")
        if hit.entry.value == "rank part" and "rank" not in kinds:
            break
        if kind != hit.entry.value:
            after = doc.words[hit.end] if hit.end < len(doc.words) else None
            if after is None or not (after.given >= 60 or doc.find(hit.end, "title", "role", "official")):
                break
        if j == i:
            proclitics = hit.proclitics
        kinds.append(kind)
        j = hit.end
        if j < len(doc.words) and (doc.texts[j] in ("/", "_") or (doc.texts[j] == "." and len(doc.texts[j - 1]) == 1)):
            j += 1
    return j, tuple(kinds), proclitics


def _titled(doc: Document, i: int, end: int) -> Mention | None:
    j, kinds, proclitics = _titles(doc, i, inner=False)
    role = doc.find(i, "role")
    if role and kinds and role.end >= j and not _name_at(doc, j):
        j, kinds = i, ()  # the words are a post rather than a title
    posts, k = _posts(doc, j, end, first=j == i)
    if not posts and role and j > i and not _name_at(doc, j):
        posts, k = _posts(doc, i, end, first=True)
        if posts:
            j, kinds = i, ()
    if posts:
        if not kinds:
            proclitics = posts[0].proclitics
        after, more, _ = _titles(doc, k, inner=True)
        name = None if posts[-1].predicate else _name_after(doc, after, end)
        if name and not posts[-1].complete and not posts[-1].definite and not _given(doc, name[0]):
            name = None  # what an incomplete post is of, rather than who holds it
        if name:
            start, stop = name
            mention = Mention(i, stop, start, stop, posts, kinds + more, proclitics)
            return mention
        if any(p.complete for p in posts) or kinds or _the_holder(posts):
            complete = [p for p in posts if p.complete] or posts
            return Mention(i, posts[-1].end, i, i, complete, kinds, proclitics, rule="post")
        return None
    if not kinds:
        return None
    name = _name_after(doc, j, end, comma=False)
    if not name:
        return None
    start, stop = name
    weak = all(k in ("person", "profession") for k in kinds)
    if weak and stop - start == 1 and strength(doc.words[start]) < LIKELY:
        return None
    mention = Mention(i, stop, start, stop, [], kinds, proclitics)
    return _with_posts(doc, mention, end)


def _the_holder(posts: list[PostPhrase]) -> bool:
    """Whether a post without its complement speaks of somebody known: the minister, the ambassador."""
    return len(posts) == 1 and posts[0].definite and len(posts[0].words) == 1


def _given(doc: Document, i: int) -> bool:
    word = doc.words[i]
    return word.given >= 10 or doc.find(i, "official") is not None


def _memorial(doc: Document, i: int) -> bool:
    """Whether what stands before word `i` is a noun that is called after persons (the university of King ...)."""
    return i > 0 and any((not article and stem in group("memorial")) for _, stem, article in doc.words[i - 1].stems)


def _name_at(doc: Document, j: int) -> bool:
    j += j < len(doc.words) and doc.texts[j] == '"'
    return j < len(doc.words) and name_end(doc, j, titled=True) > j


def _posts(doc: Document, i: int, end: int, *, first: bool) -> tuple[list[PostPhrase], int]:
    """Posts one after another from word `i` on: (the posts, index after them)."""
    posts: list[PostPhrase] = []
    j = i
    while j < end:
        post = parse_post(doc, j)
        if post is None:
            break
        if post.proclitics and (posts or not first) and not (posts and _chains(doc, posts, post, before_name=first)):
            break
        if posts and not posts[-1].complete and not posts[-1].definite:
            break
        if posts and post.proclitics and {posts[-1].concept, post.concept} <= _RULERS:
            break  # the sultan and the president are two
        if posts and posts[-1].concept in _RULERS and post.concept.endswith("Minister"):
            break  # (the sultan sent) the minister
        if posts and post.state and posts[-1].state and post.state != posts[-1].state:
            break  # of another state: another person's
        if posts and {posts[-1].concept, post.concept} == {"headOfState", "headOfGovernment"}:
            break  # the president appoints the prime minister; he is not one
        if posts and (title := doc.find(j, "title")) and title.end >= post.end and _name_at(doc, title.end):
            break  # a title before the name rather than one more post
        posts.append(post)
        j = post.end
        k, _, _ = _titles(doc, j, inner=True)
        if k > j and doc.find(k, "role"):
            j = k
    return posts, j


def _chains(doc: Document, posts: list[PostPhrase], post: PostPhrase, *, before_name: bool) -> bool:
    """Whether `and` before a post adds it to the same person's: before a name, with no state named so far; after a
    name, where no other follows."""
    if post.proclitics != WAW or posts[-1].nisba or not post.complete:
        return False
    k, _, _ = _titles(doc, post.end, inner=True)
    name = _name_after(doc, k, len(doc.words), comma=before_name)
    return (name is not None) == before_name


def _name_after(doc: Document, k: int, end: int, *, comma: bool = True) -> tuple[int, int] | None:
    """The name at word `k`, or after a comma or an opening bracket there when it is set off on both sides."""
    if k >= end or _memorial(doc, k):
        return None
    if _adjectival(doc, k, end):
        k += 1
    stop = min(name_end(doc, k, titled=True), end)
    if stop == k + 1 and doc.words[k].nisbas and not doc.words[k].definite and not doc.words[k - 1].definite:
        return None  # a Turkish minister of defence
    if stop > k:
        return k, stop
    if k + 2 < end and doc.texts[k] == '"':
        start, _, _ = _titles(doc, k + 1, inner=True)
        stop = min(name_end(doc, start, titled=True), end)
        if stop > start and stop < end and doc.texts[stop] == '"':
            return start, stop
    if comma and k + 1 < end and doc.texts[k] in (_COMMA, "-", ":") and not doc.words[k + 1].joined:
        start, _, _ = _titles(doc, k + 1, inner=True)
        start += doc.texts[start] == '"'
        if parse_post(doc, start) is not None:
            return None
        stop = min(name_end(doc, start, titled=True), end)
        if stop > start and _set_off(doc, start, stop, end):
            return start, stop
    return None


def _adjectival(doc: Document, k: int, end: int) -> bool:
    """Whether word `k` is an adjective of relation before a given name (the Ottoman Mehmed), not the name's first."""
    word = doc.words[k]
    if not word.definite or word.given >= 3 or k + 1 >= end:
        return False
    if word.surname and not word.text.endswith((YEH, YEH + HEH)):
        return False
    after = doc.words[k + 1]
    if (role := doc.find(k + 1, "role")) and role.end < end and doc.words[role.end].definite:
        return False  # a post follows: the word is the name
    return after.given >= 10 and strength(after) >= LIKELY and not after.definite


def _set_off(doc: Document, start: int, stop: int, end: int) -> bool:
    """Whether a name after a comma ends as an apposition does: at a sign, a verb, a preposition or a date."""
    if stop >= end:
        return True
    after = doc.words[stop]
    if sum(strength(doc.words[k]) >= LIKELY for k in range(start, stop)) >= 2:
        return True
    return after.kind != "word" or bool(after.verbs) or bool(after.cls) or stop in doc.in_date or bool(after.pos)


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
    k, kinds, _ = _titles(doc, k, inner=True) if not doc.find(k, "role") else (k, (), "")
    head = doc.find(k, "role")
    if head is None or head.proclitics:
        return mention
    posts, after = _posts(doc, k, end, first=False)
    while posts and after + 1 < end and doc.texts[after] == _COMMA:  # P, P, where nobody follows whose the last were
        more, then = _posts(doc, after + 1, end, first=False)
        if not more or not all(p.complete for p in more) or more[0].proclitics:
            break
        t, _, _ = _titles(doc, then + (then < end and doc.texts[then] == _COMMA), inner=True)
        if _name_after(doc, t, end, comma=False) or (then < end and doc.texts[then] != _COMMA):
            break
        posts, after = [*posts, *more], then
    posts = [p for p in posts if p.complete]
    if not posts:
        return mention
    # right after the subject of a verb of meeting stands the post of whom he met, whose name may follow a comma
    met = not comma and any(v.frame in ("meet", "receive") for v in doc.words[mention.start - 1].verbs)
    sign = met and after + 1 < end and doc.texts[after] == _COMMA
    next_titles, _, _ = _titles(doc, after + sign, inner=True)
    name = _name_after(doc, next_titles, end, comma=False)
    if name and not (sign and _own_post(doc, name[1], end)):
        return mention  # the post belongs to the name after it
    mention.posts += posts
    mention.end = posts[-1].end
    mention.titles += kinds
    mention.rule = "name-title"
    return mention


def _own_post(doc: Document, k: int, end: int) -> bool:
    """Whether a post of its own follows a name that ends at word `k`."""
    k += k < end and doc.texts[k] == _COMMA
    head = doc.find(k, "role") if k < end else None
    return head is not None and not head.proclitics and any(p.complete for p in _posts(doc, k, end, first=False)[0])


def _raw(doc: Document, i: int, end: int) -> Mention | None:
    """A name without a title: two sure words at least."""
    word, cut = doc.words[i], 0
    if doc.find(i, "role") and word.given < 60:
        return None
    if (strength(word) < LIKELY or not word.given) and not (
        word.cls == "prep" and name_end(doc, i, titled=False) > i + 1
    ):
        if word.text[0] not in WAW + FEH + LAM + BEH + KAF or len(word.text) < 4:
            return None
        inner = doc.lexicon.word(word.text[1:])
        if inner.text in group("compound first") and i + 1 < end and doc.words[i + 1].definite:
            inner = doc.lexicon.word(inner.text + doc.texts[i + 1])  # li-Abd al-X
        sure = inner.given >= 60 and i + 1 < end and strength(doc.words[i + 1]) >= LIKELY
        if strength(inner) < SURE or not inner.given or word.cls or ((word.pos or word.verbs) and not sure):
            return None
        word, cut = inner, 1
    stop = min(name_end(doc, i, titled=False, first=word), end)
    if stop - i < 2:
        return None
    proclitics = doc.words[i].text[:cut]
    mention = Mention(i, stop, i, stop, [], (), proclitics, cut, rule="name")
    return _with_posts(doc, mention, end)


def _holder(doc: Document, i: int, end: int) -> Mention | None:
    """A name of which only the first word is known for one (Joseph Votel), or none after a verb, where a post follows
    it in apposition."""
    word = doc.words[i]
    chinese = word.given >= 10 and i + 1 < end and doc.words[i + 1].given >= 5 and not doc.words[i + 1].surname
    if word.definite or (word.pos and not chinese) or word.cls or word.verbs or word.joined or doc.hits.get(i):
        return None
    after_verb = i > 0 and any(v.number == "s" for v in doc.words[i - 1].verbs)
    if strength(word) < (UNKNOWN if after_verb else LIKELY) or (word.given < 3 and not after_verb):
        return None
    stop = min(name_end(doc, i, titled=True), end)
    if stop - i < 2:
        return None
    mention = _with_posts(doc, Mention(i, stop, i, stop, [], (), rule="name"), end)
    return mention if mention.posts else None


def _counterpart(doc: Document, i: int, proclitics: str, before: list[Mention]) -> Mention | None:
    """`his counterpart` + nisba + name: the post of the person before, for another state."""
    nisba = None
    j = i + 1
    if j < len(doc.words):
        nisba = next((n for n in doc.words[j].nisbas if n.definite and not n.proclitics), None)
        j += nisba is not None
    if nisba is None:
        return None
    source = _listed_before(doc, i, proclitics, before) or subject_of(doc, i, before)
    source = source or next((m for m in reversed(before) if m.posts), None)
    status = status_word(doc.words[j]) if j < len(doc.words) else None
    j += status is not None
    k, kinds, _ = _titles(doc, j, inner=True)
    name = _name_after(doc, k, len(doc.words))
    start, stop = name or (i, i)
    mention = Mention(i, stop if name else j, start, stop, [], kinds, proclitics, counterpart=nisba, rule="counterpart")
    mention.source = source
    if source:
        inherited = source.posts[-1]
        mention.posts = [
            replace(
                inherited,
                inherited=True,
                state=nisba.code or None,
                nisba=(i + 1,),
                status="" if status in (None, "none") else status,
            )
        ]
    return mention


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


def _several(doc: Document, i: int, singular: str, proclitics: str, end: int) -> list[Mention]:
    """Several holders under one head: `(portfolio) nisba N, nisba N and-nisba N` or `state N and-state N`."""
    head_word = doc.lexicon.word(key(singular))
    found = next(iter(h for h in doc.lexicon.phrases([head_word], 0) if h[4].category == "role"), None)
    if found is None:
        return []
    concept, kind, _ = found[4].value
    j = i + 1
    shared: list[int] = [i]
    while j < end and j - i < 8:
        word = doc.words[j]
        if word.kind != "word" or any(n.definite for n in word.nisbas) or doc.find(j, "state"):
            break
        portfolio = (
            word.text in doc.lexicon.portfolio_words or word.text.removeprefix(AL) in doc.lexicon.portfolio_words
        )
        if word.text in group("each") and j + 1 < end and doc.texts[j + 1] == FROM:
            j += 2
            break
        portfolio |= word.text in group("ruled")
        if not portfolio and not (word.text.startswith(WAL) and word.text[3:] in doc.lexicon.portfolio_words):
            break
        shared.append(j)
        j += 1
    if kind == "office" and len(shared) == 1 and not doc.words[i].definite:
        return []
    mentions: list[Mention] = []
    while j < end:
        if mentions and doc.texts[j] == _COMMA:
            j += 1
            continue
        start = j
        opening = doc.words[j]
        if opening.kind != "word":
            break
        nisba = next((n for n in opening.nisbas if n.definite and n.proclitics in ("", WAW)), None)
        state: str | None = None
        nisba_at: tuple[int, ...] = ()
        if nisba:
            state, nisba_at, j = nisba.code, (j,), j + 1
        else:
            hit = doc.find(j, "state")
            if hit and hit.proclitics in ("", WAW) and hit.article == hit.entry.definite:
                state, j = hit.entry.value, hit.end
        k, kinds, _ = _titles(doc, j, inner=True)
        first = None
        cut = 0
        if state is None and k == j and k < end and mentions and doc.texts[k][0] == WAW:
            first, cut = doc.lexicon.word(doc.texts[k][1:]), 1
        stop = min(name_end(doc, k, titled=True, first=first), end) if k < end else k
        if stop == k and k + 1 < end and doc.texts[k] == _COMMA and state:
            stop = name_end(doc, k + 1, titled=True)
            k, stop = (k + 1, stop) if stop > k + 1 else (k, k)
        if stop <= k:
            break
        if first is not None and strength(first) < UNKNOWN:
            break
        post = PostPhrase(
            i,
            shared[-1] + 1,
            concept,
            kind,
            tuple(shared),
            "",
            state,
            nisba_at,
            (),
            "",
            True,
            bool(state),
            head=singular,
        )
        post = refine(doc, post)
        mentions.append(
            Mention(
                i if not mentions else start,
                stop,
                k,
                stop,
                [post],
                kinds,
                proclitics if not mentions else WAW,
                cut,
                rule="coordinated",
            )
        )
        j = stop
    return mentions if len(mentions) > 1 or (mentions and mentions[0].posts[0].state) else []
