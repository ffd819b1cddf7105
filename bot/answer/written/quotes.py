"""A statement and the passages that it cites -> the quotes that carry it, if they do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.answer.answer import Support
from bot.answer.cite import Quote
from bot.check import mood, orders, support, whole
from bot.check.judge import Judge
from bot.check.meaning import Vectors
from bot.check.reading import read
from bot.search.retrieve import Hit
from ingest.article import Article, Span, in_words

LONGEST_QUOTE = 2  # sentences
NEXT_TO = 0.15  # less of the statement, for which a quote is no sentence longer
MOST_PARTS = 3  # sentences that carry a statement between them, wherever they stand
NEW_IN_PART = 2  # words or figures that each but the first has to add
MOST_CHECKED = 6  # runs of sentences of a passage that are checked, those with most of its words
NO_QUOTE = Support(verdict="unsupported", score=0.0, reasons=("The passage tells nothing.",))


@dataclass(frozen=True, slots=True)
class Scales:
    """What a statement and its quote are weighed with besides their words."""

    vectors: Vectors | None = None
    judge: Judge | None = None


WORDS = Scales()  # alone


def carried(
    statement: str,
    cited: Sequence[Hit],
    quotes: Sequence[Quote],
    scales: Scales,
    named: str = "",
) -> tuple[Quote, ...]:
    """Those of the quotes that carry the statement, each alone or all together; else ().

    Where none does, sentences that each have a part of it: two outlets with a figure each, say, or
    the beginning of an article and its end.
    """
    quotes = [one for one in quotes if one.support is not NO_QUOTE]
    alone = tuple(one for one in quotes if one.support.verdict != "unsupported")
    if any(one.support.verdict == "supported" for one in alone):
        return alone
    if len(quotes) > 1 and not alone and (both := _together(statement, quotes, scales, named)):
        return both
    parts = _parts(statement, cited)
    both = _together(statement, parts, scales, named) if len(parts) > 1 else ()
    return both if any(one.support.verdict == "supported" for one in both) else alone


def _together(
    statement: str, quotes: Sequence[Quote], scales: Scales, named: str
) -> tuple[Quote, ...]:
    """All of the quotes, where they carry the statement between them; else ()."""
    articles = {one.article.id: one.article for one in quotes}.values()
    days = {one.published_at[:10] for one in articles}
    headed = " ".join(about(one) for one in articles)
    texts = [one.article.text[one.start : one.end] for one in quotes]
    pieces = [
        (text, about(one.article), one.article.published_at)
        for one, text in zip(quotes, texts, strict=True)
    ]
    if whole.is_patched(statement, pieces, named):
        return ()
    together = support.check(
        statement,
        "\n".join(texts),
        about=headed,
        named=named,
        day=days.pop() if len(days) == 1 else "",
        vectors=scales.vectors,
        judge=scales.judge,
    )
    if together.verdict == "unsupported":
        return ()
    return tuple(replace(one, support=together) for one in quotes)


def _parts(statement: str, cited: Sequence[Hit]) -> list[Quote]:
    """The fewest sentences that have between them what the passages have of the statement."""
    wanted = set(read(statement).keys) | support.figures(statement)
    runs = [(hit, run) for hit in cited for run in _runs(hit, may_bid=False, longest=1)]
    has = {
        place: wanted & (read(words).keys | support.figures(words))
        for place, (hit, run) in enumerate(runs)
        if (words := hit.article.text[run.start : run.end])
    }
    found: list[int] = []
    while len(found) < MOST_PARTS and has:
        best = max(has, key=lambda place: len(has[place]))
        if len(has[best]) < (NEW_IN_PART if found else 1):
            break
        found.append(best)
        wanted -= has.pop(best)
        has = {place: own & wanted for place, own in has.items()}
    return [
        Quote(article=hit.article, start=run.start, end=run.end, support=NO_QUOTE)
        for hit, run in (runs[place] for place in sorted(found))
    ]


def quote(
    statement: str,
    hit: Hit,
    scales: Scales = WORDS,
    *,
    may_bid: bool = True,
    named: str = "",
) -> Quote:
    """The shortest run of whole sentences of the passage that supports `statement` best.

    Of all runs, those with most of its words and figures are checked; the best by `scales` too.

    Args:
        may_bid: whether a sentence that tells its readers what to do may carry it.
        named: see `support.check`.
    """
    text, headed = hit.article.text, about(hit.article)
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
            about=headed,
            beside=beside,
            named=named,
            day=hit.article.published_at,
            vectors=scales.vectors,
            judge=scales.judge,
        )

    # Where no run carries it alone, the one with most of its words is the best part of it.
    by_words = [(checked(run, WORDS), run) for run in likely]
    verdict, run = max(by_words, key=lambda one: (one[0].score, promises(one[1])))
    verdict, run = _shorter(statement, text, (verdict, run), by_words)
    if scales != WORDS and verdict.score:  # 0 where something is wrong, whatever it means
        verdict = checked(run, scales)
    return Quote(article=hit.article, start=run.start, end=run.end, support=verdict)


def _shorter(
    statement: str,
    text: str,
    best: tuple[Support, Span],
    by_words: Sequence[tuple[Support, Span]],
) -> tuple[Support, Span]:
    """The part of the best run that carries the statement next to as well, or the best run.

    It has every name and figure of the statement that the whole run has.
    """
    said, (verdict, run) = read(statement), best

    def held(part: Span) -> set[str]:
        given = read(text[part.start : part.end])
        called = {word.low for word in said.words if word.is_name and word.low in given.lows}
        return called | (support.figures(statement) & support.figures(given.text))

    for other, part in by_words:
        is_part = part != run and run.start <= part.start and part.end <= run.end
        is_near = other.verdict == verdict.verdict and other.score >= verdict.score - NEXT_TO
        if is_part and is_near and held(part) == held(run):
            return other, part
    return best


def _runs(hit: Hit, *, may_bid: bool, longest: int = LONGEST_QUOTE) -> Iterator[Span]:
    """Runs of sentences that tell something: no order to a machine, no questions alone."""
    sentences = hit.passage.sentences
    unsaid = orders.unsaid(hit.passage)
    said = [hit.article.text[one.start : one.end] for one in sentences]
    open_ = [mood.asks(one) or (not may_bid and mood.bids(one)) for one in said]
    for size in range(1, longest + 1):
        for start in range(len(sentences) - size + 1):
            run = slice(start, start + size)
            if not any(unsaid[run]) and not all(open_[run]):
                yield Span(sentences[start].start, sentences[start + size - 1].end)


def about(article: Article) -> str:
    """What a statement may say of an article besides its words: headline, outlet and date."""
    title = "" if orders.to_machine(article.title) else article.title
    return f"{title} {article.source} {in_words(article.published_at)}"
