"""Documented usage as code for type checkers; never run. See `make types`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import newsevents
from newsevents import (
    Actor,
    Allegation,
    Article,
    Attribution,
    Bundle,
    BundleError,
    Certainty,
    Draft,
    DraftStatement,
    Grounded,
    Issues,
    Match,
    Meeting,
    Place,
    Quantity,
    Quote,
    Record,
    Span,
    Statement,
    StatementKind,
    When,
)
from newsevents.dates import resolve


def articles() -> None:
    article = Article.from_file(Path("article.txt"), published="2023-11-15", publisher="A", editors=["B"])
    assert_type(article, Article)
    assert_type(article.text, str | None)
    assert_type(article.published, dt.date | dt.datetime | None)
    Article.from_text("text", published=dt.datetime(2023, 11, 15, 9, 30))
    Article.from_text(b"text")  # type: ignore[arg-type]


def drafts(article: Article) -> None:
    statement = DraftStatement(
        kind=StatementKind.SAY, speakers=["A"], cue="said", content=["a", Quote(exact="b")], when="Tuesday"
    )
    assert_type(statement.cue, tuple[Quote, ...])
    assert_type(statement.when, Quote | When | None)
    DraftStatement(kind="say")  # type: ignore[arg-type]
    draft = Draft(statements=[statement])
    assert_type(newsevents.ground(article, draft), Bundle)
    assert_type(newsevents.ground(article, draft, on_error="raise"), Bundle)
    kept = newsevents.ground(article, draft, on_error="keep")
    assert_type(kept, Grounded)
    assert_type(newsevents.read_answer("{}"), newsevents.Draft)
    answer = newsevents.read_answer({"actors": []}, on_error="keep")
    assert_type(answer, newsevents.Answer)
    assert_type(answer.ground(article), Grounded)
    model = newsevents.ModelExtractor(lambda prompt, schema: prompt, rounds=3, name="a-model")
    assert_type(newsevents.extract(article, extractor=model), newsevents.Bundle)
    assert_type((kept.bundle, kept.issues, kept.matches), tuple[Bundle, Issues, tuple[Match, ...]])
    assert_type(kept.issues.to_prompt(), str)
    newsevents.ground(article, draft, on_error="drop")  # type: ignore[call-overload]
    assert_type(newsevents.locate("text", "words"), tuple[Match, ...])
    assert_type(Draft.from_file("draft.json"), Draft)


def records() -> None:
    span = Span(start=0, end=1, exact="a")
    statement = Statement(
        id="statement:a",
        kind=StatementKind.SAY,
        speaker_ids=["actor:a"],
        content=[span],
        source_id="source:a",
        evidence=(span,),
        certainty=Certainty.CERTAIN,
        place=Place(name="B", country="BR"),
    )
    assert_type(statement.speaker_ids, tuple[str, ...])
    statement.negated = True  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    Statement(id="statement:a")  # type: ignore[call-arg]
    assert_type(Quantity(text="a").low, int | float | None)


def questions(bundle: Bundle) -> None:
    assert_type(bundle.statements_by("actor:a"), tuple[Statement, ...])
    assert_type(bundle.allegations_against(bundle.actor("actor:a")), tuple[Allegation, ...])
    assert_type(bundle.meetings_of("actor:a", expand=False), tuple[Meeting, ...])
    assert_type(bundle.attribution(bundle.statements[0]), Attribution)
    assert_type(bundle["actor:a"], Record)
    assert_type(bundle.members("actor:a"), tuple[Actor, ...])
    assert_type(bundle.events, tuple[Statement | Meeting | Allegation, ...])


def serialisers(bundle: Bundle) -> None:
    assert_type(newsevents.dumps(bundle, indent=2), str)
    assert_type(newsevents.loads(b"{}"), Bundle)
    errors: list[BundleError] = []
    assert_type(newsevents.read_jsonl("a.jsonl", on_error=errors.append), Iterator[Bundle])
    assert_type(newsevents.check("{}"), Issues)
    assert_type(newsevents.json_schema("draft"), dict[str, Any])
    newsevents.json_schema("article")  # type: ignore[arg-type]
    assert_type(newsevents.load_seed(), Bundle)
    assert_type(resolve("Tuesday", dt.date(2023, 11, 15)), When)


def dictionaries(bundle: Bundle) -> None:
    assert_type(newsevents.to_dict(bundle), dict[str, Any])
    assert_type(newsevents.from_dict({}), Bundle)
    assert_type(newsevents.from_dict({}, Statement), Statement)
    assert_type(newsevents.from_dict({}, Draft), Draft)
    newsevents.from_dict("{}")  # type: ignore[call-overload]


def changes(bundle: Bundle) -> None:
    assert_type(bundle.replace(*bundle.actors), Bundle)
    assert_type(bundle.without("actor:a", bundle.statements[0]), Bundle)
    assert_type(bundle.find_actor("Ana"), Actor)
    assert_type(bundle.article.span("said", nth=1), Span)
    assert_type(list(bundle), list[Statement | Meeting | Allegation])


def submodules() -> None:
    assert_type(newsevents.dates.resolve("Monday", None), When)
    newsevents.formats.tables.table([], "actors")
