"""What has changed between two graphs, in words: things that came and went, and facts that became others.

`compare` finds it in two RDF files or stores, of any size, and `render` writes it for people or for programs.
"""

from mithaq.diff.changes import Change, Comparison, Fact, compare
from mithaq.diff.rendering import FORMATS, render

__all__ = ["FORMATS", "Change", "Comparison", "Fact", "compare", "render"]
