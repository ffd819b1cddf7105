"""Outlets under the spellings that articles bring: "METRO WIRE" and "Metro Wire" are one."""

from collections.abc import Iterable


def united(names: Iterable[str]) -> dict[str, str]:
    """Each spelling -> the one that stands for all that differ in case alone.

    One in capitals, or in small letters, stands for the others only where there is no better.
    """
    spellings: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda one: (one.isupper() or one.islower(), one)):
        spellings.setdefault(name.casefold(), []).append(name)
    return {one: group[0] for group in spellings.values() for one in group}
