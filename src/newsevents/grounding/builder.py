"""Turn a draft into a bundle, in one pass."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

import attrs

from newsevents.bundle import Bundle
from newsevents.draft import DRAFT_CLASSES, Draft, DraftActor, DraftMeeting, DraftSource, DraftStatement
from newsevents.errors import BundleError, Issue
from newsevents.grounding.disambiguate import settle, settle_datelines, settle_in_order, settle_places
from newsevents.grounding.find import Finder, QuoteSite
from newsevents.grounding.issues import ambiguous, in_draft_terms, not_found
from newsevents.grounding.labels import LabelLinker, record_path
from newsevents.grounding.linking import NameLinker
from newsevents.grounding.located import LocatedRecord, quotes_of
from newsevents.grounding.mentions import locate_mentions
from newsevents.grounding.publisher import own_sources, publisher_among, with_publisher
from newsevents.grounding.readings import Readings
from newsevents.grounding.truncation import find_cuts, words_of_sites
from newsevents.model.fields import Field, Kind, field_of, fields_of
from newsevents.model.ids import content_id, is_id_of, slug
from newsevents.model.records import LISTS, Actor, Article, Meeting, Source
from newsevents.model.values import Place, Quote, Role, When
from newsevents.model.vocabulary import AllegationForm, GeneratorKind, SourceKind
from newsevents.rules.catalogue import RULES
from newsevents.rules.checks import find_issues, in_order
from newsevents.rules.partial import PartialBundle

_ARTICLE_SOURCE = "source:article"
_FROM_THE_ARTICLE = ("source", "via")
"""The references that mean the article's own source if a draft gives none."""

_PLACES = {field.name for cls in DRAFT_CLASSES.values() for field in fields_of(cls) if field.cls is Place}
"""The fields of drafts that hold places."""

LEFT_OUT = "what this refers to was left out, so this is too"
MEND = "correct what was left out"

_QUOTED = {
    field.name
    for cls in DRAFT_CLASSES.values()
    for field in fields_of(cls)
    if field.kind is Kind.WORDS and field.many and field.name not in ("mentions", "not_mentions")
}
"""The fields that hold a list of quotes, whose spans are in the same order."""

_PLAIN_EDTF = re.compile(r"\d{4}(-\d\d){0,2}")
_RECORD_CLASSES: dict[type, type[Any]] = {draft: cls for cls, draft in DRAFT_CLASSES.items()}


