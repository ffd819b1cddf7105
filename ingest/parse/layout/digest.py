"""A file with several articles in it -> the lines of each.

What divides them is looked for from the surest to the least sure, and the first that leaves real
articles on all sides wins: numbers ("Document 3 of 12"), heads of labelled lines, a closing line
that repeats, drawn rules, numbered headlines, bylines below headlines again and again, marks before
items without headlines. A rule, a list or a byline divides nothing where the parts hold together as
one article does.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.parse import pasted_mail
from ingest.parse.front_matter import Header
from ingest.parse.layout import briefs, masthead
from ingest.parse.layout.blocks import (
    ARTICLE_WORDS,
    HEAD_LINES,
    above_prose,
    are_apart,
    are_items,
    is_header_line,
    is_scrap,
    is_whole,
    prose_words,
    starts_article,
    trimmed,
)
from ingest.parse.layout.byline import is_hint
from ingest.parse.layout.headline import is_title
from ingest.text import clean, furniture
from ingest.text.prose import is_ended, is_rule, words

_OUTLET_IN_CLOSER = re.compile(
    r"\b(?:on|at|in|from)\s+((?:the\s+)?[A-Z][\w&’'.-]*(?:\s+[A-Z&][\w&’'.-]*)*)$"
)
_COUNTED = re.compile(
    r"[\W_]{0,40}(?:document|article|item|story|record|text|news|dokument|artikel|beitrag|meldung|"
    r"documento|artículo|文章|第)\s*(?:no\.?|nr\.?|number|#)?\s*(\d{1,4})"
    r"(?:\s*(?:篇|of|von|de|di|/|out of)\s*\d{0,4})?[\W_]{0,40}",
    re.IGNORECASE,
)
_COUNTED_BARE = re.compile(
    r"[\W_]{0,40}\(?\[?(\d{1,3})\s*(?:/|of)\s*(\d{1,3})\]?\)?"
    r"(?:\s(?:documents?|articles?|stories|items|results))?[\W_]{0,40}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"[*_# ]{0,4}[(\[]?(\d{1,2})[.):\]]{1,2}\s+(\S.*)")
MOST_HINTS = 2000


@dataclass(frozen=True, slots=True)
class Part:
    """One article's lines, and what the digest says of it outside them."""

    lines: list[str]
    header: Header = field(default_factory=Header)
    subject: str = ""  # a headline it may have


def parts(lines: list[str]) -> list[Part]:
    """The articles in `lines`, in order; one where it is no digest."""
    for divide in (_by_counts, _by_heads, _by_closers, _by_rules, _by_numbers, _by_bylines):
        if found := divide(lines):
            return found
    above, items = briefs.divided(lines)
    return _with_masthead(above, [Part(one) for one in items]) or [Part(lines)]


def _divided(lines: list[str], starts: list[int]) -> tuple[list[str], list[list[str]]]:
    """What stands above the first start, and the lines from each start to the next."""
    blocks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return lines[: starts[0]], blocks


def divided(above: list[str], blocks: list[list[str]], *, counted: bool = False) -> list[Part]:
    """The articles in blocks that each begin with a headline, [] where they are no articles.

    They are where each has an article's text and they are apart, or they are a digest's items; see
    `are_apart` and `are_items`.

    Args:
        counted: the headlines have numbers.
    """
    blocks = [block for block in map(trimmed, blocks) if block]
    if len(blocks) < 2 or prose_words(above) >= ARTICLE_WORDS:
        return []
    are_whole = all(prose_words(block) >= ARTICLE_WORDS for block in blocks)
    if not (are_whole and are_apart(blocks)) and not are_items(above, blocks, counted=counted):
        return []
    return _with_masthead(above, [Part(block) for block in blocks])


def _with_masthead(above: list[str], found: list[Part]) -> list[Part]:
    """The parts, with the date and the outlet that stand above them all where they lack one."""
    head = masthead.read(above)
    for part in found:
        part.header.fill(Header(date=head.date, dated_by=head.dated_by, source=head.source))
    return found


