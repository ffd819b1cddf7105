"""What a question's wording tells: kind of answer, wish for news, quotations, figures, names."""

import re
from collections.abc import Sequence

from bot.question.language import LANGUAGES, function_words
from bot.question.terms import CAPITAL, content_words
from ingest.article import Span

# A verb that a question begins with where it wants yes or no.
AUXILIARY = "was|were|is|are|did|does|do|has|have|had|will|would|can|could|should"
# A word after which the main clause comes later: "After X reported A, did ...?"
OPENS_LATER = (
    "between|after|before|since|following|considering|based|given|in|when|while|although|as|if|"
    "despite|according"
)
# Before a name; the first ones also before a surname alone, and a "Captain America" keeps his.
_HONORIFICS = frozenset("mr mrs ms miss dr prof professor".split())
_TITLES = _HONORIFICS | frozenset(
    "sir dame lord lady captain judge justice mayor president senator governor general colonel "
    "major sergeant inspector coach bishop father sister".split()
)
# The first rule that fits names the kind of answer that is wanted.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "money",
            r"\bhow much\b.*\b(costs?|costing|pay(s|ing|ments?|outs?|roll)?|paid|"
            r"invest(s|ed|ing|ments?)?|spend(s|ing)?|spent|commit(s|ted|ting|ments?)?|raise[ds]?|"
            r"earn(s|ed|ings?)?|worth|price[ds]?|loses?|lost|owe[ds]?|charge[ds]?|"
            r"fund(s|ed|ing|raisers?|raising)?|budget(s|ed|ing)?|fees?|fine[ds]?|sold|"
            r"sell(s|ing)?|buy(s|ing|outs?)?)\b|"
            r"\b(price|cost|budget|fee|salary|fine) of\b|(?<!by )\bwhat (price|sum|amount)\b|"
            r"\bat (what|which) cost\b|\bhow (expensive|costly|dear|cheap)\b",
        ),
        ("age", r"\bhow old\b|\b(?:what|which) age\b(?! (?:groups?|range|limit|bracket)\b)"),
        ("date", r"\bhow (long ago|recently)\b"),
        (
            "number",
            r"\bhow (many|much|often|frequently|far|long|large|big|tall|high|deep|fast|wide|heavy|"
            r"thick|hot|cold|strong)\b|"
            r"\b(what|which) (share|percentage|proportion|number|score|rate|percent)\b|"
            r"\bby (what|which) (amount|margin|factor)\b",
        ),
        (
            "date",
            r"\b(when|(what|which) (year|date|day|month|weekday|decade|century)|"
            r"(what|which) (hour|time)(?! (of (the )?year|(period|frame|span|limit|zone)s?)\b)|"
            r"how (late|early))\b|\bwhat(['’]s| is| was) the (year|date|time) (of|when|that|on)\b",
        ),
        (
            "person",
            r"\b(who|whom|whose)\b|\b(which|what) (\w+ )?(person|man|woman|judge|minister|"
            r"president|engineer|founder|co-founder|actor|author|player|official|mayor)\b",
        ),
        ("place", r"\b(where|which (country|city|state|town|place|river|region))\b"),
        (
            "reason",
            r"\b(why|how come|what (caused|causes|led|made)|"
            r"(for|with) (what|which) (reasons?|purposes?|motives?|aims?)|to what (end|purpose)|"
            r"(on|under) (what|which) (grounds?|basis|pretext))\b|^\W*what for\b",
        ),
        (
            "comparison",
            r"^(?:compare|contrast)\b|\b(?:differences?|distinction|comparison)\s(?:\w+\s){0,3}?"
            r"between\b|^how (?:do|does|did)\b.*\b(?:compare|differ)\b|"
            r"^(?:which|what|who)\b.*[,:] [^,:?]{2,80} or [^,:?]{2,80}\?$",
        ),
        (
            "list",
            r"^(?:list|name|give) (?:all|the|two|three|four|five|some|\d+)\b|"
            r"\b(?:which|what) (?:two|three|four|five|six|seven|eight|nine|ten|\d+|other|kinds?|"
            r"types?) \w+|^(?:what|which) (?:are|were) the \w+s\b|^who (?:are|were) the \w+s\b",
        ),
        ("yes_no", rf"^(?:{AUXILIARY})\b(?! i\b)|^(?:{OPENS_LATER})\b.*, (?:{AUXILIARY})\b"),
        (
            "how",
            r"\bhow\b|\b(in|by|through|via|to) (what|which) "
            r"(ways?|manner|means|methods?|routes?|extent|degree)\b",
        ),
    )
)
_BEFORE = (  # what may stand before the word that a question asks with
    r"^\W*(?:(?:and|but|so|then|now|ok|okay|well|please|also)\b\W*)*"
    r"(?:(?:at|by|for|from|in|on|of|to|under|with|through|over|since|until|till|after|before|around|"
    r"about|against|within|as of)\s)?"
)
_FIRST = re.compile(
    rf"{_BEFORE}(?P<asks>who|whom|whose|when|where|why|how come|"
    r"how(?P<sum> (?:much|expensive|costly|dear|cheap))?)\b",
    re.IGNORECASE,
)
_WHAT = re.compile(
    rf"{_BEFORE}(?:what|which)\b(?!['’]s| (?:is|was|are|were) (?:it|the|his|her|its|their)\b)",
    re.IGNORECASE,
)
_PERSON = frozenset({"person", "list", "comparison"})
_ABLE = {  # the kinds that a word may ask for
    "who": _PERSON,
    "whom": _PERSON,
    "whose": _PERSON,
    "when": frozenset({"date"}),
    "where": frozenset({"place"}),
    "why": frozenset({"reason"}),
    "how come": frozenset({"reason"}),
    "how": frozenset({"age", "number", "date", "comparison", "how"}),
    "how much": frozenset({"money", "number"}),
}
# "When the mayor resigned, who took over?" asks who.
_MAIN = re.compile(
    rf"^\W*(?:{OPENS_LATER})\b(?! (?:{AUXILIARY}|who|whom|whose|what|which|when|where)\b)[^?]*, "
    rf"(?=(?:{AUXILIARY}|who|whom|what|where|why|how)\b)",
    re.IGNORECASE,
)
# "Rents are up again. Where do people go?": what only leads to the question asks nothing.
_LEADS = re.compile(
    r"^.*[.!?][\"'”’)]*\s+(?=(?:(?:and|but|so|then)\s)?"
    r"(?:(?:at|by|for|from|in|on|of|to|under|with)\s)?"
    rf"(?:who|whom|whose|what|which|when|where|why|how|{AUXILIARY})\b[^?]*\?)",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"(?<!year )(?<!day )(?<!date )\b(?:when|who|whom|whose|where)\b", re.IGNORECASE
)
_YES_NO = re.compile(rf"^\W*(?:{AUXILIARY})\b(?! i\b)", re.IGNORECASE)
# "Do you know who ...?", "Is it clear when ...?"
_ASKS_WITHIN = re.compile(
    r"\b(?:know|tell|say|said|explain|remember|clear|known|reported|announced|see|out|wonder|guess|"
    r"idea|sure|decided|determined?|specif\w+|mention\w*|reveal\w*|state[ds]?)\b[^,;]{0,20}?\s"
    r"(?:who|whom|whose|what|which|when|where|why|how)\b",
    re.IGNORECASE,
)
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|currently|today(?!['’]s)|right now|nowadays|these days|"
    r"at (?:present|the moment)|so far|up to date|"
    r"(?<!until )(?<!by )(?<!till )now(?! that\b|-)|"
    r"(?:the|['’]s|its|their|his|her|whose) current(?! affairs))\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"“([^”“]{3,300})”|\"([^\"]{3,300})\"|(?<![\w’'])['‘]([^'’‘\"“”]{3,100}(?:['’]\w[^'’‘]{0,60})?)['’](?!\w)"
)
_NUMBER = re.compile(r"(?<![\w.,])(?<!\w[-–])[$€£¥]?\d+(?:[.,]\d+)*(?!\w)")
_WORD = rf"(?:{CAPITAL}|[a-z][A-Z])[\w&]*(?:[.’'&-][\w]+)*\.?"
_NAME = re.compile(
    rf"(?<![\w’'])(?:{_WORD})"
    rf"(?:\s(?:(?:of|de|van|von|der|den|la|le|bin|al|di|da|du|y|the|&)\s){{0,2}}(?:{_WORD}|\d+\b))*"
)
_ENDING = re.compile(r"(?:['’]s?|[.&-])$")
_STARTS = re.compile(r"(?:^|[.?!:]\s|[“\"‘(])\s*$")
# What a sentence begins with and no name does, in any of the languages.
_OPENS = frozenset().union(
    *map(function_words, LANGUAGES),
    OPENS_LATER.split("|"),
    AUXILIARY.split("|"),
    """name list compare contrast describe explain summarise summarize find besides beyond within
    without among above near once unlike like both either neither only even currently recently are
    am current former latest first last final new next most several some every each other another
    president prime minister mayor king queen pope governor chancellor senator mr mrs ms
    dr""".split(),
)
_LONGEST = 1000  # characters that are looked at for the kind: a question, not a text


def kind(text: str) -> str:
    """The kind of answer that is wanted, "" where it cannot be told; see `Question.kind`.

    What a question begins with decides: in "Who was mayor when the dam failed?" nobody asks when.
    """
    text = _MAIN.sub("", _LEADS.sub("", text[:_LONGEST]))
    able = None
    if first := _FIRST.match(text):
        able = _ABLE["how much" if first["sum"] else first["asks"].lower()]
    elif _YES_NO.match(text) and not _ASKS_WITHIN.search(text):
        able = frozenset({"yes_no", "comparison"})
    # "How did it change when it rained?", "What did the man who found it say?"
    if first := first or _WHAT.match(text):
        text = text[: first.end()] + _CLAUSE.sub(" ", text[first.end() :])
    fitting = (kind for kind, pattern in _KINDS if pattern.search(text))
    return next((one for one in fitting if able is None or one in able), "")


def latest(text: str) -> bool:
    """Whether it wishes for the newest: "latest", "now". What it quotes is another's wish."""
    return bool(_LATEST.search(_QUOTED.sub(" ", text)))


def quoted(text: str, taken: Sequence[Span] = ()) -> tuple[str, ...]:
    """Phrases in quotation marks, without the marks.

    A word alone is none: titles and names stand in quotation marks too.

    Args:
        taken: what is something else: the names of outlets.
    """
    found: dict[str, None] = {}
    for match in _QUOTED.finditer(text):
        phrase = next(filter(None, match.groups())).strip(" ,.;:?!")
        if " " in phrase and not _overlaps(match, taken):
            found[phrase] = None
    return tuple(found)


def numbers(text: str) -> tuple[str, ...]:
    """Figures as they are written, each once."""
    return tuple(dict.fromkeys(match[0] for match in _NUMBER.finditer(text)))


_PART_OF_YEAR = re.compile(r"[QH][1-4]")  # the fourth quarter is nobody's name


def names(text: str, taken: Sequence[Span] = ()) -> tuple[str, ...]:
    """Runs of capitalised words, each once; the word that a sentence begins with is none alone.

    Args:
        taken: what is something else: the names of outlets, times.
    """
    if text.isupper():
        return ()
    found: dict[str, None] = {}
    for match in _NAME.finditer(text):
        if _overlaps(match, taken):
            continue
        run = match[0].split()
        if _STARTS.search(text[max(0, match.start() - 4) : match.start()]) and not _is_sure(run[0]):
            run = run[1:] if len(run) == 1 or _opens(run[0]) else run
            while run and run[0].islower():
                run = run[1:]
        name = _ENDING.sub("", " ".join(run))
        if len(name) > 1 and content_words(name) and not _PART_OF_YEAR.fullmatch(name):
            found[name] = None
    return tuple(found)


def _opens(word: str) -> bool:
    """Whether a word that a sentence begins with is none of the name behind it: "Did", "Wann"."""
    return word.casefold().replace("’", "'") in _OPENS or not content_words(f"x {word}")


def _is_sure(word: str) -> bool:
    """Whether a word is a name wherever it stands: NASA, iPhone, GPT-4."""
    return any(char.isupper() or char.isdigit() for char in word[1:])


def _overlaps(match: re.Match[str], taken: Sequence[Span]) -> bool:
    return any(one.start < match.end() and match.start() < one.end for one in taken)


def untitled(name: str) -> str:
    """A name without its titles, which stand apart from it as often: "Dr Ina Holt", "Holt"."""
    several = name.split()
    while len(several) > 1 and several[0].strip(".").casefold() in _TITLES:
        several = several[1:]
    return " ".join(several)


def unhonoured(name: str) -> str:
    """Likewise of a given name and a surname; of a surname alone only without a "Mr" or "Dr"."""
    bare = untitled(name)
    is_sure = " " in bare or all(
        one.strip(".").casefold() in _HONORIFICS for one in name.split()[:-1]
    )
    return bare if is_sure else name
