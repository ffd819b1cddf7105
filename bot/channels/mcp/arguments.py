"""What is wrong with a tool's arguments, in a sentence from which a model can correct its call."""

import json
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


def wrong(
    tool: str, schema: dict[str, Any], given: dict[str, Any], error: ValidationError | None = None
) -> str:
    """Which arguments of `given` `tool` cannot take and why, and which there are.

    Args:
        schema: of its arguments, JSON Schema.
        error: what pydantic found wrong; None where it was not asked.
    """
    if error:
        found = error.errors(include_url=False)
        told = [_one(one["loc"], one["type"], one) for one in found]
    else:
        told = [_missing(name) for name in schema.get("required", ()) if name not in given]
    more = [f"and {len(told) - MOST_TOLD} more"] if len(told) > MOST_TOLD else []
    known = tuple(schema["properties"])
    unknown = ", ".join(repr(name) for name in given if name not in known)[:LONGEST_VALUE]
    said = "; ".join([*told[:MOST_TOLD], *more])
    sentences = (
        f"{said}." if said else "",
        f"There is no {unknown}." if unknown else "",
        f"The arguments of {tool!r} are {', '.join(known)}.",
    )
    return " ".join(filter(None, sentences))


def _missing(name: str) -> str:
    return f"{name!r} {_MUST['missing']}"


def _one(where: tuple[int | str, ...], kind: str, found: Any) -> str:
    name = str(where[0]) + "".join(f"[{part}]" for part in where[1:])
    must = _NUMBER if kind.startswith("int_") else _MUST.get(kind, "cannot be used")
    said = f"{name!r} {must.format(**found.get('ctx', {}))}"
    if kind in ("missing", "too_long"):
        return said
    try:
        value = json.dumps(found["input"], default=str)
    except ValueError:  # a whole number of more digits than Python writes out
        return said
    return f"{said}, not {value if len(value) <= LONGEST_VALUE else value[:LONGEST_VALUE] + '…'}"
