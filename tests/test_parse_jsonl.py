"""JSON lines: one article a line, and a clear word about each line that is none."""

import json

import pytest

from ingest.errors import SourceError
from ingest.parse.jsonl import parse_line


def parsed(**row):
    return parse_line(json.dumps(row).encode(), place="f.jsonl:1")


def test_every_key_is_read():
    article = parsed(
        id="pool-1",
        title="Pool to close",
        text="The pool closes.",
        source="Mill Gazette",
        url="https://Gazette.example/pool#top",
        authors=["Ann Lee", "Tom Ray"],
        published_at="2025-01-05T08:00:00Z",
    )
    assert (article.id, article.title, article.text) == (
        "pool-1",
        "Pool to close",
        "The pool closes.",
    )
    assert (article.source, article.url) == ("Mill Gazette", "https://Gazette.example/pool#top")
    assert article.authors == ("Ann Lee", "Tom Ray")
    assert (article.published_at, article.dated_by) == ("2025-01-05T08:00:00+00:00", "metadata")


def test_other_names_for_the_keys_are_taken():
    article = parsed(headline="Pool", body="It closes.", author="Ann Lee", outlet="Gazette")
    assert (article.title, article.text, article.source) == ("Pool", "It closes.", "Gazette")
    assert article.authors == ("Ann Lee",)


def test_an_id_that_is_a_number_is_kept_as_text():
    assert parsed(id=7, text="It closes.").id == "7"


def test_without_a_title_the_text_gives_one():
    assert parsed(text="The pool closes. It leaks.").title == "The pool closes. It leaks"
    assert parsed(title={"a": 1}, text="It closes.").title == "It closes"
    assert parsed(title=None, text="It closes.").title == "It closes"


def test_the_text_is_kept_as_it_is_but_for_what_cannot_be_stored():
    assert parsed(text=" A\r\n\r\nB\u0000\ud800 🚢\u2028C ").text == "A\n\nB 🚢\nC"


def test_a_date_that_is_none_is_unknown():
    article = parsed(text="It closes.", published_at="2025-02-30")
    assert (article.published_at, article.dated_by) == ("", "")


def test_the_last_of_two_equal_keys_counts():
    article = parse_line(b'{"text": "One.", "text": "Two."}', place="f:1")
    assert article.text == "Two."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nonsense", "is not JSON"),
        (b'{"text": "cut off', "is not JSON"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"id": ' + b"9" * 10_000 + b"}", "is not JSON"),
        (b"[1, 2]", "is a JSON list, not an object"),
        (b'"text"', "is a JSON str, not an object"),
        (b"null", "is a JSON null, not an object"),
        (b"{}", "has no text"),
        (b'{"title": "Pool"}', "has no text"),
        (b'{"text": "  \\n"}', "has no text"),
        (b'{"text": "\\u0000"}', "has no text"),
        (b'{"text": NaN}', "has no text"),
        (b'{"text": 7}', "has no text"),
        (b'{"text": ["a"]}', "has no text"),
    ],
)
def test_a_line_that_is_no_article_says_why(line, reason):
    with pytest.raises(SourceError) as caught:
        parse_line(line, place="f.jsonl:3")
    assert caught.value.source == "f.jsonl:3"
    assert caught.value.reason.startswith(reason)
    assert len(caught.value.reason) < 200
