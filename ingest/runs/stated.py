"""Which outlet a user says that a folder, a file or an address is of: for articles that name none.

It is kept in the library, so that whatever reads the same target later, a watched folder say, goes
by it too. What is said of a folder holds for all that lies below it, unless something is said of a
folder between the two.
"""

import json
from collections.abc import Sequence
from pathlib import Path

from ingest.sources.files import shown
from ingest.sources.piles import Kept
from ingest.sources.targets import is_path
from ingest.stored.records import SourceRecord
from ingest.text import embargo

FACT = "outlets stated"  # place -> outlet
_OF, _UNTIL = "|of ", "|until "


class Stated:
    """What is said of the places that articles come from.

    Args:
        source: the outlet that is said of these targets now, in the place of all that was said of
            them and of what lies below them; "" that they are of none; None says nothing new.
    """

    def __init__(self, kept: Kept, targets: Sequence[str | Path], source: str | None) -> None:
        self._of: dict[str, str] = json.loads(kept.fact(FACT) or "{}")
        if source is None:
            return
        source, places = " ".join(source.split()), [_place(one) for one in targets]
        before = self._of
        self._of = {
            where: name
            for where, name in before.items()
            if not any(where == one or _lies_below(where, one) for one in places)
        }
        for place in places:
            if self.of(place) != source:
                self._of[place] = source
        if self._of != before:
            kept.set_fact(FACT, json.dumps(self._of))

    def of(self, place: str) -> str:
        """The outlet of a place, "" where nothing is said of it."""
        if not Path(place).is_absolute():
            return self._of.get(place, "")
        above = (str(one) for one in (Path(place), *Path(place).parents))
        return next((self._of[one] for one in above if one in self._of), "")

    def grouped(self, targets: Sequence[str | Path]) -> dict[str, list[str | Path]]:
        """The targets by outlet, in order: the pages of a feed are known by the feed alone.

        Files and folders stand together, under "": what lies in them is known by its own place.
        """
        groups: dict[str, list[str | Path]] = {}
        for target in targets:
            outlet = "" if is_path(target) else self.of(_place(target))
            groups.setdefault(outlet, []).append(target)
        return groups


def _lies_below(where: str, place: str) -> bool:
    return Path(where).is_absolute() and Path(place) in Path(where).parents


def _place(target: str | Path) -> str:
    """What a target is called in the ledger."""
    if not is_path(target):
        return str(target).strip()
    try:
        return shown(Path(target).resolve())
    except (OSError, RuntimeError, ValueError):  # as in paths.py; nothing is read from it
        return str(target)


def marked(fingerprint: str, outlet: str, until: str = "") -> str:
    """The fingerprint of a source with what else decides how it was read.

    Args:
        outlet: what was said of it.
        until: the first day on which something that it withholds may be read; "" for nothing.
    """
    of = f"{_OF}{outlet}" if outlet else ""
    return f"{fingerprint}{of}{_UNTIL}{until}" if until else f"{fingerprint}{of}"


def still_holds(before: SourceRecord | None, outlet: str) -> bool:
    """Whether a source would be read as the last time, as far as outlet and embargoes go."""
    if before is None:
        return False
    read_as, _, until = before.fingerprint.partition(_UNTIL)
    return read_as.partition(_OF)[2] == outlet and not (until and embargo.has_come(until))


def unmarked(fingerprint: str) -> str:
    """A fingerprint without the day until which something is withheld."""
    return fingerprint.partition(_UNTIL)[0]
