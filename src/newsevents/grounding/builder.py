"""Turning a draft into a bundle, at one go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import Any, get_args

import attrs

from newsevents.bundle import Bundle
from newsevents.dates import find, resolve
from newsevents.draft import FIELDS, Draft, DraftAllegation, DraftMeeting, DraftRole, DraftSource, DraftStatement
from newsevents.errors import BundleError, Issue
from newsevents.grounding.disambiguate import settle, settle_in_order
from newsevents.grounding.find import Finder, Slot
from newsevents.grounding.issues import ambiguous, not_found
from newsevents.grounding.linking import Known, Names, Windows, ambiguous_name, find_mentions
from newsevents.grounding.truncation import cut_contents
from newsevents.model.ids import content_id, slug
from newsevents.model.moments import later
from newsevents.model.records import Actor, Allegation, Article, Meeting, Source, Statement
from newsevents.model.values import Place, Quantity, Quote, Role, Span, When
from newsevents.model.vocabulary import GeneratorKind, MeetingStatus, SourceKind
from newsevents.quantities import read_quantity
from newsevents.rules.catalogue import RULES
from newsevents.rules.checks import find_issues, in_order
from newsevents.rules.partial import PartialBundle
from newsevents.rules.references import publisher_id
from newsevents.rules.types import field_types

__all__ = ["Grounding"]

_ARTICLE_SOURCE = "source:article"
_PLAIN_EDTF = re.compile(r"\d{4}(-\d\d){0,2}")

DraftRecord = DraftSource | DraftStatement | DraftMeeting | DraftAllegation


class _Words:
    """A draft's record with its words found: what the record is made of."""

    def __init__(self, path: str, draft: DraftRecord, slots: list[Slot], finder: Finder) -> None:
        self.path = path
        self.draft = draft
        self.slots = slots
        self._finder = finder
        self.windows: Windows = tuple  # the stretches of text that it lies in, the narrowest first, when asked for
        self.id = ""

    def spans(self, field: str) -> tuple[Span, ...]:
        """The spans found for a field."""
        return tuple(span for slot in self.slots if slot.field == field for span in self._finder.spans(slot))


