"""Article text -> passages and sentences, each an exact slice. Pure."""

import re
from collections.abc import Iterator

import sentencex

from ingest.article import Article, Passage, Span
from ingest.text import seams
from ingest.text.prose import SPACELESS

# A line is a paragraph: news text has no hard-wrapped lines once it is parsed (see parse/text).
_PARAGRAPH = re.compile(r"[^\n]+")
# A sentence longer than this is a table or a list without punctuation; it is cut at spaces.
LONGEST_SENTENCE_WORDS = 120
LONGEST_CHARACTERS = LONGEST_SENTENCE_WORDS * 12  # also bounds text without spaces
# What the segmenter is given at once, in characters: a run of quotation marks takes it quadratic
# time (3 s for 100,000).
LONGEST_STRETCH = 4000
_STOP = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？।]+")
# Characters of Chinese, Japanese and Thai that weigh as much as a word: the packaged model's
# tokenizer makes one token of each of them, and 1.4 of an English word.
CHARACTERS_A_WORD = 1.4
# Of the scripts with spaces the same tokenizer knows English words alone. Tokens a character,
# measured over a paragraph each of 20 languages: Latin letters in other languages (and what an
# accent adds), syllables of Korean, letters of all other scripts.
LATIN, ACCENTED, HANGUL, OTHER_LETTER = 0.42, 0.58, 1.9, 1.0
TOKENS_A_WORD = CHARACTERS_A_WORD  # of English
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_OTHER_LETTER = re.compile(
    "[\u0370-\u0dff\u10a0-\u177f\u1800-\u1dff\u1f00-\u1fff\u2c00-\u2dff\ua000-\uabff]"
)
# Raised when these rules change, so that what was cut by others is cut again.
RULES = "5"
_TOKEN = re.compile(f"{SPACELESS.pattern}|[^\\s{SPACELESS.pattern[1:-1]}]+")
_INNER_STOP = re.compile(r"[.!?…。！？．｡।॥۔؟։።]")
_PAUSE = re.compile(r"[，、；：,;:\s]+")


