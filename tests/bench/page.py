"""How soon the page can be typed in, and what 50 readers asking at once do to it.

    .venv/bin/python tests/bench/page.py [READERS]

Needs Chromium. One reader asks in a window; the others send what that window's page sends, each
in a session of its own, since fifty windows on one machine measure the browser. Told is how long
each waits for the whole answer, how long the window did not get to move, and `/healthz` meanwhile.
"""

import asyncio
import json
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from load import served
from newsroom import newsroom
from playwright.async_api import Browser, Request, async_playwright
from test_page import CHROMIUM, WHY

OPENED = 5  # times that a fresh page is opened
# The longest time between two ticks that should be 20 ms apart, in milliseconds.
TICKING = """
    window.stalled = 0
    let last = performance.now()
    setInterval(() => {
        const now = performance.now()
        window.stalled = Math.max(window.stalled, now - last)
        last = now
    }, 20)
"""


@dataclass(frozen=True, slots=True)
class Call:
    """One question as a window asked it."""

    sent: list[tuple[str, dict[str, object]]]  # path and body of each request, in order
    seconds: float  # to the whole answer
    stalled: float  # milliseconds, see TICKING


async def interactive(browser: Browser, address: str) -> float:
    """Seconds until the question box has the focus."""
    async with await browser.new_context() as context:
        page = await context.new_page()
        started = time.perf_counter()
        await page.goto(address)
        await page.wait_for_function(
            "document.activeElement?.matches('#composer textarea') "
            "&& 'connected' in document.documentElement.dataset",
            timeout=60_000,
        )
        return time.perf_counter() - started


async def asked(browser: Browser, address: str, during: asyncio.Event | None = None) -> Call:
    """What a reader's page sends when it asks, in order; `during` is set as it does."""
    async with await browser.new_context() as context:
        page = await context.new_page()
        await page.goto(address, timeout=120_000)
        box = page.locator("#composer textarea")
        await box.fill(WHY)
        await page.wait_for_function("'connected' in document.documentElement.dataset")
        sent: list[tuple[str, dict[str, object]]] = []
        page.on("request", lambda one: note(one, sent))
        if during:
            await during.wait()
        await page.evaluate(TICKING)
        started = time.perf_counter()
        await box.press("Enter")
        await page.wait_for_selector(".turn .foot", timeout=180_000)
        seconds = time.perf_counter() - started
        return Call(sent, seconds, await page.evaluate("stalled"))


def note(request: Request, sent: list[tuple[str, dict[str, object]]]) -> None:
    if request.method == "POST" and "/gradio_api/" in request.url:
        sent.append((urlsplit(request.url).path, json.loads(request.post_data or "{}")))


async def reader(address: str, call: Call, ready: asyncio.Barrier) -> float:
    """Ask as that page did, in a session of its own; seconds from the question to its answer."""
    session = uuid.uuid4().hex
    async with httpx.AsyncClient(base_url=address, timeout=180, trust_env=False) as client:
        await ready.wait()
        started = time.perf_counter()
        for path, body in call.sent:
            (await client.post(path, json=body | {"session_hash": session})).raise_for_status()
        told = {"session_hash": session}
        async with client.stream("GET", "/gradio_api/queue/data", params=told) as reply:
            reply.raise_for_status()
            shown = ""
            async for line in reply.aiter_lines():
                shown += line if '"process_generating"' in line else ""
                if '"process_completed"' in line:
                    if "foot" not in shown + line:
                        raise RuntimeError(f"no answer: {line[:300]}")
                    return time.perf_counter() - started
    raise RuntimeError("the stream ended before the answer")


async def pulse(address: str, beats: list[float]) -> None:
    """How long `/healthz` takes, four times a second, until cancelled."""
    async with httpx.AsyncClient(base_url=address) as client:
        while True:
            started = time.perf_counter()
            (await client.get("/healthz")).raise_for_status()
            beats.append(time.perf_counter() - started)
            await asyncio.sleep(0.25)


async def measure(address: str, readers: int) -> None:
    async with async_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = await playwright.chromium.launch(executable_path=path, args=CHROMIUM)
        opened = [await interactive(browser, address) for _ in range(OPENED)]
        first, *later = opened
        print(f"page interactive: first {first:.2f} s, then {min(later):.2f} to {max(later):.2f} s")
        call = await asked(browser, address)
        beats: list[float] = []
        ready, during = asyncio.Barrier(readers - 1), asyncio.Event()
        async with asyncio.TaskGroup() as group:
            heart = group.create_task(pulse(address, beats))
            window = group.create_task(asked(browser, address, during))
            waits = [group.create_task(reader(address, call, ready)) for _ in range(readers - 1)]
            while ready.n_waiting:
                await asyncio.sleep(0)
            during.set()
            took = [await one for one in waits]
            shown = await window
            heart.cancel()
        took.append(shown.seconds)
        print(
            f"{readers} readers at once: answered {len(took)}, "
            f"median {statistics.median(took):.1f} s, slowest {max(took):.1f} s"
        )
        print(
            f"the window among them: {shown.seconds:.1f} s; alone {call.seconds:.1f} s; it stood "
            f"still for {shown.stalled:.0f} ms at most, alone for {call.stalled:.0f} ms"
        )
        print(
            f"/healthz meanwhile: median {1000 * statistics.median(beats):.0f} ms, "
            f"slowest {1000 * max(beats):.0f} ms"
        )
        await browser.close()


def main() -> None:
    readers = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        newsroom(Path(folder)).close()
        with served(Path(folder) / "data", {"chat_models": []}) as server:
            asyncio.run(measure(server.address, readers))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
