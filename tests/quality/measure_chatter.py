"""How well what is no question is told from what is one, on tests/data/chatter.txt.

python tests/quality/measure_chatter.py
"""

import sys
from pathlib import Path

from bot.question.chatter import chatter

DATA = Path(__file__).resolve().parent.parent / "data" / "chatter.txt"


def cases(file: Path = DATA) -> list[tuple[str, str]]:
    """(kind, text), kind "question" for one."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t", 1)) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def judged(rows: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """(kind, what it was taken for, text)."""
    return [
        (kind, found.kind if (found := chatter(text)) else "question", text) for kind, text in rows
    ]


if __name__ == "__main__":
    rows = judged(cases(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA))
    for kind, found, text in rows:
        if kind != found:
            print(f"{kind} taken for {found}: {text}")
    chat = [row for row in rows if row[0] != "question"]
    asked = [row for row in rows if row[0] == "question"]
    print(f"no questions: {sum(a == b for a, b, _ in chat)} of {len(chat)} told, with their kind")
    print(f"questions: {sum(a != b for a, b, _ in asked)} of {len(asked)} taken for none")
