"""Numbers, marks and places of citations."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answer.answer import Support
from bot.answer.cite import Draft, Quote, assemble, sentence_draft, without_marks
from bot.answer.extracted.candidate import Candidate
from bot.search.retrieve import Hit
from ingest.article import Article, Passage, Span

FERRY = Article(id="ferry", title="Ferry", text="The ferry sank. Nobody was hurt. It was Monday.")
TRAM = Article(id="tram", title="Tram", text="The tram is late. It costs 41 million.")
GOOD = Support(verdict="supported", score=1.0)


def quote(article: Article, words: str) -> Quote:
    start = article.text.index(words)
    return Quote(article=article, start=start, end=start + len(words), support=GOOD)


def test_citations_are_numbered_by_first_mention_and_each_place_has_one_number():
    drafts = [
        Draft(text="Nobody was hurt.", quotes=(quote(FERRY, "Nobody was hurt."),)),
        Draft(
            text="The tram is late, the ferry sank.",
            quotes=(quote(TRAM, "The tram is late."), quote(FERRY, "Nobody was hurt.")),
        ),
    ]
    statements, citations, text = assemble(drafts)
    assert text == "Nobody was hurt. [1] The tram is late, the ferry sank. [2] [1]"
    assert [one.citations for one in statements] == [(1,), (2, 1)]
    assert [(one.number, one.quote) for one in citations] == [
        (1, "Nobody was hurt."),
        (2, "The tram is late."),
    ]


def test_a_line_of_a_list_is_a_sentence_in_an_answer_and_itself_in_its_quote():
    article = Article(id="list", title="List", text="• Trams run until midnight\n- Fares stay")
    passage = Passage(article_id="list", start=0, text=article.text)
    for start, end, said in (
        (0, 27, "Trams run until midnight."),
        (28, len(article.text), "Fares stay."),
    ):
        hit = Hit(article=article, passage=passage, score=1.0, story="list", words=1, cosine=0.5)
        draft = sentence_draft(Candidate(hit=hit, span=Span(start, end), probability=1.0))
        assert draft.text == said
        assert (draft.quotes[0].start, draft.quotes[0].end) == (start, end)


def test_a_place_that_is_quoted_twice_for_one_statement_has_one_mark():
    twice = (quote(TRAM, "The tram is late."), quote(TRAM, "The tram is late."))
    _, (citation,), text = assemble([Draft(text="It is late.", quotes=twice)])
    assert text == "It is late. [1]"
    assert len(citation.answer_spans) == 1


def test_answer_spans_are_the_statements_in_the_text():
    drafts = [
        Draft(text="It sank.", quotes=(quote(FERRY, "The ferry sank."),)),
        Draft(text="It was Monday.", quotes=(quote(FERRY, "It was Monday."),)),
    ]
    _, citations, text = assemble(drafts)
    assert [text[span.start : span.end] for one in citations for span in one.answer_spans] == [
        "It sank.",
        "It was Monday.",
    ]


def test_a_quote_that_carries_two_statements_has_the_weaker_verdict():
    full = quote(TRAM, "The tram is late.")
    weak = replace(full, support=Support(verdict="partly", score=0.4))
    for drafts in ([full, weak], [weak, full]):
        _, (citation,), _ = assemble([Draft(text="Late.", quotes=(one,)) for one in drafts])
        assert citation.support == weak.support


def test_no_statements_make_no_text():
    assert assemble([]) == ((), (), "")


def test_no_words_of_an_article_are_a_link_an_image_or_an_element():
    text = "See ![map](https://a.example/m.png) or [it](x) <img src=x> and <5 [km] (3 miles)."
    article = replace(FERRY, text=text)
    passage = Passage(article_id="ferry", start=0, text=text, sentences=(Span(0, len(text)),))
    hit = Hit(passage=passage, article=article, story="s", score=1, words=1, cosine=1)
    draft = sentence_draft(Candidate(hit=hit, span=Span(0, len(text)), probability=1.0))
    assert draft.text == (
        "See ![map］(https://a.example/m.png) or [it］(x) ‹img src=x> and <5 [km] (3 miles)."
    )
    (one,) = draft.quotes
    assert one.article.text[one.start : one.end] == text  # the quote stays as it is


def test_a_number_in_brackets_in_an_article_is_no_mark():
    said = "as [it] said [3] in [2025] [ 1, 2 ] [4-6] ["
    assert without_marks(said) == "as [it] said (3) in (2025) ( 1, 2 ) (4-6) ["


def test_an_articles_own_brackets_do_not_become_marks():
    text = "The tram is late [3], says the report."
    sentence = Candidate(
        hit=Hit(
            passage=Passage(article_id="tram", start=0, text=text, sentences=(Span(0, len(text)),)),
            article=replace(TRAM, text=text),
            story="s",
            score=1.0,
            words=1.0,
            cosine=1.0,
        ),
        span=Span(0, len(text)),
        probability=0.9,
    )
    _, (citation,), shown = assemble([sentence_draft(sentence)])
    assert shown == "The tram is late (3), says the report. [1]"
    assert citation.quote == text


@given(
    st.lists(
        st.tuples(
            st.text(alphabet="ab[]12 .", max_size=12),
            st.lists(st.integers(0, 8), min_size=1, max_size=3),
        ),
        max_size=5,
    )
)
def test_marks_and_citations_always_agree(made):
    drafts = [
        Draft(
            text=without_marks(text),
            quotes=tuple(
                Quote(article=FERRY, start=place, end=place + 9, support=GOOD) for place in places
            ),
        )
        for text, places in made
    ]
    _, citations, text = assemble(drafts)
    marks = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert marks == {one.number for one in citations}
    assert all(one.quote == FERRY.text[one.start : one.end] for one in citations)
