"""An answer tells how things stand: what came later, what is newer, what has been taken back."""

import asyncio
import json

import pytest

from bot.answer import choose
from bot.answer.room import Room
from bot.answer.sequel import find as sequels
from bot.ask import answer
from bot.differ import stages
from bot.differ.stages import COURSES
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import Settings
from ingest.store import Store

NOW = "2025-10-01"
PILOT, LATER = "Dune Pilot", "Coast Record"
# outlet, day, headline, text
NEWS = [
    (
        PILOT,
        "2025-02-04",
        "Vet charged with poisoning",
        "Runa Feld, a vet in Oskel, has been charged with poisoning a neighbour's geese.",
    ),
    (
        LATER,
        "2025-06-12",
        "Oskel vet acquitted",
        "A court in Marrow acquitted Runa Feld of poisoning on Thursday. The geese had eaten yew.",
    ),
    (
        PILOT,
        "2025-02-20",
        "Skipper accused",
        "Skipper Odo Brandt is accused of smuggling eels through Lathe harbour.",
    ),
    (
        PILOT,
        "2025-03-20",
        "Namesake cleared",
        "Lena Brandt was cleared of speeding by a judge in Lathe. She does not know the skipper.",
    ),
    (
        PILOT,
        "2025-03-03",
        "Two climbers missing on Mount Hesk",
        "An avalanche swept down Mount Hesk on Monday. Three climbers are still missing.",
    ),
    (
        PILOT,
        "2025-03-06",
        "Mount Hesk search ends",
        "The search on Mount Hesk has ended. All the climbers have been found alive in a hut.",
    ),
    (
        PILOT,
        "2025-04-07",
        "Dockers at Port Vire strike",
        "Dockers at Port Vire began a strike over night shifts on Monday.",
    ),
    (
        LATER,
        "2025-04-25",
        "Port Vire dockers back at work",
        "Dockers at Port Vire are back at work after both sides reached an agreement.",
    ),
    (
        PILOT,
        "2025-05-02",
        "Poll favours Tamm in Wolde",
        "Ilse Tamm is set to become mayor of Wolde, a poll suggests.",
    ),
    (
        PILOT,
        "2025-05-19",
        "Wolde elects Kroll",
        "Peter Kroll has been elected mayor of Wolde with 51 per cent of the vote.",
    ),
    (
        PILOT,
        "2025-07-01",
        "Quarry to lose jobs",
        "The Granby quarry will lose 70 jobs, its owner said on Tuesday.",
    ),
    (
        PILOT,
        "2025-07-15",
        "Fewer jobs go at Granby",
        "The Granby quarry will lose 45 jobs and not 70, its owner said after talks.",
    ),
    (
        PILOT,
        "2025-07-04",
        "Brine Looms to scrap posts",
        "Brine Looms, a maker of sails, will scrap 300 posts in Aldham, it said on Friday.",
    ),
    (
        PILOT,
        "2025-07-29",
        "Brine Looms raises cuts and stops its dividend",
        "After a loss of £9 million in a spring without wind, orders or luck, Brine Looms stopped "
        "its dividend, sold a barge and a van, and raised the cull of its people from 300 to 480.",
    ),
    (
        PILOT,
        "2025-08-01",
        "Train derails at Sundby",
        "Four people were killed when a train left the rails at Sundby on Friday.",
    ),
    (
        PILOT,
        "2025-08-05",
        "Sundby: more dead",
        "The number of people killed in the Sundby derailment has risen to 16.",
    ),
    (
        PILOT,
        "2025-09-08",
        "Gala draws thousands",
        "At the Ringmoor gala 900 people were poisoned by mussels.",
    ),
    (
        PILOT,
        "2025-09-10",
        "Correction: Ringmoor gala",
        "On Monday we reported that 900 people were poisoned by mussels at the Ringmoor gala. "
        "The correct figure is 90. We apologise for the error.",
    ),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("standing")
    rows = [
        {"id": f"a{n}", "source": outlet, "published_at": day, "title": title, "text": text}
        for n, (outlet, day, title, text) in enumerate(NEWS)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        ingest(store, [folder / "news.jsonl"])
        yield store


def ask(store, question, now=NOW):
    return asyncio.run(answer(store, pose(store, question, now=now)))


def said(store, question, now=NOW):
    return [one.text for one in ask(store, question, now).statements]


@pytest.mark.parametrize(
    "question",
    [
        "What is Runa Feld charged with?",
        "Who is Runa Feld?",
        "Did Runa Feld poison the geese?",
        "Is Runa Feld guilty?",
    ],
)
def test_a_charge_is_not_told_without_the_acquittal(store, question):
    told = " ".join(said(store, question))
    assert "acquitted Runa Feld of poisoning" in told
    assert "12 June 2025" in told


def test_a_namesake_who_was_cleared_clears_nobody_else(store):
    told = " ".join(said(store, "What is Odo Brandt accused of?"))
    assert "accused of smuggling eels" in told
    assert "cleared" not in told


@pytest.mark.parametrize(
    ("question", "now_so", "was_so"),
    [
        ("Is anyone still missing on Mount Hesk?", "found alive", "still missing"),
        ("Are the dockers at Port Vire on strike?", "back at work", "began a strike"),
        ("Did Ilse Tamm become mayor of Wolde?", "Peter Kroll has been elected", "a poll suggests"),
    ],
)
def test_how_things_stand_goes_before_how_they_were_and_both_have_their_day(
    store, question, now_so, was_so
):
    told = said(store, question)
    assert now_so in told[0]
    assert "2025" in told[0]
    older = next(one for one in told[1:] if was_so in one)
    assert "2025" in older


def test_asked_before_it_ended_it_has_not_ended(store):
    told = said(store, "Are the dockers at Port Vire on strike?", now="2025-04-10")
    assert told
    assert not any("back at work" in one for one in told)


def test_of_a_day_in_the_past_what_came_later_is_not_told(store):
    told = said(store, "Were the dockers at Port Vire on strike on 8 April 2025?")
    assert not told or "back at work" not in told[0]


@pytest.mark.parametrize(
    ("question", "newest", "before"),
    [
        ("How many jobs will the Granby quarry lose?", "45 jobs", "will lose 70 jobs"),
        ("How many posts will Brine Looms scrap?", "from 300 to 480", "will scrap 300 posts"),
        ("How many people were killed at Sundby?", "has risen to 16", "Four people were killed"),
        (
            "How many died when the train derailed at Sundby?",
            "has risen to 16",
            "Four people were killed",
        ),
    ],
)
def test_the_newest_value_comes_first_with_its_day(store, question, newest, before):
    told = said(store, question)
    assert newest in told[0]
    assert "2025" in told[0]
    assert not any(before in one and "2025" not in one for one in told[1:])


@pytest.mark.parametrize(
    ("question", "now_so", "was_so"),
    [
        ("How many jobs will Granby lose?", "45 jobs", "70 jobs"),
        ("How many posts is Brine Looms scrapping?", "480", "300 posts"),
    ],
)
def test_a_plan_that_was_changed_is_noted(store, question, now_so, was_so):
    (note,) = [one.text for one in ask(store, question).notes if one.kind == "updated_figure"]
    assert note.startswith(f"The newest value is {now_so} (Dune Pilot, ")
    assert f"before that, it was {was_so} (Dune Pilot, " in note


@pytest.mark.parametrize(
    "question",
    [
        "How many people were poisoned at the Ringmoor gala?",
        "Were 900 people poisoned by mussels at the Ringmoor gala?",
    ],
)
def test_what_was_taken_back_is_told_with_what_is_right(store, question):
    whole = ask(store, question)
    assert "The correct figure is 90." in whole.statements[0].text
    assert not any(
        "900" in one.text and "correct figure" not in one.text for one in whole.statements
    )
    notes = {one.kind: one.text for one in whole.notes}
    assert notes["withdrawn"] == (
        "What Dune Pilot, 8 September 2025 reported has been corrected "
        "(Dune Pilot, 10 September 2025)."
    )
    assert not any("900" in value.value for one in whole.disagreements for value in one.values)


def test_every_statement_is_still_its_own_quote(store):
    whole = ask(store, "Are the dockers at Port Vire on strike?")
    for one in whole.citations:
        assert one.article.text[one.start : one.end] == one.quote
        assert one.quote.rstrip(".") in whole.text


def test_an_answer_keeps_to_its_room(store):
    most = store.settings.answer
    for question in ("Is anyone still missing on Mount Hesk?", "Who is Runa Feld?"):
        whole = ask(store, question)
        assert len(whole.statements) <= most.max_statements
        assert sum(len(one.quote.split()) for one in whole.citations) <= most.max_words


def test_room_is_counted_in_statements_and_words():
    room = Room(2, 5)
    assert room.holds(["one two", "three four five"])
    assert not room.holds(["one two", "three four five six"])
    assert not room.holds(["one", "two", "three"])


def stage(course, text):
    (own,) = (one for one in COURSES if one.name == course)
    return stages.reached(own, text)


@pytest.mark.parametrize(
    ("course", "earlier", "later"),
    [
        ("case", "He was arrested on suspicion of theft.", "He has been charged with theft."),
        ("case", "She denies two counts of fraud.", "All charges against her were dropped."),
        ("case", "She was charged in May.", "The trial of the three men collapsed."),
        ("case", "He was jailed for two years.", "Judges quashed his conviction on Monday."),
        ("case", "A jury convicted her in March.", "She won her appeal."),
        ("missing", "Nine are unaccounted for.", "Nobody is missing any more."),
        ("strike", "Drivers will walk out on Friday.", "The walkout has been called off."),
        ("fire", "The blaze is out of control.", "Crews put it out: the fire was put out at dawn."),
        ("flight", "Villagers were evacuated.", "People were allowed home."),
        ("closure", "The tunnel is closed.", "The tunnel has reopened."),
        ("patient", "Two are in intensive care.", "Both have been discharged."),
        ("post", "There were calls for her to resign.", "She stepped down at noon."),
        ("theft", "A viola was stolen.", "The viola was found in a taxi."),
        ("approval", "They applied for a licence.", "Regulators rejected it."),
        ("takeover", "It made a bid for the mill.", "It walked away from the deal."),
        ("captive", "The crew was taken hostage.", "The sailors were freed."),
        ("hunt", "Two men are at large.", "Both men were caught in a barn."),
        ("plan", "The depot will close in May.", "The plans have been shelved."),
        ("election", "She leads the race for the seat.", "She conceded at midnight."),
    ],
)
def test_courses_go_on_from_stage_to_stage(course, earlier, later):
    assert 0 <= stage(course, earlier) < stage(course, later)


def test_a_strike_over_something_is_not_over():
    assert stage("strike", "They began a strike over pay.") == 0


def test_what_becomes_of_it_is_looked_for_only_later(store):
    question = pose(store, "Are the dockers at Port Vire on strike?", now=NOW)
    found = choose.find(store, question)
    later = [one for one in choose.chosen(store, question, found).chosen if "back" in one.text]
    assert later
    assert sequels(store, question, found, later) == ()


def test_an_acquittal_behind_many_reports_of_the_charge_is_found(tmp_path):
    what = ["bail", "a hearing", "the farm", "her clinic", "the dead geese", "the letters", "a van"]
    about = ["was read", "was sold", "was in doubt", "drew a crowd", "was searched", "was guarded"]
    charged = [
        (
            f"c{n}",
            f"2025-0{1 + n % 6}-1{n % 9}",
            f"Marit Holm case: {what[n % 7]}",
            f"Marit Holm, charged with poisoning geese in Oskel, said {what[n % 7]} "
            f"{about[n % 6]}. Geese and the charge of poisoning against Marit Holm were on every "
            f"lip in {'Oskel Marrow Lathe Wolde Granby'.split()[n % 5]} on day {n + 1}.",
        )
        for n in range(14)
    ]
    freed = ("free", "2025-09-12", "Jury returns", "The jury acquitted Marit Holm at noon.")
    rows = [
        {"id": key, "source": PILOT, "published_at": day, "title": title, "text": text}
        for key, day, title, text in [*charged, freed]
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [tmp_path / "news.jsonl"])
        question = "Is Marit Holm charged with poisoning geese in Oskel?"
        found = choose.find(store, pose(store, question, now=NOW))
        assert "free" not in {hit.article.id for hit in found.hits}
        told = said(store, question)
        assert "The jury acquitted Marit Holm at noon" in told[0]
        assert any("charged with poisoning" in one for one in told[1:])
        # Nothing is looked for that came out after the question.
        assert "acquitted" not in " ".join(said(store, question, now="2025-08-01"))


def test_who_somebody_is_is_told_as_it_went_on_and_the_latest_the_other_way_round(store):
    charged, freed = said(store, "Who is Runa Feld?")
    assert "charged with poisoning" in charged
    assert "acquitted" in freed
    newest, *_ = said(store, "What is the latest on the strike of the dockers at Port Vire?")
    assert "back at work" in newest


def test_in_a_list_a_charge_is_not_told_without_the_acquittal(store):
    told = said(store, "Which people have been charged?")
    assert any("acquitted Runa Feld of poisoning" in one for one in told)
