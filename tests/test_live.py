"""The times of a live blog stay with what happened then."""

import pytest

from ingest.parse.web import html

ENTRIES = (
    ("18:40", "The power is back in 4,900 homes of the valley, the company says tonight."),
    ("12:20", "The number of homes without power has risen to 6,000, the company says."),
    ("6.15am", "About 900 homes in the valley are without power, and the ferry is cancelled."),
)
SHAPES = [
    "<h2>{time}</h2><p>{text}</p>",
    "<div><div class='head'><time>{time}</time></div><div><p>{text}</p></div></div>",
    "<h3><span>{time}</span></h3><p><b>Now.</b> {text}</p>",
    "<section><time>{time}</time><p>{text}</p></section>",
]


def page(shape, title="Storm live: homes without power", entries=ENTRIES):
    told = "".join(shape.format(time=time, text=text) for time, text in entries)
    head = f"<html><head><title>{title} | Orm Gazette</title></head><body><article><h1>{title}</h1>"
    (article,) = html.parse(f"{head}{told}</article></body></html>".encode())
    return article


@pytest.mark.parametrize("shape", SHAPES)
def test_a_time_alone_above_an_entry_stands_before_its_words(shape):
    article = page(shape)
    bold = "Now. " if "Now" in shape else ""
    told = [f"{time} – {bold}{text}" for time, text in ENTRIES]
    assert article.text.split("\n\n") == told  # in the order of the page
    assert article.kind == "live blog"


def test_a_programme_is_no_live_blog_though_it_has_times():
    assert page(SHAPES[0], title="What is on in the valley").kind == ""


def test_two_times_and_a_time_within_a_line_stay_as_they_are():
    assert page(SHAPES[0], entries=ENTRIES[:2]).text.startswith("The power")
    article = page("<p>At <time>{time}</time> somebody said: {text}</p>")
    assert " – " not in article.text
    assert article.kind == ""
