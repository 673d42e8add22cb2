"""The phrases that name agreements, one by one: what they are called, what their clause says became of them, and when.

Whether a phrase names an agreement by itself is decided here by its clause.
"""

from __future__ import annotations

from pyarabic.araby import ALEF, ALEF_MAKSURA, BEH, LAM, TEH_MARBUTA, WAW

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.document import Document, LexiconMatch
from mithaq.extraction.events.agreement_nouns import OWN, RELATIVE_REACH, classified, placed, undergone
from mithaq.extraction.events.agreement_parties import (
    AgreementMention,
    complete,
    given_out_by,
    leavers,
    named_parties,
    owner,
    signers,
)
from mithaq.extraction.events.agreement_sets import quantity
from mithaq.extraction.mentions.noun_phrases import name_extent
from mithaq.extraction.particles import BETWEEN, IN, WITH
from mithaq.extraction.syntax.clauses import SIGNING, ClauseContext
from mithaq.extraction.syntax.modality import wished
from mithaq.extraction.syntax.triggers import Trigger
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate
from mithaq.lexicon import strip_article
from mithaq.lexicon.word_groups import Words

__all__ = ["STATUS", "read_mention", "signing_day"]

STATUS = {
    "sign": "signed",
    "initial": "initialled",
    "ratify": "ratified",
    "agree": "signed",
    "end": "ended",
    "finish": "ended",
    "negotiate": "negotiated",
    "join": "signed",
    "result": "signed",
    "hold": "signed",
}
_SIGNING = frozenset({"sign", "agree", "initial", "result", "hold"})
_YEAR_DIGITS = 4
_FIRST_YEAR = "1600"
"""No agreement in the news is called by a year before this one."""
_OF_YEAR = frozenset(text for text in Words.YEAR if text.startswith(LAM))
_BEFORE_YEAR = (Words.SIGNED | Words.YEAR | {IN}) - _OF_YEAR
_YEAR_REACH = 7
"""Words after a signing in which its year may stand."""
_MAKING = ("result", "hold")
_RESULT_REACH = 10
"""Words between a verb of resulting and the agreement that came out."""
_PARTNER_REACH = 3
"""Words after `with` in which a partner is named."""
_AIM = 3
"""Words before an agreement in which it is said that somebody tries to reach it."""
_FEMININE = (TEH_MARBUTA, ALEF_MAKSURA)
_IN_FORCE_REACH = 6
"""Words before an agreement in which something may be said to rest on it."""


def _judging(doc: Document, k: int) -> bool:
    """Whether word `k` is a quotation mark or a definite adjective that tells no kind (the terrible accord)."""
    word = doc.words[k]
    return word.kind == "sign" or (word.definite and not (classified(doc, k) or word.function_class))


def _annexed(doc: Document, start: int, end: int) -> bool:
    """Whether a genitive makes the noun definite: (the) treaty of banning arms, (the) accord of cooperation."""
    for k in range(start, min(end, start + 4)):
        word = doc.words[k]
        if word.kind != "word" or word.function_class or word.has_conjunction:
            return False
        if word.definite:
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
    only_judged = bool(hit.article) and all(_judging(doc, k) for k in range(hit.end, end))
    if only_judged:
        return frozenset()
    actors = {
        k
        for it in context.arguments_in(hit.start + 1, end)
        if it.ref.kind != "official"
        for k in range(it.start, it.end)
    }
    soft = set()
    for k in range(hit.end, end):
        word = doc.texts[k]
        if word in Words.YEAR or _year(word):
            continue
        if k in actors or doc.words[k].function_class or doc.words[k].kind == "sign" or word in Words.BLAND:
            continue
        if word in Words.SIDES:
            continue
        while len(word) > 4 and word[0] in LAM + BEH + WAW and not doc.words[k].is_listed_form:
            word = word[1:]
        if any(n.code for n in doc.words[k].nisbas) or word in Words.GREAT_POWERS:
            continue
        word = strip_article(word)
        soft.add(word[:-1] if len(word) > 3 and word.endswith(ALEF) else word)
    return frozenset(w for w in soft - head if w not in Words.BLAND)


