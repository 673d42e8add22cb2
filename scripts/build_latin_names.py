"""Build loader/mithaq/wikidata/data/latin_names.csv: how words of Arabic names are mostly written in Latin letters.

From the name index of arabic-name-romanizer, the part that comes from Wikidata. Run
`python -m scripts.build_latin_names`.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from mithaq.language.fold import normalize
from mithaq.rdf import folded_name

from scripts.build_support import main, open_base, render

HEAD = """
How words of Arabic names are mostly written in Latin letters. Built by scripts/build_latin_names.py; run the
script to make it again. Source: the name index of arabic-name-romanizer 0.2.0 (PyPI), the part from Wikidata
(CC0); words borne by fewer than three people there are left out, and particles are written as here.
form   folded, compounds in one word; latin  the writing that most bearers have
"""
SEEN = 3
PARTICLES = {"بن": "bin", "ابن": "ibn", "بنت": "bint", "ولد": "Ould", "آل": "Al", "أبو": "Abu", "عبد": "Abd"}


def build() -> str:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    query = "SELECT arabic_key, latin, count FROM units WHERE source = 'wikidata' AND latin_lang IN ('', 'en')"
    with open_base("arabic_name_romanizer", "resources", "names.sqlite3") as base:
        for arabic, latin, count in base.execute(query):
            word = folded_name(arabic)
            if latin.isascii() and word and " " not in word:
                counts[word][latin] += count
    customary = {form: max(found.items(), key=lambda pair: (pair[1], pair[0]))[0] for form, found in counts.items()}
    rows = {form: latin for form, latin in customary.items() if counts[form].total() >= SEEN}
    rows |= {normalize(form): latin for form, latin in PARTICLES.items()}
    return render(HEAD, ("form", "latin"), sorted(rows.items()))


if __name__ == "__main__":
    main("../../wikidata/data/latin_names.csv", build)
