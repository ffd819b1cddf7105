"""What nothing else of REST takes, as a problem: the page, mounted at `/`, would take it."""

import re

from fastapi import FastAPI, Request

from bot.channels.problems import Problem

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
_PARAMETER = re.compile(r"\\\{\w+\\\}")  # `{id}`, escaped


def install(app: FastAPI) -> None:
    """To be called behind every route of REST, and before the page is mounted."""

    async def nowhere(request: Request) -> None:
        path = request.url.path
        if allowed := sorted(_taken(app, path)):
            methods = ", ".join(allowed)
            says = f"This takes {methods}, not {request.method}."
            raise Problem("method-not-allowed", says, {"Allow": methods})
        says = f"There is nothing at {path[:100]}. /openapi.json names what there is."
        raise Problem("not-found", says)

    for path in ("/v1/{path:path}", "/healthz", "/readyz", "/metrics"):
        app.add_api_route(path, nowhere, methods=METHODS, include_in_schema=False)


def _taken(app: FastAPI, path: str) -> set[str]:
    """The methods that the application describes for a path."""
    return {
        method.upper()
        for template, methods in app.openapi()["paths"].items()
        if re.fullmatch(_PARAMETER.sub(".+", re.escape(template)), path)
        for method in methods
    }
