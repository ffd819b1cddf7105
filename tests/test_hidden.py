"""What a page holds and does not show is not read; what it only folds or shows later is."""

import json

import pytest

from ingest.parse.web import html

PROSE = [
    "The council voted on Tuesday to close the swimming pool on Mill Lane for a year.",
    "Residents had asked for a temporary pool in the park, and the mayor said no.",
    "The pool was built in 1965 and was last repaired eleven years ago after a storm.",
]
ODD = "Nobody sees this sentence about otters on the pier."


def text(block, style=""):
    paragraphs = "".join(f"<p>{one}</p>" for one in PROSE[:2])
    page = (
        f"<html><head><style>{style}</style></head><body><article><h1>Pool to close</h1>"
        f"{paragraphs}{block}<p>{PROSE[2]}</p></article></body></html>"
    )
    (article,) = html.parse(page.encode())
    assert all(one in article.text for one in PROSE)
    return article.text


@pytest.mark.parametrize(
    "how",
    [
        "<p style='display:none'>{}</p>",
        "<p>The pool is blue. <span style='font-size: 0'>{}</span></p>",
        "<p style='opacity:0.0'>{}</p>",
        "<p style='color: white; background: #fff'>{}</p>",
        "<p style='color:transparent'>{}</p>",
        "<p style='position:absolute; left:-5000px'>{}</p>",
        "<p style='text-indent:-999em'>{}</p>",
        "<div style='max-height:0;overflow:hidden'><p>{}</p></div>",
        "<p style='position:absolute;clip:rect(0,0,0,0)'>{}</p>",
        "<p class='a b'>{}</p>",
        "<p id='c'>{}</p>",
        "<template><p>{}</p></template>",
        "<h2 hidden>{}</h2>",
    ],
)
def test_what_is_hidden_goes(how):
    style = "p{margin:0} .b , .x{/* gone */ display:none} #c{visibility:hidden}"
    assert ODD not in text(how.format(ODD), style)


@pytest.mark.parametrize(
    "how",
    [
        "<p style='color:#fff;background:#000'>{}</p>",
        "<div style='font-size:0'><p style='font-size:16px'>{}</p></div>",
        "<p style='opacity:0;transition:opacity 1s'>{}</p>",
        "<p style='margin-left:-5px'>{}</p>",
        "<p class='b'>{}</p>",
        "<p class='d e'>{}</p>",
    ],
)
def test_what_is_shown_stays(how):
    style = "@media print{.b{display:none} p{margin:0}} .d .e{display:none} .n{color:red}"
    assert ODD in text(how.format(ODD), style)


def test_most_of_a_page_is_not_taken_for_hidden():
    blocks = "".join(f"<p class='b'>{ODD} It is number {n}.</p>" for n in range(9))
    assert ODD in text(blocks, ".b{display:none}")


def test_a_text_that_is_stated_and_not_shown_is_not_the_article():
    stated = "Otters took over the pier and the mayor fled by boat. " * 9
    said = json.dumps({"@type": "NewsArticle", "articleBody": stated})
    block = f'<script type="application/ld+json">{said}</script>'
    more = "".join(f"<p>{one} So said the clerk, and so the paper wrote.</p>" for one in PROSE)
    assert "Otters" not in text(block + more)
