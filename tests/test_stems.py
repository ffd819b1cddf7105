"""What is kept of passages is what they say now."""

from dataclasses import replace

from bot.passages import Joined
from bot.search.stems import Kept, number
from ingest.article import Passage, Span

PASSAGE = Passage(
    article_id="dam",
    start=4,
    text="Gates held. A gate fell.",
    sentences=(Span(4, 15), Span(16, 28)),
)


def numbers(stems):
    return set(map(number, stems.split()))


def test_each_sentence_has_its_own_stems():
    first, second = Kept(str.lower).of(PASSAGE)
    assert (first, second) == (numbers("gates held"), numbers("a gate fell"))


def test_a_passage_is_taken_apart_once():
    asked = []

    def stem(word):
        asked.append(word)
        return word

    kept = Kept(stem)
    assert kept.of(PASSAGE) is kept.of(replace(PASSAGE))
    assert len(asked) == 5


def test_a_passage_that_says_something_else_under_its_id_is_taken_apart_anew():
    kept = Kept(str.lower)
    kept.of(PASSAGE)
    (first, _) = kept.of(replace(PASSAGE, text="Locks held. A gate fell."))
    assert first == numbers("locks held")
    assert len(list(kept.of(replace(PASSAGE, sentences=(Span(4, 28),))))) == 1


def test_the_first_to_come_goes_where_there_are_too_many():
    kept = Kept(str.lower, most=1)
    first = kept.of(PASSAGE)
    kept.of(replace(PASSAGE, article_id="lock"))
    assert kept.of(PASSAGE) is not first


def test_neighbours_have_the_stems_of_each_and_nothing_more_is_kept():
    asked = []
    kept = Kept(lambda word: asked.append(word) or word.lower())
    other = Passage(article_id="dam", start=29, text="Rain fell.", sentences=(Span(29, 39),))
    both = Joined(
        article_id="dam",
        start=4,
        text=f"{PASSAGE.text} {other.text}",
        sentences=(*PASSAGE.sentences, *other.sentences),
        pieces=(PASSAGE, other),
    )
    assert list(kept.of(both)) == [*kept.of(PASSAGE), numbers("rain fell")]
    assert len(asked) == len("gates held a gate fell rain".split())
