"""Question -> hits: looked up by words and meaning, ranked, arranged, reranked."""
