"""Discourse: who or what a pronoun, a definite noun or a dropped subject takes up from the sentences before."""
