"""How well copies are told from other articles (ingest.text.stories), and what it costs.

    .venv/bin/python tests/quality/measure_stories.py EVAL_FOLDER

Recall: articles of EVAL_FOLDER/realtimeqa, edited in known ways, against the article they come
from; a copy counts as found when it shares a band and is told to be the same. False merges: pairs
of different articles that share a topic, where a pair is one whose TF-IDF cosine is at least TOPIC
or one of the same day with at least three rare words in common. Whether a merged pair truly is two
articles is judged by the exact share of five-word runs that the shorter has in common with the
longer: CONTAINED and more is a copy. Then made-up articles from templates, and times.
"""

import gzip
import itertools
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import sqlalchemy as sa
from templates import TEMPLATES, filled

from ingest.article import Article
from ingest.stored import grouping, tables
from ingest.text import stories
from ingest.text.split import split

SAMPLE = 500  # articles that are edited
TOPIC = 0.2  # TF-IDF cosine
RARE = 5  # articles, at most, that a rare word stands in
CONTAINED = 0.6
CROWD = 20_000  # signatures in the library while one more joins
FURNITURE = (
    "This report first appeared in the Example Courier, an independent paper for the valley since "
    "1911. Write to our desk or call 555 0142 with what you know. Copyright Courier Publishing, "
    "all rights reserved; do not copy, rewrite or pass on without leave. Follow us wherever "
    "you read, and get our morning letter at 6:30."
)


