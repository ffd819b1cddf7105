"""Which article is which: by address, by id, by words."""

import json

from conftest import every_article

from ingest.pipeline import ingest

PAGE = "https://ledger.example/ferry"


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def run(store, *targets):
    report = ingest(store, targets)
    return dict(+report.articles), [problem.reason for problem in report.problems]


def held(store):
    return {article.id: article.text for article in every_article(store.library)}


def test_an_article_at_a_known_address_is_the_one_known_there(store, tmp_path):
    old = {"id": "f1", "url": PAGE, "text": "It sails.", "date": "2025-01-15"}
    new = {"url": f"{PAGE}?utm_source=mail", "text": "It sails at noon.", "date": "2025-01-16"}
    dump, page = lines(tmp_path / "dump.jsonl", old), lines(tmp_path / "page.jsonl", new)
    assert run(store, dump, page) == ({"added": 1, "updated": 1}, [])
    assert held(store) == {"f1": "It sails at noon."}
    assert run(store, dump, page) == ({"unchanged": 2}, [])


def test_what_brings_two_ids_is_two_articles_though_the_address_is_one(store, tmp_path):
    rows = [{"id": name, "url": PAGE, "title": name, "text": f"{name}."} for name in ("a", "b")]
    file = lines(tmp_path / "dump.jsonl", *rows)
    assert run(store, file) == ({"added": 2}, [])
    lines(file, *rows, {"id": "c", "text": "More."})
    assert run(store, file) == ({"added": 1, "unchanged": 2}, [])
    assert held(store) == {"a": "a.", "b": "b.", "c": "More."}


def test_several_articles_of_one_page_are_told_apart_by_their_headlines(store, tmp_path):
    rows = [{"url": PAGE, "title": name, "text": f"{name}."} for name in ("Ferry", "Dam")]
    file = lines(tmp_path / "page.jsonl", *rows)
    assert run(store, file) == ({"added": 2}, [])
    first = held(store)
    lines(file, *rows, {"id": "c", "text": "More."})
    assert run(store, file) == ({"added": 1, "unchanged": 2}, [])
    assert held(store) == first | {"c": "More."}


def test_a_home_page_is_no_articles_address(store, tmp_path):
    rows = [
        {"url": "https://ledger.example/", "title": name, "text": f"{name}.", "date": date}
        for name, date in (("Ferry", "2025-01-15"), ("Dam", "2025-01-16"))
    ]
    assert run(store, lines(tmp_path / "dump.jsonl", *rows)) == ({"added": 2}, [])


def test_an_update_counts_as_newer_than_the_publication(store, tmp_path):
    row = {"url": PAGE, "title": "Ferry", "published_at": "2025-01-15"}
    old = lines(tmp_path / "old.jsonl", row | {"text": "It sails."})
    new = lines(tmp_path / "new.jsonl", row | {"text": "It sails not.", "updated_at": "2025-01-20"})
    assert run(store, new, old) == ({"added": 1, "unchanged": 1}, [])
    assert list(held(store).values()) == ["It sails not."]


def test_a_date_that_is_yet_to_come_is_not_believed_and_costs_nothing_else(store, tmp_path):
    coming = {"id": "a", "title": "Ferry", "text": "It sails.", "date": "2099-01-01"}
    file = lines(tmp_path / "a.jsonl", coming, {"id": "b", "text": "It holds."})
    said = ["is dated 2099-01-01, which is yet to come; kept without a date"]
    assert run(store, file) == ({"added": 2}, said)
    assert store.library.article("a").published_at == ""
    assert run(store, file) == ({"unchanged": 2}, said)
    lines(file, coming)  # and what is gone from the file still goes
    assert run(store, file) == ({"unchanged": 1, "removed": 1}, said)
