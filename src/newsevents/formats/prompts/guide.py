"""The model's rules in words, for the prompt of a language model: ``guide.md``, with parts generated from the model."""

from __future__ import annotations

import ast
import functools
import inspect
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum

from newsevents.data import read_text
from newsevents.formats.prompts.fields import FIELDS, LEFT_OUT, LEFT_OUT_OF_ACTORS, LEFT_OUT_OF_MEETINGS, RECORDS
from newsevents.model import vocabulary
from newsevents.model.fields import Kind, fields_of

_NO_USE = re.compile(r"\s*(No PLOVER type|PLOVER [A-Z]\S*)\.$")


def prompt_guide() -> str:
    """The model's rules in words, for the prompt of a language model.

    It says what to look for, how to quote, what each field and each member of a vocabulary means, and which rules an
    answer can break, with the fixes. It is the same for every article and on every machine, so that services can cache
    it. Place it before the article, and use `newsevents.draft_schema` for the form of the answer.

    Returns:
        Markdown of less than 2,200 words.

    Raises:
        OSError: The package is installed without its source, which documents the vocabularies.
    """
    text = read_text("formats.prompts", "guide.md")
    return text.format(fields="\n\n".join(_fields()), vocabularies="\n\n".join(_vocabularies()))


def _fields() -> Iterator[str]:
    said = Counter(entry for cls in RECORDS.values() for entry in FIELDS[cls].items())
    common = [f"- `{field}`: {text}" for (field, text), count in said.items() if count > 1]
    yield "\n".join(["## In several lists", "", *common])
    for name, cls in RECORDS.items():
        lines = [f"`{field}`: {text}" for field, text in FIELDS[cls].items() if said[field, text] == 1]
        for outer in fields_of(cls):
            lines += (f"`{outer.name}[].{field}`: {text}" for field, text in FIELDS.get(outer.cls, {}).items())
        yield "\n".join([f"## {name}", "", *(f"- {line}" for line in lines)])
    actors, meetings = _listed(LEFT_OUT_OF_ACTORS), _listed(LEFT_OUT_OF_MEETINGS)
    yield f"Programs add {_listed(LEFT_OUT)}, for actors {actors}, and for meetings {meetings}: leave them out."


def _listed(fields: Iterable[str]) -> str:
    return ", ".join(f"`{field}`" for field in fields)


def _vocabularies() -> Iterator[str]:
    """Each vocabulary under the fields that use it."""
    used: dict[type[StrEnum], list[str]] = {}
    for name, cls in RECORDS.items():
        for field in fields_of(cls):
            if field.kind is Kind.CHOICE:
                used.setdefault(field.cls, []).append(f"`{name}[].{field.name}`")
    for enum, fields in used.items():
        lines = [f"- {member}: {_NO_USE.sub('', text)}" for member, text in member_docs(enum).items()]
        yield "\n".join([f"## {', '.join(fields)}", "", *lines])


def member_docs(enum: type[StrEnum]) -> dict[str, str]:
    """The docstrings of a vocabulary's members.

    Python does not keep docstrings of members, so they are read from the source.

    Args:
        enum: A class of `newsevents.model.vocabulary`.

    Returns:
        The docstrings by the members' values, in the order of the vocabulary.
    """
    return {str(member): _docs()[enum.__name__][member.name] for member in enum}


@functools.cache
def _docs() -> dict[str, dict[str, str]]:
    """The docstring below each member, by the names of class and member."""
    tree = ast.parse(inspect.getsource(vocabulary))
    return {node.name: dict(_docs_of(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _docs_of(node: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for member, below in zip(node.body, node.body[1:], strict=False):
        match member, below:
            case ast.Assign(targets=[ast.Name(id=name)]), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())
