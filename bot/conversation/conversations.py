"""Conversations, their answers and what was thought of them, kept in the library.

Keeping is a service to the asker, never a condition: a full disk or a locked library loses the
record, says so in the log, and the answer is given all the same. Who may read what is for the
channel to say, by the `owner` that it gave.
"""

import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from bot.answer.answer import Answer, to_json
from bot.conversation import corrections, recalled, retention, tables
from bot.conversation.claims import Claims
from bot.conversation.feedback import Feedbacks
from bot.conversation.kept import Kept, now
from bot.conversation.tables import answers, conversations, named
from bot.conversation.talk import Talk
from bot.errors import AnswerNotFound, ConversationNotFound
from ingest.errors import DataFolderError
from ingest.stored.library import Library

if TYPE_CHECKING:  # a list of answers is read without opening a store
    from ingest.store import Store

# Made once: to make one takes longer than to have it done.
_USED = (
    conversations.update()
    .where(conversations.c.id == sa.bindparam("of"))
    .values(used_at=sa.bindparam("now"))
)
_NEW = insert(conversations)
_BEGUN = _NEW.on_conflict_do_update(
    index_elements=[conversations.c.id], set_={"used_at": _NEW.excluded.used_at}
)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What is known of a conversation beside its answers."""

    id: str
    channel: str
    owner: str
    created_at: str  # ISO 8601 in UTC, as all times here
    used_at: str
    title: str  # its first question, "" while there is none
    answers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An answer in a list."""

    id: str
    conversation: str
    asked_at: str
    question: str
    outcome: str


def in_store(store: "Store") -> "Conversations":
    """Those in the store's library, kept as long as its settings say.

    A process makes one and hands it around: each takes taken-down articles out of the answers.
    """
    return Conversations(store.library, keep_days=store.settings.conversations.keep_days)


