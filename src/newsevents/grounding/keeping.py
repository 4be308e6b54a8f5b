"""Keeping the valid part of a draft: what is left out for an issue, and the paths of what remains."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import LISTS, Draft
from newsevents.errors import BundleError, Issue, Issues
from newsevents.grounding.builder import LEFT_OUT, MEND, Grounding
from newsevents.grounding.find import Finder
from newsevents.grounding.linking import plain
from newsevents.grounding.match import Match
from newsevents.model.fields import Field, Kind, classes_of, field_of, fields_of
from newsevents.model.given import instead
from newsevents.model.records import FORMAT_VERSION, Article
from newsevents.model.records import LISTS as RECORD_LISTS
from newsevents.rules.catalogue import RULES
from newsevents.rules.checks import in_order
from newsevents.rules.types import mismatches

VITAL = frozenset({"content", "negated"})
"""The fields, besides those that a record must have, that it is not kept without: they turn what it says.

Where one part of the content is missing the rest may say the opposite, and so it does where a negation is missing.
"""

_PLACE = re.compile(rf"({'|'.join(LISTS)})\[(\d+)\](?:\.(\w+)(?:\[(\d+)\])?)?")
_INDEX = re.compile(r"\[(\d{1,9})\]")

_REFERS_TO = {
    (name, field.draft): field.to
    for name, cls in RECORD_LISTS.items()
    for owner in classes_of(cls)
    for field in fields_of(owner)
}
"""The class that each reference of a draft refers to, by the list and the field that it is in."""


def is_vital(cls: type, name: str) -> bool:
    """Whether a record of a class of drafts is left out where a field is wrong."""
    return name in VITAL or field_of(cls, name).required


def filled(cls: Any, values: Mapping[str, Any]) -> Any:
    """A record of a draft of which not every required value could be read, with something instead of the rest.

    It only holds the place of a record that is left out, and is known by the names that could be read.
    """
    missing = {field.name: _stopgap(field) for field in fields_of(cls) if field.required and field.name not in values}
    silent = {"find_mentions": False} if "name" in missing else {}
    return cls(**missing, **{**values, **silent})


def _stopgap(field: Field) -> Any:
    return next(iter(field.cls)) if field.kind is Kind.CHOICE else "?"


@attrs.define
class Positions:
    """Where the items of some lists were before others were left out."""

    _kept: dict[str, list[int]] = attrs.field(factory=dict)

    def keep(self, path: str, indices: Iterable[int]) -> None:
        """Note which items of the list at a path are kept. The path is that of the list before any was left out."""
        before = self._kept.get(path)
        self._kept[path] = [index if before is None else before[index] for index in indices]

    def before(self, path: str) -> str:
        """The path that something had before anything was left out."""
        done, end = "", 0
        for item in _INDEX.finditer(path):
            done += path[end : item.start()]
            kept, index = self._kept.get(done), int(item[1])
            done += f"[{index if kept is None else kept[index]}]"
            end = item.end()
        return done + path[end:]


@attrs.frozen
class Kept:
    """What is valid of a draft.

    Attributes:
        bundle: The bundle of it.
        issues: What was left out, and why.
        matches: Tells how each quote was found.
    """

    bundle: Bundle
    issues: Issues
    matches: Callable[[], tuple[Match, ...]]


def keep_valid(article: Article, draft: Draft, left_out: Iterable[str] = ()) -> Kept:
    """Ground what is valid of a draft.

    Args:
        article: The article.
        draft: The draft.
        left_out: The paths of records that are left out already.

    Raises:
        BundleError: The article is wrong, or the draft as a whole.
    """
    left = Remainder(draft, left_out)
    finder: Finder | None = None
    while True:
        linked = False
        try:
            text = checked_text(article, left.draft)
            finder = finder or Finder(text)
            grounding = left.grounding(article, finder)
            linked = True
            bundle = grounding.bundle()
            return Kept(bundle, in_order(left.issues), functools.partial(left.matches, grounding))
        except BundleError as error:
            if not left.leave_out(error.issues, linked=linked):
                raise


def checked_text(article: Article, draft: Draft) -> str:
    """The text of an article, if it and the draft can be worked on."""
    issues = [*mismatches(article, Article, "article"), *mismatches(draft, Draft, "")]
    if issues and issues[0].path == "article":
        issues[0] = attrs.evolve(issues[0], fix=instead(article, Article, before="") or None)
    if issues:
        raise BundleError(issues)
    if draft.format_version != FORMAT_VERSION:
        message = f"the format version is {FORMAT_VERSION}"
        issues.append(Issue("format_version", "version", message, draft.format_version))
    if article.text is None:
        issues.append(Issue("article.text", "no-text", "the article has no text", fix=RULES["no-text"].fix))
    if issues or article.text is None:
        raise BundleError(issues)
    return article.text


class Remainder:
    """What is left of a draft: fields and items are taken out of it, and records that cannot stay are marked.

    A record that is left out holds its place, and its names: what refers to it does not mean another one by that.
    """

    def __init__(self, draft: Draft, left_out: Iterable[str] = ()) -> None:
        self.draft = draft
        self.issues: list[Issue] = []
        self._left_out = set(left_out)  # the paths of records
        self._renamed: set[str] = set()  # the paths of records whose id is another's too
        self._names: tuple[Any, ...] | None = None  # the actors with all the names by which they were first known
        self._lost: set[tuple[str, str]] = set()  # names that could not be read as such: the class, and the name
        self._positions = Positions()

    def grounding(self, article: Article, finder: Finder) -> Grounding:
        """The grounding of what is left."""
        if self._names is None:
            self._names = self.draft.actors
        return Grounding(
            article, finder, self.draft, left_out=self._left_out, renamed=self._renamed, known_as=self._names
        )

    def leave_out(self, issues: Iterable[Issue], *, linked: bool) -> bool:
        """Leave out what some issues are about; False, and nothing is changed, where one is about something else.

        Args:
            issues: What is wrong.
            linked: Whether all values had the right types, so that the names were looked up.
        """
        found: list[tuple[Issue, re.Match[str]]] = []
        for issue in issues:
            match = _PLACE.match(issue.path)
            records = None if match is None else getattr(self.draft, match[1])
            if match is None or type(records) is not tuple or int(match[2]) >= len(records):
                return False
            found.append((issue, match))
        # Of two records with one id the second is left out, but not for one that is left out itself.
        found = [(issue, match) for issue, match in found if not self._is_again(issue, match)] or found
        told = {(issue.path, issue.code, issue.message) for issue in self.issues}
        for issue in (self._told(issue) for issue, _ in found):
            self.issues += [] if (issue.path, issue.code, issue.message) in told else [issue]
        faulty: dict[tuple[str, int], dict[str, set[int | None]]] = defaultdict(dict)
        for _, match in found:
            name, index, field, item = match[1], int(match[2]), match[3], match[4]
            fields = faulty[name, index]
            if field is None:
                self._left_out.add(f"{name}[{index}]")
            else:
                fields.setdefault(field, set()).add(None if item is None else int(item))
        lists: dict[str, list[Any]] = {}
        for (name, index), fields in faulty.items():
            records = lists.setdefault(name, [*getattr(self.draft, name)])
            records[index] = self._without(name, index, records[index], fields, linked)
        self.draft = attrs.evolve(self.draft, **lists)  # type: ignore[arg-type]
        return True

    def _is_again(self, issue: Issue, match: re.Match[str]) -> bool:
        """Whether an issue is about the id of a record that has no other."""
        record = getattr(self.draft, match[1])[int(match[2])]
        return issue.code == "duplicate-id" and (record.id is None or f"{match[1]}[{match[2]}]" in self._renamed)

    def matches(self, grounding: Grounding) -> tuple[Match, ...]:
        """How the quotes of a grounding of this draft were found."""
        found = (grounding.finder.match(site) for site in grounding.kept_sites())
        return tuple(attrs.evolve(match, path=self._positions.before(match.path)) for match in found)

    def _without(self, name: str, index: int, record: Any, fields: Mapping[str, set[int | None]], linked: bool) -> Any:
        """A record without what is wrong with some of its fields; as it is where it cannot stay without that."""
        cls, path = LISTS[name], f"{name}[{index}]"
        if type(record) is not cls:
            return filled(cls, {})
        changes: dict[str, Any] = {}
        for field, items in fields.items():
            value, default = getattr(record, field), field_of(cls, field).default
            if field == "id" and linked and value is not None and path not in self._renamed:
                self._renamed.add(path)  # the label stays known, and is nobody's alone
                continue
            if is_vital(cls, field) or (linked and value == default):
                self._left_out.add(path)
            if None in items or type(value) is not tuple:
                changes[field] = default
            else:
                kept = [at for at in range(len(value)) if at not in items]
                changes[field] = tuple(value[at] for at in kept)
                self._positions.keep(f"{path}.{field}", kept)
            if not linked:
                self._lost |= {(name.removesuffix("s"), plain(text)) for text in _texts(value)}
        if linked and path in self._left_out:
            return record  # it holds its place as it is
        values = {field.name: getattr(record, field.name) for field in fields_of(cls)} | changes
        return filled(cls, {field: value for field, value in values.items() if value is not attrs.NOTHING})

    def _told(self, issue: Issue) -> Issue:
        """An issue with the path that its place had at first."""
        path = self._positions.before(issue.path)
        field = path.rpartition(".")[2].partition("[")[0]
        if (
            issue.code == "name-unknown"
            and (_REFERS_TO[path.partition("[")[0], field], plain(issue.value)) in self._lost
        ):
            return attrs.evolve(issue, path=path, message=LEFT_OUT, fix=MEND)
        return attrs.evolve(issue, path=path)


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value of any type, which may be names."""
    for item in value if isinstance(value, tuple | list | set | frozenset) else (value,):
        for text in (item, getattr(item, "exact", None), getattr(item, "title", None)):
            if isinstance(text, str):
                yield text
