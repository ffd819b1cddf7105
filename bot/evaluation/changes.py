"""Two evaluations of the same questions -> which of them fare better or worse now."""

import json
import math
from pathlib import Path
from typing import Any

from bot.errors import EvaluationError
from bot.evaluation.figures import FORMAT

# What makes a question the same as before.
SAME = ("question", "now", "answers")


def load(file: Path) -> dict[str, Any]:
    """An earlier eval.json.

    Raises:
        EvaluationError: it cannot be read, or is none.
    """
    try:
        held = json.loads(file.read_text(encoding="utf-8"))
        is_one = held["format"] == FORMAT and all(
            isinstance(one["lost_at"], str | None) and isinstance(one["id"], str)
            for one in held["cases"]
        )
    except OSError as error:
        raise EvaluationError(
            f"{file} cannot be read: {error.strerror}. Name an eval.json with --compare."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EvaluationError(f"{file} is no eval.json of `newsdesk eval`.") from error
    if not is_one:
        raise EvaluationError(
            f"{file} is an eval.json of another version; measure anew to compare with it."
        )
    return dict(held)


def changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What changed, by question and in sum.

    `better` and `worse` are questions that pass all stages now and did not, and the reverse;
    `moved` fail now as before, but elsewhere. `chance` is how often as lopsided a change comes
    about where nothing is better or worse: the two-sided sign test over better and worse.
    """
    before = {one["id"]: one for one in old["cases"]}
    after = {one["id"]: one for one in new["cases"]}
    both = [key for key in after if key in before and _same(before[key], after[key])]
    rows = [
        {
            "id": key,
            "question": after[key]["question"],
            "was_lost_at": before[key]["lost_at"],
            "is_lost_at": after[key]["lost_at"],
        }
        for key in both
    ]
    better = [one for one in rows if one["was_lost_at"] and not one["is_lost_at"]]
    worse = [one for one in rows if not one["was_lost_at"] and one["is_lost_at"]]
    moved = [
        one
        for one in rows
        if one["was_lost_at"] and one["is_lost_at"] and one["was_lost_at"] != one["is_lost_at"]
    ]
    return {
        "made_at": old.get("made_at"),
        "compared": len(both),
        "better": better,
        "worse": worse,
        "moved": moved,
        "new": [key for key in after if key not in both],
        "gone": [key for key in before if key not in both],
        "chance": sign_test(len(better), len(worse)),
    }


def sign_test(better: int, worse: int) -> float:
    """The two-sided p-value of a fair coin: how often it falls as unevenly, or more so."""
    thrown = better + worse
    tail = sum(math.comb(thrown, heads) for heads in range(min(better, worse) + 1))
    chance: float = 2 * tail / 2**thrown
    return round(min(1.0, chance), 4)


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in SAME)
