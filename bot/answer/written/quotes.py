"""A statement and the passages that it cites -> the quotes that carry it, if they do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer.answer import Support
from bot.answer.cite import Quote
from bot.check import mood, orders, support
from bot.check.judge import Judge
from bot.check.meaning import Vectors
from bot.search.retrieve import Hit
from ingest.article import Article, Span, in_words

LONGEST_QUOTE = 2  # sentences
MOST_CHECKED = 6  # runs of sentences of a passage that are checked, those with most of its words
NO_QUOTE = Support(verdict="unsupported", score=0.0, reasons=("The passage tells nothing.",))


@dataclass(frozen=True, slots=True)
class Scales:
    """What a statement and its quote are weighed with besides their words."""

    vectors: Vectors | None = None
    judge: Judge | None = None


WORDS = Scales()  # alone


def carried(
    statement: str, cited: Sequence[Hit], quotes: Sequence[Quote], scales: Scales
) -> tuple[Quote, ...]:
    """Those of the quotes that carry the statement, each alone or all together; else ()."""
    quotes = [one for one in quotes if one.support is not NO_QUOTE]
    alone = tuple(one for one in quotes if one.support.verdict != "unsupported")
    if alone or len(quotes) < 2:
        return alone
    # Each has a part of it: two outlets with a figure each, say.
    texts = " ".join(one.article.text[one.start : one.end] for one in quotes)
    named = " ".join(about(one.article) for one in quotes)
    beside = " ".join(orders.heard(hit.passage) for hit in cited)
    together = support.check(
        statement,
        texts,
        about=named,
        beside=beside,
        vectors=scales.vectors,
        judge=scales.judge,
    )
    if together.verdict == "unsupported":
        return ()
    return tuple(replace(one, support=together) for one in quotes)


def quote(statement: str, hit: Hit, scales: Scales = WORDS, *, may_bid: bool = True) -> Quote:
    """The shortest run of whole sentences of the passage that supports `statement` best.

    Of all runs, those with most of its words and figures are checked; the best by `scales` too.

    Args:
        may_bid: whether a sentence that tells its readers what to do may carry it.
    """
    text, named = hit.article.text, about(hit.article)
    beside = orders.heard(hit.passage)
    figures = support.figures(statement)

    def promises(run: Span) -> float:
        words = text[run.start : run.end]
        return support.overlap(statement, words) + len(figures & support.figures(words))

    # The sort is stable and max keeps the first of equals, and shorter runs come first.
    likely = sorted(_runs(hit, may_bid=may_bid), key=promises, reverse=True)[:MOST_CHECKED]
    if not likely:
        first = hit.passage
        return Quote(article=hit.article, start=first.start, end=first.end, support=NO_QUOTE)
    likely.sort(key=lambda run: run.end - run.start)

    def checked(run: Span, scales: Scales) -> Support:
        return support.check(
            statement,
            text[run.start : run.end],
            about=named,
            beside=beside,
            day=hit.article.published_at,
            vectors=scales.vectors,
            judge=scales.judge,
        )

    # Where no run carries it alone, the one with most of its words is the best part of it.
    by_words = [(checked(run, WORDS), run) for run in likely]
    verdict, run = max(by_words, key=lambda one: (one[0].score, promises(one[1])))
    if scales != WORDS and verdict.score:  # 0 where something is wrong, whatever it means
        verdict = checked(run, scales)
    return Quote(article=hit.article, start=run.start, end=run.end, support=verdict)


def _runs(hit: Hit, *, may_bid: bool) -> Iterator[Span]:
    """Runs of sentences that tell something: no order to a machine, no questions alone."""
    sentences = hit.passage.sentences
    unsaid = orders.unsaid(hit.passage)
    said = [hit.article.text[one.start : one.end] for one in sentences]
    open_ = [mood.asks(one) or (not may_bid and mood.bids(one)) for one in said]
    for size in range(1, LONGEST_QUOTE + 1):
        for start in range(len(sentences) - size + 1):
            run = slice(start, start + size)
            if not any(unsaid[run]) and not all(open_[run]):
                yield Span(sentences[start].start, sentences[start + size - 1].end)


def about(article: Article) -> str:
    """What a statement may say of an article besides its words: headline, outlet and date."""
    title = "" if orders.to_machine(article.title) else article.title
    return f"{title} {article.source} {in_words(article.published_at)}"
