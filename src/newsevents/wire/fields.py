"""The order in which the fields of a class are written, and which are always written."""

from __future__ import annotations

import functools
from typing import Any

from newsevents.model.fields import Field, fields_of


@functools.cache
def written_fields(cls: Any) -> tuple[Field, ...]:
    """The fields of a class in the order in which they are written; in a document, version and generator come first."""
    fields = fields_of(cls)
    if fields[-1].name == "format_version":
        *others, generator, version = fields
        return (version, generator, *others)
    return fields


def is_always_written(field: Field) -> bool:
    """Whether a field is always written: if it is required, or is the version."""
    return field.required or field.name == "format_version"
