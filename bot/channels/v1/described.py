"""The application's description of itself: /openapi.json, and pages to read it at /docs and /redoc.

Swagger UI and ReDoc come from a package beside this server, never from elsewhere; where it is not
installed, the pages are plain ones made here.
"""

import importlib.util
from html import escape
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, Response
from starlette.requests import Request
from starlette.staticfiles import StaticFiles

from bot.channels.v1 import adding, schemas

REDOC = "redoc.standalone.js"
_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg"  # which it would fetch; all else is its own
ASSETS = "/docs/assets"
ABOUT = """Ask a pile of news; each sentence of an answer carries a verbatim, checked quote.

Errors are problem documents (RFC 9457) with a stable `type` and the request's id. Keys are made
with `newsdesk keys create` and sent as `Authorization: Bearer KEY` or `X-API-Key: KEY`. Within
`/v1` keys are only ever added."""
_TAGS = [
    {"name": "questions", "description": "Ask, search, and take up a stream again."},
    {"name": "conversations", "description": "What was asked before, and what it was worth."},
    {"name": "articles", "description": "List, read, add, replace, take out."},
    {"name": "jobs", "description": "How far the reading of articles has come."},
    {"name": "server", "description": "Alive, ready, figures."},
]
_STYLE = """body{font:16px/1.5 Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
code,pre{font-family:monospace;background:#8882}pre{padding:.5rem;overflow:auto}
section{border-top:1px solid #8886;padding:.5rem 0}dt{font-family:monospace}"""


def install(app: FastAPI) -> None:
    """Give the application its description; the pages come with `pages`."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(
                get_openapi(
                    title=app.title,
                    version="1.0.0",
                    summary=app.summary,
                    description=ABOUT,
                    routes=app.routes,
                    tags=_TAGS,
                )
            )
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend it


def _completed(said: dict[str, Any]) -> dict[str, Any]:
    """With the models that FastAPI does not see, as no endpoint is declared with them."""
    models = said.setdefault("components", {}).setdefault("schemas", {})
    for model in (schemas.Problem, adding.AddBody, adding.NewArticle):
        own = model.model_json_schema(ref_template="#/components/schemas/{model}")
        models.update(own.pop("$defs", {}))
        models[model.__name__] = own
    return said


def pages(app: FastAPI) -> None:
    """Serve `/docs` and `/redoc`."""
    assets = _assets()
    if assets:
        redoc_script = (assets / REDOC).read_text(encoding="utf-8").replace(_LOGO, "data:,")

        @app.get(f"{ASSETS}/{REDOC}", include_in_schema=False)
        async def script() -> Response:
            return Response(redoc_script, media_type="text/javascript")

        app.mount(ASSETS, StaticFiles(directory=assets), name="docs assets")

    def at(request: Request, path: str) -> str:
        return str(request.scope.get("root_path", "")) + path

    @app.get("/docs", include_in_schema=False)
    async def docs(request: Request) -> HTMLResponse:
        if not assets:
            return HTMLResponse(plain(app.openapi()))
        return get_swagger_ui_html(
            openapi_url=at(request, "/openapi.json"),
            title=f"{app.title}: REST",
            swagger_js_url=at(request, f"{ASSETS}/swagger-ui-bundle.js"),
            swagger_css_url=at(request, f"{ASSETS}/swagger-ui.css"),
            swagger_favicon_url="data:,",
        )

    @app.get("/redoc", include_in_schema=False)
    async def redoc(request: Request) -> HTMLResponse:
        if not assets:
            return HTMLResponse(plain(app.openapi()))
        # Without its search, which runs in a worker that the page's policy does not let it make.
        spec, script = at(request, "/openapi.json"), at(request, f"{ASSETS}/{REDOC}")
        return HTMLResponse(
            "<!doctype html><html lang=en><meta charset=utf-8>"
            f"<title>{escape(app.title)}: REST</title><body style=margin:0>"
            f'<redoc spec-url="{escape(spec)}" disable-search="true"></redoc>'
            f'<script src="{escape(script)}"></script></html>'
        )


def _assets() -> Path | None:
    """Where the package with the scripts of both pages keeps them; None where it is missing."""
    found = importlib.util.find_spec("fastapi_offline")
    folders = list(found.submodule_search_locations or ()) if found else []
    static = Path(folders[0]) / "static" if folders else None
    needed = ("swagger-ui-bundle.js", "swagger-ui.css", REDOC)
    return static if static and all((static / one).is_file() for one in needed) else None


def plain(said: dict[str, Any]) -> str:
    """The description as one page without a script."""
    parts = []
    for path, methods in said["paths"].items():
        for method, one in methods.items():
            takes = "".join(
                f"<dt>{escape(of['name'])} <i>({escape(of['in'])})</i></dt>"
                f"<dd>{escape(of.get('description', ''))}</dd>"
                for of in one.get("parameters", ())
            )
            codes = ", ".join(escape(code) for code in one["responses"])
            parts.append(
                f"<section><h2><code>{escape(method.upper())} {escape(path)}</code></h2>"
                f"<p>{escape(one.get('summary', ''))}.</p><dl>{takes}</dl>"
                f"<p>Answers: {codes}.</p></section>"
            )
    title = escape(str(said["info"]["title"]))
    about = "".join(f"<p>{escape(one)}</p>" for one in ABOUT.split("\n\n"))
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}: REST</title>"
        f"<style>{_STYLE}</style><h1>{title}: REST</h1>{about}"
        '<p>The whole description: <a href="openapi.json">openapi.json</a>.</p>'
        f"{''.join(parts)}</html>"
    )
