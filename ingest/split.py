"""Article text -> passages and sentences, each an exact slice. Pure."""

import re
from collections.abc import Iterator

import sentencex

from ingest import dates
from ingest.article import Article, Passage, Span

# A line is a paragraph: news text has no hard-wrapped lines once it is parsed (see parse/text).
_PARAGRAPH = re.compile(r"[^\n]+")
# A sentence longer than this is a table or a list without punctuation; it is cut at spaces.
LONGEST_SENTENCE_WORDS = 120
# `am 6. Oktober`: the full stop makes an ordinal, and the sentence goes on with the month.
_DAY = re.compile(r"\b\d{1,2}\.$")


def split(article: Article, *, words: int) -> list[Passage]:
    """Cut `article.text` into passages of at most `words` words, at sentence ends.

    Paragraphs stay together while they fit. Passages come in order, do not overlap, and hold every
    sentence of the text exactly once; only white space between them is left out.
    """
    passages: list[Passage] = []
    held: list[Span] = []
    count = 0
    for paragraph in paragraphs(article.text):
        inner = sentences(article.text, paragraph)
        total = sum(_words(article.text, span) for span in inner)
        # A paragraph that fits a passage of its own is not torn apart to fill the one before it.
        if held and count + total > words and (total <= words or count >= words // 2):
            passages.append(_passage(article, held))
            held, count = [], 0
        for span in inner:
            size = _words(article.text, span)
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


def sentences(text: str, paragraph: Span) -> list[Span]:
    """The sentences of one paragraph, in order; together they cover all but its white space."""
    line = text[paragraph.start : paragraph.end]
    found: list[Span] = []
    for boundary in sentencex.get_sentence_boundaries("en", line):
        start = paragraph.start + boundary["start_index"]
        if span := _trim(text, start, paragraph.start + boundary["end_index"]):
            if (
                found
                and _DAY.search(text, found[-1].start, found[-1].end)
                and (dates.MONTH.match(text, span.start))
            ):
                span = Span(found.pop().start, span.end)
            found += _cut(text, span)
    return found


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence as it is, or an endless one in pieces that end at a space where there is one."""
    longest = LONGEST_SENTENCE_WORDS * 12  # characters; also bounds text without spaces
    start = span.start
    while span.end - start > longest:
        space = text.rfind(" ", start + 1, start + longest)
        end = space if space > start else start + longest
        if piece := _trim(text, start, end):
            yield piece
        start = end
    if piece := _trim(text, start, span.end):
        yield piece


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _words(text: str, span: Span) -> int:
    """Words, or for scripts without spaces about as many as the tokenizer will see."""
    piece = text[span.start : span.end]
    return max(len(piece.split()), len(piece) // 12)


def _passage(article: Article, spans: list[Span]) -> Passage:
    start, end = spans[0].start, spans[-1].end
    return Passage(
        article_id=article.id, start=start, text=article.text[start:end], sentences=tuple(spans)
    )
