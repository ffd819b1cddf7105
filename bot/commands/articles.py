"""Articles in, looked at, and out. Everything heavy is imported where it is used."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.shared import (
    HERE,
    AsJson,
    Config,
    Data,
    Targets,
    err,
    fail,
    opened,
    out,
    out_json,
    server_for,
)

if TYPE_CHECKING:
    from bot.handover import Server
    from ingest.runs.job import Work


def ingest(
    targets: Targets,
    data: Data = HERE,
    config: Config = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Take out what vanished from the folders.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="OUTLET",
            help='The outlet of articles that name none, now and later; "" takes that back.',
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Read articles from files, folders, web pages, feeds and sitemaps into the library.

    Where a server holds the data folder, it does the reading.
    """
    from bot.channels import render
    from ingest import pipeline
    from ingest.errors import DataFolderBusy
    from ingest.runs.job import Work, absolute

    try:
        with opened(data, config, "newsdesk ingest") as store, progress_bar() as progress:
            done = pipeline.ingest(store, targets, prune=prune, source=source, progress=progress)
        report = render.report_json(done)
    except DataFolderBusy as busy:
        with server_for(data, busy) as server, progress_bar() as progress:
            work = Work(tuple(absolute(one) for one in targets), prune, source)
            report = handed_over(server, work, progress)
    counted, problems = report["articles"], report["problems"]
    if as_json:
        out_json(report)
    else:
        for problem in problems:
            err(f"{problem['source']}: {problem['reason']}")
        for line in render.report_lines(report, pruned=prune):
            out(line)
    if problems and not sum(counted.values()) - counted["failed"]:
        sys.exit(1)


def handed_over(server: "Server", work: "Work", progress: Any) -> dict[str, Any]:
    """The report of an ingest that the server does."""
    job = "what it was given"
    try:
        job = f"job {server.ingest(work.targets, prune=work.prune, source=work.source)}"
        err(f"Handed to {server.name} as {job}.")
        return server.finish(job.removeprefix("job "), progress)
    except KeyboardInterrupt:
        fail(f"No longer watched; {server.name} goes on with {job}.", code=130)


@contextmanager
def progress_bar() -> "Iterator[Any]":
    """A bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.fields[articles]} articles"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("ingest", articles=0)
        yield lambda step: bar.update(
            task, total=step.bytes_total, completed=step.bytes_done, articles=step.articles
        )


def parse(
    named: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    data: Data = HERE,  # taken like everywhere, and left alone
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show what is found in files, without storing anything."""
    from bot.channels import render
    from ingest.config import load_settings
    from ingest.errors import SourceError
    from ingest.runs.belief import believed, early
    from ingest.sources import files, paths, piles

    settings, total = load_settings(config).ingest, 0
    for found in piles.with_repeats(paths.walk(named, max_mb=settings.max_file_mb)):
        if isinstance(found, SourceError):
            read: list[Any] = [found]
            source = found.source
        else:
            read, source = list(files.read(found)), found.uri
        told = [one for one in read if not isinstance(one, SourceError)]
        looked_at = [believed(one, source) for one in told]
        articles = [article for article, _ in looked_at]
        problems = [one.reason for one in read if isinstance(one, SourceError)]
        remarks = [remark for _, remark in looked_at]
        remarks += [early(one, source, withhold=settings.withhold_embargoed)[1] for one in told]
        problems += [remark.reason for remark in remarks if remark]
        total += len(articles)
        if as_json:
            line: dict[str, Any] = {
                "source": source,
                "articles": [render.parsed_json(a) for a in articles],
            }
            out_json(line | ({"problem": "; ".join(problems)} if problems else {}))
        else:
            out(f"{source}: {'; '.join(problems) or f'{len(articles)} article(s)'}")
            for article in articles:
                out(f"  {render.about(article)} ({len(article.text.split())} words)")
    if not total:
        sys.exit(1)


def show(
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE_ID")],
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; a stored article depends on no setting
    version: Annotated[
        int, typer.Option("--version", min=0, help="As it was then; 0 for as it is now.")
    ] = 0,
    as_json: AsJson = False,
) -> None:
    """Print one stored article, whole."""
    from bot.channels import render
    from ingest.stored.library import Library

    # No lock: the library alone may be read while another process holds the folder.
    library = Library(data, make=False)
    try:
        article = library.version(article_id, version) if version else library.article(article_id)
    finally:
        library.close()
    if as_json:
        out_json(render.whole_json(article))
    else:
        out(f"{article.title}\n{render.about(article)}\n{article.url}\n\n{article.text}")


def remove(
    article_ids: Annotated[list[str], typer.Argument(metavar="ARTICLE_ID...")],
    data: Data = HERE,
    config: Config = None,
    undo: Annotated[bool, typer.Option("--undo", help="Let them come back instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take articles out everywhere, history included; no source brings them back."""
    from bot.channels import render
    from bot.conversation.conversations import Conversations
    from ingest.errors import DataFolderBusy
    from ingest.stored import takedowns

    wanted = list(dict.fromkeys(article_ids))
    try:
        with opened(data, config, "newsdesk remove", make=False) as store:
            Conversations(store.library)  # what answers quote of them goes too

            def take_down(one: str) -> dict[str, Any]:
                return render.taken_down_json(takedowns.take_down(store, one))

            def let_back_in(one: str) -> dict[str, Any]:
                return {"id": one, "lifted": takedowns.let_back_in(store, one)}

            rows = each(wanted, let_back_in if undo else take_down)
    except DataFolderBusy as busy:
        with server_for(data, busy) as server:
            rows = each(wanted, server.let_back_in if undo else server.take_down)
    if as_json:
        out_json(rows)
    else:
        for line in render.lifted_lines(rows) if undo else render.taken_down_lines(rows):
            out(line)
    if len(rows) < len(wanted) or not all(row.get("lifted", True) for row in rows):
        sys.exit(1)


def each(wanted: list[str], do: Callable[[str], dict[str, Any]]) -> list[dict[str, Any]]:
    """What came of each article; one that is not there is said, and costs the others nothing."""
    from ingest.errors import ArticleNotFound

    rows = []
    for one in wanted:
        try:
            rows.append(do(one))
        except ArticleNotFound as error:
            err(str(error))
    return rows
