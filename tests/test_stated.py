"""The outlet that a user states, names of outlets that are one, and what is withheld."""

import json
from datetime import date, timedelta

import pytest
from conftest import every_article
from test_reading import run

from ingest.article import in_words
from ingest.pipeline import ingest
from ingest.runs.job import Work
from ingest.runs.jobs import Jobs
from ingest.runs.unfinished import Unfinished
from ingest.settings import IngestSettings, Settings
from ingest.store import Store

FERRY = "Ferry to stop at noon\n\n5 January 2025\n\nThe ferry to Orm will stop at noon, it said.\n"
DAM = "Dam to be drained\n\nOrm Gazette, 6 January 2025\n\nThe dam at Orm will be drained in May.\n"
TIDES = "Tides to be counted\n\n7 January 2025\n\nThe tides at Orm will be counted by hand.\n"
FUTURE = date.today() + timedelta(days=40)


@pytest.fixture
def news(tmp_path):
    folder = tmp_path / "news"
    (folder / "inner").mkdir(parents=True)
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "dam.txt").write_text(DAM)
    (folder / "inner" / "tides.txt").write_text(TIDES)
    return folder


def said(store, *targets, source=None):
    return dict(+ingest(store, targets, source=source).articles)


def outlets(store):
    return {one.title.split()[0]: one.source for one in every_article(store.library)}


def opened(tmp_path, **ingest_settings):
    settings = Settings(ingest=IngestSettings(**ingest_settings))
    return Store(tmp_path / "data", settings, purpose="a test")


def test_a_stated_outlet_is_that_of_articles_that_name_none(store, news):
    assert said(store, news, source="Mill Courier") == {"added": 3}
    assert outlets(store) == {
        "Ferry": "Mill Courier", "Dam": "Orm Gazette", "Tides": "Mill Courier",
    }  # fmt: skip
    assert said(store, news) == {"unchanged": 3}


def test_what_was_stored_without_one_gets_it_and_stays_the_same_article(store, news):
    said(store, news)
    ids = {one.id for one in every_article(store.library)}
    assert said(store, news, source="Mill Courier") == {"updated": 2, "unchanged": 1}
    assert {one.id for one in every_article(store.library)} == ids
    assert outlets(store)["Ferry"] == "Mill Courier"
    assert said(store, news, source="Mill Courier") == {"unchanged": 3}


def test_what_is_said_of_a_folder_holds_later_and_for_files_that_come(store, news):
    said(store, news, source="Mill Courier")
    (news / "inner" / "pier.txt").write_text(TIDES.replace("Tides", "Piers").replace("tides", "p"))
    said(store, news / "inner")
    assert outlets(store)["Piers"] == "Mill Courier"


def test_the_nearest_folder_counts_until_something_is_said_above_it(store, news):
    said(store, news / "inner", source="Tide Times")
    said(store, news)
    assert outlets(store) == {"Ferry": "", "Dam": "Orm Gazette", "Tides": "Tide Times"}
    said(store, news, source="Mill Courier")
    assert outlets(store)["Tides"] == "Mill Courier"


def test_an_empty_outlet_takes_it_back(store, news):
    said(store, news, source="Mill Courier")
    assert said(store, news / "inner", source="") == {"updated": 1}
    said(store, news)
    assert outlets(store) == {"Ferry": "Mill Courier", "Dam": "Orm Gazette", "Tides": ""}


def test_a_given_id_stays_where_an_outlet_is_stated(store, tmp_path):
    row = {"id": "f1", "title": "Ferry", "text": "It sails at noon."}
    (tmp_path / "dump.jsonl").write_text(json.dumps(row) + "\n")
    said(store, tmp_path / "dump.jsonl", source="Mill Courier")
    (article,) = every_article(store.library)
    assert (article.id, article.source) == ("f1", "Mill Courier")


