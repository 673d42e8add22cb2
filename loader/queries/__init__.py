"""Stored queries: a catalogue of SPARQL with declared, typed parameters.

`Catalogue` reads the queries and holds them to their rules, `Names` finds the things people name, `prepare`
binds parameters as terms, and `write_results` writes an answer in any format.
"""

from loader.queries.asof import as_of
from loader.queries.binding import written
from loader.queries.catalogue import Catalogue, StoredQuery, read_query
from loader.queries.check import form_of
from loader.queries.concepts import CONCEPT_TYPES, concept_names
from loader.queries.explaining import Evidence, Explanation, Fact, explain
from loader.queries.header import HeaderError, Parameter
from loader.queries.names import CLASSES, Names
from loader.queries.output import FORMATS, write_results
from loader.queries.pages import catalogue_page, command_for, described
from loader.queries.results import Cell, Results, Rows, solutions_of
from loader.queries.running import example, prepare, refuse_update, resolve
from loader.queries.tokens import tokens
from loader.queries.values import iri
from loader.queries.wording import isolated, short

__all__ = [
    "CLASSES", "CONCEPT_TYPES", "FORMATS", "Catalogue", "Cell", "Evidence", "Explanation", "Fact",
    "HeaderError", "Names", "Parameter", "Results", "Rows", "StoredQuery", "as_of", "catalogue_page",
    "command_for", "concept_names", "described", "example", "explain", "form_of", "iri", "isolated", "prepare",
    "read_query", "refuse_update", "resolve", "short", "solutions_of", "tokens", "write_results", "written",
]  # fmt: skip
