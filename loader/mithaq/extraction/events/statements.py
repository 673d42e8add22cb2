"""Find speech acts (accuse, condemn, threaten, invite, praise, demand, deny) with their speakers and targets.

Every way of telling a speech act has two halves that are read apart: who speaks (`speakers` for a verb, the topic of
the sentence for a participle, the giver of a noun), and at whom what is said is aimed (`speech_targets`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from mithaq.extraction.analysis import Analysis
from mithaq.extraction.events.denials import denials
from mithaq.extraction.events.invitations import invitations
from mithaq.extraction.events.reported_clauses import reported_clauses
from mithaq.extraction.events.speech_acts import Said
from mithaq.extraction.events.speech_nouns import speech_nouns
from mithaq.extraction.events.speech_targets import OWN_GOVERNMENT
from mithaq.extraction.events.speech_verbs import speech_verbs
from mithaq.extraction.facts import Ref, Statement
from mithaq.extraction.particles import AL
from mithaq.extraction.syntax.arguments import Argument
from mithaq.lexicon.word_groups import Words

__all__ = ["project"]

_MEDIA = "media"
"""The kind of organisation that reports: what it says is no statement of its own."""


def project(analysis: Analysis) -> tuple[Statement, ...]:
    """The statements of an article."""
    found: dict[tuple[Ref, str, tuple[Ref, ...]], Statement] = {}
    read = (speech_verbs, invitations, speech_nouns, reported_clauses)
    told = list(chain.from_iterable(reader(analysis) for reader in read))
    for said in (*told, *denials(analysis, told)):
        evidence = analysis.evidence([said.at], said.rule, said.confidence)
        for speaker, targets in _exported(analysis, said):
            found.setdefault((speaker, said.act, targets), Statement(speaker, said.act, targets, evidence))
    return tuple(found.values())


def _exported(analysis: Analysis, said: Said) -> Iterator[tuple[Ref, tuple[Ref, ...]]]:
    """The speakers, each with the targets that are not of his own side."""
    for speaker in said.speakers:
        ref, head = speaker.ref, analysis.doc.texts[speaker.start].removeprefix(AL)
        media = ref.kind == "organization" and analysis.groups[int(ref.key)].kind == _MEDIA
        if media or (said.act == "condemn" and head in Words.LAW_COURT):
            continue  # a court finds guilty
        refs = {it.ref for it in said.targets}
        if OWN_GOVERNMENT in refs:
            yield from ((ref, (own,)) for own in _government(analysis, speaker))
        elif targets := tuple(sorted(refs - analysis.context.sides(ref))):
            yield ref, targets


def _government(analysis: Analysis, speaker: Argument) -> list[Ref]:
    """The state whose government `the government` is, where one speaks of it who is not of it: an opposition leader."""
    if Words.OPPOSITION.isdisjoint(analysis.doc.texts[speaker.start : speaker.end]):
        return []
    state = analysis.home_of(speaker.ref) or (analysis.home if analysis.is_domestic else None)
    return [Ref("state", state)] if state else []
