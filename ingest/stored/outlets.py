"""Outlets under the spellings that articles bring: "METRO WIRE" and "Metro Wire" are one."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.article import Article


def united(names: Iterable[str]) -> dict[str, str]:
    """Each spelling -> the one that stands for all that differ in case alone.

    One in capitals, or in small letters, stands for the others only where there is no better.
    """
    spellings: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda one: (one.isupper() or one.islower(), one)):
        spellings.setdefault(name.casefold(), []).append(name)
    return {one: group[0] for group in spellings.values() for one in group}


def renamed(article: Article, outlets: Mapping[str, str]) -> Article:
    """The article as one of the outlet that its own is one of, by `ingest.outlets`.

    Names are told without regard to case. Its id stays.
    """
    source = outlet_of(article.source, outlets)
    return article if source == article.source else replace(article, source=source)


def outlet_of(name: str, outlets: Mapping[str, str]) -> str:
    """What an outlet is called that goes by `name`."""
    if name in outlets:
        return outlets[name]
    folded = name.casefold()
    return next((to for one, to in outlets.items() if one.casefold() == folded), name)
