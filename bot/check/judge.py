"""A model of the user's choice that says whether a statement follows from a quote.

`check.model` in config.yaml names it: one of `chat_models`, which is asked for a number, or
"package.module:Class", an object that is called with premise and hypothesis and gives the
probability that the one follows from the other (a model for natural language inference, say).
"""

import asyncio
import re
from collections.abc import Callable, Iterable
from typing import Protocol

from bot.answer.written import prompts
from bot.errors import ModelUnavailable
from ingest import foreign
from ingest.settings import Settings

# Premise and hypothesis -> probability, 0..1.
Judge = Callable[[str, str], float]
SETTING = "check.model"
LONGEST = 60  # characters in which its number is looked for, at either end of a reply
SECONDS = 10.0  # that a chat model has for one statement


class ChatModel(Protocol):
    """What is needed of `bot.answer.written.generate.Writer`."""

    @property
    def name(self) -> str: ...

    async def told(self, system: str, user: str, *, seconds: float) -> str: ...


# A number that ends the reply, whatever was thought before it, or that begins it.
_NUMBER = r"(?<![\d.,/-])(\d{1,3}(?:\.\d{1,9})?)\s?%?(?:\s?(?:/|out of)\s?100)?"
_LAST = re.compile(rf"{_NUMBER}[^\w]*$")
_FIRST = re.compile(rf"[^\w-]*{_NUMBER}(?![\w.]|,\d)")


def load(settings: Settings, chat_models: Iterable[ChatModel] = ()) -> Judge | None:
    """What the setting names; None for none.

    Args:
        chat_models: those that can be asked.

    Raises:
        ModelUnavailable: it cannot be imported or made, or is no chat model that is listed and
            whose key is set.
    """
    named = settings.check.model
    if not named:
        return None
    return (
        _object(settings)
        if ":" in named and not _is_listed(settings)
        else _chat(named, chat_models)
    )


def _is_listed(settings: Settings) -> bool:
    return any(one.name == settings.check.model for one in settings.chat_models)


def _chat(name: str, chat_models: Iterable[ChatModel]) -> Judge:
    writer = next((one for one in chat_models if one.name == name), None)
    if writer is None:
        raise ModelUnavailable(
            f"{SETTING} is {name!r}, which is none of chat_models, or its key is not set. Name one "
            'of them, or "package.module:Class".'
        )

    def judge(premise: str, hypothesis: str) -> float:
        # Statements are checked in threads, which have no event loop of their own.
        asked = writer.told(prompts.JUDGE, prompts.judged(premise, hypothesis), seconds=SECONDS)
        reply = asyncio.run(asked)
        found = _LAST.search(reply[-LONGEST:]) or _FIRST.match(reply[:LONGEST])
        if not found or float(found[1]) > 100:
            raise ModelUnavailable(
                f"The chat model {name} was asked for a number from 0 to 100 and said "
                f"{reply[:80]!r}. Name another one in {SETTING}."
            )
        return float(found[1]) / 100

    return judge


def _object(settings: Settings) -> Judge:
    named = settings.check.model or ""
    try:
        model = foreign.named(named)(**settings.check.options)
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
