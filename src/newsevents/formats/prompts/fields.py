"""What a language model is asked for: which fields of a draft, in which order, and in which words.

A model fills what can be read in an article. What programs know better is left out, and so is every second way of
writing the same thing: words of the article are plain strings, and each field is always there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

from newsevents import draft

_TEXTS = tomllib.loads((resources.files("newsevents.formats.prompts") / "fields.toml").read_text("utf-8"))

FIELDS: Mapping[type, Mapping[str, str]] = {getattr(draft, name): fields for name, fields in _TEXTS.items()}
"""The fields that a model fills, by the class of the draft: see ``fields.toml``."""

RECORDS: Mapping[str, type] = {name: draft.LISTS[name] for name in FIELDS[draft.Draft]}
"""The lists of an answer. What is referred to comes before what refers to it, since a model writes in this order."""

LEFT_OUT = ("generator", "format_version", "identifiers", "find_mentions", "rule", "url")
LEFT_OUT_OF_ACTORS = ("id", "evidence")
LEFT_OUT_OF_MEETINGS = ("part_of",)
"""The fields that a model does not fill: it would make them up, or a program knows them."""

NEVER_NULL = ("id", "name", "title", "words", "statement")
"""Fields that a draft may lack and an answer may not.

A model chooses ids before it knows what will refer to them, and a role or an allegation without words of its own is
often invented. One service allows no more than sixteen fields of two types in a schema, so null is for where it tells.
"""
