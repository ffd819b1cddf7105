"""Clients that nobody here wrote, as they come from their registries: skipped where they are not.

`llm` has to be on the path; AI_SDK names a folder in which `npm install ai @ai-sdk/openai` was run.
"""

import json
import os
import shutil
import subprocess

import pytest
from fastapi import FastAPI
from newsroom import newsroom
from served import served

from bot.channels import rest
from bot.channels.openai_api import routes

FARE = "How much will a crossing on the Saltmarsh ferry cost from April?"
SAYS = "single crossing on the Saltmarsh ferry will cost £3.60 from April. [1]"
LLM = shutil.which("llm")
AI_SDK = os.environ.get("AI_SDK", "")

SCRIPT = """
import { createOpenAI } from "@ai-sdk/openai";
import { generateText, streamText } from "ai";
const openai = createOpenAI({ baseURL: process.argv[1] + "/v1", apiKey: "none" });
const shown = async (one) => ({ text: await one.text, finish: await one.finishReason,
  sources: (await one.sources).map((source) => source.url) });
const found = [];
for (const model of [openai.chat("newsdesk"), openai.responses("newsdesk")]) {
  const asked = { model, prompt: process.argv[2], maxRetries: 0 };
  found.push(await shown(await generateText(asked)), await shown(streamText(asked)));
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    app = FastAPI()
    with newsroom(tmp_path_factory.mktemp("others")) as store:
        rest.install(app, store)
        app.include_router(rest.router(store, ()))
        app.include_router(routes.router(store, ()))
        with served(app) as address:
            yield address


@pytest.mark.skipif(not LLM, reason="the command `llm` is not installed (`pip install llm`)")
def test_the_command_llm_asks_and_goes_on(address, tmp_path):
    (tmp_path / "extra-openai-models.yaml").write_text(
        "- model_id: desk\n  model_name: newsdesk:sources\n  api_base: " + f"{address}/v1\n"
    )

    def llm(*args):
        environment = {**os.environ, "LLM_USER_PATH": str(tmp_path)}
        done = subprocess.run(
            [LLM, "-m", "desk", "--key", "none", *args],
            env=environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    for more in ((), ("--no-stream",), ("-c",), ("-s", "You are a pirate.")):
        said = llm(FARE, *more)
        assert SAYS in said
        assert "[1] Harbour Ledger, 2025-03-18: Ferry peace after nine weeks" in said


@pytest.mark.skipif(not AI_SDK, reason="AI_SDK names no folder with the packages of the AI SDK")
def test_the_ai_sdk_finds_the_sources(address):
    done = subprocess.run(
        ["node", "--input-type=module", "--eval", SCRIPT, address, FARE],
        cwd=AI_SDK, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert len(found) == 4
    for one in found:
        assert SAYS in one["text"]
        assert one["finish"] == "stop"
        assert one["sources"][0].startswith("https://ledger.example/ferry-2")
