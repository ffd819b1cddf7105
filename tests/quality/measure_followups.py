"""How well questions that point back are made whole, on tests/data/followups.txt.

python tests/quality/measure_followups.py
"""

import re
import sys
from pathlib import Path

from bot.conversation.followup import whole
from bot.conversation.talk import Turn

DATA = Path(__file__).resolve().parent.parent / "data" / "followups.txt"
TODAY = "2025-06-01"

Case = tuple[Turn, str, tuple[str, ...], tuple[str, ...]]


def cases(file: Path = DATA) -> tuple[list[Case], list[tuple[Turn, str]]]:
    """Follow-ups with the words that they must and must not hold; questions that stand alone."""
    pointing, alone = [], []
    question = answer = ""
    for line in file.read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        turn = Turn(question=question, answer=answer)
        match kind:
            case "Q:":
                question = rest
            case "A:":
                answer = rest
            case ">":
                text, must, not_ = (*(part.strip() for part in rest.split("|")), "")[:3]
                split = tuple(tuple(filter(None, re.split(r",\s*", one))) for one in (must, not_))
                pointing.append((turn, text, split[0], split[1]))
            case "=":
                alone.append((turn, rest))
    return pointing, alone


def is_whole(made: str, must: tuple[str, ...], not_: tuple[str, ...]) -> bool:
    """Every word that must stand in it does, by its beginning."""
    said = made.casefold()
    return all(_holds(said, one) for one in must) and not any(_holds(said, one) for one in not_)


def _holds(said: str, phrase: str) -> bool:
    return all(re.search(rf"\b{re.escape(word)}", said) for word in phrase.casefold().split())


if __name__ == "__main__":
    pointing, alone = cases(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA)
    good = 0
    for turn, text, must, not_ in pointing:
        made = whole(text, [turn], today=TODAY).text
        good += (right := is_whole(made, must, not_))
        print(f"{'' if right else 'WRONG ':6}{text}  ->  {made}")
    left = 0
    for turn, text in alone:
        made = whole(text, [turn], today=TODAY).text
        left += made == text
        if made != text:
            print(f"WRONG {text}  ->  {made}")
    print(f"made whole: {good} of {len(pointing)}")
    print(f"left alone: {left} of {len(alone)}")
