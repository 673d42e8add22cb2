"""Agreements: what they are called, of which kind, between whom, and when signed.

A phrase that only points back (the agreement, this memorandum) belongs to the last agreement of that kind; two full
names are one agreement when one's words cover the other's, or when kind, parties and day of signing agree.
"""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import LexiconMatch
from mithaq.extraction.events.agreement_implied import article_parties, pair_parties
from mithaq.extraction.events.agreement_mentions import read_mention
from mithaq.extraction.events.agreement_nouns import agreement_phrases, is_agreement
from mithaq.extraction.events.agreement_parties import (
    AgreementMention,
    leavers,
    predicate_parties,
)
from mithaq.extraction.events.agreement_sets import AgreementSets
from mithaq.extraction.events.agreement_sides import agreed_by, state_of
from mithaq.extraction.events.known_agreements import keep_parties, known_agreement
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.particles import ALA
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.modality import modality
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import clean_label
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import Word, strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["AgreementMention", "find_agreements"]

_TWO = 2
_COUNTS_PLURALS = 10
"""The highest number that has its noun in the plural; after higher ones it is singular."""
_CALLED = 8
"""Words between an agreement and what it is also called."""
_DEED_WORDS = 3
"""Words from on- to the end of what was agreed to do, at the least."""
_ALIKE = 0.6
"""Share of the words of two agreements that are the same at the least if one does not cover the other."""
_COPULA = 4
"""Words between an agreement and what it is said to be: (the accord) across the sea is (an accord)."""


def find_agreements(analysis: Analysis) -> list[AgreementMention]:
    """The agreements of an article that the evidence of their clauses bears out."""
    context = analysis.context
    doc = context.doc
    pacts: list[AgreementMention] = []
    sets = AgreementSets(context)
    last = 0
    before: AgreementMention | None = None
    for hit in agreement_phrases(context):
        if hit.start < last or hit.start in doc.in_date or not is_agreement(context, hit, sets.lists(hit)):
            continue
        pact = read_mention(analysis, hit)
        if pact is None:
            continue
        last = pact.mentions[0][1]
        if before is not None and _counted_with(before, pact, hit):
            before.add_parties(pact.parties)
            continue
        members = _placed(analysis, sets, before, pact, hit)
        for member in members:
            _settle(pacts, member)
        before = members[-1] if members else pact
    _take_up_headline(analysis, pacts)
    for pact in _resolved(analysis):
        _settle(pacts, pact)
    _bound(analysis, pacts)
    for pact in pacts:
        keep_parties(analysis, pact)
        article_parties(analysis, pact)
    told = [p for p in pacts if _exported(p)]
    return [p for p in told if not any(_generic(p, other) for other in told)]


def _counted_with(before: AgreementMention, pact: AgreementMention, hit: LexiconMatch) -> bool:
    """Whether a number before one noun counts the next one too: 48 agreements and memoranda."""
    joined = hit.proclitics == WAW and before.mentions[-1][1] == hit.start and not pact.counted
    return joined and before.counted and (hit.entry.value[1] == "p" or before.count > _COUNTS_PLURALS)


def _take_up_headline(analysis: Analysis, pacts: list[AgreementMention]) -> None:
    """Join an agreement that only the headline names to the only one of its kind and parties that the text names, which
    may have other words."""
    end = analysis.doc.sentences[0][1] if pacts else 0
    if analysis.doc.texts[end - 1 : end] == ["."]:
        return  # a sentence of the text
    for pact in [p for p in pacts if not p.several and p.mentions[-1][0] < end]:
        same = _told_again(analysis, pacts, pact)
        if same is not None and same.mentions[0][0] >= end:
            _absorb(same, replace(pact, forms=[]))
            pacts.remove(pact)


def _told_again(analysis: Analysis, pacts: list[AgreementMention], pact: AgreementMention) -> AgreementMention | None:
    """The only other agreement of the kind of one, if it has its parties, or those who sign it serve them."""
    alike = [p for p in pacts if p is not pact and p.kind == pact.kind and not p.absorbed]
    if len(alike) != 1 or not pact.parties or alike[0].known:
        return None
    told = {*alike[0].parties, *(state_of(analysis.context, ref) for ref in alike[0].signatories)}
    return alike[0] if {*pact.parties} <= told else None


