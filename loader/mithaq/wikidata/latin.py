"""Arabic names in Latin letters, to search for where a name has no Arabic label.

Words that people are known to write in one way (`data/latin_names.csv`) are written so; all others letter by
letter, with the dots of ALA-LC, so that no two consonants fall together. Searches fold the dots away;
comparisons here never look at Latin forms of Arabic names."""

from __future__ import annotations

from functools import lru_cache

import pyarabic.araby as araby

from mithaq.language.fold import normalize
from mithaq.lexicon import strip_article
from mithaq.rdf import folded_name
from mithaq.wikidata.data_files import read_data

__all__ = ["latin_name", "transliterate"]

_ARABIC = (
    "\u0627\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635\u0636\u0637"
    "\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064a"
)
_LATIN = "a b t th j \u1e25 kh d dh r z s sh \u1e63 \u1e0d \u1e6d \u1e93 \u02bf gh f q k l m n h u i"
_LETTERS = dict(zip(_ARABIC, _LATIN.split(" "), strict=True))
_AL = araby.ALEF + araby.LAM
_CONSONANTS = {araby.WAW: "w", araby.YEH: "y"}


def transliterate(word: str) -> str:
    """A word letter by letter; long vowels as vowels, except at its beginning. Distinct consonants stay
    distinct."""
    folded = normalize(word)
    head = _CONSONANTS.get(folded[:1])
    letters = [
        head or _LETTERS.get(folded[:1], folded[:1]),
        *(_LETTERS.get(letter, letter) for letter in folded[1:]),
    ]
    return "".join(letters)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {row["form"]: row["latin"] for row in read_data("latin_names.csv")}


def latin_name(name: str) -> str:
    """A name as an English text might write it: `Mohammed bin Salman`, `al-Kadhimi`. Words of other scripts
    stay."""
    known = _names()
    return " ".join(known.get(word) or _unknown(word) for word in folded_name(name).split())


def _unknown(word: str) -> str:
    rest = strip_article(word)
    if rest != word and word.startswith(_AL):
        return f"al-{_names().get(rest) or transliterate(rest).capitalize()}"
    return transliterate(word).capitalize()
