"""One opened data folder: its lock, its model, and what is made good when it opens."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import ROOT, every_article
from test_embed import MOCK

from ingest.errors import DataFolderBusy, DataFolderError, EmbeddingMismatch, IndexUnavailable
from ingest.limits import Limits
from ingest.pipeline import ingest
from ingest.settings import EmbeddingSettings, Settings
from ingest.store import Store
from ingest.stored.library import Library
from ingest.stored.records import Embedded, NewArticle
from ingest.text.split import split

ALL = Limits()
HOLDER = """
import sys
from pathlib import Path
from ingest.settings import Settings
from ingest.store import Store
with Store(Path(sys.argv[1]), Settings(), purpose="a long ingest"):
    print("open", flush=True)
    sys.stdin.read()
"""


def mock(dimensions):
    return Settings(embedding=EmbeddingSettings(model=MOCK, options={"embed_dim": dimensions}))


def opened(folder, settings=None, **options):
    return Store(folder / "data", settings or mock(4), purpose="a test", **options)


@pytest.fixture
def news(tmp_path):
    """A file of two articles."""
    file = tmp_path / "news.jsonl"
    file.write_text(
        '{"id": "a", "title": "Ferry", "text": "It sails."}\n{"id": "b", "text": "It holds."}\n'
    )
    return file


def test_it_takes_a_new_folder_and_tidies_up_after_itself(tmp_path):
    folder = tmp_path / "new" / "data"
    with Store(folder, mock(4), purpose="a test") as store:
        assert store.library.counts().articles == 0
        assert (folder / "holder.json").exists()
    assert not (folder / "holder.json").exists()
    with Store(folder, mock(4), purpose="a test"):
        pass


def test_another_process_holds_it_until_it_is_killed(tmp_path):
    folder = tmp_path / "data"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(folder)],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(DataFolderBusy) as caught:
            Store(folder, Settings(), purpose="a test")
        assert f"is in use by a long ingest (process {holder.pid}, since 20" in str(caught.value)
        assert "choose another folder with --data" in str(caught.value)
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait(timeout=30)
        with Store(folder, Settings(), purpose="a test") as store:
            assert store.library.counts().articles == 0
    finally:
        holder.kill()
        holder.communicate()


def test_one_process_opens_it_once(tmp_path):
    with opened(tmp_path), pytest.raises(DataFolderBusy, match=f"process {os.getpid()}"):
        opened(tmp_path)


def test_a_file_is_no_data_folder(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(DataFolderError, match=r"data is a file.*--data"):
        opened(tmp_path)
    with pytest.raises(DataFolderError, match=r"is a file, or lies below one"):
        Store(tmp_path / "data" / "below", mock(4), purpose="a test")


def test_a_folder_that_cannot_be_written_says_so():
    with pytest.raises(DataFolderError, match=r"/proc/newsdesk cannot be written: .*--data"):
        Store(Path("/proc/newsdesk"), mock(4), purpose="a test")


def test_a_failed_opening_leaves_the_folder_free(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "codes.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(IndexUnavailable):
        opened(tmp_path)
    assert not (tmp_path / "data" / "holder.json").exists()
    opened(tmp_path, check=False).close()


def test_what_a_crash_left_out_of_the_indexes_is_taken_over_at_the_next_opening(tmp_path, news):
    with opened(tmp_path) as store:
        ingest(store, [news])
        ferry = store.library.article("a")
        passages = split(ferry, words=140)
        (vector,) = store.embedder.texts(["x"])
        made = [Embedded(embedded="x", vector=vector)]
        again = NewArticle(article=ferry, passages=passages, vectors=made)
        store.library.store([again], [], remove=["b"])  # and here the process dies
    with opened(tmp_path) as store:
        assert store.library.waiting() == []
        assert [
            key for key, _ in store.index.words.search(["sails", "holds"], k=9, limits=ALL)
        ] == ["a:0"]
        assert store.index.vectors.count() == 1


def test_another_model_is_refused_with_the_way_out_and_reindex_goes_it(tmp_path, news):
    with opened(tmp_path) as store:
        ingest(store, [news])
    with pytest.raises(EmbeddingMismatch) as caught:
        opened(tmp_path, mock(6))
    assert (caught.value.built_with, caught.value.configured) == (
        f"{MOCK} embed_dim=4",
        f"{MOCK} embed_dim=6",
    )
    assert "`newsdesk reindex`" in str(caught.value)
    with opened(tmp_path, mock(6), check=False) as store:
        assert store.reindex() == 2
    with opened(tmp_path, mock(6)) as store:
        question = store.embedder.question("ferry")
        assert question.shape == (6,)
        assert sorted(store.index.vectors.search(question, k=9, limits=ALL)) == ["a:0", "b:0"]


def test_another_model_leaves_no_vectors_of_sentences_behind(tmp_path, news):
    def sentences(store):
        return [one.sentence_vectors for some in store.library.all_passages() for one in some]

    with opened(tmp_path, Settings()) as store:
        ingest(store, [news])
        assert [one.shape for one in sentences(store)] == [(1, 384), (1, 384)]
    with opened(tmp_path, mock(6), check=False) as store:
        store.reindex()
        assert sentences(store) == [None, None]
    with opened(tmp_path, Settings(), check=False) as store:
        store.reindex()
        assert [one.shape for one in sentences(store)] == [(1, 384), (1, 384)]


def test_a_reindex_that_was_cut_off_must_be_done_again(tmp_path, news):
    with opened(tmp_path) as store:
        ingest(store, [news])
    with opened(tmp_path, mock(6), check=False) as store:
        store.library.replace_vectors = interrupted
        with pytest.raises(KeyboardInterrupt):
            store.reindex()
    for settings in (mock(4), mock(6)):
        with pytest.raises(EmbeddingMismatch, match="reindex not finished"):
            opened(tmp_path, settings)
    with opened(tmp_path, mock(4), check=False) as store:
        assert store.reindex() == 2
    opened(tmp_path).close()


def interrupted(vectors):
    raise KeyboardInterrupt


def test_a_reindex_with_the_same_model_embeds_nothing(tmp_path, news):
    with opened(tmp_path) as store:
        ingest(store, [news])
        del store.embedder._model  # whoever asked it now would see
        assert store.reindex() == 2


@pytest.mark.parametrize("damaged", ["words/meta.json", "codes.sqlite", "chroma/chroma.sqlite3"])
def test_reindex_mends_a_damaged_index(tmp_path, news, damaged):
    with opened(tmp_path) as store:
        ingest(store, [news])
    (tmp_path / "data" / damaged).write_bytes(b"no database" * 1000)
    with pytest.raises(IndexUnavailable, match="`newsdesk reindex`"):
        opened(tmp_path)
    with opened(tmp_path, check=False) as store:
        assert store.reindex() == 2
    with opened(tmp_path) as store:
        assert [article.id for article in every_article(store.library)] == ["a", "b"]


def test_a_damaged_library_is_never_written_over(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "library.sqlite").write_bytes(b"no database" * 1000)
    for check in (True, False):
        with pytest.raises(DataFolderError, match="put back a copy"):
            opened(tmp_path, check=check)
    assert (tmp_path / "data" / "library.sqlite").read_bytes() == b"no database" * 1000


def test_one_article_can_be_read_while_the_folder_is_held(tmp_path, news):
    with opened(tmp_path) as store:
        ingest(store, [news])
        reader = Library(tmp_path / "data", make=False)
        assert reader.article("a").text == "It sails."
        reader.close()


def test_eight_threads_get_what_one_gets(tmp_path):
    file = tmp_path / "many.jsonl"
    file.write_text(
        "".join(
            f'{{"id": "{n}", "title": "Ferry {n}", "text": "Ferry {n} sails to port {n % 7}."}}\n'
            for n in range(60)
        )
    )
    with Store(tmp_path / "data", Settings(), purpose="a test") as store:
        ingest(store, [file])

        def ask(number):
            question = store.embedder.question(f"Where does ferry {number} sail?")
            near = store.index.vectors.search(question, k=9, limits=ALL)
            found = store.index.words.search(["ferry", str(number)], k=9, limits=ALL)
            rare = store.index.words.rarity([str(number)])
            return question.round(4).tolist(), near, found, rare, store.library.passages(near)

        serially = [flat(ask(number)) for number in range(40)]
        with ThreadPoolExecutor(8) as threads:
            at_once = list(threads.map(ask, [*range(40)] * 3))
    assert [flat(one) for one in at_once] == serially * 3


def flat(answer):
    *rest, held = answer
    return *rest, [(key, item.passage, item.article) for key, item in held.items()]


def test_a_library_begun_anew_empties_the_indexes_beside_it(tmp_path, news):
    with opened(tmp_path) as store:
        ingest(store, [news])
    for file in (tmp_path / "data").glob("library.sqlite*"):
        file.unlink()
    with opened(tmp_path) as store:
        assert (store.index.words.count(), store.index.vectors.count()) == (0, 0)
        assert ingest(store, [news]).articles["added"] == 2
