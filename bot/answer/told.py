"""How a statement comes to be said: a fact that is reported, a claim, an opinion, a press release.

A sentence taken from an article gets its outlet and date where a reader needs them to weigh it, and
stays as it is where not: `told` says which, and how.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from bot.answer.cite import Draft
from bot.answer.dated import with_days
from bot.answer.pieces import OPINION, RELEASE, SAYS, kind_of
from bot.question.tense import asks_how_it_stands
from bot.question.terms import content_words
from bot.question.understanding import Question
from ingest.article import Article, in_words

OLD = 30  # days after which what is so now may have changed
AGED = 180  # after which what was reported is told with its day where newer is told beside it
LONGEST = 45  # words of a sentence that a report can still follow
# That a sentence says how things stand.
_STANDS = re.compile(
    r"\b(?:is|are|has|have|will|remains?|plans?|expects?|wants?|hopes?|aims?|costs?|stands?|"
    r"continues?|faces?|seeks?|owns?|employs?|holds?|can|cannot|isn['’]t|aren['’]t|hasn['’]t|"
    r"haven['’]t|won['’]t)\b"
)
# Before a sentence that begins behind it: a word in brackets, or a place, its day, and a dash.
CREDIT = re.compile(
    r"^(?:\([A-Z][A-Za-z .&]{1,24}\)(?:\s*[-–—])?|"
    r"[A-Z][\w.,' ]{1,40}\([A-Z][A-Za-z .&]{1,24}\)\s*[-–—]|"
    r"[A-Z][A-Z.,' ]{2,40}\s[-–—]|"
    r"(?:[A-Z][\w.'’-]{1,20} ){0,3}[A-Z][\w.'’-]{1,20}, "
    r"(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4}\s?[-–—])\s+(?=[\"“‘']?[A-Z])"
)
_TELLS = "reported|announced|added|wrote|confirmed|disclosed|explained|noted"
_HAS_SAID = re.compile(rf"\b(?:{SAYS}|{_TELLS}|according to)\b[^,.]{{0,60}}[.]?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_DATED = re.compile(
    r"\b(?:As of|(?:1[5-9]|20)\d\d|yesterday|today|tomorrow|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
    r"day)\b"
)


def told(
    text: str,
    article: Article,
    question: Question,
    *,
    disputed: bool = False,
    lead: bool = True,
    beside: int = 0,
) -> tuple[str, str]:
    """A sentence of `article` as a statement, and its kind.

    It is given its outlet and date where a reader needs them: the question is open or wishes for
    the latest; it asks how things stand and the article is old, or what an outlet reported; it is
    half a year older than what is told beside it; others say otherwise (`disputed`), or it is an
    opinion or a press release.

    What opens an agency's report, "(CNN)" or "LEEDS (Wire) –" or "PARIS –", is left out.

    Args:
        lead: false where another statement of the answer has told already what piece this is.
        beside: the age in days of the newest article of the answer.
    """
    kind, text = kind_of(text, article), CREDIT.sub("", text)
    several_days = question.topic is not None
    of_outlets = question.topic is not None and question.topic.outlets
    if article.language not in {"", "en"}:  # it stays in one language
        return f"{article.source}: {text}" if of_outlets else text, kind
    if kind in {OPINION, RELEASE}:
        return (f"{_of_piece(kind, article)}: {text}" if lead else text), kind
    if of_outlets:
        return _by_its_outlet(text, article), kind
    if disputed and (several_days or not article.source):
        return _on_its_day(text, article), kind
    if disputed or (article.source in question.outlets and not several_days):
        return _reported(text, article, dated=disputed or question.latest), kind
    is_aged = lead and _is_aged(text, article, question, beside)
    if lead and (several_days or is_aged or _may_have_changed(question, article)):
        if _STANDS.search(text) and not _DATED.search(text) and article.published_at:
            return f"As of {in_words(article.published_at)}{_joined(text, article)}", kind
        if several_days or is_aged:
            return _on_its_day(text, article), kind
        return (_reported(text, article, dated=True) if question.latest else text), kind
    return text, kind


def attributed(
    drafts: Sequence[Draft],
    question: Question,
    *,
    written: bool,
    disputed: Collection[tuple[str, int]] = (),
) -> list[Draft]:
    """Drafts with their kinds, and with outlet and date where that matters.

    Args:
        written: a model's; only their kinds are set.
        disputed: (article id, start) of the sentences that other stories contradict.
    """
    made: list[Draft] = []
    seen: set[str] = set()
    beside = min((age(draft.quotes[0].article, question) for draft in drafts), default=0)
    for draft in drafts:
        quote = draft.quotes[0]
        article = quote.article
        if written:
            made.append(replace(draft, kind=kind_of(draft.text, article)))
            continue
        text, kind = told(
            with_days(draft.text, article, question.text)
            if question.kind == "date"
            else draft.text,
            article,
            question,
            disputed=any((one.article.id, one.start) in disputed for one in draft.quotes),
            lead=article.id not in seen,
            beside=beside,
        )
        seen.add(article.id)
        made.append(replace(draft, text=text, kind=kind))
    return made


def _of_piece(kind: str, article: Article) -> str:
    if kind == OPINION:
        return (
            f"An opinion piece in {article.source} argues"
            if article.source
            else ("An opinion piece argues")
        )
    whose = article.source or next(iter(article.authors), "")
    return f"In a press release, {whose} says" if whose else "A press release says"


def _may_have_changed(question: Question, article: Article) -> bool:
    """Whether it wants to know how things are now, and the article cannot be sure to say that."""
    return question.latest or (asks_how_it_stands(question) and age(article, question) > OLD)


def _is_aged(text: str, article: Article, question: Question, beside: int) -> bool:
    """Whether a reader would take a report of long ago for one of these days.

    Where all that is told is old, its sources and the note on their age say so.
    """
    days = age(article, question)
    is_older = days - beside > AGED or (days > AGED and asks_how_it_stands(question))
    if not is_older or _YEAR.search(text):
        return False
    return not any(one.first_day <= article.last_day <= one.last_day for one in question.periods)


def age(article: Article, question: Question) -> int:
    """Days from its publication to the day of the question; 0 where that is not known."""
    if not article.last_day or not question.today:
        return 0
    return (date.fromisoformat(question.today) - date.fromisoformat(article.last_day)).days


def _reported(text: str, article: Article, *, dated: bool) -> str:
    """The sentence with who reported it, and when."""
    if not article.source or _names(text, article.source):
        return text
    day = (
        f"{_on(article)}{in_words(article.published_at)}" if dated and article.published_at else ""
    )
    can_follow = text.endswith(".") and not text.endswith("..") and len(text.split()) <= LONGEST
    if can_follow and not _HAS_SAID.search(text) and "“" not in text and '"' not in text:
        return f"{text[:-1]}, {article.source} reported{day}."
    return f"{article.source} reported{day}: {text}"


def _on_its_day(text: str, article: Article) -> str:
    """The sentence with who reported it and when; its day alone where it names the outlet."""
    if (told_so := _reported(text, article, dated=True)) != text or not article.published_at:
        return told_so
    return f"{in_words(article.published_at)}: {text}"


def _by_its_outlet(text: str, article: Article) -> str:
    """The sentence with who reported it and when, whether it names the outlet or not."""
    if (told_so := _reported(text, article, dated=True)) != text:
        return told_so
    day = f"{_on(article)}{in_words(article.published_at)}" if article.published_at else ""
    return f"{article.source} reported{day}: {text}"


def _names(text: str, outlet: str) -> bool:
    """Whether a text names an outlet, whole or as its own articles do: "the Courier"."""
    *before, last = outlet.split()
    own = before and last[0].isupper() and re.search(rf"\b[Tt]he {re.escape(last)}\b", text)
    return bool(own) or outlet.casefold() in text.casefold()


def _on(article: Article) -> str:
    return " on " if len(article.published_at) >= len("2025-01-23") else " in "


def _joined(text: str, article: Article) -> str:
    """`, the bridge …` behind "As of …"; a colon where the first word may be a name or not."""
    first = text.split()[0]
    word = re.sub(r"\W+$", "", first)
    if not text[0].isalnum():
        return f": {text}"  # a quotation, or a name put in for "he"
    if not word.istitle():
        return f", {text}"  # iPhone, NASA, 300; a name that is written so everywhere
    if not content_words(word.casefold()) or re.search(
        rf"\b{re.escape(word.lower())}\b", article.text
    ):
        return f", {text[0].lower()}{text[1:]}"
    if re.search(rf"[\w,] {re.escape(word)}\b", article.text):
        return f", {text}"
    return f": {text}"
