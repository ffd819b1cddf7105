"""A question without the words of its time, which an article tells in others.

"On June 26" is "Sunday" in an article of that day, "in 2025" is "last year" in one of 2026. What
is left is looked for, and the time stays as a condition that a sentence meets or not.
"""

import re
from dataclasses import replace

from bot.question import wording
from bot.question.language import counting
from bot.question.understanding import Question

FEWEST = 2  # words that count without the time
_BEFORE = re.compile(r"\b(?:on|in|for|during|at|of|this)\s*$", re.IGNORECASE)


def without_time(question: Question) -> Question | None:
    """The question without the one time that it names, which stays among its periods.

    None where it names none, or is of little else.
    """
    time = question.period
    if time is None or time.of != "event" or not (time.first_day and time.last_day):
        return None
    if question.topic or question.parts or question.asked_in not in {"", "en"}:
        return None
    before, said, after = question.text.partition(time.said)
    text = " ".join(f"{_BEFORE.sub('', before)} {after}".split()).replace(" ?", "?")
    terms = counting(text, question.asked_in)
    if not said or len(terms) < FEWEST:
        return None
    return replace(
        question,
        text=text,
        terms=terms,
        matter=terms,
        numbers=wording.numbers(text),
        names=wording.names(text),
    )
