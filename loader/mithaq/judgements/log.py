"""The file of judgements: one JSON object per line, suited to version control."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mithaq.errors import UserError
from mithaq.judgements import legacy
from mithaq.judgements.model import UNDO, Judgement, UnsignedJudgement, content_key, id_of
from mithaq.judgements.sssom import CONFLICT_ADVICE, CONFLICT_MARKERS
from mithaq.judgements.standing import Standing, rivals, standing_of

__all__ = ["JUDGEMENTS", "JudgementLog", "migrate", "once", "parse_judgement", "read_file", "undo_line"]

JUDGEMENTS = "judgements.jsonl"
"""The name of the file in a store."""
_MANIFEST = "mithaq.json"
"""The file that a folder has if it is a store, also one without judgements."""


class JudgementLog:
    """The judgements in one file. Several processes may use it: each change is made under a lock, and the file is
    replaced by renaming.

    Lines of the first format are read as well, also from the files `corrections.jsonl` and `links.sssom.tsv` beside a
    `judgements.jsonl`; the next change, or `migrate`, puts all of them into one file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Judgement]:
        """All lines in their order, also undone ones; empty if there is no file. A repeated line counts once.

        Raises:
            UserError: a malformed line (the message gives its number); no permission to read.
        """
        return self._read()[0]

    def standing(self) -> Standing:
        """Which judgements are in force.

        Raises:
            UserError: as `read`.
        """
        return standing_of(self.read())

    def add(
        self, judgements: Sequence[UnsignedJudgement], *, who: str = "", when: str = "", why: str = ""
    ) -> list[Judgement]:
        """Record judgements, all or none; returns the lines that hold them. One that is in force already, by the same
        person for the same reason, is not repeated.

        Raises:
            UserError: the file is malformed or cannot be written.
        """
        with self._turn():
            lines, made = self.read(), []
            for one in judgements:
                lines, line = self.with_judgement(lines, one, who, when, why)
                made.append(line)
            self._write(lines)
        return made

    def undo(self, ids: Iterable[str], *, who: str = "", when: str = "", why: str = "") -> list[Judgement]:
        """Undo judgements, all or none; returns the undone ones.

        Raises:
            UserError: there is no such judgement, or it is not in force; the file is malformed or cannot be written.
        """
        with self._turn():
            lines, found = self.read(), []
            for id in dict.fromkeys(ids):
                lines, line = self.with_undo(lines, id, who, when, why)
                found.append(line.undoes)
            self._write(lines)
        by_id = {line.id: line for line in lines}
        return [by_id[id] for id in found]

    def append(self, new: Iterable[Judgement]) -> None:
        """Add lines as they are.

        Raises:
            UserError: the file is malformed or cannot be written.
        """
        with self._turn():
            self._write(once([*self.read(), *new]))

    def write(self, lines: Iterable[Judgement]) -> None:
        """Make these the lines of the file.

        Raises:
            UserError: the file cannot be written.
        """
        with self._turn():
            self._write(lines)

    @staticmethod
    def with_judgement(
        lines: Sequence[Judgement], one: UnsignedJudgement, who: str, when: str, why: str
    ) -> tuple[list[Judgement], Judgement]:
        """Lines with one more judgement, and the line that holds it; it replaces what is in force on its matter."""
        number = 1 + max((line.number for line in lines), default=0)
        made = Judgement(
            "", number, one.about, one.verdict, one.content, because=one.because, who=who, when=when, why=why
        )
        active = standing_of(lines).active
        same = [line for line in active if line.key == made.key]
        if same and (same[0].who, same[0].why) == (who, why):
            return list(lines), same[0]
        earlier = [line.id for line in (*same, *(line for line in active if rivals(line, made)))]
        known = {line.id for line in lines}
        made = replace(made, id=id_of(made.key, known), replaces=tuple(sorted(earlier)))
        return [*lines, made], made

    @staticmethod
    def with_undo(
        lines: Sequence[Judgement], id: str, who: str, when: str, why: str
    ) -> tuple[list[Judgement], Judgement]:
        """Lines with one that undoes the judgement with this id, and that line.

        Raises:
            UserError: there is no such judgement, or it is not in force.
        """
        known = {line.id: line for line in lines}
        made = undo_line(_undoable(id, known), known, who, when, why)
        return [*lines, made], made

    # the file

    def _read(self) -> tuple[list[Judgement], bool]:
        """The lines, and whether any of them has the first format."""
        new: list[Judgement] = []
        old: list[Judgement] = []
        self._parse(self.path, new, old)
        if self.path.name == JUDGEMENTS:
            self._parse(self.path.with_name(legacy.CORRECTIONS), new, old)
            links = self.path.with_name(legacy.LINKS)
            old += legacy.links_of(links) if links.is_file() else ()
        try:
            found = once([*new, *legacy.with_replacements(old)])
        except ValueError as problem:
            raise UserError(f"{self.path}: {problem}: correct or remove one of the lines") from problem
        return found, bool(old)

    def _parse(self, path: Path, new: list[Judgement], old: list[Judgement]) -> None:
        for number, line in enumerate(_text(path).split("\n"), 1):
            if not line.strip():
                continue
            where = f"{path}, line {number}"
            if line.startswith(CONFLICT_MARKERS):
                raise UserError(f"{where}: {CONFLICT_ADVICE}")
            try:
                found = parse_judgement(line)
                (new if found.number else old).append(found)
                if found.id and not found.number:
                    legacy.with_replacements([one for one in old if one.id == found.id])
            except (ValueError, TypeError) as problem:
                stated = " ".join(str(problem).split())
                raise UserError(f"{where}: not a valid judgement ({stated}): correct or remove the line") from problem

    def migrate(self) -> bool:
        """Put judgements of the first format into the file, and remove their own files; returns whether there were any.

        Raises:
            UserError: as `read`; the file cannot be written.
        """
        if not self._read()[1]:
            return False
        with self._turn():
            lines, old = self._read()
            if old:
                self._write(lines)
        return old

    def _write(self, lines: Iterable[Judgement]) -> None:
        text = "".join(f"{line.to_json()}\n" for line in sorted(lines, key=lambda line: line.order))
        new = self.path.with_name(f"{self.path.name}.new")
        try:
            with open(new, "w", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, self.path)
            if self.path.name == JUDGEMENTS:
                for name in (legacy.CORRECTIONS, legacy.LINKS):
                    self.path.with_name(name).unlink(missing_ok=True)
        except (OSError, UnicodeEncodeError) as problem:
            raise UserError(f"{self.path}: cannot be written ({problem})") from problem

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        try:
            descriptor = os.open(self.path.with_name(f".{self.path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as problem:
            raise UserError(f"{self.path}: cannot be written ({problem.strerror})") from problem
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)


def migrate(path: Path) -> bool:
    """Put judgements of the first format that lie beside `path` into it, if all of them can be read. Malformed ones
    stay where they are, and are reported by whatever reads them."""
    try:
        return JudgementLog(path).migrate()
    except UserError:
        return False


def parse_judgement(line: str) -> Judgement:
    """Parse a line of either format. One of the first format has no number.

    Raises:
        ValueError: not a judgement; the message says why.
    """
    record = legacy.parse_json(line)
    return Judgement.from_record(record) if "schema" in record else legacy.parse_line(record)


def read_file(path: Path) -> list[Judgement]:
    """The judgements in a file of either format, in an SSSOM table (`.tsv`), or in the folder of a store.

    Raises:
        UserError: there is no such file; a folder that is no store; a malformed line (the message gives its number).
    """
    if not path.exists():
        raise UserError(f"{path}: does not exist: give a file of judgements, an SSSOM table or a store")
    if path.is_dir():
        if not any((path / name).is_file() for name in (JUDGEMENTS, legacy.CORRECTIONS, legacy.LINKS, _MANIFEST)):
            raise UserError(f"{path}: is neither a store nor has it {JUDGEMENTS}: give the file or the store")
        return JudgementLog(path / JUDGEMENTS).read()
    return legacy.with_replacements(legacy.links_of(path)) if path.suffix == ".tsv" else JudgementLog(path).read()


def once(lines: Iterable[Judgement]) -> list[Judgement]:
    """The lines in their order, each once. The same judgement of two people has one id; the earlier line is kept.

    Raises:
        ValueError: two different judgements have one id.
    """
    found: dict[str, Judgement] = {}
    for line in sorted(lines, key=lambda line: line.order):
        kept = found.setdefault(line.id, line)
        if (kept.about, kept.verdict, kept.key) != (line.about, line.verdict, line.key):
            raise ValueError(f"the id {line.id} is used by two different judgements")
    return list(found.values())


def undo_line(line: Judgement, known: dict[str, Judgement], who: str, when: str, why: str) -> Judgement:
    """The line that undoes a judgement, numbered after all in `known`."""
    number = 1 + max(one.number for one in known.values())
    id = id_of(content_key(line.about, UNDO, {"undoes": line.id}), known)
    return Judgement(id, number, line.about, UNDO, {}, line.id, who=who, when=when, why=why)


def _undoable(id: str, known: dict[str, Judgement]) -> Judgement:
    line = known.get(id)
    if line is None or line.verdict == UNDO:
        raise UserError(f"{id}: there is no such judgement: `mithaq judgements list` lists them")
    standing = standing_of(known.values())
    if id in standing.undone:
        raise UserError(f"{id}: is undone already")
    if id in standing.replaced:
        raise UserError(f"{id}: was replaced by {standing.replaced[id]}: undo that")
    return line


def _text(path: Path) -> str:
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as problem:
        raise UserError(f"{path}: cannot be read ({problem})") from problem
