"""A sentence of an article -> the questions that it answers, in its own words.

"The fare will rise on 1 March." -> "When will the fare rise?". Verbs are moved, hardly ever
inflected, and what needs other words to be understood gives no question. Most sentences give none.
"""

import re
from collections.abc import Iterator

from bot.conversation import verbs
from bot.question.wording import names

LONGEST = 110  # characters of a question: it is to fit on a button
LONGEST_SENTENCE = 400

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DATE = (
    rf"(?:on {_DAY}(?: \w+)?|(?:on|by|from|until|in) (?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}})?"
    r"(?:,? \d{4})?|in (?:19|20)\d\d)"
)
_REASON = r"(?:because|so that|due to|owing to|in order to|to avoid)\b"
_AUX = r"will|would|is|are|was|were|can|could"
_SUBJECT = (
    r"(?P<subject>(?:The|A|An|[A-Z][\w’'-]+)(?: (?:of|the|and|for|in|at|[A-Z][\w’'-]*|"
    r"[a-z][a-z-]{1,20}|\d+)){0,6}?)"
)
# Others than those whose base form is certain give no question with "did".
_PAST_VERB = rf"(?:{'|'.join(verbs.PAST_FORMS)}|{verbs.ED})\b"
_PLAIN = r"[^,;:()“”\"\[\]—–?]"
_CLAUSE = re.compile(
    rf"^{_SUBJECT} (?:(?P<aux>{_AUX}) (?P<rest>[a-z]{_PLAIN}{{2,90}}?)|"
    rf"(?P<past>{_PAST_VERB}{_PLAIN}{{0,90}}?))"
    rf"(?: (?P<when>{_DATE})|(?P<why>,? {_REASON}[^?]{{8,200}}))[^?]{{0,120}}\.$"
)
_COUNT = re.compile(  # "312 homes were flooded ..."
    r"^(?:About |Around |Nearly |Almost |At least |More than |Some )?\d[\d,.]* "
    r"(?P<things>(?:[a-z][a-z-]+ ){0,2}(?:[a-z]+s|people)) "
    rf"(?P<aux>were|are|have been|had been|will be) (?P<rest>[a-z]{_PLAIN}{{2,80}}?)(?=[,;:.—–])"
)
_ABOUT = r"(?:about |around |nearly |almost |up to |more than |over |at least |some )?"
_SUM = r"[$£€]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|bn|m|k)\b)?"
_COSTS = re.compile(  # "... will cost £3.60", "... paid $3m for the site"
    rf"^{_SUBJECT} (?:(?P<aux>will|would|could|can) (?P<verb>[a-z]+)|(?P<past>{_PAST_VERB})) "
    rf"{_ABOUT}{_SUM}"
    rf"(?P<rest> (?:for|in|into|to|on|from|of) {_PLAIN}{{3,60}})?(?=[,.;:—–]| (?:and|but|which)\b)"
)
_COUNTED = re.compile(  # "... has 120 engineers", "... copied 61,400 records"
    rf"^{_SUBJECT} (?:(?P<aux>will|would|can) (?P<verb>[a-z]+)|(?P<past>{_PAST_VERB})) "
    rf"{_ABOUT}\d[\d,.]* "
    r"(?P<things>(?:[a-z][a-z-]+ ){0,2}(?:[a-z]+s|people))"
    rf"(?P<rest> (?:for|in|into|to|on|from|of|at|by) {_PLAIN}{{3,60}})?"
    r"(?=[,.;:—–]| (?:and|but|which)\b)"
)
_BY = re.compile(  # "The bridge was designed by Ada Lund"
    rf"^{_SUBJECT} (?:was|were|is|are|has been|have been) (?P<verb>[a-z]+ed) by "
    r"(?P<agent>[A-Z][\w’'-]+ [A-Z][\w’'-]+)"
)
_DID = re.compile(  # "The Wendel Rivers Authority proposed ..."
    rf"^{_SUBJECT} (?:has |had |have )?"
    r"(?P<verb>announced|ordered|proposed|demanded|promised|offered|launched|discovered|admitted|denied|rejected|recommended|concluded|threatened|published|"
    r"predicted|criticised|criticized|blamed|praised|accused|called for|warned of|apologised "
    r"for|apologized for|refused to|plans to|wants to|expects to|intends to)\s"
    r"(?!(?:by|in|on|at|after|before)\b)(?P<what>[^.]{8,})"
)
_BASES = {
    "announced": "announce",
    "ordered": "order",
    "proposed": "propose",
    "demanded": "demand",
    "promised": "promise",
    "offered": "offer",
    "launched": "launch",
    "discovered": "discover",
    "admitted": "admit",
    "denied": "deny",
    "rejected": "reject",
    "recommended": "recommend",
    "concluded": "conclude",
    "threatened": "threaten",
    "published": "publish",
    "predicted": "predict",
    "criticised": "criticise",
    "criticized": "criticize",
    "blamed": "blame",
    "praised": "praise",
    "accused": "accuse",
    "called for": "call for",
    "warned of": "warn of",
    "apologised for": "apologise for",
    "apologized for": "apologize for",
    "refused to": "refuse to do",
}
_PERSON = r"[A-Z][\w’'-]++(?: [A-Z]\.)?(?: (?:de|van|von|al|bin|di))? [A-Z][\w’'-]++"
_SAID = re.compile(
    rf"(?P<name>{_PERSON})(?:, [^,“”\"]{{3,60}},)? (?:said|told|warned|argued|insisted)\b|"
    rf"\b(?:said|warned|argued) (?P<after>{_PERSON})(?=[,.])"
)
# What somebody is: "Ines Haverkamp, a mediator from Bergen,".
_ROLE = (
    r"(?:chief|head|chair\w*|president|secretary|mayor|boss|judge|leader|founder|co-founder|"
    r"[a-z]+(?:er|or|ist|ian|ant|man|woman))"
)
_IS = re.compile(
    rf"(?P<name>{_PERSON}), "
    rf"(?:who\b|(?:(?:the|a|an|its|their|then) )?(?:[\w’'-]+ ){{0,4}}?{_ROLE}\b)"
)
_UNFIT = re.compile(  # what points outside the sentence, or belongs to a longer clause
    r"\b(?:he|she|it|they|him|her|them|this|that|these|those|who|which|whose|there|"
    r"said|says|I|we|you|here|now|today|yesterday|tomorrow|not|both|"
    r"latest|other|another|same|such|former|latter|first|second|next|last)\b"
)
_VERB = re.compile(rf"\b(?:{_AUX}|has|had|did|do|does)\b")
_NOT_A_PERSON = re.compile(
    r"['’]s\b|\b(?:"
    + "|".join(
        """The A An On In At By From For To With As But And When While After Before If Although
        Though Since Because Once Until During Despite Under Over Where How What St Mount Lake Cape
        Fort Port North South East West New Street Road Lane City University College Council Bank
        Group Wire Post Ledger Times Courier News Weekly Department Ministry Court House Office
        Party Union Inc Ltd Corp Records Riders Company Airlines Hotel Police Monday Tuesday
        Wednesday Thursday Friday Saturday Sunday""".split()
    )
    + r")\b"
)


