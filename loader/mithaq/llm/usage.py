"""What a run of a language model cost and gave, as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mithaq.llm.cache import AnswerCache
from mithaq.llm.settings import ModelSettings

__all__ = ["usage", "usage_lines"]

_DROPPED = "dropped: "


def usage(settings: ModelSettings) -> dict[str, float]:
    """The counts of the run of these settings, over all its processes.

    Raises:
        UserError: the cache cannot be read.
    """
    cache = AnswerCache(settings.cache)
    try:
        return cache.counts(settings.run)
    finally:
        cache.close()


def usage_lines(model: str, counts: Mapping[str, float]) -> Iterator[str]:
    """One line on requests and tokens, one on facts, and one on the dropped facts if there are any."""
    number = {name: f"{round(amount):,}" for name, amount in counts.items()}
    get = number.get
    yield (
        f"{model}: {get('requests', '0')} requests, {get('cached', '0')} answers from the cache, "
        f"{get('tokens read', '0')} tokens read, {get('tokens written', '0')} written, "
        f"{counts.get('seconds', 0.0):.1f} s of waiting"
    )
    yield (
        f"{model}: {get('articles', '0')} articles, {get('articles read in part', '0')} of them in part; "
        f"{get('facts added', '0')} facts added"
    )
    dropped = [
        f"{amount} {name.removeprefix(_DROPPED)}" for name, amount in number.items() if name.startswith(_DROPPED)
    ]
    if dropped:
        yield f"{model}: facts dropped: {'; '.join(dropped)}"
