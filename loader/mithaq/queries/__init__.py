"""Stored queries: a catalogue of SPARQL with declared, typed parameters.

`Catalogue` reads the queries and holds them to their rules, `Names` finds the things people name, `prepare`
binds parameters as terms, and `write_results` writes an answer in any format.
"""

from mithaq.queries.asof import as_of
from mithaq.queries.binding import written
from mithaq.queries.catalogue import Catalogue, StoredQuery, read_query
from mithaq.queries.check import form_of
from mithaq.queries.concepts import CONCEPT_TYPES, concept_names
from mithaq.queries.explaining import Evidence, Explanation, Fact, explain
from mithaq.queries.header import HeaderError, Parameter
from mithaq.queries.names import CLASSES, Names
from mithaq.queries.output import FORMATS, write_results
from mithaq.queries.pages import catalogue_page, command_for, described
from mithaq.queries.results import Cell, Results, Rows, solutions_of
from mithaq.queries.running import example, prepare, refuse_update, resolve
from mithaq.queries.tokens import tokens
from mithaq.queries.values import iri
from mithaq.queries.wording import isolated, short

__all__ = [
    "CLASSES", "CONCEPT_TYPES", "FORMATS", "Catalogue", "Cell", "Evidence", "Explanation", "Fact",
    "HeaderError", "Names", "Parameter", "Results", "Rows", "StoredQuery", "as_of", "catalogue_page",
    "command_for", "concept_names", "described", "example", "explain", "form_of", "iri", "isolated", "prepare",
    "read_query", "refuse_update", "resolve", "short", "solutions_of", "tokens", "write_results", "written",
]  # fmt: skip
