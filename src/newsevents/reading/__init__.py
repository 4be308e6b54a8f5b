"""Turn an English news article into a draft, by rules over grammatical relations.

An analyser finds the relations. Each name is imported on first use, so that no analyser is loaded before it is needed.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsevents.reading.builtin import BuiltinAnalyser as BuiltinAnalyser
    from newsevents.reading.explaining import ExplainedToken as ExplainedToken
    from newsevents.reading.explaining import Fired as Fired
    from newsevents.reading.explaining import Refused as Refused
    from newsevents.reading.parse import Analyser as Analyser
    from newsevents.reading.parse import Parse as Parse
    from newsevents.reading.parse import Token as Token
    from newsevents.reading.refusals import Refusal as Refusal
    from newsevents.reading.spacy_analyser import SpacyAnalyser as SpacyAnalyser

_HOME = {
    "Analyser": "parse",
    "BuiltinAnalyser": "builtin",
    "ExplainedToken": "explaining",
    "Fired": "explaining",
    "Parse": "parse",
    "Refusal": "refusals",
    "Refused": "explaining",
    "SpacyAnalyser": "spacy_analyser",
    "Token": "parse",
}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'newsevents.reading' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"newsevents.reading.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
