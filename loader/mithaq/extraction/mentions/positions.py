"""Posts: where the phrase of a public position starts and ends, whose it is, and how it is held.

A post phrase is a head (minister, secretary-general, ambassador ...) and its complements. The grammar is that of the
Arabic noun phrase: after an indefinite noun a genitive must follow; a definite one may be followed by definite
adjectives, by a state's adjective, by a phrase with a preposition, and, in portfolios, by further definite nouns.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, KAF, LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.mentions.adjectives import is_adjective, status_word
from mithaq.extraction.mentions.name_words import LIKELY, UNKNOWN, name_likelihood
from mithaq.extraction.mentions.names import name_end
from mithaq.extraction.mentions.organization_phrases import parse_organization
from mithaq.extraction.mentions.position_complements import (
    Parse,
    apposed,
    attached,
    coordinate,
    holder_at,
    own_state,
    prepositional,
    quoted,
    take_body,
)
from mithaq.extraction.mentions.position_phrase import PositionMention, refine
from mithaq.extraction.particles import AL, ALA, AN, IN, WAL
from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.groups import group, only

__all__ = ["parse_position"]

_LONGEST = 22


def parse_position(doc: Document, i: int) -> PositionMention | None:
    """The post whose head stands at word `i`, or None."""
    head = doc.find(i, "role")
    if head is None or _given_name(doc, head):
        return None
    short = _before_body(doc, head)
    return _parse(doc, short, owing=short is not head)


def _before_body(doc: Document, head: LexiconMatch) -> LexiconMatch:
    """The head, or a shorter one where its last word begins the name of a body that goes on after it: (chief of staff
    of) the Free Army."""
    last = head.end - 1
    body = doc.find(last, "organization") if last > head.start + 1 else None
    if body is None or body.proclitics or body.end <= head.end:
        return head
    return next((h for h in doc.hits[head.start] if h.entry.category == "role" and h.end == last), head)


def _parse(doc: Document, head: LexiconMatch, *, owing: bool) -> PositionMention | None:
    concept, kind, fixed_state = head.entry.value
    words = doc.words
    last = words[head.end - 1]
    last_definite = head.article if head.end == head.start + 1 else last.text.startswith(AL)
    one_word = head.end == head.start + 1
    fixed = kind == "full" and not one_word
    accusative = one_word and not last_definite and last.text.endswith(ALEF) and _accusative(doc, head)
    p = Parse(head.end, open=not last_definite and (owing or not fixed) and not accusative)
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
    state = next((c for c, own in p.states if own), None) or fixed_state
    complete = (not p.open and (fixed or p.complement or bool(p.nisba) or bool(state))) or (
        kind == "full" and last_definite
    )
    return refine(
        doc,
        PositionMention(
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


def _accusative(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head is written in the accusative: one of the forms that the table has without the final alef."""
    return strip_article(doc.texts[head.start][len(head.proclitics) :]) == normalize(
        head.entry.form
    ) and head.entry.form.endswith(ALEF)


def _given_name(doc: Document, head: LexiconMatch) -> bool:
    """Whether a head without the article is a given name: (Amir) Said, (Sultan) ibn Ahmad, (Amin) Makki."""
    if head.article or head.end != head.start + 1 or head.end >= len(doc.words):
        return False
    word, after = doc.words[head.start], doc.words[head.end]
    ruler = head.entry.value[0] == "monarch"
    if word.given_count >= 10 and _surname(doc, head.end) and not (ruler and doc.find(head.end, "place", "capital")):
        return True  # Musaid al-N, whose name is an assistant's as well
    if not ruler and word.given_count < 100:
        return after.text in group("father") and word.given_count >= 5
    return after.text in group("father") or (
        (after.given_count >= 60 or (word.given_count >= 100 and after.given_count + after.surname_count >= 30))
        and not after.definite
    )


def _surname(doc: Document, j: int) -> bool:
    """Whether word `j` has the article and can be nothing but a surname."""
    word = doc.words[j]
    if not word.definite or word.pos or name_likelihood(word) < UNKNOWN or (word.nisbas and word.surname_count < 3):
        return False
    return doc.find(j, "role", "body", "state", "region") is None


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


