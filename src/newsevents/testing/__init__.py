"""Helpers for the tests of programs that use newsevents: bundles from plain values or from Hypothesis.

The strategies need the extra ``newsevents[testing]``, and load Hypothesis on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsevents.testing.builders import make_bundle, make_span

if TYPE_CHECKING:
    from newsevents.testing.strategies import articles as articles
    from newsevents.testing.strategies import bundles as bundles
    from newsevents.testing.strategies import drafts as drafts
    from newsevents.testing.strategies import texts as texts

__all__ = ["articles", "bundles", "drafts", "make_bundle", "make_span", "texts"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from newsevents.testing import strategies

    return getattr(strategies, name)


def __dir__() -> list[str]:
    return __all__
