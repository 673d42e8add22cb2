"""Lexical resources for diplomatic news: tables of word forms, and one compiled lexicon for look-up."""

from mithaq.lexicon.lexicon import LexicalEntry, Lexicon, lexicon, strip_article
from mithaq.lexicon.word import Nisba, VerbForm, Word

__all__ = ["LexicalEntry", "Lexicon", "Nisba", "VerbForm", "Word", "lexicon", "strip_article"]
