"""A question for what somebody wrote, or what a paper or a columnist thinks: of whom, about what.

"What did Ida Moller write about the tram?", "What does the Post think of it?", "articles by Jens
Ahl". The words for the writing say nothing of the matter, so what is left is an open question.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.question.named import Mention

_LONGEST = 200  # characters of a question
_OPINION = (
    r"think|thinks|thought|believe|believed|argue|argued|opinion|view|views|take|position|stance|"
    r"verdict|judge?ment|thoughts"
)
_WRITES = r"write|wrote|written|report|reported|publish|published|cover|covered"
_NAME = r"(?:the )?(?P<who>\S+(?: \S+){0,5}?)"
_ABOUT = r"(?: (?:about|on|of|regarding|concerning) (?P<about>.+?))?"
_OFTEN = r"(?:(?:ever|also|already|recently|lately|usually|really) )?"
_PIECES = r"(?:articles?|stor(?:y|ies)|pieces?|columns?|reports?|editorials?|op-eds?|reviews?)"
_FORMS = tuple(
    re.compile(rf"(?:and |so |but )?{form}\W*".replace(" ", r"\s+"), re.IGNORECASE)
    for form in (
        rf"what (?:do|does|did|has|have|had) {_NAME} {_OFTEN}(?P<verb>{_OPINION}|{_WRITES})"
        rf"{_ABOUT}(?: about)?",
        rf"what (?:is|are|was|were) {_NAME}['’]s? (?P<verb>{_OPINION}){_ABOUT}",
        rf"(?:(?:which|what|list|find|show me|give me|any|are there) )?(?:any |all )?(?:the )?"
        rf"{_PIECES} (?:(?:did|has|have) {_NAME} (?:write|written)|"
        rf"(?:written |published )?by (?:the )?(?P<by>\S+(?: \S+){{0,5}}?)){_ABOUT}",
    )
)
_IS_OPINION = re.compile(_OPINION, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Writing:
    """What is asked of somebody's writing."""

    authors: tuple[str, ...]  # as the library spells them
    outlets: tuple[str, ...]  # likewise, where a paper's opinion is asked for
    about: str  # in the asker's words, "" for whatever there is
    is_opinion: bool  # what they think is asked for, not what they report


def asked(
    text: str,
    mentions: Sequence[Mention],
    known: tuple[str, ...] | Callable[[], tuple[str, ...]],
) -> Writing | None:
    """What `text` asks of the writing of an author or an outlet; None where it asks for none.

    Args:
        mentions: the outlets that it names, which it is asked of for their opinions alone.
        known: the library's authors, or a function that gives them.
    """
    if len(text) > _LONGEST:
        return None
    for match in (match for form in _FORMS if (match := form.fullmatch(text))):
        said = match.groupdict()
        who = "by" if said.get("by") else "who"
        is_opinion = bool(_IS_OPINION.fullmatch(said.get("verb") or ""))
        start, end = match.span(who)
        papers = (one for one in mentions if one.span.start <= start and end <= one.span.end + 2)
        if paper := next(papers, None):
            about = match["about"] or ""
            return Writing((), paper.outlets, about, is_opinion) if is_opinion else None
        if names := _called(match[who], known() if callable(known) else known):
            return Writing(names, (), match["about"] or "", is_opinion)
    return None


def _called(said: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The authors of a name, or of a last name that is one's alone."""
    name = " ".join(said.split()).casefold()
    by_name, by_last_name = _names(known)
    if name in by_name:
        return (by_name[name],)
    last = by_last_name.get(name, ())
    return last if len(last) == 1 else ()


@lru_cache(maxsize=4)  # the libraries of one process, few
def _names(known: tuple[str, ...]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    by_last_name: dict[str, tuple[str, ...]] = {}
    for name in known:
        if " " in name:
            last = name.casefold().rpartition(" ")[2]
            by_last_name[last] = (*by_last_name.get(last, ()), name)
    return {name.casefold(): name for name in known}, by_last_name
