"""Make pairs of a statement and a quote, true and false, from the corpora.

    python tests/quality/make_pairs.py EVALUATION_FOLDER OUT.jsonl

Half of the pairs are from realtimeqa, the others from squad2, multihop_facts and our own corpus/.
Each kind of change has the same number of pairs, as far as the corpora hold enough. Articles are
divided in two halves by a hash of their id: "develop" to write the check with, "measure" to
report on. Half of the false statements are reworded as well, so that what
is wrong is not all that differs.
"""

import hashlib
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from pair_rules import FALSE, TRUE, around_of

from ingest.article import Article, in_words
from ingest.config import load_settings
from ingest.errors import SourceError
from ingest.sources import paths
from ingest.sources.files import read
from ingest.text.split import split

EACH = 84  # pairs of one kind of change; half of them from realtimeqa
OTHERS = ("squad2", "multihop_facts", "corpus")
LIGHT = ("synonyms", "no adverb", "number format", "reordered")  # what may be done to a false one
_ODD = re.compile(r"https?:|@|[|_•…]|\n|\.\.\.")


def articles(evaluation: Path, name: str) -> Iterator[Article]:
    if name == "corpus":
        target = Path(__file__).resolve().parents[2] / "corpus"
    else:
        (target,) = (evaluation / name).glob("*articles.jsonl.gz")
    for found in paths.walk([target], max_mb=load_settings().ingest.max_file_mb):
        for one in [] if isinstance(found, SourceError) else read(found):
            if isinstance(one, Article) and one.language in ("", "en"):  # the rules are English
                yield one


def bucket(text: str) -> int:
    return int(hashlib.blake2b(text.encode(), digest_size=4).hexdigest(), 16)


def usable(sentence: str) -> bool:
    words = sentence.split()
    return 8 <= len(words) <= 38 and sentence[-1] == "." and not _ODD.search(sentence)


def pairs(article: Article, rng: Random) -> Iterator[dict[str, Any]]:
    """Every pair that one article gives, at most one a rule and sentence."""
    around = around_of(article.text, article.published_at)
    for passage in split(article, words=140):
        for span in passage.sentences:
            quote = article.text[span.start : span.end]
            if not usable(quote):
                continue
            for truth, rules in ((True, TRUE), (False, FALSE)):
                for kind, rule in rules.items():
                    made = rule(quote, around, rng)
                    if not made or made == quote:
                        continue
                    if not truth and rng.random() < 0.5:
                        again = TRUE[rng.choice(LIGHT)](made, around, rng)
                        made = again or made
                    pair = {"statement": made, "quote": quote, "truth": truth, "kind": kind}
                    if bucket(quote) % 2:  # as an answer's check has it; else the bare pair
                        pair["about"] = (
                            f"{article.title} {article.source} {in_words(article.published_at)}"
                        )
                        pair["beside"] = passage.text
                    if kind == "date format" or bucket(quote) % 2:
                        pair["published_at"] = article.published_at
                    yield pair


def main(evaluation: Path, out: Path) -> None:
    rng = Random(20261125)
    chosen: list[dict[str, Any]] = []
    wanted = {
        name: EACH // 2 if name == "realtimeqa" else EACH // 6 for name in ("realtimeqa", *OTHERS)
    }
    lacking: dict[str, int] = defaultdict(int)
    for name in ("corpus", "multihop_facts", "squad2", "realtimeqa"):
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for article in articles(evaluation, name):
            half = "measure" if bucket(article.id) % 2 else "develop"
            made = list(pairs(article, rng))
            rng.shuffle(made)
            seen: set[str] = set()
            for pair in made:  # one sentence an article and kind
                if pair["kind"] not in seen:
                    seen.add(pair["kind"])
                    found[half, pair["kind"]].append(pair | {"from": name, "half": half})
        for kind in (*TRUE, *FALSE):
            # What the smaller corpora lack the next ones make up for; realtimeqa stays half.
            want = wanted[name] if name == "realtimeqa" else wanted[name] + lacking[kind]
            got = 0
            for half, share in (("develop", want // 2), ("measure", want - want // 2)):
                some = found[half, kind]
                rng.shuffle(some)
                chosen += some[:share]
                got += min(share, len(some))
            lacking[kind] = want - got if name != "realtimeqa" else 0
    rows = [{"id": f"{n:04}", **pair} for n, pair in enumerate(chosen)]
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    for half in ("develop", "measure"):
        own = [row for row in rows if row["half"] == half]
        true = sum(row["truth"] for row in own)
        live = sum(row["from"] == "realtimeqa" for row in own)
        print(f"{half}: {len(own)} pairs, {true} true, {live} from realtimeqa")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
