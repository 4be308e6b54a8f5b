"""The public names and their signatures are frozen, and importing them costs next to nothing.

Where a change is meant, write the new signatures to ``public_api.txt`` and say so in the changelog::

    NEWSEVENTS_WRITE_PUBLIC_API=1 python -m pytest tests/test_public_api.py
"""

from __future__ import annotations

import ast
import enum
import importlib
import inspect
import os
import subprocess
import sys
import typing
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import pytest

import newsevents

NAMES = [
    "Actor",
    "ActorKind",
    "Allegation",
    "AllegationStatus",
    "Article",
    "Attribution",
    "Bundle",
    "BundleError",
    "Certainty",
    "Comparison",
    "Difference",
    "Draft",
    "DraftActor",
    "DraftAllegation",
    "DraftMeeting",
    "DraftRole",
    "DraftSource",
    "DraftStatement",
    "Event",
    "ExtractionError",
    "Extractor",
    "FORMAT_VERSION",
    "Generator",
    "GeneratorKind",
    "Granularity",
    "Grounded",
    "Issue",
    "Issues",
    "Match",
    "MatchStep",
    "Meeting",
    "MeetingKind",
    "MeetingStatus",
    "MissingExtraError",
    "Moment",
    "NewsEventsError",
    "Place",
    "Quantity",
    "Quote",
    "RULES",
    "Record",
    "Relation",
    "Role",
    "Rule",
    "RuleExtractor",
    "Score",
    "Severity",
    "Source",
    "SourceKind",
    "Span",
    "Statement",
    "StatementKind",
    "When",
    "check",
    "compare",
    "diff",
    "draft_schema",
    "dump",
    "dumps",
    "extract",
    "ground",
    "json_schema",
    "load",
    "load_seed",
    "loads",
    "locate",
    "prompt_guide",
    "read_answer",
    "read_jsonl",
    "write_jsonl",
]

FROZEN = Path(__file__).with_name("public_api.txt")


def test_the_public_names_are_frozen() -> None:
    assert newsevents.__all__ == NAMES == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_name_is_there(name: str) -> None:
    value = getattr(newsevents, name)
    assert value is not None
    assert value is getattr(newsevents, name)


@pytest.mark.parametrize("name", NAMES)
def test_every_public_class_and_function_is_documented(name: str) -> None:
    value = getattr(newsevents, name)
    if inspect.isclass(value) or inspect.isroutine(value):
        assert inspect.getdoc(value)


def test_completion_shows_the_public_names() -> None:
    assert set(NAMES) <= set(dir(newsevents))
    assert "__version__" in dir(newsevents)


def test_a_star_import_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from newsevents import *", names)
    assert set(names) - {"__builtins__"} == set(NAMES)


@pytest.mark.parametrize("name", ["nothing", "_nothing", "bundles", "__wrapped__"])
def test_an_unknown_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'newsevents' has no attribute '{name}'"):
        getattr(newsevents, name)
    assert not hasattr(newsevents, name)


def test_type_checkers_see_the_names_that_resolve() -> None:
    tree = ast.parse(Path(newsevents.__file__).read_text("utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    seen = {
        alias.name: node.module
        for node in block.body
        if isinstance(node, ast.ImportFrom) and node.module != "typing"
        for alias in node.names
        if alias.asname == alias.name  # which makes it public
    }
    assert sorted(seen) == NAMES
    assert seen == {name: f"newsevents.{module}" for name, module in newsevents._HOME.items()}


# --- signatures

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
    "testing",
]
"""The modules whose names are public too: all in their `__all__`."""


def signatures() -> Iterator[str]:
    """The names, parameters and types of all that is public, one a line."""
    for name in NAMES:
        yield from signature(name, getattr(newsevents, name))
    for path in MODULES:
        module = importlib.import_module(f"newsevents.{path}")
        for name in module.__all__:
            yield from signature(f"{path}.{name}", getattr(module, name))


