"""A sentence of an article that might answer, and whether it can be a statement at all."""

import re
from dataclasses import dataclass

from bot.answer.extracted import short
from bot.check.mood import asks
from bot.check.orders import unreadable
from bot.search.retrieve import Hit
from ingest.article import Span

SHORTEST, LONGEST = 4, 90  # words of a sentence that can stand as a statement, see also short.py
_PROMISES = re.compile(
    r"\W{0,3}(?:how|why|what|where|when|who|which|whose|wie|warum|was|wo|woher|wann|wer|welche[rns]?|"
    r"comment|pourquoi|où|quand|qui)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!…][\"'”’»)\]]{0,3}\s*$")
_KEEPS = re.compile(r": \S+(?: \S+){3}")  # "Where to find it: the harbour shop has some again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One sentence that might answer."""

    hit: Hit
    span: Span
    probability: float  # that it answers, 0..1
    place: int = -1  # among the sentences of the table, where it is of one
    is_sure: bool = False  # it tells in words what is asked, see `answering`
    named: float = (
        1.0  # how far its article speaks of whom the question names, see fitting/naming.py
    )
    said: str = ""  # as a statement that stands alone, see alone.py; "" for the sentence as it is

    @property
    def text(self) -> str:
        return self.hit.article.text[self.span.start : self.span.end]


@dataclass(frozen=True, slots=True)
class Extract:
    """What the articles say to a question, in their own sentences."""

    chosen: tuple[Candidate, ...]  # in reading order; () where the articles do not say
    partial: bool = False  # a part of the question is left open
    is_list: bool = False  # each sentence stands for an article or an outlet of its own
    # All that was understood of a question in another language than the articles': its words that
    # stand in these; () for a question that was understood.
    carried: tuple[str, ...] = ()
    chance: float = 1.0  # that they answer, as far as it is estimated, 0..1


def stands(sentence: str) -> bool:
    """Whether a sentence can be a statement: of some length, no question, no dateline or lead-in.

    "Harbour Town, Northland —" and "He said:" end where something else begins; "Where the money
    comes from" is a heading, which promises what it does not say.
    """
    return (
        (SHORTEST <= len(sentence.split()) <= LONGEST or short.says(sentence))
        and not asks(sentence)
        and not sentence.rstrip().endswith(("—", "–", "-", ":"))
        and not unreadable(sentence)
        and not (
            _PROMISES.match(sentence) and not (_ENDED.search(sentence) or _KEEPS.search(sentence))
        )
    )
