"""Building HTML from elements: markup has its own type, and every other string is text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from newsevents.terminal import stand_in


class Html(str):
    """A string of markup."""

    __slots__ = ()


Content: TypeAlias = "Html | str | Iterable[Content] | None"
"""The content of an element: markup, text, a sequence of either, or nothing."""

_VOID = {"br", "input", "link", "meta"}
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;"}
"""Characters that HTML reads as markup, and the line end that it would normalize (HTML Standard, 13.2.3.5)."""

_TEXT = str.maketrans(_SIGNS)
_VALUE = str.maketrans(_SIGNS | {"\n": "&#10;", "\t": "&#9;"})
"""XML readers would turn a line end in an attribute into a space."""
_EXACT = str.maketrans(_SIGNS | {"\0": '<span class="nul" data-code="0">\u2400</span>'})
"""HTML cannot write U+0000: its stand-in is marked as such (HTML Standard, 13.2.5)."""

_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that HTML cannot carry (Infra and HTML Standards: controls other than tab and line feed, surrogates,
noncharacters) or changes when parsed (carriage return). Noncharacters above U+FFFF pass every reader and are kept."""

_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*")


def visible(value: str) -> str:
    r"""Replace each character that HTML cannot carry by a visible stand-in.

    Controls become characters of Unicode's Control Pictures block; others become their code point in angle brackets.

    >>> visible("a\x00b\x85")
    'a␀b⟨U+0085⟩'
    """
    return value if value.isprintable() else _UNSHOWABLE.sub(stand_in, value)


def text(value: str) -> Html:
    """A text as the content of an element, with stand-ins for what HTML cannot carry."""
    return Html(visible(value).translate(_TEXT))


def exact(value: str) -> Html:
    """A text that a browser reproduces character by character, except for U+0000, which is marked."""
    return Html(value.translate(_EXACT))


def join(content: Content) -> Html:
    """Join content into one piece of markup."""
    if content is None:
        return Html()
    if isinstance(content, str):
        return content if isinstance(content, Html) else text(content)
    return Html("".join(map(join, content)))


def separated(parts: Sequence[Content], separator: str) -> Html:
    """Join content with a separator; empty parts are left out."""
    return Html(text(separator).join(filter(None, map(join, parts))))


def element(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Html:
    """An element.

    Args:
        name: Its name.
        content: What it holds.
        attributes: Its attributes, with underscores for hyphens and after a Python keyword (``class_``). None and False
            omit an attribute; True gives it its own name as its value.
    """
    opening = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        written = _attribute(key)
        opening.append(f'{written}="{visible(written if value is True else str(value)).translate(_VALUE)}"')
    start = f"<{' '.join(opening)}>"
    return Html(start) if name in _VOID else Html(f"{start}{join(content)}</{name}>")


@functools.cache
def _attribute(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def blank(value: str) -> bool:
    """Whether a text has no visible character, only white space and format characters."""
    return _BLANK.fullmatch(value) is not None
