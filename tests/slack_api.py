"""The Web API of the fake workspace: what each method takes, does and refuses."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import slack_rules

TEAM, BOT, BOT_ID, APP = "T1", "UBOT", "BBOT", "A1"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-fake", "xapp-fake", "signing-fake"
CHANNEL, OTHER, DIRECT = "C1", "C2", "D1"
# method -> the arguments that it needs, and those it may have
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "auth.test": (set(), set()),
    "apps.connections.open": (set(), set()),
    "chat.postMessage": (
        {"channel"},
        {"text", "blocks", "thread_ts", "unfurl_links", "unfurl_media", "markdown_text"},
    ),
    "chat.postEphemeral": ({"channel", "user"}, {"text", "blocks", "thread_ts"}),
    "chat.update": ({"channel", "ts"}, {"text", "blocks"}),
    "chat.delete": ({"channel", "ts"}, set()),
    "chat.startStream": (
        {"channel", "thread_ts"},
        {"markdown_text", "chunks", "recipient_team_id", "recipient_user_id"},
    ),
    "chat.appendStream": ({"channel", "ts"}, {"markdown_text", "chunks"}),
    "chat.stopStream": ({"channel", "ts"}, {"markdown_text", "chunks", "blocks"}),
    "assistant.threads.setStatus": (
        {"channel_id", "thread_ts", "status"},
        {"loading_messages"},
    ),
    "assistant.threads.setTitle": ({"channel_id", "thread_ts", "title"}, set()),
    "assistant.threads.setSuggestedPrompts": (
        {"channel_id", "prompts"},
        {"thread_ts", "title"},
    ),
    "conversations.history": ({"channel"}, {"oldest", "limit", "cursor"}),
    "conversations.replies": ({"channel", "ts"}, {"oldest", "limit", "cursor"}),
    "users.conversations": (set(), {"types", "limit", "cursor", "exclude_archived"}),
}


@dataclass
class Message:
    """A message as the people of the workspace see it."""

    channel: str
    ts: str
    user: str
    text: str = ""
    thread_ts: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)  # as they were streamed
    streaming: bool = False
    only_for: str = ""  # an ephemeral one
    more: dict[str, Any] = field(default_factory=dict)  # what else is told of it
    unfurls: bool = False
    gone: bool = False
    shown_at: float = 0.0
    finished_at: float = 0.0

    @property
    def seen(self) -> str:
        """All words of it."""
        return "\n".join([self.text, *words(self.blocks)])

    def elements(self, kind: str) -> list[dict[str, Any]]:
        inner = [one for block in self.blocks for one in block.get("elements", ())]
        return [one for one in inner if one.get("type") == kind]


def words(piece: Any) -> Iterator[str]:
    """The texts in blocks, in order."""
    if isinstance(piece, list):
        for one in piece:
            yield from words(one)
    elif isinstance(piece, dict):
        for name, one in piece.items():
            if name == "text" and isinstance(one, str):
                yield one
            elif name not in {"type", "value"}:
                yield from words(one)


class Refusal(Exception):
    """What Slack would not take."""


def checked(complaints: Iterator[str]) -> None:
    if found := list(complaints):
        raise Refusal("; ".join(found))


class Api:
    """The methods over the messages of a workspace; fake_slack.py is the rest of it."""

    messages: dict[tuple[str, str], Message]
    members: dict[str, str]
    statuses: list[tuple[float, str, str, str]]
    prompts: list[dict[str, Any]]

    def _answered(self, method: str, args: dict[str, Any]) -> dict[str, Any]:
        if method not in METHODS:
            raise Refusal("unknown_method")
        needed, allowed = METHODS[method]
        if missing := [name for name in needed if name not in args]:
            raise Refusal(f"invalid_arguments: {missing} missing")
        if unknown := args.keys() - needed - allowed:
            raise Refusal(f"invalid_arguments: {unknown} unknown")
        channel = args.get("channel") or args.get("channel_id")
        if channel and channel not in self.members:
            raise Refusal("channel_not_found")
        answer: dict[str, Any] = getattr(self, "_" + method.replace(".", "_"))(**args)
        return answer

    def _auth_test(self) -> dict[str, Any]:
        return {
            "url": "https://desk.slack.example/",
            "team": "Desk",
            "user": "newsdesk",
            "team_id": TEAM,
            "user_id": BOT,
            "bot_id": BOT_ID,
        }

    def _apps_connections_open(self) -> dict[str, Any]:
        return {"url": f"ws://127.0.0.1:{self.port}/link?ticket={next(self._numbers)}"}

    def _chat_postMessage(self, channel: str, **args: Any) -> dict[str, Any]:  # noqa: N802
        checked(slack_rules.of_message(args))
        thread = self._thread(channel, args.get("thread_ts", ""))
        text = args.get("text", "")
        message = Message(channel, self._ts(), BOT, text, thread, args.get("blocks", []))
        message.unfurls = args.get("unfurl_links") is not False
        message.unfurls |= args.get("unfurl_media") is not False
        self._shown(message)
        return {"channel": channel, "ts": message.ts}

    def _chat_postEphemeral(self, channel: str, user: str, **args: Any) -> dict[str, Any]:  # noqa: N802
        checked(slack_rules.of_message(args))
        thread = self._thread(channel, args.get("thread_ts", ""))
        blocks = args.get("blocks", [])
        message = Message(channel, self._ts(), BOT, args.get("text", ""), thread, blocks)
        message.only_for = user
        self._shown(message, told=False)
        return {"message_ts": message.ts}

    def _chat_update(self, channel: str, ts: str, **args: Any) -> dict[str, Any]:
        message = self._own(channel, ts)
        if message.streaming:
            raise Refusal("streaming_state_conflict")
        checked(slack_rules.of_message(args))
        before, message.text = message.text, args.get("text", message.text)
        message.blocks = args.get("blocks", message.blocks)
        message.finished_at = time.monotonic()
        self._send("events_api", self.wrapped(self._changed(message, before, self._ts())))
        return {"channel": channel, "ts": ts}

    def _chat_delete(self, channel: str, ts: str) -> dict[str, Any]:
        message = self._own(channel, ts)
        message.gone, message.streaming = True, False
        return {"channel": channel, "ts": ts}

    def _chat_startStream(self, channel: str, thread_ts: str, **args: Any) -> dict[str, Any]:  # noqa: N802
        if self.members[channel] != "im":
            for name in ("recipient_team_id", "recipient_user_id"):
                if not args.get(name):
                    raise Refusal(f"missing_{name}")
        message = Message(channel, self._ts(), BOT, "", self._thread(channel, thread_ts))
        message.streaming = True
        self._grow(message, args)
        self._shown(message, told=False)
        return {"channel": channel, "ts": message.ts}

    def _chat_appendStream(self, channel: str, ts: str, **args: Any) -> dict[str, Any]:  # noqa: N802
        message = self._own(channel, ts)
        if not message.streaming:
            raise Refusal("message_not_in_streaming_state")
        if not args:
            raise Refusal("no_text")
        self._grow(message, args)
        return {"channel": channel, "ts": ts}

    def _chat_stopStream(  # noqa: N802
        self, channel: str, ts: str, blocks: list[dict[str, Any]] | None = None, **args: Any
    ) -> dict[str, Any]:
        message = self._own(channel, ts)
        if not message.streaming:
            raise Refusal("message_not_in_streaming_state")
        self._grow(message, args)
        if blocks is not None:
            checked(slack_rules.of_blocks(blocks))
        message.blocks, message.streaming = blocks or [], False
        message.finished_at = time.monotonic()
        self._tell_of(message)
        return {"channel": channel, "ts": ts}

    def _assistant_threads_setStatus(  # noqa: N802
        self, channel_id: str, thread_ts: str, status: str, loading_messages: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        if len(status) > 100 or len(loading_messages) > 10:
            raise Refusal("invalid_arguments: a long status")
        self._thread(channel_id, thread_ts)
        self.statuses.append((time.monotonic(), channel_id, thread_ts, status))
        return {}

    def _assistant_threads_setTitle(self, **args: Any) -> dict[str, Any]:  # noqa: N802
        return {}

    def _assistant_threads_setSuggestedPrompts(self, **args: Any) -> dict[str, Any]:  # noqa: N802
        prompts = args["prompts"]
        if not 1 <= len(prompts) <= 4:
            raise Refusal("invalid_arguments: prompts")
        for one in prompts:
            if set(one) != {"title", "message"} or not all(one.values()):
                raise Refusal(f"invalid_arguments: {one}")
        self.prompts.append(args)
        return {}

    def _conversations_history(
        self, channel: str, oldest: str = "0", limit: Any = 100
    ) -> dict[str, Any]:
        found = [
            self._told(one)
            for one in self.messages.values()
            if one.channel == channel and not one.gone and not one.only_for
            if float(one.ts) > float(oldest) and one.thread_ts in {"", one.ts}
        ]
        return {"messages": found[::-1][: int(limit)], "has_more": len(found) > int(limit)}

    def _conversations_replies(
        self, channel: str, ts: str, oldest: str = "0", limit: Any = 100
    ) -> dict[str, Any]:
        found = [
            self._told(one)
            for one in self.messages.values()
            if one.channel == channel and not one.gone and not one.only_for
            if ts in {one.ts, one.thread_ts} and (one.ts == ts or float(one.ts) > float(oldest))
        ]
        return {"messages": found[: int(limit)], "has_more": len(found) > int(limit)}

    def _users_conversations(self, **args: Any) -> dict[str, Any]:
        rows = [
            {"id": name, "is_im": kind == "im", "is_member": True}
            for name, kind in self.members.items()
        ]
        return {"channels": rows, "response_metadata": {"next_cursor": ""}}

    def _thread(self, channel: str, ts: str) -> str:
        if ts and (channel, ts) not in self.messages:
            raise Refusal("thread_not_found")
        return ts

    def _own(self, channel: str, ts: str) -> Message:
        message = self.messages.get((channel, ts))
        if not message or message.gone or message.only_for:
            raise Refusal("message_not_found")
        if message.user != BOT:
            raise Refusal("message_not_owned_by_app")
        return message

    def _grow(self, message: Message, args: dict[str, Any]) -> None:
        texts = [args["markdown_text"]] if "markdown_text" in args else []
        for chunk in args.get("chunks", ()):
            if chunk.get("type") != "markdown_text" or set(chunk) != {"type", "text"}:
                raise Refusal(f"invalid_chunks: {chunk}")
            texts.append(chunk["text"])
        for text in texts:
            checked(slack_rules.of_markdown(text))
            message.pieces.append(text)
            message.text += text
        if len(message.text) > slack_rules.LONGEST_MARKDOWN:
            raise Refusal(f"msg_too_long: {len(message.text)}")
