"""Blocks of a file's lines: whether they are articles of their own, and where one may begin."""

from ingest.parse import pasted_mail
from ingest.parse.front_matter import Header
from ingest.parse.layout import masthead
from ingest.parse.layout.byline import read_line
from ingest.parse.layout.cohesion import hold_together
from ingest.parse.layout.header import LONGEST_DECK_WORDS
from ingest.parse.layout.headline import is_title
from ingest.parse.layout.imprint import read_credit
from ingest.text import clean, furniture
from ingest.text.names import is_outlet_alone
from ingest.text.prose import is_ended, is_item, is_rule, words

ARTICLE_WORDS = 40  # of prose, at least, in what a sure sign divides
WHOLE_WORDS = 60  # likewise where the sign is a line that only repeats
HEADLINE_WORDS = 5  # at least, of a headline that nothing but its place shows to be one
HEAD_LINES = 5  # between a headline and its text, at most
_QUOTES = tuple("\"'“‘«„")


def are_apart(blocks: list[list[str]]) -> bool:
    """Whether blocks of lines are articles of their own, not the sections of one.

    They begin as articles do, with a headline; some of them name a writer or a day below it, or
    else what they speak of is not the same.
    """
    if not all(
        block and (_is_headline(block[0]) or pasted_mail.heads(block[:8])) for block in blocks
    ):
        return False
    headed = [_has_head(block) for block in blocks[1:]]
    if sum(headed) * 3 >= len(headed):
        return True
    long = [words(block[0]) >= HEADLINE_WORDS for block in blocks]
    return sum(long) + sum(headed) >= len(blocks) and not hold_together(blocks)


def are_items(above: list[str], blocks: list[list[str]], *, counted: bool) -> bool:
    """Whether blocks of lines are the items of a digest, of a sentence or two each.

    What stands above them says so; or they are `counted`, and no headline stands above them all, or
    each names its writer or its outlet.
    """
    items = [block for block in blocks if _is_item(block)]
    if len(items) < 2 or 2 * len(items) <= len(blocks):
        return False
    if masthead.names_digest(above):
        return True
    if not counted or any(map(clean.is_prose, above)):
        return False
    if masthead.has_no_headline(above):
        long = [block for block in blocks if words(block[0]) >= HEADLINE_WORDS]
        are_others = 2 * len(long) > len(blocks) and not hold_together(blocks)
        return bool(masthead.read(above).source) or are_others
    return len(items) == len(blocks) and all(map(_is_signed, blocks))


def _is_item(block: list[str]) -> bool:
    """A headline, and a sentence below it."""
    return _is_headline(block[0]) and any(map(clean.is_prose, block[1:]))


def _is_signed(block: list[str]) -> bool:
    """Whether a writer or an outlet stands between its headline and its text."""
    found = Header()
    for line in block[1 : HEAD_LINES + 1]:
        if clean.is_prose(line):
            break
        if is_outlet_alone(line):
            return True
        _ = read_line(found, line) or read_credit(found, line)
    return bool(found.authors or found.source)


def starts_article(lines: list[str], number: int) -> bool:
    """Whether a headline stands there, its byline within a few lines, and then prose.

    Nothing of a header stands right above it.
    """
    line = lines[number]
    if not _is_headline(line) or (number and not _ends_text(lines[number - 1])):
        return False
    found = Header()
    for place in range(number + 1, min(number + HEAD_LINES + 1, len(lines))):
        other = lines[place]
        if read_line(found, other) or read_credit(found, other):
            continue
        if clean.is_prose(other):
            # A question above a bare date may stand in a chronicle.
            if found.authors or (found.date and not is_ended(line)):
                return True
            if words(other) > LONGEST_DECK_WORDS:
                return False
    return False


def above_prose(lines: list[str], number: int) -> bool:
    """Whether that line is no prose and stands a few lines above some."""
    if clean.is_prose(lines[number]):
        return False
    return any(clean.is_prose(line) for line in lines[number + 1 : number + HEAD_LINES + 1])


def is_whole(lines: list[str]) -> bool:
    """At least two paragraphs and WHOLE_WORDS words."""
    prose = [line for line in lines if clean.is_prose(line)]
    return len(prose) >= 2 and sum(words(line) for line in prose) >= WHOLE_WORDS


def is_scrap(lines: list[str]) -> bool:
    """Some prose, and too little for an article."""
    return 15 <= prose_words(lines) < ARTICLE_WORDS


def prose_words(lines: list[str]) -> int:
    """How many words its prose has, without the page's furniture."""
    prose = [line for line in lines if clean.is_prose(line)]
    return sum(words(line) for line in prose if not furniture.is_furniture(line))


def trimmed(lines: list[str]) -> list[str]:
    """Without the rules and announcements at both ends."""
    start, end = 0, len(lines)
    while start < end and (is_rule(lines[start]) or pasted_mail.is_announcement(lines[start])):
        start += 1
    while end > start and (is_rule(lines[end - 1]) or pasted_mail.is_announcement(lines[end - 1])):
        end -= 1
    return lines[start:end]


def is_header_line(line: str) -> bool:
    """Whether it says who wrote an article, for whom, or when."""
    return read_line(Header(), line) or read_credit(Header(), line)


def _has_head(block: list[str]) -> bool:
    """Whether a writer or a day stands between its headline and its text."""
    if pasted_mail.heads(block[:8]):
        return True
    for line in block[1 : HEAD_LINES + 1]:
        if read_line(Header(), line):
            return True
        if clean.is_prose(line):
            return False
    return False


def _is_headline(line: str) -> bool:
    return (
        is_title(line)
        and words(line) >= 2
        and not furniture.is_furniture(line)
        and not is_item(line)
        and not (is_ended(line) and line[:1] in _QUOTES)
        and not is_rule(line)
        and not is_header_line(line)
    )


def _ends_text(line: str) -> bool:
    """Whether what stands above a headline can end an article or a masthead."""
    return words(line) > 20 or is_ended(line) or not _is_headline(line)
