"""config.yaml and the environment -> one checked, frozen value, or what is wrong with them.

Environment variables win over the file: `NEWSDESK_SERVER__PORT=9000` sets `server.port`.
"""

import difflib
import os
from pathlib import Path

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, YamlConfigSettingsSource

from ingest import local_only
from ingest.errors import SettingsError
from ingest.settings import PREFIX, ServerSettings, Settings


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
        if loaded.local_only:
            local_only.enforce()
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
    if first["type"] != "extra_forbidden" and where.startswith("chat_models"):
        return f"{where}: {first['msg']}"  # what it is may be a key
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
