"""A draft has a field for each field of a record, and a new field survives grounding and the way back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import newsevents
from newsevents import Draft, DraftActor
from newsevents.draft import DRAFT_CLASSES
from newsevents.draft import LISTS as DRAFT_LISTS
from newsevents.model.fields import Kind, classes_of, described, fields_of
from newsevents.model.records import LISTS

from .example import BUNDLE

GIVEN_BY_GROUNDING = {"id", "source", "evidence"}
"""Fields that a record requires and a draft may leave to grounding."""
SAID_IN_DRAFTS_ONLY = {DraftActor: {"find_mentions", "not_mentions"}}


def test_every_class_with_references_has_a_class_of_drafts() -> None:
    assert {DRAFT_CLASSES[cls] for cls in LISTS.values()} == set(DRAFT_LISTS.values())
    inner = {owner for cls in LISTS.values() for owner in classes_of(cls)}
    referring = {cls for cls in inner if any(field.to is not None for field in fields_of(cls))}
    assert referring - DRAFT_CLASSES.keys() == set()


@pytest.mark.parametrize("cls", DRAFT_CLASSES, ids=lambda cls: cls.__name__)
def test_a_record_and_its_draft_pair_up_field_by_field(cls: Any) -> None:
    draft_class = DRAFT_CLASSES[cls]
    record = {field.draft: field for field in fields_of(cls)}
    draft = {field.name: field for field in fields_of(draft_class)}
    assert record.keys() - draft.keys() == set(), f"{draft_class.__name__} lacks fields of {cls.__name__}"
    assert draft.keys() - record.keys() == SAID_IN_DRAFTS_ONLY.get(draft_class, set())
    assert draft.keys() - described(draft_class).keys() == set(), f"{draft_class.__name__} does not describe fields"
    for name, field in record.items():
        where = f"{draft_class.__name__}.{name}"
        kind = Kind.TEXT if field.kind is Kind.REFERENCE else field.kind
        assert (draft[name].kind, draft[name].many) == (kind, field.many), where
        if field.kind is not Kind.WORDS:
            assert draft[name].cls is DRAFT_CLASSES.get(field.cls, field.cls), where
        if name not in GIVEN_BY_GROUNDING:
            assert (draft[name].default, draft[name].optional) == (field.default, field.optional), where


def test_a_draft_of_a_bundle_has_what_each_record_has() -> None:
    drafted = Draft.from_bundle(BUNDLE)
    for name in LISTS:
        for record, draft in zip(getattr(BUNDLE, name), getattr(drafted, name), strict=True):
            for field in fields_of(type(record)):
                value = getattr(draft, field.draft)
                if field.kind is Kind.WORDS:
                    assert [(quote.exact, quote.start) for quote in value] == [
                        (span.exact, span.start) for span in field.items(record)
                    ]
                elif field.cls not in DRAFT_CLASSES:
                    assert value == getattr(record, field.name)
    assert [actor.find_mentions for actor in drafted.actors] == [False] * len(BUNDLE.actors)


# --- fields that do not exist yet

ALLEGATION = """
    onlooker_ids: tuple[str, ...] = attrs.field(default=(), metadata=declare(to="actor", draft="onlookers"))
    denial_id: str | None = attrs.field(default=None, metadata=declare(to="statement", draft="denial"))
    charge: tuple[Span, ...] = ()
    verb: Span | None = attrs.field(default=None, metadata=declare(draft="verb_words"))
    times: tuple[When, ...] = ()
    venue: Place | None = None
    damage: Quantity | None = None
    parts: tuple[Role, ...] = ()
    note: str | None = None
    proven: bool = False
    offset: int | None = None
    weight: int | float | None = None
    told: Moment | None = None
    form: MeetingKind | None = None"""
DRAFT_ALLEGATION = """
    onlookers: tuple[str, ...] = ()
    denial: str | None = None
    charge: tuple[Quote, ...] = ()
    verb_words: Quote | None = None
    times: tuple[Quote | When, ...] = ()
    venue: Quote | Place | None = None
    damage: Quote | Quantity | None = None
    parts: tuple[DraftRole, ...] = ()
    note: str | None = None
    proven: bool = False
    offset: int | None = None
    weight: int | float | None = None
    told: Moment | None = None
    form: MeetingKind | None = None"""
ACTOR = """
    rival_ids: tuple[str, ...] = attrs.field(default=(), metadata=declare(to="actor", draft="rivals"))
    epithet: Span | None = None
    born: When | None = None"""
DRAFT_ACTOR = """
    rivals: tuple[str, ...] = ()
    epithet: Quote | None = None
    born: Quote | When | None = None"""
ROLE = """
    rank: tuple[Span, ...] = ()"""
DRAFT_ROLE = """
    rank: tuple[Quote, ...] = ()"""
PROGRAM = """
import datetime as dt, attrs
from newsevents import *
TEXT = ("The old envoy Ana Roe of Kessia, born on May 3, 1970, said "
        "Bob Poe took 300 cows in Lys on Monday and Tuesday. Bob Poe, first deputy minister, said he took nothing.")
