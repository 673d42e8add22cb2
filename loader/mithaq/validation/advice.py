"""The command that carries out the advice of a finding."""

from __future__ import annotations

import shlex

from pyoxigraph import NamedNode

from mithaq.corrections import slot_of_property
from mithaq.rdf import CLASSES, PREFIXES, local_name
from mithaq.validation.shacl_result import Term

__all__ = ["correction_command"]

_CORRECTED = frozenset({known.path for known in CLASSES if known.fact})
_EXPLAINED = frozenset({known.path for known in CLASSES if known.kind != "article"})
_EDITION = "edition"
"""The path of editions, which are corrected as forums."""


def correction_command(thing: Term, path: NamedNode | None, article: str | None) -> str | None:
    """The `mithaq` command that corrects a thing in a store: `fact amend` with the slot that a property stands for,
    otherwise `fact reject`; for things that are not facts, the command that shows the facts about them. None for other
    terms."""
    if not isinstance(thing, NamedNode) or "#" in thing.value:
        return None
    kind, name = local_name(thing.value)
    if kind not in _EXPLAINED:
        return None
    id = f"{kind}/{name}"
    if kind not in _CORRECTED:
        return f"mithaq explain {id}"
    only = f" --article {shlex.quote(article)}" if article else ""
    property = path.value.removeprefix(PREFIXES["mq"]) if path is not None else ""
    slot = slot_of_property("forum" if kind == _EDITION else kind, property)
    return f"mithaq fact amend {id} {slot}=VALUE{only}" if slot else f"mithaq fact reject {id}{only}"
