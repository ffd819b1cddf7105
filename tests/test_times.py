"""A time in a sentence belongs to the verb beside it: what was done then, or what was said then."""

import pytest

from bot.differ.times import AHEAD, DONE, SAID, deed, is_of_other_verb, verb
from bot.figures.figures import measures

DAY = "2026-03-20"


def times_in(sentence):
    return [one for one in measures(sentence, day=DAY) if one.kind == "date"]


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("The mill said on Tuesday that it will weave again.", [SAID]),
        ("The mill will weave again on 4 May, its owner said on Tuesday.", [AHEAD, SAID]),
        ("On Tuesday the mill announced that the looms will run from 4 May.", [SAID, AHEAD]),
        ("The owner said that on Friday the mill will close.", [AHEAD]),
        ("In a statement on Monday she spoke of hope.", [SAID]),
        ("The council on Tuesday approved the mill.", [DONE]),
        ("It was announced Tuesday that the feast has been moved to 4 May.", [SAID, AHEAD]),
        ("A storm tore the roof off before it fell in on Sunday.", [DONE]),
    ],
)
def test_a_time_belongs_to_the_nearest_verb(sentence, kinds):
    found = [verb(sentence, one.start, one.end)[0] for one in times_in(sentence)]
    assert found == kinds


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("A van spilled milk in Ulm on Monday.", "spilled"),
        ("The driver who spilled it was named on Monday.", "named"),
        ("The fair opens on Monday.", ""),
        ("A hundred came on Monday.", "came"),
        ("On Monday a hundred came.", "came"),
        ("A hundred came, the mayor said on Monday.", ""),
    ],
)
def test_a_day_is_that_of_the_deed(sentence, word):
    (one,) = times_in(sentence)
    assert deed(sentence, one) == word


@pytest.mark.parametrize(
    ("question", "sentence", "is_other"),
    [
        (
            "When will the mill reopen?",
            "The owner said on Tuesday that the mill will reopen.",
            True,
        ),
        ("When will the mill reopen?", "The council, which met on Tuesday, wants it back.", True),
        ("When will the mill reopen?", "The mill reopened on Tuesday.", False),
        ("When will the mill reopen?", "The mill will reopen on Tuesday.", False),
        ("When will the mill reopen?", "It is dearer than planned, and opens late in 2029.", False),
        ("When did the mill close?", "The mill closed on Tuesday.", False),
        ("When did the owner say so?", "The owner said on Tuesday that the mill will go.", False),
        ("When was the report published?", "The report was published on Tuesday.", False),
    ],
)
def test_the_day_of_another_verb_is_no_answer(question, sentence, is_other):
    (one,) = times_in(sentence)
    assert is_of_other_verb(question, sentence, one) is is_other
