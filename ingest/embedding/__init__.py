"""Texts -> unit vectors: the packaged MiniLM, or any embedding that config.yaml names."""
