"""Exports read back by parsers that are none of ours."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path

import rdflib
from pyoxigraph import Quad, RdfFormat, parse

__all__ = ["FORMAT", "WITH_GRAPHS", "by_oxigraph", "by_raptor", "by_rdflib"]

FORMAT = {
    "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES, "rdf": RdfFormat.RDF_XML, "trig": RdfFormat.TRIG,
    "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD,
}  # fmt: skip
_RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
_RAPTOR = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "trig": "trig", "nq": "nquads"}
WITH_GRAPHS = ("trig", "nq", "jsonld")


def by_oxigraph(data: bytes, kind: str) -> set[Quad]:
    return set(parse(data, format=FORMAT[kind]))


def by_rdflib(data: bytes, kind: str) -> set[Quad]:
    """What rdflib reads, told to leave literals as they are written (`007`)."""
    graph = rdflib.Dataset() if kind in WITH_GRAPHS else rdflib.Graph()
    rdflib.NORMALIZE_LITERALS = False
    try:
        graph.parse(data=data, format=_RDFLIB[kind])
    finally:
        rdflib.NORMALIZE_LITERALS = True
    plain = graph.serialize(format="nquads" if kind in WITH_GRAPHS else "nt", encoding="utf-8")
    return set(parse(plain, format=RdfFormat.N_QUADS))


def by_raptor(path: Path, kind: str) -> set[Quad] | None:
    """What `rapper` (Debian's raptor2-utils) reads; None where it is not installed, or does not know the format."""
    rapper = shutil.which("rapper")
    if kind not in _RAPTOR:
        return None
    if rapper is None:
        warnings.warn("rapper is not installed: two parsers read exports back, and not three", stacklevel=2)
        return None
    call = [rapper, "-q", "-i", _RAPTOR[kind], "-o", "nquads", str(path)]
    run = subprocess.run(call, check=True, capture_output=True)
    return set(parse(run.stdout, format=RdfFormat.N_QUADS))
