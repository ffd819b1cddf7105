"""docs/operating.md: its commands run, its alarms and panels are those that there are."""

import json
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml
from conftest import ROOT
from newsroom import ARTICLES
from rest_server import opened
from served import served
from test_cli import NEWSDESK, called

from bot import models
from bot.answer.answer import Outcome
from bot.channels import gauges, watching
from bot.channels.problems import KINDS
from ingest.runs.jobs import State

DEPLOY = ROOT / "docs" / "deploy"
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
RULES = yaml.safe_load((DEPLOY / "alerts.yaml").read_text(encoding="utf-8"))["groups"][0]["rules"]
UNITS = sorted(DEPLOY.glob("newsdesk*.*"))
# The values that a label may have; of others (instance, job, model) the machine decides.
VALUES = {
    "type": set(KINDS),
    "outcome": {*Outcome, "added", "updated", "failed"},
    "state": set(State),
    "stage": set(watching.STAGES),
}
PROMETHEUS_OWN = {"up"}
FORBIDDEN = """
import confined, mmap, os, socket
confined.confine()
for attempt in (
    lambda: socket.socket(socket.AF_NETLINK),
    lambda: os.nice(1),
    lambda: os.setuid(1),
    lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_WRITE | mmap.PROT_EXEC),
):
    try:
        attempt()
    except PermissionError:
        print("refused")
"""
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="there is no systemd-analyze here"
)


def commands(prompt: str) -> list[str]:
    """The lines of the guide's console blocks that begin with it, in order."""
    blocks = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix(prompt) for line in lines if line.startswith(prompt)]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("served")) as room, served(room.app) as address:
        room.app.state.watch.also(gauges.of_models(models.state))
        yield address


@pytest.fixture(scope="module")
def shown(address, tmp_path_factory):
    """What each command of the guide printed, on folders of its own."""
    folder = tmp_path_factory.mktemp("machine")
    for name in ("var/lib/newsdesk", "var/backups/newsdesk", "etc/newsdesk", "srv/news"):
        (folder / name).mkdir(parents=True)
    shutil.copyfile(ROOT / "config.yaml", folder / "etc/newsdesk/config.yaml")
    news = "\n".join(map(json.dumps, ARTICLES))
    (folder / "srv/news/articles.jsonl").write_text(news, encoding="utf-8")
    printed: list[tuple[str, str]] = []
    for command in commands("$ "):
        line = re.sub(r"(?<= |\")(?=/(?:var|etc|srv)/)", str(folder), command)
        line = line.replace("http://127.0.0.1:8000", address)
        if "KEY_ID" in line:
            listed = next(text for name, text in printed if "keys list" in name)
            line = line.replace("KEY_ID", listed.split()[0])
        if line.startswith("newsdesk "):
            done = called(*shlex.split(line)[1:], folder=folder)
        else:
            line = re.sub(r"\bnewsdesk\b(?= password)", NEWSDESK, line)
            done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, (command, done.stdout, done.stderr)
        printed.append((command, done.stdout))
    return printed


def said(shown: list[tuple[str, str]], of: str) -> list[str]:
    """What was printed by the commands that hold these words."""
    return [text for command, text in shown if of in command]


def test_every_command_of_the_guide_does_what_it_says(shown):
    assert said(shown, "newsdesk ingest") == ["5 added. The library holds 5 passages.\n"]
    assert [text.startswith("Copied the library") for text in said(shown, "backup ")] == [True] * 2
    assert said(shown, "newsdesk restore") == ["Restored 5 articles, 5 passages.\n"]
    assert said(shown, "newsdesk reindex") == ["Rebuilt the indexes: 5 passages.\n"]
    before, after = said(shown, "newsdesk doctor")
    assert "nothing in" in before
    assert "5 articles, 5 passages, indexes agree" in after
    assert said(shown, "keys revoke")[0].endswith(" (archive importer) is revoked.\n")
    assert said(shown, "newsdesk password")[0].startswith("scrypt$")
    assert json.loads(said(shown, "/readyz")[0])["status"] == "ready"


def test_what_root_types_can_be_typed_and_names_files_that_there_are():
    typed = commands("# ")
    assert len(typed) > 20
    checked = subprocess.run(
        ["bash", "-n"], input="\n".join(typed), capture_output=True, text=True, check=False
    )
    assert checked.stderr == ""
    named = set(re.findall(r"docs/deploy/[\w.-]+", GUIDE))
    assert len(named) == 4
    assert all((ROOT / one).is_file() for one in named)
    linked = re.findall(r"\]\(([^)#:]+)", GUIDE)
    assert all((ROOT / "docs" / one).exists() for one in linked)


def test_each_alarm_has_its_heading_and_each_panel_its_line():
    assert re.findall(r"^### (\w+)$", GUIDE, re.MULTILINE) == [one["alert"] for one in RULES]
    board = json.loads((ROOT / "docs" / "grafana.json").read_text(encoding="utf-8"))
    table = GUIDE.partition("| panel |")[2].partition("\n\n")[0]
    told = [line.split("|")[1].strip() for line in table.splitlines()[2:]]
    assert told == [panel["title"] for panel in board["panels"]]


def test_each_alarm_asks_for_figures_that_there_are(shown):
    text = said(shown, "/metrics")[0]
    families = set(re.findall(r"^# TYPE (\w+) ", text, re.MULTILINE))
    families |= {f"{name}_bucket" for name in re.findall(r"^# TYPE (\w+) histogram", text, re.M)}
    for rule in RULES:
        asked = set(re.findall(r"\b(?:newsdesk|process)_\w+|\bup\b", rule["expr"]))
        assert asked, rule
        assert asked <= families | PROMETHEUS_OWN, rule
        for label, value in re.findall(r'(\w+)=~?"([^"]+)"', rule["expr"]):
            assert label == "job" or set(value.split("|")) <= VALUES[label], rule
        assert rule["labels"]["severity"] in {"critical", "warning", "info"}


@needs_systemd
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text(encoding="utf-8").replace(
            "/opt/newsdesk/.venv/bin/newsdesk", NEWSDESK
        )
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    units = [tmp_path / unit.name for unit in UNITS]
    checked = subprocess.run(
        ["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    for unit in units:
        if unit.suffix == ".service":
            command = ["systemd-analyze", "security", "--offline=true", "--threshold=12", unit]
            subprocess.run(command, capture_output=True, check=True)


@needs_systemd
@pytest.mark.skipif(sys.platform != "linux", reason="seccomp is Linux's")
def test_a_question_is_answered_under_what_the_unit_forbids(tmp_path):
    (tmp_path / "articles.jsonl").write_text("\n".join(map(json.dumps, ARTICLES)))
    data = str(tmp_path / "data")
    called("ingest", "articles.jsonl", "--data", data, folder=tmp_path)
    command = [sys.executable, ROOT / "tests" / "confined.py"]
    question = ["ask", "Why did gate 3 of the Orrin dam fail?", "--data", data]
    done = subprocess.run([*command, *question], capture_output=True, text=True, timeout=100)
    assert "because a drive shaft sheared" in done.stdout, done.stderr
    # It is confined: what the unit leaves out is refused.
    done = subprocess.run(
        [sys.executable, "-c", FORBIDDEN], cwd=ROOT / "tests", capture_output=True, text=True
    )
    assert done.stdout == "refused\n" * 4, done.stderr
