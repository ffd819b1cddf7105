"""What surely answers, though its words are so few or so small that the models see no likeness.

"Who was sent off?" is near to no sentence, and one that says "was sent off" answers it; "Who
replaced him?" is told as "took over from him". Each rule is of the words alone, and is asked where
the models of extract.py find nothing, or nothing of what is asked.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from bot.answer.extracted.candidate import Candidate, Extract, stands
from bot.answer.extracted.features import Sentence, Table
from bot.answer.extracted.selection import alone
from bot.answer.fitting import form, kinds
from bot.answer.fitting.naming import Named, named, numbered
from bot.differ import posts
from bot.question import interrogatives
from bot.question.terms import as_written, bare, content_words, words
from bot.question.understanding import Question
from bot.search.retrieve import Found
from bot.search.stems import number
from ingest.store import Store

LONGEST = 12  # words of a question
MOST = 2  # sentences
_FEWEST = 3  # words that count, which one sentence has all of
# Likewise in other languages than English, where one is a name or a figure is asked for: "Was
# fordert Orrin?", "Combien de digues ont cédé ?".
_FEWEST_ABROAD = 2
# What is asked is the subject, and the rest of the question is told in the same words.
_SUBJECT = re.compile(
    r"\W*(?:(?:and|so|but)\s)?(?:who|(?:what|which|how many)(?:\s[\w’'-]+){1,2}?|what)\s"
    r"(?P<rest>(?:is|are|was|were|has|have|had|will|would|can|could)\s.+|[\w’'-]+(?:ed|s|t|n|w|e|d)"
    r"\s.+)",
    re.IGNORECASE,
)
# A sentence with all the words of a denial may say the contrary.
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE
)
_DENIES_ABROAD = re.compile(
    r"\b(?:nicht|kein\w*|nie|niemand|nichts|ohne|pas|jamais|personne|rien|aucune?|sans|nunca|nadie|"
    r"nada|ning[uú]n\w*|sin|no|non|mai|niente|nessun\w*|senza|sem|não|ninguém|nenhum\w*|niet|niets|"
    r"geen|nooit|zonder)\b",
    re.IGNORECASE,
)
# Verbs that say little: what is got, had or given is the matter.
_LIGHT = frozenset(
    "get gets got give given gave have had keep made make receive received take taken took still "
    "yet ever already any".split()
)


@dataclass(frozen=True, slots=True)
class _Relation:
    """What is asked for in some words and told in others."""

    asked: re.Pattern[str]
    told: re.Pattern[str]


def _relation(asked: str, told: str) -> _Relation:
    return _Relation(_any(asked), _any(told))


def _any(several: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(several.split())})\b", re.IGNORECASE)


_RELATIONS = (
    _relation(  # one comes after another
        r"replac\w+ succe(?:ed|eds|eded|ssors?) tak(?:e|es|en|ing)\sover took\sover",
        r"tak(?:e|es|en|ing)\sover took\sover success(?:or|ors|ion) succe(?:eds?|eded|eding) "
        r"replac\w+ (?:in|took|takes?)\s(?:his|her|their)\splace step(?:s|ped)?\sin interim "
        r"stand(?:s|ing)?\sin stood\sin will\s(?:lead|head|run|chair) acting",
    ),
    _relation(  # somebody is with a firm, or no longer
        r"works?\s(?:for|at|with) working\s(?:for|at|with) worked\s(?:for|at|with) "
        r"employed\s(?:by|at)",
        r"has\sleft left\sthe hired join(?:s|ed) resign\w* dismiss\w* sack\w* fired quit retire\w* "
        r"step(?:s|ped|ping)?\sdown suspended laid\soff works?\s(?:for|at|with) employ(?:s|ed)",
    ),
    _relation(  # an inquiry ends
        r"reports? publish(?:es)? conclude[sd]? findings",
        r"publish\w* findings conclusions? conclude[sd]? final\sreport interim\sreport "
        r"report(?:s|ed)?\s(?:by|in|next|on)",
    ),
    _relation(  # what a share costs
        r"(?:share|stock)\sprices? prices?\sof\b.{1,60}\b(?:shares?|stock) "
        r"(?:shares?|stock)\b.{1,60}\b(?:worth|cost|trad\w+|clos\w+)",
        r"(?:shares?|stock)\b[^.;]{0,60}?\s(?:[£$€]\d[\d.,]*|\d[\d.,]*(?:p|\spence|\scents|\seuros))",
    ),
    _relation(  # somebody goes
        r"resign\w* quits? step(?:s|ped|ping)?\sdown stand(?:s|ing)?\sdown leav(?:e|es|ing) left",
        r"resign\w* quits? step(?:s|ped|ping)?\sdown stand(?:s|ing)?\sdown stood\sdown "
        r"leav(?:e|es|ing) left depart\w* steps?\saside stepped\saside",
    ),
    _relation(  # somebody is made to go
        r"sack(?:s|ed)? fire[sd] dismiss(?:es|ed)? oust(?:s|ed)?",
        r"sack(?:s|ed|ing)? fired dismiss\w* oust\w* remov(?:ed|al) forced\sout let\sgo",
    ),
)


def surely(store: Store, question: Question, found: Found, told: Extract) -> Extract:
    """The sentences that surely answer a short question.

    In other languages than English only those of it that have all its words.

    Args:
        told: what the models found. It stays where there is something, unless that tells nothing of
            what is asked.
    """
    is_short = len(words(question.text)) <= LONGEST and not question.parts
    if not is_short or _DENIES.search(question.text):
        return told
    if question.asked_in not in {"", "en"}:
        return told if told.chosen else _in_its_language(store, question, found)
    if told.chosen and not _misses(question, told):
        return told
    chosen: list[Candidate] = []
    rules = _Rules(store, question, found, {"", "en"})
    every = (rules.tells_otherwise, rules.echoes, rules.holds_all, rules.has_object)
    for rule in every[:1] if told.chosen else every:
        if chosen := list(rule())[:MOST]:
            break
    return Extract(tuple(alone(chosen, store.settings.answer.max_words)))


def _in_its_language(store: Store, question: Question, found: Found) -> Extract:
    is_known = question.asked_in in interrogatives.LANGUAGES
    if not is_known or _DENIES_ABROAD.search(question.text):
        return Extract(())
    said = _Rules(store, question, found, {question.asked_in}).holds_all(_FEWEST_ABROAD)
    return Extract(tuple(alone(list(said)[:MOST], store.settings.answer.max_words)))


def _misses(question: Question, told: Extract) -> bool:
    """Whether somebody is asked for by a relation that no sentence tells of."""
    return question.kind == "person" and any(
        relation.asked.search(question.text)
        and not any(relation.told.search(one.text) for one in told.chosen)
        for relation in _RELATIONS
    )


class _Rules:
    """The sentences found, and what each rule makes of them."""

    def __init__(
        self, store: Store, question: Question, found: Found, languages: AbstractSet[str]
    ) -> None:
        self._question, self._stem = question, store.index.words.stem
        table = Table(store, question, found)
        runs = named(question)
        rarity = store.index.words.rarity(tuple({word for run in runs for word in run}))
        names = Named(runs, rarity, numbered(question))
        fits, post = form.fits(question), posts.asked(question)
        self._sentences = [
            one
            for one in table.sentences
            if stands(one.text)
            and one.hit.article.language in languages
            and names.share(one.hit.article) >= 1
            and (fits is None or fits(one.text))
            and (post is None or post.held_in(one.text) != posts.OTHER)
        ]
        self._names = {word for run in runs for word in run}
        self._last_names = {self._number(run[-1]) for run in runs}

    def echoes(self) -> Iterator[Candidate]:
        """Those in which all stands behind a subject that the question asks it of."""
        asks = _SUBJECT.fullmatch(self._question.text.strip(" ?!."))
        rest = _plain(asks["rest"]) if asks else ""
        if len(rest.split()) < 2 or not content_words(f"x {rest}"):
            return
        for one in self._sentences:
            before, is_said, _ = f" {_plain(one.text)} ".partition(f" {rest} ")
            if is_said and before.strip():
                yield _candidate(one)

    def holds_all(self, fewest: int = _FEWEST) -> Iterator[Candidate]:
        """Those that have each word that counts, and an answer of the kind.

        Args:
            fewest: words that count, where one of them is a name or a figure is asked for.
        """
        wanted = {self._number(term) for term in self._question.terms}
        names = {self._number(name) for name in self._names} if fewest < _FEWEST else set()
        is_narrow = self._names or self._question.kind in {"money", "number"}
        if len(wanted) >= (fewest if is_narrow else _FEWEST):
            yield from (
                _candidate(one)
                for one in self._sentences
                if wanted - names <= one.stems
                and wanted <= one.stems | one.headline
                and self._is_of_kind(one)
            )

    def tells_otherwise(self) -> Iterator[Candidate]:
        """Those that tell in other words what is asked of somebody or something near them."""
        for relation in _RELATIONS:
            match = relation.asked.search(self._question.text)
            if not match:
                continue
            asked = self._rest(set(words(match[0])))
            for one in self._sentences:
                if (
                    relation.told.search(one.text)
                    and asked <= one.around
                    and self._is_near(one)
                    and self._is_of_kind(one, sure=True)
                ):
                    yield from self._with_name(one)
                    return

    def has_object(self) -> Iterator[Candidate]:
        """Of yes or no, those that have what somebody named may get, have or be given."""
        if self._question.kind != "yes_no" or not self._last_names:
            return
        asked = self._rest(_LIGHT)
        if asked and {word.casefold() for word in words(self._question.text)} & _LIGHT:
            for one in self._sentences:
                if asked <= one.stems and self._is_near(one, alone=True):
                    yield _candidate(one)

    def _with_name(self, one: Sentence) -> Iterator[Candidate]:
        """A sentence, behind the one before it where only that has the name: "from him"."""
        before = (
            other
            for other in self._sentences
            if other.hit is one.hit and other.number == one.number - 1
        )
        other = next(before, None)
        if other and self._last_names & other.stems and not self._last_names & one.stems:
            yield _candidate(other)
        yield _candidate(one)

    def _rest(self, without: frozenset[str] | set[str]) -> set[int]:
        """What a question says besides names and some words: the numbers of the stems."""
        others = (one for one in self._question.terms if one not in self._names)
        return {self._number(one) for one in others if one.casefold() not in without | _LIGHT}

    def _is_near(self, one: Sentence, *, alone: bool = False) -> bool:
        """Whether somebody whom the question names is named there, or just before it.

        Args:
            alone: whether the headline names nobody for it.
        """
        before = next(
            (o.stems for o in self._sentences if o.hit is one.hit and o.number == one.number - 1),
            frozenset(),
        )
        said = one.stems | before | (frozenset() if alone else one.headline)
        return not self._last_names or bool(self._last_names & said)

    def _is_of_kind(self, one: Sentence, *, sure: bool = False) -> bool:
        asked = {self._stem(word) for word in self._question.terms}
        spoken = one.hit.article.language
        holds = kinds.holds(self._question.kind, one.text, asked, self._stem, spoken)
        return holds > 0 or (holds == 0 and not (sure and self._question.kind in kinds.KNOWN))

    def _number(self, word: str) -> int:
        return number(self._stem(word))


def _plain(text: str) -> str:
    return " ".join(bare(word) for word in as_written(text.casefold()))


def _candidate(one: Sentence) -> Candidate:
    return Candidate(hit=one.hit, span=one.span, probability=1.0)
