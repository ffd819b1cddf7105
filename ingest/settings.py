"""config.yaml and the environment -> one checked, frozen value.

Every default stands here; config.yaml repeats them with a line on each, and a test holds the two
together. Environment variables win over the file: `NEWSDESK_SERVER__PORT=9000` sets `server.port`.
Secrets are never settings: a chat model names the environment variable that holds its key.
"""

import difflib
import os
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)

from ingest.errors import SettingsError

PREFIX = "NEWSDESK_"


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class EmbeddingSettings(Section):
    """Which model turns text into vectors."""

    model: str = "all-MiniLM-L6-v2"  # or "package.module:Class", any LlamaIndex BaseEmbedding
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments


class ReaderSettings(Section):
    """A LlamaIndex reader that is installed."""

    reader: str  # "package.module:Class"
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments
    load: dict[str, Any] = Field(default_factory=dict)  # the arguments of its `load_data`


class WatchSettings(Section):
    """A folder, page, feed, sitemap or `reader:NAME` that is read again and again."""

    target: str
    every_minutes: float = Field(default=15, gt=0)
    prune: bool = False  # also take out what vanished from a folder


class IngestSettings(Section):
    """How articles are read and cut."""

    passage_words: int = Field(default=140, ge=40, le=180)  # MiniLM reads 256 tokens
    max_file_mb: int = Field(default=40, ge=1)  # a file or line above it is no news article
    batch_articles: int = Field(default=64, ge=1)  # stored and indexed together
    include: tuple[str, ...] = ()  # in folders, only files whose path matches; () for all
    exclude: tuple[str, ...] = ()  # and none whose path matches one of these
    readers: dict[str, ReaderSettings] = Field(default_factory=dict)  # `reader:NAME` as a target
    watch: tuple[WatchSettings, ...] = ()  # read again and again while serving


class FetchSettings(Section):
    """How pages and feeds are fetched."""

    user_agent: str = "Newsdesk/0.1 (news archive; reads robots.txt)"
    timeout_seconds: float = Field(default=30, gt=0)  # for one page, all of it
    max_mb: int = Field(default=20, ge=1)  # of one page, unpacked
    max_redirects: int = Field(default=5, ge=0)
    seconds_between_requests: float = Field(default=1.0, ge=0)  # to one host
    tries: int = Field(default=3, ge=1)  # where a host does not answer or is busy
    robots: bool = True  # heed robots.txt
    max_pages: int = Field(default=500, ge=1)  # of one feed or sitemap in one run
    allow: tuple[str, ...] = ()  # private hosts or networks that may be reached: "10.1.0.0/16"


class RerankerSettings(Section):
    """A LlamaIndex node postprocessor that is installed, a cross-encoder say."""

    # In the file it is `class`, which Python keeps for itself.
    model_config = ConfigDict(
        extra="forbid", frozen=True, serialize_by_alias=True, validate_by_name=True
    )

    path: str = Field(alias="class")  # "package.module:Class"
    options: dict[str, Any] = Field(default_factory=dict)  # that class's arguments


class RetrievalSettings(Section):
    """How passages are found."""

    candidates: int = Field(default=60, ge=10, le=500)  # taken from words and from vectors each
    passages: int = Field(default=8, ge=1, le=50)  # handed to the answer
    reranker: RerankerSettings | None = None  # puts the best of them in an order of its own
    rerank_candidates: int = Field(default=30, ge=2, le=200)  # how many of them


class AnswerSettings(Section):
    """What an answer may be."""

    max_statements: int = Field(default=3, ge=1, le=10)
    max_question_chars: int = Field(default=2000, ge=50)
    followups: int = Field(default=3, ge=0, le=5)  # questions suggested with an answer


class ConversationSettings(Section):
    """How long questions and answers are kept."""

    keep_days: int = Field(default=90, ge=0, le=36500)  # 0 keeps none


class ChatModelSettings(Section):
    """One OpenAI-compatible chat model. It is used when its key's variable is set."""

    name: str
    base_url: str = "https://api.openai.com/v1"
    api_key_env: str = "OPENAI_API_KEY"  # "" for a server that needs no key
    timeout_seconds: float = Field(default=30, gt=0)
    max_tokens: int = Field(default=2000, ge=50)


class ServerSettings(Section):
    """Where page and REST are served."""

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")  # names it answers to, "*" for any
    public_url: str = ""  # where readers elsewhere reach the page, for links to answers
    concurrent_questions: int = Field(default=8, ge=1)  # on the page, and as many over REST


