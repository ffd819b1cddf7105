"""What docs/security.md and docs/slack.md promise, tests hold; the lock is what is installed."""

import ast
import re
from collections import defaultdict
from importlib.metadata import Distribution, distributions

import pytest
from conftest import ROOT
from packaging.markers import Marker
from packaging.utils import canonicalize_name

PROMISES = (ROOT / "docs/security.md").read_text(encoding="utf-8")
LINK = re.compile(r"`(test_\w+\.py)::(test_\w+)`")
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PIN = re.compile(r"^([A-Za-z0-9._-]+)==(\S+?)(?: ; (.+?))? \\$", re.MULTILINE)
# Licences that ask whoever passes the program on for more than a notice.
STRICT = re.compile(r"\b(A?GPL|GNU (Affero )?General|SSPL|BUSL|Commons Clause)", re.IGNORECASE)
OR_ANOTHER = {"tld"}  # of MPL-1.1, GPL-2.0 and LGPL-2.1 one may choose


def functions(file: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / file).read_text(encoding="utf-8"))
    return {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


@pytest.mark.parametrize(("page", "many"), [("security.md", 40), ("slack.md", 40)])
def test_each_promise_names_tests_that_are_there(page, many):
    named = defaultdict(set)
    for file, function in LINK.findall((ROOT / "docs" / page).read_text(encoding="utf-8")):
        named[file].add(function)
    assert sum(map(len, named.values())) > many
    for file, wanted in named.items():
        assert wanted <= functions(file), file


def test_each_row_of_the_threat_model_names_a_test():
    model = PROMISES.partition("## Threat model")[2].partition("**Not promised")[0]
    rows = [line for line in model.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 10
    assert [row[:60] for row in rows if not LINK.search(row)] == []


def pins() -> dict[str, str]:
    """Name -> version, of what is wanted on this machine."""
    return {
        canonicalize_name(name): version
        for name, version, marker in PIN.findall(LOCK)
        if not marker or Marker(marker).evaluate()
    }


def installed() -> dict[str, Distribution]:
    return {canonicalize_name(one.metadata["Name"]): one for one in distributions()}


def test_every_pin_has_a_hash_and_no_address():
    heads = [line for line in LOCK.splitlines() if line and not line.startswith(" ")]
    assert len(PIN.findall(LOCK)) == len(heads) > 150
    blocks = re.split(r"\n(?=\S)", LOCK.strip())
    assert len(blocks) == len(heads)
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", block), block[:80]
        assert not re.search(r"md5|sha1:|://|git\+| @ |--index|--extra|--trusted", block), block[
            :80
        ]


def test_what_is_installed_is_what_is_locked():
    here = installed()
    assert {name: here[name].version for name in pins() if name in here} == {
        name: version for name, version in pins().items() if name in here
    }
    assert sorted(set(pins()) - set(here)) == []


def test_no_licence_asks_for_more_than_is_given():
    asking, here = {}, installed()
    for name in pins():
        told = here[name].metadata
        said = told.get("License-Expression") or " ".join(
            [one for one in told.get_all("Classifier") or [] if one.startswith("License")]
            or [(told.get("License") or "")[:200]]
        )
        if STRICT.search(said):
            asking[name] = said
    assert set(asking) == OR_ANOTHER & set(asking)
    assert re.search(r"MPL", asking["tld"])


@pytest.mark.parametrize("said", ["GPL-3.0-only", "AGPL-3.0", "GNU Affero General Public License"])
def test_a_strict_licence_is_told_from_others(said):
    assert STRICT.search(said)
    assert not STRICT.search("LGPL-2.1 MIT Apache-2.0 MPL-2.0")
