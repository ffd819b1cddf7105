"""A chat model's reply, piece by piece -> whole sentences with the passages that they cite.

A reply is plain text with marks (`[b4k7t]`) or JSON by `prompts.SCHEMA`; which of them is seen by
how it begins, not by what was asked for. A sentence is given out as soon as it is whole, never with
half a mark.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import sentencex

from bot.answer.written import prompts

LONGEST = 2_000  # characters: what goes on without an end for so long is no sentence of an answer
LONGEST_THOUGHT = 200_000
_ID = r"[a-z]\d[a-z]\d[a-z]"  # as prompts.new_ids makes them; no word is like it
_NUMBERS = r"\d{1,3}(?:\s{0,2}[,–-]\s{0,2}\d{1,3}){0,9}"
# `[b4k7t]`, `[b4k7t, c2m9x]`, and what models make of them: `[passage b4k7t]`, `【b4k7t】`; and
# `[1]`, which names no passage, but is a mark.
_MARK = (
    r"[\[【(]{1,2}\s{0,2}(?:(?:passages?|sources?|ids?)?[\s:#=]{0,3}"
    rf"{_ID}(?:\s{{0,2}}[,;|]?\s{{0,2}}(?:passage\s)?{_ID}){{0,9}}|(?<=[\[【]){_NUMBERS})"
    r"\s{0,2}[\]】)]{1,2}"
)
_MARKS = re.compile(rf"\s{{0,3}}({_MARK})", re.IGNORECASE)
_IDS = re.compile(_ID, re.IGNORECASE)
_STOP = r"[.!?…。！？][\"'”’»)]{0,2}"
# Behind `Inc.` and marks a sentence that goes on in small letters is not at its end.
_MARK_AFTER_STOP = re.compile(
    rf"({_STOP})((?:\s{{0,3}}{_MARK}){{1,9}})(?!\s{{0,3}}(?-i:[a-z]))", re.IGNORECASE
)
# A statement is whole when its marks are followed by a full stop; or when its full stop is followed
# by marks, and these by something else.
_WHOLE = re.compile(
    rf"{_MARK}\s{{0,2}}{_STOP}|{_STOP}(?:\s{{0,3}}{_MARK}){{1,9}}(?=\s{{0,3}}(?-i:[^\s\[【(a-z]))",
    re.IGNORECASE,
)
_WHOLE_AT_END = re.compile(rf"{_STOP}(?:\s{{0,3}}{_MARK}){{1,9}}\s*\Z", re.IGNORECASE)
_MARKS_FIRST = re.compile(rf"(?:\s{{0,3}}{_MARK}){{1,9}}", re.IGNORECASE)
_HALF_MARK = re.compile(r"[\[【][^\]】]{0,80}\Z")
_ENDED = re.compile(rf"{_STOP}\s*\Z")
_THOUGHT = re.compile(r"\s*<think(?:ing)?>", re.IGNORECASE)
_THOUGHT_END = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_FENCE = re.compile(r"\s*(?:`{3}(?:json)?\s*)?\{")
_LIST = re.compile(r"\"statements\"\s*:\s*\[")


class BrokenReply(Exception):
    """The reply is JSON, and not as it was asked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence of a reply, without its marks, and the ids in them, in order, each once."""

    text: str
    ids: tuple[str, ...]


class Sentences:
    """Takes a reply as it comes; `nothing` is whether it says that the passages do not answer."""

    def __init__(self) -> None:
        self._rest, self._form = "", ""  # "plain", "json", "" until it is known
        self._json = _Json()
        self.nothing, self.whole = False, ""
        self._late_marks = False  # marks that come now are of a sentence that was given out

    def add(self, piece: str) -> list[Written]:
        """The sentences that are whole now; "" says that nothing has come for a while."""
        self.whole += piece
        self._rest += piece
        if not self._form and not self._begins():
            return []
        if self._form == "json":
            found = self._json.add(self._rest)
            self._rest = ""
            return found
        return self._take(paused=not piece)

    def end(self, *, broken_off: bool = False) -> list[Written]:
        """The sentences that are left; where it broke off, those that have an end.

        Raises:
            BrokenReply: it is JSON and ends within, or is not as it was asked for.
        """
        if self._form == "json":
            if not broken_off:
                self._json.end()
            self.nothing |= self._json.nothing
            return []
        if not self._form and _THOUGHT.match(self._rest):
            return []  # it never came to an answer
        rest, self._rest = _HALF_MARK.sub("", self._rest), ""
        found = self._parsed(rest)
        if broken_off and found and not _ENDED.search(_MARKS.sub("", rest)):
            found.pop()
        return found

    def _begins(self) -> bool:
        """Find the form, as soon as there is enough to tell."""
        if _THOUGHT.match(self._rest):
            if end := _THOUGHT_END.search(self._rest):
                self._rest = self._rest[end.end() :]
            elif len(self._rest) > LONGEST_THOUGHT:
                self._rest, self._form = "", "plain"
            else:
                return False
        start = self._rest.lstrip()
        if not start or (len(start) < 12 and "<thinking>".startswith(start[:10].lower())):
            return False
        if start.startswith("`") and len(start) < 16 and "{" not in start:
            return False
        self._form = "json" if _FENCE.match(start) else "plain"
        return True

    def _take(self, *, paused: bool) -> list[Written]:
        found: list[Written] = []
        while end := self._end_of_next(paused=paused):
            found += self._parsed(self._rest[:end])
            self._rest = self._rest[end:]
            self._late_marks = paused and not self._rest
        if len(self._rest) > LONGEST:
            self._rest = self._rest[-LONGEST // 4 :]  # what was before has no end
        return found

    def _end_of_next(self, *, paused: bool) -> int:
        line = self._rest.find("\n") + 1
        whole = _WHOLE.search(self._rest)
        if whole and not (line and line < whole.end()):
            return whole.end()
        if line:
            return line
        if not (paused and _WHOLE_AT_END.search(self._rest)):
            return 0
        return len(self._rest)

    def _parsed(self, text: str) -> list[Written]:
        if self._late_marks and (late := _MARKS_FIRST.match(text)):
            text = text[late.end() :]
        if prompts.NOTHING in text:
            self.nothing = True
            text = text.replace(prompts.NOTHING, "")
        return cited_sentences(text)


def cited_sentences(text: str, beside: tuple[str, ...] = ()) -> list[Written]:
    """Each sentence of a whole text. `beside` are ids that all of them cite."""
    text = _MARK_AFTER_STOP.sub(lambda match: match[2] + match[1], text)
    found = []
    for line in text.splitlines():
        for sentence in sentencex.segment("en", line):
            ids = [
                one.lower() for match in _MARKS.finditer(sentence) for one in _IDS.findall(match[1])
            ]
            said = " ".join(prompts.visible(_MARKS.sub("", sentence)).split())
            said = said.lstrip("•*-–'”’»)# ").strip()
            if said.startswith('"') and said.count('"') % 2:
                said = said[1:].strip()  # left over from the sentence before
            if any(char.isalnum() for char in said):
                found.append(Written(said, tuple(dict.fromkeys((*ids, *beside)))))
    return found


class _Json:
    """`{"statements": [{"text": …, "passages": […]}, …]}`, statement by statement."""

    def __init__(self) -> None:
        self._rest, self._inside, self._done, self._count = "", False, False, 0
        self._decoder = json.JSONDecoder()

    @property
    def nothing(self) -> bool:
        return self._done and not self._count

    def add(self, piece: str) -> list[Written]:
        if self._done:
            return []
        self._rest += piece
        if not self._inside and (match := _LIST.search(self._rest)):
            self._rest, self._inside = self._rest[match.end() :], True
        found: list[Written] = []
        while self._inside and not self._done:
            self._rest = self._rest.lstrip(" \t\r\n,")
            self._done = self._rest.startswith("]")
            if self._done or "}" not in self._rest:
                break
            try:
                item, end = self._decoder.raw_decode(self._rest[: 2 * LONGEST])
            except (ValueError, RecursionError):
                break  # it goes on, or is broken
            self._rest = self._rest[end:]
            self._count += 1
            found += _statement(item)
        if len(self._rest) > 2 * LONGEST:
            self._rest, self._inside = "", False  # no statement; nothing more is looked for
        return found

    def end(self) -> None:
        if not self._done:
            raise BrokenReply


def _statement(item: Any) -> list[Written]:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        return []
    ids = item.get("passages")
    ids = [str(one).strip("[] ").lower() for one in ids] if isinstance(ids, list) else []
    return cited_sentences(item["text"][:LONGEST], tuple(one for one in ids if _IDS.fullmatch(one)))
