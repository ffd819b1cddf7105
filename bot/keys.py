"""API keys: who may use REST, what for, and until when. They stand in the library, hashed.

A key is `nd_ID_SECRET`: the id is no secret and finds the row; the secret is 256 random bits, of
which SHA-256 is kept. A slow hash (scrypt) slows down who guesses what people choose; nobody
guesses 256 random bits at any speed, and a slow hash on every request would only be a way to keep
the server busy.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from bot.errors import BadKey, KeyNotFound
from ingest.stored.database import Database

PREFIX = "nd"  # scanners that look for secrets in public code can tell it by this
LONGEST_NAME = 100  # characters
LONGEST_KEY = 200  # of what is brought: ours are 60

# Not of the library's own tables: a library that was made before there were keys gets it late.
_table = sa.Table(
    "api_keys",
    sa.MetaData(),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("digest", sa.LargeBinary, nullable=False),  # SHA-256 of the secret
    sa.Column("scopes", sa.JSON, nullable=False),
    sa.Column("created_at", sa.Text, nullable=False),  # ISO, UTC, as all of these
    sa.Column("expires_at", sa.Text, nullable=False),  # "" for never
    sa.Column("revoked_at", sa.Text, nullable=False),  # "" while it is good
)
_NOBODYS = bytes(32)  # no SHA-256 that anybody knows the text of


class Scope(StrEnum):
    """What a key is good for. None includes another, but for `admin`, which is all of them."""

    ASK = "ask"  # questions, conversations, feedback
    READ = "read"  # search, articles, stats
    WRITE = "write"  # articles in, replaced and out; jobs
    ADMIN = "admin"  # what is said of the server itself; files and folders of its machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key without its secret."""

    id: str
    name: str
    scopes: frozenset[Scope]
    created_at: str
    expires_at: str  # "" for never
    revoked_at: str  # "" while it is good

    def state(self, now: str = "") -> str:
        """`good`, `expired` or `revoked`."""
        if self.revoked_at:
            return "revoked"
        return "expired" if self.expires_at and self.expires_at <= (now or _now()) else "good"

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "name": self.name,
            "scopes": sorted(self.scopes),
            "created_at": self.created_at,
            "expires_at": self.expires_at or None,
            "revoked_at": self.revoked_at or None,
            "state": self.state(),
        }


class Keys:
    """The keys in one library. Other processes may change them meanwhile.

    Raises:
        DataFolderError: from every method: the library does not answer.
    """

    def __init__(self, database: Database) -> None:
        self._asked, self._written = database.asked, database.written
        with self._asked() as db:
            db.execute(sa.schema.CreateTable(_table, if_not_exists=True))

    def create(
        self, name: str, scopes: Iterable[Scope], *, days: float | None = None
    ) -> tuple[Key, str]:
        """A new key, and what its holder has to bring: it is not kept, so it is told only here.

        Args:
            days: it is good for; None for ever.

        Raises:
            BadKey: it has no name or too long a one, no scope, or ends before it begins.
        """
        name, wanted = " ".join(name.split()), frozenset(scopes)
        if not name or len(name) > LONGEST_NAME:
            raise BadKey(f"A key needs a name of at most {LONGEST_NAME} characters: whose it is.")
        if not wanted:
            raise BadKey(f"A key needs a scope: {', '.join(Scope)}.")
        if days is not None and not 0 < days <= 36500:
            raise BadKey(f"A key cannot be good for {days:g} days; say a number above 0.")
        begins = datetime.now(UTC)
        key = Key(
            id=secrets.token_hex(6),
            name=name,
            scopes=wanted,
            created_at=_iso(begins),
            expires_at=_iso(begins + timedelta(days=days)) if days else "",
            revoked_at="",
        )
        secret = secrets.token_urlsafe(32)
        with self._written() as db:
            row = {
                "id": key.id,
                "name": key.name,
                "digest": _digest(secret),
                "scopes": sorted(key.scopes),
                "created_at": key.created_at,
                "expires_at": key.expires_at,
                "revoked_at": "",
            }
            db.execute(_table.insert().values(row))
        return key, f"{PREFIX}_{key.id}_{secret}"

    def all(self) -> list[Key]:
        """Every key that was ever made, the oldest first."""
        with self._asked() as db:
            found = db.execute(sa.select(_table).order_by(_table.c.created_at, _table.c.id))
            return [_key_of(row) for row in found]

    def revoke(self, key_id: str) -> Key:
        """From now on it is good for nothing; once revoked it stays so.

        Raises:
            KeyNotFound: there is none with that id.
        """
        with self._written() as db:
            of = _table.c.id == key_id
            still = of & (_table.c.revoked_at == "")
            db.execute(_table.update().where(still).values(revoked_at=_now()))
            row = db.execute(sa.select(_table).where(of)).first()
        if row is None:
            raise KeyNotFound(key_id)
        return _key_of(row)

    def known(self, brought: str) -> Key | None:
        """The key that was brought, good or no more; None where it is none of ours.

        How long it takes does not say how much of a secret was right.
        """
        parts = brought.split("_", 2) if len(brought) <= LONGEST_KEY else []
        if len(parts) != 3 or parts[0] != PREFIX:
            return None
        with self._asked() as db:
            row = db.execute(sa.select(_table).where(_table.c.id == parts[1])).first()
        held = bytes(row.digest) if row else _NOBODYS
        is_right = hmac.compare_digest(_digest(parts[2]), held)
        return _key_of(row) if row and is_right else None


def _digest(secret: str) -> bytes:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def _key_of(row: sa.Row[Any]) -> Key:
    return Key(
        id=row.id,
        name=row.name,
        scopes=frozenset(Scope(one) for one in row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
    )


def _now() -> str:
    return _iso(datetime.now(UTC))


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
