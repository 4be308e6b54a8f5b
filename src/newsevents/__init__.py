"""Typed, validated, source-attributed events from news articles, grounded in the articles' own words.

Every public name is here. Each resolves on first use, so that importing the package costs next to nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # to type checkers, and without the cost of importing typing, what typing.TYPE_CHECKING is
if TYPE_CHECKING:
    from typing import Any

    from newsevents.bundle import Attribution as Attribution
    from newsevents.bundle import Bundle as Bundle
    from newsevents.comparison import Comparison as Comparison
    from newsevents.comparison import Score as Score
    from newsevents.comparison import compare as compare
    from newsevents.difference import Difference as Difference
    from newsevents.difference import diff as diff
    from newsevents.draft import Draft as Draft
    from newsevents.draft import DraftActor as DraftActor
    from newsevents.draft import DraftAllegation as DraftAllegation
    from newsevents.draft import DraftMeeting as DraftMeeting
    from newsevents.draft import DraftRole as DraftRole
    from newsevents.draft import DraftSource as DraftSource
    from newsevents.draft import DraftStatement as DraftStatement
    from newsevents.draft import Quote as Quote
    from newsevents.errors import BundleError as BundleError
    from newsevents.errors import ExtractionError as ExtractionError
    from newsevents.errors import Issue as Issue
    from newsevents.errors import Issues as Issues
    from newsevents.errors import MissingExtraError as MissingExtraError
    from newsevents.errors import NewsEventsError as NewsEventsError
    from newsevents.errors import Severity as Severity
    from newsevents.extraction import Extractor as Extractor
    from newsevents.extraction import RuleExtractor as RuleExtractor
    from newsevents.formats.draft_schema import draft_schema as draft_schema
    from newsevents.formats.draft_schema import read_answer as read_answer
    from newsevents.formats.json import check as check
    from newsevents.formats.json import dump as dump
    from newsevents.formats.json import dumps as dumps
    from newsevents.formats.json import load as load
    from newsevents.formats.json import loads as loads
    from newsevents.formats.jsonl import load_jsonl as load_jsonl
    from newsevents.formats.jsonl import read_jsonl as read_jsonl
    from newsevents.formats.jsonl import write_jsonl as write_jsonl
    from newsevents.formats.prompting import prompt_guide as prompt_guide
    from newsevents.formats.schema import json_schema as json_schema
    from newsevents.grounding import Grounded as Grounded
    from newsevents.grounding import Match as Match
    from newsevents.grounding import MatchStep as MatchStep
    from newsevents.grounding import ground as ground
    from newsevents.grounding import locate as locate
    from newsevents.limits import Limits as Limits
    from newsevents.pipeline import extract as extract
    from newsevents.records import Actor as Actor
    from newsevents.records import Allegation as Allegation
    from newsevents.records import Article as Article
    from newsevents.records import Event as Event
    from newsevents.records import Meeting as Meeting
    from newsevents.records import Record as Record
    from newsevents.records import Source as Source
    from newsevents.records import Statement as Statement
    from newsevents.rules import RULES as RULES
    from newsevents.rules import Rule as Rule
    from newsevents.seeds import load_seed as load_seed
    from newsevents.validation import FORMAT_VERSION as FORMAT_VERSION
    from newsevents.values import Generator as Generator
    from newsevents.values import Moment as Moment
    from newsevents.values import Place as Place
    from newsevents.values import Quantity as Quantity
    from newsevents.values import Role as Role
    from newsevents.values import Span as Span
    from newsevents.values import When as When
    from newsevents.vocabulary import ActorKind as ActorKind
    from newsevents.vocabulary import AllegationStatus as AllegationStatus
    from newsevents.vocabulary import Certainty as Certainty
    from newsevents.vocabulary import GeneratorKind as GeneratorKind
    from newsevents.vocabulary import Granularity as Granularity
    from newsevents.vocabulary import MeetingKind as MeetingKind
    from newsevents.vocabulary import MeetingStatus as MeetingStatus
    from newsevents.vocabulary import Relation as Relation
    from newsevents.vocabulary import SourceKind as SourceKind
    from newsevents.vocabulary import StatementKind as StatementKind

__version__ = "0.1.0"

_MODULES = {
    "bundle": ("Attribution", "Bundle"),
    "comparison": ("Comparison", "Score", "compare"),
    "difference": ("Difference", "diff"),
    "draft": (
        "Draft",
        "DraftActor",
        "DraftAllegation",
        "DraftMeeting",
        "DraftRole",
        "DraftSource",
        "DraftStatement",
        "Quote",
    ),
    "errors": ("BundleError", "ExtractionError", "Issue", "Issues", "MissingExtraError", "NewsEventsError", "Severity"),
    "extraction": ("Extractor", "RuleExtractor"),
    "formats.draft_schema": ("draft_schema", "read_answer"),
    "formats.json": ("check", "dump", "dumps", "load", "loads"),
    "formats.jsonl": ("load_jsonl", "read_jsonl", "write_jsonl"),
    "formats.prompting": ("prompt_guide",),
    "formats.schema": ("json_schema",),
    "grounding": ("Grounded", "Match", "MatchStep", "ground", "locate"),
    "limits": ("Limits",),
    "pipeline": ("extract",),
    "records": (
        "Actor",
        "Allegation",
        "Article",
        "Event",
        "Meeting",
        "Record",
        "Source",
        "Statement",
    ),
    "rules": ("RULES", "Rule"),
    "seeds": ("load_seed",),
    "validation": ("FORMAT_VERSION",),
    "values": ("Generator", "Moment", "Place", "Quantity", "Role", "Span", "When"),
    "vocabulary": (
        "ActorKind",
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


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newsevents' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"newsevents.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
