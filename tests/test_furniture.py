"""Page furniture is told by its shape; a sentence that only sounds like it is not."""

import pytest

from ingest.text import clean, furniture

PROSE = "The council voted on Tuesday to close the pool on Mill Lane for a year."


@pytest.mark.parametrize(
    "line",
    [
        "Share on Facebook",
        "Share Tweet Email Print",
        "Skip to main content",
        "Home News Sport Business Culture Weather",
        "Home > News > Local",
        "Accept all",
        "Log in | Subscribe",
        "We use cookies to improve your visit to our site.",
        "Get the best of our reporting in your inbox every morning.",
        "By signing up you agree to our terms of use and privacy policy.",
        "Read more: Ferry to stop in October",
        "RELATED: Ferry to stop in October",
        "Lire aussi : Le bac s'arrête en octobre",
        "3 hours ago",
        "1.2k shares",
        "© 2025 Mill Gazette. All rights reserved.",
        "* * *",
        "Story continues below",
    ],
)
def test_furniture_is_none_of_the_article(line):
    assert furniture.is_furniture(line)
    assert clean.body([PROSE, line, PROSE, PROSE]) == [PROSE, PROSE, PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "The newsletter of the council goes to every household in the town.",
        "“Sign up for our newsletter,” the mayor told the crowd.",
        "Facebook said on Monday that it would close its office in Ashford.",
        "Follow the money, and you end at the town hall, say those who have tried.",
        "Share prices fell on Monday.",
        "Home is where the heart is",
        "Sport",
        "News of the pool",
        "Subscribers pay £4 a month.",
        "• Share the road",
        "Getting your app on the front page of a store is a matter of luck and money.",
    ],
)
def test_a_line_that_only_sounds_like_it_stays(line):
    assert not furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "The pool in June. Photograph: Tom Ray/Gazette",
        "Swimmers at Mill Lane (Photo: Tom Ray)",
        "The mayor on Tuesday. Tom Ray/AFP via Getty Images",
    ],
)
def test_a_caption_goes_with_its_credit(line):
    assert clean.body([PROSE, line, PROSE]) == [PROSE, PROSE]


def test_a_box_of_headlines_between_paragraphs_goes():
    box = ["Related stories", "Ferry to stop in October", "Students send rocket to edge of space"]
    assert clean.body([PROSE, *box, PROSE, PROSE]) == [PROSE, PROSE, PROSE]


def test_teasers_with_summaries_below_the_article_go():
    summary = "The night ferry stops in October, its owner said."
    teasers = ["More from the Gazette", "Ferry to stop", summary] * 2
    assert clean.body([PROSE, PROSE, *teasers, "Rocket at edge of space"]) == [PROSE, PROSE]


def test_comments_below_the_article_go():
    comments = ["sunny_jim", "2 hours ago", "I never liked that pool, and now it closes.", "Reply"]
    assert clean.body([PROSE, PROSE, "12 comments", *comments, *comments]) == [PROSE, PROSE]