def split(article: Article, *, words: int) -> list[Passage]:
    """Cut `article.text` into passages of at most `words` words, at sentence ends.

    Words of English: of other languages fewer, since the model would not read to the end of as
    many. Paragraphs stay together while they fit. Passages come in order, do not overlap, and hold
    every sentence of the text exactly once; only white space between them is left out.
    """
    passages: list[Passage] = []
    held: list[Span] = []
    count = 0
    for paragraph in paragraphs(article.text):
        inner = sentences(article.text, paragraph, language=article.language)
        sizes = [_weight(article.text, span, article.language) for span in inner]
        total = sum(sizes)
        # A paragraph that fits a passage of its own is not torn apart to fill the one before it.
        if held and count + total > words and (total <= words or count >= words // 2):
            passages.append(_passage(article, held))
            held, count = [], 0
        for span, size in zip(inner, sizes, strict=True):
            if held and count + size > words:
                passages.append(_passage(article, held))
                held, count = [], 0
            held.append(span)
            count += size
    if held:
        passages.append(_passage(article, held))
    return passages


def paragraphs(text: str) -> Iterator[Span]:
    """The non-empty lines of `text`, without the white space around them."""
    for match in _PARAGRAPH.finditer(text):
        if span := _trim(text, match.start(), match.end()):
            yield span


def sentences(text: str, paragraph: Span, *, language: str = "") -> list[Span]:
    """The sentences of one paragraph, in order; together they cover all but its white space.

    Args:
        language: ISO 639-1, of the abbreviations to know; English where it is unknown.
    """
    language = language or "en"
    cuts = (_trim(text, start, end) for start, end in _boundaries(text, paragraph, language))
    whole = seams.mended(text, paragraph, filter(None, cuts), language)
    return [piece for span in whole for piece in _cut(text, span)]


def _boundaries(text: str, paragraph: Span, language: str) -> Iterator[tuple[int, int]]:
    """Where sentences start and end, by the rules of the language and of English together.

    English knows titles that the rules of other languages lack ("M. Dupont"), they know their own
    abbreviations ("ca. 5 Mio. Euro"): a sentence ends where neither knows better.
    """
    for stretch in _stretches(text, paragraph):
        if not _INNER_STOP.search(text, stretch.start, stretch.end - 1):
            yield stretch
            continue
        line = text[stretch.start : stretch.end]
        ends = _ends(line, "en")
        if language != "en":
            ends &= _ends(line, language)
        start = 0
        for end in sorted(ends | {len(line)}):
            yield stretch.start + start, stretch.start + end
            start = end


def _ends(line: str, language: str) -> set[int]:
    return {one["end_index"] for one in sentencex.get_sentence_boundaries(language, line)}


def _stretches(text: str, paragraph: Span) -> Iterator[Span]:
    """The paragraph in pieces for the segmenter, cut at a full stop where there is one."""
    start = paragraph.start
    while paragraph.end - start > LONGEST_STRETCH:
        middle, limit = start + LONGEST_STRETCH // 2, start + LONGEST_STRETCH
        stops = [match.end() for match in _STOP.finditer(text, middle, limit)]
        end = stops[-1] if stops else text.rfind(" ", middle, limit)
        end = end if end > start else limit
        yield Span(start, end)
        start = end
    yield Span(start, paragraph.end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence as it is, or an endless one in pieces that end at a pause where there is one."""
    if _words(text, span) <= LONGEST_SENTENCE_WORDS and span.end - span.start <= LONGEST_CHARACTERS:
        yield span
        return
    start = span.start
    while start < span.end:
        end = _reach(text, Span(start, span.end))
        if end < span.end:
            pauses = [match.end() for match in _PAUSE.finditer(text, start + 1, end)]
            late = [pause for pause in pauses if pause - start > (end - start) // 2]
            end = late[-1] if late else (pauses or [end])[-1]
        if piece := _trim(text, start, end):
            yield piece
        start = end


def _reach(text: str, span: Span) -> int:
    """How far a piece that starts where `span` does may go."""
    end = min(span.end, span.start + LONGEST_CHARACTERS)
    weight = 0.0
    for match in _TOKEN.finditer(text, span.start, end):
        weight += 1 / CHARACTERS_A_WORD if SPACELESS.match(match[0]) else 1
        if weight > LONGEST_SENTENCE_WORDS:
            return match.start() if match.start() > span.start else match.end()
    return end


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _words(text: str, span: Span) -> int:
    """Words, or for scripts without spaces about as many as the tokenizer will see."""
    piece = text[span.start : span.end]
    count = max(len(piece.split()), len(piece) // 12)
    if piece.isascii():
        return count
    spaceless = len(SPACELESS.findall(piece))
    between = len(SPACELESS.sub(" ", piece).split()) if spaceless else count
    return max(count, between + int(spaceless / CHARACTERS_A_WORD)) if spaceless else count


def _weight(text: str, span: Span, language: str) -> int:
    """About how many words of English give the model as much to read."""
    piece = text[span.start : span.end]
    count = _words(text, span)
    tokens = 0.0
    if language not in {"", "en"}:
        letters = len(piece) - piece.count(" ")
        tokens = LATIN * letters + ACCENTED * len(_ACCENTED.findall(piece))
    if not piece.isascii():
        others = OTHER_LETTER * len(_OTHER_LETTER.findall(piece))
        tokens = max(tokens, others + HANGUL * len(_HANGUL.findall(piece)))
    return max(count, round(tokens / TOKENS_A_WORD))


def _passage(article: Article, spans: list[Span]) -> Passage:
    start, end = spans[0].start, spans[-1].end
    return Passage(
        article_id=article.id, start=start, text=article.text[start:end], sentences=tuple(spans)
    )
