"""The server against its own description: whatever is sent, it answers as it says, and never 500.

`make soak` sets CASES for thousands of cases instead of a few.
"""

import os

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from rest_server import TOKEN, opened
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig

from bot.channels.problems import KINDS, URN
from bot.channels.v1.schemas import Answer
from bot.keys import Scope
from ingest.settings import ServerSettings, Settings

CASES = int(os.environ.get("CASES", "2"))  # of each endpoint, right ones and as many wrong ones
GUARDED = Settings(server=ServerSettings(require_key=True))
# Right by its form and still unusable, which no schema can say: a day that is none, a range that
# runs backwards, an outlet that the library does not know, a text without an article, a file's name
# that no form can hold.
UNUSABLE = ["400", "408", "413", "415", "422"]


@pytest.fixture(scope="module")
def room(tmp_path_factory):
    with opened(tmp_path_factory.mktemp("openapi"), GUARDED) as room:
        yield room


@pytest.fixture(scope="module")
def operations(room):
    config = SchemathesisConfig.discover()
    checks = config.projects.default.checks
    checks.positive_data_acceptance.expected_statuses = [
        *checks.positive_data_acceptance.expected_statuses,
        *UNUSABLE,
    ]
    # What is longer than a schema allows may be longer than a body may be.
    checks.negative_data_rejection.expected_statuses = [
        *checks.negative_data_rejection.expected_statuses,
        "413",
    ]
    schema = schemathesis.openapi.from_asgi("/openapi.json", room.app, config=config)
    return [found.ok() for found in schema.get_all_operations()]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_whatever_is_sent_is_answered_as_described(room, operations, mode):
    assert len(operations) > 20
    # Everything but `admin`, which has the server read files of this machine.
    key = room.key(Scope.ASK, Scope.READ, Scope.WRITE)
    failed: dict[str, list[str]] = {}
    for operation in operations:

        @settings(max_examples=CASES, suppress_health_check=list(HealthCheck), print_blob=False)
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case):
            case.call_and_validate(headers=key)

        try:
            holds()
        except hypothesis.errors.Unsatisfiable:
            continue  # nothing about it can be wrong
        except BaseExceptionGroup as group:
            failed[operation.label] = [str(one) for one in group.exceptions]
    said = "\n\n".join(f"{label}: {one}" for label, every in failed.items() for one in every)
    assert not failed, said


def test_an_answer_has_the_keys_that_are_described_and_no_other(room):
    from fastapi.testclient import TestClient

    client = TestClient(room.app, headers={"Authorization": f"Bearer {TOKEN}"})
    for question in ("Why did gate 3 of the Orrin dam fail?", "Who won the 1926 chess final?"):
        given_ = client.post("/v1/ask", json={"question": question, "now": "2025-04-01"}).json()
        shape = Answer.model_validate(given_)
        assert shape.model_dump(by_alias=True, mode="json") == given_


def test_the_description_is_whole(room):
    said = room.app.openapi()
    assert said["openapi"].startswith("3.1")
    for path, methods in said["paths"].items():
        for method, one in methods.items():
            assert one["summary"], path
            assert one["tags"], path
            good = [code for code in one["responses"] if code.startswith("2")]
            assert good, (method, path)
    assert {"bearerAuth", "HTTPBearer", "APIKeyHeader"} & said["components"][
        "securitySchemes"
    ].keys()
    assert all(kind == kind.lower() and " " not in kind for kind in KINDS)
    assert URN == "urn:newsdesk:problem:"
