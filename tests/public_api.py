"""The public API as lines that can be frozen, and what the changelog has to say about a difference.

Not a test. Each line starts with a name: ``Bundle.get``, ``formats.tables.schema``,
``ActorKind.person``, ``RULES.span-text``, ``newsevents check --strict``.
"""

from __future__ import annotations

import argparse
import ast
import enum
import importlib
import inspect
import json
import re
import textwrap
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, TypeAlias

import attrs

import newsevents
from newsevents import cli
from newsevents.rules.catalogue import RENAMED

MODULES = [
    "dates",
    "distributed",
    "formats.articles",
    "formats.brat",
    "formats.charts",
    "formats.diff",
    "formats.doccano",
    "formats.ftm",
    "formats.graphs",
    "formats.html",
    "formats.jsonld",
    "formats.labelstudio",
    "formats.langextract",
    "formats.ninjs",
    "formats.page",
    "formats.plover",
    "formats.tables",
    "formats.text",
    "reading",
    "revision",
    "testing",
]
"""The modules in which all names of `__all__` are public too."""

# --- names, signatures, fields, members, rules


def api_lines() -> Iterator[str]:
    """Everything that can be imported: names with parameters, types, fields, members and values; and the command."""
    for name in newsevents.__all__:
        yield from _of_value(name, getattr(newsevents, name))
    for path in MODULES:
        module = importlib.import_module(f"newsevents.{path}")
        yield path
        for name in module.__all__:
            yield from _of_value(f"{path}.{name}", getattr(module, name))
    yield from command_lines()


def functions() -> list[str]:
    """The names of all public functions and methods."""
    return [found[1] for line in api_lines() if (found := re.match(r"([\w.]*\b[a-z_]+)\(.*\) ->", line))]


def _of_value(name: str, value: Any) -> Iterator[str]:
    if inspect.isclass(value) and issubclass(value, enum.Enum):
        yield name
        yield from (f"{name}.{member.value}: {member.name}" for member in value)
    elif inspect.isclass(value):
        own = inspect.signature(value) if "__init__" in vars(value) else ""
        yield f"{name}{own}"
        yield from (f"{name}.{member}" for member in _members(value))
    elif callable(value):
        yield f"{name}{inspect.signature(value)}"
    elif isinstance(value, str):
        yield f"{name} = {value!r}"
    elif isinstance(value, Mapping):
        yield name
        yield from (f"{name}.{rule.code}: {rule.severity}" for rule in value.values())
        yield from (f"{name}.{code}: deprecated, now {now}" for code, now in RENAMED.items())
    elif isinstance(value, tuple):
        yield f"{name}: {', '.join(value)}"
    else:
        yield f"{name}: {' | '.join(option.__name__ for option in typing.get_args(value))}"


def _members(cls: type) -> Iterator[str]:
    """The fields of a class with their types, then its methods and properties."""
    written = inspect.get_annotations(cls)  # as written; cattrs evaluates the types that attrs holds
    names = [field.name for field in attrs.fields(cls)] if attrs.has(cls) else getattr(cls, "_fields", ())
    fields = {name: written[name] for name in names}
    yield from (f"{name}: {type_}" for name, type_ in fields.items() if not name.startswith("_"))
    for name, found in sorted(vars(cls).items()):
        if name.startswith("_") or name in fields:
            continue
        if isinstance(found, property):
            yield f"{name}: {inspect.signature(found.fget).return_annotation}"  # type: ignore[arg-type]
        elif inspect.ismemberdescriptor(found):
            yield f"{name}: {_cached_type(cls, name)}"
        else:
            yield f"{name}{inspect.signature(inspect.unwrap(getattr(found, '__func__', found)))}"


