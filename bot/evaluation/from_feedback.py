"""What readers thought of answers -> questions for `newsdesk eval`, and those to look at."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.answer.answer import Outcome
from bot.conversation.conversations import Conversations
from bot.conversation.feedback import Feedback
from bot.errors import AnswerNotFound, EvaluationError
from bot.evaluation.cases import FILE

REVIEW = "review.jsonl"


def export(kept: Conversations, folder: Path) -> tuple[int, int]:
    """Write both files into `folder`; return how many questions each has.

    FILE: answers that somebody found helpful and nobody did not, with their statements and quotes
    as what is right. REVIEW: those that somebody found unhelpful, with what they said of them; the
    right answer is for an editor to add.

    Raises:
        EvaluationError: a file cannot be written.
    """
    by_answer: dict[str, list[Feedback]] = {}
    for one in kept.feedback.all():
        by_answer.setdefault(one.answer, []).append(one)
    right, to_review = [], []
    for answer_id, given in by_answer.items():
        try:
            answer = kept.answer(answer_id)
        except AnswerNotFound:  # it went meanwhile
            continue
        case = _case(answer, given[0].question)
        if all(one.thumb == "up" for one in given):
            right.append(case)
        else:
            told = [{"reason": one.reason, "words": one.words} for one in given if _unhappy(one)]
            to_review.append({**case, "answer": answer["text"], "feedback": told})
    _write(folder, FILE, right)
    _write(folder, REVIEW, to_review)
    return len(right), len(to_review)


def _case(answer: dict[str, Any], question: str) -> dict[str, Any]:
    says = answer["outcome"] != Outcome.NO_ANSWER
    return {
        "id": answer["id"],
        "question": question,
        "now": answer["searched"]["to"] or answer["asked_at"][:10],
        "answers": [one["text"] for one in answer["statements"]] if says else [],
        "articles": list(dict.fromkeys(one["article"]["id"] for one in answer["citations"])),
        "quotes": [one["quote"] for one in answer["citations"]],
    }


def _unhappy(one: Feedback) -> bool:
    return one.thumb == "down"


def _write(folder: Path, name: str, rows: Iterable[dict[str, Any]]) -> None:
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(lines, encoding="utf-8")
    except OSError as error:
        raise EvaluationError(
            f"{folder / name} cannot be written: {error.strerror}. Name another folder."
        ) from error
