"""The addresses of pages: an individual's page has the last two segments of its IRI."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from starlette.convertors import Convertor, register_url_convertor

__all__ = ["Addresses"]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses for the individuals of a store with this base IRI."""

    base: str

    def iri(self, kind: str, name: str) -> str:
        """The IRI of the individual whose page has these segments, as a server gives them: decoded."""
        coded = quote(name, safe="")
        return f"{self.base}{quote(kind, safe='')}/{coded if coded.strip('.') else coded.replace('.', '%2E')}"

    def path(self, iri: str) -> str:
        """The address of the page of an individual; an IRI elsewhere is its own address. IRIs are encoded already."""
        if not iri.startswith(self.base):
            return iri
        return "/id/" + _quoted(iri.removeprefix(self.base))

    def article(self, id: str) -> str:
        """The address of the page of the article with this id."""
        return f"/id/article/{quote(id, safe=_KEPT)}"

    def network(self, iri: str) -> str:
        """The address of the network around an actor."""
        return "/network/" + quote(iri.removeprefix(self.base), safe="/%")

    def data(self, iri: str, form: str) -> str:
        """The address of the data of an individual in one of `mithaq.explorer.linked_data.FORMS`."""
        return f"/data/{quote(iri.removeprefix(self.base), safe='/%')}.{form}"


@lru_cache(maxsize=1 << 14)
def _quoted(rest: str) -> str:
    return quote(rest, safe="/%")


_KEPT = "-._~"


class _NameConvertor(Convertor[str]):
    """The rest of an address as a name: it may have slashes and line ends, as ids of articles do."""

    regex = r"(?:.|\n)+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return quote(value, safe=_KEPT)


register_url_convertor("name", _NameConvertor())
