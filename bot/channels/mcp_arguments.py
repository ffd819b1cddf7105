"""What is wrong with a tool's arguments, in a sentence from which a model can correct its call."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

MOST_TOLD, LONGEST_VALUE = 3, 80
# By pydantic's names of what it checks; what follows them in braces is its own too.
_MUST = {
    "missing": "is missing",
    "string_type": "must be a string",
    "list_type": "must be a list of strings",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "too_long": "may have at most {max_length} entries",
}
_NUMBER = "must be a whole number"


def wrong(tool: str, known: Iterable[str], given: dict[str, Any], error: ValidationError) -> str:
    """Which arguments of `given` `tool` cannot take and why, and which there are.

    Args:
        known: the names of its arguments.
    """
    told = [_one(found["loc"], found["type"], found) for found in error.errors(include_url=False)]
    more = [f"and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
    known = tuple(known)
    unknown = ", ".join(repr(name) for name in given if name not in known)[:LONGEST_VALUE]
    stray = f" There is no {unknown}." if unknown else ""
    said = "; ".join([*told[:MOST_TOLD], *more])
    return f"{said}.{stray} The arguments of {tool!r} are {', '.join(known)}."


def _one(where: tuple[int | str, ...], kind: str, found: Any) -> str:
    name = str(where[0]) + "".join(f"[{part}]" for part in where[1:])
    must = _NUMBER if kind.startswith("int_") else _MUST.get(kind, "cannot be used")
    said = f"{name!r} {must.format(**found.get('ctx', {}))}"
    if kind in ("missing", "too_long"):
        return said
    value = json.dumps(found["input"], default=str)
    return f"{said}, not {value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + '…'}"
