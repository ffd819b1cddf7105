"""The chat page at `/`, in Gradio: question, streamed answer, and the quote in its article."""

import gradio as gr
from fastapi import FastAPI

from bot.answer.generate import Writer
from ingest.store import Store


def mount(app: FastAPI, store: Store, writers: tuple[Writer, ...]) -> FastAPI:
    """Mount the page at `/`."""
    with gr.Blocks() as page:
        gr.Markdown("Newsdesk")
    return gr.mount_gradio_app(app, page, path="/")
