"""What Arabic words mean to diplomacy: tables of forms as data, and one compiled lexicon to ask."""

from mithaq.lexicon.lexicon import Entry, Lexicon, bare, lexicon
from mithaq.lexicon.word import Nisba, VerbForm, Word

__all__ = ["Entry", "Lexicon", "Nisba", "VerbForm", "Word", "bare", "lexicon"]
