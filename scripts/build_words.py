"""Build words.csv: the most frequent Arabic words that are not mainly personal names, with parts of speech.

How frequent a word is comes from wordfreq; what it is from arramooz, whose dictionary knows which nouns are
masdars and whose counts of newswire tell nouns, adjectives, verbs and proper names apart. Both know lemmas
only: an inflected form counts as its lemma does once prefix and suffix are off. Run
`python -m scripts.build_words`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from mithaq.language.fold import normalize
from pyarabic.araby import strip_tashkeel

from scripts.build_names import frequencies
from scripts.build_support import main, open_base, read, render

HEAD = """
Frequent Arabic words that are not mainly personal names: a token found here is seldom part of a name.
Built by scripts/build_words.py; run the script to make it again. Sources: wordfreq 3.1.1 (PyPI, data under
CC BY-SA 4.0), the dictionary and the newswire counts of arramooz-pysqlite 0.4.2 (PyPI, GPL), names.csv.
form  folded by mithaq.language.fold.normalize, without conjunctions, prepositions and the article
zipf  how frequent it is, as a Zipf value (3 rare, 5 common)
pos   what it may be: n noun, m masdar, a adjective or participle, v verb form, p particle, adverb or pronoun
"""
HEADER = ("form", "zipf", "pos")

ROWS = 42_000
LEAST_COUNT = 30  # times arramooz must have counted a lemma
NAME_RATE = 1.0  # bearers per hundred million words from which a word is mainly a name
NAME_SHARE = 0.5  # of a lemma's readings that are proper names, from which it is mainly a name

WORD = re.compile("(?!.*(.)\\1\\1|\u0627\u0627)[\u0621-\u063a\u0641-\u064a]{2,}")  # no letter drawn out
ADJECTIVAL = re.compile("اسم فاعل|اسم مفعول|صفة|منسوب|تفضيل|مبالغة")
MASDAR = "مصدر"
KINDS = {"noun": "n", "adj_num": "n", "adj": "a", "adj_comp": "a", "verb": "v", "noun_prop": "x"}
ORDER = "nmavp"

PROCLITICS = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "و", "ف", "ب", "ل", "ك", "وب", "ول")
# what may stand before and behind the lemma of a noun, and what replaces a feminine ending there
NOUN_SUFFIXES = ("ه", "ا", "ات", "ان", "ين", "ون", "تان", "تين", "ي", "يه", "يا", "يين", "يون", "يات")
PRONOUNS = ("ه", "ها", "هم", "هما", "هن", "نا", "كم", "ك", "ي")
VERB_PREFIXES = ("ي", "ت", "ن", "ا", "سي", "ست", "سن")
PRESENT_SUFFIXES = ("", "وا", "ا", "ون", "ان", "ين", "ن")
PAST_SUFFIXES = ("", "ت", "وا", "ا", "تا", "ن", "نا", "تم", "و")
WEAK_LETTERS = 2  # that a verb form has at most
WEAK = str.maketrans("", "", "اوي")


class Lexicon:
    """Folded lemmas and what they are."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        with open_base("arramooz", "data", "wordfreq.sqlite") as base:
            for word, kind, count in base.execute("SELECT unvocalized, word_type, freq FROM wordfreq"):
                self.kinds[normalize(word)][KINDS.get(kind, "x" if kind == "abbrev" else "p")] += count
        with open_base("arramooz", "data", "arabicdictionary.sqlite") as base:
            for word, kind in base.execute("SELECT unvocalized, wordtype FROM nouns"):
                counts = self.kinds.get(normalize(word))
                if counts is None or not counts["n"] + counts["a"] >= LEAST_COUNT:
                    continue
                if MASDAR in kind:
                    counts["m"] += LEAST_COUNT
                elif ADJECTIVAL.search(kind):
                    counts["a"] += LEAST_COUNT
            query = "SELECT unvocalized, broken_plural FROM nouns WHERE broken_plural != ''"
            self.plurals = {
                normalize(strip_tashkeel(plural))
                for word, plurals in base.execute(query)
                for plural in plurals.split(";")
                if plural and self.lemma(normalize(word), "na")
            }
            """Plurals that no ending makes (efforts, crimes), of nouns that newswire has."""
        self.skeletons = {lemma.translate(WEAK) for lemma, counts in self.kinds.items() if counts["v"] >= LEAST_COUNT}
        """Verbs without their weak letters, which come and go as a verb is inflected."""

    def lemma(self, word: str, wanted: str) -> str:
        """Those of the wanted parts of speech that a lemma is."""
        counts = self.kinds.get(word, {})
        return "".join(kind for kind in wanted if counts.get(kind, 0) >= LEAST_COUNT)

    def is_name(self, word: str) -> bool:
        """Whether a lemma is mainly a proper name."""
        counts = self.kinds.get(word, {})
        return counts.get("x", 0) > NAME_SHARE * sum(counts.get(kind, 0) for kind in "navpx")

    def kinds_of(self, word: str) -> str:
        """The parts of speech of an inflected form."""
        found = set(self.lemma(word, ORDER))
        if not self.plurals.isdisjoint((word, *stems(word))):
            found.add("n")
        for stem in stems(word):
            found |= set(self.lemma(stem, "nma"))
        for stem in verb_stems(word):
            if self.lemma(stem, "v"):
                found.add("v")
        for prefix in (p for p in VERB_PREFIXES if word.startswith(p)):
            for suffix in (s for s in (*PRESENT_SUFFIXES, *PRONOUNS) if word.endswith(s)):
                rest = word[len(prefix) : len(word) - len(suffix)]
                bones = rest.translate(WEAK)
                short = 4 if suffix in PRONOUNS else 3
                if len(rest) >= short and len(rest) - len(bones) <= WEAK_LETTERS and bones in self.skeletons:
                    found.add("v")
        return "".join(kind for kind in ORDER if kind in found)


