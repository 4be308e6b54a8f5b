"""From an article to a bundle: read, then ground."""

from __future__ import annotations

from newsevents.bundle import Bundle
from newsevents.extraction import Extractor, RuleExtractor
from newsevents.grounding.keeping import keep_valid
from newsevents.model.given import given_article
from newsevents.model.records import Article


def extract(article: Article, extractor: Extractor | None = None) -> Bundle:
    """Read an English news article to a bundle.

    The article becomes a draft, which is grounded and validated like any other: its words are found and its dates
    resolved. What would break a rule is left out, as with ``ground(..., on_error="keep")``.

    Args:
        article: The article, with its text. Dates are resolved against ``article.published``.
        extractor: What reads it; by default the rules of this package.

    Returns:
        The bundle. Its ``generator`` names what read the article, the ``rule`` of a record what found it.

    Raises:
        ExtractionError: The article cannot be read: it has no text, or is not in English.
        BundleError: The article itself breaks a rule.
        TypeError: It is a text, or another thing that is no article.

    >>> from newsevents import Article
    >>> bundle = extract(Article.from_text("Ana Lima said the bridge was safe.", published="2024-05-17"))
    >>> [(statement.kind.value, statement.content[0].exact) for statement in bundle.statements]
    [('say', 'the bridge was safe')]
    """
    draft = (extractor or RuleExtractor()).read(given_article(article))
    return keep_valid(article, draft).bundle
