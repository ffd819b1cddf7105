"""How much an answer may hold: what the settings allow, or as much as was chosen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.store import Store


@dataclass(frozen=True, slots=True)
class Room:
    """How much an answer may hold."""

    statements: int
    words: int

    def holds(self, texts: Iterable[str]) -> bool:
        counts = [len(one.split()) for one in texts]
        return len(counts) <= self.statements and sum(counts) <= self.words


def room(store: Store, chosen: Sequence[str]) -> Room:
    """What the settings allow, or as much as was chosen."""
    settings, words = store.settings.answer, sum(len(one.split()) for one in chosen)
    return Room(max(settings.max_statements, len(chosen)), max(settings.max_words, words))
