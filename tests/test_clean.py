"""Boilerplate out, digests apart, and never a paragraph lost."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.layout import digest
from ingest.text import clean

PROSE = "The council voted on Tuesday to close the pool on Mill Lane for a year."
LONG = " ".join([PROSE] * 3)


@given(st.text())
def test_tidy_text_can_be_stored_and_stays_the_same(text):
    once = clean.tidy(text)
    assert clean.tidy(once) == once
    once.encode("utf-8")
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\r\x00\x0b\x0c\x85\u2028\u2029\ufeff")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\u2028b\u2029c\x85d\x0ce", "a\nb\nc\nd\ne"),
        ("\ufeffa\x00b\ud800c", "abc"),
        ("cafe\u0301", "café"),
        ("tab\there 🚢", "tab\there 🚢"),
    ],
)
def test_tidy_keeps_what_is_said(written, kept):
    assert clean.tidy(written) == kept


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)))
def test_no_word_is_lost_between_paragraphs(lines):
    text = clean.tidy("\n".join(lines))
    assert " ".join(clean.paragraphs(text)).split() == text.split()


def test_hard_wrapped_lines_are_one_paragraph():
    wrapped = (
        "The council voted on Tuesday to close the swimming\n"
        "pool on Mill Lane for a year while its roof is\n"
        "replaced at a cost of two million pounds.\n"
        "\n"
        "Residents had asked for a pool in the park."
    )
    assert clean.paragraphs(wrapped) == [
        "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
        "roof is replaced at a cost of two million pounds.",
        "Residents had asked for a pool in the park.",
    ]


def test_paragraphs_on_lines_of_their_own_stay_apart():
    assert clean.paragraphs(f"{PROSE}\n{PROSE}\n{PROSE}") == [PROSE] * 3


def test_bullets_are_not_joined():
    bullets = "\n".join(f"• The council voted on Tuesday to close pool number {n}" for n in "123")
    assert len(clean.paragraphs(bullets)) == 3


def test_a_repeated_closing_line_divides_a_digest():
    lines = [LONG, LONG, LONG, "Keep reading on the Gazette", LONG, LONG, LONG]
    assert digest.closers([*lines, "Keep reading on the Gazette"]) == [3, 7]


@pytest.mark.parametrize(
    "lines",
    [
        [*[LONG, LONG, LONG, "Keep reading"] * 2, LONG, LONG, LONG],  # does not close the file
        [
            LONG,
            "Keep reading",
            LONG,
            LONG,
            LONG,
            "Keep reading",
        ],  # no real article before the first
        [LONG, LONG, LONG, "He left.", LONG, LONG, LONG, "He left."],  # a sentence
        [LONG, LONG, LONG, "Keep reading"],  # once
    ],
)
def test_a_line_that_only_repeats_divides_nothing(lines):
    assert digest.closers(lines) == []


def test_the_page_below_the_article_is_cut_off():
    page = [LONG, LONG, "You might also like", "Ten pools", "Ann Lee", "Ann writes.", "Read more"]
    assert clean.body(page) == [LONG, LONG]


def test_a_heading_that_sounds_like_furniture_does_not_cut_the_article():
    assert clean.body([LONG, "Comment", LONG, LONG]) == [LONG, LONG, LONG]


def test_an_image_credit_goes_with_its_caption():
    page = ["The pool in June", "(Image credit: Tom Ray)", LONG, "Photo: Tom Ray / Gazette", LONG]
    assert clean.body(page) == [LONG, LONG]


def test_a_paragraph_above_a_credit_is_no_caption():
    for above in (LONG, "no full stop but " + "far too long for a caption " * 3):
        assert clean.body([above, "(Image credit: Tom Ray)", LONG]) == [above, LONG]


@pytest.mark.parametrize(
    "line",
    [
        "© 2025 Gazette Ltd.",
        "All rights reserved.",
        "whatsapp",
        "Ann Lee:",
        "Tags: pool, council",
        "17 comments",
        "4 min read",
        "Support us: the Gazette takes no advertising.",
        "Subscribe to our newsletter for more stories like this one.",
        "Corrections to desk@gazette.example",
    ],
)
def test_residue_is_no_last_line_of_an_article(line):
    assert clean.is_residue(line, PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "He did not answer.",
        "Millbrook 2 Ashford 1",
        "“We will swim,” she said",
        "is gone",
        "• the sauna",
        "Subscribers pay £4 a month, which is more than a year ago and less than they will.",
        "Contact the council by 5 May to object to the plan, the notice says.",
        PROSE,
    ],
)
def test_what_could_belong_to_the_article_stays(line):
    assert not clean.is_residue(line, PROSE)


def test_a_wrapped_file_keeps_its_headline_and_the_ends_of_its_paragraphs():
    assert clean.paragraphs(
        "Library opens on Sundays\n"
        "By Anna Bell\n\n"
        "The town library will open on Sundays from May, the council said on\n"
        "Tuesday. It will cost £62,000 a year, of which the Friends of the\n"
        "Library pay a third.\n"
        "Nobody voted against it. The mayor, who had asked for the longer hours\n"
        "since 2022, called it overdue."
    ) == [
        "Library opens on Sundays",
        "By Anna Bell",
        "The town library will open on Sundays from May, the council said on Tuesday. It will cost "
        "£62,000 a year, of which the Friends of the Library pay a third.",
        "Nobody voted against it. The mayor, who had asked for the longer hours since 2022, called "
        "it overdue.",
    ]


def test_short_paragraphs_are_not_joined():
    lines = [
        "The tram was late again on Monday, and nobody could say why it was.",
        "The ferry was on time, which surprised the people on the quay a lot.",
        "The bus did not come, and the people at the stop went home on foot.",
        "Nobody was hurt.",
    ]
    assert clean.paragraphs("\n".join(lines)) == lines
