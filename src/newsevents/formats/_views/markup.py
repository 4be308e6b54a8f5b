"""HTML as it is written here: texts are escaped on their way in, elements have inline styles and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import NewType

__all__ = ["BREAK", "NOTHING", "Markup", "element", "isolated", "joined", "literal", "visible"]

Markup = NewType("Markup", str)
"""A piece of HTML, in which every text is escaped."""

BREAK = Markup("<br>")
NOTHING = Markup("")

_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What HTML cannot carry (Infra and HTML Standards: controls but tab and line feed, surrogates, noncharacters), or
changes on the way: a carriage return. The noncharacters above U+FFFF pass every reader and are left as they are."""


def visible(text: str) -> str:
    r"""A text with a visible stand-in for each character that HTML cannot carry.

    Controls become the signs of Unicode's block Control Pictures, others their code point in angle brackets.

    >>> visible("a\x00b\x85")
    'a␀b⟨U+0085⟩'
    """
    return _UNSHOWABLE.sub(_stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"


def literal(text: str) -> Markup:
    """A text as it is, escaped."""
    return Markup(html.escape(visible(text)))


def _quotable(value: str) -> str:
    """A value between quotation marks; readers of XML would take a line end as it is for a space."""
    return literal(value).replace("\n", "&#10;").replace("\t", "&#9;")


def isolated(text: str) -> Markup:
    """A text of somebody else's that cannot turn the direction of what stands around it."""
    return element("bdi", literal(text))


def joined(parts: Iterable[Markup], separator: str = "") -> Markup:
    """Pieces of HTML one after the other, those that are empty left out."""
    return Markup(literal(separator).join(part for part in parts if part))


def element(name: str, *content: Markup, style: str = "", title: str = "", **attributes: str) -> Markup:
    """An element with a style, a tooltip and other attributes where they are given."""
    given = {**attributes, "title": title, "style": style}
    written = "".join(f' {key}="{_quotable(value)}"' for key, value in given.items() if value)
    return Markup(f"<{name}{written}>{''.join(content)}</{name}>")
