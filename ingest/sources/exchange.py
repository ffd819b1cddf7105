"""One request and its answer: bounded in time, in bytes, and in what the bytes unpack to.

httpcore is used as it is, since what a client adds on top is what a guarded fetch must decide by
itself: proxies from the environment, redirects, cookies, passwords, unpacking.
"""

import ssl
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import httpcore

from ingest.sources.addresses import Location, Refused
from ingest.sources.guard import GuardedNetwork

ACCEPT = (
    "text/html, application/xhtml+xml, application/atom+xml, application/rss+xml, "
    "application/feed+json, application/xml;q=0.9, */*;q=0.5"
)
GZIP = b"\x1f\x8b\x08"
_PIECE = 1 << 16  # bytes unpacked at once


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host answered to one request."""

    location: Location
    status: int
    headers: Mapping[str, str]  # by name in lower case
    data: bytes  # unpacked; of an answer that holds a page alone


class Again(Exception):
    """No answer this time; the message says why. `after`: seconds that the host asks to wait."""

    def __init__(self, reason: str, after: float = 0.0) -> None:
        super().__init__(reason)
        self.after = after


class Over(Exception):
    """The answer took longer than it may."""


class Exchange:
    """Asks hosts for pages over connections that `network` opens, and keeps those for a while.

    Args:
        tls: whom to trust; by default the authorities that come with the program.
    """

    def __init__(
        self, network: GuardedNetwork, *, user_agent: str, tls: ssl.SSLContext | None = None
    ) -> None:
        self._network, self._user_agent = network, user_agent
        self._pool = httpcore.ConnectionPool(
            tls, max_connections=8, keepalive_expiry=30, network_backend=network
        )
        self.close = self._pool.close

    def ask(
        self,
        location: Location,
        asked: Mapping[str, str],
        *,
        seconds: float,
        longest: int,
        cut: bool = False,
    ) -> Answer:
        """One request, its redirects not followed.

        Args:
            asked: headers besides the usual ones.
            seconds: for all of it.
            longest: bytes of the page, unpacked.
            cut: whether a longer one is cut there, instead of refused.

        Raises:
            Refused: the page may not be fetched, or cannot be read.
            Again: the host did not answer as it should.
            Over: it took longer than `seconds`.
        """
        self._network.begin(seconds)
        headers = {
            "Host": location.authority,
            "User-Agent": self._user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip",
            **asked,
        }
        url = httpcore.URL(
            scheme=location.scheme, host=location.host, port=location.port, target=location.target
        )
        given = [
            (name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()
        ]
        try:
            with self._pool.stream("GET", url, headers=given) as response:
                got = {_text(name).lower(): _text(value) for name, value in response.headers}
                data = b""
                if 200 <= response.status < 300:
                    data = _page(response.iter_stream(), got, longest, cut)
                return Answer(location, response.status, got, data)
        except httpcore.TimeoutException as error:
            raise Over from error
        except httpcore.NetworkError as error:
            raise Again(f"the host {location.host} cannot be reached ({error})") from error
        except httpcore.ProtocolError as error:
            raise Again(
                f"the host {location.host} does not answer as it should ({error})"
            ) from error


def _page(chunks: Iterable[bytes], headers: Mapping[str, str], longest: int, cut: bool) -> bytes:
    """The page, unpacked as it comes, so that no more of it is ever held than may be.

    Raises:
        Refused: it is too long, packed otherwise than was asked, or damaged.
    """
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        chunks = unpacked(chunks)
    elif packing not in ("", "identity"):
        raise Refused(f"comes packed as {packing[:20]!r}, which was not asked for")
    return _together(chunks, longest, cut)


def unpack(data: bytes, longest: int) -> bytes:
    """What stands in a gzip file that has come whole, at most `longest` bytes.

    Raises:
        Refused: it is damaged, too long, or packed once more.
    """
    found = _together(unpacked([data]), longest, False)
    if found.startswith(GZIP):
        raise Refused("is packed more than once")
    return found


def _together(chunks: Iterable[bytes], longest: int, cut: bool) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > longest:
            if cut:
                break
            raise Refused(f"is larger than fetch.max_mb allows ({longest >> 20})")
    return bytes(data[:longest])


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip or zlib packed, a bounded piece at a time, several members one after another.

    Raises:
        Refused: the bytes are damaged, or break off.
    """
    unpacker = None
    for chunk in chunks:
        while chunk:
            if unpacker is None or unpacker.eof:
                if unpacker and not chunk.startswith(b"\x1f"):
                    return  # what follows the last member is padding
                unpacker = zlib.decompressobj(wbits=47)  # 47: the header of gzip or of zlib
            try:
                piece = unpacker.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise Refused(f"is damaged ({error})") from error
            if piece:
                yield piece
            chunk = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    if unpacker and not unpacker.eof:
        raise Refused("breaks off before its end")


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
