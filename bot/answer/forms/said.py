"""Who said what is quoted in a question: "Who called the vote "a farce"?".

Words that stand in an article to the letter are found by the letter. The sentence that has them
answers, with those beside it where its speaker is named only there.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from bot.answer.extracted.candidate import Candidate, Extract
from bot.answer.extracted.selection import alone, without_repeats
from bot.check.orders import unsaid
from bot.check.reading import read
from bot.check.speech import plain, quotations, speakers
from bot.question.terms import content_words, words
from bot.question.understanding import Question
from bot.search import retrieve
from bot.search.retrieve import Hit
from ingest.store import Store

_ASKS = re.compile(
    r"\W*(?:(?:and|so|but) )?(?:by )?(?:who|whom|whose|which|did|does|has|was it|is it)\b",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r"\W*(?:(?:and|so|but) )?(?:by )?which\b", re.IGNORECASE)
_SAYS = (
    "accused added admitted announced argued asked boasted branded called calls call claimed "
    "complained condemned declared denounced described describes dismissed dubbed insisted joked "
    "labelled labeled phrase posted praised promised quoted referred remark remarked replied said "
    "say says shouted spoke spoken statement stated testified told tweeted used warned words write "
    "writes written wrote"
).split()
_WIDEST = 3  # sentences over which a quotation and its speaker may stand
_BESIDE = ((0, 1), (1, 0), (0, 2), (2, 0))  # sentences before and behind, the nearest first
_FEWEST = 2  # words beside a quotation that say whose it is: "he said"
_RELATED = 0.5  # share of a question's other words that have to stand in the article


def said_by(store: Store, question: Question) -> Extract:
    """The sentences that have the words quoted in a question; () where it asks for no speaker."""
    asks = _ASKS.match(question.text) and set(words(question.text.lower())) & set(_SAYS)
    if not asks:
        return Extract(())
    # A word alone is quoted too where it is asked who said it.
    phrases = question.quoted or tuple(said for _, _, said in quotations(question.text))
    others = _others(question, phrases)
    found = [one for phrase in phrases for one in _with(store, question, phrase, others)]
    room = max(store.settings.answer.max_words, sum(len(one.text.split()) for one in found))
    return Extract(tuple(alone(without_repeats(found), room)))


def of_which(question: Question) -> bool:
    """Whether it asks for more than the speaker: "Which club's trainer called it “a farce”?"."""
    return bool(_OF_WHICH.match(question.text))


def with_whose(store: Store, said: Extract, answering: Sequence[Candidate]) -> Extract:
    """Behind what was said, as far as there is room, what else answers in the articles that say it.

    The sentence of a quotation says "the trainer" where another has named the club.
    """
    settings = store.settings.answer
    articles = {one.hit.article.id for one in said.chosen}
    shown = list(said.chosen)
    for one in answering:
        tried = without_repeats([*shown, one])
        room = sum(len(each.text.split()) for each in tried) <= settings.max_words
        if one.hit.article.id in articles and room and len(tried) <= settings.max_statements:
            shown = tried
    return replace(said, chosen=tuple(shown))


def _with(
    store: Store, question: Question, phrase: str, others: Collection[str]
) -> list[Candidate]:
    """The sentences that have a phrase, with those that say whose it is.

    Args:
        others: what else the question says.
    """
    terms = content_words(f"x {phrase}") or tuple(words(phrase))
    plainly = replace(
        question, text=phrase, terms=terms, matter=terms, kind="", topic=None, parts=()
    )
    hits = retrieve.search(store, plainly, k=store.settings.retrieval.passages).hits
    stem = store.index.words.stem
    chosen: list[Candidate] = []
    told = 0
    for hit in hits:
        told_of = {stem(word) for word in words(f"{hit.article.title} {hit.article.text}")}
        there = sum(stem(word) in told_of for word in others)
        if there < _RELATED * len(others):
            continue
        if own := list(_window(hit, phrase)):
            chosen += own
            told += 1
        if told == store.settings.answer.max_statements:
            break
    return chosen


def _others(question: Question, phrases: Sequence[str]) -> set[str]:
    """What else a question says, besides what it quotes and that it was said."""
    quoted = {word for phrase in phrases for word in words(phrase.lower())}
    return {word.lower() for word in question.terms} - quoted - set(_SAYS)


def _window(hit: Hit, phrase: str) -> Iterator[Candidate]:
    """The fewest sentences of a hit, side by side, that have the phrase and its speaker."""
    text, spans = hit.article.text, hit.passage.sentences
    hidden = unsaid(hit.passage)
    wanted = plain(phrase).strip(" .,;:!?-")
    for first, last in _runs(len(spans)):
        said = text[spans[first].start : spans[last].end]
        if wanted not in plain(said) or any(hidden[first : last + 1]):
            continue
        beside = [(first - back, last + on) for back, on in _BESIDE]
        wider = [] if _has_speaker(said) else [one for one in beside if _is_in(one, len(spans))]
        for a, b in wider:
            both = text[spans[a].start : spans[b].end]
            if "\n" not in both and not any(hidden[a : b + 1]) and _has_speaker(both):
                first, last = a, b
                break
        if _is_somebodys(text[spans[first].start : spans[last].end], wanted):
            for span in spans[first : last + 1]:
                yield Candidate(hit=hit, span=span, probability=1.0)
        return


def _is_somebodys(said: str, wanted: str) -> bool:
    """Whether words are quoted or said there, and are not only the article's own."""
    is_quoted = any(wanted in plain(quotation) for _, _, quotation in quotations(said))
    return is_quoted or bool(speakers(read(said)))


def _is_in(run: tuple[int, int], count: int) -> bool:
    return run[0] >= 0 and run[1] < count


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Of so many sentences, the first and the last of each run, the shortest first."""
    for length in range(_WIDEST):
        for first in range(count - length):
            yield first, first + length


def _has_speaker(said: str) -> bool:
    """Whether something is said beside what is quoted, with no quotation left open."""
    for start, end, _ in reversed(quotations(said)):
        said = said[:start] + " " + said[end:]
    return not re.search(r"[\"“”]", said) and len(said.split()) >= _FEWEST
