"""Chat models in their order of first refusal, as config.yaml lists them."""

from typing import Any

from bot.answer.generate import Writer
from bot.providers import connect, gate
from bot.providers.keys import key
from bot.providers.reply import Provider
from ingest.settings import ChatModelSettings, Settings


def usable(settings: Settings) -> list[ChatModelSettings]:
    """The listed models whose key is set, or that need none.

    Raises:
        SettingsError: the secrets file cannot be read, or others can read it.
    """
    return [
        one
        for one in settings.chat_models
        if not one.api_key_env or key(one, settings.secrets_file)
    ]


def writers(settings: Settings) -> tuple[Writer, ...]:
    """One writer for each usable model, in order; what speaks to them is imported.

    Raises:
        SettingsError: as `usable`, or a provider is a class that cannot be imported.
    """
    made = []
    for one in usable(settings):
        connect.load(one)
        gate.gate(one)  # from now on `state` has it
        provider = Provider(one, key(one, settings.secrets_file))
        made.append(Writer(one.name, provider, repair=settings.answer.repair))
    return tuple(made)


def state() -> list[dict[str, Any]]:
    """What each model was offered and did in this process, in plain numbers; see docs/models.md."""
    return gate.state()
