"""What chat models write: true in other words, or false in one of them."""

# ruff: noqa: E501, a case reads best on one line

import re

import pytest

from bot.answer.written import parts
from bot.answer.written.quotes import WORDS, carried, quote
from bot.check.support import check
from bot.search.retrieve import Hit
from ingest.article import Article, Passage, Span

DAY = "2025-03-13"  # a Thursday
TEXT = (
    "Aldo Renner, who ran the port of Quell for six years, resigned on Tuesday. "
    "The board had met in the morning. It rained. "
    "He was given a boat worth €40,000. The port has 46 cranes, 19 of which stand idle."
)
RENNER = Article(
    id="a", title="Port head goes", text=TEXT, source="Harbour Ledger", published_at=DAY
)


def hit(article: Article = RENNER) -> Hit:
    sentences = tuple(Span(*one.span()) for one in re.finditer(r"\S[^.]*\.", article.text))
    passage = Passage(article_id=article.id, start=0, text=article.text, sentences=sentences)
    return Hit(passage=passage, article=article, story="s", score=1.0, words=1.0, cosine=0.5)


def proof(statement: str, *hits: Hit) -> list[str]:
    """The quotes that carry a statement."""
    hits = hits or (hit(),)
    found = carried(statement, hits, [quote(statement, one) for one in hits], WORDS)
    return [one.article.text[one.start : one.end] for one in found]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        # worked out from the quote
        ("On 11 March the board met.", "The board met on Tuesday."),
        ("There were 52 aboard: 43 passengers and nine crew.", "It had 43 passengers and a crew of nine aboard."),
        ("Moll, the older of the two, won.", "Moll, who is the older one, won."),
        ("The trial is due before summer 2025.", "The trial is due before summer."),
        ("The port promised to pay within two weeks.", "The port promised to pay within a fortnight."),
        # who it is
        ("Renner is Moll's brother.", "Renner has no sibling but Moll, his brother."),
        ("Falk resigned in anger.", "Falk stepped down in anger."),
        ("Falk denied this, saying that no boat would sail.", "Falk rejected that; no boat would sail, she said."),
        ("The port said that it will buy the yard.", "The port is to buy the yard, the two said."),
        ("The ferry was late because of the fog.", "The ferry was late because fog lay on the bay."),
        ("Ines Falk hit one of them.", "The owner, Ines Falk, 70, who hit one of them, was hurt."),
    ],
)  # fmt: skip
def test_what_follows_from_the_quote_is_carried(said, told):
    assert check(said, told, day=DAY).verdict != "unsupported"


@pytest.mark.parametrize(
    ("said", "told", "reason"),
    [
        ("Renner resigned from the board.", "Renner was moved to another board.", "“resigned”"),
        ("Three people drowned in the hall.", "Three people slept in the hall.", "“drowned”"),
        ("Falk is the brother of Moll.", "Falk dined at the house of Moll.", "“brother”"),
        ("The ferry was late because the captain slept.", "The ferry was late on a day of fog.", "this cause"),
        ("The fire was caused by a cigarette.", "The cause of the fire was not known; a cigarette lay there.", "not known"),
        ("Ines Falk lost.", "Moll, who had led the port, lost to Ines Falk.", "other side"),
        ("The board paid Ines Falk.", "The board paid Leo Moll. Ines Falk was there.", "“paid” of Ines Falk"),
        ("Quell Mutual put it at £9 million.", "It was put at £9 million. The insurer, Quell Mutual, spoke of £6 million.", "£9 million"),
        ("Ines Falk has two boats.", "Leo Moll sailed off with his two boats. Ines Falk stayed.", "what the quote says of Leo Moll"),
        ("Ines Falk is the mayor.", "A boat of the mayor, Leo Moll, sank. Ines Falk wept.", "Ines Falk is the mayor"),
        ("Ling Bay is the cheapest.", "Ling Bay is the dearest, while Moll Sound is the cheapest.", "“cheapest”"),
        ("The 46 cranes of the port stand idle.", "19 of the 46 cranes of the port stand idle.", "19 of them"),
        ("The hat cost £50.", "The hat cost more than £50.", "more than £50"),
        ("The crane was repaired on Monday.", "The crane was taken off for repair on Monday.", "“for”"),
        ("Ferries have been running to Quell.", "Ferries will be running to Quell from May.", "only planned"),
        ("Falk has become the head of the port.", "If chosen, Falk will be the head of the port.", "only to come"),
        ("Falk joined the port as captain.", "Falk joined the port as a clerk.", "as clerk"),
        ("Six seals died.", "Six seals were saved; three died.", "another number"),
        ("Falk was the first guest.", "Falk was the next guest.", "“first”"),
        ("The opposition says that it cost £3 million.", "It has cost £3 million so far.", "the opposition said it"),
        ("Moll is 58.", "Correction: an article on Moll said that he was 58. He is 57.", "takes back"),
        ("Falk offered 7 per cent.", "Falk demands 7 per cent.", "“offered”"),
        ("Two children died.", "No child died. Two were hurt.", "denies"),
        ("The port found that Moll had been paid.", "The port found no sign that Moll had been paid.", "denies"),
    ],
)  # fmt: skip
def test_what_is_false_in_one_word_is_rejected(said, told, reason):
    found = check(said, told, day=DAY)
    assert found.verdict == "unsupported"
    assert reason in " ".join(found.reasons)


