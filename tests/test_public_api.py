"""The public API is frozen, and importing it costs next to nothing.

If a change is intended, say so in the changelog and rewrite the files::

    NEWSEVENTS_WRITE_PUBLIC_API=1 python -m pytest tests/test_public_api.py
"""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

import newsevents

from .public_api import MODULES as MODULES  # other tests import it from here
from .public_api import api_lines, differences, schema_lines, schema_text, unsaid

NAMES = [
    "Actor",
    "ActorKind",
    "Allegation",
    "AllegationForm",
    "AllegationStatus",
    "Answer",
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
    "DraftPlace",
    "DraftRole",
    "DraftSource",
    "DraftStatement",
    "Event",
    "Explanation",
    "ExtractionError",
    "Extractor",
    "FORMAT_VERSION",
    "Generator",
    "GeneratorKind",
    "Granularity",
    "Grounded",
    "Issue",
    "Issues",
    "Limits",
    "Match",
    "MatchStep",
    "Meeting",
    "MeetingKind",
    "MeetingStatus",
    "MissingExtraError",
    "ModelExtractor",
    "Moment",
    "NewsEventsError",
    "Place",
    "Quantity",
    "Quote",
    "RULES",
    "Record",
    "Relation",
    "Revision",
    "Role",
    "Rule",
    "RuleExtractor",
    "Said",
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
    "explain",
    "extract",
    "extract_many",
    "from_dict",
    "ground",
    "json_schema",
    "load",
    "load_jsonl",
    "load_seed",
    "loads",
    "locate",
    "prompt_guide",
    "read_answer",
    "read_jsonl",
    "register",
    "revise",
    "show",
    "to_dict",
    "write_jsonl",
]


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
    rooms = [name for name, module in seen.items() if module == "newsevents"]
    assert rooms == sorted({name.partition(".")[0] for name in MODULES})
    assert all(seen.pop(name) for name in rooms)
    assert sorted(seen) == NAMES
    assert seen == {name: f"newsevents.{module}" for name, module in newsevents._HOME.items()}


# --- frozen

HERE = Path(__file__).parent
FROZEN = {
    HERE / "public_api.txt": lambda: "\n".join(api_lines()) + "\n",
    HERE / "json_schemas" / "bundle.schema.json": lambda: schema_text("bundle"),
    HERE / "json_schemas" / "draft.schema.json": lambda: schema_text("draft"),
}


LARGE = {HERE / "public_api.txt": pytest.mark.long}  # the tables' API is visible only where pyarrow is installed


@pytest.mark.parametrize("path", [pytest.param(path, marks=LARGE.get(path, ()), id=path.name) for path in FROZEN])
def test_names_signatures_options_and_schemas_are_frozen(path: Path) -> None:
    text = FROZEN[path]()
    if os.environ.get("NEWSEVENTS_WRITE_PUBLIC_API"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), (
        f"{path.name} has what is public, and something is different now. If that is meant, say it in CHANGELOG.md "
        "and write the file anew: NEWSEVENTS_WRITE_PUBLIC_API=1 python -m pytest tests/test_public_api.py"
    )


# --- differences from the last release are in the changelog

CHANGELOG = (HERE.parent / "CHANGELOG.md").read_text("utf-8")
VERSIONS = ["Unreleased", *re.findall(r"^## \[(\d[^]]*)\]", CHANGELOG, re.MULTILINE)]
"""The newest first. The files of each release are in a folder of its name, as required by test_compat.py."""


def lines_of(version: str, path: Path) -> list[str]:
    """The content of a frozen file in a version."""
    text = (path if version == "Unreleased" else HERE / "compat" / version / path.name).read_bytes().decode()
    return list(schema_lines(text)) if path.suffix == ".json" else text.splitlines()


@pytest.mark.parametrize("path", [*FROZEN, HERE / "table_schemas.txt"], ids=lambda path: path.name)
@pytest.mark.parametrize(("version", "before"), list(pairwise(VERSIONS)))
def test_what_differs_from_the_release_before_stands_in_the_changelog(version: str, before: str, path: Path) -> None:
    since = CHANGELOG[CHANGELOG.index(f"\n## [{version}]") :]
    missing = unsaid(differences(lines_of(before, path), lines_of(version, path)), since, before)
    assert not missing, f"CHANGELOG.md does not say, above {before} and in code quotes:\n" + "\n".join(missing)


OLD = [
    *("Actor(*, id: 'str') -> None", "Actor.id: str", "Kind", "Kind.a: A", "Kind.b-c: B_C", "load(path: 'str')"),
    *("newsevents show", "newsevents show --width: value N", "Gone", "Gone.far"),
]
NEW = [
    *("Actor(*, id: 'str', age: 'int') -> None", "Actor.age: int", "Actor.id: int", "Kind", "Kind.a: A", "Kind.d: D"),
    *("load(path: 'str')", "newsevents show", "newsevents show --width: value M", "Page", "Page.text: str"),
]
CHANGES = {
    "Actor": "changed",
    "Actor.age": "added",
    "Actor.id": "changed",
    "Gone": "removed",
    "Kind.b-c": "removed",
    "Kind.d": "added",
    "Page": "added",
    "newsevents show --width": "changed",
}
SAID = """
## [Unreleased]

### Added

- `Actor.age`, `Page`, and `d` of `Kind`.

### Changed

- `Actor.id` is a number; `newsevents show --width` takes another.

### Removed

- `Gone`, and `b-c` of `Kind`.

## [1.1.0] - 2023-02-01

### Deprecated

- `Gone`: use `Page`.

## [1.0.0] - 2023-01-01

### Deprecated

- `Kind.b-c`
"""


