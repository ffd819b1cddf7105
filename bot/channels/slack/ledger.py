"""Who has taken which question on: once, over processes, restarts and Slack's repetitions.

A table in the library's own file. A row is made by whoever comes first and holds the question, so
that another process, or the same one started anew, answers what one that was killed left open. Its
lease says how long nobody else may; who works renews it. The row stays for a week: an edit or a
deletion of the question finds the replies by it, a reply in a thread the conversation.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import sqlalchemy as sa

from ingest.stored.database import Database

PATIENCE = 2.0  # seconds that a turn to write is waited for; Slack waits for three
KEPT = 7 * 24 * 3600.0  # seconds
MOST_TRIES = 3  # times that a question is taken on: one that kills its process must not go on
LEASE = 12.0  # seconds
RESUMED = 3600.0  # seconds after which a message in a direct channel no longer follows the last

_metadata = sa.MetaData()
_work = sa.Table(
    "slack_work",
    _metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("channel", sa.Text, nullable=False, index=True),
    sa.Column("root", sa.Text, nullable=False),  # ts of the thread
    sa.Column("user", sa.Text, nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False, index=True),  # when it was taken on first
    sa.Column("lease", sa.Float, nullable=False),  # until when; of use while it is open
    # "open", "done", "refused" (one too many), "gone" (deleted), "new" (asked for)
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False, default=1),
    sa.Column("edited", sa.Text, nullable=False, default=""),  # ts of the last edit taken on
    sa.Column("asked", sa.JSON, nullable=False),
    sa.Column("replies", sa.JSON, nullable=False, default=list),  # ts of our messages
    sa.Column("conversation", sa.Text, nullable=False, default=""),
    sa.Column("answer", sa.Text, nullable=False, default=""),
)

How = Literal["mention", "direct", "thread", "listening", "button", "command", "check"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, and where its answer goes."""

    key: str  # names it for good
    team: str
    channel: str
    direct: bool  # a direct channel
    root: str  # ts of the thread that the answer goes to, "" for a command
    user: str
    text: str  # plain words
    how: How
    at: float  # when it was asked, seconds since 1970
    follows: bool = True  # it stands in a thread, and not at the top of a channel
    home: str = ""  # the user's workspace, where that is another
    response_url: str = ""  # of a command: answers to the asker alone


