"""Arabic names in ASCII, for readable IRIs."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from loader.language.fold import clean_label, key

__all__ = ["slug", "romanize"]

_LATIN = dict(
    zip(
        "\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064a",
        "a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h w y".split(),
        strict=True,
    )
)


def romanize(text: str) -> str:
    """A rough consonantal romanisation, lower case; letters of other scripts lose their accents or are dropped."""
    letters = (_LATIN.get(c, c) for c in key(clean_label(text)))
    plain = unicodedata.normalize("NFKD", "".join(letters)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def slug(*parts: str, length: int = 48) -> str:
    """`romanised-first-part-1a2b3c4d5e`: readable, and kept apart by a hash over the folded parts.

    The same parts, in any spelling that folds alike, give the same slug on every machine.
    """
    digest = hashlib.sha256("\x1f".join(key(p) for p in parts).encode()).hexdigest()[:10]
    return f"{romanize(parts[0])[:length].strip('-') or 'x'}-{digest}"
