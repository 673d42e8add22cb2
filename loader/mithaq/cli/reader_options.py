"""The options that choose what reads the facts out of articles: the rules, or also a language model."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mithaq.cli.language import say
from mithaq.cli.numbers import Seconds
from mithaq.errors import UserError

if TYPE_CHECKING:
    from mithaq.extraction import Extractor
    from mithaq.llm import LanguageModelExtractor

__all__ = ["MODEL_ALONE", "RULES", "RULES_AND_MODEL", "extractor_named", "model_options", "reader_from_environment",
    "reader_option", "report_usage"]  # fmt: skip

RULES, RULES_AND_MODEL, MODEL_ALONE = "rules", "rules+llm", "llm"
_READER = "MITHAQ_READER"

reader_option = click.option(
    "--reader",
    type=click.Choice([RULES, RULES_AND_MODEL]),
    default=RULES,
    envvar=_READER,
    show_default="$MITHAQ_READER, else rules",
    help="What reads the facts: the rules, or the rules and a language model.",
)


def model_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a language model, for a command that takes them as `**model`."""
    for option in (
        click.option("--llm-cache", metavar="FILE", help="File of answers.  [default: in the user's cache]"),
        click.option("--llm-max-requests", type=click.IntRange(0), metavar="N", help="Send at most N requests."),
        click.option(
            "--llm-timeout", type=Seconds(0.1), default=300.0, show_default=True, metavar="SECONDS",
            help="Longest wait for an answer.",
        ),
        click.option(
            "--llm-max-tokens", type=click.IntRange(64), default=2048, show_default=True, metavar="N",
            envvar="MITHAQ_LLM_MAX_TOKENS", help="Longest answer.",
        ),
        click.option(
            "--llm-context", type=click.IntRange(1024), default=8192, show_default=True, metavar="N",
            envvar="MITHAQ_LLM_CONTEXT", help="Context window of the model, in tokens.",
        ),
        click.option(
            "--llm-protocol", type=click.Choice(["openai", "ollama"]), envvar="MITHAQ_LLM_PROTOCOL",
            help="What the server speaks.  [default: by the address]",
        ),
        click.option(
            "--llm-model", metavar="NAME", envvar="MITHAQ_LLM_MODEL", help="Name of the model.  [env: MITHAQ_LLM_MODEL]"
        ),
        click.option(
            "--llm-url", metavar="URL", envvar="MITHAQ_LLM_URL",
            help="Address of the model's server; its key is read from MITHAQ_LLM_KEY.  [env: MITHAQ_LLM_URL]",
        ),
    ):  # fmt: skip
        command = option(command)
    return command


def extractor_named(reader: str, model: dict[str, Any]) -> Extractor:
    """The extractor for a reader and the options of `model_options`. Prints the address that text will be sent to.

    Raises:
        UserError: a missing or malformed option.
    """
    from mithaq.extraction import RuleExtractor

    if reader == RULES:
        return RuleExtractor()
    extractor = _language_model(reader, model)
    settings = extractor.settings
    say(f"mithaq: the text of articles is sent to {settings.address} (model {settings.model})", err=True)
    return extractor


def _language_model(reader: str, model: dict[str, Any]) -> LanguageModelExtractor:
    from mithaq.llm import LanguageModelExtractor, ModelSettings, Protocol

    if not model.get("llm_url") or not model.get("llm_model"):
        raise UserError(f"--reader {reader} needs --llm-url URL and --llm-model NAME")
    protocol = model.get("llm_protocol")
    settings = ModelSettings(
        model["llm_url"], model["llm_model"], Protocol(protocol) if protocol else None,
        context=model["llm_context"], max_tokens=model["llm_max_tokens"], timeout=model["llm_timeout"],
        max_requests=model["llm_max_requests"],
    )  # fmt: skip
    if model.get("llm_cache"):
        settings = replace(settings, cache=Path(model["llm_cache"]))
    return LanguageModelExtractor(settings, alone=reader == MODEL_ALONE)


def reader_from_environment() -> Extractor:
    """The reader that the environment names, for commands that process single articles again.

    Raises:
        UserError: a malformed variable.
    """

    @click.command()
    @reader_option
    @model_options
    def chosen(reader: str, **model: Any) -> Extractor:
        return extractor_named(reader, model)

    if not os.environ.get(_READER):
        return extractor_named(RULES, {})
    try:
        context = chosen.make_context("mithaq", [])
    except click.ClickException as problem:
        raise UserError(problem.format_message()) from problem
    found: Extractor = chosen.invoke(context)
    return found


def report_usage(extractor: Extractor) -> None:
    """Print what a language model cost and gave; nothing for the rules."""
    settings = getattr(extractor, "settings", None)
    if settings is None:
        return
    from mithaq.llm import usage, usage_lines

    for line in usage_lines(settings.model, usage(settings)):
        say(f"mithaq: {line}", err=True)
