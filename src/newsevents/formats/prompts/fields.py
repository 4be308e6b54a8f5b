"""The prompt's contents: the fields of a draft, their order, and their descriptions.

A model fills the fields that can be read in an article. Fields that programs know better are left out, as are
alternative ways of writing the same thing: words of the article are plain strings, and every field is present.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources

from newsevents import draft

_TEXTS = tomllib.loads((resources.files("newsevents.formats.prompts") / "fields.toml").read_text("utf-8"))

FIELDS: Mapping[type, Mapping[str, str]] = {getattr(draft, name): fields for name, fields in _TEXTS.items()}
"""The fields that a model fills, by class of the draft: see ``fields.toml``."""

RECORDS: Mapping[str, type] = {name: draft.LISTS[name] for name in FIELDS[draft.Draft]}
"""The lists of an answer. Targets of references come before the references, since a model writes in this order."""

LEFT_OUT = ("generator", "format_version", "identifiers", "find_mentions", "rule", "url")
LEFT_OUT_OF_ACTORS = ("id", "evidence")
LEFT_OUT_OF_MEETINGS = ("part_of",)
"""The fields that a model does not fill, since it would make them up or a program knows them."""

NEVER_NULL = ("id", "name", "title", "words", "statement")
"""Fields that are optional in a draft but required in an answer.

A model chooses ids before it knows what will refer to them, and a role or an allegation without words of its own is
often invented. One service allows at most sixteen fields of two types in a schema, so null is allowed only where it
carries information.
"""
