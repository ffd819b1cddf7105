"""Fit the weights of bot/answer/extracted (extract.py, parts.py); print cross-validated figures.

    .venv/bin/python tests/quality/fit_extract.py EVAL_FOLDER WORK_FOLDER

Sentences: trained on squad2 and realtimeqa, where one is right when it stands in a gold article and
holds an answer string. Questions that nothing answers (squad2's own, and each set's questions asked
of the other's articles, "off topic") have wrong sentences only. Signs: likewise, whether a question
can be answered, and beside them questions in which one name has another's place ("swapped"), and
the answerable ones without what answers them ("withheld": what is found but for the gold articles
and all that holds an answer string). The threshold of the signs refuses ALLOWED of the news
questions that can be answered, cross-validated.
Parts: trained on multihop, where a sentence is right when it is one of the question's gold facts;
their threshold leaves LOST of the parts open whose evidence comes first.

Folds are disjoint by article. The seeds' questions are never read, so that they stay a test.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from evaluation import norm, opened, questions, squeeze
from logistic import chances, fit
from misnamed import misnamed

from bot.answer.extracted import candidate, parts, selection
from bot.answer.extracted.features import FEATURES, PART_FEATURES, SIGNS, Table, log_chance
from bot.check import mood
from bot.question.posed import pose
from bot.question.understanding import Question
from bot.search import retrieve
from bot.search.retrieve import Found, Hit
from ingest.store import Store

ALLOWED = 0.05  # of the news questions that can be answered may be refused
LOST = 0.05  # of the parts whose evidence was found
FOLDS, SHUFFLES = 5, 3
LIKELY = np.array([float(name == "likely") for name in SIGNS])
TOPICS = ("squad2", "realtimeqa", "off topic", "swapped", "withheld squad2", "withheld realtimeqa")
OFF_TOPIC = 200  # questions
SWAPPED = 200  # of each set
DEEP = 40  # hits that are looked through for those that are left where the answer is withheld
EVERY = 3  # of multihop's questions, those that are read: they are many and much alike


@dataclass
class Asked:
    """One question, described."""

    group: str  # questions of one group stand in one fold
    topic: str
    table: np.ndarray  # (sentences, features)
    labels: np.ndarray  # 1 where a sentence is right
    shown: np.ndarray  # 1 where it holds an answer string, whatever article it stands in
    usable: np.ndarray
    texts: list[str]
    signs: np.ndarray  # (sentences, signs): were that sentence the likeliest, of chance 1
    can: bool  # be answered


def describe(store: Store, rows: list[dict], topic: str) -> list[Asked]:
    described = []
    for row in rows:
        own = topic != "off topic"
        question = pose(store, row["question"], now=row.get("asked_on", "") if own else "")
        wanted = [norm(answer) for answer in row["answers"]] if own else []
        articles = set(row.get("gold_article_ids") or [row.get("article_id")])
        found = retrieve.search(store, question, k=store.settings.retrieval.passages)
        if topic.startswith("withheld"):
            found, wanted = _without_answer(store, question, wanted, row), []
        table = Table(store, question, found)
        if not table.sentences or not question.terms:
            continue
        told = [norm(one.text) for one in table.sentences]
        shown = np.array([any(way in text for way in wanted) for text in told], float)
        gold = np.array([one.hit.article.id in articles for one in table.sentences], float)
        described.append(
            Asked(
                group=sorted(articles)[0] if own else row["question"],
                topic=topic,
                table=table.features(),
                labels=shown * gold,
                shown=shown,
                usable=np.array([candidate.stands(one.text) for one in table.sentences]),
                texts=[one.text for one in table.sentences],
                signs=np.array([table.signs(place, 1.0) for place in range(len(table.sentences))]),
                can=bool(wanted),
            )
        )
    return described


def _without_answer(store: Store, question: Question, wanted: list[str], row: dict) -> Found:
    """What is found but for what answers: articles of news, passages of an encyclopaedia."""
    found = retrieve.search(store, question, k=DEEP)
    gold = row.get("gold_article_ids")

    def answers(hit: Hit) -> bool:
        text, span = hit.article.text, hit.passage
        said = norm(text if gold else text[span.start : span.end])
        return hit.article.id in (gold or ()) or any(way in said for way in wanted)

    left = [hit for hit in found.hits if not answers(hit)]
    return replace(found, hits=tuple(left[: store.settings.retrieval.passages]))


def swapped(store: Store, rows: list[dict]) -> list[dict]:
    able = [row for row in rows if row["answers"]]
    made = list(misnamed(store, [row["question"] for row in able], seed=1))[:SWAPPED]
    return [{**able[place], "question": text, "answers": []} for place, text in made]


def describe_parts(store: Store, rows: list[dict]) -> list[Asked]:
    """A row of evidence for each part of each question."""
    described = []
    for row in rows:
        facts = [squeeze(one["fact"]) for one in row["evidence"]]
        question = pose(store, row["question"])
        found = retrieve.search(store, question, k=store.settings.retrieval.passages)
        table = Table(store, question, found)
        for part in parts.several(question) if table.sentences else ():
            labels = [
                float(
                    (not part.outlets or one.hit.article.source in part.outlets)
                    and any(told in fact or fact in told for fact in facts)
                )
                for one in table.sentences
                for told in [squeeze(one.text)]
            ]
            described.append(
                Asked(
                    group=facts[0] if facts else row["question"],
                    topic="multihop" if facts else "unanswerable",
                    table=table.part_features(part, store.embedder.question(part.text)),
                    labels=np.array(labels),
                    shown=np.array(labels),
                    usable=np.array([not mood.asks(one.text) for one in table.sentences]),
                    texts=[],
                    signs=np.zeros((0, 0)),
                    can=bool(facts),
                )
            )
    return described


def folded(asked: list[Asked], shuffle: int) -> np.ndarray:
    groups = sorted({one.group for one in asked})
    order = np.random.default_rng(shuffle).permutation(len(groups))
    fold = {group: int(order[number]) % FOLDS for number, group in enumerate(groups)}
    return np.array([fold[one.group] for one in asked])


def trained(asked: list[Asked]) -> np.ndarray:
    # Names weigh among the signs alone, and what is withheld was never wrong.
    own = [one for one in asked if not one.topic.startswith(("swapped", "withheld"))]
    return fit(np.vstack([one.table for one in own]), np.hstack([one.labels for one in own]))


def held_out(asked: list[Asked], shuffle: int) -> list[np.ndarray]:
    """For each question its sentences' chances, by weights that have not seen its group."""
    folds = folded(asked, shuffle)
    made: list[np.ndarray] = [np.zeros(0)] * len(asked)
    for fold in range(FOLDS):
        weights = trained([one for one, own in zip(asked, folds, strict=True) if own != fold])
        for number in np.flatnonzero(folds == fold):
            one = asked[number]
            made[number] = np.where(one.usable, chances(weights, one.table), 0.0)
    return made


