"""A Griffe extension that adds the signatures of attrs classes, which are not in their source."""

from __future__ import annotations

from typing import Any

import griffe


class AttrsSignatures(griffe.Extension):
    """Gives each class made by ``attrs.frozen`` the ``__init__`` that attrs generates at run time."""

    def on_class_members(self, *, cls: griffe.Class, **_: Any) -> None:
        if "__init__" in cls.members or not any(one.callable_path == "attrs.frozen" for one in cls.decorators):
            return
        fields = [one for one in cls.attributes.values() if one.annotation and "property" not in one.labels]
        keyword_only = any("kw_only" in str(one.value) for one in cls.decorators)
        kind = griffe.ParameterKind.keyword_only if keyword_only else griffe.ParameterKind.positional_or_keyword
        parameters = [
            griffe.Parameter(one.name, annotation=one.annotation, kind=kind, default=default(one.value))
            for one in fields
        ]
        cls.set_member("__init__", griffe.Function("__init__", parameters=griffe.Parameters(*parameters)))


def default(value: Any) -> Any:
    """The expression after the equals sign, or the ``default`` of an ``attrs.field``."""
    if not isinstance(value, griffe.ExprCall):
        return value
    named = {one.name: one.value for one in value.arguments if isinstance(one, griffe.ExprKeyword)}
    return named.get("default")
