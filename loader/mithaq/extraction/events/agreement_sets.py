"""Several agreements told together, by number or in a list, and the later sentences that say which they are.

A set (seven agreements, a package of accords) is remembered with its parties and day. What a later phrase names as one
of them (the agreements include X and Y; the first is X; among them X) is signed by the same on the same day.
"""

from __future__ import annotations

from dataclasses import replace

from pyarabic.araby import BEH, LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_parties import AgreementMention
from mithaq.extraction.particles import BETWEEN, IN, WITH
from mithaq.extraction.syntax.clauses import ClauseContext
from mithaq.extraction.syntax.triggers import only_verb
from mithaq.language.numbers import cardinal
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["AgreementSets", "quantity"]

_SENTENCES_ON = 3
"""Sentences after a set in which its members may be named."""
_OPENER_REACH = 5
"""Words between what opens a member (the first, among them) and its noun."""
_COUNTED_AT_MOST = 9
"""Members at the most of a set whose topics are listed after a number."""


def quantity(doc: Document, hit: LexiconMatch) -> tuple[int, int]:
    """Where the number before a noun of agreements begins, and how many it says: 0 for several, 1 where none stands."""
    low, _ = doc.sentences[doc.sentence(hit.start)]
    dual = hit.entry.value[1] == "d"
    for k in range(hit.start - 1, max(low, hit.start - 3) - 1, -1):
        if k in doc.in_date or doc.words[k].kind == "sign":
            break
        text = doc.texts[k]
        for form in dict.fromkeys((text, *map(text.removeprefix, (WAW, LAM, BEH)))):
            if form in Words.QUANTITY:
                return k, 0
            if (number := cardinal([form])) is not None and number > 1:
                return k, number
        if doc.words[k].function_class != "prep":
            break
    return hit.start, 2 if dual else 1


class AgreementSets:
    """The sets of agreements of an article, in the order in which they are told."""

    def __init__(self, context: ClauseContext) -> None:
        self.context = context
        self._set: AgreementMention | None = None
        self._members: list[AgreementMention] = []
        self._at = 0  # the last word at which the set or a member was named
        self._listed = -1  # the sentence of the list that is going on

    def lists(self, hit: LexiconMatch) -> bool:
        """Whether a noun stands in a list of the members of the set told last."""
        return self._set is not None and self._is_member(hit)

    def place(self, pact: AgreementMention, hit: LexiconMatch) -> None:
        """Give a member of the set told last what it shares with the set."""
        whole = self._set
        if whole is None or pact is whole or not self._is_member(hit):
            return
        if pact.several and (pact.definite or not (pact.counted or pact.words)):
            return
        pact.status = pact.status or whole.status
        pact.signed = pact.signed or whole.signed
        pact.parties = pact.parties if len(pact.parties) > 1 else list(whole.parties)
        pact.signatories = pact.signatories or list(whole.signatories)
        pact.named = pact.named or bool(pact.words or pact.parties)
        pact.series = whole.series = whole.series or whole.mentions[0][0] + 1
        self._listed, self._at = self.context.doc.sentence(hit.start), hit.start
        whole.absorbed = True
        self._members.append(pact)

    def members(self, pact: AgreementMention, hit: LexiconMatch) -> list[AgreementMention]:
        """The agreements that a phrase stands for: its listed members where they are as many as it says."""
        if pact.definite and not pact.words and pact.several and not pact.counted and self._near(hit.start):
            self._at = hit.start
            self._share(pact)
            return []
        if pact.several or pact.count > 1:
            if pact.status is not None:
                self._set, self._at, self._listed, self._members = pact, hit.start, -1, []
            topics = _topics(self.context, hit, pact.count) if pact.status and pact.count > 1 else []
            if topics:
                return [self._member(pact, start, end) for start, end in topics]
        return [pact]

    def _share(self, again: AgreementMention) -> None:
        """Give the set and its members what a phrase that takes all of them up tells: A and B signed the documents."""
        for one in ([self._set] if self._set else []) + self._members:
            one.signed = one.signed or again.signed
            if len(one.parties) + len(one.signatories) < 2:
                one.add_parties(again.parties)
                one.add_signatories(again.signatories)

    def _near(self, i: int) -> bool:
        sentence = self.context.doc.sentence
        return self._set is not None and sentence(i) - sentence(self._at) <= _SENTENCES_ON

    def _is_member(self, hit: LexiconMatch) -> bool:
        """Whether what stands before a noun makes it a member: including, the first, among them; or the list goes
        on."""
        if not self._near(hit.start):
            return False
        doc, at = self.context.doc, hit.start
        low, _ = self.context.bounds(at)
        if self._listed == doc.sentence(at) and (
            hit.proclitics.startswith(WAW) or doc.texts[at - 1] == "," or doc.texts[at - 1] in Words.JOINS
        ):
            return True
        if not Words.OUT_OF_A_LIST.isdisjoint(doc.texts[max(low, at - _OPENER_REACH) : at]):
            return True
        if not Words.ORDINAL_OF_A_LIST.isdisjoint(doc.texts[max(low, at - 1) : at + 1]):
            return True
        return bool(self.context.triggers.of("include", "comprise", start=low, end=at))

    def _member(self, whole: AgreementMention, start: int, end: int) -> AgreementMention:
        doc = self.context.doc
        cut = 1 if doc.words[start].has_conjunction else 0
        words = frozenset(strip_article(w) for w in doc.texts[start:end])
        return replace(
            whole,
            mentions=[(start, end, cut)],
            words=words,
            forms=[doc.label(start, end, cut)],
            parties=list(whole.parties),
            signatories=list(whole.signatories),
            named=True,
            several=False,
            counted=False,
            count=1,
            series=whole.mentions[0][0] + 1,
        )


def _topics(context: ClauseContext, hit: LexiconMatch, count: int) -> list[tuple[int, int]]:
    """The topics listed after a number of agreements (three agreements in A, B and C), where they are that many."""
    _, high = context.bounds(hit.start)
    start = _topics_begin(context, hit, high)
    if count > _COUNTED_AT_MOST or start < 0:
        return []
    found: list[tuple[int, int]] = []
    k = start
    while k < high and len(found) <= count:
        word = context.doc.words[k]
        comma = word.text == "," and k + 1 < high and context.doc.words[k + 1].has_conjunction
        if comma or (word.has_conjunction and k > start):
            found.append((start, k))
            start = k = k + comma
        elif _ends_topics(context, k):
            break
        k += 1
    if k > start:
        found.append((start, k))
    return found if len(found) == count else []


def _topics_begin(context: ClauseContext, hit: LexiconMatch, high: int) -> int:
    """Where the topics of agreements begin, past adjectives and in the field of; -1 where nothing opens them."""
    doc, k = context.doc, hit.end
    while k < high and (doc.words[k].nisbas or "a" in doc.words[k].pos) and not doc.words[k].definite:
        k += 1
    if k >= high or not (doc.texts[k] == IN or doc.texts[k] in Words.ABOUT):
        return -1
    return k + 1 + (k + 1 < high and doc.texts[k + 1] in Words.FIELD)


def _ends_topics(context: ClauseContext, k: int) -> bool:
    """Whether word `k` is no topic of agreements: a sign, a date, a verb, with whom they are, another agreement."""
    word = context.doc.words[k]
    if word.kind != "word" or word.text in (WITH, BETWEEN) or k in context.doc.in_date or only_verb(word):
        return True
    return context.doc.find(k, "agreement") is not None
