"""What can be set of a chat model, a section of settings.py, and what its provider stands for."""

import re
from typing import Any, Literal

from pydantic import Field, model_validator

from ingest.bounds import Count, Most, Seconds, Section, Variable, WebAddress, misplaced

# What a provider stands for: the address of its server as it is installed, and its key's variable.
PRESETS = {
    "openai": ("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "azure": ("", "AZURE_OPENAI_API_KEY"),
    "ollama": ("http://127.0.0.1:11434/v1", ""),
    "vllm": ("http://127.0.0.1:8000/v1", ""),
    "llama.cpp": ("http://127.0.0.1:8080/v1", ""),
    "lmstudio": ("http://127.0.0.1:1234/v1", ""),
}
_SECRET = re.compile(
    r"(?:.*[_-])?(?:api_?key|key|secret|token|password|credentials?|auth|authorization|headers)",
    re.IGNORECASE,
)


class ChatModelSettings(Section):
    """One chat model. It is used when its key is set, or it needs none."""

    name: str = Field(min_length=1)  # as the server calls it; of Azure, the deployment
    # "openai" (or any server that speaks as OpenAI does, by its base_url), "azure", "ollama",
    # "vllm", "llama.cpp", "lmstudio", or "package.module:Class", any LlamaIndex LLM.
    provider: str = "openai"
    base_url: WebAddress = ""  # the provider's own where it is not given
    api_key_env: Variable = ""  # likewise; "" for a server that needs no key
    api_version: str = ""  # of Azure
    options: dict[str, Any] = Field(
        default_factory=dict
    )  # the class's arguments; else put into each request
    connect_seconds: Seconds = 5
    first_token_seconds: Seconds = 20
    timeout_seconds: Seconds = 30  # for a whole reply
    max_tokens: int = Field(default=2000, ge=50, le=1_000_000)
    context_tokens: Most = 0  # it reads and writes, 0 where that is not known
    concurrency: Most = 0  # questions at a time, 0 for any number
    tokens_per_minute: Most = 0  # 0 for any number
    failures: Count = 3  # one after the other, and it is left alone
    cool_down_seconds: Seconds = 30  # for so long
    structured: Literal["auto", "always", "never"] = "auto"  # replies in JSON by a schema

    @model_validator(mode="before")
    @classmethod
    def _preset(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        for holder in (given, given.get("options") or {}):
            for name in holder if isinstance(holder, dict) else ():
                if name not in cls.model_fields and _SECRET.fullmatch(str(name)):
                    raise misplaced(f"{name!r} is a secret")
        base_url, variable = PRESETS.get(str(given.get("provider", "openai")), ("", ""))
        if given.get("provider", "openai") == "openai" and given.get("base_url"):
            variable = "OPENAI_API_KEY"
        return {"base_url": base_url, "api_key_env": variable} | given

    @model_validator(mode="after")
    def _known(self) -> "ChatModelSettings":
        if self.provider not in PRESETS and not re.fullmatch(r"[\w.]+:\w+", self.provider):
            raise ValueError(
                f"provider is none of {', '.join(PRESETS)}, and no package.module:Class"
            )
        if self.provider == "azure" and not (self.base_url and self.api_version):
            raise ValueError("azure needs base_url (https://NAME.openai.azure.com) and api_version")
        return self
