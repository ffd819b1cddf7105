"""Measured quality on a user's own questions: what is read, judged, counted, compared and shown."""

import asyncio
import json
import re
import shlex
import sys
from dataclasses import replace

import pytest
from chat_server import chat_server
from conftest import ROOT
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import html
from newsroom import newsroom

from bot import cli, models
from bot.errors import EvaluationError
from bot.evaluation import cases, changes, figures, page, run
from bot.evaluation.cases import Case
from bot.question.understanding import understand
from bot.search import retrieve
from ingest.settings import RetrievalSettings, Settings

DAM = Case(id="dam", question="Why did gate 3 of the Orrin dam fail?", answers=("shaft sheared",))
FARE = Case(
    id="fare",
    question="What will a single crossing on the Saltmarsh ferry cost?",
    now="2025-02-01",
    answers=("£4.10",),
    articles=("ferry-1",),
)
SAX = Case(id="sax", question="Who invented the saxophone in Belgium?")
LATER = replace(FARE, id="later", answers=("£3.60",), articles=("ferry-2",))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("evaluate"))
    yield store
    store.close()


def judged(store, *asked, writers=()):
    return asyncio.run(run.run(store, asked, writers=writers))


# Reading


def written(folder, *rows):
    lines = [one if isinstance(one, str) else json.dumps(one) for one in rows]
    (folder / "questions.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_folder_of_questions_is_read(tmp_path):
    full = {
        "id": 7, "question": "Why?", "now": "2025-01-20", "answers": ["a", "b"],
        "articles": ["x"], "quotes": ["c d"], "note": "asked by a reader",
    }  # fmt: skip
    folder = written(tmp_path, "\ufeff" + json.dumps(full), "", {**full, "id": "8", "now": None})
    first, second = cases.read(folder, longest=100)
    assert first == Case(
        id="7",
        question="Why?",
        now="2025-01-20",
        answers=("a", "b"),
        articles=("x",),
        quotes=("c d",),
    )
    assert (second.id, second.now) == ("8", "")
    assert cases.read(folder / "questions.jsonl", longest=100) == (first, second)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("no json", "is not JSON; write"),
        ("[" * 100_000, "is not JSON; write"),
        ("[1]", "is no JSON object; write"),
        ({"question": "Why?", "answers": []}, 'has no "id"'),
        ({"id": ["a"], "question": "Why?", "answers": []}, 'has no "id"'),
        ({"id": "a", "answers": []}, 'needs "question"'),
        ({"id": "a", "question": "Why?", "now": 2025, "answers": []}, '"now", where there is one'),
        ({"id": "a", "question": "Why?"}, 'has no "answers"; list what a right answer may say'),
        ({"id": "a", "question": "Why?", "answer": ["x"]}, 'has "answer"; it is called "answers"'),
        (
            {"id": "a", "question": "Why?", "answers": "x"},
            'has "x" as "answers"; it must be a list',
        ),
        ({"id": "a", "question": "Why?", "answers": [4]}, "it must be a list of strings"),
        ({"id": "a", "question": "Why?", "answers": ["x", " !"]}, "has ' !' among its \"answers\""),
        ({"id": "a", "question": "Why?", "answers": [], "quotes": ["x"]}, "has no answer but"),
        ({"id": "a", "question": " ", "answers": []}, "cannot be asked: The question is empty"),
        (
            {"id": "a", "question": "w" * 101, "answers": []},
            "cannot be asked: The question has 101",
        ),
        ({"id": "a", "question": "Why?", "now": "soon", "answers": []}, "'soon', which is no date"),
        ({"id": "1", "question": "Why?", "answers": []}, "has the \"id\" '1' of another"),
    ],
)
def test_a_line_that_cannot_be_used_is_named_with_what_to_do(tmp_path, line, says):
    folder = written(tmp_path, {"id": "1", "question": "Who?", "answers": []}, line)
    with pytest.raises(EvaluationError) as caught:
        cases.read(folder, longest=100)
    assert str(caught.value).startswith(f"{folder / 'questions.jsonl'}:2 ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_all_mistakes_are_named_at_once_up_to_ten(tmp_path):
    with pytest.raises(EvaluationError) as caught:
        cases.read(written(tmp_path, *["{}"] * 13), longest=100)
    lines = str(caught.value).split("\n")
    assert len(lines) == 11
    assert lines[-1] == "And 3 more."


def test_no_question_at_all_is_said(tmp_path):
    with pytest.raises(EvaluationError, match=r"There is no .*Name a folder that holds questions"):
        cases.read(tmp_path, longest=100)
    with pytest.raises(EvaluationError, match=r"is empty. Write one question a line"):
        cases.read(written(tmp_path, "", " "), longest=100)
    (tmp_path / "questions.jsonl").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(EvaluationError, match="cannot be read"):
        cases.read(tmp_path, longest=100)


# Judging


@pytest.mark.parametrize(
    ("answer", "text", "is_so"),
    [
        ("61,400", "records of 61400 patients", True),
        ("1400", "records of 61,400 patients", False),
        ("Tomas Eide", "TOMAS  EIDE, who", True),
        ("art", "the party", False),
        ("£4.10", "from £4.10 on", True),
        ("£4.10", "from £4.1 on", False),
        ("4.10", "£4.10.", True),
        ("19%", "about 19 per cent", False),
        ("Straße", "die STRASSE", True),
        ("Москва", "в Москва, в", True),
        ("東京", "彼は東京都に", True),
        ("京東", "彼は東京都に", False),
        ("U.S.", "in the U.S. and", True),
        ("one", "", False),
    ],
)
def test_an_answer_is_found_as_whole_words(answer, text, is_so):
    assert Case(id="a", question="?", answers=(answer,)).is_answered_by(text) is is_so


@given(before=st.text(), answer=st.text(), after=st.text())
def test_what_stands_between_blanks_is_found_whatever_is_around_it(before, answer, after):
    assume(cases.comparable(answer).strip())  # else the line is refused
    case = Case(id="a", question="?", answers=(answer,))
    assert case.is_answered_by(f"{before} \n{answer}\n {after}")


def test_evidence_may_be_a_quote_and_must_be_of_the_right_article():
    case = Case(id="a", question="?", answers=("x",), quotes=("put off since 2021",))
    assert case.is_shown_by("It was put off, since 2021!", "any")
    assert not case.is_answered_by("It was put off since 2021")
    here = replace(case, articles=("dam",))
    assert here.is_shown_by("an x", "dam")
    assert not here.is_shown_by("an x", "ferry")


def test_questions_go_through_every_stage(store):
    dam, fare, sax = judged(store, DAM, FARE, SAX)
    for one in (dam, fare):
        assert one.passed == {"found", "ranked", "cited", "right"}
        assert (one.lost_at, one.rank) == ("", 1)
        assert 0 < one.search_seconds <= one.answer_seconds
    assert (sax.passed, sax.lost_at, sax.rank) == ({"refused"}, "", 0)


def test_an_article_of_later_is_not_found(store):
    (later,) = judged(store, LATER)
    assert (later.passed, later.lost_at, later.rank) == (frozenset(), "found", 0)
    (today,) = judged(store, replace(LATER, now=""))
    assert today.passed >= {"found", "ranked"}


def test_what_stands_behind_the_passages_handed_on_is_found_but_not_ranked(tmp_path):
    narrow = Settings(retrieval=RetrievalSettings(passages=1))
    case = replace(FARE, now="", question="Who ended the quarrel over the Saltmarsh ferry fare?")
    with newsroom(tmp_path, narrow) as store:
        first, second = judged(
            store,
            replace(case, answers=("£4.10", "£3.60"), articles=()),
            replace(case, answers=("shaft",), articles=("dam",)),
        )
    assert (first.rank, "ranked" in first.passed) == (1, True)
    assert 3 <= second.rank <= 4  # behind both articles on the ferry
    assert (second.passed, second.lost_at) == ({"found"}, "ranked")
    assert len(first.hits) == len(second.hits) == 1


def test_what_was_not_handed_on_does_not_count_as_if_it_were(store):
    question = understand(DAM.question)
    assert run._rank(store, DAM, question, retrieve.search(store, question, k=2).hits) == 1
    others = retrieve.search(store, understand("Saltmarsh ferry"), k=2).hits
    assert run._rank(store, DAM, question, others) == 3


def test_an_answer_that_cites_something_else_is_lost_there(store):
    with chat_server() as script:
        script.reply = "The last inspection of the dam had been put off since 2021 [1]."
        writers = models.writers(Settings(chat_models=(script.settings(),)))
        case = replace(DAM, answers=("nothing of the kind", "ferry"), quotes=("312 homes",))
        cited_not, right_not = judged(
            store, case, replace(DAM, answers=("saboteurs",), quotes=("put off",)), writers=writers
        )
    assert cited_not.passed == {"found", "ranked"}
    assert cited_not.lost_at == "cited"
    assert right_not.passed == {"found", "ranked", "cited"}
    assert right_not.lost_at == "right"


def test_the_number_of_a_citation_is_no_answer(store):
    (one,) = judged(store, replace(DAM, answers=("1",)))
    assert "[1]" in one.answer.text
    assert "right" not in one.passed


def test_an_answer_to_what_the_articles_do_not_say_is_not_refused(store):
    (one,) = judged(store, replace(DAM, answers=()))
    assert (one.passed, one.lost_at) == (frozenset(), "refused")


def test_a_question_that_this_library_cannot_be_asked_is_named(store):
    with pytest.raises(EvaluationError, match=r"Question 'dam' cannot be asked: .*no date"):
        judged(store, replace(DAM, now="soon"))


# Counting


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        (5, 10, 0.2366, 0.7634),
        (9, 9, 0.7009, 1.0),
        (0, 3, 0.0, 0.5615),
        (1, 1, 0.2065, 1.0),
        (90, 100, 0.8256, 0.9448),
    ],
)
def test_a_share_says_how_sure_it_is(count, of, low, high):
    told = figures.share([True] * count + [False] * (of - count))
    assert (told["count"], told["of"]) == (count, of)
    assert told["share"] == pytest.approx(count / of, abs=1e-4)
    assert (told["low"], told["high"]) == pytest.approx((low, high), abs=1e-4)


