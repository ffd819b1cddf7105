"""What stands in many articles of one pile is furniture; what was copied is not."""

from ingest.parse import text
from ingest.text.repeats import Repeats

BOX = "The Gazette lives on the money of those who read it"
STORY = ["The pool on Mill Lane closes for a year, says {n}.", "Number {n} swims no more there."]


def pile(count, *more):
    return [[line.format(n=n) for line in STORY] + list(more) for n in range(count)]


def counted(articles, **options):
    repeats = Repeats(**options)
    for lines in articles:
        repeats.add(lines)
    return repeats


def test_a_line_in_three_articles_is_furniture_and_in_two_it_is_not():
    assert counted(pile(3, BOX)).lines() == {BOX}
    assert counted(pile(2, BOX)).lines() == frozenset()


def test_a_line_said_often_in_one_article_counts_once():
    assert not counted([*pile(2), [BOX] * 5]).is_furniture(BOX)


def test_copies_of_one_article_make_none_of_it_furniture():
    assert counted([pile(1, BOX)[0]] * 5).lines() == frozenset()


def test_a_share_of_the_pile_may_be_asked():
    articles = pile(10) + [[f"{line} {n}" for n, line in enumerate(STORY)] + [BOX]] * 1
    articles += [[f"Of {n} nobody knows anything at all today.", BOX] for n in range(2)]
    assert counted(articles).is_furniture(BOX)
    assert not counted(articles, share=0.5).is_furniture(BOX)


def test_a_date_that_all_articles_have_is_no_furniture():
    assert counted(pile(4, "5 January 2025")).lines() == frozenset()


def test_a_file_is_read_without_the_lines_that_its_pile_repeats():
    written = "\n".join(["Pool to close", *pile(1, BOX)[0], "It is a pity, says everybody here."])
    assert BOX in text.parse(written)[0].text
    (article,) = text.parse(written, repeats={BOX})
    assert BOX not in article.text
    assert article.text.endswith("everybody here.")
