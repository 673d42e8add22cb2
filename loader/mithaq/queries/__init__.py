"""Stored queries: a catalogue of SPARQL queries with declared, typed parameters.

`Catalogue` reads and validates the queries, `NameResolver` resolves typed names to IRIs, `prepare` binds the
parameters as RDF terms, and `write_results` writes results in any format.
"""

from mithaq.queries.asof import as_of
from mithaq.queries.binding import to_sparql
from mithaq.queries.catalogue import Catalogue, StoredQuery, read_query
from mithaq.queries.concepts import CONCEPT_TYPES, concept_names
from mithaq.queries.display_text import isolate_bidi, shorten_iri
from mithaq.queries.doubtful import DoubtfulFact, doubtful_facts
from mithaq.queries.explaining import Attestation, ExplainedFact, Explanation, explain
from mithaq.queries.header import HeaderError, Parameter
from mithaq.queries.name_resolution import CLASSES, NameResolver, describe_candidates, fact_iri
from mithaq.queries.output import FORMATS, write_results
from mithaq.queries.pages import catalogue_page, command_for, describe_query
from mithaq.queries.preparing import example, prepare, refuse_update, resolve_parameter
from mithaq.queries.query_checks import form_of
from mithaq.queries.results import Cell, Results, Rows, rows_between, select_columns, solutions_of
from mithaq.queries.row_formats import shown_columns
from mithaq.queries.service_guard import refuse_service
from mithaq.queries.syntax import syntax_problem
from mithaq.queries.tokenizer import sparql_tokens
from mithaq.queries.values import parse_iri

__all__ = [
    "CLASSES",
    "CONCEPT_TYPES",
    "FORMATS",
    "Attestation",
    "Catalogue",
    "Cell",
    "DoubtfulFact",
    "ExplainedFact",
    "Explanation",
    "HeaderError",
    "NameResolver",
    "Parameter",
    "Results",
    "Rows",
    "StoredQuery",
    "as_of",
    "catalogue_page",
    "command_for",
    "concept_names",
    "describe_candidates",
    "describe_query",
    "doubtful_facts",
    "example",
    "explain",
    "fact_iri",
    "form_of",
    "isolate_bidi",
    "parse_iri",
    "prepare",
    "read_query",
    "refuse_service",
    "refuse_update",
    "resolve_parameter",
    "rows_between",
    "select_columns",
    "shorten_iri",
    "shown_columns",
    "solutions_of",
    "sparql_tokens",
    "syntax_problem",
    "to_sparql",
    "write_results",
]  # fmt: skip
