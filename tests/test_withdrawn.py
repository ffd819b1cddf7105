"""A correction tells a mistake again: what that is, what is right, and what it takes back."""

import pytest

from bot.differ import withdrawn
from bot.search.retrieve import Hit
from ingest.article import Article, Span
from ingest.text.split import split

MISTAKE, RIGHT = "We reported that the Ulm barn burned 40 tonnes.", "The correct figure is four."


def hit(key, text, *, title="The barn", source="Vale Post", day="2025-03-10"):
    article = Article(id=key, title=title, text=text, source=source, published_at=day)
    (passage,) = split(article, words=120)
    return Hit(passage=passage, article=article, story=key, score=1, words=1, cosine=1)


def found(store, text, *others, title="The barn", **said):
    return withdrawn.find(store, [hit("fix", text, title=title, **said), *others])


def told(one, span):
    return one.article.text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "wrong", "whole"),
    [
        (f"{MISTAKE} {RIGHT}", MISTAKE, f"{MISTAKE} {RIGHT}"),
        (
            "An earlier version of this article said that Ada Wirth had left. It was Ida Wirth.",
            "An earlier version of this article said that Ada Wirth had left.",
            "An earlier version of this article said that Ada Wirth had left. It was Ida Wirth.",
        ),
        (
            "On Monday we wrongly stated that the fee is £9; it is £4. We are sorry.",
            "On Monday we wrongly stated that the fee is £9; ",
            "On Monday we wrongly stated that the fee is £9; it is £4.",
        ),
        (
            "Ida Wirth was incorrectly named as the driver. We apologise for the error.",
            "Ida Wirth was incorrectly named as the driver.",
            "Ida Wirth was incorrectly named as the driver.",
        ),
    ],
)
def test_a_mistake_stands_with_what_sets_it_right(store, text, wrong, whole):
    title = "Correction: the barn"
    (one,) = found(store, text, title=title)
    assert (told(one, one.wrong), told(one, one.span)) == (wrong, whole)


def test_under_the_title_of_a_correction_what_a_report_said_is_told_again(store):
    wrong, right = "A report on 10 March said that the barn held 40 tonnes.", "It held four."
    (one,) = found(store, f"{wrong} {right}", title="Corrections and clarifications")
    assert (told(one, one.wrong), told(one, one.span)) == (wrong, f"{wrong} {right}")
    assert not found(store, f"{wrong} {right}", title="The barn")


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we reported that the barn would close. On Tuesday it did.",
        "“We said that we would fight, and the figures are wrong,” Ida Wirth told the court.",
        "The barn burned 40 tonnes of straw and was wrongly built.",
        "Ida Wirth was wrongly named as the thief by the police. She sued.",
    ],
)
def test_who_looks_back_corrects_nothing(store, text):
    assert not found(store, text)


def test_only_what_its_outlet_said_before_with_that_figure_is_taken_back(store):
    same = "The Ulm barn burned 40 tonnes on Sunday. It opened in 1931."
    others = [
        hit("same", same, day="2025-03-08"),
        hit("other", same, day="2025-03-08", source="Hill News"),
        hit("after", same, day="2025-03-12"),
        hit("figure", "The Ulm barn burned 55 tonnes on Sunday.", day="2025-03-08"),
    ]
    (one,) = found(store, f"{MISTAKE} {RIGHT}", *others)
    assert one.repeated == {("same", 0)}


def test_a_name_that_only_the_mistake_has_is_taken_back(store):
    text = (
        "We reported that Brack Foods supplied the lunches at Ulm school. "
        "Lund Catering supplied the lunches at Ulm school."
    )
    earlier = "Brack Foods supplied the lunches. Lunches at Ulm school made pupils ill."
    (one,) = found(store, text, hit("old", earlier, day="2025-03-01"), title="Correction: Ulm")
    assert one.repeated == {("old", 0)}


def test_what_holds_is_what_sets_right(store):
    text = f"{MISTAKE} {RIGHT}"
    old = hit("old", "The Ulm barn burned 40 tonnes on Sunday.", day="2025-03-08")
    (one,) = made = found(store, text, old)
    assert withdrawn.values_of(made, old, old.passage.sentences[0]) is None
    holds = withdrawn.values_of(made, one.hit, Span(0, len(MISTAKE)))
    assert told(one, holds).strip() == RIGHT
    beside = Span(len(text), len(text) + 1)
    assert withdrawn.values_of(made, one.hit, beside) == beside


HONEY = "On {day} we gave the honey harvest of Lunden as 310 kilos. It was 130 kilos."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Hives of Brennt", "The honey harvest of Brennt was 310 kilos."),
        ("Honey", "The honey harvest came to 310 kilos, all of it from Brennt."),
        ("Hives of Brennt", "The honey harvest was 310 kilos this year."),
        ("Honey", "The honey harvest of Brennt was 310 kilos. Lunden has no hives yet."),
    ],
)
def test_what_names_another_thing_is_not_taken_back(store, title, text):
    other = hit("other", text, title=title, day="2025-03-05")
    own = hit("own", "The honey harvest of Lunden was 310 kilos.", title="Hives", day="2025-03-06")
    (one,) = found(store, HONEY.format(day="Thursday"), own, other, title="Correction")
    assert one.repeated == {("own", 0)}


@pytest.mark.parametrize(
    "other",
    [
        "The Brennt mead sold 310 bottles in May.",
        "In May 310 bottles of mead were sold near Brennt.",
    ],
)
def test_two_things_of_one_article_are_told_apart(store, other):
    said = f"The Lunden mead sold 310 bottles in May. {other}"
    text = "We said that the Lunden mead, from a farm in Lunden, sold 310 bottles. It sold 31."
    (one,) = found(store, text, hit("old", said, day="2025-03-01"), title="Correction")
    assert one.repeated == {("old", 0)}


@pytest.mark.parametrize(
    ("said", "day", "taken_back"),
    [
        ("6 March", "2025-03-06", True),
        ("6 March", "2025-03-05", True),
        ("6 March", "2025-03-03", False),
        ("6 March", "2025-03", True),
        ("Thursday", "2025-03-06", True),
        ("Thursday", "2025-02-27", False),
        ("Monday", "2025-03-03", True),
        ("28 December", "2024-12-28", True),
    ],
)
def test_only_what_came_out_on_the_day_named_is_taken_back(store, said, day, taken_back):
    old = hit("old", "The honey harvest of Lunden was 310 kilos.", title="Hives", day=day)
    (one,) = found(store, HONEY.format(day=said), old, title="Correction")
    assert bool(one.repeated) == taken_back


@pytest.mark.parametrize("won", ["the dog show in {}", "the {} dog show"])
def test_a_name_in_another_place_is_not_taken_back(store, won):
    text = f"We reported that Odo Lenz won {won.format('Lunden')}. It was won by Ute Marr."
    said = f"Odo Lenz won {won}."
    others = [
        hit("own", said.format("Lunden"), title="Dogs", day="2025-03-01"),
        hit("other", said.format("Brennt"), title="Dogs", day="2025-03-02"),
    ]
    (one,) = found(store, text, *others, title="Correction")
    assert one.repeated == {("own", 0)}
