"""Tables of articles: what columns are called, how cells are divided, and what is refused."""

import time

import pytest

from ingest.article import Article
from ingest.errors import SourceError
from ingest.parse import formats, recognition
from ingest.sources import paths

POOL = "The pool on Mill Lane closes for a year, the council said on Monday."
LEAK = "It has leaked since the spring, and nobody has found out where the water goes."
TABLE = (
    "date,outlet,headline,body\n"
    f'2025-01-06,Mill Gazette,Pool to close,"{POOL}"\n'
    f'2025-01-07,Mill Gazette,"The ""leak""","{LEAK}\n\nSo it is."\n'
)


def read(table, name="a.csv"):
    """(articles, (place, reason) of what is none)"""
    data = table if isinstance(table, bytes) else table.encode()
    found = list(formats.parse(data, file_name=name, uri=f"/news/{name}"))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [(one.source, one.reason) for one in found if isinstance(one, SourceError)]


def told(articles):
    return [(one.title, one.text, one.source, one.published_at) for one in articles]


TOLD = [
    ("Pool to close", POOL, "Mill Gazette", "2025-01-06"),
    ('The "leak"', f"{LEAK}\n\nSo it is.", "Mill Gazette", "2025-01-07"),
]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_row_is_an_article_whatever_divides_cells_and_lines(sign, end):
    head, pool, leak = TABLE.split("\n", 2)
    rows = [head.replace(",", sign), pool.replace(",", sign, 3)]
    rows.append(leak.replace(",", sign, 3))
    assert (told(read(end.join(rows))[0]), read(end.join(rows))[1]) == (TOLD, [])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_spreadsheets_are_seen_through(encoding):
    ((pool, leak), _) = read(TABLE.replace("Mill Gazette", "Mühlenblatt").encode(encoding))
    assert (pool.source, leak.title) == ("Mühlenblatt", 'The "leak"')


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Title;Full Text;Pub Date;Source Name", f"Pool to close;{POOL};2025-01-06;Mill Gazette"),
        ("Titel;Text;Datum;Zeitung", f"Pool to close;{POOL};06.01.2025;Mill Gazette"),
        ("Titre\tTexte\tDate\tJournal", f"Pool to close\t{POOL}\t6 janvier 2025\tMill Gazette"),
        ("Título|Contenido|Fecha|Fuente", f"Pool to close|{POOL}|2025-01-06|Mill Gazette"),
        (
            "sep=|\nname|story|published_at|newspaper",
            f"Pool to close|{POOL}|2025-01-06|Mill Gazette",
        ),
        (
            ";no;title;author;article;content;date;source",
            f"7;8;Pool to close;;81;{POOL};2025-01-06;Mill Gazette",
        ),
    ],
)
def test_columns_are_known_by_their_usual_names(head, row):
    assert told(read(f"{head}\n{row}\n")[0]) == TOLD[:1]


def test_all_that_a_row_says_is_kept():
    ((pool, lake), problems) = read(
        "id,title,text,url,authors,section,language,kind,updated\n"
        f'g-7,Pool,"{POOL}",https://g.example/p,"Ann Lee and Tom Ray",Local,en-GB,opinion,'
        "2025-01-08\n"
        f'2,Lake,"<p>{POOL}</p><p>{LEAK}</p>",NULL,Ann Lee; The desk,NULL\n'
    )
    assert (pool.id, pool.url, pool.authors) == (
        "g-7",
        "https://g.example/p",
        ("Ann Lee", "Tom Ray"),
    )
    assert (pool.section, pool.language, pool.kind) == ("Local", "en", "opinion")
    assert (pool.updated_at, lake.text, lake.url) == ("2025-01-08", f"{POOL}\n\n{LEAK}", "")
    assert (lake.authors, lake.section, problems) == (("Ann Lee", "The desk"), "", [])
    assert len(lake.id) > 10  # every table counts its rows from one


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (("5/3/2025", "25/3/2025 14:05"), ["2025-03-05", "2025-03-25T14:05:00"]),
        (("5/3/2025", "3/25/2025"), ["2025-05-03", "2025-03-25"]),
        (("5/3/2025", "6/3/2025"), ["2025", "2025"]),
    ],
)
def test_a_days_place_before_the_month_is_what_the_tables_other_dates_show(dates, expected):
    rows = "".join(
        f"{day},Pool {n},{POOL}\n".replace(", the", "; the") for n, day in enumerate(dates)
    )
    articles, _ = read(f"date,title,text\n{rows}")
    assert [one.published_at for one in articles] == expected


@pytest.mark.parametrize(
    ("table", "place", "said"),
    [
        ("title,date\nPool,2025-01-06\n", "", "is a table without a column for the articles' text"),
        (f'Pool,"{POOL}"\n', "", "is a table without a column for the articles' text"),
        ("title,text\n", "", "is a table without a row"),
        ("title,text\nPool,\n", ":2", "has no text"),
        (f"title,text\nPool,{POOL}\n", ":2", "has 3 cells below 2 columns"),
        (f'title,text\nPool,"{POOL}\nLake,{LEAK}\n', ":2", "cannot be read on: a quotation mark"),
        (f"title,text\nPool,{'x' * 5_000_001}\n", ":2", "cannot be read on: field larger than"),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(table, place, said):
    articles, ((source, reason),) = read(table)
    assert (articles, source) == ([], f"/news/a.csv{place}")
    assert reason.startswith(said)


def test_a_bad_row_costs_itself_alone_and_of_many_the_first_are_named():
    rows = "Pool,\n" * 150 + f"Lake,{LEAK.replace(',', ';')}\n"
    articles, problems = read(f"title,text\n{rows}title,text\n")
    assert [one.title for one in articles] == ["Lake"]
    assert len(problems) == 101
    assert problems[-1] == ("/news/a.csv (rows)", "50 more rows are no articles")


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (TABLE, "a.txt", "csv"),
        (TABLE, "", "csv"),
        (f"Pool to close, text and date\n\n{POOL}", "a.txt", "text"),
        (f"Title, text\n\n{POOL}", "a.txt", "text"),
        (f"text\n{POOL}\n", "a.txt", "text"),
        (f"Pool, lake, title, sea, text, river\n{POOL}", "a.txt", "text"),
        (POOL, "a.TSV", "csv"),
        (f"<html><body><p>{POOL}</p></body></html>", "a.csv", "html"),
        ('{"title": "Pool"}', "a.csv", "json"),
    ],
)
def test_a_table_is_known_by_its_name_or_by_its_columns(data, name, kind):
    assert recognition.recognised(data.encode(), "", name) == kind


def test_tables_are_read_in_folders_and_spreadsheets_are_named_as_unread(tmp_path):
    for name in ("a.csv", "b.tsv", "c.xlsx", "d.dat"):
        (tmp_path / name).write_text(TABLE.replace(",", "\t", 3) if name == "b.tsv" else TABLE)
    found = list(paths.walk([tmp_path]))
    assert [one.path.name for one in found if isinstance(one, paths.Found)] == ["a.csv", "b.tsv"]
    others, unread = [one.reason for one in found if isinstance(one, SourceError)]
    assert ".dat" in others  # counted, see test_paths.py
    assert unread == "is not read, as a file that ends in .xlsx; save it as .csv"


def test_a_long_table_takes_no_long_time():
    started = time.process_time()
    articles, _ = read("title,text\n" + f'Pool,"{POOL}"\n' * 20_000)
    assert len(articles) == 20_000
    assert time.process_time() - started < 5
