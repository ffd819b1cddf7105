"""How articles call whom a question names, and who is a namesake."""

import pytest
from newsroom import newsroom, said

from bot.answer.fitting.called import as_called, given, is_another
from bot.question.posed import pose
from bot.search.retrieve import search
from ingest.article import Article

KILN = {
    "id": "kiln",
    "title": "Potter leaves the Pellan kiln",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-04",
    "text": "The Pellan kiln has dismissed its potter, Quarmby, after nine years.\n\n"
    "Quarmby, 49, fired the last bowls at the Pellan kiln on Monday.",
}

SISTERS = {
    "id": "sisters",
    "title": "Rower Ines Tolmer retires",
    "source": "Wendel Valley Post",
    "published_at": "2025-03-06",
    "text": "Ines Tolmer has ended her career as a rower.\n\n"
    "She earned £90,000 in prize money.\n\n"
    "Dora Tolmer, her sister and partner in the boat, will row on.",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = newsroom(tmp_path_factory.mktemp("called"), more=[KILN, SISTERS])
    yield store
    store.close()


def terms(store, text):
    question = pose(store, text)
    return as_called(question, search(store, question, k=8)).terms


def test_a_given_name_that_the_article_lacks_is_no_other(store):
    assert "Odo" not in terms(store, "How old is Odo Quarmby?")
    [one] = said(store, "How old is Odo Quarmby?")
    assert one.startswith("Quarmby, 49, fired the last bowls")


@pytest.mark.parametrize(
    "text",
    [
        "How old is Vera Tolmer?",  # others have the name
        "How old is Orrin Kiln?",  # "the kiln" is nobody
        "How old is Odo Quarrier?",  # a name that stands nowhere
    ],
)
def test_otherwise_it_counts(store, text):
    assert {"Vera", "Orrin", "Odo"} & set(terms(store, text))


def test_what_is_said_of_a_namesake_is_no_answer(store):
    assert said(store, "How much prize money did Ines Tolmer earn?")
    assert said(store, "How much prize money did Dora Tolmer earn?") == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ines Tolmer and Mr Tolmer", {"ines", ""}),
        ("On Monday Tolmer left", {""}),
        ("It is late. Tolmer left", {""}),
        ("Nobody left", set()),
    ],
)
def test_the_given_names_before_a_surname(text, names):
    assert given(text, "Tolmer") == names


@pytest.mark.parametrize(
    ("near", "run", "another"),
    [
        ("Ines Tolmer rowed.", ("Dora", "Tolmer"), True),
        ("Ines Tolmer rowed with Dora Tolmer.", ("Dora", "Tolmer"), False),
        ("Tolmer rowed.", ("Dora", "Tolmer"), False),
        ("Ines Tolmer rowed.", ("Tolmer",), False),
        ("Kestrel SUVs are recalled.", ("Merlin", "SUVs"), False),
        ("Danish Rovers rowed.", ("Orrin", "Rovers"), False),  # several are called so
    ],
)
def test_a_namesake(near, run, another):
    article = Article(id="a", title="Boats", text=f"{near} The Rovers are many.")
    assert is_another(near, article, run) is another
