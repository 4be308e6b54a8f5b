"""The notebook view: a bundle, a record or a value as a static HTML fragment.

A fragment has no script, no style sheet, no class and no id, so that a page can hold any number of fragments and
viewers of untrusted notebooks keep them whole. If styles are dropped too, the text is still in a sensible order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, element, separated
from newsevents.formats._views.records import article_facts, records_of, title_of
from newsevents.formats._views.style import ROW, SMALL, chip, mark
from newsevents.formats._views.wording import NAMES_SHOWN, Code, Term, Words, enumerated, value_parts, written
from newsevents.formats.html.cards import NotebookLook, labelled
from newsevents.formats.html.table import RecordTable
from newsevents.formats.html.text import Marks, counted, marked_text, marks_of, span_list
from newsevents.model.records import Actor, Allegation, Article, Meeting, Record, Source, Statement
from newsevents.model.values import Place, Quantity, Role, Span, When

__all__ = ["RecordTable", "to_html"]


def __dir__() -> list[str]:
    return __all__


Shown: TypeAlias = Bundle | Article | Record | Span | When | Place | Quantity | Role
"""The types that can be shown."""

RECORDS_SHOWN = 50
"""The most records of one class."""

_ORDER = ("statements", "meetings", "allegations", "actors", "sources")
"""The lists of a bundle in reading order: first what happens, then the actors and the sources."""

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
        An HTML fragment with inline styles only. Long texts and lists are cut, and the rest is counted.

    Raises:
        TypeError: The value has another type.

    >>> to_html(Place(name="Port Lys"))
    '<div style="text-align:left;font-size:0.95em;line-height:1.45"><bdi>Port Lys</bdi></div>'
    """
    return element("div", *_content(value), style=_OUTER)


def _content(value: Shown) -> Iterator[Content]:
    look = NotebookLook(value if isinstance(value, Bundle) else None)
    if isinstance(value, Bundle):
        yield from _bundle(value, look)
    elif isinstance(value, Article):
        yield from _article(value, look)
    elif isinstance(value, Actor | Source | Statement | Meeting | Allegation):
        yield look.card(value)
    elif isinstance(value, Span):
        yield [look.words(Words(value)), f" characters {written(value.start)} to {written(value.end)}"]
    elif isinstance(value, When | Place | Quantity | Role):
        yield look.show(value_parts(value))
    else:
        raise TypeError(f"a {type(value).__name__} is not shown as HTML")


def _row(*parts: Content) -> Html:
    return element("div", separated(parts, " · "), style=SMALL)


def _heading(article: Article, look: NotebookLook) -> Iterator[Html]:
    title = look.term(written(title_of(look.bundle) if look.bundle else article.title or article.id))
    yield element("div", element("b", title), style=f"{ROW};font-size:1.2em")
    made = None if look.bundle is None else look.bundle.generator
    yield _row(*(look.show(fact) for fact in article_facts(article, made)))


def _article(article: Article, look: NotebookLook) -> Iterator[Html]:
    yield from _heading(article, look)
    text = article.text if isinstance(article.text, str) else None
    size = "without its text" if text is None else counted(len(text), "character")
    yield _row(look.show([Code(written(article.id))]), size)
    if text is not None:
        column = element("div", marked_text(text, Marks(), _language(article)), style=_COLUMN)
        yield element("div", column, style=_COLUMNS)


def _language(article: Article) -> str | None:
    return article.language if isinstance(article.language, str) else None


def _bundle(bundle: Bundle, look: NotebookLook) -> Iterator[Html]:
    article = bundle.article
    records = {name: records_of(bundle, name) for name in _ORDER}
    shown = {name: found[:RECORDS_SHOWN] for name, found in records.items()}
    marks = marks_of(record for found in shown.values() for record in found)
    yield from _heading(article, look)
    yield _row(look.show([Code(article.id)]))
    yield element("div", *_legend(records), style=SMALL)
    columns = [
        span_list(marks, look) if article.text is None else marked_text(article.text, marks, _language(article)),
        [_section(name, found, len(records[name]), look) for name, found in shown.items() if found],
    ]
    yield element("div", *(element("div", column, style=_COLUMN) for column in columns if column), style=_COLUMNS)
    yield from _not_located(bundle, shown["actors"], marks, look)


def _legend(records: Mapping[str, Sequence[Record]]) -> Iterator[Content]:
    """The number of records of each class, in the class's colours, and the look of words of several classes."""
    for name, found in records.items():
        yield [element("span", counted(len(found), name[:-1]), style=chip(name[:-1])), " "]
    yield element("i", "words of several", style=mark(("allegation", "statement", "actor")))


def _section(name: str, records: Sequence[Record], total: int, look: NotebookLook) -> Html:
    cards = element("ul", [look.card(record, "li") for record in records], style=_LIST)
    left_out = total - len(records)
    more = _row(f"{left_out:,} more are not shown.") if left_out else None
    heading = element("summary", element("b", f"{name.capitalize()} ({total:,})"), style="cursor:pointer")
    return element("details", heading, cards, more, open=name in _OPEN)


def _not_located(bundle: Bundle, actors: Sequence[Record], marks: Marks, look: NotebookLook) -> Iterator[Html]:
    """The number of marked spans, and the fields of the records whose words are not in the text."""
    spans = counted(len(marks.fields) + len(marks.left_out), "span")
    if bundle.article.text is None:
        yield _row(f"Not located: {spans}, because the article has no text here.")
    elif marks.left_out:
        yield _row(f"Marked are the first {len(marks.fields):,} of {spans} of the records that are shown.")
    elif marks.fields:
        yield _row(f"Located: {spans}, all of the records that are shown.")
    offices = [
        (role.title, actor.name)
        for actor in actors
        if isinstance(actor, Actor)
        for role in actor.roles
        if role.span is None
    ]
    if offices:
        of = enumerated(offices, lambda one: [Term(one[0]), " (", Term(one[1]), ")"], NAMES_SHOWN)
        yield _row(labelled("Not located: the office of", look.show(of)))
