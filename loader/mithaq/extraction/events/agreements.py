"""Agreements: what they are called, of which kind, between whom, and when signed.

A phrase that only points back (the agreement, this memorandum) belongs to the last agreement of that kind; two full
names are one agreement when one's words cover the other's, or when kind, parties and day of signing agree.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, BEH, LAM, WAW

from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.agreement_parties import (
    AgreementMention,
    agreed_by,
    article_parties,
    complete,
    gathered,
    known_parties,
    leavers,
    named_parties,
    pair_parties,
    pointed_at,
    predicate_parties,
    signers,
)
from mithaq.extraction.events.agreement_sets import AgreementSets, quantity
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.particles import ALA, BETWEEN, FROM, WITH
from mithaq.extraction.syntax.clauses import SIGNING, ClauseContext
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import clean_label, normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import strip_article
from mithaq.lexicon.groups import group, only

__all__ = ["AgreementMention", "find_agreements"]

_STATUS = {
    "sign": "signed",
    "initial": "initialled",
    "ratify": "ratified",
    "agree": "signed",
    "end": "ended",
    "finish": "ended",
    "negotiate": "negotiated",
    "join": "signed",
}
_SIGNING = frozenset({"sign", "agree", "initial"})


def find_agreements(analysis: Analysis) -> list[AgreementMention]:
    """The agreements of an article that the evidence of their clauses bears out."""
    context = analysis.context
    doc = context.doc
    pacts: list[AgreementMention] = []
    sets = AgreementSets(context)
    last = 0
    before: AgreementMention | None = None
    for hit in doc.find_all("agreement"):
        if hit.start < last or hit.start in doc.in_date or not _noun(context, hit, sets):
            continue
        pact = _read(analysis, hit)
        if pact is None:
            continue
        last = pact.mentions[0][1]
        if before is not None and sets.widen(before, pact):
            continue
        sets.place(pact, hit)
        if before is not None:
            _beside(context, before, pact)
        pair_parties(analysis, pact)
        members = sets.members(pact, hit)
        for member in members:
            _settle(pacts, member)
        before = members[-1] if members else pact
    for pact in _resolved(analysis):
        _settle(pacts, pact)
    _signed_it(analysis, pacts)
    for pact in pacts:
        known_parties(analysis, pact)
        article_parties(analysis, pact)
    return [p for p in pacts if _exported(p)]


def _exported(pact: AgreementMention) -> bool:
    """Whether the evidence for an agreement suffices: named by its own words and clause, or several by number with
    parties, and none that its members stand for."""
    borne_out = pact.status is not None and len(pact.parties) > 1 and (pact.counted or pact.clear or not pact.several)
    return not pact.absorbed and (pact.named or (borne_out and (pact.several or pact.words or not pact.definite)))


def _beside(context: ClauseContext, before: AgreementMention, pact: AgreementMention) -> None:
    """What an agreement shares with the one named before it in a list: they were signed together, by the same."""
    doc = context.doc
    if not before.status or doc.sentence(before.mentions[-1][0]) != doc.sentence(pact.mentions[0][0]):
        return
    joined = _joined(context, before.mentions[-1][1], pact.begin)
    if not pact.status and joined:
        pact.status, pact.named = before.status, bool(pact.words or (pact.parties and not pact.several))
        pact.signed = pact.signed or before.signed
    if joined and before.words and pact.words and before.words != pact.words:
        pact.series = before.series = before.series or before.mentions[0][0] + 1
    if pact.status and not pact.parties:
        pact.parties += before.parties
        pact.named = bool(pact.words) or not pact.several


def _signed_it(analysis: Analysis, pacts: list[AgreementMention]) -> None:
    """Who signed the agreement that was named last: (and) it was signed for the X side by A, and for the Y side by
    B."""
    context = analysis.context
    doc = context.doc
    for t in context.triggers.of("sign", "initial"):
        if not t.has_pronoun_suffix or t.noun or context.denied(t.at):
            continue
        low = doc.sentences[max(0, doc.sentence(t.at) - 1)][0]
        spoken = [(m[0], p) for p in pacts for m in p.mentions if low <= m[0] < t.at]
        if not spoken:
            continue
        pact = max(spoken, key=lambda found: found[0])[1]
        signers(analysis, pact, t)
        pact.status = pact.status or _STATUS[t.event_class]
        pact.signed = pact.signed or _day(context, t.at, t.at, context.bounds(t.at)[1])
        pact.named = pact.named or bool(pact.words)


def _resolved(analysis: Analysis) -> list[AgreementMention]:
    """What two sides agreed to do, where no agreement is named: (the two countries agreed on) forming a committee."""
    context = analysis.context
    doc = context.doc
    found: list[AgreementMention] = []
    for t in context.triggers.of("agree"):
        if t.noun or t.passive:
            continue
        _, high = context.bounds(t.at)
        on = next((k for k in range(t.end, min(high, t.end + 10)) if doc.texts[k] == ALA), None)
        if on is None or on + 1 >= high or context.agreements_in(t.at + 1, on + 5):
            continue
        deed = doc.words[on + 1]
        bound = deed.text in group("resolved to")
        if not bound and ("m" not in deed.pos or deed.definite or deed.text in group("not resolved")):
            continue
        end = name_extent(doc, on + 1, on + 2, matters=True)
        parties = agreed_by(context, t.at, on) or predicate_parties(analysis, t)
        if len(parties) < 2 or end - on < 3:
            continue
        words = frozenset(strip_article(w) for w in doc.texts[on + 1 : end])
        pact = AgreementMention(
            "accord", [(on + 1, end, 0)], words, parties, status="signed", named=True, forms=[doc.label(on + 1, end)]
        )
        found.append(pact)
    return found


def _joined(context: ClauseContext, end: int, start: int) -> bool:
    """Whether only a joint stands between two agreements: and, in addition to, as well as."""
    listed = context.doc.texts[start - 1] == "," and start - end <= 8
    if context.doc.texts[start - 1] == WAW and start - end <= 3:
        return True
    low = max(end, start - 3)
    if context.doc.texts[start - 1] in group("joins") and any(
        context.doc.texts[k] in group("besides") for k in range(low, start - 1)
    ):
        return True
    return (context.doc.texts[start][0] == WAW and (start - end <= 2 or listed)) or (
        start > end
        and all(context.doc.texts[k] in group("joins") or context.doc.texts[k] == "," for k in range(end, start))
    )


def _noun(context: ClauseContext, hit: LexiconMatch, sets: AgreementSets) -> bool:
    """Whether the words are the noun: not the masdar of agreeing (agreement on doing), not `he held` or a decade."""
    doc = context.doc
    kind, _ = hit.entry.value
    if normalize(hit.entry.form) in group("only when signed"):
        before = doc.words[hit.start - 1] if hit.start else None
        if before is not None and before.function_class == "prep" and before.text not in (ALA, FROM):
            return False
        return _signed_object(context, hit) or sets.lists(hit)
    after = doc.texts[hit.end] if hit.end < len(doc.texts) else ""
    if hit.entry.form and after == ALA and kind == "accord":
        return False
    if kind == "accord" and normalize(hit.entry.form) == only("agreement or agreeing") and _agreeing(context, hit):
        return False
    if hit.start and doc.texts[hit.start - 1] in group("after") and kind == "contract":
        return False  # for decades
    if hit.end == hit.start + 1 and kind in ("contract", "declaration"):
        word = doc.words[hit.start]
        if after in group("constitutional"):
            return False  # a declaration within a state
        if kind == "contract":
            told = context.triggers.of("sign", "initial", start=hit.end, end=hit.end + 1)
            return _signed_object(context, hit) or any(t.passive for t in told) or (
                not word.verbs
                and hit.article is False
                and any(h.entry.category == "body" for h in doc.hits.get(hit.end, ()))
            )
        following = doc.words[hit.end] if hit.end < len(doc.words) else None
        # a declaration is named by its place or subject: (the) Cairo declaration; announcing something is not one
        quoted = doc.texts[hit.end : hit.end + 1] == ["("]
        adjective = hit.article and following is not None and following.definite
        return _placed(doc, hit) or quoted or adjective
    return True


def _agreeing(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether the noun is the act: (the) agreeing of all on, to agree with the committee on."""
    doc = context.doc
    _, high = context.bounds(hit.start)
    on = next((k for k in range(hit.end, min(high, hit.end + 6)) if doc.texts[k] == ALA), None)
    if on is None or any(doc.words[k].kind == "sign" or k in doc.in_date for k in range(hit.end, on)):
        return False
    between = doc.texts[hit.end : on]
    act = hit.proclitics.endswith((LAM, BEH)) or (len(between) == 1 and not hit.article and doc.words[hit.end].definite)
    return act and not any(text in group("signed") for text in between)


