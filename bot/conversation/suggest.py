"""Questions that the articles can answer next, made from what stands near an answer.

A sentence that is not cited is turned into the question that it answers, see inverted.py. The
question is shown only if asking it finds that very sentence.
"""

import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.answer.answer import Answer
from bot.answer.cite import Draft
from bot.conversation.inverted import questions
from bot.conversation.talk import Turn
from bot.question.terms import content_words
from bot.question.wording import names
from bot.search.retrieve import Hit
from bot.texts import say
from ingest.article import Article, Span
from ingest.indexes.terms import stem
from ingest.text.split import paragraphs, sentences

SECONDS = 0.4  # for checking all of them, after the statements were streamed
MOST_CHECKED = 8
LONGEST_TEXT = 20_000  # characters of an article that are looked at
SAME_MATTER = 0.5  # of what a question's words tell, that an article which is not cited has to hold


_OF = re.compile(r"\s(?:of|for|from|the)\s.*$")  # "Ada Lund of Wick"
_OF_PERSON = re.compile(r"Who is |What did ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A question, and the sentence that answers it."""

    text: str
    article: Article
    span: Span


def _alike_rare(words: Sequence[str]) -> Mapping[str, float]:
    return dict.fromkeys(words, 1.0)


Check = Callable[[str], Awaitable[Sequence[Draft]]]
Rarity = Callable[[Sequence[str]], Mapping[str, float]]  # how much each word tells, above 0


async def followups(
    answer: Answer,
    hits: Sequence[Hit],
    check: Check,
    *,
    most: int,
    earlier: Sequence[Turn] = (),
    rarity: Rarity = _alike_rare,
    seconds: float = SECONDS,
) -> tuple[str, ...]:
    """Up to `most` questions that are answered by sentences which `answer` does not cite.

    Args:
        hits: what was found for it, best first.
        check: asks a question; what it says counts only if it quotes the sentence.
        earlier: what was asked and suggested before in its conversation: not suggested again.
        rarity: of words in the library.
        seconds: none is begun to be checked after that.
    """
    ends = time.monotonic() + seconds
    shown: list[Suggestion] = []
    found = candidates(answer, hits, earlier=earlier, rarity=rarity)
    for checked, one in enumerate(_varied(found)):
        if len(shown) == most or checked == MOST_CHECKED or time.monotonic() > ends:
            break
        if _quotes(await check(one.text), one):
            shown.append(one)
    return tuple(one.text for one in shown)


async def about_names(
    answer: Answer,
    check: Check,
    *,
    most: int,
    earlier: Sequence[Turn] = (),
    seconds: float = SECONDS,
) -> tuple[str, ...]:
    """Up to `most` questions in the asker's language, about who and what cited articles name.

    Args:
        check: asks a question; it is shown if something is said to it that `answer` does not cite.
        earlier: as for `followups`.
        seconds: none is begun to be checked after that.
    """
    ends = time.monotonic() + seconds
    told = {(one.article.id, one.start) for one in answer.citations}
    shown: list[str] = []
    before = _said_before(earlier)
    texts = [say("suggest_about", answer.language, name=name) for name in _named(answer)]
    for text in [one for one in texts if one not in before][:MOST_CHECKED]:
        if len(shown) == most or time.monotonic() > ends:
            break
        said = {(q.article.id, q.start) for draft in await check(text) for q in draft.quotes}
        if said - told:
            shown.append(text)
    return tuple(shown)


def _named(answer: Answer) -> list[str]:
    """Names of several words in the cited articles that the question lacks, most frequent first."""
    cited = {one.article.id: one.article for one in answer.citations}.values()
    counts = Counter(
        name
        for article in cited
        for start, end in _sentences(article)
        for name in (_OF.sub("", one) for one in names(f"x {article.text[start:end]}"))
        if " " in name
        and not name.isupper()
        and not re.search(r"\d", name)
        and not set(name.casefold().split()) & set(answer.question.casefold().split())
    )
    return [name for name, _ in counts.most_common()]


def _varied(found: Iterable[Suggestion]) -> list[Suggestion]:
    """The best of each kind first, then the second of each: not three times "Who is ...?"."""
    counts: Counter[str] = Counter()
    ranked = []
    for place, one in enumerate(found):
        kind = " ".join(one.text.split()[:2])
        ranked.append((counts[kind], place, one))
        counts[kind] += 1
    return [one for _, _, one in sorted(ranked, key=lambda item: item[:2])]


def candidates(
    answer: Answer,
    hits: Sequence[Hit],
    *,
    earlier: Sequence[Turn] = (),
    rarity: Rarity = _alike_rare,
) -> Iterator[Suggestion]:
    """Questions from the cited articles, then from others that were found on the same matter."""
    told = {(one.article.id, one.start) for one in answer.citations}
    cited = {one.article.id: one.article for one in answer.citations}
    asked = [one for one in (answer.question, answer.searched.understood.made_whole) if one]
    spans = [(article, span) for article in cited.values() for span in _sentences(article)]
    spans += [
        (hit.article, span)
        for hit in _on_the_matter(asked, hits, rarity)
        if hit.article.id not in cited
        for span in hit.passage.sentences
    ]
    made = [
        Suggestion(text=text, article=article, span=span)
        for article, span in spans
        if (article.id, span.start) not in told
        for text in questions(article.text[span.start : span.end], article.text)
    ]
    made.sort(key=lambda one: (one.article.id not in cited, _kind(one.text)))
    seen = [*asked, *_said_before(earlier)]
    for one in made:
        if not any(_alike(one.text, other) for other in seen):
            seen.append(one.text)
            yield one


def _said_before(earlier: Sequence[Turn]) -> list[str]:
    """What was asked in a conversation, and what was suggested and not taken up."""
    said = [text for turn in earlier for text in (turn.question, turn.asked, *turn.offered)]
    return [one for one in said if one]


def _on_the_matter(asked: Sequence[str], hits: Sequence[Hit], rarity: Rarity) -> list[Hit]:
    """Those that share a name with the question, and half of what its words tell.

    The town alone, which half of the articles name, binds nothing. A word that no passage has
    ("happened") tells nothing of the matter.
    """
    named = [name for text in asked for name in names(text)]
    held = [
        {stem(word) for word in content_words(f"{one.article.title} {one.article.text}")}
        for one in hits
    ]
    asks = {stem(word): word for word in content_words(f"x {asked[-1]}")}
    words = {own: word for own, word in asks.items() if any(own in one for one in held)}
    weights = rarity(tuple(words.values()))
    least = SAME_MATTER * sum(weights.values())
    return [
        hit
        for hit, own in zip(hits, held, strict=True)
        if any(name in hit.passage.text for name in named)
        and sum(weights[word] for key, word in words.items() if key in own) >= least
    ]


def _sentences(article: Article) -> Iterator[Span]:
    for paragraph in paragraphs(article.text[:LONGEST_TEXT]):
        yield from sentences(article.text, paragraph, language=article.language)


def _kind(text: str) -> int:
    """Reasons and sums first, persons last: those are asked more."""
    order = ("Why", "How", "When", "Who", "What")
    return next((rank for rank, word in enumerate(order) if text.startswith(word)), len(order))


def _alike(one: str, other: str) -> bool:
    """Two questions about one person, or with the same asking word and most words in common."""
    if one.split()[0].lower() != other.split()[0].lower():
        people = [set(names(text)) for text in (one, other) if _OF_PERSON.match(text)]
        return len(people) == 2 and people[0] == people[1]
    a, b = ({stem(word) for word in content_words(text)} for text in (one, other))
    return len(a & b) >= 0.6 * max(1, min(len(a), len(b)))


def _quotes(drafts: Sequence[Draft], one: Suggestion) -> bool:
    return any(
        quote.article.id == one.article.id
        and quote.start <= one.span.start
        and one.span.end <= quote.end
        for draft in drafts
        for quote in draft.quotes
    )
