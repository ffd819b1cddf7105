"""Passwords of who signs in on the page: kept as scrypt hashes (RFC 7914) in config.yaml."""

import base64
import hashlib
import hmac
import secrets

from bot.errors import BadPassword

SHORTEST, LONGEST = 12, 1000  # characters
# About 0.1 s and 32 MiB for each try, as OWASP's cheat sheet on password storage advises.
_COST, _BLOCK, _PARALLEL = 2**15, 8, 1
_MEMORY = 64 * 2**20


def hashed(password: str) -> str:
    """What stands in config.yaml for a password: `scrypt$SALT$HASH`.

    Raises:
        BadPassword: it is too short or too long.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadPassword(
            f"A password has {SHORTEST} to {LONGEST:,} characters, this one {len(password):,}. "
            "A few words that do not belong together are easy to keep in mind."
        )
    salt = secrets.token_bytes(16)
    return f"scrypt${_text(salt)}${_text(_derived(password, salt))}"


def is_right(password: str, kept: str) -> bool:
    """Whether a password is the one that `kept` was made of; takes as long for a wrong one."""
    try:
        scheme, salt, digest = kept.split("$")
        known, wanted = base64.b64decode(salt), base64.b64decode(digest)
    except ValueError:
        return False
    given = _derived(password[:LONGEST], known)
    return scheme == "scrypt" and hmac.compare_digest(given, wanted)


def _derived(password: str, salt: bytes) -> bytes:
    text = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=_COST, r=_BLOCK, p=_PARALLEL, maxmem=_MEMORY)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