def test_no_question_has_no_share():
    assert figures.share([])["share"] is None
    assert figures.mean([]) is None


def test_times_are_told_by_quantiles():
    told = figures.quantiles([number / 1000 for number in range(100, 0, -1)])
    assert told == {"p50": 0.05, "p90": 0.09, "p95": 0.095, "max": 0.1}
    assert figures.quantiles([0.3, 0.1, 0.2])["p50"] == 0.2
    assert figures.quantiles([0.3]) == {"p50": 0.3, "p90": 0.3, "p95": 0.3, "max": 0.3}


@pytest.fixture(scope="module")
def told(store):
    asked = (DAM, FARE, SAX, LATER, replace(DAM, id="not refused", answers=()))
    return figures.figures(store, judged(store, *asked))


def test_the_figures_count_stages_ranks_and_losses(told):
    assert (told["questions"], told["answerable"], told["unanswerable"]) == (5, 3, 2)
    counts = {name: (one["count"], one["of"]) for name, one in told["stages"].items()}
    assert counts == {
        "found": (2, 3), "ranked": (2, 3), "cited": (2, 3), "right": (2, 3), "refused": (1, 2),
    }  # fmt: skip
    assert told["lost"] == {
        "found": ["later"], "ranked": [], "cited": [], "right": [], "refused": ["not refused"],
    }  # fmt: skip
    assert {depth: one["count"] for depth, one in told["hit"].items()} == {
        "1": 2, "3": 2, "5": 2, "10": 2,
    }  # fmt: skip
    assert told["mrr"] == pytest.approx(2 / 3, abs=1e-4)
    assert told["library"] == {"articles": 5, "passages": 5}
    assert told["models"] == ["extractive"]
    lost = told["cases"][3]
    assert (lost["id"], lost["lost_at"], lost["passed"]) == ("later", "found", [])
    assert lost["hits"][0]["article"]["id"] == "ferry-1"
    assert json.loads(json.dumps(told)) == told