def _signed_object(context: ClauseContext, hit: LexiconMatch) -> bool:
    """Whether a word that may be a verb or another noun is what somebody signs: no other verb stands between."""
    low, _ = context.bounds(hit.start)
    signs = context.triggers.of("sign", "initial", start=max(low, hit.start - 12), end=hit.start)
    words = context.doc.words
    if signs and signs[-1].noun and hit.start - signs[-1].end > 1:
        return False  # the signing is of something else
    return bool(signs) and not any(
        words[k].kind == "sign" or (words[k].verbs and not words[k].pos) for k in range(signs[-1].end, hit.start)
    )


def _placed(doc: Document, hit: LexiconMatch) -> bool:
    """Whether an agreement is called by its place: (the) Cairo declaration, (the) Kyoto protocol."""
    place = doc.find(hit.end, "capital", "place", *(() if hit.entry.value[0] == "declaration" else ("state",)))
    return place is not None and not place.proclitics and place.article == place.entry.definite


def _annexed(doc: Document, start: int, end: int) -> bool:
    """Whether a genitive makes the noun definite: (the) treaty of banning arms, (the) accord of cooperation."""
    for k in range(start, min(end, start + 4)):
        word = doc.words[k]
        if word.kind != "word" or word.function_class or word.has_conjunction:
            return False
        if word.definite:
            return True
        if doc.find(k, "state", "organization") is not None:
            return True
        if ("n" not in word.pos and "m" not in word.pos) or (
            any(p == LAM for p, *_ in word.stems[1:]) and not word.is_listed_form
        ):
            return False
    return False


