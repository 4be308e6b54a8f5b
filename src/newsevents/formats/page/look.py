"""The look of the parts of a wording on a page."""

from __future__ import annotations

from urllib.parse import quote

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, blank, element, join
from newsevents.formats._views.look import Look
from newsevents.formats._views.told import told_of
from newsevents.formats._views.wording import Ref, Words, shorten
from newsevents.model.records import Record

_MARKS = {
    "speaker": "who",
    "quotes": "quote",
    "hedges": "hedge",
    "quantities": "amount",
    "mentions": "mention",
    "roles": "role",
    "published": "when",
}


def mark_of(field: str) -> str:
    """The role of words in a record, by their field, as the page's style and script name it."""
    return _MARKS.get(field, field)


def fragment(id: str) -> str:
    """The link target of a record, or of anything else with an id on the page."""
    return "#" + quote(id, safe=":")


class PageLook(Look):
    """The look of a headline and the facts below it: without links."""

    def headline(self, record: Record) -> Html:
        """A record on one line."""
        line = told_of(record)
        rest = element("span", self.show(line.rest), class_="rest") if line.rest else None
        return join([self.show(line.subject), " ", element("span", line.does, class_="kind"), rest])


class FieldLook(Look):
    """The look of a field on a card: words of the article link to their place in it, names to their records."""

    def __init__(self, bundle: Bundle, field: str) -> None:
        super().__init__(bundle)
        self._field, self._located = field, bundle.article.text is not None

    def words(self, words: Words) -> Content:
        """Words of the article, as a link to their place in it."""
        span = words.span
        shown = shorten(span.exact) if self._located and self._field != "content" else span.exact
        shown = f"characters {span.start} to {span.end}" if blank(shown) else shown
        if not self._located:
            return element("q", shown, class_="w", dir="auto")
        mark = mark_of(self._field)
        place = f"#t{span.start}"
        return element("a", shown, class_=f"w {mark}", href=place, data_field=mark, data_end=span.end, dir="auto")

    def reference(self, id: Ref) -> Content:
        """Another record, as a link to its card."""
        return element("a", super().reference(id), href=fragment(id), data_member=self._field == "member_ids")
