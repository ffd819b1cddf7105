"""Columns of a league's table, which have a letter or two for a name: "L" is what was lost.

A letter alone means nothing; beside others of its kind it does.
"""

from collections.abc import Iterable

FEWEST = 3  # such names in one row
_PLAYED = "played plays play"
_WON = "won wins win winning victories"
_DRAWN = "drawn draws draw drew tied ties"
_LOST = "lost loses lose losses losing defeats defeat"
_POINTS = "points point"
_SCORED = "scored scores score goals"
_CONCEDED = "conceded concedes concede against"
_COLUMNS = {
    name: frozenset(said.split())
    for names, said in (
        ("p pl pld gp mp", _PLAYED),
        ("w", _WON),
        ("d", _DRAWN),
        ("l", _LOST),
        ("f gf", _SCORED),
        ("a ga", _CONCEDED),
        ("gd", "difference"),
        ("pts", _POINTS),
    )
    for name in names.split()
}
_GAMES = frozenset("games game matches match".split())  # what is played, won and lost
_GOALS = frozenset("goals goal".split())


def is_league(names: Iterable[str]) -> bool:
    """Whether the names of a row's columns are those of a league's table."""
    return sum(name.casefold() in _COLUMNS for name in names) >= FEWEST


def asked_for(name: str, words: frozenset[str]) -> frozenset[str]:
    """The words of a question, in small letters, that ask for a column of that name; or none."""
    name = name.casefold()
    meant = _COLUMNS.get(name, frozenset()) & words
    if name in {"f", "gf"} and words & _COLUMNS["ga"]:
        return frozenset()  # "goals conceded"
    if not meant or name in {"pts", "gd"}:
        return meant
    return meant | (words & (_GOALS if name in {"f", "gf", "a", "ga"} else _GAMES))
