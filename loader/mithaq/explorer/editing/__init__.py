"""Corrections in the browser: facts, identity and links, each with a note and who decided.

Only for people at the computer itself, or for those who know the token; see `access`.
"""