def signs_of(asked: list[Asked], chance: list[np.ndarray]) -> np.ndarray:
    """Those of the likeliest sentence of each question: shape (questions, signs)."""
    rows = []
    for one, own in zip(asked, chance, strict=True):
        at = int(own.argmax())
        rows.append(one.signs[at] + LIKELY * (log_chance(own[at]) - log_chance(1.0)))
    return np.array(rows)


def signs_held_out(asked: list[Asked], chance: list[np.ndarray], shuffle: int) -> np.ndarray:
    table = signs_of(asked, chance)
    can = np.array([one.can for one in asked], float)
    folds, made = folded(asked, shuffle), np.zeros(len(asked))
    for fold in range(FOLDS):
        weights = fit(table[folds != fold], can[folds != fold])
        made[folds == fold] = chances(weights, table[folds == fold])
    return made


@dataclass
class _Told:
    """What `selection.choose` looks at."""

    text: str
    probability: float
    right: bool
    named: float = 1.0  # told by the signs alone


def chosen(one: Asked, chance: np.ndarray) -> list[_Told]:
    order = [place for place in np.argsort(-chance) if one.usable[place]]
    told = [_Told(one.texts[at], float(chance[at]), one.shown[at] > 0) for at in order]
    return selection.choose(told, most=3, max_words=60)  # type: ignore[arg-type,return-value]