def read_mention(analysis: Analysis, hit: LexiconMatch) -> AgreementMention | None:
    """One phrase that names an agreement, with what its clause says of it; None where it is only supposed."""
    context = analysis.context
    doc = context.doc
    joint = hit.entry.value[0] == "declaration" and not Words.STATEMENT.isdisjoint(doc.texts[hit.start : hit.end])
    end = hit.end if joint else _extent(context, hit)
    pact = _described(context, hit, end)
    pact.joint = joint
    if not pact.definite and not pact.counted and _aimed_at(context, hit.start):
        return None
    start, stop = context.bounds(hit.start)
    following = next((h.start for h in context.agreements_in(end, stop)), stop)
    trigger = analysis.once(_governors).get(hit.start) or _governor(
        context, hit, end, context.triggers.of(*SIGNING, "join", *_MAKING, start=start, end=stop)
    )
    if trigger is not None and _of_another(context, hit, trigger):
        trigger = None
    if trigger is not None and (context.supposed(trigger.at) or _never_signed(context, pact, trigger)):
        return None
    if trigger is not None:
        _governed(analysis, pact, trigger, following)
    participle = _participle(doc, hit, end, min(stop, max(following, hit.end)))
    if participle is not None:
        pact.status = pact.status or "signed"
        pact.earlier = trigger is None
        pact.signed = pact.signed or signing_day(context, participle, participle, following)
    dated = next((k for k in range(end, min(end + 9, following)) if doc.texts[k] in Words.DATED), None)
    pact.signed = pact.signed or _year_in_name(doc, hit) or _told_day(context, end, following)
    pact.signed = pact.signed or _year_told(doc, hit.end, min(end + 2, stop), _OF_YEAR)
    told = end if participle is None else participle + 1
    if participle is not None or (trigger is not None and trigger.event_class in _SIGNING):
        pact.signed = pact.signed or _year_told(doc, told, min(told + _YEAR_REACH, following), _BEFORE_YEAR)
    rests = range(max(start, hit.start - _IN_FORCE_REACH), hit.start)
    under = not (pact.definite or Words.UNDER.isdisjoint(doc.texts[max(start, hit.start - 2) : hit.start]))
    if pact.status is None and (under or any(doc.texts[k] in Words.IN_FORCE for k in rests)):
        pact.status = "signed"
        pact.signed = signing_day(context, hit.start, end, following)
    named_parties(analysis, pact, hit, end, participle)
    if hit.entry.value[1] == OWN:
        owner(context, pact, hit.start)
        pact.owned = True
        if not pact.parties:
            return None
    if trigger is not None and participle is None and not pact.collective and not pact.earlier:
        complete(analysis, pact, trigger)
    _name(context, pact, hit, trigger is not None or participle is not None or dated is not None)
    if joint:
        pact.status = pact.status or "signed"
        given_out_by(context, pact, end)
    return pact


def _aimed_at(context: ClauseContext, start: int) -> bool:
    """Whether what is named from word `start` on is only what somebody tries to come to: to reach an accord, before an
    accord was reached, without any accord, hopes to sign an accord."""
    texts = context.doc.texts
    low = max(context.bounds(start)[0], start - _AIM)
    if texts[start - 1] in Words.ANY or any(text in Words.TO_REACH for text in texts[low:start]):
        return True
    masdar = next((k for k in range(start - 1, low - 1, -1) if texts[k].lstrip(BEH + LAM) in Words.CONCLUDING), -1)
    return masdar > low and (texts[masdar - 1] in Words.ON_THE_WAY or wished(context, masdar))


def _of_another(context: ClauseContext, hit: LexiconMatch, trigger: Trigger) -> bool:
    """Whether a noun of signing governs another agreement, named between it and this one, which is the genitive of a
    noun of its own: (since) the signing of the accord, (progress in) carrying out the plan."""
    between = context.agreements_in(trigger.end, hit.start) if trigger.noun and trigger.at < hit.start else []
    before = context.doc.words[hit.start - 1] if hit.start else None
    own = before is not None and "m" in before.pos and not before.definite and not before.function_class
    return bool(between) and own and not hit.proclitics


