"""Whether a sentence can answer a question at all: its form, of whom, of when."""
