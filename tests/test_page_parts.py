"""The page's parts in a real browser: proof, narrowing, conversations, corpus; and for everyone."""

import json
import re
import time
from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from newsroom import ARTICLES, newsroom
from playwright.sync_api import Browser, Locator, Page, Route, expect
from test_page import WHY, WHY_QUOTE, ask, browser, opened, served  # noqa: F401, a fixture

from bot.channels.page.corpus import Corpus
from bot.conversation.conversations import Conversations
from ingest.runs.jobs import Jobs
from ingest.store import Store

pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated and will be removed"),
]
WIDE = "W" * 100_000
MORE = [
    {
        "id": "wide",
        "title": "A word without an end",
        "source": "Harbour Ledger",
        "published_at": "2025-03-02",
        "text": f"The longest word that the printer of Tarn Quay ever set was {WIDE}.",
    },
    {
        "id": "bakery",
        "title": "The bakery of Brant Lane",
        "source": "Harbour Ledger",
        "published_at": "2025-03-04",
        "text": "The bakery of Brant Lane sells rye bread for two crowns.\n\n"
        "The bakery of Brant Lane also sells poppy rolls for ninety pence.",
    },
    {
        "id": "fire-1",
        "title": "Fire at the Brant Lane mill",
        "source": "Harbour Ledger",
        "published_at": "2025-03-06",
        "text": "A fire at the Brant Lane mill injured 14 people on Wednesday night.\n\n"
        "The roof fell in before the brigade came, and the street stayed shut until noon.",
    },
    {
        "id": "fire-2",
        "title": "Mill burns in Brant Lane",
        "source": "Meridian Wire",
        "published_at": "2025-03-06",
        "text": "A fire at the Brant Lane mill injured 19 people, the hospital counted.\n\n"
        "Wool had been stored on all three floors. The owner, who lives abroad, was told by phone.",
    },
    {
        "id": "turned",
        "title": "Letters turned round",
        "source": "Harbour Ledger",
        "published_at": "2025-03-03",
        "text": "The signwriter of Brant Lane was paid \u202e0005\u202c crowns for turned letters.",
    },
]


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Iterator[Store]:
    store = newsroom(tmp_path_factory.mktemp("parts"), more=MORE)
    yield store
    store.close()


@pytest.fixture(scope="module")
def address(store) -> Iterator[str]:
    with served(store) as address:
        yield address


@pytest.fixture
def page(browser, address) -> Iterator[Page]:  # noqa: F811
    with opened(browser, address) as page:
        yield page


def chips(page: Page) -> list[str]:
    return page.locator(".turn:last-child .chip span").all_inner_texts()


# ---- proof


def test_the_reader_goes_from_quote_to_quote(page):
    ask(page, "What does the bakery of Brant Lane sell?")
    page.locator(".mark").first.click()
    expect(page.locator("#reader .steps")).to_contain_text("Quote 1 of")
    expect(page.get_by_role("button", name="Previous quote")).to_be_disabled()
    page.get_by_role("button", name="Next quote").click()
    expect(page.locator("#reader .steps")).to_contain_text("Quote 2 of")
    second = page.locator(".mark", has_text="2").first
    expect(second).to_have_attribute("aria-current", "true")
    expect(page.locator("#reader mark")).to_have_text(second.get_attribute("data-quote"))


def test_a_source_says_who_else_has_its_story(page):
    ask(page, "How many homes did the river Wendel flood?")
    about = page.locator(".sources .about").first
    expect(about).to_contain_text(
        re.compile("also in (Harbour Ledger|Meridian Wire) [(]same story")
    )


def test_where_articles_differ_a_table_shows_each_value_and_opens_it(page):
    ask(page, "How many people were injured in the fire at the Brant Lane mill?")
    rows = page.locator(".differ tbody tr")
    assert [row.split("\t")[1:] for row in rows.all_inner_texts()] == [
        ["Harbour Ledger", "6 Mar 2025"],
        ["Meridian Wire", "6 Mar 2025"],
    ]
    second = page.locator(".differ .value").last
    expect(second).to_contain_text("19")
    second.click()
    expect(page.locator("#reader mark")).to_contain_text("injured 19 people")