def _year(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) == _YEAR_DIGITS and text > _FIRST_YEAR


def _year_in_name(doc: Document, hit: LexiconMatch) -> PartialDate | None:
    """The year that an agreement is called by: the (year) 2015 accord."""
    texts = doc.texts[hit.end : hit.end + 2]
    year = next((text for text in texts[: 2 if texts[:1] and texts[0] in Words.YEAR else 1] if _year(text)), "")
    return PartialDate.parse(year) if year and not hit.article else None


def _year_told(doc: Document, start: int, stop: int, lead: frozenset[str]) -> PartialDate | None:
    """The year after one of the words of `lead`, with no verb before it: (the accord) of (the year) 2015, (signed with
    A) in 2015."""
    for k in range(start, min(stop, len(doc.texts))):
        if _year(doc.texts[k]) and doc.texts[k - 1] in lead:
            return PartialDate.parse(doc.texts[k])
        if doc.words[k].kind == "sign" or (doc.words[k].verbs and not doc.words[k].pos):
            break
    return None


def _told_day(context: ClauseContext, end: int, following: int) -> PartialDate | None:
    """The day of a signing told by a relative clause beside what else became of an agreement: (he left) the accord that
    was concluded in 2015."""
    signs = context.triggers.of(*_SIGNING, start=end, end=min(end + RELATIVE_REACH, following))
    texts = context.doc.texts
    told = next(
        (
            t.at
            for t in signs
            if texts[t.at - 1] in Words.RELATIVE or t.at - (texts[t.at - 1] in Words.CAME_ABOUT) == end
        ),
        None,
    )
    return signing_day(context, told, told, following) if told is not None else None


def _never_signed(context: ClauseContext, pact: AgreementMention, trigger: Trigger) -> bool:
    """Whether the signing of an agreement that nothing else is known of is denied."""
    return trigger.event_class in _SIGNING and not pact.definite and context.denied(trigger.at)


def _described(context: ClauseContext, hit: LexiconMatch, end: int) -> AgreementMention:
    """The phrase itself: its kind, its words, how many it speaks of, and whether it is definite."""
    doc = context.doc
    kind, number = hit.entry.value
    definite = (
        hit.article
        or number == OWN
        or doc.words[hit.end - 1].definite
        or _annexed(doc, hit.end, end)
        or placed(doc, hit)
        or _year_in_name(doc, hit) is not None
        or (hit.end in doc.in_date and doc.texts[hit.end].isdecimal())  # the accord of 14 July
        or (kind == "declaration" and doc.texts[hit.end : hit.end + 1] == ["("])
        or doc.texts[hit.end : hit.end + 1] == ['"']
    )
    pact = AgreementMention(
        kind, [(hit.start, end, len(hit.proclitics))], _content(context, hit, end), definite=definite
    )
    pact.forms = [doc.name(hit, end)]
    pact.begin, pact.count = quantity(doc, hit)
    pact.counted = pact.begin < hit.start
    if pact.counted:
        pact.forms.append(doc.label(pact.begin, end).removeprefix(WAW))
    pact.several = number == "p" or pact.count > 2
    pact.another = any(doc.texts[k] in Words.ANOTHER for k in range(hit.end, end))
    return pact


