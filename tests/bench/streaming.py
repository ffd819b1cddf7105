"""How long after the model has finished its first statement the asker sees it; ms.

The server of the tests writes a first statement in pieces, then waits, so that nothing but the
statement itself can have set it free.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from chat_server import DONE, chat_server, event
from newsroom import newsroom

from bot import models
from bot.ask import ask
from bot.events import Stated
from bot.question.understanding import understand
from ingest.settings import Settings

TIMES = 40
WHY = "Why did gate 3 of the Orrin dam fail?"
REPLIES = {
    "mark before the full stop": "Gate 3 failed because a drive shaft sheared [1].",
    "mark behind it": "Gate 3 failed because a drive shaft sheared. [1]",
}


def measure(folder: Path) -> None:
    with newsroom(folder) as store, chat_server() as script:
        finished = []

        def body(send, script):
            for char in script.cited(script.reply):
                send(event({"content": char}))
            finished.append(time.monotonic())
            time.sleep(0.3)
            send(event({}, "stop"))
            send(DONE)

        script.body = body
        writers = models.writers(Settings(chat_models=(script.settings(),)))

        async def first() -> float:
            async for one in ask(store, understand(WHY), writers=writers):
                if isinstance(one, Stated):
                    seen = time.monotonic()
            return seen

        for name, script.reply in REPLIES.items():
            late = []
            for _ in range(TIMES):
                seen = asyncio.run(first())
                late.append((seen - finished[-1]) * 1000)
            late = sorted(late[1:])
            print(
                f"{name}: p50 {statistics.median(late):.0f}, p95 {late[int(0.95 * len(late))]:.0f}"
            )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        measure(Path(made))
