"""One line that says who wrote an article, for whom, and when."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ingest.parse.front_matter import Header
from ingest.text import dates, embargo
from ingest.text.names import (
    STAFF,
    cased,
    is_name,
    is_no_name,
    is_person,
    names,
    sounds_like_outlet,
)

LONGEST_LINE_WORDS = 16  # of a byline or date line of a web page
LONGEST_BYLINE_WORDS = 32  # of several names, an outlet and two dates
# In characters. The patterns below take time that grows with the square or cube of a line's length,
# so no longer line is shown to them.
LONGEST_LINE = 300
_BY = re.compile(
    r"(?:(?:(?:written|posted|reported|published|story|words|text|report|edited|compiled|"
    r"interview) )?by|authors?(?=\s*:)|byline(?=\s*:)|(?:(?:interview|propos recueillis|"
    r"entretien|entrevista|intervista) )?(?:von|par|por|di|door|av)|autor(?:in|en)?(?=\s*:)|"
    r"(?:das )?interview führte|(?:interview|words|text|texte|texto|testo|story|report|reporting|"
    r"writer|redaktion|rédaction|redacción)(?=\s*:)|"
    r"作者|记者|記者)\s*[:：]?\s*(?<=[\s:：作者记記])(\S.*)",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\d|\b(?:by|byline|authors?|von|par|por|di|door|av|autor(?:in|en)?|source|outlet|publication|"
    r"publisher|newspaper|quelle|fuente|fonte)\b|作者|记者|記者|"
    r"interview führte|^\W?(?:interview|words|text|texte|texto|testo|story|report|reporting|"
    r"writer|redaktion|rédaction|redacción)\s*:|\bspecial (?:to|for)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"(?:source|outlet|publication|publisher|newspaper|quelle|fuente|fonte)\s*:\s*(\S.*)", re.I
)
_LABEL = (
    r"(?:date|first published|originally published|first appeared|last updated|last modified|"
    r"published|posted|"
    r"updated|modified|created|filed|issued|release date|load-date|"
    r"veröffentlicht|erstellt|aktualisiert|stand|publié(?: le)?|mis à jour(?: le)?|"
    r"publicado(?: el)?|actualizado(?: el)?|pubblicato(?: il)?|aggiornato(?: il)?|gepubliceerd)"
)
_LABELS = re.compile(
    rf"(?<=\S)(?<!\blast)(?<!\bfirst)(?<!\boriginally)(?<!\brelease)(?<!\bmis)[\s(]+(?={_LABEL}\b)",
    re.IGNORECASE,
)
_DAY = (
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?|montag|dienstag|"
    r"mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\.?"
)
_DAY_BEFORE = re.compile(rf"\b{_DAY}(?:\s*+,)?\s++(?=\x00)", re.IGNORECASE)
_BEFORE_DATE = re.compile(
    rf"(?:({_LABEL})?\s*(?:(?:on|at|am|the|le|el|il|den|vom)\b)?[\s:,–—-]*(?:{_DAY})?[\s:,]*)",
    re.IGNORECASE,
)
_BEFORE_MARK = re.compile(r"[\s,]+(?:on|at|am|vom|le|el|il|du|del?|,)?\s*$", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"({_LABEL})\s*(?:on|at)?[\s:]*|{_DAY}", re.IGNORECASE)
_LABEL_BEFORE_TIME = re.compile(
    rf"({_LABEL})(?: at)?[\s:]+(?=\d{{1,2}}[:.h]?\d\d\b)", re.IGNORECASE
)
_LABEL_AT_END = re.compile(rf"[\s,|·•–—-]*\b{_LABEL}(?:\s+(?:on|at|am))?[\s:]*$", re.IGNORECASE)
_UPDATE = re.compile(r"updated|modified|aktualisiert|mis à jour|actualizado|aggiornato", re.I)
_ZONE = r"(?:GMT|UTC|BST|IST|CET|CEST|[ECMP][SD]?T|HKT|JST|SGT|AE[SD]T|Uhr|Z)"
_TIME = re.compile(
    r"[\s,|–—(-]*(?:(?:at|um|à|a las)\s+)?"
    rf"(?:\d{{1,2}}(?:[:.h]\d{{2}}){{0,2}}|\d{{4}}(?=\s?{_ZONE}))?\s*+(?:[ap]\.?m\.?)?\s*+"
    rf"{_ZONE}?(?:[+-]\d{{1,2}}:?\d{{0,2}})?[\s).]*(?:\(\d{{4}} {_ZONE}\)?)?",
    re.IGNORECASE,
)
_DIVIDER = re.compile(r"\s*[|·•;／]\s*|\s+[-–—/]+\s+|\s*,\s+|\s*\t\s*")
_READING = re.compile(
    r"\d+\s*(?:-\s*)?min(?:ute)?s?\.?(?: read(?:ing)?(?: time)?)?|\d+ words|"
    r"\d{1,3}\s?(?:[smhdwy]|mo|hrs?|days?|weeks?)(?: ago)?",
    re.I,
)
# "p. 7", "Seite 7", "A12": where it stood in the paper.
_PAGE = re.compile(
    r"(?:pp?|s|pg|page|seite|pages?|página|pág)\.?\s*[A-Z]?\.?\d{1,3}(?:\s*[-–]\s*\d{1,3})?|"
    r"[A-Z]\.?\d{1,3}",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    r"(?:by )?([^|,·•]{3,60}?)\s*[|,·•–-]\s*special (?:to|for) (?-i:the )?([^|,·•]{2,60})",
    re.IGNORECASE,
)
# "Mill Gazette By Ann Lee": two lines that became one.
_BEFORE_BY = re.compile(r"(?<!\s)\s+(?=(?:By|Von|Par|Por|Di|Door)\s[^\W\d_a-zß-ÿ])")
_WITH_AGENCY = re.compile(r"\s+(?:avec|with|mit|con|and|und|et|y|/)\s+[A-Z]{2,5}$")
_ADDRESS = re.compile(r"[<(\[]?[\w.+-]{1,64}@[\w.-]{1,64}[>)\]]?|(?<!\w)@\w{1,40}")
# Not April, May, June and August, which end names too.
_DAY_AT_END = re.compile(
    r"(?:[\s,]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|july|"
    r"september|october|november|december)\b)+[\s,\d]*$",
    re.IGNORECASE,
)
_MARK = "\x00"  # stands for a date; tidied text holds none
DATES_A_LINE = 3


class _Said(NamedTuple):
    """One date of a line, and whether it is an update's."""

    date: str
    is_update: bool


