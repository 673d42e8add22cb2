"""A statistical tagger of personal names: a linear-chain CRF over what the lexicon says of each word.

The weights are in `lexicon/data/name_tagger.csv`, trained by `scripts/build_name_tagger.py`. A word's score for a label
is the sum of the weights of its own attributes and of those of its neighbours; label transitions have weights too. The
rules of `names` consult it where they find no name although one is expected.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import mul
from weakref import WeakKeyDictionary

from mithaq.extraction.document import Document
from mithaq.extraction.mentions.name_words import name_likelihood
from mithaq.lexicon import Word
from mithaq.lexicon.authority_tables import read_table

__all__ = [
    "LABELS",
    "SCALE",
    "TRANSITION",
    "Model",
    "NameSpan",
    "attributes",
    "emissions",
    "load_model",
    "name_spans",
    "tagged_end",
]

LABELS = ("O", "B-PERS", "I-PERS", "LOC", "ORG")
"""Other, first word of a personal name, further word of it, place, organization. The last two only compete."""

TRANSITION = ">"
"""First letter of the rows of the table that are transitions: `>B-PERS` has the weights of what follows B-PERS."""

SCALE = 100
"""Weights are stored as integers, in hundredths."""

WINDOW = (-2, -1, 0, 1, 2)
_FIRST, _INSIDE = 1, 2  # indices of the labels of a personal name
_AFFIXES = (1, 2, 3)
_DATE, _NONE = "date", "none"
_FAR = ("rank=", "given=", "zipf=", "pos=", "class=", "flags=", "kind=", "phrase=")
"""Attributes of words two away that count."""
_Scores = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A personal name at words `start` to `end`, with its probability."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Weights by attribute and label, and of each label after each other (`transitions[before][after]`)."""

    weights: Mapping[str, _Scores]
    transitions: Sequence[_Scores]

    def score(self, observed: Iterable[str]) -> _Scores:
        """The scores of the labels of a word, from the attributes observed there."""
        return _sum(self.weights[name] for name in observed if name in self.weights)

    def best(self, emissions: Sequence[_Scores]) -> list[int]:
        """The most probable sequence of labels, as indices into `LABELS` (Viterbi)."""
        if not emissions:
            return []
        labels = range(len(LABELS))
        scores, back = list(emissions[0]), []
        columns = list(zip(*self.transitions, strict=True))  # for each label, the weights of what is before it
        for emission in emissions[1:]:
            step = []
            following = []
            for column, weight in zip(columns, emission, strict=True):
                reached = [score + change for score, change in zip(scores, column, strict=True)]
                most = max(reached)
                step.append(reached.index(most))
                following.append(most + weight)
            back.append(step)
            scores = following
        path = [max(labels, key=scores.__getitem__)]
        for step in reversed(back):
            path.append(step[path[-1]])
        return path[::-1]

    def forward(self, emissions: Sequence[_Scores]) -> list[list[float]]:
        """The logarithm of the sum of the scores of all paths that end in each label at each position."""
        table = [list(emissions[0])]
        moves = [[math.exp(weight) for weight in column] for column in zip(*self.transitions, strict=True)]
        for emission in emissions[1:]:
            table.append([s + e for s, e in zip(_log_sums(table[-1], moves), emission, strict=True)])
        return table

    def backward(self, emissions: Sequence[_Scores]) -> list[list[float]]:
        """The logarithm of the sum of the scores of all paths that go on from each label at each position."""
        table = [[0.0] * len(LABELS)]
        moves = [[math.exp(weight) for weight in row] for row in self.transitions]
        for emission in reversed(emissions[1:]):
            table.append(_log_sums([e + s for e, s in zip(emission, table[-1], strict=True)], moves))
        return table[::-1]

    def spans(self, emissions: Sequence[_Scores], path: Sequence[int] | None = None) -> list[NameSpan]:
        """The personal names on the best path, each with the probability of its exact extent; `path`: that path, where
        it is known."""
        path = self.best(emissions) if path is None else path
        if _FIRST not in path:
            return []
        forward, backward = self.forward(emissions), self.backward(emissions)
        whole = _log_sum(forward[-1])
        found = []
        for start in (k for k, label in enumerate(path) if label == _FIRST):
            end, last, score = start + 1, _FIRST, forward[start][_FIRST]
            while end < len(path) and path[end] == _INSIDE:
                score += self.transitions[last][_INSIDE] + emissions[end][_INSIDE]
                end, last = end + 1, _INSIDE
            if end < len(path):  # the next word has any label but that of a further word of the name
                others = [label for label in range(len(LABELS)) if label != _INSIDE]
                score += _log_sum([self.transitions[last][k] + emissions[end][k] + backward[end][k] for k in others])
            found.append(NameSpan(start, end, math.exp(score - whole)))
        return found