def _placed(
    analysis: Analysis, sets: AgreementSets, before: AgreementMention | None, pact: AgreementMention, hit: LexiconMatch
) -> list[AgreementMention]:
    """The agreements that a phrase stands for, with what they share with the one named before and with their set."""
    pact.known = known_agreement(analysis, hit.start)
    pact.named = pact.named or bool(pact.known)
    if before is not None and _is_it(analysis.context, before, pact):
        pact.words, pact.definite = before.words, True
    sets.place(pact, hit)
    if before is not None:
        _beside(analysis.context, before, pact)
    pair_parties(analysis, pact)
    pact.named = pact.named or (pact.joint and len(pact.parties) > 1)
    return sets.members(pact, hit)


def _generic(pact: AgreementMention, other: AgreementMention) -> bool:
    """Whether an accord that nothing describes but its parties is another agreement of theirs, told in general words: a
    headline has A's accord with B, the article says which memorandum they signed."""
    bare = pact.owned and not pact.words and pact.signed is None
    return bare and other.kind != pact.kind and len(pact.parties) > 1 and {*pact.parties} <= {*other.parties}


def _exported(pact: AgreementMention) -> bool:
    """Whether the evidence for an agreement suffices: named by its own words and clause, or several by number with
    parties, and none that its members stand for."""
    borne_out = (
        pact.status is not None
        and len(pact.parties) > 1
        and (pact.counted or pact.relative or not pact.several or (not pact.definite and pact.status == "signed"))
    )
    return not pact.absorbed and (pact.named or (borne_out and (pact.several or bool(pact.words) or not pact.definite)))


def _is_it(context: ClauseContext, before: AgreementMention, pact: AgreementMention) -> bool:
    """Whether an agreement is said to be another one: (the accord) is an accord that comprises A and B; (the
    convention) known as the Kampala convention."""
    start = pact.mentions[0][0]
    between = context.doc.words[before.mentions[-1][1] : start]
    if start and context.doc.texts[start - 1] in Words.KNOWN_AS | Words.CALLED and len(between) <= _CALLED:
        return True
    if before.counted:
        return False  # (three documents,) which are an accord and
    copula = 0 < len(between) <= _COPULA and between[-1].function_class == "pron" and between[-1].kind == "word"
    return copula and before.kind == pact.kind and all(word.kind == "word" for word in between)


def _beside(context: ClauseContext, before: AgreementMention, pact: AgreementMention) -> None:
    """What an agreement shares with the one named before it in a list: they were signed together, by the same."""
    doc = context.doc
    if not before.status or doc.sentence(before.mentions[-1][0]) != doc.sentence(pact.mentions[0][0]):
        return
    if _joined(context, before.mentions[-1][1], pact.begin):
        if not pact.status:
            pact.status, pact.named = before.status, bool(pact.words or (pact.parties and not pact.several))
            pact.signed = pact.signed or before.signed
        elif pact.relative and before.status == pact.status:
            pact.signed = pact.signed or before.signed  # and an accord, which A signed with B
        if before.words and pact.words and before.words != pact.words:
            pact.series = before.series = before.series or before.mentions[0][0] + 1
    if pact.status and not pact.parties:
        pact.parties += before.parties
        pact.named = bool(pact.words) or not pact.several


def _bound(analysis: Analysis, pacts: list[AgreementMention]) -> None:
    """The states that are said to keep, break or renew an agreement, or that it comprises, are parties to it."""
    at = {start: pact for pact in pacts for start, *_ in pact.mentions}
    for p in analysis.predicates.of("comprise", "gather"):
        states = [it.ref for it in p.arguments("parts", "members", "agent") if it.ref.kind == "state"]
        for pact in [at[n.start] for n in p.nominals("whole", "parts", "theme") if n.start in at]:
            pact.add_parties(dict.fromkeys(states))
    for p in analysis.predicates.of("comply"):
        for pact in [at[n.start] for n in p.nominals("theme") if n.start in at]:
            leavers(analysis, pact, p.trigger)


def _resolved(analysis: Analysis) -> list[AgreementMention]:
    """What two sides agreed to do, where no agreement is named: (the two countries agreed on) forming a committee."""
    context = analysis.context
    verbs = (t for t in context.triggers.of("agree") if not (t.noun or t.passive) and modality(context, t).real)
    return [pact for t in verbs if (pact := _resolution(analysis, t)) is not None]


def _resolution(analysis: Analysis, t: Trigger) -> AgreementMention | None:
    """What the two sides of a verb of agreeing agreed to do, by the noun of a deed after on-."""
    context, doc = analysis.context, analysis.doc
    _, high = context.bounds(t.at)
    on = next((k for k in range(t.end, min(high, t.end + 10)) if doc.texts[k] == ALA), high)
    if on + 1 >= high or context.agreements_in(t.at + 1, on + 5) or not _is_deed(doc.words[on + 1]):
        return None
    end = name_extent(doc, on + 1, on + 2, matters=True)
    parties = agreed_by(context, t.at, on) or predicate_parties(analysis, t)
    if len(parties) < _TWO or end - on < _DEED_WORDS:
        return None
    words = frozenset(strip_article(w) for w in doc.texts[on + 1 : end])
    return AgreementMention(
        "accord", [(on + 1, end, 0)], words, parties, status="signed", named=True, forms=[doc.label(on + 1, end)]
    )


