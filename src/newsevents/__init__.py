"""Typed, validated, source-attributed events from news articles, grounded in the articles' own words.

Every public name is here. Each resolves on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # what typing.TYPE_CHECKING is to type checkers, without the cost of importing typing
if TYPE_CHECKING:
    from typing import Any

    from newsevents import dates as dates
    from newsevents import distributed as distributed
    from newsevents import formats as formats
    from newsevents import reading as reading
    from newsevents import revision as revision
    from newsevents import testing as testing
    from newsevents.attribution import Attribution as Attribution
    from newsevents.bundle import Bundle as Bundle
    from newsevents.comparison.difference import Difference as Difference
    from newsevents.comparison.difference import diff as diff
    from newsevents.comparison.scores import Comparison as Comparison
    from newsevents.comparison.scores import Score as Score
    from newsevents.comparison.scores import compare as compare
    from newsevents.dicts import from_dict as from_dict
    from newsevents.dicts import register as register
    from newsevents.dicts import to_dict as to_dict
    from newsevents.draft import Draft as Draft
    from newsevents.draft import DraftActor as DraftActor
    from newsevents.draft import DraftAllegation as DraftAllegation
    from newsevents.draft import DraftMeeting as DraftMeeting
    from newsevents.draft import DraftPlace as DraftPlace
    from newsevents.draft import DraftRole as DraftRole
    from newsevents.draft import DraftSource as DraftSource
    from newsevents.draft import DraftStatement as DraftStatement
    from newsevents.errors import BundleError as BundleError
    from newsevents.errors import ExtractionError as ExtractionError
    from newsevents.errors import Issue as Issue
    from newsevents.errors import Issues as Issues
    from newsevents.errors import MissingExtraError as MissingExtraError
    from newsevents.errors import NewsEventsError as NewsEventsError
    from newsevents.errors import Severity as Severity
    from newsevents.formats.html.table import show as show
    from newsevents.formats.prompts import Answer as Answer
    from newsevents.formats.prompts import draft_schema as draft_schema
    from newsevents.formats.prompts import read_answer as read_answer
    from newsevents.formats.prompts.guide import prompt_guide as prompt_guide
    from newsevents.formats.schema import json_schema as json_schema
    from newsevents.grounding import Grounded as Grounded
    from newsevents.grounding import Match as Match
    from newsevents.grounding import MatchStep as MatchStep
    from newsevents.grounding import ground as ground
    from newsevents.grounding import locate as locate
    from newsevents.lint import check as check
    from newsevents.llm import ModelExtractor as ModelExtractor
    from newsevents.model.moments import Moment as Moment
    from newsevents.model.records import FORMAT_VERSION as FORMAT_VERSION
    from newsevents.model.records import Actor as Actor
    from newsevents.model.records import Allegation as Allegation
    from newsevents.model.records import Article as Article
    from newsevents.model.records import Event as Event
    from newsevents.model.records import Meeting as Meeting
    from newsevents.model.records import Record as Record
    from newsevents.model.records import Source as Source
    from newsevents.model.records import Statement as Statement
    from newsevents.model.values import Generator as Generator
    from newsevents.model.values import Place as Place
    from newsevents.model.values import Quantity as Quantity
    from newsevents.model.values import Quote as Quote
    from newsevents.model.values import Role as Role
    from newsevents.model.values import Span as Span
    from newsevents.model.values import When as When
    from newsevents.model.vocabulary import ActorKind as ActorKind
    from newsevents.model.vocabulary import AllegationForm as AllegationForm
    from newsevents.model.vocabulary import AllegationStatus as AllegationStatus
    from newsevents.model.vocabulary import Certainty as Certainty
    from newsevents.model.vocabulary import GeneratorKind as GeneratorKind
    from newsevents.model.vocabulary import Granularity as Granularity
    from newsevents.model.vocabulary import MeetingKind as MeetingKind
    from newsevents.model.vocabulary import MeetingStatus as MeetingStatus
    from newsevents.model.vocabulary import Relation as Relation
    from newsevents.model.vocabulary import SourceKind as SourceKind
    from newsevents.model.vocabulary import StatementKind as StatementKind
    from newsevents.pipeline import extract as extract
    from newsevents.pipeline import extract_many as extract_many
    from newsevents.reading.explaining import Explanation as Explanation
    from newsevents.reading.explaining import explain as explain
    from newsevents.reading.extractor import Extractor as Extractor
    from newsevents.reading.extractor import RuleExtractor as RuleExtractor
    from newsevents.revision.model import Revision as Revision
    from newsevents.revision.revising import revise as revise
    from newsevents.rules.catalogue import RULES as RULES
    from newsevents.rules.catalogue import Rule as Rule
    from newsevents.said import Said as Said
    from newsevents.seeds import load_seed as load_seed
    from newsevents.wire.json import dump as dump
    from newsevents.wire.json import dumps as dumps
    from newsevents.wire.json import load as load
    from newsevents.wire.json import loads as loads
    from newsevents.wire.jsonl import load_jsonl as load_jsonl
    from newsevents.wire.jsonl import read_jsonl as read_jsonl
    from newsevents.wire.jsonl import write_jsonl as write_jsonl
    from newsevents.wire.limits import Limits as Limits

__version__ = "0.1.0"

_MODULES = {
    "attribution": ("Attribution",),
    "bundle": ("Bundle",),
    "comparison.scores": ("Comparison", "Score", "compare"),
    "comparison.difference": ("Difference", "diff"),
    "draft": (
        "Draft",
        "DraftActor",
        "DraftAllegation",
        "DraftMeeting",
        "DraftPlace",
        "DraftRole",
        "DraftSource",
        "DraftStatement",
    ),
    "errors": ("BundleError", "ExtractionError", "Issue", "Issues", "MissingExtraError", "NewsEventsError", "Severity"),
    "reading.extractor": ("Extractor", "RuleExtractor"),
    "formats.html.table": ("show",),
    "formats.prompts": ("Answer", "draft_schema", "read_answer"),
    "dicts": ("from_dict", "register", "to_dict"),
    "wire.json": ("dump", "dumps", "load", "loads"),
    "wire.jsonl": ("load_jsonl", "read_jsonl", "write_jsonl"),
    "formats.prompts.guide": ("prompt_guide",),
    "formats.schema": ("json_schema",),
    "grounding": ("Grounded", "Match", "MatchStep", "ground", "locate"),
    "wire.limits": ("Limits",),
    "lint": ("check",),
    "llm": ("ModelExtractor",),
    "pipeline": ("extract", "extract_many"),
    "model.moments": ("Moment",),
    "model.records": (
        "FORMAT_VERSION",
        "Actor",
        "Allegation",
        "Article",
        "Event",
        "Meeting",
        "Record",
        "Source",
        "Statement",
    ),
    "reading.explaining": ("Explanation", "explain"),
    "revision.model": ("Revision",),
    "revision.revising": ("revise",),
    "rules.catalogue": ("RULES", "Rule"),
    "said": ("Said",),
    "seeds": ("load_seed",),
    "model.values": ("Generator", "Place", "Quantity", "Quote", "Role", "Span", "When"),
    "model.vocabulary": (
        "ActorKind",
        "AllegationForm",
        "AllegationStatus",
        "Certainty",
        "GeneratorKind",
        "Granularity",
        "MeetingKind",
        "MeetingStatus",
        "Relation",
        "SourceKind",
        "StatementKind",
    ),
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


_ROOMS = ("dates", "distributed", "formats", "reading", "revision", "testing")


def __getattr__(name: str) -> Any:
    if name not in _HOME and name not in _ROOMS:
        raise AttributeError(f"module 'newsevents' has no attribute {name!r}")
    from importlib import import_module

    if name in _ROOMS:
        return import_module(f"newsevents.{name}")
    value = getattr(import_module(f"newsevents.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, *_ROOMS, "__version__"]
