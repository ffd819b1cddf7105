"""What docs/deploy.md promises of container and dashboard, as far as no engine is needed."""

import json
import re
import tomllib

import yaml
from conftest import ROOT
from rest_server import opened

DEPLOY = ROOT / "docs" / "deploy"


def instructions() -> list[tuple[str, str]]:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [tuple(line.strip().split(" ", 1)) for line in lines]


def test_the_image_copies_what_is_there_and_what_is_not_ignored():
    ignore = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    kept = {line[1:] for line in ignore if line.startswith("!")}
    copied = {
        name
        for what, rest in instructions()
        if what == "COPY" and "--from" not in rest
        for name in rest.split()[:-1]
    }
    assert copied == kept
    assert all((ROOT / name).exists() for name in copied)


def test_the_image_runs_as_nobody_in_particular_and_says_whether_it_is_well():
    said = instructions()
    last = max(index for index, (what, _) in enumerate(said) if what == "FROM")
    final = dict(said[last:])
    assert final["USER"] == "10001:10001"
    assert "/healthz" in final["HEALTHCHECK"]
    assert final["ENTRYPOINT"] == '["newsdesk"]'
    assert all(":latest" not in rest and ":" in rest for what, rest in said if what == "FROM")
    assert not any(what == "ADD" or "sudo" in rest for what, rest in said)


def test_the_image_leaves_out_what_only_tests_need():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    dev = {re.split(r"[<>=]", one)[0] for one in project["dependency-groups"]["dev"]}
    (removed,) = [rest for _, rest in instructions() if "uninstall -y" in rest]
    gone = set(removed.partition("uninstall -y")[2].partition("&&")[0].split())
    assert gone == dev


def test_the_image_keeps_the_rules_of_its_trade():
    said = instructions()
    for what, rest in said:
        if what in {"ENTRYPOINT", "CMD"}:  # run as they stand, so that signals reach the program
            assert all(isinstance(one, str) for one in json.loads(rest))
        if what == "WORKDIR":
            assert rest.startswith("/")
        if what == "COPY" and len(rest.split()) > 2 and "--from" not in rest:
            assert rest.endswith("/")
        if what == "RUN":
            assert not re.search(r"apt-get|curl|wget|chmod 777|\bcd ", rest)
    assert any("PIP_NO_CACHE_DIR=1" in rest for what, rest in said if what == "ENV")
    assert dict(said)["STOPSIGNAL"] == "SIGTERM"


def test_the_composition_builds_that_image_and_takes_what_it_does_not_need_away():
    whole = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
    services = whole["services"]
    mounts = [one.split(":") for service in services.values() for one in service["volumes"]]
    named = {source for source, *_ in mounts if not source.startswith(".")}
    assert named == set(whole["volumes"])
    assert all((DEPLOY / source).exists() for source, *_ in mounts if source not in named)
    desk = services["newsdesk"]
    context = (DEPLOY / desk["build"]["context"]).resolve()
    assert context == ROOT
    assert (context / desk["build"]["dockerfile"]).is_file()
    assert desk["read_only"] is True
    assert desk["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in desk["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in desk["ports"])
    assert services["ollama"]["profiles"] == ["model"]


def test_the_dashboard_shows_figures_that_there_are(tmp_path):
    board = json.loads((ROOT / "docs" / "grafana.json").read_text(encoding="utf-8"))
    asked = {
        name
        for panel in board["panels"]
        for target in panel["targets"]
        for name in re.findall(r"newsdesk_\w+", target["expr"])
    }
    with opened(tmp_path) as room:
        text = room.app.state.watch.text().decode()
    shown = set(re.findall(r"^# TYPE (newsdesk_\w+)", text, re.MULTILINE))
    shown |= {f"{name}_bucket" for name in shown}
    of_models = {one for one in asked if one.startswith("newsdesk_model_")}
    assert asked - of_models <= shown
    assert of_models  # where there are models: test_watching.py
