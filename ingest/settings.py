"""What can be set, and to what: every section with its defaults. config.py reads it.

config.yaml repeats the defaults with a line on each, and a test holds the two together. Secrets are
never settings: a chat model names the environment variable that holds its key, or the line of a
secrets file.
"""

from typing import Any, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.bounds import (
    DAY,
    LEAST_MINUTES,
    MOST_MINUTES,
    ClassPath,
    Count,
    Day,
    Header,
    Host,
    Megabytes,
    Most,
    Network,
    Origin,
    Seconds,
    Section,
    UserAgent,
    Variable,
    WebAddress,
)
from ingest.chat_models import ChatModelSettings

PREFIX = "NEWSDESK_"


class EmbeddingSettings(Section):
    """Which model turns text into vectors."""

    model: str = "all-MiniLM-L6-v2"  # or "package.module:Class", any LlamaIndex BaseEmbedding
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments


class ReaderSettings(Section):
    """A LlamaIndex reader that is installed."""

    reader: ClassPath
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments
    load: dict[str, Any] = Field(default_factory=dict)  # the arguments of its `load_data`


class WatchSettings(Section):
    """A folder, page, feed, sitemap or `reader:NAME` that is read again and again."""

    target: str = Field(min_length=1)
    every_minutes: float = Field(default=15, ge=LEAST_MINUTES, le=MOST_MINUTES)
    prune: bool = False  # also take out what vanished from a folder
    source: str = ""  # the outlet of what names none, as `newsdesk ingest --source` says it


class IngestSettings(Section):
    """How articles are read and cut."""

    passage_words: int = Field(default=140, ge=40, le=180)  # MiniLM reads 256 tokens
    max_file_mb: Megabytes = 40  # a file or line above it is no news article
    batch_articles: int = Field(default=64, ge=1, le=5000)  # stored and indexed together
    include: tuple[str, ...] = ()  # in folders, only files whose path matches; () for all
    exclude: tuple[str, ...] = ()  # and none whose path matches one of these
    readers: dict[str, ReaderSettings] = Field(default_factory=dict)  # `reader:NAME` as a target
    watch: tuple[WatchSettings, ...] = ()  # read again and again while serving
    outlets: dict[str, str] = Field(default_factory=dict)  # a name -> the outlet that it is one of
    withhold_embargoed: bool = True  # until the day that they name

    @field_validator("outlets")
    @classmethod
    def _no_chain(cls, outlets: dict[str, str]) -> dict[str, str]:
        """Each name leads to one outlet, in whatever letters it is written."""
        known = {name.casefold(): name for name in outlets}
        if len(known) < len(outlets):
            raise ValueError("a name stands there twice, in other letters")
        for name, outlet in outlets.items():
            if not name.strip() or not outlet.strip():
                raise ValueError("a name is empty")
            if outlet.casefold() in known and outlet.casefold() != name.casefold():
                raise ValueError(f"{outlet!r} stands on both sides; name the last outlet at once")
        return outlets


class FetchSettings(Section):
    """How pages and feeds are fetched."""

    user_agent: UserAgent = "Newsdesk/0.1 (news archive; reads robots.txt)"
    timeout_seconds: Seconds = 30  # for one page, all of it
    max_mb: Megabytes = 20  # of one page, unpacked
    max_redirects: int = Field(default=5, ge=0, le=50)
    seconds_between_requests: float = Field(default=1.0, ge=0, le=DAY)  # to one host
    tries: int = Field(default=3, ge=1, le=20)  # where a host does not answer or is busy
    robots: bool = True  # heed robots.txt
    max_pages: Count = 500  # of one feed or sitemap in one run
    allow: tuple[str, ...] = ()  # private hosts or networks that may be reached: "10.1.0.0/16"


class RerankerSettings(Section):
    """A LlamaIndex node postprocessor that is installed, a cross-encoder say."""

    # In the file it is `class`, which Python keeps for itself.
    model_config = ConfigDict(
        extra="forbid", frozen=True, serialize_by_alias=True, validate_by_name=True
    )

    path: ClassPath = Field(alias="class")
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments


class RetrievalSettings(Section):
    """How passages are found."""

    candidates: int = Field(default=40, ge=10, le=500)  # taken from words and from vectors each
    passages: int = Field(default=8, ge=1, le=50)  # handed to the answer
    reranker: RerankerSettings | None = None  # puts the best of them in an order of its own
    rerank_candidates: int = Field(default=30, ge=2, le=200)  # how many of them


class AnswerSettings(Section):
    """What an answer may be."""

    max_statements: int = Field(default=3, ge=1, le=10)
    max_words: int = Field(default=60, ge=10, le=2000)  # of all statements taken from the articles
    max_question_chars: int = Field(default=2000, ge=50, le=20_000)
    followups: int = Field(default=3, ge=0, le=5)  # questions suggested with an answer
    deadline_seconds: Seconds = 60  # for all chat models together
    repair: bool = True  # a model is asked once to correct what its passages do not support


class ConversationSettings(Section):
    """How long questions and answers are kept."""

    keep_days: int = Field(default=90, ge=0, le=36500)  # 0 keeps none


class CheckSettings(Section):
    """A model that has the last word on whether a quote carries a statement."""

    model: str | None = None  # the name of one of chat_models, or "package.module:Class"
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments


