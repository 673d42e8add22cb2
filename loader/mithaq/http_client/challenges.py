"""Parse the authentication challenges of a server (`WWW-Authenticate`, RFC 9110, 11.6.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Challenge", "parse_challenges"]

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_SCHEME = re.compile(rf"[\s,]*({_TOKEN})(?=\s|,|$)")
_PARAMETER = re.compile(rf'[\s,]*({_TOKEN})\s*=\s*(?:({_TOKEN})(?=\s*(?:,|$))|"((?:[^"\\]|\\.)*)")')
_TOKEN68 = re.compile(r"\s+([A-Za-z0-9._~+/-]+=*)\s*(?=,|$)")
_ESCAPED = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class Challenge:
    """One challenge: the scheme and the names of its parameters are in lower case."""

    scheme: str
    parameters: Mapping[str, str] = field(default_factory=dict)


def parse_challenges(header: str) -> list[Challenge]:
    """The challenges of a header, in its order; several header lines are joined with commas.

    Parameters belong to the scheme before them, so a realm that contains the name of a scheme is no challenge.
    What follows a syntax error is ignored.
    """
    found: list[Challenge] = []
    place = 0
    while scheme := _SCHEME.match(header, place):
        place = scheme.end()
        parameters: dict[str, str] = {}
        if not _PARAMETER.match(header, place) and (credential := _TOKEN68.match(header, place)):
            place = credential.end()
        while parameter := _PARAMETER.match(header, place):
            name, token, quoted = parameter.groups()
            parameters.setdefault(name.lower(), token if token is not None else _ESCAPED.sub(r"\1", quoted))
            place = parameter.end()
        found.append(Challenge(scheme[1].lower(), parameters))
    return found
