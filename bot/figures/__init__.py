"""The figures of a text, normalised: what they are of, how much, and when."""
