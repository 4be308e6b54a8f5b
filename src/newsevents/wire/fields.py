"""In which order the fields of a class are written, and which of them always."""

from __future__ import annotations

import functools
from typing import Any

from newsevents.model.fields import Field, fields_of


@functools.cache
def written_fields(cls: Any) -> tuple[Field, ...]:
    """The fields of a class in the order in which they are written: of a whole, its version and maker first."""
    fields = fields_of(cls)
    if fields[-1].name == "format_version":
        *others, generator, version = fields
        return (version, generator, *others)
    return fields


def is_always_written(field: Field) -> bool:
    """Whether a field is written whatever its value: it is required, or the version."""
    return field.required or field.name == "format_version"
