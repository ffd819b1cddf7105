"""Connections: to addresses that were checked, and to the host that was meant."""

import shutil
import ssl
import subprocess

import pytest
from conftest import NetworkRefused
from web_server import web_server

from ingest.errors import SourceError
from ingest.settings import FetchSettings
from ingest.sources import guard
from ingest.sources.addresses import Allowed, Refused
from ingest.sources.fetch import Fetcher


@pytest.fixture
def site():
    with web_server() as site:
        yield site


def answering(*answers):
    """A resolver that gives one answer after the other, and keeps what it was asked."""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return list(answers[len(asked) - 1])

    return resolve, asked


def reason(fetcher, url):
    with pytest.raises(SourceError) as caught:
        fetcher.get(url)
    return caught.value.reason


def test_this_machine_is_not_asked_without_leave(site):
    site.pages["/"] = "secret"
    fetcher = Fetcher(FetchSettings(seconds_between_requests=0, robots=False))
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "127。0。0。1"):
        assert "name it in fetch.allow" in reason(fetcher, f"http://{host}:{site.port}/")
    assert site.asked == []


def test_a_host_with_one_closed_address_is_not_asked_at_its_open_one(site):
    with web_server("127.0.0.2", site.port) as outside:
        outside.pages["/"] = "hello"
        settings = site.settings(allow=("127.0.0.2",), robots=False)
        resolve, _ = answering(["127.0.0.2", "127.0.0.1"])
        said = reason(site.fetcher(settings, resolve=resolve), outside.url())
        assert "is at 127.0.0.1, which is loopback" in said
        assert (outside.asked, site.asked) == ([], [])


def test_a_name_that_is_bound_anew_leads_nowhere(site):
    """127.0.0.2 stands for the net, 127.0.0.1 for what is inside."""
    site.pages["/"] = "secret"
    with web_server("127.0.0.2", site.port) as outside:
        outside.pages["/"] = lambda handler: (200, {"Connection": "close"}, b"hello")
        settings = site.settings(allow=("127.0.0.2",), robots=False)
        resolve, asked = answering(["127.0.0.2"], ["127.0.0.1"])
        with site.fetcher(settings, resolve=resolve) as fetcher:
            assert fetcher.get(outside.url()).data == b"hello"
            # One look-up for check and connection together: nothing in between can change it.
            assert (outside.asked, len(asked)) == (["/"], 1)
            assert "which is loopback" in reason(fetcher, outside.url())
        assert site.asked == []


def test_the_first_answer_is_the_one_that_is_connected_to(site):
    """The tests may not leave this machine; that they are refused shows where it wanted to go."""
    resolve, asked = answering(["93.184.215.14"], ["127.0.0.1"])
    network = guard.GuardedNetwork(Allowed(), resolve=resolve)
    network.begin(5)
    with pytest.raises(Exception, match=r"93\.184\.215\.14") as caught:
        network.connect_tcp("ledger.example", site.port)
    assert isinstance(caught.value.__cause__, NetworkRefused)
    assert len(asked) == 1


def test_the_next_address_is_tried_where_the_first_is_silent(site):
    site.pages["/"] = "hello"
    settings = site.settings(allow=("127.0.0.0/24",), robots=False)
    resolve, _ = answering(["127.0.0.9", "127.0.0.1"])
    assert site.fetcher(settings, resolve=resolve).get(site.url()).data == b"hello"


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1:{port}/secret",
        "http://localhost:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://[64:ff9b::127.0.0.1]:{port}/secret",
        "http://inside.example:{port}/secret",
        "//inside.example:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00:ec2::254]/latest/meta-data/",
        "http://2130706433:{port}/secret",
        "http://0x7f.1:{port}/secret",
        "http://ann:pw@ledger.example:{port}/secret",
        "file:///etc/passwd",
        "ftp://ledger.example/secret",
        "gopher://127.0.0.1:{port}/",
        "javascript:alert(1)",
        "http://[",
        "http://inside.example:22/",
    ],
)
def test_a_redirect_to_what_may_not_be_asked_is_not_followed(site, to):
    site.pages["/secret"] = "secret"
    with web_server("127.0.0.2", site.port) as outside:
        outside.pages["/"] = (302, {"Location": to.format(port=site.port)}, b"")
        where = {"ledger.example": "127.0.0.2"}
        fetcher = Fetcher(
            site.settings(allow=("127.0.0.2",), robots=False),
            resolve=lambda host, port: [where.get(host, "127.0.0.1")],
        )
        assert reason(fetcher, outside.url())
        assert (outside.asked, site.asked) == (["/"], [])


def test_a_proxy_in_the_environment_is_not_used(site, monkeypatch):
    site.pages["/"] = "hello"
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert site.fetcher(site.settings(robots=False)).get(site.url()).data == b"hello"


@pytest.mark.parametrize("error", [OSError("no such host"), UnicodeError("label too long"), []])
def test_a_host_that_nobody_knows_is_one_clear_line(site, error):
    def resolve(host, port):
        if isinstance(error, list):
            return error
        raise error

    fetcher = site.fetcher(site.settings(robots=False), resolve=resolve)
    assert reason(fetcher, site.url()) == "the host ledger.example cannot be found"


def test_what_the_resolver_makes_up_is_refused(site):
    resolve, _ = answering(["nonsense"])
    network = guard.GuardedNetwork(Allowed(["127.0.0.1"]), resolve=resolve)
    with pytest.raises(Refused, match="no IP address"):
        network.checked("ledger.example", 80)


def test_the_systems_resolver_gives_addresses():
    assert "127.0.0.1" in guard.resolve("localhost", 80)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for ledger.example, good for itself alone; (it, its key)."""
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate, and is not installed")
    folder = tmp_path_factory.mktemp("tls")
    names = "subjectAltName=DNS:ledger.example"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ledger.example"
    files = ["-keyout", "key.pem", "-out", "cert.pem", "-addext", names]
    subprocess.run([*command.split(), *files], cwd=folder, check=True, capture_output=True)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    with web_server(tls=context) as site:
        site.pages["/"] = "hello"
        yield site


def test_tls_verifies_the_name_and_not_the_address(secure, certificate):
    trust = ssl.create_default_context(cafile=str(certificate[0]))
    with secure.fetcher(secure.settings(robots=False), tls=trust) as fetcher:
        url = f"https://ledger.example:{secure.port}/"
        assert fetcher.get(url).data == b"hello"
        # The same server at the same address, and a connection to it that is still open.
        other = f"https://mill.example:{secure.port}/"
        assert "does not prove to be mill.example" in reason(fetcher, other)
        assert "does not prove to be 127.0.0.1" in reason(
            fetcher, f"https://127.0.0.1:{secure.port}/"
        )
    assert secure.asked == ["/"]


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(secure):
    waits = []
    fetcher = secure.fetcher(secure.settings(robots=False, tries=3), sleep=waits.append)
    said = reason(fetcher, f"https://ledger.example:{secure.port}/")
    assert "does not prove to be ledger.example: self-signed certificate" in said
    assert (secure.asked, waits) == ([], [])
