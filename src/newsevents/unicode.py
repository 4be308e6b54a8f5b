"""Unicode normalisation in linear time, and the plain equivalents of typographic characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

_LONGEST = 64
"""The longest run of marks that is sorted as a whole; the Stream-Safe Text Format has 30 (UAX #15, section 13)."""

_MAY_BE_LONG = re.compile(rf"[^\x00-\u02ff]{{{_LONGEST + 1},}}")
"""A run of characters that may be marks, all of which come after U+02FF."""

TYPOGRAPHY = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    **dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
}
"""The plain equivalent of each typographic character, code point for code point, so that offsets are unchanged."""


def normalized(form: Literal["NFC", "NFKD"], text: str) -> str:
    """Normalise a text, but sort very long runs of combining marks only in part.

    Sorting marks of several combining classes takes time that grows with the square of their number. A run of more
    than 64 marks is therefore sorted in pieces of 64.

    >>> normalized("NFC", "e\u0301")
    'é'
    """
    places = [0, *_cuts(text), len(text)]
    return "".join(unicodedata.normalize(form, text[start:end]) for start, end in pairwise(places))


_TYPED = str.maketrans(TYPOGRAPHY)


def folded(name: str) -> str:
    """A name in a form for comparison: one case, single spaces, plain quotes and dashes, normalised characters."""
    return " ".join(normalized("NFKD", normalized("NFKD", name.translate(_TYPED)).casefold()).split())


def _cuts(text: str) -> Iterator[int]:
    for match in _MAY_BE_LONG.finditer(text):
        run = 0
        for place in range(*match.span()):
            run = run + 1 if unicodedata.combining(text[place]) else 0
            if run > _LONGEST:
                yield place
                run = 1
