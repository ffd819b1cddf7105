"""Our nouns as JSON values and as lines of text, for the command line and REST."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.answer.answer import Outcome, article_json
from ingest.article import Article, in_words

if TYPE_CHECKING:  # the command renders without loading what finds and reads
    from bot.search.retrieve import Hit
    from ingest.pipeline import Report
    from ingest.runs.jobs import Job
    from ingest.stored.takedowns import TakenDown

OUTCOMES = ("added", "updated", "unchanged", "removed", "failed")


def report_json(report: "Report") -> dict[str, Any]:
    """What an ingest did."""
    return {
        "articles": {name: report.articles[name] for name in OUTCOMES},
        "passages": report.passages,
        "stories": report.stories,
        "problems": [{"source": one.source, "reason": one.reason} for one in report.problems],
        "vanished": list(report.vanished),
        "vanished_articles": report.vanished_articles,
        "withheld": list(report.withheld),
        "seconds": report.seconds,
    }


def report_lines(report: dict[str, Any], *, pruned: bool) -> Iterator[str]:
    """What an ingest did, from its JSON, to be read on a terminal; without the problems."""
    counted = ", ".join(f"{count} {name}" for name, count in report["articles"].items() if count)
    yield f"{counted or 'Nothing found'}. The library holds {many(report['passages'], 'passage')}."
    if gone := len(report["vanished"]):
        are, them = ("file is", "it") if gone == 1 else ("files are", "them")
        told = f"no article stood in {them} alone"
        if alone := report["vanished_articles"]:
            was, stay = ("was", "stays") if alone == 1 else ("were", "stay")
            fate = f"{was} taken out" if pruned else f"{stay} until `--prune`"
            told = f"{many(alone, 'article')} that stood nowhere else {fate}"
        yield f"{gone} {are} gone; {told}."
    if withheld := report["withheld"]:
        yield f"Taken down before, and so left out: {', '.join(withheld)}."


def job_json(job: "Job", *, whole: bool = True) -> dict[str, Any]:
    """How far a job has come; with `whole` also the report, which may be long."""
    progress = job.progress
    rows: dict[str, Any] = {
        "id": job.id,
        "state": str(job.state),
        "targets": list(job.work.targets),
        "prune": job.work.prune,
        "queued_at": job.queued_at,
        "ended_at": job.ended_at or None,
        "progress": {
            "articles": progress.articles,
            "bytes_done": progress.bytes_done,
            "bytes_total": progress.bytes_total,
        },
        "error": job.error or None,
    }
    if whole:
        rows["report"] = report_json(job.report) if job.report else None
    return rows


def taken_down_json(done: "TakenDown") -> dict[str, Any]:
    """An article that was taken down, and what else tells its story."""
    copies = [{name: said or None for name, said in asdict(one).items()} for one in done.copies]
    return {"id": done.article_id, "copies": copies}


def taken_down_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Articles that were taken down, from their JSON, to be read on a terminal."""
    for row in rows:
        yield f"{row['id']} is taken out, and no source brings it back."
        for copy in row["copies"]:
            outlet = copy["source"] or "outlet unknown"
            yield f"  The same story stays: {copy['id']}  {outlet}: {copy['title']}"


