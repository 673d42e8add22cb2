"""Families of events: which mentions and predicates become agreements, forums, meetings, visits and statements."""
