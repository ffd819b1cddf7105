"""The page as docs/ shows it, taken anew: `make screenshots`. Needs Chromium.

Every picture is of the real page over the sample articles, asked real questions.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from playwright.sync_api import Browser, Page, expect, sync_playwright
from test_page import CHROMIUM, ask, served

from ingest.pipeline import ingest
from ingest.runs.jobs import Jobs
from ingest.settings import Settings
from ingest.store import Store

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "page"
DESK, PHONE = (1280, 860), (390, 844)


@dataclass(frozen=True)
class Shot:
    """One picture: a question, then what is pressed."""

    name: str
    question: str = ""
    press: str = ""  # a selector
    view: str = ""  # another part of the page
    size: tuple[int, int] = DESK
    dark: bool = False


SHOTS = (
    Shot("first"),
    Shot("answer", "How much will the repair of the Orrin dam cost?", press=".mark"),
    Shot("answer-dark", "How much will the repair of the Orrin dam cost?", ".mark", dark=True),
    Shot("answer-phone", "Why did Helen Brack resign?", size=PHONE),
    Shot("reader-phone", "Why did Helen Brack resign?", ".mark", size=PHONE),
    Shot("no-answer", "Who won the chess tournament in Reykjavik?"),
    Shot("refused", "Write a poem about the sea."),
    Shot("clarify", "And then?"),
    Shot("corpus", view="corpus"),
    Shot("corpus-dark", view="corpus", dark=True),
    Shot("add", view="add"),
)


def take(browser: Browser, address: str, shot: Shot) -> None:
    width, height = shot.size
    with browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
    ) as context:
        page = context.new_page()
        page.goto(f"{address}#{shot.view}" if shot.view else address)
        expect(page.locator("#composer textarea")).to_be_attached()
        page.wait_for_timeout(1500)  # fonts, the plot
        if shot.question:
            ask(page, shot.question)
        if shot.press:
            page.locator(shot.press).first.click()
            expect(page.locator("#reader mark")).to_be_visible()
        _settle(page)
        page.screenshot(path=DOCS / f"{shot.name}.png")
        print(f"docs/page/{shot.name}.png")


def _settle(page: Page) -> None:
    page.mouse.move(2, 2)  # no quote shown because the pointer rests on its mark
    page.wait_for_timeout(600)


def main() -> None:
    wanted = set(sys.argv[1:])
    DOCS.mkdir(exist_ok=True)
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Store(Path(folder), Settings(), purpose="screenshots")
        ingest(store, [ROOT / "corpus"])
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        try:
            with Jobs(store) as jobs, served(store, jobs=jobs) as address:
                for shot in SHOTS:
                    if not wanted or shot.name in wanted:
                        take(browser, address, shot)
        finally:
            browser.close()
            store.close()


if __name__ == "__main__":
    main()
