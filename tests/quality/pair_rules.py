"""One sentence of an article -> another that says the same, or that says something else.

Every rule is a function of a sentence, the article around it and a random source; it gives a new
sentence, or None where it does not apply. Whether the new one is true follows from which rule made
it, never from the code that is measured: nothing of `bot` is imported here.
"""
# ruff: noqa: E501, a pattern reads best on one line

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = (
    "January February March April May June July August September October November December".split()
)
# Verbs whose past tense and participle are one word, with their infinitive.
VERBS = {
    "approved": "approve", "rejected": "reject", "announced": "announce", "launched": "launch",
    "criticised": "criticise", "criticized": "criticize", "blamed": "blame", "sued": "sue",
    "accused": "accuse", "attacked": "attack", "defeated": "defeat", "replaced": "replace",
    "praised": "praise", "supported": "support", "opposed": "oppose", "hired": "hire",
    "bought": "buy", "acquired": "acquire", "killed": "kill", "injured": "injure",
    "arrested": "arrest", "invited": "invite", "visited": "visit", "joined": "join",
    "published": "publish", "released": "release", "created": "create", "founded": "found",
    "designed": "design", "developed": "develop", "produced": "produce", "directed": "direct",
    "signed": "sign", "passed": "pass", "issued": "issue", "ordered": "order", "urged": "urge",
    "asked": "ask", "told": "tell", "warned": "warn", "helped": "help", "followed": "follow",
    "led": "lead", "won": "win", "lost": "lose", "held": "hold", "built": "build", "sold": "sell",
    "paid": "pay", "met": "meet", "married": "marry", "conquered": "conquer", "invaded": "invade",
    "captured": "capture", "reported": "report", "described": "describe", "called": "call",
    "introduced": "introduce", "established": "establish", "offered": "offer", "used": "use",
    "discovered": "discover", "elected": "elect", "appointed": "appoint", "named": "name",
    "found": "find", "received": "receive", "reached": "reach", "closed": "close", "cut": "cut",
}  # fmt: skip
# Short words and phrases for each other; each pair says the same in news prose.
SYNONYMS = {
    "approximately": "about", "roughly": "about", "began": "started", "started": "began",
    "bought": "purchased", "purchased": "bought", "children": "kids", "large": "big",
    "however": "but", "nearly": "almost", "almost": "nearly", "several": "a number of",
    "many": "numerous", "largest": "biggest", "biggest": "largest", "help": "assist",
    "helped": "assisted", "shows": "indicates", "showed": "indicated", "film": "movie",
    "movie": "film", "films": "movies", "show": "programme", "employees": "workers",
    "workers": "employees", "injured": "hurt", "wounded": "injured", "car": "vehicle",
    "doctors": "physicians", "job": "position", "whole": "entire", "entire": "whole",
    "receive": "get", "received": "got", "obtain": "get", "quickly": "rapidly", "ended": "finished",
    "attempt": "try", "attempted": "tried", "also": "too", "important": "significant",
    "significant": "important", "required": "needed", "needed": "required", "requires": "needs",
    "allow": "permit", "allowed": "permitted", "allows": "permits", "provides": "offers",
    "provided": "offered", "mainly": "mostly", "primarily": "mainly", "frequently": "often",
    "often": "frequently", "usually": "generally", "main": "principal", "use": "employ",
    "company": "firm", "firm": "company", "because": "since", "while": "whereas",
    "although": "though", "though": "although", "until": "till", "home": "house",
    "area": "region", "region": "area", "huge": "enormous", "difficult": "hard", "hard": "difficult",
    "famous": "well-known", "buy": "purchase", "sell": "market", "country": "nation",
    "nation": "country", "people": "persons", "died": "passed away", "kinds": "types",
    "types": "kinds", "choose": "select", "chose": "selected", "chosen": "selected",
    "occurred": "happened", "happened": "occurred", "rise": "increase", "increase": "rise",
    "rose": "increased", "increased": "rose", "fell": "dropped", "dropped": "fell",
    "declined": "decreased", "decreased": "declined", "decrease": "decline",
    "announced": "declared", "stated": "said", "said": "stated", "comparable": "similar",
}  # fmt: skip
SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
).split()
_NAME = r"(?:[A-Z][a-zA-Z’'-]+(?: (?:of|de|van|von|al|bin|the) (?=[A-Z])| (?=[A-Z]))?){1,4}"
# A subject or object: a name, or "the" and up to three plain words.
_PARTY = rf"(?:(?:[Tt]he |[Aa]n? )?{_NAME}|(?:[Tt]he|[Aa]n?) (?:[a-z-]+ ){{0,2}}[a-z-]+)"
_REST = r"(?: (?:in|on|at|after|for|during|before|because|over|as|when|with|last|this)\b[^,;]*)?"
_ACTION = re.compile(rf"({_PARTY}) ({'|'.join(VERBS)}) ({_PARTY})({_REST})\.")
_LEAD = re.compile(
    r"((?:In|On|At|After|Before|During|Since|When|While|Although|As|By|Under|Despite|With|From) "
    r"[^,;:“”\"]{3,80}), ([^;:“”\"]{15,})\."
)
_AUX = re.compile(
    r"\b(is|was|are|were|has|have|had|will|would|can|could|should|does|did) "
    r"(?!not\b|n't|no\b|never\b)(?=[a-z])"
)
_NOT = re.compile(r"\b(is|was|are|were|has|have|had|will|would|could|should) not (?!only\b)")
_NT = re.compile(r"\b(is|was|are|were|has|have|had|would|could|should)n['’]t (?!only\b)")
_SAID_LAST = re.compile(
    rf"[“\"]([^“”\"]{{20,}}?),?[”\"],? (?:said ({_NAME})|({_NAME}) said)"
    r"(?:,? [^.“”\"]{0,80})?\."
)
_SAID_PLAIN = re.compile(
    rf"([A-Z][^“”\"]{{25,}}), ({_NAME}) said(?: (?:on )?(?:{'|'.join(DAYS)}))?\."
)
_SAID_FIRST = re.compile(
    rf"({_NAME}) said (?:that )?((?!he\b|she\b|it\b|they\b|in\b|on\b)[^“”\"]{{25,}})\."
)
_SPEAKER = re.compile(
    rf"(?:\b(?:said|says|added|told [A-Za-z ]{{3,20}}) (?P<a>{_NAME})|(?P<b>{_NAME}),? "
    r"(?:said|says|added|told|tweeted|wrote|argued|explained)\b|[Aa]ccording to (?P<c>"
    + _NAME
    + r"))"
)
_DATE = re.compile(rf"(?<!day, )\b({'|'.join(MONTHS)}) (\d{{1,2}})(?:, (\d{{4}}))?(?![\d:\w–-])")
_DATE_D = re.compile(rf"(?<![–-])\b(\d{{1,2}}) ({'|'.join(MONTHS)})(?: (\d{{4}}))?\b")
_YEAR = re.compile(r"\b(1[5-9]\d\d|20[0-2]\d)\b(?![-–]\d)(?! (?:people|men|km|miles|metres))")
_FIGURE = re.compile(
    r"(?<![\w.,$£€-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w]|[.,]\d|(?:st|nd|rd|th)\b|[-–]\d)"
)
_MONEY = re.compile(r"(?<![A-Z])([$£€])(\d[\d,]*(?:\.\d+)?)(?: (million|billion|trillion))?\b")
_UNITS = [
    ("kilometers", "miles"), ("kilometres", "miles"), ("km", "miles"), ("miles", "kilometers"),
    ("million", "billion"), ("billion", "million"), ("thousand", "million"), ("hours", "days"),
    ("days", "weeks"), ("weeks", "months"), ("months", "years"), ("years", "months"),
    ("minutes", "hours"), ("feet", "meters"), ("meters", "feet"), ("pounds", "tons"),
    ("tons", "pounds"), ("percent", "million"), ("degrees", "percent"), ("acres", "square miles"),
]  # fmt: skip