def _is_sender(name: str) -> bool:
    return sounds_like_outlet(name) and not STAFF.search(name)


@dataclass(slots=True)
class _Parts:
    """What the pieces of one line were found to be."""

    dates: list[_Said] = field(default_factory=list)
    by: list[str] | None = None  # after "By"
    others: list[str] = field(default_factory=list)  # names without a "By"


def read_line(header: Header, line: str) -> bool:
    """Whether the whole line was a byline, a date, or both; if so, `header` has it."""
    line = line.strip("*_ ")
    if len(line) > LONGEST_LINE or len(line.split()) > LONGEST_BYLINE_WORDS:
        return False
    if not _HINT.search(line) or embargo.begins(line):
        return False
    if sent := _SPECIAL.fullmatch(line):
        line = f"By {sent[1]} for {sent[2]}"
    if source := _SOURCE.fullmatch(line.strip("()[] ")):
        return _read_source(header, source[1].strip(" ."))
    parts = _parts(line)
    if parts is None or not (parts.dates or parts.by):
        return False
    if parts.by is None and len(parts.others) > 2:
        return False
    for said in parts.dates:
        header.set_date(said.date, is_update=said.is_update)
    _take_names(header, parts)
    return True


def _read_source(header: Header, said: str) -> bool:
    """`Mill Gazette`, or `Mill Gazette, 5 January 2025`, as what a label calls the source."""
    if is_name(said):
        header.source = header.source or said
        return True
    parts = _parts(said)
    if parts is None or not parts.dates or parts.by is not None or not parts.others:
        return False
    header.source = header.source or parts.others[0]
    header.set_date(parts.dates[0].date)
    return True


def _take_names(header: Header, parts: _Parts) -> None:
    if parts.by is not None:
        # "By Associated Press" names who sent it, not who wrote it.
        people = [cased(one) for one in parts.by if is_person(one) or not _is_sender(one)]
        if people and header.guess and header.authors == [header.guess]:
            header.source, header.authors = header.source or header.guess, []
        header.guess = ""
        header.authors = header.authors or people
        senders = [one for one in parts.by if cased(one) not in people]
        header.agency = header.agency or "".join(senders[:1])
        outlets = [one for one in parts.others if not STAFF.search(one)]
        header.source = header.source or (outlets[-1] if outlets else "")
        return
    people = [one for one in parts.others if is_person(one)]
    outlets = [one for one in parts.others if one not in people and not STAFF.search(one)]
    if header.authors and not outlets:
        outlets = people[:1]
    elif people and not header.authors:
        header.authors = [cased(people[0])]
        header.guess = header.authors[0] if len(parts.others) == 1 else ""
    header.source = header.source or (outlets or people[1:] or [""])[-1]


