"""What can go wrong between a question and its answer.

BotError
├── BadQuestion       the question, or a limit that came with it, cannot be used
├── ModelUnavailable  a chat model failed, was too slow, or sent nothing usable
├── RerankerUnavailable  the reranker that is configured cannot be loaded, or failed
├── ConversationNotFound  no kept conversation has that id
├── AnswerNotFound    no kept answer has that id
├── BadFeedback       what was thought of an answer cannot be kept as it was said
├── BadKey            an API key cannot be made as it was said
├── KeyNotFound       no API key has that id
├── Refused           who asks may not do it, or not so often
├── Overloaded        more questions are in work than the server takes on
├── EvaluationError   questions to measure with cannot be read, or figures not be written
├── PortInUse         page and REST cannot be served where they should be
└── HandOverFailed    the server that holds the data folder did not take or finish some work

Every message says what, which, and what to do next.
"""


class BotError(Exception):
    """Root of this package's errors."""


class BadQuestion(BotError):
    """The question, or a limit that came with it, cannot be used."""


class ModelUnavailable(BotError):
    """A chat model failed, was too slow, or sent nothing usable."""

    def __init__(self, message: str, *, reason: str = "failed", retry_after: float = 0.0) -> None:
        super().__init__(message)
        # "failed", "connect", "first_token", "total", "deadline", "rate_limit", "context",
        # "filtered", "unusable", "misled"; not asked at all: "busy", "tokens", "circuit",
        # "resting".
        self.reason = reason
        self.retry_after = retry_after  # seconds that its server asked for, 0 where it did not


class RerankerUnavailable(BotError):
    """The reranker that is configured cannot be loaded, or failed."""


class ConversationNotFound(BotError):
    """No kept conversation has that id."""

    def __init__(self, conversation_id: str) -> None:
        super().__init__(
            f"There is no conversation {conversation_id[:60]!r}. It was deleted, or is older than "
            "conversations are kept (conversations.keep_days). Start a new one."
        )


class AnswerNotFound(BotError):
    """No kept answer has that id."""

    def __init__(self, answer_id: str) -> None:
        super().__init__(
            f"There is no answer {answer_id[:60]!r}. It was deleted, or is older than answers are "
            "kept (conversations.keep_days). Ask again."
        )


class BadPassword(BotError):
    """A password is none that could be kept."""


class BadFeedback(BotError):
    """What was thought of an answer cannot be kept as it was said."""


class BadKey(BotError):
    """An API key cannot be made as it was said."""


class KeyNotFound(BotError):
    """No API key has that id."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"No key has the id {key_id[:60]!r}. `newsdesk keys list` names them all.")


class Refused(BotError):
    """Who asks may not do it, or not so often."""


class Overloaded(BotError):
    """More questions are in work than the server takes on, and as many wait as may."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"Too many questions are in work and the queue is full. Ask again in {seconds} s."
        )
        self.seconds = seconds  # after which it is worth trying again


class EvaluationError(BotError):
    """Questions to measure with cannot be read, or their figures not be read or written."""


class PortInUse(BotError):
    """Another program listens where the server should, or it may not listen there."""

    def __init__(self, host: str, port: int, reason: str, *, is_address: bool = True) -> None:
        other = port + 1 if 1024 <= port < 65535 else 8000
        todo = (
            f"Stop the program that uses it, or choose another port: NEWSDESK_PORT={other}."
            if is_address
            else "Set server.host to an address of this machine."
        )
        super().__init__(f"Cannot serve on port {port} of {host}: {reason}. {todo}")


class HandOverFailed(BotError):
    """The server that holds the data folder did not take or finish the work."""

    def __init__(self, reason: str, *, status: int = 0) -> None:
        super().__init__(reason)
        self.status = status  # of its answer in HTTP, 0 without one
