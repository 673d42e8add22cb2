"""Build names.csv: the words that personal names are made of, and how often.

Given names and surnames come from the name index of arabic-name-romanizer (from Wikidata), completed by the
first and last words of the Arabic names of ArWikiCats' people and of authority/officials.csv, and by
foreign_names.csv. Run `python -m scripts.build_names`.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from functools import cache

from mithaq.language.fold import clean_label, key
from wordfreq import get_frequency_dict

from scripts.build_support import cells, main, open_base, package_file, read, render

HEAD = """
Words that personal names are made of. Built by scripts/build_names.py; run the script to make it again.
Sources: the name index of arabic-name-romanizer 0.2.0 (from Wikidata and the Algerian Name Transcription
Corpus, CC0, and DziriNames, MIT), the people of ArWikiCats 0.2.3, wordfreq 3.1.1 (all from PyPI),
authority/officials.csv, foreign_names.csv. Words that are frequent and seldom a name are left out.
form      folded by mithaq.language.fold.key; one word, or two for given names that are phrases, which are
          here written as one word too
given     how many were seen to bear it as a given name
surname   how many as a surname, or where the sources do not say which
common    how frequent the word is in Arabic text of all kinds, as a Zipf value (0 unseen, 3 rare, 5 common);
          a name that is also a common word needs context
"""
HEADER = ("form", "given", "surname", "common")

WORD = re.compile("[\u0621-\u063a\u0641-\u064a]{2,}")
SERVANT = "عبد"
SECONDS = ("الدين", "الله")  # what the second word of a given name of two words may be
FOREIGN, OFFICIAL = 5, 4  # weights of a name of foreign_names.csv and of authority/officials.csv
LEAST = ((3.5, 1), (4.3, 2), (5.0, 4), (9.0, 8))  # words below a Zipf value are kept from so many bearers
ZIPF_OF_ONE = 9  # a word that were the whole of a text would have this Zipf value


@cache
def frequencies() -> dict[str, float]:
    """Zipf values of the folded words of Arabic."""
    shares: dict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict("ar", "best").items():
        shares[key(word)] += share
    return {word: round(max(0.0, math.log10(share) + ZIPF_OF_ONE), 1) for word, share in shares.items()}


def name_form(text: str) -> str | None:
    """The folded form of one name, or None when the table has no place for it."""
    words = key(text).split()
    if not words or not all(WORD.fullmatch(w) for w in words) or len(words) > 2:
        return None
    if len(words) == 2:
        phrase = (words[0] == SERVANT and len(words[1]) > 3) or words[1] in SECONDS
        return " ".join(words) if phrase else None
    return words[0]


def build() -> str:
    """The text of the table."""
    given: Counter[str] = Counter()
    surname: Counter[str] = Counter()
    with open_base("arabic_name_romanizer", "resources", "names.sqlite3") as base:
        units = base.execute("SELECT arabic_key, role, SUM(count) FROM units GROUP BY arabic_key, role")
        for text, role, count in units:
            if form := name_form(text):
                (given if role == "given" else surname)[form] += count
    people = package_file("ArWikiCats", "jsons", "people", "peoples.json").read_text(encoding="utf-8")
    weights = {clean_label(name): 1 for name in json.loads(people).values()}
    weights |= {row["name_ar"]: OFFICIAL for row in read("authority", "officials.csv")}
    for name, weight in weights.items():
        words = name.split()
        if 2 <= len(words) <= 4:
            for count, word in ((given, words[0]), (surname, words[-1])):
                if form := name_form(word):
                    count[form] += weight
    for row in read("foreign_names.csv"):
        for form in {form for name in cells(row["forms"]) if (form := name_form(name))}:
            given[form] += FOREIGN
    for count in (given, surname):
        for phrase in [form for form in count if " " in form]:  # written as one word as well, and as often
            joined = phrase.replace(" ", "")
            count[phrase] = count[joined] = count[phrase] + count[joined]
    common = frequencies()
    rows = []
    for form in sorted(given.keys() | surname.keys()):
        zipf = common.get(form, 0.0)
        if given[form] + surname[form] >= next(least for limit, least in LEAST if zipf < limit):
            rows.append((form, given[form], surname[form], f"{zipf:g}"))
    return render(HEAD, HEADER, rows)


if __name__ == "__main__":
    main("names.csv", build)