def _by_counts(lines: list[str]) -> list[Part]:
    """`Document 1 of 12`, `Article 2`, `[3/12]`: numbers that count up, on lines of their own."""
    for pattern in (_COUNTED, _COUNTED_BARE):
        starts, last = [], 0
        for number, line in enumerate(lines):
            if (
                len(line) <= 120
                and (match := pattern.fullmatch(line))
                and int(match[1]) == last + 1
            ):
                starts.append(number)
                last += 1
        if len(starts) < 2:
            continue
        above, blocks = _divided(lines, starts)
        found = [_headed(block[1:]) for block in blocks]
        found = [part for part in found if any(clean.is_prose(line) for line in part.lines)]
        if len(found) > 1 and prose_words(above) < ARTICLE_WORDS:
            return _with_masthead(above, found)
        # The number may stand below its article.
        ends = [number for number in starts if number]
        blocks = [lines[start:end] for start, end in pairwise([0, *(end + 1 for end in ends)])]
        if prose_words(above) and all(prose_words(one) >= ARTICLE_WORDS for one in blocks):
            return [_headed(block[:-1]) for block in blocks]
    return []


def _headed(lines: list[str]) -> Part:
    """A part that may begin with labelled lines."""
    lines = trimmed(lines)
    found = pasted_mail.heads(lines[:20])
    if not found or found[0][0] > 2:
        return Part(lines)
    start, end = found[0]
    return _with_head(lines[:start], lines[start:end], lines[end:])


def _with_head(above: list[str], head: list[str], below: list[str]) -> Part:
    header, text = pasted_mail.read_head(head)
    subject = header.title
    sure = any((read := pasted_mail.field(line)) and read[0] == "title" for line in head)
    if sure:
        return Part([*above, *text, *below], header, "")
    header.title = ""
    return Part([*above, *text, *below], header, subject)


def _by_heads(lines: list[str]) -> list[Part]:
    """Blocks of labelled lines, as mails and archive exports have them; one makes no digest yet."""
    heads = pasted_mail.heads(lines)
    if not heads:
        return []
    above, blocks = _divided(lines, [start for start, _ in heads])
    if prose_words(above) >= ARTICLE_WORDS:
        return []  # an article that quotes a letter
    blocks = [trimmed(block) for block in blocks]
    found = [
        _with_head([], block[: end - start], block[end - start :])
        for block, (start, end) in zip(blocks, heads, strict=True)
    ]
    kept = [part for part in found if prose_words(part.lines) >= ARTICLE_WORDS]
    # A covering note, and the mail that it forwards.
    kept = kept or [part for part in found if any(clean.is_sentence(line) for line in part.lines)]
    if len(heads) == 1 and above and not all(_is_slight(line) for line in above):
        return []
    if len(kept) == 1 and kept[0] is found[0] and not (kept[0].header.title or kept[0].subject):
        kept = [replace(kept[0], lines=[*above, *kept[0].lines])]
    found = _with_masthead(above, kept)
    return found if len(found) != 1 else _within_mail(found[0])


def _within_mail(part: Part) -> list[Part]:
    """The articles of one mail, each of its day and its sender where it says nothing else."""
    lines = [line for line in part.lines if not pasted_mail.is_announcement(line)]
    for divide in (_by_counts, _by_closers, _by_rules, _by_numbers, _by_bylines):
        if found := divide(lines):
            for one in found:
                one.header.fill(replace(part.header, title=""))
            return found
    return [replace(part, lines=lines)]


def _is_slight(line: str) -> bool:
    return not clean.is_prose(line) or furniture.is_furniture(line)


def _by_closers(lines: list[str]) -> list[Part]:
    ends = closers(lines)
    if not ends:
        return []
    starts = [0, *(end + 1 for end in ends[:-1])]
    outlet = _OUTLET_IN_CLOSER.search(lines[ends[0]][-200:])
    return [
        Part(trimmed(lines[start:end]), Header(source=outlet[1] if outlet else ""))
        for start, end in zip(starts, ends, strict=True)
    ]


