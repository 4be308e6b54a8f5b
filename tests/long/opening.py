"""Prints each file and address that is opened while everything is done with the bundle on standard input. A program."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs

import newsevents as ne
from newsevents.draft import loads_draft
from newsevents.formats import (
    articles,
    brat,
    charts,
    diff,
    doccano,
    ftm,
    graphs,
    html,
    jsonld,
    labelstudio,
    langextract,
    ninjs,
    page,
    plover,
    tables,
    text,
)

WRITERS: list[Callable[[ne.Bundle], object]] = [
    ne.dumps, ne.check, html.to_html, page.to_page, jsonld.to_jsonld, plover.to_plover, plover.to_polecat, ftm.to_ftm,
    graphs.to_dot, graphs.to_mermaid, graphs.to_networkx, text.summary, brat.to_brat, doccano.to_doccano,
    langextract.to_langextract, labelstudio.to_labelstudio, ninjs.to_ninjs, charts.timeline, charts.network, repr,
]  # fmt: skip
WATCHED = ("open", "os.", "socket.", "urllib.", "subprocess.", "http.", "shutil.", "ftplib.", "glob.")
OURS = str(Path(ne.__file__).parent)
PAGE = (
    "<html><head><base href='http://127.0.0.1:1/'><link rel=canonical href='http://127.0.0.1:1/'>"
    "<script src='file:///etc/passwd'></script></head><body><p><img src='http://127.0.0.1:1/x.png'>{}</p></body></html>"
)


def use(wire: str) -> None:
    """Read, write, ground, compare."""
    bundle = ne.loads(wire)
    words = bundle.article.text or ""
    draft = ne.Draft.from_bundle(bundle)
    for write in WRITERS:
        write(bundle)
    for name in (*tables.TABLES, "polecat"):
        tables.table([bundle], name).to_arrow()
    jsonld.from_jsonld(jsonld.to_jsonld(bundle))
    articles.from_ninjs(ninjs.to_ninjs(bundle))
    articles.from_html(PAGE.format(words), published="2024-05-17")
    ne.ground(bundle.article, loads_draft(ne.dumps(draft)))
    ne.ground(bundle.article, draft, on_error="keep")
    ne.extract(attrs.evolve(bundle.article, publisher_id=None))
    ne.compare(bundle, bundle)
    diff.diff_to_page(ne.diff(bundle, bundle))
    ne.locate(words, "http://127.0.0.1:1/")
    list(ne.read_jsonl(io.BytesIO(wire.encode())))


def main() -> None:
    """Do it twice: at first modules are imported. Data files of the package may be opened."""
    wire = sys.stdin.read()
    seen: list[str] = []
    watching = False

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event.startswith(WATCHED) and not str(arguments[0]).startswith(OURS):
            seen.append(f"{event} {arguments!r}")

    sys.addaudithook(note)
    use(wire)
    watching = True
    use(wire)
    if sys.argv[1:]:
        open(sys.argv[1], "rb").close()  # to show that it would be seen
    watching = False
    print(*seen, sep="\n", end="")


if __name__ == "__main__":
    main()
