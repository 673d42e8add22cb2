"""Mithaq: Arabic news about diplomacy and security cooperation, read into a checked knowledge graph.

One room a step of the data's way::

    reading → extraction → rdf → validation → store → identity → queries, wikidata → cli

`language` (letters, words, dates) and `lexicon` (what Arabic words mean, as data) serve the steps.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("mithaq")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0+unknown"

__all__ = ["__version__"]
