"""The noun phrases of a question's clause: what it is about, never what is done or how it is.

Words are told apart by where they stand and by the few that end a phrase, without a dictionary:
behind "does", the last word that runs on from a subject is its verb.
"""

import re
from dataclasses import dataclass

from bot.conversation.clauses import COUNTED, SUBJECT, clause_of
from bot.conversation.pointing import PAST
from bot.question.wording import AUXILIARY, names

_DETERMINERS = frozenset("the this that these those its their his her our".split())
_ARTICLES = _DETERMINERS | frozenset("a an some any".split())
_JOINED = frozenset("of in at on to from for near between into over against with".split())
_DO = re.compile(r"(?:do|does|did|will|would|can|could|should)$", re.IGNORECASE)
_ENDS = frozenset(
    f"""{AUXILIARY.replace("|", " ")} be been being may might must get gets got
    of in at on to from for near between into over against with by about after before since until
    during through under off up down out away back as than without within like per
    and or but if that who whom whose which what when where why how because while so
    i you he she it we they him them me us there here now then still yet already again also ever
    never not too just only soon later today yesterday tomorrow ago exactly more most
    worth likely able
    do say said want think make take give lose win pay know need offer vote cost costs mean
    report reports decide find plan announce publish tell ask call go leave try start stop build
    buy sell order fine sue blame""".split()
)
_NOUNS_TOO = frozenset(
    """cost costs report reports plan vote offer order call start stop fine win find""".split()
)
_STATES = frozenset(
    "open shut safe dead alive ill wrong right true high low big old late long".split()
)
_PAST = re.compile(PAST)
_VERBS = frozenset(
    """do say want think make take give lose win pay know need offer vote cost mean report decide
    find plan announce publish tell ask call go leave try start stop build buy sell order fine sue
    blame be get""".split()
)
DATED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b|(?:19|20)\d\d\b"
)
_TIME_OR_PLACE_IN_ORDER = re.compile(
    r"(?:the|last|this|next)\s(?:.*\b(?:quarter|half|year|month|week|day|time|place|moment|season)|"
    r"first|second|third|last|next|same|other)s?$",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"(?:the|these|those)\s(?:people|men|women|children|others|rest|ones)$")
