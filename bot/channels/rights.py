"""Who asks, and what they may: API keys, the server's own token, who signed in before a proxy.

REST, the OpenAI shapes and MCP depend on `requires`; the page's sign-in sets `Rights.signed_in`
and so gives the same rights.
"""

import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Annotated

from fastapi import FastAPI, Request, Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connected
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from bot.channels.problems import Problem
from bot.keys import PREFIX, Key, Keys, Scope
from ingest.settings import ServerSettings

EVERYTHING = frozenset(Scope)
# Without a key on one's own machine: what changes nothing. What does needs the token that stands
# in the data folder, so that no other user of the machine changes the library.
UNASKED = frozenset({Scope.ASK, Scope.READ})
HOW = "Send the header `Authorization: Bearer KEY` or `X-API-Key: KEY`"

_BEARER = HTTPBearer(auto_error=False, description="A key of `newsdesk keys create`.")
_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same key.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, as far as the server knows."""

    # "key"; "user": signed in; "server": with its own token. Where no key is needed: "local" on the
    # server's machine, "guest" elsewhere.
    kind: str
    name: str  # for people
    id: str = ""  # of the key or the user
    scopes: frozenset[Scope]
    address: str = ""  # that the request came from, behind proxies that are believed

    @property
    def owner(self) -> str:
        """Whose conversations it may go on with; opaque, "" for who cannot be told apart."""
        return f"{self.kind}:{self.id}" if self.id else ""

    @property
    def operates(self) -> bool:
        """Whether it may know of the server's inside: folders, settings, what programs said."""
        return Scope.ADMIN in self.scopes

    @property
    def counts_as(self) -> str:
        """What its requests are counted under."""
        return self.owner or f"address:{network(self.address)}"


class Rights:
    """What one application asks of its callers.

    Args:
        token: of the server itself, for commands on its machine: see ingest/stored/holder.py.
    """

    def __init__(self, server: ServerSettings, keys: Keys, token: str = "") -> None:
        self._keys, self._token = keys, token
        self.required = needs_key(server)
        self._user_header = server.user_header.lower()
        self._user_scopes = frozenset(map(Scope, server.user_scopes))
        # For the page: who has signed in there, None for nobody. Asked where no key is brought.
        self.signed_in: Callable[[HTTPConnection], Caller | None] = lambda connection: None

    async def caller(self, connection: HTTPConnection) -> Caller:
        """Who sends this.

        Raises:
            Problem: a key is needed and none is there, or the one that is there is not good.
        """
        brought, address = _brought(connection), address_of(connection)
        if brought and self._token and hmac.compare_digest(brought.encode(), self._token.encode()):
            return Caller(
                kind="server", name="this machine", id="token", scopes=EVERYTHING, address=address
            )
        if brought.startswith(f"{PREFIX}_"):
            # Not asyncio's own threads, which questions keep busy.
            return _with(await run_in_threadpool(self._keys.known, brought), address)
        if user := self.by_proxy(connection) or self.signed_in(connection):
            return user
        if self.required:
            kind, says = "key-missing", f"This server needs a key. {HOW}."
            if brought:
                kind, says = "key-unknown", f"This is no key of this server. {HOW}."
            raise Problem(kind, says, {"WWW-Authenticate": "Bearer"})
        # A client may have to send something where nothing is needed (OpenAI's does).
        kind = "local" if _is_this_machine(address) else "guest"
        return Caller(kind=kind, name=kind, scopes=UNASKED, address=address)

    async def allowed(self, connection: HTTPConnection, scope: Scope | str) -> Caller:
        """Who sends this, where they may do what `scope` names.

        Raises:
            Problem: as `caller`, or they may not.
        """
        caller = await self.caller(connection)
        connection.scope.setdefault("state", {})["caller"] = caller
        if scope in caller.scopes or Scope.ADMIN in caller.scopes:
            return caller
        if caller.kind in {"local", "guest"}:
            says = (
                f"This needs a key with the scope `{scope}`, also on the server's own machine. "
                f"{HOW}; the server's own token stands in holder.json in its data folder."
            )
            raise Problem("key-missing", says, {"WWW-Authenticate": "Bearer"})
        has = ", ".join(sorted(caller.scopes)) or "none"
        raise Problem(
            "scope-missing",
            f"{caller.name!r} has not the scope `{scope}` (it has: {has}). "
            f"`newsdesk keys create NAME --scope {scope}` makes a key that has.",
            {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{scope}"'},
        )

    def by_proxy(self, connection: HTTPConnection) -> Caller | None:
        """Who signed in at a proxy that is believed."""
        if not self._user_header or not connection.scope.get("newsdesk.proxied"):
            return None
        name = connection.headers.get(self._user_header, "").strip()[:200]
        if not name:
            return None
        return Caller(
            kind="user",
            name=name,
            id=name,
            scopes=self._user_scopes,
            address=address_of(connection),
        )


def requires(scope: Scope | str) -> Callable[..., Awaitable[Caller]]:
    """A FastAPI dependency: the caller, who may do what `scope` names; else a `Problem`.

    `install` has to have been called with the application.
    """
    wanted = Scope(scope)

    async def caller(
        request: Request,
        _bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)] = None,
        _header: Annotated[str | None, Security(_HEADER)] = None,
    ) -> Caller:
        return await of(request).allowed(request, wanted)

    return caller


