"""Errors for a text given in place of an article, or an article in place of a text."""

from __future__ import annotations

from newsevents.model.records import Article


def given_text(value: object) -> str:
    """The given value, which must be a string.

    Raises:
        TypeError: It is not a string; the message says what to give instead.
    """
    if isinstance(value, str):
        return value
    raise TypeError(f"a text was expected, not {type(value).__name__}{instead(value, str)}")


def given_article(value: object) -> Article:
    """The given value, which must be an article.

    Raises:
        TypeError: It is not an article; the message says what to give instead.
    """
    if isinstance(value, Article):
        return value
    raise TypeError(f"an Article was expected, not {type(value).__name__}{instead(value, Article)}")


def instead(value: object, wanted: type, *, before: str = ": ") -> str:
    """What to give instead of a value if a text or an article is wanted; empty if that is not known."""
    article = getattr(value, "article", None)
    if isinstance(value, Article):
        fix = "give its `text`"
    elif isinstance(article, Article):
        fix = "give its `article.text`" if wanted is str else "give its `article`"
    elif isinstance(value, str) and wanted is Article:
        fix = "make one of a text with `Article.from_text`"
    else:
        return ""
    return before + fix
