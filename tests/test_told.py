"""Whose a statement is, and outlet and date where a reader needs them."""

from dataclasses import replace

import pytest

from bot.answer.answer import Support
from bot.answer.cite import Draft, Quote
from bot.answer.pieces import kind_of
from bot.answer.told import attributed, told
from bot.question.understanding import understand
from ingest.article import Article

BRIDGE = Article(
    id="a",
    title="Bridge shut",
    text="The bridge is shut. Officials hope to mend it. Most officials doubt it.",
    source="Coast Morning",
    published_at="2025-01-23",
)


def asked(text, now="2025-07-01", **options):
    return understand(text, now=now, **options)


def of(**values):
    return Article(id="b", title=values.pop("title", "T"), text="Taxes fall.", **values)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Musk claimed that the money was not there.", "claim"),
        ("The bridge is safe, the agency said.", "claim"),
        ("According to the union, nine men were hurt.", "claim"),
        ("The firm allegedly hid the loss.", "claim"),
        ("Der Minister sagte, die Brücke sei sicher.", "claim"),
        ("Laut Polizei wurden neun Menschen verletzt.", "claim"),
        ("Selon la police, neuf personnes sont mortes.", "claim"),
        ("Le ministre a déclaré que le pont est sûr.", "claim"),
        ("The river flooded 312 homes.", ""),
        ("All told, the works cost £3 million.", ""),
        ("The stated aim was peace.", ""),
    ],
)
def test_a_claim_is_told_from_a_fact(text, kind):
    assert kind_of(text, BRIDGE) == kind


@pytest.mark.parametrize(
    "article",
    [
        of(kind="opinion"),
        of(section="Opinion"),
        of(section="Comment & debate"),
        of(section="Meinung"),
        of(title="Opinion: The tax must go"),
        of(url="https://news.example/opinion/2025/tax"),
        of(url="https://news.example/2025/commentisfree/tax"),
        of(url="https://opinion.news.example/tax"),
    ],
)
def test_an_opinion_piece_is_known_by_kind_section_title_or_address(article):
    assert kind_of("Taxes fall, the minister said.", article) == "opinion"


@pytest.mark.parametrize(
    "article",
    [
        of(kind="press release"),
        of(title="Press release: Taxes fall"),
        of(section="Pressemitteilung"),
        of(url="https://firm.example/press-releases/taxes"),
        Article(id="b", title="T", text="FOR IMMEDIATE RELEASE. Taxes fall."),
    ],
)
def test_a_press_release_is_known_likewise(article):
    assert kind_of("Taxes fall.", article) == "press_release"


@pytest.mark.parametrize(
    "article",
    [
        of(title="Opinions differ on the tax"),
        of(title="Opinion poll: tax unpopular"),
        of(url="https://news.example/2025/opinion-poll-tax"),
        of(section="Business"),
        of(url="https://news.example/press/freedom"),
    ],
)
def test_news_about_opinions_is_news(article):
    assert kind_of("Taxes fall.", article) == ""


def test_a_sentence_stays_as_it_is_where_nothing_hangs_on_its_source():
    text = "The bridge was shut on Monday."
    assert told(text, BRIDGE, asked("Why was the bridge shut?")) == (text, "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge is shut.", "As of 23 January 2025, the bridge is shut."),
        (
            "Officials hope that it is mended.",
            "As of 23 January 2025, officials hope that it is mended.",
        ),
        ("NASA has two rovers.", "As of 23 January 2025, NASA has two rovers."),
        ("Orla is in flood.", "As of 23 January 2025: Orla is in flood."),
        ("[The bridge] is shut.", "As of 23 January 2025: [The bridge] is shut."),
        ("The bridge fell.", "The bridge fell, Coast Morning reported on 23 January 2025."),
        (
            "The bridge fell, police said.",
            "Coast Morning reported on 23 January 2025: The bridge fell, police said.",
        ),
        (
            "The bridge fell, the city announced on Monday.",
            "Coast Morning reported on 23 January 2025: The bridge fell, the city announced on "
            "Monday.",
        ),
    ],
)
def test_the_latest_is_given_its_date(text, expected):
    assert told(text, BRIDGE, asked("What is the latest on the bridge?"))[0] == expected


def test_how_things_stand_is_dated_where_the_article_is_old():
    question = "Is the bridge shut?"
    assert told("The bridge is shut.", BRIDGE, asked(question))[0].startswith("As of 23 January")
    soon = asked(question, now="2025-01-30")
    assert told("The bridge is shut.", BRIDGE, soon)[0] == "The bridge is shut."


@pytest.mark.parametrize(
    ("question", "now", "text", "statement"),
    [
        (
            "Who shut it?",
            "2025-08-01",
            "Officials shut it.",
            "Officials shut it, Coast Morning reported on 23 January 2025.",
        ),
        (
            "Who wants it?",
            "2025-08-01",
            "Officials want it shut, and it is.",
            "As of 23 January 2025, officials want it shut, and it is.",
        ),
        ("Who shut it?", "2025-07-01", "Officials shut it.", "Officials shut it."),
        ("Who shut it?", "2025-08-01", "Officials shut it in 2019.", "Officials shut it in 2019."),
        ("Who shut it in January 2025?", "2025-08-01", "Officials shut it.", "Officials shut it."),
    ],
)
def test_what_was_reported_half_a_year_before_what_is_beside_it_has_its_day(
    question, now, text, statement
):
    assert told(text, BRIDGE, asked(question, now=now), beside=1)[0] == statement