def questions(sentence: str, text: str) -> Iterator[str]:
    """What a sentence answers, each of the questions with a name in it.

    Args:
        text: of the whole article: it shows how a word is written within a sentence.
    """
    said = " ".join(sentence[: LONGEST_SENTENCE + 1].split())
    if len(said) > LONGEST_SENTENCE:
        return
    for make in (_clause, _count, _counted, _costs, _by, _did):
        made = make(said, text)
        # Without a name "the work" may be any work.
        if made and len(made) <= LONGEST and names(made):
            yield made
    if made := _who(said, text):
        yield made


def _clause(said: str, text: str) -> str:
    match = _CLAUSE.match(said)
    if match is None:
        return ""
    aux, rest = match["aux"] or "did", match["rest"] or verbs.with_base(match["past"])
    subject = _lowered(match["subject"], text)
    if not subject or not rest or _UNFIT.search(rest) or _VERB.search(rest):
        return ""
    word = "Why" if match["why"] else "When"
    return f"{word} {aux} {subject} {rest}?" if _is_finished(rest) else ""


def _count(said: str, _text: str) -> str:
    match = _COUNT.match(said)
    if match is None or _UNFIT.search(match["rest"]):
        return ""
    rest = re.sub(rf" (?:{_DATE}|{_REASON}.*)$", "", match["rest"].rstrip("."))
    return f"How many {match['things']} {match['aux']} {rest}?" if _is_finished(rest) else ""


def _costs(said: str, text: str) -> str:
    match = _COSTS.match(said)
    return _asked_of(match, "How much", text) if match else ""


