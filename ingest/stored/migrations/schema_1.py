"""The first: a library begins with the tables of its version, so nothing leads here."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """No library is older."""
