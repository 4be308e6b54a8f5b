"""The rules of a valid bundle: their codes and meanings. The checks are in other modules."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from newsevents.data import read_toml
from newsevents.errors import Severity


@attrs.frozen
class Rule:
    """A rule that data must follow.

    Attributes:
        code: Its stable code, as in `newsevents.Issue.code`.
        summary: What it requires, in a sentence.
        why: The reason for it.
        fix: What to do if it is broken.
        severity: Whether breaking it is an error or only worth a warning.
        elsewhere: Where the severity differs, in a sentence; None if it is the same everywhere.
    """

    code: str
    summary: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR
    elsewhere: str | None = None


RENAMED = {"cut-quote": "quote-cut"}
"""The codes of 0.1.0 that are deprecated, and what each is called now."""


class _Catalogue(Mapping[str, Rule]):
    """The rules of ``catalogue.toml``, read when one is first needed: most bundles break none."""

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {
            code: Rule(code=code, **entry | {"severity": Severity(entry.get("severity", "error"))})
            for code, entry in read_toml("rules", "catalogue.toml").items()
        }

    def __getitem__(self, code: str) -> Rule:
        if code in RENAMED:
            message = f"newsevents: the rule {code!r} is now {RENAMED[code]!r}; the old code will be removed in 0.3"
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            code = RENAMED[code]
        return self._rules[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


RULES: Mapping[str, Rule] = _Catalogue()
"""Every rule by its code, in the order in which the documentation explains them."""
