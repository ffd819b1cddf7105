"""The lines of a page's article, out of everything else that stands on the page.

trafilatura reads the page twice, once to lose nothing and once to let nothing in; where the two
differ, where a line stands decides. Before that, links to other pages are taken out by what they
look like; after it, what the page itself states of its article is held against what was found.
"""

import copy
import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from ingest.parse.layout import rows
from ingest.parse.web.page import INLINE, words
from ingest.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# What it says of a page without text is ours to say, in `problems`.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_ENDED = re.compile(r"[.!?…。！？]['\"”’»)\]]*$")
LABEL_WORDS = 4  # "Related:", "Read more on this:"
SUMMARY_WORDS = 60  # an article's text that is stated in fewer is its summary
TAIL_LINES = 5
APPEAL_WORDS = 45
# Addresses of people, not of pages: profiles on networks of any kind, and mail.
_PROFILE = re.compile(
    r"mailto:|(?:https?:)?//(?:[\w-]{1,20}\.){0,2}(?:twitter|x|facebook|fb|instagram|youtube|linkedin|"
    r"pinterest|tiktok|threads|whatsapp|telegram|t|bsky|flipboard|snapchat|google)"
    r"\.(?:com|net|me|app)(?:/(?!status|watch|p/|reel|videos?/|photos?/|events?/|search|maps)"
    r"@?[\w.%+-]{1,80}){1,3}/?(?:\?.{0,200})?$",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"(?:^|[/_.?=-])(?:subscri\w{0,9}|newsletters?|sign-?up|register|donat\w{0,5}|support-us|"
    r"membership|podcasts?|author|authors|staff)(?:[/_.?=-]|$)",
    re.IGNORECASE,
)


def lines(tree: "HtmlElement", stated: str) -> list[str]:
    """The lines of the article: paragraphs, headings, list items and table rows, each on one line.

    Args:
        tree: a page as `page.shape` leaves it. It is changed.
        stated: the article's text where the page gives it apart from what it shows, else "".
    """
    _drop_teasers(tree)
    appeals = _appeals(tree)
    precise, whole = _extract(tree, precise=True), _extract(tree, precise=False)
    found = _merged(precise, whole)
    told = [line for line in _split(stated) if line]
    if _words(told) >= SUMMARY_WORDS:
        found = _as_stated(found, told)
    elif _words(found) < 150 or 4 * _words(found) < _words(whole):
        found = _rescued(tree, found, whole)
    return rows.told(_without_appeals(found, appeals))


def _split(text: str) -> list[str]:
    return [" ".join(line.split()) for line in clean.tidy(text).split("\n")]


def _words(found: list[str]) -> int:
    return sum(len(line.split()) for line in found)


def _extract(tree: "HtmlElement", *, precise: bool) -> list[str]:
    # Late: trafilatura takes most of a second to import, and most runs read no page.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        copy.deepcopy(tree), favor_precision=precise, include_comments=False, with_metadata=False
    )
    text = found.text or "" if isinstance(found, Document) else ""
    return [line for line in _split(text) if line]


def _merged(precise: list[str], whole: list[str]) -> list[str]:
    """The precise reading, with what the whole one has between its lines.

    The precise reading loses subheadings and sentences full of links. It is kept as it is where the
    two do not agree on the rest, or where what stands between is too much to be that.
    """
    if not precise:
        return whole
    left, kept = Counter(precise), list[str]()
    places = [number for number, line in enumerate(whole) if line in left]
    if not places:
        return precise
    kept = whole[places[0] : places[-1] + 1]
    if left - Counter(kept):
        return precise
    added = [line for line in kept if line not in left]
    return kept if _words(added) * 3 <= _words(precise) else precise


