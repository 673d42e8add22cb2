"""Bodies brought together: one organisation for all the forms an article uses of it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.body_lists import parse_body_list
from mithaq.extraction.mentions.openings import openings
from mithaq.extraction.mentions.organization_phrases import OrganizationPhrase, parse_organization
from mithaq.extraction.mentions.person_mention import Mention
from mithaq.extraction.mentions.phrase_lookups import any_verb
from mithaq.extraction.mentions.quoted_sources import quoted_source
from mithaq.language.fold import clean_label, normalize
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import OneWord, Words

__all__ = ["OrganizationEntity", "find_organizations"]

_OFFICES = frozenset({"headOfGovernment", "headOfState", "monarch", "crownPrince", "deputyCrownPrince"})
_HEADED = frozenset({"ministry", "embassy", "agency"})
_ARMED = "armed_group"
_SPEECH = frozenset({"say", "deny", "demand", "invite", "condemn", "reject", "accuse"})
"""Classes of verbs of which a mission that is no building is the agent."""
_CALLED = frozenset({"company", "media"})
_NAMED = frozenset({"company", "media", "bank"})
_ADJECTIVES = 2
"""Adjectives at most between what a body is and its name."""
_QUOTES = {ord(c): " " for c in '"\u00ab\u00bb\u201c\u201d\u201e()'}
_SIGNS = ("(", '"')


@dataclass(slots=True)
class OrganizationEntity:
    """One organisation: its bodies in the text and the forms of its name, the best first."""

    kind: str
    state: str | None
    qid: str | None
    bodies: list[OrganizationPhrase] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    words: frozenset[str] = frozenset()
    first: str = ""  # the first of the words, the noun for the body
    known: str | None = None  # the preferred name of a body that a table knows

    @property
    def name(self) -> str:
        return self.forms[0]


def find_organizations(doc: Document, mentions: list[Mention], home: str | None) -> list[OrganizationEntity]:
    """All organisations of an article, in the order of first mention. `home` is the state whose bodies an outlet
    means when it names no state."""
    names = {k for m in mentions if m.named for k in range(m.name_start, m.name_end)} | doc.in_date
    posts = {k for m in mentions for p in m.posts for k in _fixed(doc, p.words[0])}
    groups: list[OrganizationEntity] = []
    for body, aliases in _bodies(doc, names, posts):
        _place(doc, groups, body, aliases, home)
    return groups


def _bodies(doc: Document, names: Set[int], posts: Set[int]) -> Iterator[tuple[OrganizationPhrase, tuple[str, ...]]]:
    """The bodies of an article, none of which starts in a name or a post, with the short forms set beside them."""
    past = 0
    for i in sorted(doc.body_starts.union(doc.by_form(openings)["body"])):
        if i < past:
            continue
        body = parse_organization(doc, i) if i not in names and i not in posts else None
        if body is None:
            listed = _listed(doc, i, named=i in names)
            yield from ((one, ()) for one in listed)
            past = listed[-1].end if listed else past
        elif _place_or_office(doc, body) or _described(doc, body):
            past = body.end
        else:
            aliases, past = _alias(doc, body)
            yield body, aliases
            yield from ((inner, ()) for inner in _inside(doc, body))


def _listed(doc: Document, i: int, *, named: bool) -> list[OrganizationPhrase]:
    """The bodies listed after one noun at word `i`, unless it is `named` in a name or a date, or the source there in
    quotation marks."""
    listed = [] if named else parse_body_list(doc, i)
    source = quoted_source(doc, i) if not listed else None
    return [source] if source is not None else listed


def _place_or_office(doc: Document, body: OrganizationPhrase) -> bool:
    """Whether a body is said as a place (the building of the embassy) or as the office of who heads it (the post of the
    presidency; he took the ministry over)."""
    text, before = doc.texts[body.start], doc.words[body.start - 1]
    presidency = text in Words.PRESIDENCY
    if body.kind not in _HEADED or not (body.known is None or presidency):
        return False
    if body.kind == "embassy" and body.state and text not in Words.CENTER:  # its staff, its closure
        return before.kind == "word" and not before.function_class and not any_verb((before,), _SPEECH, "f")
    if presidency and before.text in Words.BUILDING:
        return True
    if body.proclitics or (body.kind == "agency" and not presidency):
        return False
    return before.text in Words.HELD_AS_POST or any_verb((before,), ("assume",))


def _described(doc: Document, body: OrganizationPhrase) -> bool:
    """Whether a body's own name, which a table has, follows what it is: the French oil company Total."""
    j = body.end
    while j < body.end + _ADJECTIVES and doc.words[j].definite and doc.words[j].pos:
        j += 1
    j += doc.texts[j] == "("
    name = doc.find(j, "organization")
    if body.known is not None or name is None or name.proclitics:
        return False
    kind = name.entry.value.kind
    return (body.kind == kind and kind in _NAMED) or (body.kind == "agency" and kind == "media")


def _inside(doc: Document, body: OrganizationPhrase) -> list[OrganizationPhrase]:
    """The known bodies inside the name of another, which is named with it; inside the name of a known one only that
    which it is part of, or against: the committee of the organisation, the mission of the union."""
    inner = [b for k in range(body.start + 1, body.end) if (b := parse_organization(doc, k)) is not None]
    return [
        b
        for b in inner
        if b.end <= body.end
        and (b.known is not None or (b.kind == "party" and b.proclitics.endswith(LAM)))
        and ("media" not in (b.kind, body.kind) if body.known is None else _whole(doc, body, b))
    ]


