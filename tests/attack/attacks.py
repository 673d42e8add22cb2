"""The attacks: each kind makes cases from a number, runs the real command, and says what misbehaved."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from mithaq.queries import Catalogue, example
from mithaq.store import Store

from tests.attack import commands
from tests.attack.commands import Call, faults, has_ended, start, until, wait
from tests.attack.damage import damaged_judgements, damaged_store
from tests.attack.ground import Ground, all_ids, whole
from tests.attack.hostile_inputs import GOOD_ID, INPUTS, VALUES, damaged, good_line

__all__ = ["ATTACKS"]

ROOT = Path(__file__).parents[2]
_TITLES = "SELECT ?id ?title ?source { ?a dcterms:identifier ?id ; dcterms:title ?title ; dcterms:source ?source }"
_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "xml", "md", "html")


def kill(ground: Ground, number: int) -> str:
    """A load is killed at any moment; the next one finds everything and goes on."""
    folder, chance = ground.place(f"kill-{number}"), random.Random(number)
    call = Call(("load", str(ground.articles()), "--store", "store", "--workers", "1"), folder)
    process = start(ground.server, call)
    until(10, lambda: (folder / "store").exists() or has_ended(process))
    time.sleep(chance.random() * 0.8)
    commands.kill(process)
    return whole(ground, folder, folder / "store", all_ids())


def full_disk(ground: Ground, number: int) -> str:
    """No file may grow beyond a size, as on a full disk; then there is room again."""
    folder, chance = ground.place(f"disk-{number}"), random.Random(number)
    size = int(10 ** chance.uniform(2, 6))
    words = ("load", str(ground.articles()), "--store", "store", "--workers", "1")
    ended = ground.mithaq(folder, *words, file_size=size)
    return faults(ended) or whole(ground, folder, folder / "store", all_ids())


def two_writers(ground: Ground, number: int) -> str:
    """Two loads into one store at once: one may be refused in a line, and nothing is lost."""
    folder, chance = ground.place(f"writers-{number}"), random.Random(number)
    store = folder / "store"
    calls = []
    for name in ("one", "two"):
        (folder / name).mkdir()
        call = Call(("load", str(ground.articles()), "--store", str(store), "--workers", "1"), folder / name)
        calls.append((start(ground.server, call), call))
        time.sleep(chance.random() * 0.3)
    ended = [wait(process, call) for process, call in calls]
    wrong = next(filter(None, map(faults, ended)), "")
    if not wrong and all(one.status != 0 for one in ended):
        wrong = "neither load succeeded"
    return wrong or whole(ground, folder, store, all_ids())


def hostile_input(ground: Ground, number: int) -> str:
    """A hostile file next to a good article: the good one is stored, and nothing reaches the terminal."""
    kind = sorted(INPUTS)[number % len(INPUTS)]
    folder = ground.place(f"input-{number}")
    news = folder / "news"
    news.mkdir()
    name, data = INPUTS[kind](random.Random(number))
    (news / name).write_bytes(data)
    (news / "good.jsonl").write_bytes(good_line())
    ended = ground.mithaq(folder, "load", "news", "--store", "store", "--workers", "1")
    if wrong := faults(ended, (0, 1)):
        return f"{kind}: {wrong}"
    with Store.open(folder / "store") as store:
        if GOOD_ID not in store.article_ids():
            return f"{kind}: the good article is not stored"
    if kind != "escapes":
        return ""
    form = _FORMATS[number % len(_FORMATS)]
    shown = ground.mithaq(folder, "sparql", _TITLES, "--format", form, "--store", "store")
    clean = _without_line_ends if form in _FOR_TERMINALS else lambda out: ""
    return f"{kind}: {wrong}" if (wrong := faults(shown, clean=clean)) else ""


def bad_parameter(ground: Ground, number: int) -> str:
    """A hostile value of a parameter of a stored query, or of an option."""
    chance = random.Random(number)
    folder, store = ground.place(f"value-{number}"), str(ground.store())
    query = chance.choice(list(Catalogue([]).values()))
    given = {name: values[0] for name, values in example(query).items()}
    for name in query.header.parameters:
        if name in given or chance.random() < 0.3:
            given[name] = chance.choice(VALUES)
    form = chance.choice(_FORMATS)
    pairs = [word for name, value in given.items() for word in ("-p", f"{name}={value}")]
    options = chance.choice([(), ("--columns", chance.choice(VALUES)), ("--since", chance.choice(VALUES))])
    words = ["query", "run", query.name, *pairs, "--format", form, *options, "--store", store]
    if any("\x00" in word for word in words):
        return ""
    ended = ground.mithaq(folder, *words)
    clean = _without_line_ends if form in _FOR_TERMINALS else lambda out: ""
    return f"{' '.join(words)!r}: {wrong}" if (wrong := faults(ended, clean=clean)) else ""


def _without_line_ends(out: str) -> str:
    return out.replace("\r\n", "\n")


def bad_result_file(ground: Ground, number: int) -> str:
    """A damaged table, query result or RDF file."""
    chance = random.Random(number)
    folder = ground.place(f"file-{number}")
    kind = chance.choice(["table", "result", "turtle"])
    if kind == "turtle":
        data = (ROOT / "ontology" / "alignments.ttl").read_bytes()
        (folder / "data.ttl").write_bytes(damaged(chance, data))
        return faults(ground.mithaq(folder, "validate", "data.ttl"))
    table = "qid,kind,name_ar,name_en,aliases,states,posts,sources\n" + "".join(
        f"Q9000{n},official,سالم {n},Salim {n},أبو {n},OM,Minister of Defence (OM) 2010–2012,me\n" for n in range(20)
    )
    cell = {"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q90000300"}}
    label = {"itemLabel": {"type": "literal", "value": "هيئة", "xml:lang": "ar"}}
    result = json.dumps({"head": {"vars": ["item"]}, "results": {"bindings": [cell | label] * 20}}, ensure_ascii=False)
    name, text = ("data.csv", table) if kind == "table" else ("data.json", result)
    (folder / name).write_bytes(damaged(chance, text.encode()))
    words = ("authority", "update", "--from", name, "--into", "mine.csv", "--kind", "organization")
    return faults(ground.mithaq(folder, *words))


def closed_output(ground: Ground, number: int) -> str:
    """Standard output on a full device: one line that says so, and status 2."""
    chance = random.Random(number)
    folder, store = ground.place(f"output-{number}"), str(ground.store())
    words = chance.choice([
        ("query", "run", "officials-of-state", "-p", "state=QA", "--format", chance.choice(_FORMATS)),
        ("query", "list"), ("explain", "قطر"), ("export", "-", "--format", "nt"), ("sparql", "SELECT * { ?s ?p ?o }"),
    ])  # fmt: skip
    ended = ground.mithaq(
        folder, *words, *(("--store", store) if words[:2] != ("query", "list") else ()), out="/dev/full"
    )
    if wrong := faults(ended, (2,)):
        return f"{words}: {wrong}"
    said = ended.err.splitlines()
    return "" if len(said) == 1 and "cannot be written" in said[0] else f"{words}: says {ended.err[:300]!r}"


_FOR_TERMINALS = ("table", "md")
"""Formats that people read in a terminal; the others are for programs, and keep every character."""

ATTACKS: Mapping[str, tuple[Callable[[Ground, int], str], int]] = {
    "kill -9 during a load": (kill, 150),
    "full disk": (full_disk, 125),
    "two writers": (two_writers, 50),
    "hostile inputs": (hostile_input, 400),
    "bad parameters": (bad_parameter, 350),
    "bad result files": (bad_result_file, 175),
    "damaged judgements": (damaged_judgements, 100),
    "damaged store": (damaged_store, 100),
    "full standard output": (closed_output, 50),
}
"""Kind → the attack, and how often the whole table tries it (1,500 in all)."""
