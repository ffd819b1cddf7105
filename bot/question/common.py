"""Whether a word is one of ordinary English.

The vocabulary of the packaged embedding model's tokenizer holds the commonest words and names; a
word is common that has its stem with one of them.
"""

import json
from functools import lru_cache

import Stemmer

from ingest.embedding import minilm_files
from ingest.errors import EmbeddingError

_porter = Stemmer.Stemmer("porter")
_porter.maxCacheSize = 0  # each word is asked for once


def is_common(word: str) -> bool:
    """Whether it is; any word is where the packaged model is not installed."""
    stems = _stems()
    return not stems or _porter.stemWord(word.lower()) in stems


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    try:
        content = minilm_files.read(minilm_files.TOKENIZER)
    except EmbeddingError:
        return frozenset()
    vocabulary = json.loads(content)["model"]["vocab"]
    return frozenset(_porter.stemWords([word for word in vocabulary if word.isalpha()]))
