"""Web addresses: one reading of each, and nothing inside a network is public."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import SettingsError
from ingest.sources.addresses import Allowed, Location, Refused, closed, locate

MAPPED = str(ipaddress.ip_address("::ffff:7f00:1"))  # written with dots since Python 3.13
INSIDE = """
0.0.0.0 0.0.0.1 0.255.255.255 10.0.0.0 10.0.0.1 10.255.255.255 100.64.0.0 100.64.0.1
100.100.100.200 100.127.255.255 127.0.0.0 127.0.0.1 127.0.0.53 127.1.2.3 127.255.255.255
169.254.0.1 169.254.169.254 169.254.170.2 168.63.129.16 172.16.0.1 172.31.255.255 192.0.0.1
192.0.0.170 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::2 ::127.0.0.1 ::7f00:1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8
::ffff:a9fe:a9fe ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a00:1 64:ff9b::8.8.8.8
64:ff9b:1::10.0.0.1 100::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:10::1 2001:db8::1
2001:20::1 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 2a00:1450::5efe:10.0.0.1
2a00:1450::200:5efe:192.168.0.1 3fff::1 4000::1 5f00::1 fc00::1 fd00::1 fd00:ec2::254
fd12:3456:789a::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1 abcd::1
localhost 1.2.3 0x7f.1 example
""".split()
OUTSIDE = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 93.184.215.14 100.63.255.255 100.128.0.0 126.255.255.255
128.0.0.1 169.253.255.255 172.15.255.255 172.32.0.0 192.167.255.255 198.17.255.255 223.255.255.255
2001:200::1 2001:4860:4860::8888 2606:4700::1111 2a00:1450:4001::1 2620:fe::fe 3ffe::1
""".split()


def test_at_least_sixty_forms_are_tried():
    assert len(set(INSIDE)) >= 60


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_a_network_is_closed(address):
    assert closed(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_a_public_address_is_open(address):
    assert closed(address) == ""


@given(st.ip_addresses())
def test_what_the_standard_library_calls_closed_is_closed_here_too(address):
    if not address.is_global or address.is_multicast:
        assert closed(str(address))


@given(st.ip_addresses(v=4))
def test_an_address_inside_another_is_always_closed(inner):
    for form in (f"::ffff:{inner}", f"::{inner}", f"64:ff9b::{inner}"):
        assert closed(form)
    packed = int(inner)
    assert closed(str(ipaddress.IPv6Address((0x2002 << 112) | (packed << 80) | 1)))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://ledger.example/a", "not http or https"),
        ("file:///etc/passwd", "not http or https"),
        ("javascript:alert(1)", "not http or https"),
        ("data:text/html,hello", "not http or https"),
        ("gopher://ledger.example/", "not http or https"),
        ("//ledger.example/a", "not http or https"),
        ("ledger.example/a", "not http or https"),
        ("http:ledger.example", "no name"),
        ("http://", "no name"),
        ("http:///a", "no name"),
        ("http://:80/", "no name"),
        ("http://ann@ledger.example/", "a name or a password"),
        ("http://ann:secret@ledger.example/", "a name or a password"),
        ("http://ledger.example@127.0.0.1/", "a name or a password"),
        (r"http://ledger.example\@127.0.0.1/", "a name or a password"),
        (r"http://127.0.0.1\.ledger.example/", "no web address"),
        ("http://led ger.example/", "no web address"),
        ("http://ledger.example\x00.mill.example/", "no web address"),
        ("http://[::1/", "no web address"),
        ("http://[ledger.example]/", "no web address"),
        ("http://[::1%25eth0]/", "names a network card"),
        ("http://[fe80::1%eth0]/", "names a network card"),
        ("http://ledger.example:port/", "no web address"),
        ("http://ledger.example:99999/", "no web address"),
        ("http://ledger.example:-1/", "no web address"),
        ("http://ledger.example:0/", "port 0"),
        ("http://ledger.example:22/", "port 22"),
        ("http://ledger.example:25/", "port 25"),
        ("https://ledger.example:993/", "port 993"),
        ("http://ledger..example/", "no name"),
        ("http://ledger.example../", "no name"),
        ("http://.ledger.example/", "no name"),
        ("http://-ledger.example/", "no name"),
        ("http://ledger%2eexample/", "no name"),
        ("http://%31%32%37.0.0.1/", "no name"),
        (f"http://{'a' * 64}.example/", "no name"),
        (f"http://{'a.' * 127}example/", "no name"),
        ("http://\ud800.example/", "no name"),
        ("http://xn--\u00e4.example/", "no name"),
        ("http://ledger.example/" + "a" * 9000, "too long"),
        ("http://127.1/", "unusual form"),
        ("http://127.0.1/", "unusual form"),
        ("http://2130706433/", "unusual form"),
        ("http://017700000001/", "unusual form"),
        ("http://0177.0.0.1/", "unusual form"),
        ("http://0x7f.0.0.1/", "unusual form"),
        ("http://0x7f000001/", "unusual form"),
        ("http://0x7f.1/", "unusual form"),
        ("http://127.0.0.0x1/", "unusual form"),
        ("http://0/", "unusual form"),
        ("http://0x/", "unusual form"),
        ("http://127.0.0.1.1/", "unusual form"),
        ("http://256.0.0.1/", "unusual form"),
        ("http://00000127.0.0.1/", "unusual form"),
        ("http://127.0.0.01./", "unusual form"),
        ("http://ledger.1/", "unusual form"),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(url, said):
    with pytest.raises(Refused, match=said):
        locate(url)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://127.0.0.1/", "127.0.0.1"),
        ("http://127.0.0.1./", "127.0.0.1"),
        ("http://127。0。0。1/", "127.0.0.1"),
        ("http://１２７.0.0.1/", "127.0.0.1"),
        ("http://①②⑦.⓪.⓪.①/", "127.0.0.1"),
        ("http://[::1]/", "::1"),
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("http://[::ffff:127.0.0.1]/", MAPPED),
        ("http://[::ffff:7f00:1]/", MAPPED),
        ("http://localhost/", "localhost"),
        ("HTTP://LocalHost./", "localhost"),
        ("http://ⓛocalhost/", "localhost"),
        ("http://ledger.example./", "ledger.example"),
        ("http://Straße.example/", "xn--strae-oqa.example"),
        ("http://münchen.example/", "xn--mnchen-3ya.example"),
        ("http://xn--mnchen-3ya.example/", "xn--mnchen-3ya.example"),
        ("http://日本。example/", "xn--wgv71a.example"),
        ("http://a_b.example/", "a_b.example"),
    ],
)
def test_a_host_has_one_name(url, host):
    assert locate(url).host == host


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("http://ledger.example", Location("http", "ledger.example", 80, "/")),
        ("https://ledger.example:443/a#b", Location("https", "ledger.example", 443, "/a")),
        ("http://ledger.example:8080/a?b=c", Location("http", "ledger.example", 8080, "/a?b=c")),
        (" http://ledger.example/\na\tb ", Location("http", "ledger.example", 80, "/ab")),
        ("http://ledger.example/a b", Location("http", "ledger.example", 80, "/a%20b")),
        ("http://ledger.example/ä?ö", Location("http", "ledger.example", 80, "/%C3%A4?%C3%B6")),
        ("http://ledger.example/%2e\\x", Location("http", "ledger.example", 80, "/%2e%5Cx")),
        ("http://ledger.example/\ud800", Location("http", "ledger.example", 80, "/%3F")),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart(url, location):
    assert locate(url) == location


