"""Whether a sentence counts what a question wants counted: "How many people were hurt?".

540 homes are no number of people. What a figure counts, the noun behind it says, or "the number of"
before it. Two nouns may mean one thing ("homes", "houses"), so only people are told from things; a
figure of which nothing is said may count anything, and a number may be told without a figure.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.figures import bare
from bot.figures.figures import Measure, measures, same
from bot.figures.parts import noun_at
from bot.figures.units import UNITS
from bot.question.terms import words
from ingest.indexes.terms import stem

_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_PASSED = frozenset("of the a an all these those other more new such its their his her our".split())
_FAR = 4  # words behind a figure, or behind "how many", among which its noun stands
# Nouns of which one tells what another asks for.
_ALIKE = tuple(
    frozenset(line.split())
    for line in (
        "students pupils children kids teenagers youths youngsters schoolchildren",
        "children kids babies infants toddlers girls boys daughters sons twins",
        "women girls mothers females",
        "men boys fathers males",
        "police policemen policewomen officers constables",
        "soldiers troops servicemen fighters militants insurgents rebels",
        "doctors physicians surgeons medics",
        "firefighters firemen",
        "journalists reporters correspondents",
        "judges justices magistrates",
        "ministers secretaries",
        "councillors members lawmakers deputies seats",
        "homes houses properties buildings apartments flats households dwellings cottages",
        "cars vehicles trucks lorries buses vans motorcycles",
        "boats ships vessels ferries yachts trawlers",
        "shops stores outlets branches businesses",
        "planes aircraft jets helicopters drones flights",
        "trains trams carriages",
        "animals cats cattle chickens cows dogs goats horses pigs sheep birds",
        "weapons guns rifles pistols bombs missiles rockets shells warheads",
        "letters emails messages documents pages",
        "goals points",
    )
)
# Who is called so is hardly told as "people": "twelve people died" says nothing of firefighters.
_NARROW = frozenset(
    """adults babies boys children doctors drivers firefighters firemen girls infants journalists
    judges men ministers mothers nurses officers pilots police policemen pupils scientists teachers
    teenagers women""".split()
)
# Behind a figure its noun is over: a clause, a place or a time begins.
_ENDS = frozenset(
    "in on at to for from by with as than that which who whom whose when where while and or but "
    "is are was were be been being has have had will would can could did do does may might must "
    "into over under after before since until during against between per if because not".split()
)
_IRREGULAR = frozenset(
    "people men women children police crew staff personnel folk dead sheep cattle aircraft".split()
)
_NO_PLURAL = ("ss", "us", "is")
# Nouns that mean people and nothing else.
_ANYBODY = frozenset("people persons folk dead casualties fatalities victims members".split())
_PEOPLE = frozenset(
    """accountants adults agents applicants assistants attendants attendees babies bystanders
    candidates captives casualties celebrities children citizens civilians claimants clients
    colleagues consultants convicts councillors crew dead defendants delegates deputies
    descendants detainees doctors drivers employees evacuees families fans farmers fatalities
    fighters firefighters folk fugitives girls guards guests hikers hostages immigrants infants
    inhabitants inmates insurgents journalists judges kids landlords lawmakers lawyers locals
    marchers marines members men migrants miners ministers mothers mourners neighbors neighbours
    nominees nurses occupants officers officials onlookers parents participants passengers patients
    pensioners people personnel persons pilgrims pilots players police policemen presidents
    prisoners protesters protestors pupils rebels recruits refugees relatives residents sailors
    scientists servants settlers shoppers soldiers spectators staff strikers students survivors
    suspects teachers teenagers tenants tourists trainees travelers travellers troops trustees
    victims villagers visitors volunteers voters witnesses women workers youths""".split()
)
# What people do or suffer one by one: 12 deaths are 12 people, 6,400 signatures so many signers.
_OF_PEOPLE = frozenset(
    """arrests births bodies cases corpses deaths executions infections injuries jobs killings lives
    murders names signatures souls suicides votes""".split()
)
# Nouns of this form mean people as a rule: "commuters", "investors"; and those of them that do not.
_MAY_BE_PEOPLE = re.compile(r"(?:ers|ors|ists|ians|men|women)$")
_NO_PEOPLE = frozenset(
    """answers barriers boilers borders boulders carriers centers chambers chapters charters
    computers containers corners corridors counters covers dinners doors errors factors fingers
    floors flowers folders freighters helicopters layers letters levers lists lockers matters
    mirrors monitors motors numbers offers orders papers pointers posters powers printers
    processors projectors quarters reactors rivers routers sectors semesters servers shelters
    shoulders showers stickers suppers tankers terrors towers tractors trailers transformers
    trawlers twists winters""".split()
)
_NUMBER_OF = re.compile(r"\b(?:number|total|toll|count) of ((?:[\w’'-]+ ){1,3})", re.IGNORECASE)
_NOBODY = re.compile(r"\b(?:nobody|no[ -]one|none)\b", re.IGNORECASE)
# Nouns that mean no people, and are often counted beside them.
_THINGS = frozenset(
    """acres aircraft animals apartments banks birds boats bombs books bridges buildings buses
    businesses cars cats cattle chickens churches cows dogs documents drones emails
    factories farms fields flats flights goats goals guns hectares homes horses hospitals
    hotels houses letters lorries messages metres miles missiles pages pigs planes points
    properties roads rockets schools seats sheep shells ships shops stores streets tanks
    tickets trains trams trees trucks vans vehicles villages warheads weapons windows""".split()
)
# Of these a thing of another name may be a part or a kind.
_WHOLES = frozenset("animals buildings points properties vehicles villages weapons".split())
# People may be counted in other words beside.
_COUNTS_OTHERWISE = re.compile(
    r"\b(?:both|all|half|third|quarter|most|several|many|few|couple|pair|twins?|another|"
    r"an? (?:\w+ ){0,2}(?:man|woman|boy|girl|child|person|baby|\w+er|\w+or))\b",
    re.IGNORECASE,
)
_COUNTS_SEVERAL = re.compile(r"\b(?:both|several|many|few|couple|pair|another)\b", re.IGNORECASE)
# Nothing that is a figure, and may tell a number all the same.
_TELLS_SOME = re.compile(
    r"\b(?:single|only|nobody|no|no[ -]one|none|neither|dozens?|scores|hundreds|thousands|millions|"
    r"twice|toll|tally)\b",
    re.IGNORECASE,
)
_OF_ANYBODY = re.compile(r"\b(?:death|dead|deaths|people|toll|victims)\b", re.IGNORECASE)


@lru_cache(maxsize=256)
def wanted(question: str) -> str | None:
    """The noun that is to be counted, as it is written; "" where none is named.

    None where nothing is to be counted, or what has a unit: years, kilometres, per cent.
    """
    match = _HOW_MANY.search(question)
    if not match:
        return None
    said = _plurals(words(question[match.end() :])[: _FAR + 2])
    is_of_first = not said or said[0].casefold() in UNITS or said[0].casefold() == "times"
    # Where patients' records are to be counted, the patients tell how many.
    is_owner = bool(said) and f"{said[0]}'" in question.replace("’", "'")
    noun = (said[:1] or [""])[0] if is_of_first or is_owner else said[-1]
    low = noun.casefold()
    return None if low in UNITS or low == "times" else noun


def counts(noun: str, sentence: str, brought: Sequence[Measure] = ()) -> float:
    """How sure it is that a figure of `sentence`, or "nobody", counts what `noun` names.

    Args:
        brought: figures of the question itself, which hardly answer it.

    Returns:
        1 where the noun stands behind a figure or is people there and here; 0 where nothing is
        counted, where people are to be counted, and all that is counted are things, and where
        things or people of one kind are, and all that is counted are others; else 0.5.
    """
    figures = [one for one in measures(sentence) if _is_count(one, sentence)]
    nouns = [_noun(_behind_it(one, sentence)).casefold() for one in figures]
    are_people = _are_people(noun) or noun.casefold() in _OF_PEOPLE
    if _counts_others(noun.casefold(), nouns, sentence):
        return 0.0
    nobody = bool(_NOBODY.search(sentence)) and (are_people or not noun)
    new = [one for one in figures if not any(same(one, other) for other in brought)]
    if nobody or any(_counts(noun, one, sentence) for one in new):
        return 1.0
    otherwise = _COUNTS_OTHERWISE if are_people or not noun else _COUNTS_SEVERAL
    if not (figures or otherwise.search(sentence) or _TELLS_SOME.search(sentence)):
        return 0.0
    only_things = bool(nouns) and _THINGS.issuperset(nouns)
    if are_people and only_things and not _COUNTS_OTHERWISE.search(sentence):
        return 0.0
    return 0.5


def _is_count(one: Measure, sentence: str) -> bool:
    if one.kind != "count" or one.unit or (one.soft and not one.of):
        return False  # "a floating one"
    if one.start and one.text[0].isupper():
        return False  # "Mill Meadow"
    return not (bare.is_age(sentence, one) or bare.is_day(sentence, one, measures(sentence)))


def _counts(noun: str, figure: Measure, sentence: str) -> bool:
    """Whether a figure surely counts what the noun names."""
    behind = _behind_it(figure, sentence)
    if noun and _stem(noun) in map(_stem, behind):
        return True  # "one charge" too
    said = _noun(behind)
    if not said and (before := list(_NUMBER_OF.finditer(sentence[: figure.start]))):
        said = _noun(before[-1][1].split())
        if noun and said and _stem(noun) in map(_stem, before[-1][1].split()):
            return True
    if not said or not noun:
        return False
    are_people = _are_people(noun) and _may_be_people(said)
    return are_people and (noun.casefold() not in _NARROW or _are_alike(noun, said))


def _counts_others(noun: str, nouns: Sequence[str], sentence: str) -> bool:
    """Whether all that a sentence counts is known to be something else than what the noun names."""
    is_thing, is_narrow = noun in _THINGS, noun in _NARROW
    is_known = is_thing or is_narrow or (_are_people(noun) and noun not in _ANYBODY)
    told = [one for one in nouns if one]  # of figures that say nothing the others tell
    if nouns and is_narrow and not told and _OF_ANYBODY.search(sentence):
        told = ["people"]  # "the death toll rose to 17"
    if not is_known or (not told and (nouns or not (is_thing or is_narrow))):
        return False
    if _COUNTS_OTHERWISE.search(sentence) or _NOBODY.search(sentence):
        return False
    said = {_stem(word) for word in words(sentence)}
    if any(_stem(one) in said for one in _like(noun)):
        return False
    # One that counts nothing, and says nothing of it, does not tell how many there are.
    return all(
        one in _NARROW or (one in _THINGS and one not in _WHOLES) or _tells_apart(noun, one)
        for one in told
    )


def _tells_apart(noun: str, other: str) -> bool:
    """Whether a thing or people of one kind are asked for, and people are told of."""
    return (noun in _THINGS or noun in _NARROW) and (other in _PEOPLE or other in _OF_PEOPLE)


def _like(noun: str) -> set[str]:
    """The nouns that tell what this one asks for, itself among them."""
    return {noun}.union(*(one for one in _ALIKE if noun in one))


def _are_alike(noun: str, other: str) -> bool:
    return other.casefold() in _like(noun.casefold())


def _may_be_people(noun: str) -> bool:
    low = noun.casefold()
    has_ending = bool(_MAY_BE_PEOPLE.search(noun)) and noun not in _NO_PEOPLE
    return _are_people(noun) or low in _OF_PEOPLE or noun[0].isupper() or has_ending


def _stem(word: str) -> str:
    return stem(word.casefold())


def is_anybody(noun: str) -> bool:
    """Whether a noun means people of whatever kind."""
    return noun.casefold() in _ANYBODY


def is_narrow(noun: str) -> bool:
    """Whether a noun means people of one kind, who are hardly told as "people"."""
    return noun.casefold() in _NARROW


def _are_people(noun: str) -> bool:
    return noun.casefold() in _PEOPLE


def _behind_it(figure: Measure, sentence: str) -> list[str]:
    return _behind(sentence[noun_at(sentence, figure, measures(sentence)) :])


def _behind(text: str) -> list[str]:
    """The words of the noun phrase that a figure begins."""
    found: list[str] = []
    for word in re.findall(r"[\w’'-]+|[^\w\s]", text[:80]):
        if not word[0].isalpha() or word.casefold() in _ENDS or len(found) == _FAR:
            break
        if word.casefold() not in _PASSED:
            found.append(word)
    return found


def _noun(said: list[str]) -> str:
    """The first of several words that is a plural; "" where none is."""
    return next(iter(_plurals(said)), "")


def _plurals(said: list[str]) -> list[str]:
    """The first plural and those right behind it, of one noun phrase: "measles cases"."""
    found: list[str] = []
    for word in said:
        low = word.casefold()
        if low in _ENDS:
            break
        is_plural = low.endswith("s") and (not low.endswith(_NO_PLURAL) or word[:-1].isupper())
        is_long = len(low) > 3 or word[:-1].isupper()
        if low in _IRREGULAR or (is_plural and is_long and low not in _PASSED):
            found.append(word)
        elif found:
            break
    return found
