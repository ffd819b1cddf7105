"""A folder of questions with their answers -> cases to measure with; every mistake by its line."""

import difflib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import BadQuestion, EvaluationError
from bot.question.understanding import understand

FILE = "questions.jsonl"
MOST_NAMED = 10  # mistakes named at once
KNOWN = ("id", "question", "now", "answers", "articles", "quotes")
# A number with its points and commas; a sign that says what is counted; a letter of a script that
# has no spaces between words (Thai to Khmer, kana, Han); else a run of letters.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)*|[%$£€¥]|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff"
    r"\u3400-\u9fff\uf900-\ufaff]|[^\W\d_]+"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One question and what a good answer to it holds."""

    id: str
    question: str
    now: str = ""  # the day it is asked on, "" for today
    answers: tuple[str, ...] = ()  # any of them is right; none: the articles do not say
    articles: tuple[str, ...] = ()  # ids of those that hold the evidence, () for any
    quotes: tuple[str, ...] = ()  # other words that count as evidence

    def is_shown_by(self, text: str, article_id: str) -> bool:
        """Whether these words of that article are evidence: an answer or a quote, word for word."""
        if self.articles and article_id not in self.articles:
            return False
        told = comparable(text)
        return any(comparable(one) in told for one in (*self.answers, *self.quotes))

    def is_answered_by(self, text: str) -> bool:
        """Whether an answer's text holds one of the right ones, word for word."""
        told = comparable(text)
        return any(comparable(one) in told for one in self.answers)


def comparable(text: str) -> str:
    """Words, figures and signs between single spaces: one is part of another only as whole words.

    Case, accents as they are typed, punctuation, and commas in thousands make no difference.
    """
    text = _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).casefold())
    return f" {' '.join(_TOKEN.findall(text))} "


def read(folder: Path, *, longest: int) -> tuple[Case, ...]:
    """The cases of `questions.jsonl` in `folder`, or of the file itself.

    Args:
        longest: characters a question may have.

    Raises:
        EvaluationError: there is none, it cannot be read, or some lines cannot be used: which, why.
    """
    file = folder if folder.is_file() else folder / FILE
    try:
        lines = file.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise EvaluationError(
            f"There is no {file}. Name a folder that holds {FILE}: one question a line, as "
            f"{_shape()}."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{file} cannot be read: {error}.") from error
    cases: dict[str, Case] = {}
    problems = list[str]()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            case = _case(line, longest)
            if case.id in cases:
                raise _Unusable(f'has the "id" {case.id!r} of another; give each its own')
            cases[case.id] = case
        except _Unusable as error:
            problems.append(f"{file}:{number} {error}.")
    if problems:
        more = len(problems) - MOST_NAMED
        tail = [f"And {more} more."] if more > 0 else []
        raise EvaluationError("\n".join([*problems[:MOST_NAMED], *tail]))
    if not cases:
        raise EvaluationError(f"{file} is empty. Write one question a line, as {_shape()}.")
    return tuple(cases.values())


class _Unusable(ValueError):
    """What is wrong with a line, and what to do."""


def _case(line: str, longest: int) -> Case:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Unusable(f"is not JSON; write {_shape()} on one line") from error
    if not isinstance(row, dict):
        raise _Unusable(f"is no JSON object; write {_shape()}")
    for key in row:
        near = difflib.get_close_matches(key, KNOWN, n=1, cutoff=0.8)
        if near and key not in KNOWN and near[0] not in row:
            raise _Unusable(f'has "{key}"; it is called "{near[0]}"')
    if row.get("id") in (None, "") or isinstance(row["id"], bool | list | dict):
        raise _Unusable('has no "id"; give each question one of its own')
    question, now = row.get("question"), row.get("now") or ""
    if not isinstance(question, str) or not isinstance(now, str):
        raise _Unusable('needs "question" (and "now", where there is one) as a string')
    if "answers" not in row:
        raise _Unusable(
            'has no "answers"; list what a right answer may say, [] where the articles do not say'
        )
    case = Case(
        id=str(row["id"]),
        question=question,
        now=now,
        answers=_strings(row, "answers"),
        articles=_strings(row, "articles"),
        quotes=_strings(row, "quotes"),
    )
    if not case.answers and (case.quotes or case.articles):
        raise _Unusable(
            'has no answer but "quotes" or "articles"; an empty list of answers means that the '
            "articles do not say"
        )
    try:
        understand(question, now=now, longest=longest)
    except BadQuestion as error:
        raise _Unusable(f"cannot be asked: {str(error).rstrip('.')}") from error
    return case


def _strings(row: dict[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise _Unusable(f'has {json.dumps(value)[:60]} as "{key}"; it must be a list of strings')
    if key != "articles" and (empty := [one for one in value if not comparable(one).strip()]):
        raise _Unusable(f'has {empty[0]!r} among its "{key}", which names nothing; take it out')
    return tuple(value)


def _shape() -> str:
    return '{"id": "1", "question": "...", "answers": ["..."]}'
