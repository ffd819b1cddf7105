"""A question above its answer is found and quoted with it; a result with the heading above it."""

import pytest

from ingest.article import Span
from ingest.parse import markdown, text
from ingest.parse.layout import interviews, results
from ingest.parse.pages import Paragraph, page_starts
from ingest.text.split import sentences

INTERVIEW = """# "I row at night": Ann Lee on her novel

*The Mill Gazette, 24 March 2026. Interview by Jo Pell*

Ann Lee, 47, won the Harle Prize this month for her third novel.

**How long did the book take?**

Six years. I threw away the first version.

**What will you do with the money?**

Mend the roof. The rest goes to the library.

**Will there be a film?**

There have been talks.
"""
RACE = """Pell wins race
The Mill Gazette, 3 March 2026

Jo Pell won the half marathon in Elmstow on Sunday, three weeks after it was put off.

Men
1 Jo Pell 1:06:12
2 Tom Ray 1:06:58

Women:
1. Ann Lee (Mill AC) 1:14:50
2. Ida Moss (Harle) +31s
2. Eve Moss (Harle) +31s

The next race is held in May, the organisers said on Sunday.
"""


def test_an_interview_is_stored_with_each_question_before_its_answer():
    (article,) = markdown.parse(INTERVIEW)
    assert (article.source, article.published_at) == ("The Mill Gazette", "2026-03-24")
    assert article.authors == ("Jo Pell",)
    lines = article.text.split("\n\n")
    assert lines[1:] == [
        "How long did the book take? – Six years. I threw away the first version.",
        "What will you do with the money? – Mend the roof. The rest goes to the library.",
        "Will there be a film? – There have been talks.",
    ]
    first, *_ = sentences(lines[1], Span(0, len(lines[1])))
    assert lines[1][first.start : first.end] == "How long did the book take? – Six years."


@pytest.mark.parametrize(
    "lines",
    [
        ["Who knew?", "Nobody did.", "Who cares?", "All of them do."],  # two questions
        ["Who knew?", "Who cares?", "Who asked?", "Who was told of it?"],  # a riddle
        ["What now?", "Pool to close", "What then?", "Ferry to stop", "And why?", "A rocket"],
        ["• Who knew?", "Nobody did.", "• Who cares?", "All do.", "• Who asked?", "Lee did."],
    ],
)
def test_questions_of_no_interview_stay_where_they_are(lines):
    assert interviews.told(lines) == lines


def test_results_are_told_with_the_heading_above_them():
    (article,) = text.parse(RACE)
    assert article.text.split("\n\n")[1:-1] == [
        "Men: 1. Jo Pell 1:06:12.",
        "Men: 2. Tom Ray 1:06:58.",
        "Women: 1. Ann Lee (Mill AC) 1:14:50.",
        "Women: 2. Ida Moss (Harle) +31s.",
        "Women: 2. Eve Moss (Harle) +31s.",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["What to see", "1. Mill Lane", "2. The old pool", "3. Harle Island"],  # no results
        ["What to do", "1. Fill the tub.", "2. Wait for 10 minutes.", "3. Empty it."],
        ["Men", "1 Jo Pell 1:06:12"],  # one
        ["Men", "2 Jo Pell 1:06:12", "3 Tom Ray 1:06:58"],  # of another list
        ["Jo Pell won on Sunday.", "1. Jo Pell 1:06:12", "2. Tom Ray 1:06:58"],  # no heading
        ["Mill Lane", "1 The Green", "12 The Green"],
    ],
)
def test_other_numbered_lines_stay_as_they_are(lines):
    assert results.told(lines) == lines


def test_the_pages_of_an_interview_start_where_their_words_stand():
    said = ["How long?", "Six years.", "What now?", "The roof."]
    told = [Paragraph(one, 10, [(0, page)]) for one, page in zip(said, [0, 0, 1, 1], strict=True)]
    stored = "How long? – Six years.\n\nWhat now? – The roof."
    assert page_starts(stored, told, 2) == (0, stored.index("What"))
