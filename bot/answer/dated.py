"""Of a question for when, the days that a sentence counts from its article's, in square brackets.

"It hit parity on Tuesday" tells a reader no day: "on Tuesday [12 July 2022]" does. Words that
somebody is quoted with stay as they are, and so does a weekday that may be one to come or any: a
wrong day would be worse than none.
"""

import re
from datetime import date, timedelta

from bot.answer.fitting.days_told import is_ahead, out_on
from bot.check.speech import quotations
from ingest.article import Article, in_words

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(
    rf"\b(?P<day>{'|'.join(_WEEKDAYS)}|yesterday)\b(?: (?:morning|afternoon|evening|night)\b)?"
    r"(?![-–’'])(?! (?:the )?\d)(?!,? \d{1,2} [A-Z])(?!,? [A-Z][a-z]+\.? \d)"
)
# It tells what is to come, or may.
_MAY = re.compile(r"\b(?:may|might|could|can|should|must|if|unless)\b")
# Before a weekday that is any, another, or one to come; "opens Monday" is to come too.
_OTHER = re.compile(
    r"(?:\b(?:last|next|every|each|this|an?|any|most|some|other|first|second|third|fourth|fifth|from|"
    r"until|till|by|as|for|before|after|through|to|or|and|early|late|Black|Good|Ash)|[-–/]|"
    r"\b(?!(?:was|has|his|its|this|us)\b)[a-z]+s(?: on)?) ?$"
)


def with_days(text: str, article: Article) -> str:
    """A sentence with the day behind each weekday, or "yesterday", that surely means one."""
    told = out_on(article)
    is_known = told is not None and article.first_day == article.last_day
    if told is None or not is_known or article.language not in {"", "en"}:
        return text
    if is_ahead(text) or _MAY.search(text):
        return text
    spoken = [(start, end) for start, end, _ in quotations(text)]
    for match in reversed(list(_DAY.finditer(text))):
        is_spoken = any(start < match.start() < end for start, end in spoken)
        if not is_spoken and not _OTHER.search(text[: match.start()]):
            day = in_words(_meant(match["day"], told).isoformat())
            text = f"{text[: match.end()]} [{day}]{text[match.end() :]}"
    return text


def _meant(said: str, told: date) -> date:
    if said == "yesterday":
        return told - timedelta(days=1)
    return told - timedelta(days=(told.weekday() - _WEEKDAYS.index(said)) % 7)