# A message that nobody has asked anything with: it was deleted before it was heard.
_NOBODYS = Asked(
    key="", team="", channel="", direct=False, root="", user="", text="", how="mention", at=0.0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A question that was taken on."""

    asked: Asked
    state: str
    tries: int
    replies: tuple[str, ...]
    conversation: str
    answer: str


class Ledger:
    """The table in one library; any thread and several processes may use it at once."""

    def __init__(
        self, database: Database, *, lease: float = LEASE, clock: Callable[[], float] = time.time
    ) -> None:
        """Raises:
        DataFolderError: the library did not answer.
        """
        self._database, self._lease, self._clock = database, lease, clock
        with self._written() as db:
            for table in _metadata.sorted_tables:
                db.execute(sa.schema.CreateTable(table, if_not_exists=True))
                for index in sorted(table.indexes, key=lambda one: str(one.name)):
                    db.execute(sa.schema.CreateIndex(index, if_not_exists=True))
            self._expire(db)

    # Each raises DataFolderError where the library does not answer.

    def claim(self, asked: Asked, *, state: str = "open") -> bool:
        """Whether the caller is the first to take this question on.

        Args:
            state: "done" for what nobody else need take over.
        """
        with self._written() as db:
            self._expire(db)
            return self._inserted(db, asked, state)

    def reclaim(self, asked: Asked, edited: str) -> Row | None:
        """Take a question on again, as it was edited; its row before that.

        None: it was never taken on, is gone, or another has this edit or a later one.
        """
        with self._written() as db:
            of = (_work.c.key == asked.key) & (_work.c.edited < edited) & (_work.c.state != "gone")
            before = db.execute(sa.select(_work).where(of)).first()
            if before is None:
                return None
            if before.state in {"open", "done"}:  # what was answered before counts by itself
                spent = replace(_wordless(asked), key=f"{asked.key}:{before.at}", root="")
                self._inserted(db, spent, "done", at=before.at)
            now = self._clock()
            changed = {"asked": asdict(asked), "edited": edited, "state": "open", "tries": 1}
            changed |= {"at": now, "lease": now + self._lease, "answer": ""}
            db.execute(_work.update().where(_work.c.key == asked.key).values(changed))
        return _row(before)

    def take_over(self) -> list[Row]:
        """What was left open by whoever had it; it is the caller's now."""
        now = self._clock()
        left = (_work.c.state == "open") & (_work.c.lease < now)
        with self._database.asked() as db:  # looked at first: nearly always there is nothing
            if db.execute(sa.select(_work.c.key).where(left)).first() is None:
                return []
        with self._written() as db:
            rows = db.execute(sa.select(_work).where(left)).all()
            mine = _work.update().where(_work.c.key.in_([row.key for row in rows]))
            db.execute(mine.values(lease=now + self._lease, tries=_work.c.tries + 1))
        return [replace(_row(row), tries=row.tries + 1) for row in rows]

    def renew(self, keys: Iterable[str]) -> None:
        """Who has these works on."""
        own = _work.update().where(_work.c.key.in_(list(keys)))
        with self._written() as db:
            db.execute(own.values(lease=self._clock() + self._lease))

    def release(self, keys: Iterable[str]) -> None:
        """Leave these to whoever comes next."""
        with self._written() as db:
            db.execute(_work.update().where(_work.c.key.in_(list(keys))).values(lease=0.0))

    def replied(self, key: str, replies: Iterable[str], *, beside: bool = False) -> None:
        """These are our messages; `beside` those before, which stay."""
        own = _work.c.key == key
        with self._written() as db:
            before = db.scalar(sa.select(_work.c.replies).where(own)) if beside else None
            db.execute(_work.update().where(own).values(replies=[*(before or ()), *replies]))

    def answered(self, key: str, *, conversation: str, answer: str) -> None:
        """What is kept of it; before anybody sees the end, so that a deletion finds it."""
        kept = {"conversation": conversation, "answer": answer}
        with self._written() as db:
            db.execute(_work.update().where(_work.c.key == key).values(kept))

    def finish(self, asked: Asked, state: str = "done") -> None:
        """It is answered, or as good as. Its words are not needed any more, and go.

        Args:
            state: "new" where what is asked from here on goes on with nothing before it, "refused"
                where it was one too many.
        """
        done = {"state": state, "asked": asdict(_wordless(asked))}
        own = (_work.c.key == asked.key) & _work.c.state.in_(("open", "done"))
        with self._written() as db:
            db.execute(_work.update().where(own).values(done))

    def gone(self, key: str, *, early: bool = False) -> Row | None:
        """The question was deleted; its row before that, None where there is none.

        Args:
            early: where there is none, it may be heard yet, and is not to be answered then.
        """
        own = _work.c.key == key
        with self._written() as db:
            before = db.execute(sa.select(_work).where(own)).first()
            db.execute(_work.update().where(own).values(state="gone"))
            if before is None and early:
                self._inserted(db, replace(_NOBODYS, key=key), "gone")
        return _row(before) if before and before.state != "gone" else None

    def forget(self, user: str) -> int:
        """Delete what is known of somebody's questions; how many there were."""
        with self._written() as db:
            return db.execute(sa.delete(_work).where(_work.c.user == user)).rowcount

    # ---- what was before

    def row(self, key: str) -> Row | None:
        with self._database.asked() as db:
            found = db.execute(sa.select(_work).where(_work.c.key == key)).first()
        return _row(found) if found else None

    def askers(self, channel: str, root: str) -> list[str]:
        """Who was answered in a thread, each once; [] where the bot does not speak.

        It does not where it only listened and found nothing to say.
        """
        columns = sa.select(_work.c.user, _work.c.replies, _work.c.asked).order_by(_work.c.at)
        of = (_work.c.channel == channel) & (_work.c.root == root) & (_work.c.state != "gone")
        with self._database.asked() as db:
            rows = db.execute(columns.where(of)).all()
        spoken = [row.user for row in rows if row.replies or row.asked["how"] != "listening"]
        return list(dict.fromkeys(spoken))

    def conversation(self, asked: Asked) -> tuple[str, bool]:
        """The conversation that a question goes on with, and whether it is the asker's own.

        In a thread that is the asker's, else the last of anybody's; at the top of a direct channel
        the last one there, if that is not long ago; of what the asker alone sees, the asker's own,
        likewise. ("", False) where there is none, or where "new" was said since.
        """
        in_thread = _work.c.root == asked.root
        if asked.direct and not asked.follows:
            in_thread = _work.c.at > self._clock() - RESUMED
        elif not asked.root:
            in_thread &= (_work.c.at > self._clock() - RESUMED) & (_work.c.user == asked.user)
        of = (_work.c.channel == asked.channel) & in_thread & (_work.c.key != asked.key)
        told = (_work.c.conversation != "") | (_work.c.state == "new")
        latest = sa.select(_work).where(of & told).order_by(_work.c.at.desc())
        with self._database.asked() as db:
            own = db.execute(latest.where(_work.c.user == asked.user)).first()
            if own is not None:
                return own.conversation, bool(own.conversation)
            last = db.execute(latest).first()
        return (last.conversation, False) if last is not None else ("", False)

    def count_before(self, asked: Asked, seconds: float, *, of: Literal["user", "channel"]) -> int:
        """How many questions of the same person or channel were taken on lately, before this one;
        what was refused is none of them.
        """
        lately = (_work.c.at > self._clock() - seconds) & _work.c.state.not_in(("new", "refused"))
        same = _work.c.user == asked.user if of == "user" else _work.c.channel == asked.channel
        own = sa.select(_work.c.at).where(_work.c.key == asked.key).scalar_subquery()
        before = (_work.c.at <= own) & (_work.c.key != asked.key)
        counted = sa.select(sa.func.count()).select_from(_work).where(lately & same & before)
        with self._database.asked() as db:
            return db.scalar(counted) or 0

    def threads(self, seconds: float) -> list[tuple[str, str]]:
        """The channel and root of the threads that were spoken in lately, the last first."""
        of = (_work.c.at > self._clock() - seconds) & (_work.c.root != "")
        columns = sa.select(_work.c.channel, _work.c.root).where(of)
        grouped = columns.group_by(_work.c.channel, _work.c.root)
        with self._database.asked() as db:
            rows = db.execute(grouped.order_by(sa.func.max(_work.c.at).desc()))
            return [(row.channel, row.root) for row in rows]

    def _inserted(
        self, db: sa.Connection, asked: Asked, state: str, *, at: float | None = None
    ) -> bool:
        """Whether there was no row of that key."""
        now = self._clock()
        row = {
            "key": asked.key,
            "channel": asked.channel,
            "root": asked.root,
            "user": asked.user,
            "at": now if at is None else at,
            "lease": now + self._lease,
            "state": state,
            "asked": asdict(asked),
        }
        return db.execute(_work.insert().prefix_with("OR IGNORE").values(row)).rowcount == 1

    def _expire(self, db: sa.Connection) -> None:
        db.execute(sa.delete(_work).where(_work.c.at < self._clock() - KEPT))

    def _written(self) -> AbstractContextManager[sa.Connection]:
        return self._database.written(patience=PATIENCE)


def _wordless(asked: Asked) -> Asked:
    return replace(asked, text="", response_url="")


def _row(row: Any) -> Row:
    return Row(
        asked=Asked(**row.asked),
        state=row.state,
        tries=row.tries,
        replies=tuple(row.replies),
        conversation=row.conversation,
        answer=row.answer,
    )
