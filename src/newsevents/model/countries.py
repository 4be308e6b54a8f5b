"""The country codes of ISO 3166-1."""

from __future__ import annotations

import functools

from newsevents.data import data_lines


@functools.cache
def country_codes() -> frozenset[str]:
    """The alpha-2 codes of ISO 3166-1, plus XK for Kosovo."""
    return frozenset(line.split()[0] for line in data_lines("iso-3166-1"))
