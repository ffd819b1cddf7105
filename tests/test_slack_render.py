"""What articles may hold, harmless and whole in Slack; and what people type, as plain words."""
# ruff: noqa: F401, F811, fixtures are imported and then named as arguments

import re

import pytest
import slack_rules
from fake_slack import BOT, CHANNEL, until
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from slack_desk import FARE, at_work, bot, library, scripted, slack, with_settings

from bot.answer.answer import Disagreement, Note, Reported
from bot.channels.slack import escape, events, render
from ingest.article import Article

HOSTILE = (
    "<!channel> <!here> <@U123> <#C1|general> <https://evil.example|click> @channel @everyone "
    "*bold* _slanted_ ~struck~ `code` ```block``` [words](https://evil.example) "
    "![x](//evil.example) https://evil.example/a_b_c :tada: &lt;!channel&gt; "
    "<script>alert(1)</script> \\* | > # 1. -"
)
LONG_WORD = "Donaudampfschifffahrt" * 700  # 14,700 characters without a space
NARROW = re.compile("[\u200b\u2060]")


def shown(markdown):
    """The plain words that a reader of Markdown sees, and the kinds of marks that it found."""
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(markdown)
    inner = [child for token in tokens for child in token.children or ()]
    words = "".join("\n" if one.type == "softbreak" else one.content for one in inner)
    kinds = {one.type for one in tokens} | {one.type for one in inner}
    return NARROW.sub("", words), kinds - {"paragraph_open", "paragraph_close", "inline", "text"}


def seen(mrkdwn):
    """The plain words that a reader of Slack's markup sees."""
    text = re.sub(r"<[^|>]+\|([^>]+)>", r"\1", mrkdwn)
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return NARROW.sub("", text).replace("ˋ", "`")


def folded(text):
    return " ".join(text.split())


# ---- escaping


def test_hostile_words_mark_and_call_nothing_in_markdown():
    words, kinds = shown(escape.markdown(HOSTILE))
    assert kinds <= {"text_special"}
    assert words == HOSTILE
    assert not slack_rules.PING.search(escape.markdown(HOSTILE))
    assert "://" not in escape.markdown(HOSTILE)  # nothing that would open as a link


def test_hostile_words_mark_and_call_nothing_in_slacks_markup():
    made = escape.mrkdwn(HOSTILE)
    assert seen(made) == HOSTILE
    assert not slack_rules.PING.search(made)
    assert not list(slack_rules.of_mrkdwn(made))
    assert not re.search(r"(?<![\u200b])[*_~]|[*_~](?!\u200b)|`|:\w+:|://", made)


texts = st.text(
    alphabet=st.sampled_from("ab1 .:*_~`<>&|@#!-+=()[]\\/\n😀é") | st.characters(codec="utf-8"),
    max_size=80,
)


@given(texts)
def test_any_text_is_one_whole_paragraph_of_markdown(text):
    made = escape.markdown(text)
    words, kinds = shown(made)
    assert kinds <= {"text_special"}, made
    assert folded(words) == folded(NARROW.sub("", text).replace("\x00", "\ufffd"))
    assert not list(slack_rules.of_markdown(made))


@given(texts)
def test_any_text_is_whole_in_slacks_markup(text):
    made = escape.mrkdwn(text)
    if "ˋ" not in text:
        assert folded(seen(made)) == folded(NARROW.sub("", text))
    assert not list(slack_rules.of_mrkdwn(made))


@given(texts, st.integers(12, 60))
def test_pieces_are_short_and_lose_nothing(text, longest):
    text = folded(text)
    found = list(escape.pieces(text, longest))
    assert all(len(escape.markdown(one)) <= longest for one in found)
    assert re.sub(r"\s", "", "".join(found)) == re.sub(r"\s", "", text)


def test_a_piece_ends_at_a_space_where_there_is_one():
    assert list(escape.pieces("one two three", 9)) == ["one two", "three"]
    assert list(escape.pieces("seventeen-letters", 10)) == ["seventeen-", "letters"]


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("<@UBOT> How much is it?", "How much is it?"),
        ("<@UBOT|newsdesk>: who &lt; what &amp; why?", ": who < what & why?"),
        ("ask <@U2|ines> in <#C1|general> <!here>", "ask @ines in #general"),
        ("*How* much is `2*3`, _really_ ~no~?", "How much is 2*3, really no?"),
        ("<https://a.example/x_y|the page> <https://b.example/>", "the page https://b.example/"),
        ("<!date^1392734382^{date}|18 February 2014> a_b_c", "18 February 2014 a_b_c"),
    ],
)
def test_what_a_person_types_is_read_as_plain_words(typed, plain):
    assert escape.typed(typed, bot="UBOT") == plain


