"""Whom news tells of before it names them: "A man was cleared of arson. Joe Vane, 29, wept."

An article often begins with somebody unnamed, and the next sentence names who that is, with an age
or a home. What became of them is said in the first sentence alone, so the two are told as one.
"""

import re
from dataclasses import replace

from bot.answer.affair import people
from bot.answer.extracted.candidate import Candidate
from bot.check.orders import unsaid
from bot.search.retrieve import Hit
from ingest.article import Span

# "A man accused of theft", "The driver of a bus": somebody by what they are, at the beginning.
_SOMEBODY = re.compile(
    r"(?:An?|The|One) (?:[a-z\d’'-]+ ){0,4}?"
    r"(?:\w*(?:man|woman|person)|boy|girl|teenager|pensioner|father|mother|couple|student|nurse|"
    r"cook|priest|judge|clerk|pilot|coach|captain|mayor|vet|"
    r"(?!(?:number|paper|letter|matter|computer|river|water|winter|summer|tower|power|order|"
    r"corner|tractor|trailer|tanker|newspaper|charter|offer|danger|register|theater|chapter|"
    r"cluster|container|boiler|sewer|motor|reactor|quarter|disaster|cinema|counter|monster|"
    r"helicopter|locker|helper|motion|tumor)\b)[a-z-]{2,}(?:er|or|ist|ian)|"
    r"accountant|assistant|consultant|lieutenant|sergeant|servant|president|superintendent|"
    r"resident|agent|official|soldier|\d{1,3}-year-old)\b"
)
_NAME = r"[A-Z][\w’'-]+(?: [A-Z]\.)?(?: (?:de|van|von|bin|al|der|la))?(?: [A-Z][\w’'-]+){1,2}"
# "Joe Vane, 29, wept", "Joe Vane, of Mill Lane, will appear".
_NAMED = re.compile(rf"(?P<name>{_NAME}), (?:aged )?(?:\d{{1,3}}(?:, |\.)|(?:of|from) [A-Z\d])")


def behind(hit: Hit, number: int) -> str:
    """Who is named behind sentence `number` of a passage as the one that it tells of; "" for none.

    Raises:
        IndexError: there is no such sentence.
    """
    own, text = hit.passage.sentences, hit.article.text
    first = own[number]
    said = text[first.start : first.end]
    if number + 1 >= len(own) or not _SOMEBODY.match(said):
        return ""
    if any(" " in one for one in people(hit.article, said)):
        return ""
    after = own[number + 1]
    named = _NAMED.match(text, after.start, after.end)
    # Who was named before is not the one who has been told of without a name.
    is_new = named is not None and named["name"].split()[-1] not in text[: first.end].split()
    return named["name"] if named and is_new else ""


def whole(one: Candidate) -> Candidate:
    """A sentence that names whom the one before tells of, with that one; any other as it is."""
    own = one.hit.passage.sentences
    number = own.index(one.span) if one.span in own else 0
    if not number or unsaid(one.hit.passage)[number - 1] or not behind(one.hit, number - 1):
        return one
    return joined(one.hit, number - 1, one)


def joined(hit: Hit, number: int, one: Candidate) -> Candidate:
    """A candidate with sentence `number` of its passage and the one behind it as its words."""
    own, text = hit.passage.sentences, hit.article.text
    span = Span(own[number].start, own[number + 1].end)
    return replace(one, span=span, said=" ".join(text[span.start : span.end].split()))
