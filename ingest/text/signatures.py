"""Posts of social networks in an article: who wrote one stays with it, the day below it goes.

"— Ann Lee (@annlee) January 19, 2025" closes an embedded post. A line of its own it would be a
sentence that tells a day and nothing that happened on it.
"""

import re

from ingest.text import dates

_SIGNATURE = re.compile(
    r"(?:^|(?<=\s))[-–—] ?(?P<who>[^()\n]{1,60}\(@\w{1,40}\))(?P<day>[ ,·|-]{1,3}[^\n]{6,32})$"
)
_EMBEDDED = re.compile(r"\s?(?:\bpic\.(?:twitter|x)\.com/\w+|https?://t\.co/\w+)")


def with_posts_signed(lines: list[str]) -> list[str]:
    """The lines, a post's signature at the end of what it signs, without day and short links."""
    kept: list[str] = []
    for line in lines:
        signed = _SIGNATURE.search(line[-140:]) if "(@" in line else None
        if not signed or not _is_day(signed["day"]):
            kept.append(line)
            continue
        post = line[: len(line) - len(signed[0])]
        above = next((n for n in range(len(kept) - 1, -1, -1) if kept[n].strip()), -1)
        if not post.strip():
            if above < 0:
                continue  # of a post that the text does not have
            post = kept[above]
            del kept[above:]
        kept.append(f"{_EMBEDDED.sub('', post).strip()} — {signed['who'].strip()}")
    return kept


def _is_day(said: str) -> bool:
    found = dates.find(said)
    return (
        found is not None and len(found[0]) >= len("2025-01-19") and len(said) - len(found[1]) <= 4
    )
