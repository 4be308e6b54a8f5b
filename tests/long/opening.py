"""Print each file and address opened while all public functions are called on the bundle on standard input.

Run as a program.
"""

from __future__ import annotations

import io
import json
import sys
import tempfile
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
import cattrs
import pyarrow as pa

import newsevents as ne
from newsevents import dates, distributed, testing
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
from newsevents.reading import BuiltinAnalyser

WATCHED = ("open", "os.", "socket.", "urllib.", "subprocess.", "http.", "shutil.", "ftplib.", "glob.")
OURS = str(Path(ne.__file__).parent)
PAGE = (
    "<html><head><base href='http://127.0.0.1:1/'><link rel=canonical href='http://127.0.0.1:1/'>"
    "<script src='file:///etc/passwd'></script></head><body><p><img src='http://127.0.0.1:1/x.png'>{}</p></body></html>"
)


class Given:
    """The arguments of the functions: a bundle as JSON, and an output folder."""

    def __init__(self, wire: str, folder: Path) -> None:
        self.wire = wire
        self.folder = folder
        self.bundle = ne.loads(wire)
        self.article = self.bundle.article
        self.text = self.article.text or ""
        self.draft = ne.Draft.from_bundle(self.bundle)
        self.unread = attrs.evolve(self.article, publisher_id=None)
        self.row = {"text": self.text, "title": self.article.title, "url": self.article.url, "published": "2024-05-17"}
        self.answer = ne.read_answer(ne.dumps(self.draft), on_error="keep")
        self.model = ne.ModelExtractor(lambda prompt, schema: ne.dumps(self.draft))
        self.issues = ne.check(wire)

    def file(self, name: str, content: str = "") -> Path:
        path = self.folder / name
        path.write_text(content, encoding="utf-8")
        return path

    @cached_property
    def difference(self) -> ne.Difference:
        return ne.diff(self.bundle, self.bundle.without(*self.bundle.events))


def _asked(question: Callable[[ne.Bundle, str], object]) -> Callable[[Given], object]:
    return lambda g: [question(g.bundle, actor.id) for actor in g.bundle.actors]


def _from(read: Callable[..., object], write: Callable[[ne.Bundle], Any]) -> Callable[[Given], object]:
    return lambda g: read(g.article, write(g.bundle))


def _written(g: Given) -> None:
    ne.dump(g.bundle, g.folder / "bundle.json")


def _lines(g: Given) -> Path:
    path = g.folder / "bundles.jsonl"
    ne.write_jsonl([g.bundle], path)
    return path


def _parquet(g: Given) -> None:
    tables.table([g.bundle], "bundles").write_parquet(g.folder / "bundles.parquet")
    assert list(tables.read_bundles(g.folder / "bundles.parquet")) == [g.bundle]


def _revised(g: Given) -> ne.Revision:
    return ne.revise(g.bundle, g.bundle.article)


