"""Statements that stand alone: who "He" or "The company" is, in square brackets.

A sentence that begins with a word for somebody named before gets the name behind it, where one is
clear: the sentence before it is about that one alone, by its first words. A wrong name would be
worse than none, so in every other case the sentence before is quoted along, if there is room.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.question.terms import words
from ingest.article import Span

# What a sentence may begin with in place of a name; before "he" may stand where or when.
_OPENS = re.compile(
    r"(?P<person>(?P<lead>(?:In|On|At|By|From|For|With|During|After|Before|Since|Until|Under) "
    r"(?:[\w’'-]+,? ){1,4}?)(?:he|she)\b|"
    r"(?:Under|With|Without|Like|Unlike|After|For) (?:him|her)\b|(?:He|She|His|Her)\b)|"
    # "Last year it", "In May they", "After the vote it".
    r"(?P<other>(?:In|On|At|By|From|During|After|Before|Since|Until|Under|Last|This|Next)"
    r"(?: (?:the|a|an|that|this|\d{1,2}))?(?: [\w’'-]+){1,2},? (?:it|they)\b|"
    r"It|Its|They|Their|This|That|These|Those)\b|"
    r"The (?P<role>[a-z]{3,20})(?=[ ,’'])"
)
# Who spoke the words before it: “It is done,” he said.
_SPOKE = re.compile(
    r"[,.!?][\"”’'] (?P<person>he|she) (?:said|says|added|told|wrote|warned|argued|explained)\b"
)
_PRONOUN = {"he": "He", "his": "He", "him": "He", "she": "She", "her": "She"}
# Words that tell what somebody or something is: with "the", they stand for a name.
_OF_COMPANIES = frozenset(
    """airline automaker brand carmaker chain company corporation firm insurer manufacturer
    publisher retailer startup studio supplier""".split()
)
# For what anybody or any group may be called, no name is clear; the sentence before is quoted.
_OF_ANY = frozenset(
    """actor actress agency association athlete author bank chairman chairwoman charity club coach
    committee court department director founder governor government group institute mayor minister
    ministry network organisation organization party premier president senator singer team union
    university writer""".split()
)
_CAPITALISED = r"[A-Z][\w’'-]{0,30}\w"
_JOINS = r"(?:(?:of|de|van|von|bin|al|der|la|the|and|&) ){0,2}"
# The name that a sentence begins with, a place in time or manner before it.
_SUBJECT = re.compile(
    rf"(?:(?:On|In|At|Last|Earlier|Later|After|Before|Since|By) [\w ]{{2,30}}, )?"
    rf"(?P<the>[Tt]he )?(?P<name>{_CAPITALISED}(?: {_JOINS}{_CAPITALISED}){{0,4}})(?=,? [a-z])"
)
_GIVEN = rf"{_CAPITALISED}(?: [A-Z]\.)?(?: (?:de|van|von|bin|al|der|la))?"
_PERSON = re.compile(rf"{_GIVEN} {_CAPITALISED}")
_QUOTE = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class Alone:
    """A statement, and the run of the article that it is taken from."""

    text: str
    span: Span


def stand_alone(text: str, sentences: Sequence[Span], number: int, *, room: int) -> Alone:
    """The sentence `number` as a statement of its own.

    Args:
        text: the article's.
        sentences: of one passage, in order.
        room: words that it may have with the sentence before quoted along.
    """
    span = sentences[number]
    said = _said(text, span)
    opens = _OPENS.match(said) or _SPOKE.search(said)
    if not opens or not number or not _points_back(opens):
        return Alone(said, span)
    name = _meant(opens, _named_before(text, sentences, number, opens), text[: span.end])
    if name and set(words(name)) & set(words(said)):
        return Alone(said, span)  # it says itself who is meant
    if name:
        end = opens.end("person" if opens["person"] else 0)
        return Alone(f"{said[:end]} [{name}]{said[end:]}", span)
    both = Span(sentences[number - 1].start, span.end)
    whole = " ".join(text[both.start : both.end].split())
    return Alone(whole, both) if len(whole.split()) <= room else Alone(said, span)


def _named_before(text: str, sentences: Sequence[Span], number: int, opens: re.Match[str]) -> str:
    """The sentence before it; of several that begin with "She" the one before these."""
    pronoun = _PRONOUN.get((opens["person"] or "").casefold())
    at = number - 1
    while at and pronoun and _said(text, sentences[at]).startswith(f"{pronoun} "):
        at -= 1
    return _said(text, sentences[at])


def _said(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _points_back(opens: re.Match[str]) -> bool:
    role = opens.groupdict().get("role")
    return role is None or role in _OF_COMPANIES | _OF_ANY


def _meant(opens: re.Match[str], before: str, told: str) -> str:
    """The name that is meant, "" where none is clear.

    Args:
        before: the sentence before.
        told: the article up to the end of the sentence.
    """
    subject, found = _SUBJECT.match(before), opens.groupdict()
    role = found.get("role")
    if found.get("other") or role in _OF_ANY:
        return ""  # "it" may be nobody
    if re.search(r"\s[A-Z]", found.get("lead") or ""):
        return ""  # "After Marsh left, he" may be Marsh
    if not subject or subject["the"] or _QUOTE.search(before):
        return ""  # in a quotation somebody else speaks
    name = subject["name"]
    people = [one[0] for one in _PERSON.finditer(before, subject.end()) if _is_named(one[0], told)]
    if role in _OF_COMPANIES:
        # A name is capitalised within a sentence too, and not only because one begins with it.
        is_one = re.search(rf"[a-z],? {re.escape(name)}\b(?! [A-Z])", told)
        return name if is_one and not _full_name(name, told) else ""
    return "" if people else _full_name(name, told)


def _full_name(name: str, told: str) -> str:
    """A person's name in full, "" where it is none or stands for several."""
    surname = name.split()[-1]
    full = dict.fromkeys(
        one[0] for one in re.finditer(rf"{_GIVEN} {re.escape(surname)}(?![\w’'-])", told)
    )
    if len(full) != 1 or not (name == surname or name in full):
        return ""
    only = next(iter(full))
    return only if _is_named(only, told) else ""


def _is_named(name: str, told: str) -> bool:
    """Whether it names a person: one who is called by the last name alone as well.

    That is how articles name people again, and nothing else: not Red Sox, nor New York.
    """
    surname = name.split()[-1]
    for match in re.finditer(rf"(?:(\S{{1,40}})\s)?{re.escape(surname)}\b(?! [A-Z])", told):
        ahead = match[1] or "."
        if not ahead[0].isupper() and ahead.casefold() not in {"the", "a", "an", "of", "in", "at"}:
            return True
        if ahead[-1] in '.!?:,;”"':
            return True
    return False
