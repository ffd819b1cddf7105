"""Requests that a browser makes for the page of another site (cross-site request forgery).

A browser sends along what it has for this server: the session of who signed in, here or at a
proxy, and on this machine the address that needs no key. It also says for whose page it does so, in
headers that no page can set: `Sec-Fetch-Site`, and the older `Origin`. Other programs send neither.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers

from bot.channels.problems import Problem

_CHANGES_NOTHING = ("GET", "HEAD", "OPTIONS")
_OURS = ("same-origin", "none")  # of this server's pages, or typed in by the reader


def check(method: str, headers: Headers, origins: tuple[str, ...]) -> None:
    """Refuse what may change something and is asked for by another site's page.

    Args:
        origins: whose pages may, `server.origins`.

    Raises:
        Problem: it is asked for by another one.
    """
    origin = headers.get("origin", "")
    if method in _CHANGES_NOTHING or origin in origins:
        return
    site = headers.get("sec-fetch-site", "")
    is_ours = site in _OURS if site else not origin or _host(origin) == headers.get("host", "")
    if not is_ours:
        says = f"A page of {origin[:100] or 'another site'} may not do this (server.origins)."
        raise Problem("forbidden", says)


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""