def test_false_refusals_are_refusals_of_what_the_articles_say(store):
    case = replace(DAM, question="Who invented the saxophone in Belgium?")
    told = figures.figures(store, judged(store, case, SAX))
    assert told["false_refusals"]["count"] == told["false_refusals"]["of"] == 1


# Comparing


def turned(told, **lost):
    """The same figures, with some questions lost elsewhere."""
    rows = [{**one, "lost_at": lost.get(one["id"], one["lost_at"])} for one in told["cases"]]
    return {**told, "cases": rows}


def test_changes_are_told_by_question(told):
    old = turned(told, dam="cited", fare=None, later=None, sax="refused")
    old["cases"][0] = {**old["cases"][0], "id": "gone"}
    new = turned(told, fare="right")
    found = changes.changes(old, new)
    assert [one["id"] for one in found["better"]] == ["sax"]
    assert [one["id"] for one in found["worse"]] == ["fare", "later"]
    assert found["worse"][0] == {
        "id": "fare",
        "question": FARE.question,
        "was_lost_at": None,
        "is_lost_at": "right",
    }
    assert (found["new"], found["gone"], found["compared"]) == (["dam"], ["gone"], 4)
    assert page.verdict(found) == "1 better, 2 worse; too few to tell from chance (p = 1.00)."


