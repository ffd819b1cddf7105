"""An answer as JSON -> Slack's blocks. Every word of an article or a model goes through escape.py.

The words of an answer are Markdown, streamed or in `markdown` blocks; what follows them, its tail,
is Block Kit: sources, disagreements, notes, what to ask next, and whether it was of use. Answers
come as docs/answer.md shows them, fresh or kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.answer.answer import EXTRACTIVE
from bot.channels.render import searched
from bot.channels.slack import escape
from ingest.article import in_words

Block = dict[str, Any]
Body = dict[str, Any]  # an answer, as `to_json` gives it

LONGEST = 12_000  # characters of Markdown in a message, all its blocks together
TEXT = 3000  # characters of a text in a block
_BUTTON, _VALUE = 75, 2000  # characters on a button, and behind it
_NOTICE = 1000  # characters of an answer that a notification gives
_HEADLINE, _OUTLET, _SAID = 300, 100, 300  # characters of each that are shown
_ADDRESS = 1900  # characters of a link that leave room for the words beside it
_NEXT = 5  # questions offered
_APART = 12  # small lines in blocks of their own; more are set together
_DIFFERING = 10  # disagreements shown
UNTITLED, UNSIGNED = "Untitled article", "Outlet unknown"
_KINDS = {"opinion": "opinion", "press_release": "press release"}
_RATED = ("answered", "partial", "no_answer")


@dataclass(frozen=True, slots=True)
class Post:
    """One message: what a notification says of it, and its blocks."""

    text: str
    blocks: tuple[Block, ...]


def said(statement: Body) -> str:
    """One statement with its marks, as plain words."""
    kind = _KINDS.get(statement.get("kind") or "", "")
    marks = "".join(f" [{number}]" for number in statement["citations"])
    return f"{statement['text']}{f' ({kind})' if kind else ''}{marks}"


def words(body: Body) -> str:
    """What the answer says, with its marks, as plain words."""
    return " ".join(map(said, body["statements"])) or str(body["text"])


def short(text: str) -> Post:
    """A reply that is no answer: what went wrong, what to do."""
    notice = escape.fitted(text, _NOTICE, escape.plain)
    return Post(notice, (section(escape.fitted(text, TEXT, escape.mrkdwn)),))


def posts(body: Body, *, public: str = "", head: str = "") -> list[Post]:
    """The whole answer in as few messages as it takes.

    Args:
        public: where this desk's pages are reached, "" where they are not.
        head: what stands before it, as Markdown.
    """
    text = words(body)
    parts = [escape.markdown(one) for one in escape.pieces(text, LONGEST - len(head) - 1)]
    parts[0] = f"{head} {parts[0]}" if head else parts[0]
    notice = escape.fitted(text, _NOTICE, escape.plain)
    made = [Post(notice, ({"type": "markdown", "text": one},)) for one in parts]
    made[-1] = Post(notice, (*made[-1].blocks, *tail(body, public=public)))
    return made


def tail(body: Body, *, public: str = "") -> tuple[Block, ...]:
    """What follows the words of an answer: fewer than 40 blocks."""
    blocks: list[Block] = []
    if body["statements"]:
        blocks += lines(map(_source, body["citations"]))
    else:
        blocks += lines(_unsaid(body))
    blocks += [section(_differing(one)) for one in body["disagreements"][:_DIFFERING]]
    notes = [escape.fitted(note["text"], TEXT - 2, escape.mrkdwn) for note in body["notes"]]
    blocks += lines(f"_{note}_" for note in notes)
    if body["followups"]:
        blocks.append(_next(body["followups"]))
    if body["outcome"] in _RATED and body["conversation"]:  # where it is kept
        blocks.append(_feedback(body["id"]))
    return (*blocks, context(_colophon(body, public)))


def share(answer_id: str) -> Block:
    """The button that shows everybody what one has been answered."""
    return {"type": "actions", "elements": [_button("share", "Share here", answer_id)]}


def lines(found: Iterable[str]) -> Iterator[Block]:
    """Small lines, each in a block of its own; many are set together, as many as a block takes."""
    listed = list(found)
    if len(listed) <= _APART:
        yield from map(context, listed)
        return
    together = ""
    for line in listed:
        if together and len(together) + 1 + len(line) > TEXT:
            yield context(together)
            together = ""
        together = f"{together}\n{line}" if together else line
    yield context(together)


def quoted(article: Body, link: str | None) -> str:
    """`Harbour Ledger, 15 January 2025: Ferry fare to rise`, the headline a link."""
    title = escape.cut(article["title"] or UNTITLED, _HEADLINE)
    # A quote can make an address too long for Slack; the page alone is better than no link.
    address = next(
        (one for one in (link, article["url"]) if one and len(one) <= _ADDRESS),
        "",
    )
    shown = f"{_about(article)}: {escape.link(address, title)}"
    return shown if len(shown) <= TEXT - 100 else f"{_about(article)}: {escape.mrkdwn(title)}"


def section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}


def _about(article: Body) -> str:
    outlet = escape.mrkdwn(escape.cut(article["source"] or UNSIGNED, _OUTLET))
    return f"{outlet}, {in_words(article['published_at'] or '') or 'undated'}"


def _source(citation: Body) -> str:
    page = f" (p. {citation['page']})" if citation.get("page") else ""
    partly = " (in part)" if citation["support"]["verdict"] == "partly" else ""
    where = quoted(citation["article"], citation["link"])
    return f"[{citation['number']}] {where}{page}{partly}"


def _differing(one: Body) -> str:
    about = escape.mrkdwn(escape.cut(one["about"], _SAID))
    shown = f"*Reports differ*{f': {about}' if about else ''}"
    for value in one["values"]:
        what = escape.mrkdwn(escape.cut(value["value"], _SAID))
        line = f"• {what} ({quoted(value['article'], value['link'])})"
        if len(shown) + 1 + len(line) > TEXT:
            break  # whole lines alone: half a link would be refused
        shown = f"{shown}\n{line}"
    return shown


def _unsaid(body: Body) -> Iterator[str]:
    """What was searched in vain, and what comes closest."""
    if body["outcome"] != "no_answer":
        return
    yield escape.fitted(searched(body["searched"]), TEXT, escape.mrkdwn)
    for article in body["nearest"]:
        yield f"Near: {quoted(article, article['url'])}"


def _next(questions: list[str]) -> Block:
    numbered = enumerate(questions[:_NEXT])
    return {
        "type": "actions",
        "elements": [_button(f"next_{number}", one, one) for number, one in numbered],
    }


def _button(name: str, text: str, value: str) -> Block:
    label = {"type": "plain_text", "text": escape.cut(escape.label(text), _BUTTON), "emoji": False}
    return {"type": "button", "action_id": name, "text": label, "value": value[:_VALUE]}


def _feedback(answer_id: str) -> Block:
    buttons: Block = {"type": "feedback_buttons", "action_id": "feedback"}
    for name, text, thumb in (
        ("positive_button", "Useful", "up"),
        ("negative_button", "Not useful", "down"),
    ):
        buttons[name] = {
            "text": {"type": "plain_text", "text": text},
            "accessibility_label": f"This answer was {text.lower()}",
            "value": f"{thumb}:{answer_id}",
        }
    return {"type": "context_actions", "elements": [buttons]}


def _colophon(body: Body, public: str) -> str:
    """That a program answered, how, and where the answer can be read beside its articles."""
    how = ""
    if body["statements"] and body["model"] == EXTRACTIVE:
        how = " The sentences are the articles' own."
    elif body["statements"]:
        name = escape.mrkdwn(escape.cut(body["model"], _OUTLET))
        how = f" Written by {name}; each sentence is checked against its quote."
    kept = public and body["statements"] and body["conversation"]
    read = escape.link(f"{public.rstrip('/')}/a/{body['id']}", "Read in Newsdesk") if kept else ""
    return f"Answered automatically.{how}{f' {read}' if read else ''}"