def _counted(said: str, text: str) -> str:
    match = _COUNTED.match(said)
    return _asked_of(match, f"How many {match['things']}", text) if match else ""


def _asked_of(match: re.Match[str], what: str, text: str) -> str:
    """`what` did the subject do: its object was a figure."""
    rest = match["rest"] or ""
    subject = _lowered(match["subject"], text)
    verb = match["verb"] or verbs.with_base(match["past"])
    if not subject or not verb or _UNFIT.search(f"{match['subject']} {rest}"):
        return ""
    if _VERB.search(f"{subject} {verb}") or not _is_finished(rest or "x"):
        return ""
    return f"{what} {match['aux'] or 'did'} {subject} {verb}{rest}?"


def _by(said: str, text: str) -> str:
    match = _BY.match(said)
    if match is None or not _is_person(match["agent"], text):
        return ""
    subject = _lowered(match["subject"], text)
    return f"Who {match['verb']} {subject}?" if subject else ""


def _did(said: str, text: str) -> str:
    match = _DID.match(said)
    if match is None or _UNFIT.search(match["subject"]):
        return ""
    subject, verb = _lowered(match["subject"], text), match["verb"]
    if not subject:
        return ""
    if verb.endswith("s to"):
        return f"What does {subject} {verb[:-4]} to do?"
    whom = (
        "Whom" if verb in {"blamed", "praised", "accused", "criticised", "criticized"} else "What"
    )
    return f"{whom} did {subject} {_BASES[verb]}?"


def _who(said: str, text: str) -> str:
    for match in _IS.finditer(said):
        if not _NOT_A_PERSON.search(match["name"]) and _is_person(match["name"], text):
            return f"Who is {match['name']}?"
    for match in _SAID.finditer(said):
        name = match["name"] or match["after"]
        if not _NOT_A_PERSON.search(name) and _is_person(name, text):
            return f"What did {name} say?"
    return ""


def _is_person(name: str, text: str) -> bool:
    """Whether the article says what they are, or goes on to use the last name alone."""
    first, _, last = name.rpartition(" ")
    said, last = re.escape(name), re.escape(last)
    alone = rf"(?<!{re.escape(first.split()[-1])} )\b{last}\b(?! [A-Z])"
    signs = (alone, rf"\bM(?:r|s|rs)\.? {last}\b", rf"\b{_ROLE} {said}\b")
    return any(re.search(sign, text) for sign in signs)


def _lowered(subject: str, text: str) -> str:
    """A subject as it is written within a sentence, "" where that cannot be told, or where it is
    more, or less, than a noun phrase."""
    first, _, rest = subject.partition(" ")
    if first.lower() in _NO_SUBJECT or _UNFIT.search(subject) or _FINITE.search(rest):
        return ""
    if first in {"The", "A", "An"}:
        return f"{first.lower()} {rest}" if rest else ""
    if re.search(rf"[a-z,] {re.escape(first)}\b", text):
        return subject  # a name: it has its capital within sentences too
    if re.search(rf"[a-z,] {re.escape(first.lower())}\b", text):
        return f"{first.lower()} {rest}".strip()
    return ""


def _is_finished(rest: str) -> bool:
    """Whether what is left of a clause is one, whole, and names no other time."""
    if _SECOND.search(rest) or _TIME.search(rest):
        return False
    return rest.rsplit(" ", 1)[-1].lower() not in _OPEN


_SECOND = re.compile(
    r"\band (?:\w+ly )?\w+ed\b|\bwhile\b|\bafter\b|--|\bend(?:ed|ing)$|\b[A-Z]$"
)  # a second clause
_TIME = re.compile(rf"\b(?:{_DAY}|{_MONTH}|(?:19|20)\d\d|ago|early|late)\b")
# A verb: what stands before it is no mere noun phrase.
_FINITE = re.compile(
    rf"\b(?:{_AUX}|has|have|had|did|do|does|also|recently|later|already|never|"
    rf"ever|still|[a-z]+ed)\b"
)
_NO_SUBJECT = frozenset(
    """i he she it we they you this that these those there here on in at by from for to with as but
    and or nor so when while after before if although though since because once until during despite
    under over where why how what who which whose much many most some all none no not only even just
    still then now today yesterday tomorrow meanwhile however also another other others both each
    one two three his her its their our my your""".split()
)
_OPEN = frozenset(
    """the a an of to in on at for by from with and or but as than more be been again only until
    into     about within over under between""".split()
)
