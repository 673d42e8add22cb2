"""Build verbs.csv: every third-person form of the verbs of diplomacy, with masdars and participles.

The verbs come from verb_frames.csv, their forms from mazini, the conjugator of the Arabic Wiktionary (PyPI);
what else a form may be comes from the counts of arramooz and from names.csv. Run
`python -m scripts.build_verbs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

import mazini
from mithaq.language.fold import key
from pyarabic.araby import strip_tashkeel

from scripts.build_support import cells, main, open_base, read, render

HEAD = """
Inflected forms of the verbs of diplomacy. Built by scripts/build_verbs.py; run the script to make it again.
Sources: verb_frames.csv; the forms are made by mazini 0.2.2 (PyPI, CC BY 4.0); notes rest on the word counts
of arramooz-pysqlite 0.4.2 (PyPI, GPL) and on names.csv.
form    folded by mithaq.language.fold.key, without the proclitics; third person, in every mood
lemma   third person masculine singular of the past, as written;  frame  see verb_frames.csv
tense   past, present, passive_past, passive_present, masdar (with its plural) or participle (active, as in
        `saying that`: nominative and accusative)
number, gender  of the verb or participle; empty for a masdar
note    before_suffix  written so only before a pronoun
        jussive  written so only in the jussive, as after lam
        noun   more than now and then a noun, adjective or particle
        name   also a personal name
        verb   also a form of another verb here, or the past of a commoner verb
        sense  see verb_frames.csv
        passive  written like the active (only in the tenses passive_*)
