"""The chat page at `/`, in Gradio: question, streamed answer, and the quote in its article.

Gradio carries the events; page/markup.py says what an answer looks like, page/assets/page.js opens
articles beside it.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import gradio as gr
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from bot.answer.answer import Citation, Statement
from bot.answer.generate import Writer
from bot.ask import Done, PassagesFound, Searching, Stated, ask
from bot.channels.page import markup
from bot.channels.page.guard import Guard
from bot.errors import BadQuestion, BotError
from bot.question import Question, understand
from ingest.article import in_words
from ingest.errors import IngestError
from ingest.store import Store

ASSETS = Path(__file__).parent / "page" / "assets"
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
BROKEN = (
    "Something went wrong while this was answered. The server's log says what. Please ask again."
)
_HEAD = """<link rel="icon" type="image/svg+xml" href="page/icon.svg">
<link rel="stylesheet" href="page/page.css">
<meta name="color-scheme" content="light dark">
<script src="page/page.js"></script>"""
# Of all clicks on the page's head only these come back to Python.
_ON_LOAD = """element.addEventListener("click", (event) => {
  const example = event.target.closest(".example");
  if (example) trigger("example", { question: example.textContent });
});"""
# The value is a parameter of the compiled template, never a part of it: `{{value}}` would be.
_LOG = '<div role="log" aria-live="polite" aria-label="Questions and answers">${value}</div>'

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is to be seen of its answer."""

    question: str
    answer: str  # HTML
    state: Literal["waiting", "answering", "done"] = "done"


Turns = tuple[Turn, ...]


def mount(app: FastAPI, store: Store, writers: tuple[Writer, ...]) -> FastAPI:
    """Mount the page at `/`, its files at `/page`, and the guard around everything."""
    app.mount("/page", StaticFiles(directory=ASSETS), name="page")
    app.add_middleware(Guard)
    desk = _Desk(store, writers)
    with gr.Blocks(title="Newsdesk", fill_width=True, analytics_enabled=False) as page:
        # A function: it is asked again whenever the page is opened.
        masthead = gr.HTML(
            desk.masthead, js_on_load=_ON_LOAD, apply_default_css=False, elem_id="masthead"
        )
        thread = gr.HTML(
            "", html_template=_LOG, js_on_load=None, apply_default_css=False, elem_id="thread"
        )
        box = gr.Textbox(
            label="Your question",
            show_label=False,
            placeholder="Ask the articles a question",
            lines=1,
            max_lines=6,
            autofocus=True,
            submit_btn="Ask",
            container=False,
            elem_id="composer",
        )
        turns = gr.State(())
        asked = [
            box.submit(
                desk.accept,
                [box, turns],
                [thread, turns, box],
                queue=False,
                show_progress="hidden",
                api_visibility="private",
            ),
            masthead.example(
                desk.accept_example,
                [turns],
                [thread, turns, box],
                queue=False,
                show_progress="hidden",
                api_visibility="private",
            ),
        ]
        answering = [
            one.then(
                desk.reply,
                [turns],
                [thread, turns, box],
                concurrency_limit=store.settings.server.concurrent_questions,
                concurrency_id="questions",
                # Gradio would drop a question that comes while the one before is being put away.
                trigger_mode="always_last",
                show_progress="hidden",
                api_visibility="private",
            )
            for one in asked
        ]
        box.stop(
            desk.stop,
            [turns],
            [thread, turns, box],
            cancels=answering,
            queue=False,
            show_progress="hidden",
            api_visibility="private",
        )
    page.queue(api_open=False)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,  # it would keep every answer in the browser
        show_error=False,
        ssr_mode=False,
        favicon_path=str(ASSETS / "icon.svg"),
        theme=gr.themes.Base(font=["Arial", "sans-serif"], font_mono=["monospace"]),
        head=_HEAD,
    )
    return app


