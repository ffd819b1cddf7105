"""A model of the user's choice that says whether a statement follows from a quote.

`check.model` in config.yaml names it: one of `chat_models`, which is asked for a number, or
"package.module:Class", an object that is called with premise and hypothesis and gives the
probability that the one follows from the other (a model for natural language inference, say).
"""

import importlib
import re
from collections.abc import Callable

from bot import models
from bot.answer import prompts
from bot.errors import ModelUnavailable
from ingest.settings import Settings

# Premise and hypothesis -> probability, 0..1.
Judge = Callable[[str, str], float]
SETTING = "check.model"
_PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,9})?")


def load(settings: Settings) -> Judge | None:
    """What the setting names; None for none.

    Raises:
        ModelUnavailable: it cannot be imported or made, or is no chat model that is listed and
            whose key is set.
    """
    named = settings.check.model
    if not named:
        return None
    return _object(settings) if ":" in named and not _is_listed(settings) else _chat(settings)


def _is_listed(settings: Settings) -> bool:
    return any(one.name == settings.check.model for one in settings.chat_models)


def _chat(settings: Settings) -> Judge:
    name = settings.check.model
    writer = next((one for one in models.writers(settings) if one.name == name), None)
    if writer is None:
        raise ModelUnavailable(
            f"{SETTING} is {name!r}, which is none of chat_models, or its key is not set. Name one "
            'of them, or "package.module:Class".'
        )
    # Late: only a chat model needs it, and it takes seconds to import.
    from llama_index.core.base.llms.types import ChatMessage

    def judge(premise: str, hypothesis: str) -> float:
        messages = [
            ChatMessage(role="system", content=prompts.JUDGE),
            ChatMessage(role="user", content=prompts.judged(premise, hypothesis)),
        ]
        try:
            reply = writer.model.chat(messages).message.content or ""
        except Exception as error:  # every provider has a tree of errors of its own
            raise ModelUnavailable(f"The chat model {name} failed: {error}") from error
        found = _PERCENT.search(reply)
        if not found or float(found[0]) > 100:
            raise ModelUnavailable(
                f"The chat model {name} was asked for a number from 0 to 100 and said "
                f"{reply[:80]!r}. Name another one in {SETTING}."
            )
        return float(found[0]) / 100

    return judge


def _object(settings: Settings) -> Judge:
    named = settings.check.model or ""
    module, _, name = named.partition(":")
    try:
        model = getattr(importlib.import_module(module), name)(**settings.check.options)
    except Exception as error:  # a foreign class may raise anything while it is made
        raise ModelUnavailable(
            f"{SETTING} {named!r} cannot be loaded: {error}. It is one of chat_models, or "
            '"package.module:Class" of an object that is called with premise and hypothesis.'
        ) from error
    if not callable(model):
        raise ModelUnavailable(
            f"{SETTING} {named!r} cannot be called with premise and hypothesis. Give its class a "
            "`__call__` that returns the probability, 0 to 1."
        )

    def judge(premise: str, hypothesis: str) -> float:
        try:
            probability = float(model(premise, hypothesis))
        except Exception as error:  # likewise while it works
            raise ModelUnavailable(f"{SETTING} {named!r} failed: {error!r}.") from error
        if not 0 <= probability <= 1:
            raise ModelUnavailable(
                f"{SETTING} {named!r} gave {probability}, which is no probability from 0 to 1."
            )
        return probability

    return judge