@dataclass(frozen=True)
class Around:
    """What a rule may look at besides the sentence."""

    published_at: str
    names: tuple[str, ...]  # of two words or more, each once
    sentences: tuple[str, ...]


Rule = Callable[[str, Around, Random], str | None]


def names_in(text: str) -> tuple[str, ...]:
    """Runs of two to four capitalised words that stand within a sentence."""
    found = re.findall(r"(?<=[a-z,] )[A-Z][a-zA-Z’'-]+(?: [A-Z][a-zA-Z’'-]+){1,3}(?![\w-])", text)
    return tuple(dict.fromkeys(re.sub(r"['’]s$", "", one) for one in found))


def around_of(text: str, published_at: str) -> Around:
    sentences = re.findall(r"(?<=[.!?] )[A-Z][^.!?\n]{50,200}\.(?= [A-Z]|\n)", text)
    return Around(published_at, names_in(text), tuple(sentences))


def _small_first(text: str) -> str:
    """The first letter made small where the word is one that opens a sentence, no name."""
    first = text.split(" ", 1)[0]
    opening = (
        "The A An This That These Those In On At After Its His Her Their It He She They We But"
    )
    return text[0].lower() + text[1:] if first in opening.split() else text


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _unquoted(text: str) -> str:
    """`text` with what stands in quotation marks blanked: those words are not ours to change."""
    return re.sub(r"[“\"][^“”\"]*[”\"]?", lambda match: "\0" * len(match[0]), text)


