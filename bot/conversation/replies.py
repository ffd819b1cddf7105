"""Whom an answer names as the one who was asked for, and its own sentences."""

import re
from collections.abc import Sequence

from bot.conversation import verbs
from bot.conversation.clauses import CLAUSE, DONE, SUBJECT, TELL
from bot.conversation.people import SENTENCE_END, named, people
from bot.conversation.phrases import of_clause
from bot.question.wording import AUXILIARY

LONGEST = 1000  # characters of an answer that are looked at
_WHOSE = re.compile(
    r"(?:\b(?:[Tt]he|der|die|le|la|el|il|o|a|de|het)|['’]s) (?:[a-z][\w-]*\s){0,2}?"
    r"(?P<noun>[^\W\d_][\w-]{2,})\b"
)
_DAY = r"\d{1,2} \w{3,9} \d{4}"
_OFFICES = r"(?:deputy|vice|former|acting|late)\b"  # another than who holds it
_NOT_YET = "".join(rf"(?<!{one}\s)" for one in ("deputy", "vice", "former", "acting"))
_RUN = r"[A-Z][\w&-]*(?:\s[A-Z][\w&-]*){0,4}"
_AND = r" and (?:(?:her|his|the|its|their) (?:[\w-]+,? ){1,2}|[a-z][\w-]+ )?"
_COORDINATED = rf"(?<!\w )(?:{_RUN},\s){{0,4}}{_RUN}\sand\s{_RUN}"  # "OpenAI, SoftBank and Oracle"
_REPORT = re.compile(  # what stands before and behind a sentence to say whose it is, and when
    rf"(?:^|(?<=[.!?”\"\]] ))(?:[A-Z][^.:!?]{{0,80}}? reported(?: on {_DAY})?: |"
    rf"As of {_DAY}[:,] |{_DAY}: |In a press release, [^.:]{{1,80}} says: |"
    r"(?:An opinion piece|A press release)(?: in [^.:]{1,80})? (?:argues|says): )|"
    rf", [A-Z][^,.]{{1,80}} reported(?: on {_DAY})?(?=\.)"
)
_MARK = re.compile(r"(?:\s?\[\d{1,3}\])+|\n")
_POINTS = re.compile(r"(?:He|She|It|They|His|Her|Its|Their)\b")


def plain(answer: str) -> str:
    """An answer's own sentences, without marks and without whose they are.

    A sentence that was put before one that begins with "she" only says who she is: where that one
    names somebody itself, it goes first.
    """
    said = (_in_order(_REPORT.sub("", one)) for one in _MARK.split(answer[:LONGEST]))
    return " ".join(filter(None, said))


def _in_order(statement: str) -> str:
    *_, last = SENTENCE_END.split(statement.strip())
    before = statement.strip()[: -len(last)].strip()
    is_led = before and _POINTS.match(last) and people(last)
    return f"{last} {before}" if is_led else statement.strip()


def called(clause: str, answer: str) -> list[str]:
    """Whom the answer calls what the question asks for: "the chief executive"."""
    nouns = [match["noun"] for match in _WHOSE.finditer(clause)]
    told = TELL.match(clause)
    for phrase in of_clause(told["rest"] if told else clause):
        own = re.sub(r"^.*?['’]s?\s|^the\s|\s(?:of|in|at|on|for)\s.*$", "", phrase.text)
        words = own.split() if phrase.definite and own.islower() else []
        nouns += [" ".join(words[place:]) for place in range(len(words))]
    names = [one for one in named(answer) if " " in one] if nouns else []
    calls = ([one for one in names if _is_called(one, noun, answer)] for noun in _longest(nouns))
    return next(filter(None, calls), [])


def _longest(nouns: Sequence[str]) -> list[str]:
    return sorted(dict.fromkeys(nouns), key=len, reverse=True)


def _is_called(name: str, noun: str, answer: str) -> bool:
    said, noun = re.escape(name), re.escape(noun)
    pattern = (
        rf"{_NOT_YET}\b{noun},?\s(?:[\w’'-]+\s)?{said}\b|\b{said},\s"
        rf"(?:(?:the|an?|its|their|his|her)\s)?(?!{_OFFICES})(?:[\w’'-]+\s){{0,3}}?{noun}\b"
    )
    return bool(re.search(pattern, answer, re.IGNORECASE))


def does(name: str, clause: str, answer: str) -> bool:
    """Whether the answer says of somebody what is asked.

    "Ruth Penrose will | run" of who runs it, "run by the banker | Ruth Penrose", "Lind has been |
    fined" of who was fined.
    """
    if verb := _verb(clause):
        by = _done_by(clause)
        return bool(re.search(rf"{re.escape(name)}{verb}|{by}{re.escape(name)}\b", answer))
    match = CLAUSE.match(clause)
    if match is None or not DONE.match(match["rest"]):
        return False
    said, done = re.escape(name.split()[-1]), re.escape(match["rest"].split()[0])
    return bool(re.search(rf"\b{said}\s(?:{AUXILIARY})\s(?:been\s)?{done}\b", answer))


def many_who_do(clause: str, answer: str) -> str:
    """ "OpenAI, SoftBank and Oracle" of who founded it; "" for one alone."""
    verb = _verb(clause)
    match = re.search(rf"{_COORDINATED}(?={verb})", answer) if verb else None
    return match[0] if match else ""


def are_joined(names: Sequence[str], answer: str) -> bool:
    """Whether they are named together: "Ada Lund and her brother Max Lund"."""
    return bool(re.search(_AND.join(map(re.escape, names)), answer))


def with_article(name: str, answer: str) -> str:
    """The name of a thing as a sentence has it: "the Ferris Bridge Company"."""
    said = rf"\b[Tt]he {re.escape(name)}(?=[,.]|\s(?:{AUXILIARY}|said)\b)"
    return f"the {name}" if re.search(said, answer) else name


def _verb(clause: str) -> str:
    """A pattern of the verb of "who runs it", "" for another question."""
    match = SUBJECT.match(clause)
    verb = match["rest"].split()[0] if match else ""
    base = verbs.base_of_past(verb) or verbs.base_of_present(verb)
    if not base:
        return ""
    forms = dict.fromkeys((verb, base, verbs.past(base), f"{base}s"))
    between = rf"(?:\s(?:{AUXILIARY}|also|now|to))"
    return rf"{between}{{0,2}}\s(?:{'|'.join(map(re.escape, forms))})\b"


def _done_by(clause: str) -> str:
    """A pattern of "led by the biologist Dr", of who led it; of nothing for another question."""
    match = SUBJECT.match(clause)
    verb = match["rest"].split()[0] if match else ""
    base = verbs.base_of_past(verb) or verbs.base_of_present(verb)
    forms = dict.fromkeys(one for one in (verb, verbs.past(base)) if verbs.is_participle(one))
    if not base or not forms:
        return r"(?!)"
    return rf"\b(?:{'|'.join(map(re.escape, forms))})\sby\s(?:[\w’'-]+\.?\s){{0,5}}?"
