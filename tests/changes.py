"""Variations of the example's bundle: each function returns a function that makes it and may raise BundleError."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from .example import BUNDLE, with_article, with_record

Make: TypeAlias = Callable[[], object]


def record(records: str, index: int, **changes: Any) -> Make:
    """Make the example's bundle with one record changed."""
    return lambda: with_record(records, index, **changes)


def article(**changes: Any) -> Make:
    return lambda: with_article(**changes)


def quantity(**changes: Any) -> Make:
    changed = attrs.evolve(BUNDLE.allegations[0].quantities[0], **changes)
    return record("allegations", 0, quantities=[changed])


def when(**changes: Any) -> Make:
    """Change the time of the meeting on Tuesday 2023-11-14."""
    return record("meetings", 0, when=attrs.evolve(BUNDLE.meetings[0].when, **changes))


def more(records: str, *added: Any) -> Make:
    """Make the example's bundle with records added at the end of a list."""
    return lambda: attrs.evolve(BUNDLE, **{records: [*getattr(BUNDLE, records), *added]})
