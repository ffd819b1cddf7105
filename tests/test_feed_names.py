"""Whose a feed is by its name, and what "the Gazette" means beside a longer name."""

import pytest

from bot.question.aliases import aliases
from ingest.parse import sender, xml
from ingest.text.feed_names import outlet_of


@pytest.mark.parametrize(
    "name",
    [
        "Orm Valley Herald – News",
        "Orm Valley Herald - Latest news",
        "Orm Valley Herald | Local | RSS",
        "Sport » Orm Valley Herald",
        "Orm Valley Herald: Politik",
        "Orm Valley Herald",
    ],
)
def test_a_section_is_no_part_of_a_feeds_outlet(name):
    assert outlet_of(name) == "Orm Valley Herald"


@pytest.mark.parametrize("name", ["News - Sport", "BBC News", "Orm - Tales of the Sea", "News", ""])
def test_what_is_all_sections_or_none_stays(name):
    assert outlet_of(name) == name


def test_a_feed_and_a_newsletter_go_by_it():
    text = "The ferry to Orm stops at noon. It will not sail. The crew has been told so today."
    feed = (
        "<rss><channel><title>Orm Valley Herald – News</title><item><title>Ferry</title>"
        f"<link>https://herald.example/ferry</link><description>{text}</description></item>"
        "</channel></rss>"
    )
    (article,) = xml.parse(feed.encode(), file_name="feed.xml", uri="feed.xml")
    assert article.source == "Orm Valley Herald"
    assert sender.read("Orm Gazette – Sport", is_list=True).outlet == "Orm Gazette"


def meant(text, *known):
    return [names for _, names in aliases(known).find(text)]


def test_the_last_word_is_the_main_paper_too_where_another_has_it_alone():
    text = "what did the gazette say about the pier?"
    assert meant(text, "Orm Gazette", "Gazette") == [("Orm Gazette", "Gazette")]
    assert meant(text, "Gazette", "Orm Gazette") == [("Gazette",)]  # fewer articles than that
    assert meant(text, "Orm Gazette", "The Gazette") == [("The Gazette",)]  # a name of its own
    assert meant(text, "Orm Gazette", "Mill Gazette", "Gazette") == [("Gazette",)]


def test_a_paper_and_its_sections_are_called_by_their_last_word():
    known = ("Orm Valley Herald", "Orm Valley Herald – News")
    assert meant("what did the herald say?", *known) == [known]
