"""Sentences that a segmenter cuts in two, and those that it rightly parts."""

import time

import pytest

from ingest.article import Span
from ingest.text.split import sentences


def cut(text, language="en"):
    return " / ".join(
        text[one.start : one.end] for one in sentences(text, Span(0, len(text)), language=language)
    )


@pytest.mark.parametrize(
    "whole",
    [
        "Men's race: 1. Idris Okoro (Chad) 2:11:40; 2. Lars Holm (Mill AC) 2:13:05; 3. Jo Pell.",
        "Wheelchair race: 1. Idris Okoro 1:38:21.",
        "Results: 1. Idris Okoro 2. Lars Holm 3. Jo Pell",
        "12. Mill Town, which has two pools",
        "Q. Is the water warm?",
        "The debate will begin at 8 a.m. ET on Channel 9.",
        "Doors open at 9 p.m. BST and close at 11 p.m. local time.",
        "The fire broke out at 3.30 a.m. Friday in Mill Lane.",
        "Nominations close at 5 p.m. Aug. 12 in the town hall.",
        "The shop moved to 308 N. Second Ave. in Elmstow.",
        "The sum is in vol. 3, approx. 70 pages long.",
        "Sens. Ann Lee, D-Va. and Tom Ray, R-Tex. voted no.",
        "The magazine Zounds! praised it twice.",
        "Final score: 1. FC Elmstow 2, Mill Town 0.",
        "Women: 3. Efua Okoro 1:16:02.",
        "Overall after stage 3: 2. Lars Holm (Mill AC) +31s.",
        "How long did the book take? – Six years.",
        "It will end as 1) a sale, 2) a merger or 3) Lee walking away.",
        "(The pool was built in 1931.)",
        "He left (at 5 p.m.) The Hague at night.",
    ],
)
def test_what_goes_on_is_one_sentence(whole):
    assert cut(whole) == whole


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The polls close at 7 p.m. / The count follows.", "en"),
        ("It starts at 9 p.m. BST. / Doors open at eight.", "en"),
        ("It ended at 9 p.m. / Friday's game was dull.", "en"),
        ("1. Ann Lee won the race. / 2. Tom Ray came second.", "en"),
        ("He was 25. / She was 26. / They scored 1. / They scored 2.", "en"),
        ("Was it so? / No. / It was not.", "en"),
        ("“It is shut,” he said. / “To me it was home,” she added.", "en"),
        ("They open on July 1. / Others open on July 2. / Entry is free.", "en"),
        ("Write to us. / mill.example.com", "en"),
        ("(It holds 400 swimmers.) / Repairs cost more. / It leaks.", "en"),
        ("It is told in the song “Mill Lane.”) / (The song is old.) / So it was.", "en"),
        ("The sum is this: 1) wages; 2) rent. / It rose.", "en"),
        ("Im 19. Jahrhundert war hier nichts. / Am 5. Verhandlungstag kam er.", "de"),
        ("Vom 1. bis 5. Mai spielt der 1. FC Elmstow. / Er wurde 25. / Danach ging er.", "de"),
    ],
)
def test_sentences_are_parted_where_they_end(text, language):
    assert cut(text.replace(" / ", " "), language) == text


def test_a_quotation_mark_goes_to_the_words_that_it_opens():
    assert cut('"We are shut," he said. " But we will be back."') == (
        '"We are shut," he said. / " But we will be back."'
    )
    assert cut("“We are shut,” he said. “ Not for long.”").endswith("/ “ Not for long.”")


def test_the_time_for_a_list_grows_with_its_length():
    line = " ".join(f"{number}. Runner {number} 2:11:40;" for number in range(1, 4000))
    began = time.perf_counter()
    sentences(line, Span(0, len(line)), language="en")
    assert time.perf_counter() - began < 2
