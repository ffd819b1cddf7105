"""Statements that a chat model writes, each held against the passages that it cites."""
