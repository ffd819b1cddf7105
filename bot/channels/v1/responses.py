"""What an endpoint may reply, as OpenAPI shows it: its schema, its stream, its problems."""

from typing import Any

from pydantic import BaseModel

# One event of a stream; `data` is JSON.
EVENT = {
    "schema": {
        "type": "object",
        "required": ["event", "data"],
        "properties": {
            "event": {"type": "string"},
            "id": {"type": "string"},
            "data": {"type": "string"},
        },
    }
}
_PROBLEM = {
    "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
}


def gives(
    model: type[BaseModel] | None, *problems: int, status: int = 200, **more: Any
) -> dict[int | str, dict[str, Any]]:
    """`responses=` of an endpoint: what it gives, and the codes of the problems it may end in.

    Those named here may end any: an address may hold what no route takes.
    """
    codes = sorted({400, 401, 403, 404, 408, 413, 422, 429, 503, *problems})
    told: dict[int | str, dict[str, Any]] = {
        code: {"description": "A problem", "content": _PROBLEM} for code in codes
    }
    if model is not None:
        told[status] = {"model": model, **more}
    return told
