"""A workspace of Slack on loopback: its Web API, its sockets, its people.

What a bot sends is held against Slack's documented rules (slack_rules.py); what Slack would refuse
is refused, kept in `refused`, and fails the test at its end unless the test expects it. Like Slack
it tells a bot of its own messages too, delivers a mention as two events, sends what was not
acknowledged again, and takes an answer's words piece by piece.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

import httpx
import slack_rules
from aiohttp import WSMsgType, web
from slack_api import (
    APP,
    APP_TOKEN,
    BOT,
    BOT_ID,
    BOT_TOKEN,
    CHANNEL,
    DIRECT,
    OTHER,
    SECRET,
    TEAM,
    Api,
    Message,
    Refusal,
)

T = TypeVar("T")
SCOPES = (
    "app_mentions:read,assistant:write,channels:history,channels:read,chat:write,commands,"
    "groups:history,groups:read,im:history,im:read,im:write,mpim:history,mpim:read"
)
ACK = 3.0  # seconds that Slack waits
_NUMBERS = itertools.count(1)  # one for all: no two workspaces of a test run share a ts


@dataclass
class Call:
    """One call of the Web API."""

    method: str
    args: dict[str, Any]
    at: float


@dataclass
class Sent:
    """An event, each time that it was sent."""

    payload: dict[str, Any]
    at: float
    attempt: int = 0
    acked_at: float = 0.0
    answer: Any = None  # what came with the acknowledgement


class Slack(Api):
    """The workspace. Its methods may be called from any thread but the server's own."""

    def __init__(self) -> None:
        self.port = 0
        self.calls: list[Call] = []
        self.refused: list[str] = []
        self.messages: dict[tuple[str, str], Message] = {}
        self.statuses: list[tuple[float, str, str, str]] = []  # when, channel, thread, words
        self.prompts: list[dict[str, Any]] = []
        self.sent: dict[str, Sent] = {}  # by envelope
        self.members: dict[str, str] = {CHANNEL: "channel", OTHER: "channel", DIRECT: "im"}
        self.scopes = SCOPES
        self.loses_events = False  # while no socket is open
        self.ack_within = ACK
        self.is_deaf = False  # to acknowledgements: they come too late, say
        self.tells_all = False  # every connection, and not one of them
        self.failures: dict[str, deque[tuple[str, int]]] = defaultdict(deque)
        self.slow: dict[str, float] = {}  # method -> seconds
        self.sockets: list[web.WebSocketResponse] = []
        self.connections = 0
        self.uses: dict[str, int] = defaultdict(int)  # of response_urls
        self._waiting: deque[tuple[str, dict[str, Any]]] = deque()  # events without a socket
        self._numbers = _NUMBERS
        self._lock = threading.RLock()
        self.loop = asyncio.new_event_loop()

    # ---- what a test asks

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/"

    def of_bot(self, channel: str = "", thread: str = "") -> list[Message]:
        """The bot's messages that are still there, in order."""
        with self._lock:
            found = [one for one in self.messages.values() if one.user == BOT and not one.gone]
        found = [one for one in found if not channel or one.channel == channel]
        return [one for one in found if not thread or one.thread_ts == thread]

    def finished(self, count: int = 1, **where: str) -> list[Message]:
        """The bot's messages, once there are so many and none is being written."""

        def there() -> list[Message] | None:
            found = self.of_bot(**where)
            done = len(found) >= count and not any(one.streaming for one in found)
            return found if done else None

        return until(there)

    def asked(self, method: str) -> list[dict[str, Any]]:
        with self._lock:
            return [call.args for call in self.calls if call.method == method]

    def fail(self, method: str, error: str, *, retry_after: int = 0, times: int = 1) -> None:
        """The next calls of this method, or of `response_url`, fail: `ratelimited` as 429."""
        self.failures[method].extend([(error, retry_after)] * times)

    def settled(self, within: float = 0.4) -> None:
        """Wait until nothing has been called for a while, from now on."""
        quiet_since = time.monotonic()
        while time.monotonic() - quiet_since < within:
            time.sleep(0.02)
            if self.calls:
                quiet_since = max(quiet_since, self.calls[-1].at)

    # ---- what people do

    def say(
        self,
        text: str,
        *,
        user: str = "U1",
        channel: str = CHANNEL,
        thread: str = "",
        **more: Any,
    ) -> str:
        """A person writes; the bot is told. Returns the message's ts."""
        ts = self.write(text, user=user, channel=channel, thread=thread)
        self.messages[channel, ts].more = more
        self.tell(ts, text, user=user, channel=channel, thread=thread, **more)
        return ts

    def write(
        self, text: str, *, user: str = "U1", channel: str = CHANNEL, thread: str = ""
    ) -> str:
        """A person writes, and nobody is told."""
        ts = self._ts()
        with self._lock:
            self.messages[channel, ts] = Message(channel, ts, user, text, thread)
        return ts

    def tell(
        self,
        ts: str,
        text: str,
        *,
        user: str = "U1",
        channel: str = CHANNEL,
        thread: str = "",
        **more: Any,
    ) -> None:
        event = {"user": user, "channel": channel, "ts": ts, "text": text, "event_ts": ts}
        event |= {"thread_ts": thread} if thread else {}
        event |= more
        kind = self.members[channel]
        self.send_event({**event, "type": "message", "channel_type": kind})
        if f"<@{BOT}>" in text and kind != "im" and "subtype" not in more:
            self.send_event({**event, "type": "app_mention"})

    def edit(self, channel: str, ts: str, text: str) -> None:
        with self._lock:
            message = self.messages[channel, ts]
            before, message.text = message.text, text
        self.send_event(self._changed(message, before, self._ts()))

    def delete(self, channel: str, ts: str) -> None:
        with self._lock:
            message = self.messages[channel, ts]
            message.gone = True
        self.send_event(
            {
                "type": "message",
                "subtype": "message_deleted",
                "hidden": True,
                "channel": channel,
                "channel_type": self.members[channel],
                "deleted_ts": ts,
                "ts": self._ts(),
                "previous_message": self._told(message),
            }
        )

    def command(
        self, text: str, *, user: str = "U1", channel: str = CHANNEL, command: str = "/newsdesk"
    ) -> Sent:
        return self._send(
            "slash_commands",
            {
                "command": command,
                "text": text,
                "user_id": user,
                "user_name": user.lower(),
                "team_id": TEAM,
                "channel_id": channel,
                "channel_name": "general",
                "api_app_id": APP,
                "response_url": self._response_url(user, channel),
                "trigger_id": f"trigger-{next(self._numbers)}",
            },
        )

    def click(self, message: Message, element: dict[str, Any], *, user: str = "U1") -> Sent:
        """Press a button of a message; `element` has its action_id and, chosen, its value."""
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        container |= {"is_ephemeral": bool(message.only_for)}
        container |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
        action = {"type": element["type"], "action_id": element["action_id"], "block_id": "b"}
        action |= {"value": element.get("value", ""), "action_ts": self._ts()}
        payload = {
            "type": "block_actions",
            "user": {"id": user, "team_id": TEAM},
            "team": {"id": TEAM, "domain": "desk"},
            "api_app_id": APP,
            "container": container,
            "channel": {"id": message.channel, "name": "general"},
            "actions": [action],
            "trigger_id": f"trigger-{next(self._numbers)}",
            "response_url": self._response_url(user, message.channel, message.ts),
        }
        if not message.only_for:
            payload["message"] = {**self._told(message), "blocks": message.blocks}
        return self._send("interactive", payload)

    def shortcut(self, message: Message, *, user: str = "U1") -> Sent:
        return self._send(
            "interactive",
            {
                "type": "message_action",
                "callback_id": "check_articles",
                "user": {"id": user, "team_id": TEAM},
                "team": {"id": TEAM, "domain": "desk"},
                "channel": {"id": message.channel, "name": "general"},
                "message": self._told(message),
                "message_ts": message.ts,
                "action_ts": self._ts(),
                "trigger_id": f"trigger-{next(self._numbers)}",
                "response_url": self._response_url(user, message.channel),
            },
        )

    def send_event(self, event: dict[str, Any], **outer: Any) -> Sent:
        return self._send("events_api", self.wrapped(event, **outer))

    def wrapped(self, event: dict[str, Any], **outer: Any) -> dict[str, Any]:
        return {
            "type": "event_callback",
            "team_id": TEAM,
            "api_app_id": APP,
            "event_id": f"Ev{next(self._numbers)}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
            "event": event,
            **outer,
        }

    def drop_sockets(self, *, politely: bool = False) -> None:
        """Close every connection, with a `disconnect` before or without a word."""

        async def drop() -> None:
            for socket in list(self.sockets):
                if politely:
                    await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
                else:
                    await socket.close()

        self._do(drop())

    # ---- within

    def _do(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(20)

    def _ts(self) -> str:
        return f"{int(time.time())}.{next(self._numbers):06d}"

    def _told(self, message: Message) -> dict[str, Any]:
        told = {"type": "message", "ts": message.ts, "user": message.user, "text": message.text}
        told |= {"thread_ts": message.thread_ts} if message.thread_ts else {}
        told |= {"bot_id": BOT_ID, "app_id": APP} if message.user == BOT else {}
        return told | message.more

    def _changed(self, message: Message, before: str, ts: str) -> dict[str, Any]:
        return {
            "type": "message",
            "subtype": "message_changed",
            "hidden": True,
            "channel": message.channel,
            "channel_type": self.members.get(message.channel, "channel"),
            "ts": ts,
            "message": {**self._told(message), "edited": {"user": message.user, "ts": ts}},
            "previous_message": {**self._told(message), "text": before},
        }

    def _response_url(self, user: str, channel: str, ts: str = "") -> str:
        number = next(self._numbers)
        return f"http://127.0.0.1:{self.port}/response/{number}/{user}/{channel}/{ts or 'none'}"

    def send_again(self, sent: Sent, kind: str) -> Sent:
        """The same payload in another envelope."""
        return self._send(kind, sent.payload)

    def _send(self, kind: str, payload: dict[str, Any], attempt: int = 0) -> Sent:
        sent = Sent(payload, time.monotonic(), attempt)
        asyncio.run_coroutine_threadsafe(self._deliver(kind, payload, sent), self.loop)
        return sent

    async def _deliver(self, kind: str, payload: dict[str, Any], sent: Sent) -> None:
        live = [one for one in self.sockets if not one.closed]
        if not live:
            if not self.loses_events:
                self._waiting.append((kind, payload))
            return
        envelope = f"envelope-{next(self._numbers)}"
        self.sent[envelope] = sent
        told = live if self.tells_all else [live[next(self._numbers) % len(live)]]
        body: dict[str, Any] = {"envelope_id": envelope, "type": kind, "payload": payload}
        body["accepts_response_payload"] = kind != "events_api"
        if kind == "events_api":
            body |= {"retry_attempt": sent.attempt, "retry_reason": "timeout" * bool(sent.attempt)}
        for socket in told:
            await socket.send_json(body)
        self.loop.call_later(self.ack_within, self._again, kind, payload, sent)

    def _again(self, kind: str, payload: dict[str, Any], sent: Sent) -> None:
        if not sent.acked_at and kind == "events_api" and sent.attempt < 3:
            again = Sent(payload, time.monotonic(), sent.attempt + 1)
            self._task = asyncio.ensure_future(self._deliver(kind, payload, again))

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        self.connections += 1
        await socket.send_json({"type": "hello", "num_connections": len(self.sockets)})
        while self._waiting:
            kind, payload = self._waiting.popleft()
            await self._deliver(kind, payload, Sent(payload, time.monotonic(), 1))
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    said = json.loads(message.data)
                    sent = self.sent[said["envelope_id"]]
                    if self.is_deaf:
                        continue
                    sent.acked_at, sent.answer = time.monotonic(), said.get("payload")
        finally:
            self.sockets.remove(socket)
        return socket

    async def response(self, request: web.Request) -> web.Response:
        """A `response_url`: five uses within half an hour."""
        user, channel = request.match_info["user"], request.match_info["channel"]
        if self.failures["response_url"]:
            error, retry_after = self.failures["response_url"].popleft()
            is_later = error == "ratelimited"
            headers = {"Retry-After": str(retry_after)} if is_later else {}
            return web.Response(text=error, status=429 if is_later else 404, headers=headers)
        self.uses[request.path] += 1
        body = await request.json()
        known = {"text", "blocks", "response_type", "replace_original", "delete_original"}
        known |= {"thread_ts", "unfurl_links", "unfurl_media"}
        wrong = [f"unknown {name}" for name in body.keys() - known]
        if self.uses[request.path] > 5:
            wrong.append("used_url")
        if not body.get("delete_original"):
            wrong += slack_rules.of_message(body)
        if wrong:
            self.refused.append(f"response_url: {wrong}")
            return web.Response(text="invalid_payload", status=400)
        with self._lock:
            original = self.messages.get((channel, request.match_info["ts"]))
            if original and (body.get("delete_original") or body.get("replace_original")):
                original.gone = True
            if not body.get("delete_original"):
                is_open = body.get("response_type") == "in_channel"
                self._shown(
                    Message(
                        channel,
                        self._ts(),
                        BOT,
                        body.get("text", ""),
                        body.get("thread_ts", ""),
                        body.get("blocks", []),
                        only_for="" if is_open else user,
                    )
                )
        return web.Response(text="ok")

    async def call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if "json" in request.content_type:
            args = await request.json()
        else:
            args = {**request.query, **await request.post()}
        self.calls.append(Call(method, args, time.monotonic()))
        await asyncio.sleep(self.slow.get(method, 0))
        if self.failures[method]:
            error, retry_after = self.failures[method].popleft()
            if error == "ratelimited":
                headers = {"Retry-After": str(retry_after)}
                return web.json_response({"ok": False, "error": error}, status=429, headers=headers)
            return web.json_response({"ok": False, "error": error})
        wanted = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if request.headers.get("Authorization") != f"Bearer {wanted}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        with self._lock:
            try:
                said = self._answered(method, args)
            except Refusal as refusal:
                self.refused.append(f"{method}: {refusal}: {str(args)[:600]}")
                said = {"ok": False, "error": str(refusal).split(":")[0]}
        headers = {"x-oauth-scopes": self.scopes} if method == "auth.test" else {}
        return web.json_response({"ok": True, **said}, headers=headers)

    def _shown(self, message: Message, *, told: bool = True) -> None:
        message.shown_at = message.finished_at = time.monotonic()
        self.messages[message.channel, message.ts] = message
        if told:
            self._tell_of(message)

    def _tell_of(self, message: Message) -> None:
        kind = self.members.get(message.channel, "channel")
        event = {**self._told(message), "channel": message.channel, "channel_type": kind}
        if not message.only_for:
            self._send("events_api", self.wrapped(event))


def until(is_so: Callable[[], T], within: float = 20.0) -> T:
    """What `is_so` gives once it is true of something."""
    deadline = time.monotonic() + within
    while not (found := is_so()):
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)
    return found


