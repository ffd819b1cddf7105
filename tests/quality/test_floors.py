"""The quality gate: what the evaluation sets give, against the floors of floors.toml.

    make quality                      # with the sets in ../shared/eval
    make quality EVAL_FOLDER=FOLDER   # or in another folder

Not part of `make test`: it takes minutes, and the first time as long as embedding all articles.
Each measure is the one that the sets' own scorer has; what there is an error or a false refusal is
turned round here (`answered` = 1 - false refusals), so that more is always better.
"""

import asyncio
import os
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from statistics import mean

import kept
import measure_open
import measures
import pytest
from conftest import ROOT
from evaluation import norm
from measures import DEPTH, Row
from misnamed import misnamed

from bot.answer.answer import Answer, Outcome
from bot.ask import answer
from bot.question.posed import pose
from bot.search import retrieve
from ingest.store import Store

EVALUATION = Path(os.environ.get("EVAL_FOLDER") or ROOT.parent / "shared" / "eval")
FLOORS = tomllib.loads((Path(__file__).parent / "floors.toml").read_text(encoding="utf-8"))
REFUSALS = {Outcome.NO_ANSWER, Outcome.REFUSED, Outcome.CLARIFY}
RATCHET = 0.02  # a floor that is beaten by more can be raised
Figures = dict[str, float]

pytestmark = pytest.mark.timeout(3600)


@pytest.fixture(scope="module", autouse=True)
def asked_for(request):
    if not any("quality" in one for one in request.config.args):
        pytest.skip("takes minutes: `make quality` runs it")
    if not EVALUATION.is_dir():
        pytest.skip(f"{EVALUATION} is not there: the evaluation sets are no part of the project")


def searched(store: Store, rows: Iterable[Row], *, tell_now: bool = True) -> Figures:
    rows = [row for row in rows if row.pieces]
    found = []
    for row in rows:
        question = pose(store, row.question, now=row.now if tell_now else "")
        hits = retrieve.search(store, question, k=DEPTH).hits
        found.append([(one.article.id, one.article.title, one.passage.text) for one in hits])
    return measures.ranking(rows, found)


def answered(store: Store, rows: Iterable[Row]) -> Figures:
    """Shares of the answers that are right, cited, given; and of the refusals where due."""

    async def every() -> list[tuple[Row, Answer]]:
        return [(row, await answer(store, pose(store, row.question, now=row.now))) for row in rows]

    told: dict[str, list[bool]] = {}
    for row, one in asyncio.run(every()):
        refused = one.outcome in REFUSALS
        if not row.pieces:
            told.setdefault("refusal", []).append(refused)
            continue
        wanted = [norm(way) for way in row.pieces[0]]
        evidence = wanted + [norm(quote) for quote in row.quotes]
        quotes = [norm(cited.quote) for cited in one.citations]
        is_right = not refused and any(way in norm(one.text) for way in wanted)
        told.setdefault("right", []).append(is_right)
        told.setdefault("cited", []).append(any(way in q for q in quotes for way in evidence))
        told.setdefault("answered", []).append(not refused)
        for cited in one.citations:
            stored = store.library.article(cited.article.id)
            assert stored.text[cited.start : cited.end] == cited.quote != ""
    figures = {name: mean(flags) for name, flags in told.items()}
    if {"refusal", "answered"} <= figures.keys():
        figures["balanced"] = (figures["refusal"] + figures["answered"]) / 2
    return figures


def mistaken(store: Store, rows: Iterable[Row]) -> Figures:
    """The share of questions with a name in another's place that are refused."""
    rows = [row for row in rows if row.pieces]
    asked = list(misnamed(store, [row.question for row in rows], seed=2))

    async def every() -> list[Answer]:
        posed = [pose(store, text, now=rows[place].now) for place, text in asked]
        return [await answer(store, one) for one in posed]

    return {"refused": mean(one.outcome in REFUSALS for one in asyncio.run(every()))}


def named(prefix: str, figures: Figures) -> Figures:
    return {f"{prefix} {name}": value for name, value in figures.items()}


def realtimeqa() -> Figures:
    rows = measures.realtimeqa(EVALUATION)
    with kept.opened("realtimeqa", articles("realtimeqa")) as store:
        return (
            named("search", searched(store, rows))
            | named("no now", searched(store, rows, tell_now=False))
            | named("ask", answered(store, rows))
            | named("misnamed", mistaken(store, rows))
        )


def multihop() -> Figures:
    rows = measures.multihop(EVALUATION)
    first = [row for row in rows if row.pieces][:300]  # as many as the scorer asks
    with kept.opened("multihop", articles("multihop_facts")) as store:
        asked = answered(store, [*first, *(row for row in rows if not row.pieces)])
        figures = {name: asked[name] for name in ("refusal", "answered", "balanced")}
        return named("search", searched(store, rows)) | named("ask", figures)


def squad2() -> Figures:
    rows = measures.squad2(EVALUATION)
    with kept.opened("squad2", articles("squad2")) as store:
        return (
            named("search", searched(store, rows))
            | named("ask", answered(store, rows))
            | named("misnamed", mistaken(store, rows))
        )


def seeds() -> Figures:
    files = EVALUATION.parent / "seeds"
    if not files.is_dir():
        pytest.skip(f"{files} is not there")
    with kept.opened("seeds", [files]) as store:
        return named("ask", answered(store, measures.seeds(EVALUATION)))


def articles(folder: str) -> list[Path]:
    return list((EVALUATION / folder).glob("*articles.jsonl.gz"))


def open_questions() -> Figures:
    given = measure_open.given()
    return named(
        "ask", {kind: good / all_ for kind, (good, all_) in measure_open.shares(given).items()}
    )


SETS: dict[str, Callable[[], Figures]] = {
    "realtimeqa": realtimeqa,
    "multihop": multihop,
    "squad2": squad2,
    "seeds": seeds,
    "open": open_questions,
}


@cache
def measured(name: str) -> Figures:
    return SETS[name]()


@pytest.mark.parametrize("name", SETS)
def test_no_figure_is_below_its_floor(name, capsys):
    figures, floors = measured(name), FLOORS.get(name, {})
    with capsys.disabled():
        print(f"\n{name:24}{'measured':>10}{'floor':>8}")
        for figure, value in figures.items():
            floor = floors.get(figure)
            hint = "  raise it: beaten by 2 points" if floor and value > floor + RATCHET else ""
            print(f"  {figure:22}{value:10.4f}{floor if floor else '':>8}{hint}")
    assert floors.keys() <= figures.keys(), "floors.toml names a figure that is not measured"
    below = {figure: figures[figure] for figure, floor in floors.items() if figures[figure] < floor}
    assert below == {}
