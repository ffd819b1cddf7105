"""What Slack refuses in a message, from its documentation: block kit's fields, counts and lengths.

`complaints` returns what is wrong in words; the fake API refuses such a call and fails the test.
"""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

MOST_BLOCKS, LONGEST_MARKDOWN, LONGEST_TEXT = 50, 12_000, 40_000
ENTITY = re.compile(r"<([^<>]*)>")
PING = re.compile(r"<!(?:channel|here|everyone|subteam)|<@[UW]|(?<!\w)@(?:channel|here|everyone)\b")

FIELDS: dict[str, tuple[set[str], set[str]]] = {  # type -> required, optional
    "section": (set(), {"text", "fields", "accessory", "expand"}),
    "context": ({"elements"}, set()),
    "actions": ({"elements"}, set()),
    "context_actions": ({"elements"}, set()),
    "markdown": ({"text"}, set()),
    "header": ({"text"}, set()),
    "divider": (set(), set()),
    # elements
    "button": (
        {"text", "action_id"},
        {"value", "url", "style", "confirm", "accessibility_label"},
    ),
    "feedback_buttons": ({"positive_button", "negative_button", "action_id"}, set()),
    "image": ({"image_url", "alt_text"}, set()),
    # texts
    "plain_text": ({"text"}, {"emoji"}),
    "mrkdwn": ({"text"}, {"verbatim"}),
}


