"""What is stored under one outlet's name, under another: after a change of `ingest.outlets`."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import sqlalchemy as sa

from ingest.errors import Stopped
from ingest.store import Store
from ingest.stored.outlets import outlet_of
from ingest.stored.records import Embedded, NewArticle
from ingest.stored.tables import articles, holdings, passages, sources

FACT = "outlets that are one"  # as they were when this was last done
STEP = 64  # articles written together


def renamed(store: Store, stop: Callable[[], bool] = bool) -> int:
    """Have the library call outlets as the settings say; return how many articles changed.

    A new name makes a new version of an article, with the passages and vectors that it has. Where
    a name is no longer said to be another's, nobody knows which of that one's articles had it:
    the sources of all of them are read again.

    Raises:
        Stopped: `stop` said so; what was written stays.
    """
    outlets, database = store.settings.ingest.outlets, store.library.database
    before: dict[str, str] = json.loads(database.fact(FACT) or "{}")
    if outlets == before:
        return _renamed(store, outlets, stop) if outlets else 0
    _read_again(store, {to for name, to in before.items() if outlets.get(name) != to})
    count = _renamed(store, outlets, stop)
    database.set_fact(FACT, json.dumps(dict(outlets)))
    return count


def _read_again(store: Store, names: set[str]) -> None:
    held = sa.select(holdings.c.uri).join(articles, articles.c.id == holdings.c.article_id)
    changed = sources.update().where(sources.c.uri.in_(held.where(articles.c.source.in_(names))))
    with store.library.database.written() as db:
        db.execute(changed.values(fingerprint="", validators={}))


def _renamed(store: Store, outlets: Mapping[str, str], stop: Callable[[], bool]) -> int:
    library, count = store.library, 0
    stale = [name for name in library.names.outlets() if outlet_of(name, outlets) != name]
    while stale:
        with library.database.asked() as db:
            wanted = sa.select(articles.c.id, articles.c.signature).limit(STEP)
            rows = db.execute(wanted.where(articles.c.source.in_(stale))).all()
        if not rows:
            break
        if stop():
            raise Stopped
        library.store([_under_new_name(store, *row, outlets) for row in rows], ())
        count += len(rows)
    if stale:
        store.index.catch_up()
    return count


def _under_new_name(
    store: Store, article_id: str, signature: bytes, outlets: Mapping[str, str]
) -> NewArticle:
    with store.library.database.asked() as db:
        own = passages.c.article_id == article_id
        rows = db.execute(sa.select(passages).where(own).order_by(passages.c.start)).all()
    held = store.library.passages(row.id for row in rows)
    article = store.library.article(article_id)
    return NewArticle(
        article=replace(article, source=outlet_of(article.source, outlets)),
        signature=signature,
        passages=[held[row.id].passage for row in rows],
        vectors=[
            Embedded(
                embedded=row.embedded, vector=held[row.id].vector, sentences=row.sentence_vectors
            )
            for row in rows
        ],
    )
