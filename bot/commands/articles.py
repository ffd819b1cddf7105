"""Articles in, looked at, and out. Everything heavy is imported where it is used."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.commands.shared import HERE, AsJson, Config, Data, opened, out, out_json


def ingest(
    targets: Annotated[list[str], typer.Argument(metavar="PATH_OR_URL...")],
    data: Data = HERE,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Read articles from files, folders, web pages, feeds and sitemaps into the library."""
    from bot.channels import render
    from ingest import pipeline

    with opened(data, config, "newsdesk ingest") as store, progress_bar() as progress:
        report = pipeline.ingest(store, targets, progress=progress)
    if as_json:
        out_json(render.report_json(report))
    else:
        for problem in report.problems:
            print(f"{problem.source}: {problem.reason}", file=sys.stderr)  # noqa: T201
        counted = ", ".join(f"{count} {name}" for name, count in report.articles.items() if count)
        out(f"{counted or 'Nothing found'}. The library holds {report.passages} passages.")
    if report.problems and not report.articles.total() - report.articles["failed"]:
        sys.exit(1)


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
    files: Annotated[list[Path], typer.Argument(metavar="FILE...")],
    data: Data = HERE,  # taken like everywhere, and left alone
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show what is found in files, without storing anything."""
    from bot.channels import render
    from ingest.errors import SourceError
    from ingest.settings import load_settings
    from ingest.sources import paths

    limit, total = load_settings(config).ingest.max_file_mb, 0
    for found in paths.walk(files, max_mb=limit):
        if isinstance(found, SourceError):
            read: list[Any] = [found]
            source = found.source
        else:
            read, source = list(paths.read(found)), found.uri
        articles = [one for one in read if not isinstance(one, SourceError)]
        problems = [one.reason for one in read if isinstance(one, SourceError)]
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
    from ingest.library import Library

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
