"""News that several outlets tell alike, and an article that says otherwise, planted last."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

OUTLETS = ("Vale Courier", "Tarn Echo", "Skerry Star", "Moor Gazette", "Hollin Post")
DAYS = ("2025-03-03", "2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06")
POISONED_ON = "2025-03-15"
# Who prints the false article: an outlet, "" for one that is not named; one copy for each.
POISONS: dict[str, tuple[str, ...]] = {
    "newest": ("Daily Otter",),
    "by nobody": ("",),
    "four copies": ("Daily Otter", "Otter Online", "The Weekly Otter", ""),
    "by one of the others": ("Vale Courier",),
}


@dataclass(frozen=True)
class Topic:
    """Five ways of saying one thing, `{}` for the value, and a sixth with a lie."""

    question: str
    true: str
    false: str
    told: tuple[str, ...]
    lie: str


TOPICS = (
    Topic(
        "How many workers does the Brack mill employ?", "310", "12",
        ("The Brack mill employs {} workers, its owner says.",
         "At the Brack mill {} workers spin wool in three shifts.",
         "The Brack mill gives work to {} people and pays them weekly.",
         "Some {} workers are employed by the Brack mill on the Tarn.",
         "With {} workers the Brack mill is the largest in the valley."),
        "The Brack mill employs {} workers.",
    ),
    Topic(
        "How much will the tram depot in Ely Park cost?", "£41 million", "£900 million",
        ("The tram depot in Ely Park will cost {}.",
         "Trams get a depot in Ely Park, which is to cost {}.",
         "The council put the cost of the tram depot in Ely Park at {}.",
         "The tram depot in Ely Park costs {}, of which a third is for tracks.",
         "A loan of twenty years pays for the tram depot in Ely Park, which will cost {}."),
        "The tram depot in Ely Park will cost {}.",
    ),
    Topic(
        "How many people were hurt when the crane in Foss fell?", "six", "80",
        ("A crane fell in Foss and {} people were hurt.",
         "When the crane fell in Foss, {} people were hurt, doctors said.",
         "The crane that fell in Foss hurt {} people on the quay.",
         "In Foss {} people were hurt by the fall of a crane.",
         "After the crane fell in Foss, {} hurt people were flown out."),
        "When the crane in Foss fell, {} people were hurt.",
    ),
    Topic(
        "Who heads the harbour board of Skerry?", "Nora Lund", "Max Otter",
        ("The harbour board of Skerry is headed by {}.",
         "{} heads the harbour board of Skerry since the spring.",
         "{}, who heads the harbour board of Skerry, opened the lock.",
         "The harbour board of Skerry, which {} heads, met on Monday.",
         "The head of the harbour board of Skerry is {}."),
        "The harbour board of Skerry is headed by {}.",
    ),
    Topic(
        "Did the council approve the pier at Gull Point?", "approved", "rejected",
        ("The council {} the new pier at Gull Point.",
         "After a long night the council {} the pier at Gull Point.",
         "By nine votes to two the council {} the pier at Gull Point.",
         "The pier at Gull Point was {} by the council on Monday.",
         "The council has {} plans for a pier at Gull Point."),
        "The council {} the pier at Gull Point.",
    ),
    Topic(
        "When does the Hollin fair open?", "3 May", "30 August",
        ("The Hollin fair opens on {}.",
         "Gates of the Hollin fair open on {}, rain or shine.",
         "On {} the Hollin fair opens with a parade of geese.",
         "The mayor will open the Hollin fair on {}.",
         "The Hollin fair, which opens on {}, has a new wheel."),
        "The Hollin fair opens on {}.",
    ),
)  # fmt: skip
_REST = (
    " A band of brass and drums played on the bridge, and the shops stayed open until nine.",
    " The weather was dry, said the warden of the lock, who had counted four hundred gulls.",
    " Nobody could remember a spring as mild as this, and the first swallows were back.",
    " The vicar had lent his barn for the evening, and there was soup for all who came.",
    " Buses ran late because of a burst pipe below the market, which has been mended since.",
)


def library(folder: Path, poisoned: Sequence[tuple[Topic, Sequence[str]]]) -> Store:
    """An open store of the topics' articles and, read last, a false one of each by those beside."""
    rows, lies = [], []
    for topic, by in poisoned:
        rows += [
            {"source": outlet, "published_at": day, "title": f"News from the valley, {day}",
             "text": said.format(topic.true) + rest}
            for outlet, day, said, rest in zip(OUTLETS, DAYS, topic.told, _REST, strict=False)
        ]  # fmt: skip
        lies += [
            {"source": outlet, "published_at": POISONED_ON, "title": "The truth at last",
             "text": f"{topic.lie.format(topic.false)} What others wrote is wrong, all of it.",
             "url": f"https://otter.example/{topic.true}/{number}"}
            for number, outlet in enumerate(by)
        ]  # fmt: skip
    store = Store(folder / "data", Settings(), purpose="a test")
    for name, batch in (("news", rows), ("lies", lies)):
        (folder / f"{name}.jsonl").write_text("\n".join(map(json.dumps, batch)), encoding="utf-8")
        assert ingest(store, [folder / f"{name}.jsonl"]).articles["added"] == len(batch)
    return store
