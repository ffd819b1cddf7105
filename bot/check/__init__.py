"""Does a quote carry a statement? What a text says, read word by word, and compared."""
