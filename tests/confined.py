"""Run the command under what docs/deploy/newsdesk.service forbids, as far as no root is needed.

    python tests/confined.py COMMAND...        (of `newsdesk`; the last line is what it gave)

Its system calls are those that the unit's filter lets through, it maps no memory that can be both
written and run, opens no socket of another family, and gains no privileges.
"""

import ctypes
import errno
import re
import socket
import subprocess
from collections import defaultdict
from pathlib import Path

UNIT = Path(__file__).resolve().parents[1] / "docs" / "deploy" / "newsdesk.service"
SET_NO_NEW_PRIVS, SET_MDWE = 38, 65  # prctl(2)
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM  # seccomp(2)
DIFFERS = 1  # seccomp.h: SCMP_CMP_NE


class Comparison(ctypes.Structure):
    _fields_ = [
        ("argument", ctypes.c_uint),
        ("operator", ctypes.c_int),
        ("first", ctypes.c_uint64),
        ("second", ctypes.c_uint64),
    ]


def settings() -> dict[str, list[str]]:
    """What the unit says: name -> its values, in order."""
    found = defaultdict(list)
    for name, value in re.findall(r"^(\w+)=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE):
        found[name].append(value)
    return found


def groups() -> dict[str, set[str]]:
    """Systemd's groups of system calls, which may hold one another."""
    command = ["systemd-analyze", "syscall-filter"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, set[str]] = {}
    for line in told.stdout.splitlines():
        if line.startswith("@"):
            own = found.setdefault(line.strip(), set())
        elif re.fullmatch(r" +@?[\w-]+", line) and found:
            own.add(line.strip())
    return found


def members(name: str, known: dict[str, set[str]]) -> set[str]:
    if not name.startswith("@"):
        return {name}
    return set[str]().union(*(members(one, known) for one in known[name]))


def allowed(lines: list[str]) -> set[str]:
    known, calls = groups(), set[str]()
    for line in lines:
        named = set[str]().union(*(members(one, known) for one in line.lstrip("~").split()))
        calls = calls - named if line.startswith("~") else calls | named
    return calls


def confine() -> None:
    said = settings()
    calls = allowed(said["SystemCallFilter"])
    families = [getattr(socket, one) for one in said["RestrictAddressFamilies"][0].split()]
    libc, seccomp = ctypes.CDLL(None, use_errno=True), ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    rules = ctypes.c_void_p(seccomp.seccomp_init(REFUSE))
    for name in calls - {"socket"}:
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:  # this processor has it
            assert seccomp.seccomp_rule_add(rules, ALLOW, number, 0) == 0, name
    number = seccomp.seccomp_syscall_resolve_name(b"socket")
    for family in families:
        is_it = Comparison(0, 4, family, 0)  # SCMP_CMP_EQ
        assert seccomp.seccomp_rule_add_array(rules, ALLOW, number, 1, ctypes.byref(is_it)) == 0
    assert libc.prctl(SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
    assert libc.prctl(SET_MDWE, 1, 0, 0, 0) == 0
    assert seccomp.seccomp_load(rules) == 0


if __name__ == "__main__":
    confine()
    from bot import cli

    cli.main()
