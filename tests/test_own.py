"""A value is held against others only where its sentence surely gives it as what is asked for."""

import pytest

from bot.differ import updates, values
from bot.differ.own import Own
from bot.differ.sentences import Told
from bot.question.understanding import understand
from bot.search.retrieve import Hit
from ingest.article import Article
from ingest.text.split import split

DEAD = "How many people died in the Ormley mine?"
PAID = "How much did Vessel Foods pay for Quill?"
OPENS = "When will the Ormley tram open?"
OPENED = "When did the Ormley tram open?"
BOSS = "Who is the head of Ormley Primary?"
WON = "Who won the Tour of Ormley?"
BAN = "Was Ada Kern allowed to enter Norland?"


def hit(text, title="News", day="2026-05-20"):
    article = Article(id=text, title=title, text=text, source="Vale Post", published_at=day)
    (passage,) = split(article, words=200)
    return Hit(passage=passage, article=article, story=text, score=1, words=1, cosine=1)


def parted(store, question, text, **said):
    """The values of the last sentence of a text: those surely asked for, and those perhaps so."""
    one = hit(text, **said)
    span, asked = one.passage.sentences[-1], understand(question, now="2026-06-01")
    found = values.asked(asked, text[span.start : span.end], one.article.published_at)
    return tuple(
        [value.text for value in own] for own in Own(store, asked).parted(one, span, found)
    )


@pytest.mark.parametrize(
    ("question", "text", "own"),
    [
        (DEAD, "Nine people died in the Ormley mine.", ["Nine"]),
        (DEAD, "The number of people killed in the Ormley mine rose to 11.", ["11"]),
        (DEAD, "Nine people were brought out of the Ormley mine.", []),
        (DEAD, "Four of the nine people who died in the Ormley mine were cousins.", ["nine"]),
        (DEAD, "Nine people died in the Ormley mine in 1911.", []),
        (DEAD, "Nine people died in the Selm mine.", []),
        ("How many women died in the Ormley mine?", "The Ormley mine toll rose to 11.", []),
        ("How many fish died in the Orm?", "The painter of the Orm died at the age of 91.", []),
        (PAID, "Vessel Foods paid £40 million for Quill.", ["£40 million"]),
        (PAID, "Vessel Foods bought Quill for £40 million.", ["£40 million"]),
        (PAID, "If Vessel Foods walks away, it will pay Quill £3 million.", []),
        (PAID, "Vessel Foods will pay for Quill £3 million more than before.", []),
        (PAID, "Vessel Foods paid for Quill over four years.", []),
        ("How much did the Orm survey cost?", "The Orm repair will cost £3 million.", []),
        ("How much has the Orm plan cost?", "Shops' costs of £9,000 go to the Orm plan.", []),
        ("How long was Ada Kern's sentence?", "Prosecutors asked that Ada Kern's sentence be "
         "nine years.", []),
        ("How many cases are there in Ormley?", "Perhaps a dozen cases are in Ormley.", []),
        ("What is the price of milk in Ormley?", "Milk in Ormley passed the £2 mark.", []),
        ("What is the price of milk in Ormley?", "Milk in Ormley, over £2, stood at £2.06.", []),
        ("What is the price of milk in Ormley?", "Ormley milk is over £2, at £2.06.", ["£2.06"]),
        ("What were the winning numbers?", "The winning numbers were 7, 29 and 60.", []),
        ("What share of voters in Ormley back it?", "A poll says 54% in Ormley back it.", []),
        (OPENS, "The Ormley tram will open on 4 July.", ["4 July"]),
        (OPENS, "The Ormley tram was tested on Monday.", []),
        (OPENED, "The Ormley tram opened on 4 May.", ["4 May"]),
        (OPENED, "The Ormley tram could open on 4 May.", []),
        (BOSS, "Ida Platt is the head of Ormley Primary.", ["Ida Platt"]),
        (BOSS, "Ida Platt, the head of Selm Primary, will retire.", []),
        (WON, "Ida Platt won the Tour of Ormley.", ["Ida Platt"]),
        (WON, "Ida Platt won the second stage of the Tour of Ormley.", []),
        (BAN, "Ada Kern was allowed to enter Norland.", ["allowed"]),
        (BAN, "Ada Kern flew home from Norland after the visa was cancelled.", []),
    ],
)  # fmt: skip
def test_only_the_answer_of_its_sentence_is_compared(store, question, text, own):
    assert parted(store, question, text)[0] == own


