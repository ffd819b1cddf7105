"""The page in a real browser, over a real server: answers, the reader, hostile articles, keys."""

import asyncio
import json
import os
import re
import shutil
import socket
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from html import escape
from pathlib import Path
from threading import Thread
from urllib.parse import quote

import httpx
import pytest
import uvicorn
from broken import unreadable
from chat_server import chat_server
from fastapi import FastAPI
from gradio.queueing import Queue
from gradio.utils import get_upload_folder
from newsroom import ARTICLES, newsroom
from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot import models
from bot.answer.answer import (
    Answer,
    Citation,
    Disagreement,
    Note,
    Outcome,
    Reported,
    Searched,
    Statement,
    Support,
    Understood,
    article_json,
    to_json,
)
from bot.answer.written.generate import Writer
from bot.channels import app, rest, web
from bot.channels.outward import UNAVAILABLE
from bot.channels.page import desk, guard, markup, views, words
from bot.conversation.conversations import in_store
from ingest.article import Article
from ingest.errors import IndexUnavailable
from ingest.runs.jobs import Jobs
from ingest.settings import Settings
from ingest.store import Store

WHY = "Why did gate 3 of the Orrin dam fail?"
WHY_QUOTE = "Gate 3 of the Orrin dam failed because a drive shaft sheared."
HARM = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>'
# Letters outside the 16-bit plane count once in Python and twice in JavaScript.
PLANE = "The sign 𝔉𝔢𝔯𝔯𝔶 🚢🚢 was painted in Gothic letters. "
MORE = [
    {
        "id": 'odd/id?"<b>#1 ü',
        # Markup is taken off names and headlines when they are read; written like this it is text.
        "title": f"Pelican {escape(HARM)}",
        "source": f'Outlet"> {escape(HARM)}',
        "published_at": "2025-02-20",
        "authors": [escape(HARM)],
        "text": f"The pelican of Tarn Quay weighs eleven kilograms {HARM} by the new scales.\n\n"
        + "Nobody had weighed it before, and the quay has few scales. " * 40,
    },
    {
        "id": "gothic",
        "title": "Gothic letters",
        "source": "Harbour Ledger",
        "published_at": "2025-02-21",
        "url": "https://ledger.example/gothic",
        "text": PLANE * 30 + "\n\nThe painter Odilia Crane asked for seventy crowns.",
    },
]
CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--no-first-run", "--disable-quic"),
]
# Gradio 6.31 counts its queue's events with pandas, in ways that pandas is giving up.
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated and will be removed"),
]


class Failing(Writer):
    """A writer whose index goes away, as far as the page can see."""

    async def write(self, question, hits, **_):
        raise IndexUnavailable("The word index did not answer. Run `newsdesk reindex`.")
        yield


class Broken(Writer):
    """A writer with a mistake in it."""

    async def write(self, question, hits, **_):
        raise ZeroDivisionError("secret detail")
        yield


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    store = newsroom(tmp_path_factory.mktemp("page"), more=MORE)
    yield store
    store.close()


@contextmanager
def served(
    store: Store, writers: tuple[Writer, ...] = (), jobs: Jobs | None = None
) -> Iterator[str]:
    """The application on a free port of this machine; gives its address."""

    def application() -> FastAPI:
        if not writers:
            return app.create(store, jobs)
        scripted = FastAPI()
        rest.install(scripted, store)
        scripted.include_router(rest.router(store, writers))
        return web.mount(scripted, store, writers, in_store(store))

    listener = socket.create_server(("127.0.0.1", 0))
    # A factory, so that it is built in the server's event loop: outside of one, Gradio makes four
    # of its own and leaves them open.
    config = uvicorn.Config(
        application, factory=True, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def address(store) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        reason = "There is no Chromium on this machine, and the page is tested in one."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, width: int = 1280, height: int = 800) -> Iterator[Page]:
    """The page in a window of its own, ready to be typed in."""
    with browser.new_context(viewport={"width": width, "height": height}) as context:
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(address)
        expect(page.locator("#composer textarea")).to_be_focused()
        yield page


