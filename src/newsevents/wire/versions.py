"""Older versions of the format: their JSON values are converted to the current version before they are read.

A step is a function from the JSON values of one version to those of the next, including ``format_version``. It
returns new values and does not change its arguments; values of an unexpected form are passed on, to be reported by
the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from newsevents.errors import BundleError, Issue
from newsevents.model.records import FORMAT_VERSION
from newsevents.rules.catalogue import RULES

Kind: TypeAlias = Literal["bundle", "draft", "jsonld"]
"""The kinds of document with versions: bundles in JSON, JSON Lines and tables; drafts; bundles in JSON-LD."""


def _from_1_0(data: dict[str, Any]) -> dict[str, Any]:
    """1.1 has fields and members that 1.0 lacked, all of them optional; the meaning of the others is the same."""
    return data | {"format_version": "1.1"}


_TERMS_OF_1_1 = {
    "ne:within": {"@type": "@id"},
    **{key: {"@container": "@list"} for key in ("ne:times", "ne:anonymity", "ne:attributionHedges")},
}
"""What the JSON-LD context has defined since 1.1."""


def _jsonld_from_1_0(data: dict[str, Any]) -> dict[str, Any]:
    """Like `_from_1_0`; a document also has its own definitions, and all flags and choices, even the defaults."""
    newer = {
        "@context": _with(data.get("@context"), _TERMS_OF_1_1),
        "ne:actors": _each(data.get("ne:actors"), _actor_from_1_0),
        "ne:allegations": _each(
            data.get("ne:allegations"), lambda one: _with(one, {"ne:form": "unspecified", "ne:unattributed": False})
        ),
    }
    return data | {key: value for key, value in newer.items() if key in data} | {"ne:formatVersion": "1.1"}


def _actor_from_1_0(actor: Any) -> Any:
    found = _with(actor, {"ne:moreMembers": False})
    if isinstance(actor, dict) and "ne:roles" in actor:
        found["ne:roles"] = _each(actor["ne:roles"], lambda role: _with(role, {"ne:former": False}))
    return found


def _with(value: Any, more: dict[str, Any]) -> Any:
    """An object with additional keys; anything else is unchanged."""
    return value | more if isinstance(value, dict) else value


def _each(values: Any, change: Callable[[Any], Any]) -> Any:
    """The results of a function for each item of a list; anything else is unchanged."""
    return [change(value) for value in values] if isinstance(values, list) else values


STEPS: Mapping[tuple[Kind, str], Callable[[dict[str, Any]], dict[str, Any]]] = {
    ("bundle", "1.0"): _from_1_0,
    ("draft", "1.0"): _from_1_0,
    ("jsonld", "1.0"): _jsonld_from_1_0,
}
"""The step to the next version, for each kind and each of its older versions."""


def to_current(data: dict[str, Any], kind: Kind, *, key: str = "format_version") -> dict[str, Any]:
    """Convert the outermost object of a document of any known version to the current version.

    Args:
        data: The object, which is not changed. Without a version, the current one is assumed.
        kind: The kind of document.
        key: The field that holds the version.

    Raises:
        BundleError: The version is not known.
    """
    while (version := data.get(key, FORMAT_VERSION)) != FORMAT_VERSION:
        step = STEPS.get((kind, version)) if isinstance(version, str) else None
        if step is None:
            message = f"this version of newsevents reads format {FORMAT_VERSION}"
            raise BundleError([Issue(key, "version", message, version, RULES["version"].fix)])
        data = step(data)
    return data