USES: dict[str, Callable[[Given], object]] = {
    "Answer.ground": lambda g: g.answer.ground(g.article),
    "Article.from_file": lambda g: ne.Article.from_file(g.file("article.txt", g.text), title=g.article.title),
    "Article.from_text": lambda g: ne.Article.from_text(g.text, title=g.article.title, url=g.article.url),
    "Article.span": lambda g: g.article.span(g.text[:9], nth=0),
    "Bundle.actor": _asked(lambda bundle, one: bundle.actor(one)),
    "Bundle.allegations_against": _asked(lambda bundle, one: bundle.allegations_against(one)),
    "Bundle.allegations_by": _asked(lambda bundle, one: bundle.allegations_by(one)),
    "Bundle.attach": lambda g: g.bundle.detach().attach(g.text),
    "Bundle.attribution": lambda g: [str(g.bundle.attribution(one)) for one in g.bundle.events],
    "Bundle.detach": lambda g: g.bundle.detach(),
    "Bundle.find_actor": _asked(lambda bundle, one: bundle.find_actor(bundle.actor(one).name)),
    "Bundle.get": _asked(lambda bundle, one: bundle.get(one)),
    "Bundle.in_own_voice": lambda g: g.bundle.in_own_voice(),
    "Bundle.meetings_of": _asked(lambda bundle, one: bundle.meetings_of(one)),
    "Bundle.members": _asked(lambda bundle, one: bundle.members(one)),
    "Bundle.replace": lambda g: g.bundle.replace(*g.bundle.statements),
    "Bundle.source": lambda g: g.bundle.source("source:article"),
    "Bundle.statements_about": _asked(lambda bundle, one: bundle.statements_about(one)),
    "Bundle.statements_by": _asked(lambda bundle, one: bundle.statements_by(one)),
    "Bundle.statements_to": _asked(lambda bundle, one: bundle.statements_to(one)),
    "Bundle.unattributed": lambda g: g.bundle.unattributed(),
    "Bundle.without": lambda g: g.bundle.without(*g.bundle.events),
    "Draft.from_bundle": lambda g: ne.Draft.from_bundle(g.bundle),
    "Draft.from_file": lambda g: ne.Draft.from_file(g.file("draft.json", ne.dumps(g.draft))),
    "Draft.from_json": lambda g: loads_draft(ne.dumps(g.draft)) == ne.Draft.from_json(ne.dumps(g.draft)),
    "Issue.to_dict": lambda g: [issue.to_dict() for issue in g.issues],
    "Issues.to_prompt": lambda g: g.issues.to_prompt(),
    "Issues.to_table": lambda g: g.issues.to_table(),
    "ModelExtractor.ground": lambda g: g.model.ground(g.article),
    "ModelExtractor.read": lambda g: g.model.read(g.article),
    "RuleExtractor.read": lambda g: ne.RuleExtractor().read(g.article),
    "RuleExtractor.read_many": lambda g: list(ne.RuleExtractor().read_many([g.article] * 2)),
    "Score.accuracy": lambda g: ne.compare(g.bundle, g.bundle).statements.accuracy("kind"),
    "check": lambda g: ne.check(g.bundle),
    "compare": lambda g: ne.compare(g.bundle, g.bundle),
    "diff": lambda g: ne.diff(g.bundle, g.bundle),
    "draft_schema": lambda g: ne.draft_schema(),
    "dump": _written,
    "dumps": lambda g: ne.dumps(g.bundle),
    "explain": lambda g: ne.explain(g.article),
    "extract": lambda g: ne.extract(g.unread),
    "extract_many": lambda g: list(ne.extract_many([g.unread] * 2)),
    "from_dict": lambda g: ne.from_dict(json.loads(g.wire)),
    "ground": lambda g: (ne.ground(g.article, g.draft), ne.ground(g.article, g.draft, on_error="keep")),
    "json_schema": lambda g: ne.json_schema(),
    "load": lambda g: ne.load(g.file("bundle.json", g.wire)),
    "load_jsonl": lambda g: ne.load_jsonl(_lines(g)),
    "load_seed": lambda g: ne.load_seed(),
    "loads": lambda g: ne.loads(g.wire),
    "locate": lambda g: ne.locate(g.text, "http://127.0.0.1:1/"),
    "prompt_guide": lambda g: ne.prompt_guide(),
    "read_answer": lambda g: ne.read_answer(ne.dumps(g.draft)),
    "read_jsonl": lambda g: list(ne.read_jsonl(io.BytesIO(g.wire.encode()))),
    "Revision.chain": lambda g: list(_revised(g).chain()),
    "Revision.of": lambda g: _revised(g).of(g.bundle.records[0]),
    "Revision.rows": lambda g: _revised(g).rows(),
    "Revision.summary": lambda g: _revised(g).summary(),
    "revise": lambda g: str(_revised(g)),
    "revision.dumps": lambda g: ne.revision.dumps(_revised(g)),
    "revision.history": lambda g: ne.revision.history(_revised(g)),
    "revision.loads": lambda g: ne.revision.loads(ne.revision.dumps(_revised(g))),
    "formats.diff.revision_to_html": lambda g: diff.revision_to_html(_revised(g)),
    "formats.diff.revision_to_page": lambda g: diff.revision_to_page(_revised(g)),
    "register": lambda g: ne.register(cattrs.Converter()),
    "show": lambda g: (table := ne.show(g.bundle.statements, g.bundle), repr(table), table._repr_html_()),
    "to_dict": lambda g: ne.to_dict(g.bundle),
    "write_jsonl": _lines,
    "dates.find": lambda g: dates.find(g.text, g.article.published),
    "dates.resolve": lambda g: dates.resolve(g.text, g.article.published),
    "distributed.extract_batch": lambda g: distributed.extract_batch(pa.RecordBatch.from_pylist([g.row])),
    "distributed.result_schema": lambda g: distributed.result_schema(),
    "formats.articles.article_from_fields": lambda g: articles.article_from_fields(g.row),
    "formats.articles.from_html": lambda g: articles.from_html(PAGE.format(g.text), published="2024-05-17"),
    "formats.articles.from_ninjs": lambda g: articles.from_ninjs(ninjs.to_ninjs(g.bundle)),
    "formats.articles.read_article": lambda g: articles.read_article(json.dumps(g.row)),
    "formats.articles.read_articles": lambda g: list(articles.read_articles(io.BytesIO(json.dumps(g.row).encode()))),
    "formats.brat.brat_config": lambda g: brat.brat_config(),
    "formats.brat.from_brat": _from(brat.from_brat, brat.to_brat),
    "formats.brat.to_brat": lambda g: brat.to_brat(g.bundle),
    "formats.charts.network": lambda g: charts.network(g.bundle),
    "formats.charts.timeline": lambda g: charts.timeline(g.bundle),
    "formats.diff.diff_to_html": lambda g: diff.diff_to_html(g.difference),
    "formats.diff.diff_to_page": lambda g: diff.diff_to_page(g.difference),
    "formats.diff.diff_to_text": lambda g: diff.diff_to_text(g.difference),
    "formats.doccano.doccano_labels": lambda g: doccano.doccano_labels(),
    "formats.doccano.from_doccano": _from(doccano.from_doccano, doccano.to_doccano),
    "formats.doccano.to_doccano": lambda g: doccano.to_doccano(g.bundle),
    "formats.ftm.entity_id": lambda g: ftm.entity_id(g.article.id, g.bundle.actors[0].id),
    "formats.ftm.to_ftm": lambda g: ftm.to_ftm(g.bundle),
    "formats.graphs.to_dot": lambda g: graphs.to_dot(g.bundle, sources=True),
    "formats.graphs.to_mermaid": lambda g: graphs.to_mermaid(g.bundle, sources=True),
    "formats.graphs.to_networkx": lambda g: graphs.to_networkx(g.bundle),
    "formats.html.to_html": lambda g: html.to_html(g.bundle),
    "formats.jsonld.from_jsonld": lambda g: jsonld.from_jsonld(jsonld.to_jsonld(g.bundle)),
    "formats.jsonld.to_jsonld": lambda g: jsonld.to_jsonld(g.bundle),
    "formats.labelstudio.from_labelstudio": _from(labelstudio.from_labelstudio, labelstudio.to_labelstudio),
    "formats.labelstudio.labelstudio_config": lambda g: labelstudio.labelstudio_config(),
    "formats.labelstudio.to_labelstudio": lambda g: labelstudio.to_labelstudio(g.bundle),
    "formats.langextract.from_langextract": _from(langextract.from_langextract, langextract.to_langextract),
    "formats.langextract.to_langextract": lambda g: langextract.to_langextract(g.bundle),
    "formats.ninjs.to_ninjs": lambda g: ninjs.to_ninjs(g.bundle),
    "formats.page.to_page": lambda g: page.to_page(g.bundle),
    "formats.plover.to_plover": lambda g: plover.to_plover(g.bundle),
    "formats.plover.to_polecat": lambda g: plover.to_polecat(g.bundle),
    "formats.tables.Table.reader": lambda g: [tables.table([g.bundle], "said").reader().read_all()],
    "formats.tables.Table.to_arrow": lambda g: [
        tables.table([g.bundle], name).to_arrow() for name in (*tables.TABLES, "polecat")
    ],
    "formats.tables.Table.write_csv": lambda g: tables.table([g.bundle], "said").write_csv(g.folder / "said.csv"),
    "formats.tables.Table.write_parquet": _parquet,
    "formats.tables.read_bundles": lambda g: list(tables.read_bundles(tables.table([g.bundle], "bundles"))),
    "formats.tables.schema": lambda g: tables.schema("said"),
    "formats.tables.table": lambda g: tables.table([g.bundle], "said"),
    "formats.tables.write_tables": lambda g: tables.write_tables([g.bundle], Path(tempfile.mkdtemp(dir=g.folder))),
    "formats.text.summary": lambda g: text.summary(g.bundle),
    "reading.BuiltinAnalyser.parse": lambda g: BuiltinAnalyser().parse(g.text, [(0, len(g.text))]),
    "reading.BuiltinAnalyser.parse_many": lambda g: list(
        BuiltinAnalyser().parse_many([(g.text, [(0, len(g.text))])] * 2)
    ),
    "testing.articles": lambda g: testing.articles(),
    "testing.bundles": lambda g: testing.bundles(),
    "testing.drafts": lambda g: testing.drafts(),
    "testing.make_bundle": lambda g: testing.make_bundle(g.text),
    "testing.make_span": lambda g: testing.make_span(g.text, g.text),
    "testing.texts": lambda g: testing.texts(),
}
"""A call of each public function."""

