"""Fixed sentences, and days, as the asker's language writes them."""

import string

import pytest

from bot import texts
from bot.texts import LANGUAGES, on_day, say


def gaps(said: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(said) if name is not None}


@pytest.mark.parametrize("key", sorted(texts._TEXTS))
def test_a_sentence_has_the_same_gaps_in_every_language(key):
    said = texts._TEXTS[key]
    assert tuple(said) == LANGUAGES
    assert {language: gaps(one) for language, one in said.items()} == dict.fromkeys(
        LANGUAGES, gaps(said["en"])
    )


def test_no_sentence_stands_in_two_files():
    assert len(texts._TEXTS) == sum(len(texts._read(name)) for name in texts.FILES)


def test_a_language_that_is_not_spoken_is_answered_in_english():
    assert say("which", "sv", names="Ann", last="Tom") == "Do you mean Ann or Tom?"


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "14 March 2025"),
        ("", "14 March 2025"),
        ("sv", "14 March 2025"),  # a language that the bot does not speak
        ("fr", "14 mars 2025"),
        ("de", "14. März 2025"),
        ("es", "14 de marzo de 2025"),
        ("it", "14 marzo 2025"),
        ("pt", "14 de março de 2025"),
        ("nl", "14 maart 2025"),
    ],
)
def test_a_day_is_written_in_the_askers_language(language, written):
    assert on_day("2025-03-14T08:30", language) == written


def test_a_date_is_said_as_far_as_it_is_known():
    assert [on_day(date, "de") for date in ("2025-03", "2025", "")] == ["März 2025", "2025", ""]
    assert on_day("2025-03", "pt") == "março de 2025"


def test_the_first_of_a_month_has_its_own_word_where_it_has_one():
    assert [on_day("2025-05-01", one) for one in ("fr", "it", "de", "nl")] == [
        "1er mai 2025",
        "1º maggio 2025",
        "1. Mai 2025",
        "1 mei 2025",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_has_its_name(language):
    assert len({on_day(f"2025-{month:02}-20", language) for month in range(1, 13)}) == 12
