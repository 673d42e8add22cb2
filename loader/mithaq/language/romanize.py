"""Romanize Arabic names to ASCII, for readable IRIs."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from pyarabic import araby

from mithaq.language.fold import clean_label, normalize

__all__ = ["romanize", "slug"]

_LETTERS = "".join(
    (
        araby.ALEF, araby.BEH, araby.TEH, araby.THEH, araby.JEEM, araby.HAH, araby.KHAH, araby.DAL, araby.THAL,
        araby.REH, araby.ZAIN, araby.SEEN, araby.SHEEN, araby.SAD, araby.DAD, araby.TAH, araby.ZAH, araby.AIN,
        araby.GHAIN, araby.FEH, araby.QAF, araby.KAF, araby.LAM, araby.MEEM, araby.NOON, araby.HEH, araby.WAW,
        araby.YEH,
    )
)  # fmt: skip
_SOUNDS = "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y"
_LATIN = dict(zip(_LETTERS, _SOUNDS.split(), strict=True))


def romanize(text: str) -> str:
    """Romanize a text roughly, consonants only, in lower case.

    Letters of other scripts lose their accents or are dropped.
    """
    letters = (_LATIN.get(c, c) for c in normalize(clean_label(text)))
    plain = unicodedata.normalize("NFKD", "".join(letters)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def slug(*parts: str, length: int = 48) -> str:
    """Build a readable identifier with a hash: `romanised-first-part-1a2b3c4d5e`.

    The hash covers all normalized parts. The same parts, in any spelling that normalizes to the same text, give the
    same identifier on every machine.

    Args:
        parts: What identifies the thing; the first one is romanized.
        length: Maximum number of characters of the romanized part.
    """
    digest = hashlib.sha256("\x1f".join(normalize(p) for p in parts).encode()).hexdigest()[:10]
    return f"{romanize(parts[0])[:length].strip('-') or 'x'}-{digest}"