def of_message(args: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the text and the blocks of a message."""
    text, blocks = args.get("text"), args.get("blocks")
    if text is not None and not isinstance(text, str):
        yield f"text is no string: {text!r}"
    elif len(text or "") > LONGEST_TEXT:
        yield "msg_too_long"
    if not text and not blocks and not args.get("markdown_text"):
        yield "no_text"
    if args.get("markdown_text") and (text or blocks):
        yield "markdown_text_conflict"
    if text:
        yield from of_mrkdwn(text)
    if blocks is not None:
        yield from of_blocks(blocks)


def of_blocks(blocks: Any) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield f"blocks are no list: {blocks!r}"
        return
    if len(blocks) > MOST_BLOCKS:
        yield f"invalid_blocks: {len(blocks)} of them"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield "invalid_blocks: a block_id twice"
    written = sum(len(block.get("text", "")) for block in blocks if block["type"] == "markdown")
    if written > LONGEST_MARKDOWN:
        yield f"invalid_blocks: {written} characters of markdown together"
    for block in blocks:
        yield from of_block(block)


def of_block(block: dict[str, Any]) -> Iterator[str]:
    kind = block.get("type")
    yield from fields(block, {"type", "block_id"})
    if len(block.get("block_id", "x")) not in range(1, 256):
        yield f"invalid_blocks: block_id of {kind}"
    match kind:
        case "markdown":
            if not isinstance(block["text"], str) or not block["text"]:
                yield "invalid_blocks: a markdown block without text"
            else:
                yield from of_markdown(block["text"])
        case "header":
            yield from of_text(block["text"], longest=150, kinds=("plain_text",))
        case "section":
            if not block.get("text") and not block.get("fields"):
                yield "invalid_blocks: a section without text and fields"
            if "text" in block:
                yield from of_text(block["text"], longest=3000)
            for one in block.get("fields", ()):
                yield from of_text(one, longest=2000)
            if len(block.get("fields", ())) > 10:
                yield "invalid_blocks: fields of a section"
            if "accessory" in block:
                yield from of_element(block["accessory"], ("button", "image"))
        case "context":
            yield from counted(block, 10)
            for one in block["elements"]:
                if one.get("type") == "image":
                    yield from of_element(one, ("image",))
                else:
                    yield from of_text(one, longest=3000)
        case "actions":
            yield from counted(block, 25)
            for one in block["elements"]:
                yield from of_element(one, ("button",))
            names = [one.get("action_id") for one in block["elements"]]
            if len(set(names)) < len(names):
                yield "invalid_blocks: an action_id twice in a block"
        case "context_actions":
            yield from counted(block, 5)
            for one in block["elements"]:
                yield from of_element(one, ("feedback_buttons",))
        case "divider":
            pass
        case _:
            yield f"invalid_blocks: unsupported type {kind!r}"


def counted(block: dict[str, Any], most: int) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= most:
        yield f"invalid_blocks: {len(block['elements'])} elements of {block['type']}"


def of_element(element: dict[str, Any], kinds: tuple[str, ...]) -> Iterator[str]:
    kind = element.get("type")
    if kind not in kinds:
        yield f"invalid_blocks: element {kind!r}"
        return
    yield from fields(element, {"type"})
    if len(element.get("action_id", "x")) not in range(1, 256):
        yield f"invalid_blocks: action_id of {kind}"
    if kind == "button":
        yield from of_text(element["text"], longest=75, kinds=("plain_text",))
        if element.get("style", "primary") not in {"primary", "danger"}:
            yield f"invalid_blocks: style {element['style']!r}"
        if "url" in element and not is_address(element["url"]):
            yield f"invalid_blocks: url {element['url']!r}"
        yield from lengths(element, value=2000, accessibility_label=75, url=3000)
    if kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            one = element[name]
            if unknown := one.keys() - {"text", "value", "accessibility_label"}:
                yield f"invalid_blocks: {unknown} of {name}"
            yield from of_text(one["text"], longest=75, kinds=("plain_text",))
            yield from lengths(one, value=2000, accessibility_label=75)
            if not one.get("value"):
                yield f"invalid_blocks: no value of {name}"


def lengths(element: dict[str, Any], **most: int) -> Iterator[str]:
    for name, longest in most.items():
        if len(element.get(name, "x")) not in range(1, longest + 1):
            yield f"invalid_blocks: {name} of {len(element[name])} characters"


def fields(piece: dict[str, Any], always: set[str]) -> Iterator[str]:
    required, optional = FIELDS.get(str(piece.get("type")), (set(), set()))
    if missing := required - piece.keys():
        yield f"invalid_blocks: {piece.get('type')} lacks {sorted(missing)}"
    if unknown := piece.keys() - required - optional - always:
        yield f"invalid_blocks: {piece.get('type')} has {sorted(unknown)}"


def of_text(
    text: Any, *, longest: int, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")
) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"invalid_blocks: text object {text!r}"
        return
    yield from fields(text, {"type"})
    if len(text["text"]) not in range(1, longest + 1):
        yield f"invalid_blocks: a text of {len(text['text'])} characters, {longest} are allowed"
    if text["type"] == "mrkdwn":
        yield from of_mrkdwn(text["text"])


def of_mrkdwn(text: str) -> Iterator[str]:
    """Slack refuses none of these; it would show something that nobody meant."""
    for entity in ENTITY.findall(text):
        address, _, label = entity.partition("|")
        if not is_address(address) and not re.fullmatch(r"@[UW][A-Z0-9]+", entity):
            yield f"a strange entity: <{entity}>"
        if "|" in entity and not label.strip():
            yield f"a link without words: <{entity}>"
    if re.search(r"[<>]", ENTITY.sub("", text)):
        yield f"an angle bracket that is not escaped: {text!r}"


def of_markdown(text: str) -> Iterator[str]:
    if len(text) > LONGEST_MARKDOWN:
        yield f"msg_too_long: {len(text)} characters of markdown"
    for entity in ENTITY.findall(text):
        if not re.fullmatch(r"@[UW][A-Z0-9]+", entity):
            yield f"a strange entity: <{entity}>"
    if re.search(r"[<>]", ENTITY.sub("", text)):
        yield f"an angle bracket that is not escaped: {text!r}"


def is_address(text: str) -> bool:
    parts = urlsplit(text)
    whole = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return whole and not re.search(r"[\s|<>]", text)