def _parties(match: re.Match[str]) -> bool:
    """Whether both parties of an action are whole ones."""
    bad = r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Ww]e|I|[Tt]hat|[Ww]ho|[Yy]ou)|.* (?:has|have|had|was|were|who|which|that|lot|also|by|and|of|to|[a-z]+ly|he|she|it|they)|a lot"
    return not any(re.fullmatch(bad, match[one]) for one in (1, 3))


# True ones.


def reorder(sentence: str, around: Around, rng: Random) -> str | None:
    match = _LEAD.fullmatch(sentence)
    if not match or match[2].count(",") > 1:
        return None
    return f"{_capital(match[2])} {match[1][0].lower()}{match[1][1:]}."


def passive(sentence: str, around: Around, rng: Random) -> str | None:
    match = _ACTION.fullmatch(sentence)
    if (
        not match
        or not _parties(match)
        or match[2] in {"asked", "told", "warned", "urged", "lost", "joined", "reached"}
    ):
        return None
    aux = "were" if re.search(r"[^s]s$", match[3]) and match[3][:2] not in {"a ", "A "} else "was"
    return f"{_capital(match[3])} {aux} {match[2]} by {_small_first(match[1])}{match[4]}."


def synonyms(sentence: str, around: Around, rng: Random) -> str | None:
    spots = [
        match
        for match in re.finditer(r"\b[a-z]+\b", _unquoted(sentence))
        if match[0] in SYNONYMS and match[0] not in {"home", "show", "use", "help", "rise", "hard"}
    ]
    if not spots:
        return None
    chosen = sorted(rng.sample(spots, min(2, len(spots))), key=lambda one: -one.start())
    for match in chosen:
        sentence = sentence[: match.start()] + SYNONYMS[match[0]] + sentence[match.end() :]
    return sentence


def without_aside(sentence: str, around: Around, rng: Random) -> str | None:
    for pattern in (r" \([^()]{3,60}\)", r", (?:who|which|whose) [^,]{5,90},(?= [a-z])"):
        made = re.sub(pattern, "", sentence, count=1)
        if made != sentence and "\0" not in _unquoted(sentence):
            return made
    return None


def without_adverb(sentence: str, around: Around, rng: Random) -> str | None:
    if _unquoted(sentence) != sentence:
        return None
    made = re.sub(
        r"(?<!not)(?<!n['’]t) (?:also|still|just|then|later|recently|currently|quickly|finally|eventually|reportedly"
        r"|previously|already|especially)(?= [a-z])", "", sentence, count=1,
    )  # fmt: skip
    return made if made != sentence and "reportedly" not in sentence else None


def shortened(sentence: str, around: Around, rng: Random) -> str | None:
    match = re.fullmatch(
        r"([A-Z][^,;:“”\"()]{30,}), (?:which|while|and (?:he|she|it|they|the)|but|with|as|where|"
        r"including|after|before|saying|making|followed by|according to) [^“”\"]{15,}\.", sentence,
    )  # fmt: skip
    return f"{match[1]}." if match else None


