"""`check`: does a quote carry a statement? Everything heavy is imported where it is used."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, lines_of, out, out_json

if TYPE_CHECKING:
    from bot.answer.answer import Support

_TEXTS = ("statement", "quote", "about", "beside", "published_at")


def check(
    statement: Annotated[str, typer.Option("--statement", help="What is said.")] = "",
    quote: Annotated[str, typer.Option("--quote", help="The words that are to carry it.")] = "",
    about: Annotated[str, typer.Option("--about", help="The quote's headline, outlet, date.")] = "",
    beside: Annotated[str, typer.Option("--beside", help="The passage around the quote.")] = "",
    published_at: Annotated[
        str, typer.Option("--published-at", help='The article\'s day; it settles "on Monday".')
    ] = "",
    batch: Annotated[
        Path | None,
        typer.Option("--batch", help='Lines of {"id", "statement", "quote"} to work off.'),
    ] = None,
    words: Annotated[
        bool, typer.Option("--words", help="By words alone, without sentence vectors.")
    ] = False,
    data: Data = HERE,  # taken like everywhere, and left alone
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Say whether a quote carries a statement, and why not."""
    from bot import models
    from bot.check import judge, support
    from bot.check.meaning import Vectors
    from bot.errors import BadQuestion
    from ingest.config import load_settings

    given = dict(zip(_TEXTS, (statement, quote, about, beside, published_at), strict=True))
    if batch and any(given.values()):
        raise BadQuestion("Give --statement and --quote, or a --batch file, not both.")
    rows = read(batch) if batch else [_checked(given, "--statement and --quote")]
    settings = load_settings(config)
    vectors = None
    if not words:
        # Late: it takes seconds to load.
        from ingest.embedding.embed import Embedder

        vectors = Vectors(Embedder(settings.embedding).texts)
    judging = judge.load(settings, models.writers(settings) if settings.check.model else ())
    for row in rows:
        found = support.check(
            row["statement"],
            row["quote"],
            about=row["about"],
            beside=row["beside"],
            day=row["published_at"],
            vectors=vectors,
            judge=judging,
        )
        if batch:
            out_json({"id": row["id"], **support_json(found)})
        elif as_json:
            out_json(support_json(found))
        else:
            out(f"{found.verdict} ({found.score:.2f})")
            for reason in found.reasons:
                out(f"  {reason}")


def support_json(found: "Support") -> dict[str, Any]:
    return {"verdict": found.verdict, "score": found.score, "reasons": list(found.reasons)}


def read(batch: Path) -> list[dict[str, Any]]:
    """The lines of a batch file; all are read before any is checked.

    Raises:
        BadQuestion: naming the line that cannot be used.
    """
    from bot.errors import BadQuestion

    found = []
    for place, line in lines_of(batch):
        try:
            row = json.loads(line)
            texts = {name: row.get(name) or "" for name in _TEXTS}
            found.append({"id": row["id"], **_checked(texts, place)})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadQuestion(f'{place} is no {{"id", "statement", "quote"}} object.') from error
    return found


def _checked(texts: dict[str, Any], place: str) -> dict[str, str]:
    """The texts without anything that is none.

    Raises:
        BadQuestion: one of the two that must be there is not, or one is no text.
    """
    from bot.errors import BadQuestion

    if not all(isinstance(one, str) for one in texts.values()):
        raise BadQuestion(f"{place}: statement, quote and what is beside them must be texts.")
    if not texts["statement"].strip() or not texts["quote"].strip():
        raise BadQuestion(f"{place}: a statement and a quote are needed; one is empty.")
    return texts