class Conversations:
    """Those in one library. Any thread and several processes may use them at once.

    Taking an article down in that library takes its words out of the answers as well, in the same
    transaction.
    """

    def __init__(self, library: Library, *, keep_days: int = retention.KEEP_DAYS) -> None:
        """Args:
        keep_days: after which answers are deleted by `expire`; with 0 none is kept at all.
        """
        self._library, self._keep_days = library, keep_days
        self._kept = Kept(library.database)
        self._read, self._written = self._kept.read, self._kept.written
        self.feedback = Feedbacks(self._kept)
        self.claims = Claims(self._kept)
        library.when_taken_down.append(self._taken_down)

    # ---- conversations

    def start(self, channel: str, owner: str = "", *, asker: str = "") -> Talk:
        """A new conversation. It is written with its first answer: who asks nothing leaves nothing.

        Args:
            channel: "page", "rest", "slack", "command".
            owner: whose it is, opaque: a browser's token, an API key's id, a Slack thread.
            asker: see `Talk`.
        """
        return Talk(
            id=secrets.token_hex(16),
            channel=channel,
            owner=owner,
            is_new=True,
            asker=asker,
            kept=self,
        )

    def conversation(self, conversation_id: str) -> Conversation:
        """Raises:
        ConversationNotFound: there is none with that id, or it was too old.
        """
        found = self._list(conversations.c.id == conversation_id)
        if not found:
            raise ConversationNotFound(conversation_id)
        return found[0]

    def of(self, owner: str) -> list[Conversation]:
        """Those of an owner, last used first; [] for "", which is nobody."""
        return self._list((conversations.c.owner == owner) & (conversations.c.owner != ""))

    def talk(self, conversation_id: str, *, asker: str = "") -> Talk:
        """What `ask` has to know to answer the next question of a conversation.

        Raises:
            ConversationNotFound: there is none with that id, or it was too old.
        """
        with self._read() as db:
            of = sa.select(conversations).where(conversations.c.id == conversation_id)
            own = db.execute(of).first() if db is not None else None
            if db is None or own is None:
                raise ConversationNotFound(conversation_id)
            last = (
                sa.select(answers)
                .where(answers.c.conversation_id == conversation_id)
                .where(answers.c.outcome.in_(recalled.OUTCOMES))
                .order_by(answers.c.asked_at.desc())
                .limit(recalled.MOST)
            )
            turns = recalled.turns(db.execute(last).all()[::-1], db)
        return Talk(
            earlier=turns,
            id=own.id,
            channel=own.channel,
            owner=own.owner,
            asker=asker,
            kept=self,
        )

    def forget(self, conversation_id: str) -> bool:
        """Delete a conversation with its answers and feedback. Whether there was one."""
        with self._written() as db:
            gone = sa.delete(conversations).where(conversations.c.id == conversation_id)
            return db.execute(gone).rowcount > 0

    # ---- answers

    def keep(self, answer: Answer, talk: Talk) -> bool:
        """Keep an answer in its conversation. False, and a line in the log, where that failed."""
        if not self._keep_days:
            return False
        try:
            with self._written() as db:
                moment = now()
                if not self._used(db, talk, moment):
                    log.warning("An answer is not kept: its conversation was deleted meanwhile.")
                    return False
                body = to_json(answer)
                db.execute(
                    answers.insert().values(
                        id=answer.id,
                        conversation_id=talk.id,
                        asked_at=moment,
                        asker=talk.asker,
                        question=_writable(answer.question),
                        whole=_writable(body["searched"]["understood"].get("as") or ""),
                        outcome=answer.outcome.value,
                        body=body,
                    )
                )
                if rows := corrections.articles_in(body):
                    db.execute(named.insert(), [{"answer_id": answer.id, **row} for row in rows])
        except DataFolderError as error:
            log.warning("An answer is not kept. %s", error)
            return False
        return True

    def _used(self, db: sa.Connection, talk: Talk, moment: str) -> bool:
        """Note that a conversation goes on; False where it was deleted."""
        if not talk.is_new:
            return bool(db.execute(_USED, {"of": talk.id, "now": moment}).rowcount)
        row = {"id": talk.id, "channel": talk.channel, "owner": talk.owner}
        db.execute(_BEGUN, {**row, "created_at": moment, "used_at": moment})
        return True

    def answer(self, answer_id: str) -> dict[str, Any]:
        """The answer as JSON, as it was given, and what became of its articles since.

        See corrections.py for the keys and notes that are added.

        Raises:
            AnswerNotFound: there is none with that id, or it was too old.
        """
        with self._read() as db:
            found = sa.select(answers).where(answers.c.id == answer_id)
            row = db.execute(found).first() if db is not None else None
        if row is None:
            raise AnswerNotFound(answer_id)
        return self._told(row)

    def answers_of(self, conversation_id: str) -> list[dict[str, Any]]:
        """All answers of a conversation, oldest first, as `answer`."""
        of = answers.c.conversation_id == conversation_id
        with self._read() as db:
            found = sa.select(answers).where(of).order_by(answers.c.asked_at)
            rows = db.execute(found).all() if db is not None else []
        return [self._told(row) for row in rows]

    def recent(self, most: int = 20) -> list[Asked]:
        """The answers given last, newest first."""
        return self._asked_where(sa.true(), most)

    def citing(self, article_id: str, most: int = 10_000) -> list[Asked]:
        """The answers that quote an article in any of its versions, newest first."""
        quoting = (named.c.article_id == article_id) & named.c.quoted
        ids = sa.select(named.c.answer_id).where(quoting)
        return self._asked_where(answers.c.id.in_(ids), most)

    def forget_answer(self, answer_id: str) -> bool:
        """Delete one answer and its feedback. Whether there was one."""
        with self._written() as db:
            return db.execute(sa.delete(answers).where(answers.c.id == answer_id)).rowcount > 0

    # ---- age

    def expire(self, *, at: datetime | None = None) -> int:
        """Delete what is too old, see retention.py; return how many answers went.

        Raises:
            DataFolderError: the library did not answer.
        """
        database = self._library.database
        return retention.expire(
            database, self._kept, at or datetime.now(UTC), keep_days=self._keep_days
        )

    # ---- how

    def _taken_down(self, db: sa.Connection, article_id: str) -> None:
        if tables.are_there(db):
            corrections.withdraw(db, article_id)

    def _told(self, row: sa.Row[Any]) -> dict[str, Any]:
        return corrections.told(self._library, row.body) | {"asked_at": row.asked_at}

    def _asked_where(self, which: sa.ColumnElement[bool], most: int) -> list[Asked]:
        columns = sa.select(
            answers.c.id,
            answers.c.conversation_id.label("conversation"),
            answers.c.asked_at,
            answers.c.question,
            answers.c.outcome,
        )
        with self._read() as db:
            if db is None:
                return []
            found = columns.where(which).order_by(answers.c.asked_at.desc()).limit(most)
            return [Asked(**row._mapping) for row in db.execute(found)]

    def _list(self, which: sa.ColumnElement[bool]) -> list[Conversation]:
        own = answers.c.conversation_id == conversations.c.id
        first = sa.select(answers.c.question).where(own).order_by(answers.c.asked_at).limit(1)
        many = sa.select(sa.func.count()).select_from(answers).where(own)
        columns = sa.select(
            conversations,
            sa.func.coalesce(first.scalar_subquery(), "").label("title"),
            many.scalar_subquery().label("answers"),
        )
        with self._read() as db:
            if db is None:
                return []
            found = columns.where(which).order_by(conversations.c.used_at.desc())
            return [Conversation(**row._mapping) for row in db.execute(found)]


def _writable(text: str) -> str:
    """Half a surrogate pair, as JSON may hold it, cannot be written."""
    return text.encode("utf-8", "replace").decode()
