"""Headlines of other articles and buttons are told by their shape; lists of the text stay."""

from ingest.parse.layout.strays import without_strays

FIRST = "The council voted on Tuesday to close the swimming pool on Mill Lane for a year."
LAST = "Swimmers may use the lake until the roof of the pool has been made anew, it said."
OTHERS = [
    "Others are reading",
    "Storm warning for the northern islands",
    "Five recipes with beetroot",
]


def around(*lines):
    return [FIRST, *lines, LAST]


def test_headlines_of_other_articles_between_paragraphs_are_dropped():
    assert without_strays(around(*OTHERS)) == [FIRST, LAST]


def test_they_are_dropped_below_the_text_as_well():
    assert without_strays([FIRST, LAST, *OTHERS]) == [FIRST, LAST]
    assert without_strays([FIRST, LAST, "Keep exploring", OTHERS[1]]) == [FIRST, LAST]


def test_a_run_of_buttons_is_dropped_and_one_heading_is_not():
    assert without_strays(around("Copy link", "Post", "Send")) == [FIRST, LAST]
    assert without_strays(around("What it costs")) == around("What it costs")


def test_the_heading_right_above_a_paragraph_stays():
    heading = "Why the pool on Mill Lane closes"
    assert without_strays(around(*OTHERS, heading)) == [FIRST, heading, LAST]


def test_lists_of_the_text_stay():
    for own in (
        ["1. Storm warning for the northern islands", "2. Five recipes with beetroot"],
        ["Q: Storm warning for the northern islands", "A: Five recipes with beetroot"],
        ["• Storm warning for the northern islands", "• Five recipes with beetroot"],
        ["Swimming pool on Mill Lane closes", "Council votes on swimming pool roof"],
        ["rolling over northern islands tonight", "five recipes with beetroot came"],
        ["Director: Ann Lee of the northern islands", "Music: Tom Ray and five recipes"],
        ["By Ann Lee", "5 January 2025"],
        [f"Storm warning number {n} for islands" for n in range(9)],
    ):
        assert without_strays(around(*own)) == around(*own)


def test_what_a_colon_announces_stays():
    announced = ["These are the films that were shown at the festival on Saturday night:", *OTHERS]
    assert without_strays(around(*announced)) == around(*announced)


def test_a_text_that_is_made_of_lists_keeps_them():
    written = [line for _ in range(5) for line in around(*OTHERS)]
    assert without_strays(written) == written


def test_nothing_above_the_first_paragraph_is_touched():
    assert without_strays([*OTHERS, FIRST, LAST]) == [*OTHERS, FIRST, LAST]