def _governed(analysis: Analysis, pact: AgreementMention, trigger: Trigger, following: int) -> None:
    """What the predicate that governs an agreement says of it: status, day, parties."""
    context = analysis.context
    doc = context.doc
    first, end, _ = pact.mentions[0]
    start, stop = context.bounds(first)
    pact.status = STATUS[trigger.event_class]
    pact.earlier = trigger.noun and not Words.AFTER.isdisjoint(doc.texts[max(0, trigger.at - 1) : trigger.at + 1])
    pact.relative = trigger.at >= first
    pact.collective = any(doc.texts[k] in Words.GREAT_POWERS for k in range(trigger.at, min(stop, end + 6)))
    if trigger.event_class in _SIGNING:
        pact.signed = signing_day(context, trigger.at, end, following)
    if trigger.event_class in (*_SIGNING, "negotiate"):
        signers(analysis, pact, trigger)
    elif trigger.event_class in ("end", "join", "ratify"):
        leavers(analysis, pact, trigger)
    if any(doc.texts[k] in Words.INITIALS for k in range(max(start, trigger.at - 4), min(trigger.at + 12, stop))):
        pact.status = "initialled"
    if trigger.future or _planned(doc, start, trigger.at):
        pact.status = "planned"


def _participle(doc: Document, hit: LexiconMatch, end: int, stop: int) -> int | None:
    """The participle that says an agreement is signed, in its phrase or right after it, no verb in between."""
    found = next((k for k in range(hit.end, min(end + 6, stop)) if doc.texts[k] in Words.SIGNED), None)
    if found is None or any(doc.words[k].verbs and not doc.words[k].pos for k in range(end, found)):
        return None
    return found


def _name(context: ClauseContext, pact: AgreementMention, hit: LexiconMatch, done: bool) -> None:
    """Decide whether a phrase names an agreement by itself; `done` tells that its clause says what became of it."""
    doc, (_, end, _) = context.doc, pact.mentions[0]
    partner = (
        not wished(context, hit.start)
        and pact.definite
        and bool(pact.parties)
        and not pact.several
        and _with_partner(doc, hit, end)
    )
    nations = len({n.code for k in range(hit.end, end) for n in doc.words[k].nisbas[:1] if n.code}) > 1
    between = (BETWEEN in doc.texts[hit.end : end + 3] or nations) and len(pact.parties) > 1
    told = bool(pact.words) or nations
    if pact.several:  # which ones, and not only how they are (major agreements)
        which = any(doc.words[k].definite or doc.find(k, "state") for k in range(hit.end, end))
        pact.named = told and done and which and pact.status not in (None, "planned")
        return
    by_deed = (done and (pact.status != "ended" or pact.signed is not None)) or (between and pact.kind == "declaration")
    known = bool(pact.parties or pact.signed or pact.signatories)
    pact.named = (told and (pact.definite or done or between)) or (by_deed and known) or partner


def _with_partner(doc: Document, hit: LexiconMatch, end: int) -> bool:
    """Whether an agreement is known by its partner: the accord with X; not the accord between the two countries."""
    near = range(hit.end, min(end + 1, hit.end + 2))
    at = next((k for k in near if doc.texts[k] in (WITH, BETWEEN)), None)
    own = hit.article or hit.entry.value[1] == OWN
    return bool(own) and at is not None and doc.texts[at + 1] not in Words.SIDES


def _extent(context: ClauseContext, hit: LexiconMatch) -> int:
    """One past the name of an agreement; with the agreement that a programme carries out, and with the verb that says
    what it deals with. A noun with the article that says no more by itself has no phrase of place or circumstance in
    its name: the accord in closed sessions, the accord with the positions of."""
    doc = context.doc
    end = name_extent(doc, hit.start, hit.end, matters=True)
    end -= end in doc.in_date and end > hit.end and doc.texts[end - 1] in Words.PART_OF_A_TIME  # early in May
    after = doc.texts[hit.end : hit.end + 2]
    if hit.article and after and (_of_another_noun(doc, hit) or _told_in_quotes(doc, hit.end)):
        return hit.end
    if hit.article and after[:1] == [IN] and after[1] not in Words.FIELD:
        return hit.end
    if hit.article and after[:1] == [WITH] and not context.arguments_in(hit.end + 1, hit.end + _PARTNER_REACH):
        return hit.end
    carried = doc.find(end, "agreement") if end < len(doc.words) else None
    if carried is not None and carried.proclitics == LAM and hit.entry.value[0] == "plan":
        return name_extent(doc, carried.start, carried.end, matters=True)
    if (
        not hit.article
        and end + 1 < len(doc.words)
        and doc.texts[end] in Words.DEALS_WITH
        and doc.texts[end + 1].startswith(BEH)
    ):
        return name_extent(doc, hit.start, end + 2, matters=True)
    return end