def of(connection: HTTPConnection) -> Rights:
    """The rights of the application that a request has come to, or that it is mounted in."""
    rights: Rights = connection.app.state.rights
    return rights


def of_app(app: FastAPI) -> Rights:
    """The rights that were installed in an application."""
    rights: Rights = app.state.rights
    return rights


def install(app: FastAPI, rights: Rights) -> None:
    """Have this application's `requires` ask these rights."""
    app.state.rights = rights


def needs_key(server: ServerSettings) -> bool:
    """Whether REST asks for a key: as it is set, else unless only this machine gets at it."""
    if server.require_key is not None:
        return server.require_key
    return bool(server.proxies) or not _is_loopback(server.host)


def network(address: str) -> str:
    """What counts as one address: of IPv6 the /64, which one household has to itself."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, 64), strict=False)) if known.version == 6 else str(known)


class Proxies:
    """ASGI middleware: behind proxies that are believed, the address that they name."""

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...]) -> None:
        self._networks = [ip_network(one, strict=False) for one in proxies]
        self._app, self._behind = app, ProxyHeadersMiddleware(app, list(proxies))  # type: ignore[arg-type]

    async def __call__(self, scope: Connected, receive: Receive, send: Send) -> None:
        peer = (scope.get("client") or ("", 0))[0] if scope["type"] != "lifespan" else ""
        if not self._believes(peer):
            await self._app(scope, receive, send)
            return
        scope["newsdesk.proxied"] = True
        await self._behind(scope, receive, send)  # type: ignore[arg-type]

    def _believes(self, peer: str) -> bool:
        try:
            return any(ip_address(peer) in one for one in self._networks)
        except ValueError:  # a socket of files has no address
            return False


def _with(key: Key | None, address: str) -> Caller:
    """The caller who brought this key; every reason why not is a `Problem`."""
    bearer = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
    if key is None:
        raise Problem("key-unknown", f"This is no key of this server. {HOW}.", bearer)
    state = key.state()
    if state == "revoked":
        says = f"The key {key.id} was revoked at {key.revoked_at}. Ask for another one."
        raise Problem("key-revoked", says, bearer)
    if state == "expired":
        says = f"The key {key.id} was good until {key.expires_at}. Ask for another one."
        raise Problem("key-expired", says, bearer)
    return Caller(kind="key", name=key.name, id=key.id, scopes=key.scopes, address=address)


def _brought(connection: HTTPConnection) -> str:
    scheme, _, credentials = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return credentials.strip()
    return connection.headers.get("x-api-key", "").strip()


def address_of(connection: HTTPConnection) -> str:
    return connection.client.host if connection.client else ""


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:  # a socket of files, which has no address
        return True


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