def _sum(vectors: Iterable[_Scores]) -> _Scores:
    return tuple(map(sum, zip((0.0,) * len(LABELS), *vectors, strict=True)))


def _log_sum(values: list[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(v - top) for v in values))


def _log_sums(scores: list[float], moves: Sequence[Sequence[float]]) -> list[float]:
    """For each row of `moves` the logarithm of the sum of the exponentials of the scores, multiplied by the row."""
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    return [top + math.log(sum(map(mul, powers, row))) for row in moves]


@cache
def load_model() -> Model:
    """Return the model of `name_tagger.csv`, read on first use."""
    weights: dict[str, _Scores] = {}
    transitions: dict[str, _Scores] = {}
    for row in read_table("name_tagger.csv"):
        name = row["attribute"]
        scores = tuple(int(row[label] or 0) / SCALE for label in LABELS)
        if name.startswith(TRANSITION):
            transitions[name[1:]] = scores
        else:
            weights[name] = scores
    return Model(weights, [transitions[label] for label in LABELS])


def _level(count: int) -> str:
    """A count of bearers as one of a few levels, twice as high each: 0, 1, 2 (up to 3), 3 (up to 7) ..."""
    return str(min(count.bit_length(), 9))


@lru_cache(maxsize=50_000)
def _word_attributes(word: Word) -> tuple[str, ...]:
    """What the lexicon says of a word by itself, as attributes."""
    text = word.text
    if word.kind != "word":
        return ("kind=sign", f"word={text}") if word.kind == "sign" else (f"kind={word.kind}",)
    rank, zipf = name_likelihood(word), int(word.zipf)
    given, surname = _level(word.given_count), _level(word.surname_count)
    found = [
        f"word={text}",
        f"rank={rank}",
        f"given={given}",
        f"surname={surname}",
        f"bearers={given}/{surname}",
        f"zipf={zipf}",
        f"pos={word.pos}",
        f"rank={rank} pos={word.pos} zipf={zipf}",
        f"class={word.function_class}",
        f"long={min(len(text), 9)}",
        *(f"prefix={text[:n]}" for n in _AFFIXES if len(text) > n),
        *(f"suffix={text[-n:]}" for n in _AFFIXES if len(text) > n),
        f"flags={word.definite:d}{word.is_listed_form:d}{word.has_conjunction:d}{bool(word.nisbas):d}",
    ]
    found += sorted({f"verb={v.event_class}" for v in word.verbs})
    found += sorted({f"tense={v.tense} {v.number}{v.gender}" for v in word.verbs})
    found += sorted({f"clitic={proclitics}" for proclitics, *_ in word.nodes if proclitics})
    return tuple(found)


def _phrases(doc: Document, start: int, end: int) -> list[list[str]]:
    """The phrases of the lexicon that begin at each word, and those that continue there.

    Officials in the authority table are left out: the model has to recognize names by their form and context.
    """
    found: list[list[str]] = [[] for _ in range(start, end)]
    for i in range(start, end):
        seen = {"official"}
        for hit in doc.hits.get(i, ()):
            category = hit.entry.category
            if category in seen:
                continue
            seen.add(category)
            found[i - start].append(f"phrase={category} {hit.proclitics}".rstrip())
            for k in range(i + 1, min(hit.end, end)):
                found[k - start].append(f"within={category}")
    return found


