"""The words of FollowTheMoney's notes: who says or claims what, said so that none of it reads as a fact."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsevents.bundle import Bundle
from newsevents.formats._views.wording import names, words
from newsevents.model.records import Allegation, Event, Meeting, Statement
from newsevents.model.values import Role, Span
from newsevents.model.vocabulary import Certainty

__all__ = ["about_allegation", "about_statement", "details", "meeting_label", "role_label"]


def about_statement(bundle: Bundle, statement: Statement) -> str:
    """A statement as a sentence on who makes it, and its content in the article's words."""
    by = _naming(" by ", bundle, statement.speaker_ids) or " without a named speaker"
    to = _naming(" to ", bundle, statement.addressee_ids)
    about = _naming(" about ", bundle, statement.target_ids)
    marks = [words(statement.kind), *_modality(statement, "the content is said not to be so")]
    return f"Statement{by}{to}{about} ({'; '.join(marks)}).{_in_the_articles_words(statement.content)}"


def about_allegation(bundle: Bundle, allegation: Allegation) -> str:
    """An allegation as a sentence that says it is one and whose, and its content in the article's words."""
    by = _naming(" by ", bundle, allegation.claimant_ids) or f" according to {bundle.attribution(allegation)}"
    against = _naming(" against ", bundle, allegation.accused_ids)
    victims = _naming("; said to be victims: ", bundle, allegation.victim_ids)
    marks = [words(allegation.status), *_modality(allegation, "it is claimed not to have happened")]
    return f"Alleged{by}{against}{victims} ({'; '.join(marks)}).{_in_the_articles_words(allegation.content)}"


def meeting_label(bundle: Bundle, meeting: Meeting) -> Iterator[str]:
    """What a meeting may be called: its name, else its form, its status and who meets, else the first two alone."""
    if meeting.name is not None:
        yield meeting.name
    form = f"{words(meeting.kind)} ({words(meeting.status)})"
    yield form + _naming(": ", bundle, meeting.participant_ids)
    yield form


def role_label(bundle: Bundle, role: Role) -> str:
    """An office in words."""
    return role.title if role.of_id is None else f"{role.title} of {bundle.actor(role.of_id).name}"


def details(bundle: Bundle, event: Event) -> Iterator[str]:
    """What else is known of an event, a line for each."""
    if isinstance(event, Meeting):
        yield f"status: {words(event.status)}"
    if isinstance(event, Allegation):
        yield from (f"how many: {quantity.text}" for quantity in event.quantities)
    if event.when is not None:
        meaning = f"{event.when.edtf}, " if event.when.edtf else ""
        yield f"when: {meaning}in the article’s words: {event.when.text}"
    if event.place is not None:
        yield f"where: {event.place.name}"
    yield f"source: {bundle.attribution(event)}"


def _naming(before: str, bundle: Bundle, ids: Sequence[str]) -> str:
    """Names behind a word; nothing where there are none."""
    return before + names(bundle, ids) if ids else ""


def _modality(event: Statement | Allegation, negated: str) -> Iterator[str]:
    if event.negated:
        yield f"negated: {negated}"
    if event.certainty is not Certainty.UNSPECIFIED:
        yield words(event.certainty)
    if event.hedges:
        yield f"hedged: {', '.join(span.exact for span in event.hedges)}"


def _in_the_articles_words(content: Sequence[Span]) -> str:
    return " In the article’s words: " + " … ".join(span.exact for span in content) if content else ""
