"""A file with several articles in it is divided; one article that looks like several is not."""

import pytest

from ingest.parse import text
from ingest.parse.layout import digest

POOL = (
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds.",
    "Residents had asked for a temporary pool in the park, and the mayor said that the money for "
    "one could not be found before the summer.",
)
FERRY = (
    "The night ferry from Harbour Point will stop sailing in October, its owner said, because too "
    "few lorries cross the strait after the tunnel opened.",
    "Forty sailors lose their jobs. Their union wants the vessel sold to the islanders, who have "
    "offered to run it with volunteers.",
)
ROCKET = (
    "A small rocket built by students reached an altitude of ninety kilometres over the desert, "
    "the highest flight of an amateur engine this decade.",
    "The engine burned paraffin and liquid oxygen for forty seconds. Its parachute opened late "
    "and the nose cone was found by a shepherd.",
)
HEADLINES = (
    "Pool on Mill Lane to close for a year",
    "Night ferry to the islands ends in October",
    "Students send rocket to edge of space",
)
STORIES = tuple(zip(HEADLINES, (POOL, FERRY, ROCKET), strict=True))


def found(written):
    return [(one.title, one.text) for one in text.parse(written)]


EXPECTED = [(title, "\n\n".join(lines)) for title, lines in STORIES]


def plain(title, lines, top=""):
    return "\n\n".join([title, *([top] if top else []), *lines])


@pytest.mark.parametrize("rule", ["---", "*****", "* * *", "=" * 40, "___", "⁂", "~~~~"])
def test_rules_divide_articles(rule):
    assert found(f"\n\n{rule}\n\n".join(plain(*one) for one in STORIES)) == EXPECTED


def test_numbered_headlines_divide_articles_below_a_masthead_whose_date_they_share():
    written = "Mill Gazette Morning Briefing\n5 January 2025\n\n" + "\n\n".join(
        f"{number}. {plain(*one)}" for number, one in enumerate(STORIES, 1)
    )
    assert found(written) == EXPECTED
    assert {(one.published_at, one.source) for one in text.parse(written)} == {
        ("2025-01-05", "Mill Gazette")
    }


# A sentence each, as morning mails have them.
ITEMS = (
    (HEADLINES[0], "The pool on Mill Lane closes for a year while its roof is replaced."),
    ("Ferry to stop", "The night ferry from Harbour Point will stop sailing in October."),
    (HEADLINES[2], "A rocket built by students flew ninety kilometres high over the desert."),
)


def items(form="{n}. {title}\n{text}", above="", below=""):
    told = (form.format(n=n, title=one, text=said) for n, (one, said) in enumerate(ITEMS, 1))
    return "\n\n".join([*([above] if above else []), *told, *([below] if below else [])])


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (items(above="MORNING DIGEST\n5 January 2025"), ("", "2025-01-05")),
        (
            items(above="Mill Gazette morning digest, 5 January 2025"),
            ("Mill Gazette", "2025-01-05"),
        ),
        (
            items(above="Morning digest\n\nGood morning, this is what you need to know today."),
            ("", ""),
        ),
        (items(above="Mill Gazette\n5 January 2025"), ("Mill Gazette", "2025-01-05")),
        (
            items(above="MILL GAZETTE MORNING DIGEST, 5 January 2025"),
            ("Mill Gazette", "2025-01-05"),
        ),
        (items(above="The news in brief", form="({n}) {title}\n\n{text}"), ("", "")),
        (items(above="Presseschau vom 5. Januar 2025"), ("", "2025-01-05")),
        (
            items("{n}. {title}\nMill Gazette, 5 January 2025\n{text}"),
            ("Mill Gazette", "2025-01-05"),
        ),
        (
            items("{n}) {title}\nMill Gazette\n5 January 2025\n\n{text}", above="What we read"),
            ("Mill Gazette", "2025-01-05"),
        ),
        (items(), ("", "")),
    ],
)
def test_the_items_of_a_numbered_digest_are_articles_however_short(written, known):
    assert found(written) == list(ITEMS)
    assert {(one.source, one.published_at) for one in text.parse(written)} == {known}


