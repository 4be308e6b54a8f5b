"""The tutorial is a notebook that is run when the documentation is built: it must run, and store no output."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from types import ModuleType

import nbclient
import nbformat
import pytest

from ..documentation import DOCS, load

TUTORIAL = DOCS / "tutorial.ipynb"


@pytest.fixture(scope="module")
def notebooks() -> ModuleType:
    """The module of the documentation that runs notebooks."""
    return load("notebooks")


def test_the_tutorial_runs_and_what_it_states_holds(notebooks: ModuleType) -> None:
    page = notebooks.page(TUTORIAL)
    assert page.startswith("# Tutorial\n")
    assert "[quote-not-found]" in page  # the error that it shows
    assert "RFA’s thorough analysis → a video → Radio Free Asia" in page  # and the code that fixes it


def test_the_tutorial_is_stored_without_outputs() -> None:
    cells = json.loads(TUTORIAL.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert not any(cell["outputs"] or cell["execution_count"] or cell["metadata"] for cell in code)


def test_the_tutorial_keeps_the_form_of_notebooks() -> None:
    notebook = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(notebook)
    assert len({cell["id"] for cell in notebook.cells}) == len(notebook.cells)


def test_a_cell_that_fails_stops_the_build(notebooks: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "wrong.ipynb"
    cell = nbformat.v4.new_code_cell("assert False, 'this does not hold'", id="wrong")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="this does not hold"):
        notebooks.run(path)


def test_what_a_cell_puts_out_cannot_end_its_block(notebooks: ModuleType) -> None:
    stream = nbformat.v4.new_output("stream", text="```\nno heading\n")
    html = nbformat.v4.new_output("display_data", data={"text/html": "<p>one\n\n\n# no heading</p>", "text/plain": "x"})
    assert notebooks.shown(stream) == "````{ .text .output }\n```\nno heading\n````"
    assert notebooks.shown(html) == '<div class="output"><p>one\n# no heading</p></div>'


def test_the_kernel_is_this_python_with_its_modules(
    notebooks: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "beside.py").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "modules", prepend=os.pathsep)
    cell = nbformat.v4.new_code_cell("import beside, sys; print(sys.executable)", id="which")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), "which.ipynb")
    assert notebooks.run(Path("which.ipynb")).cells[0].outputs[0].text.strip() == sys.executable
