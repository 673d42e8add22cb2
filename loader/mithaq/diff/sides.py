"""Read one side of a comparison, an RDF file or a store, as N-Triples lines."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, DefaultGraph, Quad, RdfFormat, parse

from mithaq.errors import UserError
from mithaq.store import Store

__all__ = ["lines_of"]

_READ = ("ttl", "nt", "rdf", "trig", "nq", "jsonld", "n3")
_PACKED: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open}
_BASE = "file:///"
"""Base IRI for both sides, so that a file compares equal to its copy in another folder."""
_MERGED = DefaultGraph()


def lines_of(path: Path) -> Iterator[bytes]:
    """Yield one side's statements as lines `SUBJECT PREDICATE OBJECT .`, unordered and possibly repeated.

    For a store or a file with named graphs this is the merged graph; for a file with named graphs only, their
    union. Blank nodes are canonicalized (RDFC-1.0), which holds their statements in memory; all other statements
    are streamed.

    Raises:
        UserError: no such file, unknown file extension, unreadable or malformed file.
    """
    if path.is_dir():
        with Store.open(path) as store:
            yield from _lines(store.raw.quads_for_pattern(None, None, None, _MERGED))
        return
    merged = False
    with closing(_quads(path)) as quads:
        for quad in quads:
            if quad.graph_name == _MERGED:
                merged = True
                break
    with closing(_quads(path)) as quads:
        yield from _lines(quad for quad in quads if not merged or quad.graph_name == _MERGED)


def _lines(quads: Iterator[Quad]) -> Iterator[bytes]:
    unnamed: list[Quad] = []
    for quad in quads:
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            unnamed.append(Quad(quad.subject, quad.predicate, quad.object))
        else:
            yield f"{quad.triple} .".encode()
    if unnamed:
        named = Dataset(unnamed)
        named.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        yield from (f"{quad.triple} .".encode() for quad in named)


def _quads(path: Path) -> Generator[Quad, None, None]:
    packed = _PACKED.get(path.suffix.lower())
    ending = (path.with_suffix("") if packed else path).suffix.lower().lstrip(".")
    form = RdfFormat.from_extension(ending) if ending else None
    if form is None:
        if not path.exists():
            raise UserError(f"{path}: no such file or store")
        raise UserError(f"{path}: unknown RDF file extension: use one of .{', .'.join(_READ)} (or add .gz)")
    try:
        with packed(path) if packed else path.open("rb") as file:
            quads = parse(cast(IO[bytes], file), format=form, base_iri=_BASE)
            first = next(quads, None)
            yield from chain(() if first is None else (first,), quads)
    except (FileNotFoundError, NotADirectoryError):
        raise UserError(f"{path}: no such file or store") from None
    except (OSError, EOFError) as problem:
        raise UserError(f"{path}: cannot be read ({getattr(problem, 'strerror', None) or problem})") from problem
    except (SyntaxError, ValueError) as problem:
        line = getattr(problem, "lineno", None)
        where = f", line {line}" if line else ""
        said = " ".join(str(getattr(problem, "msg", None) or problem).split())
        raise UserError(f"{path}{where}: is not valid {form.name} ({said})") from problem
