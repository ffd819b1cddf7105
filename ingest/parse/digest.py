"""A file with several articles in it -> the lines of each.

What divides them is looked for from the surest to the least sure, and the first that leaves real
articles on all sides wins: numbers ("Document 3 of 12"), heads of labelled lines, a closing line
that repeats, drawn rules, numbered headlines, bylines below headlines again and again. A rule, a
list or a byline divides nothing where the parts hold together as one article does.
"""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest import clean, furniture
from ingest.parse import pasted_mail
from ingest.parse.byline import Header, is_hint, read_line
from ingest.parse.cohesion import hold_together
from ingest.parse.header import LONGEST_DECK_WORDS, is_title
from ingest.parse.imprint import read_credit
from ingest.parse.names import is_name, sounds_like_outlet
from ingest.prose import is_ended, is_rule, words

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
_DIGEST_WORDS = re.compile(
    r"\s*[-–—:|]?\s*\b(?:the )?(?:daily|weekly|morning|evening|news|press|media)?\s*"
    r"(?:digest|newsletter|briefing|bulletin|roundup|round-up|review|summary|clippings|cuttings|"
    r"edition|headlines)\b.*$",
    re.IGNORECASE,
)
ARTICLE_WORDS = 40  # of prose, at least, in what a sure sign divides
WHOLE_WORDS = 60  # likewise where the sign is a line that only repeats
HEADLINE_WORDS = 5  # at least, of a headline that nothing but its place shows to be one
HEAD_LINES = 5
MOST_HINTS = 2000
_QUOTES = tuple("\"'“‘«„")


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
    return [Part(lines)]


def _prose_words(lines: list[str]) -> int:
    prose = [line for line in lines if clean.is_prose(line)]
    return sum(words(line) for line in prose if not furniture.is_furniture(line))


def _divided(lines: list[str], starts: list[int]) -> tuple[list[str], list[list[str]]]:
    """What stands above the first start, and the lines from each start to the next."""
    blocks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    return lines[: starts[0]], blocks


def divided(above: list[str], blocks: list[list[str]]) -> list[Part]:
    """The articles in blocks that each begin with a headline, [] where they are no articles.

    They are where each has an article's text and they are apart; see `_are_apart`.
    """
    blocks = [_trimmed(block) for block in blocks]
    if len(blocks) < 2 or _prose_words(above) >= ARTICLE_WORDS:
        return []
    if any(_prose_words(block) < ARTICLE_WORDS for block in blocks) or not _are_apart(blocks):
        return []
    return _with_masthead(above, [Part(block) for block in blocks])


def _with_masthead(above: list[str], found: list[Part]) -> list[Part]:
    """The parts, with the date and the outlet that stand above them all where they lack one."""
    head = masthead(above)
    for part in found:
        part.header.fill(Header(date=head.date, dated_by=head.dated_by, source=head.source))
    return found


def masthead(lines: list[str]) -> Header:
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
        if len(found) > 1 and _prose_words(above) < ARTICLE_WORDS:
            return _with_masthead(above, found)
        # The number may stand below its article.
        ends = [number for number in starts if number]
        blocks = [lines[start:end] for start, end in pairwise([0, *(end + 1 for end in ends)])]
        if _prose_words(above) and all(_prose_words(one) >= ARTICLE_WORDS for one in blocks):
            return [_headed(block[:-1]) for block in blocks]
    return []


def _headed(lines: list[str]) -> Part:
    """A part that may begin with labelled lines."""
    lines = _trimmed(lines)
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
    if _prose_words(above) >= ARTICLE_WORDS:
        return []  # an article that quotes a letter
    blocks = [_trimmed(block) for block in blocks]
    found = [
        _with_head([], block[: end - start], block[end - start :])
        for block, (start, end) in zip(blocks, heads, strict=True)
    ]
    kept = [part for part in found if _prose_words(part.lines) >= ARTICLE_WORDS]
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


def _trimmed(lines: list[str]) -> list[str]:
    """Without the rules and announcements at both ends."""
    start, end = 0, len(lines)
    while start < end and (is_rule(lines[start]) or pasted_mail.is_announcement(lines[start])):
        start += 1
    while end > start and (is_rule(lines[end - 1]) or pasted_mail.is_announcement(lines[end - 1])):
        end -= 1
    return lines[start:end]


