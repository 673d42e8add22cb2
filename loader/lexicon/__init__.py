"""What Arabic words mean to diplomacy: tables of forms as data, and one compiled lexicon to ask."""

from loader.lexicon.lexicon import Entry, Lexicon, bare, lexicon
from loader.lexicon.word import Nisba, VerbForm, Word

__all__ = ["Entry", "Lexicon", "Nisba", "VerbForm", "Word", "bare", "lexicon"]
