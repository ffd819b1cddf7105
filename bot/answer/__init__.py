"""Hits -> checked statements: extract or generate, check support, cite."""