def numbers_otherwise(sentence: str, around: Around, rng: Random) -> str | None:
    signs = {"$": "dollars", "£": "pounds", "€": "euros"}

    def money(match: re.Match[str]) -> str:
        sign, digits, scale = match[1], match[2], match[3]
        if scale == "billion" and "." in digits and len(digits.split(".")[1]) < 3:
            thousandth = f"{float(digits.replace(',', '')) * 1000:,.0f}"
            return f"{sign}{thousandth} million"
        if scale:
            short = {"million": "m", "billion": "bn", "trillion": "tn"}[scale]
            return (
                f"{sign}{digits}{short}"
                if rng.random() < 0.5
                else f"{digits} {scale} {signs[sign]}"
            )
        return f"{digits} {signs[sign]}"

    def figure(match: re.Match[str]) -> str:
        digits = match[1]
        if "," in digits:
            return digits.replace(",", "")
        left, right = sentence[: match.start()], sentence[match.end() :]
        months = rf"(?:{'|'.join(MONTHS)}|[A-Z][a-z]{{2,3}}\.)"
        if re.search(rf"{months} $", left) or re.match(
            rf" {months}|,? (?:19|20)\d\d| (?:thirds|to \d)", right
        ):
            return digits
        return SMALL[int(digits)] if digits.isdecimal() and 1 < int(digits) < 21 else digits

    if _unquoted(sentence) != sentence:
        return None
    made = _MONEY.sub(money, sentence)
    made = (
        re.sub(r"(\d) ?%", r"\1 per cent", made) if "%" in made else made.replace(" percent", "%")
    )
    if made == sentence and not _DATE.search(sentence) and not re.search(r"\d[-–:]\d", sentence):
        made = _FIGURE.sub(figure, sentence)
    if made == sentence:
        word = re.search(rf"(?<=[a-z] )({'|'.join(SMALL[2:])})(?= [a-z]+s\b)", sentence)
        if word:
            made = sentence[: word.start()] + str(SMALL.index(word[1])) + sentence[word.end() :]
    return made if made != sentence else None


def dates_otherwise(sentence: str, around: Around, rng: Random) -> str | None:
    if match := _DATE.search(sentence):
        year = f" {match[3]}" if match[3] else ""
        ways = [
            f"{match[2]} {match[1]}{year}",
            f"{match[1][:3]}. {match[2]}" + (f", {match[3]}" if match[3] else ""),
        ]
        if match[3]:
            ways.append(f"{match[3]}-{MONTHS.index(match[1]) + 1:02}-{int(match[2]):02}")
        return sentence[: match.start()] + rng.choice(ways) + sentence[match.end() :]
    if match := _DATE_D.search(sentence):
        year = f", {match[3]}" if match[3] else ""
        return f"{sentence[: match.start()]}{match[2]} {match[1]}{year}{sentence[match.end() :]}"
    match = re.search(
        rf"\bon ({'|'.join(DAYS)})\b(?! night| morning| evening| afternoon)", sentence
    )
    if match and len(around.published_at) >= 10:
        day = date.fromisoformat(around.published_at[:10])
        day -= timedelta(days=(day.weekday() - DAYS.index(match[1])) % 7)
        if re.search(r"\b(?:will|would|next|plans|expected|scheduled|to be)\b", sentence):
            return None
        return f"{sentence[: match.start()]}on {day.day} {MONTHS[day.month - 1]} {day.year}{sentence[match.end() :]}"
    return None


def said_otherwise(sentence: str, around: Around, rng: Random) -> str | None:
    if match := _SAID_LAST.fullmatch(sentence):
        speaker = match[2] or match[3]
        if (
            re.search(r"\b(?:I|we|my|our|me|us|you)\b", match[1], re.IGNORECASE)
            or rng.random() < 0.5
        ):
            return f"{speaker} said: “{match[1]}.”"
        return f"{speaker} said that {_small_first(match[1])}."
    if match := _SAID_PLAIN.fullmatch(sentence):
        if rng.random() < 0.5:
            return f"According to {match[2]}, {_small_first(match[1])}."
        return f"{match[2]} said that {_small_first(match[1])}."
    if match := _SAID_FIRST.fullmatch(sentence):
        return f"{_capital(match[2])}, {match[1]} said."
    return None


