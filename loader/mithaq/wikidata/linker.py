"""The linking of a whole store: candidates from each source in writer_lock, a decision a thing, links written
back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from mithaq.store import Store
from mithaq.wikidata.deciding import Decision, decide
from mithaq.wikidata.link_judgements import LinkJudgement
from mithaq.wikidata.link_log import LinkJudgementLog
from mithaq.wikidata.links import PERSON, Link, in_graph, read_links, write_links
from mithaq.wikidata.model import Candidate, Subject
from mithaq.wikidata.overruled_links import keep_overruled
from mithaq.wikidata.refused_links import Rejected, keep_refused
from mithaq.wikidata.subjects import read_subjects

__all__ = [
    "CandidateSource",
    "Judged",
    "LinkReport",
    "LocalCandidates",
    "SourceStopped",
    "canonical_judgements",
    "commit",
    "decide_all",
    "link",
    "links_of",
    "own_rejections",
    "rejected_of",
]  # fmt: skip

Judged = Mapping[str, Mapping[str, LinkJudgement]]
"""A person's judgements: by thing, then by item ("" for "Wikidata has none")."""

CHUNK = 50
"""Subjects that a source is asked about at once: as many identifiers as the Action API takes in one
request."""


class SourceStopped(Exception):
    """A source answers no more in this run; the message says why, and what to do."""


class CandidateSource(Protocol):
    """Where candidates come from. `candidates` may raise `SourceStopped`; after `go_offline`, it answers only from what
    it has at hand, and never raises."""

    @property
    def name(self) -> str: ...
    @property
    def wanted(self) -> Sequence[str]:
        """What it would have asked, where it may not ask."""

    def candidates(self, subjects: Sequence[Subject]) -> Mapping[str, Sequence[Candidate]]: ...
    def go_offline(self) -> None: ...


class LocalCandidates(Protocol):
    """Candidates that cost nothing to ask for."""

    def candidates(self, subject: Subject) -> Sequence[Candidate]: ...


@dataclass(slots=True)
class LinkReport:
    """What came of it. `stopped` says why a source gave up, by its name."""

    decisions: list[Decision] = field(default_factory=list)
    stopped: dict[str, str] = field(default_factory=dict)
    new: int = 0
    gone: int = 0

    @property
    def counts(self) -> Counter[str]:
        return Counter(decision.outcome for decision in self.decisions)


def decide_all(
    subjects: Iterable[Subject],
    known: LocalCandidates,
    sources: Sequence[CandidateSource] = (),
    judged: Judged | None = None,
    *,
    progress: Callable[[str, int, int], None] = lambda name, done, total: None,
) -> LinkReport:
    """Decide on every subject, in the order given.

    What `known` settles is not asked of `sources`, nor is anything that a person has judged. Each source sees
    what the ones before it left open; candidates add up. `progress` gets a source's name and how many of how
    many are done."""
    judged = judged or {}
    report = LinkReport()
    found: dict[int, list[Candidate]] = {}
    for subject in subjects:
        candidates = list(known.candidates(subject))
        found[len(report.decisions)] = candidates
        report.decisions.append(_decide(subject, candidates, judged))
    for source in sources:
        _ask(source, report, found, judged, progress)
    return report


def _ask(
    source: CandidateSource,
    report: LinkReport,
    found: dict[int, list[Candidate]],
    judged: Judged,
    progress: Callable[[str, int, int], None],
) -> None:
    places = [
        place for place, decision in enumerate(report.decisions)
        if decision.outcome in ("review", "none")
        and not decision.settled and decision.subject.kind != "state"
    ]  # fmt: skip
    for start in range(0, len(places), CHUNK):
        chunk = places[start : start + CHUNK]
        subjects = [report.decisions[place].subject for place in chunk]
        try:
            answers = source.candidates(subjects)
        except SourceStopped as reason:
            report.stopped[source.name] = str(reason)
            source.go_offline()
            answers = source.candidates(subjects)
        for place, subject in zip(chunk, subjects, strict=True):
            more = answers.get(subject.iri, ())
            if more:
                found[place] += more
                report.decisions[place] = _decide(subject, found[place], judged)
        progress(source.name, min(start + CHUNK, len(places)), len(places))


def _decide(subject: Subject, candidates: Sequence[Candidate], judged: Judged) -> Decision:
    return decide(subject, candidates, judged.get(subject.iri))


def canonical_judgements(judgements: Judged, store: Store) -> dict[str, dict[str, LinkJudgement]]:
    """Judgements by the things' present IRIs: articles loaded since may have joined two names. Of judgements
    on the same thing and item, the one whose IRI comes last in code point order counts."""
    found: dict[str, dict[str, LinkJudgement]] = {}
    for subject in sorted(judgements):
        found.setdefault(store.canonical(subject), {}).update(judgements[subject])
    return found


def links_of(decisions: Iterable[Decision], today: str) -> Iterator[Link]:
    """The links that decisions make. `today` dates the automatic ones."""
    for decision in decisions:
        if decision.qid is None:
            continue
        iri, best = decision.subject.iri, decision.best
        if decision.outcome == "accepted":
            judgement = decision.judgement
            assert judgement is not None
            yield Link(iri, decision.qid, PERSON, 1.0, judgement.when, judgement.who, judgement.why)
        elif best is not None:
            yield Link(iri, decision.qid, best.candidate.origin, best.score, today, "", best.why)


def own_rejections(store: Store) -> Rejected:
    """The rejections in the store's own file of judgements, by the things' present IRIs.

    Raises:
        UserError: a malformed line in the judgements.
    """
    return rejected_of(canonical_judgements(LinkJudgementLog(store.judgements).read(), store))


def rejected_of(judged: Judged) -> dict[str, frozenset[str]]:
    """The items that a person said things are not, by thing; "" among them where Wikidata has none for it."""
    return {
        subject: frozenset(q for q, j in mine.items() if j.verdict == "rejected" or (not q and j.verdict == "accepted"))
        for subject, mine in judged.items()
    }


def commit(store: Store, report: LinkReport, judgements: Judged, today: str) -> None:
    """Write the links of a report into a store that is open for writing, and let readers see them. Things
    that are gone since the report was made get none. The report learns how many links are new and how many
    are gone.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    judged = canonical_judgements(judgements, store)
    alive = (
        replace(link, subject=iri)
        for link in links_of(report.decisions, today)
        if in_graph(store, iri := store.canonical(link.subject))
    )
    before, after = read_links(store), list(alive)
    rejected = rejected_of(judged)
    report.new, report.gone = write_links(store, after, rejected)
    keep_overruled(store, before, after, judged.keys())
    keep_refused(store, rejected, own_rejections(store))
    store.publish()


def link(
    store: Store, known: LocalCandidates, sources: Sequence[CandidateSource], judgements: Judged, today: str
) -> LinkReport:
    """Decide on every thing of a store that is open for writing, and write the links.

    Where sources take long, decide over a store that is open for reading, and `commit` to it afterwards.

    Raises:
        StoreError: opened for reading; full disk, damaged files.
    """
    report = decide_all(read_subjects(store), known, sources, canonical_judgements(judgements, store))
    commit(store, report, judgements, today)
    return report
