"""How large one article may be."""

from __future__ import annotations

__all__ = ["MAX_BYTES", "TOO_LARGE"]

MAX_BYTES = 16 * 1024 * 1024
"""Bytes, unpacked, of one text or HTML file, one line of JSON Lines, or one record of a JSON file. A
newspaper article has some ten thousand; what is larger by this much is another kind of file. Files of
records may have any size."""

TOO_LARGE = ("is larger than an article can be (16 MB)", "split it into articles, or write JSON Lines")
"""What a `Problem` says of it, and its hint."""
