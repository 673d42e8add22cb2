"""Diagrams of classes as SVG, drawn by graphviz-pure, a build of Graphviz that a wheel carries."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from rdflib import RDFS, URIRef

from scripts.docs.markup import Markup, tag
from scripts.docs.reading import Source, local

__all__ = ["hierarchy", "relations"]

_HEAD = (
    'digraph { rankdir=LR; bgcolor="transparent"; nodesep=0.15; ranksep=0.6; '
    'node [shape=box style="rounded,filled" fillcolor="#eef4f7" color="#0a5275" fontname="Arial" fontsize=11 '
    'margin="0.15,0.06"]; edge [color="#555555" fontname="Arial" fontsize=10 arrowsize=0.7];\n'
)


def hierarchy(source: Source, classes: Iterable[URIRef]) -> Markup:
    """Classes with an arrow to each of their superclasses."""
    shown = list(classes)
    lines = [_box(source, node) for node in shown]
    for node in shown:
        parents = source.sorted(source.graph.objects(node, RDFS.subClassOf))
        lines += [f'"{local(node)}" -> "{local(p)}" [arrowhead=empty];' for p in parents if p in shown]
    return _drawn(lines, "Classes and their superclasses")


def relations(source: Source, node: URIRef, properties: Iterable[URIRef]) -> Markup:
    """A class with its properties, as arrows to what they lead to."""
    lines, shown = [_box(source, node, fill="#d5e8f0")], {node}
    for prop in properties:
        for target in source.range_of(prop, RDFS.range):
            if target not in shown:
                shown.add(target)
                lines.append(_box(source, target))
            lines.append(f'"{local(node)}" -> "{local(target)}" [label="{_words(source, prop)}"];')
    return _drawn(lines, f"{source.label(node).get('en', local(node))}: what it is connected with")


def _box(source: Source, node: URIRef, fill: str = "") -> str:
    labels = source.label(node)
    text = "\\n".join(_quoted(labels[lang]) for lang in ("en", "ar") if lang in labels) or _quoted(local(node))
    link = f' URL="#{local(node)}"' if labels else ""
    return f'"{local(node)}" [label="{text}"{link}{f" fillcolor={chr(34)}{fill}{chr(34)}" if fill else ""}];'


def _words(source: Source, prop: URIRef) -> str:
    return _quoted(source.label(prop).get("en", local(prop)))


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _drawn(lines: Iterable[str], caption: str) -> Markup:
    beside = Path(sys.executable).with_name("graphviz-pure")
    program = str(beside) if beside.exists() else shutil.which("graphviz-pure")
    if program is None:
        raise SystemExit("make docs draws with graphviz-pure, which is not installed: pip install 'mithaq[docs]'")
    text = _HEAD + "\n".join(lines) + "}\n"
    run = subprocess.run([program, "-Tsvg"], input=text.encode(), capture_output=True)
    if run.returncode:
        raise SystemExit(f"graphviz-pure cannot draw {caption!r}: {run.stderr.decode(errors='replace')}")
    svg = run.stdout.decode()
    drawing = re.sub(r' id="[a-z_]+[0-9]+"', "", svg[svg.index("<svg") :])  # a page has several, and an id is one
    return tag("figure", Markup(drawing), tag("figcaption", caption))
