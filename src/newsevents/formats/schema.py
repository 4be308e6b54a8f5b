"""JSON Schemas of the wire format and of drafts, made from the classes of the model."""

from __future__ import annotations

import inspect
from typing import Any, Literal

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.model.fields import Field, Kind, described, fields_of
from newsevents.model.ids import ID_NAME
from newsevents.model.records import FORMAT_VERSION
from newsevents.model.values import Quote

_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"T\d{2}:\d{2}:\d{2}(\.\d{6})?(Z|[+-]\d{2}:\d{2}(:\d{2}(\.\d{6})?)?)?"
_SCALARS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string", "minLength": 1},
    Kind.FLAG: {"type": "boolean"},
    Kind.OFFSET: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.MOMENT: {"type": "string", "pattern": f"^{_DAY}({_TIME})?$"},
}


def json_schema(what: Literal["bundle", "draft"] = "bundle") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a bundle or a draft.

    The schema accepts whatever `newsevents.loads` accepts. It cannot express rules that relate values to each other:
    that references resolve, that words appear in the article, that times are in order.

    Args:
        what: ``"bundle"`` or ``"draft"``.

    Raises:
        ValueError: ``what`` is neither.
    """
    if what not in ("bundle", "draft"):
        raise ValueError(f"there is a schema for a 'bundle' and a 'draft', not for {what!r}")
    root = Bundle if what == "bundle" else Draft
    definitions: dict[str, Any] = {}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"newsevents {what} {FORMAT_VERSION}",
        **_object(root, definitions),
    }
    required = ["format_version", "article"] if what == "bundle" else []
    schema["properties"]["format_version"] = {"const": FORMAT_VERSION}
    return schema | {"required": required, "$defs": dict(sorted(definitions.items()))}


def class_schema(cls: type) -> dict[str, Any]:
    """The self-contained JSON Schema of a class of the model, as a part of another schema."""
    definitions: dict[str, Any] = {}
    if cls is Bundle or cls is Draft:
        schema = json_schema("bundle" if cls is Bundle else "draft")
        definitions = schema.pop("$defs")
        del schema["$schema"]
    else:
        schema = _object(cls, definitions)
    whole: dict[str, Any] = _inlined(schema, definitions)
    return whole


def _inlined(schema: Any, definitions: dict[str, Any]) -> Any:
    """A schema with each reference replaced by its target; no class of the model contains itself."""
    if isinstance(schema, list):
        return [_inlined(one, definitions) for one in schema]
    if not isinstance(schema, dict):
        return schema
    there = definitions[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else {}
    return {key: _inlined(value, definitions) for key, value in (there | schema).items() if key != "$ref"}


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a class. The schemas of the classes in its fields are added to the definitions."""
    descriptions = described(cls)
    properties = {}
    for field in fields_of(cls):
        is_id = field.name == "id" and not cls.__name__.startswith("Draft")  # any string in a draft
        to = cls.__name__.lower() if is_id else field.to
        schema = _property(field, to, definitions)
        if field.name in descriptions:  # pragma: no branch - python -OO leaves no docstrings
            schema = {"description": descriptions[field.name]} | schema
        properties[field.name] = schema
    return {
        "description": (inspect.getdoc(cls) or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": [field.name for field in fields_of(cls) if field.required],
        "additionalProperties": False,
    }


def _property(field: Field, to: str | None, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field. `to` is the class of the ids in it, as written in them."""
    schemas = _value(field, to, definitions)
    if field.many:
        array: dict[str, Any] = {"type": "array", "items": _any_of(schemas)}
        if to is not None:
            array["uniqueItems"] = True
        # a draft may give a single quote instead of a list
        schemas = [array, *schemas] if _takes_quotes(field) else [array]
    if field.optional:
        schemas.append({"type": "null"})
    return _any_of(schemas)


def _value(field: Field, to: str | None, definitions: dict[str, Any]) -> list[dict[str, Any]]:
    """The alternative schemas for one value of a field. All are new objects."""
    if to is not None:
        return [{"type": "string", "pattern": f"^{to}:{ID_NAME}$"}]
    if field.kind is Kind.CHOICE:
        return [{"enum": [str(member) for member in field.cls]}]
    if field.kind in _SCALARS:
        return [dict(_SCALARS[field.kind])]
    quotes = [dict(_SCALARS[Kind.TEXT]), _reference(Quote, definitions)] if _takes_quotes(field) else []
    classes = [cls for cls in (field.cls, field.also) if cls not in (Quote, None)]
    return [*quotes, *(_reference(cls, definitions) for cls in classes)]


def _takes_quotes(field: Field) -> bool:
    """Whether a value may be given as words of the article, as in drafts."""
    return field.quoted or field.cls is Quote


def _any_of(schemas: list[dict[str, Any]]) -> dict[str, Any]:
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _reference(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the schema of a class, which is added to the definitions."""
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # a placeholder while the class's own fields are read
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}
