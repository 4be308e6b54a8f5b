"""The rules that make a bundle valid, as checks: each with a quick test and a closer look at what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import attrs

from newsevents.errors import Issue, Issues
from newsevents.model.records import LISTS
from newsevents.rules import events, references, values
from newsevents.rules.index import Index
from newsevents.rules.partial import PartialBundle


@attrs.frozen
class Check:
    """A check of one rule, or of several that are checked together.

    Attributes:
        faults: Yields an issue for everything in well-typed content that breaks the rule, with its path. It must not
            fail on data that breaks other rules.
        holds: Whether content certainly follows the rule. Without it, ``faults`` is called.
    """

    faults: Callable[[PartialBundle], Iterator[Issue]]
    holds: Callable[[Index], bool] | None = None


CHECKS = (
    Check(references.id_faults, references.ids_hold),
    Check(values.article_faults, values.article_holds),
    Check(events.evidence_faults, events.evidence_holds),
    Check(values.value_faults, values.values_hold),
    Check(references.publisher_faults, references.publisher_holds),
    Check(references.cycle_faults, references.cycles_hold),
    Check(references.source_faults, references.sources_hold),
    Check(events.statement_faults, events.statements_hold),
    Check(events.claim_faults, events.claims_hold),
    Check(events.publication_faults, events.publication_holds),
)
"""All checks, in the order in which the issues of one record are reported."""


def holds(index: Index) -> bool:
    """Whether content is certainly a valid bundle; if not, `find_issues` finds out."""
    return all(_holds(check, index) for check in CHECKS)


def _holds(check: Check, index: Index) -> bool:
    if check.holds is not None:
        return check.holds(index)
    records = [(f"{name}[{place}]", record) for name in LISTS for place, record in enumerate(getattr(index, name))]
    return not any(check.faults(PartialBundle(index.article, records)))


def find_issues(partial: PartialBundle) -> list[Issue]:
    """Find everything that keeps well-typed content from being a valid bundle."""
    return [issue for check in CHECKS for issue in check.faults(partial)]


def in_order(issues: Iterable[Issue]) -> Issues:
    """Sort issues by the order of the data: the article, then list by list, record by record."""
    lists = ["format_version", "generator", "article", *LISTS]

    def key(issue: Issue) -> tuple[int, int]:
        name, index = re.match(r"(\w*)(?:\[(\d{1,9})\])?", issue.path).groups()  # type: ignore[union-attr]
        return (lists.index(name) if name in lists else -1, -1 if index is None else int(index))

    return Issues(sorted(issues, key=key))
