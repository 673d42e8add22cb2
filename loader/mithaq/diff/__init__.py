"""What has changed between two graphs, in words: things that came and went, and facts that became others.

`compare` finds it in two RDF files or stores, of any size, and `render` writes it for people or for programs.
"""

from mithaq.diff.changes import Comparison, NodeChange, PropertyChange, compare
from mithaq.diff.output_formats import FORMATS, render

__all__ = ["FORMATS", "Comparison", "NodeChange", "PropertyChange", "compare", "render"]
