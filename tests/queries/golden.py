"""What every stored query answers on the five articles that come with the project, kept as a file.

The file is `data/seeds.json`: by query the parameters it was asked with and its answer, one line a row, each cell
as N-Triples writes it ("" for unbound). Where reading gets better the answers change, and the change can be
read as a diff; make the file anew with

    python -m tests.queries.golden
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from mithaq import pipeline
from mithaq.queries import Catalogue, NameResolver, example, prepare
from mithaq.store import Store
from pyoxigraph import QuerySolutions, QueryTriples

__all__ = ["GOLDEN", "answers", "build_demo"]

GOLDEN = Path(__file__).parent / "data" / "seeds.json"
SEEDS = Path(__file__).parents[2] / "seeds"


def build_demo(folder: Path) -> None:
    """The store that `make demo` makes."""
    with Store.open(folder, write=True, create=True) as store:
        pipeline.load([str(SEEDS)], store, workers=1)


def answers(store: Store, name: str) -> list[tuple[str, ...]]:
    """The rows of a stored query asked with its examples; of a CONSTRUCT its triples, sorted."""
    query = Catalogue()[name]
    results = store.raw.query(prepare(query, example(query), NameResolver(store)))
    if isinstance(results, QueryTriples):
        return sorted({(str(t.subject), str(t.predicate), str(t.object)) for t in results})
    assert isinstance(results, QuerySolutions)
    columns = [variable.value for variable in results.variables]
    return [tuple(columns), *(tuple("" if c is None else str(c) for c in row) for row in results)]


def written(store: Store) -> str:
    """The file's text."""
    parts = []
    for name, query in Catalogue().items():
        rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in answers(store, name))
        asked = json.dumps(example(query), ensure_ascii=False)
        parts.append(f' "{name}": {{"asked": {asked}, "answer": [\n  {rows}]}}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        build_demo(Path(made) / "store")
        with Store.open(Path(made) / "store") as demo:
            GOLDEN.write_text(written(demo), encoding="utf-8")
