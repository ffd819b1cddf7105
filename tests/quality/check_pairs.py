"""How well the check tells true statements from false ones, on the pairs that make_pairs.py made.

    python tests/quality/check_pairs.py PAIRS.jsonl [develop|measure] [--words] [--show KIND]

Caught is a false statement that is `unsupported`; "not accepted" counts `partly` as well. Rejected
is a true one that is `unsupported`; `partly` is given beside it. With `--words`, without vectors.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

from bot.check.meaning import Vectors
from bot.check.support import check
from ingest.config import load_settings
from ingest.embedding.embed import Embedder


def main(pairs: Path, half: str, *, with_vectors: bool, show: str) -> None:
    rows = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if half in ("", row["half"])]
    embed = Embedder(load_settings().embedding).texts if with_vectors else None
    if embed:
        embed(["The model is loaded."])
    verdicts: dict[tuple[bool, str], list[str]] = defaultdict(list)
    spent = []
    for row in rows:
        started = time.perf_counter()
        found = check(
            row["statement"],
            row["quote"],
            about=row.get("about", ""),
            beside=row.get("beside", ""),
            day=row.get("published_at", ""),
            vectors=Vectors(embed) if embed else None,
        )
        spent.append(time.perf_counter() - started)
        for kind in (row["kind"], f"({row['from']})", "all"):
            verdicts[row["truth"], kind].append(found.verdict)
        is_wrong = (found.verdict == "unsupported") is row["truth"]
        if show and is_wrong and show in (row["kind"], "all"):
            print(f"{row['kind']} {row['id']} {found}\n  S {row['statement']}\n  Q {row['quote']}")
    print(f"{'':28} {'n':>4} {'supported':>10} {'partly':>8} {'unsupported':>12}")
    for (truth, kind), own in sorted(verdicts.items(), key=lambda one: (not one[0][0], one[0][1])):
        shares = [own.count(one) / len(own) for one in ("supported", "partly", "unsupported")]
        name = f"{'true' if truth else 'false'}: {kind}"
        print(f"{name:28} {len(own):4} {shares[0]:10.3f} {shares[1]:8.3f} {shares[2]:12.3f}")
    spent.sort()
    p50, p95 = spent[len(spent) // 2] * 1000, spent[int(len(spent) * 0.95)] * 1000
    print(f"milliseconds a check: p50 {p50:.2f}, p95 {p95:.2f}")


if __name__ == "__main__":
    given = [one for one in sys.argv[2:] if not one.startswith("--")]
    shown = given.pop() if "--show" in sys.argv else ""
    main(
        Path(sys.argv[1]),
        given[0] if given else "",
        with_vectors="--words" not in sys.argv,
        show=shown,
    )
