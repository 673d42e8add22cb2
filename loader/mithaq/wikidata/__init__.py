"""Link things of the graph to Wikidata items: candidates, explained scores, judgements, links.

`link` decides for every thing of a store and writes the links. Undecided things wait for a reviewer, whose judgements
are stored with all others (`LinkJudgementLog`) or in an SSSOM table (`JudgementFile`). Offline, candidates come from
the authority tables and from cached responses; online services are only queried if the caller passes them as sources.
"""

from mithaq.wikidata.candidate_scoring import Feature, Scored, score
from mithaq.wikidata.deciding import Decision, decide, rank
from mithaq.wikidata.enriching import prune
from mithaq.wikidata.exporting import links_as_sssom, links_as_turtle
from mithaq.wikidata.known_items import KnownItems
from mithaq.wikidata.link_judgements import JudgementFile, LinkJudgement
from mithaq.wikidata.link_log import LinkJudgementLog, LinkJudgements
from mithaq.wikidata.link_migration import MigratedLinks, migrate_links
from mithaq.wikidata.linker import (
    CandidateSource,
    LinkReport,
    SourceStopped,
    canonical_judgements,
    commit,
    decide_all,
    link,
)
from mithaq.wikidata.links import LINKS, Link, read_links
from mithaq.wikidata.model import Candidate, Subject, is_qid
from mithaq.wikidata.quickstatements import quickstatements
from mithaq.wikidata.subjects import read_subjects

__all__ = [
    "LINKS",
    "Candidate",
    "CandidateSource",
    "Decision",
    "Feature",
    "JudgementFile",
    "KnownItems",
    "Link",
    "LinkJudgement",
    "LinkJudgementLog",
    "LinkJudgements",
    "LinkReport",
    "MigratedLinks",
    "Scored",
    "SourceStopped",
    "Subject",
    "canonical_judgements",
    "commit",
    "decide",
    "decide_all",
    "is_qid",
    "link",
    "links_as_sssom",
    "links_as_turtle",
    "migrate_links",
    "prune",
    "quickstatements",
    "rank",
    "read_links",
    "read_subjects",
    "score",
]  # fmt: skip