def test_below_an_outlet_and_its_day_items_on_one_matter_are_articles_too():
    written = items(above="Mill Gazette\n5 January 2025").replace(ITEMS[0][0], "Pool to close")
    assert len(text.parse(written)) == 3
    assert len(text.parse(written.removeprefix("Mill Gazette\n"))) == 1  # a list, for all one knows


def test_an_item_that_says_little_does_not_hold_the_others_together():
    written = items(above="Morning briefing", below="4. Weather\nRain, eight degrees.")
    assert found(written) == [*ITEMS, ("Weather", "Rain, eight degrees.")]


@pytest.mark.parametrize(
    "above",
    [
        "Three ways to read the news\nBy Ann Lee\n5 January 2025",
        "The year in the valley",
        "The week in the valley\n\nIt was a week of farewells to a pool and a ferry.",
    ],
)
def test_a_numbered_list_below_a_headline_or_a_lead_is_one_article(above):
    assert len(text.parse(items(above=above))) == 1
    signed = items("{n}. {title}\nBy Ann Lee\n{text}", above=f"{above}\n\n{FERRY[1]}")
    assert len(text.parse(signed)) == 1
    dated = items("{n}. {title}\n{n} January 2025\n{text}", above=above)
    assert len(text.parse(dated)) == 1


def test_a_table_of_contents_is_no_article():
    contents = "\n".join(f"{n}. {title}" for n, title in enumerate(HEADLINES, 1))
    articles = "\n\n".join(f"{n}. {plain(*one)}" for n, one in enumerate(STORIES, 1))
    assert found(f"{contents}\n\n{articles}") == EXPECTED


BRIEFS = [
    "The pool on Mill Lane closes for a year while its roof is replaced. It leaked in May.",
    "The night ferry from Harbour Point will stop sailing in October, its owner said on Friday.",
    "A rocket built by students flew ninety kilometres high over the desert on Saturday.",
]


@pytest.mark.parametrize("form", ["{n}. {said}", "({n}) {said}", "• {said}", "- {said}"])
def test_items_without_headlines_below_a_digest_s_name_are_articles(form):
    told = "\n\n".join(form.format(n=n, said=said) for n, said in enumerate(BRIEFS, 1))
    written = f"Mill Gazette\nNews in brief\n5 January 2025\n\n{told}"
    assert [one.text for one in text.parse(written)] == BRIEFS
    assert {one.source for one in text.parse(written)} == {"Mill Gazette"}
    assert {one.published_at for one in text.parse(written)} == {"2025-01-05"}
    assert len(text.parse(written.replace("News in brief", "Three farewells of the year"))) == 1


def test_rules_divide_items_without_headlines_below_a_digest_s_name():
    written = "Morning briefing\n5 January 2025\n\n" + "\n***\n".join(BRIEFS)
    assert [one.text for one in text.parse(written)] == BRIEFS
    assert len(text.parse(written.replace("Morning briefing", "A morning in Mill Lane"))) == 1


def test_the_points_of_one_matter_are_no_items_whatever_stands_above_them():
    points = [
        "The budget raises the council tax by two per cent, and the library budget stays.",
        "Libraries keep their budget, and the council tax pays for a second bookbus.",
        "Opponents of the council tax call the budget a raid on savers and on libraries.",
    ]
    listed = "\n\n".join(f"• {one}" for one in points)
    assert len(text.parse(f"The budget in brief\n5 January 2025\n\n{listed}")) == 1
    # A point that is only announced is no item, nor is a title.
    cut = [BRIEFS[0], "Ferry", BRIEFS[2]]
    listed = "\n\n".join(f"• {one}" for one in cut)
    assert len(text.parse(f"News in brief\n5 January 2025\n\n{listed}")) == 1


def test_a_byline_below_a_headline_starts_an_article_each_time():
    tops = ("By Ann Lee\n4 January 2025", "By Tom Ray", "5 January 2025\nBy Kim Poe and Ann Lee")
    written = "\n\n".join(plain(*one, top) for one, top in zip(STORIES, tops, strict=True))
    assert found(written) == EXPECTED
    assert [(one.authors, one.published_at) for one in text.parse(written)] == [
        (("Ann Lee",), "2025-01-04"),
        (("Tom Ray",), ""),
        (("Kim Poe", "Ann Lee"), "2025-01-05"),
    ]


