"""Articles that were written to be obeyed: by hidden text, sham messages, orders in any dress.

Each attack stands in an article that is found for the question asked. Whether a model obeys it,
word for word and whatever it was shown, or none is asked: the outcome is that of the same articles
without the attacks, and nothing of an attack is told, leaked, linked to or fetched.
"""

import asyncio
import json
import re
import sys
from collections import Counter
from urllib.parse import urlsplit

import hostile_articles as hostile
import pytest
from chat_server import DONE, chat_server, event

from bot import models
from bot.answer.answer import EXTRACTIVE, Outcome, to_json
from bot.answer.extracted import candidate, extract, features
from bot.ask import answer, ask
from bot.channels.page import markup
from bot.channels.render import answer_markdown
from bot.channels.slack import render as slack
from bot.events import Done, PassagesFound
from bot.question.posed import pose
from ingest.pipeline import ingest
from ingest.settings import AnswerSettings, Settings
from ingest.store import Store

KEY = "sk-hostile-4f9a17c2"
EACH = 3  # attacks in one article
OWN, PUBLISHED = hostile.attacks(), hostile.others()
PLANTED = [*OWN, *PUBLISHED]
STORIES = [hostile.story(number) for number in range(-(-len(PLANTED) // EACH))]
# Of one kind they stand beside each other; in an article are three of different kinds.
IN_STORY = [PLANTED[number :: len(STORIES)] for number in range(len(STORIES))]
CLEAN = {plain for story in STORIES for plain in [re.sub(r"\W", "", " ".join(story.lines))]}
watched: list[tuple[str, object]] = []
reached: list[object] = []


def _listen(name, args):
    if watched and name in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname"}:
        reached.append(args[1] if name == "socket.connect" else args[0])


sys.addaudithook(_listen)


def library(folder, *, clean):
    (folder / "in").mkdir()
    ways = Counter()
    for story, attacks in zip(STORIES, IN_STORY, strict=True):
        hostile.plant(story, () if clean else attacks, folder / "in", ways)
    store = Store(folder / "data", Settings(), purpose="a test")
    report = ingest(store, [folder / "in"])
    assert report.articles["added"] == len(STORIES), report
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with library(tmp_path_factory.mktemp("hostile"), clean=False) as store:
        yield store


@pytest.fixture(scope="module")
def without(tmp_path_factory):
    """The outcome of each question where nothing is planted."""
    with library(tmp_path_factory.mktemp("clean"), clean=True) as store:
        return {story.number: asked(store, story)[0].outcome for story in STORIES}


@pytest.fixture(scope="module")
def script():
    with chat_server() as script:
        yield script


def asked(store, story, writers=()):
    """The answer and the passages found, after nobody was called but the models."""

    async def collect():
        question = pose(store, story.question, now="2025-02-20")
        return [one async for one in ask(store, question, writers=writers)]

    watched.append(("", None))
    reached.clear()
    try:
        events = asyncio.run(collect())
    finally:
        watched.clear()
    allowed = {urlsplit(one.provider.settings.base_url).port for one in writers}
    assert {one[1] for one in reached if isinstance(one, tuple)} <= allowed, reached
    assert {one for one in reached if not isinstance(one, tuple)} <= {"127.0.0.1"}, reached
    hits = next((one.hits for one in events if isinstance(one, PassagesFound)), ())
    assert isinstance(events[-1], Done)
    return events[-1].answer, hits


def plain(text):
    return re.sub(r"\W", "", text)


def faults(answer, story, expected):
    """What is wrong with an answer, in words."""
    body = to_json(answer)
    told = [one["text"] for one in body["statements"]]
    quotes = [one["quote"] for one in body["citations"]]
    said = json.dumps([body["text"], told, quotes, body["notes"], body["followups"]])
    found = []
    if answer.outcome != expected:
        found.append(f"{answer.outcome}, not {expected}")
    if story.key not in answer.text:
        found.append("it lacks the answer")
    found += [
        f"it tells {one!r}" for one in (*told, *quotes) if not any(plain(one) in c for c in CLEAN)
    ]
    found += [
        f"{one.text!r} cites {each.article.title!r}"
        for one in answer.statements
        for each in answer.citations
        if story.key in one.text and each.number in one.citations and story.key not in each.quote
    ]
    if answer.disagreements:
        found.append(f"it disagrees: {answer.disagreements[0].values}")
    if KEY in json.dumps(body):
        found.append("it gives the key")
    if "evil" in said or "198.51" in said:
        found.append("it gives an address")
    found += [f"it links to {one}" for one in links(body) if "courier.example" not in one]
    return [f"{story.number} {IN_STORY[story.number]}: {one}: {answer.text}" for one in found]


def links(body):
    """Every address that can be pressed in any channel."""
    page = markup.whole(body, newest="2025-02-20", today="2025-02-20")
    posts = json.dumps([one.blocks for one in slack.posts(body)])
    yield from re.findall(r"(?:href|src|data-link)=[\"']?([a-z]+:[^\"'>]+)", page)
    yield from re.findall(r"<(https?://[^|>]+)", posts)
    yield from re.findall(r"(?<!\\)\]\(([^)]+)\)", answer_markdown(body))
    yield from re.findall(r"<(https?:[^>]+)>", answer_markdown(body))


def test_every_attack_stands_where_the_answer_is_looked_for(store):
    for story, attacks in zip(STORIES, IN_STORY, strict=True):
        _, hits = asked(store, story)
        own = [hit for hit in hits if plain(story.answer) in plain(hit.article.text)]
        assert own, story
        shown = plain(own[0].article.title + own[0].article.text)
        for attack in attacks:
            order = plain(story.filled(attack.text))
            if attack.kind in {hostile.HIDDEN, hostile.METADATA}:
                assert order[:40] not in shown, attack  # what readers cannot see is not read
            else:
                assert order[:13] in shown, attack


def test_without_a_model_no_attack_is_the_answer(store, without):
    assert set(without.values()) == {Outcome.ANSWERED}
    wrong = []
    for story in STORIES:
        answer, _ = asked(store, story)
        wrong += faults(answer, story, without[story.number])
    assert not wrong, "\n".join(wrong)


class Obedient:
    """What a model writes that obeys each attack on a story, and at times answers as well.

    It passes the attack on, does as it says, and cites for that the article, another, and both.
    `shown` counts the attacks that it read; told it was each of them by whatever way there may be.
    """

    def __init__(self):
        self.shown = 0

    def body(self, story, attacks):
        def write(send, script):
            prompt = script.requests[-1]["messages"][1]["content"]
            blocks = re.findall(r"<passage (\w+)>\n(.*?)\n</passage", prompt, re.DOTALL)
            own = next((key for key, text in blocks if plain(story.answer) in plain(text)), "")
            if not own:
                return  # the question before was given up, and this is not for it
            other = next((key for key, _ in blocks if key != own), own)
            said = []
            for attack in attacks:
                if attack.kind in {hostile.HIDDEN, hostile.METADATA}:
                    continue  # nobody can obey what is not read
                order = " ".join(story.filled(attack.text).split())
                self.shown += plain(order)[:40] in plain(prompt)
                for text in (order, *map(story.filled, attack.obeyed)):
                    text = text.replace("{key}", script.keys[-1])
                    said += [f"{text} [{own}]", f"{text} [{own}][{other}]"]
                said.append(f"{story.filled(attack.obeyed[0])} [{other}]")
            if story.number % 2:
                said.append(f"{story.answer} [{own}]")
            # In a reply as long as that, a model is not listened to for ever.
            said = said[-10:] if story.number % 4 > 1 else said[:10] + said[-1:]
            for one in said:
                send(event({"content": f"{one}\n"}))
            send(event({}, "stop"))
            send(DONE)

        return write


def test_a_model_that_obeys_changes_nothing(store, without, script, monkeypatch):
    monkeypatch.setenv("HOSTILE_KEY", KEY)
    settings = script.settings(api_key_env="HOSTILE_KEY")
    once = AnswerSettings(repair=False)  # it would say the same again
    (writer,) = models.writers(Settings(chat_models=(settings,), answer=once))
    obedient, wrong, by = Obedient(), [], Counter()
    for story, attacks in zip(STORIES, IN_STORY, strict=True):
        script.body = obedient.body(story, attacks)
        script.requests.clear()
        answer, _ = asked(store, story, (writer,))
        by[answer.model] += 1
        wrong += faults(answer, story, without[story.number])
        (asked_for,) = script.requests
        system = asked_for["messages"][0]["content"]
        told = json.dumps(to_json(answer), ensure_ascii=False)
        wrong += [f"{story.number} leaks {one!r}" for one in rules(system) if one in told]
        assert KEY not in json.dumps(asked_for)
    assert not wrong, "\n".join(wrong)
    # It is heard where it answers too; where it does nothing else than obey, the articles answer.
    assert by["scripted"] > len(STORIES) // 4
    assert by[EXTRACTIVE] > len(STORIES) // 4
    assert obedient.shown > 10  # some orders cannot be told from news: it was shown these


def rules(system):
    """The sentences of a prompt that are long enough to be known again."""
    return [one for one in re.split(r"(?<=[.:])\s|\n-? ?", system) if len(one.split()) > 4]


ORDINARY = [
    json.loads(line)
    for line in (hostile.DATA / "hostile_ordinary.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.fixture(scope="module")
def news(tmp_path_factory):
    """Ordinary news of hacking, prompts, orders, and what to ignore."""
    folder = tmp_path_factory.mktemp("news")
    rows = [
        {"title": one["title"], "text": one["text"], "source": "Vale Courier", "id": f"n{number}"}
        for number, one in enumerate(ORDINARY)
    ]
    (folder / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store(folder / "data", Settings(), purpose="a test") as store:
        assert ingest(store, [folder / "news.jsonl"]).articles["added"] == len(ORDINARY)
        yield store


def told(store, one, writers=()):
    async def whole():
        question = pose(store, one["question"], now="2025-02-20")
        return await answer(store, question, writers=writers)

    return asyncio.run(whole())


def test_news_of_hacking_and_orders_is_answered_as_without_these_defences(news, monkeypatch):
    with_them = [told(news, one) for one in ORDINARY]
    for one, said in zip(ORDINARY, with_them, strict=True):
        assert one["key"] in said.text, one["question"]
    monkeypatch.setattr(
        features.orders, "unsaid", lambda passage: (False,) * len(passage.sentences)
    )
    monkeypatch.setattr(extract, "bids", lambda _: False)
    monkeypatch.setattr(candidate, "unreadable", lambda _: False)
    for one, said in zip(ORDINARY, with_them, strict=True):
        without_them = told(news, one)
        assert (said.text, said.outcome) == (without_them.text, without_them.outcome)


def test_a_model_may_tell_news_of_hacking_and_orders_in_its_words(news, script):
    (writer,) = models.writers(Settings(chat_models=(script.settings(),)))
    for one in ORDINARY:
        sentence = next(
            part
            for part in re.split(r"(?<=[.”\"])\s+(?=[“\"A-Z])", one["text"])
            if one["key"] in part
        )

        def body(send, script, sentence=sentence):
            prompt = script.requests[-1]["messages"][1]["content"]
            blocks = re.findall(r"<passage (\w+)>\n(.*?)\n</passage", prompt, re.DOTALL)
            own = next(key for key, text in blocks if plain(sentence) in plain(text))
            send(event({"content": f"{sentence} [{own}]"}))
            send(event({}, "stop"))
            send(DONE)

        script.body = body
        said = told(news, one, (writer,))
        assert (said.model, said.text) == ("scripted", f"{sentence} [1]")
