"""The page at `/`, in Gradio: ask, the corpus, add articles; and answers under their own address.

Gradio carries the events. page/desk.py says what happens, page/markup.py what it looks like, and
page/assets/page.js opens articles beside it. What is pressed there comes back as an event of the
masthead, under the name in its `data-do`.
"""

from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from bot.answer.written.generate import Writer
from bot.channels import rights
from bot.channels.page import links, views, words
from bot.channels.page.corpus import Corpus
from bot.channels.page.desk import Desk
from bot.channels.page.guard import Guard
from bot.channels.page.sign_in import Gate, SignIn
from bot.channels.page.sign_in import router as sign_in_routes
from bot.channels.page.turns import Within
from bot.conversation.conversations import Conversations
from ingest.runs.jobs import Jobs
from ingest.store import Store

# How long Gradio's queue sleeps while it is empty, and the most that a question may wait for it to
# wake. Its own thousandth of a second keeps an idle server busy for ever.
IDLE_SECONDS = 0.02
ASSETS = Path(__file__).parent / "page" / "assets"
_HEAD = """<link rel="icon" type="image/svg+xml" href="page/icon.svg">
<link rel="stylesheet" href="page/page.css">
<meta name="color-scheme" content="light dark">
<script src="page/page.js"></script>
<script src="page/desk.js"></script>"""
# desk.js tells of what was pressed by an event of the document; these names come back to Python.
_ON_LOAD = """const known = [
  "ask", "narrow", "hello", "fresh", "reopen", "thumb", "corpus", "more", "added",
];
document.addEventListener("newsdesk", ({ detail }) => {
  if (known.includes(detail.do)) trigger(detail.do, detail);
});
document.documentElement.dataset.connected = "";
document.dispatchEvent(new Event("newsdesk-connected"));"""
# The value is a parameter of the compiled template, never a part of it: `{{value}}` would be.
_LOG = '<div role="log" aria-live="polite" aria-label="Questions and answers">${value}</div>'
# An answer is carried along, not waited for, and nobody calls it from elsewhere.
_QUIET: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}


def mount(
    app: FastAPI,
    store: Store,
    writers: tuple[Writer, ...],
    kept: Conversations,
    jobs: Jobs | None = None,
) -> FastAPI:
    """Mount the page at `/`, its files at `/page`, and the guard around everything.

    The application is one that `rest.install` has made ready.
    """
    app.mount("/page", StaticFiles(directory=ASSETS), name="page")
    sign_in = SignIn(store.settings.server, rights.of_app(app))
    app.add_middleware(Gate, sign_in=sign_in)
    app.add_middleware(Guard)
    asking = app.state.watch.asking("page")
    desk = Desk(store, writers, sign_in, kept, jobs, ask=asking)
    app.include_router(links.router(desk))
    app.include_router(sign_in_routes(sign_in))
    page = _page(desk, Corpus(store, jobs))
    page.queue(api_open=False)
    page._queue.sleep_when_free = IDLE_SECONDS
    page._queue.progress_update_sleep_when_free = 1.0  # of bars of progress, which we do not have
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


def _page(desk: Desk, corpus: Corpus) -> Any:
    """The Gradio application (`gr.Blocks`, which ships no types of its own)."""
    with gr.Blocks(title="Newsdesk", fill_width=True, analytics_enabled=False) as page:
        html = partial(gr.HTML, apply_default_css=False, js_on_load=None)
        # It never changes: what has the focus in it would lose it.
        masthead = gr.HTML(
            views.masthead(), js_on_load=_ON_LOAD, apply_default_css=False, elem_id="masthead"
        )
        # A function: it is asked again whenever the page is opened.
        held = html(desk.held, elem_id="held")
        signed_in = html("", elem_id="signed-in")
        with gr.Column(elem_id="view-ask", elem_classes="view"):
            earlier = html("", html_template=views.tools(), elem_id="tools")
            thread = html("", html_template=_LOG, elem_id="thread")
            with gr.Column(elem_id="askbar"):
                with html("", html_template=views.narrow(), elem_id="narrow"):
                    sources = gr.Dropdown(
                        label=words.OUTLETS, multiselect=True, choices=[], elem_id="outlets"
                    )
                box = gr.Textbox(
                    label=words.QUESTION,
                    show_label=False,
                    placeholder=words.PLACEHOLDER,
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    submit_btn=words.ASK,
                    container=False,
                    elem_id="composer",
                )
        with gr.Column(elem_id="view-corpus", elem_classes="view"):
            holdings = html("", elem_id="holdings")
            timeline = gr.BarPlot(
                x="month",
                y="articles",
                color="outlet",
                x_title=" ",
                y_title=" ",
                color_title=" ",
                height=260,
                show_label=False,
                buttons=[],
                elem_id="timeline",
            )
            sought = gr.Textbox(label=words.SEARCH_ARTICLES, max_lines=1, elem_id="sought")
            listed = html("", elem_id="listed")
        with gr.Column(elem_id="view-add", elem_classes="view"):
            adding = html("", elem_id="add")
        turns, within = gr.State(()), gr.State(Within())
        owner, conversation = gr.State(""), gr.State("")

        shown = [thread, turns, box]
        narrowed = [within, sources]
        asked = [
            box.submit(desk.accept, [box, turns, *narrowed], shown, queue=False, **_QUIET),
            masthead.ask(desk.accept_pressed, [turns, *narrowed], shown, queue=False, **_QUIET),
        ]
        answering = [
            one.then(
                desk.reply,
                [turns, owner, conversation],
                [*shown, conversation, earlier],
                concurrency_limit=desk.store.settings.server.concurrent_questions,
                concurrency_id="questions",
                # Gradio would drop a question that comes while the one before is being put away.
                trigger_mode="always_last",
                **_QUIET,
            )
            for one in asked
        ]
        box.stop(desk.stop, [turns], shown, cancels=answering, queue=False, **_QUIET)
        masthead.narrow(desk.narrow, None, [within], queue=False, **_QUIET)
        masthead.hello(
            desk.hello, None, [owner, earlier, sources, adding, signed_in], queue=False, **_QUIET
        )
        masthead.fresh(desk.fresh, None, [*shown, conversation], queue=False, **_QUIET)
        masthead.reopen(desk.reopen, [owner], [*shown, conversation], queue=False, **_QUIET)
        masthead.thumb(desk.thumb, [owner], None, queue=False, **_QUIET)
        # Articles may have come meanwhile.
        for does in (box.submit, masthead.ask, masthead.fresh, masthead.corpus, masthead.added):
            does(desk.recounted, [sources], [held, sources], queue=False, **_QUIET)
        masthead.corpus(corpus.shown, None, [holdings, timeline, listed], queue=False, **_QUIET)
        masthead.more(corpus.more, [sought], [listed], queue=False, **_QUIET)
        sought.submit(corpus.listed, [sought], [listed], queue=False, **_QUIET)
    return page