@pytest.fixture
def page(browser, address) -> Iterator[Page]:
    with opened(browser, address) as page:
        yield page


def ask(page: Page, question: str) -> None:
    """Type the question, send it with Enter, wait for the end of the answer."""
    before = page.locator(".turn").count()
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    expect(page.locator(".turn")).to_have_count(before + 1)
    expect(page.locator(".turn:last-child [aria-busy=false]")).to_be_visible()


def harmed(page: Page) -> bool:
    return page.evaluate("window.harmed === 1")


def test_a_question_on_the_page_is_counted(page, address):
    ask(page, WHY)
    counted = 'newsdesk_questions_total{channel="page",outcome="answered"}'
    assert counted in httpx.get(f"{address}metrics").text


def test_a_page_that_nobody_uses_hardly_wakes(store):
    """Gradio's queue by itself looks a thousand times a second whether there is something to do."""
    looked = 0

    class Counting(Queue):
        def __len__(self):
            nonlocal looked
            looked += 1
            return super().__len__()

    async def idle():
        mounted = [getattr(one, "app", None) for one in app.create(store).routes]
        [gradio] = [one for one in mounted if hasattr(one, "get_blocks")]
        queue = gradio.get_blocks()._queue
        queue.__class__ = Counting
        with suppress(TimeoutError):
            await asyncio.wait_for(queue.start_processing(), 0.5)

    with ThreadPoolExecutor(1) as beside_playwright:
        beside_playwright.submit(asyncio.run, idle()).result()
    assert 1 <= looked <= 0.5 / web.IDLE_SECONDS + 1


def test_an_answer_streams_in_with_its_marks_and_only_cited_sources(page):
    ask(page, WHY)
    assert page.locator(".question").inner_text() == WHY
    assert WHY_QUOTE in page.locator(".prose").inner_text()
    expect(page.locator(".mark").first).to_have_attribute(
        "aria-label", "Quote 1: Wendel Valley Post, 4 February 2025"
    )
    sources = page.locator(".sources .source").all_inner_texts()
    assert len(sources) == 1
    assert re.fullmatch(
        r"Gate 3 of the Orrin dam failed\nWendel Valley Post · 4 Feb 2025, \d+ months ago",
        sources[0],
    )
    assert page.locator("[role=log][aria-live=polite] .turn").count() == 1


def test_the_head_says_what_the_library_holds_and_examples_are_asked_by_a_click(page):
    assert page.title() == "Newsdesk"
    holdings = page.locator(".holdings").inner_text()
    assert holdings.startswith(f"{len(ARTICLES) + len(MORE)} articles, 4 outlets")
    example = desk.SAMPLE_QUESTIONS[0]
    page.get_by_role("button", name=example).click()
    expect(page.locator(".question")).to_have_text(example)
    expect(page.locator(".prose")).not_to_be_empty()
    expect(page.locator(".welcome")).to_be_hidden()


def test_a_click_on_a_mark_opens_the_article_at_its_quote(page):
    ask(page, WHY)
    page.locator(".mark").first.click()
    expect(page.locator("#reader mark")).to_have_text(WHY_QUOTE)
    expect(page.locator("#reader mark")).to_be_in_viewport()
    assert page.locator("#reader h2").inner_text() == "Gate 3 of the Orrin dam failed"
    # the article as it stands in the library, whole
    assert "".join(page.locator("#reader .text").all_text_contents()) == ARTICLES[2][
        "text"
    ].replace("\n\n", "")


