"""What is asked: words, kind, days, and what its wording tells."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import BadQuestion
from bot.question.terms import content_words, says, words
from bot.question.understanding import IGNORABLE, understand

OUTLETS = ("Harbour News", "The Wendel Post")


def test_the_words_that_only_ask_do_not_count():
    assert content_words("Who is the chairman of the Stargate venture?") == (
        "chairman",
        "Stargate",
        "venture",
    )


def test_initials_are_one_word_and_a_possessive_is_the_name():
    assert content_words("What did the U.K.'s minister say about Oracle’s stock?") == (
        "UK",
        "minister",
        "Oracle",
        "stock",
    )


TELLING = st.text(alphabet="aAbBé.'’sn t-\n", max_size=25)


@given(TELLING, st.text(alphabet="aAbB's", min_size=1, max_size=4))
@example("The UKIP of the U.K.", "UK")
@example("O'Brien", "Brien")
@example("the dam's gate", "dam")
def test_a_text_says_a_word_where_it_is_one_of_its_words(text, word):
    assert says(text, word) is (word in words(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("What did O'Brien and D’Angelo do?", ("O'Brien", "D’Angelo")),
        ("What did the WHO tell the US?", ("WHO", "tell", "US")),
        ("Who is May?", ("May",)),
        ("May I ask what it is?", ("ask",)),
        ("WHO IS IT?", ()),
        ("Why didn't she say who's there?", ()),
        ("What isn’t known?", ("known",)),
    ],
)
def test_a_name_is_no_empty_word_and_an_empty_word_no_name(text, words):
    assert content_words(text) == words


def test_a_word_that_only_asks_for_a_measure_is_no_matter():
    assert content_words("How old is the bridge?") == ("bridge",)
    assert content_words("Is the old bridge long?") == ("old", "bridge", "long")


def test_a_word_asked_twice_counts_once():
    assert content_words("tram or Tram or TRAM") == ("TRAM",)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("How much did the bridge cost?", "money"),
        ("How much was the yard fined?", "money"),
        ("How much in fees and payments did the port earn?", "money"),
        ("How many homes lost power?", "number"),
        ("How many sellers left the market?", "number"),
        ("How much did the sellers and buyers disagree?", "number"),
        ("How much finer is the new sieve?", "number"),
        ("How much solar power does the field at Wick give?", "number"),
        ("How much did the committee change?", "number"),
        ("How old is the minister?", "age"),
        ("At what age did the judge retire?", "age"),
        ("Which age group was vaccinated?", ""),
        ("Which role was hers until the age of 89?", ""),
        ("When does the ferry leave?", "date"),
        ("Until what year does the contract run?", "date"),
        ("Who resigned?", "person"),
        ("Which engineer found the leak?", "person"),
        ("Where was the minister?", "place"),
        ("Why did the gate fail?", "reason"),
        ("Did the council agree?", "yes_no"),
        ("After the vote, did the council agree?", "yes_no"),
        ("How did the gate fail?", "how"),
        ("Which two bridges were closed?", "list"),
        ("What is the difference between a tram and a bus?", "comparison"),
        ("What did the council decide?", ""),
    ],
)
def test_the_kind_of_answer_is_read_from_the_question(text, kind):
    assert understand(text).kind == kind


def test_nothing_published_after_now_is_searched():
    limits = understand("What now?", now="2025-01-23T18:00", last_day="2025-06-01").limits
    assert (limits.first_day, limits.last_day) == ("", "2025-01-23")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"text": "  \n "}, "empty"),
        ({"text": "why? " * 20_000}, "99,999 characters and may have 2,000"),
        ({"text": "Why?", "now": "next Tuesday"}, "'now' is 'next Tuesday', which is no date"),
        ({"text": "Why?", "first_day": "2025-13-01"}, "'from' is '2025-13-01'"),
        (
            {"text": "Why?", "first_day": "2025-02-01", "last_day": "2025-01-01"},
            "runs backwards: from 2025-02-01 to 2025-01-01",
        ),
        ({"text": "Why?", "ignore": ("dates",)}, "called 'dates'. What can be ignored: period,"),
    ],
)
def test_an_unusable_question_is_refused_with_what_to_do(arguments, says):
    with pytest.raises(BadQuestion, match=says):
        understand(**arguments)


def test_half_a_character_does_no_harm():
    assert understand("Why \ud800 now\x00 Stargate?").text == "Why now Stargate?"


def test_one_time_is_the_period_and_of_several_none_is():
    asked = understand("Who resigned this week?", now="2025-01-23")
    assert asked.period is not None
    assert (asked.period.first_day, asked.period.said) == ("2025-01-16", "this week")
    asked = understand("Who resigned in 2019, this week?", now="2025-01-23")
    assert (len(asked.periods), asked.period) == (2, None)


def test_what_only_names_a_report_and_its_date_is_no_matter():
    asked = understand(
        "What did the Harbour News article published on 3 March 2024 say about the tram fire?",
        outlets=OUTLETS,
    )
    assert asked.matter == ("tram", "fire")
    asked = understand(
        "Who set the tram fire, according to the Harbour News article published on 3 March 2024?",
        outlets=OUTLETS,
    )
    assert asked.matter == ("set", "tram", "fire", "published")


@pytest.mark.parametrize(
    "text",
    ["What is the latest on the dam?", "Who leads it now?", "What is the dam's current level?"],
)
def test_a_wish_for_the_newest_is_told(text):
    assert understand(text).latest
    assert not understand(text, ignore=("latest",)).latest


@pytest.mark.parametrize(
    "text",
    [
        "Who led it until now?",
        "What happens now that it failed?",
        "Who said “it is closed right now”?",
        "Who writes for Current Affairs?",
    ],
)
def test_a_word_for_now_that_is_no_wish_is_none(text):
    assert not understand(text).latest


def test_a_word_for_now_in_the_name_of_an_outlet_is_no_wish():
    known = ("Coast Today",)
    assert not understand("What does Coast Today say about it?", outlets=known).latest
    assert understand("What does Coast Today say about it now?", outlets=known).latest


def test_quoted_phrases_are_kept_and_a_quoted_outlet_or_word_is_none():
    asked = understand(
        "Did 'Harbour News' quote “the gate was rusty”, the 'right of way' or the “Sprite”?",
        outlets=OUTLETS,
    )
    assert asked.quoted == ("the gate was rusty", "right of way")
    assert understand("What do the players' and owners' unions want?").quoted == ()


def test_figures_are_kept_as_they_are_written():
    text = "Were 1,850 trams sold for $3.5 million in 2019, in 1,850 days, by GPT-4?"
    assert understand(text).numbers == ("1,850", "$3.5", "2019")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Does the Bank of Wendel trust Ludwig van Orrin?", ("Bank of Wendel", "Ludwig van Orrin")),
        ("Trams were sold to whom?", ()),
        ("Did Saltmarsh's mayor resign in May?", ("Saltmarsh",)),
        ("NASA sold iPhones?", ("NASA", "iPhones")),
        ("What did Harbour News say about Ann Brack?", ("Ann Brack",)),
        ("WHO IS ANN BRACK?", ()),
        ("Ann Brack resigned when?", ("Ann Brack",)),  # the first word of a sentence, and of a name
        ("Did Ann Brack resign?", ("Ann Brack",)),
        ("Compare Saltmarsh and Orrin", ("Saltmarsh", "Orrin")),
        ("Wann trat Ann Brack zurück?", ("Ann Brack",)),
        ("Élodie Brack met whom?", ("Élodie Brack",)),
        ("Why did ÖBB strike, and Øst?", ("ÖBB", "Øst")),
        ("Has Łukasz Şahin met Ирина Волкова?", ("Łukasz Şahin", "Ирина Волкова")),
    ],
)
def test_names_are_runs_of_capitalised_words(text, names):
    assert understand(text, outlets=OUTLETS).names == names


def test_the_language_is_told():
    assert understand(
        "¿Por qué renunció la alcaldesa de Saltmarsh a principios de año?"
    ).language == ("es")
    assert understand("Why?").language == "en"
    assert understand("Was kostet die Strafe pro Tag?").language == "de"  # "was die" is Dutch, too
    assert understand("Was sagte Brack?").language == "de"
    assert understand("Stargate").language == ""


def test_a_language_that_is_wished_for_wins_over_the_words():
    asked = replace(understand("Why did the mayor resign?"), spoken="es")
    assert asked.language == "en"
    assert replace(asked, reply_in="fr").language == "fr"


def test_what_the_asker_takes_off_is_not_understood():
    text = "What did Harbour News report this week on the latest flood? And who was hurt in it?"
    asked = understand(text, now="2025-01-23", outlets=OUTLETS)
    assert (asked.outlets, len(asked.periods), asked.latest) == (("Harbour News",), 1, True)
    assert len(asked.parts) == 2
    asked = understand(text, now="2025-01-23", outlets=OUTLETS, ignore=IGNORABLE)
    assert (asked.outlets, asked.periods, asked.latest, asked.parts) == ((), (), False, ())
    assert asked.ignored == IGNORABLE


def test_what_is_set_by_hand_wins_over_the_words():
    text = "What did Harbour News and The Wendel Post report this week?"
    asked = understand(text, now="2025-01-23", outlets=OUTLETS, sources=("the wendel post",))
    assert asked.outlets == ("The Wendel Post",)
    asked = understand(text, now="2025-01-23", last_day="2024-12-31")
    assert (asked.periods, asked.limits.last_day) == ((), "2024-12-31")
    asked = understand(text, now="2025-01-23", first_day="2025-01-20")
    assert len(asked.periods) == 1


@given(st.text(min_size=1, max_size=300))
@example("🚢🚢🚢")
@example("in 2019, this week, by Harbour News AND NOT “")
@example("谁在昨天的报告中被提到？")
@example('NEAR(a b) OR "c* ^d: -e')
@example("'" * 300)
def test_whatever_is_typed_is_understood_or_refused_with_a_sentence(text):
    try:
        asked = understand(text, now="2025-01-23", outlets=OUTLETS, authors=("Ann Brack",))
    except BadQuestion as error:
        assert str(error).endswith(".")  # noqa: PT017, there is an outcome without it
    else:
        assert asked.text
        assert set(asked.outlets) <= set(OUTLETS)
        assert set(asked.matter) <= {*asked.terms}


@pytest.mark.parametrize(
    "piece",
    ["how much ", "Between the report, ", "and also ", "“a", "'a ", "A b", "which, is ", "? "],
)
def test_an_endless_question_takes_no_endless_time(piece):
    started = time.process_time()
    understand("x" + piece * (20_000 // len(piece)), outlets=OUTLETS, longest=30_000)
    assert time.process_time() - started < 2