def _observed(word: Word, phrases: tuple[str, ...], in_date: bool) -> tuple[str, ...]:
    """The attributes of a word in its text."""
    return (_DATE,) if in_date else (*_word_attributes(word), *phrases)


def _seen_from(offset: int, names: Sequence[str]) -> list[str]:
    """The attributes of a word as one that stands `offset` words before it has them; far away only the short ones."""
    return [f"{offset}:{name}" for name in names if abs(offset) < 2 or name.startswith(_FAR)]


def _in_text(doc: Document, start: int, end: int) -> list[tuple[Word, tuple[str, ...], bool]]:
    phrases = _phrases(doc, start, end)
    return [(doc.words[i], tuple(phrases[i - start]), i in doc.in_date) for i in range(start, end)]


def attributes(doc: Document, start: int, end: int) -> list[list[str]]:
    """The attributes of words `start` to `end` as the model is trained on them: `OFFSET:NAME` for the word itself and
    its neighbours up to two words away."""
    own = [_observed(*word) for word in _in_text(doc, start, end)]
    return [
        [
            name
            for offset in WINDOW
            for name in (_seen_from(offset, own[i + offset]) if 0 <= i + offset < len(own) else [f"{offset}:{_NONE}"])
        ]
        for i in range(len(own))
    ]


@lru_cache(maxsize=50_000)
def _contributions(word: Word, phrases: tuple[str, ...], in_date: bool) -> tuple[_Scores, ...]:
    """What a word adds to the scores of the words around it, by the offsets of `WINDOW`."""
    names = _observed(word, phrases, in_date)
    return tuple(load_model().score(_seen_from(offset, names)) for offset in WINDOW)


@cache
def _nothing() -> tuple[_Scores, ...]:
    return tuple(load_model().score([f"{offset}:{_NONE}"]) for offset in WINDOW)


def emissions(doc: Document, start: int, end: int) -> list[_Scores]:
    """The scores of the labels of words `start` to `end`, as `attributes` and the weights give them."""
    beyond = [_nothing()] * WINDOW[-1]
    added = [*beyond, *(_contributions(*word) for word in _in_text(doc, start, end)), *beyond]
    return [_sum(added[i + n][n] for n in range(len(WINDOW))) for i in range(end - start)]


@dataclass(slots=True)
class _Decoded:
    """A sentence from word `start` on: its emissions and best path, and its names once somebody asks for them."""

    start: int
    emissions: list[_Scores]
    path: list[int]
    names: dict[int, NameSpan] | None = None


_BY_SENTENCE: WeakKeyDictionary[Document, dict[int, _Decoded]] = WeakKeyDictionary()


def _decoded(doc: Document, sentence: int) -> _Decoded:
    """The best path of a sentence, found once."""
    known = _BY_SENTENCE.setdefault(doc, {})
    if sentence not in known:
        start, end = doc.sentences[sentence]
        while end > start and doc.texts[end - 1] == "\n":
            end -= 1
        while end > start and doc.texts[start] == "\n":
            start += 1
        scores = emissions(doc, start, end)
        known[sentence] = _Decoded(start, scores, load_model().best(scores))
    return known[sentence]


def name_spans(doc: Document, sentence: int) -> dict[int, NameSpan]:
    """The personal names of a sentence, by their first word; decoded once per sentence."""
    decoded = _decoded(doc, sentence)
    if decoded.names is None:
        first, spans = decoded.start, load_model().spans(decoded.emissions, decoded.path)
        decoded.names = {first + s.start: NameSpan(first + s.start, first + s.end, s.probability) for s in spans}
    return decoded.names


def tagged_end(doc: Document, i: int, least: float) -> int:
    """One past the last word of the name that the tagger finds at word `i` with a probability of `least` or more;
    `i` when there is none."""
    sentence = doc.sentence(i)
    decoded = _decoded(doc, sentence)
    if not 0 <= i - decoded.start < len(decoded.path) or decoded.path[i - decoded.start] != _FIRST:
        return i
    span = name_spans(doc, sentence).get(i)
    return span.end if span is not None and span.probability >= least else i