def _is_deed(word: Word) -> bool:
    """Whether a word is a noun for what may be agreed on: forming, but not holding."""
    masdar = "m" in word.pos and not word.definite and word.text not in Words.NOT_RESOLVED
    return masdar or word.text in Words.RESOLVED_TO


def _joined(context: ClauseContext, end: int, start: int) -> bool:
    """Whether only a joint stands between two agreements: and, in addition to, as well as."""
    texts = context.doc.texts
    before, gap = texts[start - 1], start - end
    if before == WAW and gap <= 3:
        return True
    if before in Words.JOINS and not Words.BESIDES.isdisjoint(texts[max(end, start - 3) : start - 1]):
        return True
    if texts[start][0] == WAW and (gap <= 2 or (before == "," and gap <= 8)):
        return True
    return gap > 0 and all(text in Words.JOINS or text == "," for text in texts[end:start])


def _settle(pacts: list[AgreementMention], pact: AgreementMention) -> None:
    """Join a mention to the agreement it speaks of, or start a new one."""
    alike = [p for p in pacts if p.kind == pact.kind or (p.known and p.known == pact.known)]
    for known in reversed(alike):
        if known.series and known.series == pact.series:
            continue  # signed beside it
        if _same(known, pact) or (len(alike) == 1 and _points_back(known, pact)):
            _absorb(known, pact)
            return
    pacts.append(pact)


def _absorb(known: AgreementMention, pact: AgreementMention) -> None:
    """Give an agreement what another mention of it tells."""
    known.mentions += pact.mentions
    known.forms += [f for f in pact.forms if clean_label(f) not in known.forms]
    known.words = known.words if len(known.words) >= len(pact.words) else pact.words
    known.add_parties(pact.parties)
    known.add_signatories(pact.signatories)
    if known.signed is None or (pact.signed is not None and known.signed.covers(pact.signed)):
        known.signed = pact.signed or known.signed
    known.status = known.status or pact.status
    known.named = known.named or pact.named
    known.known = known.known or pact.known
    known.series = known.series or pact.series


def _points_back(known: AgreementMention, pact: AgreementMention) -> bool:
    """Whether a definite phrase with other words may be the only agreement of its kind so far."""
    if pact.another or pact.counted or not pact.definite:
        return False
    if pact.signed and known.signed and pact.signed != known.signed:
        return False
    if pact.parties and known.parties and not set(pact.parties) & set(known.parties):
        return False
    return bool(known.words & pact.words) or (bool(pact.parties) and set(pact.parties) <= set(known.parties))


def _same(known: AgreementMention, pact: AgreementMention) -> bool:
    """Whether a mention is of a known agreement, by its kind, number, words, parties and day."""
    if known.known and pact.known:
        return known.known == pact.known
    if known.kind != pact.kind or pact.another:
        return False
    if pact.counted:
        return known.counted and pact.count == known.count
    if not pact.words and pact.definite:
        return (known.several or not pact.several) and not _of_others(known, pact)
    if not _same_time(known.signed, pact.signed):
        return False
    if not pact.words:
        return bool(set(known.parties) & set(pact.parties))
    return _same_words(known, pact) if known.words else known.definite


def _of_others(known: AgreementMention, pact: AgreementMention) -> bool:
    """Whether an agreement has two parties of its own and was signed on another day than a known one."""
    both = len(known.parties) > 1 and len(pact.parties) > 1 and set(known.parties) != set(pact.parties)
    return both and bool(known.signed and pact.signed) and known.signed != pact.signed


def _same_time(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Whether one of two days, months or years covers the other, or one is unknown."""
    return one is None or other is None or one.covers(other) or other.covers(one)


def _same_words(known: AgreementMention, pact: AgreementMention) -> bool:
    """Whether the words of one of two agreements cover those of the other, or most are the same."""
    common = len(known.words & pact.words)
    small = min(len(known.words), len(pact.words))
    if common < small:
        return common / len(known.words | pact.words) >= _ALIKE
    shared = set(known.parties) & set(pact.parties)
    if pact.definite or small >= _TWO or (known.definite and shared):
        return True
    return (len(shared) > 1 and shared == set(known.parties)) or common / len(known.words | pact.words) >= _ALIKE
