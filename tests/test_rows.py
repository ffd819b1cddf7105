"""Tables: each row a sentence that stands alone, wherever the table came from."""

import time
from io import BytesIO

import docx
import pytest

from ingest.article import Span
from ingest.parse import docx as word
from ingest.parse import jsonl, markdown, text
from ingest.parse.layout import rows
from ingest.parse.web import fragment, html
from ingest.text.split import sentences

HEAD = ["Candidate", "Party", "Votes"]
BODY = [["Ann Lee", "Green", "2,115"], ["Tom Ray", "Reform", "10,351"]]
TOLD = ["Candidate: Ann Lee; Party: Green; Votes: 2,115.",
        "Candidate: Tom Ray; Party: Reform; Votes: 10,351."]  # fmt: skip
ABOVE = "Tom Ray has won the election in Elmstow for the party after two recounts, it was said."
BELOW = "Turnout was 48.3 per cent, down from 61 per cent at the election before, officials said."
PAGE = "\n\n".join([ABOVE, *TOLD, BELOW])


def table(head, body, mark="th"):
    first = "".join(f"<{mark}>{one}</{mark}>" for one in head)
    rest = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in body)
    return f"<table><tr>{first}</tr>{rest}</table>"


def page(inside):
    written = (
        f"<html><head><title>Ray wins Elmstow</title></head><body><article>"
        f"<h1>Ray wins Elmstow</h1><p>{ABOVE}</p>{inside}<p>{BELOW}</p></article></body></html>"
    )
    (article,) = html.parse(written.encode())
    return article.text


def between(inside):
    """What a page says between its two paragraphs."""
    said = page(inside).split("\n\n")
    assert (said[0], said[-1]) == (ABOVE, BELOW)
    return said[1:-1]


@pytest.mark.parametrize("mark", ["th", "td"])
def test_a_pages_table_is_told_by_row(mark):
    assert page(table(HEAD, BODY, mark)) == PAGE


@pytest.mark.parametrize("rule", ["|---|---|---:|\n", ""])
def test_a_table_in_markdown_or_in_pasted_text_is_told_by_row(rule):
    lines = [f"| {' | '.join(row)} |\n" for row in [HEAD, *BODY]]
    said = f"Ray wins Elmstow\n\n{ABOVE}\n\n{lines[0]}{rule}{''.join(lines[1:])}\n{BELOW}\n"
    (pasted,) = text.parse(said)
    assert pasted.text == PAGE
    if rule:
        (marked,) = markdown.parse(f"# {said}")
        assert marked.text == PAGE


def test_what_is_copied_out_of_a_spreadsheet_is_told_by_row():
    copied = "\n".join("\t".join(row) for row in [HEAD, *BODY])
    (article,) = text.parse(f"Ray wins Elmstow\n\n{ABOVE}\n\n{copied}\n\n{BELOW}")
    assert article.text == PAGE


def test_a_table_in_a_word_document_is_told_by_row():
    document = docx.Document()
    document.add_heading("Ray wins Elmstow", level=0)
    document.add_paragraph(ABOVE)
    made = document.add_table(rows=3, cols=3)
    for row, texts in zip(made.rows, [HEAD, *BODY], strict=True):
        for cell, said in zip(row.cells, texts, strict=True):
            cell.text = said
    document.add_paragraph(BELOW)
    out = BytesIO()
    document.save(out)
    (article,) = word.parse(out.getvalue(), file_name="a.docx", uri="a.docx")
    assert article.text == PAGE


def test_a_table_in_a_field_of_json_is_told_by_row():
    assert fragment.lines(table(HEAD, BODY)) == TOLD
    line = (
        '{"title": "Ray wins", "text": "It was close.\\n| A | B |\\n|---|---|\\n| 1 | 2 |\\nSo."}'
    )
    (article,) = jsonl.read(BytesIO(line.encode()), uri="a.jsonl", longest=1 << 20)
    assert article.text == "It was close.\nA: 1; B: 2.\nSo."


