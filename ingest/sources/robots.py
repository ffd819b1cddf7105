"""robots.txt: what a host asks of programs that read it (RFC 9309)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from protego import Protego

LARGEST = 512 << 10  # bytes that are read of it; the RFC asks for 500 KiB at least
LONGEST_DELAY = 30.0  # seconds between requests that a host may ask for; more is cut to this


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows to one program."""

    file: "Protego | None" = None  # None where nothing is forbidden
    agent: str = ""
    not_now: str = ""  # why nothing may be read in this run, "" where something may

    def refuses(self, url: str) -> bool:
        return self.file is not None and not self.file.can_fetch(url, self.agent)

    @property
    def delay(self) -> float:
        """Seconds that shall lie between two requests, 0 where the host does not say."""
        if self.file is None:
            return 0.0
        delay = float(self.file.crawl_delay(self.agent) or 0)
        if rate := self.file.request_rate(self.agent):
            delay = max(delay, rate.seconds / max(1, rate.requests))
        return min(max(delay, 0.0), LONGEST_DELAY)


def read(status: int, data: bytes, *, agent: str) -> Rules:
    """The rules in what a host answered for its robots.txt.

    A host without one forbids nothing. One that fails may have one, so it is left alone.
    """
    if 400 <= status < 500 and status != 429:
        return Rules()
    if not 200 <= status < 300:
        return Rules(not_now=f"cannot be read ({status})")
    # Late: only runs that fetch need it.
    from protego import Protego

    return Rules(Protego.parse(data.decode("utf-8", "replace")), agent)


def product(user_agent: str) -> str:
    """The name that robots.txt calls a program by: its user agent up to the version."""
    return user_agent.partition("/")[0].strip() or user_agent
