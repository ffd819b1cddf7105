"""What a figure counts, beside what a question wants counted."""

import pytest

from bot.answer.fitting.counting import counts, wanted
from bot.figures.figures import measures


@pytest.mark.parametrize(
    ("question", "noun"),
    [
        ("How many people were hurt?", "people"),
        ("How many of the planned bridges stand?", "bridges"),
        ("Approximately how many baby swings were recalled?", "swings"),
        ("How many MPs voted?", "MPs"),
        ("How many of them came?", ""),
        ("How many mumps cases are there?", "cases"),
        ("How many patients' files were lost?", "patients"),
        ("How many police officers were hurt?", "officers"),
        ("How many NHS nurses left?", "nurses"),
        ("How many times homes flooded", None),
        ("How many times did it ring?", None),  # "twice"
        ("How many kilometres is it?", None),  # what has a unit
        ("How much does it cost?", None),
    ],
)
def test_what_is_to_be_counted(question, noun):
    assert wanted(question) == noun


@pytest.mark.parametrize(
    ("noun", "sentence", "sure"),
    [
        ("homes", "The river flooded 312 small homes.", 1.0),
        ("homes", "The river flooded 312 of the 900 homes.", 1.0),
        ("homes", "The river flooded 312 houses.", 0.5),  # it may be another word for them
        ("homes", "The river flooded 312.", 0.5),
        ("homes", "About 90 soldiers came.", 0.0),
        ("homes", "The river flooded homes.", 0.0),
        ("women", "The toll rose to 31 on Sunday.", 0.0),
        ("women", "The toll rose to 31, nine of them women.", 1.0),
        ("women", "Nine were hurt.", 0.5),
        ("homes", "The wall was built in 1964.", 0.0),
        ("homes", "Nobody was hurt.", 0.5),
        ("people", "The river flooded 312 homes.", 0.0),
        ("people", "About 90 soldiers came.", 1.0),
        ("people", "A count came to 4,650 holders.", 1.0),
        ("people", "In Paris 3,000 Protestants lived.", 1.0),
        ("people", "Twelve were hurt.", 0.5),
        ("people", "Nobody was hurt.", 1.0),
        ("people", "A local teacher was hurt and two homes burned.", 0.5),
        ("people", "Both pilots died when two planes met.", 0.5),
        ("people", "It killed 540 sheep.", 0.0),
        ("people", "It flooded 540 homes in Mill Meadow.", 0.0),
        ("people", "The convent has 51 nuns.", 0.5),
        ("people", "The toll rose to 2004.", 0.5),
        ("people", "A man of 71 is missing.", 0.5),  # of himself, and no 71
        ("people", "Wren, 47, ran the buses.", 0.0),
        ("children", "It gave the age of Captain Wren as 58. He is 57.", 0.0),
        ("children", "Wren, who is 58 and lives in Orrin, spoke.", 0.0),
        ("children", "Those killed were 58.", 0.5),
        ("children", "Buses stop on 3, 14 and 21 May.", 0.0),
        ("children", "On 5 May 12 came.", 0.5),
        ("soldiers", "The number of soldiers on the walls has been raised to 160.", 1.0),
        ("people", "The number of cards in use is 3,100.", 0.5),
        ("people", "About 40 commuters waited.", 1.0),
        ("people", "The council got 212 letters.", 0.0),
        ("people", "The council counted 6,400 signatures.", 1.0),
        ("deaths", "At least 90 people were killed.", 0.5),
        ("deaths", "Nobody was killed.", 1.0),
        ("", "The river flooded 312 homes.", 0.5),
        ("firefighters", "Twelve people died.", 0.0),
        ("firefighters", "Twelve firefighters died.", 1.0),
        ("firefighters", "Of the firefighters twelve people spoke.", 0.5),
        ("firefighters", "Twelve died.", 0.5),
        ("firefighters", "Twelve people died and three are missing.", 0.0),
        ("teachers", "The school has 420 pupils.", 0.0),
        ("teachers", "The school was rebuilt in 2011.", 0.0),
        ("children", "The school has 420 pupils.", 1.0),
        ("passengers", "Twelve people were hurt.", 1.0),
        ("passengers", "Two firefighters were hurt.", 0.0),
        ("schools", "The storm damaged 240 homes.", 0.0),
        ("buildings", "The storm damaged 240 homes.", 0.5),
        ("seats", "The hall has 40 doors.", 0.5),  # doors are not known
    ],
)
def test_how_sure_it_is_that_a_sentence_counts_it(noun, sentence, sure):
    assert counts(noun, sentence) == sure


def test_a_part_is_counted_though_the_question_brought_its_whole():
    brought = measures("How many of the 1,150 jobs go?")
    assert counts("jobs", "The mill cuts 240 of its 1,150 jobs.", brought) == 1.0
    assert counts("jobs", "The mill has 1,150 jobs in 12 towns.", brought) == 0.5
