"""The derived indexes, words and vectors; all in them can be rebuilt from the library."""
