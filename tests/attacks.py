"""Every regular expression of the product, and texts made to keep each of them busy."""

import ast
import importlib
import re
import types
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

from conftest import ROOT

CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
# Names that a pattern is put together with while something is read, and what they may stand for.
INSTEAD = {
    "a": "Harbour",
    "around": "The Ledger",
    "b": "harbour",
    "bare": "Harbour",
    "by": r"\b(?:led|leads)\sby\s(?:[\w’'-]+\.?\s){0,5}?",
    "deed": "fined",
    "done": "fined",
    "first": "Harbour",
    "last": "harbour",
    "joined": r"Helen Brack and (?:(?:her|his) (?:[\w-]+,? ){1,2}|[a-z][\w-]+ )?Odo Brack",
    "match": {"post": "mayor", "verb": "runs"},
    "name": "Helen Brack",
    "names": ("Helen Brack", "Odo Brack"),
    "noun": "reports",
    "number": 2,
    "office": "mayor",
    "other": "harbour",
    "own": "mayor|harbour master",
    "pattern": "rise|fall",
    "said": "Orrin",
    "same": "rise|fall",
    "several": "rise fall",
    "sign": r"\bthe\b",
    "surname": "Brack",
    "text": "rise|fall",
    "told": "mayor|city hall",
    "template": "/v1/articles/{id}",
    "thing": ("the mayor", "mayor"),
    "verb": "fined",
    "word": "Harbour",
    "words": "rise|fall",
}
# Runs of these are tried on every pattern, beside its own pieces.
PIECES = (
    " ",
    "\n",
    " \n",
    "a",
    "A",
    "1",
    "_",
    "-",
    "a ",
    "Aa ",
    "1,",
    "a. ",
    "(",
    "<a ",
    "é",
    "é,",
)
MOST_OWN = 8  # of a pattern's own pieces, and so many pairs of the first of them
_CHARACTERS = {
    op.CATEGORY_WORD: "w",
    op.CATEGORY_DIGIT: "7",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_WORD: "-",
    op.CATEGORY_NOT_DIGIT: "d",
    op.CATEGORY_NOT_SPACE: "s",
}
_CLASSES = dict(zip(_CHARACTERS, (r"\w", r"\d", r"\s", r"\W", r"\D", r"\S"), strict=True))


@dataclass(frozen=True, slots=True)
class Found:
    """A regular expression of the product."""

    made: re.Pattern[Any]
    where: str  # a module and a name in it, or its line
    how: str  # "search", or "match" or "fullmatch" where it is used in no other way

    def run(self, text: str) -> None:
        """As the product does it, to the end of `text`."""
        given: Any = text
        if isinstance(self.made.pattern, bytes):
            given = text.encode("utf-8", "replace")
        if self.how != "search":
            getattr(self.made, self.how)(given)
            return
        for _ in self.made.finditer(given):
            pass


def every_pattern() -> tuple[list[Found], list[str]]:
    """Those of bot and ingest, each once; and where one could not be made out."""
    found: dict[tuple[Any, int], Found] = {}
    unknown = []
    for file, tree in modules():
        name = ".".join(file.with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        for own, value in vars(module).items():
            for made in _held(value, set()):
                how = _used(tree, own) if isinstance(value, re.Pattern) else "search"
                found.setdefault((made.pattern, made.flags), Found(made, f"{name}.{own}", how))
        for call, is_within in _calls(tree):
            try:
                made = _made(call, vars(module))
            except NameError:
                if is_within:  # what is made as the module is imported was found above
                    unknown.append(f"{name}:{call.lineno}")
                continue
            how = call.func.attr if call.func.attr in {"match", "fullmatch"} else "search"
            one = Found(made, f"{name}:{call.lineno}", how)
            found.setdefault((made.pattern, made.flags), one)
    return list(found.values()), unknown


def _used(tree: ast.Module, name: str) -> str:
    """How a module uses the pattern that it calls so."""
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) == name
    }
    return used.pop() if used in ({"match"}, {"fullmatch"}) else "search"


def _calls(tree: ast.Module) -> Iterator[tuple[Any, bool]]:
    """Calls of `re`, and whether each stands in a function."""
    functions = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.Lambda)]
    within = {id(node) for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=attr)) if attr in CALLS:
                yield node, id(node) in within


def _made(call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any]:
    flags = [one.value for one in call.keywords if one.arg == "flags"]
    flags += [one for one in call.args[1:] if ast.unparse(one).startswith("re.")]
    pattern, *rest = (eval(ast.unparse(one), INSTEAD | names) for one in (call.args[0], *flags))
    return re.compile(pattern, *rest)


