"""SHACL validation, with reports for people and programs.

`check` validates one graph; a load calls it for each article in its worker processes. `validate` validates a store or
many graphs. Both return a `ValidationReport`: whether the data conforms, and its findings with article, sentence and
how to fix them. `render` and `print_table` write it.
"""

from mithaq.validation.check import ENGINES, check, non_empty_graphs, validate
from mithaq.validation.formats import FORMATS, print_table, render
from mithaq.validation.formats.words import LANGUAGES
from mithaq.validation.gate import conforms
from mithaq.validation.report import FAIL_ON, Finding, ValidationReport
from mithaq.validation.rules import Rule, Severity, shapes

__all__ = [
    "ENGINES",
    "FAIL_ON",
    "FORMATS",
    "LANGUAGES",
    "Finding",
    "Rule",
    "Severity",
    "ValidationReport",
    "check",
    "conforms",
    "non_empty_graphs",
    "print_table",
    "render",
    "shapes",
    "validate",
]  # fmt: skip
