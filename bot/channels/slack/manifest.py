"""The app manifest: all that Slack must know to install the bot, to be pasted when it is made."""

from typing import Any

from ingest.settings import SlackSettings

COMMAND = "/newsdesk"
CHECK = "check_articles"  # callback of the shortcut
PATH = "/slack/events"
SCOPES = (
    "app_mentions:read",  # mentions
    "assistant:write",  # the status, the prompts of the agent view
    "channels:history",  # plain replies in threads, and what was missed
    "channels:read",  # which channels the bot is in, to look for what was missed
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
)
# Without these nothing is answered; the others only make it answer less.
NEEDED = ("app_mentions:read", "chat:write")
_EVENTS = (
    "app_mention",
    "app_home_opened",
    "message.channels",
    "message.groups",
    "message.im",
    "message.mpim",
)
_DESCRIPTION = "Answers questions from news articles; every sentence carries a checked quote."
# Only what any library answers: which articles one has is not known here.
PROMPTS = ("What can you do?",)


def manifest(
    settings: SlackSettings, *, public_url: str = "", legacy: bool = False
) -> dict[str, Any]:
    """The manifest as JSON values.

    Args:
        public_url: where Slack reaches this desk, of use in mode http.
        legacy: for an app that was made with `assistant_view`, before there was an `agent_view`.
    """
    by_http = settings.mode == "http"
    address = f"{public_url.rstrip('/') or 'https://YOUR-ADDRESS'}{PATH}"
    url = {"url": address} if by_http else {}
    request_url = {"request_url": address} if by_http else {}
    prompts = [{"title": one, "message": one} for one in PROMPTS]
    view = {
        ("assistant_description" if legacy else "agent_description"): _DESCRIPTION,
        "suggested_prompts": prompts,
    }
    started = ["assistant_thread_started", "assistant_thread_context_changed"] if legacy else []
    return {
        "display_information": {
            "name": "Newsdesk",
            "description": _DESCRIPTION,
            "background_color": "#1f2a37",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "Newsdesk", "always_online": True},
            ("assistant_view" if legacy else "agent_view"): view,
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "Ask the articles; only you see the answer",
                    "usage_hint": "your question",
                    "should_escape": True,
                    **url,
                }
            ],
            "shortcuts": [
                {
                    "name": "Check against the articles",
                    "type": "message",
                    "callback_id": CHECK,
                    "description": "Hold what a message says against the articles",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": sorted([*_EVENTS, *started]), **request_url},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not by_http,
            "token_rotation_enabled": False,
        },
    }


def lacking(granted: str) -> tuple[list[str], list[str]]:
    """Of what the manifest asks for, what a token was not granted: what is needed, and the rest.

    Args:
        granted: the header `x-oauth-scopes`.
    """
    held = {one.strip() for one in granted.split(",")}
    missing = [one for one in SCOPES if one not in held]
    return [one for one in missing if one in NEEDED], [one for one in missing if one not in NEEDED]
