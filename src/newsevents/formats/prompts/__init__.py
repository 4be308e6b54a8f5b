"""The prompt for a language model, the JSON Schema of its answer for strict modes, and reading the answer."""

from __future__ import annotations

from typing import Any

from newsevents.draft import Draft
from newsevents.formats.prompts.answers import Answer, read_answer
from newsevents.formats.prompts.fields import FIELDS, NEVER_NULL
from newsevents.formats.schema import json_schema
from newsevents.model.fields import Field, Kind, field_of

__all__ = ["Answer", "draft_schema", "read_answer"]


def draft_schema(strict: bool = True) -> dict[str, Any]:
    """The JSON Schema of a draft for constraining a language model's output.

    The strict schema works with services whose strict modes support only a part of JSON Schema. Every field is
    required, and one without a value is null or an empty list. Words of the article are plain strings. Records are
    identified by ids, except actors, which are identified by their names. Fields that a model would make up are left
    out. `newsevents.read_answer` and `newsevents.Draft.from_json` read this form like any other form of a draft.

    Args:
        strict: Whether to use only what strict modes support; otherwise the schema is that of `newsevents.json_schema`,
            which accepts every draft.

    Returns:
        The schema, as JSON values. Each call returns a new object, which may be changed.

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