def _content(context: ClauseContext, hit: LexiconMatch, end: int) -> frozenset[str]:
    """The words that tell one agreement from another: those of the phrase that are not of the head or the parties."""
    doc = context.doc
    head = {strip_article(w) for w in normalize(hit.entry.form).split()}
    actors = {
        k
        for it in context.arguments_in(hit.start + 1, end)
        if it.ref.kind != "official"
        for k in range(it.start, it.end)
    }
    soft = set()
    for k in range(hit.end, end):
        word = doc.texts[k]
        capital = doc.find(k, "capital")
        if capital is not None and (capital.proclitics == WAW or doc.texts[k - 1] in (WITH, BETWEEN)):
            continue
        if k in actors or doc.words[k].function_class or doc.words[k].kind == "sign" or word in group("bland"):
            continue
        if word in group("sides"):
            continue
        while len(word) > 4 and word[0] in LAM + BEH + WAW and not doc.words[k].is_listed_form:
            word = word[1:]
        if any(n.code for n in doc.words[k].nisbas) or word in group("great powers"):
            continue
        word = strip_article(word)
        soft.add(word[:-1] if len(word) > 3 and word.endswith(ALEF) else word)
    return frozenset(w for w in soft - head if w not in group("bland"))


def _read(analysis: Analysis, hit: LexiconMatch) -> AgreementMention | None:
    context = analysis.context
    doc = context.doc
    kind, number = hit.entry.value
    end = _extent(doc, hit)
    content = _content(context, hit, end)
    definite = (
        hit.article
        or doc.words[hit.end - 1].definite
        or _annexed(doc, hit.end, end)
        or _placed(doc, hit)
        or (kind == "declaration" and doc.texts[hit.end : hit.end + 1] == ["("])
    )
    pact = AgreementMention(kind, [(hit.start, end, len(hit.proclitics))], content, definite=definite)
    pact.forms = [doc.name(hit, end)]
    pact.begin, pact.count = quantity(doc, hit)
    pact.counted = pact.begin < hit.start
    if pact.counted:
        pact.forms.append(doc.label(pact.begin, end).removeprefix(WAW))
    pact.another = any(doc.texts[k] in group("another") for k in range(hit.end, end))
    start, stop = context.bounds(hit.start)
    signs = context.triggers.of(*SIGNING, "join", start=start, end=stop)
    trigger = _governor(context, hit, end, signs)
    following = next((h.start for h in context.agreements_in(end, stop)), stop)
    if trigger is not None and context.supposed(trigger.at):
        return None
    if trigger is not None:
        pact.status = _STATUS[trigger.event_class]
        pact.earlier = trigger.noun and doc.texts[max(0, trigger.at - 1)] in group("after")
        if trigger.event_class in _SIGNING:
            pact.signed = _day(context, trigger.at, end, following)
        if trigger.event_class in (*_SIGNING, "negotiate"):
            signers(analysis, pact, trigger)
        near = range(max(start, trigger.at - 4), min(trigger.at + 12, stop))
        if any(doc.texts[k] in group("initials") for k in near):
            pact.status = "initialled"
        if trigger.event_class in ("end", "join"):
            leavers(analysis, pact, trigger)
        pact.clear = trigger.at >= hit.start and not pact.definite
        pact.collective = any(doc.texts[k] in group("great powers") for k in range(trigger.at, min(stop, end + 6)))
        if trigger.future or _planned(doc, start, trigger.at):
            pact.status = "planned"
    near = range(hit.end, min(end + 6, stop, max(following, hit.end)))
    participle = next((k for k in near if doc.texts[k] in group("signed")), None)
    if participle is not None and any(doc.words[k].verbs and not doc.words[k].pos for k in range(end, participle)):
        participle = None
    if participle is not None:
        pact.status = pact.status or "signed"
        pact.earlier = trigger is None
        pact.signed = pact.signed or _day(context, participle, participle, following)
    dated = next((k for k in range(end, min(end + 9, following)) if doc.texts[k] in group("dated")), None)
    if dated is not None:
        pact.signed = pact.signed or _day(context, dated, dated, following)
    if pact.status is None and any(doc.texts[k] in group("in force") for k in range(max(start, hit.start - 6), hit.start)):
        pact.status = "signed"
        pact.signed = _day(context, hit.start, end, following)
    named_parties(context, pact, hit, end, participle)
    if participle is not None:
        complete(context, pact, None, participle)
    gathered(analysis, pact, end)
    pointed_at(context, pact, end)
    if participle is None and trigger is not None and not pact.collective and not pact.earlier:
        complete(context, pact, trigger)
    plural = pact.several = number == "p" or pact.count > 2
    done = trigger is not None or participle is not None or dated is not None
    nations = len({n.code for k in range(hit.end, end) for n in doc.words[k].nisbas[:1] if n.code}) > 1
    between = (BETWEEN in doc.texts[hit.end : end + 3] or nations) and len(pact.parties) > 1
    pact.named = (bool(content or nations) and (done or not plural) and (definite or done or between)) or (
        ((done and pact.status != "ended") or (between and kind == "declaration"))
        and not plural
        and bool(pact.parties or pact.signed or pact.signatories)
    )
    if plural and not any(doc.words[k].definite or doc.find(k, "state") for k in range(hit.end, end)):
        pact.named = False  # major agreements: how they are, and not which
    if plural and pact.status in (None, "planned"):
        pact.named = False
    return pact


