"""A record as a box, with what a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.formats._views.html import Content, Html, element, join, separated
from newsevents.formats._views.look import Look
from newsevents.formats._views.records import body, class_of, facts
from newsevents.formats._views.style import MINOR, ROW, card, chip
from newsevents.formats._views.told import told_of
from newsevents.formats._views.wording import QUOTE_SHOWN, Code, Term, Words, written
from newsevents.model.records import Record


def labelled(label: str, content: Content) -> Html:
    """A label and its content."""
    return join([element("span", label, style=MINOR), " ", content])


class NotebookLook(Look):
    """The look of records and values in a notebook: inline styles, and tooltips for the places of words."""

    limit = QUOTE_SHOWN
    code = "font-size:0.9em;padding:0;background:transparent"

    def words(self, words: Words, style: str | None = None) -> Content:
        """Words of the article, with their place in a tooltip."""
        span = words.span
        where = f"characters {written(span.start)} to {written(span.end)}"
        shown = self.term(written(span.exact), style=style, title=where)
        return ["“", shown, "”"] if words.quoted else shown

    def card(self, record: Record, name: str = "div") -> Html:
        """A record as a box: a headline, the words, all other fields, and the id."""
        foot = [self.show([Code(written(record.id))])]
        if record.rule is not None:
            foot.append(labelled("found by", self.show([Term(written(record.rule))])))
        rows = [*self._rows(record), element("span", separated(foot, " · "), style=MINOR)]
        return element(name, [element("div", row, style=ROW) for row in rows if row], style=card(class_of(record)))

    def _rows(self, record: Record) -> Iterator[Html]:
        line = told_of(record)
        does = element("span", line.does, style=chip(class_of(record)))
        yield join([element("b", self.show(line.subject)), " ", does, self.show(line.rest)])
        yield self.show(body(record))
        told = [(field.to, labelled(field.label, self.show(parts))) for field, parts in facts(record, self.bundle)]
        yield separated([fact for to, fact in told if to != "source"], " · ")
        yield from (fact for to, fact in told if to == "source")
