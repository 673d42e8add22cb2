"""What Arabic words mean to diplomacy: tables of forms as data, and one compiled lexicon to ask."""

from mithaq.lexicon.lexicon import LexicalEntry, Lexicon, lexicon, strip_article
from mithaq.lexicon.word import Nisba, VerbForm, Word

__all__ = ["LexicalEntry", "Lexicon", "Nisba", "VerbForm", "Word", "lexicon", "strip_article"]
