"""What every question asks of the library: how much it holds, its newest day, whole articles."""

from collections.abc import Callable, Iterable, Mapping
from threading import Lock
from typing import Generic, TypeVar

from ingest.article import Article
from ingest.stored.records import Counts

T = TypeVar("T")

MOST_CHARACTERS = 16_000_000  # of the articles at hand: 30 MB of memory for English ones


class AtHand:
    """Read once and kept until the library changes, by `changed`, which every change must call.

    One process owns a data folder, so that nobody else changes it meanwhile.
    """

    def __init__(self, counts: Callable[[], Counts], newest_date: Callable[[], str]) -> None:
        self._counts, self._newest = _Once(counts), _Once(newest_date)
        self.articles = Articles()

    def counts(self) -> Counts:
        return self._counts.get()

    @property
    def counted(self) -> Counts | None:
        """The same where that takes no time, else None."""
        return self._counts.held

    def newest_date(self) -> str:
        """The latest publication date of any article, "" without one."""
        return self._newest.get()

    def changed(self) -> None:
        """The library has other articles than before."""
        self._counts.forget()
        self._newest.forget()
        self.articles.forget()


class Articles:
    """Articles that were read of late, the first to come going first where there is no more room.

    Every version of an article has a number, so that none is taken for another whatever changes.
    """

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._lock, self._most = Lock(), most
        self._held: dict[str, Article] = {}
        self._characters = 0
        self.changes = 0  # of the library

    def get(self, versions: Mapping[str, int]) -> dict[str, Article]:
        """Those at hand, by id, that are of these versions."""
        with self._lock:
            found = {key: self._held[key] for key in versions if key in self._held}
        return {key: one for key, one in found.items() if one.version == versions[key]}

    def keep(self, read: Iterable[Article], since: int) -> None:
        """Have them at hand, unless the library has changed since it had changed so often."""
        with self._lock:
            if self.changes != since:  # one of them may have been taken down meanwhile
                return
            for one in read:
                self._drop(one.id)
                self._held[one.id] = one
                self._characters += len(one.text)
            while self._characters > self._most:
                self._drop(next(iter(self._held)))

    def _drop(self, key: str) -> None:
        if one := self._held.pop(key, None):
            self._characters -= len(one.text)

    def forget(self) -> None:
        with self._lock:
            self.changes += 1
            self._held, self._characters = {}, 0


class _Once(Generic[T]):
    """One value, read when it is first asked for."""

    def __init__(self, read: Callable[[], T]) -> None:
        self._read, self._lock = read, Lock()
        self._changes = 0
        self._held: tuple[T] | None = None

    @property
    def held(self) -> T | None:
        held = self._held
        return held[0] if held else None

    def get(self) -> T:
        with self._lock:
            held, before = self._held, self._changes
        if held is not None:
            return held[0]
        value = self._read()
        with self._lock:
            if self._changes == before:  # else it may be out of date already
                self._held = (value,)
        return value

    def forget(self) -> None:
        with self._lock:
            self._changes += 1
            self._held = None
