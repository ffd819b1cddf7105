"""Chat models in their order of first refusal, as config.yaml lists them."""

import os

from bot.answer.generate import Writer
from ingest.settings import ChatModelSettings, Settings


def usable(settings: Settings) -> list[ChatModelSettings]:
    """The listed models whose key is set, or that need none."""
    return [
        one
        for one in settings.chat_models
        if not one.api_key_env or os.environ.get(one.api_key_env)
    ]


def writers(settings: Settings) -> tuple[Writer, ...]:
    """One writer for each usable model, in order."""
    return tuple(_writer(one) for one in usable(settings))


def _writer(settings: ChatModelSettings) -> Writer:
    # Late: it takes seconds to import, and most installations have no key.
    from llama_index.llms.openai_like import OpenAILike

    model = OpenAILike(
        model=settings.name,
        api_base=settings.base_url,
        api_key=os.environ.get(settings.api_key_env, "none"),
        is_chat_model=True,
        timeout=settings.timeout_seconds,
        max_retries=0,  # the next model in the list is the retry
        temperature=0.0,
        max_tokens=settings.max_tokens,
    )
    return Writer(settings.name, model, settings.timeout_seconds)
