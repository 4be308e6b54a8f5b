"""JSON Schema of the wire format and of drafts, made from the classes of the model."""

from __future__ import annotations

import datetime as dt
import inspect
import re
from enum import Enum
from typing import Any, Literal

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft
from newsevents.model.ids import ID_NAME
from newsevents.model.records import FORMAT_VERSION, LISTS, REFERENCES
from newsevents.model.values import Quote
from newsevents.rules.types import field_types, item_of, members_of, options

__all__ = ["json_schema"]

_DAY = r"\d{4}-\d{2}-\d{2}"
_TIME = r"T\d{2}:\d{2}:\d{2}(\.\d{6})?(Z|[+-]\d{2}:\d{2}(:\d{2}(\.\d{6})?)?)?"


def json_schema(what: Literal["bundle", "draft"] = "bundle") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a bundle or a draft.

    Whatever `newsevents.loads` accepts the schema accepts. The schema cannot say the rules that tie one value
    to another: that references resolve, that words stand in the article, that time runs forwards.

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


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a class. The schemas of the classes that it refers to are added to the definitions."""
    described = _described(cls)
    own = cls.__name__.lower().removeprefix("draft")
    properties = {}
    for name, hint in field_types(cls).items():
        ids = REFERENCES.get(name) if not cls.__name__.startswith("Draft") else None
        if name == "id" and own in {"article", *(record.__name__.lower() for record in LISTS.values())}:
            ids = own
        schema = _type(hint, definitions, ids)
        if name in described:  # pragma: no branch - python -OO leaves no docstrings
            schema = {"description": described[name]} | schema
        properties[name] = schema
    required = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    return {
        "description": (inspect.getdoc(cls) or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _described(cls: type) -> dict[str, str]:
    """What a class's docstring says of its fields."""
    section = (inspect.getdoc(cls) or "").partition("Attributes:\n")[2].partition("\n\n")[0]
    entries = re.findall(r"^    (\w+): (.+(?:\n {6,}.+)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


def _type(hint: Any, definitions: dict[str, Any], ids: str | None = None) -> dict[str, Any]:
    members = members_of(hint)
    schemas: list[dict[str, Any]] = []
    if dt.date in members:
        schemas.append({"type": "string", "pattern": f"^{_DAY}({_TIME})?$"})
    elif float in members:
        schemas.append({"type": "number"})
    else:
        if Quote in members:
            schemas.append({"type": "string", "minLength": 1})
        schemas += [_single(member, definitions, ids) for member in members]
    if len(members) < len(options(hint)):
        schemas.append({"type": "null"})
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}


def _single(hint: Any, definitions: dict[str, Any], ids: str | None) -> dict[str, Any]:
    item = item_of(hint)
    if item is not None:
        items = _type(item, definitions, ids)
        array: dict[str, Any] = {"type": "array", "items": items}
        if ids is not None:
            array["uniqueItems"] = True
        # a draft may give one quote without a list around it
        return {"anyOf": [array, *items["anyOf"]]} if Quote in options(item) else array
    if attrs.has(hint):
        name = hint.__name__
        if name not in definitions:
            definitions[name] = {}  # holds the place while the class's own fields are read
            definitions[name] = _object(hint, definitions)
        return {"$ref": f"#/$defs/{name}"}
    if issubclass(hint, Enum):
        return {"enum": [str(member) for member in hint]}
    if hint is str:
        return (
            {"type": "string", "minLength": 1}
            if ids is None
            else {
                "type": "string",
                "pattern": f"^{ids}:{ID_NAME}$",
            }
        )
    return {"type": {int: "integer", bool: "boolean"}[hint]}
