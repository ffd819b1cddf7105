"""What a page sets between and within paragraphs is told by its shape, line breaks or none."""

import time

import pytest

from ingest.parse import record, text
from ingest.text import appeals, boxes, captions, clean, furniture

PROSE = "The council voted on Tuesday to close the pool on Mill Lane for a year."
MORE = "Swimmers marched to the town hall on the same day, eighty of them."
VIDEO = "JUST SEEN Pool shuts its doors Play again ... SEE NEXT Pool shuts its doors 02:33"


@pytest.mark.parametrize(
    "box",
    [
        VIDEO,
        "NOCH EINMAL Bad schließt die Türen Weitere Filme Bad schließt die Türen 1:07",
        "Photos: The pool at Mill Lane Swimmers wait in June. Hide Caption 3 of 12",
        "Fotos: Das Bad Schwimmer warten im Juni. Bild 3 von 12",
        "Sign up here for our morning newsletter.",
        "Melden Sie sich hier für unseren Newsletter an.",
        "Inscrivez-vous à notre newsletter.",
    ],
)
def test_a_box_goes_with_line_breaks_around_it_and_without(box):
    assert clean.body([PROSE, box, MORE]) == [PROSE, MORE]
    assert clean.given(f"{PROSE}\n\n{box}\n\n{MORE}") == f"{PROSE}\n\n{MORE}"
    assert clean.given(f"{PROSE} {box} {MORE}") == f"{PROSE} {MORE}"


@pytest.mark.parametrize(
    "line",
    [
        "Ferry to Harle Island 10:30, ferry to Harle Island 11:30.",
        "Ferry to Harle Island 10:30. Ferry to Harle Island 11:30.",
        "1. Jo Pell 2:11:40, 2. Jo Pell 2:13:05",
        "The second picture of the court, photo 2 of 3, shows the mayor in the pool.",
        "“Sign up here for our newsletter,” the mayor told the crowd.",
        "He said: “We are few. Sign up here for our newsletter. We need you,” and left.",
        "Residents can sign up for the clinic's newsletter at the town hall.",
        "Subscribers to the newsletter pay nothing, the publisher said on Monday.",
    ],
)
def test_what_has_a_time_a_number_or_an_invitation_in_it_stays(line):
    assert clean.given(line) == line
    assert clean.given(f"{PROSE}\n\n{line}\n\n{MORE}") == f"{PROSE}\n\n{line}\n\n{MORE}"


def test_what_is_said_to_the_reader_beside_an_invitation_goes_with_it():
    line = "Want this every night? Sign up here for the Gazette's newsletter. It's free."
    assert appeals.without_invitations(line) == ""
    beside = f"{PROSE} Sign up here for the Gazette's newsletter."
    assert appeals.without_invitations(beside) == PROSE


def test_the_captions_of_a_gallery_that_is_the_article_stay_each_for_itself():
    gallery = (
        "Photos: Pool at Mill Lane Swimmers wait in June. Hide Caption 1 of 2 "
        "Photos: Pool at Mill Lane The mayor speaks. Hide Caption 2 of 2"
    )
    assert clean.given(gallery) == "Swimmers wait in June.\nThe mayor speaks."


@pytest.mark.parametrize(
    "line",
    [
        "Pool closed:Mill Lane shuts its doors for a year",
        "WHAT WE KNOW:Why the pool closes. And what comes next.",
        "'We will be back':Swimmers vow to return to Mill Lane",
        "Previously: Pool to close in October",
        "More:Pool closes. Here is why.",
    ],
)
def test_a_link_with_a_glued_label_goes(line):
    assert furniture.is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ashford:The pool on Mill Lane closes on Monday. Its staff were told last week.",
        "Lee:Do you think that the pool will ever open again?",
        "Ann Lee:Do you think that the pool will ever open again?",
        "March 2016:Former mayor opens the pool on Mill Lane",
        "Capacity:400 swimmers an hour in the pool on Mill Lane",
        "https://mill.example.com/what we know of the pool",
        "Winner: Ann Lee of Mill Town by two lengths",
    ],
)
def test_a_label_of_the_articles_own_stays(line):
    assert not furniture.is_furniture(line)


def test_a_note_on_the_page_goes_and_one_that_corrects_stays():
    recap = "Editor's note: This page recaps the news of Sunday. Follow here for Monday's."
    corrects = "Editor's note: This story has been updated to correct the name of the mayor."
    tells = "Editor's note: Nine people died in the flood. We will add what we learn."
    assert clean.given(f"{PROSE}\n{recap}\n{corrects}\n{tells}") == f"{PROSE}\n{corrects}\n{tells}"


@pytest.mark.parametrize(
    "line",
    [
        "Tom Ray/Harle Agency/Getty Images Swimmers wait at the pool in June.",
        "Swimmers wait. Tom Ray/AFP/Getty Images The mayor. Jo Pell/AP A duck. Tom Ray/Reuters",
        "ASHFORD - JUNE 03: " + "The pool is full of swimmers " * 15 + "(Photo by Tom Ray/AFP)",
    ],
)
def test_a_caption_goes_with_its_credit_wherever_it_stands(line):
    assert captions.is_caption(line)


def test_a_paragraph_that_names_an_agency_is_no_caption():
    assert not captions.is_caption("The picture by AFP and Getty Images won the prize on Monday.")
    assert not captions.is_caption(f"{PROSE} The either/or of Tom Ray/Reuters was new, he said.")


@pytest.mark.parametrize("day", ["January 19, 2025", "19. Januar 2025", "19 janvier 2025"])
def test_a_post_keeps_who_wrote_it_and_not_its_day(day):
    post = "The pool is shut pic.twitter.com/a1B2"
    signed = "The pool is shut — Ann Lee (@annlee)"
    assert clean.given(f"{PROSE}\n{post} — Ann Lee (@annlee) {day}") == f"{PROSE}\n{signed}"
    pasted = f"Pool shuts\n\n{PROSE}\n{post}\n— Ann Lee (@annlee) {day}\n{MORE}\n"
    (article,) = text.parse(pasted)
    assert article.text == f"{PROSE}\n\n{signed}\n\n{MORE}"


def test_the_text_of_json_is_cleaned_and_else_kept_to_the_letter():
    plain = f"{PROSE}\n\n\n  {MORE}"
    assert record.article({"title": "Pool", "text": plain}, place="a").text == plain
    boxed = f"{PROSE}\n\n{VIDEO}\n\n{MORE}"
    assert record.article({"title": "Pool", "text": boxed}, place="a").text == f"{PROSE}\n\n{MORE}"
    assert record.article({"title": "Pool", "text": "Read more"}, place="a").text == "Read more"


@pytest.mark.parametrize("line", ["Pool shuts its doors 2:33 ", "photo 1 of 3 ", "sign up here. "])
def test_a_long_line_takes_no_longer_than_its_length(line):
    started = time.monotonic()
    boxes.without_boxes(line * 4000)
    appeals.without_invitations(line * 4000)
    captions.is_caption(line * 4000)
    assert time.monotonic() - started < 2
