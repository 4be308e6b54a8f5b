"""The rules of a valid bundle: their codes, and what each means. The checks are elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import attrs

from newsevents.data import read_toml
from newsevents.errors import Severity


@attrs.frozen
class Rule:
    """A rule that data must keep.

    Attributes:
        code: Its stable code, as in `newsevents.Issue.code`.
        summary: What it demands, in a sentence.
        why: Why it is demanded.
        fix: What to do where it is broken.
        severity: Whether breaking it is an error or worth a warning.
    """

    code: str
    summary: str
    why: str
    fix: str
    severity: Severity = Severity.ERROR


class _Catalogue(Mapping[str, Rule]):
    """The rules of ``catalogue.toml``, read when the first is asked for: most bundles break none."""

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {
            code: Rule(code=code, **entry | {"severity": Severity(entry.get("severity", "error"))})
            for code, entry in read_toml("rules", "catalogue.toml").items()
        }

    def __getitem__(self, code: str) -> Rule:
        return self._rules[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)


RULES: Mapping[str, Rule] = _Catalogue()
"""Every rule by its code, in the order in which the documentation explains them."""

TURN_WORDS = ("but", "unless", "except", "although", "though")
"""The words of the rule cut-quote, which reverse the sentence that they continue."""
