"""Bundles in other formats, one module for each format."""

from __future__ import annotations

from enum import Enum, auto
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from newsevents.formats import articles as articles
    from newsevents.formats import brat as brat
    from newsevents.formats import charts as charts
    from newsevents.formats import diff as diff
    from newsevents.formats import doccano as doccano
    from newsevents.formats import ftm as ftm
    from newsevents.formats import graphs as graphs
    from newsevents.formats import html as html
    from newsevents.formats import jsonld as jsonld
    from newsevents.formats import labelstudio as labelstudio
    from newsevents.formats import langextract as langextract
    from newsevents.formats import ninjs as ninjs
    from newsevents.formats import page as page
    from newsevents.formats import plover as plover
    from newsevents.formats import tables as tables
    from newsevents.formats import text as text


class Shape(Enum):
    """The shape of a format's output."""

    DOCUMENT = auto()
    """One JSON value per bundle: indented for one bundle, on one line each for several."""
    LINES = auto()
    """JSON Lines, one or more lines per bundle."""
    ROWS = auto()
    """A CSV file, with rows for each bundle."""
    TEXT = auto()
    """Text about a single bundle."""
    FOLDER = auto()
    """Tables: a folder of files."""


class Format(NamedTuple):
    """A format to which bundles can be written.

    Attributes:
        shape: The shape of its output.
        function: The function that writes it, as a module of this package and a name. Imported when it is called.
        page: The page of the documentation that describes it.
    """

    shape: Shape
    function: str
    page: str

    def write(self, *args: Any, **options: Any) -> Any:
        """Call the function that writes the format."""
        module, _, name = self.function.rpartition(".")
        return getattr(import_module(f"newsevents.{module}"), name)(*args, **options)


FORMATS = {
    "json": Format(Shape.DOCUMENT, "wire.json.to_json", "reference/wire-format.md"),
    "jsonld": Format(Shape.DOCUMENT, "formats.jsonld.to_jsonld", "formats/jsonld.md"),
    "ninjs": Format(Shape.DOCUMENT, "formats.ninjs.to_ninjs", "formats/ninjs.md"),
    "timeline": Format(Shape.DOCUMENT, "formats.charts.timeline", "formats/charts.md"),
    "network": Format(Shape.DOCUMENT, "formats.charts.network", "formats/charts.md"),
    "labelstudio": Format(Shape.DOCUMENT, "formats.labelstudio.to_labelstudio", "formats/annotations.md"),
    "jsonl": Format(Shape.LINES, "wire.json.to_json", "reference/wire-format.md"),
    "ftm": Format(Shape.LINES, "formats.ftm.to_ftm", "formats/ftm.md"),
    "plover": Format(Shape.LINES, "formats.plover.to_plover", "formats/plover.md"),
    "doccano": Format(Shape.LINES, "formats.doccano.to_doccano", "formats/annotations.md"),
    "langextract": Format(Shape.LINES, "formats.langextract.to_langextract", "formats/annotations.md"),
    "polecat": Format(Shape.ROWS, "formats.plover.to_polecat", "formats/plover.md"),
    "text": Format(Shape.TEXT, "formats.text.summary", "how-to/look-at-a-bundle.md"),
    "html": Format(Shape.TEXT, "formats.page.to_page", "how-to/look-at-a-bundle.md"),
    "brat": Format(Shape.TEXT, "formats.brat.to_brat", "formats/annotations.md"),
    "dot": Format(Shape.TEXT, "formats.graphs.to_dot", "formats/graphs.md"),
    "mermaid": Format(Shape.TEXT, "formats.graphs.to_mermaid", "formats/graphs.md"),
    "parquet": Format(Shape.FOLDER, "formats.tables.write_tables", "formats/tables.md"),
    "csv": Format(Shape.FOLDER, "formats.tables.write_tables", "formats/tables.md"),
}
"""The formats that can be written, by name. No module is imported until it is used, so that the command can list
them."""

FOLDERS = tuple(name for name, format in FORMATS.items() if format.shape is Shape.FOLDER)
STREAMS = tuple(name for name in FORMATS if name not in FOLDERS)
"""The formats that are written to a single file."""


_PUBLIC = (
    "articles",
    "brat",
    "charts",
    "diff",
    "doccano",
    "ftm",
    "graphs",
    "html",
    "jsonld",
    "labelstudio",
    "langextract",
    "ninjs",
    "page",
    "plover",
    "tables",
    "text",
)


def __getattr__(name: str) -> Any:
    if name not in _PUBLIC:
        raise AttributeError(f"module 'newsevents.formats' has no attribute {name!r}")
    return import_module(f"newsevents.formats.{name}")


def __dir__() -> list[str]:
    return list(_PUBLIC)