class Grounding:
    """The grounding of one draft. Issues are collected on the way; a record that has one is left out.

    Args:
        article: The article.
        finder: Finds words in its text.
        draft: The draft.
        left_out: The paths of records that are left out but keep their places; no issues are reported for them.
        renamed: The paths of records whose `id` is only a label.
        known_as: The actors, in their places, with all the names by which others may refer to them.
    """

    def __init__(
        self,
        article: Article,
        finder: Finder,
        draft: Draft,
        *,
        left_out: Collection[str] = (),
        renamed: Collection[str] = (),
        known_as: Sequence[DraftActor] | None = None,
    ) -> None:
        self._left_out = left_out
        self._renamed = renamed
        self.article = article
        self.draft = with_publisher(article, draft, left_out)
        self._given = len(draft.actors)
        known = draft.actors if known_as is None else known_as
        self._known_as = [*known, *self.draft.actors[len(known) :]]
        self.finder = finder
        self.sites: list[QuoteSite] = []
        self.issues: list[Issue] = []
        self.labels = LabelLinker()
        self.article_source = _ARTICLE_SOURCE
        self._taken: dict[str, str] = {}  # the path of the first record that has each id
        self._again: set[str] = set()  # the paths of actors that repeat an earlier actor
        self._ids_kept: set[str] = set()
        self._ids_left_out: set[str] = set()
        self._readings = Readings(article, finder.text)
        self._faulty: set[str] = set()  # the paths of the records that the first _sorted issues concern
        self._sorted = 0

    def bundle(self) -> Bundle:
        """The bundle.

        Raises:
            BundleError: Something is wrong; the error lists every issue. Paths are those of the draft.
        """
        actors = self._locate_actors()
        self.names = NameLinker(
            [
                attrs.evolve(actor, draft=self._known_as[int(actor.path[len("actors[") : -1])])
                for actor in sorted(actors, key=self._stays)  # of two with the same id, the kept one is meant
            ]
        )
        for actor in actors:
            actor.sites = self._sites(actor.path, actor.draft)
            self._settle(actor.sites)
        self.article, self.publisher = publisher_among(
            self.article, self.draft, [*filter(self._stays, actors)], self.names, left_out=self._left_out
        )
        self.partial = PartialBundle(article=self.article, records=[])
        for actor in actors:
            self._add(actor)

        sources, *events = (self._locate_all(name) for name in LISTS if name != "actors")
        others = [*sources, *(located for one in events for located in one)]
        if self.draft.generator is not None and self.draft.generator.kind is GeneratorKind.MODEL:
            cuts = find_cuts(self.finder, [words_of_sites(self.finder, located.sites) for located in others])
            self.issues += [Issue(path, "quote-cut", why, value, RULES["quote-cut"].fix) for path, value, why in cuts]
        for located in others:
            self._name(located)
        for located in sources:
            self._add(located)
        if self._needs_article_source:
            self._add_article_source(len(sources))
        for located in others[len(sources) :]:
            self._add(located)

        self.issues = [issue for issue in self.issues if record_path(issue.path) not in self._left_out]
        if self.issues:  # what could be grounded is validated too, so that all issues are reported at once
            raise BundleError(in_order([*self.issues, *filter(self._is_own, self._rule_issues())]))
        lists: dict[str, Any] = {name: [record for _, record in self.partial.of(cls)] for name, cls in LISTS.items()}
        try:
            return Bundle(article=self.article, **lists, generator=self.draft.generator)
        except BundleError:  # its paths count only the records that are kept
            raise BundleError(in_order(self._rule_issues())) from None

    def _rule_issues(self) -> Iterator[Issue]:
        """The issues of the grounded records, with paths in the draft and without duplicates for the same quote."""
        issues = list(in_draft_terms(find_issues(self.partial)))
        paths = self._quote_paths() if issues else {}
        reported: set[tuple[str, str, str]] = set()
        for issue in issues:
            path = paths.get(issue.path, issue.path)
            if (path, issue.code, issue.message) not in reported:
                yield attrs.evolve(issue, path=path)
            reported.add((path, issue.code, issue.message))

    def _is_own(self, issue: Issue) -> bool:
        """Whether an issue does not follow from others: the publisher needs no evidence once its source is valid."""
        return self.publisher is None or issue.path != f"{self._taken[self.publisher]}.evidence"

    def _quote_paths(self) -> dict[str, str]:
        """The path of the quote for each span of a quote field, as a quote with omissions has several spans."""
        found: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for site in self.sites:
            if site.field in _QUOTED:
                field = site.path.rpartition("[")[0]
                for _ in self.finder.spans(site):
                    found[f"{field}[{counts[field]}]"] = site.path
                    counts[field] += 1
        return found

    def kept_sites(self) -> Iterator[QuoteSite]:
        """The quotes of the records that are kept, each with where it was found."""
        return (site for site in self.sites if site.span is not None and record_path(site.path) not in self._left_out)

    # --- words

    def _sites(self, path: str, draft: Any, *, mentions: bool = False) -> list[QuoteSite]:
        """Look for the mentions of an actor, or for all the words of any other record."""
        sites = [
            self.finder.site(quote, at, field.name, parted=field.many and field.kind is Kind.WORDS)
            for at, field, quote in quotes_of(draft, path, mentions=mentions)
        ]
        self.sites += sites
        self.issues += [self._not_found(site, draft) for site in sites if not site.places]
        return sites

    def _not_found(self, site: QuoteSite, draft: Any) -> Issue:
        issue, value = not_found(self.finder, site), getattr(draft, site.field)
        if isinstance(value, Place):
            return attrs.evolve(issue, fix="give the article's words for the place as its `text`")
        return issue

    def _settle(self, sites: Sequence[QuoteSite], *, beside: Iterable[QuoteSite] = ()) -> None:
        settle(self.finder, [*sites, *beside])
        settle_places(self.finder, [site for site in sites if site.field in _PLACES], [*sites, *beside])
        self.issues += [ambiguous(self.finder, site) for site in sites if site.span is None and site.places]

    def _locate_actors(self) -> list[LocatedRecord]:
        """The actors, each with its id and its mentions; those for which no id can be made are left out."""
        actors = [
            LocatedRecord(path := f"actors[{index}]", draft, self.finder, self._sites(path, draft, mentions=True))
            for index, draft in enumerate(self.draft.actors)
        ]
        for actor in actors:
            actor.id = self._id(actor, "actor")
            if actor.id != "actor:" and self._taken[actor.id] != actor.path:  # its names belong to the first actor
                self._told_twice(actor, actor.id)
                self._again.add(actor.path)
                actor.draft = attrs.evolve(actor.draft, find_mentions=False)
        issues, self._unnamed = locate_mentions(self.finder, actors)  # and why each actor without a mention has none
        self.issues += issues
        for actor in actors:
            draft = actor.draft
            self._enter(actor, "actor", None)
            if actor.id == "actor:":
                message = "the name has no letter or digit to make an id from"
                self.issues.append(Issue(f"{actor.path}.name", "no-id", message, draft.name))
        return [actor for actor in actors if actor.id != "actor:"]

    def _locate_all(self, name: str) -> list[LocatedRecord]:
        found = [self._locate(f"{name}[{index}]", draft) for index, draft in enumerate(getattr(self.draft, name))]
        if any(site.span is None and site.places for located in found for site in located.sites):
            settle_in_order(self.finder, [located.sites for located in found])
            for located in found:
                self._settle(located.sites)
        for located in found:
            places = [site for site in located.sites if site.field in _PLACES]
            settle_datelines(self.finder, places, [site for site in located.sites if site.field == "evidence"])
        return found

    def _locate(self, path: str, draft: Any) -> LocatedRecord:
        located = LocatedRecord(path, draft, self.finder, self._sites(path, draft))
        if isinstance(draft, DraftSource) and not draft.evidence and draft.title is not None:
            title = self.finder.site(Quote(exact=draft.title))
            located.sites += [title] if len(title.places) == 1 else []
        settle(self.finder, located.sites)
        return located

    # --- ids

    def _name(self, located: LocatedRecord) -> None:
        """Give a record its id, and register the labels by which others may refer to it."""
        draft, path = located.draft, located.path
        cls = _RECORD_CLASSES[type(draft)].__name__.lower()
        id = located.id = self._id(located, cls)
        if isinstance(draft, DraftSource) and draft.kind is SourceKind.ARTICLE:
            self.article_source = id if self._stays(located) else self.article_source
        elif id == _ARTICLE_SOURCE and self._needs_article_source:
            message = "the article's own source has this id"
            fix = "give it another `id`, or the kind `article` if it is the article"
            self.issues.append(Issue(f"{path}.id", "duplicate-id", message, id, fix))
        label = {DraftSource: "title", DraftMeeting: "name"}.get(type(draft))
        self._enter(located, cls, label and getattr(draft, label))
        if id.endswith(":"):
            message = "there is nothing to make an id from"
            self.issues.append(Issue(path, "no-id", message, fix=RULES["no-id"].fix))

    def _enter(self, located: LocatedRecord, cls: str, title: str | None) -> None:
        """Register what a record may be called."""
        (self._ids_kept if self._stays(located) else self._ids_left_out).add(located.id)
        self.labels.add(cls, located.id, located.draft.id, title)

    def _stays(self, located: LocatedRecord) -> bool:
        return located.path not in self._left_out and located.path not in self._again

    def _id(self, located: LocatedRecord, cls: str) -> str:
        """The id that a record has in the bundle: the id in the draft, unless that is only a label there."""
        given = located.draft.id
        if given is not None and located.path not in self._renamed and is_id_of(cls, given):
            if self._taken.setdefault(given, located.path) == located.path:
                return str(given)
            self._told_twice(located, given)
        made = self._made_id(located)
        if made.endswith(":") and given is not None:
            made += slug(given)
        self._taken.setdefault(made, located.path)
        return made

    def _told_twice(self, located: LocatedRecord, id: str) -> None:
        message = f"{self._taken[id]} already has this id"
        self.issues.append(Issue(f"{located.path}.id", "duplicate-id", message, id, RULES["duplicate-id"].fix))

    def _made_id(self, located: LocatedRecord) -> str:
        draft = located.draft
        if isinstance(draft, DraftActor):
            return f"actor:{slug(draft.name)}"
        if isinstance(draft, DraftSource):
            if draft.kind is SourceKind.ARTICLE:
                return _ARTICLE_SOURCE
            return f"source:{slug(draft.title or '-'.join((draft.kind, *draft.by)))}"
        if isinstance(draft, DraftMeeting):
            when, place = (self._grounded(located, field_of(Meeting, name)) for name in ("when", "place"))
            where = draft.name or (place.name if place else "-".join(draft.participants) or str(draft.kind))
            date = _date(when)
            return f"meeting:{slug(where)}" + (f"-{slug(date)}" if date else "")
        places = [(site.field, span.start, span.end) for site in located.sites for span in self.finder.spans(site)]
        # The same words may be claimed and denied, by others, or in another form, so all of this is in the id.
        if isinstance(draft, DraftStatement):
            stem, others = "-".join([*draft.speakers[:1], draft.kind]), draft.speakers[1:]
            kind: tuple[str, ...] = (draft.kind,)
        else:
            named = (*draft.accused, *draft.claimants)
            stem, others = "".join(named[:1]), draft.claimants if draft.accused else draft.claimants[1:]
            kind = () if draft.form is AllegationForm.UNSPECIFIED else (draft.form,)
        told = [*([others] if others else []), *([("negated",)] if draft.negated else [])]
        cls = _RECORD_CLASSES[type(draft)].__name__.lower()
        return content_id(cls, stem.removeprefix("actor:"), *kind, *places, *told)

    # --- records

    def _add(self, located: LocatedRecord) -> None:
        if not self._stays(located):
            return
        record = self._record(located)
        if isinstance(record, Actor):
            faulty = not record.evidence and record.id != self.publisher
            if faulty and not located.draft.mentions:  # otherwise each of them has an issue of its own
                message = self._unnamed[located.path]
                fix = "add the words by which the article refers to it as a mention"
                self.issues.append(Issue(self._given_path(located), "no-evidence", message, record.name, fix))
        else:  # an incomplete record would only cause issues that follow from the first
            faulty = self._is_faulty(located.path)
        if faulty:
            self.partial.unread.add(record.id)
        else:
            self.partial.records.append((located.path, record))

    def _given_path(self, actor: LocatedRecord) -> str:
        """The path of an actor in the draft; for an actor added as an issuer, the path of the issuer's name."""
        given = int(actor.path[len("actors[") : -1]) < self._given
        return actor.path if given else f"sources[{own_sources(self.draft, self._left_out)[0]}].by[0]"

    def _is_faulty(self, path: str) -> bool:
        """Whether there is an issue for a record."""
        self._faulty |= {record_path(issue.path) for issue in self.issues[self._sorted :]}
        self._sorted = len(self.issues)
        return path in self._faulty

    def _record(self, located: LocatedRecord) -> Any:
        """The record, or the role, that a draft describes; each field is grounded according to its kind."""
        draft = located.draft
        cls: Any = _RECORD_CLASSES[type(draft)]
        given, grounded = _fields(cls)
        values = {field.name: getattr(draft, field.draft) for field in given}
        values |= {field.name: self._grounded(located, field) for field in grounded}
        return cls(**values) if cls is Role else cls(**values | {"id": located.id})

    def _grounded(self, located: LocatedRecord, field: Field) -> Any:
        """The grounded value of a field of a record."""
        if field.name == "evidence":
            return () if _is_article(located.draft) and not located.draft.evidence else located.evidence()
        if field.name == "mentions":
            return located.mentions
        found = self._meant(located, field)
        if found is None and field.draft in _FROM_THE_ARTICLE and not _is_article(located.draft):
            return self.article_source
        return found

    def _meant(self, located: LocatedRecord, field: Field) -> Any:
        """The spans of words, the ids for names, or the values read from words."""
        found: Iterable[Any]
        if field.kind is Kind.WORDS:
            found = located.spans(field.draft)
        elif field.kind is Kind.REFERENCE:
            found = [self._link(at, field, name, located) for at, name in located.values(field)]
        else:
            found = self._values(located, field)
        kept = tuple(value for value in found if value is not None)
        return kept if field.many else next(iter(kept), None)

    def _link(self, path: str, field: Field, name: str, located: LocatedRecord) -> str | None:
        ids = self.labels.ids(str(field.to), name)
        if field.to == "actor" and not ids:
            id = self.names.link(path, name, located.windows, self.issues)
        else:
            id = self.labels.link(path, str(field.to), name, self.issues)
        if id in self._ids_left_out - self._ids_kept:
            self.issues.append(Issue(path, "name-unknown", LEFT_OUT, name, MEND))
            return None
        return id

    def _values(self, located: LocatedRecord, field: Field) -> Iterator[Any]:
        found = {site.path: site.span for site in located.sites if site.field == field.draft}
        for at, value in located.values(field):
            if type(value) in _RECORD_CLASSES:
                yield self._part(at, value, located)
            else:
                yield self._readings.read(located.draft, field, value, found.get(at))

    def _part(self, path: str, draft: Any, actor: LocatedRecord) -> Any:
        """A role of an actor. Its words are looked for near the actor's evidence, or else near its first mention."""
        role = LocatedRecord(path, draft, self.finder, self._sites(path, draft))
        first = [QuoteSite(Quote(exact=span.exact), [], span=span) for span in actor.mentions[:1]]
        self._settle(role.sites, beside=actor.sites or first)
        return self._record(role)

    # --- the article as a source

    @cached_property
    def _needs_article_source(self) -> bool:
        """Whether something comes from the article, but the draft does not list the article as a source."""
        records = [
            record
            for name in LISTS
            for index, record in enumerate(getattr(self.draft, name))
            if f"{name}[{index}]" not in self._left_out
        ]
        kinds = {record.kind for record in records if isinstance(record, DraftSource)}
        return SourceKind.ARTICLE not in kinds and any(
            getattr(record, reference, "") is None for record in records for reference in _FROM_THE_ARTICLE
        )

    def _add_article_source(self, index: int) -> None:
        by_ids = () if self.article.publisher_id is None else (self.article.publisher_id,)
        source = Source(id=_ARTICLE_SOURCE, kind=SourceKind.ARTICLE, by_ids=by_ids, title=self.article.title)
        self.partial.records.append((f"sources[{index}]", source))


@cache
def _fields(cls: Any) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """The fields of a class of records that a draft holds as they are, and those that have to be grounded."""
    grounded = tuple(field for field in fields_of(cls) if field.kind in (Kind.WORDS, Kind.REFERENCE, Kind.VALUE))
    return tuple(field for field in fields_of(cls) if field not in grounded), grounded


def _is_article(draft: Any) -> bool:
    """Whether a source is the article itself, which no other source passed on."""
    return isinstance(draft, DraftSource) and draft.kind is SourceKind.ARTICLE and draft.via is None


def _date(when: When | None) -> str:
    """A time as part of an id; empty if it is not known."""
    if when is None:
        return ""
    plain = when.edtf if when.edtf and _PLAIN_EDTF.fullmatch(when.edtf) else None
    return str(plain or when.earliest or when.latest or "")
