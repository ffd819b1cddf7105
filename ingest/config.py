"""config.yaml and the environment -> one checked, frozen value, or what is wrong with them.

Environment variables win over the file: `NEWSDESK_SERVER__PORT=9000` sets `server.port`.
"""

import difflib
import os
import re
from pathlib import Path

import pydantic_settings
import yaml
from pydantic import BaseModel, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, YamlConfigSettingsSource

from ingest import local_only
from ingest.bounds import MISPLACED
from ingest.errors import SettingsError
from ingest.settings import PREFIX, ServerSettings, Settings

LONGEST = 60  # characters of a wrong value that are repeated
_MAY_BE_SECRET = re.compile(r"chat_models|password|_env$|options")
_SAID = {
    "tuple_type": "it should be a list, such as [one, another]",
    "dict_type": "it should hold `name: value` lines",
    "model_type": "it should hold `name: value` lines",
    "missing": "it is missing",
    "string_too_short": "it is empty",
    "string_pattern_mismatch": "it is no hash of a password; `newsdesk password` makes one",
}


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
    if _is_file(path):
        _each_once(path)

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
        if loaded.local_only:
            local_only.enforce()
        return loaded
    except ValidationError as error:
        raise SettingsError(f"{_given_by(error, name)}: {_explain(error)}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise SettingsError(f"{name} is not readable as settings: {error}") from error
    except pydantic_settings.SettingsError as error:  # of a variable that holds more than a text
        raise SettingsError(
            f"The environment: {error}. A list or a section is given in JSON there: "
            """NEWSDESK_SERVER__HOSTS='["news.example"]'."""
        ) from error
    except ValueError as error:  # words, or a day that is none
        raise SettingsError(
            f"{name} is not readable as settings: it must hold `name: value` lines ({error})."
        ) from error
    except (TypeError, AttributeError) as error:  # a list, a number as a name
        raise SettingsError(
            f"{name} is not readable as settings: it must hold `name: value` lines."
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _each_once(path: Path) -> None:
    """Of two sections of one name the first would be lost without a word.

    Raises:
        SettingsError: a name stands twice in one place.
    """
    try:
        with path.open("rb") as file:
            root = yaml.compose(file, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, OSError):
        return  # what is wrong with it is said where it is read
    waiting, seen = [root], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue  # an alias may stand within what it means
        seen.add(id(node))
        if not isinstance(node, yaml.MappingNode):
            waiting += node.value if isinstance(node, yaml.SequenceNode) else []
            continue
        names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
        if twice := next((one for one in names if names.count(one) > 1), ""):
            line = [key.start_mark.line + 1 for key, _ in node.value if key.value == twice][1]
            raise SettingsError(
                f"{path}: {twice!r} stands there twice, the second time in line {line}. Put both "
                "together."
            )
        waiting += [value for _, value in node.value]


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


def _given_by(error: ValidationError, file: str) -> str:
    """The variable of the environment that gave the value, where one did; else the file."""
    where = [str(part) for part in error.errors()[0]["loc"]]
    names = [PREFIX + "__".join(where[:depth]).upper() for depth in range(len(where), 0, -1)]
    return next((name for name in names if name in os.environ), file)


def _explain(error: ValidationError) -> str:
    """The first complaint, in a sentence that names the key and the way out."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return _unknown(where)
    said = _SAID.get(first["type"]) or first["msg"].removeprefix("Value error, ")
    said = said.rstrip(".").replace("Input should", "it should", 1)
    given = first["input"]
    is_secret = first["type"] == MISPLACED or _MAY_BE_SECRET.search(where)
    is_told = not isinstance(given, dict | list) and not is_secret
    return f"{where}: {said}{f' (it is {str(given)[:LONGEST]!r})' if is_told else ''}."


def _unknown(where: str) -> str:
    known = _keys(Settings)
    if where in known:  # server.port in one line
        section, _, key = where.rpartition(".")
        return f"{where!r} is two lines here: `{section}:`, and indented below it `{key}: …`."
    near = difflib.get_close_matches(where, known, n=1, cutoff=0.5)
    return f"unknown setting {where!r}." + (f" Did you mean {near[0]!r}?" if near else "")


def _keys(model: type[BaseModel], prefix: str = "") -> list[str]:
    keys = []
    for name, info in model.model_fields.items():
        keys.append(prefix + name)
        if isinstance(info.annotation, type) and issubclass(info.annotation, BaseModel):
            keys += _keys(info.annotation, f"{prefix}{name}.")
    return keys
