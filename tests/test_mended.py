"""A question typed in haste asks what the same asks when it is written with care."""

import asyncio

import pytest
from newsroom import newsroom

from bot.ask import answer
from bot.question.mended import read
from bot.question.posed import pose

MORE = [
    {
        "id": "star",
        "title": "Tofsdal Star sold",
        "source": "The Tofsdal Gazette",
        "published_at": "2025-04-02",
        "text": "The brewer Ketola has bought the football club Red Star. The sale of Red Star "
        "was agreed with Chris Sale. A red tent will stand at the ground, said Chris Sale. "
        "Fans should book BEFOREHAND on Friday. The FBA must agree, and the FBA meets in May.",
    },
    {
        "id": "sale",
        "title": "Shares in Ketola rise",
        "source": "The Tofsdal Gazette",
        "published_at": "2025-04-05",
        "text": "When Ketola sells beer, a sale is a good day. For Ketola it was one.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("mended"), more=MORE)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("what did colin strake blame?", "what did Colin Strake blame?"),
        ("who bought red star?", "who bought Red Star?"),
        ("who bought the red tent?", "who bought the red tent?"),  # an ordinary word
        ("who agreed to the sale", "who agreed to the sale?"),  # somebody is called so
        ("what is chris sale's tent", "what is Chris Sale's tent?"),
        ("who should book beforehand?", "who should book beforehand?"),  # it is shouted there
        ("when does the fba meet?", "when does the FBA meet?"),
        ("who owns ketola", "who owns Ketola?"),
        ("what does the tofsdal gazette think", "what does the Tofsdal Gazette think?"),
        ("Who owns ketola", "Who owns ketola?"),  # typed with a capital, it may be meant so
        ("ketola news", "Ketola news"),  # asks nothing, and gets no mark
        ("WHAT DID COLIN STRAKE BLAME", "what did Colin Strake blame?"),
        ("FBA", "FBA"),
        ("wem gehört ketola", "wem gehört ketola"),
    ],
)
def test_it_is_read_as_the_articles_write(store, text, written):
    assert read(store, pose(store, text)).text == written


@pytest.mark.parametrize(
    "text",
    ["What did Colin Strake blame?", "Who is Ines Haverkamp?", "What did Ines Haverkamp do?"],
)
def test_small_letters_change_no_answer(store, text):
    with_care, in_haste = (
        asyncio.run(answer(store, pose(store, one, now="2025-04-09")))
        for one in (text, text.lower().rstrip("?"))
    )
    assert with_care.statements
    assert with_care.text == in_haste.text
    assert in_haste.question == text.lower().rstrip("?")
    assert in_haste.searched.understood.made_whole == ""
