"""Keep the valid part of a draft: what is left out because of an issue, and the paths of what remains."""

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
"""The fields, besides the required ones, without which a record is not kept, since they can reverse its meaning.

If a part of the content is missing, the rest may say the opposite; so it does if a negation is missing.
"""

_PLACE = re.compile(rf"({'|'.join(LISTS)})\[(\d+)\](?:\.(\w+)(?:\[(\d+)\])?)?")
_INDEX = re.compile(r"\[(\d{1,9})\]")

_REFERS_TO = {
    (name, field.draft): field.to
    for name, cls in RECORD_LISTS.items()
    for owner in classes_of(cls)
    for field in fields_of(owner)
}
"""The class that each reference of a draft refers to, by its list and field."""


def is_vital(cls: type, name: str) -> bool:
    """Whether a draft record of a class has to be left out if a field is wrong."""
    return name in VITAL or field_of(cls, name).required


def filled(cls: Any, values: Mapping[str, Any]) -> Any:
    """A draft record of which not every required value could be read, with placeholders for the rest.

    It only keeps the place of a record that is left out, under the names that could be read.
    """
    missing = {field.name: _stopgap(field) for field in fields_of(cls) if field.required and field.name not in values}
    silent = {"find_mentions": False} if "name" in missing else {}
    return cls(**missing, **{**values, **silent})


def _stopgap(field: Field) -> Any:
    return next(iter(field.cls)) if field.kind is Kind.CHOICE else "?"


@attrs.define
class Positions:
    """The positions of list items before others were left out."""

    _kept: dict[str, list[int]] = attrs.field(factory=dict)

    def keep(self, path: str, indices: Iterable[int]) -> None:
        """Note which items of the list at a path are kept. The path is that before anything was left out."""
        before = self._kept.get(path)
        self._kept[path] = [index if before is None else before[index] for index in indices]

    def before(self, path: str) -> str:
        """The path that a place had before anything was left out."""
        done, end = "", 0
        for item in _INDEX.finditer(path):
            done += path[end : item.start()]
            kept, index = self._kept.get(done), int(item[1])
            done += f"[{index if kept is None else kept[index]}]"
            end = item.end()
        return done + path[end:]


@attrs.frozen
class Kept:
    """The valid part of a draft.

    Attributes:
        bundle: Its bundle.
        issues: What was left out, and why.
        matches: Returns how each quote was found.
    """

    bundle: Bundle
    issues: Issues
    matches: Callable[[], tuple[Match, ...]]


def keep_valid(article: Article, draft: Draft, left_out: Iterable[str] = ()) -> Kept:
    """Ground the valid part of a draft.

    Args:
        article: The article.
        draft: The draft.
        left_out: The paths of records that have already been left out.

    Raises:
        BundleError: The article, or the draft as a whole, is invalid.
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
    """The text of an article, if the article and the draft can be grounded."""
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
    """The rest of a draft: fields and items are removed from it, and records that must be left out are marked.

    A record that is left out keeps its place and its names, so that references to it do not mean another record.
    """

    def __init__(self, draft: Draft, left_out: Iterable[str] = ()) -> None:
        self.draft = draft
        self.issues: list[Issue] = []
        self._left_out = set(left_out)  # the paths of records
        self._renamed: set[str] = set()  # the paths of records whose id another record has too
        self._names: tuple[Any, ...] | None = None  # the actors with all the names that they had at first
        self._lost: set[tuple[str, str]] = set()  # names that could not be read as such: the class and the name
        self._positions = Positions()

    def grounding(self, article: Article, finder: Finder) -> Grounding:
        """The grounding of the rest."""
        if self._names is None:
            self._names = self.draft.actors
        return Grounding(
            article, finder, self.draft, left_out=self._left_out, renamed=self._renamed, known_as=self._names
        )

    def leave_out(self, issues: Iterable[Issue], *, linked: bool) -> bool:
        """Leave out whatever some issues are about; if one is about anything else, change nothing and return False.

        Args:
            issues: What is wrong.
            linked: Whether all values had the right types, so that names were looked up.
        """
        found: list[tuple[Issue, re.Match[str]]] = []
        for issue in issues:
            match = _PLACE.match(issue.path)
            records = None if match is None else getattr(self.draft, match[1])
            if match is None or type(records) is not tuple or int(match[2]) >= len(records):
                return False
            found.append((issue, match))
        # Of two records with the same id, the second is left out, unless the first is left out itself.
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
        """Whether an issue is about an id that no other record has."""
        record = getattr(self.draft, match[1])[int(match[2])]
        return issue.code == "duplicate-id" and (record.id is None or f"{match[1]}[{match[2]}]" in self._renamed)

    def matches(self, grounding: Grounding) -> tuple[Match, ...]:
        """How the quotes of a grounding of this draft were found."""
        found = (grounding.finder.match(site) for site in grounding.kept_sites())
        return tuple(attrs.evolve(match, path=self._positions.before(match.path)) for match in found)

    def _without(self, name: str, index: int, record: Any, fields: Mapping[str, set[int | None]], linked: bool) -> Any:
        """A record without the wrong values of some fields; unchanged if it must be left out without them."""
        cls, path = LISTS[name], f"{name}[{index}]"
        if type(record) is not cls:
            return filled(cls, {})
        changes: dict[str, Any] = {}
        places: dict[str, list[int]] = {}
        for field, items in fields.items():
            value, default = getattr(record, field), field_of(cls, field).default
            if field == "id" and linked and value is not None and path not in self._renamed:
                self._renamed.add(path)  # the label can still be referred to, but is no longer unique to it
                continue
            if is_vital(cls, field) or (linked and value == default):
                self._left_out.add(path)
            if None in items or type(value) is not tuple:
                changes[field] = default
            else:
                places[field] = [at for at in range(len(value)) if at not in items]
                changes[field] = tuple(value[at] for at in places[field])
            if not linked:
                self._lost |= {(name.removesuffix("s"), plain(text)) for text in _texts(value)}
        if linked and path in self._left_out:
            return record  # the record keeps its place unchanged
        for field, kept in places.items():
            self._positions.keep(f"{path}.{field}", kept)
        values = {field.name: getattr(record, field.name) for field in fields_of(cls)} | changes
        return filled(cls, {field: value for field, value in values.items() if value is not attrs.NOTHING})

    def _told(self, issue: Issue) -> Issue:
        """An issue with the original path of its place."""
        path = self._positions.before(issue.path)
        field = path.rpartition(".")[2].partition("[")[0]
        if (
            issue.code == "name-unknown"
            and (_REFERS_TO[path.partition("[")[0], field], plain(issue.value)) in self._lost
        ):
            return attrs.evolve(issue, path=path, message=LEFT_OUT, fix=MEND)
        return attrs.evolve(issue, path=path)


def _texts(value: Any) -> Iterator[str]:
    """The strings in a value of any type, which may be names."""
    for item in value if isinstance(value, tuple | list | set | frozenset) else (value,):
        for text in (item, getattr(item, "exact", None), getattr(item, "title", None)):
            if isinstance(text, str):
                yield text
