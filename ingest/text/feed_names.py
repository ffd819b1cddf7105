"""Whose a feed or a newsletter is by its name: "Mill Gazette" of Mill Gazette – Sport."""

import re

from ingest.text.furniture import is_section

LONGEST = 300  # characters of a name that is looked at
_DIVIDER = re.compile(r"(?<!\s)\s+[-–—|»›·•:/]\s+|(?:(?<!\s)\s+)?[|»›]\s*|:\s+")
# What feeds call themselves, beside the parts of a newspaper.
_OF_FEEDS = """rss|rss feed|rss feeds|feed|news feed|newsfeed|atom|atom feed|latest news
    latest stories|latest headlines|top stories|breaking news|headlines
    all articles|all stories|all news|all posts|posts|articles
    front page|home page|homepage|frontpage|full feed
    nachrichten|aktuell|aktuelles|schlagzeilen|startseite|lokales|alle artikel
    actualités|actualité|à la une|infos|accueil|noticias|portada|últimas noticias
    notizie|ultime notizie|nieuws|laatste nieuws|notícias|politik|wirtschaft|kultur|sport
    politique|économie|culture|política|economía|deportes|politica|economia|cultura"""
_NAMES = frozenset(map(str.strip, _OF_FEEDS.replace("\n", "|").split("|")))


def outlet_of(name: str) -> str:
    """The name without the parts of it, before or behind a dash, that name a section or a feed.

    A name that is nothing else stays.
    """
    pieces = [one for one in _DIVIDER.split(name) if one] if len(name) <= LONGEST else []
    if len(pieces) < 2:
        return name
    own = [one for one in pieces if not _is_section(one)]
    is_at_an_end = _is_section(pieces[0]) or _is_section(pieces[-1])
    return own[0] if len(own) == 1 and is_at_an_end else name


def _is_section(piece: str) -> bool:
    said = piece.strip(" .,").casefold()
    return said in _NAMES or is_section(said)
