"""Grounding a draft: all of it, or the part of it that is valid."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, overload

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import Draft, DraftActor
from newsevents.errors import BundleError, Issue, Issues
from newsevents.grounding.builder import Grounding
from newsevents.grounding.find import Finder
from newsevents.grounding.linking import plain
from newsevents.grounding.match import Match
from newsevents.model.fields import classes_of, fields_of
from newsevents.model.given import instead
from newsevents.model.records import FORMAT_VERSION, LISTS, Article
from newsevents.model.values import ShortRepr
from newsevents.rules.catalogue import RULES
from newsevents.rules.checks import in_order
from newsevents.rules.types import mismatches

_PLACE = re.compile(rf"({'|'.join(LISTS)})\[(\d+)\](?:\.(\w+)(?:\[(\d+)\])?)?")

_PARTS_OF_ACTORS = {
    field.name: field.default
    for field in fields_of(DraftActor)
    if not field.required and field.name not in ("id", "find_mentions")
}
"""The fields of an actor that it can be without: so much refers to actors that not all of one is left out for them."""

_REFERS_TO = {
    (name, field.draft): field.to
    for name, cls in LISTS.items()
    for owner in classes_of(cls)
    for field in fields_of(owner)
}
"""The class that each reference of a draft refers to, by the list and the field that it is in."""

_LEFT_OUT = "what this refers to was left out, so this is too"
_MEND = "mend what was left out"


@attrs.frozen(kw_only=True, repr=False)
class Grounded(ShortRepr):
    """What became of a draft of which only the valid part was wanted.

    Attributes:
        bundle: The bundle of the valid part.
        issues: What was left out and why, with the paths of the draft. A record is left out whole; of an actor only
            the faulty mention, role or other part that it can be without, if that is enough. What refers to
            something that was left out is left out too.
        matches: How each quote that is in the bundle was found, with its path in the draft, list by list.
    """

    bundle: Bundle
    issues: Issues
    matches: tuple[Match, ...]


@overload
def ground(article: Article, draft: Draft, *, on_error: Literal["raise"] = "raise") -> Bundle: ...


@overload
def ground(article: Article, draft: Draft, *, on_error: Literal["keep"]) -> Grounded: ...


def ground(article: Article, draft: Draft, *, on_error: Literal["raise", "keep"] = "raise") -> Bundle | Grounded:
    """Find a draft's words in the article, link its names, resolve its dates, and validate what comes out.

    Args:
        article: The article, with its text. Dates are resolved against ``article.published``; without it
            only dates that say their year are.
        draft: What was read in the article. A draft whose ``generator`` is a model is judged more strictly: content
            that stops right before the words that turn its sentence round ("but", "unless") is refused.
        on_error: What to do where something is wrong: raise an error, or keep the valid part.

    Returns:
        The bundle, its records in the draft's order; with ``on_error="keep"`` a `Grounded`, which holds the bundle of
        the valid part and all issues. Neither argument is changed.

    Raises:
        BundleError: Something is wrong, with every issue. Paths are those of the draft. With ``on_error="keep"`` only
            if it is the article that is wrong, or the draft as a whole.
        ValueError: ``on_error`` is something else.
    """
    if on_error == "keep":
        bundle, issues, matches = keep_valid(article, draft)
        return Grounded(bundle=bundle, issues=issues, matches=matches())
    if on_error != "raise":
        raise ValueError(f"on_error is 'raise' or 'keep', not {on_error!r}")
    return Grounding(article, Finder(_checked_text(article, draft)), draft).bundle()


def _checked_text(article: Article, draft: Draft) -> str:
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


def keep_valid(article: Article, draft: Draft) -> tuple[Bundle, Issues, Callable[[], tuple[Match, ...]]]:
    """Ground what is valid of a draft.

    Returns:
        The bundle, what was left out and why, and a function that tells how each quote was found.

    Raises:
        BundleError: The article is wrong, or the draft as a whole.
    """
    left = Remainder(draft)
    finder: Finder | None = None
    while True:
        grounding: Grounding | None = None
        try:
            text = _checked_text(article, left.draft)
            finder = finder or Finder(text)
            grounding = Grounding(article, finder, left.draft)
            bundle = grounding.bundle()
            break
        except BundleError as error:
            issues = [*error.issues]
            if grounding is not None:  # at once, and not in as many rounds as a chain of references is long
                followed = grounding.labels.following([issue.path for issue in error.issues])
                issues += [Issue(path, "name-unknown", _LEFT_OUT, name, _MEND) for path, name in followed]
            if not left.leave_out(issues, linked=grounding is not None):
                raise
    return bundle, in_order(left.issues), functools.partial(left.matches, grounding)


class Remainder:
    """What is left of a draft. Every time that something is left out the rest moves up: paths are told as before."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.issues: list[Issue] = []
        self._linked = False  # whether all names were looked up: a name that is unknown later was left out
        self._gone: set[tuple[str, str]] = set()  # before that: the class and each name of what was left out
        self._indices: dict[str, list[int]] = {}  # for each list: where its records stood in the first draft
        self._parted: set[int] = set()  # the actors of which a part was left out

    def leave_out(self, issues: Iterable[Issue], *, linked: bool) -> bool:
        """Leave out what some issues are about; False, and nothing is changed, where one is about something else.

        Args:
            issues: What is wrong.
            linked: Whether the names were looked up when it was found.
        """
        faulty: dict[str, set[int]] = defaultdict(set)
        parts: dict[int, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))
        told: list[Issue] = []
        for issue in issues:
            match = _PLACE.match(issue.path)
            if match is None or type(getattr(self.draft, match[1])) is not tuple:
                return False
            name, index, field = match[1], int(match[2]), match[3]
            if index >= len(getattr(self.draft, name)):  # pragma: no cover - the article's own source: see the article
                return False
            told.append(self._told(issue, match))
            if name == "actors" and field in _PARTS_OF_ACTORS and self._index(name, index) not in self._parted:
                parts[index][field].add(None if match[4] is None else int(match[4]))
            else:
                faulty[name].add(index)
        if not linked:
            self._gone |= {
                (name.removesuffix("s"), plain(known))
                for name, indices in [*faulty.items(), ("actors", parts)]
                for index in indices
                for known in _known_as(getattr(self.draft, name)[index])
            }
        lists: dict[str, Any] = {}
        if parts:
            lists["actors"] = [
                _without_parts(actor, parts[index]) if index in parts else actor
                for index, actor in enumerate(self.draft.actors)
            ]
        self._parted |= {self._index("actors", index) for index in parts}
        for name, indices in faulty.items():
            records = lists.get(name, getattr(self.draft, name))
            kept = [index for index in range(len(records)) if index not in indices]
            lists[name] = [records[index] for index in kept]
            self._indices[name] = [self._index(name, index) for index in kept]
        self.draft = attrs.evolve(self.draft, **lists)
        self.issues += told
        self._linked = linked
        return True

    def matches(self, grounding: Grounding) -> tuple[Match, ...]:
        """How the quotes of a grounding of this draft were found."""
        found = (grounding.finder.match(site) for site in grounding.sites if site.span is not None)
        return tuple(attrs.evolve(match, path=self._path(match.path)) for match in found)

    def _index(self, name: str, index: int) -> int:
        return self._indices[name][index] if name in self._indices else index

    def _path(self, path: str) -> str:
        match = _PLACE.match(path)
        assert match is not None
        name, index = match[1], int(match[2])
        return f"{name}[{self._index(name, index)}]{path[match.end(2) + 1 :]}"

    def _told(self, issue: Issue, match: re.Match[str]) -> Issue:
        path = self._path(issue.path)
        if match[1] == "actors" and self._index("actors", int(match[2])) in self._parted:
            path = path.partition(".")[0]
        if issue.code == "name-unknown" and (self._linked or self._is_gone(issue, match[1])):
            return attrs.evolve(issue, path=path, message=_LEFT_OUT, fix=_MEND)
        return attrs.evolve(issue, path=path)

    def _is_gone(self, issue: Issue, name: str) -> bool:
        field = issue.path.rpartition(".")[2].partition("[")[0]
        return (_REFERS_TO[name, field], plain(issue.value)) in self._gone


def _known_as(record: Any) -> Iterator[str]:
    """What others may call a record of a draft, whatever types its fields have."""
    id, name, title, aliases, mentions, roles = (
        getattr(record, field, None) for field in ("id", "name", "title", "aliases", "mentions", "roles")
    )
    quotes = [getattr(mention, "exact", None) for mention in _items(mentions)]
    offices = [getattr(role, "title", None) for role in _items(roles)]
    words = name.split() if isinstance(name, str) else []
    for known in (id, name, title, *words, *_items(aliases), *quotes, *offices):
        if isinstance(known, str):
            yield known


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple | list | set | frozenset) else (value,)


def _without_parts(actor: Any, parts: dict[str, set[int | None]]) -> Any:
    """An actor without some of its parts."""
    changes: dict[str, Any] = {}
    for field, indices in parts.items():
        value = getattr(actor, field)
        if None in indices or type(value) is not tuple:
            changes[field] = _PARTS_OF_ACTORS[field]
        else:
            changes[field] = tuple(item for index, item in enumerate(value) if index not in indices)
    return attrs.evolve(actor, **changes)
