"""Bytes -> articles, a module a format."""
