"""Every example in the documentation runs and shows the output it states.

In Markdown files, depending on the language of the fence:

- ``python`` is run, and the output of `>>>` sessions in ``pycon`` is compared;
- ``console`` is run by a shell, and each command's output is compared;
- a fence with a ``title`` is written to a file of that name for later examples;
- all other fences, ``shell`` among them, are only shown.

The examples of a document share their names and a folder, which contains the seed's three files.
"""

from __future__ import annotations

import difflib
import doctest
import importlib
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sybil import Document, Example, Region
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser
from sybil.parsers.markdown.lexers import RawFencedCodeBlockLexer

import newsevents
from newsevents.seeds import seed_article, seed_draft

from .test_public_api import MODULES as MODULES_WITH_NAMES

ROOT = Path(__file__).resolve().parent.parent
LARGE = {
    "README.md": "pyarrow",
    "docs/formats/charts.md": "altair, vl-convert",
    "docs/formats/graphs.md": "vl-convert",
    "docs/formats/index.md": "pyarrow",
    "docs/formats/tables.md": "duckdb, pandas, polars, pyarrow",
    "docs/how-to/read-with-a-language-model.md": "pydantic",
    "docs/how-to/query-bundles.md": "duckdb, pandas, pyarrow",
    "docs/how-to/work-through-millions.md": "pyarrow",
    "docs/how-to/use-in-your-own-classes.md": "pydantic",
    "docs/reference/command-line.md": "pyarrow",
    "newsevents.distributed": "pyarrow",
    "newsevents.formats.tables": "pyarrow",
}
"""The pages and modules whose examples need a library that is installed only in the environment of `make test-all`."""


def marked(name: str) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.long,) if name in LARGE else ()


DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(newsevents.__path__, "newsevents.")
    if not module.name.endswith("__main__")
)

META = '{"title": "%s", "published": "2023-11-15", "publisher": "Radio Free Asia", "language": "en"}\n'
TITLED = RawFencedCodeBlockLexer(re.compile(r'\w+ title="(?P<title>[^"]+)"$\n', re.MULTILINE))


def parse_sessions(document: Document) -> Iterator[Region]:
    sessions = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS))
    for region in CodeBlockParser("pycon", lambda _: None)(document):
        for session in sessions(region.parsed, document.path):
            session.adjust(region, region.parsed)
            yield session


def parse_files(document: Document) -> Iterator[Region]:
    for region in TITLED(document):
        region.parsed = region.lexemes["title"], region.lexemes["source"]
        region.evaluator = write_file
        yield region


def write_file(example: Example) -> None:
    name, text = example.parsed
    Path(name).write_bytes(text.encode())


def run_commands(example: Example) -> str | None:
    """Run the lines that start with a dollar sign; return the differences from the output in the document."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    env = os.environ | {"PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1"}
    got = ""
    for line in example.parsed.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                line[2:],
                shell=True,
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                check=False,
            )
            got += f"{line}\n{done.stdout}"
    if doctest.OutputChecker().check_output(example.parsed, got, doctest.ELLIPSIS):
        return None
    return "\n".join(difflib.ndiff(example.parsed.splitlines(), got.splitlines()))


@pytest.mark.parametrize("name", [pytest.param(name, marks=marked(name)) for name in NAMES])
def test_the_examples_of_a_document_are_true(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article = seed_article()
    (tmp_path / "article.txt").write_bytes((article.text or "").encode())
    (tmp_path / "draft.json").write_bytes(newsevents.dumps(seed_draft()).encode())
    (tmp_path / "meta.json").write_bytes((META % article.title).encode())
    monkeypatch.chdir(tmp_path)

    parsers = (PythonCodeBlockParser(), parse_sessions, parse_files, CodeBlockParser("console", run_commands))
    for example in Document.parse(str(ROOT / name), *parsers).examples():
        example.evaluate()


@pytest.mark.parametrize("name", [pytest.param(name, marks=marked(name)) for name in MODULES])
def test_the_examples_of_a_module_are_true(name: str) -> None:
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner(verbose=False)
    output: list[str] = []
    for test in doctest.DocTestFinder(exclude_empty=True).find(module):
        runner.run(test, out=output.append)
    assert not runner.failures, "".join(output)


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_no_python_stands_in_a_fence_that_is_not_run(path: Path) -> None:
    assert not re.search(r"^ *```(py|python3|pycon3|bash|sh)\b", path.read_text("utf-8"), re.MULTILINE)


def test_what_is_left_to_the_large_environment_is_there() -> None:
    assert LARGE.keys() <= {*NAMES, *MODULES}


def test_every_public_name_is_in_the_reference() -> None:
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    shown = set(re.findall(r"^::: newsevents\.(\w+)$", pages, re.MULTILINE))
    assert shown >= set(newsevents.__all__)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=marked(f"newsevents.{name}")) for name in MODULES_WITH_NAMES]
)
def test_every_public_name_of_a_module_is_documented(name: str) -> None:
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "docs").rglob("*.md"))
    if f"::: newsevents.{name}\n" in pages:  # the page shows the whole module
        return
    shown = set(re.findall(rf"^::: newsevents\.{re.escape(name)}\.(\w+)$", pages, re.MULTILINE))
    assert shown == set(importlib.import_module(f"newsevents.{name}").__all__)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_files_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", (ROOT / name).read_text("utf-8"))
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert not missing


def test_each_promise_of_safety_names_tests_that_exist() -> None:
    page = (ROOT / "docs/explanation/safety.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 20
    rows = [line for line in page.partition("## Each promise")[2].splitlines() if line.startswith("| ")][1:]
    assert [row for row in rows if "::test_" not in row] == []
    assert [name for file, name in named if f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8")] == []


BOUNDS = {
    "64 characters, 16 overlapping places": ("grounding.find", {"_LONG": 64, "_OVERLAPS": 16}),
    "50 rounds": ("grounding.disambiguate", {"_ROUNDS": 50}),
    "8 rounds": ("grounding.mentions", {"_ROUNDS": 8}),
    "the first 50": ("grounding.linking", {"_PROPOSED_AT_MOST": 50}),
    "20 of them": ("grounding.ellipsis", {"_JOINTS_AT_MOST": 20}),
    "10 are listed": ("grounding.linking", {"_SHOWN_IDS": 10}),
    "1,000 of them": ("formats.prompts.answers", {"_BRACES": 1000}),
    "250 tokens": ("reading.builtin.sentences", {"_LONG": 250}),
    "4,096 attributes": ("formats.articles.web", {"_MOST": 4096}),
    "64 million characters": ("formats._marks.read", {"_MOST": 64 * 2**20}),
    "100 members": ("comparison.matching", {"_CROWD": 100}),
    "10 places are listed": ("revision.align", {"PLACES_LISTED": 10}),
}


@pytest.mark.long
def test_the_bounds_of_safety_are_those_of_the_code() -> None:
    page = (ROOT / "docs/explanation/safety.md").read_text(encoding="utf-8")
    table = page.partition("| Where | Bound |")[2].partition("\n\n")[0]
    assert len(table.strip().splitlines()) == len(BOUNDS) + 1
    for words, (module, values) in BOUNDS.items():
        assert words in table
        found = importlib.import_module(f"newsevents.{module}")
        assert {name: getattr(found, name) for name in values} == values
