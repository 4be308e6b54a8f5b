"""What a language model is asked for, the form of its answer as a JSON Schema for strict modes, and reading that."""

from __future__ import annotations

from typing import Any

from newsevents.draft import Draft
from newsevents.formats.prompts.answers import Answer, read_answer
from newsevents.formats.prompts.fields import FIELDS, NEVER_NULL
from newsevents.formats.schema import json_schema
from newsevents.model.fields import Field, Kind, field_of

__all__ = ["Answer", "draft_schema", "read_answer"]


def draft_schema(strict: bool = True) -> dict[str, Any]:
    """The JSON Schema of a draft, as language models are held to it.

    The strict schema is accepted as it is by services whose strict modes know only a part of JSON Schema. Every field
    is required, and one without a value is null or an empty list. Words of the article are plain strings. Records are
    distinguished by ids, except actors, which have their names. What a model would make up is not asked for. It is
    read by `newsevents.read_answer` and `newsevents.Draft.from_json` like any other form of a draft.

    Args:
        strict: Whether to keep to what strict modes know; otherwise the schema is that of
            `newsevents.json_schema`, which takes every draft.

    Returns:
        The schema, as JSON values. Change it as you like: each call makes a new one.

    >>> schema = draft_schema()
    >>> list(schema["properties"])
    ['actors', 'sources', 'meetings', 'statements', 'allegations']
    >>> schema["properties"]["meetings"]["items"]["properties"]["when"]["anyOf"]
    [{'type': 'string'}, {'type': 'null'}]
    """
    return _object(Draft) if strict else json_schema("draft")


def _object(cls: type) -> dict[str, Any]:
    properties = {name: _property(field_of(cls, name), asked) for name, asked in FIELDS[cls].items()}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _property(field: Field, asked: str) -> dict[str, Any]:
    schema = _single(field)
    if field.many:
        schema = {"type": "array", "items": schema}
    if field.optional and field.name not in NEVER_NULL:
        return {"anyOf": [schema, {"type": "null"}], "description": f"{asked} Null if there is none."}
    return schema | {"description": asked}


def _single(field: Field) -> dict[str, Any]:
    if field.kind is Kind.VALUE and not field.quoted:
        return _object(field.cls)
    if field.kind is Kind.CHOICE:
        return {"type": "string", "enum": [str(member) for member in field.cls]}
    return {"type": {Kind.FLAG: "boolean", Kind.OFFSET: "integer", Kind.NUMBER: "number"}.get(field.kind, "string")}
