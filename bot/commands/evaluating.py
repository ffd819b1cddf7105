"""`eval`. Everything heavy is imported where it is used."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, err, opened, out, out_json

if TYPE_CHECKING:
    from bot.answer.written.generate import Writer
    from bot.evaluation.run import Judged
    from ingest.store import Store


def evaluate(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="It holds questions.jsonl: docs/evaluate.md."),
    ] = None,
    data: Data = HERE,
    config: Config = None,
    to: Annotated[
        Path | None, typer.Option("--out", help="Where eval.json and eval.html go; else FOLDER.")
    ] = None,
    compare: Annotated[
        Path | None, typer.Option("--compare", help="An earlier eval.json: say what changed.")
    ] = None,
    card: Annotated[
        bool,
        typer.Option(
            "--card",
            help="Write what the bot can and cannot do as card.html and card.md too.",
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how good the answers are, on questions of your own."""
    if folder is None:
        if not card or compare:
            raise typer.BadParameter("Name the folder of your questions.", param_hint="FOLDER")
        only_card(data, config, to or Path(), as_json=as_json)
        return
    import asyncio

    from bot import models
    from bot.evaluation import cases, changes, figures, page, run
    from ingest.config import load_settings

    longest = load_settings(config).answer.max_question_chars
    asked = cases.read(folder, longest=longest)
    # Before any work, and before it may be written over.
    old = changes.load(compare) if compare else None
    target = to or (folder if folder.is_dir() else folder.parent)
    with (
        opened(data, config, "newsdesk eval", make=False) as store,
        progress_bar(len(asked)) as step,
    ):
        writers = models.writers(store.settings)
        judged = asyncio.run(run.run(store, asked, writers=writers, progress=step))
        told = figures.figures(store, judged)
        shown = carded(store, judged, told, writers) if card else None
    changed = changes.changes(old, told) if old else None
    if changed:
        told["changes"] = changed
    write(target, {"eval.json": as_text(told), "eval.html": page.page(told, changed)})
    if shown:
        write_card(target, shown)
        told["card"] = shown
    if as_json:
        out_json(told)
    else:
        for line in lines(told, changed):
            out(line)
    err(f"Written: {target / 'eval.json'}, {target / 'eval.html'}")


def only_card(data: Path, config: Path | None, target: Path, *, as_json: bool) -> None:
    """The card of a library without questions of the user's own."""
    from bot import models

    with opened(data, config, "newsdesk eval", make=False) as store:
        shown = carded(store, [], None, models.writers(store.settings))
    write_card(target, shown)
    if as_json:
        out_json(shown)


def carded(
    store: "Store",
    judged: "Sequence[Judged]",
    told: dict[str, Any] | None,
    writers: "tuple[Writer, ...]",
) -> dict[str, Any]:
    import asyncio

    from bot.evaluation import card

    with progress_bar(card.STEPS) as step:
        return asyncio.run(card.made(store, judged, told, writers=writers, progress=step))


def write_card(target: Path, shown: dict[str, Any]) -> None:
    from bot.evaluation import card_page

    pages = {"card.html": card_page.page(shown), "card.md": card_page.markdown(shown)}
    write(target, {**pages, "card.json": as_text(shown)})
    held = shown["injection"]["held"]
    err(f"{held['count']} of {held['of']} planted orders changed nothing.")
    err(f"Written: {target / 'card.html'}, {target / 'card.md'}")


def as_text(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1)


def write(target: Path, files: dict[str, str]) -> None:
    """Raises:
    EvaluationError: nothing can be written there.
    """
    from bot.errors import EvaluationError

    try:
        target.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            # Half a surrogate pair, as JSON may hold it in a question, cannot be written.
            (target / name).write_bytes(content.encode("utf-8", "replace"))
    except OSError as error:
        raise EvaluationError(
            f"The figures cannot be written to {target}: {error.strerror or error}. "
            "Name another folder with --out."
        ) from error


def lines(told: dict[str, Any], changed: dict[str, Any] | None) -> Iterator[str]:
    """The figures, to be read on a terminal."""
    from bot.evaluation.page import NAMES, verdict

    library = told["library"]
    yield (
        f"{told['questions']} questions to {library['articles']:,} articles: {told['answerable']} "
        f"with an answer in them, {told['unanswerable']} without."
    )
    yield ""
    yield f"{'':16}{'questions':>12}{'share':>8}   {'95% interval':14}{'lost here':>9}"
    for name, share in told["stages"].items():
        yield row(NAMES[name], share) + f"{len(told['lost'][name]):>9}"
    yield row("false refusals", told["false_refusals"])
    for depth, share in told["hit"].items():
        yield row(f"hit@{depth}", share)
    if told["mrr"] is not None:
        yield f"{'MRR':16}{'':12}{told['mrr']:8.3f}"
    for kind, at in told["seconds"].items():
        yield f"{kind:16}" + ", ".join(f"{name} {1000 * s:.0f} ms" for name, s in at.items())
    cases = {one["id"]: one for one in told["cases"]}
    for name, lost in told["lost"].items():
        for key in lost:
            yield f"not {NAMES[name]}: {key}: {cases[key]['question']}"
    if changed:
        yield ""
        yield f"Since {changed['made_at']}: {verdict(changed)}"
        for kind in ("better", "worse"):
            for one in changed[kind]:
                yield f"{kind}: {one['id']}: {one['question']}"


def row(name: str, share: dict[str, Any]) -> str:
    from bot.evaluation.page import interval, percent

    of = f"{share['count']} of {share['of']}"
    return f"{name:16}{of:>12}{percent(share['share']):>8}   {interval(share):14}"


@contextmanager
def progress_bar(total: int) -> "Iterator[Callable[[], None]]":
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("questions", total=total)
        yield lambda: bar.advance(task)
