"""A question in Slack from beginning to end: taken on once, answered in its place, kept."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from bot.answer.answer import statement_json, to_json
from bot.answer.written.generate import Writer
from bot.ask import Ask, ask
from bot.channels import outward
from bot.channels.live import closing
from bot.channels.render import many
from bot.channels.slack import adding, policy
from bot.channels.slack.errors import SlackRefused
from bot.channels.slack.events import Deleted, Heard
from bot.channels.slack.ledger import MOST_TRIES, Asked, Ledger, Row
from bot.channels.slack.private import Slack, ToAsker
from bot.channels.slack.render import said
from bot.channels.slack.reply import Reply, ToThread, remove
from bot.channels.slack.talks import talk_of
from bot.channels.slack.tasks import Tasks
from bot.conversation.conversations import Conversations
from bot.errors import BotError
from bot.events import Done, PassagesFound, Stated
from bot.question.posed import pose
from ingest.errors import IngestError
from ingest.runs.jobs import Jobs
from ingest.settings import SlackChannelSettings, SlackSettings
from ingest.store import Store

SEARCHING = "is searching the articles…"
NO_WORDS = "I read words alone. Write your question, and I answer it from the articles."
ANEW = "We start over. What would you like to know?"
BROKEN = (
    "Something went wrong while this was answered. The log of the server says what. "
    "Please ask again."
)
EDIT_AGAIN = "Your question is not answered as you changed it: change it once more, please."
_NEW = {"new", "reset", "start over", "new conversation"}

log = logging.getLogger(__name__)


class Desk:
    """Answers what is asked in one workspace, from one opened data folder."""

    def __init__(
        self,
        store: Store,
        writers: tuple[Writer, ...],
        slack: Slack,
        ledger: Ledger,
        kept: Conversations,
        *,
        jobs: Jobs | None = None,
        ask: Ask = ask,
    ) -> None:
        """
        Args:
            jobs: where articles are added; without them nobody may.
            ask: what answers.
        """
        self._arriving, self._changing = asyncio.Lock(), asyncio.Lock()
        self.store, self._writers, self._jobs, self._ask = store, writers, jobs, ask
        self.slack, self.ledger, self.kept = slack, ledger, kept
        self._places = asyncio.Semaphore(store.settings.server.concurrent_questions)
        self._tasks = Tasks()
        self._unclaimed: deque[str] = deque(maxlen=1000)  # keys of what could not be taken on

    @property
    def settings(self) -> SlackSettings:
        return self.store.settings.slack

    @property
    def public_url(self) -> str:
        return self.store.settings.server.public_url

    # ---- what happens in the workspace

    async def heard(self, heard: Heard | Deleted | None) -> None:
        """A message was written, edited or deleted."""
        match heard:
            case Deleted():
                await self._deleted(heard)
            case Heard(edited=edited) if edited and await self._edited(heard):
                pass
            case Heard(edited=edited):
                if not await self._written(heard) and edited:
                    await self._edited(heard)  # it was being taken on as it was before

    async def asked(self, asked: Asked) -> bool:
        """Answer a question, unless it is or was taken on; whether it was not."""
        try:
            if not await asyncio.to_thread(self.ledger.claim, asked):
                return False
        except IngestError as error:  # without the table nobody knows; a word comes once from here
            is_first = asked.key not in self._unclaimed
            self._unclaimed.append(asked.key)
            if is_first:
                await self._told(asked, outward.sentence(error, "Slack"))
            return is_first
        self._tasks.start(asked, self._answer(asked))
        return True

    async def sweep(self) -> None:
        """Keep what is worked on; take over what another process left open."""
        if working := self._tasks.keys:
            await asyncio.to_thread(self.ledger.renew, working)
        for row in await asyncio.to_thread(self.ledger.take_over):
            if row.asked.key not in working:
                self._tasks.start(row.asked, self._resumed(row))

    async def close(self) -> None:
        """End, and leave what is not done soon to whoever comes next."""
        if left := await self._tasks.close():
            await asyncio.to_thread(self.ledger.release, left)

    # ---- messages

    async def _written(self, heard: Heard) -> bool:
        async with self._arriving:  # or one whose claim takes longer is overtaken
            return await self._taken_on(heard)

    async def _taken_on(self, heard: Heard) -> bool:
        where = policy.of(self.settings, heard.channel)
        speaks = bool(heard.root and await self._askers(heard.channel, heard.root))
        how = policy.wants(heard, where, speaks=speaks)
        if how is None or self._is_old(float(heard.edited or heard.ts)):
            return False
        if not heard.text and how not in {"direct", "mention"}:
            return False
        return await self.asked(policy.asked(heard, how))

    async def _edited(self, heard: Heard) -> bool:
        """Answer an edited question anew, in the place of its answer; whether it was one."""
        before = await asyncio.to_thread(self.ledger.row, heard.key)
        if before is None:
            return False
        asked = replace(policy.asked(heard, before.asked.how), at=time.time())
        async with self._changing:  # or an edit that takes longer ends after a later one
            try:
                taken = await asyncio.to_thread(self.ledger.reclaim, asked, heard.edited)
            except IngestError as error:  # what was answered before stays
                await self._told(asked, f"{outward.sentence(error, 'Slack')} {EDIT_AGAIN}")
                return True
            if taken is not None:
                latest = await self._stopped(taken)
                await self._forget(taken)
                self._tasks.start(asked, self._answer(asked, replaced=latest.replies))
        return True

    async def _deleted(self, deleted: Deleted) -> None:
        early = not self._is_old(float(deleted.ts))
        async with self._changing:
            row = await asyncio.to_thread(self.ledger.gone, deleted.key, early=early)
            if row is None:
                return
            latest = await self._stopped(row)
        for ts in latest.replies:
            await remove(self.slack.client, row.asked.channel, ts)

    async def _stopped(self, row: Row) -> Row:
        """End the work on a question and forget its answer; its row after that."""
        await self._tasks.stop(row.asked.key)
        latest = await asyncio.to_thread(self.ledger.row, row.asked.key) or row
        await self._forget(latest)
        return latest

    async def _forget(self, row: Row) -> None:
        if row.answer:
            await asyncio.to_thread(self.kept.forget_answer, row.answer)

    async def _resumed(self, row: Row) -> None:
        """Answer anew what was left half answered; what stands there of it goes."""
        if row.tries > MOST_TRIES:
            await self._told(row.asked, BROKEN)
            await asyncio.to_thread(self.ledger.finish, row.asked)
            return
        await self._forget(row)
        for ts in row.replies:
            await remove(self.slack.client, row.asked.channel, ts)
        if self._is_old(row.asked.at):
            await asyncio.to_thread(self.ledger.finish, row.asked)
            return
        await self._answer(row.asked)

    # ---- answering

    async def _answer(self, asked: Asked, *, replaced: tuple[str, ...] = ()) -> None:
        """Answer, or say why not; then it is done for good."""
        async with self._tasks.in_turn(asked):
            reply = await self._reply(asked, replaced)
            try:
                await self._worked_or_told(asked, reply)
            except asyncio.CancelledError:  # edited, deleted, or the end: somebody else goes on
                await reply.cut()
                raise
        await asyncio.to_thread(self.ledger.finish, asked)

    async def _worked_or_told(self, asked: Asked, reply: Reply) -> None:
        """Answer; where that fails, a word of why instead."""
        try:
            await self._worked(asked, reply)
        except SlackRefused as error:
            log.warning("An answer in %s did not get there. %s", asked.channel, error)
        except (BotError, IngestError) as error:
            await self._told(asked, outward.sentence(error, "Slack"), reply)
        except Exception:  # the last place before the asker, who is owed a word either way
            log.exception("A question in %s could not be answered.", asked.channel)
            await self._told(asked, BROKEN, reply)

    async def _worked(self, asked: Asked, reply: Reply) -> None:
        where = policy.of(self.settings, asked.channel)
        refusal = await asyncio.to_thread(policy.refusal, asked, self.settings, self.ledger)
        if refusal:
            await asyncio.to_thread(self.ledger.finish, asked, "refused")  # the next may be there
            await self._told(asked, refusal, reply)
        elif not asked.text:
            await reply.tell(NO_WORDS)
        elif asked.text.casefold().strip(".!") in _NEW:
            await asyncio.to_thread(self.ledger.finish, asked, "new")
            await reply.tell(ANEW)
        elif targets := adding.targets(asked.text):
            await reply.status("is reading…")
            await reply.tell(await adding.added(targets, asked.user, where, self._jobs))
        else:
            async with self._places:
                await self._questioned(asked, where, reply)

    async def _questioned(self, asked: Asked, where: SlackChannelSettings, reply: Reply) -> None:
        is_silent = where.silent and asked.how not in {"direct", "command", "button"}
        if not is_silent:
            await reply.status(SEARCHING)
        limits = policy.limits(where)
        question = await asyncio.to_thread(pose, self.store, asked.text, limits=limits)
        talk = await asyncio.to_thread(talk_of, asked, self.ledger, self.kept)
        body: dict[str, Any] = {}
        how: dict[str, Any] = {"writers": self._writers, "talk": talk, "followups": True}
        async with closing(self._ask(self.store, question, **how)) as events:
            async for event in events:
                match event:
                    case PassagesFound(hits) if hits and self._writers and not is_silent:
                        await reply.status(f"is reading {many(len(hits), 'passage')}…")
                    case Stated(statement, _):
                        await reply.say(said(statement_json(statement)))
                    case Done(answer):
                        body = to_json(answer)
        if body["conversation"]:
            known = {"conversation": body["conversation"], "answer": body["id"]}
            await asyncio.to_thread(self.ledger.answered, asked.key, **known)
        if not is_silent or body["statements"]:
            await reply.done(body)

    # ---- where it goes

    async def _reply(
        self, asked: Asked, replaced: tuple[str, ...] = (), *, beside: bool = False
    ) -> Reply:
        """Where a question is answered: in the place of those messages, or `beside` what stands."""
        where = policy.of(self.settings, asked.channel)
        alone = where.reply == "asker" and not asked.direct
        if asked.response_url or alone:
            return ToAsker(
                self.slack.client, asked, public=self.public_url, respond=self.slack.respond
            )
        several = not asked.direct and await self._are_several(asked)

        async def noted(replies: list[str]) -> None:
            try:
                await asyncio.to_thread(self.ledger.replied, asked.key, replies, beside=beside)
            except IngestError as error:  # an edit will not find it; it is an answer all the same
                log.warning("Slack: %s", error)

        return ToThread(
            self.slack.client,
            self.slack.quick,
            asked,
            noted,
            public=self.public_url,
            head=f"<@{asked.user}>" if several else "",
            replaced=replaced,
        )

    async def _are_several(self, asked: Asked) -> bool:
        askers = await self._askers(asked.channel, asked.root)
        return any(one != asked.user for one in askers)

    async def _askers(self, channel: str, root: str) -> Collection[str]:
        """Who asked in a thread; nobody where that cannot be read, for what follows says so."""
        try:
            return await asyncio.to_thread(self.ledger.askers, channel, root)
        except IngestError:
            return ()

    async def _told(self, asked: Asked, text: str, reply: Reply | None = None) -> None:
        """Say a word instead of an answer, if somebody waits for one and Slack still takes it."""
        if asked.how == "listening" and policy.of(self.settings, asked.channel).silent:
            return
        try:
            await (reply or await self._reply(asked, beside=True)).tell(text)
        except SlackRefused as error:
            log.warning("A word in %s did not get there. %s", asked.channel, error)

    def _is_old(self, at: float) -> bool:
        return time.time() - at > 60 * self.settings.missed_minutes
