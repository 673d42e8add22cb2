"""Read gold annotations, one JSON file per article.

The package's docstring describes the format. Files are validated strictly: a mistake is reported with file and
item, instead of distorting the figures.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate

__all__ = [
    "Gold", "GoldAgreement", "GoldForum", "GoldMediation", "GoldMeeting", "GoldPost", "GoldSanction", "GoldStatement",
    "GoldThing", "GoldVisit",
    "read_gold",
]  # fmt: skip

_ENDING = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldPost:
    """A post of a person: `role` without the state's adjective, `alt` other correct wordings."""

    role: str
    alt: tuple[str, ...]
    optional: bool
    state: str | None

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.role, *self.alt)


@dataclass(frozen=True, slots=True)
class GoldThing:
    """A named thing: an official (with posts) or an organization."""

    name: str
    alt: tuple[str, ...]
    optional: bool
    posts: tuple[GoldPost, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return (self.name, *self.alt)


@dataclass(frozen=True, slots=True)
class GoldAgreement(GoldThing):
    kind: str | None = None
    parties: tuple[str, ...] = ()
    signed: str | None = None


@dataclass(frozen=True, slots=True)
class GoldForum(GoldThing):
    place: str | None = None
    date: str | None = None
    edition: int | None = None
    participants: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldMeeting:
    participants: tuple[str, ...]
    optional: bool
    place: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class GoldVisit:
    visitor: str
    to: str
    optional: bool
    date: str | None


@dataclass(frozen=True, slots=True)
class GoldStatement:
    speaker: str
    act: str
    targets: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldSanction:
    actor: str
    kind: str
    targets: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldMediation:
    mediator: str
    between: tuple[str, ...]
    dispute: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of one article. `id` is the article's identifier.

    `sanctions` and `mediations` are None where the file leaves the key out: then they are not scored.
    """

    id: str
    states: frozenset[str]
    states_optional: frozenset[str]
    officials: tuple[GoldThing, ...]
    organizations: tuple[GoldThing, ...]
    agreements: tuple[GoldAgreement, ...]
    forums: tuple[GoldForum, ...]
    meetings: tuple[GoldMeeting, ...]
    visits: tuple[GoldVisit, ...]
    statements: tuple[GoldStatement, ...]
    sanctions: tuple[GoldSanction, ...] | None = None
    mediations: tuple[GoldMediation, ...] | None = None


def read_gold(folder: Path) -> list[Gold]:
    """Read the annotations in `folder`, files `*.gold.json` sorted by name.

    Raises:
        UserError: no annotations, an unreadable file, or a violation of the format.
    """
    paths = sorted(folder.glob(f"*{_ENDING}")) if folder.is_dir() else []
    if not paths:
        raise UserError(f"{folder}: contains no gold annotations; give a folder with files *{_ENDING}")
    found = [_read(path) for path in paths]
    seen: dict[str, Path] = {}
    for gold, path in zip(found, paths, strict=True):
        if gold.id in seen:
            raise UserError(f"{path}: annotates {gold.id!r}, which {seen[gold.id]} annotates too; keep one of them")
        seen[gold.id] = path
    return found


def _read(path: Path) -> Gold:
    try:
        value = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as problem:
        raise UserError(f"{path}: cannot be read ({problem.strerror or problem})") from problem
    except UnicodeDecodeError as problem:
        raise UserError(f"{path}: is not UTF-8; save it as UTF-8") from problem
    except (ValueError, RecursionError) as problem:
        where = f", line {problem.lineno}" if isinstance(problem, json.JSONDecodeError) else ""
        raise UserError(f"{path}{where}: is not valid JSON ({problem})") from problem
    item = _Item(f"{path}:", value)
    gold = Gold(
        id=item.text("id"),
        states=frozenset(item.texts("states")),
        states_optional=frozenset(item.texts("states_optional")),
        officials=tuple(_official(i) for i in item.items("officials")),
        organizations=tuple(
            GoldThing(i.text("name"), i.texts("alt"), i.flag("optional")) for i in item.items("organizations")
        ),
        agreements=tuple(
            GoldAgreement(
                i.text("name"), i.texts("alt"), i.flag("optional"), (), i.maybe("kind"), i.texts("parties"),
                i.date("signed"),
            )
            for i in item.items("agreements")
        ),
        forums=tuple(
            GoldForum(
                i.text("name"), i.texts("alt"), i.flag("optional"), (), i.maybe("place"), i.date("date"),
                i.number("edition"), i.texts("participants"), i.texts("members"),
            )
            for i in item.items("forums")
        ),
        meetings=tuple(
            GoldMeeting(i.texts("participants", least=1), i.flag("optional"), i.maybe("place"), i.date("date"))
            for i in item.items("meetings")
        ),
        visits=tuple(
            GoldVisit(i.text("visitor"), i.text("to"), i.flag("optional"), i.date("date"))
            for i in item.items("visits")
        ),
        statements=tuple(
            GoldStatement(i.text("speaker"), i.text("act"), i.texts("targets", least=1), i.flag("optional"))
            for i in item.items("statements")
        ),
        sanctions=tuple(
            GoldSanction(i.text("actor"), i.text("kind"), i.texts("targets", least=1), i.flag("optional"))
            for i in item.items("sanctions")
        )
        if item.has("sanctions")
        else None,
        mediations=tuple(
            _mediation(i)
            for i in item.items("mediations")
        )
        if item.has("mediations")
        else None,
    )  # fmt: skip
    item.date("date")
    item.done()
    return gold


def _mediation(item: _Item) -> GoldMediation:
    dispute = item.maybe("dispute")
    between = item.texts("between", least=0 if dispute else 1)
    return GoldMediation(item.text("mediator"), between, dispute, item.flag("optional"))


def _official(item: _Item) -> GoldThing:
    posts = []
    for post in item.items("posts"):
        posts.append(GoldPost(post.text("role"), post.texts("alt"), post.flag("optional"), post.maybe("state")))
        post.maybe("status")
    return GoldThing(item.text("name"), item.texts("alt"), item.flag("optional"), tuple(posts))


class _Item:
    """Strict reader of a JSON object: unknown keys are errors, except keys that start with an underscore."""

    def __init__(self, where: str, value: object) -> None:
        self._where = where
        if not isinstance(value, dict):
            raise self._wrong("", "an object")
        self._value = cast("Mapping[str, object]", value)
        self._asked: set[str] = set()
        self._inner: list[_Item] = []

    def _wrong(self, name: str, wanted: str) -> UserError:
        return UserError(f"{self._where}{' ' if name else ''}{name} must be {wanted}")

    def _get(self, name: str) -> object:
        self._asked.add(name)
        return self._value.get(name)

    def has(self, name: str) -> bool:
        return self._get(name) is not None

    def text(self, name: str) -> str:
        value = self._get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "a text")
        return value

    def maybe(self, name: str) -> str | None:
        return None if self._get(name) is None else self.text(name)

    def texts(self, name: str, *, least: int = 0) -> tuple[str, ...]:
        value = self._get(name)
        value = [] if value is None else value
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            raise self._wrong(name, "a list of texts")
        if len(value) < least:
            raise self._wrong(name, f"a list of {least} or more")
        return tuple(value)

    def flag(self, name: str) -> bool:
        value = self._get(name)
        if value is not None and not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return bool(value)

    def number(self, name: str) -> int | None:
        value = self._get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise self._wrong(name, "a whole number")
        return value

    def date(self, name: str) -> str | None:
        value = self.maybe(name)
        if value is not None:
            try:
                PartialDate.parse(value)
            except ValueError as problem:
                raise self._wrong(name, "a date: YYYY, YYYY-MM or YYYY-MM-DD") from problem
        return value

    def items(self, name: str) -> Iterator[_Item]:
        value = self._get(name)
        value = [] if value is None else value
        if not isinstance(value, list):
            raise self._wrong(name, "a list of objects")
        where = re.sub(r":$", ": ", self._where)
        for number, entry in enumerate(value):
            item = _Item(f"{where}{'' if where.endswith(' ') else '.'}{name}[{number}]", entry)
            self._inner.append(item)
            yield item

    def done(self) -> None:
        """Refuse unknown keys, here and in nested objects."""
        for name in self._value:
            if name not in self._asked and not name.startswith("_"):
                known = ", ".join(sorted(self._asked))
                raise UserError(f"{self._where} {name!r} is not a key of the format; known keys: {known}")
        for item in self._inner:
            item.done()
