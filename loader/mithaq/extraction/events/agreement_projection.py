"""From agreement mentions to facts."""

from __future__ import annotations

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.entities import body_of
from mithaq.extraction.events.agreement_parties import AgreementMention
from mithaq.extraction.events.agreements import find_agreements
from mithaq.extraction.facts import Agreement, Ref
from mithaq.language.fold import normalize
from mithaq.language.partial_date import PartialDate

__all__ = ["project"]

_READ = ("agreement", 0.8)
_GUESSED = ("agreement of the article's states", 0.6)
"""Rule and confidence of an agreement that is read, and of one whose parties the whole article implies."""


def project(analysis: Analysis) -> tuple[Agreement, ...]:
    """The agreements of an article."""
    return tuple(_agreement(analysis, pact) for pact in find_agreements(analysis))


def _agreement(analysis: Analysis, pact: AgreementMention) -> Agreement:
    forms = sorted(dict.fromkeys(pact.forms), key=lambda f: (-len(f.split()), pact.forms.index(f)))
    folded = [normalize(f) for f in forms]
    topics = {t for phrase, t in analysis.doc.lexicon.topics for f in folded if phrase in f}
    parties = list(dict.fromkeys(pact.parties))
    for ref in pact.signatories:
        side = _side(analysis, ref)
        if len(parties) < 2 and side is not None and side not in parties:
            parties.append(side)
    return Agreement(
        forms[0],
        tuple(forms),
        pact.kind,
        analysis.evidence([m[0] for m in pact.mentions[:3]], *(_GUESSED if pact.guessed else _READ)),
        tuple(parties),
        tuple(dict.fromkeys(pact.signatories)),
        _past(analysis, pact.signed, pact.status),
        pact.status,
        tuple(sorted(topics)),
    )


def _side(analysis: Analysis, signatory: Ref) -> Ref | None:
    """The state that a signatory serves, else the body that he heads."""
    posts = analysis.positions[int(signatory.key)]
    state = next((p.state for p in posts if p.state), None)
    if state is not None:
        return Ref("state", state)
    return next((body for p in posts if (body := body_of(analysis, p)) is not None), None)


def _past(analysis: Analysis, signed: PartialDate | None, status: str | None) -> PartialDate | None:
    """A day of signing, unless it lies after the article (planned, or misread)."""
    written = analysis.article.date
    if signed is None or status == "planned":
        return None
    return None if written and signed.first > written.first and not signed.covers(written) else signed
