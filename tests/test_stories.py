"""Copies of one text are told from other texts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import stories
from ingest.text.stories import bands, same, signature

WIRE = (
    "The river Wendel flooded 312 homes on Saturday night after a day of rain on frozen ground. "
    "Nobody was hurt, fire chief Aldo Renner said, but 40 people spent the night in the gym of the "
    "school. The water rose 2.4 metres in six hours and stood in Mill Lane until noon. The town "
    "had asked for a higher dam in 2019; the county put it off for want of 3 million. Ines Falk, "
    "who runs the bakery at the bridge, lost her ovens a second time. The road to Orrin stays "
    "closed until 4 February, and trains go only as far as Thornby. Soldiers are to bring sandbags."
)
OTHER = (
    "A judge in Corrick has stopped the sale of the old observatory to a hotel company. The town "
    "had not heard the friends of the dome, who offered to run it, as the law asks, she wrote. "
    "The mayor called the ruling a pity and said that the roof would not wait for lawyers."
)


def copies(one, other, days=0):
    """Whether the two would be found and told to be one story, whichever is asked first."""
    first, second = signature(one), signature(other)
    found = set(bands(first)) & set(bands(second))
    assert same(first, second, days=days) == same(second, first, days=days)
    return bool(found) and same(first, second, days=days)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE.upper().replace(" ", "\n\n").replace(",", " –"),
        WIRE.replace("312", "540"),  # a figure corrected
        "More rain is on its way to the valley, says the weather service. " + WIRE,
        WIRE + " Tell us what you saw: write to the desk, or call at the counter until five.",
        WIRE[: len(WIRE) * 2 // 3],
        WIRE.replace("Nobody was hurt", "There were no injuries").replace("for want of", "to save"),
        "Hundreds of cellars are full of water this morning. " + WIRE.partition(". ")[2],
    ],
    ids=["spacing", "corrected", "new lead", "furniture", "cut", "reworded", "other lead"],
)
def test_a_copy_is_told(copy):
    assert copies(WIRE, copy)
    assert not copies(OTHER, copy)


def test_what_recurs_with_other_figures_is_another_story():
    other = {"312": "97", "40": "12", "2.4": "1.1", "2019": "2021", "3": "9", "4": "18"}
    again = re.sub(r"\d+(\.\d+)?", lambda match: other[match[0]], WIRE)
    assert not copies(WIRE, again)


def test_one_figure_may_be_corrected_where_there_is_no_other():
    text = OTHER + " The roof costs 90 thousand."
    assert copies(text, text.replace("90", "95"))


def test_copies_are_published_within_a_week_unless_they_are_equal():
    edited = WIRE.replace("Nobody was hurt", "There were no injuries")
    assert copies(WIRE, edited, days=7)
    assert not copies(WIRE, edited, days=8)
    assert copies(WIRE, WIRE, days=800)


def test_short_texts_are_the_same_only_when_equal():
    short = " ".join(WIRE.split()[:28])
    assert copies(short, short.upper())
    assert not copies(short, short + " today")
    assert not copies(short, WIRE)


def test_a_language_without_spaces_is_read_letter_by_letter():
    text = "周六夜里河水漫过堤岸三百一十二户人家被淹消防队长说没有人受伤"
    text += "四十人在学校体育馆过夜磨坊巷的积水到中午才退去"
    assert copies(text, text.replace("消防队长", "市长"))
    assert not copies(text, text[::-1])


def test_a_text_without_words_has_no_copies():
    assert signature("… – !") == b""
    assert bands(b"") == []
    assert not same(b"", b"")


def test_signatures_stay_as_they_were():
    # They are stored: a change here is a change of the library's schema.
    assert signature("Two words.").hex() == "0a74d9f8dc440af6bd63bbaf0c17cc5d"
    whole = signature(WIRE)
    assert (len(whole), whole[-8:].hex(), bands(whole)[7].hex()) == (
        576,
        "ddeebde4026e7bd1",
        "7a35654c312df2cb",
    )


def test_a_long_text_is_hashed_in_blocks_and_none_is_lost(monkeypatch):
    whole = signature(WIRE)
    monkeypatch.setattr(stories, "_PER_BLOCK", 7)
    assert signature(WIRE) == whole


@given(st.text())
def test_any_text_has_a_signature_and_is_its_own_copy(text):
    signed = signature(text)
    assert bool(signed) == same(signed, signed)
    assert len(set(bands(signed))) == len(bands(signed))