def _by_closers(lines: list[str]) -> list[Part]:
    ends = closers(lines)
    if not ends:
        return []
    starts = [0, *(end + 1 for end in ends[:-1])]
    outlet = _OUTLET_IN_CLOSER.search(lines[ends[0]][-200:])
    return [
        Part(_trimmed(lines[start:end]), Header(source=outlet[1] if outlet else ""))
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
        if all(_is_whole(part) for part in inner) and (
            not furniture.is_furniture(line) or _are_apart(inner)
        ):
            return places
    return []


def _is_whole(lines: list[str]) -> bool:
    prose = [line for line in lines if clean.is_prose(line)]
    return len(prose) >= 2 and sum(words(line) for line in prose) >= WHOLE_WORDS


def _by_rules(lines: list[str]) -> list[Part]:
    """Lines drawn between articles; the kind that divides is the one that leaves articles."""
    kinds = Counter(_drawn_with(line) for line in lines if is_rule(line))
    for kind, _ in counts_by_rarity(kinds):
        starts = [0]
        starts += [
            n + 1 for n, line in enumerate(lines) if is_rule(line) and _drawn_with(line) == kind
        ]
        blocks = [lines[start : end - 1] for start, end in pairwise([*starts, len(lines) + 1])]
        blocks = [_trimmed(block) for block in blocks]
        articles = [block for block in blocks if _prose_words(block) >= ARTICLE_WORDS]
        first = blocks.index(articles[0]) if articles else 0
        if any(_is_text(block) for block in blocks[first:] if block not in articles):
            continue  # a rule within an article
        if len(articles) > 1 and _are_apart(articles):
            above = [line for block in blocks[:first] for line in block]
            return _with_masthead(above, [_headed(block) for block in articles])
    return []


def counts_by_rarity(kinds: Counter[str]) -> list[tuple[str, int]]:
    """The rarest kind first: it divides the file, the others what stands in a part of it."""
    return sorted(kinds.items(), key=lambda item: (item[1], item[0]))


def _drawn_with(line: str) -> str:
    return line.strip()[:1]


def _is_text(lines: list[str]) -> bool:
    """Some prose, and too little for an article."""
    return 15 <= _prose_words(lines) < ARTICLE_WORDS


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
    return divided(above, blocks)


def _unnumbered(line: str) -> str:
    match = _NUMBERED.fullmatch(line)
    return match[2] if match else line


def _by_bylines(lines: list[str]) -> list[Part]:
    """A headline with a byline or a date below it, again and again after an article's text."""
    # Reading a date takes a millisecond: only what stands above a byline or a date, and that above
    # a paragraph, is looked at, and a file of nothing else is no digest.
    hints = [n for n, line in enumerate(lines) if is_hint(line) and _above_prose(lines, n)]
    near = {n - back for n in hints[:MOST_HINTS] for back in range(1, HEAD_LINES + 1)}
    starts = [n for n in sorted(near) if n >= 0 and _starts_article(lines, n)]
    # Of two headlines above one text the lower one is its own.
    starts = [
        start
        for start, after in pairwise([*starts, len(lines)])
        if any(map(clean.is_prose, lines[start:after]))
    ]
    if len(starts) < 2:
        return []
    if starts[0] and all(_is_header_line(lines[start - 1]) for start in starts):
        starts = [start - 1 for start in starts]  # outlet and day stand above each headline
    above, blocks = _divided(lines, starts)
    if _prose_words(above) >= ARTICLE_WORDS:
        starts, above = [0, *starts], []
        blocks = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    if all(_prose_words(block) >= ARTICLE_WORDS for block in blocks):
        return _with_masthead(above, [Part(_trimmed(block)) for block in blocks])
    return []


def _above_prose(lines: list[str], number: int) -> bool:
    if clean.is_prose(lines[number]):
        return False
    return any(clean.is_prose(line) for line in lines[number + 1 : number + HEAD_LINES + 1])


def _starts_article(lines: list[str], number: int) -> bool:
    """A headline, its byline within a few lines, then prose; nothing of a header right above."""
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


def _is_headline(line: str) -> bool:
    return (
        is_title(line)
        and words(line) >= 2
        and not furniture.is_furniture(line)
        and not furniture.BULLET.match(line)
        and not (is_ended(line) and line[:1] in _QUOTES)
        and not is_rule(line)
        and not _is_header_line(line)
    )


def _is_header_line(line: str) -> bool:
    return read_line(Header(), line) or read_credit(Header(), line)


def _ends_text(line: str) -> bool:
    """Whether what stands above a headline can end an article or a masthead."""
    return words(line) > 20 or is_ended(line) or not _is_headline(line)


def _are_apart(blocks: list[list[str]]) -> bool:
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