article = Article.from_text(TEXT, published="2024-05-15")
quote = lambda words: Quote(exact=words)
ana = DraftActor(name="Ana Roe", kind=ActorKind.PERSON, rivals=("Bob Poe",), epithet=quote("The old envoy"),
                 born=quote("May 3, 1970"))
bob = DraftActor(name="Bob Poe", kind=ActorKind.PERSON, evidence="Bob Poe, first deputy minister",
                 roles=[DraftRole(title="minister", words="minister", rank=(quote("deputy"),))])
denial = DraftStatement(id="statement:denial", kind=StatementKind.DENY, speakers=["Bob Poe"], content="he took nothing")
claim = DraftAllegation(
    claimants=["Ana Roe"], content="took 300 cows", onlookers=("Bob Poe", "Ana Roe"), denial="statement:denial",
    charge=(quote("Bob Poe took"),), verb_words=Quote(exact="took", prefix="Bob Poe"),
    times=(quote("Monday"), quote("Tuesday")), venue=quote("Lys"),
    damage=quote("300 cows"), parts=(DraftRole(title="thief", of="Bob Poe", words=Quote(exact="Bob Poe took")),),
    note="odd", proven=True, offset=7, weight=0.5, told=dt.date(2024, 5, 14), form=MeetingKind.VISIT)
draft = Draft(actors=[ana, bob], statements=[denial], allegations=[claim])
bundle = ground(article, draft)
(made,), (roe, poe) = bundle.allegations, bundle.actors
assert (made.onlooker_ids, made.denial_id) == (("actor:bob-poe", "actor:ana-roe"), "statement:denial")
assert [span.exact for span in (*made.charge, made.verb, made.venue.span, made.damage.span)] == [
    "Bob Poe took", "took", "Lys", "300 cows"]
assert [(when.text, when.edtf) for when in made.times] == [("Monday", "2024-05-13"), ("Tuesday", "2024-05-14")]
assert (made.damage.low, made.venue.name) == (300, "Lys")
(part,) = made.parts
assert (part.title, part.of_id, part.span.exact) == ("thief", "actor:bob-poe", "Bob Poe took")
assert (made.note, made.proven, made.offset, made.weight, made.told, made.form) == (
    "odd", True, 7, 0.5, dt.date(2024, 5, 14), MeetingKind.VISIT)
assert [span.exact for span in made.evidence] == ["Bob Poe took 300 cows in Lys on Monday and Tuesday"]
assert (roe.rival_ids, roe.epithet.exact, roe.born.edtf) == (("actor:bob-poe",), "The old envoy", "1970-05-03")
assert [[span.exact for span in role.rank] for role in poe.roles] == [["deputy"]]
back = Draft.from_bundle(bundle)
assert back.allegations[0].verb_words == Quote(exact="took", start=made.verb.start)
assert ground(article, back) == bundle

changes = {"verb_words": quote("stole"), "times": (quote("June"),)}
wrong = attrs.evolve(claim, onlookers=("Nobody",), denial="statement:none", **changes)
wronged = attrs.evolve(ana, epithet=quote("The young envoy"), rivals=("Nobody",))
kept = ground(article, attrs.evolve(draft, actors=[wronged, bob], allegations=[wrong]), on_error="keep")
assert [(issue.path, issue.code) for issue in kept.issues] == [
    ("actors[0].epithet", "quote-not-found"), ("actors[0].rivals[0]", "name-unknown"),
    ("allegations[0].verb_words", "quote-not-found"), ("allegations[0].times[0]", "quote-not-found"),
    ("allegations[0].onlookers[0]", "name-unknown"), ("allegations[0].denial", "name-unknown")], kept.issues
left = kept.bundle.allegations[0]
assert (kept.bundle.actors[0].epithet, kept.bundle.actors[0].rival_ids) == (None, ())
assert (left.verb, left.times, left.onlooker_ids, left.denial_id) == (None, (), (), None)
assert (left.content, left.venue) == (made.content, made.venue)
"""


def with_fields(path: Path, before: dict[str, tuple[str, str]]) -> None:
    """Write fields into the classes of a module, each before an existing field."""
    text = path.read_text().replace(
        "import attrs\n", "import attrs\n\nfrom newsevents.model.moments import Moment\n", 1
    )
    for cls, (field, lines) in before.items():
        head, mark, tail = text.partition(f"\nclass {cls}(")
        assert mark, cls
        text = head + mark + tail.replace(f"\n    {field}: ", f"{lines}\n    {field}: ", 1)
    path.write_text(text)


def test_a_new_field_of_any_kind_is_grounded_without_a_change_of_grounding(tmp_path: Path) -> None:
    package = tmp_path / "newsevents"
    shutil.copytree(Path(newsevents.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    model = package / "model"
    with_fields(model / "values.py", {"Role": ("span", ROLE)})
    with_fields(model / "records.py", {"Actor": ("evidence", ACTOR), "Allegation": ("evidence", ALLEGATION)})
    with_fields(
        package / "draft.py",
        {
            "DraftRole": ("words", DRAFT_ROLE),
            "DraftActor": ("evidence", DRAFT_ACTOR),
            "DraftAllegation": ("evidence", DRAFT_ALLEGATION),
        },
    )
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{PROGRAM}"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
