"""Answers as HTML, from their JSON: the same for one that comes in and for one that was kept.

Every word of an article, a question or a model passes through `escape`. What can be pressed names
what it does in `data-do`, which page.js hands to Python or does itself.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from urllib.parse import urlsplit

from bot.answer.answer import EXTRACTIVE, Outcome
from bot.channels.page import words
from bot.channels.page.dates import ago, short
from bot.channels.render import searched
from ingest.article import in_words

Json = Mapping[str, Any]

_LONGEST_WORD = 25  # characters that may stay on a line whatever the window's width
_LONGEST_HEADING = 300  # characters of a question shown above its answer


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
        edit = _press(words.EDIT, "edit", question=question, label=f"{words.EDIT} this question")
        heading = f'<div class="asked"><h2 class="question">{escape(shown)}</h2>{edit}</div>'
    return (
        f'<article class="turn">{heading}'
        f'<div class="answer" aria-busy="{str(busy).lower()}">{answer}</div></article>'
    )


def statements(said: Iterable[Json], cited: Iterable[Json]) -> str:
    """The answer's sentences, each with its marks behind it."""
    by_number = {one["number"]: one for one in cited}
    sentences = []
    for one in said:
        marks = "".join(_mark(by_number[n]) for n in one["citations"] if n in by_number)
        if kind := words.KINDS.get(one["kind"] or ""):
            marks += f' <span class="tag">{escape(kind)}</span>'
        before, space, last = one["text"].rpartition(" ")
        # The last word keeps its marks on its line, unless it is an address or the like.
        if len(last) < _LONGEST_WORD:
            marks, last = f'<span class="kept">{escape(last)}{marks}</span>', ""
        sentences.append(f'<span class="said">{escape(before)}{space}{escape(last)}{marks}</span>')
    return f'<p class="prose">{" ".join(sentences)}</p>'


def whole(answer: Json, *, newest: str, today: str, markdown: str = "", asks: bool = True) -> str:
    """The finished answer: sentences and their sources, or what was searched in vain.

    Args:
        newest: the date of the newest article, "" where unknown.
        today: the day that ages of sources are counted to, as an ISO date.
        markdown: the answer as it is to be copied.
        asks: whether more can be asked where it is shown; False for a page of its own.
    """
    outcome = answer["outcome"]
    parts = []
    if outcome in words.OUTCOMES:
        parts.append(f'<p class="outcome">{escape(words.OUTCOMES[outcome])}</p>')
    said = answer["statements"]
    if said:
        parts.append(statements(said, answer["citations"]))
    else:
        parts.append(f'<p class="prose unsaid">{escape(answer["text"])}</p>')
    parts += [f'<p class="note">{escape(note["text"])}</p>' for note in answer["notes"]]
    parts += [_disagreement(one) for one in answer["disagreements"]]
    if said:
        parts.append(_sources(answer["citations"], today))
    if outcome == Outcome.NO_ANSWER:
        parts.append(f'<p class="searched">{escape(searched(answer["searched"], newest))}</p>')
    if answer["nearest"]:
        rows = "".join(_row(_opener(one), one, today) for one in answer["nearest"])
        parts.append(f'<h3 class="label">{words.NEAREST}</h3><ul class="sources">{rows}</ul>')
    if asks:
        parts += [_understood(answer), _followups(answer["followups"])]
    parts.append(_foot(answer, markdown, asks=asks))
    return f'<div class="is-{escape(outcome)}">{"".join(parts)}</div>'


def articles(found: Iterable[Json], today: str) -> str:
    """A list of articles that open in the reader."""
    rows = "".join(_row(_opener(one), one, today) for one in found)
    return f'<ul class="sources">{rows}</ul>' if rows else f"<p>{words.NONE_FOUND}</p>"


def press(text: str, do: str, **data: str) -> str:
    """A button that does something: see `data-do` in page.js."""
    return _press(text, do, **data)


# ---- sentences and their proof


def _about(article: Json) -> str:
    date = in_words(article["published_at"] or "") or words.UNDATED
    return f"{article['source'] or words.UNSIGNED}, {date}"


def _place(citation: Json) -> str:
    """Where a quote stands: outlet, date, and page of what has pages."""
    return _about(citation["article"]) + (f", p. {citation['page']}" if citation["page"] else "")


def _mark(citation: Json) -> str:
    label = f"Quote {citation['number']}: {_place(citation)}"
    partly = ' data-partly=""' if citation["support"]["verdict"] == "partly" else ""
    return (
        f'<button type="button" class="mark" aria-label="{escape(label)}"'
        f' data-quote="{escape(citation["quote"])}" data-about="{escape(_place(citation))}"'
        f"{partly}{_opener(citation['article'], citation)}>{citation['number']}</button>"
    )


def _opener(article: Json, quote: Json | None = None) -> str:
    """The attributes from which page.js opens the reader."""
    place = f' data-start="{quote["start"]}" data-end="{quote["end"]}"' if quote else ""
    link = (quote["link"] if quote else article["url"]) or ""
    if urlsplit(link).scheme not in {"http", "https"}:
        link = ""
    named = f' data-article="{escape(article["id"])}" data-version="{article["version"]}"'
    return f'{named} data-link="{escape(link)}"{place}'


def _sources(citations: Iterable[Json], today: str) -> str:
    """What is cited, a row an article, at the place of its first quote."""
    groups: dict[str, list[Json]] = {}
    for one in citations:
        groups.setdefault(one["article"]["id"], []).append(one)
    rows = "".join(
        _row(
            _opener(cited[0]["article"], cited[0]),
            cited[0]["article"],
            today,
            ", ".join(str(one["number"]) for one in cited),
            _elsewhere(cited[0].get("also_in") or ()),
        )
        for cited in groups.values()
    )
    return f'<h3 class="label">{words.SOURCES}</h3><ul class="sources">{rows}</ul>'