def test_the_quote_is_found_behind_letters_that_javascript_counts_twice(page):
    ask(page, "How many crowns did the painter Odilia Crane ask for?")
    page.locator(".mark[data-quote*=Odilia]").click()
    expect(page.locator("#reader mark")).to_have_text(
        "The painter Odilia Crane asked for seventy crowns."
    )
    expect(page.locator("#reader mark")).to_be_in_viewport()  # far down: it was scrolled to
    link = page.get_by_role("link", name="Open at the publisher")
    assert link.get_attribute("href").startswith("https://ledger.example/gothic#:~:text=The%20pain")


def test_pointing_at_a_mark_shows_its_quote(page):
    ask(page, WHY)
    expect(page.locator("#peek")).to_be_hidden()
    page.locator(".mark").first.hover()
    expect(page.locator("#peek")).to_contain_text(WHY_QUOTE)
    expect(page.locator("#peek")).to_contain_text("Wendel Valley Post, 4 February 2025")


def test_what_the_articles_do_not_say_is_said_to_be_missing(page):
    ask(page, "Who won the chess tournament in Reykjavik?")
    answer = page.locator(".answer")
    expect(answer).to_contain_text("These articles do not say.")
    expect(answer).to_contain_text(
        f"Searched {len(ARTICLES) + len(MORE)} articles up to 18 March 2025."
    )
    assert page.locator(".mark").count() == 0
    nearest = page.locator(".sources .source").first
    title = nearest.locator(".headline").inner_text()
    nearest.click()
    expect(page.locator("#reader h2")).to_have_text(title)
    assert page.locator("#reader mark").count() == 0


def test_an_empty_question_is_answered_with_a_word_and_said_once(page):
    for _ in range(2):
        answered: list[object] = []  # the question's, and what the library holds by now

        def both(one, answered=answered):
            if one.url.endswith("/run/predict"):
                answered.append(one)
            return len(answered) == 2

        with page.expect_response(both):
            page.keyboard.press("Enter")
        expect(page.locator(".problem")).to_have_text(
            "The question is empty. Type what you want to know."
        )
    page.keyboard.type(WHY)
    page.keyboard.press("Enter")
    expect(page.locator(".prose")).to_contain_text(WHY_QUOTE)
    expect(page.locator(".turn")).to_have_count(1)  # the complaint has served its time


def test_enter_with_shift_starts_a_line_and_a_question_too_long_stays_in_the_box(page):
    page.keyboard.type("one")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("two")
    box = page.locator("#composer textarea")
    assert box.input_value() == "one\ntwo"
    box.fill("why " * 600)
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("The question has 2,399 characters")
    assert box.input_value() == "why " * 600


def test_an_article_full_of_markup_is_shown_as_words(page):
    ask(page, f"How many kilograms does the pelican of Tarn Quay weigh? {HARM}")
    expect(page.locator(".prose")).to_contain_text(HARM.replace("<", "‹"))  # no element anywhere
    expect(page.locator(".question")).to_contain_text(HARM)
    page.locator(".mark").first.hover()
    expect(page.locator("#peek")).to_contain_text(HARM)
    page.locator(".mark").first.click()
    expect(page.locator("#reader mark")).to_contain_text(HARM)
    for place in ("#reader h2", "#reader .label", "#reader .byline"):
        expect(page.locator(place)).to_contain_text(HARM)
    assert page.locator(".turn :is(img, script), dialog :is(img, script), #peek img").count() == 0
    assert not harmed(page)


def test_a_models_reply_full_of_markup_is_shown_as_words(browser, store):
    said = f"The pelican of Tarn Quay weighs eleven kilograms {HARM} by the new scales"
    with chat_server() as script:
        script.reply = (
            f"{said} [1].\n\n<form action=https://x.example><style>*{{display:none}}</style>"
        )
        writers = models.writers(Settings(chat_models=(script.settings(name="sly <b>one</b>"),)))
        with served(store, writers) as address, opened(browser, address) as page:
            ask(page, "How many kilograms does the pelican of Tarn Quay weigh?")
            expect(page.locator(".prose")).to_contain_text(said)
            expect(page.locator(".colophon")).to_contain_text("sly <b>one</b>")
            assert page.locator(".turn :is(img, script, form, style, b)").count() == 0
            assert not harmed(page)


