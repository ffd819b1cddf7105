"""Everything that comes from the net comes through here: guarded, bounded and polite."""

import ssl
import time
import weakref
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from ingest.errors import SourceBusy, SourceError
from ingest.settings import FetchSettings
from ingest.sources import guard, robots
from ingest.sources.addresses import Allowed, Location, NotNow, Refused, locate
from ingest.sources.entries import known_charset
from ingest.sources.exchange import GZIP, Again, Answer, Exchange, Over, unpack

if TYPE_CHECKING:
    from tenacity import RetryCallState

REDIRECTS = (301, 302, 303, 307, 308)
BUSY = (429, 500, 502, 503, 504)  # may answer otherwise in a moment
LONGEST_PAUSE = 60.0  # seconds that a busy host may ask to be left alone within a run
FAILURES = 3  # in a row, after which a host is left alone for the rest of the run
_SAID = {
    401: "the page is for those who sign in",
    402: "the page is for those who pay",
    403: "the page is not given to programs, or not to everyone",
    404: "the page is not there",
    410: "the page is gone",
    429: "the host asks for fewer requests; raise fetch.seconds_between_requests",
    451: "the page is withheld for legal reasons",
}
_CONDITIONS = {"etag": "If-None-Match", "last_modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What stands at an address."""

    url: str  # where it was found, after redirects
    data: bytes  # unpacked, also where it is a gzip file
    media_type: str = ""  # "text/html", lower case; "" where the host does not say
    charset: str = ""  # a name that Python knows, "" likewise
    validators: Mapping[str, str] = field(default_factory=dict)  # for `get` the next time


class Fetcher:
    """Fetches pages for one run. Not for several threads at once.

    Args:
        resolve, clock, sleep, now: for tests; `clock` counts seconds, `now` is the time of day.
        tls: whom to trust, see `Exchange`.

    Raises:
        SettingsError: fetch.allow holds something that is neither a host nor a network.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        resolve: guard.Resolve = guard.resolve,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.settings, self.now = settings, now
        self._clock, self._sleep = clock, sleep
        network = guard.GuardedNetwork(Allowed(settings.allow), resolve=resolve, clock=clock)
        self._exchange = Exchange(network, user_agent=settings.user_agent, tls=tls)
        # Sources hold the fetcher, so it may go with the last of them instead of at a block's end.
        self.close = weakref.finalize(self, self._exchange.close)
        self._agent = robots.product(settings.user_agent)
        self._rules: dict[str, robots.Rules] = {}  # origin -> what it allows
        self._gaps: dict[str, float] = {}  # host -> seconds between requests that it asks for
        self._ready: dict[str, float] = {}  # host -> when the next request may start, by the clock
        self._failures: Counter[str] = Counter()  # host -> pages in a row without an answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, url: str, validators: Mapping[str, str] | None = None) -> Fetched | None:
        """What stands at `url`, None where it is what it was when it left `validators`.

        Raises:
            SourceError: it may not be fetched, or cannot.
            SourceBusy: it cannot in this run.
        """
        before = validators or {}
        asked = {_CONDITIONS[name]: before[name] for name in _CONDITIONS if before.get(name)}
        try:
            location = locate(url)
            if self._failures[location.host] >= FAILURES:
                said = f"did not answer {FAILURES} times in a row"
                raise NotNow(f"{location.host} {said}, so this run leaves it alone")
            answer = self._answer(location, asked)
            if answer.data.startswith(GZIP):  # a file such as sitemap.xml.gz
                data = unpack(answer.data, self.settings.max_mb << 20)
                answer = replace(answer, data=data)
        except NotNow as error:
            raise SourceBusy(url, str(error)) from error
        except Refused as error:
            raise SourceError(url, str(error)) from error
        except Over as error:
            reason = f"takes longer than fetch.timeout_seconds ({self.settings.timeout_seconds:g})"
            raise SourceBusy(url, reason) from error
        except Again as error:
            raise SourceBusy(url, f"{error}; the next run tries again") from error
        if answer.status == 304 and asked:
            return None
        if not 200 <= answer.status < 300:
            said = _SAID.get(answer.status, "the host does not give the page")
            raise SourceError(url, f"{answer.status}: {said}")
        return _fetched(answer)

    def _answer(self, location: Location, asked: Mapping[str, str]) -> Answer:
        try:
            answer = self._insist(lambda: self._follow(location, asked))
        except (Again, Over):
            self._failures[location.host] += 1
            raise
        self._failures[location.host] = 0
        return answer

    def _insist(self, once: Callable[[], Answer]) -> Answer:
        """What `once` returns, after as many tries as are set."""
        # Late: only runs that fetch need it.
        from tenacity import Retrying, retry_if_exception, stop_after_attempt

        tries = Retrying(
            stop=stop_after_attempt(self.settings.tries),
            # A host that asks for a longer pause than a run may make is left until the next run.
            retry=retry_if_exception(
                lambda error: isinstance(error, Again) and error.after <= LONGEST_PAUSE
            ),
            wait=_pause,
            sleep=self._sleep,
            reraise=True,
        )
        return tries(once)

    def _follow(
        self, location: Location, asked: Mapping[str, str], *, is_robots: bool = False
    ) -> Answer:
        """The answer at the end of the redirects. Each is checked as the first address was."""
        left, seen = self.settings.timeout_seconds, {location.url}
        longest = robots.LARGEST if is_robots else self.settings.max_mb << 20
        while True:
            if self.settings.robots and not is_robots:
                self._heed_robots(location)
            self._wait(location.host)
            started = self._clock()
            answer = self._exchange.ask(
                location, asked, seconds=left, longest=longest, cut=is_robots
            )
            left -= self._clock() - started
            if answer.status in BUSY:
                said = _SAID.get(answer.status, "the host cannot answer now")
                raise Again(f"{answer.status}: {said}", self._retry_after(answer))
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return answer
            location = _next(answer)
            if location.url in seen:
                raise Refused("the address leads back to itself")
            if len(seen) > self.settings.max_redirects:
                most = self.settings.max_redirects
                raise Refused(f"leads on more often than fetch.max_redirects allows ({most})")
            seen.add(location.url)

    def _heed_robots(self, location: Location) -> None:
        origin = location.origin
        if (rules := self._rules.get(origin)) is None:
            rules = self._rules[origin] = self._robots_of(location)
            self._gaps[location.host] = max(rules.delay, self._gaps.get(location.host, 0.0))
        if rules.not_now:
            said = f"{origin}/robots.txt {rules.not_now}"
            raise NotNow(f"{said}, so nothing there is read now; the next run tries again")
        if rules.refuses(location.url):
            raise Refused(f"{origin}/robots.txt asks programs not to read this page")

    def _robots_of(self, location: Location) -> robots.Rules:
        file = locate(f"{location.origin}/robots.txt")
        try:
            answer = self._insist(lambda: self._follow(file, {}, is_robots=True))
        except Over:
            return robots.Rules(not_now="does not come")
        except (Refused, Again) as error:
            return robots.Rules(not_now=f"cannot be read ({error})")
        return robots.read(answer.status, answer.data, agent=self._agent)

    def _wait(self, host: str) -> None:
        """Let the time pass that shall lie between two requests to a host."""
        ready = self._ready.get(host, 0.0)
        if (pause := ready - self._clock()) > 0:
            self._sleep(pause)
        gap = max(self.settings.seconds_between_requests, self._gaps.get(host, 0.0))
        self._ready[host] = max(ready, self._clock()) + gap

    def _retry_after(self, answer: Answer) -> float:
        """Seconds that a busy host asks to be left alone, 0 where it does not say."""
        given = answer.headers.get("retry-after", "").strip()
        if given.isascii() and given.isdigit():
            return float(given[:9])
        try:
            until = parsedate_to_datetime(given)
        except (ValueError, TypeError):
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - self.now()).total_seconds())


def _pause(state: "RetryCallState") -> float:
    """Seconds before the next try: as the host asks, at least 1, 2, 4 and so on."""
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, Again) else 0.0
    return max(asked, min(LONGEST_PAUSE, 2.0 ** (state.attempt_number - 1)))


def _next(answer: Answer) -> Location:
    given = answer.headers["location"]
    try:
        return locate(urljoin(answer.location.url, given))
    except (Refused, ValueError) as error:
        raise Refused(f"leads to {given[:200]!r}: {error}") from error


def _fetched(answer: Answer) -> Fetched:
    kind = Message()
    kind["Content-Type"] = answer.headers.get("content-type", "")
    validators = {
        name: value
        for name, header in (("etag", "etag"), ("last_modified", "last-modified"))
        if (value := answer.headers.get(header))
    }
    return Fetched(
        url=answer.location.url,
        data=answer.data,
        media_type=kind.get_content_type() if "/" in str(kind["Content-Type"]) else "",
        charset=known_charset(kind.get_content_charset() or ""),
        validators=validators,
    )
