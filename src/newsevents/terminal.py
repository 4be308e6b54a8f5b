"""Other people's text in plain text that is read on a screen."""

from __future__ import annotations

import re

__all__ = ["shown"]

_STEERING = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]"


def shown(text: str) -> str:
    r"""A text, on one line, in which nothing steers the screen or the direction of what stands around it.

    A tab or line end is a space. Each other control, and each mark that embeds, overrides or isolates a direction
    (Unicode Standard Annex #9), gets a stand-in that can be seen: a sign of Unicode's block Control Pictures, or the
    code point in angle brackets.

    >>> shown("Ana\x1b[2J Lima\u202e")
    'Ana␛[2J Lima⟨U+202E⟩'
    """
    return text if text.isascii() and text.isprintable() else re.sub(_STEERING, _stand_in, text)


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in "\t\n\r\x0b\x0c":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"⟨U+{code:04X}⟩"
