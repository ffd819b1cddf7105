"""Articles out of a news database that marks its fields with codes of two letters.

`HD` is the headline, `BY` who wrote it, `PD` its day, `SN` its outlet, `LP` and `TD` its first and
further paragraphs; each stands before its value, or on a line of its own above it. Publicly
documented by the databases that export so.
"""

import re

from ingest.parse.front_matter import Header
from ingest.parse.layout.byline import read_line
from ingest.parse.layout.digest import Part
from ingest.text import dates

_CODES = frozenset(
    "HD BY CR WC PD ET SN SC ED PG LA CY LP TD CO IN NS RE IPC IPD PUB AN SE VOL CLM".split()
)
_NEEDED = {"HD", "PD"}
_TEXT = ("LP", "TD")
_LINE = re.compile(r"([A-Z]{2,3})(?:\s+(\S.*))?")
MOST_LINES = 200_000


def parts(lines: list[str]) -> list[Part]:
    """The articles in such an export, [] where it is none: headline, day and text are marked."""
    if not {line[:2] for line in lines[:200] if line[2:3] in ("", " ")} >= _NEEDED:
        return []
    found: list[dict[str, list[str]]] = []
    code = ""
    for line in lines[:MOST_LINES]:
        if (match := _LINE.fullmatch(line)) and match[1] in _CODES:
            code = match[1]
            if code == "HD" or not found:
                found.append({})
            line = match[2] or ""
        if found and code and line:
            found[-1].setdefault(code, []).append(line)
    return [_part(fields) for fields in found if "HD" in fields and any(k in fields for k in _TEXT)]


def _part(fields: dict[str, list[str]]) -> Part:
    header = Header(title=" ".join(fields["HD"]))
    for line in fields.get("BY", ()):
        read_line(header, line if line[:3].lower() == "by " else f"By {line}")
    written = " ".join(fields.get("PD", ()))
    if date := dates.iso(written):
        header.set_date(date)
    header.source = " ".join(fields.get("SN", ()))[:80]
    return Part([line for code in _TEXT for line in fields.get(code, ())], header)
