"""Figures -> one HTML page that needs no network and runs no script: `eval.html`.

Every word of a question, an answer or an article passes through `escape`.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from bot.evaluation import charts
from bot.evaluation.run import CITED, FOUND, RANKED, REFUSED, RIGHT, STAGES

# What each stage means, and what to look at when many questions are lost there.
MEANS = {
    FOUND: (
        "The evidence is among all that the search looked at.",
        "The search did not find it. Is the article in the library, and dated before the question?",
    ),
    RANKED: (
        "It is among the passages that the answer is made from.",
        "Found, but other passages came first: retrieval.passages in config.yaml hands on more.",
    ),
    CITED: (
        "A citation of the answer holds it.",
        "It was at hand, and the answer cites something else.",
    ),
    RIGHT: (
        "The answer says what was wanted.",
        "The evidence is cited, and the answer's words say something else.",
    ),
    REFUSED: (
        "The articles do not say, and the answer says so.",
        "Answered although the articles do not say (or do they? Then the question needs answers).",
    ),
}
NAMES = {
    FOUND: "found",
    RANKED: "ranked",
    CITED: "cited",
    RIGHT: "answered right",
    REFUSED: "refused",
}
RANKS = (
    ("1", 1, 1),
    ("2", 2, 2),
    ("3", 3, 3),
    ("4, 5", 4, 5),
    ("6 to 10", 6, 10),
    ("later", 11, 0),
)
EXCERPT = 320  # characters of a passage that was found instead
STYLE = """
:root{color-scheme:light dark;--ink:#1c2024;--soft:#5b6570;--line:#d5dae0;--bar:#2f6db3;
--other:#a34a00;--back:#fff;--box:#f4f6f8}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#a3adb8;--line:#3a424b;--bar:#6ea8e6;
--other:#f0a35e;--back:#15181b;--box:#1f2428}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--back);max-width:56rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2.4rem}h3{font-size:1rem}
svg{width:100%;height:auto;max-width:34rem;font:13px system-ui,sans-serif;fill:var(--ink)}
.bar{fill:var(--bar)}.grid{stroke:var(--line)}.whisker{stroke:var(--ink);stroke-width:2;fill:none}
.tick,.count{text-anchor:middle}.tick{fill:var(--soft)}.name{text-anchor:end}
.step{fill:none;stroke:var(--bar);stroke-width:2.5}.step-1{stroke:var(--other);stroke-dasharray:7 4}
table{border-collapse:collapse;margin:1rem 0;display:block;overflow-x:auto}
caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid var(--line);
vertical-align:top}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
details{background:var(--box);border-radius:6px;padding:.6rem .9rem;margin:.5rem 0}
summary{cursor:pointer;font-weight:600}blockquote{margin:.4rem 0;padding-left:.8rem;
border-left:3px solid var(--line)}.soft{color:var(--soft)}
@media (max-width:30rem){table{font-size:.85rem}td,th{padding-right:.5rem}}
"""


def page(told: dict[str, Any], changed: dict[str, Any] | None = None) -> str:
    """The page of `figures`, with what changed since an earlier run where that is given."""
    body = [
        "<h1>How good are the answers?</h1>",
        _about(told),
        _stages(told),
        _changes(changed) if changed else "",
        _ranks(told),
        _times(told),
        _lost(told),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Newsdesk: how good are the answers?</title><style>{STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )


def _about(told: dict[str, Any]) -> str:
    models = ", ".join(told["models"]) or "none"
    library = told["library"]
    return (
        f"<p>{told['questions']} questions: {told['answerable']} that the articles answer, "
        f"{told['unanswerable']} that they do not. {library['articles']:,} articles, "
        f"{library['passages']:,} passages. Answers written by {escape(models)}; embedding "
        f'{escape(told["embedding"])}.</p><p class="soft">Newsdesk {escape(told["newsdesk"])}, '
        f"{escape(told['made_at'])}.</p>"
    )


def _stages(told: dict[str, Any]) -> str:
    stages = told["stages"]
    said = "; ".join(f"{NAMES[name]} {counted(stages[name])}" for name in stages)
    rows = [
        (
            NAMES[name],
            f"{stages[name]['count']} of {stages[name]['of']}",
            percent(stages[name]["share"]),
            interval(stages[name]),
            str(len(told["lost"][name])),
            MEANS[name][0],
        )
        for name in stages
    ]
    wrongly = told["false_refusals"]
    plot = charts.bars(
        "How far the questions came", said, [(NAMES[name], stages[name]) for name in stages]
    )
    head = ("stage", "questions", "share", "95% interval", "lost here", "what it means")
    return (
        f"<h2>How far the questions came</h2>{plot}"
        f"{table('Every stage by itself', head, rows)}"
        f"<p>False refusals: {wrongly['count']} of {wrongly['of']} questions that the articles "
        f"answer ({percent(wrongly['share'])}; {interval(wrongly)}).</p>"
        '<p class="soft">The interval, drawn as a whisker, says what the share may be for '
        "questions like these: of few questions it is wide. Two runs whose intervals overlap "
        "widely may be equally good.</p>"
    )


def _ranks(told: dict[str, Any]) -> str:
    places = [one["rank"] for one in told["cases"] if one["answers"]]
    if not places:
        return ""
    rows = [
        (name, sum(1 for rank in places if rank and low <= rank and (rank <= high or not high)))
        for name, low, high in RANKS
    ]
    rows.append(("nowhere", sum(1 for rank in places if not rank)))
    said = "; ".join(f"{name}: {count}" for name, count in rows)
    hit = [
        (f"among the first {depth}" if depth != "1" else "first", *cells(share))
        for depth, share in told["hit"].items()
    ]
    plot = charts.columns("Where the first evidence stood among the hits", said, rows)
    head = ("first evidence", "questions", "share", "95% interval")
    return (
        f"<h2>Where the evidence stood</h2>{plot}"
        f"{table('Questions by the place of their first evidence', head, hit)}"
        f"<p>Mean reciprocal rank: {told['mrr']:.3f} (1 where it always stands first).</p>"
    )


def _times(told: dict[str, Any]) -> str:
    seconds = told["seconds"]
    names = list(seconds["search"])
    rows = [
        (kind, *(f"{1000 * at[name]:,.0f} ms" for name in names)) for kind, at in seconds.items()
    ]
    lines = [
        (kind, [one[f"{kind}_seconds"] for one in told["cases"]]) for kind in ("search", "answer")
    ]
    said = "; ".join(
        f"{row[0]}: " + ", ".join(map(" ".join, zip(names, row[1:], strict=True))) for row in rows
    )
    plot = charts.steps("Share of the questions done within a time", said, lines)
    return (
        f"<h2>How long it took</h2>{plot}"
        f"{table('One question at a time; p95: 95% were done within it', ('', *names), rows)}"
    )


def _lost(told: dict[str, Any]) -> str:
    cases = {one["id"]: one for one in told["cases"]}
    parts = ["<h2>Questions that were lost</h2>"]
    for name in (*STAGES, REFUSED):
        lost = told["lost"][name]
        if lost:
            parts.append(
                f"<h3>Not {NAMES[name]}: {len(lost)}</h3><p>{escape(MEANS[name][1])}</p>"
                + "".join(_case(cases[key]) for key in lost)
            )
    return "".join(parts) if parts[1:] else f"{parts[0]}<p>None.</p>"


def _case(one: dict[str, Any]) -> str:
    now = f" (asked on {one['now']})" if one["now"] else ""
    wanted = " / ".join(one["answers"]) or "that the articles do not say"
    cited = "".join(
        f"<blockquote>{escape(cited['quote'])}<br>{_article(cited['article'])}</blockquote>"
        for cited in one["citations"]
    )
    hits = "".join(
        f"<blockquote>{escape(_short(hit['text']))}<br>{_article(hit['article'])}</blockquote>"
        for hit in one["hits"]
    )
    place = f" The first evidence stood at place {one['rank']}." if one["rank"] else ""
    passed = ", ".join(NAMES[name] for name in one["passed"]) or "nothing"
    return (
        f"<details><summary>{escape(one['question'])}</summary>"
        f'<p class="soft">{escape(one["id"])}{escape(now)}. Passed: {passed}.{place}</p>'
        f"<p>Wanted: {escape(wanted)}</p><p>Said ({escape(one['outcome'])}): "
        f"{escape(one['text'])}</p>"
        + (f"<p>Cited:</p>{cited}" if cited else "")
        + (f"<p>Found instead, best first:</p>{hits}" if hits else "<p>Nothing was found.</p>")
        + "</details>"
    )


def _changes(changed: dict[str, Any]) -> str:
    kinds = (
        ("better", "Better: passes all stages now"),
        ("worse", "Worse: passed all stages before"),
        ("moved", "Lost at another stage"),
    )
    parts = [
        f"<h2>What changed</h2><p>Since {escape(str(changed['made_at']))}, over "
        f"{changed['compared']} questions that both runs asked: {verdict(changed)}</p>"
    ]
    for kind, heading in kinds:
        rows = [
            (
                one["question"],
                NAMES.get(one["was_lost_at"], "nowhere"),
                NAMES.get(one["is_lost_at"], "nowhere"),
            )
            for one in changed[kind]
        ]
        if rows:
            parts.append(table(heading, ("question", "was lost at", "is lost at"), rows))
    for kind, told in (("new", "Not asked before"), ("gone", "No longer asked")):
        if changed[kind]:
            parts.append(f"<p>{told}: {escape(', '.join(changed[kind]))}.</p>")
    return "".join(parts)


def verdict(changed: dict[str, Any]) -> str:
    """How many fare better and worse, and whether that may be chance, in a sentence."""
    better, worse = len(changed["better"]), len(changed["worse"])
    if not better + worse:
        return "none fares better or worse."
    chance = changed["chance"]
    doubt = (
        f"too few to tell from chance (p = {chance:.2f})."
        if chance > 0.05
        else f"more than chance does (p = {max(chance, 0.001):.3f})."
    )
    return f"{better} better, {worse} worse; {doubt}"


def percent(value: float | None) -> str:
    return "none" if value is None else f"{100 * value:.0f}%"


def interval(share: dict[str, Any]) -> str:
    if share["share"] is None:
        return ""
    return f"{100 * share['low']:.0f} to {100 * share['high']:.0f}%"


def counted(share: dict[str, Any]) -> str:
    return f"{share['count']} of {share['of']}"


def cells(share: dict[str, Any]) -> tuple[str, str, str]:
    return counted(share), percent(share["share"]), interval(share)


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    titles = "".join(f'<th scope="col">{escape(one)}</th>' for one in head)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="n">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr>{titles}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )


def _article(article: dict[str, Any]) -> str:
    about = (article["source"] or "outlet unknown", (article["published_at"] or "undated")[:10])
    return f'<span class="soft">{escape(", ".join(about))}: {escape(article["title"])}</span>'


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"
