"""How articles call whom a question names: "Altman" for Sam Altman.

Who is named in full is called by the surname alone where everybody knows who is meant. Where an
article has the surname, and nobody else of that name, the given name that it lacks is no other's.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain

from bot.answer.fitting.naming import named
from bot.check.reading import TITLES
from bot.question.days import TIME_NAMES
from bot.question.terms import CAPITAL
from bot.question.understanding import Question
from bot.search.retrieve import Found
from ingest.article import Article

MOST = 3  # words of a name
# Before a surname, and no given name: "On Monday Altman said".
_OPENS = re.compile(r"(?:^|[.!?:;,\n\"“”‘(—–-])$")


def as_called(question: Question, found: Found) -> Question:
    """The question with whom it names called as articles do: by the surname, where that is all."""
    runs = [run for run in named(question) if 1 < len(run) <= MOST]
    if not runs:
        return question
    articles = {hit.article.id: hit.article for hit in found.hits}.values()
    left_out = set(chain.from_iterable(_left_out(run, articles) for run in runs))
    if not left_out:
        return question
    return replace(
        question,
        terms=tuple(one for one in question.terms if one not in left_out),
        matter=tuple(one for one in question.matter if one not in left_out),
        names=tuple(
            " ".join(word for word in name.split() if word not in left_out)
            for name in question.names
        ),
    )


def is_another(near: str, article: Article, run: Sequence[str]) -> bool:
    """Whether a text near a sentence has the last word of a name, and only as another's.

    Args:
        near: the headline, the sentence before and the sentence.
        run: the words of the name.
    """
    *first, last = run
    is_full = 0 < len(first) < MOST and all(one.isalpha() and one[0].isupper() for one in run)
    if not is_full or not last.istitle():
        return False
    before = given(near, last)
    if not before or before & {"", *(one.casefold() for one in first)}:
        return False
    return not re.search(rf"\b[Tt]he {last}\b", article.text)  # of several that are called so


def given(text: str, surname: str) -> frozenset[str]:
    """The given names that stand before a surname, in small letters; "" where it stands alone."""
    return frozenset(
        _given(text[max(0, match.start() - 40) : match.start()])
        for match in re.finditer(rf"\b{re.escape(surname)}\b(?!['’]?\w)", text)
    )


def _given(before: str) -> str:
    match = re.search(rf"(?<![\w’'-])({CAPITAL}[\w’'-]*\.?)\s$", before)
    if not match or match[1].casefold().rstrip(".") in TITLES | TIME_NAMES:
        return ""
    return (
        ""
        if _OPENS.search(before[: match.start()].rstrip(" ")) and not match[1][1:2]
        else match[1].casefold()
    )


def _left_out(run: Sequence[str], articles: Collection[Article]) -> Sequence[str]:
    """The given names, where the articles that have the surname call one by it alone."""
    *first, surname = run
    if not all(one.isalpha() and one[0].isupper() for one in run):
        return ()
    texts = [f"{one.title}\n{one.text}" for one in articles]
    called = [names for one in texts if (names := given(one, surname))]
    is_alone = bool(called) and all(names == {""} for names in called)
    # "The Infirmary" may be any, and a word is no surname.
    thing = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Tt]his) {surname}\b|\b{surname.lower()}\b")
    return first if is_alone and not any(thing.search(one) for one in texts) else ()
