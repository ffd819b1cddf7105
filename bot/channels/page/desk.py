"""What happens on the page, over one store: a question is taken in, answered step by step, kept."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import gradio as gr

from bot.answer.answer import citation_json, statement_json, to_json
from bot.answer.written.generate import Writer
from bot.ask import Ask, ask
from bot.channels import outward
from bot.channels.live import closing
from bot.channels.page import markup, views, words
from bot.channels.page.sign_in import SignIn
from bot.channels.page.turns import Turn, Turns, Within, conversation
from bot.channels.render import answer_markdown, many
from bot.conversation.conversations import Conversations
from bot.conversation.feedback import LONGEST_REASON, LONGEST_WORDS
from bot.conversation.talk import Talk
from bot.errors import AnswerNotFound, BotError, ConversationNotFound
from bot.events import Done, PassagesFound, Searching, Stated
from bot.keys import Scope
from bot.question.posed import pose
from bot.question.understanding import IGNORABLE, Question
from ingest.article import in_words
from ingest.errors import IngestError
from ingest.limits import Limits
from ingest.runs.jobs import Jobs
from ingest.store import Store

KEPT = 100  # questions of one conversation that stay on the page
# The sample corpus is known by one of its outlets, which exists nowhere else.
SAMPLE_OUTLET = "Wendel Valley Post"
SAMPLE_QUESTIONS = (
    "How much of the extra cost of the Quayside tramway is due to the culvert under Mill Lane?",
    "Why did Helen Brack resign?",
    "How many patients' records were copied at St Brannock's Infirmary?",
    "How much will the repair of the Orrin dam cost?",
    "How much will be invested in Stargate within four years?",
)

EARLIER = 30  # conversations of a browser that are listed
_OWNER = re.compile(r"[0-9a-f]{32}")  # what page.js makes

log = logging.getLogger(__name__)


class Desk:
    """The page's handlers."""

    def __init__(
        self,
        store: Store,
        writers: tuple[Writer, ...],
        sign_in: SignIn,
        kept: Conversations,
        jobs: Jobs | None = None,
        *,
        ask: Ask = ask,
    ) -> None:
        """
        Args:
            jobs: where articles are added; without them nobody may.
            ask: what answers.
        """
        self.store, self.writers, self._ask = store, writers, ask
        self._log_questions = store.settings.server.log_questions
        self.sign_in, self.jobs = sign_in, jobs
        self.conversations = kept

    def held(self) -> str:
        """What the library holds, how answers are written, and what can be asked."""
        library = self.store.library
        counts = library.at_hand.counts()
        first, last = library.oldest_date(), library.at_hand.newest_date()
        outlets = library.outlets()
        parts = [many(counts.articles, "article")]
        parts += [many(len(outlets), "outlet")] if outlets else []
        parts += [f"{in_words(first)} to {in_words(last)}"] if last else []
        holdings = ", ".join(parts) if counts.articles else words.EMPTY
        manner = words.TAKEN
        if self.writers:
            manner = f"Answers are written by {self.writers[0].name} and checked against quotes."
        return views.held(holdings=holdings, manner=manner, examples=self._examples(outlets))

    def recounted(self, chosen: list[str] | None) -> Any:
        """`held` and the outlets to choose from, as they are now.

        What is chosen stays among them when its last article has gone, and the answer says that
        there is no such outlet: to leave it out would be to search all, and Gradio takes no event
        with a choice that it does not know.
        """
        try:
            return self.held(), self._outlets(chosen or ())
        except IngestError:  # the answer says what is wrong
            return gr.skip(), gr.skip()

    def _examples(self, outlets: list[str]) -> tuple[str, ...]:
        return SAMPLE_QUESTIONS if SAMPLE_OUTLET in outlets else ()

    # ---- a question

    def accept(self, text: str, turns: Turns, within: Within, sources: list[str] | None) -> Any:
        """Show the question at once; `reply` answers it when there is a free place."""
        return self._accepted(text, turns, replace(within, sources=tuple(sources or ())))

    def accept_pressed(
        self, turns: Turns, within: Within, sources: list[str] | None, event: gr.EventData
    ) -> Any:
        """A question that was pressed: an example, a suggestion, or one without what is ignored."""
        said = event._data or {}
        ignore = tuple(one for one in str(said.get("ignore") or "").split(",") if one in IGNORABLE)
        within = replace(within, sources=tuple(sources or ()))
        return self._accepted(str(said.get("question") or ""), turns, within, ignore)

    def _accepted(
        self, text: str, turns: Turns, within: Within, ignore: tuple[str, ...] = ()
    ) -> Any:
        if turns and turns[-1].state != "done":
            return gr.skip()  # one at a time; the words stay in the box
        # An empty question is said to be empty once, not in a row of complaints.
        turns = turns[-KEPT:-1] if turns and not turns[-1].question.strip() else turns[-KEPT:]
        asked = Turn(text, markup.status(words.WAITING), "waiting", within, ignore)
        try:
            self._posed(asked)
        except (BotError, IngestError) as error:
            turns = (*turns, Turn(text, markup.problem(outward.sentence(error, "The page"))))
            return conversation(turns), turns, gr.skip()
        turns = (*turns, asked)
        return conversation(turns), turns, gr.Textbox(value="", submit_btn=False, stop_btn="Stop")

    async def reply(self, turns: Turns, owner: str, kept_in: str) -> AsyncIterator[Any]:
        """Answer the last question, showing every step."""
        if not turns or turns[-1].state != "waiting":
            yield gr.skip()
            return
        turn = turns[-1]
        try:
            talk = await asyncio.to_thread(self._talk, owner, kept_in)
            question = await asyncio.to_thread(self._posed, turn)
            async for shown in self._steps(question, talk):
                turn = replace(turn, answer=shown, state="answering")
                turns = (*turns[:-1], turn)
                yield conversation(turns), turns, gr.skip(), talk.id, gr.skip()
        except (BotError, IngestError) as error:
            told = outward.sentence(error, "The page")
            turn = replace(turn, answer=markup.problem(told))
        except Exception:  # the last place before the reader, who is owed a word either way
            asked = repr(turn.question) if self._log_questions else "a question"
            log.exception("The page could not answer %s.", asked)
            turn = replace(turn, answer=markup.problem(words.BROKEN))
        turns = (*turns[:-1], replace(turn, state="done"))
        box = gr.Textbox(submit_btn=words.ASK, stop_btn=False)
        yield conversation(turns), turns, box, gr.skip(), self._earlier(owner)

    def stop(self, turns: Turns) -> Any:
        """Say that it was stopped; Gradio has cancelled `reply`."""
        if turns and turns[-1].state != "done":
            turns = (*turns[:-1], Turn(turns[-1].question, markup.problem(words.STOPPED)))
        return conversation(turns), turns, gr.Textbox(submit_btn=words.ASK, stop_btn=False)

    async def _steps(self, question: Question, talk: Talk) -> AsyncIterator[str]:
        """The answer as far as it has come, as HTML."""
        said: list[dict[str, Any]] = []
        cited: dict[int, dict[str, Any]] = {}
        how: dict[str, Any] = {"writers": self.writers, "talk": talk, "followups": True}
        async with closing(self._ask(self.store, question, **how)) as events:
            async for event in events:
                match event:
                    case Searching(searched):
                        yield markup.status(_searching(searched.passages, question.limits))
                    case PassagesFound(hits):
                        yield markup.status(f"Reading {many(len(hits), 'passage')}…")
                    case Stated(statement, citations):
                        said.append(statement_json(statement))
                        cited |= {one.number: citation_json(one) for one in citations}
                        yield markup.statements(said, cited.values())
                    case Done(answer):
                        yield await asyncio.to_thread(self.shown, to_json(answer))

    def shown(self, answer: dict[str, Any], *, asks: bool = True) -> str:
        """A whole answer as HTML, from its JSON."""
        return markup.whole(
            answer,
            newest=self.store.library.newest_date(),
            today=date.today().isoformat(),
            markdown=answer_markdown(answer),
            asks=asks,
        )

    def _posed(self, turn: Turn) -> Question:
        within = turn.within
        limits = Limits(
            first_day=within.first_day, last_day=within.last_day, sources=within.sources
        )
        return pose(self.store, turn.question, now=within.now, limits=limits, ignore=turn.ignore)

    def narrow(self, event: gr.EventData) -> Within:
        """The days that the reader has set."""
        said = event._data or {}
        first, last, now = (str(said.get(name) or "")[:10] for name in ("first", "last", "now"))
        return Within(first_day=first, last_day=last, now=now)

    # ---- what was asked before

    def hello(self, event: gr.EventData, request: gr.Request) -> Any:
        """A browser has opened the page: whose it is, its conversations, the outlets there are,
        what may be added from it, who has signed in."""
        sent = request.request  # None where a queue replays an event, which this one's never does
        caller = self.sign_in.of_page(sent) if sent else None
        owner = str((event._data or {}).get("owner") or "")
        if caller and caller.owner:
            owner = caller.owner  # a user's conversations go with them from browser to browser
        elif not _OWNER.fullmatch(owner):
            owner = ""
        may_add = bool(caller and Scope.WRITE in caller.scopes and self.jobs)
        adding = views.add(self.sign_in.token if may_add else "")
        signed_in = views.signed_in(caller.name if caller and caller.kind == "user" else "")
        return owner, self._earlier(owner), self._outlets(), adding, signed_in

    def _outlets(self, chosen: Iterable[str] = ()) -> Any:
        names = sorted({*self.store.library.outlets(), *chosen})
        return gr.Dropdown(choices=[(name, name) for name in names])

    def fresh(self) -> Any:
        """Begin a conversation."""
        return "", (), gr.Textbox(value="", submit_btn=words.ASK, stop_btn=False), ""

    def reopen(self, owner: str, event: gr.EventData) -> Any:
        """A conversation of this browser's, as it was."""
        wanted = str((event._data or {}).get("conversation") or "")
        if not owner or wanted not in {one.id for one in self.conversations.of(owner)}:
            return gr.skip()
        kept = self.conversations.answers_of(wanted)[-KEPT:]
        turns = tuple(Turn(one["question"], self.shown(one)) for one in kept)
        return conversation(turns), turns, gr.skip(), wanted

    def thumb(self, owner: str, event: gr.EventData) -> None:
        """Keep what the reader thought of an answer."""
        said = {name: str(value) for name, value in (event._data or {}).items()}
        try:
            self.conversations.feedback.give(
                said.get("answer", ""),
                said.get("thumb", ""),
                reason=said.get("reason", "")[:LONGEST_REASON],
                words=said.get("words", "")[:LONGEST_WORDS],
                owner=owner,
            )
        except (BotError, IngestError) as error:
            log.warning("What was thought of an answer is lost. %s", error)

    def kept(self, answer_id: str) -> dict[str, Any] | None:
        """A kept answer, for its own address; None where there is none."""
        try:
            return self.conversations.answer(answer_id)
        except AnswerNotFound:
            return None

    def conversation_answers(self, conversation_id: str) -> list[dict[str, Any]]:
        return self.conversations.answers_of(conversation_id)

    def _earlier(self, owner: str) -> Any:
        """The conversations of a browser or user; where they cannot be read, as they were shown."""
        try:
            found = self.conversations.of(owner)[:EARLIER] if owner else []
        except IngestError as error:
            log.warning("Earlier conversations are not listed. %s", error)
            return gr.skip()
        return views.earlier([one for one in found if one.answers])

    def _talk(self, owner: str, conversation_id: str) -> Talk:
        """Where the next answer belongs. A conversation that is gone begins anew."""
        if conversation_id:
            try:
                return self.conversations.talk(conversation_id)
            except ConversationNotFound:
                pass
        return self.conversations.start("page", owner)


def _searching(passages: int, limits: Limits) -> str:
    """`Searching 26,000 passages from 1 January 2025 up to 23 January 2025…`"""
    first = f" from {in_words(limits.first_day)}" if limits.first_day else ""
    last = f" up to {in_words(limits.last_day)}" if limits.last_day and first else ""
    outlets = f" in {', '.join(limits.sources)}" if limits.sources else ""
    return f"Searching {many(passages, 'passage')}{outlets}{first}{last}…"