def is_hint(line: str) -> bool:
    """Whether it is worth reading: a date has figures, a byline says by. Cheap."""
    return len(line) <= LONGEST_LINE and bool(_HINT.search(line))


@lru_cache(maxsize=2048)  # the same line is asked about as a headline's neighbour and for itself
def _parts(line: str) -> _Parts | None:
    """The pieces of a line of names and dates, None where one of them is something else."""
    written: list[str] = []
    while len(written) < DATES_A_LINE and (found := dates.find(line)):
        line = line.replace(found[1], _MARK, 1)
        written.append(found[0])
    line = _DAY_BEFORE.sub("", line)
    line = _LABELS.sub(" | ", _ADDRESS.sub(" ", line)).strip(" ()[]")
    parts = _Parts()
    label = ""
    queue = [piece for piece in _DIVIDER.split(line) if piece.strip()]
    while queue:
        piece = queue.pop(0).strip(" ,()")
        before, mark, after = piece.partition(_MARK)
        if mark:
            told = _BEFORE_DATE.fullmatch(before)
            if before.strip() and not told:
                # "By Ann Lee 5 January 2025": the names are a piece of their own.
                queue[:0] = [_BEFORE_MARK.sub("", before), mark + after]
                continue
            label = (told and told[1]) or label
            parts.dates.append(_Said(written[len(parts.dates)], bool(_UPDATE.search(label or ""))))
            label = ""
            if not _TIME.fullmatch(after):
                rest = after.strip(" ,.:)(-–—")
                if not rest or rest == piece:
                    return None
                queue.insert(0, rest)
        elif alone := _LABEL_ALONE.fullmatch(piece):
            label = alone[1] or label
        elif labelled := _LABEL_BEFORE_TIME.match(piece):
            label = labelled[1]  # its day may follow, or be the one before
            queue.insert(0, piece[labelled.end() :])
        elif not piece or any(one.fullmatch(piece) for one in (_READING, _TIME, _PAGE)):
            continue
        elif not _take_piece(parts, piece, queue):
            return None
    return parts


def _take_piece(parts: _Parts, piece: str, queue: list[str]) -> bool:
    """Put a piece that is no date where it belongs; False if it belongs to a sentence."""
    if (by := _BY.fullmatch(piece)) and parts.by is None:
        people = re.split(r"\s+(?:for|of|für|pour) (?:the |die |le )?(?=[A-Z])", by[1], maxsplit=1)
        # "By Ann Lee, Tom Ray and Kim Poe": the list goes on to the piece with the "and".
        ends = [n for n, one in enumerate(queue) if re.search(r"\s(?:and|und|et|y|&)\s", one)]
        if ends and all(is_person(one) for one in queue[: ends[0]]) and _MARK not in queue[ends[0]]:
            people[0] = ", ".join([people[0], *queue[: ends[0] + 1]])
            del queue[: ends[0] + 1]
        parts.by = names(people[0])
        parts.others += [one.strip(" .") for one in people[1:]]
        return bool(parts.by) and all(is_name(one) for one in [*parts.by, *parts.others])
    run = _BEFORE_BY.split(piece, maxsplit=1)
    if parts.by is None and len(run) > 1 and _ends_outlet(run[0]):
        queue[:0] = run
        return True
    piece = _WITH_AGENCY.sub("", piece.strip(" ."))
    if not is_name(piece) or is_no_name(piece):
        return False
    parts.others.append(piece)
    return True


def _ends_outlet(said: str) -> bool:
    """Whether it is an outlet's name and ends as one: "Mill Gazette", not "Gazette Bought"."""
    return is_name(said) and sounds_like_outlet(said.split()[-1])


def tidy_names(given: list[str]) -> list[str]:
    """Names as web pages give them, without the roles, weekdays and labels that hang on them.

    What is too long for a line of names is none.
    """
    given = [name for name in given if len(name) <= LONGEST_LINE]
    bare = [_DAY_AT_END.sub("", _LABEL_AT_END.sub("", name)).strip(" ,") for name in given]
    bare = [name for name in bare if name and not is_no_name(name)]
    return [name for name in bare if not STAFF.search(name)] or bare
