"""The helpers for the tests of programs that use the package."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from newsevents import MissingExtraError
from newsevents.testing import make_span


@pytest.mark.parametrize(("exact", "count"), [("now", 0), ("so", 2)])
def test_a_span_is_made_only_of_words_that_stand_once(exact: str, count: int) -> None:
    with pytest.raises(ValueError, match=f"'{exact}' stands {count} times in the text, not once"):
        make_span("Ana Lima said so, and so did we.", exact)


def test_without_hypothesis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    spec = importlib.util.find_spec("newsevents.testing")
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(MissingExtraError, match=r"newsevents\[testing\]"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
