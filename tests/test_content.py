"""The article's lines out of a page: what stands around it goes, what is in it stays."""

import json

import pytest

from ingest.errors import SourceError
from ingest.parse.web import html, page

PROSE = [
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year while its "
    "roof is replaced at a cost of two million pounds.",
    "Residents had asked for a temporary pool in the park. The mayor said that the money for one "
    "could not be found before the summer.",
    "The pool was built in 1965 and was last repaired eleven years ago, when a storm had taken off "
    "a third of its tiles and the changing rooms stood under water.",
    "Swimming lessons move to the school on Bridge Street, which has a smaller pool and will open "
    "it on Saturdays as well from the end of March.",
    "A firm from the next valley has won the work and says that it will start as soon as the frost "
    "is over, with about thirty people on the site.",
]


def lines(body, head=""):
    written = f"<html><head>{head}</head><body>{body}</body></html>"
    (article,) = html.parse(written.encode())
    return article.text.split("\n\n")


def paragraphs(*added, at=3):
    blocks = [f"<p>{one}</p>" for one in PROSE]
    return "<h1>Pool to close</h1><article>" + "".join([*blocks[:at], *added, *blocks[at:]])


@pytest.mark.parametrize("between", ["<br><br>", "<br>\n<br/>", "<br><br><br>", "<BR> <BR>"])
def test_text_that_line_breaks_divide_is_paragraphs(between):
    said = between.join(PROSE).replace("Mill Lane", "<a href='/mill'>Mill <b>Lane</b></a>")
    rest = "<div><a href='/a'>News</a><br><br><a href='/b'>Weather</a></div>"
    assert lines(f"{rest}<h1>Pool to close</h1><div>{said}</div>") == PROSE


def test_paragraphs_are_made_of_line_breaks_whatever_else_stands_between():
    inside = (
        "One <b>two</b><br>three<br> <br>four<ul><li>five</li></ul>six<br><br><i>seven</i> eight"
    )
    tree = page.load(f"<html><body><div>{inside}</div></body></html>".encode(), "a.html")
    page.shape(tree)
    blocks = [(block.tag, page.words(block)) for block in tree.find(".//div")]
    assert blocks == [
        *(("p", "One twothree"), ("p", "four"), ("ul", "five")),
        *(("p", "six"), ("p", "seven eight")),
    ]


@pytest.mark.parametrize(
    "teaser",
    [
        "<p><a href='/x'>Library to open on Sundays from next month</a></p>",
        "<p>Related: <a href='/x'>Library to open on Sundays from next month</a></p>",
        "<p><strong>READ MORE: <a href='/x'>Library to open on Sundays</a></strong></p>",
        "<div><a href='/x'>Library to open on Sundays from next month</a></div>",
        "<ul><li><a href='/x'>Library to open</a></li><li><a href='/y'>Rain</a></li></ul>",
        "<div style='display: none'>Please switch on scripts to read this page.</div>",
        "<p hidden>Please switch on scripts to read this page as it is meant to be read.</p>",
    ],
)
@pytest.mark.parametrize("at", [1, 3, 5])
def test_what_leads_to_other_pages_or_is_hidden_goes(teaser, at):
    assert lines(paragraphs(teaser, at=at)) == PROSE


@pytest.mark.parametrize(
    "block",
    [
        "<h2>What happens to the lessons</h2>",
        "<p>The plan <a href='/x'>was published by the council's own engineers in May</a>.</p>",
        "<blockquote><p>We will miss it every single morning of that year.</p></blockquote>",
        "<p><a href='/x'>The council's engineers had warned of the roof in two reports.</a></p>",
    ],
)
def test_headings_quotations_and_sentences_with_links_stay(block):
    found = lines(paragraphs(block))
    assert len(found) == 6
    assert [line for line in found if line in PROSE] == PROSE


def test_a_list_in_the_article_stays():
    items = "".join(
        f"<li>Lane {number} opens in week {number} of March</li>" for number in (1, 2, 3)
    )
    assert sum("opens in week" in line for line in lines(paragraphs(f"<ul>{items}</ul>"))) == 3


@pytest.mark.parametrize(
    "appeal",
    [
        "Follow <a href='https://twitter.com/millgazette'>our newsroom</a> and like us on "
        "<a href='https://www.facebook.com/pages/mill/12'>the other network</a> as well.",
        "Ann Lee reports on the valley. <a href='mailto:ann@gazette.example'>Write to her</a>.",
        "If you liked this story, <a href='https://gazette.example/newsletter'>get more</a>.",
    ],
)
def test_appeals_below_the_article_go(appeal):
    assert lines(paragraphs(f"<p>{appeal}</p>", at=5)) == PROSE