def test_a_row_is_one_sentence():
    for row in TOLD:
        assert sentences(row, Span(0, len(row))) == [Span(0, len(row))]


def test_names_over_several_columns_and_rows_are_joined_and_spanned_cells_repeated():
    said = (
        "<table><caption>Elmstow</caption><tr><th>Name</th><th colspan=2>Votes</th></tr>"
        "<tr><th></th><th>2024</th><th>2026</th></tr><tr><td rowspan=2>Ann Lee</td><td>5</td>"
        "<td>6</td></tr><tr><td>7</td><td>8</td></tr><tr><td colspan=3>Others</td></tr>"
        "<tr><td>Tom Ray</td><td></td><td>9</td></tr></table>"
    )
    assert between(said) == [
        "Elmstow",
        "Name: Ann Lee; Votes 2024: 5; Votes 2026: 6.",
        "Name: Ann Lee; Votes 2024: 7; Votes 2026: 8.",
        "Others",
        "Name: Tom Ray; Votes 2026: 9.",
    ]


def test_a_heading_cell_names_its_row():
    said = (
        "<table><tr><th>Born</th><td>1968</td></tr><tr><th>Trade</th><td>Weaver</td></tr></table>"
    )
    assert between(said) == ["Born: 1968.", "Trade: Weaver."]


def test_figures_without_names_are_parted_and_words_without_names_are_left():
    assert rows.sentences([["Ann Lee", "Chad", "2:11"], ["Tom Ray", "Mali", "2:13"]]) == [
        "Ann Lee; Chad; 2:11.",
        "Tom Ray; Mali; 2:13.",
    ]
    assert rows.sentences([["Home", "News"], ["Sport", "Weather"]]) == [
        "Home | News",
        "Sport | Weather",
    ]
    # Not "Name: Age; Ann Lee: 44": two columns may be a name and a value in each row.
    assert rows.sentences([["Name", "Ann Lee"], ["Age", "44"]]) == ["Name: Ann Lee.", "Age: 44."]


def test_a_table_that_arranges_a_page_is_no_data():
    said = f"<table><tr><td><h2>News</h2><p>{ABOVE}</p></td><td><p>{BELOW}</p></td></tr></table>"
    assert not any(";" in line or ": " in line for line in page(said).split("\n\n"))
    assert rows.sentences([[ABOVE, "9 May"], [BELOW, ""]])[0] == ABOVE


def test_tables_in_each_other_are_each_told():
    inner = table(HEAD, BODY)
    assert between(f"<table><tr><td>{inner}</td></tr></table>") == TOLD


@pytest.mark.parametrize("span", ["colspan=99999", "rowspan=99999 colspan=39", "colspan=x"])
def test_a_table_that_spans_too_much_is_read_in_time(span):
    began = time.perf_counter()
    said = fragment.lines(
        f"<table><tr><td {span}>5<td>6</tr>{'<tr><td>7<td>8</tr>' * 9000}</table>"
    )
    assert len(said) == 9001
    assert time.perf_counter() - began < 3


def test_beyond_bounds_cells_stand_alone():
    body = [["Ann Lee", str(number)] for number in range(rows.MOST_ROWS + 1)]
    said = rows.sentences(body, ["Name", "Votes"])
    assert said[0] == "Name: Ann Lee; Votes: 0."
    assert said[rows.MOST_ROWS] == f"Ann Lee | {rows.MOST_ROWS}"
    long = "word " * rows.LONGEST_ROW_WORDS + "end"
    assert rows.sentences([["Ann Lee", long]], ["Name", "Told"]) == [
        "Name: Ann Lee.",
        f"Told: {long}.",
    ]


@pytest.mark.parametrize(
    "lines",
    [["Pool | Mill Gazette", "It is shut."], ["| alone |"], ["a | b", "c | d"], ["|", "||"]],
)
def test_other_bars_stay(lines):
    assert rows.told(lines) == lines