def test_hard_cases_of_typing_take_no_time():
    for text in ("<" * 20_000, "*a" * 20_000, "<@" + "U" * 50_000, "_" * 40_000, ":a" * 20_000):
        escape.typed(text)
        escape.markdown(text)
        escape.mrkdwn(text)


# ---- whole answers


def article(**changes):
    base = {
        "id": "x",
        "title": HOSTILE,
        "text": f"{HOSTILE} {LONG_WORD}",
        "source": "<!here> *Ledger* & Sons",
        "url": "https://evil.example/a|b?x=1&y=<z>",
        "published_at": "2025-01-15",
    }
    return Article(**{**base, **changes})


def of_article(found, *statements, **more):
    return scripted(*statements, article=found, **more)


def test_an_article_full_of_markup_and_long_words_is_harmless_and_whole(library, slack):
    hostile = article()
    differing = Disagreement(
        about=HOSTILE,
        values=(Reported(value="<!channel>", article=hostile, start=0, end=40),) * 2,
    )
    more = {
        "disagreements": (differing,),
        "notes": (Note(kind="stale", text=HOSTILE),),
        "followups": (f"{HOSTILE}?", "Why?"),
    }
    ask = of_article(hostile, HOSTILE, LONG_WORD, **more)
    with at_work(with_settings(library, slack), ask=ask):
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: any(one.elements("feedback_buttons") for one in slack.of_bot()))
        found = slack.finished(2, thread=ts)  # the fixture fails where Slack would refuse
    said = " ".join(one.text for one in found)
    words, kinds = shown(said)
    assert kinds <= {"text_special"}
    assert re.sub(r"\s", "", words) == re.sub(r"\s", "", f"{HOSTILE} [1] {LONG_WORD} [1]")
    for one in found:
        for text in (one.seen, one.text):
            assert not slack_rules.PING.search(text)
    last = found[-1]
    assert "Ledger" in seen(last.seen)
    assert HOSTILE[:100] in seen(last.seen)
    buttons = last.elements("button")
    assert [one["value"] for one in buttons] == [f"{HOSTILE}?", "Why?"]
    assert all(not slack_rules.PING.search(one["text"]["text"]) for one in buttons)


@pytest.mark.parametrize("streams", [True, False])
def test_an_answer_of_thirty_thousand_characters_is_whole(library, slack, streams):
    said = [f"{number}. {'word & more ' * 80}ends." for number in range(30)]
    assert sum(map(len, said)) > 29_000
    with at_work(with_settings(library, slack), ask=of_article(article(), *said)):
        if not streams:
            slack.fail("chat.startStream", "feature_not_enabled")
        ts = slack.say(f"<@{BOT}> {FARE}")
        until(lambda: any(one.elements("feedback_buttons") for one in slack.of_bot()))
        found = slack.finished(3, thread=ts)
    texts = [one.text if streams else one.blocks[0]["text"] for one in found]
    assert all(len(one) <= 12_000 for one in texts)
    words, _ = shown(" ".join(texts))
    assert folded(words) == folded(" ".join(f"{one} [1]" for one in said))
    *others, last = [bool(one.elements("feedback_buttons")) for one in found]
    assert (any(others), last) == (False, True)


def body(**changes):
    """An answer as JSON."""
    base = {
        "id": "a1",
        "outcome": "answered",
        "text": "It is. [1]",
        "statements": [{"text": "It is.", "citations": [1], "kind": None}],
        "citations": [],
        "disagreements": [],
        "notes": [],
        "searched": {"articles": 3, "passages": 4, "from": None, "to": None, "sources": []},
        "nearest": [],
        "followups": [],
        "conversation": "c1",
        "model": "extractive",
    }
    return {**base, **changes}


def citation(number, **changes):
    found = {
        "id": "x",
        "title": f"Headline {number}",
        "source": "Harbour Ledger",
        "url": f"https://ledger.example/{number}",
        "published_at": "2025-01-15",
    }
    base = {"number": number, "link": f"{found['url']}#:~:text=quote", "article": found}
    return {**base, "support": {"verdict": "supported"}, **changes}


@pytest.mark.parametrize("count", [1, 12, 13, 120])
def test_all_sources_are_named_within_what_a_message_takes(count):
    cited = [citation(number) for number in range(1, count + 1)]
    [post] = render.posts(body(citations=cited))
    assert list(slack_rules.of_blocks(list(post.blocks))) == []
    text = "\n".join(
        one["text"] for block in post.blocks for one in block.get("elements", ()) if "text" in one
    )
    assert all(f"|Headline {number}>" in text for number in range(1, count + 1))


