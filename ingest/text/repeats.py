"""Lines that stand in several articles of one outlet are its furniture, whatever they say.

How a file is read must not hang on its neighbours: the ledger would call it unchanged while its
text had become another. So the lines are counted over a pile that is complete (the articles of one
file, or a folder), and what comes out is a plain set, which is handed to every reading of that pile
and is a part of how its files are known; see sources/piles.py.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from ingest.text import dates
from ingest.text.prose import is_prose, words

LONGEST_WORDS = 60  # a longer line is text that was copied
OTHERWISE_COPIES = 0.5  # of an article's longer lines that were seen before: it is one again


@dataclass(frozen=True, slots=True)
class Known:
    """A set of lines that holds their hashes alone: what is kept of a text is none of it."""

    hashes: frozenset[str] = frozenset()
    nameplates: frozenset[str] = frozenset()  # outlets' names that head texts, likewise

    def __contains__(self, line: object) -> bool:
        return bool(self.hashes) and hash_of(str(line)) in self.hashes

    def __bool__(self) -> bool:
        return bool(self.hashes or self.nameplates)

    def heads(self, line: str) -> bool:
        """Whether it is an outlet's name, above the headlines of several texts."""
        return bool(self.nameplates) and hash_of(line) in self.nameplates

    @property
    def mark(self) -> str:
        """The same for the same lines, "" for none."""
        lines = "".join(sorted(self.hashes))
        heads = "".join(["/", *sorted(self.nameplates)]) if self.nameplates else ""
        return hash_of(lines + heads) if self else ""


NOTHING = Known()


def hash_of(line: str) -> str:
    """Eight bytes of it, as hexadecimal digits."""
    return blake2b(line.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Repeats:
    """Counts in how many articles a line stands.

    >>> repeats = Repeats(least=3)
    >>> for article in ("a", "b", "c"):
    ...     repeats.add([f"What {article} says.", "Sign here for our paper"])
    >>> sorted(repeats.lines())
    ['Sign here for our paper']
    """

    def __init__(self, *, least: int = 3, share: float = 0.0, prose_share: float = 0.0) -> None:
        """`least` articles, and at least `share` of all (0..1), make a line furniture.

        A line that reads as a paragraph needs `prose_share`, where that is more.
        """
        self.least, self.share, self.prose_share = least, share, prose_share
        self.articles = 0
        self._counts: Counter[str] = Counter()
        self._prose: set[int] = set()  # hashes of the longer lines seen

    def add(self, lines: Iterable[str]) -> None:
        """Count one article's lines, each once. A copy of one counted before is left out."""
        whole = {line for line in lines if line}
        counted = {line for line in whole if words(line) <= LONGEST_WORDS and not _is_dated(line)}
        prose = {hash(line) for line in whole if words(line) >= 8}
        seen = len(prose & self._prose)
        self._prose |= prose
        if seen > OTHERWISE_COPIES * len(prose):
            return
        self.articles += 1
        self._counts.update(counted)

    def is_furniture(self, line: str) -> bool:
        """Whether enough articles have this line."""
        share = max(self.share, self.prose_share) if is_prose(line) else self.share
        return self._counts[line] >= max(self.least, share * self.articles)

    def lines(self) -> frozenset[str]:
        """Every line that is furniture."""
        return frozenset(line for line in self._counts if self.is_furniture(line))

    def known(self, nameplates: frozenset[str] = frozenset()) -> Known:
        """The same, as it may be kept, but for what is an outlet's name above a headline."""
        lines = self.lines() - nameplates
        return Known(frozenset(map(hash_of, lines)), frozenset(map(hash_of, nameplates)))


def _is_dated(line: str) -> bool:
    """A date that articles share is the date of each of them."""
    return len(line) <= 200 and any(char.isdigit() for char in line) and bool(dates.find(line))
