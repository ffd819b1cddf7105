"""Ids and hashes: what makes two articles the same."""

from dataclasses import replace

import pytest

from ingest.article import Article, Passage, article_id, canonical_url, link

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
