"""Chat models in their order of first refusal, as config.yaml lists them."""

from dataclasses import replace
from typing import Any

from bot.answer.written.generate import Writer
from bot.check import judge
from bot.providers import connect, gate
from bot.providers.keys import key
from bot.providers.reply import Provider
from ingest.chat_models import ChatModelSettings
from ingest.errors import SettingsError
from ingest.settings import Settings
from ingest.text.language import language


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


def problem(settings: Settings, one: ChatModelSettings) -> str:
    """Why a usable model could not be asked now, "" where its server is there.

    Nothing but a connection is made: a question might cost something.
    """
    try:
        connect.load(one, key(one, settings.secrets_file))
    except SettingsError as error:
        return str(error)
    return connect.unreachable(one)


def writers(settings: Settings) -> tuple[Writer, ...]:
    """One writer for each usable model, in order; what speaks to them is imported.

    Raises:
        SettingsError: as `usable`, or a provider is a class that cannot be imported.
        ModelUnavailable: check.model cannot be had.
    """
    made = []
    for one in usable(settings):
        provider = Provider(one, key(one, settings.secrets_file))
        connect.load(one, provider.key)
        gate.gate(one)  # from now on `state` has it
        made.append(Writer(one.name, provider, repair=settings.answer.repair))
    if chosen := judge.load(settings, made):
        made = [replace(one, judge=chosen) for one in made]
    if made:
        language("Replies are held to one language, and what tells it takes a second to load.")
    return tuple(made)


def state() -> list[dict[str, Any]]:
    """What each model was offered and did in this process, in plain numbers; see docs/models.md."""
    return gate.state()