def test_a_question_that_was_put_otherwise_is_another_one(told):
    rows = [{**told["cases"][0], "answers": ["something else"]}, *told["cases"][1:]]
    found = changes.changes({**told, "cases": rows}, told)
    assert (found["new"], found["gone"]) == (["dam"], ["dam"])
    assert page.verdict(found) == "none fares better or worse."


def test_a_loss_that_moves_is_neither_better_nor_worse(told):
    found = changes.changes(turned(told, later="cited"), told)
    assert [one["id"] for one in found["moved"]] == ["later"]
    assert found["better"] == found["worse"] == []


@pytest.mark.parametrize(
    ("better", "worse", "p"), [(0, 0, 1), (1, 1, 1), (0, 4, 0.125), (6, 0, 0.0312), (9, 2, 0.0654)]
)
def test_chance_is_told_by_the_sign_test(better, worse, p):
    assert changes.sign_test(better, worse) == changes.sign_test(worse, better) == p


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "cannot be read: No such file"),
        ("no json", "is no eval.json"),
        ("[]", "is no eval.json"),
        ('{"format": 1}', "is no eval.json"),
        ('{"format": 1, "cases": [4]}', "is no eval.json"),
        ('{"format": 1, "cases": [{"id": "dam", "passed": []}]}', "is no eval.json"),
        ('{"format": 0, "cases": []}', "of another version"),
    ],
)
def test_what_is_no_earlier_run_is_said(tmp_path, content, says):
    if content is not None:
        (tmp_path / "old.json").write_text(content)
    with pytest.raises(EvaluationError, match=says):
        changes.load(tmp_path / "old.json")


# Showing


def test_the_page_shows_every_stage_in_a_plot_and_in_a_table(told):
    shown = html.fromstring(page.page(told, changes.changes(turned(told, sax="refused"), told)))
    drawings = shown.findall(".//svg")
    assert len(drawings) == 3
    names = set()
    for one in drawings:
        assert one.get("role") == "img"
        for name in one.get("aria-labelledby").split():
            (label,) = one.xpath(f"./*[@id='{name}']")
            assert label.text
            names.add(name)
        assert one.getnext().tag == "table"
    assert len(names) == 6
    first = drawings[0].getnext()
    rows = {row.findtext("th"): row.findtext("td") for row in first.findall(".//tbody/tr")}
    assert rows == {
        "found": "2 of 3", "ranked": "2 of 3", "cited": "2 of 3", "answered right": "2 of 3",
        "refused": "1 of 2",
    }  # fmt: skip
    text = shown.text_content()
    assert "over 5 questions that both runs asked: 1 better, 0 worse" in text
    for case in (LATER, DAM):
        assert case.question in [one.text for one in shown.findall(".//summary")]
    assert "Ferry fare to rise in March" in text  # what was found instead


def test_the_page_needs_nothing_from_elsewhere(told):
    shown = page.page(told)
    assert "default-src 'none'" in shown
    for way_out in ("<script", "src=", "href=", "url(", "@import", "http://", "https://"):
        assert way_out not in shown.replace('http-equiv="', ""), way_out
    assert "prefers-color-scheme:dark" in shown


