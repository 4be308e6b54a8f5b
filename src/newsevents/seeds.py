"""The seed article and its reviewed bundle, as installed with the package."""

from __future__ import annotations

import functools
import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.grounding import ground
from newsevents.model.records import Article

_NAME = "us-allies-confront-global-threats"


def _folder() -> Traversable:
    installed = resources.files("newsevents") / "data" / "seeds"
    # in a source checkout, the folder is at the root of the repository
    return installed if installed.is_dir() else Path(__file__).parents[2] / "seeds"


def _read(suffix: str) -> bytes:
    return (_folder() / f"{_NAME}{suffix}").read_bytes()


def seed_article() -> Article:
    """The seed article with its metadata."""
    return Article.from_text(_read(".txt").decode(), **json.loads(_read(".meta.json")))


def seed_draft() -> Draft:
    """The reviewed draft of the seed article: every actor, source, statement, meeting and allegation in it."""
    return Draft.from_json(_read(".draft.json"))


@functools.cache
def load_seed() -> Bundle:
    """The reviewed bundle of the seed article, grounded and validated.

    >>> load_seed()  # doctest: +ELLIPSIS
    <Bundle of article:us-allies-confront-global-threats-...>
    """
    return ground(seed_article(), seed_draft())
