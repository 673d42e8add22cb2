"""Read judgements of the first format, which had a file for each kind.

`judgements.jsonl` had identities, `corrections.jsonl` facts, and `links.sssom.tsv` links. A later line about the same
names, or about one fact, counted more than an earlier one; that is stated here by `replaces`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from mithaq.errors import UserError
from mithaq.judgements.model import UNDO, About, Judgement, check_date, checked_content, content_key, id_of
from mithaq.judgements.sssom import curie_map, read_sssom
from mithaq.judgements.standing import matter, rivals

__all__ = ["CORRECTIONS", "LINKS", "NUMBER", "links_of", "parse_json", "parse_line", "with_replacements"]

CORRECTIONS = "corrections.jsonl"
LINKS = "links.sssom.tsv"

NUMBER = 0
"""The number of a line that has none yet."""

_SIGNATURE = ("who", "when", "why")
_IDENTITY = ("verdict", "one", "other", *_SIGNATURE)
_FACT = ("id", "action", "article", "kind", "undoes", "passages", "slots", "changes", *_SIGNATURE)
_ITEM = re.compile(r"Q[1-9][0-9]*")
_CURATED = "semapv:ManualMappingCuration"
_NO_ITEM = "sssom:NoTermFound"
_WIKIDATA = "http://www.wikidata.org/entity/"


def parse_line(record: Mapping[str, Any]) -> Judgement:
    """The judgement of a line of the first format, about a fact or an identity. It has no number; that of an identity
    has no id either.

    Raises:
        ValueError: it is not such a line; the message says why.
    """
    fact = "action" in record
    fields = _FACT if fact else _IDENTITY
    if unknown := sorted(set(record) - set(fields)):
        raise ValueError(f"unknown field {unknown[0]!r}")
    texts = {name: record.get(name, "") for name in ("id", "undoes", *_SIGNATURE)}
    if not all(isinstance(text, str) for text in texts.values()):
        raise ValueError("a text field is not a string")
    about: About = "fact" if fact else "identity"
    verdict = record.get("action" if fact else "verdict")
    if not isinstance(verdict, str):
        raise ValueError("it has no verdict")
    if fact and not texts["id"]:
        raise ValueError(f"{verdict} needs 'id'")
    if verdict == UNDO and not texts["undoes"]:
        raise ValueError("undo needs 'undoes'")
    if fact:
        check_date(texts["when"])
    content = {} if fact and verdict == UNDO else checked_content(about, verdict, record)
    signed = (texts["who"], texts["when"], texts["why"])
    return Judgement(texts["id"], NUMBER, about, verdict, content, texts["undoes"], (), (), *signed)


def links_of(path: Path) -> Iterator[Judgement]:
    """The judgements about links in an SSSOM table, without ids and numbers. Matches made by programs are passed over.

    Raises:
        UserError: a line that does not state one, with its number; no permission.
    """
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{path}: cannot be read ({problem})") from problem
    prefixes = {"mqid": "https://w3id.org/mithaq/id/", "wd": _WIKIDATA} | curie_map(text)

    def expand(curie: str) -> str:
        prefix, _, local = curie.partition(":")
        return prefixes[prefix] + local if prefix in prefixes and curie != _NO_ITEM else curie

    for number, row in read_sssom(text, str(path)):
        if row.get("mapping_justification", _CURATED) not in ("", _CURATED):
            continue  # a match that nobody has judged
        where, item = f"{path}, line {number}", expand(row["object_id"]).removeprefix(_WIKIDATA)
        if item != _NO_ITEM and not _ITEM.fullmatch(item):
            raise UserError(f"{where}: {row['object_id']!r} is not a Wikidata item: write wd:Q… or {_NO_ITEM}")
        if not row["subject_id"].strip():
            raise UserError(f"{where}: has no subject_id")
        verdict = "accept"
        if row.get("predicate_modifier", "").casefold() == "not":
            verdict = "reject"
        elif "verdict=unsure" in row.get("other", ""):
            verdict = "unsure"
        content = {
            "thing": expand(row["subject_id"]),
            "item": "none" if item == _NO_ITEM else item,
            "label": row.get("subject_label", ""),
            "item_label": row.get("object_label", ""),
        }
        who = row.get("author_id", "") or row.get("author_label", "")
        yield Judgement(
            "", NUMBER, "link", verdict, {name: text for name, text in content.items() if text},
            who=who, when=row.get("mapping_date", ""), why=row.get("comment", ""),
        )  # fmt: skip


def with_replacements(lines: Iterable[Judgement]) -> list[Judgement]:
    """Lines in the order in which they were made, with ids, numbers and replacements.

    Raises:
        ValueError: two different lines have one id.
    """
    found: dict[str, Judgement] = {}
    matters: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    undone: set[str] = set()
    for line in lines:
        if line.id in found:
            if replace(found[line.id], number=NUMBER, replaces=()) != line:
                raise ValueError(f"the id {line.id} is used by another line")
            continue
        earlier: list[Judgement] = []
        if line.verdict == UNDO:
            undone.add(line.undoes)
        else:
            mine = matters[matter(line)]
            gone = undone.union(*(one.replaces for one in mine if one.id not in undone))
            earlier = [one for one in mine if one.id not in gone and _replaces(line, one)]
        id = line.id or id_of(content_key(line.about, line.verdict, line.content), found)
        made = replace(line, id=id, number=len(found) + 1, replaces=tuple(sorted(one.id for one in earlier)))
        found[id] = made
        if line.verdict != UNDO:
            matters[matter(line)].append(made)
    return list(found.values())


def _replaces(line: Judgement, earlier: Judgement) -> bool:
    return rivals(earlier, line) or (line.about == "identity" and line.key == earlier.key)


def parse_json(line: str) -> Mapping[str, Any]:
    """The object of a line.

    Raises:
        ValueError: it is not a JSON object.
    """
    record = json.loads(line)
    if not isinstance(record, Mapping):
        raise ValueError("not an object")
    return record
