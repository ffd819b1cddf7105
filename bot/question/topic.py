"""Whether a question is open, and about what: "What is the latest on the tramway?", "Orrin dam".

It asks for news or a summary of something and for no fact. That is told by its form: a frame that
says nothing of the matter, or no verb at all; what is left is the topic.
"""

import re
from dataclasses import dataclass, replace

from bot.check.reading import TITLES
from bot.question import frames
from bot.question.coverage import Coverage, coverage
from bot.question.language import function_words, language_of, unelided
from bot.question.terms import content_words
from bot.question.wording import AUXILIARY, names, unhonoured

LONGEST = 200  # characters of a question that are looked at
_BARE = 5  # words of a topic that stands alone
_TOPIC = 12  # words of one that a frame holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What an open question wants to be told about."""

    text: str  # in the asker's words; "" for whatever there is
    terms: tuple[str, ...] = ()  # those of them that say something about the matter
    wide: bool = False  # a summary is wished for: more than a few sentences
    newest: bool = False  # what happened last counts
    bare: bool = False  # it stands alone, as in a box to search with: "ferry strike"
    since: bool = False  # what has become of somebody, be it told in passing
    defines: bool = False  # who or what somebody or something named is: "Who is Helen Brack?"
    speaks: str = ""  # whose words are asked for: "What did Helen Brack say about the depot?"
    outlets: bool = False  # who reported on it is asked for: "Which newspapers wrote about it?"
    who: bool = False  # likewise, in words that may mean somebody in the articles


