"""Files and folders: which are read, how their bytes become text, and what is said of the rest."""

import gzip
import json
import os
import stat
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.errors import Remark, SourceError
from ingest.parse import formats
from ingest.sources import files, paths
from ingest.sources.files import Found, fingerprint

POOL = "The swimming pool on Mill Lane will close for a year, the council said."
CLOSED = gzip.compress(b"Pool to close", mtime=0)


def walked(*targets):
    """(names of the files found, reasons given), in order."""
    found = list(paths.walk(targets))
    files = [one.path.name for one in found if isinstance(one, Found)]
    return files, [one.reason for one in found if isinstance(one, SourceError)]


def read(path, *, max_mb=1):
    """(articles, problems) of one file."""
    found = list(files.read(Found(path, path.stat().st_size, max_mb)))
    articles = [one for one in found if isinstance(one, Article)]
    return articles, [one for one in found if isinstance(one, SourceError)]


def reason(path, **options):
    articles, problems = read(path, **options)
    assert articles == []
    (problem,) = problems
    return problem.reason


def file(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_folder_gives_its_article_files_in_order_of_name(tmp_path):
    for name in ("b.txt", "a.MD", "c.html", "d.jsonl", "e.jsonl.gz", "f.htm"):
        file(tmp_path, name, POOL)
    for name in ("README.md", "picture.png", ".hidden.txt", "notes"):
        file(tmp_path, name, POOL)
    (tmp_path / "below").mkdir()
    file(tmp_path / "below", "z.txt", POOL)
    (tmp_path / ".git").mkdir()
    file(tmp_path / ".git", "x.txt", POOL)
    files, reasons = walked(tmp_path)
    assert files == ["a.MD", "b.txt", "z.txt", "c.html", "d.jsonl", "e.jsonl.gz", "f.htm"]
    left = "1 that end in .png, 1 without an ending"
    assert reasons == [f"of its files these are left out by their names: {left}"]


def test_what_may_hold_articles_and_is_not_read_in_folders_is_named(tmp_path):
    for name in ("a.txt", "b.DOC", "c.zip", "d.png"):
        file(tmp_path, name, POOL)
    assert walked(tmp_path) == (
        ["a.txt"],
        [
            "of its files these are left out by their names: 1 that end in .png",
            "is not read, as a file that ends in .doc; save it as .docx, PDF or plain text",
            "is not read, as a file that ends in .zip; unpack it first",
        ],
    )
    assert walked(tmp_path / "b.DOC") == (["b.DOC"], [])
    (left,) = paths.walk([tmp_path], exclude=["*.DOC", "*.zip", "*.png"])
    assert left.path.name == "a.txt"


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path):
    assert walked(file(tmp_path, "README.md", POOL), file(tmp_path, "notes", POOL)) == (
        ["README.md", "notes"],
        [],
    )


def test_a_file_is_read_once_however_often_it_is_named(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    (tmp_path / "b.txt").symlink_to(path)
    assert walked(path, tmp_path, path) == (["a.txt"], [])


def test_links_in_a_circle_end_and_are_said_once(tmp_path):
    (tmp_path / "below").mkdir()
    file(tmp_path / "below", "a.txt", POOL)
    (tmp_path / "below" / "circle").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    files, reasons = walked(tmp_path)
    assert files == ["a.txt"]
    assert reasons[0] == "the link leads back to a folder above it, which is read but once"
    assert reasons[1].startswith("cannot be read: ")
    assert len(reasons) == 2


def test_folders_that_all_link_to_each_other_end(tmp_path):
    names = [f"f{number}" for number in range(12)]
    for name in names:
        (tmp_path / name).mkdir()
        file(tmp_path / name, f"{name}.txt", POOL)
    for name in names:
        for other in names:
            (tmp_path / name / other).symlink_to(tmp_path / other)
    files, reasons = walked(tmp_path)
    assert files == sorted(f"{name}.txt" for name in names)
    assert set(reasons) == {"the link leads back to a folder above it, which is read but once"}


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path):
    (tmp_path / "archive").mkdir()
    file(tmp_path / "archive", "a.txt", POOL)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "old").symlink_to(tmp_path / "archive")
    assert walked(tmp_path / "news") == (["a.txt"], [])


