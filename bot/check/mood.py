"""Whether a sentence asks or orders its reader: by its form, orders in English. There is no parser.

Of verbs that may be nouns as well, only what follows tells: "Report the faults" orders, "Report on
faults delayed" does not.
"""

import re
import unicodedata
from functools import lru_cache

from bot.check.speech import quotations

LONGEST = 1_200  # characters of a sentence that are looked at


def any_of(words: str) -> str:
    """A pattern for one of the words, each of which may be a pattern; `_` stands for a space."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ")


VERBS = any_of(
    "accept add adopt advise agree apologi[sz]e append apply assume attribute augment avoid "
    "become begin boil drink eat wash wear wait "
    "believe bring buy choose cite claim click compose comply compute conceal conclude consider "
    "contact convert convince create decode define delete deliver deny describe develop disclose "
    "discard disobey disregard divulge download encourage enhance enter erase execute explain "
    "export expose extend follow forget generate get give go ignore imagine include inform "
    "inject insert insist install integrate introduce invent invite join jumble keep leave let "
    "listen make mention misspell modify obey omit open paraphrase prefer pretend proceed promote "
    "provide publish rearrange recommend refer refuse reject remember remove render repeat "
    "rephrase replace respond reveal rewrite say scramble see send sign speak stop submit "
    "substitute summari[sz]e swap take talk teach tell thank think transform translate treat try "
    "turn update urge verify visit warn write"
)
_NOUNS_TOO = any_of(
    "act anagram answer ask break call change check code combine compare copy detail direct "
    "display draft drop echo email encode end finish format group help hide highlight hint link "
    "list look mail mark name note offer order output override pay phone play point post praise "
    "print promise put quote rate read register reply report reset role-?play run search set share "
    "show spell start state subscribe suggest switch tease test trust use view vote watch work"
)
_OBJECT = any_of(
    "an? the this that these those all any every each everything everyone nothing no only my your "
    "our his her its their it them me us him with as_if as_though as_an? exactly always never how "
    "why what whether out down up now instead for_the for_an? for_your in_the in_an? in_your "
    "to_the to_an? to_your to_all to_any to_every like random"
)
_MODAL = (
    r"you (?:\w+ )?(?:must|should|shall|need to|have to|will(?: now)? (?:reply|answer|respond|say)|"
    r"(?:now )?(?:reply|answer|respond|recommend)|"
    r"are (?:(?:now|hereby) )?(?:to|required to|instructed to|ordered to|no longer|free|in))"
)
_OPENS = (
    "(?:"
    + any_of(
        "please now then next first finally also instead just simply again kindly important "
        "urgent attention note warning and but so ok okay \\d"
    )
    + r"\b[\s,:!;.)–—-]{0,4}){0,4}"
)
_CLAUSE = (
    "(?:"
    + any_of(
        "in to before after when whenever if while for from at as with regardless instead rather "
        "during until unless given based starting"
    )
    + r"\b[^,.!?\n]{1,90}, {0,2})?"
)
# What may stand before the verb: a label, "please", "before you answer,".
START = rf"^\W{{0,6}}(?:[^\W\d_][^:.!?\n]{{0,60}}: {{0,2}})?{_OPENS}{_CLAUSE}{_OPENS}"
_DENIED = rf"(?:do not|don['’]t) [a-z]|(?:never|always) (?:{VERBS}|{_NOUNS_TOO})(?!\w)|{_MODAL}\b"
_BIDS = re.compile(
    rf"{START}(?:{_DENIED}|{VERBS}(?![\w’'-]|, (?:who|which)| of\b|,? [a-z]+ed\b)|"
    rf"{_NOUNS_TOO}\s(?:{_OBJECT}(?!\w)|\W?[\"“‘'«:]))",
    re.IGNORECASE,
)
_MAY_BID = re.compile(
    rf"{START}(?:{_DENIED}|(?:{VERBS}|{_NOUNS_TOO})(?![\w’'-]| of\b))", re.IGNORECASE
)
_YOU_MUST = re.compile(r".{0,200}\byou (?:must|should|shall)\b", re.IGNORECASE)
# "Boil your water, the mayor said": what bids here is the mayor.
_REPORTED = re.compile(
    r", (?:\w+ ){1,6}(?:says?|said|advise[sd]?|warn(?:s|ed)?|tells?|told|urge[sd]?|"
    r"recommend(?:s|ed)?|added|adds?|wrote|writes?)\b[^,.!?]{0,40}[.!]?$"
)
# A question that wants to know what to do may be answered by an order.
_WANTS_ORDERS = re.compile(
    r"\bhow (?:do|can|could|should|to|might)\b|\b(?:what|where|when|who|whom) (?:\w+ )?"
    r"(?:should|can|must|could|to)\b|\b(?:advi[cs]e\w*|tips?|instructions?|recommend\w*|urge[sd]?|"
    r"urging|orders?|ordered|told|tells?|tell|warn\w*|rules?|should|must)\b",
    re.IGNORECASE,
)
# Letters of other scripts that look like Latin ones.
_ALIKE = str.maketrans(
    "аеорсухіјѕԁɡһӏвмтнкАЕОРСХІЈЅВМТНКαοινρτΑΟΙΕΡΤΗΚΜΝΒ",
    "aeopcyxijsdghlbmthkAEOPCXIJSBMTHKaoivptAOIEPTHKMNB",
)
_MARKS = re.compile('["“”„«»‘]')
_OTHER_LETTERS = re.compile("[\u0370-\u052f]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ue000-\uf8ff"
    "\U000e0000-\U000e0fff]"
)
_SPACED = re.compile(r"\b(?:\w ){4,40}\w\b")
_SEEMS_SPACED = re.compile(r" \w \w \w ")  # sooner looked for


def asks(sentence: str) -> bool:
    """Whether a sentence is a question: it may hold all words of another and answers none."""
    return sentence.rstrip("\"'”’) \n\t").endswith("?")


@lru_cache(maxsize=8192)
def bids(sentence: str) -> bool:
    """Whether a sentence bids its reader to do something, and so tells nothing."""
    told = outside(sentence)
    return bool(_BIDS.match(told)) and not _REPORTED.search(told)


def may_bid(told: str) -> bool:
    """Likewise, where a noun may be taken for a verb: of what `outside` gave."""
    # Few sentences have a "you", and it is sooner looked for than the rest of it.
    must = "you " in told.casefold() and _YOU_MUST.match(told)
    return bool(must or _MAY_BID.match(told))


def wants_orders(question: str) -> bool:
    """Whether a sentence that bids may answer: it asks what to do, or what somebody advises."""
    return bool(_WANTS_ORDERS.search(question[:400]))


def outside(sentence: str) -> str:
    """What a sentence says outside quotation marks, in letters that look as they are read."""
    text = " ".join(sentence[:LONGEST].split())
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = _UNSEEN.sub("", text)
        text = text.translate(_ALIKE) if _OTHER_LETTERS.search(text) else text
    if _SEEMS_SPACED.search(text):
        text = _SPACED.sub(lambda found: found[0].replace(" ", ""), text)
    if not _MARKS.search(text):
        return text
    for start, end, _ in reversed(quotations(text)):
        text = f"{text[:start]}“…”{text[end:]}"
    # A quotation of several sentences begins or ends in another one.
    text = re.sub(r"^[^“„«]{1,1000}(?<![\s…])(?:[”»]|\"(?=[\s,.]|$))", "", text, count=1)
    return re.sub(r"[“„«\"](?!…)[^”»]*$", "", text)