def test_a_link_that_is_a_script_is_no_link(page, address):
    ask(page, WHY)

    def poisoned(route):
        found = route.fetch()
        route.fulfill(json={**found.json(), "url": "javascript:window.harmed=1"})

    page.route("**/v1/articles/**", poisoned)
    page.locator(".mark").first.click()
    expect(page.locator("#reader mark")).to_be_visible()
    assert page.locator("#reader a").count() == 0


def whole(answer: Answer) -> str:
    return markup.whole(
        to_json(answer), newest="2025-03-01", today="2025-03-02", markdown=answer.text
    )


def report(said: str) -> dict:
    return {"articles": {"added": 1}, "problems": [{"source": said, "reason": said}]}


def test_markup_escapes_every_field_and_drops_links_that_are_scripts():
    bad = f"\"'>{HARM}"
    article = Article(id=bad, title=bad, text=bad, source=bad, url="javascript:alert(1)", kind=bad)
    support = Support(verdict="supported", score=1.0)
    citation = Citation(number=1, article=article, start=0, end=len(bad), support=support)
    answer = Answer(
        id=bad,
        question=bad,
        outcome=Outcome.PARTIAL,
        text=bad,
        statements=(Statement(text=bad, citations=(1, 7)),),
        citations=(citation,),
        searched=Searched(
            articles=1,
            passages=1,
            sources=(bad,),
            understood=Understood(outlets=(bad,), authors=(bad,), ignored=(bad,)),
        ),
        nearest=(article,),
        model=bad,
        notes=(Note(kind=bad, text=bad),),
        disagreements=(
            Disagreement(
                about=bad, values=(Reported(value=bad, article=article, start=0, end=len(bad)),) * 2
            ),
        ),
        followups=(bad,),
    )
    unsaid = Answer(
        id="", question="", outcome=Outcome.NO_ANSWER, text=bad, searched=answer.searched
    )
    shown = "".join(
        (
            markup.turn(bad, whole(answer), busy=False),
            whole(unsaid),
            views.held(holdings=bad, manner=bad, examples=[bad]),
            views.listed([article_json(article)], total=3, today="2025-03-01"),
            views.kept({"question": bad, "asked_at": "2025-03-01"}, whole(answer)),
            views.holdings(
                counts={
                    "articles": 1,
                    "stories": 1,
                    "passages": 1,
                    "outlets": 1,
                    "first": "2025",
                    "last": "2025-01",
                },
                jobs=[{"ended_at": "2025-03-01T10:00", "report": report(bad)}],
                shades={bad: bad},
            ),
            markup.status(bad),
            markup.problem(bad),
        )
    )
    assert "<img" not in shown
    assert "<script" not in shown
    assert "onerror=&quot;" in shown  # it is there, as words
    assert "javascript:" not in shown


def test_what_can_be_asked_next_is_pressed_like_an_example():
    searched = Searched(articles=1, passages=1)
    answer = Answer(
        id="a1", question="", outcome=Outcome.NO_ANSWER, text="No.", searched=searched,
        followups=("Who is Ada Lund?",),
    )  # fmt: skip
    assert 'data-do="ask" data-question="Who is Ada Lund?"' in whole(answer)


def test_inline_script_that_got_into_the_page_would_not_run(page):
    page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", HARM)
    page.wait_for_timeout(300)
    assert not harmed(page)


def test_no_request_leaves_the_server(browser, address):
    seen = []
    with browser.new_context() as context:
        page = context.new_page()
        context.on("request", lambda request: seen.append(request.url))
        refused = []
        page.on("console", lambda line: refused.append(line.text) if line.type == "error" else None)
        page.goto(address)
        expect(page.locator("#composer textarea")).to_be_focused()
        ask(page, WHY)
        page.locator(".mark").first.click()
        expect(page.locator("#reader mark")).to_be_visible()
    assert len(seen) > 10
    assert [url for url in seen if not url.startswith((address, "data:"))] == []
    assert refused == []  # nothing failed, and the policy had nothing to refuse


