"""Ids: readable, and derived only from a record's own content, so that no other record can change them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from itertools import count

from newsevents.unicode import normalized

ID_NAME = r"[^\u0000-\u0020\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000:]+"
"""A pattern for the part of an id after its class and colon: no white space, control character or other colon."""

ID = re.compile(rf"(article|actor|source|statement|meeting|allegation):{ID_NAME}")
"""What an id looks like."""


def is_id_of(cls: str, text: str) -> bool:
    """Whether a string is an id of a class, which is given as before the colon: ``actor``."""
    return text.startswith(f"{cls}:") and ID.fullmatch(text) is not None


_SLUG_CHARACTERS = 60
_SLUG_OF = 10_000
"""How many code points of a text are used for its slug."""

# Spelled out, since the interpreter's Unicode tables differ between versions of Python. Separators are ASCII
# characters other than letters and digits, and the blocks of Latin-1 signs, general and supplemental punctuation, CJK
# punctuation, presentation forms, and full-width signs. Patterns are compiled when the first slug is made, since most
# programs only read.
_SEPARATORS = (
    r"(?:(?![a-z0-9])[\x00-\x7f]|[\x80-\xbf×÷\u1680\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030"
    r"\ud800-\udfff\ue000-\uf8ff\ufe10-\ufe1f\ufe30-\ufe6f\ufeff\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40"
    r"\uff5b-\uff65\ufff0-\uffff])+"
)
_ACCENTS = "[\u0300-\u036f]"
_APOSTROPHES = "['\u2018\u2019\u02bc]"


def slug(text: str) -> str:
    """Make a short form of a name for use in an id: lower case, no accents, words joined by hyphens.

    Letters and digits of every script are kept. The result is empty if the text has none.

    >>> slug("Nicolás Maduro’s Office")
    'nicolas-maduros-office'
    >>> slug("習近平")
    '習近平'
    """
    plain = re.sub(_ACCENTS, "", normalized("NFKD", re.sub(_APOSTROPHES, "", text[:_SLUG_OF])))
    words = re.sub(_SEPARATORS, "-", normalized("NFC", plain).lower()).strip("-")
    return words[:_SLUG_CHARACTERS].strip("-")


def _short_digest(*parts: object) -> str:
    return hashlib.sha256(ascii(parts).encode()).hexdigest()[:8]


def article_id(title: str | None, sha256: str) -> str:
    """The id of an article: its title's slug and the first eight digits of its digest."""
    name = slug(title) if isinstance(title, str) else ""
    return f"article:{name}-{sha256[:8]}" if name else f"article:{sha256[:16]}"


def content_id(kind: str, stem: str, *content: object) -> str:
    """Make an id with a readable stem and a digest of the record's own content.

    Args:
        kind: The class: ``statement``.
        stem: The readable part; it is converted to a slug.
        content: Strings, integers and tuples of them that distinguish this record from others with the same stem.
    """
    name = slug(stem)
    return f"{kind}:{name}-{_short_digest(*content)}" if name else f"{kind}:{_short_digest(*content)}"


def unique_id(id: str, taken: Collection[str]) -> str:
    """An id that is not taken yet: the given one, or the first free one with a number, from 2 on."""
    numbered = (f"{id}-{number}" for number in count(2))
    return id if id not in taken else next(one for one in numbered if one not in taken)