# False ones.


def other_number(sentence: str, around: Around, rng: Random) -> str | None:
    spots = [one for one in _FIGURE.finditer(sentence) if not _YEAR.fullmatch(one[1])]
    spots = [
        one for one in spots
        if not re.search(rf"(?:{'|'.join(MONTHS)}) $", sentence[: one.start()])
        and not re.match(rf" (?:{'|'.join(MONTHS)})", sentence[one.end() :])
    ]  # fmt: skip
    spots += list(re.finditer(r"(?<=[$£€])(\d[\d,]*(?:\.\d+)?)", sentence))
    if not spots:
        word = re.search(rf"(?<=[a-z] )({'|'.join(SMALL[2:])})(?= [a-z]+s\b)", sentence)
        if not word:
            return None
        others = [one for one in SMALL[2:] if one != word[1] and one not in sentence]
        return sentence[: word.start()] + rng.choice(others) + sentence[word.end() :]
    spot = rng.choice(spots)
    digits = spot[1].replace(",", "")
    places = len(digits.partition(".")[2])
    for _ in range(20):
        factor = rng.choice((0.5, 0.8, 0.9, 1.1, 1.2, 1.5, 2, 3, 10))
        value = round(float(digits) * factor + rng.choice((-1, 1)) * 10**-places, places)
        new = f"{value:,.{places}f}" if "," in spot[1] else f"{value:.{places}f}"
        if value > 0 and float(value) != float(digits) and new not in sentence:
            return sentence[: spot.start(1)] + new + sentence[spot.end(1) :]
    return None


def other_date(sentence: str, around: Around, rng: Random) -> str | None:
    if match := _DATE.search(sentence):
        if rng.random() < 0.5:
            day = rng.choice([n for n in range(1, 29) if n != int(match[2])])
            return f"{sentence[: match.start(2)]}{day}{sentence[match.end(2) :]}"
        month = rng.choice([one for one in MONTHS if one not in sentence])
        return sentence[: match.start(1)] + month + sentence[match.end(1) :]
    if match := _DATE_D.search(sentence):
        month = rng.choice([one for one in MONTHS if one not in sentence])
        return sentence[: match.start(2)] + month + sentence[match.end(2) :]
    years = [
        one
        for one in _YEAR.finditer(sentence)
        if re.search(
            r"\b(?:in|since|of|until|by|from|around|,|during) $", sentence[: one.start()], re.I
        )
    ]
    if years:
        match = rng.choice(years)
        new = str(int(match[1]) + rng.choice((-10, -3, -2, -1, 1, 2, 3, 10)))
        return (
            None if new in sentence else sentence[: match.start()] + new + sentence[match.end() :]
        )
    if match := re.search(rf"\bon ({'|'.join(DAYS)})\b", sentence):
        day = rng.choice([one for one in DAYS if one not in sentence])
        return sentence[: match.start(1)] + day + sentence[match.end(1) :]
    return None


def other_unit(sentence: str, around: Around, rng: Random) -> str | None:
    if (match := _MONEY.search(sentence)) and rng.random() < 0.5:
        sign = rng.choice([one for one in "$£€" if one != match[1]])
        return sentence[: match.start()] + sign + sentence[match.end(1) :]
    spots = [
        (match, new)
        for old, new in _UNITS
        for match in re.finditer(
            rf"(?:\d|\b(?:{'|'.join(SMALL[2:])}|hundred))[ -](?:million )?({old})\b", sentence
        )
        if new not in sentence
    ]
    if not spots:
        return None
    match, new = rng.choice(spots)
    return sentence[: match.start(1)] + new + sentence[match.end(1) :]


