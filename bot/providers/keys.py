"""Keys of chat models: from the environment or a secrets file, and never in what is said."""

import os
import stat
import traceback
from functools import lru_cache
from pathlib import Path

from pydantic import SecretStr

from ingest.chat_models import ChatModelSettings
from ingest.errors import SettingsError

HIDDEN = "(key)"
SHORTEST = 6  # characters: a shorter "key" stands in ordinary words, and hides nothing


def key(settings: ChatModelSettings, secrets_file: str = "") -> SecretStr | None:
    """The key of a chat model, None where it has none or needs none.

    The environment wins over the secrets file.

    Raises:
        SettingsError: the secrets file cannot be read, is no such file, or others can read it.
    """
    name = settings.api_key_env
    if not name:
        return None
    value = os.environ.get(name) or (_read(Path(secrets_file)).get(name) if secrets_file else "")
    return SecretStr(value) if value else None


def scrubbed(text: str, secret: SecretStr | None) -> str:
    """`text` without the key."""
    value = secret.get_secret_value() if secret else ""
    return text.replace(value, HIDDEN) if len(value) >= SHORTEST else text


def told(error: BaseException, secret: SecretStr | None) -> str:
    """A foreign error on one line, short, and without the key."""
    return scrubbed(" ".join(f"{type(error).__name__}: {error}".split()), secret)[:300]


def harmless(error: BaseException, secret: SecretStr | None) -> BaseException | None:
    """`error` as the cause of ours; None where its traceback would tell the key."""
    whole = "".join(traceback.format_exception(error))
    return error if scrubbed(whole, secret) == whole else None


def _read(path: Path) -> dict[str, str]:
    try:
        info = path.stat()
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from error
    if os.name == "posix" and stat.S_IMODE(info.st_mode) & 0o077:
        raise _unusable(path, f"can be read by others. Run `chmod 600 {path}`")
    return _lines(path, info.st_mtime_ns)


@lru_cache(maxsize=4)
def _lines(path: Path, _changed: int) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(path, "cannot be read as text") from error
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.strip().removeprefix("export ").partition("=")
        if not equals:  # what stands there may be a key, so it is not told
            raise _unusable(path, f"has no NAME=VALUE in line {number}")
        found[name.strip()] = value.strip().strip("\"'")
    return found


def _unusable(path: Path, what: str) -> SettingsError:
    return SettingsError(f"The secrets file {path} {what}. secrets_file in config.yaml names it.")
