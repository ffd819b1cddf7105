"""Who comes before or after somebody: another one, in words for who follows."""

import pytest

from bot.answer.fitting import offices, succession


@pytest.mark.parametrize(
    "question",
    [
        "Who is going to succeed Holt as head of the guild?",
        "Who will replace Ada Holt?",
        "Who was Ada Holt replaced by?",
        "Who did Holt succeed?",
        "Who is Ada Holt's successor?",
        "So who took over from Ada Holt?",
    ],
)
def test_whom_a_question_asks_it_of(question):
    other = succession.asked(question)
    assert other
    assert other.whom - {"ada"} == {"holt"}


@pytest.mark.parametrize(
    "question",
    ["Who will replace him?", "Who replaced the old bridge?", "Who is Ada Holt?", "Who beat Holt?"],
)
def test_of_other_questions_nobody_comes_after(question):
    assert succession.asked(question) is None


@pytest.mark.parametrize(
    ("sentence", "sure"),
    [
        ("Ada Holt, who has led the guild for nine years, will step down in May.", 0.0),
        ("She denied that the row in Orrin had to do with it.", 0.0),
        ("Her deputy, Ina Wren, is expected to stand for the post.", 1.0),
        ("It leaves Ina Wren as the only candidate.", 1.0),
        ("Tresk takes over in May.", 0.5),
        ("Ina Wren is 47.", 0.0),
    ],
)
def test_who_goes_does_not_tell_who_comes(sentence, sure):
    other = succession.asked("Who will succeed Holt as head of the guild?")
    assert other
    assert other.tells(sentence, "The guild loses its head") == sure


def test_a_name_is_told_by_what_stands_beside_it():
    other = succession.asked("Who will succeed Holt as head of the guild?")
    assert other
    assert other.tells("It is Ina Wren.", "She was chosen to succeed Ada Holt.") == 0.5


@pytest.mark.parametrize(
    ("sentence", "can"),
    [
        ("The mayor, Ada Holt, said that the thief was forgiven.", False),
        ('"I would rather be late," said the mayor, Ada Holt, of Orrin.', False),
        ("The former mayor of Orrin, Ina Wren, is dead.", True),
        ("Ina Wren was mayor of Orrin until 2019.", True),
    ],
)
def test_before_somebody_an_office_was_another_ones(sentence, can):
    office = offices.asked("Who was mayor of Orrin before Holt?")
    assert office
    assert office.of == ("orrin",)
    assert bool(office.holds(sentence, "", sentence)) == can


def test_a_time_before_which_an_office_was_held_is_nobody():
    office = offices.asked("Who was mayor of Orrin before May 2019?")
    assert office
    assert office.other is None
