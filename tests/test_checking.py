"""`newsdesk check`."""

import json
import sys

import pytest

from bot import cli

QUOTE = "The council approved £46.2 million for the tramway, Ines Falk said."


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run the command in an empty folder; gives exit code, stdout, stderr."""
    monkeypatch.chdir(tmp_path)

    def ran(*args):
        monkeypatch.setattr(sys, "argv", ["newsdesk", "check", *args])
        with pytest.raises(SystemExit) as stopped:
            cli.main()
        out, err = capsys.readouterr()
        return stopped.value.code or 0, out, err

    return ran


def test_a_pair_is_checked_and_the_verdict_explained(run):
    statement = "The council approved £64.2 million for the tramway."
    code, out, _ = run("--statement", statement, "--quote", QUOTE, "--words")
    assert code == 0
    assert out == (
        "unsupported (0.00)\n  It says £64.2 million where the quote says £46.2 million.\n"
    )


def test_with_vectors_and_json(run):
    code, out, _ = run("--statement", "The tramway was approved.", "--quote", QUOTE, "--json")
    assert code == 0
    assert json.loads(out) == {"verdict": "supported", "score": 1.0, "reasons": []}


def test_a_batch_is_worked_off_line_by_line(run, tmp_path):
    file = tmp_path / "pairs.jsonl"
    rows = [
        {"id": 1, "statement": "The council approved the tramway.", "quote": QUOTE},
        {"id": "b", "statement": "It happened on Monday, 3 March 2025.", "quote": "It happened "
         "on Monday.", "published_at": "2025-03-05"},
        {"id": "c", "statement": "Strake resigned.", "quote": "He resigned.",
         "about": None, "beside": "Colin Strake spoke. He resigned."},
    ]  # fmt: skip
    file.write_text("\n\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    code, out, _ = run("--batch", str(file), "--words")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(one["id"], one["verdict"]) for one in found] == [
        (1, "supported"),
        ("b", "supported"),
        ("c", "supported"),
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("no json", "pairs.jsonl:1"),
        ('{"statement": "a", "quote": "b"}', "pairs.jsonl:1"),
        ('{"id": 1, "statement": "a"}', "one is empty"),
        ('{"id": 1, "statement": "a", "quote": 3}', "must be texts"),
        ("[1]", "pairs.jsonl:1"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(run, tmp_path, line, says):
    file = tmp_path / "pairs.jsonl"
    file.write_text(line, encoding="utf-8")
    code, out, err = run("--batch", str(file))
    assert (code, out) == (2, "")
    assert says in err


def test_nothing_to_check_is_wrong_usage(run, tmp_path):
    assert run("--statement", "a")[0] == 2
    assert run("--batch", str(tmp_path / "none.jsonl"))[0] == 2
    assert run("--batch", str(tmp_path / "none.jsonl"), "--quote", "b")[0] == 2