def test_a_first_word_that_has_a_capital_all_over_is_a_name():
    told = "His trial begins on 9 May."
    assert check("Moll's trial begins on 9 May.", told).verdict == "supported"
    found = check("Moll's trial begins on 9 May.", told, beside=told, named="It was Moll.")
    assert found.reasons == ("The quote does not name Moll.",)


def test_he_is_nobody_who_is_named_later():
    told, later = "A boy was held. He was let go.", "Owain Brill of the police said so."
    found = check("Owain Brill was held.", told, beside=f"{told} {later}")
    assert found.reasons == ("The quote does not name Owain Brill.",)
    found = check("Owain Brill was held.", told, beside=f"Owain Brill, 15, ran. {told}")
    assert found.verdict == "supported"


def test_the_headline_lends_no_figure_that_the_quote_has_otherwise():
    found = check(
        "Rents in Sorrow rose 9 per cent.",
        "In Sorrow rents rose 4 per cent.",
        about="Rents in Quell up 9 per cent",
    )
    assert found.verdict == "unsupported"


def test_the_day_of_the_article_may_be_said_beside_another():
    said = "As of 13 March six cranes were idle."
    about = "Idle cranes Harbour Ledger 13 March 2025"
    assert check(said, "Since 9 February six cranes were idle.", about=about).verdict == "supported"


def test_sentences_that_stand_apart_carry_a_statement_together():
    said = "Aldo Renner resigned on 11 March and was given a boat worth €40,000."
    assert proof(said) == [TEXT.split(". ")[0] + ".", "He was given a boat worth €40,000."]


def test_a_quote_is_no_sentence_longer_for_a_word_more():
    said = "Renner, head of the port board, was given a boat worth €40,000."
    told = "It is a fine boat, the board said. Renner of the port was given a boat worth €40,000."
    one = Article(id="b", title="Boat", text=told, published_at=DAY, source="Post")
    assert proof(said, hit(one)) == [told.split(". ")[1]]


def test_no_clause_is_patched_together_from_two_sentences():
    other = Article(
        id="b", title="Yard", text="Ines Falk was given a hut.", published_at=DAY, source="Post"
    )
    assert proof("Ines Falk was given a boat worth €40,000.", hit(), hit(other)) == []


def test_no_cause_is_put_together_from_two_articles():
    other = Article(
        id="b", title="Storm", text="The storm cut the power.", published_at=DAY, source="Post"
    )
    said = "Aldo Renner resigned because the storm cut the power."
    assert proof(said, hit(), hit(other)) == []


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("No, the ward stays open at night.", "the ward stays open at night."),
        ("Nobody: all were saved, Falk said.", "all were saved, Falk said."),
        ("No ward stays open at night.", "No ward stays open at night."),
        ("Nein, die Station bleibt nachts offen.", "die Station bleibt nachts offen."),
    ],
)
def test_an_answer_before_a_sentence_is_not_its_denial(text, rest):
    assert parts.told(text, "Is the ward closed at night?") == (rest, "")


def test_a_yes_that_is_a_no_is_told():
    said = "Yes, the ward stays open at night."
    assert parts.told(said, "Is the ward closed at night?")[1] == "its yes is a no"
    assert parts.told(said, "Is the ward open at night?")[1] == ""


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("The articles do not say how much it cost.", True),
        ("The passages mention no such strike.", True),
        ("Die Artikel sagen nichts über die Kosten.", True),
        ("Les articles ne disent pas combien.", True),
        ("The minister did not say how much it cost.", False),
        ("The report mentions no cost.", False),
    ],
)
def test_what_the_articles_do_not_say_is_no_statement_of_theirs(text, silent):
    assert parts.is_silent(text) is silent


def test_the_clauses_that_can_be_read_alone():
    said = "There has been no verdict yet: the trial is expected in May, but it may be put off."
    assert list(parts.clauses(said)) == [
        "There has been no verdict yet.",
        "The trial is expected in May.",
    ]
    assert list(parts.clauses("The trial is expected in May.")) == []