_BEFORE_A_NAME = re.compile(r"new|old|late|first|last|next|second|third|[a-z]+est")
_MOST_NOUNS = 4  # words behind "the"
_MOST = 3  # that a question is about


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, and what its words tell of it.

    Attributes:
        owner: whose it is, where a possessive begins it: "Corvane" of "Corvane's revenue".
        named: whether a name stands in it.
        definite: whether "the" or the like, or a name, begins it.
        start: of it, in words from the start of the clause.
    """

    text: str
    owner: str
    named: bool
    definite: bool
    start: int


def of_clause(question: str) -> list[Phrase]:
    """The noun phrases of a question in its order, without those that its asking word begins."""
    match = clause_of(question)
    parts = match.groupdict() if match else {}
    if match:
        rest, aux = parts["rest"], parts["aux"]
    elif subject := SUBJECT.match(question):
        rest, aux = subject["rest"].partition(" ")[2], ""  # behind its verb
    else:
        rest, aux = question, ""
    found = _phrases(rest, helped=bool(_DO.match(aux)))
    if not found and (noun := COUNTED.match(parts.get("wh") or "")):
        found = [Phrase(noun["noun"], "", bool(names(f"x {noun['noun']}")), False, 0)]
    return found


def subject(question: str) -> Phrase | None:
    """Who or what does it or is it: "the firm" of "How many people does the firm employ"."""
    found = of_clause(question) if clause_of(question) else []
    return found[0] if found and found[0].start == 0 else None


def heads(question: str) -> list[str]:
    """What a question is about, as few words as name it: the firm and not its revenue.

    Names with their nouns; a thing without a name where nothing is named, or as the subject.
    """
    found = [one for one in of_clause(question) if not _TIME_OR_PLACE_IN_ORDER.match(one.text)]
    bare = [one for one in found[:1] if not re.match(r"(?:an?|some|any)\s", one.text)]
    known = [one for one in found if one.definite] or bare
    known = [one for one in known if not _ANYBODY.match(one.text)] or known
    said = (one.owner if one.named and names(f"x {one.owner}") else one.text for one in known)
    return list(dict.fromkeys(said))[:_MOST]


def _phrases(text: str, *, helped: bool) -> list[Phrase]:
    said = _tokens(text)
    found: list[Phrase] = []
    at = 0
    while at < len(said):
        end = _end(said, at, helped=helped and at == 0)
        if end == at:
            at += 1
            continue
        run = said[at:end]
        if not DATED.match(run[0]):
            found.append(_phrase(run, at))
        at = end
    return found


def _phrase(run: list[str], start: int) -> Phrase:
    place = next((n for n, word in enumerate(run) if _is_owning(word)), -1)
    is_whole = place < 0 or place == len(run) - 1
    owner = "" if is_whole else re.sub(r"['’]s?$", "", " ".join(run[: place + 1]))
    return Phrase(
        text=" ".join(run),
        owner=owner,
        named=any(_is_name(word) for word in run),
        definite=_is_name(run[0]) or run[0].lower() in _DETERMINERS,
        start=start,
    )


def _tokens(text: str) -> list[str]:
    """Its words, a name of several words as one."""
    said = sorted(names(f"x {text}"), key=len, reverse=True)
    own = "|".join(rf"{re.escape(one)}(?:['’]s?)?(?!\w)" for one in said)
    return re.findall(rf"{own}|[^\s,;:]+|[,;:]" if own else r"[^\s,;:]+|[,;:]", text)


def _is_name(word: str) -> bool:
    return bool(re.match(r"[^\W\d_a-z]|[a-z][A-Z]|\d.*[A-Z]", word)) and word != "I"


def _is_owning(word: str) -> bool:
    return bool(re.search(r"(?:['’]s|s['’])$", word))


def _end(said: list[str], at: int, *, helped: bool) -> int:
    """Where the phrase that begins at a word ends; `at` for none.

    Args:
        helped: it is a subject whose verb stands behind it: "does | the firm | employ".
    """
    has_article = said[at].lower() in _ARTICLES
    place = at + has_article
    end = _run(said, place, has_article=has_article)
    if not has_article and end > place and at > 0:
        return at
    if end < len(said) and _is_name(said[end]) and (has_article or end == place):
        end = _named(said, place, end, has_article=has_article)
    elif not has_article and at > 0:
        return at
    if end == place:
        return at
    joined = _joined(said, at, end, helped=helped)
    if not helped or _goes_on(said, joined) or _is_name(said[end - 1]) or end - place < 2:
        return joined
    return _joined(said, at, end - 1, helped=helped)


def _named(said: list[str], place: int, name: int, *, has_article: bool) -> int:
    """Behind a name and the nouns that it goes with."""
    if _is_owning(said[name]):
        return _run(said, name + 1, has_article=True)
    before = said[place:name]
    takes_noun = has_article and all(_BEFORE_A_NAME.fullmatch(one) for one in before)
    return _run(said, name + 1, has_article=False) if takes_noun else name + 1


def _run(said: list[str], at: int, *, has_article: bool) -> int:
    """Behind the small words from there on that may be of one phrase."""
    start = at
    while at < len(said) and at - start < _MOST_NOUNS:
        word, behind = said[at], "".join(said[at + 1 : at + 2])
        is_noun = has_article and at == start and word in _NOUNS_TOO
        ends = word in _ENDS | _ARTICLES and not is_noun
        if not re.match(r"[a-z]", word) or ends or _is_name(word):
            break
        leads = has_article and at == start and _is_noun(behind)
        if word in _STATES and not _is_noun(behind):
            break
        if word in {"last", "next"} and not (has_article and at == start):
            break
        if not leads and (_PAST.fullmatch(word) or word.endswith("ing")):
            is_noun = word.endswith("ing") and has_article and at > start
            if not (is_noun and _PAST.fullmatch(behind)):
                break
        at += 1
    return at


def _is_noun(word: str) -> bool:
    return bool(re.match(r"\w", word)) and word.lower() not in _ENDS | _ARTICLES


def _goes_on(said: list[str], end: int) -> bool:
    """Whether the verb of the clause is still to come."""
    word = "".join(said[end : end + 1])
    return bool(re.match(r"[a-z]", word)) and word not in (_ENDS - _VERBS) | _ARTICLES


def _joined(said: list[str], at: int, end: int, *, helped: bool) -> int:
    """With the place or the owner behind it: "the ferry to Lark Island", "the mayor of Hale"."""
    if end >= len(said) - 1 or said[end] not in _JOINED or _is_name(said[at]):
        return end
    place = end + 1
    has_article = said[place].lower() in _DETERMINERS
    place += has_article
    if place == len(said) or DATED.match(said[place]):
        return end
    if not _is_name(said[place]):
        more = _run(said, place, has_article=True)
        return more if said[end] == "of" and more > place else end
    place += 1
    if has_article:
        noun = min(_run(said, place, has_article=False), place + 1)
        return noun if not helped or _goes_on(said, noun) else place
    if said[place : place + 1] == ["and"] and _is_name("".join(said[place + 1 : place + 2])):
        return place + 2
    return place