def test_foreign_words_stay_words(told):
    evil = "</details><script>alert(1)</script><img src=x onerror=alert(2)>"
    article = {"source": evil, "title": evil, "published_at": evil}
    case = {
        "id": evil, "question": evil, "now": evil, "answers": [evil], "passed": [], "rank": None,
        "lost_at": "found", "outcome": evil, "text": evil, "search_seconds": 0.1,
        "answer_seconds": 0.2, "citations": [{"quote": evil, "article": article}],
        "hits": [{"text": evil, "score": 1.0, "article": article}],
    }  # fmt: skip
    lost = {**told["lost"], "found": [evil]}
    evil_told = {
        **told, "cases": [case], "lost": lost, "models": [evil], "embedding": evil,
        "made_at": evil, "newsdesk": evil,
    }  # fmt: skip
    row = {"id": evil, "question": evil, "was_lost_at": None, "is_lost_at": evil}
    changed = {
        "made_at": evil, "compared": 1, "better": [], "worse": [row], "moved": [],
        "new": [evil], "gone": [evil], "chance": 1.0,
    }  # fmt: skip
    shown = page.page({**evil_told, "lost": {**lost, "refused": []}}, changed)
    assert "<script" not in shown
    assert "<img" not in shown
    tree = html.fromstring(shown)
    assert tree.findall(".//script") == tree.findall(".//img") == []


def test_a_set_without_answers_or_without_refusals_is_shown_too(store):
    for asked in (SAX, DAM):
        told = figures.figures(store, judged(store, asked))
        shown = html.fromstring(page.page(told)).text_content()
        assert "none" in shown
        assert "Questions that were lostNone." in shown


# The command


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs `newsdesk` in this process, since starting one is not the point: (code, out, err)."""
    monkeypatch.chdir(tmp_path)

    def called(*args):
        monkeypatch.setattr(sys, "argv", ["newsdesk", *args])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code or 0, said.out, said.err

    return called


def test_the_example_of_the_documentation_runs(tmp_path, command):
    for name in ("corpus", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    told = (ROOT / "docs/evaluate.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\$ \.venv/bin/newsdesk (.*)$", told, re.MULTILINE)
    assert len(lines) == 3
    for line in lines:
        code, shown, said = command(*shlex.split(line))
        assert code == 0, said
    assert "12 questions to 37 articles: 9 with an answer in them, 3 without." in shown
    assert "none fares better or worse." in shown
    held = json.loads((tmp_path / "after/eval.json").read_text(encoding="utf-8"))
    assert held["stages"]["found"]["count"] == held["stages"]["ranked"]["count"] == 9
    assert held["stages"]["right"]["count"] >= 5
    assert held["stages"]["refused"]["count"] >= 2
    assert "<svg" in (tmp_path / "example-eval/eval.html").read_text(encoding="utf-8")
    assert [one.name for one in (ROOT / "docs/questions").iterdir()] == ["questions.jsonl"]


def test_the_lines_of_the_documentation_are_questions(tmp_path):
    (block,) = re.findall(
        r"```json\n(.*?)```", (ROOT / "docs/evaluate.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert len(cases.read(written(tmp_path, block), longest=2000)) == 3


def test_the_command_says_what_is_wrong(tmp_path, command):
    code, shown, said = command("eval", ".")
    assert (code, shown) == (1, "")
    assert said.startswith("There is no questions.jsonl. Name a folder")
    written(tmp_path, {"id": "1", "question": "Why?", "answers": []})
    code, shown, said = command("eval", ".")
    assert (code, shown) == (1, "")
    assert "There is no library in data" in said
    assert "old.json cannot be read" in command("eval", ".", "--compare", "old.json")[2]
    assert command("eval")[0] == 2


def test_json_goes_to_stdout_alone_and_files_beside_the_questions(tmp_path, command):
    newsroom(tmp_path).close()
    written(tmp_path, {"id": "\ud800", "question": DAM.question, "answers": ["shaft"]})
    code, shown, said = command("eval", str(tmp_path), "--json")
    assert code == 0, said
    told = json.loads(shown)
    assert told["stages"]["right"]["count"] == 1
    assert said.startswith("Written: ")
    assert json.loads((tmp_path / "eval.json").read_text())["cases"] == told["cases"]
    (tmp_path / "file").touch()
    code, _, said = command("eval", str(tmp_path), "--out", "file")
    assert code == 1
    assert "The figures cannot be written to file" in said
