"""Orthographic normalization, tokenization, numerals and dates of Arabic text.

Every other package builds on these algorithms.
"""
