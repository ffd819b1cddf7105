"""Traces for OpenTelemetry: each request, the stages of its question, LlamaIndex's calls in them.

Imported where `server.traces` names a collector, since its packages are an extra. Names, times and
counts: what was asked stands in a span only with `server.log_questions`, and neither passages nor
replies ever do. What a request's address asks for (`?q=…`) is cut off.
"""

import inspect
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
from llama_index_instrumentation import get_dispatcher
from llama_index_instrumentation.span import BaseSpan
from llama_index_instrumentation.span_handlers import BaseSpanHandler
from opentelemetry import context
from opentelemetry.sdk.resources import SERVICE_NAME, Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Span, Status, StatusCode, Tracer, set_span_in_context

from bot.events import Done, Event, PassagesFound, Searching, Stated
from bot.question.understanding import Question

SERVICE = "newsdesk"  # OTEL_SERVICE_NAME in the environment wins
WAIT = 5.0  # seconds that a collector is given, also when the server ends
_PATH = "/v1/traces"  # of OTLP over HTTP
_UNTRACED = "/healthz$,/readyz$,/metrics$"  # asked every few seconds, by machines


class Traces:
    """The spans of one application."""

    def __init__(self, processor: SpanProcessor, *, log_questions: bool = False) -> None:
        resource = Resource.create({SERVICE_NAME: SERVICE})
        self.provider = TracerProvider(resource=resource)
        self.provider.add_span_processor(processor)
        self._tracer = self.provider.get_tracer(SERVICE)
        self._log_questions = log_questions
        self._calls = _Calls(self._tracer)
        get_dispatcher().add_span_handler(self._calls)

    async def followed(
        self, events: AsyncIterator[Event], channel: str, question: Question
    ) -> AsyncGenerator[Event, None]:
        """The same events, with a span of the whole and one of each stage, however they end.

        `read`, `find` and `write` as in the figures; `weigh` is what comes after the last
        statement. While the next event is made, its stage is what other spans are part of.
        """
        whole = self._tracer.start_span("ask", attributes={"newsdesk.channel": channel})
        if self._log_questions:
            whole.set_attribute("newsdesk.question", question.text)
        above = set_span_in_context(whole)
        stage, stated = self._tracer.start_span("read", above), 0
        outcome = "cancelled"
        try:
            while True:
                with _within(stage):
                    event = await anext(events, None)
                match event:
                    case None:
                        break
                    case Searching():
                        stage.end()
                        stage = self._tracer.start_span("find", above)
                    case PassagesFound(hits):
                        stage.set_attribute("newsdesk.passages", len(hits))
                        stage.end()
                        stage = self._tracer.start_span("write", above)
                    case Stated():
                        stated = time.time_ns()
                    case Done(answer):
                        outcome = str(answer.outcome)
                        whole.set_attribute("newsdesk.model", answer.model)
                        whole.set_attribute("newsdesk.statements", len(answer.statements))
                        whole.set_attribute("newsdesk.answer", answer.id)
                        if stated:  # known only now
                            stage.end(stated)
                            stage = self._tracer.start_span("weigh", above, start_time=stated)
                        stage.end()
                yield event
        except Exception as error:
            outcome = type(error).__name__
            whole.set_status(Status(StatusCode.ERROR, outcome))  # its words may be the question's
            raise
        finally:
            if stage.is_recording():
                stage.end()
            whole.set_attribute("newsdesk.outcome", outcome)
            whole.end()

    def close(self) -> None:
        """Send what is left, and let go of LlamaIndex."""
        handlers = get_dispatcher().span_handlers
        if self._calls in handlers:
            handlers.remove(self._calls)
        self.provider.shutdown()


def opened(app: FastAPI, endpoint: str, *, log_questions: bool = False) -> Traces:
    """Have the requests to an application traced; sent in the background, as OTLP over HTTP.

    Args:
        endpoint: of the collector, "http://127.0.0.1:4318". What it wants to be told besides, a key
            say, stands in OTEL_EXPORTER_OTLP_HEADERS, which the exporter reads itself.

    Raises:
        ModuleNotFoundError: the extra is not installed.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor

    address = endpoint.rstrip("/").removesuffix(_PATH) + _PATH
    exporter = OTLPSpanExporter(endpoint=address, timeout=WAIT)
    traces = Traces(BatchSpanProcessor(exporter), log_questions=log_questions)
    FastAPIInstrumentor.instrument_app(
        app,
        tracer_provider=traces.provider,
        excluded_urls=_UNTRACED,
        exclude_spans=["receive", "send"],  # of a stream there would be one for each event
        server_request_hook=without_query,
    )
    app.state.traces = traces
    return traces


def without_query(span: Span, _: Any) -> None:
    """Cut what an address asks for off all that the instrumentation has noted."""
    for name, value in dict(getattr(span, "attributes", None) or {}).items():
        if name == "url.query":
            span.set_attribute(name, "")
        elif isinstance(value, str) and name.startswith(("http.", "url.")) and "?" in value:
            span.set_attribute(name, value.partition("?")[0])


@contextmanager
def _within(span: Span) -> Iterator[None]:
    """As opentelemetry's use_span, without taking down what an error says."""
    token = context.attach(set_span_in_context(span))
    try:
        yield
    finally:
        context.detach(token)


class _Call(BaseSpan):
    own: Any  # the span, of OpenTelemetry


class _Calls(BaseSpanHandler[_Call]):
    """LlamaIndex's spans (an embedding, a chat model's reply) as OpenTelemetry's.

    Their names and times alone: their arguments, results and errors hold what was asked and what
    the articles say.
    """

    def __init__(self, tracer: Tracer) -> None:
        super().__init__()
        self._tracer = tracer

    def new_span(
        self,
        id_: str,
        bound_args: inspect.BoundArguments,
        instance: Any | None = None,
        parent_span_id: str | None = None,
        tags: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> _Call:
        with self.lock:
            above = self.open_spans.get(parent_span_id or "")
        name, *_ = id_.partition("-")  # "MiniLM.get_query_embedding-" and its number
        parent = set_span_in_context(above.own) if above else None
        return _Call(id_=id_, own=self._tracer.start_span(name, parent))

    def prepare_to_exit_span(
        self,
        id_: str,
        bound_args: inspect.BoundArguments,
        instance: Any | None = None,
        result: Any | None = None,
        **kwargs: Any,
    ) -> _Call | None:
        call = self.open_spans.get(id_)
        if call:
            call.own.end()
        return call

    def prepare_to_drop_span(
        self,
        id_: str,
        bound_args: inspect.BoundArguments,
        instance: Any | None = None,
        err: BaseException | None = None,
        **kwargs: Any,
    ) -> _Call | None:
        if call := self.open_spans.get(id_):
            call.own.set_status(Status(StatusCode.ERROR, type(err).__name__))
            call.own.end()
        return call
