"""Words that are not ours, harmless in Slack's two markups; and Slack's markup, as plain words.

`markdown` blocks and streams take standard Markdown, where a backslash makes any mark plain. Block
Kit's `mrkdwn` knows no escape for its marks: there they stand between spaces of no width, where
they mark nothing. In both, `&`, `<` and `>` are the only characters with which Slack's mentions,
links and dates are written, and are written as entities.
"""

import re
from collections.abc import Callable, Iterator
from html import unescape

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
# Only what can mark something: a backslash too many would be seen wherever Slack shows it.
_MARKDOWN = re.compile(r"[\\`*~]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])|^[#+=|-]")
_MRKDWN = re.compile(r"([*_~])")
_CALLS = re.compile(r"@(?=(?:channel|here|everyone)\b)", re.IGNORECASE)
_EMOJI = re.compile(r"(?<!\d):(?=[\w+'-]{1,60}:)")
_ADDRESS = re.compile(r"(?<=\w):(?=//)")
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
_ENTITY = re.compile(r"(<)(?=[!@#])")
_NARROW = "\u200b"  # a space of no width
_JOINED = "\u2060"  # no space at all, and no end of a word
# What a person types: <@U1|name>, <#C1|general>, <!here>, <!date^1|May>, <https://…|words>.
_TYPED = re.compile(r"<([@#!]?)([^<>|]{0,3000})(?:\|([^<>]{0,3000}))?>")
# What is within <…> is passed over: an address may hold such marks.
_STYLE = re.compile(
    r"<[^<>]{0,6000}>|(?<![\w*_~`])([*_~`]{1,3})(?=\S)(.{1,500}?)(?<=\S)\1(?![\w*_~`])"
)


def markdown(text: str) -> str:
    """Plain words -> the same words as Markdown: one paragraph, nothing in it marks or calls."""
    text = _inert(" ".join(text.split()))
    text = _MARKDOWN.sub(r"\\\g<0>", text.translate(_ENTITIES))
    return _NUMBERED.sub(r"\1\\\2", text)


def mrkdwn(text: str) -> str:
    """Plain words -> the same words as Slack's own markup, likewise."""
    text = _inert(" ".join(text.split())).translate(_ENTITIES)
    text = text.replace("`", "ˋ")  # code needs no space around it, so no space prevents it
    return _MRKDWN.sub(rf"{_NARROW}\1{_NARROW}", text)


def plain(text: str) -> str:
    """Plain words for a notification, which shows no marks."""
    return label(text).translate(_ENTITIES)


def label(text: str) -> str:
    """Plain words for a `plain_text`, which knows neither marks nor entities: to be on the safe
    side, nothing in it looks like a call of people either.
    """
    return _ENTITY.sub(rf"\1{_JOINED}", _inert(" ".join(text.split())))


def link(address: str, words: str) -> str:
    """`<address|words>`; the words alone where Slack could not read the address."""
    label = mrkdwn(words).replace("|", "¦")
    address = address.replace("|", "%7C").replace("&", "&amp;")
    address = address.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    is_web = re.match(r"https?://[^/\s]", address)
    return f"<{address}|{label}>" if is_web and len(address) <= 2000 else label


def typed(text: str, *, bot: str = "") -> str:
    """What a person typed, as plain words.

    Args:
        bot: the id of our user, whose mention is left out.
    """

    def said(match: re.Match[str]) -> str:
        sign, what, label = match.groups()
        if sign == "@":
            return "" if what == bot else f"@{label or what}"
        if sign == "#":
            return f"#{label or what}"
        if sign == "!":  # calls everybody, or is a date with words to fall back on
            return label if label and what.startswith("date") else ""
        return str(label or what.removeprefix("mailto:"))

    text = _STYLE.sub(lambda found: found[2] or found[0], text)
    text = _TYPED.sub(said, text)
    return " ".join(unescape(text).split())


def pieces(text: str, longest: int) -> Iterator[str]:
    """`text` cut at spaces into pieces that are at most `longest` characters as Markdown.

    A word that is longer by itself is cut where it must be, never within a character's escape.
    """
    start = 0
    while start < len(text):
        end = _reach(text, start, longest)
        if end < len(text):
            space = text.rfind(" ", start + 1, end + 1)
            end = space if space > start else end
        yield text[start:end]
        start = end + 1 if text[end : end + 1] == " " else end


def _reach(text: str, start: int, longest: int) -> int:
    """The furthest end at which `text[start:end]` is short enough, by halving."""
    low, high = start + 1, min(len(text), start + longest)
    while low < high:
        middle = (low + high + 1) // 2
        if len(markdown(text[start:middle])) <= longest:
            low = middle
        else:
            high = middle - 1
    return low


def fitted(text: str, longest: int, how: Callable[[str], str]) -> str:
    """`text` escaped, cut before that so that it is no longer than `longest` after it."""
    keep = len(text)
    while len(escaped := how(cut(text, keep))) > longest:
        keep = max(1, min(keep - 1, keep * longest // len(escaped)))
    return escaped


def cut(text: str, longest: int) -> str:
    """At most `longest` characters, with a sign that something is missing."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _inert(text: str) -> str:
    """Nothing in it calls people, becomes an image, or opens as a link."""
    text = _CALLS.sub(f"@{_JOINED}", text)
    text = _ADDRESS.sub(f":{_JOINED}", text)
    return _EMOJI.sub(f":{_NARROW}", text)