def test_differences_are_named_but_for_those_inside_of_what_came_or_went() -> None:
    assert differences(OLD, NEW) == CHANGES
    assert differences(OLD, OLD) == {}


def test_a_changelog_that_names_every_difference_is_enough() -> None:
    assert unsaid(differences(OLD, NEW), SAID, "1.1.0") == []


@pytest.mark.parametrize(
    ("words", "instead", "missing"),
    [
        ("`Page`, and", "Page, and", "Page: it was added, which is to be said"),
        ("`Actor.age`", "", "Actor.age: it was added, which is to be said"),
        (" --width", "", "newsevents show --width: it was changed, which is to be said"),
        ("### Removed", "### Fixed", 'Gone: it was removed, which is to be said under "Removed"'),
        ("- `Gone`: use", "- `Going`: use", "Gone: it was removed without having been deprecated in a release"),
        ("- `Kind.b-c`", "", "Kind.b-c: it was removed without having been deprecated in a release"),
    ],
)
def test_a_difference_that_the_changelog_does_not_name_is_found(words: str, instead: str, missing: str) -> None:
    assert words in SAID
    assert missing in unsaid(differences(OLD, NEW), SAID.replace(words, instead), "1.1.0")


def test_what_a_release_said_does_not_count_for_the_next() -> None:
    assert len(unsaid({"Page": "added"}, SAID.replace("`Page`, and", "and"), "1.1.0")) == 1
    assert unsaid({"Page": "added"}, SAID.replace("`Page`, and", "and"), "1.0.0") == []


def test_descriptions_in_a_schema_are_no_difference_and_types_are() -> None:
    text = schema_text("bundle")
    lines = list(schema_lines(text))
    assert list(schema_lines(text.replace("Its name.", "Its usual name."))) == lines
    assert differences(lines, schema_lines(text.replace('"type": "boolean"', '"type": "string"', 1))) != {}


# --- modules loaded by an import


def loaded(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after some code, and not before."""
    program = f"import sys\nbefore = set(sys.modules)\n{code}\nprint(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def foreign(modules: set[str]) -> set[str]:
    """The packages among modules that belong neither to newsevents nor to the standard library."""
    return {module.partition(".")[0] for module in modules} - sys.stdlib_module_names - {"newsevents"}


def test_importing_the_package_loads_the_standard_library_only() -> None:
    modules = loaded("import newsevents")
    assert "newsevents" in modules
    assert foreign(modules) == set()
    assert not {module for module in modules if module.startswith("newsevents.")}
    assert not modules & {"re", "json", "dataclasses", "inspect", "asyncio", "importlib.metadata"}


LARGE = {"distributed", "formats.tables"}  # need pyarrow, which only `make test-all` has


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long) if name in LARGE else name for name in MODULES]
)
def test_public_modules_resolve_and_show_their_public_names(name: str) -> None:
    loaded(f"import newsevents; newsevents.{name}")
    module = importlib.import_module(f"newsevents.{name}")
    assert sorted(dir(module)) == sorted(module.__all__)
    parent = importlib.import_module(f"newsevents.{name}".rpartition(".")[0])
    assert name.rpartition(".")[2] in dir(parent)


def test_modules_are_found_before_they_are_imported() -> None:
    assert newsevents.__getattr__("dates") is importlib.import_module("newsevents.dates")


def test_what_no_module_has_is_an_attribute_error() -> None:
    for module in (newsevents, newsevents.formats, newsevents.reading):
        with pytest.raises(AttributeError, match=r"has no attribute 'nothing'"):
            _ = module.nothing


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


def test_cattrs_is_loaded_only_for_data_that_is_wrong() -> None:
    good = loaded(USE + "assert ne.loads(ne.dumps(bundle)) == bundle")
    assert "newsevents.wire.json" in good
    assert "cattrs" not in good
    assert "cattrs" in loaded("import newsevents as ne\nassert ne.check('{}')")


def test_nothing_public_needs_an_extra() -> None:
    packages = foreign(loaded("import newsevents\nfor name in newsevents.__all__: getattr(newsevents, name)"))
    assert packages <= {"attr", "attrs", "cattrs", "cattr", "dateutil", "six", "typing_extensions"}


def test_importing_prints_nothing_and_warns_of_nothing() -> None:
    line = [sys.executable, "-I", "-W", "error", "-c", USE]
    done = subprocess.run(line, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
