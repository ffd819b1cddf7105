"""Whether two sentences tell of one affair: of the same person, offence, place, office.

Namesakes, relatives and things of nearly the same name sound alike; where that is in doubt, the
later sentence is of another affair.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.question import wording
from bot.question.days import TIME_NAMES
from bot.question.terms import content_words, words
from ingest.article import Article
from ingest.store import Store

_PLACE = re.compile(
    r"\b(?:in|at|near|of|from|outside|around|to|off|for|through|across|into|over|via|between)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
# Words in the names of many things, and of what is nobody.
_COMMON = TIME_NAMES | frozenset(
    """court crown police county city council hospital university school company union street
    road river north south east west the bank plc ltd inc group party club hospice museum
    station prison park bridge church hotel airport island sea lake mount moor agency office
    service ministry republican republicans democrat democrats democratic labour conservative
    conservatives liberal liberals greens house senate congress parliament government state gov
    president governor mayor minister u.s us uk eu american americans british department
    commission committee""".split()
)
READ = 6_000  # characters of an article in which somebody's first name is looked for
SAME_OFFENCE = 0.6  # cosine from which two offences told in other words are one
_HONORIFICS = frozenset("mr mrs ms miss dr sir lord lady dame".split())
_SENTENCE = re.compile(r"(?<=[.?!:;])\s+")
_PRONOUN = re.compile(r"(?:he|she)\b", re.IGNORECASE)
_AGE = re.compile(r"(?<=[a-z]), (\d{1,3}),|\b(\d{1,3})-year-old\b|\baged? (\d{1,3})\b")
_OFFENCE = re.compile(
    r"\b(?:(?:charged|indicted) (?:with|for|over)|accused of|acquitted (?:\S+ ){0,3}of|"
    r"cleared (?:\S+ ){0,3}of|convicted (?:\S+ ){0,3}of|guilty (?:of|to)|on trial for|"
    r"(?:counts?|charges?|suspicion|suspected|verdict|conviction|convictions) (?:of|for)|"
    r"(?:arrested|sentenced|jailed|imprisoned|prosecuted|tried|wanted)\b[^.;:]{0,50}?\bfor) "
    r"([^.,;:]+?)(?=[.,;:]|$| (?:on|by|in|at|after|before|and|but|who|when|last|from|against)\b)",
    re.IGNORECASE,
)
_NO_OFFENCE = re.compile(
    r"\b(?:years?|months?|weeks?|days?|life|charges?|counts?|wrongdoing|crimes?|offences?|"
    r"allegations?)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b([a-z][\w-]+) (?:of|for|in) (?:the )?([A-Z][\w’-]*(?: [A-Z][\w’-]*)*)")

_ELECTED = re.compile(r"\belected (?:(?:as|to|be|the|an?) )*([a-z][\w-]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A sentence where it stands."""

    article: Article
    text: str
    before: str  # the sentence before it, "" where there is none

    @property
    def beside(self) -> str:
        """It with its headline and the sentence before it."""
        return f"{self.article.title}. {self.before} {self.text}"

    @property
    def headed(self) -> str:
        """It with its headline."""
        return f"{self.article.title}. {self.text}"


def other_person(asked: Sequence[str], was: Told, now: Told) -> bool:
    """Whether the later sentence is, or may be, of somebody else than the earlier one.

    Args:
        asked: the names of the question; the first person of them in the earlier sentence, or
            around it, is the one that the later sentence itself has to name.
    """
    around = frozenset[str]().union(*(people(was.article, one) for one in _parts(was.beside)))
    own = people(was.article, was.text)
    for name in asked:
        *first, last = words(name) or [""]
        those = {one for one in around if one.split()[-1].casefold() == last.casefold()}
        if first:
            those &= {one for one in those if one.casefold() == f"{first[-1]} {last}".casefold()}
        if len(those) > 1:
            return True  # which of the two is asked for is not told
        if those:
            own, theirs = frozenset(those), _spoken_of(now)
            if any(_is_surname_alone(one, now) for one in own):
                theirs |= own
            break
    else:
        theirs = people(now.article, now.beside)
    if not own:
        return _other_age(was, now)
    held = own & theirs
    lasts = {one.split()[-1] for one in held}
    kin = {one for one in theirs - own if one.split()[-1] in lasts}
    return not held or bool(kin) or _other_age(was, now)