@pytest.mark.parametrize(
    ("include", "exclude", "taken"),
    [
        ((), (), ["2024/a.html", "2025/b.html", "2025/d.txt", "2025/drafts/c.html", "e.txt"]),
        (("*.txt",), (), ["2025/d.txt", "e.txt"]),
        (("2025/*.html",), (), ["2025/b.html"]),
        (("2025/**/*.html",), (), ["2025/b.html", "2025/drafts/c.html"]),
        (("2025",), (), ["2025/b.html", "2025/d.txt", "2025/drafts/c.html"]),
        (("2025/",), ("drafts",), ["2025/b.html", "2025/d.txt"]),
        ((), ("**/drafts/*", "2024/**"), ["2025/b.html", "2025/d.txt", "e.txt"]),
        (("202[0-4]/*", "?.txt"), (), ["2024/a.html", "2025/d.txt", "e.txt"]),
        (("**",), ("2025/*",), ["2024/a.html", "e.txt"]),
    ],
)
def test_patterns_choose_among_the_files_of_a_folder(tmp_path, include, exclude, taken):
    for name in ("2024/a.html", "2025/b.html", "2025/d.txt", "2025/drafts/c.html", "e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        file(tmp_path, name, POOL)
    found = paths.walk([tmp_path], include=include, exclude=exclude)
    assert [str(one.path.relative_to(tmp_path)) for one in found] == taken
    (problem,) = paths.walk([tmp_path], include=("*.TXT",))
    assert problem.reason == "none of its 5 files matches ingest.include and ingest.exclude"
    named = list(paths.walk([tmp_path / "e.txt"], include=include, exclude=("*",)))
    assert [one.path.name for one in named] == ["e.txt"]


def test_a_folder_called_like_a_file_is_a_folder_and_a_pipe_among_files_is_said(tmp_path):
    (tmp_path / "x.pdf").mkdir()
    file(tmp_path / "x.pdf", "a.txt", POOL)
    os.mkfifo(tmp_path / "pipe.txt")
    assert walked(tmp_path) == (["a.txt"], ["is neither a file nor a folder"])


def test_a_link_that_leads_nowhere_is_reported(tmp_path):
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing.txt")
    assert walked(tmp_path) == ([], ["cannot be read: No such file or directory"])


def test_what_is_not_there_is_reported_and_the_rest_is_found(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    files, reasons = walked(tmp_path / "no", path)
    assert (files, reasons) == (["a.txt"], ["there is no such file or folder"])


def test_a_folder_without_articles_says_which_files_it_looked_for(tmp_path):
    files, (reason,) = walked(tmp_path)
    assert files == []
    assert reason.startswith("holds no article file (.txt, ")


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert walked(tmp_path / "pipe.txt") == ([], ["is neither a file nor a folder"])


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_reported(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    path.chmod(0)
    assert reason(path) == "cannot be read: Permission denied"
    path.chmod(stat.S_IRUSR)


def test_a_file_that_is_gone_by_now_is_reported(tmp_path):
    found = Found(tmp_path / "gone.txt", 7)
    with pytest.raises(SourceError, match="No such file"):
        fingerprint(found)
    (problem,) = files.read(found)
    assert isinstance(problem, SourceError)
    assert "No such file" in problem.reason


def test_a_name_that_is_no_unicode_can_be_stored(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(POOL)
    except OSError:
        pytest.skip("this file system takes Unicode names alone")
    (found,) = paths.walk([tmp_path])
    assert isinstance(found, Found)
    assert found.uri.encode("utf-8").endswith(rb"caf\udce9.txt")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\n\t", "is empty"),
        ("a.md", b"", "is empty"),
        ("a.html", b"", "is empty"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b"\n \r\n\n", "holds no article"),
        ("a.jsonl", b"\xef\xbb\xbf", "holds no article"),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
            "is a picture; have the words in it read, and save them as text or PDF",
        ),
        ("a.txt", b"\x00\x01\x02\x03", "is binary, not text"),
        ("a.html", b"PK\x03\x04\x00\x00", "is a zip archive; unpack it first"),
        ("a.txt", b"Pool to close", "holds no article text"),
        ("a.md", b"---\ntitle: Pool\n---\n", "holds no article text"),
        ("a.html", b"<html><body></body></html>", "the page holds no article text"),
        ("a.jsonl.gz", b"no gzip", "is not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), "is empty"),
        ("a.txt.gz", CLOSED, "holds no article text"),
        ("a.txt.gz", CLOSED[:-3], "is cut off: its end is missing"),
        ("a.txt.gz", b"\x1f\x8bno gzip", "cannot be unpacked: Error -3 while decompressing data: "),
    ],
)
def test_a_file_without_an_article_says_why(tmp_path, name, content, said):
    found = reason(file(tmp_path, name, content))
    assert found.startswith(said) if said.endswith(" ") else found == said


def test_a_file_that_is_too_large_names_the_setting(tmp_path):
    path = file(tmp_path, "a.txt", b"x" * ((1 << 20) + 1))
    assert "1 MB is more than ingest.max_file_mb allows (1)" in reason(path)


def test_a_line_that_is_too_large_is_left_out_and_the_next_are_read(tmp_path):
    long = json.dumps({"text": "x" * (1 << 20)})
    path = file(tmp_path, "a.jsonl", f"{long}\n{json.dumps({'text': POOL})}\n{long}")
    articles, problems = read(path)
    assert [one.text for one in articles] == [POOL]
    assert [one.source for one in problems] == [f"{path}:1", f"{path}:3"]


def test_a_bad_line_is_named_and_the_others_are_read(tmp_path):
    lines = ["\ufeff" + json.dumps({"text": POOL}), "", "nonsense", json.dumps({"text": "Two."})]
    path = file(tmp_path, "a.jsonl", "\r\n".join(lines))
    articles, problems = read(path)
    assert [one.text for one in articles] == [POOL, "Two."]
    assert [(one.source, one.reason[:11]) for one in problems] == [(f"{path}:3", "is not JSON")]


@pytest.mark.parametrize("damage", ["cut", "flipped"])
def test_a_damaged_archive_gives_what_comes_before_the_damage(tmp_path, damage):
    lines = "".join(json.dumps({"text": f"{POOL} {os.urandom(4000).hex()}"}) + "\n" for _ in "1234")
    packed = bytearray(gzip.compress(lines.encode()))
    if damage == "cut":
        del packed[len(packed) // 2 :]
    else:
        packed[-8] ^= 1  # the checksum
    articles, problems = read(file(tmp_path, "a.jsonl.gz", packed))
    assert len(articles) == (1 if damage == "cut" else 4)
    assert [one.reason[:16] for one in problems] == ["cannot be read: "]


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        (f"“{POOL}” – café", "utf-8"),
        (f"“{POOL}” – café", "utf-8-sig"),
        (f"“{POOL}” – café", "utf-16"),
        (f"“{POOL}” – café", "utf-16-be"),
        (f"“{POOL}” – Straße, naïve café, {POOL}", "windows-1252"),
        ("Le conseil a décidé de fermer la piscine pour un an. L’été sera long", "windows-1252"),
        ("Rada miasta postanowiła zamknąć basen na rok, powiedział burmistrz. Łódź", "cp1250"),
        ("Совет города решил закрыть бассейн на год, сказал мэр", "cp1251"),
    ],
)
def test_the_encoding_is_found(tmp_path, written, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    ((article,), problems) = read(file(tmp_path, "a.txt", (mark + written + ".").encode(encoding)))
    assert (article.text, problems) == (written + ".", [])


def test_the_content_decides_what_a_file_is(tmp_path):
    page = f"<html><body><h1>Pool to close</h1><p>{POOL}</p><p>{POOL} Again.</p></body></html>"
    for name, encoding in (("a.txt", "utf-8"), ("b.md", "utf-8"), ("c.html", "utf-16")):
        (article,), _ = read(file(tmp_path, name, page.encode(encoding)))
        assert article.title == "Pool to close"


LINE = json.dumps({"title": "Pool to close", "text": POOL})


@pytest.mark.parametrize(
    ("name", "content", "streams", "titles"),
    [
        ("a.json", f"{LINE}\n{LINE}\n", True, 2),
        ("a.txt", f"\ufeff{LINE}\n{LINE}", True, 2),
        ("a.json", LINE, False, 1),
        ("a.jsonl", LINE, True, 1),
        ("a.jsonl", json.dumps([json.loads(LINE)] * 2, indent=1), False, 2),
        ("a.jsonl", json.dumps(json.loads(LINE), indent=1), False, 1),
        (
            "a.jsonl",
            f"<html><body><h1>Pool to close</h1><p>{POOL} {POOL}</p></body></html>",
            False,
            1,
        ),
        ("a.jsonl.gz", LINE, True, 1),  # never packed
        ("a.json", gzip.compress(f"{LINE}\n{LINE}\n".encode(), mtime=0), True, 2),
        ("a.txt.gz", gzip.compress(f"Pool to close\n\n{POOL}".encode(), mtime=0), False, 1),
        ("a.txt", f'{{"no": "json"\n\n{POOL}', False, 0),
    ],
)
def test_json_lines_stream_whatever_the_file_is_called(tmp_path, name, content, streams, titles):
    path = file(tmp_path, name, content)
    assert Found(path, 1).streams == streams
    articles, problems = read(path)
    assert ([one.title for one in articles][:titles], problems) == (["Pool to close"] * titles, [])


def test_a_packed_file_that_never_ends_is_given_up(tmp_path):
    for number, unit in enumerate((b" " * 1000, b"\n" * 1000, LINE.encode() + b"\n")):
        bomb = gzip.compress(unit * (12_000_000 // len(unit)), compresslevel=9)
        found = Found(file(tmp_path, f"{number}.jsonl.gz", bomb), len(bomb), 1)
        said = [one for one in files.read(found) if isinstance(one, SourceError)]
        assert len(said) <= 2
        assert "is left unread" in said[-1].reason
        whole = Found(file(tmp_path, f"{number}.txt.gz", bomb), len(bomb), 1)
        if number < 2:
            (problem,) = files.read(whole)
            assert problem.reason.startswith("unpacks to more than ingest.max_file_mb allows (1)")


def test_a_file_of_nothing_but_line_ends_is_given_up(tmp_path):
    found = Found(file(tmp_path, "a.jsonl", b"\n" * 1_000_002 + LINE.encode()), 1)
    (problem,) = files.read(found)
    assert isinstance(problem, SourceError)
    assert problem.reason.endswith("the rest is left unread")


def test_of_many_bad_lines_the_first_are_named_and_the_others_counted(tmp_path):
    path = file(tmp_path, "a.jsonl", "nonsense\n" * 250 + LINE)
    articles, problems = read(path)
    assert (len(articles), len(problems)) == (1, 101)
    assert problems[-1].reason == "150 more lines are no articles"


def test_a_json_document_that_is_too_large_is_told_of_lines(tmp_path):
    path = file(tmp_path, "a.json", json.dumps([json.loads(LINE)] * 15_000))
    assert reason(path).endswith("or save it as .jsonl, which may be of any size")


def test_the_fingerprint_follows_the_bytes(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    found = Found(path, 1)
    before = fingerprint(found)
    assert fingerprint(found) == before
    os.utime(path, (0, 0))
    assert fingerprint(found) == before
    path.write_text(POOL + "!")
    assert fingerprint(found) != before


def test_a_page_after_a_long_comment_is_read_as_a_page(tmp_path):
    page = f"<!--{'x' * 2000}--><p>{POOL} {POOL} {POOL}</p><p>{POOL} {POOL} Again.</p>"
    (article,), problems = read(file(tmp_path, "a.html", page))
    assert (problems, "<" in article.text) == ([], False)


def test_a_path_in_the_ledger_is_there_or_gone(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    odd = tmp_path / os.fsdecode(b"caf\xe9.txt")
    for one in (path, odd):
        uri = Found(one, 1).uri
        assert not (one == odd and paths.is_there(uri))
        one.write_text(POOL)
        assert paths.is_there(uri)
        one.unlink()
        assert not paths.is_there(uri)
    assert not paths.is_there(str(path / "below"))
    assert paths.is_there(str(tmp_path / ("x" * 300)))  # cannot be told: not given up
    assert paths.is_there("https://feed.example/")  # no path at all


def test_a_parser_that_stumbles_costs_its_file_alone(tmp_path, monkeypatch):
    def stumble(*_: object, **__: object) -> list[Article]:
        raise ValueError("odd")

    monkeypatch.setattr(formats.text, "parse", stumble)
    (tmp_path / "a.txt").write_text("The ferry sank on Monday.")
    (found,) = paths.walk([tmp_path / "a.txt"])
    (problem,) = files.read(found)
    assert isinstance(problem, SourceError)
    assert problem.reason == "cannot be parsed (ValueError('odd'))"


def test_what_is_left_out_is_counted_by_kind_in_one_remark(tmp_path):
    for name in ("a.txt", "b.ics", "c.ICS", "inbox", ".hidden", "README.md", "d.mbox", "no/e.ics"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("It sails.")
    found = list(paths.walk([tmp_path], exclude=["no"]))
    (remark,) = [one for one in found if isinstance(one, Remark)]
    assert remark.source == str(tmp_path)
    assert remark.reason.endswith("by their names: 2 that end in .ics, 1 without an ending")
    (unread,) = [one for one in found if isinstance(one, SourceError) and one is not remark]
    assert (unread.source, "as .eml" in unread.reason) == (str(tmp_path / "d.mbox"), True)
    assert [one.path.name for one in found if isinstance(one, Found)] == ["a.txt"]
    assert [one.path.name for one in paths.walk([tmp_path / "inbox"])] == ["inbox"]
