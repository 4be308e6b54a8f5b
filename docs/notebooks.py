"""Notebooks of the documentation: stored without outputs, run when the site is built, shown as Markdown pages.

As Markdown they have the same look, search and link checks as every other page.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

TIMEOUT = 120
"""The time limit for a cell, in seconds."""


def page(path: Path) -> str:
    """Run a notebook and convert it to a page."""
    return to_markdown(run(path), path.name)


def run(path: Path) -> NotebookNode:
    """Run a notebook in an empty folder and return it with its outputs.

    Raises:
        nbclient.exceptions.CellExecutionError: A cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(
            notebook,
            timeout=TIMEOUT,
            kernel_name="python3",
            resources={"metadata": {"path": folder}},
            coalesce_streams=True,  # output may arrive in parts
            extra_arguments=["--log-level=ERROR"],  # it warns that others on this machine could listen
        ).execute(env=environment())
    return notebook


def environment() -> dict[str, str]:
    """The environment of this process, with relative module paths made absolute, since the working folder differs."""
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]
    return os.environ | {"PYTHONPATH": os.pathsep.join(map(os.path.abspath, paths))}


def to_markdown(notebook: NotebookNode, name: str) -> str:
    """Convert a notebook that was run to Markdown, with a link to its file below the title."""
    title, *rest = (block for cell in notebook.cells for block in blocks(cell))
    heading, _, introduction = title.partition("\n")
    link = f"This page is a notebook: [download it]({name}) and run it yourself."
    return "\n\n".join([heading, introduction.strip(), link, *rest]) + "\n"


def blocks(cell: NotebookNode) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield cell.source
    elif cell.cell_type == "code":
        yield fence("python", cell.source)
        for output in cell.outputs:
            yield shown(output)


def shown(output: NotebookNode) -> str:
    """The output of a cell in the richest form that a static page can show."""
    if output.output_type == "stream":
        return fence("{ .text .output }", output.text.rstrip("\n"))
    data = output.data
    if "text/html" in data:
        # one block without empty lines, which would end it
        html = re.sub(r"\n\s*\n", "\n", data["text/html"])
        return f'<div class="output">{html}</div>'
    return fence("{ .text .output }", data["text/plain"])


def fence(language: str, text: str) -> str:
    """A text in a fence that is longer than any fence in it."""
    ticks = max((len(run) for run in re.findall("`+", text)), default=0)
    marks = "`" * max(3, ticks + 1)
    return f"{marks}{language}\n{text}\n{marks}"
