"""How truly pasted text is read: clean articles are made a mess of, parsed, and compared.

    python tests/quality/parse_text.py ../shared/eval [--set develop] [--seed 1] [--show 5]

Prints a table: articles whose title, date, author, update are right; F1 of the text by four-word
shingles; single articles that were split; digests split exactly.
"""
# ruff: noqa: E501, a table of patterns reads best with one on a line; random, not secret

import argparse
import datetime
import gzip
import json
import random
import re
import textwrap
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pasted import FIRST, LAST, SETS, Paste
from shapes import PILES, SHAPES, TEXTS, Pile, Shape, shaped

from ingest.article import Article
from ingest.parse import markdown
from ingest.parse import text as parser

SINGLES, HARD, DIGESTS = 400, 150, 200
SHAPED, PILED = 40, 25  # texts of each shape of the third set
MESSY = re.compile(
    r"@|https?:|click|sign up|subscri|newsletter|follow (us|him|her|me)\b|cookies|copyright|©|"
    r"contributed|reporting by|editor|updated|published", re.IGNORECASE
)  # fmt: skip


@dataclass(frozen=True)
class Gold:
    title: str
    paragraphs: tuple[str, ...]
    outlet: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    updated: str = ""

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def clean_articles(evaluation: Path) -> list[Gold]:
    """Headline and whole paragraphs of articles by others, without what looks like page."""
    found = []
    for folder in ("realtimeqa/dev_articles.jsonl.gz", "multihop_facts/articles.jsonl.gz"):
        with gzip.open(evaluation / folder, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                title = re.split(r" [-|–—] ", row["title"])[0].strip()
                lines = [one.strip() for one in row["text"].split("\n")]
                kept = [
                    " ".join(one.split()) for one in lines
                    if len(one.split()) >= 12 and one.endswith((".", "”", '"')) and not MESSY.search(one)
                ]  # fmt: skip
                good = (
                    4 <= len(title.split()) <= 20 and "..." not in title and title[-1] not in ".:"
                )
                if good and len(kept) >= 4 and kept[0][0].isupper():
                    found.append(Gold(title, tuple(kept[:14])))
    return found


class Maker:
    """Makes a mess of articles, the same for the same seed."""

    def __init__(self, articles: list[Gold], paste: Paste, seed: int) -> None:
        self.random = random.Random(seed)
        self.articles, self.paste = articles, paste

    def gold(self) -> Gold:
        return self.random.choice(self.articles)

    def name(self) -> str:
        return f"{self.random.choice(FIRST)} {self.random.choice(LAST)}"

    def day(self) -> datetime.date:
        return datetime.date(2015, 1, 1) + datetime.timedelta(self.random.randrange(4000))

    def filled(self, pattern: str, **values: str) -> str:
        others = [self.gold().title for _ in range(3)]
        return pattern.format(
            **{"other": others[0], "other2": others[1], "other3": others[2], **values}
        )

    def header(self, gold: Gold, outlet: str, *, bylines: tuple[str, ...] = ()) -> tuple[Gold, str]:
        """The article as its byline says it is, and the byline."""
        byline = self.random.choice(bylines or self.paste.bylines)
        day, author, author2 = self.day(), self.name(), self.name()
        later = day + datetime.timedelta(2)
        form = self.random.choice(self.paste.dates)
        said = self.filled(
            byline, author=author, author2=author2, outlet=outlet,
            date=day.strftime(form), later=later.strftime(form),
        )  # fmt: skip
        authors = tuple(
            one for name, one in (("{author}", author), ("{author2}", author2)) if name in byline
        )
        return Gold(
            gold.title,
            gold.paragraphs,
            outlet if "{outlet}" in byline else "",
            authors,
            day.isoformat() if "{date}" in byline else "",
            later.isoformat() if "{later}" in byline else "",
        ), said

    def single(self) -> tuple[Gold, str]:
        outlet = self.random.choice(self.paste.outlets)
        gold, byline = self.header(self.gold(), outlet)
        author = gold.authors[0] if gold.authors else self.name()
        values = {"title": gold.title, "outlet": outlet, "author": author, "author2": self.name()}
        top = self.filled(self.random.choice(self.paste.tops), **values)
        lines = list(gold.paragraphs)
        for _ in range(self.random.randrange(3)):
            place = self.random.randrange(1, len(lines))
            lines.insert(place, self.filled(self.random.choice(self.paste.middles), **values))
        if not byline and self.random.random() < 0.7:
            gold, end = self.header(gold, outlet, bylines=self.paste.ends)
            lines.append(end)
        for _ in range(self.random.randrange(3)):
            bottom = self.random.choice(self.paste.bottoms)
            lines.append(self.filled(bottom, **values))
            if bottom.startswith("{author} is "):  # who wrote it stands in the biography alone
                gold = replace(gold, authors=gold.authors or (author,))
        body = self.random.choice(("\n\n", "\n\n", "\n")).join(lines)
        return gold, f"{top}{gold.title}\n{byline}\n\n{body}\n"

    def hard(self) -> tuple[Gold, str]:
        """One article that looks like several."""
        gold = self.gold()
        lines = list(gold.paragraphs)
        kind = self.random.randrange(6)
        step = max(2, len(lines) // 3)
        if kind == 0:  # a listicle
            for number, place in enumerate(range(1, len(lines) + 2, step), 1):
                lines.insert(
                    min(place + number - 1, len(lines) - 1), f"{number}. {self.subhead(gold)}"
                )
        elif kind == 1:  # rules between sections
            lines = [part for n, line in enumerate(lines) for part in ((["* * *"] if n and n % step == 0 else []) + [line])]  # fmt: skip
        elif kind == 2:  # rules and headings
            lines = [part for n, line in enumerate(lines) for part in ((["-----", self.subhead(gold)] if n and n % step == 0 else []) + [line])]  # fmt: skip
        elif kind == 3:  # a chronicle
            lines = [part for n, line in enumerate(lines) for part in (([self.day().strftime("%d %B %Y")] if n and n % 2 == 0 else []) + [line])]  # fmt: skip
        elif kind == 4:  # headings alone
            lines = [part for n, line in enumerate(lines) for part in (([self.subhead(gold)] if n and n % step == 0 else []) + [line])]  # fmt: skip
        else:  # a rule before the biography
            lines += ["-----", f"{self.name()} is a writer who lives in the north of the country."]
        _, byline = self.header(gold, "The Mill Gazette")
        return gold, f"{gold.title}\n{byline}\n\n" + "\n\n".join(lines)

    def subhead(self, gold: Gold) -> str:
        """A few words from the article's own text, as headings are."""
        words = self.random.choice(gold.paragraphs).split()
        start = self.random.randrange(max(1, len(words) - 5))
        return " ".join(words[start : start + 4]).strip(",.;:").capitalize()

    def digest(self, layout: str) -> tuple[list[Gold], str]:
        outlet = self.random.choice(self.paste.outlets)
        count = self.random.randrange(2, 7)
        some = [self.header(self.gold(), outlet) for _ in range(count)]
        return LAYOUTS[layout](self, outlet, some)

    def shaped(self, shape: Shape) -> tuple[Gold, str]:
        if shape.language == "en":
            gold = self.gold()
            title, paragraphs = gold.title, gold.paragraphs
        else:
            title, paragraphs = self.random.choice(TEXTS[shape.language])
        others = [self.gold().title for _ in range(3)]
        made = shaped(shape, title, paragraphs, others, self.random)
        told = made.paragraphs, made.outlet, made.authors, made.date, made.updated
        return Gold(title, *told), made.text

    def pile(self, pile: Pile) -> tuple[list[Gold], str]:
        some = [self.shaped(pile.shape) for _ in range(self.random.randrange(2, 6))]
        numbered = [
            written.replace("{n}", str(n)).replace("{count}", str(len(some)))
            for n, (_, written) in enumerate(some, 1)
        ]
        return [gold for gold, _ in some], pile.above + pile.between.join(numbered) + pile.below


Made = tuple[list[Gold], str]
Headed = list[tuple[Gold, str]]


def _whole(gold: Gold, byline: str) -> str:
    return f"{gold.title}\n{byline}\n\n{gold.text}"


def closers(maker: Maker, outlet: str, some: Headed) -> Made:
    golds = [Gold("", gold.paragraphs) for gold, _ in some]
    return golds, "\n".join(f"{one.text}\nRead the whole story on {outlet}" for one in golds)


def ruled(rule: str) -> Callable[[Maker, str, Headed], Made]:
    def made(maker: Maker, outlet: str, some: Headed) -> Made:
        golds = [gold for gold, _ in some]
        return golds, f"\n\n{rule}\n\n".join(_whole(*one) for one in some)

    return made


def numbered(maker: Maker, outlet: str, some: Headed) -> Made:
    day = maker.day()
    golds = [Gold(g.title, g.paragraphs, g.outlet, g.authors, g.date or day.isoformat(), g.updated) for g, _ in some]  # fmt: skip
    head = f"{outlet} Daily Digest\n{day.strftime('%d %B %Y')}\n\n"
    return golds, head + "\n\n".join(f"{n}. {_whole(*one)}" for n, one in enumerate(some, 1))


def headers(maker: Maker, outlet: str, some: Headed) -> Made:
    some = [maker.header(g, outlet, bylines=("By {author}\n{date}", "By {author}, {outlet}, {date}")) for g, _ in some]  # fmt: skip
    return [gold for gold, _ in some], "\n\n".join(_whole(*one) for one in some)


def mails(maker: Maker, outlet: str, some: Headed) -> Made:
    golds, written = [], []
    for gold, _ in some:
        day = maker.day()
        golds.append(Gold(gold.title, gold.paragraphs, outlet, (), day.isoformat()))
        body = gold.text
        if maker.random.random() < 0.5:
            body = "\n\n".join(textwrap.fill(one, 72) for one in gold.paragraphs)
        written.append(
            f"From: {outlet}\nDate: {day.strftime('%d %B %Y')}\nSubject: {gold.title}\n\n{body}"
        )
    return golds, "\n\n".join(written)


def counted(maker: Maker, outlet: str, some: Headed) -> Made:
    golds = [gold for gold, _ in some]
    return golds, "\n\n".join(
        f"Story {n} of {len(some)}\n\n{_whole(*one)}" for n, one in enumerate(some, 1)
    )


def bracketed(maker: Maker, outlet: str, some: Headed) -> Made:
    golds = [gold for gold, _ in some]
    return golds, "\n\n".join(f"({n}) {_whole(*one)}" for n, one in enumerate(some, 1))


def exports(maker: Maker, outlet: str, some: Headed) -> Made:
    golds, written = [], []
    for gold, _ in some:
        day, author = maker.day(), maker.name()
        golds.append(Gold(gold.title, gold.paragraphs, outlet, (author,), day.isoformat()))
        written.append(
            f"Title: {gold.title}\nAuthor: {author}\nPublication: {outlet}\n"
            f"Publication date: {day.isoformat()}\nPages: 4\n\n{gold.text}"
        )
    return golds, "\n\n".join(written)


def quoted(maker: Maker, outlet: str, some: Headed) -> Made:
    golds, written = mails(maker, outlet, some)
    return golds, "\n".join(f"> {line}" for line in written.split("\n"))


LAYOUTS: dict[str, Callable[[Maker, str, Headed], Made]] = {
    "closers": closers,
    "rules": ruled("-" * 40),
    "stars": ruled("***"),
    "numbered": numbered,
    "headers": headers,
    "mails": mails,
    "counted": counted,
    "equals": ruled("=" * 12),
    "exports": exports,
    "bracketed": bracketed,
    "quoted": quoted,
}


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return Counter(tuple(words[n : n + 4]) for n in range(max(1, len(words) - 3)))


def f1(found: str, gold: str) -> float:
    ours, theirs = shingles(found), shingles(gold)
    both = (ours & theirs).total()
    return 2 * both / max(1, ours.total() + theirs.total())


def same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


class Table:
    def __init__(self) -> None:
        self.values: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def compare(self, row: str, article: Article, gold: Gold) -> list[str]:
        """Score one article; the columns in which it is wrong."""
        said = {
            "title": same(article.title, gold.title) if gold.title else None,
            "date": article.published_at[:10] == gold.date,
            "author": article.authors == gold.authors,
            "outlet": same(article.source, gold.outlet) if gold.outlet else None,
            "updated": article.updated_at[:10] == gold.updated,
        }
        for name, value in said.items():
            if value is not None:
                self.values[row][name].append(float(value))
        score = f1(article.text, gold.text)
        self.values[row]["F1"].append(score)
        wrong = [name for name, value in said.items() if value is False]
        return [*wrong, f"F1 {score:.2f}"] if score < 0.97 else wrong

    def add(self, row: str, name: str, value: bool) -> None:
        self.values[row][name].append(float(value))

    def sum_up(self, row: str) -> None:
        """Another row, of all that is in the table."""
        for values in list(self.values.values()):
            for name, got in values.items():
                self.values[row][name] += got

    def lines(self) -> Iterator[str]:
        names = ["one", "title", "date", "author", "outlet", "updated", "F1"]
        yield "| " + " | ".join(["material".ljust(32), *(name.rjust(7) for name in names)]) + " |"
        for row, values in self.values.items():
            cells = [
                (f"{sum(got) / len(got):.3f}" if (got := values[name]) else "-").rjust(7)
                for name in names
            ]
            yield "| " + " | ".join([row.ljust(32), *cells]) + " |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("evaluation", type=Path)
    options.add_argument("--set", default="develop", choices=[*SETS, "third"])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--show", type=int, default=0, help="print so many failures a row")
    options.add_argument("--row", default="", help="show failures of this row alone")
    asked = options.parse_args()
    paste = SETS.get(asked.set, SETS["develop"])
    articles = clean_articles(asked.evaluation)
    maker = Maker(articles, paste, asked.seed)
    table = Table()
    shown: Counter[str] = Counter()

    def show(row: str, problem: str, written: str, found: list[Article]) -> None:
        if shown[row] < asked.show and asked.row in row:
            shown[row] += 1
            print(f"##### {row}: {problem}")
            print(textwrap.shorten("", 10), written[:1500], "\n[…]\n", written[-900:])
            for one in found:
                print(
                    "-----", (one.title, one.source, one.authors, one.published_at, one.updated_at)
                )
                print(one.text[:300], "\n[…]\n", one.text[-300:])

    def single(
        row: str, gold: Gold, written: str, *, compared: bool, is_markdown: bool = False
    ) -> None:
        found = (markdown if is_markdown else parser).parse(written)
        table.add(row, "one", len(found) == 1)
        wrong = table.compare(row, found[0], gold) if len(found) == 1 and compared else []
        if len(found) != 1:
            wrong = [f"{len(found)} articles"]
        if wrong:
            show(row, ", ".join(wrong), written, found)

    def several(row: str, golds: list[Gold], written: str, *, is_markdown: bool = False) -> None:
        found = (markdown if is_markdown else parser).parse(written)
        exact = len(found) == len(golds)
        table.add(row, "one", exact)
        wrong = [f"{len(found)} of {len(golds)}"] if not exact else []
        for article, gold in zip(found, golds, strict=False) if exact else ():
            wrong += table.compare(row, article, gold)
        if wrong:
            show(row, ", ".join(wrong), written, found)

    if asked.set == "third":
        for shape in SHAPES:
            for _ in range(SHAPED):
                gold, written = maker.shaped(shape)
                single(shape.name, gold, written, compared=True, is_markdown=shape.is_markdown)
        table.sum_up("all shapes")
        for pile in PILES:
            for _ in range(PILED):
                several(pile.name, *maker.pile(pile), is_markdown=pile.shape.is_markdown)
    else:
        for _ in range(SINGLES):
            gold, written = maker.single()
            single("single", gold, written, compared=True)
        for _ in range(HARD):
            gold, written = maker.hard()
            single("looks like several", gold, written, compared=False)
        for number in range(DIGESTS):
            layout = paste.digests[number % len(paste.digests)]
            several(f"digest, {layout}", *maker.digest(layout))
    print(f"{len(articles)} clean articles, set {asked.set!r}, seed {asked.seed}")
    print("one: read as one article, or of digests, split into exactly theirs")
    print("\n".join(table.lines()))


if __name__ == "__main__":
    main()
