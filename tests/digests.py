"""Print the SHA-256 of everything that is the same on every Python and platform, one per line: ``name digest``.

Not a test: test_digests.py runs it as a program, in processes with different hash seeds, time zones and locales.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs

import newsevents
from newsevents import Bundle, Draft, extract
from newsevents.formats import (
    articles,
    brat,
    charts,
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
from newsevents.formats import diff as diff_views
from newsevents.model.ids import article_id, content_id, slug, unique_id
from newsevents.seeds import seed_article, seed_draft

from .compat.samples import ODD, SEED
from .example import ARTICLE, BUNDLE, DRAFT


def _lines(bundle: Bundle) -> str:
    stream = io.BytesIO()
    newsevents.write_jsonl([bundle], stream)
    return stream.getvalue().decode()


def _csv(bundle: Bundle) -> str:
    with TemporaryDirectory() as folder:
        tables.write_tables([bundle], folder, format="csv")
        return "".join(path.read_bytes().decode() for path in sorted(Path(folder).iterdir()))


def _arrow(bundle: Bundle) -> Any:
    """The rows and types of each table. The bytes of Parquet contain the version of the program that wrote them."""
    found = [tables.table([bundle], name).to_arrow() for name in tables.TABLES]
    return [[[f"{field.name}: {field.type}" for field in table.schema], table.to_pylist()] for table in found]


def _diff(bundle: Bundle) -> str:
    other = newsevents.diff(bundle, attrs.evolve(bundle, statements=bundle.statements[1:], allegations=()))
    return f"{other}{diff_views.diff_to_html(other)}{diff_views.diff_to_page(other)}"


FORMATS: dict[str, Callable[[Bundle], Any]] = {
    "json": newsevents.dumps,
    "json-indented": lambda bundle: newsevents.dumps(bundle, indent=2),
    "json-without-text": lambda bundle: newsevents.dumps(bundle.detach()),
    "jsonl": _lines,
    "draft": lambda bundle: newsevents.dumps(Draft.from_bundle(bundle)),
    "jsonld": jsonld.to_jsonld,
    "tables": _arrow,
    "csv": _csv,
    "ninjs": ninjs.to_ninjs,
    "ftm": ftm.to_ftm,
    "plover": lambda bundle: list(plover.to_plover(bundle).events),
    "polecat": plover.to_polecat,
    "dot": lambda bundle: graphs.to_dot(bundle, sources=True),
    "mermaid": lambda bundle: graphs.to_mermaid(bundle, sources=True),
    "timeline": charts.timeline,
    "network": charts.network,
    "brat": brat.to_brat,
    "doccano": doccano.to_doccano,
    "labelstudio": labelstudio.to_labelstudio,
    "langextract": langextract.to_langextract,
    "text": text.summary,
    "html": html.to_html,
    "page": page.to_page,
    "diff": _diff,
    "issues": lambda bundle: [issue.to_dict() for issue in newsevents.check(bundle)],
}


def _ids() -> Iterator[str]:
    """Ids from content, and from names in every letter of Unicode 3.2, on which all versions of Python's tables
    agree."""
    known = unicodedata.ucd_3_2_0
    for start in range(0, 0x30000, 64):
        name = "".join(chr(code) for code in range(start, start + 64) if known.category(chr(code)) not in ("Cn", "Cs"))
        yield slug(name)
        yield content_id("statement", name, name, start, (name, (start,)))
        yield article_id(name, hashlib.sha256(name.encode()).hexdigest())
    yield unique_id("actor:a", {"actor:a", "actor:a-2"})


def _grounded() -> Iterator[str]:
    yield from (record.id for record in newsevents.ground(ARTICLE, DRAFT).records)
    yield from (record.id for record in newsevents.ground(seed_article(), seed_draft()).records)


def _refused() -> list[dict[str, Any]]:
    """The issues of data with many errors."""
    data = json.loads(newsevents.dumps(BUNDLE))
    for record in data["statements"]:
        record |= {"kind": "sing", "zeal": 1, "ardour": 2, "speaker_ids": ["actor:nobody", "meeting:x"]}
    return [issue.to_dict() for issue in newsevents.check(json.dumps(data))]


OTHERS: dict[str, Callable[[], Any]] = {
    "ids": lambda: list(_ids()),
    "ids-of-grounding": lambda: list(_grounded()),
    "issues": _refused,
    "schemas": lambda: [newsevents.json_schema("bundle"), newsevents.json_schema("draft"), newsevents.draft_schema()],
    "prompt-guide": newsevents.prompt_guide,
    "annotation-labels": lambda: [brat.brat_config(), labelstudio.labelstudio_config(), doccano.doccano_labels()],
    "article": lambda: repr(articles.from_ninjs({"uri": "urn:1", "body_text": "R\u00e1in.", "language": "en"})),
}

READING: dict[str, Callable[[], Any]] = {
    "extract": lambda: newsevents.dumps(extract(seed_article())),
    "extract-example": lambda: newsevents.dumps(extract(ARTICLE)),
}
"""Output that improves with every reading rule: the same everywhere, but not pinned."""


def digest(value: Any) -> str:
    written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def lines(reading: bool) -> Iterator[str]:
    for name, bundle in {"seed": SEED, "odd": ODD}.items():
        yield from (f"{name}.{format} {digest(write(bundle))}" for format, write in FORMATS.items())
    for name, make in {**OTHERS, **(READING if reading else {})}.items():
        yield f"{name} {digest(make())}"


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in lines(reading="--reading" in sys.argv)))
