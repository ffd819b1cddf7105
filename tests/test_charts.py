"""The pages of `newsdesk eval` in a real browser: plots whose words are whole and can be read."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from test_page import browser  # noqa: F401, a fixture

from bot.evaluation import card_page, card_words, charts, figures
from bot.evaluation import page as eval_page


def share(count, of):
    return figures.share([place < count for place in range(of)])


SHARES = {
    "found": share(12_199, 12_200),
    "answered right": share(9_812, 12_200),
    "refused": share(0, 0),
}
PLOTS = (
    charts.bars("Stages", "as in the table", tuple(SHARES.items())),
    charts.columns(
        "Places",
        "as in the table",
        [*((name, 10_000) for name, _, _ in eval_page.RANKS), ("nowhere", 12_000)],
    ),
    charts.steps("Times", "as in the table", [("search", [0.2, 9.9]), ("answer", [9.9, 99.9])]),
)
ROWS = tuple(
    (f"a row that is named with more than a word, {name}", share) for name, share in SHARES.items()
)
BODY = "".join(PLOTS) + eval_page.table(
    "Intervals", card_words.HEAD, [(name, *eval_page.cells(share)) for name, share in ROWS]
)
WORDS = """() => [...document.querySelectorAll("svg text")].map((one) => {
  const plot = one.ownerSVGElement, all = plot.getBoundingClientRect();
  const words = one.getBoundingClientRect(), scale = all.width / plot.viewBox.baseVal.width;
  return {
    words: one.textContent,
    pixels: scale * parseFloat(getComputedStyle(one).fontSize),
    left: words.left - all.left,
    right: all.right - words.right,
  };
})"""


@pytest.fixture(params=[360, 1280])
def page(browser: Browser, request) -> Iterator[Page]:  # noqa: F811
    with browser.new_context(viewport={"width": request.param, "height": 700}) as context:
        yield context.new_page()


@pytest.mark.parametrize("style", [eval_page.STYLE, card_page.STYLE])
def test_the_words_of_a_plot_are_whole_and_can_be_read(page, style):
    page.set_content(f"<!doctype html><style>{style}</style><main>{BODY}</main>")
    told = page.evaluate(WORDS)
    assert {"12199 of 12200", "answered right", "nowhere"} <= {one["words"] for one in told}
    assert [one for one in told if min(one["left"], one["right"]) < 0] == []
    assert [one for one in told if not 9 <= one["pixels"] <= 19] == []
    assert page.evaluate("document.documentElement.scrollWidth") == page.viewport_size["width"]
