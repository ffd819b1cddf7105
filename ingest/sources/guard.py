"""Connections to checked addresses alone.

A feed or a redirect may name any address, also one that only this machine can reach: a router, a
database, a cloud's metadata with its keys. So every connection is made here: the host is looked up,
each of its addresses is checked, and the socket is opened to one that was checked. Nothing looks
the name up again in between, so a name that answers otherwise the second time (DNS rebinding) gains
nothing. TLS still verifies the name, and a kept connection is used for that name alone.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable
from typing import Any

import httpcore

from ingest import local_only
from ingest.sources.addresses import Allowed, Refused, closed

Resolve = Callable[[str, int], list[str]]  # (host, port) -> its addresses as text


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver knows for a host, in its order.

    Raises:
        OSError, UnicodeError: it knows none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(item[4][0]) for item in found))


class GuardedNetwork(httpcore.NetworkBackend):
    """Opens sockets for httpcore: to checked addresses alone, and none waits past the deadline."""

    def __init__(
        self,
        allowed: Allowed,
        *,
        resolve: Resolve = resolve,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed, self._resolve, self._clock = allowed, resolve, clock
        self._sockets = httpcore.SyncBackend()
        self._deadline = 0.0  # by the clock

    def begin(self, seconds: float) -> None:
        """From now on, everything together may take so long."""
        self._deadline = self._clock() + seconds

    def left(self) -> float:
        """Seconds until the deadline.

        Raises:
            httpcore.ReadTimeout: there are none.
        """
        left = self._deadline - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this page is over")
        return left

    def checked(self, host: str, port: int) -> list[str]:
        """The addresses of a host, each of which may be asked.

        One that may not condemns the others: only a trap has both.

        Raises:
            Refused: one of them may not be asked, or there are none.
        """
        try:
            ipaddress.ip_address(host)
            addresses = [host]
        except ValueError:
            try:
                addresses = self._resolve(host, port)
            except (OSError, UnicodeError) as error:
                raise Refused(f"the host {host} cannot be found") from error
        if not addresses:
            raise Refused(f"the host {host} cannot be found")
        for address in addresses:
            what = closed(address)
            if what and not self._is_allowed(host, address):
                raise Refused(
                    f"the host {host} is at {address}, which is {what}; name it in fetch.allow "
                    "if it is meant to be read"
                )
        return addresses

    def _is_allowed(self, host: str, address: str) -> bool:
        try:
            return self._allowed.holds(host, ipaddress.ip_address(address))
        except ValueError:
            return False

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self.checked(host, port)
        for number, address in enumerate(addresses):
            share = self.left() / (len(addresses) - number)  # one that is silent leaves time
            try:
                with local_only.fetching():
                    stream = self._sockets.connect_tcp(
                        address, port, share, local_address, socket_options
                    )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses) - 1:
                    raise
            else:
                return _Timed(stream, self)
        raise AssertionError("there is at least one address")


class _Timed(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, network: GuardedNetwork) -> None:
        self._stream, self._network = stream, network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._network.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._network.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        try:
            stream = self._stream.start_tls(ssl_context, server_hostname, self._network.left())
        except httpcore.ConnectError as error:
            if not isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise
            said = error.__cause__.verify_message
            raise Refused(f"the host does not prove to be {server_hostname}: {said}") from error
        return _Timed(stream, self._network)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
