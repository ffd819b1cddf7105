"""What became of the articles behind a kept answer: changed, removed, or taken down.

An answer is kept as it was given. Read later, it says of each quote whether it still stands
(`told`). An article that is taken down is another matter: what was taken from it leaves the kept
answers as it leaves the library (`withdraw`).
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from bot.answer.answer import Outcome
from bot.conversation.tables import answers, named
from bot.texts import say
from ingest.errors import ArticleNotFound
from ingest.stored.library import Library
from ingest.stored.tables import taken_down

Body = dict[str, Any]  # an Answer as `to_json` gives it


def articles_in(body: Body) -> list[dict[str, Any]]:
    """Each article and version that an answer names, and whether it quotes it."""
    found = {(one["id"], one["version"]): False for one in body["nearest"]}
    found |= {(one["id"], one["version"]): True for one in _quoted(body)}
    return [
        {"article_id": article_id, "version": version, "quoted": quoted}
        for (article_id, version), quoted in found.items()
    ]


def _quoted(body: Body) -> Iterator[dict[str, Any]]:
    for citation in body["citations"]:
        yield citation["article"]
    for disagreement in body["disagreements"]:
        for value in disagreement["values"]:
            yield value["article"]


# ---- an article that changed, or is no more


def told(library: Library, body: Body) -> Body:
    """The answer, with a note for each article that is not as it was when it was cited.

    Each citation gets a key `now`: the article's `version`, null where it was removed, and whether
    the quote `stands` in it. A quote stands where its words do, whatever the white space between.
    """
    notes: dict[str, str] = {}
    stand: dict[str, bool] = {}
    citations = []
    for citation in body["citations"]:
        now = _now(library, citation)
        citations.append({**citation, "now": now})
        article = citation["article"]
        stand[article["id"]] = stand.get(article["id"], True) and now["stands"]
        if now["version"] != article["version"]:
            notes[article["id"]] = "corrected" if now["version"] else "removed"
    articles = {one["article"]["id"]: one["article"] for one in citations}
    language = body["language"] or ""
    added = [
        {"kind": kind, "text": _note(articles[key], kind, stand[key], language)}
        for key, kind in notes.items()
    ]
    return {**body, "citations": citations, "notes": [*body["notes"], *added]}


def _now(library: Library, citation: Body) -> dict[str, Any]:
    try:
        article = library.article(citation["article"]["id"])
    except ArticleNotFound:
        return {"version": None, "stands": False}
    if article.version == citation["article"]["version"]:
        return {"version": article.version, "stands": True}
    stands = " ".join(citation["quote"].split()) in " ".join(article.text.split())
    return {"version": article.version, "stands": stands}


def _note(article: Body, kind: str, stands: bool, language: str) -> str:
    if kind == "corrected":
        kind = "changed_stands" if stands else "changed_gone"
    outlet = article["source"] or say("outlet_unknown", language)
    return say(kind, language, title=article["title"], outlet=outlet)


# ---- an article that was taken down


def withdraw(db: sa.Connection, article_id: str) -> None:
    """Take what an article said out of all kept answers, in the transaction of `db`.

    That they named it stays known, by its id alone, as a version of number 0.
    """
    holding = sa.select(named.c.answer_id).where(named.c.article_id == article_id)
    rows = db.execute(sa.select(answers).where(answers.c.id.in_(holding))).all()
    for row in rows:
        body = without(row.body, article_id)
        unmade = {} if body["searched"]["understood"].get("as") else {"whole": ""}
        changed = {"body": body, "outcome": body["outcome"], **unmade}
        db.execute(answers.update().where(answers.c.id == row.id).values(**changed))
    for row in rows:  # when they all stand as they will
        _without_what_was_carried(db, row)
    own = named.c.article_id == article_id
    quoting = list(db.scalars(sa.select(named.c.answer_id).distinct().where(own & named.c.quoted)))
    db.execute(sa.delete(named).where(own))
    for answer_id in quoting:
        left = {"answer_id": answer_id, "article_id": article_id, "version": 0, "quoted": True}
        db.execute(named.insert().values(left))


def missed(db: sa.Connection) -> list[str]:
    """Articles that were taken down while nobody saw to the kept answers."""
    gone = taken_down.c.id == named.c.article_id
    found = sa.select(named.c.article_id).distinct().join(taken_down, gone)
    return list(db.scalars(found.where(named.c.version != 0)))


def _without_what_was_carried(db: sa.Connection, row: sa.Row[Any]) -> None:
    """Later questions of the conversation may have been made whole, or asked back about, with words
    of the answer.
    """
    later = (answers.c.conversation_id == row.conversation_id) & (answers.c.asked_at > row.asked_at)
    asked_back = answers.c.outcome == Outcome.CLARIFY.value
    carried = sa.select(answers.c.id, answers.c.body).where(
        later & ((answers.c.whole != "") | asked_back)
    )
    for one in db.execute(carried).all():
        changed = answers.update().where(answers.c.id == one.id)
        db.execute(changed.values(whole="", body=_unmade(one.body)))


def without(body: Body, article_id: str) -> Body:
    """An answer without what it has from one article.

    A statement goes if any of its quotes is from there: what it says may be from that quote alone.
    The citations that are left are numbered anew, so that marks and citations agree. Followups go,
    since they were made from the articles; the words that the question was made whole with may be
    from an answer.
    """
    body = {**body, "nearest": [one for one in body["nearest"] if one["id"] != article_id]}
    if all(one["id"] != article_id for one in _quoted(body)):
        return body
    gone = {one["number"] for one in body["citations"] if one["article"]["id"] == article_id}
    kept = [one for one in body["statements"] if not gone & set(one["citations"])]
    order = dict.fromkeys(number for one in kept for number in one["citations"])
    numbers = {old: new for new, old in enumerate(order, start=1)}
    spans: dict[int, list[list[int]]] = {new: [] for new in numbers.values()}
    statements, text = [], ""
    for one in kept:
        own = [numbers[number] for number in one["citations"]]
        start = len(text) + bool(text)
        text = " ".join(filter(None, (text, one["text"] + "".join(f" [{n}]" for n in own))))
        for number in own:
            spans[number].append([start, start + len(one["text"])])
        statements.append({**one, "citations": own})
    citations = [
        {**one, "number": numbers[one["number"]], "answer_spans": spans[numbers[one["number"]]]}
        for one in body["citations"]
        if one["number"] in numbers
    ]
    lost = bool(gone)
    language = body["language"] or ""
    note = {"kind": "taken_down", "text": say("taken_down", language)}
    disagreements = [_without_values(one, article_id) for one in body["disagreements"]]
    outcome = body["outcome"]
    if lost:
        outcome = (Outcome.PARTIAL if statements else Outcome.NO_ANSWER).value
    return {
        **_unmade(body),
        "outcome": outcome,
        "text": text or (note["text"] if lost else body["text"]),
        "statements": statements,
        "citations": sorted(citations, key=lambda one: one["number"]),
        "disagreements": [one for one in disagreements if len(one["values"]) > 1],
        # Notes may name the article or a figure of it; which, they do not say.
        "notes": [note],
        "followups": [],
    }


def _without_values(disagreement: Body, article_id: str) -> Body:
    left = [one for one in disagreement["values"] if one["article"]["id"] != article_id]
    return {**disagreement, "values": left}


def _unmade(body: Body) -> Body:
    """Without the words that its question was made whole with, and what was read from them."""
    understood = body["searched"]["understood"]
    if body["outcome"] == Outcome.CLARIFY.value and body["followups"]:  # it names whom it may mean
        return {**body, "text": say("taken_down", body["language"] or ""), "followups": []}
    if not understood.get("as"):
        return body
    emptied = {**understood, "as": None, "parts": [], "periods": [], "elsewhere": []}
    return {**body, "searched": {**body["searched"], "understood": emptied}}
