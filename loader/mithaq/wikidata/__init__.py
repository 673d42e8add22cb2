"""Things of the graph tied to Wikidata's items: candidates, scores a person can read, judgements, links.

`link` decides on every thing of a store and writes the links; what it cannot decide waits for a person, whose
word goes into a `Book` of judgements (SSSOM) and is never asked for twice. Offline, candidates come from the
authority tables and from answers kept earlier; `online` sources are asked only when the caller passes them.
"""

from mithaq.wikidata.authority import Authority
from mithaq.wikidata.carrying import Carried, carry_over
from mithaq.wikidata.deciding import Decision, decide, rank
from mithaq.wikidata.enriching import prune
from mithaq.wikidata.exporting import links_as_sssom, links_as_turtle
from mithaq.wikidata.judgements import Book, Judgement
from mithaq.wikidata.linker import Report, Source, Stopped, commit, decide_all, judged_now, link
from mithaq.wikidata.links import LINKS, Link, read_links
from mithaq.wikidata.quickstatements import quickstatements
from mithaq.wikidata.reading import read_subjects
from mithaq.wikidata.scoring import Feature, Scored, score
from mithaq.wikidata.things import Candidate, Subject, is_qid

__all__ = [
    "LINKS", "Authority", "Book", "Candidate", "Carried", "Decision", "Feature", "Judgement", "Link", "Report",
    "Scored", "Source", "Stopped", "Subject", "carry_over", "commit", "decide", "decide_all", "is_qid", "judged_now",
    "link", "links_as_sssom", "links_as_turtle", "prune", "quickstatements", "rank", "read_links", "read_subjects",
    "score",
]  # fmt: skip