def _step(doc: Document, p: Parse, kind: str, fixed: bool) -> bool:
    """Take the next words into the phrase; False when it has ended."""
    j, words = p.j, doc.words
    word = words[j]
    kind = "envoy" if p.envoy else kind
    if word.kind == "sign":
        return quoted(doc, p)
    if word.kind != "word":
        return False
    if p.open:
        return _genitive(doc, p)
    nisba = next((n for n in word.nisbas if n.definite and not n.proclitics and n.number == "s"), None)
    if nisba and not nisba.code and j + 1 < len(words) and (code := doc.lexicon.nisba_of_two(word, words[j + 1])):
        p.states.append((code, not p.where))
        p.nisba += (j, j + 1)
        p.j, p.closed = j + 2, True
        return True
    if nisba and not (word.given_count and p.closed):
        if (nisba.code and not p.bodies) or nisba.code:
            p.states.append((nisba.code, not p.where))
            p.nisba.append(j)
        p.j, p.closed = j + 1, True
        return True
    if word.text == LAM and j + 1 < len(words) and doc.texts[j + 1] == '"':  # li-"X"
        inner = Parse(j + 1, open=True)
        if quoted(doc, inner):
            p.words += (j, *inner.words)
            p.bodies += inner.bodies
            p.j, p.complement, p.open = inner.j, True, False
            return True
        return False
    if word.text in group("post tail"):  # (Moroccans) residing abroad
        p.words.append(j)
        p.j += 1
        return True
    if word.text == IN and p.complement and j + 1 < len(words) and words[j + 1].text in group("abroad"):
        p.words += (j, j + 1)
        p.j += 2
        return True
    if p.where and (second := _second_place(doc, j)):
        p.words += range(j, second)  # (the ambassador to A) and B, N
        p.j = second
        return True
    if kind == "envoy" and word.text in group("accredited"):  # (ambassador) non-resident, extraordinary
        p.words.append(j)
        p.j += 1
        return True
    if word.text in group("in charge") and _over(doc, j + 1):  # (the minister) responsible for foreign affairs
        p.words += (j, j + 1) if doc.words[j + 1].function_class == "prep" else (j,)
        p.j = p.words[-1] + 1
        p.open, p.complement = True, True
        if doc.words[p.j].function_class != "prep" and doc.texts[p.j].startswith(BEH):
            p.words.append(p.j)
            p.j, p.open = p.j + 1, False
        return True
    status = None if doc.texts[j - 1].endswith(only("capital")) else status_word(word)
    if status is not None and j + 1 < len(words) and word.text in group("charged") and _clitic_noun(doc, j + 1, BEH):
        p.words += (j, j + 1)
        p.j, p.open, p.closed = j + 2, not _article_after(doc, j + 1, BEH), False
        return True
    if status is not None:
        after = words[j + 1] if j + 1 < len(words) else None
        if after is not None and after.kind == "word" and not p.closed and attached(doc, j + 1, p, kind):
            p.j += 1
            return True
        return False
    if is_adjective(word):
        p.words.append(j)
        p.j += 1
        return True
    if attached(doc, j, p, kind):
        return prepositional(doc, p, kind)
    if word.text.startswith(WAL) and not p.closed and not fixed:
        return coordinate(doc, p)
    if word.has_conjunction and p.complement and not p.closed and word.text[1:] in group("affairs"):
        p.words.append(j)  # and the affairs of (expatriates)
        p.j, p.open = j + 1, True
        return True
    if p.complement and not p.closed and not fixed and _and_of(doc, j):
        p.words += (j, j + 1)  # (the minister of roads) and building of cities
        p.j += 2
        return True
    if word.has_conjunction and p.complement and not p.closed:
        joined = (h for h in doc.hits.get(j, ()) if h.entry.category == "organization" and h.proclitics == WAW)
        body = next(joined, None)
        if body is not None and body.end < len(words) and words[body.end].text == ",":
            p.words += range(j, body.end)
            p.bodies.append((j, body.end))
            p.j = body.end
            return True
    if word.definite and not fixed and not p.closed and not doc.find(j, "role", "title"):
        return apposed(doc, p)
    last = doc.words[p.words[-1]]
    doing = (
        {"m", "n"} <= set(word.pos)
        and not word.definite
        and not word.given_count + word.surname_count + len(word.verbs)
    )
    if fixed and doing and last.text in group("government") and not p.closed and not p.states:
        p.words.append(j)  # (head of a government of) caretaking
        p.j, p.open = j + 1, True
        return True
    if fixed or p.complement:
        return own_state(doc, p)
    return False


