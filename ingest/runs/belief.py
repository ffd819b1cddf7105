"""What an article says of itself, and is not believed: the same at ingest and where one looks."""

from dataclasses import replace

from ingest.article import Article
from ingest.errors import Remark
from ingest.text.dates import is_ahead


def believed(article: Article, uri: str) -> tuple[Article, Remark | None]:
    """The article without a date that is yet to come: nobody would find it until then."""
    if not is_ahead(article.published_at):
        return article, None
    reason = f"is dated {article.published_at}, which is yet to come; kept without a date"
    remark = Remark(f"{uri} ({article.title})", reason)
    return replace(article, published_at="", dated_by=""), remark