def _any(words: str) -> str:
    """A pattern of any of these; `_` stands for a space within one."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


_BE = r"(?:['’]?s been|['’]?s|\sis|\sare|\swas|\swere|\shas been|\shave been)"
_PREPOSITION = _any(
    """about on of in at with for from regarding concerning around over behind to surrounding
    during after since between against"""
)
_ABOUT = _any("about on of regarding concerning")
_KIND = _any(  # of what is asked for
    """news latest newest updates? developments? headlines? story stories articles? coverage
    information info details summary overview recap rundown round-?up briefing digest outline gist
    background status situation state_of_play state reports?"""
)
_EACH = _any(  # what stands before it
    """the a an any some all more most latest newest recent current main top big biggest important
    quick short brief full breaking new further general complete concise last key major other
    today['’]s interesting"""
)
# How it came about, told from its beginning: only of something, "the history of the ferry".
_COURSE = rf"(?:{_EACH}\s)*{_any('timeline time_line chronology history course_of_events')}"
_NOUN = rf"(?:{_EACH}\s)*{_KIND}(?:\s(?:and|or|&)\s(?:{_EACH}\s)*{_KIND}|\s{_KIND})?"
_THINGS = _any("everything anything something much more all things a_bit a_little_bit a_little")
_GIVE = _any("tell give show send get write make offer provide read brief update inform")
_DO = _any(
    """summari[sz]e sum_up recap outline describe explain review catch_(?:me|us)_up_on
    brief_(?:me|us)_on update_(?:me|us)_on fill_(?:me|us)_in_on bring_(?:me|us)_up_to_date_on
    bring_(?:me|us)_up_to_speed_on walk_(?:me|us)_through learn_about know_about hear_about
    read_about know_more_about learn_more_about hear_more_about"""
)
_THEY = (
    r"(?:you|we|they|people|(?:the |these |those |your |our )?"
    r"(?:articles?|(?:news)?papers?|press|news|media|sources|library|outlets|reports|stories))"
)
_SAY = _any(
    """know say said report reported write written have got tell cover covered publish published
    reporting saying"""
)
_LEAD = re.compile(
    r"(?:(?:hi|hello|hey|ok|okay|so|well|please|now|and|but|also|just)[,!.]?\s)*"
    r"(?:(?:can|could|will|would) you (?:please )?(?:just )?|"
    r"(?:can|could|may) (?:i|we) (?:please )?(?:have|get|see|hear)\s|"
    r"(?:i|we)(?:['’]d| would)? (?:like|love|want|need|wish)\s(?:you\s)?(?:to\s)?"
    r"(?:(?:know|hear|learn|read|see|have|get)\s)?|let me (?:know|have|see)\s|do you know\s)?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:[\s,]+(?:please|thanks|thank you|for me|for us|so far|as of|then|there|now|again|right|"
    r"at the moment|these days|in the news|in|on|at|from|of|for|during|since|over|until|to|by|the|"
    r"and|,))+$",
    re.IGNORECASE,
)
_OPEN_TOPIC = r"(?P<topic>.+)"
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:what{_BE}?\s)?{_NOUN}(?:\s{_PREPOSITION}\s{_OPEN_TOPIC})?",
        rf"what{_BE}\s(?:new|up|(?:currently\s)?(?:going on|happening)|the (?:matter|deal))"
        rf"(?:\s{_PREPOSITION}\s{_OPEN_TOPIC})?",
        rf"what{_BE}\s(?:being\s)?(?:known|reported|said|written)(?:\sso far)?\s{_ABOUT}\s"
        rf"{_OPEN_TOPIC}",
        rf"what{_BE}\s(?:being\s)?(?:reported|written|published|in the (?:news|papers?))",
        r"what(?:['’]s|\shas|\shave|\sdid|\sall)?\s"
        r"(?:happened|been (?:happening|going on))"
        rf"(?:\s{_PREPOSITION}\s{_OPEN_TOPIC})?",
        r"what(?:['’]s| has| have)? (?:became|become) of (?P<topic>.+)",
        rf"(?:(?:what{_BE}|{_GIVE}(?: (?:me|us))?)\s)?{_COURSE}\s(?:of|for|about|behind)\s"
        rf"{_OPEN_TOPIC}",
        rf"what(?:['’]s|\sis|\sare|['’]?s been|\shas been|\shave been) {_OPEN_TOPIC}\s"
        r"(?:doing|up to)",
        rf"{_GIVE}\s(?:me|us)(?:\s(?:{_THINGS}|{_NOUN}))?(?:\s(?:that )?you (?:know|have|can))?"
        rf"(?:\s{_PREPOSITION}\s{_OPEN_TOPIC})?",
        rf"(?:write|make|prepare)\s{_NOUN}\s{_ABOUT}\s{_OPEN_TOPIC}",
        rf"{_DO}\s(?:{_NOUN}\s(?:{_PREPOSITION}\s)?)?{_OPEN_TOPIC}",
        rf"(?:summari[sz]e|sum up|recap)(?:\s{_NOUN})?",
        rf"(?:(?:what|how) about|{_THINGS} about) {_OPEN_TOPIC}",
        rf"(?:{_THINGS}\s)?(?:about|on|regarding|concerning)\s{_OPEN_TOPIC}",
        rf"what (?:do|does|did|have|has)\s(?:{_THEY}\s|the\s)?{_SAY}(?:\s(?:me|us|there))?"
        rf"(?:\s(?:{_ABOUT}|in|from|with)\s{_OPEN_TOPIC})?",
        rf"(?:(?:is|are|was|were) there\s|(?:do|have) you (?:got\s|have\s|know\s|heard\s)?)"
        rf"(?:{_THINGS}|{_NOUN})(?:\s(?:new|else))?(?:\s{_PREPOSITION}\s{_OPEN_TOPIC})?",
        rf"(?:anything|something)\s(?:new|else)(?:\s{_PREPOSITION}\s{_OPEN_TOPIC})?",
        rf"how (?:is|are|was|were) (?:(?:things|it|everything)\s)?(?:going\s)?"
        rf"(?:with|at|in|on)\s{_OPEN_TOPIC}",
        rf"how (?:is|are|did|was|were|has|have) {_OPEN_TOPIC}\s(?:been\s)?"
        r"(?:going|doing|coming along|progressing|getting on|getting along|unfold(?:ed|ing)?)",
        rf"(?:where|how) do (?:things|we|matters) stand (?:with|on|in|at) {_OPEN_TOPIC}",
        rf"where does {_OPEN_TOPIC} stand",
        rf"what{_BE}\s{_OPEN_TOPIC}\s(?:all )?about",
        rf"{_OPEN_TOPIC}\s(?:news|updates?|headlines|summary|overview|recap|latest|developments)",
    )
)
_WIDE = re.compile(
    r"\b(?:summar\w+|sum up|overview|recap|rundown|round-?up|everything|headlines|stories|digest|"
    r"outline|briefing|catch (?:me|us) up|the news|whole story|all about|news|"
    r"time ?line|chronology|course of events|history of)\b",
    re.IGNORECASE,
)
_NEWEST = re.compile(
    r"\b(?:latest|newest|new|news|updates?|update|recent(?:ly)?|going|happening|developments?|"
    r"headlines|stands?|current(?:ly)?|lately|status|up|doing|now(?:adays)?|"
    r"these days|bec[ao]me of)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:doing|bec[ao]me of|up to|where)\b", re.IGNORECASE)
