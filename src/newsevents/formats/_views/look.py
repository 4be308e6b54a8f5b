"""How the parts of a wording look in HTML: what is somebody else's is isolated and cut where it is long."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, element, join
from newsevents.formats._views.records import called
from newsevents.formats._views.wording import Code, Link, Part, Ref, Term, Words, shorten, written

_WEB = re.compile("https?://", re.IGNORECASE)
_LINK_MADE = 2_000
"""The most code points of an address that is made a link."""


class Look:
    """The look of a view; each has a class of its own.

    Args:
        bundle: The bundle that the view shows; None for a record by itself, in which others have their ids for names.
    """

    limit = 120
    """The most code points of a name or a quote; more is cut in the middle."""
    code: str | None = None
    """The style of what is not a word."""

    def __init__(self, bundle: Bundle | None) -> None:
        self.bundle = bundle

    def show(self, parts: Iterable[Part]) -> Html:
        """Parts as one piece of markup."""
        return join(map(self._part, parts))

    def _part(self, part: Part) -> Content:
        match part:
            case Words():
                return self.words(part)
            case Ref():
                return self.reference(part)
            case Link():
                return self.link(part)
            case Code():
                return element("code", self.term(part), style=self.code)
            case Term():
                return self.term(part)
        return part

    def term(self, value: str, **attributes: str | None) -> Html:
        """Somebody else's words, which cannot turn the direction of what is around them."""
        return element("bdi", shorten(value, self.limit), **attributes)

    def link(self, url: str) -> Html:
        """An address, as a link where it is one of the web."""
        if _WEB.match(url) and len(url) <= _LINK_MADE:
            return element("a", self.term(url), href=url, rel="noopener noreferrer")
        return self.term(url)

    def words(self, words: Words) -> Content:
        """Words of the article, instead of what they say."""
        return self.term(written(words.span.exact))

    def reference(self, id: Ref) -> Content:
        """Another record, by its name where that is known."""
        name = called(self.bundle, id)
        return self._part(Code(id)) if name is None else self.term(name)