def _told_in_quotes(doc: Document, k: int) -> bool:
    """Whether what is quoted at word `k` is told of a definite noun, and is not its name: the accord "allows"."""
    return doc.texts[k] == '"' and k + 1 < len(doc.words) and not doc.words[k + 1].definite


def _of_another_noun(doc: Document, hit: LexiconMatch) -> bool:
    """Whether the feminine adjective after a masculine noun belongs to the one before it: the other sides of the
    accord."""
    masculine = hit.entry.value[1] == "s" and not hit.entry.form.endswith(TEH_MARBUTA)
    return masculine and doc.words[hit.end].definite and doc.text(hit.end, hit.end + 1).endswith(_FEMININE)


def _governor(context: ClauseContext, hit: LexiconMatch, end: int, signs: list[Trigger]) -> Trigger | None:
    """The signing (ratifying, ending ...) that this agreement is the object of."""
    doc = context.doc
    best = None
    for t in signs:
        if t.event_class in _MAKING and (best is not None or not _makes(context, hit, t)):
            continue
        if t.at >= hit.start:
            # that was signed: after the name, through a relative, or with an indefinite name right after it
            took_place = not Words.CAME_ABOUT.isdisjoint(doc.texts[t.at - 1 : t.at + 1]) and not hit.article
            if took_place and 0 <= t.at - end <= RELATIVE_REACH and _sides_only(context, end, t.at - 1):
                return t  # an accord between A and B, the signing of which took place
            if t.at == end and (t.has_pronoun_suffix or (undergone(doc, t) and not hit.article)) and not t.noun:
                return t
            if (
                t.at - end <= 8
                and any(
                    doc.words[k].function_class in ("rel", "part") or doc.texts[k] in Words.RELATIVE
                    for k in range(max(end, t.at - 4), t.at)
                )
                and not any(
                    doc.words[k].verbs and not doc.words[k].pos and doc.texts[k] not in Words.CAME_ABOUT
                    for k in range(end, t.at)
                )
            ):
                return t
            continue
        gap = range(t.end, hit.start)
        if len(gap) > 30 or any(doc.texts[k] in (":", ";") for k in gap):
            continue
        if t.noun and len(gap) > 3 and not _sides_only(context, t.end, hit.start):
            continue
        best = t
    return best


def _makes(context: ClauseContext, hit: LexiconMatch, t: Trigger) -> bool:
    """Whether a verb of another frame says that an agreement came about: (the talks) resulted in an accord, (and) he
    made an accord with her."""
    doc = context.doc
    new = not (t.noun or t.has_pronoun_suffix or t.at > hit.start or doc.words[hit.end - 1].definite)
    if not new or hit.entry.value[0] == "declaration":
        return False
    return _sides_only(context, t.end, hit.start) or (t.event_class == "result" and hit.start - t.end <= _RESULT_REACH)


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
    return any(doc.texts[k] in Words.PLANNED for k in range(max(start, at - 5), at))


def signing_day(context: ClauseContext, at: int, end: int, following: int) -> PartialDate | None:
    """When an agreement was signed: the first date after its name and before the next agreement's, else one between the
    signing and the name; else, where the sentence has only this agreement, the nearest."""
    texts = context.doc.texts
    for a, _, mention in context.dates_in(end, following):
        since = any(texts[k] in Words.AFTER for k in range(max(end, a - 2), a))
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


def _governors(analysis: Analysis) -> dict[int, Trigger]:
    found: dict[int, Trigger] = {}
    for p in analysis.predicates.of(*SIGNING, "join", *_MAKING):
        for n in p.nominals("theme"):
            found.setdefault(n.start, p.trigger)
    return found
