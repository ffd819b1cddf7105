"""Lines broken at a page's width are one paragraph again; what was a line of its own stays."""

import textwrap

from ingest.text.wrap import paragraphs

POOL = (
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds. Residents had asked for a temporary pool "
    "in the park, and the mayor said that money for one could not be found before the summer."
)


def wrapped(text, width=60):
    return textwrap.fill(text, width)


def test_a_word_broken_between_lines_is_whole_again_where_the_text_breaks_words():
    written = (
        "The council voted on Tuesday to close the well-known swim-\n"
        "ming pool on Mill Lane for a year, while its roof is re-\n"
        "placed at a cost of two million pounds, which the coun-\n"
        "cil will borrow this year. The mayor, who is self-\n"
        "employed, said that money is not there.\n"
    )
    (line,) = paragraphs(written)
    for word in ("swimming", "replaced", "council will", "well-known", "self-employed"):
        assert word in line


def test_a_hyphen_at_one_line_s_end_is_kept():
    written = (
        "The council voted on Tuesday to close the pool for a north-\n"
        "south road, as the mayor had asked for since the year before\n"
        "and as nobody on the council had wanted to hear of so far.\n"
    )
    assert "north-south" in paragraphs(written)[0]


def test_the_rows_of_a_table_stay_lines():
    written = (
        f"{wrapped(POOL)}\n\nMillbrook\t2\t1\nAshford Town United and Rovers\t0\t3\nMill   4   5\n"
    )
    assert paragraphs(written)[1:] == [
        "Millbrook 2 1",
        "Ashford Town United and Rovers 0 3",
        "Mill 4 5",
    ]


def test_one_mail_is_wrapped_and_its_neighbour_is_not():
    assert paragraphs(f"{wrapped(POOL)}\n\n{wrapped(POOL)}\n\n{POOL}\n\n{POOL}") == [POOL] * 4


def test_headlines_between_paragraphs_are_not_joined():
    heads = [f"The Pool On Mill Lane Number {n} Will Close Until Next Year At Last" for n in "1234"]
    assert paragraphs("\n\n".join([POOL, "\n".join(heads), POOL])) == [POOL, *heads, POOL]


def test_chinese_lines_are_joined_without_a_space():
    text = "市议会周二投票决定关闭位于磨坊巷的游泳池一年，同时以两百万英镑的费用更换屋顶。" * 3
    lines = [text[start : start + 32] for start in range(0, len(text), 32)]
    assert paragraphs("\n".join(lines)) == [text]
