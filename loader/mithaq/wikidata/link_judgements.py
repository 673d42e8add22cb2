"""Judgements on links as SSSOM: a table of mappings with tab-separated columns.

A store keeps them in its file of all judgements (`mithaq.wikidata.link_log`); a table is an exchange format, and may
also be used in place of that file. A table is sorted, and replaced whole by renaming. SSSOM
(mapping-commons.github.io/sssom) has no verdicts; they are written thus:

accepted  the mapping, with confidence 1
rejected  the mapping with `predicate_modifier` Not
none      the mapping to `sssom:NoTermFound`: Wikidata has no item for the thing
unsure    the mapping with confidence 0.5 and `verdict=unsure` in the column `other`
"""

from __future__ import annotations

import contextlib
import csv
import fcntl
import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from mithaq.errors import UserError
from mithaq.judgements import read_sssom
from mithaq.rdf import BASE, WD
from mithaq.wikidata.model import is_qid

__all__ = [
    "COLUMNS",
    "HEAD",
    "JudgementFile",
    "LinkJudgement",
    "Verdict",
    "compact",
    "expand",
    "read_sssom",
    "write_sssom",
]

Verdict = Literal["accepted", "rejected", "unsure"]

PREFIXES: Final = {"mqid": BASE, "wd": WD}
NOTHING: Final = "sssom:NoTermFound"
COLUMNS: Final = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "confidence", "author_id", "author_label", "mapping_date", "comment", "other",
)  # fmt: skip
HEAD: Final = (
    "#curie_map:\n"
    + "".join(f"#  {prefix}: {iri}\n" for prefix, iri in PREFIXES.items())
    + "#  skos: http://www.w3.org/2004/02/skos/core#\n"
    "#  semapv: https://w3id.org/semapv/vocab/\n"
    "#  sssom: https://w3id.org/sssom/\n"
    "#  orcid: https://orcid.org/\n"
    "#license: https://w3id.org/sssom/license/unspecified\n"
    "#mapping_set_id: https://w3id.org/mithaq/id/graph/links\n"
)
CURATED: Final = "semapv:ManualMappingCuration"
_MARK = "verdict=unsure"


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """What a person decided about a thing and an item. `qid` is empty for "Wikidata has none" (verdict
    accepted).

    `who` is a name or an ORCID (`orcid:0000-…`), `when` a date (`2024-05-01`), `why` a remark.
    """

    subject: str
    qid: str
    verdict: Verdict
    who: str = ""
    when: str = ""
    why: str = ""
    label: str = ""
    item_label: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.subject, self.qid


def compact(iri: str) -> str:
    """An IRI as SSSOM writes it; one of another base stays whole."""
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri[len(base) :]}"
    return iri


def expand(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else curie


def write_sssom(rows: Iterable[dict[str, str]]) -> str:
    """An SSSOM table: head, columns, rows sorted by subject and object."""
    out = io.StringIO()
    out.write(HEAD)
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", lineterminator="\n", restval="")
    writer.writeheader()
    for row in sorted(rows, key=lambda r: (r["subject_id"], r["object_id"])):
        writer.writerow({name: " ".join(text.split()) for name, text in row.items()})
    return out.getvalue()


def to_row(judgement: LinkJudgement) -> dict[str, str]:
    """A judgement as a row of the table."""
    orcid = judgement.who.startswith("orcid:")
    return {
        "subject_id": compact(judgement.subject),
        "subject_label": judgement.label,
        "predicate_id": "skos:exactMatch",
        "predicate_modifier": "Not" if judgement.verdict == "rejected" else "",
        "object_id": f"wd:{judgement.qid}" if judgement.qid else NOTHING,
        "object_label": judgement.item_label,
        "mapping_justification": CURATED,
        "confidence": "0.5" if judgement.verdict == "unsure" else "1.0",
        "author_id": judgement.who if orcid else "",
        "author_label": "" if orcid else judgement.who,
        "mapping_date": judgement.when,
        "comment": judgement.why,
        "other": _MARK if judgement.verdict == "unsure" else "",
    }


def _from_row(row: dict[str, str], where: str) -> LinkJudgement:
    item = expand(row["object_id"]).removeprefix(WD)
    if item != NOTHING and not is_qid(item):
        raise UserError(f"{where}: {row['object_id']!r} is not a Wikidata item: write wd:Q… or {NOTHING}")
    if not row["subject_id"].strip():
        raise UserError(f"{where}: has no subject_id")
    verdict: Verdict = "accepted"
    if row.get("predicate_modifier", "").casefold() == "not":
        verdict = "rejected"
    elif _MARK in row.get("other", ""):
        verdict = "unsure"
    return LinkJudgement(
        expand(row["subject_id"]), "" if item == NOTHING else item, verdict,
        row.get("author_id", "") or row.get("author_label", ""), row.get("mapping_date", ""),
        row.get("comment", ""), row.get("subject_label", ""), row.get("object_label", ""),
    )  # fmt: skip


class JudgementFile:
    """The judgements in one file. Several processes may use it: each change reads, changes and replaces the
    file under a lock."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, LinkJudgement]]:
        """The judgements in force: by subject, then by item ("" for "Wikidata has none"). Empty without a
        file.

        Raises:
            UserError: a line that is no judgement, with its number; no permission.
        """
        try:
            with open(self.path, encoding="utf-8", newline="") as file:
                text = file.read()
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as problem:
            raise UserError(f"{self.path}: cannot be read ({problem})") from problem
        found: dict[str, dict[str, LinkJudgement]] = {}
        for number, row in read_sssom(text, str(self.path)):
            if row.get("mapping_justification", CURATED) not in ("", CURATED):
                continue  # a match that nobody has judged
            judgement = _from_row(row, f"{self.path}, line {number}")
            found.setdefault(judgement.subject, {})[judgement.qid] = judgement
        return found

    def ids(self) -> dict[tuple[str, str], str]:
        """Empty: rows of SSSOM have no ids."""
        return {}

    def add(self, *judgements: LinkJudgement) -> None:
        """Record judgements; each replaces an earlier one on the same thing and item. Accepting an item, or
        saying that there is none, also takes back an earlier acceptance of another.

        Raises:
            UserError: the file cannot be read or written.
        """
        with self._turn():
            known = self.read()
            for judgement in judgements:
                mine = known.setdefault(judgement.subject, {})
                if judgement.verdict == "accepted":
                    for qid in [q for q, j in mine.items() if j.verdict == "accepted"]:
                        del mine[qid]
                mine[judgement.qid] = judgement
            self._write(known)

    def replace(self, subject: str, judgements: Iterable[LinkJudgement]) -> None:
        """Let exactly these be the judgements on a subject; how a change is undone.

        Raises:
            UserError: the file cannot be read or written.
        """
        with self._turn():
            known = self.read()
            known[subject] = {j.qid: j for j in judgements}
            self._write(known)

    def _write(self, known: dict[str, dict[str, LinkJudgement]]) -> None:
        text = write_sssom(to_row(j) for mine in known.values() for j in mine.values())
        new = self.path.with_name(f"{self.path.name}.new")
        try:
            with open(new, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
        except OSError as problem:
            raise UserError(f"{self.path}: cannot be written ({problem.strerror})") from problem

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        lock = self.path.with_name(f".{self.path.name}.lock")
        try:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as problem:
            raise UserError(f"{self.path}: cannot be written ({problem.strerror})") from problem
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)