"""
HEADER = ("form", "lemma", "frame", "tense", "number", "gender", "note")

PERSONS = (
    ("3ms", "s", "m"), ("3fs", "s", "f"),
    ("3md", "d", "m"), ("3fd", "d", "f"),
    ("3mp", "p", "m"), ("3fp", "p", "f"),
)  # fmt: skip
MOODS = (("past", "past"), ("ind", "present"), ("sub", "present"), ("juss", "present"))
NOUN_SHARE = 0.15  # of a form's readings in arramooz, from which it is noted as a noun
BEARERS = 20  # from which a form is noted as a name
COMMONER = 2.0  # times a verb written alike is counted in arramooz, from which it is noted
NOMINAL = ("masdar", "participle")
SUFFIXED, JUSSIVE = "before_suffix", "jussive"

Form = tuple[str, str, str, str, str]
"""A form as written, its tense, number and gender, and a note or nothing."""


def canonical(vocalized: str) -> str:
    """A vocalised verb, its marks in one order, without the vowels that some dictionaries leave out: the last
    one, that of a joining alef, those of long vowels."""
    plain = unicodedata.normalize("NFC", vocalized)  # puts a vowel before the sign of a doubled letter
    plain = re.sub("^\u0627[\u064e-\u0650]", "\u0627", plain)
    plain = re.sub("\u064e(\u0651?)(?=[\u0627\u0649])", r"\1", plain)
    return re.sub("[\u064b-\u0650\u0652](\u0651?)$", r"\1", plain)


class Counts:
    """What arramooz counted, by folded or by vocalised lemma."""

    def __init__(self) -> None:
        self.kinds: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.verbs: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        with open_base("arramooz", "data", "wordfreq.sqlite") as base:
            query = "SELECT vocalized, unvocalized, word_type, freq FROM wordfreq"
            for vocalized, plain, kind, count in base.execute(query):
                kind = kind if kind in ("verb", "noun_prop") else "noun"
                self.kinds[key(plain)][kind] += count
                if kind == "verb":
                    self.verbs[key(plain)][canonical(vocalized)] += count

    def noun_share(self, form: str) -> float:
        """How much of the readings of a folded form are nouns, adjectives and particles."""
        kinds = self.kinds.get(form, {})
        return kinds.get("noun", 0) / max(1, kinds.get("noun", 0) + kinds.get("verb", 0))

    def is_rare(self, vocalized: str) -> bool:
        """Whether another verb written like this one is much commoner."""
        lemma = canonical(vocalized)
        verbs = self.verbs.get(key(lemma), {})
        rest = sum(count for verb, count in verbs.items() if verb != lemma)
        return rest > COMMONER * verbs.get(lemma, 0)


def spellings(form: str) -> Iterator[tuple[str, bool]]:
    """How the press writes a vocalised verb form, and whether only before a pronoun."""
    plain = strip_tashkeel(form)
    written = [plain]
    for seat, usual in (("ؤوا", "أوا"), ("ؤون", "أون"), ("ئوا", "أوا"), ("ئون", "أون")):
        if plain.endswith(seat):
            written.append(plain.removesuffix(seat) + usual)
    for one in written:
        yield one, False
        if one.endswith("وا"):
            yield one.removesuffix("ا"), True
        elif one.endswith("ى"):
            yield one.removesuffix("ى") + "ا", True


def masdar_spellings(form: str) -> Iterator[tuple[str, bool]]:
    """A masdar in the singular, the accusative, the dual and the plural, and what stands before a pronoun."""
    plain = strip_tashkeel(form)
    stem = plain.removesuffix("ة")
    yield plain, False
    if plain.endswith("اء"):
        yield from ((plain[:-1] + "ئ", True), (plain[:-1] + "ؤ", True))
        yield from ((plain + ending, False) for ending in ("ات", "ين", "ان"))
    elif plain.endswith("ة"):
        yield stem + "ت", True
        yield from ((stem + ending, False) for ending in ("ات", "تين", "تان"))
    elif plain.endswith("ات"):
        return
    elif not plain.endswith(("ى", "ي")):
        yield from ((plain + ending, False) for ending in ("ا", "ات", "ين", "ان"))


def participle_spellings(form: str) -> Iterator[tuple[str, str, str]]:
    """(form, number, gender) of an active participle, indefinite, with the accusative and the oblique."""
    plain = strip_tashkeel(form)
    stem = plain
    weak = form.endswith("ٍ")
    if weak:  # a defective one drops its last radical in the indefinite nominative only
        stem = plain if plain.endswith("ي") else plain + "ي"
        yield plain, "s", "m"
        yield stem.removesuffix("ي") + "ون", "p", "m"
        yield stem.removesuffix("ي") + "ين", "p", "m"
    else:
        yield from ((stem + "ون", "p", "m"), (stem + "ين", "p", "m"))
    yield from ((stem, "s", "m"), (stem + "ا", "s", "m"), (stem + "ة", "s", "f"), (stem + "ات", "p", "f"))
    yield from ((stem + "ان", "d", "m"), (stem + "تان", "d", "f"), (stem + "تين", "d", "f"))


def finite(made: mazini.Conjugation, voice: str, prefix: str) -> Iterator[Form]:
    """The finite forms of one voice."""
    settled: set[str] = set()  # folded forms of the other moods
    for mood, tense in MOODS:
        for person, number, gender in PERSONS:
            for form in made.slots.get(f"{mood}{voice}_{person}", ()):
                for written, suffixed in spellings(form.form):
                    note = SUFFIXED if suffixed else ""
                    if mood != "juss":
                        settled.add(key(written))
                    elif key(written) not in settled:
                        note = note or JUSSIVE
                    yield written, prefix + tense, number, gender, note


def inflect(verb: dict[str, str], counts: Counts) -> Iterator[Form]:
    """Every form of one verb, not yet folded.

    Raises:
        ValueError: root and pattern do not give the lemma.
    """
    made = mazini.conjugate(verb["root"], verb["pattern"], passive=verb["passive"] == "yes")
    vocalized = made.slots["past_3ms"][0].form
    if strip_tashkeel(vocalized) != verb["lemma"]:
        raise ValueError(f"verb_frames.csv: {verb['root']} {verb['pattern']} is not {verb['lemma']}")
    rare = counts.is_rare(vocalized)
    for written, tense, number, gender, note in finite(made, "", ""):
        yield written, tense, number, gender, f"{note}|verb".strip("|") if rare and tense == "past" else note
    if verb["passive"] == "yes":
        yield from finite(made, "_pass", "passive_")
    derived = [] if verb["pattern"].startswith("I/") else [f.form for f in made.slots.get("vn", ())]
    for noun in (*derived, *cells(verb["nouns"])):
        for written, suffixed in masdar_spellings(noun):
            yield written, "masdar", "", "", SUFFIXED if suffixed else ""
    for form in made.slots.get("ap", ()):
        if not form.form.strip("?"):
            continue  # a verb of states, whose participle mazini leaves open
        for written, number, gender in participle_spellings(form.form):
            yield written, "participle", number, gender, ""


def build() -> str:
    """The text of the table."""
    counts = Counts()
    bearers = {row["form"]: int(row["given"]) + int(row["surname"]) for row in read("names.csv")}
    rows: dict[tuple[str, str, str, str, str, str], list[str]] = {}
    lemmas: dict[str, set[str]] = defaultdict(set)
    for verb in read("verb_frames.csv"):
        for written, tense, number, gender, note in inflect(verb, counts):
            form = key(written)
            row = (form, verb["lemma"], verb["frame"], tense, number, gender)
            marks = [n for n in (*note.split("|"), verb["note"]) if n]
            if row not in rows or len(marks) < len(rows[row]):
                rows[row] = marks
            if tense not in NOMINAL:
                lemmas[form].add(verb["lemma"])
    active = {row[0] for row in rows if row[3] in ("past", "present")}
    for row, marks in rows.items():
        form, tense = row[0], row[3]
        if tense not in NOMINAL:
            if counts.noun_share(form) > NOUN_SHARE:
                marks.append("noun")
            if bearers.get(form, 0) >= BEARERS:
                marks.append("name")
            if tense.startswith("passive") and form in active:
                marks.append("passive")
        others = lemmas[form] if tense in NOMINAL else lemmas[form] - {row[1]}
        if others and "verb" not in marks:
            marks.append("verb")
    return render(HEAD, HEADER, ((*row, "|".join(marks)) for row, marks in sorted(rows.items())))


if __name__ == "__main__":
    main("verbs.csv", build)