def test_a_job_that_was_cut_off_keeps_the_outlet(store, news):
    left = Unfinished(store.folder)
    with Jobs(store) as queue:
        queue.stop()
    from ingest.runs.unfinished import Left

    left.put(Left(id="one", targets=(str(news),), prune=False, source="Mill Courier"))
    done = []
    with Jobs(store) as queue:
        queue.after_each.append(done.append)
        assert queue.resume() == 1
        again = queue.submit(Work((str(news),)))
        while not queue.job(again.id).has_ended:
            pass
    assert [one.work.source for one in done] == ["Mill Courier", None]
    assert outlets(store)["Ferry"] == "Mill Courier"


def test_names_that_are_one_outlet_become_it_also_where_stored(tmp_path, news):
    with opened(tmp_path) as store:
        run(store, news)
        ids = set(outlets(store)), [one.id for one in every_article(store.library)]
    with opened(tmp_path, outlets={"orm gazette": "The Orm Gazette"}) as store:
        assert run(store, news) == ({"updated": 1, "unchanged": 3}, [])
        assert outlets(store)["Dam"] == "The Orm Gazette"
        assert ids == (set(outlets(store)), [one.id for one in every_article(store.library)])
        assert run(store, news) == ({"unchanged": 3}, [])
        (news / "dam.txt").write_text(DAM.replace("May", "June"))
        assert run(store, news) == ({"updated": 1, "unchanged": 2}, [])
        assert outlets(store)["Dam"] == "The Orm Gazette"
        assert store.library.outlets() == ["The Orm Gazette"]
        store.index.verify()
    with opened(tmp_path) as store:
        assert run(store, news) == ({"updated": 1, "unchanged": 2}, [])
        assert outlets(store)["Dam"] == "Orm Gazette"


def test_a_copy_elsewhere_is_no_further_article_where_its_outlet_has_another_name(tmp_path, news):
    with opened(tmp_path, outlets={"Orm Gazette": "Gazette"}) as store:
        run(store, news)
        (news / "copy.txt").write_text(DAM)
        run(store, news)
        assert len(every_article(store.library)) == 3


@pytest.mark.parametrize(
    "bad", [{"A": "B", "B": "C"}, {"Gazette": "X", "GAZETTE": "Y"}, {"A": " "}, {"": "A"}]
)
def test_names_that_lead_nowhere_or_on_are_refused(bad):
    with pytest.raises(ValueError, match=r"stands|empty"):
        IngestSettings(outlets=bad)


def under_embargo(day):
    written = f"{day.day} {in_words(day.isoformat()).split(' ', 1)[1]}"
    return f"Mayor to go\n\nEMBARGOED UNTIL {written}\n\nThe mayor of Orm will go in spring.\n"


def test_what_is_under_embargo_until_a_day_is_left_out_and_named(store, news):
    (news / "mayor.txt").write_text(under_embargo(FUTURE))
    for _ in range(2):  # also when nothing has changed
        counts, (reason,) = run(store, news)
        assert f"until {in_words(FUTURE.isoformat())}, and left out" in reason
    assert counts == {"unchanged": 3}
    assert "Mayor" not in outlets(store)


def test_it_is_taken_in_when_the_day_has_come_though_the_file_is_the_same(store, news, monkeypatch):
    (news / "mayor.txt").write_text(under_embargo(FUTURE))
    run(store, news)
    monkeypatch.setattr("ingest.text.embargo.has_come", lambda day: day <= FUTURE.isoformat())
    assert run(store, news)[0] == {"added": 1, "unchanged": 3}
    (article,) = [one for one in every_article(store.library) if one.title == "Mayor to go"]
    assert article.text == "The mayor of Orm will go in spring."


def test_what_was_stored_goes_when_it_comes_under_embargo(store, news):
    (news / "mayor.txt").write_text(under_embargo(FUTURE).replace("EMBARGOED UNTIL", "Dated"))
    run(store, news)
    (news / "mayor.txt").write_text(under_embargo(FUTURE))
    assert run(store, news)[0] == {"unchanged": 3, "removed": 1}


def test_a_setting_takes_it_in_at_once(tmp_path, news):
    (news / "mayor.txt").write_text(under_embargo(FUTURE))
    with opened(tmp_path, withhold_embargoed=False) as store:
        counts, (reason,) = run(store, news)
        assert counts == {"added": 4}
        assert "it is stored" in reason
