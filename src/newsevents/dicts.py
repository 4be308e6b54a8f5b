"""Plain dictionaries: the wire format as Python values, for cattrs, pydantic and databases of documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar, overload

from newsevents.bundle import Bundle
from newsevents.errors import BundleError, Issue
from newsevents.model.fields import classes_of
from newsevents.wire.json import from_json, within_depth
from newsevents.wire.limits import DEFAULT
from newsevents.wire.write import as_values, plain_values

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")


def to_dict(value: Any) -> dict[str, Any]:
    """Convert a bundle, a draft, or one of their records or values to plain values, as `dumps` writes them.

    Args:
        value: The object.

    Returns:
        A new dictionary of dictionaries, lists, strings, numbers and booleans. Times are ISO 8601 strings, and fields
        that have their default are left out, as in JSON.

    Raises:
        TypeError: The object is not of a class of the model.

    >>> from newsevents import Span
    >>> to_dict(Span(start=9, end=13, exact="said"))
    {'start': 9, 'end': 13, 'exact': 'said'}
    """
    if type(value) not in model_classes():
        raise TypeError(f"an object of the model was expected, such as a Bundle or a Statement, not {_named(value)}")
    values: dict[str, Any] = as_values(value) if isinstance(value, Bundle) else plain_values(value)
    return values


@overload
def from_dict(values: Mapping[str, Any]) -> Bundle: ...
@overload
def from_dict(values: Mapping[str, Any], cls: type[T]) -> T: ...
def from_dict(values: Mapping[str, Any], cls: type[Any] = Bundle) -> Any:
    """Read a bundle, a draft, or one of their records or values from plain values, as strictly as `loads` reads text.

    Args:
        values: The dictionary, as `to_dict` or a JSON parser gives it.
        cls: The class to read: `Bundle`, `Draft`, or any class of their records and values.

    Raises:
        BundleError: Something is wrong; the error lists every issue. The rules are checked if the class is `Bundle`.
        TypeError: The values are not a mapping, or the class is not one of the model.

    >>> from newsevents import Span
    >>> from_dict({"start": 9, "end": 13, "exact": "said"}, Span)
    Span(start=9, end=13, exact='said')
    """
    from newsevents.draft import Draft, draft_from_json
    from newsevents.wire.structure import structure

    if cls not in model_classes():
        raise TypeError(f"a class of the model was expected, such as Bundle or Statement, not {cls!r}")
    if not isinstance(values, Mapping):
        hint = "; `loads` reads a JSON text" if isinstance(values, str | bytes) else ""
        raise TypeError(f"a mapping was expected, not {_named(values)}{hint}")
    plain = _with_texts_as_keys(within_depth(dict(values), DEFAULT))
    if cls is Bundle:
        return from_json(plain)
    if cls is Draft:
        return draft_from_json(plain)
    found, issues = structure(plain, cls, "")
    if issues:
        raise BundleError(issues)
    return found


def register(converter: Converter) -> None:
    """Teach a cattrs converter the classes of the model, so that your own classes may have them as fields.

    Args:
        converter: The converter. It reads with `from_dict` and writes with `to_dict`.
    """
    for cls in model_classes():
        converter.register_unstructure_hook(cls, to_dict)
        converter.register_structure_hook(cls, _structure)


def _structure(value: Any, cls: type[Any]) -> Any:
    return value if isinstance(value, cls) else from_dict(value, cls)


def pydantic_schema(cls: type) -> Any:
    """The pydantic schema of a class of the model: it accepts objects of the class, and whatever `from_dict` takes."""
    from pydantic_core import PydanticCustomError, core_schema

    def read(value: Any) -> Any:
        try:
            return _structure(value, cls)
        except (BundleError, TypeError) as error:
            raise PydanticCustomError("newsevents", "{error}", {"error": str(error)}) from error

    written = core_schema.plain_serializer_function_ser_schema(to_dict)
    return core_schema.no_info_plain_validator_function(read, serialization=written)


def _with_texts_as_keys(values: dict[Any, Any]) -> dict[str, Any]:
    """JSON values, if every key is a string."""
    issues = []
    inside: list[tuple[str, Any]] = [("", values)]
    while inside:
        path, value = inside.pop()
        if isinstance(value, dict):
            wrong = [key for key in value if not isinstance(key, str)]
            issues += [Issue(path, "type", f"a text was expected as a key, not {_named(key)}", key) for key in wrong]
            inside += [(f"{path}.{key}" if path else str(key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            inside += [(f"{path}[{index}]", inner) for index, inner in enumerate(value)]
    if issues:
        raise BundleError(sorted(issues, key=lambda issue: issue.path))
    return values


def model_classes() -> frozenset[type]:
    """Every class whose objects `to_dict` accepts."""
    from newsevents.draft import Draft

    return frozenset((*classes_of(Bundle), *classes_of(Draft)))


def _named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else type(value).__name__
