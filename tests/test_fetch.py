"""Fetching: bounded whatever a host does, polite, and one clear line for what cannot be had."""

import gzip
import random
import socket
import time
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from web_server import web_server

from ingest.errors import SourceBusy, SourceError
from ingest.sources import exchange
from ingest.sources.addresses import Refused
from ingest.sources.fetch import Fetcher

MB = 1 << 20


@pytest.fixture
def site():
    with web_server() as site:
        yield site


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.time, self.naps = 1000.0, []

    def __call__(self):
        return self.time

    def sleep(self, seconds):
        self.time += seconds
        self.naps.append(round(seconds, 3))


def reason(fetcher, url):
    with pytest.raises(SourceError) as caught:
        fetcher.get(url)
    assert caught.value.source == url
    assert "\n" not in caught.value.reason
    return caught.value.reason


def test_a_page_comes_with_what_is_said_of_it(site):
    kind = 'Text/HTML; charset="Windows-1252"'
    site.pages["/a?b=%20"] = (200, {"Content-Type": kind, "ETag": '"x"'}, b"caf\xe9")
    page = site.fetcher().get(site.url("/a?b=%20#c"))
    assert (page.data, page.media_type, page.charset) == (b"caf\xe9", "text/html", "cp1252")
    assert (page.url, dict(page.validators)) == (site.url("/a?b=%20"), {"etag": '"x"'})
    head = site.heads[0]
    assert head["host"] == f"ledger.example:{site.port}"
    assert head["user-agent"].startswith("Newsdesk/")
    assert head["accept-encoding"] == "gzip"
    assert "cookie" not in head


@pytest.mark.parametrize(
    ("kind", "media_type", "charset"),
    [
        ("", "", ""),
        ("text/html", "text/html", ""),
        ("nonsense", "", ""),
        ("text/html; charset=klingon", "text/html", ""),
        ("text/html; charset=punycode", "text/html", ""),
        ("text/html; charset=zlib", "text/html", ""),
        ("text/html; charset=utf-7", "text/html", ""),
        ("text/html;charset=", "text/html", ""),
        ("text/xml; charset*=utf-8''utf-8", "text/xml", "utf-8"),
        ("text/xml; charset*=klingon''%ff", "text/xml", ""),
        ("text/html; charset=Shift_JIS; charset=utf-8", "text/html", "shift_jis"),
        ("text/html; charset=caf\u00e9", "text/html", ""),
    ],
)
def test_an_odd_content_type_is_no_obstacle(site, kind, media_type, charset):
    site.pages["/"] = (200, {"Content-Type": kind}, b"hello")
    page = site.fetcher().get(site.url())
    assert (page.media_type, page.charset) == (media_type, charset)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "401: the page is for those who sign in"),
        (402, "402: the page is for those who pay"),
        (403, "403: the page is not given to programs"),
        (404, "404: the page is not there"),
        (410, "410: the page is gone"),
        (451, "451: the page is withheld for legal reasons"),
        (418, "418: the host does not give the page"),
        (304, "304: the host does not give the page"),
        (302, "302: the host does not give the page"),
        (500, "500: the host cannot answer now; the next run tries again"),
        (503, "503: the host cannot answer now; the next run tries again"),
        (429, "429: the host asks for fewer requests; raise fetch.seconds_between_requests"),
    ],
)
def test_a_status_is_one_clear_line(site, status, said):
    site.pages["/"] = (status, {}, b"")
    assert reason(site.fetcher(), site.url()).startswith(said)


@pytest.mark.parametrize(
    ("page", "is_busy"),
    [
        ((503, {}, b""), True),
        ((429, {"Retry-After": "3600"}, b""), True),
        (lambda handler: None, True),
        (lambda handler: time.sleep(0.5), True),
        ((404, {}, b""), False),
        ((302, {"Location": "http://10.0.0.1/"}, b""), False),
        (b"x" * (MB + 1), False),
    ],
)
def test_what_the_next_run_may_have_is_told_from_what_it_cannot(site, page, is_busy):
    site.pages["/"] = page
    fetcher = site.fetcher(site.settings(timeout_seconds=0.3, max_mb=1, robots=False))
    with pytest.raises(SourceError) as caught:
        fetcher.get(site.url())
    assert isinstance(caught.value, SourceBusy) == is_busy


