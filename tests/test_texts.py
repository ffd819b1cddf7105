"""Days as the asker's language writes them."""

import pytest

from bot.texts import LANGUAGES, on_day


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
