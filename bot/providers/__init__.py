"""One chat model at its server: its key, what it can take, and its reply as it comes."""
