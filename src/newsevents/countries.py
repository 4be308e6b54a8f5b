"""The country codes of ISO 3166-1."""

from __future__ import annotations

import functools
from importlib import resources

__all__ = ["country_codes"]


@functools.cache
def country_codes() -> frozenset[str]:
    """The alpha-2 codes of ISO 3166-1, and XK for Kosovo."""
    lines = resources.files("newsevents").joinpath("data/iso-3166-1.txt").read_text("utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line and not line.startswith("#"))
