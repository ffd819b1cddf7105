"""The place, day and agency before an article's first sentence."""

import re

from ingest.parse.front_matter import Header
from ingest.parse.layout.headline import HEADER_LINES
from ingest.text import dates
from ingest.text.names import is_agency, is_name

# "LONDON, Jan 23 (Reuters) - ", "Ashford (AP) — ", "PARIS, 5 January 2025 –", "Rome (CNN) ".
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][\w.’' -]{1,30}(?:, ?[^\W\d_][\w.’' -]{1,24}){0,2}?)"
    r"(?:, ?(?P<date>[\w. ]{3,20}?(?:, ?\d{4})?))?\s*"
    r"(?:\((?P<agency>[^()]{2,40})\)\s*(?P<dash>[-–—:]{0,2})|(?P<only>\s[-–—]{1,2}))\s+(?=\S)"
)
_SENDER = re.compile(r"\(([^()]{2,40})\)\s*[-–—]{1,2}\s+(?=\S)")  # a dateline without a place


def read_dateline(header: Header, lines: list[str]) -> None:
    """Agency and date of "LONDON, 23 January 2025 (Reuters) - …"; the sentence stays as it stood.

    The quote that an answer gives is then what was printed, and says where.
    """
    for line in lines[:HEADER_LINES]:
        if (sender := _SENDER.match(line[:60])) and is_name(sender[1]):
            header.agency = sender[1]
            return
        match = _DATELINE.match(line[:120])
        if match is None:
            continue
        place = match["place"].split(",")[0].strip()
        if not is_name(place) or (match["only"] and place.upper() != place):
            continue
        agency = match["agency"] or ""
        if agency and not is_agency(agency) and not (match["dash"] and is_name(agency)):
            continue
        header.agency = agency
        if not header.date and match["date"] and (found := dates.find(match["date"])):
            header.set_date(found[0])
        return
