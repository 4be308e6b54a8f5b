"""The country codes of ISO 3166-1."""

from __future__ import annotations

import functools
import pkgutil

__all__ = ["country_codes"]


@functools.cache
def country_codes() -> frozenset[str]:
    """The alpha-2 codes of ISO 3166-1, and XK for Kosovo."""
    data = pkgutil.get_data(
        "newsevents", "data/iso-3166-1.txt"
    )  # importlib.resources takes ten times as long to import
    assert data is not None
    lines = data.decode().splitlines()
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))
