"""What a reader must know besides the answer: old evidence, newer figures, what is not held.

The sentences stand in bot/texts/notes.toml, as `note_…`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.answer.answer import Citation, Note
from bot.answer.forms import counted
from bot.check.orders import unsaid
from bot.differ.disagree import Difference
from bot.differ.superseded import Change
from bot.differ.withdrawn import Correction
from bot.question.tense import asks_how_it_stands
from bot.question.understanding import Question
from bot.search.retrieve import Found, Hit
from bot.texts import on_day, say
from ingest.article import Article

# Days from the evidence to "now" after which it is old: for the latest, and for how things stand.
LATEST, STANDING = 7, 60
SAYS = 0.50  # cosine with the question from which a sentence is worth quoting where nothing answers
LONGEST_QUOTE = 45  # words


def text(key: str, language: str, **values: str) -> str:
    """A note's sentence, filled in."""
    return say(f"note_{key}", language, **values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What notes are made of."""

    question: Question
    found: Found
    citations: tuple[Citation, ...]
    differences: tuple[Difference, ...]
    corrections: tuple[Correction, ...]  # among what was found
    changes: tuple[Change, ...]
    newest: str  # the library's newest date, ISO, "" without one
    unheard: tuple[str, ...] = ()  # names in the question that stand in no article, to be told
    fitting: int = 0  # articles that an overview is of, 0 where that is not known


def notes(seen: Seen, *, language: str = "") -> tuple[Note, ...]:
    """The notes to an answer, the gravest first; to none, what was nearest."""
    made = [
        *_superseded(seen, language),
        *_withdrawn(seen, language),
        *_updated(seen, language),
        *_outvoted(seen, language),
        *_stale(seen, language),
        *_unknown(seen, language),
        *_unheard(seen, language),
        *_undated(seen, language),
        *_listed(seen, language),
        *_nearest(seen, language),
    ]
    return tuple(dict.fromkeys(made))


def _superseded(seen: Seen, language: str) -> list[Note]:
    made = []
    for one in seen.changes:
        key = "superseded_self" if one.earlier else "superseded"
        article = _named(one.cited if one.earlier else one.other, language)
        made.append(
            Note(
                kind="superseded",
                text=text(key, language, article=article, now=one.now, was=one.was),
            )
        )
    return made


def _withdrawn(seen: Seen, language: str) -> list[Note]:
    """Which reports have been taken back, where they or the correction are cited."""
    cited = [(one.article.id, one.start, one.end) for one in seen.citations]
    made = []
    for one in seen.corrections:
        places = [(one.article.id, one.wrong.start), *sorted(one.repeated)]
        if not any(of == key and a <= at < b for key, a, b in cited for of, at in places):
            continue
        articles = {hit.article.id: hit.article for hit in seen.found.hits}
        for key in dict.fromkeys(of for of, _ in sorted(one.repeated)):
            older, newer = _named(articles[key], language), _named(one.article, language)
            made.append(_note("withdrawn", "withdrawn", language, older=older, newer=newer))
    return made


def _updated(seen: Seen, language: str) -> list[Note]:
    made = []
    for difference in seen.differences:
        if not difference.updated:
            continue
        before = difference.replaced[-1]
        newest = difference.latest
        made.append(
            Note(
                kind="updated_figure",
                text=text(
                    "updated_figure",
                    language,
                    now=newest.value,
                    newer=_named(newest.article, language),
                    was=before.value,
                    older=_named(before.article, language),
                ),
            )
        )
    return made


def _outvoted(seen: Seen, language: str) -> list[Note]:
    return [
        _note(
            "outvoted",
            "outvoted",
            language,
            alone=one.few[-1].value,
            by=_named(one.few[-1].article, language),
            most=one.many[-1].value,
            count=str(len(one.many)),
        )
        for one in seen.differences
        if one.few
    ]


def _stale(seen: Seen, language: str) -> list[Note]:
    question = seen.question
    days = [one.article.last_day for one in seen.citations if one.article.last_day]
    spoken = [one for one in question.periods if one.of == "published"]
    library = seen.newest[:10]
    first = min((one.first_day for one in spoken), default="")
    if question.topic and not days and "" < library < first:
        return [_note("stale", "stale_library", language, day=on_day(library, language))]
    if not days or not question.today:
        return []
    newest = max(days)
    if spoken and all(newest < one.first_day for one in spoken):  # "" for an open start
        said = spoken[0].said
        return [_note("stale", "stale_period", language, said=said, day=on_day(newest, language))]
    limit = _limit(question)
    if limit is None or newest >= limit.isoformat():
        return []
    if library and library <= newest and library < limit.isoformat():
        return [_note("stale", "stale_library", language, day=on_day(library, language))]
    return [_note("stale", "stale", language, day=on_day(newest, language))]


def _limit(question: Question) -> date | None:
    """The day before which evidence is old for the question; None where its age says nothing."""
    today = date.fromisoformat(question.today)
    if question.latest:
        return _before(today, LATEST)
    return _before(today, STANDING) if asks_how_it_stands(question) else None


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days) if day.toordinal() > days else date.min


def _unknown(seen: Seen, language: str) -> list[Note]:
    names = seen.question.elsewhere
    if not names:
        return []
    return [_note("unknown_outlet", "unknown_outlet", language, names=_joined(names, language))]


def _unheard(seen: Seen, language: str) -> list[Note]:
    if not seen.unheard:
        return []
    joined = _joined([f"“{name}”" for name in seen.unheard], language)
    return [_note("unknown_name", "unknown_name", language, names=joined)]


def _joined(names: Sequence[str], language: str) -> str:
    return ", ".join(names[:-1]) + (text("and", language) if names[1:] else "") + names[-1]


def _undated(seen: Seen, language: str) -> list[Note]:
    undated = [one.article for one in seen.citations if not one.article.published_at]
    titles = dict.fromkeys(f"“{one.title}”" for one in undated if one.title)
    if not titles:
        return []
    return [_note("undated", "undated", language, titles=", ".join(titles))]


def _listed(seen: Seen, language: str) -> list[Note]:
    """Of how many of the articles that an overview is of it tells, where these are not all."""
    told = {one.article.id: one.article for one in seen.citations}.values()
    if not told or not all(counted.is_of(one, seen.question) for one in told):
        return []
    if seen.fitting <= len(told):
        return []
    shown, count = str(len(told)), str(seen.fitting)
    return [_note("listed", "listed_some", language, shown=shown, count=count)]


def _nearest(seen: Seen, language: str) -> list[Note]:
    if seen.citations or seen.found.is_nothing or not seen.found.hits:
        return []
    hit = seen.found.hits[0]
    article = hit.article
    where = ", ".join(filter(None, (article.source, on_day(article.published_at, language))))
    values = {"title": article.title, "where": f" ({where})" if where else ""}
    if not article.title:
        return []
    if quote := _says(hit, seen.corrections):
        return [_note("nearest", "nearest_says", language, quote=quote, **values)]
    return [_note("nearest", "nearest", language, **values)]


def _says(hit: Hit, corrections: Sequence[Correction]) -> str:
    """The sentence of a passage that is nearest to the question, "" where none is near.

    What a correction tells again is told with what sets it right, and what was taken back not.
    """
    told = zip(hit.passage.sentences, unsaid(hit.passage), hit.sentence_cosines or (), strict=False)
    near = [(cosine, span) for span, hidden, cosine in told if cosine >= SAYS and not hidden]
    if not near:
        return ""
    _, span = max(near)
    if any((hit.article.id, span.start) in one.repeated for one in corrections):
        return ""
    own = (one for one in corrections if one.article.id == hit.article.id)
    span = next((one.span for one in own if one.span.start <= span.start < one.span.end), span)
    words = hit.article.text[span.start : span.end].split()
    return " ".join(words) if len(words) <= LONGEST_QUOTE else ""


def _note(kind: str, key: str, language: str, **values: str) -> Note:
    return Note(kind=kind, text=text(key, language, **values))


def _named(article: Article, language: str) -> str:
    """Outlet and day, the headline where there is no outlet."""
    whose = article.source or f"“{article.title}”"
    return ", ".join(filter(None, (whose, on_day(article.published_at, language))))