def signature(name: str, value: Any) -> Iterator[str]:
    if inspect.isclass(value) and issubclass(value, enum.Enum):
        yield f"{name}: {', '.join(value)}"
    elif inspect.isclass(value):
        own = inspect.signature(value) if "__init__" in vars(value) else ""
        yield f"{name}{own}"
        yield from (f"{name}.{member}" for member in members(value))
    elif callable(value):
        yield f"{name}{inspect.signature(value)}"
    elif isinstance(value, str):
        yield f"{name} = {value!r}"
    elif isinstance(value, Mapping | tuple):
        yield f"{name}: {', '.join(value)}"
    else:
        yield f"{name}: {' | '.join(option.__name__ for option in typing.get_args(value))}"


def members(cls: type) -> Iterator[str]:
    """The methods and properties of a class; its fields are its parameters."""
    fields = {field.name for field in attrs.fields(cls)} if attrs.has(cls) else set()
    for name, found in sorted(vars(cls).items()):
        if name.startswith("_") or name in fields:
            continue
        if isinstance(found, property):
            yield f"{name}: {inspect.signature(found.fget).return_annotation}"  # type: ignore[arg-type]
        elif inspect.ismemberdescriptor(found):  # a cached property of a class with slots
            yield name
        else:
            yield f"{name}{inspect.signature(inspect.unwrap(getattr(found, '__func__', found)))}"


def test_public_signatures_are_frozen() -> None:
    text = "\n".join(signatures()) + "\n"
    if os.environ.get("NEWSEVENTS_WRITE_PUBLIC_API"):
        FROZEN.write_text(text, "utf-8")
    assert text == FROZEN.read_text("utf-8")


# --- what an import loads


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code, and not before."""
    program = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def foreign(modules: set[str]) -> set[str]:
    """The packages among modules that are neither newsevents nor the standard library's."""
    return {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"newsevents"}


def test_importing_the_package_loads_the_standard_library_only() -> None:
    modules = loaded("import newsevents")
    assert "newsevents" in modules
    assert foreign(modules) == set()
    assert not {module for module in modules if module.startswith("newsevents.")}
    assert not modules & {"re", "json", "dataclasses", "inspect", "asyncio", "importlib.metadata"}


USE = """
import newsevents as ne
article = ne.Article.from_text("Ann said on Tuesday that over 500 people left.", published="2023-11-15")
draft = ne.Draft(
    actors=[ne.DraftActor(name="Ann", kind=ne.ActorKind.PERSON)],
    statements=[ne.DraftStatement(kind=ne.StatementKind.SAY, speakers=["Ann"], content="over 500 people left",
                                  when="Tuesday")],
    allegations=[ne.DraftAllegation(claimants=["Ann"], content="people left", quantities="over 500 people",
                                    when="Tuesday")],
)
bundle = ne.ground(article, draft)
assert bundle.statements_by("actor:ann") and bundle.timeline and bundle.detach().attach(article.text) == bundle
assert hash(bundle) and repr(bundle)
assert len(ne.RULES) > 40
"""


def test_records_bundles_and_grounding_load_no_cattrs() -> None:
    modules = loaded(USE)
    assert "newsevents.grounding" in modules
    assert foreign(modules) <= {"attr", "attrs", "dateutil", "six"}
    assert not {module for module in modules if module.startswith("newsevents.formats")}


def test_serialisers_load_cattrs_when_they_are_used() -> None:
    assert {"cattrs", "newsevents.formats.json"} <= loaded(USE + "assert ne.loads(ne.dumps(bundle)) == bundle")


def test_nothing_public_needs_an_extra() -> None:
    packages = foreign(loaded("import newsevents\nfor name in newsevents.__all__: getattr(newsevents, name)"))
    assert packages <= {"attr", "attrs", "cattrs", "cattr", "dateutil", "six", "typing_extensions"}


def test_importing_prints_nothing_and_warns_of_nothing() -> None:
    line = [sys.executable, "-I", "-W", "error", "-c", USE]
    done = subprocess.run(line, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
