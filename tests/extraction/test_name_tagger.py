"""The name tagger: its decoder against the library that trains it, and the names that only it finds."""

from __future__ import annotations

import itertools
import math
import random
from pathlib import Path

import pycrfsuite
import pytest
from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_tagger import LABELS, Model, name_spans
from mithaq.lexicon import lexicon
from mithaq.reading import Article, Span

ATTRIBUTES = ("a", "b", "c", "d", "e")


def sentence(random_: random.Random) -> list[list[str]]:
    return [random_.sample(ATTRIBUTES, random_.randint(1, 3)) for _ in range(random_.randint(1, 8))]


def trained(folder: Path) -> tuple[pycrfsuite.Tagger, Model]:
    """A small model over random sentences, in the library's form and in ours."""
    random_ = random.Random(7)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"max_iterations": 20, "feature.possible_transitions": True, "feature.possible_states": True})
    for _ in range(60):
        observed = sentence(random_)
        trainer.append(observed, [random_.choice(LABELS) for _ in observed])
    trainer.train(str(folder / "model"))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(folder / "model"))
    info = tagger.info()
    weights = {a: tuple(info.state_features.get((a, label), 0.0) for label in LABELS) for a in ATTRIBUTES}
    steps = [tuple(info.transitions.get((one, other), 0.0) for other in LABELS) for one in LABELS]
    return tagger, Model(weights, steps)


def test_the_decoder_gives_the_path_of_the_library(tmp_path: Path) -> None:
    tagger, model = trained(tmp_path)
    random_ = random.Random(11)
    for _ in range(100):
        observed = sentence(random_)
        emissions = [model.score(names) for names in observed]
        assert [LABELS[k] for k in model.best(emissions)] == tagger.tag(observed)


def test_probabilities_of_names_are_those_of_all_paths(tmp_path: Path) -> None:
    _, model = trained(tmp_path)
    random_ = random.Random(13)
    for _ in range(20):
        emissions = [model.score(names) for names in sentence(random_)[:4]]
        paths = {
            path: math.exp(
                sum(e[k] for e, k in zip(emissions, path, strict=True))
                + sum(model.transitions[a][b] for a, b in itertools.pairwise(path))
            )
            for path in itertools.product(range(len(LABELS)), repeat=len(emissions))
        }
        for span in model.spans(emissions):
            inside = {
                path: weight
                for path, weight in paths.items()
                if path[span.start] == 1
                and all(path[k] == 2 for k in range(span.start + 1, span.end))
                and (span.end == len(path) or path[span.end] != 2)
            }
            assert span.probability == pytest.approx(sum(inside.values()) / sum(paths.values()))


def spans(text: str) -> list[str]:
    doc = Document(Article("case", text, (Span(0, len(text)),)), lexicon())
    return [doc.text(span.start, span.end) for n in range(len(doc.sentences)) for span in name_spans(doc, n).values()]


def test_a_name_is_found_by_its_context() -> None:
    assert "كورتيس هالفورسن" in spans("وقال المتحدث كورتيس هالفورسن إن الاجتماع مفيد.")


def test_a_sentence_without_a_name_has_none() -> None:
    assert spans("ارتفعت أسعار النفط في الأسواق العالمية أمس.") == []


def test_the_same_text_gives_the_same_names() -> None:
    text = "التقى كورتيس هالفورسن وزير النقل في مومباسا."
    assert spans(text) == spans(text)
