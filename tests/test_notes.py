"""Notes: old evidence, figures that changed, outlets that are not held, what was nearest."""

import asyncio
import json

import pytest

from bot.ask import answer, ask
from bot.differ.superseded import changed
from bot.events import PassagesFound
from bot.question.posed import ALL, pose
from ingest.article import Article
from ingest.limits import Limits
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store
from ingest.stored.takedowns import take_down

LONG = (
    "The river Wendel flooded {} homes on Saturday night after the dam at Orrin had given way. "
    "Nobody was hurt, fire chief Aldo Renner said. Pumps ran until noon, and the school hall in "
    "Lower Wick took in forty families, who were given soup, beds and dry shoes by others."
)
NEWS = [
    ("bridge", "Coast Morning", "2025-01-23", "Bridge shut", "The Lindholm bridge is shut."),
    ("ferry", "Coast Morning", "2025-03-10", "New ferry", "A new ferry serves Aldsey island."),
    ("mast", "Hill News", "", "The mast", "The radio mast on Skarn Hill is 90 metres tall."),
    ("wire", "Meridian Wire", "2025-02-02", "Wendel floods homes", LONG.format("312")),
]
WIRE = Limits(sources=("Meridian Wire",))


def add(store, folder, articles, name="news.jsonl"):
    rows = [
        {"id": key, "source": outlet, "published_at": day, "title": title, "text": body}
        for key, outlet, day, title, body in articles
    ]
    (folder / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    ingest(store, [folder / name])


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        add(store, folder, NEWS)
        yield store


def noted(store, question, now="2025-03-12", limits=ALL):
    whole = asyncio.run(answer(store, pose(store, question, now=now, limits=limits)))
    return {one.kind: one.text for one in whole.notes}


def test_the_latest_from_old_articles_is_said_to_be_old(store):
    notes = noted(store, "What is the latest on the Lindholm bridge?")
    assert notes["stale"] == (
        "The newest article cited is of 23 January 2025; this may have changed since."
    )


def test_where_the_library_itself_ends_early_that_is_said(store):
    notes = noted(store, "What is the latest on the new ferry to Aldsey?", now="2025-09-01")
    assert notes["stale"] == (
        "The newest article in the library is of 10 March 2025; what came later is missing."
    )


def test_a_time_that_no_cited_article_is_from_is_named(store):
    notes = noted(store, "Is the Lindholm bridge shut this week?")
    assert notes["stale"] == (
        "No article cited is from the time asked about (this week); the newest is of "
        "23 January 2025."
    )


def test_a_time_with_an_open_start_is_kept_by_what_is_older(store):
    asked = "What did articles before February 2025 say about the Lindholm bridge?"
    [period] = pose(store, asked, now="2025-03-12").periods
    assert (period.of, period.first_day, period.last_day) == ("published", "", "2025-01-31")
    assert "stale" not in noted(store, asked)


@pytest.mark.parametrize(
    ("question", "now"),
    [
        ("Is the Lindholm bridge shut?", "2025-02-01"),
        ("Why was the Lindholm bridge shut?", "2025-09-01"),
        ("Was the Lindholm bridge shut in January 2025?", "2025-09-01"),
    ],
)
def test_evidence_of_the_time_asked_about_is_not_old(store, question, now):
    assert "stale" not in noted(store, question, now=now)


def test_an_outlet_that_is_not_held_is_named(store):
    notes = noted(store, "According to an article by Reuters, is the Lindholm bridge shut?")
    assert notes["unknown_outlet"] == "The library has no articles by Reuters."


def test_evidence_without_a_date_is_said_to_have_none(store):
    notes = noted(store, "How tall is the radio mast on Skarn Hill?")
    assert notes["undated"] == "It is not known when this was published: “The mast”."


def test_where_nothing_answers_the_nearest_is_named_with_what_it_says(store):
    notes = noted(store, "How many passengers can the Aldsey ferry carry?")
    assert notes["nearest"] == (
        "The nearest is “New ferry” (Coast Morning, 10 March 2025), which says: “A new ferry "
        "serves Aldsey island.”"
    )


def test_nothing_is_near_to_what_the_library_has_nothing_on(store):
    assert noted(store, "How does cinnamon taste on quartz sand?") == {}


def test_a_corrected_copy_of_the_cited_report_is_told(tmp_path):
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        add(store, tmp_path, [NEWS[3], ("copy", "Echo", "2025-02-03", "Flood", LONG.format("290"))])
        assert store.library.counts().stories == 1
        notes = noted(store, "How many homes did the Wendel flood?", limits=WIRE)
    assert notes["superseded"] == (
        "A later version of this report (Echo, 3 February 2025) says 290 homes, where the one "
        "cited says 312 homes."
    )


def test_a_copy_that_goes_while_the_answer_is_written_costs_nothing(tmp_path):
    async def asked(store):
        question = pose(
            store, "How many homes did the Wendel flood?", now="2025-03-12", limits=WIRE
        )
        async for event in ask(store, question):
            if isinstance(event, PassagesFound):
                assert [one.id for hit in event.hits for one in hit.also_in] == ["copy"]
                take_down(store, "copy")
        return event.answer

    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        add(store, tmp_path, [NEWS[3], ("copy", "Echo", "2025-02-03", "Flood", LONG.format("290"))])
        whole = asyncio.run(asked(store))
    assert "312 homes" in whole.text
    assert not any(one.kind == "superseded" for one in whole.notes)


def test_a_changed_article_tells_what_it_said_before(tmp_path):
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        add(store, tmp_path, [NEWS[3]])
        add(store, tmp_path, [(*NEWS[3][:4], LONG.format("290"))])
        notes = noted(store, "How many homes did the Wendel flood?")
    assert notes["superseded"] == (
        "Meridian Wire, 2 February 2025 has been changed: it now says 290 homes, before it said "
        "312 homes."
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The fare is £4 from May.", ("£5", "£4")),
        ("The fare is five pounds from May.", None),
        ("The fare is £5 from May on.", None),
        ("A seat by the window costs nothing more.", None),
    ],
)
def test_only_another_figure_in_the_same_sentence_is_a_change(other, expected):
    cited, later = (
        Article(id=key, title="", text=body)
        for key, body in (("a", "The fare is £5 from May."), ("b", other))
    )
    assert changed(cited.text, cited, later) == expected
