"""The shape of an answer, and links to the publisher's page at the quote."""

from dataclasses import replace

from bot.answer.answer import (
    Answer,
    Citation,
    Outcome,
    Searched,
    Support,
    citation_json,
    to_json,
)
from ingest.article import Article, Span

FERRY = Article(
    id="ferry",
    title="Ferry sinks",
    text="The well-known ferry sank, and nobody was hurt.",
    url="https://ledger.example/ferry",
    published_at="2025-01-23",
)
CITATION = Citation(
    number=1,
    article=FERRY,
    start=4,
    end=26,
    support=Support(verdict="supported", score=1.0),
    answer_spans=(Span(0, 14),),
)


def test_the_link_points_at_the_quote_with_its_dash_and_comma_escaped():
    assert CITATION.quote == "well-known ferry sank,"
    assert CITATION.link == ("https://ledger.example/ferry#:~:text=well%2Dknown%20ferry%20sank%2C")


def test_an_address_with_a_place_of_its_own_keeps_it():
    article = replace(FERRY, url="https://ledger.example/ferry#top")
    assert replace(CITATION, article=article).link.startswith(
        "https://ledger.example/ferry#top:~:text=well%2Dknown"
    )


def test_a_long_quote_is_linked_by_its_first_and_last_words():
    words = " ".join(f"w{number}" for number in range(20))
    article = replace(FERRY, text=words)
    citation = replace(CITATION, article=article, start=0, end=len(words))
    assert citation.link.endswith("#:~:text=w0%20w1%20w2%20w3%20w4,w15%20w16%20w17%20w18%20w19")


def test_an_article_without_an_address_has_no_link():
    assert replace(CITATION, article=replace(FERRY, url="")).link == ""


def test_the_json_has_the_agreed_keys():
    answer = Answer(
        id="a1",
        question="What sank?",
        outcome=Outcome.ANSWERED,
        text="It did. [1]",
        citations=(CITATION,),
        searched=Searched(articles=1, passages=1, last_day="2025-02-01"),
    )
    made = to_json(answer)
    assert list(made) == [
        "id", "question", "outcome", "text", "statements", "citations", "disagreements",
        "notes", "searched", "nearest", "followups", "language", "conversation", "model", "seconds",
    ]  # fmt: skip
    assert made["searched"].pop("understood")["outlets"] == []
    assert made["searched"] == {
        "articles": 1,
        "passages": 1,
        "from": None,
        "to": "2025-02-01",
        "sources": [],
    }
    assert made["citations"][0] == {
        "number": 1,
        "quote": "well-known ferry sank,",
        "start": 4,
        "end": 26,
        "page": None,
        "link": CITATION.link,
        "article": {
            "id": "ferry",
            "title": "Ferry sinks",
            "source": None,
            "url": "https://ledger.example/ferry",
            "authors": [],
            "published_at": "2025-01-23",
            "kind": None,
            "version": 1,
        },
        "support": {"verdict": "supported", "score": 1.0, "reasons": []},
        "answer_spans": [[0, 14]],
        "also_in": [],
    }


def test_a_quote_from_a_document_says_its_page():
    article = replace(CITATION.article, pages=(0, 4))
    assert citation_json(replace(CITATION, article=article))["page"] == 2
