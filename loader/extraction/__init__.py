"""What an article says: persons and posts, bodies, agreements, forums, meetings, visits and statements.

`extract(article)` is the whole of it. The rules read in this order: mentions of persons (titles, posts, names), bodies,
states, then, around verbs and event nouns, who did what with whom.
"""

from loader.extraction.extractor import Extractor, RuleExtractor, extract
from loader.extraction.home import home_state

__all__ = ["Extractor", "RuleExtractor", "extract", "home_state"]