def test_a_word_that_never_ends_stays_on_the_page(browser, address):
    with opened(browser, address, width=360, height=740) as page:
        ask(page, WHY)
        ask(page, f"Is it {'long' * 80}?")
        said = page.locator(".understood .whole").last
        expect(said).to_contain_text("longlong")
        assert said.evaluate("one => one.scrollWidth <= one.clientWidth")
        assert said.bounding_box()["width"] < 360


def test_on_a_phone_the_reader_is_a_sheet_that_closes(browser, address):
    with opened(browser, address, width=360, height=740) as page:
        ask(page, WHY)
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.locator(".mark").first.click()
        expect(page.locator("#reader:modal mark")).to_have_text(WHY_QUOTE)
        box = page.locator("#reader").bounding_box()
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 360, 740)
        page.get_by_role("button", name="Close").click()
        expect(page.locator("#reader")).to_be_hidden()
        page.locator(".mark").first.click()
        expect(page.locator("#reader:modal")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#reader")).to_be_hidden()
        expect(page.locator(".mark").first).to_be_focused()


def test_everything_works_with_keys_alone(page):
    ask(page, WHY)
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.locator("[aria-label^='Quote 1']:focus").count():
            break
    mark = page.locator(".mark:focus")
    expect(page.locator("#peek")).to_contain_text(WHY_QUOTE)
    expect(mark).to_have_attribute("aria-describedby", "peek")
    page.keyboard.press("Enter")
    expect(page.locator("#reader mark")).to_be_visible()
    expect(page.locator("#reader h2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#reader")).to_be_hidden()
    expect(mark).to_be_focused()


def test_a_slow_answer_says_what_it_does_and_can_be_stopped(browser, store):
    with chat_server() as script:
        script.hang = True
        writers = models.writers(Settings(chat_models=(script.settings(name="slow-one"),)))
        with served(store, writers) as address, opened(browser, address) as page:
            expect(page.locator(".manner")).to_contain_text("slow-one")
            page.keyboard.type(WHY)
            page.keyboard.press("Enter")
            expect(page.locator(".status")).to_have_text(re.compile(r"Reading \d passages…"))
            page.keyboard.type("next")
            page.keyboard.press("Enter")  # one at a time: the words stay where they are
            page.get_by_role("button", name="Stop").click()
            expect(page.locator(".problem")).to_have_text("Stopped.")
            expect(page.locator(".turn")).to_have_count(1)
            assert page.locator("#composer textarea").input_value() == "next"
            expect(page.get_by_role("button", name="Ask")).to_be_visible()
            script.stop.set()  # were it still asked for, the answer would now come
            page.wait_for_timeout(1500)
            expect(page.locator(".problem")).to_have_text("Stopped.")
            counted = 'newsdesk_questions_total{channel="page",outcome="cancelled"} 1.0'
            assert counted in httpx.get(f"{address}metrics").text


@pytest.mark.parametrize(
    ("writer", "words"),
    [(Failing, UNAVAILABLE), (Broken, words.BROKEN)],
)
def test_what_fails_is_said_in_words_and_what_was_asked_stands_in_no_log(
    browser, store, writer, words, caplog
):
    with served(store, (writer("fake", None),)) as address, opened(browser, address) as page:
        ask(page, WHY)
        expect(page.locator(".problem")).to_have_text(words)
        assert "secret" not in page.content()
    assert ("The page could not answer a question." in caplog.text) is (writer is Broken)
    assert WHY not in caplog.text


def test_what_an_unreadable_library_said_stands_in_the_log_alone(browser, store, caplog):
    with served(store) as address, opened(browser, address) as page:
        with unreadable(store):
            ask(page, WHY)
        expect(page.locator(".problem")).to_have_text(UNAVAILABLE)
        assert str(store.folder) not in page.content()
        ask(page, WHY)
        expect(page.locator(".turn:last-child")).to_contain_text("shaft sheared")
    assert f"The page: The library {store.library.database.path} did not answer" in caplog.text


def test_an_answer_ends_also_where_earlier_conversations_cannot_be_read(browser, store, caplog):
    with served(store) as address, opened(browser, address) as page:
        ask(page, WHY)
        with unreadable(store, "answers"):
            ask(page, WHY)
        expect(page.locator(".problem")).to_have_text(UNAVAILABLE)
        ask(page, WHY)
        expect(page.locator(".turn:last-child")).to_contain_text("shaft sheared")
    assert "The page: The library " in caplog.text


def test_pages_are_guarded_and_what_the_page_does_not_need_is_shut(address):
    home = httpx.get(address, headers={"Accept": "text/html", "Accept-Encoding": "br, gzip"})
    policy = home.headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'sha256-" in scripts
    assert "unsafe-inline" not in scripts
    assert "frame-ancestors 'none'" in policy
    for path in ("v1/articles/dam", "page/page.js", "gradio_api/upload"):
        answer = httpx.get(address + path)
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "no-referrer", path
    for path in ("gradio_api/upload", "gradio_api/call/accept", "gradio_api/info", "monitoring"):
        assert httpx.post(address + path, json={}).status_code == 404, path
        assert httpx.get(address + path).status_code == 404, path
    assert httpx.get(address + "gradio_api/file=" + quote("/etc/passwd")).status_code == 404


@pytest.mark.parametrize("written", ["gradio.FileData", "gradio.File\\u0044ata"])
def test_no_event_has_gradio_fetch_a_file(address, tmp_path, written):
    """Gradio copies what an event calls a file, wherever it lies, to where it may be read."""
    secret = tmp_path / f"{uuid.uuid4().hex}.txt"
    secret.write_text("a file of the server")
    file = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    statuses = set()
    with httpx.Client(base_url=f"{address}gradio_api/") as client:
        for number in range(20):
            event = {"fn_index": number, "data": [file, [file], {"deep": file}, file]}
            body = json.dumps(event | {"session_hash": "abc"}).replace("gradio.FileData", written)
            headers = {"Content-Type": "application/json"}
            for door in ("run/predict", "queue/join"):
                statuses.add(client.post(door, content=body, headers=headers).status_code)
    assert statuses == {422}
    assert not list(Path(get_upload_folder()).rglob(secret.name))


def test_a_script_is_hashed_as_browsers_do():
    # The worked example of https://www.w3.org/TR/CSP3/#external-hash and of MDN, script-src.
    page = b"<script>alert('Hello, world.');</script><script src='a.js'></script>"
    scripts = next(part for part in guard.policy(page).split("; ") if part.startswith("script-src"))
    assert scripts.split() == [
        *("script-src", "'self'", "'unsafe-eval'"),
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",
    ]


def test_ink_is_readable_on_paper_in_light_and_dark():
    css = (Path(web.ASSETS) / "page.css").read_text(encoding="utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    colours: dict[str, str] = {}
    for scheme in (light, dark):
        colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", scheme))
        for paper in ("paper", "sheet"):
            for ink in ("ink", "soft", "accent"):
                assert contrast(colours[ink], colours[paper]) >= 4.5, (ink, paper)
            assert contrast(colours["edge"], colours[paper]) >= 3  # what can be pressed
        assert contrast(colours["ink"], colours["marker"]) >= 4.5
        assert contrast(colours["on-accent"], colours["accent"]) >= 4.5


def test_contrast_is_measured_as_in_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def contrast(one: str, other: str) -> float:
    """The ratio of https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio, 1..21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
