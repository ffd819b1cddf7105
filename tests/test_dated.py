"""The days behind weekdays where a day is asked for."""

import pytest

from bot.answer.answer import Support
from bot.answer.cite import Draft, Quote
from bot.answer.dated import with_days
from bot.answer.told import attributed
from bot.question.understanding import understand
from ingest.article import Article

FRIDAY = Article(id="a", title="T", text="It fell on Tuesday.", published_at="2026-03-20")


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("It fell on Tuesday.", "It fell on Tuesday [17 March 2026]."),
        ("It fell Friday night, 40 said.", "It fell Friday night [20 March 2026], 40 said."),
        ("He fell yesterday.", "He fell yesterday [19 March 2026]."),
        ("“It fell on Tuesday,” he said.", "“It fell on Tuesday,” he said."),
        ("It fell on Tuesday, 3 March.", "It fell on Tuesday, 3 March."),
        ("It fell on Tuesday, March 3.", "It fell on Tuesday, March 3."),
        ("It will fall on Tuesday.", "It will fall on Tuesday."),
        ("It may have to close on Tuesday.", "It may have to close on Tuesday."),
        ("The shop opens Tuesday.", "The shop opens Tuesday."),
        ("It was shut from Monday.", "It was shut from Monday."),
        ("It is held on the fourth Thursday of May.", "It is held on the fourth Thursday of May."),
        ("It fell last Tuesday.", "It fell last Tuesday."),
        ("Tuesday: Bonfire and fireworks, the quay.", "Tuesday: Bonfire and fireworks, the quay."),
        ("Farmers' market: Saturday, 9am to noon.", "Farmers' market: Saturday, 9am to noon."),
        ("It was shut; market: Saturday at 9am.", "It was shut; market: Saturday at 9am."),
        ("On Tuesday it sank.", "On Tuesday [17 March 2026] it sank."),
        ("It fell on Black Friday.", "It fell on Black Friday."),
    ],
)
def test_a_day_is_put_in_where_it_is_sure(text, dated):
    assert with_days(text, FRIDAY) == dated


@pytest.mark.parametrize(
    ("question", "dated"),
    [
        ("When did the wall fall?", "It fell in May, the mayor said on Tuesday."),
        (
            "When did the mayor say so?",
            "It fell in May, the mayor said on Tuesday [17 March 2026].",
        ),
    ],
)
def test_the_day_on_which_it_was_only_said_is_left_as_it_is(question, dated):
    assert with_days("It fell in May, the mayor said on Tuesday.", FRIDAY, question) == dated


@pytest.mark.parametrize("told", [{"published_at": "2026-03"}, {}, {"language": "de"}])
def test_no_day_is_put_in_where_none_is_known(told):
    values = {"published_at": "2026-03-20"} if "language" in told else {}
    article = Article(id="a", title="T", text="It fell on Tuesday.", **values, **told)
    assert with_days("It fell on Tuesday.", article) == "It fell on Tuesday."


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("When did it fall?", "It fell on Tuesday [17 March 2026]."),
        ("Did it fall?", "It fell on Tuesday."),
    ],
)
def test_only_a_question_for_when_is_told_the_day(question, text):
    support = Support(verdict="supported", score=1.0)
    quote = Quote(article=FRIDAY, start=0, end=19, support=support)
    draft = Draft(text="It fell on Tuesday.", quotes=(quote,))
    asked = understand(question, now="2026-03-21")
    (made,) = attributed([draft], asked, written=False)
    assert made.text == text
    assert FRIDAY.text[made.quotes[0].start : made.quotes[0].end] == "It fell on Tuesday."
