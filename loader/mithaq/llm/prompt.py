"""The prompt: numbered sentences, the schema of the answer, and how long articles are split."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mithaq.llm.slots import AskedSlot, Form, asked_kinds, prompt_texts
from mithaq.reading.article import Span

__all__ = [
    "Chunk",
    "Sentence",
    "answer_schema",
    "chunks",
    "instructions",
    "letters_that_fit",
    "messages",
    "prompt_hash",
]

_LETTERS_PER_TOKEN = 1.6
"""Letters of Arabic in one token at least, as tokenizers of models with little Arabic have it."""
_LATIN_PER_TOKEN = 3.0
"""The same for English and JSON."""
_SMALLEST = 400
"""Letters of a chunk at least, however small the context is."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the article, numbered from 1; `paragraph` counts the paragraphs."""

    number: int
    span: Span
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """Sentences that are sent in one request."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The numbered sentences, a line each."""
        return "\n".join(f"[{s.number}] {s.text}" for s in self.sentences)

    @property
    def extent(self) -> str:
        """Which sentences these are, for messages."""
        first, last = self.sentences[0].number, self.sentences[-1].number
        return f"sentence {first}" if first == last else f"sentences {first} to {last}"

    def halves(self) -> tuple[Chunk, Chunk] | None:
        """Two chunks in place of this one, cut at a paragraph, or at a sentence in a single paragraph; None for one
        sentence."""
        if len(self.sentences) < 2:
            return None
        starts = [k for k in range(1, len(self.sentences)) if _starts_paragraph(self.sentences, k)]
        middle = len(self.sentences) / 2
        cut = min(starts or range(1, len(self.sentences)), key=lambda k: abs(k - middle))
        return Chunk(self.sentences[:cut]), Chunk(self.sentences[cut:])


def _starts_paragraph(sentences: Sequence[Sentence], k: int) -> bool:
    return sentences[k].paragraph != sentences[k - 1].paragraph


def chunks(sentences: Sequence[Sentence], letters: int) -> Iterator[Chunk]:
    """Group the sentences of an article into chunks of at most `letters` characters.

    An article that fits is one chunk. A longer one is split between paragraphs. Only a paragraph that does not fit by
    itself is split between its sentences. Every sentence is in exactly one chunk.
    """
    held: list[Sentence] = []
    for paragraph in _paragraphs(sentences):
        if held and _length([*held, *paragraph]) > letters:
            yield Chunk(tuple(held))
            held = []
        for sentence in paragraph:
            if held and _length([*held, sentence]) > letters:
                yield Chunk(tuple(held))
                held = []
            held.append(sentence)
    if held:
        yield Chunk(tuple(held))


def _paragraphs(sentences: Sequence[Sentence]) -> Iterator[list[Sentence]]:
    held: list[Sentence] = []
    for sentence in sentences:
        if held and sentence.paragraph != held[-1].paragraph:
            yield held
            held = []
        held.append(sentence)
    if held:
        yield held


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(s.text) + len(f"[{s.number}] \n") for s in sentences)


def letters_that_fit(context: int, max_tokens: int) -> int:
    """How many letters of an article fit into a context window of `context` tokens beside the instructions and an
    answer of `max_tokens` tokens."""
    example = prompt_texts()["example"]
    fixed = len(instructions()) / _LATIN_PER_TOKEN
    fixed += sum(len(example[part]) for part in ("sentences", "answer")) / _LETTERS_PER_TOKEN
    return max(_SMALLEST, int((context - max_tokens - fixed) * _LETTERS_PER_TOKEN))


@cache
def instructions() -> str:
    """The instructions, with the kinds of facts and their slots."""
    lines = [prompt_texts()["instructions"].strip()]
    for kind in asked_kinds().values():
        lines.append(f"{kind.name}: " + "; ".join(_described(slot) for slot in kind.slots))
    return "\n".join(lines)


def _described(slot: AskedSlot) -> str:
    several = " (list)" if slot.form is Form.NAMES else ""
    choices = f" ({', '.join(slot.choices)})" if slot.choices else ""
    return f'"{slot.name}"{several}: {slot.meaning}{choices}'


def messages(chunk: Chunk) -> list[dict[str, str]]:
    """The chat messages of a request: the instructions, an example, and the sentences."""
    texts = prompt_texts()
    example = texts["example"]
    return [
        {"role": "system", "content": instructions()},
        {"role": "user", "content": texts["input"] + example["sentences"].strip()},
        {"role": "assistant", "content": example["answer"].strip()},
        {"role": "user", "content": texts["input"] + chunk.text},
    ]


@cache
def _schema() -> str:
    kinds = []
    for kind in asked_kinds().values():
        properties: dict[str, Any] = {
            "sentence": {"type": "integer"},
            "quote": {"type": "string"},
            "kind": {"type": "string", "enum": [kind.name]},
        }
        properties |= {slot.name: _slot_schema(slot) for slot in kind.slots}
        kinds.append(_object(properties))
    return json.dumps(_object({"facts": {"type": "array", "items": {"anyOf": kinds}}}))


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer. It keeps to what the strict modes of servers support."""
    schema: dict[str, Any] = json.loads(_schema())
    return schema


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _slot_schema(slot: AskedSlot) -> dict[str, Any]:
    if slot.form is Form.NAMES:
        return {"type": "array", "items": {"type": "string"}}
    if slot.form is Form.CHOICE:
        choice: dict[str, Any] = {"type": "string", "enum": list(slot.choices)}
        return choice if slot.least else {"anyOf": [choice, {"type": "null"}]}
    return {"type": "string"} if slot.least else {"type": ["string", "null"]}


@cache
def prompt_hash() -> str:
    """A hash of the instructions, the example and the schema."""
    parts = (instructions(), json.dumps(prompt_texts(), ensure_ascii=False, sort_keys=True), _schema())
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:10]