def test_a_long_address_gives_way_to_the_page_and_then_to_no_link():
    long = citation(1, link="https://ledger.example/1#:~:text=" + "x" * 3000)
    assert render.quoted(long["article"], long["link"]).endswith(
        "<https://ledger.example/1|Headline 1>"
    )
    long["article"]["url"] = "https://ledger.example/" + "x" * 4000
    assert render.quoted(long["article"], long["link"]).endswith("2025: Headline 1")
    long["article"]["url"] = "javascript:alert(1)"
    assert render.quoted(long["article"], None).endswith("2025: Headline 1")


def test_a_source_says_what_is_known_of_it():
    unknown = citation(2, support={"verdict": "partly"}, page=3, link=None)
    unknown["article"] |= {"title": "", "source": None, "url": None, "published_at": "2025-01"}
    [post] = render.posts(body(citations=[unknown]))
    assert post.blocks[1]["elements"][0]["text"] == (
        "[2] Outlet unknown, January 2025: Untitled article (p. 3) (in part)"
    )


def test_what_reports_differ_on_is_shown_with_each_source():
    sides = [
        {"value": value, "link": None, "article": citation(number)["article"]}
        for number, value in ((1, "£4.10"), (2, "£3.60"))
    ]
    [post] = render.posts(body(disagreements=[{"about": "fare", "values": sides}]))
    shown_there = post.blocks[1]["text"]["text"]
    assert shown_there == (
        "*Reports differ*: fare\n"
        "• £4.10 (Harbour Ledger, 15 January 2025: <https://ledger.example/1|Headline 1>)\n"
        "• £3.60 (Harbour Ledger, 15 January 2025: <https://ledger.example/2|Headline 2>)"
    )


def test_opinions_and_press_releases_are_called_so():
    assert render.said({"text": "It is.", "citations": [1, 2], "kind": "opinion"}) == (
        "It is. (opinion) [1] [2]"
    )


def test_a_model_that_wrote_is_named():
    [post] = render.posts(body(model="<!here> gpt"))
    assert post.blocks[-1]["elements"][0]["text"].startswith(
        "Answered automatically. Written by &lt;!here&gt; gpt; each sentence is checked"
    )


def test_of_what_reports_differ_on_whole_lines_are_shown():
    side = {"value": "£4.10", "link": None, "article": citation(1)["article"]}
    [post] = render.posts(body(disagreements=[{"about": "fare", "values": [side] * 60}]))
    text = post.blocks[1]["text"]["text"]
    assert 2800 < len(text) <= 3000
    assert text.endswith("|Headline 1>)")


def test_an_answer_that_is_not_kept_has_no_buttons_that_need_it():
    [post] = render.posts(body(conversation=None), public="https://desk.example")
    assert [block["type"] for block in post.blocks] == ["markdown", "context"]
    assert "Read in" not in post.blocks[-1]["elements"][0]["text"]


# ---- events


def event(**changes):
    base = {"type": "message", "channel": CHANNEL, "user": "U1", "text": "Who?", "ts": "1.0"}
    return {"team_id": "T1", "event": {**base, **changes}}


def test_a_message_and_its_mention_have_one_key():
    message = events.read(event(text="<@UBOT> Who?"), bot=BOT)
    mention = events.read(event(text="<@UBOT> Who?", type="app_mention"), bot=BOT)
    assert message == mention
    assert (message.key, message.text, message.mentions) == ("T1:C1:1.0", "Who?", True)


@pytest.mark.parametrize(
    "strange",
    [
        {},
        event(subtype="message_deleted", deleted_ts="1.0", previous_message={"bot_id": "BBOT"}),
        {"event": None},
        {"event": {"subtype": "message_changed"}},
        {"event": {"type": "x"}},
    ],
)
def test_what_is_no_message_is_not_heard(strange):
    assert events.read(strange, bot=BOT) is None


def test_a_deleted_root_of_a_thread_is_a_deletion():
    tombstone = {"subtype": "tombstone", "ts": "1.0", "user": "USLACKBOT"}
    before = {"user": "U1", "ts": "1.0", "text": "Who?"}
    gone = event(subtype="message_changed", message=tombstone, previous_message=before)
    assert events.read(gone, bot=BOT) == events.Deleted(key="T1:C1:1.0", ts="1.0")
