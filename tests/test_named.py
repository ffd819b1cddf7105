"""Outlets and authors that a question names."""

import time

import pytest

from bot.question.aliases import aliases
from bot.question.named import authors, elsewhere, outlets, sources

KNOWN = (
    "BBC News - Technology",
    "Bourse | The World of Markets",
    "CNN",
    "FOX News - Health",
    "FOX News - Lifestyle",
    "Fortune",
    "TechCrunch",
    "The Age",
    "The Guardian",
    "The New York Times",
    "Time",
    "Variety",
    "Wendel Valley Post",
    "Wired",
    "theweek.co.uk",
    "usatoday.com",
)


def named(text):
    """The outlets that are sources, and those that the question is about."""
    found = outlets(text, KNOWN)
    return sources(found), tuple(name for one in found if not one.source for name in one.outlets)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What failed, as reported by The Guardian?", ("The Guardian",)),
        ("According to Wired, what failed?", ("Wired",)),
        ("according to the guardian, what failed?", ("The Guardian",)),
        ("What did the TechCrunch article on the tram say?", ("TechCrunch",)),
        ("What did Fortune's first article on the tram say?", ("Fortune",)),
        ("What did Fortune's May 3, 2023, report say?", ("Fortune",)),
        ("What does CNN say about the storm?", ("CNN",)),
        ("Did the Guardian report that the bridge fell?", ("The Guardian",)),
        ("Did the Guardian publish an article on the bridge?", ("The Guardian",)),
        ("What did USA Today report?", ("usatoday.com",)),
        ("What did the Post correct about the ferry?", ("Wendel Valley Post",)),
        ("Did the Post apologise?", ("Wendel Valley Post",)),
        ("Has CNN retracted the story?", ("CNN",)),
        ("What did the Week's article say?", ("theweek.co.uk",)),
        ("Which NYT article names him?", ("The New York Times",)),
        ("What did a BBC report find?", ("BBC News - Technology",)),
        ("What do reports from FOX News say?", ("FOX News - Health", "FOX News - Lifestyle")),
        ("What does the FOX News - Health article say?", ("FOX News - Health",)),
        ("Who won, as 'Bourse | The World of Markets' wrote?", ("Bourse | The World of Markets",)),
        ("What was covered by both 'The Age' and 'Time'?", ("The Age", "Time")),
        ("Who sank it, as reported by Fortune, CNN, and Variety?", ("Fortune", "CNN", "Variety")),
        ("Who is praised by 'Time' but, according to Wired, failed?", ("Time", "Wired")),
    ],
)
def test_an_outlet_named_as_where_it_is_reported_is_a_source(text, names):
    assert named(text) == (names, ())


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Does The Guardian lay off staff?", ("The Guardian",)),
        ("Did The Guardian report a loss?", ("The Guardian",)),
        ("Who owns CNN?", ("CNN",)),
        ("What did a report on CNN find?", ("CNN",)),
        ("Why was CNN sued?", ("CNN",)),
    ],
)
def test_an_outlet_that_the_question_is_about_does_not_limit(text, names):
    assert named(text) == ((), names)


def test_one_may_be_the_source_and_another_the_subject():
    assert named("According to The Guardian, why did CNN fire its host?") == (
        ("The Guardian",),
        ("CNN",),
    )
    assert named("Which firm was bought by Fortune, according to Variety?")[0] == ("Variety",)


@pytest.mark.parametrize(
    "text",
    [
        "Fortune favours the brave, who said it?",
        "What is the age of consent?",
        "Was Amy wired for sound?",
        "Which Fortune 500 company failed?",
        "Did Time Warner report a loss?",
        "How much did Guardian Media Group lose?",
        "How did it spread in the USA, today the poorest?",
        "Who had won by the week of June?",
        "Did time stand still for variety?",
        "Who was in the Financial Times?",
        "",
    ],
)
def test_a_word_like_any_other_and_a_part_of_another_name_are_no_outlet(text):
    assert named(text) == ((), ())


def test_an_unknown_outlet_is_none():
    assert outlets("What did the Saltmarsh Gazette report?", KNOWN) == ()
    assert outlets("What did CNN report?", ()) == ()


def test_a_whole_name_comes_before_a_part_of_it():
    known = ("The Age", "The Age of Sail")
    assert sources(outlets("According to The Age of Sail, who sank?", known)) == (
        "The Age of Sail",
    )


def test_an_outlet_that_stands_there_with_the_and_without_is_one():
    known = ("Harbour News", "The Harbour News", "The Harbour News Weekly")
    for text in ("the Harbour News article", "the article from Harbour News"):
        assert set(sources(outlets(f"What does {text} say?", known))) == set(known[:2])


@pytest.mark.parametrize(
    ("host", "said"),
    [("news.orrin.co.uk", "orrin"), ("www.orrin.example", "orrin"), ("orrin.example", "orrin")],
)
def test_an_address_is_called_by_its_name(host, said):
    assert aliases((host,)).outlets[said] == (host,)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What does the Saltmarsh Gazette article say?", ("Saltmarsh Gazette",)),
        ("What do articles from The Orrin Times and CNN say?", ("The Orrin Times",)),
        ("Which story by Zoe Hill names him?", ("Zoe Hill",)),
        ("What does the CNN article by Jane Doe say?", ()),
        ("What did a White House report find?", ()),
        ("Did the article say so?", ()),
    ],
)
def test_whose_articles_are_not_in_the_library_is_told(text, names):
    found = outlets(text, KNOWN)
    assert elsewhere(text, found, ("Jane Doe",)) == names


def test_an_author_is_named_by_what_they_wrote():
    known = ("Jane Doe", "John Q. Public", "Ana de la Cruz", "Eve Hill")
    text = "What did the article by Jane Doe and John Q. Public's column, but not Eve Hill, say?"
    assert authors(text, known) == ("Jane Doe", "John Q. Public")
    assert authors("What was written by Ana de la Cruz?", known) == ("Ana de la Cruz",)
    assert authors("Who was killed by Jane Doe?", known) == ()


def test_the_library_is_asked_for_its_authors_only_where_one_is_named():
    asked = []

    def known():
        asked.append(True)
        return ("Jane Doe",)

    assert authors("Who won?", known) == ()
    assert not asked
    assert authors("What does the story by Jane Doe say?", known) == ("Jane Doe",)


@pytest.mark.parametrize("piece", ["The ", "CNN, ", "by CNN and ", "report of ", "A de la ", "'"])
def test_an_endless_question_takes_no_endless_time(piece):
    started = time.process_time()
    text = piece * (20_000 // len(piece))
    outlets(text, KNOWN)
    authors(text, ("Jane Doe",))
    assert time.process_time() - started < 2
