"""Compare two graphs and describe the changes: things added or removed, and changed property values.

`compare` finds the changes between two RDF files or stores of any size; `render` writes them as text, Markdown
or JSON.
"""

from mithaq.diff.changes import Comparison, NodeChange, PropertyChange, compare
from mithaq.diff.output_formats import FORMATS, render
from mithaq.diff.phrasing import Language

__all__ = ["FORMATS", "Comparison", "Language", "NodeChange", "PropertyChange", "compare", "render"]
