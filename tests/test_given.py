"""A caller who gives an article instead of its text, or the other way round, is told which to give."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from newsevents import Draft, Quote, RuleExtractor, extract, ground, locate
from newsevents.dates import find, resolve
from newsevents.formats.brat import from_brat
from newsevents.formats.doccano import from_doccano
from newsevents.formats.labelstudio import from_labelstudio
from newsevents.formats.langextract import from_langextract
from newsevents.quantities import read_quantity
from newsevents.testing import make_span

from .example import ARTICLE, BUNDLE, issues_of

TAKE_A_TEXT: dict[str, Callable[[Any], object]] = {
    "locate": lambda text: locate(text, "said"),
    "locate, as the quote": lambda text: locate("said", text),
    "find": lambda text: find(text, None),
    "resolve": lambda text: resolve(text, None),
    "read_quantity": read_quantity,
    "make_span": lambda text: make_span(text, "said"),
    "attach": BUNDLE.attach,
}
TAKE_AN_ARTICLE: dict[str, Callable[[Any], object]] = {
    "extract": extract,
    "read": RuleExtractor().read,
    "from_brat": lambda article: from_brat(article, ""),
    "from_doccano": lambda article: from_doccano(article, {}),
    "from_labelstudio": lambda article: from_labelstudio(article, {}),
    "from_langextract": lambda article: from_langextract(article, {}),
}


@pytest.mark.parametrize("name", TAKE_A_TEXT)
@pytest.mark.parametrize(
    ("given", "message"),
    [
        (ARTICLE, "a text was expected, not Article: give its `text`"),
        (BUNDLE, "a text was expected, not Bundle: give its `article.text`"),
        (None, "a text was expected, not NoneType"),
    ],
    ids=["article", "bundle", "nothing"],
)
def test_what_takes_a_text_says_so(name: str, given: object, message: str) -> None:
    with pytest.raises(TypeError) as error:
        TAKE_A_TEXT[name](given)
    assert str(error.value) == message


@pytest.mark.parametrize("name", TAKE_AN_ARTICLE)
@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("said", "an Article was expected, not str: make one of a text with `Article.from_text`"),
        (BUNDLE, "an Article was expected, not Bundle: give its `article`"),
        (7, "an Article was expected, not int"),
    ],
    ids=["text", "bundle", "number"],
)
def test_what_takes_an_article_says_so(name: str, given: object, message: str) -> None:
    with pytest.raises(TypeError) as error:
        TAKE_AN_ARTICLE[name](given)
    assert str(error.value) == message


@pytest.mark.parametrize("on_error", ["raise", "keep"])
@pytest.mark.parametrize(
    ("given", "fix"),
    [("said", "make one of a text with `Article.from_text`"), (BUNDLE, "give its `article`"), (7, None)],
    ids=["text", "bundle", "number"],
)
def test_grounding_says_so_among_its_issues(given: Any, fix: str | None, on_error: Any) -> None:
    (issue,) = issues_of(lambda: ground(given, Draft(), on_error=on_error))
    assert (issue.path, issue.code, issue.fix) == ("article", "type", fix)


def test_what_is_asked_for_is_taken() -> None:
    assert locate("He said so.", Quote(exact="said"))[0].spans[0].start == 3
    assert BUNDLE.attach(ARTICLE.text or "") == BUNDLE
