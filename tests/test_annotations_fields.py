"""A field added to the model is written to and read from the annotation tools without any change in their modules."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import sys
from typing import Any

import attrs
import pytest

from newsevents import Article, Certainty, Draft, MeetingStatus, Quote, Role, Span, When
from newsevents import draft as drafts
from newsevents.draft import DraftActor, DraftAllegation, DraftRole
from newsevents.model import records
from newsevents.model.declare import declare
from newsevents.model.records import Allegation
from newsevents.model.values import Generator
from newsevents.model.vocabulary import ActorKind, GeneratorKind

ARTICLE = Article.from_text("Ana Lima probably took 500 boxes on Monday; Bo Ek saw it then, and so did others.")
TEXT = ARTICLE.text or ""


def quote(words: str) -> Quote:
    return Quote(exact=words, start=TEXT.index(words))


def when(words: str) -> When:
    start = TEXT.index(words)
    return When(text=words, span=Span(start=start, end=start + len(words), exact=words), edtf="2024")


NEW: dict[str, tuple[Any, Any, Any]] = {
    # by its name in a draft: the types in a record and in a draft, and a value
    "onlookers": (tuple[str, ...], tuple[str, ...], ("actor:bo-ek", "actor:ana-lima")),
    "judge": (str | None, str | None, "actor:bo-ek"),
    "follows": (tuple[str, ...], tuple[str, ...], ("allegation:1",)),
    "reported_words": (tuple[Span, ...], tuple[Quote, ...], (quote("Bo Ek saw it"), quote("others"))),
    "verb": (Span | None, Quote | None, quote("took")),
    "times": (tuple[When, ...], tuple[Quote | When, ...], (when("then"), when("Monday"))),
    "charged": (Quote | When | None, Quote | When | None, when("Monday")),
    "offices": (tuple[Role, ...], tuple[DraftRole, ...], (DraftRole(title="x", of="actor:bo-ek", words=quote("Bo")),)),
    "made_by": (Generator | None, Generator | None, Generator(name="n", kind=GeneratorKind.PERSON)),
    "session": (MeetingStatus | None, MeetingStatus | None, MeetingStatus.HELD),
    "second_certainty": (Certainty | None, Certainty | None, Certainty.PROBABLE),
    "doubts": (tuple[Certainty, ...], tuple[Certainty, ...], (Certainty.PROBABLE, Certainty.CERTAIN)),
    "formal": (bool, bool, True),
    "public": (bool, bool, False),
    "weight": (int | float | None, int | float | None, 0.5),
    "count": (int | None, int | None, 7),
    "remark": (str | None, str | None, "true"),
    "tags": (tuple[str, ...], tuple[str, ...], ("a", "b")),
    "day": (dt.date | dt.datetime | None, dt.date | dt.datetime | None, dt.date(2024, 5, 1)),
}
REFERENCES = {"onlookers": "actor", "judge": "actor", "follows": "allegation"}


def plain(value: Any) -> Any:
    """A part of a draft as JSON values, without missing fields."""
    if attrs.has(type(value)):
        given = {field.name: (getattr(value, field.name), field.default) for field in attrs.fields(type(value))}
        return {name: plain(one) for name, (one, default) in given.items() if one != default}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def extended(cls: type, drafted: bool) -> Any:
    """A class with the new fields, as if they had been declared in it."""
    fields = {}
    for name, (in_record, in_draft, _) in NEW.items():
        own = name if drafted or name not in REFERENCES else f"{name}_ids"
        kind = in_draft if drafted else in_record
        default: Any = name == "public" if kind is bool else () if str(kind).startswith("tuple") else None
        metadata = {} if drafted else declare(to=REFERENCES.get(name), draft=name)
        fields[own] = attrs.field(type=kind, default=default, metadata=metadata)
    new = attrs.make_class(cls.__name__, fields, bases=(cls,), frozen=True, kw_only=True)
    new.__module__ = cls.__module__
    return new


@pytest.fixture
def draft(monkeypatch: pytest.MonkeyPatch) -> Draft:
    """A draft with each new field; the tools are imported anew, with a model that has them."""
    monkeypatch.setitem(records.LISTS, "allegations", extended(Allegation, drafted=False))
    monkeypatch.setitem(drafts.LISTS, "allegations", extended(DraftAllegation, drafted=True))
    for name in [name for name in sys.modules if name.startswith("newsevents.formats.")]:
        monkeypatch.delitem(sys.modules, name)
    write = importlib.import_module("newsevents.formats._marks.write")
    lists = ("actors", "allegations")
    monkeypatch.setattr(write, "dumps", lambda draft: json.dumps({n: plain(getattr(draft, n)) for n in lists}))
    monkeypatch.setattr(write.Draft, "from_bundle", lambda bundle: bundle.draft)
    cls: Any = drafts.LISTS["allegations"]
    values = {name: value for name, (_, _, value) in NEW.items()}
    actors = [
        DraftActor(id="actor:ana-lima", name="Ana Lima", kind=ActorKind.PERSON, evidence=quote("Ana Lima")),
        DraftActor(id="actor:bo-ek", name="Bo Ek", kind=ActorKind.PERSON, evidence=quote("Bo Ek")),
    ]
    allegations = [
        cls(
            id="allegation:1", evidence=quote("Ana Lima"), certainty=Certainty.CERTAIN, when=when("on Monday"), **values
        ),
        cls(id="allegation:2", evidence=quote("others")),
    ]
    return Draft(actors=actors, allegations=allegations)


@attrs.frozen
class _Bundle:
    article: Article
    draft: Draft
    generator: None = None


@pytest.mark.parametrize("tool", ["brat", "doccano", "labelstudio", "langextract"])
def test_a_new_field_of_any_kind_comes_back(tool: str, draft: Draft) -> None:
    module = importlib.import_module(f"newsevents.formats.{tool}")
    document = getattr(module, f"to_{tool}")(_Bundle(ARTICLE, draft))
    assert getattr(module, f"from_{tool}")(ARTICLE, document) == draft
