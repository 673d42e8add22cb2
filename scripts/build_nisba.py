"""Build nisba.csv: every inflected form of every state's adjective.

Stems and broken plurals come from authority/states.csv, completed by the nationalities of ArWikiCats (PyPI);
what the forms mean besides comes from nisba_notes.csv. Run `python -m scripts.build_nisba`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from mithaq.language.fold import normalize

from scripts.build_support import cells, main, package_file, read, render

HEAD = """
Inflected adjectives of the states, indefinite. Built by scripts/build_nisba.py from authority/states.csv,
nisba_notes.csv and the nationalities of ArWikiCats 0.2.3 (PyPI); run the script to make it again.
form      as written, without the article; lists inside a cell are separated by |
code      ISO 3166-1 alpha-2; empty when several states share the form (note `shared:KP,KR`)
gender    m or f;  number  s, d, p, or `d|p` where dual and plural are written alike
definite  for forms of several words, how they take the article; one word simply takes it
note      see nisba_notes.csv; `state` when the form is also the name of a state
"""
HEADER = ("form", "code", "gender", "number", "definite", "note")

ARTICLE = "ال"
INVARIABLE = {"سري"}  # first words that look like an adjective and are not one

# what stands behind the masculine singular, by gender and number
ACCUSATIVE = "ا"
ENDINGS = (
    ("", "m", "s"),
    (ACCUSATIVE, "m", "s"),
    ("ة", "f", "s"),
    ("ان", "m", "d"),
    ("ين", "m", "d|p"),
    ("تان", "f", "d"),
    ("تين", "f", "d"),
    ("ون", "m", "p"),
    ("ات", "f", "p"),
)


def arwikicats() -> dict[str, list[tuple[str, str]]]:
    """Masculine singular and plural of each nationality, by the folded Arabic name of its country."""
    path = package_file("ArWikiCats", "jsons", "nationalities", "nationalities_data.json")
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in json.loads(path.read_text(encoding="utf-8")).values():
        if entry.get("ar") and entry.get("male") and " " not in entry["male"]:
            found.setdefault(normalize(entry["ar"]), []).append((entry["male"], entry.get("males", "")))
    return found


def inflect(stem: str) -> Iterator[tuple[str, str, str, str]]:
    """(form, gender, number, definite) of a stem of one or more words."""
    *front, last = stem.split()
    agreeing = bool(front) and all(w.endswith("ي") and w not in INVARIABLE for w in front)
    for ending, gender, number in ENDINGS:
        words = [w + ending if agreeing else w for w in front] + [last + ending]
        definite = ""
        if front:
            every, first = " ".join(ARTICLE + w for w in words), f"{ARTICLE}{' '.join(words)}"
            definite = every if agreeing else f"{first}|{every}"
        yield " ".join(words), gender, number, definite


def build() -> str:
    """The text of the table."""
    shared: dict[str, str] = {}
    notes: dict[str, list[str]] = {}
    for row in read("nisba_notes.csv"):
        if row["codes"]:
            shared[row["form"]] = row["codes"].replace("|", ",")
        notes.setdefault(row["form"], []).extend(cells(row["note"]))
    nationalities = arwikicats()
    states = list(read("authority", "states.csv"))
    named = {normalize(n) for state in states for n in (state["name_ar"], *cells(state["aliases"]))}
    rows: dict[tuple[str, str, str, str], tuple[str, ...]] = {}
    taken: set[str] = set()  # folded stems that states.csv gives to a state

    def add(code: str, stem: str, form: str, gender: str, number: str, definite: str) -> None:
        if form.endswith(ACCUSATIVE) and normalize(form) in named:
            return  # the name of the state, which states.csv has
        marks = [n for n in notes.get(stem, ()) if form == stem or n not in ("surname", "given")]
        marks += [n for n in notes.get(form, ()) if n not in marks]
        if normalize(form) in named:
            marks.append("state")
        if stem in shared:
            code, marks = "", [f"shared:{shared[stem]}", *marks]
        rows.setdefault((form, code, gender, number), (definite, "|".join(marks)))

    for state in states:
        for stem in cells(state["nisba"]):
            taken.add(normalize(stem))
            for form, gender, number, definite in inflect(stem):
                add(state["code"], stem, form, gender, number, definite)
        for plural in cells(state["plurals"]):
            definite = " ".join(ARTICLE + w for w in plural.split()) if " " in plural else ""
            add(state["code"], plural, plural, "m", "p", definite)
    for state in states:
        own = {state["name_ar"], *cells(state["aliases"])} - {*cells(state["ambiguous"])}
        names = {normalize(n) for n in own}
        for name in sorted(names & nationalities.keys()):
            for stem, plural in nationalities[name]:
                if normalize(stem) not in taken:
                    for form, gender, number, definite in inflect(stem):
                        add(state["code"], stem, form, gender, number, definite)
                if plural and plural != stem + "ون" and normalize(stem) not in taken:
                    add(state["code"], plural, plural, "m", "p", "")
    for stem in sorted(shared.keys() - {s for state in states for s in cells(state["nisba"])}):
        for form, gender, number, definite in inflect(stem):
            add("", stem, form, gender, number, definite)
    return render(HEAD, HEADER, ((*k, *v) for k, v in sorted(rows.items())))


if __name__ == "__main__":
    main("nisba.csv", build)