ELSEWHERE = {
    "Extractor.read": "a protocol: others write it",
    "reading.Analyser.parse": "a protocol: others write it",
    "reading.Analyser.parse_many": "a protocol: others write it",
    "distributed.extract_ray": "Ray opens connections between its own processes",
    "distributed.extract_spark": "Spark opens connections between its own processes",
    "formats.charts.draw": "vl-convert draws in a library of its own, and writes the file that it is told to",
    "reading.SpacyAnalyser.parse": "spaCy reads the files of a pipeline, which the caller names",
    "reading.SpacyAnalyser.parse_many": "spaCy reads the files of a pipeline, which the caller names",
}
"""The public functions that are not called here, with the reason."""


def main() -> None:
    """Do everything twice, as the first run imports modules. Files that the package or the caller names may be
    opened."""
    wire = sys.stdin.read()
    seen: list[str] = []
    watching = ""

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event.startswith(WATCHED):
            opened = str(arguments[0]) if arguments else ""
            if not opened.startswith((OURS, str(folder))) and not isinstance(arguments[0], int):
                seen.append(f"{watching}: {event} {arguments!r}")

    sys.addaudithook(note)
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        given = Given(wire, folder)
        for use in USES.values():
            use(given)
        for name, use in USES.items():
            watching = name
            use(given)
        watching = "the test"
        if sys.argv[1:]:
            open(sys.argv[1], "rb").close()  # a check that it would be detected
        watching = ""
    print(*seen, sep="\n", end="")


if __name__ == "__main__":
    main()
