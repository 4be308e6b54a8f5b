"""What a notebook shows: a bundle, a record or a value as a static fragment of HTML.

It has no script, no style sheet, no class and no id, so that any number of them can stand on one page, and so that
viewers of untrusted notebooks leave it whole. Where they drop styles too, its text stands in a sensible order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from newsevents.bundle import Bundle
from newsevents.formats._views.markup import NOTHING, Markup, element, joined, literal
from newsevents.formats._views.style import ROW, SMALL, chip, mark
from newsevents.formats.html.cards import record_card
from newsevents.formats.html.phrases import (
    NAMES_SHOWN,
    Known,
    code,
    counted,
    enumerated,
    labelled,
    link,
    moment_words,
    strong,
    term,
    value_words,
    words_of,
)
from newsevents.formats.html.text import Marks, marked_text, marks_of, span_list
from newsevents.model.records import LISTS, Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Generator, Place, Quantity, Role, Span, When

__all__ = ["to_html"]

Shown: TypeAlias = Bundle | Article | Record | Span | When | Place | Quantity | Role
"""What can be shown."""

RECORDS_SHOWN = 50
"""The most records of one class."""

_ORDER = ("statements", "meetings", "allegations", "actors", "sources")
"""The lists of a bundle as a reader wants them: what happens first, then who acts and where it is from."""

_OPEN = _ORDER[:3]

_OUTER = "text-align:left;font-size:0.95em;line-height:1.45"
_COLUMNS = "display:flex;flex-wrap:wrap;gap:8px 12px;margin:8px 0"
_COLUMN = (
    "flex:1 1 300px;min-width:0;max-height:620px;overflow:auto;"
    "padding:4px 12px;border:1px solid #8a8a8a66;border-radius:4px"
)
_LIST = "list-style-type:none;margin:0;padding:0"


def to_html(value: Shown) -> str:
    """A bundle, an article, a record or a value as HTML, for a notebook.

    Args:
        value: A `Bundle`, `Article`, `Actor`, `Source`, `Statement`, `Meeting`, `Allegation`, `Span`, `When`, `Place`,
            `Quantity` or `Role`.

    Returns:
        A fragment of HTML with inline styles only. Long texts and lists are cut, and what was left out is counted.

    Raises:
        TypeError: It is nothing of these.

    >>> to_html(Place(name="Port Lys"))
    '<div style="text-align:left;font-size:0.95em;line-height:1.45"><bdi>Port Lys</bdi></div>'
    """
    if isinstance(value, Bundle):
        content = list(_bundle(value))
    elif isinstance(value, Article):
        content = list(_article(value))
    elif isinstance(value, Actor | Source | Statement | Meeting | Allegation):
        content = [record_card(value, Known())]
    elif isinstance(value, Span | When | Place | Quantity | Role):
        content = [value_words(value)]
    else:
        raise TypeError(f"a {type(value).__name__} is not shown as HTML")
    return element("div", *content, style=_OUTER)


def _row(*parts: Markup) -> Markup:
    return element("div", joined(parts, " · "), style=SMALL)


def _heading(article: Article) -> Iterator[Markup]:
    yield element("div", strong(term(article.title or article.id)), style=f"{ROW};font-size:1.2em")
    yield _row(
        term(article.publisher) if article.publisher else NOTHING,
        NOTHING if article.published is None else literal(moment_words(article.published)),
        term(article.language) if article.language else NOTHING,
        labelled("edited by", enumerated(article.editors, term, NAMES_SHOWN)),
        link(article.url) if article.url else NOTHING,
    )


def _article(article: Article) -> Iterator[Markup]:
    yield from _heading(article)
    text = article.text
    if isinstance(text, str):
        yield _row(code(article.id), literal(counted(len(text), "character")))
        column = element("div", marked_text(text, Marks(), _language(article)), style=_COLUMN)
        yield element("div", column, style=_COLUMNS)
    else:
        yield _row(code(article.id), literal("without its text"))


def _language(article: Article) -> str:
    return article.language if isinstance(article.language, str) else ""


def _bundle(bundle: Bundle) -> Iterator[Markup]:
    article = bundle.article
    records = {name: _records(bundle, name) for name in _ORDER}
    shown = {name: found[:RECORDS_SHOWN] for name, found in records.items()}
    marks = marks_of(record for found in shown.values() for record in found)
    yield from _heading(article)
    yield _row(code(article.id), labelled("made by", _generator(bundle.generator)))
    yield element("div", *_legend(records), style=SMALL)
    known = Known(bundle)
    columns = [
        span_list(marks) if article.text is None else marked_text(article.text, marks, _language(article)),
        joined(_section(name, found, len(records[name]), known) for name, found in shown.items() if found),
    ]
    yield element("div", *(element("div", column, style=_COLUMN) for column in columns if column), style=_COLUMNS)
    yield from _not_located(bundle, shown["actors"], marks)


def _records(bundle: Bundle, name: str) -> tuple[Record, ...]:
    """The records of a list; events in the order of the text."""
    if name in _OPEN:
        return tuple(event for event in bundle.events if isinstance(event, LISTS[name]))
    found: tuple[Record, ...] = getattr(bundle, name)
    return found


def _generator(generator: Generator | None) -> Markup:
    if generator is None:
        return NOTHING
    return joined([term(generator.name), term(generator.version or ""), literal(f"({words_of(generator.kind)})")], " ")


def _legend(records: Mapping[str, Sequence[Record]]) -> Iterator[Markup]:
    """How many records of each class there are, in the look of the class, and the look of words of several."""
    for name, found in records.items():
        yield element("span", literal(counted(len(found), name[:-1])), style=chip(name[:-1]))
        yield literal(" ")
    yield element("i", literal("words of several"), style=mark(("allegation", "statement", "actor")))


def _section(name: str, records: Sequence[Record], total: int, known: Known) -> Markup:
    cards = element("ul", *(record_card(record, known, "li") for record in records), style=_LIST)
    left_out = total - len(records)
    more = _row(literal(f"{left_out:,} more are not shown.")) if left_out else NOTHING
    heading = element("summary", strong(literal(f"{name.capitalize()} ({total:,})")), style="cursor:pointer")
    return element("details", heading, cards, more, open="open" if name in _OPEN else "")


def _not_located(bundle: Bundle, actors: Sequence[Record], marks: Marks) -> Iterator[Markup]:
    """How many spans are marked in the text, and what the records say that is not there."""
    spans = counted(len(marks.fields) + len(marks.left_out), "span")
    if bundle.article.text is None:
        yield _row(literal(f"Not located: {spans}, as the article is here without its text."))
    elif marks.left_out:
        yield _row(literal(f"Marked are the first {len(marks.fields):,} of {spans} of the records that are shown."))
    elif marks.fields:
        yield _row(literal(f"Located: {spans}, all of the records that are shown."))
    offices = tuple(
        joined([term(role.title), literal(" ("), term(actor.name), literal(")")])
        for actor in actors
        if isinstance(actor, Actor)
        for role in actor.roles
        if role.span is None
    )
    if offices:
        yield _row(labelled("Not located: the office of", enumerated(offices, lambda one: one, NAMES_SHOWN)))
