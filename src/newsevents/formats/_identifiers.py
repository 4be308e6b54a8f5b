"""The identifiers of actors and places for which several formats have a dedicated property."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WIKIDATA = re.compile(r"(?:wikidata:|https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)(Q[0-9]+)")
_GEONAMES = re.compile(r"(?:geonames:|https?://(?:www\.|sws\.)?geonames\.org/)([0-9]{1,12})/?")


def wikidata_items(identifiers: Iterable[str]) -> list[str]:
    """The Wikidata items among CURIEs or URIs.

    >>> wikidata_items(["wikidata:Q458", "https://www.wikidata.org/wiki/Q1065", "geonames:6269131"])
    ['Q458', 'Q1065']
    """
    return _local(_WIKIDATA, identifiers)


def geonames_ids(identifiers: Iterable[str]) -> list[str]:
    """The GeoNames ids among CURIEs or URIs."""
    return _local(_GEONAMES, identifiers)


def _local(pattern: re.Pattern[str], identifiers: Iterable[str]) -> list[str]:
    return [match[1] for match in map(pattern.fullmatch, identifiers) if match]