def test_the_authority_names_the_port_only_where_it_is_unusual():
    assert locate("http://ledger.example:80/").authority == "ledger.example"
    assert locate("https://ledger.example:80/").authority == "ledger.example:80"
    assert locate("http://[2001:200::1]:8080/a").url == "http://[2001:200::1]:8080/a"


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    for url in (text, f"http://{text}", f"http://ledger.example/{text}", f"http://[{text}]/"):
        try:
            location = locate(url)
        except Refused:
            continue
        assert location.url.isascii()
        assert not set(location.url) & set(" \r\n\t\x00")
        again = locate(location.url)
        assert (again.host, again.port) == (location.host, location.port)


def test_hosts_and_networks_can_be_allowed():
    allowed = Allowed(["10.1.0.0/16", "192.168.3.4", "[fd00::]", "Intranet.example."])
    yes = [
        ("x", "10.1.2.3"),
        ("x", "192.168.3.4"),
        ("x", "fd00::"),
        ("intranet.example", "10.2.0.1"),
    ]
    no = [
        ("x", "10.2.0.1"),
        ("x", "192.168.3.5"),
        ("x", "::ffff:10.1.2.3"),
        ("a.intranet.example", "10.2.0.1"),
    ]
    assert all(allowed.holds(host, ipaddress.ip_address(address)) for host, address in yes)
    assert not any(allowed.holds(host, ipaddress.ip_address(address)) for host, address in no)


@pytest.mark.parametrize("entry", ["", "10.1.0.0/33", "http://intranet.example/", "a b", "127.1"])
def test_an_entry_that_is_no_host_and_no_network_is_a_bad_setting(entry):
    with pytest.raises(SettingsError, match="neither a host nor a network"):
        Allowed([entry])
