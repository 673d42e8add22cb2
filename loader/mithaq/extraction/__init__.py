"""What an article says: persons and posts, bodies, agreements, forums, meetings, visits and statements.

`extract(article)` is the whole of it. The rules read in this order: mentions of persons (titles, posts, names), bodies,
states, then, around verbs and event nouns, who did what with whom.
"""

from mithaq.extraction.extractor import ExtractionStopped, Extractor, FunctionExtractor, RuleExtractor, extract
from mithaq.extraction.source_country import outlet_country

__all__ = ["ExtractionStopped", "Extractor", "FunctionExtractor", "RuleExtractor", "extract", "outlet_country"]