def _spoken_of(told: Told) -> frozenset[str]:
    """Whom a sentence names; where it begins with "he", who alone is named before it."""
    theirs = people(told.article, told.text)
    if theirs or not _PRONOUN.match(told.text):
        return theirs
    before = people(told.article, told.before)
    return before if len(before) == 1 else frozenset()


def _is_surname_alone(person: str, now: Told) -> bool:
    """Whether a sentence names somebody by surname, and nobody else in its article has that."""
    *first, last = person.split()
    if not first or (last.casefold(),) not in _runs(now.text):
        return False
    is_place = _PLACE.search(now.text[: now.text.find(last)])
    return not is_place and _first_names(now.article, last) <= set(first)


def _other_age(was: Told, now: Told) -> bool:
    """Whether the ages given in the two sentences differ by more than a birthday."""
    apart = 1 + int(now.article.published_at[:4]) - int(was.article.published_at[:4])
    ours, theirs = _ages(was.headed), _ages(now.headed)
    return bool(ours and theirs) and all(abs(a - b) > apart for a in ours for b in theirs)


def _ages(text: str) -> frozenset[int]:
    return frozenset(int(one[1] or one[2] or one[3]) for one in _AGE.finditer(text))


def other_offence(store: Store, was: Told, now: Told) -> bool:
    """Whether both say what somebody is charged with or cleared of, and it is not the same."""
    ours, theirs = _offences(was.headed), _offences(now.headed)
    if not ours or not theirs:
        return False
    stem = store.index.words.stem
    one, other = ({stem(word) for each in own for word in each.split()} for own in (ours, theirs))
    if one & other:
        return False
    # Each as a whole, and word by word: what was stolen is not said again of the theft.
    each = [[*own, *(word for one in own for word in one.split())] for own in (ours, theirs)]
    vectors = store.embedder.texts([*each[0], *each[1]])
    first, second = vectors[: len(each[0])], vectors[len(each[0]) :]
    return all(float(a @ b) < SAME_OFFENCE for a in first for b in second)


@lru_cache(maxsize=512)
def _offences(text: str) -> tuple[str, ...]:
    """The offences in a text, in the words that count."""
    own = (one[1] for one in _OFFENCE.finditer(text) if not _NO_OFFENCE.search(one[1]))
    found = (" ".join(word.casefold() for word in content_words(one)) for one in own)
    return tuple(dict.fromkeys(one for one in found if one))


def other_name(asked: Sequence[str], was: Told, now: Told, *, is_contest: bool) -> bool:
    """Whether the later sentence names, or may name, another thing than the earlier one.

    Args:
        asked: the names of the question; those in the earlier sentence have to stand whole in
            the later one. Somebody may lose a contest to another, for the same office.
    """
    here, there = _runs(was.headed), _runs(now.headed)
    is_lacked = lacks_name(asked, was, now)
    if is_contest:
        return _other_office(was, now, is_other=is_lacked)
    return is_lacked or any(_is_replaced(run, here, there, now) for run in _runs(was.text))


def lacks_name(asked: Sequence[str], was: Told, now: Told) -> bool:
    """Whether a name of the question stands in the earlier sentence, and not whole in the later."""
    here, there = _runs(was.headed), _runs(now.headed)
    return any(
        (own := _low(name)) and _stands(own, was.headed) and not _whole(own, here, there, now)
        for name in asked
    )


