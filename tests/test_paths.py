"""Files and folders: which are read, how their bytes become text, and what is said of the rest."""

import gzip
import json
import os
import stat
from pathlib import Path

import pytest

from ingest.article import Article
from ingest.errors import SourceError
from ingest.sources import paths

POOL = "The swimming pool on Mill Lane will close for a year, the council said."


def walked(*targets):
    """(names of the files found, reasons given), in order."""
    found = list(paths.walk(targets))
    files = [one.path.name for one in found if isinstance(one, paths.Found)]
    return files, [one.reason for one in found if isinstance(one, SourceError)]


def read(path, *, max_mb=1):
    """(articles, problems) of one file."""
    found = list(paths.read(paths.Found(path, path.stat().st_size, max_mb)))
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
    assert reasons == []


def test_a_file_that_is_named_is_taken_whatever_its_name(tmp_path):
    assert walked(file(tmp_path, "README.md", POOL), file(tmp_path, "notes", POOL)) == (
        ["README.md", "notes"],
        [],
    )


def test_a_file_is_read_once_however_often_it_is_named(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    (tmp_path / "b.txt").symlink_to(path)
    assert walked(path, tmp_path, path) == (["a.txt"], [])


def test_links_in_a_circle_end(tmp_path):
    file(tmp_path, "a.txt", POOL)
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    files, reasons = walked(tmp_path)
    assert files == ["a.txt"]
    assert len(reasons) == 1
    assert reasons[0].startswith("cannot be read: ")


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
    assert reason(path) == "cannot be read: [Errno 13] Permission denied"
    path.chmod(stat.S_IRUSR)


def test_a_file_that_is_gone_by_now_is_reported(tmp_path):
    found = paths.Found(tmp_path / "gone.txt", 7)
    with pytest.raises(SourceError, match="No such file"):
        paths.fingerprint(found)
    (problem,) = paths.read(found)
    assert isinstance(problem, SourceError)
    assert "No such file" in problem.reason


def test_a_name_that_is_no_unicode_can_be_stored(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    try:
        path.write_text(POOL)
    except OSError:
        pytest.skip("this file system takes Unicode names alone")
    (found,) = paths.walk([tmp_path])
    assert isinstance(found, paths.Found)
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
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is binary, not text"),
        ("a.html", b"PK\x03\x04\x00\x00", "is binary, not text"),
        ("a.txt", b"Pool to close", "holds no article text"),
        ("a.md", b"---\ntitle: Pool\n---\n", "holds no article text"),
        ("a.html", b"<html><body></body></html>", "the page holds no article text"),
        ("a.jsonl.gz", b"no gzip", "cannot be read: Not a gzipped file (b'no')"),
    ],
)
def test_a_file_without_an_article_says_why(tmp_path, name, content, said):
    assert reason(file(tmp_path, name, content)) == said


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


def test_the_fingerprint_follows_the_bytes(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    found = paths.Found(path, 1)
    before = paths.fingerprint(found)
    assert paths.fingerprint(found) == before
    os.utime(path, (0, 0))
    assert paths.fingerprint(found) == before
    path.write_text(POOL + "!")
    assert paths.fingerprint(found) != before


def test_a_page_after_a_long_comment_is_read_as_a_page(tmp_path):
    page = f"<!--{'x' * 2000}--><p>{POOL} {POOL} {POOL}</p><p>{POOL} {POOL} Again.</p>"
    (article,), problems = read(file(tmp_path, "a.html", page))
    assert (problems, "<" in article.text) == ([], False)


def test_a_path_in_the_ledger_is_there_or_gone(tmp_path):
    path = file(tmp_path, "a.txt", POOL)
    odd = tmp_path / os.fsdecode(b"caf\xe9.txt")
    for one in (path, odd):
        uri = paths.Found(one, 1).uri
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

    monkeypatch.setattr(paths.text, "parse", stumble)
    (tmp_path / "a.txt").write_text("The ferry sank on Monday.")
    (found,) = paths.walk([tmp_path / "a.txt"])
    (problem,) = paths.read(found)
    assert isinstance(problem, SourceError)
    assert problem.reason == "cannot be parsed (ValueError('odd'))"