def _held(value: Any, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value, at any depth."""
    if id(value) in seen or isinstance(value, types.ModuleType | str | bytes | int):
        return
    seen.add(id(value))
    inner: Any = ()
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        inner = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inner = value
    elif is_dataclass(value) and not isinstance(value, type):
        inner = [getattr(value, one.name, None) for one in fields(value)]
    for one in inner:
        yield from _held(one, seen)


def texts(made: re.Pattern[Any], length: int) -> Iterator[str]:
    """Texts of `length` characters that a pattern nearly fits, from its own pieces and others."""
    begin, own = pieces(made)
    own = own[:MOST_OWN]
    pairs = [a + b for a in own[:3] for b in own[:3] if a != b]
    for piece in dict.fromkeys([*own, *pairs, *PIECES]):
        run = (piece * (length // len(piece) + 1))[:length]
        yield run + "\x00"
        if begin:
            yield (begin + run)[:length] + "!"


def pieces(made: re.Pattern[Any]) -> tuple[str, list[str]]:
    """What a text begins with that the pattern fits, and what it takes again and again."""
    text = made.pattern.decode("latin-1") if isinstance(made.pattern, bytes) else made.pattern
    found: dict[str, None] = {}
    whole = _sample(_parser.parse(text, made.flags), found)
    found |= {whole: None, whole[: len(whole) // 2]: None}
    return whole, [one for one in found if one]


def _sample(items: Any, found: dict[str, None]) -> str:
    return "".join(_one(kind, value, found) for kind, value in items)


def _one(kind: Any, value: Any, found: dict[str, None]) -> str:
    """A text for one part of a pattern; what it repeats goes to `found`."""
    if kind is op.LITERAL:
        return chr(value)
    if kind is op.NOT_LITERAL:
        return "b" if value != ord("b") else "c"
    if kind is op.ANY:
        return "x"
    if kind is op.IN:
        return _member(value)
    if kind is op.BRANCH:
        options = [_sample(branch, found) for branch in value[1]]
        found |= dict.fromkeys(options[:4])
        return options[0]
    if kind is op.SUBPATTERN:
        return _sample(value[3], found)
    if kind is op.ATOMIC_GROUP:
        return _sample(value, found)
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = value
        said = _sample(body, found)
        if most > 3:
            found[said] = None
        return said * max(least, 1 if most > 3 else 0)
    return ""


def _member(items: Any) -> str:
    """A character that a class holds."""
    kind, value = items[0]
    if kind is op.NEGATE:
        held = re.compile("[^" + "".join(map(_written, items[1:])) + "]")
        return next((one for one in "x 1.A-\n\x01é" if held.match(one)), "x")
    return (
        _CHARACTERS[value] if kind is op.CATEGORY else chr(value[0] if kind is op.RANGE else value)
    )


def _written(item: Any) -> str:
    kind, value = item
    if kind is op.CATEGORY:
        return _CLASSES[value]
    return "-".join(re.escape(chr(one)) for one in (value if kind is op.RANGE else (value,)))


def files(run: str, said: str) -> Iterator[tuple[str, str]]:
    """Name and content of articles in every written form, with `run` wherever words may stand.

    Args:
        said: a paragraph of news.
    """
    escaped = run.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    line = run.replace("\n", " ").replace("\r", " ")
    yield "body.txt", f"Ferry fare to rise\n\n{said}\n\n{run}\n\n{said}\n"
    yield "title.txt", f"{run}\n\n{said}\n\n{said}\n"
    yield "byline.txt", f"Ferry fare to rise\nBy {run}\n{run} 5 January 2025\n\n{said}\n\n{said}\n"
    yield "front.md", f"---\ntitle: {line}\nauthor: {line}\n---\n# {run}\n\n{said}\n\n{run}\n"
    yield (
        "raw.html",
        f"<!doctype html><title>Ferry</title><article><h1>Ferry fare</h1>{run}</article>",
    )
    yield (
        "page.html",
        f'<!doctype html><html><head><title>{escaped}</title><meta name=author content="{escaped}">'
        f'<meta property="article:published_time" content="{escaped}"></head><body>'
        f"<nav>{escaped}</nav><article><h1>{escaped}</h1><p class=byline>By {escaped}</p>"
        f"<time>{escaped}</time><p>{said}</p><p>{escaped}</p></article>"
        f"<footer>© {escaped}</footer></body></html>",
    )
    yield (
        "mail.eml",
        f"From: {line}\nTo: a@b.example\nSubject: {line}\nDate: {line}\n\n{said}\n\n{run}\n\n"
        f"-----Original Message-----\nFrom: {line}\nSent: {line}\n\n{said}",
    )
    yield (
        "feed.xml",
        f'<?xml version="1.0"?><rss><channel><item><title>{escaped}</title><author>{escaped}'
        f"</author><pubDate>{escaped}</pubDate><description>{escaped}</description></item>"
        "</channel></rss>",
    )


@lru_cache(maxsize=1)
def modules() -> list[tuple[Path, ast.Module]]:
    """Every module of bot and ingest, taken apart."""
    files = [one for package in ("ingest", "bot") for one in sorted((ROOT / package).rglob("*.py"))]
    return [(one.relative_to(ROOT), ast.parse(one.read_text(encoding="utf-8"))) for one in files]
