"""Write what a library of the version at hand looks like, as SQL.

    PYTHONPATH=CHECKOUT python tests/dump_library.py > tests/data/schemas/SCHEMA.sql

To be run before the schema is raised, so that test_migrate.py has a library to upgrade that the
version before has written. It uses what that version has: the first one kept no answers.
"""

import json
import sqlite3
import sys
import tempfile
from contextlib import chdir, closing
from pathlib import Path

FERRY = {
    "id": "ferry",
    "title": "Ferry to Halm sails again on Monday",
    "text": "The ferry to Halm sails again from Monday, the harbour office said.\n\n"
    "The Anna Bruun had been in the yard at Sundvik since March with a broken shaft. The repair "
    "cost £1.3 million, of which the county pays half.",
    "source": "The Harbour Post",
    "authors": ["Ida Moller"],
    "published_at": "2025-04-03",
    "url": "https://harbour.example/ferry?utm_source=feed",
}
COPY = FERRY | {
    "id": "ferry-copy",
    "source": "County Wire",
    "published_at": "2025-04-04T08:30:00+00:00",
    "url": "https://wire.example/2025/ferry",
}
MILL = {
    "id": "mill",
    "title": "Paper mill at Orsk closes in autumn",
    "text": "The paper mill at Orsk closes on 30 September and 214 people lose their work, its "
    "owner said on Tuesday. A buyer was looked for in vain for two years.",
    "source": "Valley Courier",
    "authors": [],
    "published_at": "2025-05-06",
}
EDITED = MILL | {"text": MILL["text"].replace("214", "241"), "published_at": "2025-06-10"}
GULLS = {
    "id": "gulls",
    "title": "Möwen über Sundvik",
    "text": "In Sundvik brüten in diesem Jahr 380 Paare der Silbermöwe, so viele wie nie zuvor. "
    "Das hat der Vogelbund am Sonntag gezählt und der Gemeinde mitgeteilt.",
    "source": "Nordkurier",
    "authors": ["Jens Ahl", "Mia Ott"],
    "published_at": "",
}
GONE = {"id": "gone", "title": "Withdrawn", "text": "What stood here was not so.", "source": "W"}
QUESTION = "When does the ferry to Halm sail again?"


def newsdesk(*arguments: str) -> None:
    from bot import cli

    sys.argv = ["newsdesk", *arguments]
    try:
        cli.main()
    except SystemExit as ended:
        if ended.code:
            raise


def read(data: Path, *articles: dict[str, object]) -> None:
    news = data.with_name("news.jsonl")
    news.write_text("".join(f"{json.dumps(one)}\n" for one in articles), encoding="utf-8")
    newsdesk("ingest", str(news), "--data", str(data))


def fill(data: Path) -> None:
    read(data, FERRY, COPY, MILL, GULLS, GONE)
    read(data, FERRY, COPY, EDITED, GULLS, GONE)
    try:
        from bot.channels.slack.ledger import Asked, Ledger
        from bot.conversation.conversations import Conversations
        from ingest.stored.library import Library
    except ImportError:  # the first version
        return
    newsdesk("remove", "gone", "--data", str(data))
    newsdesk("ask", QUESTION, "--data", str(data))
    newsdesk("keys", "create", "a program", "--data", str(data))
    library = Library(data)
    with library.database.asked() as db:
        (answer,) = db.exec_driver_sql("SELECT id FROM answers").scalars()
    kept = Conversations(library)
    kept.feedback.give(answer, "up", reason="It says it.", owner="a reader")
    kept.claims.claim("once")
    asked = Asked(key="C1:1.0", team="T1", channel="C1", direct=False, root="1.0", user="U1", text=QUESTION, how="mention", at=1.0)  # fmt: skip # noqa: E501
    Ledger(library.database).claim(asked)
    library.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, chdir(folder):  # which holds no config.yaml
        sys.stdout, shown = sys.stderr, sys.stdout
        fill(Path(folder) / "data")
        with closing(sqlite3.connect(Path(folder) / "data" / "library.sqlite")) as db:
            for line in db.iterdump():
                shown.write(f"{line.replace(folder, '/srv')}\n")
