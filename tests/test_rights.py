"""Who asks and what they may: keys, scopes, proxies, and limits by key and by address."""

import asyncio
from contextlib import ExitStack
from types import SimpleNamespace

import pytest
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

from bot.channels import limiting, problems, rights
from bot.channels.limiting import Limits, Places
from bot.channels.rights import Caller, Proxies, Rights, needs_key, network
from bot.errors import Overloaded
from bot.keys import Keys, Scope
from ingest.settings import LimitSettings, ServerSettings, Settings
from ingest.stored.database import Database

TOKEN = "the server's own"
GUARDED = ServerSettings(require_key=True)


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path)
    yield database
    database.close()


def client(database, server=GUARDED, peer="192.0.2.7", **limits) -> TestClient:
    """An application with a door for each scope, seen from an address."""
    app = FastAPI()
    problems.install(app)
    rights.install(app, Rights(server, Keys(database), TOKEN))
    limiting.install(app, Limits(Settings(server=server, limits=LimitSettings(**limits))))
    app.add_middleware(Proxies, proxies=server.proxies)
    for scope in Scope:

        @app.get(f"/{scope}")
        async def door(
            caller: Caller = Depends(limiting.admits(scope)),  # noqa: B008, FastAPI's way
        ) -> dict[str, str]:
            return {"kind": caller.kind, "name": caller.name, "address": caller.address}

    return TestClient(app, client=(peer, 50000))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def kind(reply) -> str:
    assert reply.headers["content-type"] == "application/problem+json"
    return reply.json()["type"].removeprefix(problems.URN)


def test_a_key_opens_what_its_scopes_name_and_no_other_door(database):
    desk = client(database)
    _, secret = Keys(database).create("Front desk", [Scope.ASK])
    reply = desk.get("/ask", headers=bearer(secret))
    assert reply.json() == {"kind": "key", "name": "Front desk", "address": "192.0.2.7"}
    assert desk.get("/ask", headers={"X-API-Key": secret}).status_code == 200
    for scope in ("read", "write", "admin"):
        reply = desk.get(f"/{scope}", headers=bearer(secret))
        assert (reply.status_code, kind(reply)) == (403, "scope-missing")
        assert f"--scope {scope}" in reply.json()["detail"]
    _, secret = Keys(database).create("Head", [Scope.ADMIN])
    assert {desk.get(f"/{one}", headers=bearer(secret)).status_code for one in Scope} == {200}


def test_without_a_good_key_every_door_is_shut_and_says_why(database):
    desk, keys = client(database), Keys(database)
    revoked, revoked_secret = keys.create("Gone", [Scope.ADMIN])
    keys.revoke(revoked.id)
    _, expired_secret = keys.create("Late", [Scope.ADMIN], days=1e-9)
    told = {
        "": "key-missing",
        "sk-other": "key-unknown",
        "nd_abc_def": "key-unknown",
        revoked_secret: "key-revoked",
        expired_secret: "key-expired",
        revoked_secret[:-1]: "key-unknown",
    }
    for brought, says in told.items():
        reply = desk.get("/ask", headers=bearer(brought) if brought else {})
        assert (reply.status_code, kind(reply)) == (401, says), brought
        assert reply.headers["www-authenticate"].startswith("Bearer")
    basic = {"Authorization": f"Basic {TOKEN}"}
    assert kind(desk.get("/ask", headers=basic)) == "key-missing"


def test_on_the_own_machine_asking_is_free_and_changing_is_not(database):
    desk = client(database, ServerSettings(), "127.0.0.1")
    assert desk.get("/ask").json()["kind"] == "local"
    assert desk.get("/read", headers=bearer("whatever")).status_code == 200
    assert kind(desk.get("/ask", headers=bearer("nd_abc_def"))) == "key-unknown"
    assert kind(desk.get("/write")) == "key-missing"
    assert "holder.json" in desk.get("/write").json()["detail"]
    assert desk.get("/write", headers=bearer(TOKEN)).json()["kind"] == "server"


@pytest.mark.parametrize(
    ("server", "needs"),
    [
        ({}, False),
        ({"host": "localhost"}, False),
        ({"host": "127.4.0.1"}, False),
        ({"host": "::1"}, False),
        ({"host": "0.0.0.0"}, True),
        ({"host": "::"}, True),
        ({"host": "192.0.2.1"}, True),
        ({"host": "desk.example"}, True),
        ({"host": "127.0.0.1", "proxies": ["127.0.0.1"]}, True),
        ({"host": "0.0.0.0", "require_key": False}, False),
        ({"require_key": True}, True),
    ],
)
def test_keys_are_needed_wherever_others_get_at_it(server, needs):
    assert needs_key(ServerSettings(**server)) is needs


def test_a_proxy_that_is_believed_says_from_where_and_who(database):
    server = ServerSettings(proxies=("192.0.2.0/24",), user_header="X-Forwarded-User")
    said = {"X-Forwarded-For": "203.0.113.9, 192.0.2.8", "X-Forwarded-User": "ada"}
    reply = client(database, server).get("/ask", headers=said)
    assert reply.json() == {"kind": "user", "name": "ada", "address": "203.0.113.9"}
    assert client(database, server).get("/write", headers=said).status_code == 403
    # From anywhere else it is anybody's word.
    assert kind(client(database, server, "198.51.100.1").get("/ask", headers=said)) == "key-missing"
    named = ServerSettings(require_key=True, user_header="X-Forwarded-User")
    assert kind(client(database, named).get("/ask", headers=said)) == "key-missing"


