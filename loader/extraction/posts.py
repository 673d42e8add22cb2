"""Posts: where the phrase of a public position starts and ends, whose it is, and how it is held.

A post phrase is a head (minister, secretary-general, ambassador ...) and its complements. The grammar is that of the
Arabic noun phrase: after an indefinite noun a genitive must follow; a definite one may be followed by definite
adjectives, by a state's adjective, by a phrase with a preposition, and, in portfolios, by further definite nouns.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyarabic.araby import ALEF, BEH, HEH, KAF, LAM, WAW, YEH

from loader.extraction.adjectives import is_adjective, status_word
from loader.extraction.bodies import Body, parse_body
from loader.extraction.document import Document, Hit
from loader.extraction.names import LIKELY, SURE, UNKNOWN, name_end, strength
from loader.extraction.particles import AL, IN, WAL
from loader.extraction.post_phrase import PostPhrase, refine
from loader.language.fold import key
from loader.lexicon import Word, bare
from loader.lexicon.groups import group, only

__all__ = ["parse_post"]

_LONGEST = 22


@dataclass(slots=True)
class _Parse:
    """The state of reading one phrase: `open` while a genitive is owed, `closed` once an adjective of state ended
    it."""

    j: int
    open: bool
    words: list[int] = field(default_factory=list)
    nisba: list[int] = field(default_factory=list)
    states: list[tuple[str, bool]] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    complement: bool = False
    closed: bool = False
    where: bool = False


def parse_post(doc: Document, i: int) -> PostPhrase | None:
    """The post whose head stands at word `i`, or None."""
    head = doc.find(i, "role")
    if head is None or _given_name(doc, head):
        return None
    return _parse(doc, head)


def _parse(doc: Document, head: Hit) -> PostPhrase | None:
    concept, kind, own_state = head.entry.value
    words = doc.words
    last = words[head.end - 1]
    last_definite = head.article if head.end == head.start + 1 else last.text.startswith(AL)
    one_word = head.end == head.start + 1
    fixed = kind == "full" and not one_word
    accusative = one_word and not last_definite and last.text.endswith(ALEF) and _accusative(doc, head)
    p = _Parse(head.end, open=not last_definite and not fixed and not accusative)
    p.words += range(head.start, head.end)
    end_limit = min(len(words), head.start + _LONGEST)
    whole: tuple[int, int] | None = None  # the longest phrase so far that owes nothing: its end, its words
    while p.j < end_limit and p.j not in doc.in_date and _step(doc, p, kind, fixed):
        if not p.open:
            whole = p.j, len(p.words)
    if p.open and whole is not None:
        p.j, p.open = whole[0], False
        del p.words[whole[1] :]
    status, end = _trailing_status(doc, p.j, concept)
    state = next((c for c, own in p.states if own), None) or own_state
    complete = (not p.open and (fixed or p.complement or bool(p.nisba) or bool(state))) or (
        kind == "full" and last_definite
    )
    return refine(
        doc,
        PostPhrase(
            head.start,
            end,
            concept,
            kind,
            tuple(p.words),
            head.proclitics,
            state,
            tuple(p.nisba),
            tuple(p.bodies),
            status,
            definite=last_definite or not p.open,
            complete=complete,
            predicate=accusative or head.proclitics.endswith(KAF),
        ),
    )


def _accusative(doc: Document, head: Hit) -> bool:
    """Whether a head is written in the accusative: one of the forms that the table has without the final alef."""
    return bare(doc.texts[head.start][len(head.proclitics) :]) == key(head.entry.form) and head.entry.form.endswith(
        ALEF
    )


def _given_name(doc: Document, head: Hit) -> bool:
    """Whether a title of rulers without the article is a given name: (Amir) Said, (Sultan) ibn Ahmad."""
    if head.article or head.end != head.start + 1 or head.end >= len(doc.words) or head.entry.value[0] != "monarch":
        return False
    after = doc.words[head.end]
    return after.text in group("father") or (after.given >= 60 and not after.definite)


def _trailing_status(doc: Document, j: int, concept: str) -> tuple[str, int]:
    status = ""
    while j < len(doc.words):
        found = status_word(doc.words[j])
        then = doc.texts[j : j + 3]
        if (
            found is None
            and len(then) == 3
            and then[0] == IN
            and (then[1] in group("then") or then[2] in group("then"))
        ):
            found, j = "former", j + (1 if then[1] in group("then") else 2)
        if found is None:
            break
        if found == "designate" and doc.words[j].text in group("charged"):
            found = "designate" if concept == "headOfGovernment" else "acting"
        status = status or ("" if found == "none" else found)
        j += 1
    return status, j


def _step(doc: Document, p: _Parse, kind: str, fixed: bool) -> bool:
    """Take the next words into the phrase; False when it has ended."""
    j, words = p.j, doc.words
    word = words[j]
    if word.kind == "sign":
        return _quoted(doc, p)
    if word.kind != "word":
        return False
    if p.open:
        return _genitive(doc, p)
    nisba = next((n for n in word.nisbas if n.definite and not n.proclitics and n.number == "s"), None)
    if nisba and not (word.given and p.closed):
        if (nisba.code and not p.bodies) or nisba.code:
            p.states.append((nisba.code, not p.where))
            p.nisba.append(j)
        p.j, p.closed = j + 1, True
        return True
    if word.text in group("post tail"):  # (Moroccans) residing abroad
        p.words.append(j)
        p.j += 1
        return True
    status = None if doc.texts[j - 1].endswith(only("capital")) else status_word(word)
    if status is not None and j + 1 < len(words) and word.text in group("charged") and _clitic_noun(doc, j + 1, BEH):
        p.words += (j, j + 1)
        p.j, p.open, p.closed = j + 2, not _article_after(doc, j + 1, BEH), False
        return True
    if status is not None:
        after = words[j + 1] if j + 1 < len(words) else None
        if after is not None and after.kind == "word" and not p.closed and _attached(doc, j + 1, p, kind):
            p.j += 1
            return True
        return False
    if is_adjective(word):
        p.words.append(j)
        p.j += 1
        return True
    if _attached(doc, j, p, kind):
        return _prepositional(doc, p, kind)
    if word.text.startswith(WAL) and not p.closed and not fixed:
        return _coordinate(doc, p)
    if word.joined and p.complement and not p.closed and word.text[1:] in group("affairs"):
        p.words.append(j)  # and the affairs of (expatriates)
        p.j, p.open = j + 1, True
        return True
    if word.joined and p.complement and not p.closed:
        joined = (h for h in doc.hits.get(j, ()) if h.entry.category == "organization" and h.proclitics == WAW)
        body = next(joined, None)
        if body is not None and body.end < len(words) and words[body.end].text == ",":
            p.words += range(j, body.end)
            p.bodies.append((j, body.end))
            p.j = body.end
            return True
    if word.definite and not fixed and not p.closed and not doc.find(j, "role", "title"):
        return _apposed(doc, p)
    if fixed or p.complement:
        return _own_state(doc, p)
    return False


def _clitic_noun(doc: Document, j: int, letter: str) -> bool:
    """Whether word `j` is a proclitic and a noun."""
    return any(pro == letter for pro, _, _ in doc.words[j].stems[1:]) and not doc.words[j].whole


def _article_after(doc: Document, j: int, letter: str) -> bool:
    return any(pro == letter and article for pro, _, article in doc.words[j].stems[1:])


def _own_state(doc: Document, p: _Parse) -> bool:
    """A state right after a complete phrase: (head of the government of) Iraq."""
    if p.closed or p.states:
        return False
    hit = doc.find(p.j, "state")
    if hit is None or hit.proclitics or not _strict(hit):
        return False
    if doc.words[p.words[-1]].definite and len(p.words) > 1:
        return False
    p.states.append((hit.entry.value, True))
    p.words += range(hit.start, hit.end)
    p.j, p.closed = hit.end, True
    return True


def _strict(hit: Hit) -> bool:
    """A name is written with the article or without it, always alike."""
    return hit.article == hit.entry.definite and not hit.entry.ambiguous


def _genitive(doc: Document, p: _Parse) -> bool:
    """What an indefinite noun owes: a state, a body, a further post, a definite noun, or a noun that owes in turn."""
    j, words = p.j, doc.words
    word = words[j]
    if word.text == only("in the name of"):
        return _prepositional(doc, p, "office")
    hit = next(
        (
            h
            for h in doc.hits.get(j, ())
            if h.entry.category in ("state", "organization")
            and not h.proclitics
            and h.article == h.entry.definite
            and (h.entry.category == "state" or not h.entry.ambiguous)
        ),
        None,
    )
    if hit:
        if hit.entry.category == "state":
            p.states.append((hit.entry.value, True))
        else:
            p.bodies.append((hit.start, hit.end))
            if hit.entry.value.state:
                p.states.append((hit.entry.value.state, True))
        p.words += range(hit.start, hit.end)
        p.j, p.open, p.complement = hit.end, False, True
        return True
    body = parse_body(doc, j)
    if body and not body.proclitics and not doc.find(j, "role"):
        return _take_body(p, body, own=True)
    role = doc.find(j, "role")
    if role and not role.proclitics:
        p.words += range(role.start, role.end)
        p.j, p.complement = role.end, True
        if role.entry.value[2]:
            p.states.append((role.entry.value[2], True))  # (the ambassador of) the Custodian of the Two Holy Mosques
        p.open = not doc.words[role.end - 1].definite and not (role.entry.value[1] == "full" and role.end > j + 1)
        return True
    if word.definite and not word.text.startswith(WAW):
        p.words.append(j)
        p.j, p.open, p.complement = j + 1, False, True
        return True
    if word.cls or (word.verbs and not word.pos):
        return False
    if doc.find(j, "capital", "place") and not word.pos:
        p.words.append(j)
        p.j, p.open, p.complement = j + 1, False, True
        return True
    if doc.find(j, "body") or (strength(word) < LIKELY and (word.pos or word.zipf >= 2) and not word.verbs):
        p.words.append(j)
        p.j, p.complement = j + 1, True
        return True
    return False


def _take_body(p: _Parse, body: Body, *, own: bool) -> bool:
    p.words += body.words
    p.nisba += body.nisba
    p.bodies.append((body.start, body.end))
    if body.state:
        p.states.append((body.state, own))
    p.j, p.open, p.complement, p.closed = body.end, False, True, bool(body.nisba)
    return True


def _attached(doc: Document, j: int, p: _Parse, kind: str) -> bool:
    """Whether a prepositional phrase that belongs to the post starts at word `j`."""
    word = doc.words[j]
    if word.text == only("in the name of"):
        return True
    if word.text in group("envoy preposition"):
        if p.where or j + 1 >= len(doc.words):
            return False
        if kind != "envoy" and not _sent(doc, p):
            return word.text == IN and p.complement and _before_name(doc, j + 1)
        after = doc.find(j + 1, "state", "organization", "body", "place", "capital", "region")
        generic = kind == "envoy" and doc.texts[j + 1] in group("our country")
        return generic or (after is not None and not after.proclitics and j + 1 not in doc.in_date)
    if p.where or len(word.text) < 4:
        return False
    for pro, stem, article in word.stems[1:]:
        if pro not in (LAM, BEH):
            continue
        if pro == BEH and kind == "office" and p.closed:
            return False
        hit = next((h for h in doc.hits.get(j, ()) if h.proclitics == pro), None)
        if hit and hit.entry.category in ("state", "organization", "body", "role", "agreement"):
            if hit.entry.category in ("state", "organization") and hit.article != hit.entry.definite:
                continue
            if pro == BEH and hit.entry.category == "role":
                continue
            if pro == LAM and hit.entry.category == "state" and p.complement and _visiting(doc, p.words[0]):
                return False  # (the visit of) the minister of the interior to Kuwait
            if not (pro == BEH and hit.entry.category == "state" and kind == "envoy" and not p.states):
                return True
            continue
        if hit and hit.entry.category in ("capital", "place"):
            if kind == "envoy" and not p.where and hit.article == hit.entry.definite:
                return True
            continue
        if (pro == LAM and stem in group("affairs")) or (
            pro == BEH and article and AL + stem in group("side") and not p.where
        ):
            return True
        if pro == LAM and (article or (not p.closed and _plain_noun(doc.lexicon.word(stem)))) and not word.given:
            return True
        if pro == BEH and article and bare(stem) in doc.lexicon.portfolio_words and not p.closed:
            return True
    return False


def _visiting(doc: Document, start: int) -> bool:
    """Whether word `start` is the genitive of a noun for a visit."""
    hit = doc.find(start - 1, "event") if start else None
    return hit is not None and hit.entry.value[0] in ("visit", "tour")


def _before_name(doc: Document, j: int) -> bool:
    """Whether a state or a body at word `j` leads to a name: (minister of the interior in) Algeria, N."""
    hit = next(
        (
            h
            for h in doc.hits.get(j, ())
            if h.entry.category in ("state", "organization") and not h.proclitics and h.article == h.entry.definite
        ),
        None,
    )
    body = parse_body(doc, j)
    end = max(hit.end if hit else 0, body.end if body and not body.proclitics else 0)
    if not end:
        return False
    k = end + (end < len(doc.texts) and doc.texts[end] == ",")
    title = doc.find(k, "title")
    return title is not None or name_end(doc, k, titled=True) > k


def _sent(doc: Document, p: _Parse) -> bool:
    """Whether the phrase speaks of a mission or an office somewhere."""
    return any(
        h.entry.category == "body" and h.entry.value[0] == "embassy" for k in p.words for h in doc.hits.get(k, ())
    )


def _plain_noun(word: Word) -> bool:
    return bool(word.pos) and strength(word) < LIKELY and not word.verbs


def _prepositional(doc: Document, p: _Parse, kind: str) -> bool:
    j = p.j
    word = doc.words[j]
    if word.text in group("envoy preposition") or word.text == only("in the name of"):
        p.words.append(j)
        p.j += 1
        if word.text != only("in the name of"):
            p.where = True
        return _object(doc, p, kind)
    return _object(doc, p, kind, clitic=True)


def _object(doc: Document, p: _Parse, kind: str, clitic: bool = False) -> bool:
    """The noun phrase after a preposition."""
    j = p.j
    p.complement = True
    hits = [h for h in doc.hits.get(j, ()) if bool(h.proclitics) == clitic]
    hit = next(
        (
            h
            for h in hits
            if h.entry.category in ("state", "organization", "capital", "place", "region")
            and h.article == h.entry.definite
        ),
        None,
    )
    where = p.where or (clitic and kind == "envoy" and doc.texts[j][0] == BEH)
    role = next((h for h in hits if h.entry.category == "role"), None)
    if role and (hit is None or role.end > hit.end):
        p.words += range(j, role.end)
        p.j = role.end
        p.open = not doc.words[role.end - 1].definite and not (role.entry.value[1] == "full" and role.end > j + 1)
        if role.end == j + 1:
            p.open = not role.article
        return True
    if hit:
        if hit.entry.category == "state":
            p.states.append((hit.entry.value, not where))
        elif hit.entry.category == "organization":
            p.bodies.append((hit.start, hit.end))
            if hit.entry.value.state:
                p.states.append((hit.entry.value.state, not where))
        p.words += range(hit.start, hit.end)
        p.j, p.open = hit.end, False
        p.where = where
        return True
    body = parse_body(doc, j)
    if body and bool(body.proclitics) == clitic:
        return _take_body(p, body, own=not where)
    word = doc.words[j]
    p.closed = False
    p.words.append(j)
    p.j += 1
    definite = word.definite or any(article for pro, _, article in word.stems if pro)
    p.open = not definite
    return True


def _coordinate(doc: Document, p: _Parse) -> bool:
    """A further definite noun of a portfolio: (foreign affairs) and cooperation."""
    j = p.j
    word = doc.words[j]
    if not p.complement or any(n.definite and n.number == "s" for n in word.nisbas):
        return False
    if any(n.definite and n.number == "p" for n in word.nisbas):  # and the (Tunisians) abroad
        code = next(n.code for n in word.nisbas if n.number == "p")
        if code and not p.states:
            p.states.append((code, True))
        p.words.append(j)
        p.j += 1
        return True
    if any(h.entry.category in ("role", "title") for h in doc.hits.get(j, ())):
        return False
    stem = word.text[3:]
    known = stem in doc.lexicon.portfolio_words or AL + stem in doc.lexicon.portfolio_words
    if not known:
        organization = next((h for h in doc.hits.get(j, ()) if h.entry.category == "organization"), None)
        if organization is None:
            return False
        p.words += range(j, organization.end)
        p.j = organization.end
        return True
    p.words.append(j)
    p.j += 1
    return True


def _apposed(doc: Document, p: _Parse) -> bool:
    """A definite word after a definite one: an adjective, unless it is more of a name."""
    j = p.j
    word = doc.words[j]
    if word.text.startswith(WAW):
        return False
    stem = bare(word.text)
    if stem in doc.lexicon.portfolio_words or word.text in doc.lexicon.portfolio_words:
        p.words.append(j)
        p.j += 1
        return True
    if word.surname + word.given >= 5 or strength(word) in (SURE, LIKELY, UNKNOWN):
        return False
    if "a" in word.pos or stem.endswith((YEH, YEH + HEH)):
        p.words.append(j)
        p.j += 1
        return True
    return False


def _quoted(doc: Document, p: _Parse) -> bool:
    """A body's name in quotation marks or brackets inside the phrase."""
    j, texts = p.j, doc.texts
    if texts[j] not in ('"', "(") or j + 2 >= len(texts):
        return False
    close = '"' if texts[j] == '"' else ")"
    for k in range(j + 2, min(j + 6, len(texts))):
        if texts[k] == close:
            hit = doc.find(j + 1, "organization", "state")
            if hit and hit.end == k:
                p.words += range(j + 1, k)
                p.j, p.open, p.complement = k + 1, False, True
                if hit.entry.category == "organization":
                    p.bodies.append((hit.start, hit.end))
                return True
            return False
    return False