async def cancelled() -> None:
    """End whatever else the loop still has to do."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@contextmanager
def slack(*, strict: bool = True) -> Iterator[Slack]:
    """A workspace; with `strict`, what it had to refuse fails the test at the end."""
    here = Slack()
    started = threading.Event()

    async def serve() -> None:
        app = web.Application(client_max_size=4 << 20)
        app.router.add_route("*", "/api/{method}", here.call)
        app.router.add_get("/link", here.socket)
        app.router.add_post("/response/{number}/{user}/{channel}/{ts}", here.response)
        runner = web.AppRunner(app, shutdown_timeout=0.5)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        here.port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        here.stop = asyncio.Event()
        started.set()
        await here.stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=here.loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    assert started.wait(10)
    try:
        yield here
    finally:
        here.loop.call_soon_threadsafe(here.stop.set)
        thread.join(10)
        here.loop.run_until_complete(cancelled())
        here.loop.close()
    if strict:
        assert here.refused == []


def signed(body: str, *, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack signs a request."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}


def posted(
    client: Any, payload: dict[str, Any], *, form: bool = False, **how: Any
) -> httpx.Response:
    """Send a payload over HTTP as Slack does."""
    body = urlencode({"payload": json.dumps(payload)}) if form else json.dumps(payload)
    kind = "application/x-www-form-urlencoded" if form else "application/json"
    headers = {"Content-Type": kind, **signed(body, **how)}
    reply: httpx.Response = client.post("/slack/events", content=body, headers=headers)
    return reply