@pytest.mark.parametrize(
    "link",
    ["https://twitter.com/mayor/status/12", "https://gazette.example/plan", "https://x.example/a"],
)
def test_a_last_sentence_with_a_link_to_what_it_speaks_of_stays(link):
    said = f"The mayor <a href='{link}'>wrote afterwards</a> that she was sorry for the swimmers."
    assert len(lines(paragraphs(f"<p>{said}</p>", at=5))) == 6


def test_a_heading_that_nothing_follows_goes():
    assert (
        lines(paragraphs("<h3>Elsewhere in the valley and beyond it during this week</h3>", at=5))
        == PROSE
    )


def stated(text, **more):
    value = {"@type": "NewsArticle", "headline": "Pool to close", "articleBody": text, **more}
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(PROSE),
        "".join(f"<p>{one}</p>" for one in PROSE),
        "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in PROSE),
        "<br>".join(PROSE),
    ],
)
def test_an_article_that_scripts_would_show_is_read_where_it_is_stated(text):
    shell = "<div id=app></div><p>Please switch on scripts to read this page, and reload it.</p>"
    assert lines(shell, stated(text)) == PROSE
    assert lines(shell * 1, stated("", liveBlogUpdate=[{"articleBody": text}])) == PROSE


def test_what_the_page_states_ends_where_the_article_ends():
    offer = (
        "<p>Readers of the paper pay less for tickets to the open air pool in the next valley.</p>"
    )
    head = stated("\n".join(PROSE))
    assert lines(paragraphs(offer, at=5), head) == PROSE
    assert lines(paragraphs(offer, at=0), head) == PROSE
    assert len(lines(paragraphs(offer, at=5), stated(PROSE[0]))) == 6  # a summary, no article


@pytest.mark.parametrize("label", ["Read more", "More on this story", "Related"])
def test_a_button_in_the_middle_does_not_end_the_article(label):
    items = "".join(f"<h3>Lane {number}</h3><ul><li>Open daily</li></ul>" for number in range(9))
    found = lines(paragraphs(f"<p>{label}</p>", items, at=1))
    assert [line for line in found if line in PROSE] == PROSE


def test_the_headline_stands_over_the_text_not_in_it():
    head = '<meta property="og:title" content="Swimming pool to close">'
    body = paragraphs().replace("<article>", "<article><h1>Pool to close</h1>")
    assert lines(body, head) == PROSE


TEXT = "".join(f"<p>{one}</p>" for one in PROSE)
LIES = {
    "deep": "<div>" * 100_000 + TEXT,
    "deep inline": "<b>" * 100_000 + TEXT,
    "deep tables": "<table><tr><td>" * 50_000 + TEXT,
    "deep everywhere": ("<div>" * 180 + "x" + "</div>" * 180) * 300 + TEXT,
    "too many": "<i></i>" * 100_000 + TEXT,
    "too long": TEXT + "<p>" + "x" * 21_000_000,
}


@pytest.mark.parametrize("name", LIES)
def test_a_page_beyond_all_bounds_is_refused_at_once(name):
    with pytest.raises(SourceError, match=r"^a\.html: the page is"):
        html.parse(LIES[name].encode(), file_name="a.html")


LARGE = {
    "attribute": f'<p class="{"x " * 2_000_000}">{PROSE[0]}</p>{TEXT}',
    "style": f'<div style="{"display: " * 400_000}">x</div>{TEXT}',
    "script": f"<script>{'var a = 1; ' * 1_000_000}</script>{TEXT}",
    "deep json": f'<script type="application/ld+json">{"[{" * 500_000}</script>{TEXT}',
    "long json": f'<script type="application/ld+json">{"," * 1_000_000}</script>{TEXT}',
    "meta": '<meta name=author content="Ann Lee">' * 5_000 + TEXT,
    "hidden": "<div hidden>x</div>" * 3_000 + TEXT,
    "breaks": "<div>" + "<br>" * 50_000 + TEXT,
    "charset": "<meta " + "charset " * 500_000 + ">" + TEXT,
    "angles": "<" * 1_000_000 + TEXT,
    "controls": "\x00\x01\x1b&#1;&#0;\u202e".join(f"<p>{one}</p>" for one in PROSE) + "\x00",
}


@pytest.mark.parametrize("name", LARGE)
def test_a_page_that_is_made_to_hurt_is_read(name):
    (article,) = html.parse(LARGE[name].encode(), file_name="a.html")
    assert PROSE[1] in article.text
    assert not any(ord(char) < 32 and char != "\n" for char in article.title + article.text)


def test_a_page_without_text_is_not_complained_of_elsewhere(caplog):
    with pytest.raises(SourceError, match="holds no article text"):
        html.parse(b"<html><head><title>Ferry</title></head><body></body></html>")
    assert caplog.records == []
