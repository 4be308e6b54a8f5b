"""The wording of FollowTheMoney notes: who says or claims what, phrased so that no claim reads as a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from newsevents.bundle import Bundle
from newsevents.formats._views.records import headline, names
from newsevents.formats._views.ties import said
from newsevents.formats._views.wording import words
from newsevents.model.fields import Field, fields_of
from newsevents.model.records import Actor, Allegation, Article, Event, Meeting, Source, Statement
from newsevents.model.values import Role, When
from newsevents.model.vocabulary import Certainty


def about(bundle: Bundle, event: Statement | Allegation) -> str:
    """A statement or an allegation as a sentence that names its class and its author, with its content verbatim."""
    if isinstance(event, Statement):
        by = _naming(" by ", bundle, event.speaker_ids)
        by = by or (" without a named speaker" if event.unattributed else f" according to {bundle.attribution(event)}")
        others = _naming(" to ", bundle, event.addressee_ids) + _naming(" about ", bundle, event.target_ids)
        opening, mark, negated = f"Statement{by}{others}", str(event.kind), "the content is said not to be so"
    else:
        nobody = " by somebody who is not named" if event.unattributed else f" according to {bundle.attribution(event)}"
        by = _naming(" by ", bundle, event.claimant_ids) or nobody
        others = _naming(" against ", bundle, event.accused_ids)
        others += _naming("; said to be victims: ", bundle, event.victim_ids)
        opening, mark, negated = f"Alleged{by}{others}", str(event.status), "it is claimed not to have happened"
    marks = [words(mark)]
    marks += [f"negated: {negated}"] if event.negated else []
    marks += [] if event.certainty is Certainty.UNSPECIFIED else [words(event.certainty)]
    marks += [f"hedged: {', '.join(map(said, event.hedges))}"] if event.hedges else []
    content = f" In the article’s words: {' … '.join(map(said, event.content))}" if event.content else ""
    return f"{opening} ({'; '.join(marks)}).{content}"


def meeting_label(bundle: Bundle, meeting: Meeting) -> Iterator[str]:
    """Candidate labels of a meeting: its name, its form with status and participants, its form with status alone."""
    if meeting.name is not None:
        yield meeting.name
    form = f"{words(meeting.kind)} ({words(meeting.status)})"
    yield form + _naming(": ", bundle, meeting.participant_ids)
    yield form


def role_label(bundle: Bundle, role: Role) -> str:
    """An office in words."""
    title = f"former {role.title}" if role.former else role.title
    return title if role.of_id is None else f"{title} of {bundle.actor(role.of_id).name}"


_TOLD: dict[type, set[str]] = {
    Article: {"text", "title", "published", "publisher", "publisher_id", "language", "url", "editors", "sha256"},
    Actor: {"name", "kind", "aliases", "roles", "country", "part_of_id", "member_ids", "identifiers", "mentions"},
    Statement: {
        *("kind", "speaker_ids", "unattributed", "addressee_ids", "target_ids", "content", "certainty", "negated"),
        *("hedges", "speaker", "cue", "quotes", "meeting_id"),
    },
    Meeting: {"kind", "name", "participant_ids", "host_ids"},
    Allegation: {
        *(
            "claimant_ids",
            "unattributed",
            "accused_ids",
            "victim_ids",
            "content",
            "certainty",
            "negated",
            "hedges",
            "status",
        ),
        *("statement_id", "supports_ids", "disputes_ids"),
    },
}
"""The fields that are part of a description, of other properties or entities, or that are lost: see the
documentation."""

_LABELS = {"quantities": "how many"}
"""Labels of lines that differ from the label of the field."""


def details(bundle: Bundle, record: Article | Actor | Event) -> Iterator[str]:
    """The remaining fields of a record, a line for each value."""
    cls: type = type(record)
    for field in fields_of(cls):
        if field.name not in _TOLD[cls] | {"id", "evidence", "rule"}:
            lines = (_said(bundle, record, field, value) for value in field.items(record) if value != field.default)
            yield from (f"{_LABELS.get(field.name, field.label)}: {line}" for line in lines)


def _said(bundle: Bundle, record: Article | Actor | Event, field: Field, value: Any) -> str:
    """A value in words."""
    if field.to is not None:
        other = bundle[value]
        if isinstance(other, Source):
            return bundle.attribution(record if isinstance(record, Event) else other).label
        return other.name if isinstance(other, Actor) else headline(bundle, other)
    if isinstance(value, When):
        return f"{f'{value.edtf}, ' if value.edtf else ''}in the article’s words: {value.text}"
    return "yes" if value is True else said(value)


def _naming(before: str, bundle: Bundle, ids: Sequence[str]) -> str:
    """Names after a preposition; empty if there are none."""
    return before + names(bundle, ids) if ids else ""
