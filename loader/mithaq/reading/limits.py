"""How large inputs may be."""

from __future__ import annotations

__all__ = [
    "MAX_ARCHIVE_BYTES",
    "MAX_BYTES",
    "MAX_CELLS",
    "MAX_DEPTH",
    "MAX_MEMBERS",
    "MAX_MEMBER_BYTES",
    "MAX_UNPACKED",
    "TOO_LARGE",
]

MAX_BYTES = 16 * 1024 * 1024
"""Bytes, unpacked, of one text or HTML file, one line of JSON Lines, or one record of a JSON file. A
newspaper article has some ten thousand; what is larger by this much is another kind of file. Files of
records may have any size."""

TOO_LARGE = ("is larger than an article can be (16 MB)", "split it into articles, or write JSON Lines")
"""What a `Problem` says of it, and its hint."""

MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes of a document that is packed (DOCX, ODT, XLSX), or of a PDF."""

MAX_MEMBERS = 100_000
"""Files in one archive."""

MAX_MEMBER_BYTES = 1024 * 1024 * 1024
"""Bytes, unpacked, of one file in an archive."""

MAX_ARCHIVE_BYTES = 16 * 1024 * 1024 * 1024
"""Bytes, unpacked, of all files in an archive and in the archives within it."""

MAX_CELLS = 20_000_000
"""Cells of a sheet, empty ones between others among them."""

MAX_DEPTH = 3
"""Archives within one another."""
