"""What a field of the model declares besides its type, as attrs metadata."""

from __future__ import annotations

from typing import Any

REFERS_TO, DRAFT, LABEL = "newsevents.refers_to", "newsevents.draft", "newsevents.label"


def declare(*, to: str | None = None, draft: str | None = None, label: str | None = None) -> dict[str, Any]:
    """Make the metadata of a field, for ``attrs.field(metadata=...)``.

    Args:
        to: For a field that holds ids, the class that they refer to, as written before the colon of an id.
        draft: The field's name in a draft, if it is different.
        label: The label that people see, if it is not the field's name in a draft: "at the meeting".
    """
    given = {REFERS_TO: to, DRAFT: draft, LABEL: label}
    return {key: value for key, value in given.items() if value is not None}