def test_an_answer_has_an_address_of_its_own_with_its_proof(page, address):
    ask(page, WHY)
    said = page.locator(".prose").inner_text()
    page.get_by_role("link", name="Permanent link").click()
    expect(page.locator(".question")).to_have_text(WHY)
    assert page.locator(".prose").inner_text() == said
    page.locator(".mark").first.click()
    expect(page.locator("#reader mark")).to_have_text(WHY_QUOTE)
    gone = httpx.get(f"{address}a/nothing")
    assert gone.status_code == 404
    assert "There is no such answer" in gone.text


def test_an_answer_is_copied_with_footnotes(page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, WHY)
    page.get_by_role("button", name="Copy with footnotes").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"**{WHY}**")
    assert "[^1]: “Gate 3 of the Orrin dam failed because a drive shaft sheared.”" in copied


# ---- narrowing, and what was understood


def test_what_was_understood_is_shown_and_can_be_taken_off(page):
    ask(page, "Why did gate 3 of the Orrin dam fail in February 2025?")
    assert chips(page) == ["February 2025"]
    page.get_by_role("button", name="Take off: February 2025").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn:last-child [aria-busy=false]")).to_be_visible()
    assert chips(page) == []
    expect(page.locator(".turn:last-child .prose")).to_contain_text(WHY_QUOTE)


def test_days_and_outlets_set_by_hand_limit_the_search(page):
    page.locator(".narrow summary").click()
    page.get_by_label("To", exact=True).fill("2025-01-31")
    page.get_by_label("From", exact=True).fill("2025-01-02")
    expect(page.locator(".narrowed")).to_have_text(" (2)")
    page.get_by_role("combobox", name="Outlets").click()
    page.get_by_role("option", name="Harbour Ledger").click()
    page.locator("#composer textarea").focus()
    ask(page, WHY)
    expect(page.locator(".searched")).to_contain_text(
        "in Harbour Ledger from 2 January 2025 up to 31 January 2025."
    )


def test_of_days_set_in_a_row_the_last_counts(page):
    page.locator(".narrow summary").click()
    page.evaluate("""() => {
        const until = document.querySelector("#narrow input[name=last]")
        for (let day = 1; day < 29; day++) {
            until.value = `2025-01-${String(day).padStart(2, "0")}`
            until.dispatchEvent(new Event("change", { bubbles: true }))
        }
    }""")
    page.wait_for_timeout(500)
    page.locator("#composer textarea").focus()
    ask(page, WHY)
    expect(page.locator(".searched")).to_contain_text("up to 28 January 2025")


# ---- going on


def test_a_conversation_is_opened_again_and_taken_along(page, address):
    ask(page, WHY)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#composer textarea")).to_be_visible()
    page.reload()
    expect(page.locator(".earlier")).to_be_visible()
    page.locator(".earlier summary").click()
    saved = page.locator(".earlier a", has_text="Markdown").first.get_attribute("href")
    assert f"**{WHY}**" in httpx.get(address + saved).text
    as_json = httpx.get(address + saved.replace(".md", ".json")).json()
    assert [one["question"] for one in as_json["answers"]] == [WHY]
    page.locator(".earlier .press").first.click()
    expect(page.locator(".question")).to_have_text(WHY)
    expect(page.locator(".prose")).to_contain_text(WHY_QUOTE)


def test_another_browser_sees_none_of_it(browser, address):  # noqa: F811
    with opened(browser, address) as page:
        expect(page.locator(".earlier")).to_be_hidden()


def test_a_question_is_edited_and_asked_again(page):
    ask(page, WHY)
    page.get_by_role("button", name="Edit this question").click()
    box = page.locator("#composer textarea")
    expect(box).to_be_focused()
    assert box.input_value() == WHY


