"""Train the name tagger and write its weights to name_tagger.csv.

    python -m scripts.build_name_tagger CORPUS [--check]

CORPUS is the training part of CLEANANERCorp (`WORD TAG` lines, a blank line after each sentence), which is not in this
repository. The lexicon must be as `make lexicon` builds it, because the attributes come from it. The training is
deterministic: L-BFGS on the sentences in the order of the file. With `--check` the script writes nothing and exits with
1 when the table is not what it builds.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pycrfsuite
from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_tagger import LABELS, SCALE, TRANSITION, attributes
from mithaq.lexicon import lexicon
from mithaq.reading import Article, Span

from scripts.build_support import render, write

__all__ = ["build", "sentences", "train"]

NAME = "name_tagger.csv"
HEAD = """
Weights of the name tagger, a linear-chain CRF. Trained by scripts/build_name_tagger.py; do not edit.
Source: the training part of CLEANANERCorp (GPL-3), a cleaned version of ANERcorp, with the words seen as this lexicon
has them; trained by python-crfsuite 0.9.12 (L-BFGS, L1 and L2 regularization). To rebuild it where the corpus is at
hand: python -m scripts.build_name_tagger CORPUS
attribute  OFFSET:NAME, an attribute of the word that stands OFFSET words after the one to be labelled;
           or >LABEL, for the weights of what follows that label
O ... ORG  weight for each label, in hundredths; empty for 0
"""
TAGS = {"B-PERS": "B-PERS", "I-PERS": "I-PERS", "B-LOC": "LOC", "I-LOC": "LOC", "B-ORG": "ORG", "I-ORG": "ORG"}
"""Tags of the corpus and the labels they train; all others train O."""

PARAMETERS = {
    "c1": 1.0,
    "c2": 0.1,
    "max_iterations": 100,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
LEAST = 2
"""Weights nearer to 0 than this (in hundredths) are left out."""


def sentences(corpus: Path) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Yield the attributes and the labels of each sentence of the corpus, with its words as extraction has them."""
    for block in corpus.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split() for line in block.splitlines() if line.strip()]
        content, tags = "", []
        for word, tag in rows:
            tags += ["O"] * bool(content) + [TAGS.get(tag, "O")] * len(word)
            content += " " * bool(content) + word
        if content:
            doc = Document(Article("corpus", content, (Span(0, len(content)),)), lexicon())
            count = len(doc.words) - 1  # without the end of the paragraph
            yield attributes(doc, 0, count), _labels(doc, tags, count)


def _labels(doc: Document, tags: list[str], count: int) -> list[str]:
    """The label of each word: that of its last letter; only the first of several words made of one begins a name."""
    labels: list[str] = []
    for i in range(count):
        label = tags[doc.ends[i] - 1]
        inner = i > 0 and doc.ends[i - 1] == doc.starts[i] and labels[-1] in ("B-PERS", "I-PERS")
        labels.append("I-PERS" if label == "B-PERS" and inner else label)
    return labels


def train(corpus: Path, model: Path) -> None:
    """Train on the corpus and write the model file of python-crfsuite."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(PARAMETERS)
    for observed, labels in sentences(corpus):
        trainer.append(observed, labels)
    trainer.train(str(model))


def build(corpus: Path) -> str:
    """Return the text of the table."""
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model.crfsuite"
        train(corpus, model)
        tagger = pycrfsuite.Tagger()
        with tagger.open(str(model)):
            info = tagger.info()
    weights: dict[str, dict[str, int]] = defaultdict(dict)
    for (attribute, label), weight in info.state_features.items():
        weights[attribute][label] = round(weight * SCALE)
    for (before, after), weight in info.transitions.items():
        weights[TRANSITION + before][after] = round(weight * SCALE)
    rows = []
    for name in sorted(weights):
        cells = [weights[name].get(label, 0) for label in LABELS]
        if name.startswith(TRANSITION) or max(map(abs, cells)) >= LEAST:
            rows.append((name, *(cell or "" for cell in cells)))
    return render(HEAD, ("attribute", *LABELS), rows)


if __name__ == "__main__":
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if len(paths) != 1:
        sys.exit("usage: python -m scripts.build_name_tagger CORPUS [--check]")
    if not Path(paths[0]).is_file():
        sys.exit(f"{paths[0]}: no such file; give the training part of CLEANANERCorp")
    sys.exit(0 if write(NAME, build(Path(paths[0])), check="--check" in sys.argv[1:]) else 1)
