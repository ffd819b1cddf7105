"""The card as a page that needs no network and runs no script, and as Markdown."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from bot.evaluation import card_words as words
from bot.evaluation import charts
from bot.evaluation.page import STYLE as COMMON
from bot.evaluation.page import table

STYLE = (
    COMMON
    + """
main{max-width:46rem;margin:auto}h1{margin-bottom:.2rem}.lead{margin-top:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:1.4rem 0}
dt{color:var(--soft)}dd{margin:0}
.both{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:1.2rem}
.both>div{background:var(--box);border-radius:8px;padding:.2rem 1.2rem .8rem}
.both ul{padding-left:1.1rem;margin:.4rem 0}.both h2{margin-top:.9rem}li{margin:.45rem 0}
table{display:table;width:100%;table-layout:fixed}thead th:first-child{width:42%}
td,th{padding:.35rem .8rem .35rem 0}td:last-child,th:last-child{padding-right:0}
th[scope=row]{font-weight:400}
td.n,thead th{text-align:right}thead th{font-weight:600}thead th:first-child{text-align:left}
caption{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}svg{max-width:34rem;margin-top:.4rem}
@media (max-width:30rem){table{table-layout:auto}thead th:first-child{width:auto}}
@media print{body{margin:0}details{display:none}}
"""
)


def page(card: dict[str, Any]) -> str:
    """One page of HTML."""
    facts = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in words.about(card)
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Newsdesk: {words.TITLE.lower()}</title><style>{STYLE}</style></head>"
        f'<body><main><h1>{words.TITLE}</h1><p class="soft lead">Newsdesk on this library, as it '
        f"was measured.</p><dl>{facts}</dl>"
        f'<div class="both">{_list("It can", words.can(card))}'
        f"{_list('It cannot', words.cannot(card))}</div>"
        f"{''.join(map(_table, words.tables(card)))}{_failed(card)}</main></body></html>\n"
    )


def _list(title: str, said: Iterator[str]) -> str:
    items = "".join(f"<li>{escape(one)}</li>" for one in said)
    return f"<div><h2>{title}</h2><ul>{items}</ul></div>"


def _table(one: words.Table) -> str:
    parts = [f"<h2>{escape(one.title)}</h2>"]
    if one.plot:
        told = "; ".join(f"{name} {share['count']} of {share['of']}" for name, share in one.plot)
        parts.append(charts.bars(one.title, told, one.plot))
    if one.rows:
        parts.append(table(one.title, words.HEAD, one.rows))
    parts.append(f'<p class="soft">{escape(one.said)}</p>')
    return "".join(parts)


def _failed(card: dict[str, Any]) -> str:
    return "".join(
        f"<details><summary>{escape(one['kind'])}: {escape(one['why'])}</summary>"
        f"<blockquote>{escape(one['attack'])}</blockquote><p>{escape(one['question'])}</p>"
        f"<p>{escape(one['text'])}</p></details>"
        for one in card["injection"]["failed"]
    )


def markdown(card: dict[str, Any]) -> str:
    """The same in Markdown."""
    lines = [f"# {words.TITLE}", "", "| | |", "|---|---|"]
    lines += [f"| {name} | {_plain(value)} |" for name, value in words.about(card)]
    for title, said in (("It can", words.can(card)), ("It cannot", words.cannot(card))):
        lines += ["", f"## {title}", "", *(f"- {_plain(one)}" for one in said)]
    for one in words.tables(card):
        lines += ["", f"## {one.title}", "", _plain(one.said)]
        if one.rows:
            lines += ["", f"| {' | '.join(words.HEAD)} |", "|---" * len(words.HEAD) + "|"]
            lines += [f"| {' | '.join(map(_plain, row))} |" for row in one.rows]
    for failed in card["injection"]["failed"]:
        lines += ["", f"Got through ({_plain(failed['why'])}): {_plain(failed['attack'])}"]
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """One line whose characters stand for themselves."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(text.split()))