def _cached_type(cls: type, name: str) -> str:
    """The type of a cached property, for which a class with slots keeps only a slot."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == name]
    return ast.unparse(functions[0].returns)  # type: ignore[arg-type]


# --- the command


def command_lines() -> Iterator[str]:
    """The command's subcommands with their arguments, and its exit codes."""
    yield f"newsevents exit-codes: {cli.OK}, {cli.INVALID}, {cli.TROUBLE}"
    parser = cli._parser()
    yield from _arguments("newsevents", parser)
    subparsers = next(action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    for name, sub in subparsers.choices.items():
        yield f"newsevents {name}"
        yield from _arguments(f"newsevents {name}", sub)


def _arguments(command: str, parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction | argparse._SubParsersAction):
            continue
        *short, name = action.option_strings or [action.metavar or action.dest]
        parts = [
            *short,
            f"nargs {action.nargs}" if action.nargs is not None else "",
            f"value {action.metavar}" if action.option_strings and action.metavar else "",
            f"one of {', '.join(map(str, action.choices))}" if action.choices else "",
            "" if action.default in (None, False, argparse.SUPPRESS) else f"default {action.default}",
            "required" if action.required else "",
        ]
        yield f"{command} {name}: {'; '.join(filter(None, parts))}"


# --- schemas


def schema_text(what: Literal["bundle", "draft"]) -> str:
    """A JSON Schema as printed by the command."""
    return json.dumps(newsevents.json_schema(what), ensure_ascii=False, indent=2) + "\n"


def schema_lines(text: str) -> Iterator[str]:
    """The requirements of a JSON Schema, one line per class and field. Descriptions are left out."""
    schema = _without_descriptions(json.loads(text))
    classes = {str(schema["title"]).split()[1]: schema} | schema.pop("$defs")
    for name, found in classes.items():
        properties = found.pop("properties")
        yield f"{name}: {json.dumps(found, ensure_ascii=False)}"
        yield from (f"{name}.{field}: {json.dumps(value, ensure_ascii=False)}" for field, value in properties.items())


def _without_descriptions(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key != "description" or isinstance(item, dict)}
        return {key: _without_descriptions(item) for key, item in kept.items()}
    return [_without_descriptions(item) for item in value] if isinstance(value, list) else value


# --- differences, and whether the changelog mentions them

Change: TypeAlias = Literal["added", "removed", "changed"]


def differences(before: Iterable[str], after: Iterable[str]) -> dict[str, Change]:
    """The names that differ between two frozen files, without those added or removed together with their container."""
    old, new = _by_name(before), _by_name(after)
    found: dict[str, Change] = {}
    for name in sorted(old.keys() | new.keys()):
        if name not in old:
            found[name] = "added"
        elif name not in new:
            found[name] = "removed"
        elif old[name] != new[name]:
            found[name] = "changed"
    return {name: change for name, change in found.items() if change == "changed" or found.get(_whole(name)) != change}


def _by_name(lines: Iterable[str]) -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for line in lines:
        names.setdefault(re.split(r"[(:]| = ", line, maxsplit=1)[0], []).append(line)
    return names


def _whole(name: str) -> str:
    """The class, module or command that contains a name."""
    return name.rpartition(" " if " " in name else ".")[0]


def unsaid(changes: Mapping[str, Change], changelog: str, released: str) -> list[str]:
    """Changes since a released version that are missing in the changelog.

    Each name has to appear in code quotes in a section above that version's. A removed name has to appear there under
    "Removed", and under "Deprecated" in the section of that version or an older one.
    """
    above, mark, below = changelog.partition(f"\n## [{released}]")
    assert mark, f"the changelog has no section of {released}"
    missing = []
    for name, change in changes.items():
        part = re.split(r"[. ]", name)[-1].casefold()
        if part not in quoted(_under("Removed", above) if change == "removed" else above):
            missing.append(f"{name}: it was {change}, which is to be said" + _where(change))
        if change == "removed" and part not in quoted(_under("Deprecated", below)):
            missing.append(f"{name}: it was removed without having been deprecated in a release")
    return missing


def _where(change: Change) -> str:
    return ' under "Removed"' if change == "removed" else ""


def _under(heading: str, text: str) -> str:
    """The text under all third-level headings with these words."""
    parts = re.split(r"^#{2,3} +(.+)$", text, flags=re.MULTILINE)
    return "\n".join(body for head, body in zip(parts[1::2], parts[2::2], strict=True) if head.strip() == heading)


def quoted(text: str) -> set[str]:
    """The names in a text's code quotes, in lower case; for ``ground(..., on_error="keep")``, each word."""
    return {
        word.casefold()
        for quote in re.findall(r"`([^`]+)`", text)
        for word in re.findall(r"[^\W\d][\w-]*|--?\w[\w-]*", quote)
    }