def test_a_sign_in_of_the_page_gives_the_same_rights(database):
    desk = client(database)
    ada = Caller(kind="user", name="ada", id="ada", scopes=frozenset({Scope.ASK}))
    desk.app.state.rights.signed_in = lambda connection: (
        ada if connection.cookies.get("session") == "ada's" else None
    )
    assert desk.get("/ask", headers={"Cookie": "session=ada's"}).json()["name"] == "ada"
    assert desk.get("/read", headers={"Cookie": "session=ada's"}).status_code == 403
    assert desk.get("/ask").status_code == 401


def test_over_its_limit_a_key_waits_and_another_does_not(database):
    desk, keys = client(database, questions_per_minute=3), Keys(database)
    secrets = [keys.create(name, [Scope.ASK, Scope.READ])[1] for name in ("one", "two")]
    left = []
    for _ in range(3):
        reply = desk.get("/ask", headers=bearer(secrets[0]))
        left.append(reply.status_code)
    reply = desk.get("/ask", headers=bearer(secrets[0]))
    assert (left, reply.status_code, kind(reply)) == ([200] * 3, 429, "over-limit")
    assert 0 < int(reply.headers["retry-after"]) <= 60
    assert reply.headers["ratelimit-remaining"] == "0"
    assert reply.headers["ratelimit-policy"] == "3;w=60"
    assert "3 questions a minute" in reply.json()["detail"]
    assert desk.get("/read", headers=bearer(secrets[0])).status_code == 200
    assert desk.get("/ask", headers=bearer(secrets[1])).status_code == 200


def test_without_keys_addresses_are_counted(database):
    desk = client(database, ServerSettings(require_key=False), questions_per_minute=1)
    assert desk.get("/ask").json()["kind"] == "guest"
    assert kind(desk.get("/ask")) == "over-limit"
    one = Caller(kind="guest", name="", scopes=frozenset(), address="2001:db8::1")
    other = Caller(kind="guest", name="", scopes=frozenset(), address="2001:db8:0:1::1")
    limits = Limits(Settings(limits=LimitSettings(requests_per_minute=1)))
    assert limits.count(one).remaining == limits.count(other).remaining == 0
    with pytest.raises(problems.Problem, match="1 requests a minute"):
        limits.count(one)
    assert network("2001:db8::1") == network("2001:db8::ffff") != network("2001:db8:0:1::1")
    assert (network("192.0.2.1"), network("testclient")) == ("192.0.2.1", "testclient")


def test_a_day_has_a_limit_of_its_own(database):
    settings = Settings(limits=LimitSettings(questions_per_minute=0, questions_per_day=2))
    limits = Limits(settings)
    caller = Caller(kind="key", name="", id="1", scopes=frozenset())
    standings = [limits.count(caller, question=True) for _ in range(2)]
    assert [one.remaining for one in standings] == [1, 0]
    assert standings[0].headers["RateLimit-Policy"] == "2;w=86400"
    with pytest.raises(problems.Problem, match="2 questions a day"):
        limits.count(caller, question=True)
    assert limits.count(caller).remaining == 296  # the refused one is a request as well


def test_the_server_itself_and_the_own_machine_are_not_counted():
    limits = Limits(Settings(limits=LimitSettings(requests_per_minute=1, requests_at_once=1)))
    for kind_ in ("local", "server"):
        caller = Caller(kind=kind_, name="", scopes=frozenset())
        assert [limits.count(caller) for _ in range(3)] == [None] * 3
        with limits.at_once(caller), limits.at_once(caller):
            pass


def test_only_so_many_requests_of_a_key_are_under_way():
    limits = Limits(Settings(limits=LimitSettings(requests_at_once=2)))
    caller = Caller(kind="key", name="", id="1", scopes=frozenset())
    other = Caller(kind="key", name="", id="2", scopes=frozenset())
    with ExitStack() as held:
        for one in (caller, caller, other):
            held.enter_context(limits.at_once(one))
        with pytest.raises(problems.Problem, match="2 requests"):
            held.enter_context(limits.at_once(caller))
    with limits.at_once(caller):
        pass


def test_questions_wait_for_a_place_in_order_and_not_for_ever():
    async def run() -> SimpleNamespace:
        places = Places(most=1, waiting=2, patience=1)
        order: list[int] = []

        async def one(number: int, held: float) -> str:
            try:
                async with places.place():
                    order.append(number)
                    await asyncio.sleep(held)
            except Overloaded as error:
                return str(error)
            return ""

        told = await asyncio.gather(one(0, 0.1), one(1, 1.5), one(2, 0), one(3, 0))
        return SimpleNamespace(told=told, order=order, left=(places.waiting, places.in_work))

    done = asyncio.run(run())
    assert (done.order, done.left) == ([0, 1], (0, 0))
    assert [bool(one) for one in done.told] == [False, False, True, True]
    assert "Ask again in 1 s" in done.told[3]


def test_who_gives_up_waiting_gives_up_the_place():
    async def run() -> tuple[int, int]:
        places = Places(most=1, waiting=2, patience=5)

        async def one() -> None:
            async with places.place():
                await asyncio.sleep(10)

        tasks = [asyncio.create_task(one()) for _ in range(3)]
        await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with places.place():
            return places.waiting, places.in_work

    assert asyncio.run(run()) == (0, 1)