class SlackChannelSettings(Section):
    """What the bot does in a channel of Slack."""

    listen: Literal["mentions", "questions"] = "mentions"  # or to every message with a "?"
    sources: tuple[str, ...] = ()  # outlets to search, () for all
    first_day: str = ""  # days to search, both included, as ISO dates
    last_day: str = ""
    silent: bool = False  # say nothing where the articles do not say
    reply: Literal["thread", "asker"] = "thread"  # or to the asker's eyes alone
    add: tuple[str, ...] = ()  # ids of who may add articles, "*" for everybody


class SlackSettings(Section):
    """The bot in Slack."""

    enabled: bool = False  # run it inside `newsdesk serve`
    mode: Literal["socket", "http"] = "socket"  # http: Slack calls /slack/events
    bot_token_env: str = "SLACK_BOT_TOKEN"  # noqa: S105, the variables that hold the secrets
    app_token_env: str = "SLACK_APP_TOKEN"  # noqa: S105
    signing_secret_env: str = "SLACK_SIGNING_SECRET"  # noqa: S105
    api_url: str = "https://slack.com/api/"
    missed_minutes: float = Field(default=30, ge=0)  # a question that is older is not answered
    per_user_hour: int = Field(default=60, ge=1)  # questions answered
    per_channel_hour: int = Field(default=200, ge=1)
    default: SlackChannelSettings = SlackChannelSettings()
    channels: dict[str, SlackChannelSettings] = Field(default_factory=dict)  # by id


class Settings(BaseSettings):
    """All of it. Unknown keys are refused, so that a misspelt one is not silently ignored."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix=PREFIX, env_nested_delimiter="__"
    )

    embedding: EmbeddingSettings = EmbeddingSettings()
    ingest: IngestSettings = IngestSettings()
    fetch: FetchSettings = FetchSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answer: AnswerSettings = AnswerSettings()
    conversations: ConversationSettings = ConversationSettings()
    chat_models: tuple[ChatModelSettings, ...] = (ChatModelSettings(name="gpt-5.4-mini"),)
    server: ServerSettings = ServerSettings()
    slack: SlackSettings = SlackSettings()


def load_settings(file: Path | None = None) -> Settings:
    """Read `file`, else `config.yaml` in the working folder, else the defaults alone.

    Raises:
        SettingsError: the file is missing, unreadable or no YAML, a key is unknown, a value is
            unusable.
    """
    if file is not None and not _is_file(file):
        raise SettingsError(f"There is no configuration file {file}. Check --config.")
    path = file or Path("config.yaml")
    name = str(path) if _is_file(path) else "the environment"

    class FromFile(Settings):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return env_settings, YamlConfigSettingsSource(settings_cls, yaml_file=path)

    try:
        loaded = FromFile()
        if port := os.environ.get(f"{PREFIX}PORT"):  # the short form that `make chat` promises
            loaded = loaded.model_copy(update={"server": _with_port(loaded.server, port)})
        return loaded
    except ValidationError as error:
        raise SettingsError(f"{name}: {_explain(error)}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name} is not readable as settings: {error}") from error
    except (TypeError, ValueError) as error:  # a list, or words: pydantic makes no sense of them
        raise SettingsError(
            f"{name} is not readable as settings: it must hold `name: value` lines."
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError as error:  # a folder that may not be entered
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"The configuration file {path} cannot be read: {error.strerror}. "
        "Change its permissions, or name another one with --config."
    )


def _with_port(server: ServerSettings, port: str) -> ServerSettings:
    try:
        return ServerSettings.model_validate({**server.model_dump(), "port": port})
    except ValidationError as error:
        raise SettingsError(
            f"The environment variable {PREFIX}PORT is {port!r}, which is no port: name a free one "
            "from 1 to 65535."
        ) from error


def _explain(error: ValidationError) -> str:
    """The first complaint, in a sentence that names the key and the way out."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        return f"{where}: {first['msg']} (it is {first['input']!r})."
    known = _keys(Settings)
    near = difflib.get_close_matches(where, known, n=1, cutoff=0.5)
    return f"unknown setting {where!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _keys(model: type[BaseModel], prefix: str = "") -> list[str]:
    keys = []
    for name, info in model.model_fields.items():
        keys.append(prefix + name)
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            keys += _keys(info.annotation, f"{prefix}{name}.")
    return keys
