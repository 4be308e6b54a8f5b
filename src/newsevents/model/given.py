"""What is said to whoever gives an article where its text is asked for, or the other way round."""

from __future__ import annotations

from newsevents.model.records import Article


def given_text(value: object) -> str:
    """What was given as a text.

    Raises:
        TypeError: It is none, with what to give instead.
    """
    if isinstance(value, str):
        return value
    raise TypeError(f"a text was expected, not {type(value).__name__}{instead(value, str)}")


def given_article(value: object) -> Article:
    """What was given as an article.

    Raises:
        TypeError: It is none, with what to give instead.
    """
    if isinstance(value, Article):
        return value
    raise TypeError(f"an Article was expected, not {type(value).__name__}{instead(value, Article)}")


def instead(value: object, wanted: type, *, before: str = ": ") -> str:
    """What to give instead of a value where a text or an article is wanted; empty where that is not known."""
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
