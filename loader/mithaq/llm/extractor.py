"""The extractor that adds the facts of a language model to those of the rules."""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from mithaq.extraction import RuleExtractor
from mithaq.extraction.facts import Facts
from mithaq.llm.answers import parse_answer
from mithaq.llm.cache import Answer
from mithaq.llm.client import ContextExceeded, ModelClient, NoModelAnswer
from mithaq.llm.grounding import Grounding
from mithaq.llm.merging import merge
from mithaq.llm.prompt import Chunk, chunks, letters_that_fit
from mithaq.llm.settings import ModelSettings
from mithaq.pipeline import shacl_errors
from mithaq.reading.article import Article

__all__ = ["RULE_PREFIX", "LanguageModelExtractor", "client_of", "reader_version"]

RULE_PREFIX = "llm:"
"""The rule of a fact of a model is this and the name of the model."""
_EVENTS = ("agreements", "forums", "tenures", "meetings", "visits", "statements", "sanctions", "mediations")


@cache
def client_of(settings: ModelSettings) -> ModelClient:
    """The client of this process for a model."""
    return ModelClient(settings)


@cache
def reader_version() -> str:
    """A hash of the code and the tables of this package."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*")):
        if path.suffix in (".py", ".csv", ".toml"):
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:10]


@dataclass(frozen=True)
class LanguageModelExtractor:
    """Adds the facts of a language model to those of the rules.

    The rules' facts stay as they are. A fact of the model is added only if the article grounds it; it has the rule
    `llm:MODEL` and a confidence of at most 0.6. What the model could not read is listed in `Facts.unread`.

    Args:
        settings: The model, its server and the limits.
        alone: Only mentions come from the rules, and every fact from the model: to compare the two.
    """

    settings: ModelSettings
    alone: bool = False
    rules: RuleExtractor = field(default_factory=RuleExtractor)

    @property
    def version(self) -> str:
        """The version of the rules, the model, the version of this package, and the limits that the answers depend
        on."""
        settings = self.settings
        limits = f"{settings.context}/{settings.max_tokens}"
        name = f"{self.rules.version} + {RULE_PREFIX}{settings.model} {reader_version()} {limits}"
        return f"{name} alone" if self.alone else name

    def __call__(self, article: Article) -> Facts:
        """The facts of one article.

        Raises:
            ExtractionStopped: the budget is used up; the server cannot be reached or refuses requests.
            UserError: the cache of answers cannot be used.
        """
        analysis = self.rules.analyze(article)
        facts = self.rules.project(analysis)
        if self.alone:
            nothing: dict[str, Any] = dict.fromkeys(_EVENTS, ())
            facts = replace(facts, **nothing)
        client = client_of(self.settings)
        grounding = Grounding(analysis)
        answers, unread = _read(client, grounding)
        merged = merge(article, facts, answers, grounding, RULE_PREFIX + self.settings.model, shacl_errors)
        client.count("articles")
        if unread:
            client.count("articles read in part")
        if merged.added:
            client.count("facts added", len(merged.added))
        for reason, number in merged.dropped.items():
            client.count(f"dropped: {reason.value}", number)
        return replace(merged.facts, unread=tuple(unread))


def _read(client: ModelClient, grounding: Grounding) -> tuple[list[dict[str, Any]], list[str]]:
    """The objects in the model's answers about all sentences, and what was not read."""
    settings = client.settings
    pending = deque(chunks(grounding.sentences, letters_that_fit(settings.context, settings.max_tokens)))
    found: list[dict[str, Any]] = []
    unread: list[str] = []
    while pending:
        chunk = pending.popleft()
        try:
            answer = client.ask(chunk)
        except ContextExceeded as problem:
            halves = chunk.halves()
            if halves is None:
                unread.append(_line(chunk, f"longer than the context window ({problem})"))
            else:
                pending.extendleft(reversed(halves))
            continue
        except NoModelAnswer as problem:
            unread.append(_line(chunk, str(problem)))
            continue
        parsed = parse_answer(answer.text)
        found += parsed.facts
        if why := _unfinished(answer, parsed.whole):
            unread.append(_line(chunk, f"{why}; {len(parsed.facts)} facts in it were kept"))
    return found, unread


def _unfinished(answer: Answer, whole: bool) -> str:
    """Why an answer is not the whole one; empty if it is."""
    if answer.finish == "length":
        return f"the answer was cut off after {answer.max_tokens} tokens (--llm-max-tokens)"
    if answer.finish != "stop":
        return f"the model stopped before its end ({answer.finish})"
    return "" if whole else "the answer is not the JSON that was asked for"


def _line(chunk: Chunk, why: str) -> str:
    return f"{chunk.extent}: {why}"