Scope = Literal["ask", "read", "write", "admin"]


class UserSettings(Section):
    """Who may sign in on the page."""

    name: str = Field(min_length=1, max_length=200)
    password: str = Field(pattern=r"^scrypt\$[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+$")  # never the word
    scopes: tuple[Scope, ...] = ("ask", "read")


class ServerSettings(Section):
    """Where page and REST are served."""

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=8000, ge=1, le=65535)
    hosts: tuple[Host, ...] = ("localhost", "127.0.0.1")  # names it answers to, "*" for any
    public_url: WebAddress = ""  # where readers elsewhere reach the page, for links to answers
    concurrent_questions: int = Field(default=8, ge=1, le=1000)  # on the page; as many over REST
    require_key: bool | None = None  # over REST; None: unless `host` is loopback without proxies
    proxies: tuple[Network, ...] = ()  # addresses or networks whose X-Forwarded-For is believed
    user_header: Header = ""  # in which such a proxy names who has signed in, "" for none
    user_scopes: tuple[Scope, ...] = ("ask", "read")  # what who signed in there may do
    users: tuple[UserSettings, ...] = ()  # who may sign in on the page; () opens it to all
    page_may_add: bool = True  # articles, on the page without sign-in, where REST needs no key
    origins: tuple[Origin, ...] = ()  # whose pages may use REST from a browser (CORS)
    log_questions: bool = False  # also what was asked, in the line that each question leaves
    traces: WebAddress = ""  # a collector of OpenTelemetry's, for OTLP over HTTP; "" for none

    @field_validator("users")
    @classmethod
    def _each_once(cls, users: tuple[UserSettings, ...]) -> tuple[UserSettings, ...]:
        names = [one.name for one in users]
        if twice := next((one for one in names if names.count(one) > 1), ""):
            raise ValueError(f"{twice!r} is named twice")
        return users


class LimitSettings(Section):
    """How much one caller may: a key, or without one an address. 0 is no limit."""

    requests_per_minute: Most = 300
    questions_per_minute: Most = 30
    questions_per_day: Most = 2000
    requests_at_once: Most = 16  # open streams count as long as they are open
    questions_waiting: Most = 32  # for a free place, from all callers together
    patience_seconds: Seconds = 10  # that one of them waits
    body_kb: int = Field(default=256, ge=1, le=10_000_000)  # of a request but an upload
    upload_mb: Megabytes = 40  # of one upload, and never above ingest.max_file_mb
    seconds_to_send: Seconds = 30  # that a request's body may take to arrive


class SlackChannelSettings(Section):
    """What the bot does in a channel of Slack."""

    listen: Literal["mentions", "questions"] = "mentions"  # or to every message with a "?"
    sources: tuple[str, ...] = ()  # outlets to search, () for all
    first_day: Day = ""  # days to search, both included
    last_day: Day = ""
    silent: bool = False  # say nothing where the articles do not say
    reply: Literal["thread", "asker"] = "thread"  # or to the asker's eyes alone
    add: tuple[str, ...] = ()  # ids of who may add articles, "*" for everybody

    @model_validator(mode="after")
    def _in_order(self) -> "SlackChannelSettings":
        if self.first_day and self.last_day and self.first_day > self.last_day:
            raise ValueError("first_day is after last_day, so that nothing could be found")
        return self


class SlackSettings(Section):
    """The bot in Slack."""

    enabled: bool = False  # run it inside `newsdesk serve`
    mode: Literal["socket", "http"] = "socket"  # http: Slack calls /slack/events
    bot_token_env: Variable = "SLACK_BOT_TOKEN"  # noqa: S105, the variables that hold the secrets
    app_token_env: Variable = "SLACK_APP_TOKEN"  # noqa: S105
    signing_secret_env: Variable = "SLACK_SIGNING_SECRET"  # noqa: S105
    api_url: WebAddress = "https://slack.com/api/"
    missed_minutes: float = Field(default=30, ge=0, le=MOST_MINUTES)  # older ones: not answered
    per_user_hour: Count = 60  # questions answered
    per_channel_hour: Count = 200
    default: SlackChannelSettings = SlackChannelSettings()
    channels: dict[str, SlackChannelSettings] = Field(default_factory=dict)  # by id


class Settings(BaseSettings):
    """All of it. Unknown keys are refused, so that a misspelt one is not silently ignored."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        hide_input_in_errors=True,  # a traceback would show a key that was written where it is not
    )

    embedding: EmbeddingSettings = EmbeddingSettings()
    ingest: IngestSettings = IngestSettings()
    fetch: FetchSettings = FetchSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answer: AnswerSettings = AnswerSettings()
    conversations: ConversationSettings = ConversationSettings()
    check: CheckSettings = CheckSettings()
    chat_models: tuple[ChatModelSettings, ...] = (ChatModelSettings(name="gpt-5.4-mini"),)
    secrets_file: str = ""  # of NAME=VALUE lines that its owner alone can read
    local_only: bool = False  # see local_only.py: it holds for a process once it has read it
    server: ServerSettings = ServerSettings()
    limits: LimitSettings = LimitSettings()
    slack: SlackSettings = SlackSettings()
