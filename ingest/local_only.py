"""`local_only`: nothing is connected to but this machine and private networks.

Models, embeddings, rerankers and judges may be any class that is installed, with any client
inside. So this is not held where each of them is made, but where all of them end: Python tells an
audit hook (PEP 578) of every socket that is about to be connected, with the address itself, behind
redirects and whatever a name resolves to at that moment. Articles are still fetched from the net
(sources/guard.py): nothing of a question goes there.

Not seen: code that is not Python's (gRPC, a Rust client) and other programs that a class starts.
"""

import ipaddress
import logging
import os
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ingest.errors import NotLocal, SettingsError

LOCAL = tuple(
    ipaddress.ip_network(one)
    for one in ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7")
)
# Asks for the address of what a socket is to reach, in their second argument.
_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
# A forwarder on this machine would be local, and what it reaches is not.
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")

log = logging.getLogger(__name__)
_exempt = threading.local()
_lock = threading.Lock()
_is_on = False


def enforce() -> None:
    """From now on, and until this process ends."""
    global _is_on
    with _lock:
        if _is_on:
            return
        for name in _PROXIES:
            os.environ.pop(name, None)
            os.environ.pop(name.lower(), None)
        # An event loop whose sockets Python does not see; who wants it falls back on Python's own.
        sys.modules["uvloop"] = None  # type: ignore[assignment]
        sys.addaudithook(_hook)
        _is_on = True


@contextmanager
def fetching() -> Iterator[None]:
    """What this thread connects to is for the fetcher of articles to judge."""
    _exempt.fetching = True
    try:
        yield
    finally:
        _exempt.fetching = False


def check(url: str, setting: str) -> None:
    """Say at once that what a setting names could not be reached; nothing where all is allowed.

    A host that cannot be looked up now passes: its connections are held all the same.

    Raises:
        SettingsError: it is at an address that is not local.
    """
    if not _is_on:
        return
    parts = urlsplit(url)
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return
    for address in dict.fromkeys(str(one[4][0]) for one in found):
        if not is_local(address):
            raise SettingsError(
                f"{setting} names {url}, which is at {address}, and local_only allows nothing but "
                "this machine and private networks. Take it out of config.yaml, or set local_only "
                "to false."
            )


def is_local(host: str) -> bool:
    """Whether an IP address is this machine's or a private network's; a name is not but localhost.

    What a name stands for when it is connected to is not known before.
    """
    if host in {"localhost", ""}:
        return True
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ip
    return any(ip in network for network in LOCAL)


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if event not in _EVENTS or getattr(_exempt, "fetching", False):
        return
    sock, address = args[0], args[1]
    if sock.family not in {socket.AF_INET, socket.AF_INET6} or address is None:
        return  # within this machine, or to where a socket that was connected leads
    host = address[0] if isinstance(address, tuple) and address else ""
    host = host.decode("ascii", "replace") if isinstance(host, bytes | bytearray) else str(host)
    if not is_local(host):
        port = address[1] if len(address) > 1 else 0
        log.warning("local_only: a connection to %s, port %s, was refused.", host, port)
        raise NotLocal(host, port)