@pytest.mark.parametrize(
    "mark", ["Document {n} of 3", "ARTICLE {n}", "--- Item {n} of 3 ---", "[{n}/3]", "Dokument {n}"]
)
def test_counted_documents_are_articles(mark):
    written = "\n\n".join(
        f"{mark.format(n=n)}\n\n{plain(*one)}" for n, one in enumerate(STORIES, 1)
    )
    assert found(written) == EXPECTED


def test_labelled_heads_say_what_each_article_is():
    written = "\n\n".join(
        f"HEADLINE: {title}\nBYLINE: Ann Lee\nPUBLICATION: Mill Gazette\nDATE: {day} January 2025\n"
        f"SECTION: News\nLENGTH: 60 words\nBODY:\n\n" + "\n\n".join(lines)
        for day, (title, lines) in enumerate(STORIES, 4)
    )
    assert found(written) == EXPECTED
    first = text.parse(written)[0]
    assert (first.authors, first.source, first.published_at, first.section) == (
        ("Ann Lee",), "Mill Gazette", "2025-01-04", "News"
    )  # fmt: skip


def test_a_mailed_digest_is_its_articles_from_the_outlet_that_sent_it():
    written = "\n\n".join(
        f"From: Mill Gazette <news@millgazette.example>\nTo: desk@x.example\n"
        f"Date: Mon, 6 January 2025 10:00\nSubject: Fwd: {title}\n\n" + "\n\n".join(lines)
        for title, lines in STORIES
    )
    assert found(written) == EXPECTED
    assert {(one.source, one.published_at) for one in text.parse(written)} == {
        ("Mill Gazette", "2025-01-06T10:00:00")
    }


def test_one_mail_with_articles_in_it_is_those_articles():
    inner = "\n\n***\n\n".join(plain(*one) for one in STORIES)
    head = "From: Mill Gazette\nSubject: News of the day\nDate: 6 January 2025\n\n"
    assert found(head + inner) == EXPECTED
    assert {one.published_at for one in text.parse(head + inner)} == {"2025-01-06"}


def test_a_line_that_every_article_of_a_digest_has_is_none_of_their_text():
    box = "The Gazette lives on the money of those who read it and nobody else"
    written = "\n\n----\n\n".join(
        plain(title, [lines[0], box, lines[1]]) for title, lines in STORIES
    )
    assert found(written) == EXPECTED


SECTIONS = (
    "The pool",
    "The roof that let the rain into the pool",
    "What the council and its mayor say",
)


@pytest.mark.parametrize(
    "between",
    [
        "* * *",
        "-----",
        "-----\n\n{section}",
        "{number}. {section}",
        "{section}",
        "{number} January 2025",
        "Photo: Tom Ray / Gazette",
        "Advertisement",
        "Read more: {section}",
        "* * *\n\nBy Friday the pool had gone.",
    ],
)
def test_one_article_stays_one(between):
    # The same people and places all along, as in an article of sections.
    lines = [plain("", POOL).strip(), f"{POOL[1]} {POOL[0]}", f"{POOL[0]} {POOL[1]}", POOL[1] * 2]
    written = "Pool on Mill Lane to close\nBy Ann Lee\n\n" + lines[0]
    for number, (line, section) in enumerate(zip(lines[1:], SECTIONS, strict=True), 1):
        written += f"\n\n{between.format(number=number, section=section)}\n\n{line}"
    assert len(text.parse(written)) == 1


def test_an_article_that_quotes_a_letter_stays_one():
    written = plain(
        HEADLINES[0], [*POOL, "From: Ann Lee", "To: Tom Ray", "Subject: the pool", *POOL]
    )
    assert len(text.parse(written)) == 1


def test_a_single_article_is_one_part():
    assert [part.lines for part in digest.parts([HEADLINES[0], *POOL])] == [[HEADLINES[0], *POOL]]