_ASKS = re.compile(
    rf"(?:who|whom|whose|what|which|when|where|why|how|whether|if|that|{AUXILIARY})\b",
    re.IGNORECASE,
)
# Somebody is somewhere else by now, or something else: "Where is Helen Brack now?".
_WHERE_NOW = re.compile(
    r"where(?:['’]s|\sis|\sare) (?P<name>.+?) (?:now(?:adays)?|today|these days|at the moment)",
    re.IGNORECASE,
)
_OF = re.compile(r"(?P<title>[^\W_]+) (?:of|at|for) ")
_DEFINES = re.compile(rf"(?P<asks>who|what){_BE}\s(?:the\s)?(?P<name>.+)", re.IGNORECASE)
_SPEAKS = re.compile(
    r"what (?:do|does|did|has|have|had)\s(?:the\s)?(?P<name>.+?)\s"
    r"(?:say|said|think|thought|claim|claimed|argue|argued)"
    rf"(?:\s{_ABOUT}\s(?P<about>.+))?",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(r"[^\W\d_]+(?<!ing)(?<!ed)\s[^\W\d_]+(?<!ing)(?<!ed)")
_SEVERAL = re.compile(r"[?!;]")  # it asks for more than one thing
# A word that a bare topic does not hold: it would be a sentence, or an order.
_SENTENCE = re.compile(
    rf"\b(?:{AUXILIARY}|who|whom|whose|what|which|when|where|why|how|whether|if|because|"
    r"i|you|we|he|she|it|they|me|us|him|them|this|these|those|not|be|been|am|let|please|tell|give|show|ignore|"
    r"write|say|says|said)\b|['’](?:re|ve|ll|m|d)\b|n['’]t\b|\b(?:first|most|many|much)\b",
    re.IGNORECASE,
)
# Nouns that name no matter: "the ferry story" is about the ferry.
_GENERIC = frozenset(
    """affair articles case day events headlines issue latest matter month news reports situation
    status stories story subject thing things topic update updates week world year""".split()
)
_POSSESSIVE = re.compile(r"(?<!\w)['’]s\b")


def topic(text: str, kind: str, matter: str) -> Topic | None:
    """What an open question is about, None where it asks for a fact.

    Args:
        text: the question.
        kind: of answer that is wanted, see `Question.kind`.
        matter: the question without the words that only say when, and in which outlet.
    """
    if len(text) > LONGEST:
        return None
    said = " ".join(_POSSESSIVE.sub(" ", matter).split()).strip(' ?!.,:;…¿¡-–—"“”')
    asked = _TAIL.sub("", _LEAD.sub("", said, count=1)).strip(" ?!.,:;")
    if covered := coverage(asked):
        return _covered(text, covered)
    for frame in _FRAMES:
        if match := frame.fullmatch(asked):
            about = match.groupdict().get("topic") or ""
            return _made(text, about, framed=True)
    for language, patterns in frames.FRAMES.items():
        for frame in patterns:
            if match := frame.fullmatch(asked):
                return _foreign(text, match["topic"] or "", language)
    if (match := _WHERE_NOW.fullmatch(said)) and _is_name(match["name"], "who"):
        return _made(text, match["name"], framed=True)
    match = _DEFINES.fullmatch(asked)
    name = _of_whom(match["name"], match["asks"].lower()) if match else ""
    if name:
        made = _made(text, name, framed=True)
        return made and replace(made, defines=True, wide=False, newest=False)
    for frame in frames.DEFINES:
        if (match := frame.fullmatch(asked)) and _is_name(match["name"], ""):
            return Topic(
                text=match["name"], terms=content_words(f"x {match['name']}"), defines=True
            )
    if (match := _SPEAKS.fullmatch(asked)) and names(f"x {match['name']}") == (match["name"],):
        made = _made(text, f"{match['name']} {match['about'] or ''}", framed=True)
        return made and replace(made, speaks=match["name"], wide=not match["about"])
    if kind or not asked or _SENTENCE.search(asked) or len(asked.split()) > _BARE:
        return None
    begins_with_name = re.match(r"\S+\s[A-Z]", asked)  # Los Angeles
    if not begins_with_name and language_of(asked) not in {"", "en"}:
        return None  # whether it has a verb is not known
    return _made(text, asked, framed=False)


def _of_whom(said: str, asks: str) -> str:
    """The name that "who is" or "what is" asks about, without a "Dr" before it; "" for none."""
    bare = unhonoured(said) if asks == "who" else said
    return bare if _is_name(said, asks) or _is_name(bare, asks) else ""


def _is_name(said: str, asks: str) -> bool:
    """Whether it is a name and nothing else; that of a person may be typed in lower case."""
    if said.islower():
        return (
            asks == "who"
            and bool(_FULL_NAME.fullmatch(said))
            and len(content_words(f"x {said}")) == 2
        )
    return names(f"x {said}") == (said,) and not _is_office(said)


def _is_office(said: str) -> bool:
    """Whether it is an office, whose holder is asked for: "Mayor of Wick", and not "Mayor Lind"."""
    return any(one["title"].casefold() in TITLES for one in _OF.finditer(said))


def _foreign(text: str, about: str, language: str) -> Topic:
    """A topic in another language than English, without the words that bind in it."""
    plain = " ".join(unelided(word) for word in about.split())
    empty = function_words(language) | frames.GENERIC
    terms = [one for one in content_words(f"x {plain}") if one.casefold() not in empty]
    return Topic(
        text=about if terms else "",
        terms=tuple(terms),
        wide=bool(frames.WIDE.search(text)),
        newest=bool(frames.NEWEST.search(text)),
    )


def _covered(text: str, covered: Coverage) -> Topic | None:
    if covered.language == "en":
        made = _made(text, covered.topic, framed=True)
    else:
        made = _foreign(text, covered.topic, covered.language)
    if not made or not made.terms:
        return None
    return replace(made, outlets=True, who=covered.who, wide=False, newest=False)


def _made(text: str, about: str, *, framed: bool) -> Topic | None:
    about = _TAIL.sub("", about.strip(' ?!.,:;"“”')).strip()
    if _ASKS.match(about) or _SEVERAL.search(about) or len(about.split()) > _TOPIC:
        return None
    terms = content_words(f"the {about}") if about else ()
    terms = tuple(one for one in terms if one.casefold() not in _GENERIC)
    if about and not terms:
        about = ""
    if not framed and not terms:
        return None
    return Topic(
        text=about,
        terms=terms,
        wide=bool(framed and _WIDE.search(text)),
        newest=bool(framed and _NEWEST.search(text)),
        since=bool(framed and _SINCE.search(text)),
        bare=not framed,
    )
