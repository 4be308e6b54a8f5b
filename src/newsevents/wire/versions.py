"""Older versions of the format: JSON values of one are made those of the current one before anything else reads them.

There is one version so far, and so no step. A step is a function from the JSON values of one version to those of the
next, ``format_version`` among them. It gives new values and leaves those it is given as they are; what is not of the
form that it expects it passes on, to be reported by the reader.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from newsevents.errors import BundleError, Issue
from newsevents.model.records import FORMAT_VERSION
from newsevents.rules.catalogue import RULES

Kind: TypeAlias = Literal["bundle", "draft", "jsonld"]
"""What has versions: bundles in JSON, JSON Lines and tables; drafts; bundles in JSON-LD."""

STEPS: Mapping[tuple[Kind, str], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""For a kind and each older version of it the step to the next version."""


def to_current(data: dict[str, Any], kind: Kind, *, key: str = "format_version") -> dict[str, Any]:
    """The outermost object of a document of any known version, as one of the current version.

    Args:
        data: The object, which is not changed. Without a version it is taken for one of the current.
        kind: What the document is.
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
