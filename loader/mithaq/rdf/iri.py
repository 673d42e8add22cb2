"""Mint IRIs from the attributes of individuals: deterministic across articles and machines.

All IRIs are ASCII. A name goes into one folded, so that spelling variants meet; a short hash over the folded
parts keeps different things apart. Individuals that cannot be told apart from those of another article (an event
without a date) have the article's identifier in their hash. Resolving different IRIs to one entity is the task of
`identity`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from pyoxigraph import NamedNode

from mithaq.errors import UserError
from mithaq.language.partial_date import PartialDate
from mithaq.language.romanize import slug
from mithaq.names import folded_name
from mithaq.reading.article import Span

__all__ = ["BASE", "Minter", "folded_name"]

BASE = "https://w3id.org/mithaq/id/"
"""The default base IRI of individuals."""

EventKind = Literal["tenure", "meeting", "visit", "statement", "sanction", "mediation"]


@dataclass(frozen=True, slots=True)
class Minter:
    """Mints IRIs under `base`, an absolute IRI that ends with `/` (passages need the `#`).

    Arguments that are IRIs (`organization`, `parties`, …) are IRIs this minter made; only what follows the
    base counts, so that another base changes nothing but the base.

    Raises:
        UserError: `base` is not such an IRI.
    """

    base: str = BASE

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[!$-;=?-Z_a-z~]+/", self.base):
            raise UserError(f"base IRI {self.base!r}: give an absolute ASCII IRI that ends with /")

    def article(self, identifier: str) -> NamedNode:
        """`article/<percent-encoded identifier>`; dots alone would be path segments: they are encoded too."""
        coded = quote(unicodedata.normalize("NFC", identifier), safe="")
        return self._node("article", coded if coded.strip(".") else coded.replace(".", "%2E"))

    @staticmethod
    def passage(article: NamedNode, span: Span) -> NamedNode:
        """`ARTICLE#char=START,END`, after RFC 5147, counting code points of the article's content."""
        return NamedNode(f"{article.value}#char={span.start},{span.end}")

    def state(self, code: str) -> NamedNode:
        return self._node("state", quote(code, safe=""))

    def official(self, name: str, state: str | None = None, *apart: str) -> NamedNode:
        """A person by name, the state they act for, where that is known, and what else tells them apart."""
        return self._named("person", name, state, *filter(None, apart))

    def organization(self, name: str, state: str | None = None, *apart: str) -> NamedNode:
        """An organisation by name, its state, and what else tells it apart."""
        return self._named("organization", name, state, *filter(None, apart))

    def place(self, name: str, state: str | None = None) -> NamedNode:
        return self._named("place", name, state)

    def post(
        self, role: str, state: str | None = None, organization: NamedNode | None = None, concept: str | None = None
    ) -> NamedNode:
        """A post by its phrase without the state's adjective, its state, and its organisation; also by its concept,
        where one phrase is said of several offices."""
        about = (state, self._local(organization), concept) if concept else (state, self._local(organization))
        return self._named("post", role, *about)

    def agreement(
        self, kind: str, parties: Iterable[NamedNode], signed: PartialDate | None, name: str, *,
        within: str, alone: bool = True,
    ) -> NamedNode:  # fmt: skip
        """An agreement by kind, parties and signing date, so that two articles about one signing agree.

        Fewer than two parties, or a date no finer than a year, do not tell agreements apart: then the name
        counts, and the article, whose identifier is `within`. An agreement that is not `alone` shares kind,
        parties and date with another of its article (two memoranda on one day): then the name counts too.
        """
        who = sorted({self._local(p) for p in parties})
        if len(who) < 2 or signed is None or not signed.month:
            return self._named("agreement", name, kind, *who, str(signed or ""), within)
        if not alone:
            return self._named("agreement", name, kind, *who, str(signed))
        return self._node("agreement", slug(kind, *who, str(signed)))

    def known_agreement(self, name: str, qid: str) -> NamedNode:
        """An agreement of the authority table, by its item."""
        return self._named("agreement", name, qid)

    def forum(
        self, name: str, *, place: NamedNode | None = None, date: PartialDate | None = None, within: str = ""
    ) -> NamedNode:
        """A forum by name; a forum held once also by its place and year. `within` is the article, where the name alone
        does not identify the forum."""
        where, when = (self._local(place), str(date.year)) if date else ("", "")
        return self._named("forum", name, where, when, *filter(None, [within]))

    def edition(
        self, series: NamedNode, number: int | None, place: NamedNode | None, date: PartialDate | None, *,
        within: str,
    ) -> NamedNode:  # fmt: skip
        """An edition by its series and number; without a number by place and year; else by article."""
        which: tuple[str, ...]
        if number is not None:
            which = (f"{number}",)
        elif date is not None:
            which = (self._local(place), f"{date.year}")
        else:
            which = (self._local(place), "", within)
        readable = self._local(series).partition("/")[2].rpartition("-")[0]
        return self._node("edition", slug(readable, self._local(series), *which))

    def event(self, kind: EventKind, *says: str | NamedNode | Iterable[NamedNode]) -> NamedNode:
        """A tenure, meeting, visit or statement by a hash of what it says.

        Texts stand for themselves, IRIs for what follows the base, and several IRIs for their set.
        """
        parts = []
        for part in says:
            if isinstance(part, str):
                parts.append(part)
            elif isinstance(part, NamedNode):
                parts.append(self._local(part))
            else:
                parts.append("\x1e".join(sorted({self._local(p) for p in part})))
        return self._node(kind, hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20])

    def correction(self, identifier: str) -> NamedNode:
        """A correction by its identifier."""
        return self._node("correction", quote(identifier, safe=""))

    def agent(self, name: str) -> NamedNode:
        """A person who corrects facts, by name."""
        return self._named("agent", name)

    def _node(self, kind: str, local: str) -> NamedNode:
        return NamedNode(f"{self.base}{kind}/{local}")

    def _named(self, kind: str, name: str, *apart: str | None) -> NamedNode:
        return self._node(kind, slug(folded_name(name) or name, *(part or "" for part in apart)))

    def _local(self, node: NamedNode | None) -> str:
        return "" if node is None else node.value.removeprefix(self.base)