def other_name(sentence: str, around: Around, rng: Random) -> str | None:
    own = [
        one for one in around.names if re.search(rf"(?<![\w-]){re.escape(one)}(?![\w-])", sentence)
    ]
    own = [one for one in own if not re.match(rf"(?:{'|'.join(DAYS + MONTHS)})", one)]
    if not own:
        return None
    old = rng.choice(own)
    others = [
        one for one in around.names
        if not set(one.split()) & set(sentence.replace(",", "").replace(".", "").split())
        and not re.match(rf"(?:{'|'.join(DAYS + MONTHS)})", one)
    ]  # fmt: skip
    return sentence.replace(old, rng.choice(others)) if others else None


def other_role(sentence: str, around: Around, rng: Random) -> str | None:
    if match := _ACTION.fullmatch(sentence):
        if (
            match[1].lower() == match[3].lower()
            or not _parties(match)
            or match[2] in {"met", "married"}
        ):
            return None
        return f"{_capital(match[3])} {match[2]} {_small_first(match[1])}{match[4]}."
    match = re.search(rf"\bfrom ({_NAME}) to ({_NAME})(?! to\b)", sentence)
    if match and match[1].strip() != match[2].strip():
        return f"{sentence[: match.start()]}from {match[2].strip()} to {match[1].strip()}{sentence[match.end() :]}"
    match = re.search(
        rf"\b({_NAME}) (beat|defeated|sued|succeeded|replaced|accused|over|told|joined|bought|acquired) ({_NAME})",
        sentence,
    )
    if match and match[1].strip() != match[3].strip():
        return f"{sentence[: match.start()]}{match[3].strip()} {match[2]} {match[1].strip()}{sentence[match.end() :]}"
    match = re.search(rf"({_NAME}) (was|were) ({'|'.join(VERBS)}) by ({_NAME})", sentence)
    if match and match[1].strip() != match[4].strip():
        return f"{sentence[: match.start()]}{match[4].strip()} {match[2]} {match[3]} by {match[1].strip()}{sentence[match.end() :]}"
    return None


def denied(sentence: str, around: Around, rng: Random) -> str | None:
    if re.search(r"[“”\"]", sentence):
        return None
    if match := _NOT.search(sentence):
        return sentence[: match.end(1)] + " " + sentence[match.end() :]
    if match := _NT.search(sentence):
        return sentence[: match.end(1)] + " " + sentence[match.end() :]
    if match := _AUX.search(sentence):
        return sentence[: match.end()] + "not " + sentence[match.end() :]
    if match := re.search(
        rf"(?<=[a-z] )({'|'.join(VERBS)})(?= (?:the|a|an|his|her|its|their)\b)", sentence
    ):
        return f"{sentence[: match.start()]}did not {VERBS[match[1]]}{sentence[match.end() :]}"
    return None


def elsewhere(sentence: str, around: Around, rng: Random) -> str | None:
    """Another sentence of the article, as where the wrong passage is cited."""
    others = [
        one
        for one in around.sentences
        if one not in sentence and len(set(one.split()) & set(sentence.split())) < 8
    ]
    return rng.choice(others) if others else None


def other_speaker(sentence: str, around: Around, rng: Random) -> str | None:
    match = _SPEAKER.search(sentence)
    if not match:
        return None
    group = next(one for one in "abc" if match[one])
    old = match[group].strip()
    others = [
        one for one in around.names if not set(one.split()) & set(sentence.replace(",", "").split())
    ]
    others = [one for one in others if not re.match(rf"(?:{'|'.join(DAYS + MONTHS)})", one)]
    if (
        not others
        or len(old) < 3
        or old in DAYS
        or old
        in {"He", "She", "It", "They", "But", "And", "The", "In", "I", "We", "Officials", "Police"}
    ):
        return None
    new = rng.choice(others)
    return sentence[: match.start(group)] + new + sentence[match.start(group) + len(old) :]


TRUE: dict[str, Rule] = {
    "reordered": reorder, "passive": passive, "synonyms": synonyms, "no aside": without_aside,
    "no adverb": without_adverb, "shortened": shortened, "number format": numbers_otherwise,
    "date format": dates_otherwise, "said": said_otherwise,
}  # fmt: skip
FALSE: dict[str, Rule] = {
    "number": other_number, "date": other_date, "unit": other_unit, "name": other_name,
    "role": other_role, "negation": denied, "speaker": other_speaker, "elsewhere": elsewhere,
}  # fmt: skip
