"""The `newsdesk` command. Everything heavy is imported where it is used, so that it starts at once.

Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 failed, 2 wrong usage.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from bot.question import Question
    from ingest.store import Store

app = typer.Typer(
    help="Ask a pile of news articles a question; get an answer in which every sentence is proved.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[Path, typer.Option("--data", help="The folder of library and indexes.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings; else ./config.yaml.")]
AsJson = Annotated[bool, typer.Option("--json", help="Machine output on stdout alone.")]
Batch = Annotated[
    Path | None, typer.Option("--batch", help='Lines of {"id", "question", "now"?} to work off.')
]
Now = Annotated[str, typer.Option("--now", help="The day it is asked on, 2025-01-23; else today.")]
Source = Annotated[list[str] | None, typer.Option("--source", help="An outlet; may be repeated.")]
From = Annotated[str, typer.Option("--from", help="First day to search.")]
To = Annotated[str, typer.Option("--to", help="Last day to search.")]
HERE = Path("data")


def main() -> None:
    """Run the command; an error of ours is one sentence and exit code 1, never a trace."""
    try:
        app()
    except KeyboardInterrupt:
        fail("Stopped.", code=130)
    except BrokenPipeError:  # the reader of our output went away
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:  # the disk that our output goes to is full, say
        fail(f"Stopped: {error}.")
    except Exception as error:
        from bot.errors import BotError
        from ingest.errors import IngestError, SettingsError

        if isinstance(error, BotError | IngestError):
            from bot.errors import BadQuestion

            fail(str(error), code=2 if isinstance(error, BadQuestion | SettingsError) else 1)
        raise


def fail(sentence: str, *, code: int = 1) -> NoReturn:
    print(sentence, file=sys.stderr)  # noqa: T201, this is the command's voice
    sys.exit(code)


def out(line: str) -> None:
    print(line)  # noqa: T201, this is the command's voice


def out_json(value: Any) -> None:
    # Half a surrogate pair, as a batch file's ids may hold it, cannot be printed.
    out(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode())


@contextmanager
def opened(data: Path, config: Path | None, purpose: str, **options: bool) -> "Iterator[Store]":
    import logging

    from ingest.settings import load_settings
    from ingest.store import Store

    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    with Store(data, load_settings(config), purpose=purpose, **options) as store:
        yield store


@app.command()
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


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="What you want to know.")] = "",
    data: Data = HERE,
    config: Config = None,
    now: Now = "",
    source: Source = None,
    first_day: From = "",
    last_day: To = "",
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question, each sentence with a quote."""
    import asyncio

    from bot import models
    from bot.answer.answer import to_json
    from bot.ask import answer
    from bot.channels import render

    given = Given(question, batch, now, source, first_day, last_day)
    asked = questions(given, config)
    with opened(data, config, "newsdesk ask", make=False) as store:
        writers = models.writers(store.settings)

        async def every() -> None:
            for number, one in asked:
                whole = await answer(store, one, writers=writers)
                if as_json or batch:
                    out_json(to_json(whole) | ({"id": number} if batch else {}))
                else:
                    for line in render.answer_lines(whole):
                        out(line)

        asyncio.run(every())


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="What you want to find.")] = "",
    k: Annotated[int, typer.Option("-k", min=1, max=200, help="How many hits.")] = 10,
    data: Data = HERE,
    config: Config = None,
    now: Now = "",
    source: Source = None,
    first_day: From = "",
    last_day: To = "",
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Find the passages that fit a question, best first."""
    from bot import retrieve
    from bot.channels import render

    given = Given(question, batch, now, source, first_day, last_day)
    asked = questions(given, config)
    with opened(data, config, "newsdesk search", make=False) as store:
        for number, one in asked:
            hits = retrieve.search(store, one, k=k).hits
            rows = [render.hit_json(hit) for hit in hits]
            if batch:
                out_json({"id": number, "hits": rows})
            elif as_json:
                out_json(rows)
            else:
                for hit in hits:
                    out(f"{hit.score:.2f}  {render.about(hit.article)}  {hit.article.id}")
                    out(f"      {' '.join(hit.passage.text.split())[:160]}")


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line says about the questions to work off."""

    question: str
    batch: Path | None
    now: str
    sources: list[str] | None
    first_day: str
    last_day: str


