"""The page's other parts as HTML: head, what narrows a question, the corpus, adding articles."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from bot.channels.page import words
from bot.channels.page.markup import articles, press
from bot.channels.render import many
from bot.conversation.conversations import Conversation
from ingest.article import in_words

Json = Mapping[str, Any]
_PLAIN_HEAD = '<header class="masthead"><div class="top"><h1><a href="./">Newsdesk</a></h1></div>'
_VIEWS = (("ask", words.ASK), ("corpus", words.CORPUS), ("add", words.ADD))


def masthead() -> str:
    """The page's head: its name and its parts."""
    parts = "".join(f'<li><a href="#{name}">{escape(text)}</a></li>' for name, text in _VIEWS)
    return (
        '<header class="masthead"><div class="top"><h1><a href="#ask">Newsdesk</a></h1>'
        f'<nav aria-label="Parts of the page"><ul>{parts}</ul></nav></div></header>'
    )


def held(*, holdings: str, manner: str, examples: Iterable[str]) -> str:
    """Beneath the head: what is in the library, how answers are written, what to ask."""
    return (
        f'<p class="holdings">{escape(holdings)} · <span class="manner">{escape(manner)}</span></p>'
        f"{_welcome(examples)}"
    )


def narrow() -> str:
    """A template with room for the choice of outlets; the days are native fields."""
    days = "".join(
        f'<label>{escape(label)}<input type="date" name="{name}" min="0001-01-01"></label>'
        for name, label in (("first", words.FROM), ("last", words.TO), ("now", words.AS_OF))
    )
    return (
        f'<details class="narrow"><summary>{words.NARROW}<span class="narrowed"></span></summary>'
        f'<div class="within"><div class="days">{days}</div>@children</div></details>'
    )


def add(token: str) -> str:
    """What articles can be added from, for who may; `token` is "" for others."""
    if not token:
        return f'<section class="add"><p>{escape(words.MAY_NOT_ADD)}</p></section>'
    return (
        f'<section class="add" data-token="{token}"><h2>{words.ADD}</h2>'
        f'<form class="drop"><label><span>{words.DROP}</span>'
        '<input type="file" name="files" multiple></label>'
        f"<p>{words.FILE_KINDS}</p></form>"
        f'<form class="paste"><label for="address">{words.ADDRESS}</label><div>'
        '<input id="address" type="url" name="url" required placeholder="https://">'
        f'<button type="submit" class="go">{words.READ_IT}</button></div></form>'
        '<ol class="jobs" aria-live="polite"></ol></section>'
    )


def holdings(*, counts: Json, jobs: Sequence[Json], shades: Mapping[str, str]) -> str:
    """What is in the library, and how the last ingest went.

    Args:
        counts: `articles`, `outlets`, `passages`, `stories`, `first` and `last` day.
        jobs: the last ones as `render.job_json` gives them, the newest first.
        shades: of the outlets in the plot, which has no room for its own legend on a phone.
    """
    figures = [
        (many(counts["articles"], "article"), many(counts["stories"], "story", "stories")),
        (many(counts["outlets"], "outlet"), ""),
        (many(counts["passages"], "passage"), ""),
    ]
    rows = "".join(
        f"<li><strong>{escape(figure)}</strong>{f'<span>{escape(of)}</span>' if of else ''}</li>"
        for figure, of in figures
    )
    key = "".join(
        f'<li><i style="background:{escape(shade)}"></i>{escape(name)}</li>'
        for name, shade in shades.items()
    )
    first, last = in_words(counts["first"] or ""), in_words(counts["last"] or "")
    span = f'<p class="span">{escape(f"{first} to {last}")}</p>' if last else ""
    return (
        f'<section class="corpus"><h2>{words.CORPUS}</h2><ul class="figures">{rows}</ul>{span}'
        f"{_last_ingest(jobs)}<h3 class='label'>{words.BY_MONTH}</h3>"
        f'<ul class="shades">{key}</ul></section>'
    )


def listed(found: Sequence[Json], *, total: int, today: str) -> str:
    """Articles that open in the reader, and how many more there are."""
    told = f'<p class="total" role="status">{many(total, "article")}</p>'
    more = press(words.MORE, "more", shown=str(len(found))) if len(found) < total else ""
    return f'<div class="listed">{told}{articles(found, today)}{more}</div>'


