"""Read a valid bundle quickly: return the bundle, or None if a closer look is needed.

Both ways prove what `newsevents.wire.json` would find: that the text is standard JSON, that no key is duplicate or
unknown, that every value has the right type and that no rule is broken. With msgspec, which comes with the extra
``fast``, the text is read straight into objects; without it, Python's own parser is used.
"""

from __future__ import annotations

import itertools
import json
import math
import re
from typing import Any

from newsevents.bundle import Bundle
from newsevents.model.records import FORMAT_VERSION, LISTS
from newsevents.rules.checks import holds
from newsevents.rules.index import Index, NotProven, indexer
from newsevents.wire.limits import Limits

_LEVELS = 10
"""The depth of nesting that no valid bundle reaches."""
_FEW = 3
"""How many texts are read before it pays to import msgspec and declare its classes."""
_texts = itertools.count()

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read(text: str | bytes, limits: Limits) -> Bundle | None:
    """The bundle in a text, if it is certainly valid and within the limits."""
    if len(text) > limits.length or limits.depth < _LEVELS:
        return None
    with_msgspec = None
    if next(_texts) >= _FEW:
        from newsevents.wire import structs

        with_msgspec = structs.struct_reader()
    try:
        index = None if with_msgspec is None else with_msgspec(text)
        if index is None:
            index = _from_json(text)
    except (NotProven, KeyError, TypeError, ValueError, RecursionError):
        return None
    if sum(map(len, index.lists)) > limits.records or not holds(index):
        return None
    return Bundle._proven(index)


# --- by Python's own parser


def _from_json(text: str | bytes) -> Index:
    plain = text.decode() if isinstance(text, bytes) else text
    if not plain.isascii() and plain is text:
        plain.encode()  # raises a ValueError for a lone surrogate
    pairs = _decoder.decode(plain.removeprefix("\ufeff"))
    if "\\" in plain and _SURROGATE.search(plain):
        json.dumps(pairs, ensure_ascii=False).encode()
    fields = dict(pairs)
    if len(fields) != len(pairs) or fields.pop("format_version") != FORMAT_VERSION:
        raise NotProven
    article = fields.pop("article")
    generator = fields.pop("generator", None)
    lists = [fields.pop(name, []) for name in LISTS]
    if fields or pairs.__class__ is not tuple:
        raise NotProven
    return indexer("pairs")(article, generator, *lists)


class NotJSON(ValueError):
    """The text is JSON for Python's parser, but not by the standard."""


def no_constant(name: str) -> Any:
    """Refuse NaN and the infinities, which Python's parser accepts."""
    raise NotJSON(f"{name} is not a JSON number")


def finite(digits: str) -> float:
    """Parse a number with a fraction or an exponent, unless it is too large for a float."""
    number = float(digits)
    if not math.isfinite(number):
        raise NotJSON(f"{digits} is too large for a number")
    return number


_decoder = json.JSONDecoder(parse_constant=no_constant, parse_float=finite, object_pairs_hook=tuple)
