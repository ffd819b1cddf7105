"""Ids and hashes: what makes two articles the same."""

from dataclasses import replace

import pytest

from ingest.article import (
    Article,
    Passage,
    address,
    article_id,
    canonical_url,
    in_words,
    link,
)

FERRY = Article(id="a", title="Ferry", text="It sails.", url="https://x.example/a")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("https://X.Example/a/", "https://x.example/a"),
        ("http://x.example/a#top", "http://x.example/a"),
        ("https://x.example", "https://x.example/"),
        ("https://x.example/a?id=7&utm_source=mail&fbclid=1", "https://x.example/a?id=7"),
        ("https://x.example/a?q=caf%C3%A9", "https://x.example/a?q=caf%C3%A9"),
        ("  https://x.example/Case ", "https://x.example/Case"),
        ("ftp://x.example/a", ""),
        ("javascript:alert(1)", ""),
        ("/a/b", ""),
        ("", ""),
        ("https://[broken/a", ""),
        ("https://ann:s3cret@x.example/a", "https://x.example/a"),
        ("https://x.example/a?print", "https://x.example/a?print="),
    ],
)
def test_an_address_has_one_way_of_writing(written, canonical):
    assert canonical_url(written) == canonical


def test_the_same_page_over_http_and_https_is_one_article():
    one = article_id(url="http://x.example/a", title="Old", text="Old.")
    assert one == article_id(url="https://X.example/a/?utm_medium=x", title="New", text="New.")


def test_without_an_address_the_words_and_the_outlet_make_the_id():
    plain = article_id(title="Ferry", text="It sails.")
    assert plain == article_id(title="FERRY", text=" It  sails.\n")
    assert plain != article_id(title="Ferry", text="It sank.")
    assert plain != article_id(title="Ferry", text="It sails.", source="Harbour Ledger")


def test_ids_do_not_change_between_versions():
    assert article_id(url="https://x.example/a") == "7a86a5790e075bbf"
    assert article_id(title="Ferry", text="It sails.") == "ce617e48cfe611ba"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Boat"},
        {"text": "It sank."},
        {"source": "Ledger"},
        {"url": "https://x.example/b"},
        {"authors": ("Ann Lee",)},
        {"published_at": "2025-01-01"},
    ],
)
def test_the_hash_changes_with_all_that_a_reader_sees(change):
    assert replace(FERRY, **change).content_hash != FERRY.content_hash


def test_the_hash_does_not_depend_on_how_the_date_was_found():
    assert replace(FERRY, dated_by="text").content_hash == FERRY.content_hash


def test_a_passage_ends_after_its_last_character():
    passage = Passage(article_id="a", start=3, text="sails 🚢")
    assert (passage.id, passage.end) == ("a:3", 10)


@pytest.mark.parametrize(
    ("written", "opened"),
    [
        ("  https://X.example/Story/?print#top\n", "https://X.example/Story/?print#top"),
        ("https://x.example/a?utm_source=mail", "https://x.example/a?utm_source=mail"),
        ("HTTPS://ann:s3cret@x.example:8080/a@b", "HTTPS://x.example:8080/a@b"),
        ("https://x.example", "https://x.example"),
        ("https://x.exam\nple/a", "https://x.example/a"),
        ("javascript:alert(1)", ""),
        ("ftp://x.example/a", ""),
        ("https://", ""),
        ("https://ann@", ""),
        ("/a/b", ""),
        ("https://[broken/a", ""),
        ("", ""),
    ],
)
def test_readers_open_the_address_that_was_given(written, opened):
    assert link(written) == opened


def test_the_hash_does_not_depend_on_how_the_address_is_written():
    other = replace(FERRY, url="https://X.example/a/?utm_source=mail")
    assert other.content_hash == FERRY.content_hash


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("", "", ""),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-01-23", "2025-01-23", "2025-01-23"),
        ("2025-01-23T23:30:00-05:00", "2025-01-23", "2025-01-23"),
    ],
)
def test_a_date_spans_the_days_that_it_may_mean(date, first, last):
    article = Article(id="a", title="", text="", published_at=date)
    assert (article.first_day, article.last_day) == (first, last)


def test_a_character_stands_on_the_page_that_began_last_before_it():
    article = Article(id="a", title="", text="x" * 30, pages=(0, 10, 10, 25))
    assert [article.page(start) for start in (0, 9, 10, 24, 25)] == [1, 1, 3, 3, 4]
    assert Article(id="b", title="", text="x").page(0) == 0


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://x.example/a/?utm_source=mail#top", "x.example/a"),
        ("http://X.example/a", "x.example/a"),
        ("https://x.example/?p=7", "x.example/?p=7"),
        ("https://x.example", ""),  # every article of a site could say that of itself
        ("https://x.example/?utm_source=mail", ""),
        ("mailto:desk@x.example", ""),
    ],
)
def test_an_address_tells_a_page_from_all_others(url, place):
    assert address(url) == place
    given = article_id(url=url, title="T", text="One.")
    assert (given == article_id(title="T", text="One.")) == (place == "")


def test_a_hash_changes_with_what_a_source_says_and_not_with_what_it_does_not():
    plain = Article(id="a", title="T", text="One.")
    for change in ({"updated_at": "2025-01-24"}, {"section": "Sport"}, {"kind": "opinion"}):
        assert replace(plain, **change).content_hash != plain.content_hash
    assert replace(plain, language="en", version=3, dated_by="text").content_hash == (
        plain.content_hash
    )
    assert replace(plain, section="news").content_hash != replace(plain, kind="news").content_hash


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("", ""),
        ("2025", "2025"),
        ("2025-02", "February 2025"),
        ("2025-02-04", "4 February 2025"),
        ("2025-02-14T10:00:00+00:00", "14 February 2025"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(date, words):
    assert in_words(date) == words
