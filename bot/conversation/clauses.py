"""The parts of a question's clause: the asking word, the auxiliary, what stands behind them."""

import re

from bot.conversation.pointing import PAST
from bot.question.wording import AUXILIARY

WH = r"(?:who|whom|whose|what|which|when|where|why|how)"
CLAUSE = re.compile(  # "How many homes | did | the river flood"
    rf"^(?P<wh>(?:(?:since|until|by|for|from|in|at|on|to|with|about)\s)?"
    rf"{WH}\b(?:\s(?!(?:{AUXILIARY})\b)[\w’'-]+){{0,4}})\s(?P<aux>{AUXILIARY})\s(?P<rest>.+)$",
    re.IGNORECASE,
)
YES_NO = re.compile(rf"^(?P<aux>{AUXILIARY})\s(?P<rest>.+)$", re.IGNORECASE)
SUBJECT = re.compile(  # "Who | leads the inquiry"
    rf"^(?P<wh>(?:who|what)|(?:which|what|whose|how many)\s[\w-]+)\s(?!(?:{AUXILIARY})\b)"
    r"(?P<rest>.+)$",
    re.IGNORECASE,
)
HAPPENED = re.compile(  # "What happened at | the market"
    r"^what(?:['’]s|\shas|\shave|\sis|\swas)?\s(?:happen(?:ed|ing)|going on|new|become|became)\s"
    r"(?P<how>\w+)\s(?P<rest>.+)$",
    re.IGNORECASE,
)
TELL = re.compile(  # "Tell me about | the market", "Latest on | the market"
    r"^(?P<how>(?:(?:what(?:['’]s| is) (?:the )?|any |the |tell me the )?"
    r"(?:latest|newest|news|updates?|headlines)(?: news| updates?)? (?:on|about|from|regarding)|"
    r"(?:tell|give|show)\s(?:me|us)\s.{0,40}?\b(?:about|on|of)|(?:who|what)\s"
    rf"(?:is|are|was|were)(?!\s(?:to|{PAST}|\w+ing)\b)|(?:what|how) about|summari[sz]e|explain|"
    r"describe))\s(?P<rest>.+)$",
    re.IGNORECASE,
)
REPORTED = re.compile(  # "What did the Ledger report on | ferry fares"
    r"^(?i:what|how)\s(?:did|does|has|have|do)\s(?P<who>(?:the\s)?[A-Z].{0,60}?)\s"
    r"(?:reports?|reported|says?|said|writes?|written|covers?|covered|publish(?:ed)?|cover|think|"
    r"thought)(?:\s(?:about|on|of|regarding))?\s(?P<rest>.+)$"
)
COUNTED = re.compile(r"^(?:how many|how much|which|what|whose)\s(?P<noun>.+)$", re.IGNORECASE)
DONE = re.compile(rf"(?:been\s|being\s)?{PAST}\b")


def clause_of(question: str) -> re.Match[str] | None:
    """The parts of a question: `rest`, and `wh` and `aux` where it has them."""
    return CLAUSE.match(question) or YES_NO.match(question)


def counted(noun: str, rest: str) -> str:
    """A clause with what it counts: before "lost at the mill", behind "the river flood"."""
    return (f"{noun} {rest}" if DONE.match(rest) else f"{rest} {noun}").strip()