def test_what_a_reader_thinks_is_kept_with_the_answer(page, store):
    ask(page, WHY)
    page.get_by_role("button", name="Not helpful").click()
    page.locator(".why select").select_option("out of date")
    page.locator(".why input").fill("It was the other gate.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".why")).to_contain_text("Thank you")
    expect(page.get_by_role("button", name="Not helpful")).to_have_attribute("aria-pressed", "true")
    link = page.get_by_role("link", name="Permanent link").get_attribute("href")
    kept, until = Conversations(store.library).feedback, time.monotonic() + 5
    told: list[tuple[str, str, str]] = []
    while time.monotonic() < until and not (told and told[0][1]):  # the second word is on its way
        told = [(one.thumb, one.reason, one.words) for one in kept.all(link.removeprefix("a/"))]
    assert told == [("down", "out of date", "It was the other gate.")]


# ---- the corpus


def test_the_corpus_is_counted_plotted_and_listed(page):
    page.get_by_role("link", name="Corpus").click()
    expect(page.locator(".figures")).to_contain_text(f"{len(ARTICLES) + len(MORE)} articles")
    expect(page.locator("#timeline :is(canvas, svg.marks)").first).to_be_visible()
    expect(page.locator("#timeline .role-legend").first).to_be_hidden()
    expect(page.locator("#composer")).to_be_hidden()
    page.get_by_label("Search headlines and outlets").fill("orrin GATE")
    page.keyboard.press("Enter")
    expect(page.locator(".listed .total")).to_have_text("1 article")
    page.locator(".listed .source").click()
    expect(page.locator("#reader h2")).to_have_text("Gate 3 of the Orrin dam failed")
    page.keyboard.press("Escape")
    page.get_by_label("Search headlines and outlets").fill("100%")
    page.keyboard.press("Enter")
    expect(page.locator("#listed")).to_contain_text("No article matches.")


def test_on_a_phone_every_outlet_of_the_plot_is_named_beside_its_shade(browser, address):  # noqa: F811
    with opened(browser, address, width=360, height=740) as page:
        page.get_by_role("link", name="Corpus").click()
        expect(page.locator("#timeline svg.marks").first).to_be_visible()
        named = page.locator(".shades li")
        assert {"Harbour Ledger", "Meridian Wire"} <= set(named.all_inner_texts())
        for one in named.all():
            box = one.bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
        shades = named.locator("i").evaluate_all(
            "all => all.map(one => getComputedStyle(one).backgroundColor)"
        )
        drawn = page.locator("#timeline .role-mark path").evaluate_all(
            "all => all.map(one => getComputedStyle(one).fill)"
        )
        assert set(shades) == set(drawn)


def test_spellings_of_one_outlet_are_one_in_the_plot_and_among_the_outlets(tmp_path):
    shouted = {**MORE[1], "id": "shouted", "source": "HARBOUR LEDGER", "published_at": "2025-01-20"}
    store = newsroom(tmp_path, more=[shouted])
    figures, plot, _ = Corpus(store, None).shown()
    rows = [tuple(row) for row in plot.value["data"] if row[0] == "2025-01"]
    assert rows == [("2025-01", "Harbour Ledger", 3), ("2025-01", "Meridian Wire", 1)]
    assert "3 outlets" in figures
    store.close()


# ---- hostile articles


def test_a_word_without_an_end_and_turned_letters_leave_the_page_whole(browser, address):  # noqa: F811
    with opened(browser, address, width=360, height=740) as page:
        for question in (
            "What was the longest word that the printer of Tarn Quay ever set?",
            "How many crowns was the signwriter of Brant Lane paid?",
        ):
            ask(page, question)
            assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.locator(".turn .prose").last.evaluate("e => getComputedStyle(e).direction") == (
            "ltr"
        )


# ---- REST's own pages


@pytest.mark.parametrize(("path", "shown"), [("docs", "#swagger-ui .opblock"), ("redoc", "h1")])
def test_the_reference_of_rest_comes_from_the_server_alone(browser, address, path, shown):  # noqa: F811
    with browser.new_context() as context:
        page, seen = context.new_page(), []
        context.on("request", lambda request: seen.append(request.url))
        page.goto(address + path)
        expect(page.locator(shown).first).to_be_visible()
        page.wait_for_timeout(500)
    assert len(seen) > 2
    assert [url for url in seen if not url.startswith((address, "data:", "blob:"))] == []


# ---- for everyone


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_part_of_the_page_keeps_anybody_out(browser: Browser, address, scheme):  # noqa: F811
    with browser.new_context(
        viewport={"width": 1280, "height": 900}, color_scheme=scheme
    ) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.locator("#composer textarea")).to_be_focused()
        found = {"at first": serious(page)}
        ask(page, "Why did gate 3 of the Orrin dam fail in February 2025?")
        page.locator(".mark").first.click()
        expect(page.locator("#reader mark")).to_be_visible()
        found["an answer and its proof"] = serious(page)
        page.keyboard.press("Escape")
        page.locator(".narrow summary").click()
        found["narrowing"] = serious(page)
        for name in ("Corpus", "Add articles"):
            page.get_by_role("link", name=name).click()
            page.wait_for_timeout(800)
            found[name] = serious(page)
    assert found == {part: [] for part in found}