class _Desk:
    """What happens on the page, over one store."""

    def __init__(self, store: Store, writers: tuple[Writer, ...]) -> None:
        self.store, self.writers = store, writers

    def masthead(self) -> str:
        library = self.store.library
        counts, first, last = library.counts(), library.oldest_date(), library.newest_date()
        outlets = library.outlets()
        parts = [markup.many(counts.articles, "article")]
        parts += [markup.many(len(outlets), "outlet")] if outlets else []
        parts += [f"{in_words(first)} to {in_words(last)}"] if last else []
        holdings = ", ".join(parts)
        if not counts.articles:
            holdings = "There are no articles yet. Run `newsdesk ingest FOLDER`."
        manner = "Answers are taken from the articles, word for word."
        if self.writers:
            manner = f"Answers are written by {self.writers[0].name} and checked against quotes."
        examples = SAMPLE_QUESTIONS if SAMPLE_OUTLET in outlets else ()
        return markup.masthead(holdings=holdings, manner=manner, examples=examples)

    def accept(self, text: str, turns: Turns) -> Any:
        """Show the question at once; `reply` answers it when there is a free place."""
        if turns and turns[-1].state != "done":
            return gr.skip()  # one at a time; the words stay in the box
        # An empty question is said to be empty once, not in a row of complaints.
        turns = turns[-KEPT:-1] if turns and not turns[-1].question.strip() else turns[-KEPT:]
        try:
            self._understand(text)
        except BadQuestion as error:
            turns = (*turns, Turn(text, markup.problem(str(error))))
            return _conversation(turns), turns, gr.skip()
        turns = (*turns, Turn(text, markup.status("Waiting for a free place…"), "waiting"))
        return _conversation(turns), turns, gr.Textbox(value="", submit_btn=False, stop_btn="Stop")

    def accept_example(self, turns: Turns, event: gr.EventData) -> Any:
        return self.accept(str(event.question), turns)

    async def reply(self, turns: Turns) -> AsyncIterator[Any]:
        """Answer the last question, showing every step."""
        if not turns or turns[-1].state != "waiting":
            yield gr.skip()
            return
        turn = turns[-1]
        try:
            question = await asyncio.to_thread(self._understand, turn.question)
            async for shown in self._steps(question):
                turn = replace(turn, answer=shown, state="answering")
                turns = (*turns[:-1], turn)
                yield _conversation(turns), turns, gr.skip()
        except (BotError, IngestError) as error:
            turn = replace(turn, answer=markup.problem(str(error)))
        except Exception:  # the last place before the reader, who is owed a word either way
            log.exception("The page could not answer %r.", turn.question)
            turn = replace(turn, answer=markup.problem(BROKEN))
        turns = (*turns[:-1], replace(turn, state="done"))
        yield _conversation(turns), turns, gr.Textbox(submit_btn="Ask", stop_btn=False)

    def stop(self, turns: Turns) -> Any:
        """Say that it was stopped; Gradio has cancelled `reply`."""
        if turns and turns[-1].state != "done":
            turns = (*turns[:-1], Turn(turns[-1].question, markup.problem("Stopped.")))
        return _conversation(turns), turns, gr.Textbox(submit_btn="Ask", stop_btn=False)

    async def _steps(self, question: Question) -> AsyncIterator[str]:
        """The answer as far as it has come, as HTML."""
        said: list[Statement] = []
        cited: dict[int, Citation] = {}
        async for event in ask(self.store, question, writers=self.writers):
            match event:
                case Searching(searched):
                    shown = markup.many(searched.articles, "article")
                    yield markup.status(f"Searching {shown}…")
                case PassagesFound(hits):
                    yield markup.status(f"Reading {markup.many(len(hits), 'passage')}…")
                case Stated(statement, citations):
                    said.append(statement)
                    cited |= {one.number: one for one in citations}
                    yield markup.statements(said, cited.values())
                case Done(answer):
                    newest = await asyncio.to_thread(self.store.library.newest_date)
                    yield markup.whole(answer, newest=newest)

    def _understand(self, text: str) -> Question:
        names = self.store.library.names
        return understand(
            text,
            longest=self.store.settings.answer.max_question_chars,
            outlets=names.outlets(),
            authors=names.authors,
        )


def _conversation(turns: Turns) -> str:
    return "".join(markup.turn(one.question, one.answer, busy=one.state != "done") for one in turns)
