"""Signing in on the page: what is open, what is not, and what a session may."""

import asyncio
from collections.abc import Iterator

import httpx
import pytest
from newsroom import newsroom
from playwright.sync_api import expect
from starlette.requests import HTTPConnection
from test_page import WHY, WHY_QUOTE, ask, browser, served  # noqa: F401, a fixture

from bot import passwords
from bot.channels.page import words
from bot.channels.page.sign_in import TRIES, SignIn
from bot.channels.rights import Rights
from bot.errors import BadPassword
from bot.keys import Keys
from ingest.settings import ServerSettings, Settings, UserSettings
from ingest.stored.database import Database

SECRET = "four words that fit"
HTML = {"Accept": "text/html"}
pytestmark = [
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting' is deprecated"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated and will be removed"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> Iterator[str]:
    users = (
        UserSettings(name="ada", password=passwords.hashed(SECRET)),
        UserSettings(name="bo", password=passwords.hashed(SECRET), scopes=("read",)),
    )
    settings = Settings(server=ServerSettings(users=users))
    store = newsroom(tmp_path_factory.mktemp("sign-in"), settings)
    with served(store) as address:
        yield address
    store.close()


@pytest.fixture
def client(address) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address) as client:
        yield client


def enter(client: httpx.Client, name: str = "ada", password: str = SECRET) -> httpx.Response:
    return client.post("/sign-in", json={"name": name, "password": password})


def test_a_password_is_kept_as_a_hash_that_knows_it_again():
    kept = passwords.hashed(SECRET)
    assert SECRET not in kept
    assert kept != passwords.hashed(SECRET)  # each with its salt
    assert passwords.is_right(SECRET, kept)
    assert not passwords.is_right(SECRET + "s", kept)
    assert not passwords.is_right(SECRET, "scrypt$$")
    assert not passwords.is_right(SECRET, "nonsense")
    with pytest.raises(BadPassword):
        passwords.hashed("too short")


def test_who_has_not_signed_in_is_sent_to_do_so(client):
    sent = client.get("/", headers=HTML)
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in?to=/")
    assert client.get("/a/1", headers=HTML).status_code == 303
    assert client.post("/gradio_api/queue/join", json={}).status_code == 401
    assert client.get("/sign-in").status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_session_opens_the_page_and_ends(client):
    assert enter(client).status_code == 200
    assert client.get("/", headers=HTML).status_code == 200
    assert client.post("/sign-out").status_code == 200
    assert client.get("/", headers=HTML).status_code == 303


def test_the_cookie_is_kept_from_scripts_and_other_sites(client):
    cookie = enter(client).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_name_and_password_must_belong_together(client):
    for name, password in (("ada", "four words that miss"), ("eve", SECRET)):
        refused = enter(client, name, password)
        assert (refused.status_code, refused.json()["detail"]) == (401, words.NOT_TOGETHER)
    assert client.get("/", headers={**HTML, "Cookie": "newsdesk=guess"}).status_code == 303


def test_who_may_not_ask_does_not_get_the_page(client):
    assert enter(client, "bo").status_code == 200
    assert client.get("/", headers=HTML).status_code == 403


def test_guessing_is_slowed_down(client):
    codes = [enter(client, "mallory", f"guess number {n}").status_code for n in range(TRIES + 1)]
    assert codes[-1] == 429


def connection(**headers: str) -> HTTPConnection:
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return HTTPConnection({"type": "http", "headers": sent, "client": ("127.0.0.1", 5)})


def scopes(sign_in: SignIn, **headers: str) -> set[str] | None:
    caller = sign_in.caller(connection(**headers))
    return caller and set(caller.scopes)


def test_a_session_reads_over_rest_and_writes_only_from_the_page(tmp_path):
    user = UserSettings(
        name="ada", password=passwords.hashed(SECRET), scopes=("ask", "read", "write")
    )
    sign_in = signing(tmp_path, users=(user,))
    cookie = f"newsdesk={asyncio.run(sign_in.enter('ada', SECRET, '127.0.0.1'))}"
    assert scopes(sign_in, cookie=cookie) == {"ask", "read"}
    assert scopes(sign_in, cookie=cookie, x_newsdesk_page=sign_in.token) == {"ask", "read", "write"}
    assert scopes(sign_in, cookie=cookie, x_newsdesk_page="guess") == {"ask", "read"}
    assert scopes(sign_in, x_newsdesk_page=sign_in.token) is None


def test_without_users_the_page_may_add_where_rest_needs_no_key(tmp_path):
    sign_in = signing(tmp_path)
    assert scopes(sign_in, x_newsdesk_page=sign_in.token) == {"ask", "read", "write"}
    assert scopes(sign_in) is None
    for closed in ({"page_may_add": False}, {"host": "0.0.0.0"}):
        shut = signing(tmp_path, **closed)
        assert "write" not in (scopes(shut, x_newsdesk_page=shut.token) or ())


def signing(folder, **settings) -> SignIn:
    server = ServerSettings(**settings)
    store = Database(folder)
    return SignIn(server, Rights(server, Keys(store)))


def test_in_a_browser_one_signs_in_asks_and_signs_out(browser, tmp_path):  # noqa: F811
    users = (UserSettings(name="ada", password=passwords.hashed(SECRET)),)
    store = newsroom(tmp_path, Settings(server=ServerSettings(users=users)))
    with served(store) as address:  # of its own: the other tests' tries are counted
        signs_in_and_out(browser, address)
    store.close()


def signs_in_and_out(browser, address):  # noqa: F811
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{address}#corpus")
        page.get_by_label("Name").fill("ada")
        page.get_by_label("Password").fill("not the four words")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_have_text(words.NOT_TOGETHER)
        page.get_by_label("Password").fill(SECRET)
        page.get_by_role("button", name="Sign in").click()
        expect(page.locator(".signed-in")).to_contain_text("ada")
        page.locator("#composer textarea").focus()
        ask(page, WHY)
        page.locator(".mark").first.click()
        expect(page.locator("#reader mark")).to_have_text(WHY_QUOTE)
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Add articles").click()
        expect(page.locator("#add")).to_contain_text(words.MAY_NOT_ADD)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        assert page.request.get(address, headers=HTML, max_redirects=0).status == 303
