"""URNs for articles without an address, and for the parts of articles."""

from __future__ import annotations

from urllib.parse import quote

NAMESPACE = "urn:newsevents:"


def urn(article_id: str, *parts: str | int) -> str:
    """The URN (RFC 8141) of an article, or of a part of it.

    Ids are unique only within a bundle, so the article's id comes first. Every character that a URI does not allow
    everywhere is percent-encoded (RFC 3986, section 2.1); the colon after the class is the only one in an id.

    Args:
        article_id: The id of the article.
        parts: The id of a record, followed by the part of the record.

    >>> urn("article:rain", "actor:習近平")
    'urn:newsevents:article:rain:actor:%E7%BF%92%E8%BF%91%E5%B9%B3'
    """
    return NAMESPACE + ":".join(quote(str(part), safe=":") for part in (article_id, *parts))
