"""Reading a good bundle quickly: the bundle, or None where only a closer look can tell.

Each way proves what `newsevents.wire.json` would find: that the text is JSON by the standard, that no key occurs
twice and none is unknown, that every value has its type and every rule holds. With msgspec, which comes with the extra
``fast``, the text is read straight into objects; without it, by Python's own parser.
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
"""A valid bundle is not nested so deeply."""
_FEW = 3
"""How many texts are read before it pays to import msgspec and to tell it the classes."""
_texts = itertools.count()

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read(text: str | bytes, limits: Limits) -> Bundle | None:
    """The bundle that a text holds, if it is surely a valid one and within the limits."""
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
        plain.encode()  # raises a ValueError where a character is half a pair
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
    """The text is JSON to Python's parser, but not to the standard."""


def no_constant(name: str) -> Any:
    """NaN and the infinities, which Python's parser knows, are refused."""
    raise NotJSON(f"{name} is not a JSON number")


def finite(digits: str) -> float:
    """A number with a fraction or an exponent, if it is not too large for one."""
    number = float(digits)
    if not math.isfinite(number):
        raise NotJSON(f"{digits} is too large for a number")
    return number


_decoder = json.JSONDecoder(parse_constant=no_constant, parse_float=finite, object_pairs_hook=tuple)
