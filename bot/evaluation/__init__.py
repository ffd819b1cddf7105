"""Measured quality on a user's own questions: `newsdesk eval`. See docs/evaluate.md."""