def questions(given: Given, config: Path | None) -> "list[tuple[Any, Question]]":
    """The one question, or those of the batch file with their ids; all are read before any work.

    Raises:
        BadQuestion: naming the line where it stands in a batch.
    """
    from bot.errors import BadQuestion
    from bot.question import understand
    from ingest.settings import load_settings

    limits: dict[str, Any] = {
        "first_day": given.first_day,
        "last_day": given.last_day,
        "sources": tuple(given.sources or ()),
        "longest": load_settings(config).answer.max_question_chars,
    }
    if given.batch and given.question:
        raise BadQuestion("Give a question or a --batch file, not both.")
    if given.batch is None:
        return [("", understand(given.question, now=given.now, **limits))]
    try:
        lines = given.batch.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadQuestion(f"The batch file {given.batch} cannot be read: {error}.") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{given.batch}:{number}"
        try:
            row = json.loads(line)
            now = str(row.get("now") or given.now)
            found.append((row["id"], understand(str(row["question"]), now=now, **limits)))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise BadQuestion(f'{place} is no {{"id", "question", "now"?}} object.') from error
        except BadQuestion as error:
            raise BadQuestion(f"{place}: {error}") from error
    return found


@app.command()
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


@app.command()
def show(
    article_id: Annotated[str, typer.Argument(metavar="ARTICLE_ID")],
    data: Data = HERE,
    config: Config = None,  # taken like everywhere; a stored article depends on no setting
    as_json: AsJson = False,
) -> None:
    """Print one stored article, whole."""
    from bot.channels import render
    from ingest.library import Library

    # No lock: the library alone may be read while another process holds the folder.
    library = Library(data, make=False)
    article = library.article(article_id)
    library.close()
    if as_json:
        out_json(render.whole_json(article))
    else:
        out(f"{article.title}\n{render.about(article)}\n{article.url}\n\n{article.text}")


@app.command()
def serve(
    data: Data = HERE,
    config: Config = None,
    corpus: Annotated[
        Path | None, typer.Option("--corpus", help="Ingest this first if the library is empty.")
    ] = None,
) -> None:
    """Serve the chat page and REST on one port."""
    from bot.channels.listen import listen
    from ingest import pipeline

    with opened(data, config, "newsdesk serve") as store:
        bound = listen(store.settings.server)
        if corpus and not store.library.counts().articles:
            report = pipeline.ingest(store, [corpus])
            out(f"Read {report.articles['added']} articles from {corpus}.")
        from bot.channels import app as web

        server = store.settings.server
        out(f"Newsdesk is at http://{server.host}:{server.port} (stop it with Ctrl-C).")
        sys.stdout.flush()
        web.serve(store, bound)


@app.command()
def reindex(data: Data = HERE, config: Config = None) -> None:
    """Rebuild the indexes from the library; nothing is embedded again unless the model changed."""
    with opened(data, config, "newsdesk reindex", check=False, make=False) as store:
        out(f"Rebuilt the indexes: {store.reindex()} passages.")


@app.command()
def doctor(data: Data = HERE, config: Config = None, as_json: AsJson = False) -> None:
    """Say what is set up, what is missing and what to do."""
    from bot.doctor import examine

    findings = examine(data, config)
    if as_json:
        out_json([finding.to_json() for finding in findings])
    else:
        for finding in findings:
            out(f"{finding.state:8} {finding.subject}: {finding.says}")
    if any(finding.state == "broken" for finding in findings):
        sys.exit(1)
