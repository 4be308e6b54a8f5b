"""Records as a table: one row per record, one column per field that any of them has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, element, join
from newsevents.formats._views.records import body, class_of, facts, headline
from newsevents.formats._views.style import MINOR, chip
from newsevents.formats._views.told import told_of
from newsevents.formats._views.wording import QUOTE_SHOWN, Code, Term, shorten, written
from newsevents.formats.html.cards import NotebookLook
from newsevents.model.records import Actor, Allegation, Meeting, Record, Source, Statement
from newsevents.said import Said
from newsevents.terminal import printable

ROWS_SHOWN = 200
"""The most rows; the first ones are shown and the rest is counted."""

_TABLE = "border-collapse:collapse;text-align:left"
_CELL = "text-align:left;vertical-align:top;padding:4px 10px;border-bottom:1px solid #8a8a8a66"
_WIDTHS = {
    **dict.fromkeys(("headline", "words", "content", "quotes", "quoted", "source", "attribution"), "min-width:18em"),
    **dict.fromkeys(("speakers", "addressees", "targets", "accused", "victims"), "min-width:11em"),
    **dict.fromkeys(("id", "article_id", "statement_id", "earliest", "latest", "published"), "white-space:nowrap"),
}
"""The width of columns that would otherwise be too narrow, and the word breaking of those with long words."""

_LAST = {"article_id", "id"}


@attrs.frozen(repr=False)
class RecordTable:
    """Records as a table for a notebook: the result of `newsevents.show`.

    Attributes:
        records: The records, or the rows of `Bundle.said`.
        bundle: Their bundle, from which names are shown instead of ids.
    """

    records: tuple[Record | Said, ...]
    bundle: Bundle | None = None

    def __repr__(self) -> str:
        """One line per record."""
        rows = [self._line(one) for one in self.records[:ROWS_SHOWN]]
        left_out = len(self.records) - len(rows)
        return "\n".join([*rows, *([f"and {left_out:,} more"] if left_out else [])]) or "no records"

    def _line(self, one: Record | Said) -> str:
        if isinstance(one, Said):
            does = one.kind or f"alleged, {one.status}"
            line = " | ".join(shorten(value, QUOTE_SHOWN) for value in (one.speakers, does, one.content) if value)
        else:
            line = headline(self.bundle, one)
        return printable(line)

    def _repr_html_(self) -> str:
        """The HTML table that a notebook shows, with inline styles only. A wide table scrolls sideways."""
        look = NotebookLook(self.bundle)
        shown = self.records[:ROWS_SHOWN]
        rows = [_said(one, look) if isinstance(one, Said) else _record(one, look) for one in shown]
        columns = sorted(dict.fromkeys(name for row in rows for name in row), key=_LAST.__contains__)
        left_out = len(self.records) - len(shown)
        head = element("tr", *(element("th", name.replace("_", " "), style=_CELL) for name in columns))
        lines = [element("tr", *(_cell(name, row) for name in columns)) for row in rows]
        table = element("table", element("thead", head), element("tbody", *lines), style=_TABLE)
        more = element("div", f"{left_out:,} more are not shown.", style=MINOR) if left_out else None
        return element("div", table if rows else "no records", more, style="overflow-x:auto;font-size:0.95em")


def show(records: Iterable[Record] | Iterable[Said], bundle: Bundle | None = None) -> RecordTable:
    """Show records as a table in a notebook: one row per record, one column per field that any of them has.

    Args:
        records: Actors, sources, statements, meetings or allegations; or rows of `Bundle.said`, which have names.
        bundle: Their bundle. Without it, other records are shown by their ids.

    Returns:
        An object that a notebook shows as a table of at most 200 rows, and Python's prompt as lines.

    Raises:
        TypeError: An item is neither a record nor a row.

    >>> from newsevents.testing import make_bundle
    >>> said = {"speakers": ["Ana Lima"], "content": "it was safe"}
    >>> bundle = make_bundle("Ana Lima said it was safe.", actors=["Ana Lima"], statements=[said])
    >>> show(bundle.statements, bundle)
    Ana Lima: say
    """
    given = tuple(records)
    for one in given:
        if not isinstance(one, Actor | Source | Statement | Meeting | Allegation | Said):
            raise TypeError(f"a record or a row of bundle.said was expected, not {type(one).__name__}")
    return RecordTable(given, bundle)


def _cell(name: str, row: Mapping[str, Content]) -> Html:
    return element("td", row.get(name), style=f"{_CELL};{_WIDTHS.get(name, 'min-width:6em')}")


def _record(record: Record, look: NotebookLook) -> dict[str, Content]:
    """The cells of a record by their columns."""
    line = told_of(record)
    does = element("span", line.does, style=chip(class_of(record)))
    who = join([element("b", look.show(line.subject)), " ", does, look.show(line.rest)])
    cells: dict[str, Content] = {"headline": who, "words": look.show(body(record))}
    cells |= {field.label: look.show(parts) for field, parts in facts(record, look.bundle)}
    return cells | {"id": look.show([Code(written(record.id))])}


def _said(row: Said, look: NotebookLook) -> dict[str, Content]:
    """The non-empty cells of a row by their columns."""
    cells: dict[str, Content] = {}
    for name, value in row._asdict().items():
        if name in _LAST or name == "statement_id":
            cells[name] = value and look.show([Code(value)])
        elif value is True:
            cells[name] = "yes"
        elif value:
            cells[name] = look.show([Term(str(value))])
    return cells