def report(asked: list[Asked]) -> float:
    """Print cross-validated figures, return the threshold: means of SHUFFLES shuffles."""
    topics = np.array([one.topic for one in asked])
    can = np.array([one.can for one in asked])
    kept: dict[str, list[list[float]]] = {}
    thresholds = []
    for shuffle in range(SHUFFLES):
        made = held_out(asked, shuffle)
        likeliest = [int(chance.argmax()) for chance in made]
        signs = signs_held_out(asked, made, shuffle)
        thresholds.append(float(np.quantile(signs[(topics == "realtimeqa") & can], ALLOWED)))
        passed = signs >= thresholds[-1]
        first = np.array([one.labels[at] > 0 for one, at in zip(asked, likeliest, strict=True)])
        sets = [chosen(one, p) if one.can else [] for one, p in zip(asked, made, strict=True)]
        shown = np.array([any(told.right for told in some) for some in sets])
        length = np.array([sum(len(told.text.split()) for told in some) for some in sets])
        for topic in TOPICS:
            yes, no = (topics == topic) & can, (topics == topic) & ~can
            kept.setdefault(topic, []).append(
                [
                    mean(first[yes]),
                    mean(shown[yes]),
                    mean(shown[yes] & passed[yes]),
                    mean(length[yes]),
                    mean(~passed[yes]),
                    mean(~passed[no]),
                ]
            )
    for topic, rows in kept.items():
        first, any_, both, length, refused, kept_out = np.mean(rows, axis=0)
        print(
            f"{topic:20} first right {first:.3f}  any shown {any_:.3f}  and not refused {both:.3f}"
            f"  words {length:.0f}  answerable refused {refused:.3f}"
            f"  unanswerable refused {kept_out:.3f}  balanced {(1 - refused + kept_out) / 2:.3f}"
        )
    return float(np.mean(thresholds))


def mean(flags: np.ndarray) -> float:
    return float(flags.mean()) if len(flags) else float("nan")


def report_parts(asked: list[Asked]) -> float:
    have = [one for one in asked if one.labels.any()]
    made = held_out(have, 0)
    top = np.array([chance.max() for chance in made])
    first = np.array([one.labels[p.argmax()] > 0 for one, p in zip(have, made, strict=True)])
    threshold = float(np.quantile(top[first], LOST))
    none = [one for one in asked if not one.can]
    weights = trained(have)
    others = np.array([chances(weights, one.table).max() for one in none])
    print(
        f"parts        first right {first.mean():.3f}  left open {(top < threshold).mean():.3f}"
        f"  of those nothing answers {(others < threshold).mean():.3f}"
    )
    return threshold


def lines(prefix: str, weights: np.ndarray, names: tuple[str, ...]) -> None:
    print(f"{prefix}BIAS = {weights[-1]:.3f}")
    print(f"{prefix}WEIGHTS = np.array([{', '.join(f'{one:.3f}' for one in weights[:-1])}])")
    print("    #", "  ".join(f"{n} {w:.2f}" for n, w in zip(names, weights, strict=False)))


def gathered(evaluation: Path, work: Path) -> tuple[list[Asked], list[Asked]]:
    rows = {name: questions(evaluation, name) for name in ("squad2", "realtimeqa")}
    asked: list[Asked] = []
    for name, own in rows.items():
        other = rows["realtimeqa" if name == "squad2" else "squad2"][:OFF_TOPIC]
        with opened(evaluation, work, name) as store:
            asked += describe(store, own, name) + describe(store, other, "off topic")
            asked += describe(store, swapped(store, own), "swapped")
            asked += describe(store, [row for row in own if row["answers"]], f"withheld {name}")
    with opened(evaluation, work, "multihop_facts") as store:
        pieces = describe_parts(store, questions(evaluation, "multihop_facts")[::EVERY])
    return asked, pieces


def fit_all(asked: list[Asked], pieces: list[Asked]) -> None:
    threshold, part_threshold = report(asked), report_parts(pieces)
    weights = trained(asked)
    table = signs_of(
        asked, [np.where(one.usable, chances(weights, one.table), 0.0) for one in asked]
    )
    lines("", weights, FEATURES)
    lines("SIGNS_", fit(table, np.array([one.can for one in asked], float)), SIGNS)
    print(f"THRESHOLD = {threshold:.3f}")
    print("parts.py:")
    lines("", trained([one for one in pieces if one.labels.any()]), PART_FEATURES)
    print(f"THRESHOLD = {part_threshold:.3f}")


def main() -> None:
    fit_all(*gathered(Path(sys.argv[1]), Path(sys.argv[2])))


if __name__ == "__main__":
    main()