def test_where_all_is_as_old_no_sentence_has_its_day_but_of_how_things_stand():
    years = {"now": "2026-08-01"}
    alone = {"beside": 555}
    why, is_so = asked("Why was it shut?", **years), asked("Is the bridge shut?", **years)
    assert told("Officials shut it.", BRIDGE, why, **alone)[0] == "Officials shut it."
    statement = "Officials wish it shut, Coast Morning reported on 23 January 2025."
    assert told("Officials wish it shut.", BRIDGE, is_so, **alone)[0] == statement


def test_what_an_outlet_reported_names_it():
    question = asked("Did Coast Morning report that the bridge fell?", outlets=("Coast Morning",))
    assert question.outlets == ("Coast Morning",)
    assert (
        told("The bridge fell.", BRIDGE, question)[0] == "The bridge fell, Coast Morning reported."
    )


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("The bridge fell.", "The bridge fell, Coast Morning reported on 23 January 2025."),
        ("The bridge is shut.", "As of 23 January 2025, the bridge is shut."),
        ("Coast Morning saw the bridge.", "23 January 2025: Coast Morning saw the bridge."),
    ],
)
def test_each_story_of_an_open_question_is_given_its_day(text, statement):
    question = asked("Tell me about the bridge")
    assert told(text, BRIDGE, question)[0] == statement
    assert told(text, BRIDGE, question, lead=False)[0] == text


def test_where_stories_of_an_open_question_differ_each_has_its_outlet():
    question = asked("Tell me about the bridge")
    assert told("The bridge is shut.", BRIDGE, question, disputed=True, lead=False)[0] == (
        "The bridge is shut, Coast Morning reported on 23 January 2025."
    )


def test_a_month_is_reported_in_and_an_unknown_outlet_is_left_out():
    month = Article(id="m", title="", text="", source="Echo", published_at="2025-01")
    question = asked("Why?")
    assert told("It fell.", month, question, disputed=True)[0] == (
        "It fell, Echo reported in January 2025."
    )
    nobody = Article(id="n", title="", text="")
    assert told("It fell.", nobody, question, disputed=True)[0] == "It fell."


def test_an_article_that_calls_its_outlet_by_name_is_not_told_to_be_of_it_again():
    article = replace(BRIDGE, source="The Coast Courier")
    question = asked(
        "Why is it shut, as reported by The Coast Courier?", outlets=("The Coast Courier",)
    )
    own = "The Courier has seen the report."
    assert told(own, article, question)[0] == own
    assert told("The courier was late.", article, question)[0] == (
        "The courier was late, The Coast Courier reported."
    )


def test_opinions_and_releases_say_what_they_are_once():
    piece = of(kind="opinion", source="Echo")
    release = of(kind="press release", source="Norvane")
    question = asked("Why do taxes fall?")
    assert told("Taxes are too high.", piece, question)[0] == (
        "An opinion piece in Echo argues: Taxes are too high."
    )
    assert told("Profits rose.", release, question)[0] == (
        "In a press release, Norvane says: Profits rose."
    )
    support = Support(verdict="supported", score=1.0)
    drafts = [
        Draft(text=text, quotes=(Quote(article=piece, start=0, end=5, support=support),))
        for text in ("Taxes are too high.", "They must fall.")
    ]
    texts = [one.text for one in attributed(drafts, question, written=False)]
    assert texts == ["An opinion piece in Echo argues: Taxes are too high.", "They must fall."]


def test_a_models_words_stay_and_have_a_kind():
    piece = of(kind="opinion", source="Echo")
    support = Support(verdict="supported", score=1.0)
    draft = Draft(
        text="Taxes are high.", quotes=(Quote(article=piece, start=0, end=5, support=support),)
    )
    (made,) = attributed([draft], asked("Why?"), written=True)
    assert (made.text, made.kind) == ("Taxes are high.", "opinion")


def test_a_sentence_in_another_language_gets_no_english_around_it():
    article = Article(id="d", title="", text="", source="Bote", language="de", kind="opinion")
    text = "Die Brücke ist gesperrt."
    assert told(text, article, asked("What is the latest?")) == (text, "opinion")


def test_the_day_of_one_article_is_said_once():
    support = Support(verdict="supported", score=1.0)
    quote = Quote(article=BRIDGE, start=0, end=5, support=support)
    drafts = [Draft(text=text, quotes=(quote,)) for text in ("It is shut.", "It will stay shut.")]
    first, second = attributed(drafts, asked("Is the bridge shut now?"), written=False)
    assert first.text == "As of 23 January 2025, it is shut."
    assert second.text == "It will stay shut."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(CNN) The pier is shut.", "The pier is shut."),
        ("(Coast Wire) — “We shut it,” he said.", "“We shut it,” he said."),
        ("TARN QUAY (Coast Wire) - The pier is shut.", "The pier is shut."),
        ("WENDEL, Northland – Two men were hurt.", "WENDEL, Northland – Two men were hurt."),
        ("WENDEL – Two men were hurt.", "Two men were hurt."),
        ("WENDEL, 23 January 2025 – Two men were hurt.", "Two men were hurt."),
        ("Tarn Quay, January 23, 2025 — The pier is shut.", "The pier is shut."),
        ("On Monday, 23 January 2025, the pier was shut.",) * 2,
        ("The Wendel Water Authority (WWA) Board resigned.",) * 2,
        ("(WWA) shut the pier.",) * 2,
        ("Norland (NRL) said so.",) * 2,
        ("A – B is shut.",) * 2,
    ],
)
def test_what_opens_an_agencys_report_is_left_out(text, expected):
    assert told(text, BRIDGE, asked("Who shut it?"))[0] == expected
