"""Describe an export in VoID and DCAT (W3C) for catalogues: counts, vocabularies, licence."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from mithaq.errors import UserError
from mithaq.export.atomic_write import atomic_write
from mithaq.export.formats import format_named
from mithaq.export.prefixes import Shortener, prefixes_for
from mithaq.export.schema import schema
from mithaq.export.statistics import GraphStatistics
from mithaq.export.writing import write_graph
from mithaq.language.partial_date import PartialDate
from mithaq.language.romanize import slug
from mithaq.rdf import BASE, DCTERMS, PREFIXES, RDF, XSD

__all__ = ["describe_export", "licence_term"]

_PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "spdx": "http://spdx.org/rdf/terms#",
    "void": "http://rdfs.org/ns/void#",
}
_WORDS = Path(__file__).with_name("data") / "description.toml"
_MEDIA = "https://www.iana.org/assignments/media-types/"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


def _term(prefix: str, name: str) -> NamedNode:
    return NamedNode({**PREFIXES, **_PREFIXES}[prefix] + name)


def describe_export(
    target: Path, exported: Path, kind: str, statistics: GraphStatistics, *,
    licence: NamedNode | Literal | None = None, base: str = BASE, graphs: int = 0,
    published: NamedNode | None = None,
) -> None:  # fmt: skip
    """Write a description of the file `exported`, in format `kind`, to `target` as Turtle.

    The counts are those of the merged graph; `graphs` is the number of article graphs. `published` is the URL from
    which the file can be downloaded; without it, the access URL of the distribution is the dataset's IRI. The
    description has no time stamp: equal exports have equal descriptions.

    Raises:
        UserError: a file cannot be read or written.
    """
    about = _DatasetDescription(exported, kind, statistics, licence, base, graphs, published)
    triples = list(about.triples())
    with atomic_write(target) as out:
        write_graph(triples, "ttl", out, dict(sorted({**prefixes_for(base), **_PREFIXES}.items())))


def licence_term(text: str) -> NamedNode | Literal | None:
    """Parse a licence: an IRI or a name; None for an empty text.

    Raises:
        UserError: it begins like an IRI but is not valid.
    """
    if not text.startswith(("http:", "https:", "urn:")):
        return Literal(text) if text else None
    if not _IRI.fullmatch(text):
        raise UserError(f"--licence {text!r}: not a valid IRI: give an IRI or the name of the licence")
    return NamedNode(text)


@dataclass(frozen=True, slots=True)
class _DatasetDescription:
    exported: Path
    kind: str
    statistics: GraphStatistics
    licence: NamedNode | Literal | None
    base: str
    graphs: int
    published: NamedNode | None

    def triples(self) -> Iterator[Triple]:
        node = self._node()
        known = schema()
        for kind in (_term("void", "Dataset"), _term("dcat", "Dataset")):
            yield Triple(node, RDF.type, kind)
        for name, texts in tomllib.loads(_WORDS.read_text("utf-8")).items():
            for language, text in texts.items():
                stated = Literal(text.format(name=self._stem()), language=language)
                yield Triple(node, _term("dcterms", name), stated)
        if self.licence is not None:
            yield Triple(node, _term("dcterms", "license"), self.licence)
        yield Triple(node, _term("dcterms", "conformsTo"), known.version)
        yield Triple(node, _term("owl", "versionInfo"), Literal(known.version.value.rpartition("/")[2]))
        yield Triple(node, _term("void", "uriSpace"), Literal(self.base))
        for namespace in self._vocabularies():
            yield Triple(node, _term("void", "vocabulary"), NamedNode(namespace))
        yield from self._counts(node)
        yield from self._period(node)
        yield from self._distribution(node)

    def _counts(self, node: NamedNode) -> Iterator[Triple]:
        statistics = self.statistics
        for name, count in (
            ("triples", statistics.statements),
            ("distinctSubjects", statistics.subjects),
            ("classes", len(statistics.classes)),
            ("properties", len(statistics.properties)),
            ("documents", self.graphs),
        ):
            if count or name != "documents":
                yield Triple(node, _term("void", name), _number(count))
        for what, measure, found in (
            ("class", "entities", statistics.classes),
            ("property", "triples", statistics.properties),
        ):
            for iri, count in sorted(found.items()):
                part = NamedNode(f"{node.value}#{what}-{self._name(iri)}")
                yield Triple(node, _term("void", f"{what}Partition"), part)
                yield Triple(part, _term("void", what), NamedNode(iri[1:-1].decode()))
                yield Triple(part, _term("void", measure), _number(count))

    def _period(self, node: NamedNode) -> Iterator[Triple]:
        """The period from the first article to the last."""
        if not self.statistics.first:
            return
        part = NamedNode(f"{node.value}#period")
        yield Triple(node, _term("dcterms", "temporal"), part)
        yield Triple(part, RDF.type, _term("dcterms", "PeriodOfTime"))
        for name, text in (("startDate", self.statistics.first), ("endDate", self.statistics.last)):
            kind = NamedNode(PREFIXES["xsd"] + PartialDate.parse(text).datatype)
            yield Triple(part, _term("dcat", name), Literal(text, datatype=kind))

    def _distribution(self, node: NamedNode) -> Iterator[Triple]:
        """The file: format, size and checksum."""
        format_ = format_named(self.kind)
        part, mark = NamedNode(f"{node.value}#file"), NamedNode(f"{node.value}#checksum")
        yield Triple(node, _term("void", "feature"), NamedNode(f"http://www.w3.org/ns/formats/{format_.w3c_name}"))
        yield Triple(node, _term("dcat", "distribution"), part)
        yield Triple(part, RDF.type, _term("dcat", "Distribution"))
        yield Triple(part, DCTERMS.title, Literal(self.exported.name))
        yield Triple(part, _term("dcat", "accessURL"), self.published or node)
        if self.published is not None:
            yield Triple(part, _term("dcat", "downloadURL"), self.published)
        yield Triple(part, _term("dcat", "mediaType"), NamedNode(_MEDIA + format_.media_type))
        if self.exported.suffix == ".gz":
            yield Triple(part, _term("dcat", "compressFormat"), NamedNode(f"{_MEDIA}application/gzip"))
        try:
            with self.exported.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = self.exported.stat().st_size
        except OSError as problem:
            raise UserError(f"{self.exported}: cannot be read: {problem.strerror or problem}") from problem
        yield Triple(part, _term("dcat", "byteSize"), _number(size))
        yield Triple(part, _term("spdx", "checksum"), mark)
        yield Triple(mark, RDF.type, _term("spdx", "Checksum"))
        yield Triple(mark, _term("spdx", "algorithm"), _term("spdx", "checksumAlgorithm_sha256"))
        yield Triple(mark, _term("spdx", "checksumValue"), Literal(digest, datatype=_term("xsd", "hexBinary")))

    def _node(self) -> NamedNode:
        return NamedNode(f"{self.base}dataset/{quote(self._stem(), safe='')}")

    def _stem(self) -> str:
        return self.exported.name.removesuffix(".gz").removesuffix(f".{self.kind}")

    def _vocabularies(self) -> list[str]:
        terms = [iri[1:-1].decode() for iri in (*self.statistics.classes, *self.statistics.properties)]
        return sorted({term[: max(term.rfind("#"), term.rfind("/")) + 1] for term in terms})

    def _name(self, iri: bytes) -> str:
        """A fragment identifier for a class or property: `mq-Agreement`."""
        short = Shortener(prefixes_for(self.base))(iri).decode()
        return slug(short.strip("<>")) if short.startswith("<") else short.replace(":", "-")


def _number(count: int) -> Literal:
    return Literal(str(count), datatype=XSD.integer)
