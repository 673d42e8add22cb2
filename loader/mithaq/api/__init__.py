"""The Python API: extract facts from a text, and load, query, explain and export a graph.

Use it through the top-level package, which imports it on first use::

    import mithaq

    facts = mithaq.extract(text, date="2017-07-11")
    with mithaq.open("my-store") as graph:
        graph.load("articles/")
        rows = graph.query("agreements-between", state="QA", other="US")

Values are Python values: strings, numbers, dates, and `Thing`, a string that also carries an IRI.
"""

from mithaq.api.articles import article, extract
from mithaq.api.explanation import ExplainedFact, Explanation, Source, Term
from mithaq.api.graph import Graph, open
from mithaq.api.judging import RecordedJudgement
from mithaq.api.loading import LoadResult
from mithaq.api.results import QueryResult
from mithaq.api.values import Thing, Value
from mithaq.corrections import Correction, Quotation
from mithaq.errors import UserError
from mithaq.extraction import FunctionExtractor
from mithaq.extraction.facts import (
    Agreement,
    BareTitle,
    Evidence,
    Facts,
    Forum,
    Mediation,
    Meeting,
    Official,
    Organization,
    Place,
    Post,
    Ref,
    Sanction,
    State,
    Statement,
    Tenure,
    Visit,
)
from mithaq.judgements import Conflict, Judgement, Merge
from mithaq.language.partial_date import PartialDate
from mithaq.pipeline import RecordedCorrection
from mithaq.reading import Article, Span

__all__ = [
    "Agreement",
    "Article",
    "BareTitle",
    "Conflict",
    "Correction",
    "Evidence",
    "ExplainedFact",
    "Explanation",
    "Facts",
    "Forum",
    "FunctionExtractor",
    "Graph",
    "Judgement",
    "LoadResult",
    "Mediation",
    "Meeting",
    "Merge",
    "Official",
    "Organization",
    "PartialDate",
    "Place",
    "Post",
    "QueryResult",
    "Quotation",
    "RecordedCorrection",
    "RecordedJudgement",
    "Ref",
    "Sanction",
    "Source",
    "Span",
    "State",
    "Statement",
    "Tenure",
    "Term",
    "Thing",
    "UserError",
    "Value",
    "Visit",
    "article",
    "extract",
    "open",
]