def _elsewhere(copies: Iterable[Json]) -> str:
    """That other outlets carry the same story, and which."""
    outlets = sorted({one["source"] or words.UNSIGNED for one in copies})
    if not outlets:
        return ""
    named = f"also in {', '.join(outlets[:3])}" if len(outlets) <= 3 else ""
    return f"{named or f'also in {len(outlets)} outlets'} (same story)"


def _row(opener: str, article: Json, today: str, numbers: str = "", also: str = "") -> str:
    number = f'<span class="numbers">{numbers}</span>' if numbers else ""
    date = article["published_at"] or ""
    when = ", ".join(filter(None, (short(date) or words.UNDATED, ago(date, today))))
    told = " · ".join(filter(None, (article["source"] or words.UNSIGNED, when, also)))
    kind = words.KINDS.get(article.get("kind") or "")
    tag = f'<span class="tag">{escape(kind)}</span>' if kind else ""
    return (
        f'<li>{number}<button type="button" class="source"{opener}>'
        f'<span class="headline">{escape(article["title"] or words.UNTITLED)}</span>'
        f'<span class="about">{escape(told)}{tag}</span></button></li>'
    )


def _disagreement(one: Json) -> str:
    """The values that differ, each with who says so and when; the newest last."""
    head = "".join(f'<th scope="col">{name}</th>' for name in words.COLUMNS)
    rows = "".join(
        f'<tr><td><button type="button" class="value"{_opener(value["article"], value)}'
        f' data-quote="{escape(value["quote"])}" data-about="{escape(_about(value["article"]))}">'
        f"{escape(value['value'])}</button></td>"
        f"<td>{escape(value['article']['source'] or words.UNSIGNED)}</td>"
        f"<td>{escape(short(value['article']['published_at'] or '') or words.UNDATED)}</td></tr>"
        for value in one["values"]
    )
    about = f": {one['about']}" if one["about"] else ""
    return (
        f'<table class="differ"><caption>{escape(words.DIFFER + about)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


# ---- what was understood, what comes next, what can be done with it


def _understood(answer: Json) -> str:
    """What the words of the question were taken to ask for, each to be taken off."""
    told = answer["searched"]["understood"]
    whole = f'<p class="whole">{escape(told["as"])}</p>' if told.get("as") else ""
    chips = [("period", _period(one)) for one in told["periods"]]
    chips += [("outlets", ", ".join(told["outlets"]))] if told["outlets"] else []
    chips += [("authors", "by " + ", ".join(told["authors"]))] if told["authors"] else []
    chips += [("latest", words.LATEST)] if told["latest"] else []
    chips += [("parts", words.PART_BY_PART)] if len(told["parts"]) > 1 else []
    if not chips and not whole:
        return ""
    off = ",".join(told["ignored"])
    rows = "".join(
        f'<li class="chip"><span>{escape(text)}</span>'
        + _press(
            "×",
            "ask",
            question=answer["question"],
            ignore=",".join(filter(None, (off, name))),
            label=f"{words.TAKE_OFF}: {text}",
        )
        + "</li>"
        for name, text in chips
    )
    return (
        f'<div class="understood"><h3 class="label">{words.UNDERSTOOD}</h3>'
        f"{whole}<ul>{rows}</ul></div>"
    )


def _period(period: Json) -> str:
    first, last = period["from"], period["to"]
    if first and last and first[:4] in period["said"]:
        return str(period["said"])  # the words say it all: "March 2025"
    if first and first == last:
        return f"{period['said']}: {short(first)}"
    days = " to ".join(filter(None, (short(first or ""), short(last or ""))))
    open_end = "" if first and last else "from " if first else "up to "
    return f"{period['said']}: {open_end}{days}"


def _followups(questions: Iterable[str]) -> str:
    rows = "".join(f"<li>{_press(one, 'ask', question=one)}</li>" for one in questions)
    return f'<h3 class="label">{words.NEXT}</h3><ul class="next">{rows}</ul>' if rows else ""


def _foot(answer: Json, markdown: str, *, asks: bool) -> str:
    """How it was written, and what can be done with it."""
    model = answer["model"]
    written = ""
    if answer["statements"]:
        written = words.VERBATIM
        if model and model != EXTRACTIVE:
            written = f"Written by {model}; each sentence is checked against its quote."
    acts = ""
    if markdown:
        told = {"answer": answer["id"], "thanks": words.THANKS}
        asked = {"reasons": "|".join(words.REASONS), "tell": words.TELL, "send": words.SEND}
        acts = _press(words.COPY, "copy", markdown=markdown)
        if asks:
            acts = (
                _press(words.HELPFUL, "thumb", thumb="up", **told)
                + _press(words.NOT_HELPFUL, "thumb", thumb="down", **told, **asked)
                + acts
                + f'<a href="a/{escape(answer["id"])}">{words.LINK}</a>'
            )
    return (
        f'<footer class="foot"><p class="colophon">{escape(written)}</p>'
        f'<div class="acts">{acts}</div></footer>'
    )


def _press(text: str, do: str, *, label: str = "", **data: str) -> str:
    named = f' aria-label="{escape(label)}"' if label else ""
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in data.items())
    return (
        f'<button type="button" class="press" data-do="{do}"{told}{named}>{escape(text)}</button>'
    )
