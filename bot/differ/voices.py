"""How many say what: of values that differ, those that few give against many."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from bot.search.retrieve import Hit

MANY, TIMES = 3, 3  # voices, and how many times as many as the few have
T = TypeVar("T")


def outvoted(said: Sequence[tuple[Hit, T]], agree: Callable[[T, T], bool]) -> frozenset[int]:
    """Positions of the values that few voices give where many agree on another; none, as a rule.

    An outlet has one voice, however many articles it prints; articles without one have that of
    their site, and all others of a kind that nothing is known of have one between them. A story
    has one voice, whoever copies it.
    """
    groups: list[list[int]] = []
    for place, (_, value) in enumerate(said):
        own = next((one for one in groups if agree(said[one[0]][1], value)), None)
        if own is None:
            groups.append([place])
        else:
            own.append(place)
    voices = [_voices([said[place][0] for place in group]) for group in groups]
    most = max(voices, default=0)
    return frozenset(
        place
        for group, own in zip(groups, voices, strict=True)
        if most >= MANY and most >= TIMES * own
        for place in group
    )


def _voices(hits: Sequence[Hit]) -> int:
    stories = {hit.story for hit in hits}
    outlets = {hit.article.source.casefold() or urlsplit(hit.article.url).netloc for hit in hits}
    return min(len(stories), len(outlets))