def serious(page: Page) -> list[str]:
    """What axe finds serious or worse: rule and places."""
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
    results = Axe().run(page, options=rules).response["violations"]
    return [
        f"{one['id']}: {node['target']}"
        for one in results
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"][:3]
    ]


# ---- adding, and going on


@pytest.fixture(scope="module")
def working(tmp_path_factory) -> Iterator[str]:
    """A page whose server reads what is added."""
    store = newsroom(tmp_path_factory.mktemp("working"))
    with Jobs(store) as jobs, served(store, jobs=jobs) as address:
        yield address
    store.close()


def test_a_file_is_added_and_asked_about_at_once(browser, working, tmp_path):  # noqa: F811
    file = tmp_path / "pelican.txt"
    file.write_text(
        "Pelican weighed at Tarn Quay\n\nHarbour Ledger, 20 February 2025\n\n"
        "The pelican of Tarn Quay weighs eleven kilograms by the new scales, the harbour office "
        "said. Nobody had weighed it before."
    )
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "torn.pdf").write_bytes(b"%PDF-1.4 torn")
    with opened(browser, working) as page:
        page.get_by_role("link", name="Add articles").click()
        page.locator("#add input[type=file]").set_input_files(
            [file, tmp_path / "empty.txt", tmp_path / "torn.pdf"]
        )
        lines = page.locator("#add .jobs > li")
        expect(lines.filter(has_text="pelican.txt")).to_contain_text("1 added")
        expect(lines.filter(has_text="empty.txt")).to_have_class("failed")
        expect(lines.filter(has_text="empty.txt")).to_have_text("empty.txt is empty.")
        expect(lines.filter(has_text="torn.pdf")).to_contain_text("torn.pdf is a damaged PDF")
        page.get_by_label("A page or a feed on the web").fill("http://127.0.0.1:9/feed")
        page.get_by_role("button", name="Read it").click()
        expect(lines.filter(has_text="127.0.0.1:9")).to_have_class("failed")
        page.get_by_role("link", name="Ask", exact=True).click()
        page.locator("#composer textarea").focus()
        ask(page, "How many kilograms does the pelican of Tarn Quay weigh?")
        expect(page.locator(".prose")).to_contain_text("eleven kilograms")


def test_what_the_library_holds_is_told_anew_where_articles_were_added(browser, working, tmp_path):  # noqa: F811
    said = "A stork was seen at Tarn Quay on Friday, the harbour office said. It had come alone."
    stork = {"title": "Stork seen at Tarn Quay", "source": "Quay Bugle", "text": said}
    (tmp_path / "stork.jsonl").write_text(json.dumps(stork))

    def holdings(page: Page) -> Locator:
        return page.locator("#held .holdings")

    def outlets(page: Page) -> Locator:
        page.get_by_role("combobox", name="Outlets").click()
        return page.get_by_role("option")

    with opened(browser, working) as before, opened(browser, working) as page:
        expect(before.locator("#add [data-token]")).to_be_attached()  # hello has been answered
        first = httpx.get(f"{working}readyz").json()["articles"]
        expect(holdings(before)).to_contain_text(f"{first} articles")
        before.locator(".narrow summary").click()
        outlets(before).filter(has_text="Harbour Ledger").click()
        page.get_by_role("link", name="Add articles").click()
        page.locator("#add input[type=file]").set_input_files(tmp_path / "stork.jsonl")
        expect(holdings(page)).to_contain_text(f"{first + 1} articles")
        expect(page.get_by_role("link", name="Add articles")).to_have_attribute(
            "aria-current", "page"
        )
        page.get_by_role("link", name="Ask", exact=True).click()
        page.locator(".narrow summary").click()
        expect(outlets(page).filter(has_text="Quay Bugle")).to_be_visible()

        expect(holdings(before)).to_contain_text(f"{first} articles")
        before.locator("#composer textarea").focus()
        ask(before, WHY)
        expect(holdings(before)).to_contain_text(f"{first + 1} articles")
        expect(outlets(before).filter(has_text="Quay Bugle")).to_be_visible()
        before.locator("#composer textarea").focus()
        ask(before, WHY)  # what was chosen meanwhile is still chosen
        expect(before.locator(".turn:last-child .searched")).to_contain_text("in Harbour Ledger")