def _other_office(was: Told, now: Told, *, is_other: bool) -> bool:
    """Whether somebody was elected, or may have been, to something else than was stood for."""
    here, there = _runs(was.beside), _runs(now.beside)
    own = {(match[1], match[2]) for match in _OFFICE.finditer(was.text)}
    if not own:
        return is_other
    low = now.beside.casefold()
    is_same = any(
        re.search(rf"\b{re.escape(office)}\b", low) and _whole(_low(place), here, there, now)
        for office, place in own
    )
    return not is_same and (is_other or any(map(content_words, _ELECTED.findall(now.text))))


def _is_replaced(
    run: tuple[str, ...],
    here: Sequence[tuple[str, ...]],
    there: Sequence[tuple[str, ...]],
    now: Told,
) -> bool:
    """Whether in place of a name of several words one stands that shares only a part with it."""
    if len(run) < 2 or _whole(run, here, there, now):
        return False
    own = set(content_words(" ".join(run)))
    return any(own & set(other) and run[-len(other) :] != other for other in there) or any(
        len(other) == 1 and other[0] in own and own & _COMMON for other in there
    )


def _whole(
    name: tuple[str, ...],
    here: Sequence[tuple[str, ...]],
    there: Sequence[tuple[str, ...]],
    now: Told,
) -> bool:
    """Whether a name stands there, not as a part of a longer one that is not here as well.

    Somebody may be named by surname alone where nobody else in that article has it.
    """
    size = len(name)
    for run in there:
        if run == name or (size > 1 and run[-size:] == name):
            return True
        if run in here and any(run[n : n + size] == name for n in range(len(run))):
            return True
    if size < 2 or set(name) & _COMMON or not name[-1].isalpha() or name[-1:] not in there:
        return False
    firsts = _first_names(now.article, name[-1].title())
    return {one.casefold() for one in firsts} == {name[-2]}


def _stands(name: tuple[str, ...], text: str) -> bool:
    low = _low(text)
    return any(low[n : n + len(name)] == name for n in range(len(low)))


def _low(text: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(text))


def _parts(text: str) -> list[str]:
    return _SENTENCE.split(text)


@lru_cache(maxsize=512)
def _runs(text: str) -> tuple[tuple[str, ...], ...]:
    """The names in a text, each as its words in lower case."""
    found = []
    for part in _parts(text):
        for name in wording.names(f"x {part}"):
            own = _low(name)
            while own and (own[0] in TIME_NAMES or not content_words(own[0])):
                own = own[1:]
            if own:
                found.append(own)
    return tuple(found)


@lru_cache(maxsize=512)
def named(text: str) -> frozenset[str]:
    """The words of the names in a text, without those that stand in names of many things."""
    found = (word.casefold() for name in wording.names(f"x {text}") for word in words(name))
    return frozenset(found) - _COMMON


def people(article: Article, text: str) -> frozenset[str]:
    """Who is named in a text of an article, by first and last name as far as it gives both."""
    full, single = set(), set()
    for name in wording.names(f"x {text}"):
        *first, last = words(name) or [""]
        first = [one for one in first if one.casefold() not in _HONORIFICS]
        if _COMMON & {one.casefold() for one in (*first, last)}:
            continue
        if _PLACE.search(text[: max(0, text.find(name))]):
            continue
        if first:
            full.add(f"{first[-1]} {last}")
        elif firsts := _first_names(article, last):
            full.update(f"{one} {last}" for one in firsts)
        elif not text.startswith(name):  # a sentence's first word is capitalised anyway
            single.add(last)
    return frozenset(full or single)


def _first_names(article: Article, last: str) -> set[str]:
    found = re.findall(
        rf"\b([A-Z][a-z’'-]+) {re.escape(last)}\b", f"{article.title}. {article.text[:READ]}"
    )
    return {
        one
        for one in found
        if one.casefold() not in _COMMON | _HONORIFICS and content_words(one.casefold())
    }
