"""Article sources -> library and indexes. Imports nothing from `bot`."""
