"""Who or what somebody or something named is: the sentences of the stories that say so.

What says it plainly needs nothing that was said before it for a reader to know of whom it is: "The
chief executive, Ada Lund, left." Of which company, what was said before tells.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answer.extracted.candidate import Candidate
from bot.answer.forms.defining import plainness
from bot.answer.forms.story import Story
from bot.answer.forms.telling import whole
from bot.check.orders import unsaid
from bot.question.wording import untitled
from ingest.article import Span

MOST = 2  # sentences that only name it
# Whose chairman: "its county chairman, Ada Lund, said".
_ITS = r"\b(?:[Ii]ts|[Tt]heir) (?:[\w’'-]+ ){1,4}?[\w’'-]+, "


def defining(said: Sequence[Candidate], stories: Sequence[Story], name: str) -> list[Candidate]:
    """The sentences that say who or what is named, the plainest first; else the two nearest.

    Args:
        said: the sentences of the stories that tell of it and can be told alone, nearest first.
    """
    every = (one for story in stories for hit in story.hits for one in whole(hit))
    known = {(one.hit.article.id, one.span) for one in said}
    beside = [one for one in every if (one.hit.article.id, one.span) not in known]
    bare = untitled(name).casefold()
    named = [one for one in (*said, *beside) if bare in one.text.casefold()]
    plain = {one: plainness(one.text, name, one.hit.article.language) for one in named}
    plainly = sorted(filter(plain.get, plain), key=lambda one: -plain[one])
    return plainly or [one for one in said if one in plain][:MOST]


def whose(one: Candidate, name: str) -> Candidate:
    """A sentence with the one before it where that alone says whose chairman somebody is."""
    own = one.hit.passage.sentences
    number = own.index(one.span) if one.span in own else 0
    bare = re.escape(untitled(name))
    is_its = re.search(rf"{_ITS}{bare}", one.text, re.IGNORECASE)
    if not is_its or not number or unsaid(one.hit.passage)[number - 1]:
        return one
    span, text = Span(own[number - 1].start, one.span.end), one.hit.article.text
    return replace(one, span=span, said=" ".join(text[span.start : span.end].split()))