def _whole(doc: Document, body: OrganizationPhrase, inner: OrganizationPhrase) -> bool:
    against = inner.kind == _ARMED and body.kind != _ARMED and inner.end == body.end
    part = inner.proclitics.endswith(LAM) and doc.find(body.start, "body") is not None
    return against or part


def _fixed(doc: Document, head: int) -> range:
    """The words of a post that is one lexical phrase (head of the council of ministers): the council is not a topic."""
    hit = doc.find(head, "role")
    return range(hit.start, hit.end) if hit and hit.end > hit.start + 1 and hit.entry.value[0] in _OFFICES else range(0)


def _alias(doc: Document, body: OrganizationPhrase) -> tuple[tuple[str, ...], int]:
    """The short form in brackets or quotation marks right after a body's name, if there is one, and the index after
    it."""
    j = body.end
    if doc.texts[j] in _SIGNS and doc.texts[j + 2 : j + 3] in ([")"], ['"']):
        word = doc.words[j + 1]
        if word.kind in ("word", "latin") and not word.function_class and not any(n.definite for n in word.nisbas):
            return (doc.label(j + 1, j + 2),), j + 3
    known = doc.find(j + 1, "organization") if doc.texts[j] == "(" else None
    if known is not None and not known.proclitics and doc.texts[known.end] == ")":
        return (doc.label(j + 1, known.end),), known.end + 1
    return (), j


def _name(doc: Document, body: OrganizationPhrase) -> str:
    if body.noun:
        return f"{body.noun} {doc.label(body.start, body.end, len(body.proclitics))}"
    return doc.name(body.head, body.end) if body.head else doc.label(body.start, body.end)


def _unquoted(label: str) -> str:
    """A name without the quotation marks round the part that is its own."""
    return " ".join(label.translate(_QUOTES).split()) or label


def _soft(word: str) -> str:
    while len(word) > 4 and word[0] in LAM + BEH + WAW:
        word = word[1:]
    return strip_article(word)


def _words(doc: Document, body: OrganizationPhrase) -> frozenset[str]:
    """The words of a body's name by which it is compared; a ministry's short name with the noun that it lacks."""
    adjectives = {normalize(doc.label(k, k + 1)) for k in body.nisba}
    words = {_soft(w) for w in normalize(_name(doc, body)).replace('"', " ").split() if w not in adjectives}
    if body.kind == "ministry" and len(words) == 1:  # (the) Foreign (ministry)
        words.add(_soft(OneWord.MINISTRY))
    return frozenset(words)


def _place(
    doc: Document,
    groups: list[OrganizationEntity],
    body: OrganizationPhrase,
    aliases: tuple[str, ...],
    home: str | None,
) -> None:
    """Add a body to the organisation that it is, or a new one; `aliases` are further forms of its name."""
    form = _unquoted(clean_label(_name(doc, body)))
    found = OrganizationEntity(
        body.kind,
        body.state,
        body.known.qid or None if body.known else None,
        forms=[form],
        words=_words(doc, body),
        first=_soft(normalize(form).partition(" ")[0]),
        known=body.known.name_ar if body.known is not None else None,
    )
    words, name = found.words, found.name
    near = [
        g for g in groups
        if words <= g.words or g.words <= words or name in g.forms or found.known is not None or found.qid
    ]  # fmt: skip
    group = next((g for g in near if _same(g, found)), None)
    if group is None:
        group = found
        groups.append(group)
    elif len(found.words) > len(group.words):
        group.words = found.words
    group.state = group.state or found.state
    group.qid = group.qid or found.qid
    group.known = group.known or found.known
    group.bodies.append(body)
    forms = dict.fromkeys((*group.forms, form, *aliases, *_without_adjective(doc, body)))
    group.forms = sorted(forms, key=lambda f: -len(f.split()))
    if home and group.state is None and group.qid is None and body.kind == "ministry":
        group.state = home


def _without_adjective(doc: Document, body: OrganizationPhrase) -> list[str]:
    """What a body is called without its state's adjective at the end, where it may be called so."""
    called = body.known is not None or body.kind in _CALLED
    if not (called and body.nisba and body.nisba[-1] == body.end - 1):
        return []
    short = _name(doc, replace(body, end=body.nisba[0]))
    return [clean_label(short)] if len(short.split()) > 1 else []


def _same(group: OrganizationEntity, found: OrganizationEntity) -> bool:
    """Whether a body that was `found` is the organisation of a group."""
    if found.qid and group.qid:
        return found.qid == group.qid
    if found.state and group.state and found.state != group.state:
        return False
    if found.name in group.forms:
        return True
    if found.known is not None and group.known is not None:
        return found.known == group.known
    small, large = sorted((found.words, group.words), key=len)
    if not (small <= large and len(small) >= 2):
        return False
    unknown = (found.known is None) + (group.known is None)
    if group.kind != found.kind:  # one of them is known by its kind, the other by the noun for it
        return found.first == group.first and unknown == 1
    # the ministry of foreign affairs, the foreign (ministry)
    return found.kind == "ministry" or found.first == group.first or unknown == 2
