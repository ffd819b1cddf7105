"""What REST gives, as OpenAPI shows it. The values themselves come from `to_json` and render.py.

Answers are not built from these models, so that a key costs nothing twice; a test holds that every
key is here and no other. docs/answer.md says what they mean.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Day = str  # ISO 8601 as far as it is known
Ids = list[int]


class Shape(BaseModel):
    model_config = ConfigDict(populate_by_name=True)


class Problem(Shape):
    """RFC 9457. docs/rest.md lists the types."""

    type: str = Field(examples=["urn:newsdesk:problem:unusable-question"])
    title: str
    status: int
    detail: str = Field(description="A sentence that says what to do.")
    request_id: str | None = Field(default=None, description="As the header X-Request-ID.")


class ArticleHead(Shape):
    """An article without its text; null for what its source does not say."""

    id: str
    title: str
    source: str | None = Field(description="The outlet.")
    url: str | None
    authors: list[str]
    published_at: Day | None = Field(examples=["2025-01-23"])
    kind: str | None = Field(description="What it is, where its source says so: opinion, say.")
    version: int


class Article(ArticleHead):
    """An article, whole."""

    dated_by: str | None
    updated_at: Day | None
    language: str | None
    section: str | None
    kind: str | None
    pages: list[int]
    text: str


class Listed(Shape):
    """A page of articles."""

    articles: list[ArticleHead]
    next: str | None = Field(description="`after` for the next page; null on the last.")


class Support(Shape):
    verdict: str
    score: float
    reasons: list[str]


class Copy(Shape):
    id: str
    title: str | None
    source: str | None
    published_at: Day | None


class Citation(Shape):
    number: int
    quote: str = Field(description="Verbatim: `article.text[start:end]`.")
    start: int
    end: int
    page: int | None
    link: str | None
    article: ArticleHead
    support: Support
    answer_spans: list[tuple[int, int]]
    also_in: list[Copy] = Field(description="Other articles that tell the same story.")


class Statement(Shape):
    text: str
    citations: Ids
    kind: str | None


class Reported(Shape):
    value: str
    quote: str
    start: int
    end: int
    link: str | None
    article: ArticleHead


class Disagreement(Shape):
    about: str
    values: list[Reported]


class Note(Shape):
    kind: str
    text: str


class Period(Shape):
    from_: Day | None = Field(alias="from")
    to: Day | None
    said: str
    of: str


class Understood(Shape):
    periods: list[Period]
    outlets: list[str]
    authors: list[str]
    elsewhere: list[str]
    latest: bool
    parts: list[str]
    ignored: list[str]
    as_: str | None = Field(alias="as")


class Searched(Shape):
    articles: int
    passages: int
    from_: Day | None = Field(alias="from")
    to: Day | None
    sources: list[str]
    understood: Understood


class Answer(Shape):
    """docs/answer.md says what each key means."""

    id: str
    question: str
    outcome: Literal["answered", "partial", "no_answer", "refused", "clarify", "error"]
    text: str
    statements: list[Statement]
    citations: list[Citation]
    disagreements: list[Disagreement]
    notes: list[Note]
    searched: Searched
    nearest: list[ArticleHead]
    followups: list[str]
    language: str | None
    conversation: str | None
    model: str
    seconds: float


class KeptAnswer(Shape):
    """An `Answer` as it was given, with `asked_at`, and what became of its articles since."""

    model_config = ConfigDict(extra="allow")

    id: str
    question: str
    outcome: str
    text: str
    asked_at: str


class Hit(Shape):
    """A passage that was found."""

    passage_id: str
    article_id: str
    title: str
    source: str | None
    url: str | None
    published_at: Day | None
    text: str
    start: int
    end: int
    score: float


class Hits(Shape):
    hits: list[Hit] = Field(description="Best first.")


class Trouble(Shape):
    source: str
    reason: str


class Report(Shape):
    """What an ingest did."""

    articles: dict[str, int] = Field(
        examples=[{"added": 2, "updated": 0, "unchanged": 0, "removed": 0, "failed": 0}]
    )
    passages: int
    stories: int
    problems: list[Trouble]
    vanished: list[str] = Field(description="Sources that are no more where they were.")
    vanished_articles: int = Field(description="Articles that stood in those and nowhere else.")
    withheld: list[str]
    seconds: float


class Progress(Shape):
    articles: int
    bytes_done: int
    bytes_total: int


class Job(Shape):
    id: str
    state: Literal["queued", "running", "done", "failed"]
    targets: list[str]
    prune: bool
    queued_at: str
    ended_at: str | None
    progress: Progress
    error: str | None


class WholeJob(Job):
    report: Report | None


class Jobs(Shape):
    jobs: list[Job]


class Accepted(Shape):
    """The job that reads what was handed in. Its report is there where it has ended already."""

    job: str
    state: Literal["queued", "running", "done", "failed"]
    report: Report | None


class TakenDown(Shape):
    id: str
    copies: list[Copy]


class Lifted(Shape):
    id: str
    lifted: bool


class Conversation(Shape):
    id: str
    channel: str
    created_at: str
    used_at: str
    title: str
    answers: int


class Conversations(Shape):
    conversations: list[Conversation]


class WholeConversation(Conversation):
    turns: list[KeptAnswer] = Field(description="Oldest first.")


class Stats(Shape):
    """What the library holds."""

    articles: int
    passages: int
    stories: int
    outlets: list[str]
    oldest: Day | None
    newest: Day | None
    models: list[str] = Field(description="In their order; `extractive` answers after them.")


class Alive(Shape):
    status: Literal["alive"]


class Check(Shape):
    name: str
    ok: bool
    says: str


class Ready(Shape):
    status: Literal["ready", "not ready"]
    articles: int
    passages: int
    problem: str | None
    checks: list[Check]
