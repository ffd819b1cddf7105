"""For every test: no network but loopback, no keys, no settings from outside, one loaded model."""

import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from newsroom import newsroom

from ingest.article import Article
from ingest.embedding import embed
from ingest.embedding.embed import DEFAULT
from ingest.settings import EmbeddingSettings, Settings
from ingest.store import Store
from ingest.stored.library import Library

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"

# A busy machine is no failure, and nothing is written into the checkout.
hypothesis.settings.register_profile("newsdesk", deadline=None, database=None)
hypothesis.settings.load_profile("newsdesk")

# Before anything reads them. A test that needs one sets it with monkeypatch.
for name in [one for one in os.environ if one.startswith("NEWSDESK_")] + ["OPENAI_API_KEY"]:
    os.environ.pop(name, None)


class NetworkRefused(ConnectionError):
    """A test wanted to leave this machine."""

    def __init__(self, address: object) -> None:
        super().__init__(f"Tests may reach loopback addresses alone, not {address!r}.")


def is_loopback(host: object) -> bool:
    if host in (None, "", b"", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host).is_loopback
    except ValueError:
        return False


def refusing(call: Callable[..., Any]) -> Callable[..., Any]:
    """`call(socket, address)`, refused for addresses on other machines."""

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not is_loopback(address[0]):
            raise NetworkRefused(address)
        return call(self, address)

    return guarded


def pytest_sessionstart() -> None:
    lookup = socket.getaddrinfo

    def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
        if not is_loopback(host):
            raise NetworkRefused(host)
        return lookup(host, *args, **options)

    socket.socket.connect = refusing(socket.socket.connect)  # type: ignore[method-assign]
    socket.socket.connect_ex = refusing(socket.socket.connect_ex)  # type: ignore[method-assign]
    socket.getaddrinfo = getaddrinfo


@pytest.fixture(scope="session", autouse=True)
def one_model() -> Iterator[None]:
    """The default model, loaded once for all stores; others are made as they are named."""
    load, loaded = embed._load, []

    def load_once(settings: EmbeddingSettings) -> Any:
        if settings.model != DEFAULT or settings.options:
            return load(settings)
        if not loaded:
            loaded.append(load(settings))
        return loaded[0]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(embed, "_load", load_once)
        yield


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Five real, messy files beside the checkout: other people's text, so not in it."""
    if not SEEDS.is_dir():
        pytest.skip(f"{SEEDS} is not there; it comes with the evaluation material")
    return SEEDS


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store with the default settings."""
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        yield store


@pytest.fixture(scope="session")
def newsroom_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of the newsroom's that nobody holds, to be copied: ingesting takes longer."""
    folder = tmp_path_factory.mktemp("newsroom")
    newsroom(folder).close()
    return folder / "data"


def every_article(library: Library) -> list[Article]:
    """All stored articles, in order of id."""
    found = {item.article.id: item.article for batch in library.all_passages() for item in batch}
    return [found[key] for key in sorted(found)]
