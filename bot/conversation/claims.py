"""What is to be done once, by whichever process comes first: an event that is sent twice, say."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from bot.conversation.kept import Kept, iso
from bot.conversation.tables import claims

LONGEST = timedelta(days=7)  # that a claim is kept, far longer than anybody repeats an event


class Claims:
    """Those in one library; any thread and several processes may use them at once."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def claim(self, key: str, *, again_after: float = 0) -> bool:
        """Whether the caller is the first to claim `key`, among all processes and restarts.

        Args:
            again_after: seconds after which a claim that was not finished (its process was killed)
                may be claimed again; 0 for never.

        Raises:
            DataFolderError: the library did not answer.
        """
        at = datetime.now(UTC)
        new = {"key": key, "claimed_at": iso(at), "finished": False}
        with self._kept.written() as db:
            if again_after:
                stale = claims.c.claimed_at < iso(at - timedelta(seconds=again_after))
                left = (claims.c.key == key) & ~claims.c.finished & stale
                db.execute(sa.delete(claims).where(left))
            return db.execute(claims.insert().prefix_with("OR IGNORE").values(new)).rowcount == 1

    def finish(self, key: str) -> None:
        """What was claimed is done: nobody is to claim it again.

        Raises:
            DataFolderError: the library did not answer.
        """
        with self._kept.written() as db:
            db.execute(claims.update().where(claims.c.key == key).values(finished=True))

    def release(self, key: str) -> None:
        """What was claimed was not done: whoever comes next may claim it.

        Raises:
            DataFolderError: the library did not answer.
        """
        with self._kept.written() as db:
            db.execute(sa.delete(claims).where(claims.c.key == key))

    def expire(self, at: datetime) -> None:
        """Forget those that are older than LONGEST at that moment.

        Raises:
            DataFolderError: the library did not answer.
        """
        with self._kept.written() as db:
            db.execute(sa.delete(claims).where(claims.c.claimed_at < iso(at - LONGEST)))
