"""One source while it is read: which of its articles are new, changed, the same, or gone.

Docs: docs/decisions/0003-ids.md says what makes an article the same article.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ingest.article import Article, address, article_id, digest
from ingest.errors import Remark, SourceError
from ingest.runs.batch import Batch, latest
from ingest.runs.belief import believed, early
from ingest.stored.outlets import renamed
from ingest.text.dates import moment

SAME_ARTICLE = 0.5  # share of words that an edited article has in common with what it was
_WORD = re.compile(r"\w+")


class Reading:
    """What stands in one source, taken into a batch article by article.

    Args:
        own: the articles that it alone held before: what it may change or take away.
        cut_alike: when last read, it was cut into passages of the size that is set now.
        outlet: of its articles that name none.
    """

    def __init__(
        self, uri: str, batch: Batch, *, own: set[str], cut_alike: bool, outlet: str = ""
    ) -> None:
        self.uri, self._batch, self._own, self._cut_alike = uri, batch, own, cut_alike
        self._outlet = outlet
        self.withheld: dict[str, str] = {}  # what is under embargo, until which day
        self.held: dict[str, None] = {}  # what stands in it, in order
        self.problems: list[SourceError] = []  # what could not be read
        self.remarks: list[Remark] = []  # what was read, and not believed
        self.counts: Counter[str] = Counter()
        self._older: dict[str, Article] = {}  # perhaps set back, see `_take`

    def read(self, one: Article | SourceError) -> None:
        """Take in one article, or note why a part of the source is none."""
        if isinstance(one, SourceError):
            self.problems.append(one)
            return
        day, remark = early(one, self.uri, withhold=self._batch.settings.withhold_embargoed)
        if day:
            self.withheld[one.id] = day
        self.remarks += [remark] if remark else []
        if day:
            return
        kept, remark = believed(one, self.uri)
        self.remarks += [remark] if remark else []
        # Its id comes from what it says itself; what its outlet is called elsewhere is no part.
        article = renamed(self._under_its_id(kept), self._batch.settings.outlets)
        if article.id in self.held and not self._is_version(article):
            reason = f"two different articles have the id {article.id!r}; the first is kept"
            self.problems.append(SourceError(f"{self.uri} ({article.title})", reason))
        else:
            self._take(article)
            self.held[article.id] = None

    def finish(self) -> None:
        """All has been read."""
        for article in self._older.values():  # no newer one came: this one was set back
            self._put(article, "updated")

    @property
    def until(self) -> str:
        """The first day on which something that it withholds may be read, "" for nothing."""
        return min(self.withheld.values(), default="")

    def with_outlet(self, one: Article | SourceError) -> Article | SourceError:
        """An article that names no outlet as one of what was said of the source."""
        if isinstance(one, SourceError) or one.source or not self._outlet:
            return one
        own = article_id(title=one.title, text=one.text, source=self._outlet)
        return replace(one, source=self._outlet, id=own if _by_content(one) else one.id)

    @property
    def is_broken_off(self) -> bool:
        """Whether the source itself could not be read to its end, not just a part of it."""
        return any(problem.source == self.uri for problem in self.problems)

    def with_known_ids(self, read: list[Article | SourceError]) -> Iterator[Article | SourceError]:
        """All of a source, edited articles with the id they have had.

        It is told by headline, by words, or as the only one left.
        """
        new = [one for one in read if isinstance(one, Article)]
        gone = self._own - {one.id for one in new}
        left = {old: self._batch.article(old) for old in gone}
        new = [one for one in new if _by_content(one) and self._batch.known(one.id) is None]
        old_ids: dict[str, str] = {}
        for one in new:
            likeness = {old: _likeness(was, one) for old, was in sorted(left.items())}
            best = max(likeness, key=likeness.__getitem__, default="")
            if best and (likeness[best] >= SAME_ARTICLE or len(left) == len(new) == 1):
                old_ids[one.id] = best
                del left[best]
        for found in read:
            if isinstance(found, Article) and found.id in old_ids:
                yield replace(found, id=old_ids[found.id])
            else:
                yield found

    def _under_its_id(self, article: Article) -> Article:
        """The article under the id that it goes by, which may be another than it brings."""
        place = address(article.url)
        there = self._batch.ids_at(place) if place else set()
        if there and article.id not in there and not there & self.held.keys():
            # What stands at a known address is the article known there. Not where this source
            # holds that one too: what brings two ids is two.
            return replace(article, id=min(there))
        if _by_address(article) and article.id in self.held and not self._is_version(article):
            # Several articles on one page: told apart by their headlines.
            return replace(article, id=digest(f"{article.id}\x1f{article.title}")[:16])
        is_ours = article.id in self._own or article.id in self.held
        taken = not is_ours and _by_content(article) and self._batch.known(article.id)
        if taken and not _by_content(
            replace(self._batch.article(article.id), source=article.source)
        ):
            # That one was edited since it got this id from the words that stand here.
            return replace(article, id=digest(f"{article.id}\x1f{self.uri}")[:16])
        return article

    def _take(self, article: Article) -> None:
        """Have an article stored if it says something new.

        Of versions from different places the newest wins, whatever their order. A source that alone
        holds an article may also set it back; whether it does shows when it has been read.
        """
        known = self._batch.known(article.id)
        self._batch.keep(article.id)
        if known is None:
            self._put(article, "added")
        elif known.content_hash == article.content_hash and not self._is_cut_otherwise(article):
            self.counts["unchanged"] += article.id not in self.held
            self._older.pop(article.id, None)
        elif moment(latest(article)) >= moment(known.latest):
            self._put(article, "updated")
            self._older.pop(article.id, None)
        elif article.id in self._own and article.id not in self.held:
            self._older[article.id] = article
        elif older := self._older.get(article.id):
            self._older[article.id] = max(older, article, key=lambda one: moment(latest(one)))
        else:  # an older copy from elsewhere
            self.counts["unchanged"] += article.id not in self.held

    def _put(self, article: Article, outcome: str) -> None:
        self._batch.put(article)
        self.counts[outcome] += 1

    def _is_cut_otherwise(self, article: Article) -> bool:
        return not self._cut_alike and self._batch.is_cut_otherwise(article)

    def _is_version(self, article: Article) -> bool:
        """Whether the known article of this id is a version of this one, not another by mistake."""
        known = self._batch.article(article.id)
        if known.content_hash == article.content_hash:
            return True
        same = known.title == article.title or address(known.url) == address(article.url) != ""
        return same and moment(latest(known)) != moment(latest(article))


def _by_content(article: Article) -> bool:
    """Whether the article's id comes from its own words: it brought neither id nor address."""
    own = article_id(title=article.title, text=article.text, source=article.source)
    return article.id == own


def _by_address(article: Article) -> bool:
    """Whether the article's id comes from its address: it brought none."""
    return bool(address(article.url)) and article.id == article_id(url=article.url)


def _likeness(was: Article, now: Article) -> float:
    """How much of two articles' words they share, 0..1; 1 under the same headline."""
    if was.title == now.title:
        return 1.0
    first, second = set(_WORD.findall(was.text.lower())), set(_WORD.findall(now.text.lower()))
    return len(first & second) / max(1, len(first | second))
