"""A question within a request -> the question: "Could you tell me when the lock was last dredged?".

What is said out of politeness, or of the asker, says nothing of the matter and would be searched
for. What it names is kept: "(Orrin dam)" behind the question, where the question lacks it. What
somebody told somebody is asked for as what was said to them, since that is how most is told.
"""

import re

from bot.question.terms import words
from bot.question.wording import names

_LONGEST = 1000  # characters; what is longer is a text that was pasted, not a question
_FEWEST = 2  # words of a question
_ASKS = r"when|what|who|whom|whose|which|where|why|how"
# Somebody wants to be told: "my editor wants to know", "please tell us".
_REQUEST = re.compile(
    r"^(?P<lead>[^?]*?\b(?:know|knew|tell|told|say|explain|wonder|wondering|ask|asking|find out|"
    r"establish|clarify|confirm|remind|understand|check|look up|curious|idea)\b"
    r"(?:\s(?:me|us|him|her|them))?(?:\s(?:please|about|of|again))?[,:]?\s)"
    rf"(?:both\s|exactly\s)?(?P<core>(?:{_ASKS})\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
_ASKER = re.compile(r"\b(?:I|we|you|me|us|my|our|please)\b", re.IGNORECASE)
_IS_QUESTION = re.compile(
    rf"\W*(?:(?:and|so|but)\s)?(?:{_ASKS}|whether|did|does|is|are|was|were|has|have|had|should)\b",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[,;.]?\s(?:could|can|would|will|do) (?:you|somebody|anyone|anybody)(?: please)? "
    r"(?:tell|help|say|explain|let|look|find|check|know)(?: (?:me|us|it|this|that|out|up|know|with|"
    r"please))*|"
    r"[,;.]?\s(?:please|thanks|thank you|thanks in advance|many thanks|if possible|if you can))"
    r"[\s?.!]*$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^(?P<asks>what (?:did|does|has|had|have) (?!(?:you|I|we)\b)(?:[\w’'-]+ ){1,6}?)(?:tell|told) "
    r"(?=(?!(?:me|us|you)\b)\w)",
    re.IGNORECASE,
)


def core(text: str) -> str:
    """The question within `text`; `text` itself where it is no request."""
    if len(text) > _LONGEST:
        return text
    asks = _TAIL.sub("", text)
    asks = text if asks == text else f"{asks.rstrip(' ?')}?"
    asks = _TELLS.sub(r"\g<asks>say to ", asks)
    request = _REQUEST.match(asks)
    if request and _ASKER.search(request["lead"]) and not _IS_QUESTION.match(request["lead"]):
        lead, asks = request["lead"], request["core"]
        own = set(words(asks.casefold()))
        said = [name for one in _SENTENCES.split(lead) for name in names(one)]
        missing = [one for one in said if not set(words(one.casefold())) <= own]
        asks = asks.rstrip(" ?.!")
        asks += f" ({', '.join(missing)})?" if missing else "?"
    if asks == text or len(words(asks)) < _FEWEST:
        return text
    return asks[0].upper() + asks[1:]
