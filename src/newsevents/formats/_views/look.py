"""The parts of a wording in HTML: text by others is isolated (bidi) and shortened."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsevents.bundle import Bundle
from newsevents.formats._views.html import Content, Html, element, join
from newsevents.formats._views.records import called
from newsevents.formats._views.wording import Code, Link, Part, Ref, Term, Words, shorten, written

_WEB = re.compile("https?://", re.IGNORECASE)
_LINK_MADE = 2_000
"""The longest address, in code points, that becomes a link."""


class Look:
    """The look of a view. Each view has a subclass of its own.

    Args:
        bundle: The bundle that the view shows; None for a single record, in which other records appear by their ids.
    """

    limit = 120
    """The longest name or quote, in code points; longer ones are cut in the middle."""
    code: str | None = None
    """The style of ids and other values that are not words."""

    def __init__(self, bundle: Bundle | None) -> None:
        self.bundle = bundle

    def show(self, parts: Iterable[Part]) -> Html:
        """Render parts as one piece of markup."""
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
        """Text by others, isolated so that it cannot change the direction of the text around it."""
        return element("bdi", shorten(value, self.limit), **attributes)

    def link(self, url: str) -> Html:
        """An address, as a link if it is a web address."""
        if _WEB.match(url) and len(url) <= _LINK_MADE:
            return element("a", self.term(url), href=url, rel="noopener noreferrer")
        return self.term(url)

    def words(self, words: Words) -> Content:
        """Words of the article."""
        return self.term(written(words.span.exact))

    def reference(self, id: Ref) -> Content:
        """Another record, by its name if known."""
        name = called(self.bundle, id)
        return self._part(Code(id)) if name is None else self.term(name)
