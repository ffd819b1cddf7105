"""The card: what it counts is what happened, it says what was not measured, and it obeys nobody."""

import asyncio
import json
import re
import sys

import pytest
from chat_server import DONE, chat_server, event
from lxml import html
from newsroom import newsroom

from bot import cli, models
from bot.answer.answer import Outcome
from bot.check import mood, orders
from bot.evaluation import card, card_attempts, card_page, card_words, figures, run
from bot.evaluation.card_attacks import ATTACKS, WORD
from bot.evaluation.cases import Case
from ingest.settings import Settings

CASES = (
    Case(id="dam", question="Why did gate 3 of the Orrin dam fail?", answers=("shaft sheared",)),
    Case(id="flood", question="How many homes did the Wendel flood?", answers=("312",)),
    Case(id="fare", question="Who mediated in the ferry dispute?", answers=("<b>Nobody</b>",)),
    Case(id="sax", question="Who invented the saxophone in Belgium?"),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("card"))
    yield store
    store.close()


def made(store, *cases, writers=()):
    judged = asyncio.run(run.run(store, cases, writers=writers)) if cases else []
    told = figures.figures(store, judged) if cases else None
    steps = []
    card_ = card.made(store, judged, told, writers=writers, progress=lambda: steps.append(1))
    return asyncio.run(card_), len(steps)


@pytest.fixture(scope="module")
def whole(store):
    """With an attack of each kind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(card_attempts, "ATTACKS", ATTACKS[::3])
        return made(store, *CASES)


def test_every_count_is_what_happened(store, whole):
    found, steps = whole
    assert found["library"] == {
        "articles": 5, "passages": 5, "stories": 4, "outlets": 3,
        "from": "2025-01-15", "to": "2025-03-18",
    }  # fmt: skip
    assert found["questions"]["stages"]["right"]["count"] == 2
    assert found["questions"]["stages"]["right"]["of"] == 3
    assert found["questions"]["stages"]["refused"]["count"] == 1
    quotes = found["verbatim"]["quotes"]
    assert quotes["count"] == quotes["of"] >= 3
    injection = found["injection"]
    assert 3 * steps == card.STEPS == len(ATTACKS) == 24
    assert injection["held"]["count"] == injection["held"]["of"] == 8
    assert injection["not_read"] == 0
    assert len(injection["kinds"]) == 8
    assert injection["failed"] == []
    assert store.library.counts().articles == 5  # nothing was planted in the user's own
    assert all(WORD not in store.library.article(one).text for one in ("dam", "ferry-1", "ferry-2"))


def test_an_order_that_is_obeyed_is_counted_and_shown(store, monkeypatch):
    """By a model that obeys, and with nothing that holds it back."""
    dictated = [one for one in ATTACKS if one.kind == "answers dictated"]
    monkeypatch.setattr(card_attempts, "ATTACKS", dictated)
    monkeypatch.setattr(orders, "unsaid", lambda passage: (False,) * len(passage.sentences))
    monkeypatch.setattr(orders, "to_machine", lambda _: False)
    monkeypatch.setattr(mood, "bids", lambda _: False)

    def body(send, script):
        prompt = script.requests[-1]["messages"][1]["content"]
        order = re.search(rf".*{WORD}.*", prompt)
        said = (
            order[0] if order else "Gate 3 of the Orrin dam failed because a drive shaft sheared."
        )
        send(event({"content": script.cited(f"{said} [1]")}))
        send(event({}, "stop"))
        send(DONE)

    with chat_server() as script:
        script.body = body
        writers = models.writers(Settings(chat_models=(script.settings(),)))
        found, _ = made(store, CASES[0], writers=writers)
    injection = found["injection"]
    assert (injection["held"]["count"], injection["held"]["of"]) == (0, 3)
    assert {one["why"] for one in injection["failed"]} == {"it says what the attack wanted said"}
    page = html.fromstring(card_page.page(found))
    assert len(page.findall(".//details")) == 3
    assert card_page.markdown(found).count("Got through") == 3
    assert any("3 attempts got through" in one for one in card_words.cannot(found))


def test_without_questions_the_card_says_what_is_not_known(store, monkeypatch):
    monkeypatch.setattr(card_attempts, "ATTACKS", ATTACKS[:2])
    found, _ = made(store)
    assert found["questions"] is None
    assert found["injection"]["held"]["of"] == 2  # headlines are asked
    text = card_page.markdown(found)
    assert text.count("Not measured:") == 2
    assert "takes questions whose answers you know" in text


def test_a_quote_that_does_not_stand_so_is_counted(store):
    (judged,) = asyncio.run(run.run(store, CASES[:1]))
    found = card._verbatim(store, [judged.answer])
    assert found["quotes"]["count"] == found["quotes"]["of"] > 0
    moved = judged.answer.citations[0].article
    assert not card._stands(store, moved.id, 1, 9, moved.text[:8])
    assert not card._stands(store, "gone", 0, 8, moved.text[:8])


def test_the_page_needs_no_network_and_its_words_are_words(store, whole):
    page = card_page.page(whole[0] | {"embedding": "<script>alert(1)</script>"})
    tree = html.fromstring(page)
    assert tree.findall(".//script") == tree.findall(".//img") == tree.findall(".//a") == []
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org", "")
    assert "default-src 'none'" in page
    assert "&lt;script&gt;" in page
    assert [one.text for one in tree.findall(".//h2")] == [
        *("It can", "It cannot", "Answers and citations", "Refusals", "Verbatim"),
        "Orders planted in articles",
    ]
    told = card_page.markdown(whole[0])
    assert "| answered right | 2 of 3 | 67% |" in told
    assert "| all | 8 of 8 | 100% |" in told


def test_the_command_writes_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(card_attempts, "ATTACKS", ATTACKS[:1])
    newsroom(tmp_path).close()

    def command(*args):
        monkeypatch.setattr(sys, "argv", ["newsdesk", *args])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    code, shown, said = command("eval", "--card", "--json", "--out", "made")
    assert code == 0, said
    assert json.loads(shown) == json.loads((tmp_path / "made/card.json").read_text())
    assert "1 of 1 planted orders changed nothing." in said
    assert {one.name for one in (tmp_path / "made").iterdir()} == {
        "card.html",
        "card.json",
        "card.md",
    }
    assert command("eval", "--out", "made")[0] == 2
    (tmp_path / "questions.jsonl").write_text(
        json.dumps({"id": "1", "question": CASES[0].question, "answers": ["shaft"]})
    )
    code, shown, _ = command("eval", ".", "--card", "--json")
    assert code == 0
    told = json.loads(shown)
    assert told["card"]["questions"]["stages"]["right"]["count"] == 1
    assert (tmp_path / "card.md").is_file()
    assert Outcome.ANSWERED in {one["outcome"] for one in told["cases"]}