def test_whom_it_tells_of_may_stand_before_it_or_in_the_headline(store):
    question = "What is Vessel Foods' share price?"
    assert parted(store, question, "Its shares fell to 158p.") == ([], [])
    assert parted(store, question, "Its shares fell to 158p.", title="Vessel Foods")[0] == ["158p"]
    before = "Vessel Foods expects less. Its shares fell to 158p."
    assert parted(store, question, before)[0] == ["158p"]


def test_what_may_be_meant_is_kept_apart_from_what_surely_is(store):
    question = "How many goals has Ada Kern scored?"
    assert parted(store, question, "Ada Kern has scored 12 goals.") == (["12"], [])
    assert parted(store, question, "Ada Kern scored and made it 14.") == ([], ["14"])


@pytest.mark.parametrize(
    ("question", "was", "now", "goes_on"),
    [
        ("How many cases are in Ormley?", "Ormley has 40 cases.", "Ormley has 50 cases.", True),
        ("How much was it fined?", "It was fined £40.", "It was fined £50.", False),
    ],
)
def test_a_series_is_never_disputed(question, was, now, goes_on):
    asked, told = understand(question, now="2026-06-01"), []
    for text, day, source in ((was, "2026-05-01", "Vale Post"), (now, "2026-05-09", "Orm Echo")):
        one = hit(text, day=day)
        article = Article(id=day, title="", text=text, source=source, published_at=day)
        one = Hit(passage=one.passage, article=article, story=day, score=1, words=1, cosine=1)
        (value,) = values.asked(asked, text, day)
        told.append(
            (Told(hit=one, span=one.passage.sentences[0], values=(value,), cosine=1), value)
        )
    (a, x), (b, y) = told
    assert updates.is_update(a, x, b, y) == ((True, True) if goes_on else (False, False))


@pytest.mark.parametrize(
    ("question", "sentence", "found"),
    [
        ("Who was Ada Kern?", "President Ida Platt had Ada Kern followed.", []),
        ("Who did Ada Kern meet in Orm?", "Hide Caption Ada Kern in Orm.", []),
        ("Who is the manager of Orm Town?", "Orm Town have sacked manager Steve Garn three days "
         "after the defeat by Selm Athletic.", []),
        ("Who is the head of Orm Bank?", "Ida Platt has resigned as head of Orm Bank.", []),
        ("Did Ada Kern resign?", "Ada Kern accepted the findings.", []),
        ("Did the council back the plan?", "The council rejected the plan.", ["rejected"]),
        ("Was Ada Kern cleared to play?", "Ada Kern won the Selm Open.", []),
        ("How much did Ada Kern steal?", "Ada Kern, 52, was jailed for four years.", []),
    ],
)  # fmt: skip
def test_only_who_holds_a_role_or_how_it_ended_is_a_value(question, sentence, found):
    got = values.asked(understand(question, now="2026-06-01"), sentence, "2026-05-20")
    assert [one.text for one in got] == found


def test_a_weekday_and_its_date_are_one_day():
    asked = understand("When was the Orm race run?", now="2026-12-05")
    (a,) = values.asked(asked, "The Orm race was run on Sunday.", "2026-11-30")
    (b,) = values.asked(asked, "The Orm race was run on 29 November.", "2026-11-06")
    (c,) = values.asked(asked, "The Orm race was run on 28 November.", "2026-11-06")
    assert values.agree(a, b)
    assert not values.agree(a, c)
