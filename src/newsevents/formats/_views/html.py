"""HTML by elements: what is markup has a type of its own, and every other string is text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

__all__ = ["Content", "Html", "bare", "blank", "element", "join", "shorten", "text"]


class Html(str):
    """A string that is markup."""

    __slots__ = ()


Content: TypeAlias = "Html | str | Iterable[Content] | None"
"""What an element may hold: markup, text, more of both, or nothing."""

_VOID = {"input", "link", "meta"}
_SIGNS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;"}
"""The signs that HTML reads as markup, and the line end that it would turn into another (HTML Standard, 13.2.3.5)."""

_BARE = str.maketrans(_SIGNS | {"\0": "\u2400"})
_TEXT = str.maketrans(_SIGNS | {"\0": '<span class="nul" data-code="0">\u2400</span>'})
"""HTML has no way to write U+0000: the picture of it stands there, marked as such (HTML Standard, 13.2.5)."""

_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*")
_LIMIT = 120


def text(value: str) -> Html:
    """A text as the content of an element."""
    return Html(value.translate(_TEXT))


def bare(value: str) -> Html:
    """A text where no element can stand: in an attribute, a title or an option. U+0000 is shown as its picture."""
    return Html(value.translate(_BARE))


def join(content: Content) -> Html:
    """Content as one piece of markup."""
    if content is None:
        return Html("")
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        return text(content)
    return Html("".join(map(join, content)))


def element(name: str, /, *content: Content, **attributes: str | int | bool | None) -> Html:
    """An element.

    Args:
        name: Its name.
        content: What it holds.
        attributes: Its attributes, with underscores for hyphens and behind a name that Python keeps (``class_``).
            None and False leave one out, True gives it without a value.
    """
    opening = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        opening.append(key if value is True else f'{key}="{bare(str(value))}"')
    start = f"<{' '.join(opening)}>"
    return Html(start) if name in _VOID else Html(f"{start}{join(content)}</{name}>")


def blank(value: str) -> bool:
    """Whether nothing of a text can be seen: white space, and characters that only steer others."""
    return _BLANK.fullmatch(value) is not None


def shorten(value: str, limit: int = _LIMIT) -> str:
    """A text with white space as single spaces, cut in the middle where it is longer than ``limit`` code points."""
    if len(value) > 4 * limit:
        value = f"{value[: 2 * limit]} {value[-2 * limit :]}"
    words = " ".join(value.split())
    if len(words) <= limit:
        return words
    head = (limit - 1) * 2 // 3
    first, last = words[:head], words[head - limit + 1 :]
    if " " in first and " " in last:
        first, last = first.rpartition(" ")[0], last.partition(" ")[2]
    return f"{first} … {last}"
