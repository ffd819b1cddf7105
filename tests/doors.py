"""Addresses that lead inside, in every spelling that is known to have fooled somebody."""

# {port} is that of a server on this machine which must not be asked; {out} is a host of the net.
NUMBERS = """
127.0.0.1 127.0.0.1. 127.1 127.0.1 127.127.127.127 0 0.0.0.0 0.0.0.0. 2130706433 0x7f000001 0x7F.1
0x7f.0x0.0x0.0x1 0177.0.0.1 017700000001 0177.1 00000177.0.0.1 127.000.000.001 127.0.0.1.1
127.0.0.0x1 127.0.0.01 256.0.0.1 4294967297 127.0.0.1%00 127.0.0.1%2e 127%2e0%2e0%2e1
１２７.０.０.１ 127。0。0。1 127．0．0．1 127｡0｡0｡1 ①②⑦.⓪.⓪.① 𝟏𝟐𝟕.𝟎.𝟎.𝟏 ١٢٧.٠.٠.١
10.0.0.1 172.16.0.1 192.168.0.1 169.254.169.254 100.100.100.200 168.63.129.16 192.0.0.192
""".split()
IPV6 = """
::1 0:0:0:0:0:0:0:1 0000::0001 :: ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:7f00:0001
0:0:0:0:0:ffff:127.0.0.1 ::127.0.0.1 ::7f00:1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::7f00:1
64:ff9b:1::127.0.0.1 2002:7f00:1:: 2002:7f00:1::1 2001:0:7f00:1:: 2001::1 fd00::1 fd00:ec2::254
fe80::1 fe80::1%25lo fe80::1%lo ::1%25lo ff02::1 fec0::1 2a00:1450::5efe:127.0.0.1 127.0.0.1
""".split()
NAMES = """
localhost LOCALHOST localhost. LocalHost.localdomain ⓛⓞⓒⓐⓛⓗⓞⓢⓣ ｌｏｃａｌｈｏｓｔ
loc\u00adalhost local\u200bhost inside.example INSIDE.EXAMPLE. inside。example ｉｎｓｉｄｅ.example
both.example metadata.google.internal
kubernetes.default.svc instance-data -inside.example .inside.example inside..example
""".split()
CREDENTIALS = """
ann@127.0.0.1:{port} ann:pw@127.0.0.1:{port} {out}@127.0.0.1:{port} {out}:80@127.0.0.1:{port}
ann:pw@{out} @127.0.0.1:{port} 127.0.0.1:{port}#@{out} 127.0.0.1:{port}?@{out}
{out}%40127.0.0.1:{port} {out}%2f@127.0.0.1:{port} {out}\\@127.0.0.1:{port}
127.0.0.1:{port}\\@{out} 127.0.0.1:{port}\\.{out} {out}#@127.0.0.1:{port}@x
""".split()
WHOLE = (
    "file:///etc/passwd",
    "FILE:///etc/passwd",
    "file://127.0.0.1/etc/passwd",
    "gopher://127.0.0.1:{port}/_GET%20/",
    "ftp://127.0.0.1:{port}/",
    "dict://127.0.0.1:{port}/info",
    "ldap://127.0.0.1:{port}/",
    "tftp://127.0.0.1:{port}/a",
    "jar:http://127.0.0.1:{port}/!/a",
    "data:text/html,<p>hello",
    "javascript:fetch('http://127.0.0.1:{port}/')",
    "view-source:http://127.0.0.1:{port}/",
    "unix:/var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "ws://127.0.0.1:{port}/",
    "netdoc:///etc/passwd",
    "php://filter/resource=/etc/passwd",
    "http:127.0.0.1:{port}/",
    "http:/127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "http:\\\\127.0.0.1:{port}\\",
    "http://127.0.0.1\t:{port}/",
    "ht\ntp://127.0.0.1:{port}/",
    "\x01http://127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\r\nHost:%20{out}/",
    "http://[::1",
    "http://127.0.0.1:22/",
    "http://{out_host}:22/",
    "http://{out_host}:25/",
    "http://{out_host}:99999/",
    "https://127.0.0.1:{port}/",
)


def inside(port: int, out: str) -> list[str]:
    """The addresses, each once; `out` is a host of the net with its port."""
    hosts = [f"{one}:{port}" for one in (*NUMBERS, *NAMES)]
    hosts += [f"[{one}]:{port}" for one in IPV6]
    given = {"port": port, "out": out, "out_host": out.partition(":")[0]}
    found = [f"http://{one}/inside" for one in hosts]
    found += [f"http://{one.format(**given)}/inside" for one in CREDENTIALS]
    return list(dict.fromkeys([*found, *(one.format(**given) for one in WHOLE)]))
