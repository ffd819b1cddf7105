"""Answers as HTML. Every word of an article, a question or a model passes through `escape`."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urlsplit

from bot.answer.answer import Answer, Citation, Outcome, Searched, Statement
from bot.ask import EXTRACTIVE
from ingest.article import Article, in_words

_LONGEST_WORD = 25  # characters that may stay on a line whatever the window's width
_LONGEST_HEADING = 300  # characters of a question shown above its answer
# What stands in for a headline or outlet that an article does not have.
UNTITLED, UNSIGNED = "Untitled article", "Outlet unknown"
NOTES = {
    Outcome.PARTIAL: "The articles answer a part of this.",
    Outcome.REFUSED: "This is not a question that Newsdesk answers.",
}


def status(text: str) -> str:
    """What is being done at the moment."""
    return f'<p class="status">{escape(text)}</p>'


def problem(text: str) -> str:
    """Why there is no answer, in the error's own words."""
    return f'<p class="problem">{escape(text)}</p>'


def turn(question: str, answer: str, *, busy: bool) -> str:
    """A question above its answer, which is HTML from this module."""
    heading = ""
    if shown := " ".join(question.split()):
        if len(shown) > _LONGEST_HEADING:
            shown = shown[:_LONGEST_HEADING].rstrip() + "…"
        heading = f'<h2 class="question">{escape(shown)}</h2>'
    return (
        f'<article class="turn">{heading}'
        f'<div class="answer" aria-busy="{str(busy).lower()}">{answer}</div></article>'
    )


def statements(said: Iterable[Statement], cited: Iterable[Citation]) -> str:
    """The answer's sentences, each with its marks behind it."""
    by_number = {one.number: one for one in cited}
    sentences = []
    for one in said:
        marks = "".join(_mark(by_number[n]) for n in one.citations if n in by_number)
        before, space, last = one.text.rpartition(" ")
        # The last word keeps its marks on its line, unless it is an address or the like.
        if len(last) < _LONGEST_WORD:
            marks, last = f'<span class="kept">{escape(last)}{marks}</span>', ""
        sentences.append(f'<span class="said">{escape(before)}{space}{escape(last)}{marks}</span>')
    return f'<p class="prose">{" ".join(sentences)}</p>'


def whole(answer: Answer, *, newest: str) -> str:
    """The finished answer: sentences and their sources, or what was searched in vain.

    Args:
        newest: the date of the newest article, "" where unknown.
    """
    parts = [f'<p class="note">{NOTES[answer.outcome]}</p>'] if answer.outcome in NOTES else []
    if answer.statements:
        parts += [statements(answer.statements, answer.citations), _sources(answer.citations)]
        parts.append(f'<p class="colophon">{escape(_written(answer.model))}</p>')
    else:
        parts.append(f'<p class="prose unsaid">{escape(answer.text)}</p>')
    if answer.outcome is Outcome.NO_ANSWER:
        parts.append(f'<p class="searched">{escape(_searched(answer.searched, newest))}</p>')
    if answer.nearest:
        rows = "".join(_row(_opener(article), article) for article in answer.nearest)
        parts.append(f'<h3 class="label">Nearest in subject</h3><ul class="sources">{rows}</ul>')
    return "".join(parts)


def masthead(*, holdings: str, manner: str, examples: Iterable[str]) -> str:
    """The page's head: what is in the library, how answers are written, what might be asked."""
    return (
        f'<header class="masthead"><h1>Newsdesk</h1><p class="holdings">{escape(holdings)}</p>'
        f'<p class="manner">{escape(manner)}</p></header>{_welcome(examples)}'
    )


def many(count: int, noun: str) -> str:
    """`1 article`, `1,204 articles`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _welcome(examples: Iterable[str]) -> str:
    """Questions to press, until one has been asked (page.css)."""
    rows = "".join(
        f'<li><button type="button" class="example">{escape(one)}</button></li>' for one in examples
    )
    if not rows:
        return ""
    return (
        '<section class="welcome"><h2 class="label">For example</h2>'
        f'<ul class="examples">{rows}</ul></section>'
    )


def _about(article: Article) -> str:
    return f"{article.source or UNSIGNED}, {in_words(article.published_at) or 'undated'}"


def _place(citation: Citation) -> str:
    """Where a quote stands: outlet, date, and page of what has pages."""
    return _about(citation.article) + (f", p. {citation.page}" if citation.page else "")


def _mark(citation: Citation) -> str:
    label = f"Quote {citation.number}: {_place(citation)}"
    partly = ' data-partly=""' if citation.support.verdict == "partly" else ""
    return (
        f'<button type="button" class="mark" aria-label="{escape(label)}"'
        f' data-quote="{escape(citation.quote)}" data-about="{escape(_place(citation))}"'
        f"{partly}{_opener(citation.article, citation)}>{citation.number}</button>"
    )


def _opener(article: Article, citation: Citation | None = None) -> str:
    """The attributes from which page.js opens the reader."""
    place = f' data-start="{citation.start}" data-end="{citation.end}"' if citation else ""
    link = citation.link if citation else article.url
    if urlsplit(link).scheme not in {"http", "https"}:
        link = ""
    named = f' data-article="{escape(article.id)}" data-version="{article.version}"'
    return f'{named} data-link="{escape(link)}"{place}'


def _sources(citations: Iterable[Citation]) -> str:
    """What is cited, a row an article, at the place of its first quote."""
    groups: dict[str, list[Citation]] = {}
    for one in citations:
        groups.setdefault(one.article.id, []).append(one)
    rows = "".join(
        _row(
            _opener(cited[0].article, cited[0]),
            cited[0].article,
            ", ".join(str(one.number) for one in cited),
        )
        for cited in groups.values()
    )
    return f'<h3 class="label">Sources</h3><ul class="sources">{rows}</ul>'


def _row(opener: str, article: Article, numbers: str = "") -> str:
    number = f'<span class="numbers">{numbers}</span>' if numbers else ""
    return (
        f'<li>{number}<button type="button" class="source"{opener}>'
        f'<span class="headline">{escape(article.title or UNTITLED)}</span>'
        f'<span class="about">{escape(_about(article))}</span></button></li>'
    )


def _written(model: str) -> str:
    if model == EXTRACTIVE:
        return "The sentences are taken from the articles, word for word."
    return f"Written by {model}; each sentence is checked against its quote."


def _searched(searched: Searched, newest: str) -> str:
    """What was looked through, in a sentence: how much, from which days and outlets."""
    last = min(filter(None, (searched.last_day, newest[:10])), default="")
    days = f" from {in_words(searched.first_day)}" if searched.first_day else ""
    days += f" up to {in_words(last)}" if last else ""
    outlets = f" in {', '.join(searched.sources)}" if searched.sources else ""
    return f"Searched {many(searched.articles, 'article')}{outlets}{days}."