def test_a_script_that_comes_after_gradio_still_says_hello(browser, working):  # noqa: F811
    with browser.new_context() as context:
        page, held = context.new_page(), list[Route]()
        page.route("**/page/desk.js", lambda route: held.append(route))
        page.goto(f"{working}#add")
        expect(page.locator("html[data-connected]")).to_be_attached()
        expect(page.locator("#add [data-token]")).not_to_be_attached()
        [script] = held
        script.continue_()
        expect(page.locator("#add [data-token]")).to_be_attached()
        expect(page.get_by_role("link", name="Add articles")).to_have_attribute(
            "aria-current", "page"
        )


def test_a_chosen_outlet_that_has_gone_is_told_and_asking_goes_on(browser, working):  # noqa: F811
    heron = {"title": "Heron", "source": "Heron Gazette", "text": "A heron came to Tarn Quay."}
    with opened(browser, working) as page:
        token = page.locator("#add [data-token]").get_attribute("data-token")
        headers = {"X-Newsdesk-Page": token, "Origin": working.rstrip("/")}
        article = f"{working}v1/articles/heron"
        assert httpx.put(article, json=heron, headers=headers).status_code == 200
        page.reload()
        page.locator(".narrow summary").click()
        page.get_by_role("combobox", name="Outlets").click()
        page.get_by_role("option", name="Heron Gazette").click()
        assert httpx.delete(article, headers=headers).status_code == 200
        for _ in range(2):
            page.locator("#composer textarea").focus()
            ask(page, WHY)
            expect(page.locator(".turn:last-child")).to_contain_text("'Heron Gazette'")
        page.get_by_role("combobox", name="Outlets").press("Backspace")
        page.locator("#composer textarea").focus()
        ask(page, WHY)
        expect(page.locator(".turn:last-child .prose")).to_contain_text(WHY_QUOTE)
        page.get_by_role("combobox", name="Outlets").click()
        expect(page.get_by_role("option", name="Harbour Ledger")).to_be_visible()
        expect(page.get_by_role("option", name="Heron Gazette")).to_have_count(0)


def test_another_sites_page_cannot_add(working):
    said = {"targets": ["https://ledger.example/feed"]}
    for headers, code in (({"Origin": "https://x.example"}, 403), ({}, 401)):
        assert httpx.post(f"{working}v1/articles", json=said, headers=headers).status_code == code


def test_a_question_may_point_back(page):
    ask(page, WHY)
    ask(page, "And when was it last inspected?")
    expect(page.locator(".turn:last-child .prose")).to_contain_text("put off since 2021")
    expect(page.locator(".turn:last-child .understood")).to_contain_text("Orrin dam")


def test_what_can_be_asked_next_is_asked_by_a_click(browser, working):  # noqa: F811
    with opened(browser, working) as page:
        following = page.locator(".next .press").last
        for _ in range(8):  # they are looked for within a time, which a busy machine may not have
            ask(page, "Who brought both sides of the ferry dispute together?")
            if page.locator(".next .press").count():
                break
        question, before = following.inner_text(), page.locator(".turn").count()
        following.click()
        expect(page.locator(".turn")).to_have_count(before + 1)
        expect(page.locator(".turn:last-child .question")).to_have_text(question)
        expect(page.locator(".turn:last-child .mark").first).to_be_visible()
