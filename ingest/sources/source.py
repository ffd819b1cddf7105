"""What the pipeline asks of a place that articles come from: a file, a page, a feed's item."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from ingest.article import Article
from ingest.errors import SourceError


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A source that is there to be read, once."""

    fingerprint: str  # changes with its bytes and with the way they are parsed
    articles: Iterator[Article | SourceError]  # an error for each part of it that is no article
    validators: Mapping[str, str] = field(default_factory=dict)  # for `open` the next time


class Source(Protocol):
    """One place with articles; its `uri` is its name in the ledger."""

    @property
    def uri(self) -> str:
        """The same at every run: an absolute path or an address."""

    @property
    def size(self) -> int:
        """Bytes to read, for the progress bar; 0 where nobody knows before."""

    @property
    def streams(self) -> bool:
        """Whether its articles may be more than memory holds, so that none waits for the last."""

    def open(self, validators: Mapping[str, str]) -> Opened | None:
        """Get at what stands there now; None where `validators` show that nothing has changed.

        Args:
            validators: what the last reading of this source left, {} to read it in any case.

        Raises:
            SourceError: it cannot be reached or read.
        """
