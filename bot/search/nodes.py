"""Our hits as LlamaIndex nodes, for its query engines and its rerankers."""

from typing import TYPE_CHECKING

from llama_index.core.schema import (
    NodeRelationship,
    NodeWithScore,
    ObjectType,
    RelatedNodeInfo,
    TextNode,
)

if TYPE_CHECKING:  # what retrieves may itself want nodes, for a reranker
    from bot.search.retrieve import Hit

# What names an article to a program; a model that reads or embeds the text has no use for it.
FOR_PROGRAMS = ("article_id", "url")


def node_of(hit: "Hit") -> NodeWithScore:
    """A hit as a node: the same id, text and place; what is known of its article as metadata.

    All metadata are strings (authors joined by commas), since vector stores take no lists, and ""
    where the article does not say.
    """
    article, passage = hit.article, hit.passage
    metadata = {
        "article_id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published_at": article.published_at,
        "authors": ", ".join(article.authors),
    }
    document = RelatedNodeInfo(
        node_id=article.id, node_type=ObjectType.DOCUMENT, metadata=dict(metadata)
    )
    node = TextNode(
        id_=passage.id,
        text=passage.text,
        start_char_idx=passage.start,
        end_char_idx=passage.end,
        metadata=metadata,
        excluded_embed_metadata_keys=[*FOR_PROGRAMS, "authors"],
        excluded_llm_metadata_keys=list(FOR_PROGRAMS),
        relationships={NodeRelationship.SOURCE: document},
    )
    return NodeWithScore(node=node, score=hit.score)
