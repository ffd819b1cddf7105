"""Boilerplate out, digests into their articles: what pasted and saved news text carries around.

The rules look at structure (how long a line is, whether it ends as a sentence does, what repeats,
where it stands), and at a short list of words that head page furniture everywhere.
"""

import re
import unicodedata
from collections import Counter

# Control characters other than tab and newline, and lone surrogates, which no index can store.
_UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’»)\]]*$")
# Words that head page furniture, not an article; matched on a short line as a whole.
_FURNITURE = re.compile(
    r"(you (might|may) also (like|enjoy)|related( (articles|stories|news|topics))?|"
    r"(read|more|see) (more|also|next|like this|stories|news)|read more( on this)?|"
    r"more (like this|from .+|on this( story)?|in .+)|"
    r"(most|trending|popular|latest|recommended)( (read|popular|stories|news|now|for you|in .+))?|"
    r"(what to )?read next|editor['’]?s picks?|topics?|tags|categories|comments?|"
    r"leave a (reply|comment)|(share|follow)( (this|us)( .*)?)?|about the author|"
    r"sign up( .*)?|subscribe( .*)?|newsletters?|advertisement)\s*:?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(categories|tags|topics|filed under|section)\s*:.*", re.IGNORECASE)
_RIGHTS = re.compile(r"(©|\(c\)|copyright\b|all rights\b).*", re.IGNORECASE)
_CREDIT = re.compile(
    r"\(?\s*(image|photo|picture|photograph)s?( credits?| by)?\s*[:/].*", re.IGNORECASE
)
# Appeals to the reader; matched at the start of an article's last lines alone.
_APPEAL = re.compile(
    r"(support us\b|our standards:|donate (now|today|here)|"
    r"subscribe (to|now|today)|sign up (to|for|now|here)|"
    r"(follow|like|join) us\b|download (our|the) app|get in touch|contact (us|the author)\b|"
    r"corrections? (to\b|and clarifications)|to report (a correction|an error)|"
    r"(have|got|do you have) an? (story|tip|correction)|send (us )?your (tips|stories)|"
    r"(click|tap) here|(keep|continue) reading|read the (full|whole|original) (story|article)|"
    r"(please )?log ?in (to|or)\b|join the conversation)",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\d+ (comments?|shares?|views|likes|min(ute)?s?( read)?)( .{0,30})?", re.I)
_BULLET = re.compile(r"^\s*[•*·‣▪-]\s+")


def tidy(text: str) -> str:
    """Text that can be stored and counted in: NFC, `\\n` line ends, no control characters."""
    text = _LINE_ENDS.sub("\n", text)
    text = _UNSTORABLE.sub("", text)
    return unicodedata.normalize("NFC", text)


def is_prose(line: str) -> bool:
    """A line that reads as a paragraph: several words, ended as a sentence is."""
    return len(line.split()) >= 8 and bool(_SENTENCE_END.search(line.strip()))


def is_sentence(text: str) -> bool:
    """Several lines, a line ended as a sentence is, or one too long for a headline."""
    return "\n" in text or len(text) > 150 or bool(_SENTENCE_END.search(text.strip()))


def is_credit(line: str) -> bool:
    """`(Image credit: …)` and its kin."""
    return len(line.split()) <= 14 and bool(_CREDIT.fullmatch(line.strip()))


def paragraphs(text: str) -> list[str]:
    """The lines of `text` that say something, hard-wrapped ones joined again."""
    blocks = [
        [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        for block in re.split(r"\n\s*\n", text)
    ]
    width = _wrapped_at(blocks)
    lines: list[str] = []
    for block in blocks:
        lines += _unwrapped(block, width) if width else block
    return lines


def _wrapped_at(blocks: list[list[str]]) -> int:
    """The width at which every line of the text was broken, 0 where lines are paragraphs.

    A wrapped text has no line above a screen's width, and of the lines near it that another
    follows, most stop in the middle of a sentence.
    """
    width = max((len(line) for block in blocks for line in block), default=0)
    full = [line for block in blocks for line in block[:-1] if len(line) > 0.75 * width]
    open_ended = sum(not _SENTENCE_END.search(line) for line in full)
    return width if 45 <= width <= 100 and len(full) >= 2 and open_ended * 2 > len(full) else 0


def _unwrapped(block: list[str], width: int) -> list[str]:
    """Join a line to the one before where its first word would not have fitted there."""
    joined: list[str] = []
    last = ""
    for line in block:
        first = line.split(" ", 1)[0]
        if last and len(last) + 1 + len(first) > width and not _BULLET.match(line):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        last = line
    return joined


def separators(lines: list[str]) -> list[int]:
    """Where a digest ends one article and starts the next: the line that closes each of them.

    It is short, no sentence, stands at least twice word for word, each time after a real article
    (three paragraphs and a hundred words), and closes the file. [] for a single article.
    """
    counts = Counter(line for line in lines if len(line.split()) <= 12)
    for line, count in counts.most_common():
        if count < 2 or _SENTENCE_END.search(line) or lines[-1] != line:
            continue
        places = [number for number, other in enumerate(lines) if other == line]
        starts = [0, *(place + 1 for place in places[:-1])]
        parts = [lines[start:end] for start, end in zip(starts, places, strict=True)]
        if all(_is_article(part) for part in parts):
            return places
    return []


def _is_article(lines: list[str]) -> bool:
    prose = [line for line in lines if is_prose(line)]
    return len(prose) >= 3 and sum(len(line.split()) for line in prose) >= 100


def body(lines: list[str]) -> list[str]:
    """The lines of one article without image credits and page furniture.

    Single lines of residue may still hang on at the end; see `is_residue`.
    """
    lines = _without_captions(lines)
    end = _furniture_start(lines)
    return [line for line in lines[:end] if not _is_furniture(line)]


def _without_captions(lines: list[str]) -> list[str]:
    """Drop credit lines, and the caption that stands right above one."""
    kept: list[str] = []
    for line in lines:
        if not is_credit(line):
            kept.append(line)
        elif kept and len(kept[-1].split()) <= 12 and not _SENTENCE_END.search(kept[-1]):
            kept.pop()
    return kept


def _is_furniture(line: str) -> bool:
    line = line.strip()
    if _BULLET.match(line):
        return False
    return len(line.split()) <= 8 and bool(_FURNITURE.fullmatch(line) or _LABEL.fullmatch(line))


def _furniture_start(lines: list[str]) -> int:
    """The first furniture heading after which the page is mostly teasers, not prose."""
    prose = [is_prose(line) for line in lines]
    left = sum(prose)  # in the lines from here on
    for number, line in enumerate(lines):
        if number and left * 2 < len(lines) - number and _is_furniture(line):
            return number
        left -= prose[number]
    return len(lines)


def is_residue(line: str, before: str) -> bool:
    """A last line that is no part of the article: labels, rights, buttons, appeals, stray names.

    A line that could be a result or a figure stays: an odd leftover does less harm than a loss.
    """
    if _RIGHTS.fullmatch(line) or _is_furniture(line) or _COUNTER.fullmatch(line):
        return True
    words = len(line.split())
    if _APPEAL.match(line) and words <= 30:
        return True
    ended = _SENTENCE_END.search(line) and not line.endswith(":")
    if ended or _BULLET.match(line) or _BULLET.match(before):
        return False
    goes_on = words > 1 and line[0].islower()  # of a line above it, as in a verse
    said = any(char.isdigit() or char in '"“”„«»' for char in line)
    return words <= 6 and not goes_on and not said