def _extent(doc: Document, hit: LexiconMatch) -> int:
    """One past the name of an agreement; with the agreement that a programme carries out, and with the verb that says
    what it deals with."""
    end = name_extent(doc, hit.start, hit.end, matters=True)
    carried = doc.find(end, "agreement") if end < len(doc.words) else None
    if carried is not None and carried.proclitics == LAM and hit.entry.value[0] == "plan":
        return name_extent(doc, carried.start, carried.end, matters=True)
    if end + 1 < len(doc.words) and doc.texts[end] in group("deals with") and doc.texts[end + 1].startswith(BEH):
        return name_extent(doc, hit.start, end + 2, matters=True)
    return end


def _governor(context: ClauseContext, hit: LexiconMatch, end: int, signs: list[Trigger]) -> Trigger | None:
    """The signing (ratifying, ending ...) that this agreement is the object of."""
    doc = context.doc
    best = None
    for t in signs:
        if t.at >= hit.start:
            # that was signed: after the name, through a relative, or with an indefinite name right after it
            if t.at == end and (t.has_pronoun_suffix or (t.passive and not hit.article)) and not t.noun:
                return t
            if (
                t.at - end <= 8
                and any(doc.words[k].function_class in ("rel", "part") for k in range(max(end, t.at - 4), t.at))
                and not any(
                    doc.words[k].verbs and not doc.words[k].pos and doc.texts[k] not in group("came about")
                    for k in range(end, t.at)
                )
            ):
                return t
            continue
        gap = range(t.end, hit.start)
        if len(gap) > 30 or any(doc.texts[k] in (":", ";") for k in gap):
            continue
        if any(doc.words[k].verbs and not doc.words[k].pos and doc.words[k].verbs[0].event_class == "say" for k in gap):
            continue
        if t.noun and len(gap) > 3 and not _sides_only(context, t.end, hit.start):
            continue
        best = t
    return best


