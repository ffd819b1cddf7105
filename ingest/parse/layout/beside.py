"""Names on lines of their own beside a date: who wrote an article, and for whom."""

import re

from ingest.parse.front_matter import Header
from ingest.parse.layout.headline import RELEASE
from ingest.parse.layout.imprint import is_byline, may_be_outlet
from ingest.text.names import is_organisation, is_outlet_alone, is_role, people

MOST_ABOVE, MOST_BELOW = 4, 3  # lines: an outlet, a name, the role, and a name said twice
LONGEST_TEXT = 6000  # characters that are looked at for what a line speaks of
_MATTER = re.compile(r"[^\W\d_]{4,}")


def read_beside(header: Header, lines: list[str], number: int) -> int:
    """Take the names around the place of a date, `number`; where the next line then stands.

    A person's is whose article it is, with a role or not; what calls itself an outlet or an
    organisation is that. Another name is the outlet's where author, headline or date stand on both
    sides of it, unless the text shows that it is a place or a matter.
    """
    start, end = _around(lines, number)
    block = lines[start:end]
    above = number - start
    persons = [n for n, line in enumerate(block) if _who(header, line)]
    taken = set[int]()
    author = _author(block, persons, above)
    if (
        author >= 0
        and (not header.authors or header.guess)
        and (author < above or not header.guess)
    ):
        header.authors, header.guess = people(block[author]), ""
        taken |= {author, *_hanging(block, author)}
    elif author >= 0 and author == above - 1:  # another is the author: "Tamble Life"
        header.source = header.source or block[author]
        taken.add(author)
    if not header.source or author < 0:
        text = " ".join(lines[end : end + 12])[:LONGEST_TEXT]
        place = _outlet(header, block, above, text, [*persons, *taken])
        if place >= 0:
            header.source = header.source or block[place]
            taken.add(place)
    lines[start:end] = [line for n, line in enumerate(block) if n not in taken]
    return number - sum(n < above for n in taken)


def _who(header: Header, line: str) -> list[str]:
    """The persons of a line; in a press release a name alone is the sender's."""
    return [] if header.kind == RELEASE else people(line)


def _around(lines: list[str], number: int) -> tuple[int, int]:
    """The first of the names right above a place, and what follows the last of those below it."""
    start = end = number
    while start > max(0, number - MOST_ABOVE) and _is_name(lines[start - 1]):
        start -= 1
    while end < min(len(lines) - 1, number + MOST_BELOW) and _is_name(lines[end]):
        end += 1
    return start, end


def _is_name(line: str) -> bool:
    return is_role(line) or bool(people(line)) or may_be_outlet(line)


def _author(block: list[str], persons: list[int], above: int) -> int:
    """The person's line nearest to the date, above it before below; -1 for none."""
    over = [n for n in persons if n < above]
    return over[-1] if over else persons[0] if persons else -1


def _hanging(block: list[str], author: int) -> list[int]:
    """The role below a name, and the same name again, as a picture's text says it."""
    again = [n for n, line in enumerate(block) if line == block[author]]
    below = author + 1
    return again + ([below] if below < len(block) and is_role(block[below]) else [])


def _outlet(header: Header, block: list[str], above: int, text: str, others: list[int]) -> int:
    """Which line of the block is the outlet's, nearest to the date first; -1 for none."""
    free = [n for n in range(len(block)) if n not in others and may_be_outlet(block[n])]
    nearest = sorted(free, key=lambda n: (n >= above, abs(n - above)))
    for n in nearest:
        if is_outlet_alone(block[n]) or is_organisation(block[n]) or header.kind == RELEASE:
            return n
    for n in nearest:
        inside = n < above or any(n < other for other in others) or _signed(block, n)
        if header.authors and inside and not _is_said(block[n], text):
            return n
    return -1


def _signed(block: list[str], number: int) -> bool:
    return any(map(is_byline, block[number + 1 :]))


def without_place(header: Header, text: str) -> None:
    """Take out of a header that has "Ashford, 5 January 2025" the place that stood there.

    Args:
        header: of that line alone.
        text: what stands below. A place is one where it is told to be.
    """
    named = header.source or header.guess
    if not named or is_outlet_alone(named) or is_organisation(named):
        return
    if _is_set_in(named, text[:LONGEST_TEXT]) or _has_body(named, text[:LONGEST_TEXT]):
        header.authors = [] if header.guess else header.authors
        header.source = header.guess = ""


def _has_body(place: str, text: str) -> bool:
    """Whether the text names a body after the place: "the Ashford Council"."""
    bare = re.escape(place)
    return any(
        is_organisation(f"{place} {noun}")
        for noun in re.findall(rf"\b{bare}\s([^\W\d_]{{1,30}})", text)
    )


def _is_set_in(place: str, text: str) -> bool:
    bare = re.escape(place)
    return bool(re.search(rf"^{bare}\b|\b(?:in|at|near|from|à|en|de|aus|nach|zu) {bare}\b", text))


def _is_said(name: str, text: str) -> bool:
    """Whether the text is set in a place of that name, or speaks of the words as a matter."""
    if _is_set_in(name, text):
        return True
    matter = _MATTER.findall(name.lower())
    said = set(_MATTER.findall(text))  # in small letters
    return bool(matter) and 2 * sum(word in said for word in matter) >= len(matter)
