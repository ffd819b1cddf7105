"""Whether a sentence in another language than English can answer at all.

Where a figure is asked for it has to hold one, in an article about whom the question names, and to
speak of what is counted: "¿Cuántos muertos hubo?" is not answered by 31 stalls. Who died and who
was hurt is told in few words; of other things, those sentences count that have the word, where any
has. And "Was fordert Orrin?" is not answered beside what others demand.
"""

import re
from collections.abc import Callable, Sequence

from bot.answer.fitting import kinds, naming
from bot.question.language import function_words
from bot.question.terms import words
from bot.question.understanding import Question
from ingest.article import Article

_FIGURES = frozenset({"age", "money", "number"})

_HOW_MANY = re.compile(
    r"\W*(?:(?:und|et|y|e|en) )?(?:wie ?viele?|combien (?:de |d['’]|des )|cuánt[oa]s|quant[ie]|"
    r"quant[oa]s|hoeveel)\b ?",
    re.IGNORECASE,
)
# Of the six languages together: what is asked for, and what tells it.
_EVENTS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{told})\b", re.IGNORECASE))
    for asked, told in (
        (
            r"tote[nr]?|todesopfer|starben|gestorben|morts?|mortes?|tués?|décédés?|muert[oa]s?|"
            r"murieron|fallecid[oa]s?|mort[oiea]|morti|vítimas mortais|morreram|doden?|stierven|"
            r"overleden|omgekomen",
            r"tot\w*|tod\w*|tödlich\w*|st[aeo]rb\w*|gestorben\w*|leben|getötet\w*|leich\w*|opfer\w*|"
            r"mort\w*|meur\w*|mour\w*|tu[ée]\w*|décè\w*|décéd\w*|victimes?|muer\w*|muri\w*|falleci\w*|"
            r"víctimas?|mata\w*|mató|ucci\w*|vittim\w*|decedut\w*|vita|morr\w*|vítimas?|falec\w*|"
            r"dod\w*|gedood|stierf|stierven|overle\w*|omgekomen|slachtoffers?|leven",
        ),
        (
            r"verletzte[nr]?|verletzt|blessé\w*|herid[oa]s|ferit[oiea]|ferid[oa]s|gewond\w*",
            r"verletz\w*|verwund\w*|bless\w*|herid\w*|lesion\w*|ferit\w*|ferid\w*|feri\w*|gewond\w*|"
            r"verwond\w*",
        ),
    )
)


def able(question: Question, said: Sequence[tuple[Article, str]]) -> list[int]:
    """Of these sentences the places of those that can; those in English all can.

    Args:
        said: each sentence with its article.
    """
    every = range(len(said))
    if all(article.language in {"", "en"} for article, _ in said):
        return list(every)
    texts = [text for _, text in said]
    others, counts = naming.told_of_others(question, texts), _counts(question, texts)
    asked = {word.casefold() for word in words(question.text)}

    def can(article: Article, text: str) -> bool:
        if text in others or not counts(text):
            return False
        if question.kind not in _FIGURES:
            return True
        holds = kinds.holds(question.kind, text, asked, str.casefold, article.language) >= 0
        return holds and naming.speaks_of(article, question)

    return [at for at in every if said[at][0].language in {"", "en"} or can(*said[at])]


def _counts(question: Question, sentences: Sequence[str]) -> Callable[[str], bool]:
    """Whether a sentence may count what a question in one of the languages asks to be counted.

    Args:
        sentences: those that it is one of.
    """
    asks = _HOW_MANY.match(question.text)
    if question.kind != "number" or not asks or not function_words(question.asked_in):
        return lambda said: True
    for asked, told in _EVENTS:
        if asked.search(question.text):
            return lambda said: bool(told.search(said))
    noun = next(iter(question.terms), "").casefold()
    if any(noun in map(str.casefold, words(one)) for one in sentences):
        return lambda said: noun in map(str.casefold, words(said))
    return lambda said: True
