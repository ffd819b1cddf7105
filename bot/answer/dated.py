"""Of a question for when, the days that a sentence counts from its article's, in square brackets.

"It hit parity on Tuesday" tells a reader no day: "on Tuesday [12 July 2022]" does. Words that
somebody is quoted with stay as they are, and so does a weekday that may be one to come or any, as
in a listing ("Friday: fireworks"), and one on which it was only said: a wrong day would be worse
than none.
"""

import re
from datetime import date, timedelta

from bot.answer.fitting.days_told import is_ahead, out_on
from bot.check.reading import BASE
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
# What tells that something was, in the part of a sentence that has the weekday.
_PART = re.compile(r"[^:;]+")
_PAST_ED = re.compile(r"\b(?:was|were|had|has|have|did|hit|[a-z]{2,}ed)\b")
_PAST = BASE.keys() - {"dead", "death"}
_WORD = re.compile(r"[a-z]+")
# Whoever asks when the wall fell does not ask when somebody spoke of it.
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|warned|added|reported|wrote|announced|confirmed)\b"
    r"(?: [\w’'-]+){0,2}?(?: on)? ?$"
)
_ASKS_SAID = re.compile(
    r"\b(?:sa(?:y|id|ys)|t(?:ell|old)|warn|add|report|wr[io]te|announce|confirm)", re.IGNORECASE
)


def with_days(text: str, article: Article, question: str = "") -> str:
    """A sentence with the day behind each weekday, or "yesterday", that surely means one.

    Args:
        question: what it answers; where it does not ask for what was said, the day on which
            somebody said so is left as it is.
    """
    told = out_on(article)
    is_known = told is not None and article.first_day == article.last_day
    if told is None or not is_known or article.language not in {"", "en"}:
        return text
    if is_ahead(text) or _MAY.search(text):
        return text
    spoken = [(start, end) for start, end, _ in quotations(text)]
    for match in reversed(list(_DAY.finditer(text))):
        before = text[: match.start()]
        is_spoken = any(start < match.start() < end for start, end in spoken)
        is_beside = bool(_SAYS.search(before[-60:])) and not _ASKS_SAID.search(question)
        if not (is_spoken or is_beside or _OTHER.search(before)) and _is_over(text, match):
            day = in_words(_meant(match["day"], told).isoformat())
            text = f"{text[: match.end()]} [{day}]{text[match.end() :]}"
    return text


def _is_over(text: str, day: re.Match[str]) -> bool:
    """Whether what is told of that day has been."""
    part = next((one[0] for one in _PART.finditer(text) if one.end() >= day.end()), "")
    is_past = _PAST_ED.search(part) or any(one in _PAST for one in _WORD.findall(part))
    return day["day"] == "yesterday" or bool(is_past)


def _meant(said: str, told: date) -> date:
    if said == "yesterday":
        return told - timedelta(days=1)
    return told - timedelta(days=(told.weekday() - _WEEKDAYS.index(said)) % 7)
