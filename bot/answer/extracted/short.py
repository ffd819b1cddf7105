"""Whether a sentence of two or three words says something by itself: "Nobody was killed."

It does when it has a subject that needs no sentence before it, and a verb, or tells an age or a
price: "She was 83.", "Tickets from £12." Of other sentences as short most are furniture ("Read
more.", "All rights reserved.", "Comments are closed.") or lean on what was said ("It failed.").
"""

import re

# Who stands for nobody or for everybody: a verb follows.
_NOBODY = (
    r"nobody|none|no-one|everybody|everyone|somebody|someone|nothing|niemand|keiner|nadie|ninguno|"
    r"ninguna|nessuno|nessuna|ninguém|nenhum|nenhuma|personne|aucun|aucune|iedereen"
)
_SEVERAL = (
    r"all|both|most|many|some|several|few|others|hundreds|thousands|dozens|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|\d[\d.,]*"
)
_BINDS = r"of|but|else|except|in|on|at|for|to|by|with|here|there|yet|so|than|as|and|or"
_WAS = (
    r"was|were|has|have|had|did|will|would|could|wasn['’]t|weren['’]t|hasn['’]t|didn['’]t|won['’]t"
)
_PAST = r"\w{2,}ed|fell|fled|left|lost|won|rose|sank|quit|went|came|stood|spoke|fought"
# What is offered at a price: "Tickets from £12."; "Subscriptions from £2." is furniture.
_PRICED = (
    r"tickets|seats|places|entry|entrance|admission|rooms|prices|fares|fees|rents|adults|children"
)
_SAYS = re.compile(
    rf"(?:(?:{_PRICED}) (?:(?:from |at |for |cost |are |is )?[£$€]\d[\d.,]*|(?:is |are )?free)|"
    rf"(?:{_NOBODY}) (?!(?:{_BINDS})\b)[^\W\d]\S*(?: [^\W\d]\S*)?|"
    rf"(?:{_SEVERAL}) (?:(?:are|is|{_WAS})(?: \w+)?|{_PAST})|"
    rf"(?!(?:it|he|she|they|this|that|these|those|there|what|who|which|i|we|you) )"
    rf"[^\W\d_][\w’'-]+ (?:{_WAS}) [a-zà-ÿ]\w+|"
    rf"(?!(?:it|they|this|that|these|those|there|i|we|you) )[^\W\d_][\w’'-]* (?:is|was) \d{{1,3}})"
    rf"[.!][\"'”’»)]*",
    re.IGNORECASE,
)


def says(sentence: str) -> bool:
    """Whether it is such a sentence."""
    said = sentence.strip().lstrip("\"'“‘«(")
    return len(said.split()) <= 3 and bool(_SAYS.fullmatch(said))
