"""Agreements that have an item in the authority table: which phrases of an article name one, and its parties.

A form that may mean another agreement (the Vienna accord) counts only where the article has a second form of the same.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyarabic.araby import ALEF, HEH

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.agreement_parties import AgreementMention
from mithaq.extraction.facts import Ref
from mithaq.language.fold import normalize
from mithaq.lexicon import Lexicon, Word, strip_article
from mithaq.lexicon.authority_tables import read_table
from mithaq.lexicon.word_groups import Words

__all__ = ["keep_parties", "known_agreement"]

_LONGEST = 8
"""Words at the most of a form that is looked up."""
_GROUP = 5
"""States that a sentence about an agreement names at the least if it tells who concluded it."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A known agreement as one of its forms names it: the states that it binds, those among them that it is named
    after, and whether the form may mean something else."""

    key: str
    states: frozenset[str]
    eponyms: frozenset[str]
    ambiguous: bool


def _meanings(lexicon: Lexicon, words: list[Word]) -> list[str]:
    """What each word after the first says of an agreement: a state by its name, capital or adjective, nothing where it
    is a preposition or the noun for a programme, else the word."""
    said = []
    for k in range(1, len(words)):
        named = (e.value for *_, e in lexicon.phrases(words, k) if e.category in ("state", "capital"))
        code = next((n.code for n in words[k].nisbas if n.code), None) or next(named, None)
        bland = words[k].function_class or words[k].text.removesuffix(HEH + ALEF) in Words.PROGRAM_NOUN
        said.append(code if isinstance(code, str) else "" if bland else strip_article(words[k].text))
    return said


def _sense(meanings: list[str]) -> frozenset[str]:
    """Those meanings in no order; nothing unless they are a state and something more."""
    said = frozenset(filter(None, meanings))
    return said if len(said) > 1 and any(m.isascii() and m.isupper() for m in said) else frozenset()


@cache
def _known(lexicon: Lexicon) -> dict[str | frozenset[str], _Known]:
    """The known agreements by every form of their names (folded), and by the sense of those that mean no other."""
    found: dict[str | frozenset[str], _Known] = {}
    for row in read_table("authority", "agreements.csv"):
        forms = [row["name_ar"], *filter(None, row["aliases"].split("|"))]
        states = frozenset(filter(None, row["states"].split("|")))
        said = {form: _meanings(lexicon, [lexicon.word(w) for w in normalize(form).split()]) for form in forms}
        named_after = states & {meaning for meanings in said.values() for meaning in meanings}
        vague = row["ambiguous"].split("|")
        for form in forms:
            known = found[normalize(form)] = _Known(row["qid"], states, named_after, form in vague)
            if (sense := _sense(said[form])) and not known.ambiguous:
                found[sense] = known
    return found


@cache
def _forms(lexicon: Lexicon) -> tuple[str, ...]:
    """Every form of the names of the known agreements."""
    return tuple(form for form in _known(lexicon) if isinstance(form, str))


def _named(analysis: Analysis) -> dict[int, tuple[_Known, bool]]:
    """The phrases of the article that name a known agreement, by their first word, and whether they surely do."""
    doc, table = analysis.doc, _known(analysis.doc.lexicon)
    found: dict[int, tuple[_Known, str]] = {}
    for hit in analysis.context.agreement_hits:
        _, high = analysis.context.bounds(hit.start)
        last = min(high, hit.start + _LONGEST)
        meanings = _meanings(doc.lexicon, doc.words[hit.start : last])
        listed = normalize(doc.name(hit, last)).startswith(_forms(doc.lexicon))
        if not listed and not _sense(meanings):
            continue
        for end in range(last, hit.start + 1, -1):
            known = table.get(normalize(doc.name(hit, end))) if listed else None
            known = known or table.get(_sense(meanings[: end - hit.start - 1]))
            if known is not None:
                other = {n.code for n in doc.words[end].nisbas if n.code} if end < high else set()
                if other <= known.states:
                    found[hit.start] = known, normalize(doc.name(hit, end))
                break
    forms: dict[str, set[str]] = defaultdict(set)
    for known, form in found.values():
        forms[known.key] |= {form} if known.ambiguous else {form, known.key}
    return {start: (known, len(forms[known.key]) > 1) for start, (known, _) in found.items()}


def known_agreement(analysis: Analysis, start: int) -> str:
    """The key of the known agreement that the phrase from word `start` on surely names; "" where it names none."""
    known, sure = analysis.once(_named).get(start, (None, False))
    return known.key if known is not None and sure else ""


def keep_parties(analysis: Analysis, pact: AgreementMention) -> None:
    """Give a known agreement the states that it is named after, where the article speaks of them, and take away those
    that it does not bind; a form that may mean something else gives its states too."""
    named = analysis.once(_named)
    found = [named[start][0] for start, *_ in pact.mentions if start in named]
    if not found:
        return
    eponyms = frozenset().union(*(known.eponyms for known in found)) & (analysis.doc.named | analysis.doc.adjectives)
    pact.add_parties(Ref("state", code) for code in sorted(eponyms))
    for start, *_ in pact.mentions:  # also where a sentence calls it only the accord
        pact.add_parties(_listed(analysis, start, found[0].states))
    if max(len(known.states) for known in found) >= _GROUP:
        pact.add_parties(_powers(analysis))
    if bound := next((known.states for known in found if known.key == pact.known), None):
        pact.parties[:] = [ref for ref in pact.parties if ref.kind != "state" or ref.key in bound]


def _powers(analysis: Analysis) -> list[Ref]:
    """The bodies of the article that are great powers, by whom a group of states is called: the Six, the 5+1."""
    names = [{w for w in normalize(g.known or "").split() if w.isalpha()} for g in analysis.groups]
    return [Ref("organization", str(n)) for n, name in enumerate(names) if name and name <= Words.GREAT_POWERS]


def _listed(analysis: Analysis, start: int, states: frozenset[str]) -> list[Ref]:
    """The states of a group that the sentence says concluded the agreement: (the Six), which comprise A, B, C and D,
    with E; none if the sentence names one that the agreement does not bind."""
    context = analysis.context
    refs = {it.ref for it in context.arguments_in(*context.bounds(start)) if it.kind == "state"}
    return sorted(refs) if len(refs) >= _GROUP and all(ref.key in states for ref in refs) else []
