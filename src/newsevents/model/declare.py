"""What a field of the model declares besides its type, as attrs metadata beside the field."""

from __future__ import annotations

from typing import Any

REFERS_TO, DRAFT, LABEL = "newsevents.refers_to", "newsevents.draft", "newsevents.label"


def declare(*, to: str | None = None, draft: str | None = None, label: str | None = None) -> dict[str, Any]:
    """Metadata of a field, for ``attrs.field(metadata=...)``.

    Args:
        to: For a field that holds ids: the class that they refer to, as it is written before the colon of an id.
        draft: The field's name in a draft, where it is another.
        label: What people read in its place, where that is not its name in a draft: "at the meeting".
    """
    given = {REFERS_TO: to, DRAFT: draft, LABEL: label}
    return {key: value for key, value in given.items() if value is not None}
