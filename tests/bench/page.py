"""How soon the page can be typed in, and what 50 readers asking at once do to it.

    .venv/bin/python tests/bench/page.py [READERS]

Needs Chromium. The readers ask in windows of their own in one browser, which takes most of the
machine: what is measured is that nobody is left without an answer, and how long `/healthz` and a
fresh page take meanwhile.
"""

import asyncio
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from newsroom import newsroom
from playwright.async_api import Browser, async_playwright
from test_page import CHROMIUM, WHY, served

OPENED = 5  # times that a fresh page is opened


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


async def reader(browser: Browser, address: str, ready: asyncio.Barrier) -> float:
    """Seconds from the question to its whole answer."""
    async with await browser.new_context() as context:
        page = await context.new_page()
        await page.goto(address, timeout=120_000)
        box = page.locator("#composer textarea")
        await box.wait_for(timeout=120_000)
        await box.fill(WHY)
        await ready.wait()
        started = time.perf_counter()
        await box.press("Enter")
        await page.wait_for_selector(".turn .foot", timeout=180_000)
        return time.perf_counter() - started


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
        beats: list[float] = []
        ready = asyncio.Barrier(readers)
        async with asyncio.TaskGroup() as group:
            heart = group.create_task(pulse(address, beats))
            waits = [group.create_task(reader(browser, address, ready)) for _ in range(readers)]
            took = [await one for one in waits]
            heart.cancel()
        print(
            f"{readers} readers at once: answered {len(took)}, "
            f"median {statistics.median(took):.1f} s, slowest {max(took):.1f} s"
        )
        print(
            f"/healthz meanwhile: median {1000 * statistics.median(beats):.0f} ms, "
            f"slowest {1000 * max(beats):.0f} ms"
        )
        await browser.close()


def main() -> None:
    readers = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    with tempfile.TemporaryDirectory() as folder:
        store = newsroom(Path(folder))
        try:
            with served(store) as address:
                asyncio.run(measure(address, readers))
        finally:
            store.close()


if __name__ == "__main__":
    main()