def closers(lines: list[str]) -> list[int]:
    """Where a digest ends one article and starts the next: the line that closes each of them.

    It is short, no sentence, stands at least twice word for word, each time after a real article
    (two paragraphs and sixty words), and closes the file. [] for a single article.
    """
    counts = Counter(line for line in lines if words(line) <= 12)
    for line, count in counts.most_common():
        if count < 2:
            break
        if is_ended(line) or lines[-1] != line or is_rule(line):
            continue
        places = [number for number, other in enumerate(lines) if other == line]
        starts = [0, *(place + 1 for place in places[:-1])]
        inner = [lines[start:end] for start, end in zip(starts, places, strict=True)]
        # A button stands below every part of an article, too.
        if all(is_whole(part) for part in inner) and (
            not furniture.is_furniture(line) or are_apart(inner)
        ):
            return places
    return []


def _by_rules(lines: list[str]) -> list[Part]:
    """Lines drawn between articles; the kind that divides is the one that leaves articles."""
    kinds = Counter(_drawn_with(line) for line in lines if is_rule(line))
    for kind, _ in counts_by_rarity(kinds):
        starts = [0]
        starts += [
            n + 1 for n, line in enumerate(lines) if is_rule(line) and _drawn_with(line) == kind
        ]
        blocks = [lines[start : end - 1] for start, end in pairwise([*starts, len(lines) + 1])]
        blocks = [trimmed(block) for block in blocks]
        articles = [block for block in blocks if prose_words(block) >= ARTICLE_WORDS]
        first = blocks.index(articles[0]) if articles else 0
        if any(is_scrap(block) for block in blocks[first:] if block not in articles):
            continue  # a rule within an article
        if len(articles) > 1 and are_apart(articles):
            above = [line for block in blocks[:first] for line in block]
            return _with_masthead(above, [_headed(block) for block in articles])
    return []


def counts_by_rarity(kinds: Counter[str]) -> list[tuple[str, int]]:
    """The rarest kind first: it divides the file, the others what stands in a part of it."""
    return sorted(kinds.items(), key=lambda item: (item[1], item[0]))


def _drawn_with(line: str) -> str:
    return line.strip()[:1]


def _by_numbers(lines: list[str]) -> list[Part]:
    """Numbered headlines; a numbered list within an article divides nothing."""
    starts, last = list[int](), 0
    for number, line in enumerate(lines):
        match = _NUMBERED.fullmatch(line) if len(line) <= 300 else None
        if match is None or not is_title(match[2]):
            continue
        if int(match[1]) == 1 and not any(
            clean.is_prose(one) for one in lines[starts[-1] if starts else 0 : number]
        ):
            starts, last = [number], 1  # the list above was a table of contents
        elif int(match[1]) == last + 1:
            starts.append(number)
            last += 1
    if len(starts) < 2:
        return []
    above, blocks = _divided(lines, starts)
    blocks = [[_unnumbered(block[0]), *block[1:]] for block in blocks]
    return divided(above, blocks, counted=True)


def _unnumbered(line: str) -> str:
    match = _NUMBERED.fullmatch(line)
    return match[2] if match else line


def _by_bylines(lines: list[str]) -> list[Part]:
    """A headline with a byline or a date below it, again and again after an article's text."""
    # Reading a date takes a millisecond: only what stands above a byline or a date, and that above
    # a paragraph, is looked at, and a file of nothing else is no digest.
    hints = [n for n, line in enumerate(lines) if is_hint(line) and above_prose(lines, n)]
    near = {n - back for n in hints[:MOST_HINTS] for back in range(1, HEAD_LINES + 1)}
    starts = [n for n in sorted(near) if n >= 0 and starts_article(lines, n)]
    # Of two headlines above one text the lower one is its own.
    starts = [
        start
        for start, after in pairwise([*starts, len(lines)])
        if any(map(clean.is_prose, lines[start:after]))
    ]
    if len(starts) < 2:
        return []
    if starts[0] and all(is_header_line(lines[start - 1]) for start in starts):
        starts = [start - 1 for start in starts]  # outlet and day stand above each headline
    above, blocks = _divided(lines, starts)
    if prose_words(above) >= ARTICLE_WORDS:
        starts, above = [0, *starts], []
        blocks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    if all(prose_words(block) >= ARTICLE_WORDS for block in blocks):
        return _with_masthead(above, [Part(trimmed(block)) for block in blocks])
    return []