def stems(word: str) -> Iterator[str]:
    """What a noun or an adjective may be without its ending and a pronoun."""
    for pronoun in ("", *PRONOUNS):
        if not word.endswith(pronoun):
            continue
        bare = word[: len(word) - len(pronoun)]
        if len(bare) < 3:
            continue
        if pronoun:
            yield bare
            if bare.endswith("ت"):
                yield bare[:-1] + "ه"
        for suffix in NOUN_SUFFIXES:
            rest = bare.removesuffix(suffix)
            if rest != bare and len(rest) >= 2:
                yield rest
                if suffix in ("ات", "تان", "تين"):
                    yield rest + "ه"


def verb_stems(word: str) -> Iterator[str]:
    """What the past of a verb may be without its ending and a pronoun."""
    for pronoun in ("", *PRONOUNS):
        if not word.endswith(pronoun):
            continue
        bare = word[: len(word) - len(pronoun)]
        if pronoun and bare.endswith("ا"):
            yield bare[:-1] + "ي"  # written with alef before a pronoun
        for suffix in PAST_SUFFIXES:
            rest = bare[: len(bare) - len(suffix)]
            if bare.endswith(suffix) and len(rest) >= 3:
                yield rest
                if suffix in ("ت", "تا", "وا", "و"):
                    yield from (rest + "ي", rest + "ا")  # the weak radical that these drop


def build() -> str:
    """The text of the table."""
    lexicon = Lexicon()
    bearers = {row["form"]: int(row["given"]) + int(row["surname"]) for row in read("names.csv")}
    zipfs = {word: zipf for word, zipf in frequencies().items() if zipf and WORD.fullmatch(word)}
    rows: dict[str, tuple[float, str]] = {}
    for word, zipf in sorted(zipfs.items(), key=lambda item: (-item[1], item[0])):
        if len(rows) == ROWS:
            break
        if bearers.get(word, 0) >= NAME_RATE * 10 ** (zipf - 3) or lexicon.is_name(word):
            continue
        if any(word.startswith(p) and len(word) - len(p) >= 3 and word[len(p) :] in rows for p in PROCLITICS):
            continue
        if pos := lexicon.kinds_of(word):
            rows[word] = (zipf, pos)
    return render(HEAD, HEADER, ((word, f"{zipf:g}", pos) for word, (zipf, pos) in sorted(rows.items())))


if __name__ == "__main__":
    main("words.csv", build)