def _and_of(doc: Document, j: int) -> bool:
    """Whether `and` + indefinite noun + definite noun stand at word `j`, and the holder's name after them."""
    word = doc.words[j]
    if (
        word.text[0] != WAW
        or j + 2 >= len(doc.words)
        or doc.find(j, "role", "title", "plural", "state", "organization")
    ):
        return False
    noun, after = doc.lexicon.word(word.text[1:]), doc.words[j + 1]
    common = "n" in noun.pos and not noun.definite and noun.given_count + noun.surname_count < 60
    return common and after.definite and "n" in after.pos and _named_at(doc, j + 2)


def _second_place(doc: Document, j: int) -> int:
    """One past `and` + state or body at word `j` where a name follows, else 0."""
    hit = doc.find(j, "state", "organization")
    if hit is None or hit.proclitics != WAW or hit.article != hit.entry.definite or hit.end >= len(doc.words):
        return 0
    return hit.end if _named_at(doc, hit.end) else 0


def _named_at(doc: Document, k: int) -> bool:
    """Whether a title stands at word `k`, or a name of two words at least."""
    return holder_at(doc, k) or (not doc.words[k].definite and name_end(doc, k, titled=True) > k + 1)


def _over(doc: Document, j: int) -> bool:
    """Whether word `j` says what somebody is in charge of: over, for, bi- with a noun."""
    if j + 1 >= len(doc.words):
        return False
    return doc.texts[j] in (ALA, AN) or doc.texts[j].startswith(BEH + AL)


def _clitic_noun(doc: Document, j: int, letter: str) -> bool:
    """Whether word `j` is a proclitic and a noun."""
    return any(pro == letter for pro, _, _ in doc.words[j].stems[1:]) and not doc.words[j].is_listed_form


def _article_after(doc: Document, j: int, letter: str) -> bool:
    return any(pro == letter and article for pro, _, article in doc.words[j].stems[1:])


def _genitive(doc: Document, p: Parse) -> bool:
    """What an indefinite noun owes: a state, a body, a further post, a definite noun, or a noun that owes in turn."""
    j, words = p.j, doc.words
    word = words[j]
    if word.text == only("in the name of"):
        return prepositional(doc, p, "office")
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
    body = parse_organization(doc, j)
    if hit and hit.entry.category == "organization" and body is not None and not body.proclitics:
        return take_body(p, body, own=True)
    if hit:
        if hit.entry.category == "state":
            p.states.append((hit.entry.value, not p.topic))
        else:
            p.bodies.append((hit.start, hit.end))
            if hit.entry.value.state:
                p.states.append((hit.entry.value.state, True))
        p.words += range(hit.start, hit.end)
        p.j, p.open, p.complement = hit.end, False, True
        return True
    if body and not body.proclitics and not doc.find(j, "role"):
        return take_body(p, body, own=True)
    role = doc.find(j, "role")
    if role and not role.proclitics:
        p.words += range(role.start, role.end)
        p.j, p.complement, p.envoy = role.end, True, role.entry.value[1] == "envoy"
        if role.entry.value[2]:
            p.states.append((role.entry.value[2], True))  # (the ambassador of) the Custodian of the Two Holy Mosques
        p.open = not doc.words[role.end - 1].definite and not (role.entry.value[1] == "full" and role.end > j + 1)
        return True
    if word.definite and not word.text.startswith(WAW):
        p.words.append(j)
        p.j, p.open, p.complement = j + 1, False, True
        return True
    if word.function_class or (word.verbs and not word.pos):
        return False
    city = doc.find(j, "capital", "place", "region")
    if city is not None and not city.proclitics and (not word.pos or not city.entry.ambiguous):
        p.words += range(j, city.end)
        p.states.append((city.entry.value, True))
        p.j, p.open, p.complement = city.end, False, True
        return True
    if doc.find(j, "body") or (name_likelihood(word) < LIKELY and (word.pos or word.zipf >= 2) and not word.verbs):
        p.words.append(j)
        p.j, p.complement = j + 1, True
        return True
    return False