@dataclass(frozen=True)
class Pile:
    """The articles, cut into sentences, and what edits draw from."""

    articles: list[Article]
    rng: random.Random
    cuts: dict[str, list[str]]

    def sentences(self, article: Article) -> list[str]:
        if article.id not in self.cuts:
            spans = [span for one in split(article, words=140) for span in one.sentences]
            self.cuts[article.id] = [article.text[span.start : span.end] for span in spans]
        return self.cuts[article.id]

    def foreign(self, article: Article) -> str:
        """A sentence of another article."""
        while True:
            other = self.rng.choice(self.articles)
            if other.id != article.id and self.sentences(other):
                return self.rng.choice(self.sentences(other))

    def reworded(self, sentence: str, article: Article) -> str:
        """A quarter of the words are others, and two have changed places."""
        words, others = sentence.split(), self.foreign(article).split()
        for _ in range(max(1, len(words) // 4)):
            words[self.rng.randrange(len(words))] = self.rng.choice(others)
        one, other = self.rng.randrange(len(words)), self.rng.randrange(len(words))
        words[one], words[other] = words[other], words[one]
        return " ".join(words)

    def edited(self, article: Article, kind: str, share: float) -> str:
        found = list(self.sentences(article))
        count = max(1, round(share * len(found)))
        for place in sorted(self.rng.sample(range(len(found)), count), reverse=True):
            act = kind
            if kind == "mixed":
                act = self.rng.choice(["replaced", "reworded", "deleted", "inserted"])
            if act == "replaced":
                found[place] = self.foreign(article)
            elif act == "reworded":
                found[place] = self.reworded(found[place], article)
            elif act == "deleted":
                del found[place]
            else:
                found.insert(place, self.foreign(article))
        return " ".join(found)

    def with_another_lead(self, article: Article, count: int) -> str:
        """The first paragraphs give way to as many sentences of others."""
        own = article.text.split("\n\n")
        lead = [
            " ".join(self.foreign(article) for _ in range(max(1, len(old.split()) // 20)))
            for old in own[:count]
        ]
        return "\n\n".join([*lead, *own[count:]])

    def first_part(self, article: Article) -> str:
        found = self.sentences(article)
        return " ".join(found[: max(1, round(0.6 * len(found)))])


def main() -> None:
    folder = Path(sys.argv[1]) / "realtimeqa" if sys.argv[1:] else None
    if folder is None or not folder.is_dir():
        print(f"skipped: {folder or 'EVAL_FOLDER'} is not there")
        return
    pile = Pile(read(folder), random.Random(7), {})
    started = time.process_time()
    signed = [stories.signature(one.text) for one in pile.articles]
    each = (time.process_time() - started) / len(signed) * 1000
    print(f"signature: {each:.2f} ms an article, {len(signed)} articles\n")
    recall(pile)
    false_merges(pile.articles, signed)
    templates()
    joining(pile.articles, signed)


def read(folder: Path) -> list[Article]:
    with gzip.open(folder / "dev_articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    names = ("id", "title", "text", "source", "published_at")
    return [Article(**{name: row.get(name) or "" for name in names}) for row in rows]


def found(one: bytes, other: bytes) -> bool:
    """Whether the two would be compared and told to be the same."""
    shared = not set(stories.bands(one)).isdisjoint(stories.bands(other))
    return shared and stories.same(one, other)


def recall(pile: Pile) -> None:
    long = [one for one in pile.articles if len(pile.sentences(one)) >= 3]
    paragraphs = [one for one in long if one.text.count("\n\n") >= 5]
    edits: dict[str, Callable[[Article], str]] = {}
    for kind, share in itertools.product(
        ("replaced", "reworded", "deleted", "inserted", "mixed"), (0.05, 0.15, 0.3)
    ):
        edits[f"{share:.0%} {kind}"] = lambda one, k=kind, s=share: pile.edited(one, k, s)
    edits["another lead, one paragraph"] = lambda one: pile.with_another_lead(one, 1)
    edits["another lead, two paragraphs"] = lambda one: pile.with_another_lead(one, 2)
    edits["first 60 % only"] = pile.first_part
    edits["furniture appended"] = lambda one: f"{one.text}\n\n{FURNITURE}"
    print("edit                           recall")
    for name, edit in edits.items():
        some = pile.rng.sample(paragraphs if "lead" in name else long, SAMPLE)
        hits = [found(stories.signature(one.text), stories.signature(edit(one))) for one in some]
        print(f"{name:30} {np.mean(hits):.3f}")


def topical(articles: list[Article]) -> set[tuple[int, int]]:
    words = [Counter(stories._WORD.findall(one.text.casefold())) for one in articles]
    spread = Counter(word for own in words for word in own)
    known = {word: place for place, word in enumerate(w for w, n in spread.items() if 1 < n < 400)}
    table = np.zeros((len(articles), len(known)), np.float32)
    for row, own in enumerate(words):
        for word, count in own.items():
            if word in known:
                idf = np.log(len(articles) / spread[word])
                table[row, known[word]] = (1 + np.log(count)) * idf
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-9)
    close = np.argwhere(np.triu(table @ table.T >= TOPIC, 1))
    pairs = {(int(one), int(other)) for one, other in close}
    shelves = defaultdict(list)
    for row, own in enumerate(words):
        for word in own:
            if 1 < spread[word] <= RARE:
                shelves[word].append(row)
    common = Counter(
        pair for shelf in shelves.values() for pair in itertools.combinations(sorted(shelf), 2)
    )
    day = [one.first_day for one in articles]
    return pairs | {(a, b) for (a, b), n in common.items() if n >= 3 and day[a] == day[b]}


def false_merges(articles: list[Article], signed: list[bytes]) -> None:
    pairs = topical(articles)
    days = [
        date.fromisoformat(one.first_day).toordinal() if one.first_day else 0 for one in articles
    ]
    runs = {}

    def contained(one: int, other: int) -> float:
        for row in (one, other):
            words = stories._WORD.findall(articles[row].text.casefold())
            runs.setdefault(row, {tuple(words[at : at + 5]) for at in range(len(words) - 4)})
        return len(runs[one] & runs[other]) / max(1, min(len(runs[one]), len(runs[other])))

    counts: Counter[str] = Counter()
    print("\nmerged pairs of realtimeqa: share in common, days apart, outlets, headlines")
    shelves = defaultdict(list)
    for row, own in enumerate(signed):
        for band in stories.bands(own):
            shelves[band].append(row)
    merged = set()
    for one, other in sorted(
        {p for held in shelves.values() for p in itertools.combinations(held, 2)}
    ):
        apart = abs(days[one] - days[other]) if days[one] and days[other] else 0
        if signed[one] == signed[other]:
            counts["equal texts"] += 1
            counts["equal texts more than a week apart"] += apart > stories.DAYS
        elif stories.same(signed[one], signed[other], days=apart):
            merged.add((one, other))
            share = contained(one, other)
            verdict = "copy" if share >= CONTAINED else "other"
            counts[f"merged, {verdict}"] += 1
            counts["false, on a topic"] += verdict == "other" and (one, other) in pairs
            first, second = articles[one], articles[other]
            print(f"{share:.2f} {apart:3} {first.source} {second.source} {verdict}")
            print(f"     {first.title[:90]}\n     {second.title[:90]}")
    missed = [
        pair for pair in pairs
        if signed[pair[0]] != signed[pair[1]]
        and abs(days[pair[0]] - days[pair[1]]) <= stories.DAYS
        and pair not in merged
        and contained(*pair) >= CONTAINED
    ]  # fmt: skip
    print("\nnot merged, though the shorter is contained:")
    for one, other in missed:
        print(
            f"{contained(one, other):.2f} {articles[one].title[:60]} | {articles[other].title[:60]}"
        )
    for name, count in sorted(counts.items()):
        print(f"{name:40} {count}")
    rate = 1000 * counts["false, on a topic"] / len(pairs)
    print(f"false merges in 1,000 of {len(pairs)} pairs on a topic: {rate:.2f}")


def templates() -> None:
    print("\ntemplate, 60 made-up articles within a week   pairs merged of 1,770")
    for name, template in TEMPLATES.items():
        rng = random.Random(5)
        signed = [stories.signature(filled(template, rng)) for _ in range(60)]
        merged = sum(found(*pair) for pair in itertools.combinations(signed, 2))
        print(f"{name:45} {merged}")


def joining(articles: list[Article], signed: list[bytes]) -> None:
    """How long one more takes beside few and beside many: made-up signatures fill the table."""
    engine = sa.create_engine("sqlite://")
    sa.event.listen(engine, "connect", tables.configure)
    tables.metadata.create_all(engine)
    empty = dict.fromkeys((one.name for one in tables.articles.c), "")
    empty |= {"version": 1, "authors": [], "pages": []}

    def put(article_id: str, signature: bytes, when: str) -> float:
        own = {"id": article_id, "story": article_id, "signature": signature, "published_at": when}
        started = time.process_time()
        db.execute(tables.articles.insert().values(empty | own))
        grouping.settle(db, grouping.join(db, article_id, signature, when))
        return time.process_time() - started

    with engine.connect() as db:
        rows = list(zip(articles, signed, strict=True))
        total = sum(put(one.id, signature, one.published_at) for one, signature in rows)
        told = db.scalar(sa.select(sa.func.count(sa.distinct(tables.articles.c.story))))
        print(f"\n{len(signed)} articles joined in {total:.1f} s: {told} stories")
        rng = np.random.default_rng(0)
        for start in range(0, CROWD, 5000):
            made = [rng.bytes(len(signed[0])) for _ in range(5000)]
            ids = [f"x{start + number}" for number in range(5000)]
            db.execute(
                tables.articles.insert(),
                [
                    empty | {"id": i, "story": i, "signature": s}
                    for i, s in zip(ids, made, strict=True)
                ],
            )
            held = [
                {"band": band + bytes(4), "article_id": i}
                for i, s in zip(ids, made, strict=True)
                for band in stories.bands(s)
            ]
            db.execute(tables.bands.insert(), held)
        again = [put(f"y{one.id}", signature, one.published_at) for one, signature in rows[:300]]
        print(f"one more beside {CROWD} others: {np.median(again) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
