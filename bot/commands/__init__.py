"""The commands of `newsdesk`, by what they work on; `bot/cli.py` puts them together."""
