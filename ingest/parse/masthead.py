"""What stands above all articles of a file: "Mill Gazette, morning edition, 5 January 2025"."""

import re

from ingest import clean
from ingest.parse.byline import Header, read_line
from ingest.parse.names import is_name, sounds_like_outlet
from ingest.prose import words

_DIGEST_WORDS = re.compile(
    r"\s*[-–—:|]?\s*\b(?:the )?(?:daily|weekly|morning|evening|news|press|media)?\s*"
    r"(?:digest|newsletter|briefing|bulletin|roundup|round-up|review|summary|clippings|cuttings|"
    r"edition|headlines)\b.*$",
    re.IGNORECASE,
)


def read(lines: list[str]) -> Header:
    """Date and outlet of the lines above a digest's first article."""
    header = Header()
    for line in lines[:20]:
        if read_line(header, line) or clean.is_prose(line) or len(line) > 100:
            continue
        bare = _DIGEST_WORDS.sub("", line).strip(" -–—:|*_#")
        for name in (line.strip(" *_#"), bare):
            if not header.source and is_name(name) and sounds_like_outlet(name) and name != "News":
                header.source = bare if bare and is_name(bare) and words(bare) > 1 else name
        for piece in re.split(r"\s+[|–—-]\s+|\s*[|,]\s+", line):
            if piece != line:
                read_line(header, piece)
    return header
