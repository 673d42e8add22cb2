"""Mentions: persons, positions, organisations and states as the text names them, before any event is read."""