def test_an_unchanged_page_is_not_sent_again(site):
    def say(handler):
        if handler.headers.get("If-None-Match") == '"1"':
            return (304, {}, b"")
        return (200, {"ETag": '"1"', "Last-Modified": "Mon, 06 Jan 2025 10:00:00 GMT"}, b"hello")

    site.pages["/"] = say
    fetcher = site.fetcher()
    validators = fetcher.get(site.url()).validators
    assert fetcher.get(site.url(), validators) is None
    assert site.heads[1]["if-modified-since"] == "Mon, 06 Jan 2025 10:00:00 GMT"
    assert fetcher.get(site.url(), {"etag": '"0"'}).data == b"hello"
    assert "if-modified-since" not in site.heads[2]


# ---- limits


def test_a_page_that_is_too_large_is_refused_by_its_bytes(site):
    settings = site.settings(max_mb=1)
    site.pages["/just"] = b"x" * MB
    site.pages["/over"] = b"x" * (MB + 1)
    fetcher = site.fetcher(settings)
    assert len(fetcher.get(site.url("/just")).data) == MB
    assert reason(fetcher, site.url("/over")) == "is larger than fetch.max_mb allows (1)"


def endless(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        handler.wfile.write(b"<p>more</p>" * 5000)


def test_a_page_that_never_ends_stops_at_the_limit(site):
    site.pages["/"] = endless
    assert reason(site.fetcher(site.settings(max_mb=1)), site.url()) == (
        "is larger than fetch.max_mb allows (1)"
    )


@pytest.mark.parametrize("part", ["body", "chunks", "head", "line"])
def test_a_slow_drip_ends_with_the_time(site, part):
    starts = {
        "body": b"HTTP/1.1 200 OK\r\n\r\n",
        "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "head": b"HTTP/1.1 200 OK\r\nX: ",
        "line": b"HTTP",
    }

    def drip(handler):
        handler.wfile.write(starts[part])
        while True:
            handler.wfile.write(b"1\r\nx\r\n" if part == "chunks" else b"/")
            time.sleep(0.02)

    site.pages["/"] = drip
    waits = []
    fetcher = site.fetcher(site.settings(timeout_seconds=0.3, tries=3, robots=False))
    fetcher._sleep = waits.append
    started = time.monotonic()
    assert reason(fetcher, site.url()) == "takes longer than fetch.timeout_seconds (0.3)"
    assert time.monotonic() - started < 3
    assert (waits, site.asked) == ([], ["/"])  # time that is over is not given again


def test_redirects_share_the_time_of_one_page(site):
    def slow(handler):
        time.sleep(0.2)
        return (302, {"Location": handler.path + "x"}, b"")

    for number in range(10):
        site.pages["/" + "x" * number] = slow
    fetcher = site.fetcher(site.settings(timeout_seconds=0.5, max_redirects=9, robots=False))
    assert "takes longer" in reason(fetcher, site.url())
    assert len(site.asked) <= 4


def packed(kind):
    if kind == "gzip":
        return gzip.compress(bytes(300 * MB), 9)
    if kind == "deflate":
        return zlib.compress(bytes(300 * MB), 9)
    return gzip.compress(bytes(MB), 9) * 300  # many members


@pytest.mark.parametrize("kind", ["gzip", "deflate", "members"])
def test_a_bomb_is_unpacked_no_further_than_the_limit(site, kind):
    """A few hundred KB that would be 300 MB."""
    import tracemalloc

    body = packed(kind)
    encoding = "gzip" if kind == "members" else kind
    site.pages["/"] = (200, {"Content-Encoding": encoding}, body)
    fetcher = site.fetcher(site.settings(max_mb=2, robots=False))
    tracemalloc.start()
    try:
        assert reason(fetcher, site.url()) == "is larger than fetch.max_mb allows (2)"
        assert tracemalloc.get_traced_memory()[1] < 12 * MB + len(body)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("encoding", "body", "said"),
    [
        ("gzip", b"no gzip", "is damaged"),
        ("gzip", gzip.compress(b"hello" * 1000, mtime=0)[:-12], "breaks off before its end"),
        ("gzip", gzip.compress(b"hello", mtime=0)[:-1] + b"x", "is damaged"),
        ("br", b"\x0b\x02\x80hello\x03", "comes packed as 'br', which was not asked for"),
        ("zstd", b"hello", "comes packed as 'zstd'"),
        ("gzip, gzip", b"hello", "comes packed as 'gzip, gzip'"),
    ],
)
def test_what_cannot_be_unpacked_is_said(site, encoding, body, said):
    site.pages["/"] = (200, {"Content-Encoding": encoding}, body)
    assert said in reason(site.fetcher(), site.url())


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP", "deflate", "identity", ""])
def test_what_is_packed_is_unpacked(site, encoding):
    body = {"deflate": zlib.compress, "identity": bytes, "": bytes}.get(encoding, gzip.compress)
    site.pages["/"] = (200, {"Content-Encoding": encoding} if encoding else {}, body(b"hello" * 99))
    assert site.fetcher().get(site.url()).data == b"hello" * 99


