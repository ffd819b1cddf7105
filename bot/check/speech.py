"""Who says it, and quoted words to the letter."""

import re
from dataclasses import dataclass

from bot.check.names import has
from bot.check.reading import PRONOUNS, Reading, Word, read
from bot.figures.measure import carries

_VERBS = frozenset(
    "said says say saying told tells added adds claimed claims wrote writes stated states argued "
    "argues warned warns announced announces explained explains noted notes tweeted replied "
    "insisted insists declared declares testified recalled reported reports acknowledged admitted "
    "denied confirmed suggested predicted "
    "sagte sagt erklärte erklärt teilte betonte meinte warnte schrieb behauptete "
    "dit déclaré affirmé expliqué indiqué annoncé estime ajouté dijo afirmó declaró".split()
)
_ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Ll]aut|[Ss]elon|[Dd]['’]après|[Ss]egún|[Nn]ach Angaben (?:von|de[rs]))"
    r"\s"
)
_QUOTED = re.compile(
    r"“([^“”]{1,2000})”|\"([^\"]{1,2000})\"|„([^„“”]{1,2000})[“”]|«([^«»]{1,2000})»"
    r"|(?<![\w])‘([^‘’]{1,2000})’(?!\w)"
)
_OFFICE_AND_NAME = re.compile(r"(?:\s[a-z][\w-]*){1,4}(?:\s[A-Z][\w’'-]+){1,4}[.,;]?\s*$")
GIVEN_BY = 8  # words behind a figure among which it is said who gives it
REACH = 14  # words before a verb of saying in which its speaker is looked for


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who is said to say something."""

    names: frozenset[str]  # in lower case; empty where it is a pronoun or no name
    said: str  # as written
    is_pronoun: bool


def speakers(text: Reading) -> list[Speaker]:
    found = []
    words = text.words
    for match in _ACCORDING.finditer(text.text):
        behind = [word for word in words if word.start >= match.end() - 1]
        if one := _run(behind, text):
            found.append(one)
    spans = [(start, end) for start, end, _ in quotations(text.text)]
    for i, word in enumerate(words):
        if word.low not in _VERBS or _inside(word, spans):
            continue
        if word.low == "told" and i and words[i - 1].low in _PASSIVE:
            continue  # the board was told
        behind = [one for one in words[i + 1 : i + 8] if not _inside(one, spans)]
        # "…", said Strake; not: Strake told Moll.
        after = _after_quotation(text, word) or _after_comma(text, word)
        may_follow = word.low not in _TO_SOMEBODY and (after or _follows(text, word))
        first = _run(behind, text) if may_follow else None
        before = _before(words[:i], word, spans, text)
        if before is None and not may_follow and _ends_with_speaker(text, word):
            after, first = True, _run(behind, text)
        if one := first or before if after else before or first:
            found.append(one)
    return found


def says(text: str, name: str) -> bool:
    """Whether somebody of that name is said to say something; the last word of it is enough."""
    last = name.casefold().split()[-1]
    return any(last in one.names for one in speakers(read(text)))


_TO_SOMEBODY = frozenset("told tells".split())
_PASSIVE = frozenset("is are was were be been being".split())


def mismatch(
    statement: Reading, quote: Reading, *, about: Reading, beside: Reading
) -> tuple[str, bool]:
    """Why somebody else says it in the quote, and whether that is sure; ("", False) if nobody."""
    theirs = speakers(quote)
    named = set().union(*(one.names for one in theirs))
    if unheard := _unheard(statement, quote, about, beside):
        return f"The quote does not say that the {unheard} said it.", True
    for one in speakers(statement):
        if not one.names or any(has(named, name) for name in one.names):
            continue
        if all(has(set(about.lows), name) for name in one.names) and not named:
            continue  # the outlet, or somebody from the headline
        is_open = not theirs or any(other.is_pronoun for other in theirs)
        if is_open and any(has(set(beside.lows), name) for name in one.names):
            continue
        if _is_subject(one, quote):
            continue
        if named:
            said = next(other.said for other in theirs if other.names)
            return f"It has {one.said} say what {said} says in the quote.", True
        is_sure = not theirs or all(other.said.casefold() in _OFFICES for other in theirs)
        return f"The quote does not say that {one.said} said it.", is_sure
    return "", False


def _is_subject(one: Speaker, quote: Reading) -> bool:
    """Whether a sentence is about somebody, says who that is, and then what is said.

    "Falk, who leads the Quay Trust, an alliance of shops, said": neither Trust nor alliance.
    """
    last = one.said.split()[-1]
    found = re.search(
        rf"(?:^|[.!?]\s)(?:[A-Z][\w’'-]*\s){{0,3}}{re.escape(last)},\s(?:who|which)\s[^.!?\"“]{{1,200}},"
        rf"\s(?:{'|'.join(sorted(_VERBS))})\b",
        quote.text,
    )
    return found is not None


def _unheard(statement: Reading, quote: Reading, about: Reading, beside: Reading) -> str:
    """Who the statement has say it and the quote nowhere names: "the opposition says"."""
    if not statement.language == quote.language == "en":
        return ""
    held = quote.keys | about.keys
    if quote.lows & PRONOUNS:
        held |= beside.keys
    for found in _SAYS.finditer(statement.text):
        word = next((one for one in statement.words if one.start == found.start(1)), None)
        if not word or word.is_name or word.low not in BODIES:
            continue
        if word.key not in held or _says_another(word, statement, quote):
            return word.text
    return ""


def _says_another(body: Word, statement: Reading, quote: Reading) -> bool:
    """Whether a figure that a body gives in the statement is "according to" another."""
    for one in statement.figures:
        for other in quote.figures:
            if one.soft or not carries(other, one):
                continue
            own = [word for word in quote.words if word.start >= other.end][:GIVEN_BY]
            told = " ".join(word.low for word in own)
            if told.startswith("according to") and body.low not in told.split():
                return True
    return False


# Nobody's name stands for these.
_OFFICES = frozenset("office board department agency police prosecutors county court union".split())
# Who speaks for others, and is nobody else.
BODIES = frozenset(
    "opposition government police union unions prosecutors prosecution council ministry army "
    "court judge auditor owner owners company firm airline operator hospital school university "
    "church club party family lawyer lawyers union critics campaigners residents traders farmers "
    "doctors nurses teachers drivers shareholders investors regulator bank minister mayor".split()
)
_SAYS = re.compile(
    r"\b(?:the|its|their|his|her)\s(?:\w+\s)?(\w+)\s(?:has\s|have\s|had\s)?(?:sa(?:id|ys?)|claim(?:ed|s)?|"
    r"put|puts|estimate[sd]?|argue[sd]?|warn(?:ed|s)?|announce[sd]?|insist(?:ed|s)?|"
    r"allege[sd]?|complain(?:ed|s)?)\b",
    re.IGNORECASE,
)


def quotations(text: str) -> list[tuple[int, int, str]]:
    """What stands in quotation marks: from, to, the words."""
    return [
        (match.start(), match.end(), next(group for group in match.groups() if group))
        for match in _QUOTED.finditer(text)
        if any(match.groups())
    ]


def altered(statement: str, sources: str) -> str:
    """Quoted words of a statement that do not stand so in its sources; "" where all do."""
    held = plain(sources)
    for _, _, words in quotations(statement):
        for piece in re.split(r"\[[^\]]{0,80}\]|…|\.\.\.", words):
            own = plain(piece).strip(" .,;:!?-")
            if own and own not in held:
                return words
    return ""


def plain(text: str) -> str:
    """Without capitals and quotation marks, dashes and apostrophes in one form."""
    text = re.sub(r"[“”\"„«»]", "", text.casefold())
    text = text.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-")
    return " ".join(text.split())


def _before(
    words: tuple[Word, ...], verb: Word, spans: list[tuple[int, int]], text: Reading
) -> Speaker | None:
    """The subject of a verb of saying: the names before it in its sentence, or a pronoun.

    Several where they stand in one phrase ("Ines Falk of the Quay Trust", "Falk, who chairs it,").
    """
    found: list[tuple[Word, ...]] = []
    for place in range(len(words) - 1, max(-1, len(words) - REACH), -1):
        word = words[place]
        if _inside(word, spans) or word.sentence != verb.sentence:
            break
        if place == len(words) - 1:
            if word.low in PRONOUNS or word.low in {"two", "both"}:
                return Speaker(frozenset(), word.text, True)
            if word.low in {"to", "who", "which"}:
                return None  # the first to say
        if word.low in _BREAKS and found:
            break
        if found and text.text[word.end : word.end + 1] == ",":
            near = found[0][-1]
            # "… with Moll, the board said": not Moll; but "Falk, head of the board, said": Falk.
            if "," not in text.text[near.end : verb.start]:
                break
        if word.is_name:
            run = text.run_at[word.start]
            if run not in found:
                found.append(run)
        elif not found and word.matters and word.text[0].islower() and not word.low.endswith("ly"):
            if "," not in text.text[word.end : words[-1].end + 2]:
                return Speaker(frozenset(), word.text, False)  # several journalists said
        elif word.matters and word.text[0].isupper() and not word.is_figure:
            found.append((word,))  # it opens the sentence
    if not found:
        return None
    first = _speaker(found[-1])
    return Speaker(frozenset().union(*(_speaker(run).names for run in found)), first.said, False)


_BREAKS = frozenset("that after when while because but if although though since dass weil".split())


def _run(words: list[Word] | tuple[Word, ...], text: Reading) -> Speaker | None:
    """The name that begins within a few words: "said the mayor, Ines Falk"."""
    for word in words[:5]:
        if word.low in PRONOUNS:
            return Speaker(frozenset(), word.text, True)
        if word.is_name:
            return _speaker(text.run_at[word.start])
    return None


def _speaker(run: tuple[Word, ...]) -> Speaker:
    return Speaker(
        frozenset(word.low for word in run if len(word.low) > 1),
        " ".join(word.text for word in run),
        False,
    )


def _follows(text: Reading, verb: Word) -> bool:
    """Whether a subject may stand behind the verb: a name, or an article, right after it."""
    return bool(re.match(r"\s(?:[A-Z]|the\b|der\b|die\b|le\b|la\b|el\b)", text.text[verb.end :]))


def _after_quotation(text: Reading, verb: Word) -> bool:
    """Whether quoted words end right before the verb: their speaker comes behind it."""
    return bool(
        re.search(r"[,.!?]?[”\"“»’][,.]?\s*$", text.text[max(0, verb.start - 5) : verb.start])
    )


def _after_comma(text: Reading, verb: Word) -> bool:
    """The dam is sound, said the authority."""
    return text.text[max(0, verb.start - 2) : verb.start] == ", " and _follows(text, verb)


def _ends_with_speaker(text: Reading, verb: Word) -> bool:
    """… within an hour, said coastguard commander Eino Salmi."""
    return bool(
        text.text[max(0, verb.start - 2) : verb.start] == ", "
        and _OFFICE_AND_NAME.match(text.text, verb.end)
    )


def _inside(word: Word, spans: list[tuple[int, int]]) -> bool:
    return any(start < word.start < end for start, end in spans)
