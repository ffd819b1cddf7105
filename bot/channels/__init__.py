"""Thin renderings of the one event stream, a module a way in."""
