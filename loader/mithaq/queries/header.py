"""Header of a stored query: TOML in the `#+` comment lines at the start of the file.

    #+ tags = ["agreement"]
    #+ [summary]
    #+ en = "Agreements between two states"
    #+ ar = "..."
    #+ [parameters.state]
    #+ type = "state"
    #+ en = "one of the two"
    #+ example = "Qatar"
    #+ [columns.agreement]
    #+ en = "the agreement"

Languages are `en` and `ar`. Both are required for the summary and the description; elsewhere `ar` is optional.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NoReturn

from mithaq.errors import UserError

__all__ = ["TYPES", "Header", "HeaderError", "Parameter", "read_header"]

TYPES: Final = (
    "state", "actor", "official", "organization", "agreement", "forum", "place", "post", "article", "thing",
    "role", "kind", "topic", "act", "class", "date", "year", "integer", "text", "iri",
)  # fmt: skip
"""Parameter types: things in the graph by name, concepts of the vocabularies, then values.

An `actor` is an official, an organization or a state. A state is bound together with its organizations and
the holders of its posts, so an actor is used like a repeatable parameter: `VALUES ?x { $actor }`.
"""

_MARK = "#+"
_NAME = re.compile(r"[a-z][A-Za-z0-9]*")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


class HeaderError(UserError):
    """A stored query violates a rule. The message names the file and the line."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")
        self.path, self.line, self.what = path, line, what


@dataclass(frozen=True, slots=True)
class Parameter:
    """A declared parameter. `meaning` is by language; `default` and `example` hold values as typed by users.

    Without a value a parameter takes its default; an `optional` parameter without a default stays unbound and
    matches anything. A `repeatable` parameter may be given several times.
    """

    name: str
    type: str
    meaning: Mapping[str, str]
    example: tuple[str, ...] = ()
    default: tuple[str, ...] = ()
    optional: bool = False
    repeatable: bool = False

    @property
    def several(self) -> bool:
        """Whether the parameter can be bound to more than one term."""
        return self.repeatable or self.type == "actor"

    @property
    def required(self) -> bool:
        return not self.optional and not self.default


@dataclass(frozen=True, slots=True)
class Header:
    """The declarations of a stored query. Texts and column meanings are by language (`en`, `ar`)."""

    summary: Mapping[str, str]
    description: Mapping[str, str]
    tags: tuple[str, ...] = ()
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_header(text: str, path: Path) -> Header:
    """Parse the header of a stored query; `path` is only used in messages.

    Raises:
        HeaderError: no header, invalid TOML, a missing or unknown key, or a value of the wrong type.
    """
    lines = text.splitlines()
    if not any(line.startswith(_MARK) for line in lines):
        raise HeaderError(path, 1, f"no header: describe the query in TOML, in lines that begin with {_MARK}")
    # Other lines stay as blank ones, so that a line of the TOML is a line of the file.
    toml = "\n".join(line.removeprefix(_MARK).strip() if line.startswith(_MARK) else "" for line in lines)
    try:
        table = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        found = _TOML_LINE.search(str(error))
        what = _TOML_LINE.sub("", str(error)).strip()
        raise HeaderError(path, int(found[1]) if found else 1, f"the header is not valid TOML: {what}") from None
    return _Reader(path, lines).header(table)


class _Reader:
    """Validate the parsed TOML key by key, and report errors with their line."""

    def __init__(self, path: Path, lines: list[str]) -> None:
        self.path, self.lines = path, lines

    def header(self, table: dict[str, Any]) -> Header:
        self._only(table, {"summary", "description", "tags", "parameters", "columns"}, "the header")
        tags = self._strings(table.get("tags", []), "tags")
        parameters = self._table(table.get("parameters", {}), "parameters")
        columns = self._table(table.get("columns", {}), "columns")
        return Header(
            summary=self._texts(table, "summary", both=True),
            description=self._texts(table, "description", both=True),
            tags=tags,
            parameters={name: self._parameter(name, value) for name, value in parameters.items()},
            columns={name: self._texts(columns, name) for name in columns},
        )

    def _parameter(self, name: str, value: object) -> Parameter:
        if not _NAME.fullmatch(name):
            self._fail(name, f"parameter {name!r}: a name is letters and digits and begins with a small letter")
        table = self._table(value, name)
        self._only(table, {"type", "en", "ar", "example", "default", "optional", "repeatable"}, f"parameter {name}")
        if table.get("type") not in TYPES:
            self._fail(name, f"parameter {name}: type must be one of {' '.join(TYPES)}")
        flags = {}
        for flag in ("optional", "repeatable"):
            flags[flag] = table.get(flag, False)
            if not isinstance(flags[flag], bool):
                self._fail(name, f"parameter {name}: {flag} is true or false")
        parameter = Parameter(
            name=name,
            type=table["type"],
            meaning=self._texts({name: {k: v for k, v in table.items() if k in ("en", "ar")}}, name),
            example=self._strings(table.get("example", []), name),
            default=self._strings(table.get("default", []), name),
            **flags,
        )
        if parameter.required and not parameter.example:
            self._fail(name, f"parameter {name}: give an example, so that the query can be tried")
        if parameter.optional and parameter.default:
            self._fail(name, f"parameter {name}: give either optional or a default, not both")
        if not parameter.repeatable and max(len(parameter.example), len(parameter.default)) > 1:
            self._fail(name, f"parameter {name}: several values, but not repeatable = true")
        return parameter

    def _texts(self, table: Mapping[str, Any], key: str, *, both: bool = False) -> dict[str, str]:
        texts = self._table(table.get(key, {}), key)
        self._only(texts, {"en", "ar"}, key)
        for language in ("en", "ar") if both else ("en",):
            if not texts.get(language):
                self._fail(key, f"{key}: required in {' and '.join(('en', 'ar') if both else ('en',))}")
        if not all(isinstance(text, str) and text for text in texts.values()):
            self._fail(key, f"{key}: its texts are strings")
        return texts

    def _strings(self, value: object, key: str) -> tuple[str, ...]:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(v, str) and v for v in values):
            self._fail(key, f"{key}: expected a string, or a list of strings")
        return tuple(values)

    def _table(self, value: object, key: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            self._fail(key, f"{key}: expected a table of keys and values")
        return value

    def _only(self, table: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in sorted(table.keys() - known):
            self._fail(key, f"{where}: unknown key {key!r}, expected {', '.join(sorted(known))}")

    def _fail(self, key: str, what: str) -> NoReturn:
        word = re.compile(rf"\b{re.escape(key)}\b")
        for number, line in enumerate(self.lines, 1):
            if line.startswith(_MARK) and word.search(line):
                raise HeaderError(self.path, number, what)
        raise HeaderError(self.path, 1, what)
