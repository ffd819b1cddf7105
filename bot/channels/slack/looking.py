"""Whether the bot could work: its tokens, and what Slack says of them. For `newsdesk doctor`."""

import asyncio
import os

import aiohttp

from bot.channels.slack import app as bolt
from bot.channels.slack.errors import SlackNotSetUp
from bot.channels.slack.manifest import lacking
from bot.channels.slack.running import asked, secrets
from ingest.errors import SettingsError
from ingest.settings import SlackSettings

PATIENCE = 5.0  # seconds for Slack to answer


def is_wanted(settings: SlackSettings) -> bool:
    """Whether somebody has begun to set it up."""
    names = (settings.bot_token_env, settings.app_token_env, settings.signing_secret_env)
    return settings.enabled or any(os.environ.get(name) for name in names)


def look(settings: SlackSettings) -> tuple[str, str]:
    """A finding's state, and what is so: "good", "missing" (works with less) or "broken"."""
    try:
        return asyncio.run(_look(settings))
    except (SlackNotSetUp, SettingsError) as error:
        return "broken", str(error)


async def _look(settings: SlackSettings) -> tuple[str, str]:
    found = secrets(settings)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=PATIENCE)) as session:
        web = bolt.client(found.bot, settings.api_url, session, waits=False)
        said = await asked(web, "auth.test")
        needed, wished = lacking(str(said.headers.get("x-oauth-scopes", "")))
        if settings.mode == "socket":
            await asked(web, "apps.connections.open", token=found.app)
    who = f"{said.get('user')} in {said.get('team')}, by {settings.mode}"
    if needed or wished:
        anew = "print the manifest with `newsdesk slack manifest` and install the app again"
        state = "broken" if needed else "missing"
        return state, f"{who}; lacks the scopes {', '.join(needed + wished)}: {anew}."
    return "good", who
