"""Web addresses: taken apart once, and which of the net's may be asked at all."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

from ingest.errors import SettingsError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 8000  # characters; what servers take at most
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_BLANK = re.compile(r"[\t\r\n]")  # browsers drop them
_CONTROL = re.compile(r"[\x00-\x20\x7f]")
# From the registries of special-purpose addresses (RFC 6890 and its updates), and one address on
# which a large cloud serves its machines.
_CLOSED = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared within a provider"),
        ("127.0.0.0/8", "loopback"),
        ("168.63.129.16/32", "a cloud's own service"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "for documentation"),
        ("192.88.99.0/24", "a relay to IPv6"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "for benchmarks"),
        ("198.51.100.0/24", "for documentation"),
        ("203.0.113.0/24", "for documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("::ffff:0:0/96", "an IPv4 address inside an IPv6 one"),
        ("::/96", "an IPv4 address inside an IPv6 one"),
        ("64:ff9b::/96", "an IPv4 address inside an IPv6 one"),
        ("64:ff9b:1::/48", "an IPv4 address inside an IPv6 one"),
        ("2002::/16", "an IPv4 address inside an IPv6 one"),
        ("2001::/23", "reserved"),  # Teredo among them, which carries an IPv4 address too
        ("2001:db8::/32", "for documentation"),
        ("3fff::/20", "for documentation"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
    )
)
_GLOBAL_V6 = ipaddress.ip_network("2000::/3")


class Refused(Exception):
    """An address that is not asked; the message says why, without the address."""


class NotNow(Refused):
    """An address that is not asked in this run."""


@dataclass(frozen=True, slots=True)
class Location:
    """A web address taken apart once, so that what is checked is what is asked."""

    scheme: str  # "http" or "https"
    host: str  # ASCII, lower case, no dot at its end; IPv6 without brackets
    port: int
    target: str  # path and query, ASCII

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address and in the Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.target


class Allowed:
    """The hosts and networks that may be reached though they are private."""

    def __init__(self, entries: Iterable[str] = ()) -> None:
        """
        Raises:
            SettingsError: an entry is neither a host nor a network.
        """
        self.networks: list[Network] = []
        self.hosts: set[str] = set()
        for entry in entries:
            try:
                self.networks.append(ipaddress.ip_network(entry.strip().strip("[]"), strict=False))
            except ValueError:
                try:
                    self.hosts.add(_host(entry.strip()))
                except Refused as error:
                    raise SettingsError(
                        f"fetch.allow names {entry!r}, which is neither a host nor a network such "
                        'as "10.1.0.0/16".'
                    ) from error

    def holds(self, host: str, address: Address) -> bool:
        return host in self.hosts or any(address in network for network in self.networks)


def locate(url: str) -> Location:
    """Take a web address apart.

    Any port is taken but those below 1024 that are not the web's: other services listen there.

    Raises:
        Refused: it is none, or is written in a way that different programs read differently.
    """
    url = _BLANK.sub("", url.strip())
    if len(url) > LONGEST_ADDRESS:
        raise Refused("the address is too long")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Refused("is no web address") from error
    if parts.scheme not in PORTS:
        raise Refused("is not http or https, which is all that is fetched")
    if "@" in parts.netloc:
        raise Refused("the address holds a name or a password; give it without")
    if "\\" in parts.netloc or _CONTROL.search(parts.netloc):
        raise Refused("is no web address")
    if port is None:
        port = PORTS[parts.scheme]
    if port < 1024 and port not in PORTS.values():
        raise Refused(f"port {port} is not one that web pages are served on")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~", errors="replace")
    if parts.query:
        target += "?" + quote(parts.query, safe="/?%:@!$&'()*+,;=~[]", errors="replace")
    return Location(parts.scheme, _host(host), port, target)


def _host(host: str) -> str:
    """A host's one name: ASCII, lower case, no dot at its end.

    Raises:
        Refused: it is empty, malformed, or an IP address in a form that only some programs read.
    """
    host = host.lower()
    if ":" in host:
        if "%" in host:
            raise Refused("the address names a network card")
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise Refused("is no web address") from error
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise Refused("its host is no name that the net knows") from error
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused("its host is no name that the net knows")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:  # 127.1, 0x7f000001, 0177.0.0.1
            raise Refused("its host is an IP address in an unusual form") from error
    return host


def closed(address: str) -> str:
    """Why nothing at this IP address may be asked, "" for a public one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return "no IP address"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.scope_id is not None:
            return "link-local"
        if (int(ip) >> 32) & 0xFDFFFFFF == 0x5EFE:  # ISATAP, RFC 5214
            return "an IPv4 address inside an IPv6 one"
    for network, what in _CLOSED:
        if ip in network:
            return what
    return "" if ip.version == 4 or ip in _GLOBAL_V6 else "reserved"