@given(st.lists(st.binary(max_size=3000), max_size=4), st.integers(1, 500), st.binary(max_size=9))
def test_any_cut_of_packed_bytes_unpacks_to_the_same(members, size, padding):
    packed = b"".join(gzip.compress(one) for one in members) + b"\x00" + padding
    cut = [packed[at : at + size] for at in range(0, len(packed), size)]
    if members:
        assert b"".join(exchange.unpacked(cut)) == b"".join(members)


@given(st.binary(max_size=300))
def test_any_bytes_unpack_or_are_refused(data):
    with suppress(Refused):
        b"".join(exchange.unpacked([data]))


def test_a_huge_head_is_refused(site):
    def say(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            handler.wfile.write(b"X-%d: %s\r\n" % (number, b"y" * 100))

    site.pages["/"] = say
    assert "does not answer as it should" in reason(site.fetcher(), site.url())


@pytest.mark.parametrize(
    "said", [b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", b""]
)
def test_what_is_no_answer_is_said(site, said):
    def say(handler):
        handler.wfile.write(said)

    site.pages["/"] = say
    text = reason(site.fetcher(), site.url())
    assert "the host ledger.example does not answer as it should" in text


def test_a_redirect_loop_is_one_clear_line(site):
    site.pages |= {"/a": (301, {"Location": "/b"}, b""), "/b": (302, {"Location": "/a"}, b"")}
    assert reason(site.fetcher(), site.url("/a")) == "the address leads back to itself"
    assert site.asked == ["/a", "/b"]


def test_redirects_are_counted(site):
    def on(handler):
        return (307, {"Location": f"/{int(handler.path[1:]) + 1}"}, b"")

    site.pages |= {f"/{number}": on for number in range(50)}
    said = "leads on more often than fetch.max_redirects allows (5)"
    assert reason(site.fetcher(), site.url("/1")) == said
    assert len(site.asked) == 6
    site.pages["/15"] = "hello"
    assert site.fetcher().get(site.url("/10")).url == site.url("/15")


def test_a_redirect_may_lead_to_another_host_and_be_written_in_any_way(site):
    site.pages["/"] = (301, {"Location": f"//mill.example:{site.port}/caf\u00e9 1#x"}, b"")
    site.pages["/caf%C3%A9%201"] = "hello"
    assert site.fetcher().get(site.url()).url == site.url("/caf%C3%A9%201", "mill.example")


# ---- politeness


def test_requests_to_one_host_keep_their_distance(site):
    site.pages |= {"/a": "a", "/b": "b", "/c": (302, {"Location": "/a"}, b"")}
    clock = Clock()
    settings = site.settings(seconds_between_requests=2, robots=False)
    fetcher = site.fetcher(settings, clock=clock, sleep=clock.sleep)
    fetcher.get(site.url("/a"))
    fetcher.get(site.url("/a", "mill.example"))
    assert clock.naps == []
    fetcher.get(site.url("/b"))
    assert clock.naps == [2]
    clock.time += 1.5
    fetcher.get(site.url("/c"))
    assert clock.naps == [2, 0.5, 2]  # the redirect is a request too


def test_a_host_may_ask_for_a_longer_distance(site):
    site.pages |= {"/robots.txt": "User-agent: *\nCrawl-delay: 7", "/a": "a"}
    clock = Clock()
    fetcher = site.fetcher(clock=clock, sleep=clock.sleep)
    for _ in range(3):
        fetcher.get(site.url("/a"))
    assert clock.naps == [7, 7]
    assert site.robots == 1


def test_but_not_for_an_hour(site):
    site.pages |= {"/robots.txt": "User-agent: *\nCrawl-delay: 3600", "/a": "a"}
    clock = Clock()
    fetcher = site.fetcher(clock=clock, sleep=clock.sleep)
    for _ in range(2):
        fetcher.get(site.url("/a"))
    assert clock.naps == [30]


def test_robots_txt_is_heeded_and_asked_for_once(site):
    site.pages |= {
        "/robots.txt": "User-agent: *\nDisallow: /private/*.html\nUser-agent: Other\nDisallow: /\n",
        "/a": "a",
        "/private/b.html": "b",
    }
    fetcher = site.fetcher()
    for _ in range(3):
        said = reason(fetcher, site.url("/private/b.html"))
        assert said.endswith("/robots.txt asks programs not to read this page")
        assert fetcher.get(site.url("/a")).data == b"a"
    assert (site.robots, site.counts) == (1, {"/a": 3})
    ignoring = site.fetcher(site.settings(robots=False))
    assert ignoring.get(site.url("/private/b.html")).data == b"b"
    other = site.fetcher(site.settings(user_agent="Other/2 (test)"))
    assert "asks programs not to read" in reason(other, site.url("/a"))


def test_robots_txt_is_heeded_where_a_redirect_leads(site):
    site.pages |= {
        "/robots.txt": "User-agent: *\nDisallow: /b",
        "/a": (302, {"Location": "/b"}, b""),
        "/b": "b",
    }
    assert "asks programs not to read" in reason(site.fetcher(), site.url("/a"))
    assert site.asked == ["/a"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_robots_txt_allows_everything(site, status):
    site.pages |= {"/robots.txt": (status, {}, b"User-agent: *\nDisallow: /"), "/a": "a"}
    assert site.fetcher().get(site.url("/a")).data == b"a"


@pytest.mark.parametrize("status", [429, 500, 503, 501])
def test_a_host_whose_robots_txt_fails_is_left_alone_for_this_run(site, status):
    site.pages |= {"/robots.txt": (status, {}, b""), "/a": "a"}
    fetcher = site.fetcher(site.settings(tries=2))
    for _ in range(3):
        said = reason(fetcher, site.url("/a"))
        assert f"/robots.txt cannot be read ({status}" in said
        assert "the next run tries again" in said
    assert (site.robots, site.asked) == (1 if status == 501 else 2, [])


def test_a_robots_txt_that_redirects_is_followed_and_a_long_one_is_cut(site):
    lines = "User-agent: *\nDisallow: /a\n" + "#" * MB + "\nDisallow: /b\n"
    site.pages |= {"/robots.txt": (301, {"Location": "/r"}, b""), "/r": lines, "/b": "b"}
    fetcher = site.fetcher()
    assert "asks programs not to read" in reason(fetcher, site.url("/a"))
    assert fetcher.get(site.url("/b")).data == b"b"


@pytest.mark.parametrize("hostile", ["*a" * 2000 + "b$", "/" + "a" * 100_000, "%" * 1000, "\x00"])
def test_a_hostile_robots_txt_takes_no_time(site, hostile):
    rules = f"User-agent: *\nDisallow: /{hostile}\n" * 20
    site.pages |= {"/robots.txt": rules.encode(), "/" + "a" * 3000: "a"}
    started = time.monotonic()
    assert site.fetcher().get(site.url("/" + "a" * 3000)).data == b"a"
    assert time.monotonic() - started < 5


def in_turn(*answers):
    left = list(answers)
    return lambda handler: left.pop(0) if len(left) > 1 else left[0]


def test_a_busy_host_is_asked_again_when_it_says(site):
    busy = (503, {"Retry-After": "7"}, b"")
    site.pages["/"] = in_turn(busy, (429, {}, b""), (200, {}, b"hello"))
    clock = Clock()
    fetcher = site.fetcher(site.settings(tries=3, robots=False), clock=clock, sleep=clock.sleep)
    assert fetcher.get(site.url()).data == b"hello"
    assert clock.naps == [7, 2]


def test_a_time_of_day_to_come_back_at_is_understood(site):
    now = datetime(2025, 1, 6, 10, tzinfo=UTC)
    later = format_datetime(now + timedelta(seconds=20), usegmt=True)
    site.pages["/"] = in_turn((503, {"Retry-After": later}, b""), (200, {}, b"hello"))
    clock = Clock()
    settings = site.settings(tries=2, robots=False)
    fetcher = site.fetcher(settings, clock=clock, sleep=clock.sleep, now=lambda: now)
    assert fetcher.get(site.url()).data == b"hello"
    assert clock.naps == [20]


@pytest.mark.parametrize("after", ["3600", "9" * 5000, "Mon, 06 Jan 2098 10:00:00 GMT"])
def test_a_host_that_wants_an_hour_is_left_until_the_next_run(site, after):
    site.pages["/"] = (503, {"Retry-After": after}, b"")
    clock = Clock()
    fetcher = site.fetcher(site.settings(tries=3, robots=False), clock=clock, sleep=clock.sleep)
    assert "the next run tries again" in reason(fetcher, site.url())
    assert (clock.naps, site.asked) == ([], ["/"])


@pytest.mark.parametrize("after", ["soon", "-5", "²", "", "1e9"])
def test_a_retry_after_that_says_nothing_is_a_short_wait(site, after):
    site.pages["/"] = in_turn((503, {"Retry-After": after}, b""), (200, {}, b"hello"))
    clock = Clock()
    fetcher = site.fetcher(site.settings(tries=2, robots=False), clock=clock, sleep=clock.sleep)
    assert fetcher.get(site.url()).data == b"hello"
    assert clock.naps == [1]


def test_a_host_that_is_not_there_is_tried_and_then_left_alone(site):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    clock = Clock()
    fetcher = site.fetcher(site.settings(tries=3, robots=False), clock=clock, sleep=clock.sleep)
    url = f"http://ledger.example:{port}/"
    for _ in range(3):
        assert "ledger.example cannot be reached" in reason(fetcher, url)
    assert clock.naps == [1, 2] * 3
    assert "did not answer 3 times in a row" in reason(fetcher, url)
    assert len(clock.naps) == 6


def test_a_host_that_answers_in_between_is_not_left_alone(site):
    site.pages |= {"/a": "a", "/busy": (503, {}, b"")}
    fetcher = site.fetcher()
    for _ in range(3):
        for _ in range(2):
            assert "503" in reason(fetcher, site.url("/busy"))
        assert fetcher.get(site.url("/a")).data == b"a"


def test_a_page_that_is_missing_says_nothing_against_its_host(site):
    site.pages["/a"] = "a"
    fetcher = site.fetcher()
    for _ in range(5):
        assert "404" in reason(fetcher, site.url("/no"))
    assert fetcher.get(site.url("/a")).data == b"a"


def test_connections_are_closed_with_the_last_who_could_use_them(site, recwarn):
    site.pages["/"] = "hello"
    fetcher = site.fetcher()
    fetcher.get(site.url())
    assert fetcher.close.alive
    del fetcher
    with Fetcher(site.settings(robots=False)) as fetcher:
        fetcher.get(site.url(host="127.0.0.1"))
    assert not fetcher.close.alive
    assert not recwarn.list


def test_random_answers_are_pages_or_one_line(site):
    chance = random.Random(7)
    words = [b"HTTP/1.1 ", b"200", b" OK", b"\r\n", b"\n", b"Content-Length: ", b"5", b"-1", b":"]
    words += [b"Transfer-Encoding: chunked", b"Location: ", b"\x00", b"\xff", b"302 ", b"Content-"]
    fetcher = site.fetcher(site.settings(timeout_seconds=2, robots=False))

    def say(handler):
        start = b"HTTP/1.1 200 OK\r\n" if chance.random() < 0.5 else b""
        handler.wfile.write(start + b"".join(chance.choices(words, k=chance.randrange(12))))

    site.pages["/"] = say
    for _ in range(200):
        fetcher._failures.clear()
        with suppress(SourceError):
            fetcher.get(site.url())
