"""What holds no value of the kind that is asked for is no answer, however near its words are."""

import pytest
from newsroom import newsroom, said

from bot.answer.extracted.answering import answering
from bot.answer.extracted.candidate import Candidate
from bot.answer.fitting.able import can
from bot.answer.fitting.of_kind import asked
from bot.question.posed import pose
from bot.question.understanding import understand
from bot.search.retrieve import search

LOCK = {
    "id": "lock",
    "title": "New lock at Pellan opens to barges",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-04",
    "text": "The new lock at Pellan opened to barges on Monday, the canal board said.\n\n"
    "The old lock at Pellan had leaked since the flood, and barges waited before it.\n\n"
    "The board put the bill at 4.2 million crowns, or £310,000.\n\n"
    "The chamber is 62 metres long and takes two barges at once.",
}

BURSARY = {
    "id": "bursary",
    "title": "Pellan bargees get a bursary",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-06",
    "text": "The guild of Pellan bargees will give apprentices a bursary, it said on Thursday.\n\n"
    "The guild of Pellan bargees was praised for the bursary by the mayor of Orrin.\n\n"
    "Ten apprentices applied for the bursary in its first week.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("values"), more=[LOCK, BURSARY])
    yield store
    store.close()


@pytest.mark.parametrize(
    ("question", "sentence", "sure"),
    [
        ("How much does the lock cost?", "The lock costs £310,000.", 1.0),
        ("How much does the lock cost?", "Boats pass the lock for free.", 0.5),
        ("How much does the lock cost?", "The lock takes two barges and 12 per cent more.", 0.0),
        ("How much did the share lose?", "The share lost 12 per cent.", 0.5),
        ("How much water did the lock lose?", "It lost 300 litres.", 1.0),
        ("How much water did the lock lose?", "It lost most of its water.", 0.5),
        ("How much of the water comes from the Wendel?", "The board was fined £300.", 0.0),
        ("How much of the cost is due to the well?", "Filling it costs £300.", 1.0),
        ("How much money did the guild give?", "The guild gave ten apprentices a hand.", 0.0),
        ("How much did the guild approve in aid?", "It approved $6 billion.", 1.0),
        ("How long is the lock?", "The lock is 62 metres long.", 1.0),
        ("How long is the strike?", "The strike lasts for three weeks.", 1.0),
        ("How long is the lock?", "The lock was put off by two months.", 0.0),
        ("How long is the lock?", "The lock took five years to build.", 0.0),
        ("How long was Wren gone?", "Wren was back within five days.", 0.5),
        ("How long will it be shut?", "It will be shut until June.", 0.5),
        ("How long will it be shut?", "The board said nothing of it.", 0.0),
        ("How many kilometres is it?", "It is 12 km to Orrin.", 1.0),
        ("How many kilometres is it?", "It is far to Orrin.", 0.0),
        ("How far is the lock from Orrin?", "It is an hour and 20 minutes from Orrin.", 1.0),
        ("How fast was the barge going?", "The barge was making nine knots.", 1.0),
        ("How fast was the barge going?", "Wren was let go for £40,000.", 0.0),
        ("How fast was the barge going?", "The barge was going at 12.", 0.5),
        ("How fast did rents rise?", "Rents rose by 3 per cent.", 0.5),
        ("How heavy is the bell?", "The bell weighs two tonnes.", 1.0),
        ("How heavy is the bell?", "The bell cost £300.", 0.0),
        ("How heavy was the fine?", "Wren was fined £300.", 1.0),
        ("How hot was it in Orrin?", "It reached 38C in Orrin.", 1.0),
        ("How hot was it in Orrin?", "The heat killed 12 people.", 0.5),
        ("How hot was it in Orrin?", "Orrin lost £300.", 0.0),
        ("How strong was the wind?", "Gusts of 120 km/h were measured.", 1.0),
        ("How strong was the wind?", "The storm hit 3,000 homes.", 0.0),
        ("How strong was the quake?", "A quake of magnitude 6.1 struck.", 0.5),
        ("How strong is the army?", "The army has 12,000 soldiers.", 1.0),
        ("How far behind was Wren?", "Wren trailed by 29 points.", 1.0),
        ("How big is the lock?", "The lock takes two barges.", 0.5),
        ("How big is the park?", "The park has 248 acres.", 1.0),
        ("How often does the ferry sail?", "The ferry sails twice a day.", 0.5),
        ("How often does the ferry sail?", "The ferry sails to Orrin.", 0.0),
        ("What share of voters came?", "A third of the voters came.", 1.0),
        ("What share of voters came?", "Voters came by ferry.", 0.0),
        ("What was the score between Orrin and Pellan?", "Orrin beat Pellan 3-1.", 1.0),
        ("What was the score between Orrin and Pellan?", "Orrin beat 11 men of Pellan.", 0.0),
        ("What score does the mill get in the test?", "The mill scores 38.1 in the test.", 1.0),
        ("What was the attendance at the match?", "The match was moved to Orrin.", 0.0),
        ("What is the average rent in Orrin?", "Rents in Orrin average £800.", 1.0),
        ("What is the average rent in Orrin?", "Some 300 tenants in Orrin moved.", 0.0),
    ],
)
def test_how_surely_a_sentence_holds_the_value(question, sentence, sure):
    holds = asked(question, understand(question).kind)
    assert holds is not None
    assert holds(sentence) == sure


@pytest.mark.parametrize(
    "question",
    [
        "What does Orrin score on average?",  # it asks for no score of two sides
        "What is the price cap for?",
        "How long ago did the dam fail?",
        "Who paid the rent?",
    ],
)
def test_of_other_questions_no_value_has_a_form(question):
    assert asked(question, understand(question).kind) is None


def test_a_figure_that_the_question_brought_is_no_answer():
    holds = asked("How much more than £300 did it cost?", "money")
    assert holds is not None
    assert holds("It cost more than £300.") == 0.0
    assert holds("It cost £410, not £300.") == 1.0


def test_the_sentence_with_the_sum_answers_and_not_those_nearer_by_words(store):
    assert said(store, "How much did the new lock at Pellan cost?") == [
        LOCK["text"].split("\n\n")[2]
    ]


def test_the_likeliest_of_those_with_a_sum_is_the_measure(store):
    question = pose(store, "How much did the new lock at Pellan cost?")
    hit = next(one for one in search(store, question, k=8).hits if one.article.id == "lock")
    near, _, bill, _ = (
        Candidate(hit=hit, span=span, probability=chance)
        for span, chance in zip(hit.passage.sentences, (0.9, 0.8, 0.1, 0.1), strict=True)
    )
    assert answering(question, [near, bill], can(question)) == [bill]


def test_where_no_sentence_holds_a_sum_the_articles_do_not_say(store):
    assert said(store, "Who gives a bursary to Pellan apprentices?")
    assert said(store, "How much is the bursary of the Pellan bargees worth?") == []