def _sides_only(context: ClauseContext, start: int, end: int) -> bool:
    """Whether words `start` to `end` name nothing but who, where and when: (the signing) between A and B in X on."""
    doc = context.doc
    named = {k for it in context.arguments_in(start, end) for k in range(it.start, it.end)}
    return all(
        k in named
        or k in doc.in_date
        or doc.words[k].function_class in ("prep", "adv")
        or doc.find(k, "capital", "place") is not None
        for k in range(start, end)
    )


def _planned(doc: Document, start: int, at: int) -> bool:
    return any(doc.texts[k] in group("planned") for k in range(max(start, at - 5), at))


def _day(context: ClauseContext, at: int, end: int, following: int) -> PartialDate | None:
    """When an agreement was signed: the first date after its name and before the next agreement's, else one between the
    signing and the name; else, where the sentence has only this agreement, the nearest."""
    texts = context.doc.texts
    for a, _, mention in context.dates_in(end, following):
        since = any(texts[k] in group("after") for k in range(max(end, a - 2), a))
        if since and any(m.date is not None for _, _, m in context.dates_in(at, end)):
            continue  # (signed on Thursday) since Monday
        if mention.date is not None and not any(
            context.doc.words[k].verbs
            and context.doc.words[k].verbs[0].event_class not in _SIGNING
            and not context.doc.words[k].pos
            for k in range(end, a)
        ):
            return mention.date
    low, high = context.bounds(at)
    for _, _, mention in context.dates_in(at, end):
        if mention.date is not None:
            return mention.date
    if len(context.agreements_in(low, high)) > 1:
        return None
    return context.day(at)


def _settle(pacts: list[AgreementMention], pact: AgreementMention) -> None:
    """Join a mention to the agreement it speaks of, or start a new one."""
    alike = [p for p in pacts if p.kind == pact.kind]
    for known in reversed(alike):
        if known.series and known.series == pact.series:
            continue  # signed beside it
        if _same(known, pact) or (len(alike) == 1 and _points_back(known, pact)):
            known.mentions += pact.mentions
            known.forms += [f for f in pact.forms if clean_label(f) not in known.forms]
            known.words = known.words if len(known.words) >= len(pact.words) else pact.words
            known.parties += [p for p in pact.parties if p not in known.parties]
            known.signatories += [p for p in pact.signatories if p not in known.signatories]
            if known.signed is None or (pact.signed is not None and known.signed.covers(pact.signed)):
                known.signed = pact.signed or known.signed
            known.status = known.status or pact.status
            known.named = known.named or pact.named
            known.series = known.series or pact.series
            return
    pacts.append(pact)


def _points_back(known: AgreementMention, pact: AgreementMention) -> bool:
    """Whether a definite phrase with other words may be the only agreement of its kind so far."""
    if pact.another or pact.counted or not pact.definite or (pact.signed and known.signed and pact.signed != known.signed):
        return False
    if pact.parties and known.parties and not set(pact.parties) & set(known.parties):
        return False
    return bool(known.words & pact.words) or (bool(pact.parties) and set(pact.parties) <= set(known.parties))


def _same(known: AgreementMention, pact: AgreementMention) -> bool:
    if known.kind != pact.kind or pact.another:
        return False
    if pact.counted:
        return known.counted and pact.count == known.count
    if not pact.words and pact.definite:
        return True
    if known.signed and pact.signed and not (known.signed.covers(pact.signed) or pact.signed.covers(known.signed)):
        return False
    if not pact.words:
        return bool(set(known.parties) & set(pact.parties))
    if not known.words:
        return known.definite
    if known.signed and known.signed == pact.signed and set(known.parties) & set(pact.parties):
        return True
    common = len(known.words & pact.words)
    small = min(len(known.words), len(pact.words))
    if common == small and (pact.definite or small >= 2):
        return True
    shared = set(known.parties) & set(pact.parties)
    if common == small and shared and (known.definite or (len(shared) > 1 and shared == set(known.parties))):
        return True
    return common / (len(known.words | pact.words)) >= 0.6