def lifted_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Takedowns that were lifted, likewise."""
    for row in rows:
        is_so = "may come back: ingest its source again" if row["lifted"] else "was not taken out"
        yield f"{row['id']} {is_so}."


def hit_json(hit: "Hit") -> dict[str, Any]:
    """A passage that was found."""
    article = hit.article
    return {
        "passage_id": hit.passage.id,
        "article_id": article.id,
        "title": article.title,
        "source": article.source or None,
        "url": article.url or None,
        "published_at": article.published_at or None,
        "text": hit.passage.text,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "score": round(hit.score, 4),
    }


def whole_json(article: Article) -> dict[str, Any]:
    """An article with its text, and what else its source says."""
    return {
        **article_json(article),
        "dated_by": article.dated_by or None,
        "updated_at": article.updated_at or None,
        "language": article.language or None,
        "section": article.section or None,
        "kind": article.kind or None,
        "pages": list(article.pages),
        "text": article.text,
    }


def parsed_json(article: Article) -> dict[str, Any]:
    """An article as a file gives it, before it is stored."""
    whole = whole_json(article)
    names = ("title", "text", "url", "source", "authors", "published_at")
    return {name: whole[name] for name in names}


def answer_markdown(answer: Mapping[str, Any]) -> str:
    """An answer, from its JSON, as Markdown with a footnote for each quote."""
    lines = [f"**{_plain(answer['question'])}**", ""]
    said = [
        _plain(one["text"]) + "".join(f"[^{number}]" for number in one["citations"])
        for one in answer["statements"]
    ]
    lines += [" ".join(said) or _plain(answer["text"]), ""]
    lines += [f"> {_plain(note['text'])}\n" for note in answer["notes"]]
    for one in answer["disagreements"]:
        lines += [f"| {_plain(one['about'])} | Outlet | Date |", "|---|---|---|"]
        lines += [
            f"| {_plain(value['value'])} | {_plain(value['article']['source'] or 'outlet unknown')}"
            f" | {_day(value['article'])} |"
            for value in one["values"]
        ] + [""]
    for one in answer["citations"]:
        article = one["article"]
        page = f", p. {one['page']}" if one["page"] else ""
        told = (article["source"] or "outlet unknown", _day(article), article["title"])
        where = f" <{one['link']}>" if one["link"] else ""
        quote = _plain(one["quote"])
        lines.append(f"[^{one['number']}]: “{quote}” {_plain(', '.join(told))}{page}.{where}")
    return "\n".join(lines).rstrip() + "\n"


def _plain(text: str) -> str:
    """One line whose characters stand for themselves in Markdown."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(text.split()))


def answer_lines(answer: Mapping[str, Any]) -> Iterator[str]:
    """An answer and all that goes with it, from its JSON, to be read on a terminal."""
    if whole := answer["searched"]["understood"]["as"]:
        yield f"Understood as: {whole}"
        yield ""
    yield answer["text"]
    for one in answer["citations"]:
        page = f", p. {one['page']}" if one["page"] else ""
        yield ""
        yield f"[{one['number']}] {about_json(one['article'])}{page}"
        yield f"    “{' '.join(one['quote'].split())}”"
    for one in answer["disagreements"]:
        yield ""
        yield f"Reports differ on: {one['about']}"
        for value in one["values"]:
            yield f"    {value['value']}  ({about_json(value['article'])})"
    for note in answer["notes"]:
        yield ""
        yield note["text"]
    if answer["outcome"] == Outcome.NO_ANSWER:
        yield ""
        yield searched(answer["searched"])
        # A note tells of the nearest already.
        is_told = any(note["kind"] == "nearest" for note in answer["notes"])
        for article in answer["nearest"][is_told:]:
            yield f"    near: {about_json(article)}"
    if answer["followups"]:
        yield ""
        yield "You can ask next:"
        yield from (f"    {question}" for question in answer["followups"])


def searched(looked: Mapping[str, Any], newest: str = "") -> str:
    """What was looked through, in a sentence: how much, from which days and outlets.

    Args:
        newest: ISO date of the newest article, to end with where that is earlier.
    """
    last = min(filter(None, (looked["to"] or "", newest[:10])), default="")
    days = f" from {in_words(looked['from'])}" if looked["from"] else ""
    days += f" up to {in_words(last)}" if last else ""
    outlets = f" in {', '.join(looked['sources'])}" if looked["sources"] else ""
    return f"Searched {many(looked['articles'], 'article')}{outlets}{days}."


def many(count: int, noun: str, nouns: str = "") -> str:
    """`1 article`, `1,204 articles`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {nouns or f'{noun}s'}"


def about(article: Article) -> str:
    """Outlet, day and headline on one line."""
    return about_json(article_json(article))


def about_json(article: Mapping[str, Any]) -> str:
    """As `about`, of an article or a hit in JSON."""
    return f"{article['source'] or 'outlet unknown'}, {_day(article)}: {article['title']}"


def _day(article: Mapping[str, Any]) -> str:
    return (article["published_at"] or "undated")[:10]
