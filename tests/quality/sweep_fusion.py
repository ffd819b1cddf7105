"""How retrieval does with different weights of meaning beside words (bot.retrieve).

.venv/bin/python tests/quality/sweep_fusion.py EVAL_FOLDER WORK_FOLDER
"""

import sys
from pathlib import Path
from statistics import mean

from evaluation import norm, opened, questions, squeeze

from bot import retrieve
from bot.question import understand

WEIGHTS = (0.0, 0.2, 0.4, 0.7, 1.0, 1.5)
EVERY = 4  # of the many multihop questions
DEEP = 120  # hits taken once, then ranked anew for each weight


def main() -> None:
    evaluation, work = Path(sys.argv[1]), Path(sys.argv[2])
    news = questions(evaluation, "realtimeqa")
    with opened(evaluation, work, "realtimeqa") as store:
        for row in news:
            asked = understand(row["question"], now=row["asked_on"])
            row["hits"] = retrieve.search(store, asked, k=DEEP).hits
    facts = [row for row in questions(evaluation, "multihop_facts") if row["evidence"]][::EVERY]
    with opened(evaluation, work, "multihop_facts") as store:
        for row in facts:
            row["hits"] = retrieve.search(store, understand(row["question"]), k=DEEP).hits
    print("weight  realtimeqa hit@1 hit@5 MRR   multihop recall@10 all@10")
    for weight in WEIGHTS:
        retrieve.MEANING_WEIGHT = weight
        ranks = [first_right(row) for row in news]
        found = [evidence(row) for row in facts]
        print(
            f"{weight:6.1f} {mean(r == 1 for r in ranks):16.3f} {mean(r <= 5 for r in ranks):.3f}"
            f" {mean(1 / r if r <= 10 else 0 for r in ranks):.3f}"
            f" {mean(found):19.3f} {mean(share == 1 for share in found):.3f}"
        )


def first_right(row: dict) -> int:
    """The rank of the first hit in a gold article that holds an answer; 999 for none."""
    wanted = [norm(one) for one in row["answers"]]
    for rank, hit in enumerate(retrieve._rank(list(row["hits"])), start=1):
        text = norm(f"{hit.article.title} {hit.passage.text}")
        if hit.article.id in row["gold_article_ids"] and any(one in text for one in wanted):
            return rank
    return 999


def evidence(row: dict) -> float:
    """Share of the gold facts that stand in the first ten hits."""
    texts = [squeeze(hit.passage.text) for hit in retrieve._rank(list(row["hits"]))[:10]]
    facts = {squeeze(one["fact"]) for one in row["evidence"]}
    return mean(any(fact in text for text in texts) for fact in facts)


if __name__ == "__main__":
    main()