def tools() -> str:
    """A template: a new conversation, and the earlier ones of this browser, which are its value."""
    return (
        f'<div class="tools">{press(words.NEW, "fresh")}'
        f'<details class="earlier"><summary>{words.EARLIER}</summary>'
        "<ol>${value}</ol></details></div>"
    )


def earlier(conversations: Sequence[Conversation]) -> str:
    """Conversations to be opened again or taken along."""
    rows = "".join(
        f"<li>{press(one.title, 'reopen', conversation=one.id)}"
        f'<span class="take">{in_words(one.used_at[:10])} · '
        f'<a href="c/{one.id}.md">Markdown</a> · <a href="c/{one.id}.json">JSON</a></span></li>'
        for one in conversations
    )
    return rows or f"<li>{words.NO_EARLIER}</li>"


def signed_in(name: str) -> str:
    """Who has signed in, and the way out; nothing where nobody has to."""
    if not name:
        return ""
    return f'<p class="signed-in">{escape(name)} {press(words.SIGN_OUT, "sign-out")}</p>'


def alone(title: str, body: str, *, base: str = "../") -> str:
    """A page without Gradio: one answer under its own address.

    Args:
        base: where the page's root is from there.
    """
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark"><base href="' + base + '">'
        f"<title>{escape(title)} · Newsdesk</title>"
        '<link rel="icon" type="image/svg+xml" href="page/icon.svg">'
        '<link rel="stylesheet" href="page/page.css"><script src="page/page.js" defer></script>'
        '<script src="page/desk.js" defer></script>'
        f'</head><body class="alone"><main>{body}</main></body></html>'
    )


def kept(answer: Json, shown: str) -> str:
    """A kept answer beneath its question, with the day it was given."""
    asked = f"{words.ASKED_ON} {in_words(answer['asked_at'][:10])}"
    return (
        f'{_PLAIN_HEAD}<p class="holdings">{escape(asked)}</p></header>'
        f'<article class="turn"><h2 class="question">{escape(answer["question"])}</h2>'
        f'<div class="answer">{shown}</div></article>'
    )


def sign_in() -> str:
    """The page to sign in on."""
    fields = (
        f'<label>{words.NAME}<input name="name" autocomplete="username" required autofocus></label>'
        f"<label>{words.PASSWORD}"
        '<input name="password" type="password" autocomplete="current-password" required></label>'
    )
    return alone(
        words.SIGN_IN,
        f"{_PLAIN_HEAD}</header>"
        f'<section class="add"><h2>{words.SIGN_IN}</h2><form class="sign-in">{fields}'
        f'<button type="submit" class="go">{words.SIGN_IN}</button>'
        '<p class="problem" role="alert" hidden></p></form></section>',
        base="./",
    )


def missing(text: str) -> str:
    return f'{_PLAIN_HEAD}</header><p class="problem">{escape(text)}</p>'


def _last_ingest(jobs: Sequence[Json]) -> str:
    """What the last reading of sources did, and what it could not read."""
    for job in jobs:
        if report := job.get("report"):
            counted = ", ".join(f"{n} {name}" for name, n in report["articles"].items() if n)
            problems = "".join(
                f"<li><strong>{escape(one['source'])}</strong> {escape(one['reason'])}</li>"
                for one in report["problems"][:20]
            )
            ended = (job["ended_at"] or "")[:16].replace("T", " ")
            told = f"{words.LAST_INGEST} {ended}: {counted or words.NOTHING_NEW}."
            listed = f'<ul class="problems">{problems}</ul>' if problems else ""
            return f"<p>{escape(told)}</p>{listed}"
    return ""


def _welcome(examples: Iterable[str]) -> str:
    """Questions to press, until one has been asked (page.css)."""
    rows = "".join(f"<li>{press(one, 'ask', question=one)}</li>" for one in examples)
    if not rows:
        return ""
    return (
        '<section class="welcome"><h2 class="label">For example</h2>'
        f'<ul class="examples">{rows}</ul></section>'
    )