def _rescued(tree: "HtmlElement", found: list[str], whole: list[str]) -> list[str]:
    """The whole reading where the precise one has lost nearly all of it.

    Comments and lists of other articles make the whole reading long as well; so a third reading,
    of plain paragraphs alone, must say the same.
    """
    from trafilatura import baseline  # late, as above

    if 4 * _words(found) >= _words(whole) and found:
        return found
    plain = [line for line in _split(baseline(copy.deepcopy(tree))[1]) if line]
    if not whole:
        return found or plain
    return whole if _share(whole, plain) >= 0.7 and _share(plain, whole) >= 0.7 else found or whole


def _shingles(found: list[str]) -> Counter[tuple[str, ...]]:
    said = re.findall(r"\w+", " ".join(found).lower())
    return Counter(zip(said, said[1:], said[2:], strict=False))


def _share(part: list[str], of: list[str]) -> float:
    """How much of `of` stands in `part`, in runs of three words; 0 to 1."""
    wanted = _shingles(of)
    return (wanted & _shingles(part)).total() / max(1, wanted.total())


def _as_stated(found: list[str], stated: list[str]) -> list[str]:
    """What the page states as its article's text, where the reading has lost most of it.

    Where both agree, the lines above and below that the statement lacks are not the article. Where
    the page shows an article and states another, nobody has read the one that is stated.
    """
    if _share(found, stated) < 0.6:
        is_another = _words(found) >= SUMMARY_WORDS and _share(stated, found) < 0.3
        return found if is_another or _words(stated) * 2 <= _words(found) else stated
    if _share(stated, found) < 0.8:
        return found
    said = [_share(stated, [line]) > 0.5 for line in found]
    if not any(said):
        return found
    return found[said.index(True) : len(said) - said[::-1].index(True)]


def _drop_teasers(tree: "HtmlElement") -> None:
    """Take out paragraphs and lists that do nothing but lead to other pages.

    A page that is mostly those is one of links, and stays.
    """
    blocks = [(one, words(one)) for one in tree.iter("p", "div") if _is_leaf(one)]
    prose = [text for one, text in blocks if _ENDED.search(text) and _linked(one) * 2 < len(text)]
    teasers = [one for one, text in blocks if _is_teaser(one, text)]
    for items in tree.iter("ul", "ol"):
        each = [(item, text) for item in items.iter("li") if (text := words(item))]
        if each and all(_linked(item) >= 0.8 * len(text) for item, text in each):
            teasers.append(items)
    if len(prose) < 3:
        return
    for one in teasers:
        if one.getparent() is not None:
            one.drop_tree()


def _is_leaf(block: "HtmlElement") -> bool:
    return all(part.tag in INLINE for part in block)


def _linked(block: "HtmlElement") -> int:
    """How many characters of it lead elsewhere."""
    return sum(len(words(anchor)) for anchor in block.iter("a") if anchor.get("href"))


def _is_teaser(block: "HtmlElement", text: str) -> bool:
    """A headline that is a link, alone or below a label, and no sentence."""
    count = len(text.split())
    if count < LABEL_WORDS or _ENDED.search(text):
        return False
    linked = _linked(block)
    if linked < 0.6 * len(text):
        return False
    around = count - sum(len(words(one).split()) for one in block.iter("a") if one.get("href"))
    return linked >= 0.9 * len(text) or around <= LABEL_WORDS


def _appeals(tree: "HtmlElement") -> set[str]:
    """Short paragraphs whose links all lead to people's profiles, mail, or something to join."""
    found = set()
    for block in tree.iter("p", "div", "li"):
        links = [one.get("href") for one in block.iter("a") if one.get("href")]
        if links and _is_leaf(block) and all(_is_offer(link[:300].strip()) for link in links):
            text = words(block)
            if len(text.split()) <= APPEAL_WORDS:
                found.add(text)
    return found


def _is_offer(link: str) -> bool:
    return bool(_PROFILE.match(link) or _OFFER.search(link))


def _without_appeals(found: list[str], appeals: set[str]) -> list[str]:
    """The lines but for appeals among the last of them."""
    start = max(1, len(found) - TAIL_LINES)
    return found[:start] + [line for line in found[start:] if line.lstrip("- ") not in appeals]