class Grounding:
    """One draft on its way to a bundle. Issues gather while it goes; a record that has one is left out."""

    def __init__(self, article: Article, finder: Finder, draft: Draft) -> None:
        self.article = article
        self.draft = draft
        self.finder = finder
        self.slots: list[Slot] = []
        self.issues: list[Issue] = []
        self.parts = PartialBundle(article=article, records=[])
        self._ids: dict[str, str] = {}  # the id of each record but actors, by its path
        self._references: dict[str, list[tuple[str, str]]] = {}  # for an id, where it is referred to, and as what
        self._faulty: set[str] = set()  # the paths of the records that the first _sorted issues are about
        self._sorted = 0

    def bundle(self) -> Bundle:
        """The bundle.

        Raises:
            BundleError: Something is wrong, with every issue. Paths are those of the draft.
        """
        known = self._known_actors()
        self.names = Names([one for one in known if one is not None])
        self._add_actors(known)
        publisher = self.article.publisher_id or publisher_id(
            self.article, (actor for _, actor in self.parts.of(Actor))
        )
        article = self.parts.article = attrs.evolve(self.article, publisher_id=publisher)

        sources = self._find_all("sources", self.draft.sources)
        statements = self._find_all("statements", self.draft.statements)
        meetings = self._find_all("meetings", self.draft.meetings)
        allegations = self._find_all("allegations", self.draft.allegations)
        events = [*statements, *meetings, *allegations]
        if self.draft.generator is not None and self.draft.generator.kind is GeneratorKind.MODEL:
            self.issues += cut_contents(self.finder, [one.slots for one in [*sources, *events]])
        self.labels: dict[tuple[str, str], set[str]] = {}
        self.article_source = _ARTICLE_SOURCE
        for one in [*sources, *events]:
            self._name(one)
        for grounded in sources:
            self._add_source(grounded)
        if self._needs_article_source():
            self._add_article_source(len(sources))
        for grounded in statements:
            self._add_statement(grounded)
        for grounded in meetings:
            self._add_meeting(grounded)
        for grounded in allegations:
            self._add_allegation(grounded)

        if self.issues:  # what could be grounded is judged too, so that all is said at once
            raise BundleError(in_order([*self.issues, *_in_draft_terms(find_issues(self.parts))]))
        try:
            return Bundle(
                article=article,
                actors=[record for _, record in self.parts.of(Actor)],
                sources=[record for _, record in self.parts.of(Source)],
                statements=[record for _, record in self.parts.of(Statement)],
                meetings=[record for _, record in self.parts.of(Meeting)],
                allegations=[record for _, record in self.parts.of(Allegation)],
                generator=self.draft.generator,
            )
        except BundleError as error:
            raise BundleError(_in_draft_terms(error.issues)) from None

    def following(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """What cannot stay where some records are left out: what refers to them, and what refers to that.

        Actors do not count: a name may mean another actor when one is left out.

        Args:
            paths: The paths of the issues for which records are left out.

        Yields:
            The path of each reference in the records that follow, and the name or id that it gives.
        """
        first = dict.fromkeys(_record_path(path) for path in paths)
        waiting = [path for path in first if path in self._ids]
        left = set(waiting)
        standing = Counter(self._ids.values())  # of several records with one id some may stay
        while waiting:
            id = self._ids[waiting.pop()]
            standing[id] -= 1
            for path, name in () if standing[id] else self._references.get(id, ()):
                record = _record_path(path)
                if record not in first:
                    yield path, name
                if record not in left:
                    left.add(record)
                    waiting.append(record)

    # --- actors

    def _known_actors(self) -> list[Known | None]:
        """Each actor with its id and mentions; None where it has no id."""
        explicit = [
            [self._slot(f"actors[{i}].mentions[{j}]", "mentions", quote) for j, quote in enumerate(actor.mentions)]
            for i, actor in enumerate(self.draft.actors)
        ]
        for slots in explicit:
            self._settle(slots)
        claimed = {span for slots in explicit for span in self._spans(slots)}
        known: list[Known | None] = []
        for i, (actor, found) in enumerate(
            zip(self.draft.actors, find_mentions(self.finder, self.draft.actors), strict=True)
        ):
            given = self._spans(explicit[i])
            if actor.find_mentions:
                mentions = sorted({*given, *(span for span in found if span not in claimed)}, key=_order)
            else:
                mentions = given
            id = actor.id or (f"actor:{slug(actor.name)}" if slug(actor.name) else None)
            if id is None:
                message = "the name has no letter or digit to make an id from"
                self.issues.append(Issue(f"actors[{i}].name", "no-id", message, actor.name))
            known.append(None if id is None else Known(id, actor, tuple(mentions)))
        return known

    def _add_actors(self, known: Iterable[Known | None]) -> None:
        for index, one in enumerate(known):
            if one is None:
                continue
            path, draft = f"actors[{index}]", one.draft
            slots = [self._slot(f"{path}.evidence[{i}]", "evidence", quote) for i, quote in enumerate(draft.evidence)]
            self._settle(slots)
            evidence = tuple(self._spans(slots))
            actor = Actor(
                id=one.id,
                name=draft.name,
                kind=draft.kind,
                aliases=draft.aliases,
                roles=[
                    self._role(f"{path}.roles[{i}]", role, one.mentions, slots) for i, role in enumerate(draft.roles)
                ],
                country=draft.country,
                part_of_id=self._actor_id(f"{path}.part_of", draft.part_of, tuple),
                member_ids=self._actor_ids(f"{path}.members", draft.members, tuple),
                identifiers=draft.identifiers,
                mentions=one.mentions,
                evidence=evidence or one.mentions[:1],
                rule=draft.rule,
            )
            if not actor.evidence:
                message = "neither its name nor an alias stands in the article"
                fix = "add the words by which the article refers to it as a mention"
                self.issues.append(Issue(path, "no-evidence", message, actor.name, fix))
                self.parts.unread.add(actor.id)
            else:
                self.parts.records.append((path, actor))

    def _role(self, path: str, role: DraftRole, mentions: tuple[Span, ...], evidence: list[Slot]) -> Role:
        span = None
        if role.words is not None:
            slot = self._slot(f"{path}.words", "words", role.words, parted=False)
            first = [
                Slot(path=path, field="mention", quote=Quote(exact=span.exact), places=[], span=span)
                for span in mentions[:1]
            ]
            settle(self.finder, [slot, *(evidence or first)])
            self._report([slot])
            span = slot.span
        return Role(title=role.title, of_id=self._actor_id(f"{path}.of", role.of, tuple), span=span)

    def _actor_id(self, path: str, name: str | None, windows: Windows) -> str | None:
        return None if name is None else self.names.link(path, name, windows, self.issues)

    def _actor_ids(self, path: str, names: Iterable[str], windows: Windows) -> tuple[str, ...]:
        ids = [self.names.link(f"{path}[{i}]", name, windows, self.issues) for i, name in enumerate(names)]
        return tuple(id for id in ids if id is not None)

    # --- words and ids of the other records

    def _slot(self, path: str, field: str, quote: Quote, *, parted: bool = True) -> Slot:
        slot = self.finder.slot(path, field, quote, parted=parted)
        self.slots.append(slot)
        if not slot.places:
            self.issues.append(not_found(self.finder, slot))
        return slot

    def _settle(self, slots: list[Slot]) -> None:
        settle(self.finder, slots)
        self._report(slots)

    def _report(self, slots: Iterable[Slot]) -> None:
        self.issues += [ambiguous(self.finder, slot) for slot in slots if slot.span is None and slot.places]

    def _spans(self, slots: Iterable[Slot]) -> list[Span]:
        return [span for slot in slots for span in self.finder.spans(slot)]

    def _find_all(self, name: str, drafts: Iterable[DraftRecord]) -> list[_Words]:
        found = [self._find(f"{name}[{index}]", draft) for index, draft in enumerate(drafts)]
        if any(slot.span is None and slot.places for one in found for slot in one.slots):
            settle_in_order(self.finder, [one.slots for one in found])
            for one in found:
                self._settle(one.slots)
        return found

    def _find(self, path: str, draft: DraftRecord) -> _Words:
        slots = []
        cls: Any = type(draft)
        for name in _fields_with_words(cls):
            value = getattr(draft, name)
            several = isinstance(value, tuple)
            for index, item in enumerate(value if several else (value,)):
                quote = _words(item)
                if quote is not None:
                    where = f"{path}.{name}[{index}]" if several else f"{path}.{name}"
                    slots.append(self._slot(where, name, quote, parted=several and name != "quantities"))
        found = _Words(path, draft, slots, self.finder)
        if isinstance(draft, DraftSource) and not draft.evidence and draft.title is not None:
            title = self.finder.slot(path, "title", Quote(exact=draft.title))
            found.slots += [title] if len(title.places) == 1 else []
        settle(self.finder, found.slots)
        found.windows = lambda: self._windows(found)
        return found

    def _windows(self, grounded: _Words) -> list[tuple[int, int]]:
        spans = [slot.span for slot in grounded.slots if slot.span is not None]
        if not spans:
            return []
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        speaker = [(span.start, span.end) for span in grounded.spans("speaker")]
        return [*speaker, (start, end), *(self.finder.around(start, end, unit) for unit in ("sentence", "paragraph"))]

    def _name(self, grounded: _Words) -> None:
        """Give a record its id, and enter the names by which others may refer to it."""
        draft, path = grounded.draft, grounded.path
        kind = type(draft).__name__.removeprefix("Draft").lower()
        grounded.id = self._ids[path] = draft.id or self._made_id(grounded)
        if isinstance(draft, DraftSource) and draft.kind is SourceKind.ARTICLE:
            self.article_source = grounded.id
        elif grounded.id == _ARTICLE_SOURCE and self._needs_article_source():
            message = "the article's own source has this id"
            fix = "give it another `id`, or the kind `article` if it is the article"
            self.issues.append(Issue(f"{path}.id", "duplicate-id", message, grounded.id, fix))
        names = {grounded.id}
        if isinstance(draft, DraftSource) and draft.title is not None:
            names.add(draft.title)
        if isinstance(draft, DraftMeeting) and draft.name is not None:
            names.add(draft.name)
        for name in names:
            self.labels.setdefault((kind, name), set()).add(grounded.id)
        if grounded.id.endswith(":"):
            message = "there is nothing to make an id from"
            self.issues.append(Issue(path, "no-id", message, fix=RULES["no-id"].fix))

    def _made_id(self, grounded: _Words) -> str:
        draft = grounded.draft
        if isinstance(draft, DraftSource):
            if draft.kind is SourceKind.ARTICLE:
                return _ARTICLE_SOURCE
            return f"source:{slug(draft.title or '-'.join((draft.kind, *draft.by)))}"
        if isinstance(draft, DraftMeeting):
            place = self._place(grounded)
            where = draft.name or (place.name if place else "-".join(draft.participants) or str(draft.kind))
            when = self._when(grounded, "when")
            date = None
            if when is not None:
                plain = when.edtf if when.edtf and _PLAIN_EDTF.fullmatch(when.edtf) else None
                date = plain or when.earliest or when.latest
            return f"meeting:{slug(where)}" + (f"-{slug(str(date))}" if date else "")
        places = [(slot.field, span.start, span.end) for slot in grounded.slots for span in self.finder.spans(slot)]
        if isinstance(draft, DraftStatement):
            stem = "-".join([*draft.speakers[:1], draft.kind]).removeprefix("actor:")
            return content_id("statement", stem, draft.kind, *places)
        stem = "".join([*draft.accused, *draft.claimants][:1]).removeprefix("actor:")
        return content_id("allegation", stem, *places)

    def _label_id(self, path: str, cls: str, name: str | None) -> str | None:
        """The id of the source, meeting, statement or allegation that a name means."""
        if name is None:
            return None
        ids = self.labels.get((cls, name), set())
        if len(ids) == 1 or name in ids:  # an id is surer than a title
            id = name if name in ids else next(iter(ids))
            if len(ids) == 1:  # and nothing else would be meant without it
                self._references.setdefault(id, []).append((path, name))
            return id
        if ids:
            self.issues.append(ambiguous_name(path, name, ids))
        else:
            message = f"no {cls} of the draft has this name or id"
            self.issues.append(Issue(path, "name-unknown", message, name, RULES["name-unknown"].fix))
        return None

    def _label_ids(self, path: str, cls: str, names: Iterable[str]) -> tuple[str, ...]:
        ids = [self._label_id(f"{path}[{i}]", cls, name) for i, name in enumerate(names)]
        return tuple(id for id in ids if id is not None)

    def _source_id(self, grounded: _Words, name: str | None) -> str:
        if name is None:
            return self.article_source
        field = "via" if isinstance(grounded.draft, DraftSource) else "source"
        return self._label_id(f"{grounded.path}.{field}", "source", name) or self.article_source

    # --- values

    def _when(self, grounded: _Words, field: str) -> When | None:
        value = getattr(grounded.draft, field)
        if value is None:
            return None
        span = next(iter(grounded.spans(field)), None)
        if isinstance(value, When):
            return value if span is None else attrs.evolve(value, text=span.exact, span=span)
        if span is None:
            return None
        return attrs.evolve(self._time(span, grounded.draft), text=span.exact, span=span)

    @cached_property
    def _times(self) -> dict[int, When]:
        """Every time in the article, by the offset of its end."""
        found = find(self.finder.text, self.article.published)
        return {when.span.end: when for when in found if when.span is not None}

    def _time(self, span: Span, draft: DraftRecord) -> When:
        """What the words of a time mean where they stand; what the record says of the time decides what is open.

        A scheduled meeting lies ahead, and what was said or held does not.
        """
        published = self.article.published
        found = self._times.get(span.end)
        if found is None or found.span is None or not _is_preposition(self.finder.text, span.start, found.span.start):
            found = resolve(span.exact, published)
        if published is None:
            return found
        if isinstance(draft, DraftMeeting) and draft.status is MeetingStatus.SCHEDULED:
            over = found.latest is not None and later(published, found.latest)
            return resolve(span.exact, published, ahead=True) if over else found
        if isinstance(draft, DraftStatement) or (
            isinstance(draft, DraftMeeting) and draft.status is MeetingStatus.HELD
        ):
            early = found.earliest is not None and later(found.earliest, published)
            return resolve(span.exact, published) if early else found
        return found

    def _place(self, grounded: _Words) -> Place | None:
        value = getattr(grounded.draft, "place", None)
        span = next(iter(grounded.spans("place")), None)
        if isinstance(value, Place):
            return value if span is None else attrs.evolve(value, span=span)
        return None if span is None else Place(name=span.exact, span=span)

    def _quantities(self, grounded: _Words) -> list[Quantity]:
        assert isinstance(grounded.draft, DraftAllegation)
        found = {slot.path: slot.span for slot in grounded.slots if slot.field == "quantities"}
        quantities = []
        for index, value in enumerate(grounded.draft.quantities):
            span = found.get(f"{grounded.path}.quantities[{index}]")
            if isinstance(value, Quantity):
                quantities.append(value if span is None else attrs.evolve(value, text=span.exact, span=span))
            elif span is not None:
                quantities.append(attrs.evolve(read_quantity(span.exact), span=span))
        return quantities

    def _evidence(self, grounded: _Words) -> tuple[Span, ...]:
        """The evidence that the draft gives, or else in each paragraph the stretch that holds the record's words."""
        given = grounded.spans("evidence")
        if given:
            return given
        values = (getattr(grounded.draft, name, None) for name in ("when", "published", "place"))
        spans = [value.span for value in values if isinstance(value, When | Place) and value.span is not None]
        resolved = [span for span in spans if 0 <= span.start < span.end <= len(self.finder.text)]
        stretches: dict[tuple[int, int], tuple[int, int]] = {}
        for span in [*self._spans(grounded.slots), *resolved]:
            paragraph = self.finder.around(span.start, span.end, "paragraph")
            before = stretches.get(paragraph, (span.start, span.end))
            stretches[paragraph] = (min(before[0], span.start), max(before[1], span.end))
        return tuple(self.finder.span(*stretch) for stretch in sorted(stretches.values()))

    # --- records

    def _add(self, grounded: _Words, record: Source | Statement | Meeting | Allegation) -> None:
        while self._sorted < len(self.issues):
            self._faulty.add(_record_path(self.issues[self._sorted].path))
            self._sorted += 1
        if grounded.path in self._faulty:  # what is half built would only bring issues that follow from the first
            self.parts.unread.add(record.id)
        else:
            self.parts.records.append((grounded.path, record))

    def _add_source(self, grounded: _Words) -> None:
        draft, path = grounded.draft, grounded.path
        assert isinstance(draft, DraftSource)
        root = draft.kind is SourceKind.ARTICLE and draft.via is None
        self._add(
            grounded,
            Source(
                id=grounded.id,
                kind=draft.kind,
                by_ids=self._actor_ids(f"{path}.by", draft.by, grounded.windows),
                title=draft.title,
                published=self._when(grounded, "published"),
                via_id=None if root else self._source_id(grounded, draft.via),
                named=draft.named,
                url=draft.url,
                evidence=() if root and not draft.evidence else self._evidence(grounded),
                rule=draft.rule,
            ),
        )

    def _needs_article_source(self) -> bool:
        if any(source.kind is SourceKind.ARTICLE for source in self.draft.sources):
            return False
        return (
            any(source.via is None for source in self.draft.sources)
            or any(statement.source is None for statement in self.draft.statements)
            or any(meeting.source is None for meeting in self.draft.meetings)
            or any(allegation.source is None for allegation in self.draft.allegations)
        )

    def _add_article_source(self, index: int) -> None:
        if any(record.id == _ARTICLE_SOURCE for _, record in self.parts.records):
            return  # an actor has its id, which has another form
        assert self.parts.article is not None
        publisher = self.parts.article.publisher_id
        by_ids = () if publisher is None else (publisher,)
        source = Source(id=_ARTICLE_SOURCE, kind=SourceKind.ARTICLE, by_ids=by_ids, title=self.article.title)
        self.parts.records.append((f"sources[{index}]", source))

    def _add_statement(self, grounded: _Words) -> None:
        draft, path, windows = grounded.draft, grounded.path, grounded.windows
        assert isinstance(draft, DraftStatement)
        self._add(
            grounded,
            Statement(
                id=grounded.id,
                kind=draft.kind,
                speaker=grounded.spans("speaker"),
                speaker_ids=self._actor_ids(f"{path}.speakers", draft.speakers, windows),
                unattributed=draft.unattributed,
                addressee_ids=self._actor_ids(f"{path}.addressees", draft.addressees, windows),
                target_ids=self._actor_ids(f"{path}.targets", draft.targets, windows),
                cue=grounded.spans("cue"),
                content=grounded.spans("content"),
                quotes=grounded.spans("quotes"),
                when=self._when(grounded, "when"),
                place=self._place(grounded),
                meeting_id=self._label_id(f"{path}.meeting", "meeting", draft.meeting),
                source_id=self._source_id(grounded, draft.source),
                certainty=draft.certainty,
                negated=draft.negated,
                hedges=grounded.spans("hedges"),
                evidence=self._evidence(grounded),
                rule=draft.rule,
            ),
        )

    def _add_meeting(self, grounded: _Words) -> None:
        draft, path, windows = grounded.draft, grounded.path, grounded.windows
        assert isinstance(draft, DraftMeeting)
        self._add(
            grounded,
            Meeting(
                id=grounded.id,
                kind=draft.kind,
                name=draft.name,
                status=draft.status,
                participant_ids=self._actor_ids(f"{path}.participants", draft.participants, windows),
                host_ids=self._actor_ids(f"{path}.hosts", draft.hosts, windows),
                when=self._when(grounded, "when"),
                place=self._place(grounded),
                source_id=self._source_id(grounded, draft.source),
                evidence=self._evidence(grounded),
                rule=draft.rule,
            ),
        )

    def _add_allegation(self, grounded: _Words) -> None:
        draft, path, windows = grounded.draft, grounded.path, grounded.windows
        assert isinstance(draft, DraftAllegation)
        self._add(
            grounded,
            Allegation(
                id=grounded.id,
                claimant_ids=self._actor_ids(f"{path}.claimants", draft.claimants, windows),
                accused_ids=self._actor_ids(f"{path}.accused", draft.accused, windows),
                victim_ids=self._actor_ids(f"{path}.victims", draft.victims, windows),
                content=grounded.spans("content"),
                quantities=self._quantities(grounded),
                when=self._when(grounded, "when"),
                place=self._place(grounded),
                certainty=draft.certainty,
                negated=draft.negated,
                hedges=grounded.spans("hedges"),
                status=draft.status,
                statement_id=self._label_id(f"{path}.statement", "statement", draft.statement),
                source_id=self._source_id(grounded, draft.source),
                supports_ids=self._label_ids(f"{path}.supports", "allegation", draft.supports),
                disputes_ids=self._label_ids(f"{path}.disputes", "allegation", draft.disputes),
                evidence=self._evidence(grounded),
                rule=draft.rule,
            ),
        )


def _is_preposition(text: str, start: int, end: int) -> bool:
    """Whether all that stands between two offsets is a preposition, or nothing."""
    return start == end or re.fullmatch(r"(?:on|in|at|during|for|of)\s+(?:the\s+)?", text[start:end], re.I) is not None


def _record_path(path: str) -> str:
    """The path of the record that a path leads into."""
    return path.partition("]")[0] + "]"


def _order(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _in_draft_terms(issues: Iterable[Issue]) -> list[Issue]:
    """Issues of a bundle with the paths of the draft that it is made from."""
    return [attrs.evolve(issue, path=re.sub(r"\w+_ids?\b", _draft_field, issue.path)) for issue in issues]


def _draft_field(match: re.Match[str]) -> str:
    return FIELDS.get(match[0], match[0])


@cache
def _fields_with_words(cls: Any) -> tuple[str, ...]:
    """The fields of a draft's record that can hold words of the article."""
    kinds = {Quote, When, Quantity, Place}
    return tuple(name for name, hint in field_types(cls).items() if kinds & _parts_of_hint(hint))


def _parts_of_hint(hint: Any) -> set[Any]:
    """A type and all types that it is made of."""
    return {hint}.union(*map(_parts_of_hint, get_args(hint)))


def _words(value: Any) -> Quote | None:
    """The words of the article that a draft's value still has to be found by."""
    if isinstance(value, Quote):
        return value
    if isinstance(value, When | Quantity) and value.span is None:
        return Quote(exact=value.text)
    if isinstance(value, Place) and value.span is None:
        return Quote(exact=value.name)
    return None
