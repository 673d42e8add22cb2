"""Clause-level reading that all event families share: lists, event noun phrases, and predicates with their arguments.

`predicates.find_predicates` binds every verb, masdar and event noun of an article to its arguments once, by the frames
that `lexicon/data/frames.csv` declares. Families of events (`mithaq.extraction.events`) read the slots they need.
"""
