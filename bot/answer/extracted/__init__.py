"""Statements taken from the articles: which sentences, and whether any."""
