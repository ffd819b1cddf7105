"""What a setting may be: the bounds of a number, the shape of a text. Beyond them it is a slip."""

import re
from datetime import date
from ipaddress import ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)
from pydantic_core import PydanticCustomError

DAY = 86_400.0  # seconds
LEAST_MINUTES, MOST_MINUTES = 0.01, 366 * 24 * 60.0  # more than half a second, a year
MISPLACED = "misplaced_key"  # type of the error for a key where none belongs; its input is not told

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]*")
_HOST = re.compile(r"\*|(?:\*\.)?[\w.-]+|\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]*\]?")


def misplaced(what: str) -> PydanticCustomError:
    return PydanticCustomError(
        MISPLACED,
        "{what}, and keys are not kept in config.yaml: take it out (and change it, if others could "
        "read it), and name in api_key_env (or bot_token_env) the environment variable, or line of "
        "secrets_file, that holds it.",
        {"what": what},
    )


def _variable(name: str) -> str:
    if name and not _VARIABLE.fullmatch(name):
        raise misplaced("this is no name of a variable and may be a key")
    return name


def _web_address(url: str) -> str:
    if not url:
        return url
    parts = urlsplit(url)  # a bracket left open is a ValueError of its own
    if parts.scheme not in {"http", "https"}:
        raise ValueError("an address begins with http:// or https://")
    if "@" in parts.netloc:
        raise misplaced("a password stands in the address")
    if not parts.hostname:
        raise ValueError("an address names a host, as https://news.example does")
    return url


def _origin(name: str) -> str:
    parts = urlsplit(name)
    if name != "*" and (parts.scheme == "" or parts.netloc == "" or parts.path or parts.query):
        raise ValueError('an origin is like "https://desk.example", without a path')
    return name


def _host(name: str) -> str:
    if not _HOST.fullmatch(name):
        raise ValueError('a name is like "news.example", without http:// and without a port')
    return name


def _network(name: str) -> str:
    try:
        ip_network(name, strict=False)
    except ValueError as error:
        raise ValueError(f"{error}; name addresses or networks, 10.0.0.0/8") from error
    return name


def _header(name: str) -> str:
    if not _HEADER.fullmatch(name):
        raise ValueError("the name of a header has no spaces and no colon")
    return name


def _iso(given: Any) -> Any:
    """YAML makes a date of 2025-01-31 without quotes."""
    return given.isoformat() if isinstance(given, date) else given


def _day(text: str) -> str:
    if text:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise ValueError("a day is like 2025-01-31") from error
    return text[:10]


def _class_path(name: str) -> str:
    if not re.fullmatch(r"[\w.]+:\w+", name):
        raise ValueError('a class is named "package.module:Class"')
    return name


def _user_agent(text: str) -> str:
    if not re.fullmatch(r"[ -~]+", text):
        raise ValueError("a program's name is one line of plain letters, digits and signs")
    return text


Seconds = Annotated[float, Field(gt=0, le=DAY)]
Megabytes = Annotated[int, Field(ge=1, le=10_000)]
Count = Annotated[int, Field(ge=1, le=10**9)]
Most = Annotated[int, Field(ge=0, le=10**9)]  # 0 is no limit
Variable = Annotated[str, AfterValidator(_variable)]  # of the environment; "" for none
WebAddress = Annotated[str, AfterValidator(_web_address)]  # or ""
Origin = Annotated[str, AfterValidator(_origin)]
Host = Annotated[str, AfterValidator(_host)]
Network = Annotated[str, AfterValidator(_network)]
Header = Annotated[str, AfterValidator(_header)]  # or ""
Day = Annotated[str, BeforeValidator(_iso), AfterValidator(_day)]  # YYYY-MM-DD, or ""
ClassPath = Annotated[str, AfterValidator(_class_path)]
UserAgent = Annotated[str, AfterValidator(_user_agent)]


class Section(BaseModel):
    """Settings that belong together: an unknown name among them is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, given: Any) -> Any:
        """A section that is named and left empty is one of defaults; `yes` is no number."""
        for name, value in given.items() if isinstance(given, dict) else ():
            kind = cls.model_fields[name].annotation if name in cls.model_fields else None
            if isinstance(value, bool) and kind in (int, float):
                raise ValueError(f"{name} is a number, and neither true nor false")
        return {} if given is None else given
