"""Statements and allegations as sentences, for views that style the verb."""

from __future__ import annotations

import attrs

from newsevents.formats._views.records import Headline, headline_of, named
from newsevents.formats._views.wording import words
from newsevents.model.records import Allegation, Record, Statement

_PAST = {"say": "said", "deny": "denied"}
"""The irregular past tenses among the kinds of statements."""

_ASKED = {"ask", "order", "warn"}
"""The kinds whose verb takes the addressees as its object: "warned Russia about"."""

_AGAINST = {"accuse", "condemn", "criticize"}
"""The kinds whose verb takes the targets as its object: "criticized Russia"."""

_ABOUT = {"agree", "opine", "report", "say", *_ASKED}
"""The kinds that take "about"; the others take "regarding"."""

_TO = {"agree": " with ", "request": " of "}
"""The preposition before the addressees, where it is not "to"."""

_ACCUSED = {
    "unspecified": "accused",
    "accusation": "accused",
    "suspicion": "suspected",
    "investigation": "investigated",
    "charge": "charged",
    "conviction": "convicted",
}
"""The participle for the accused, by the form of an allegation."""


def told_of(record: Record) -> Headline:
    """The headline of a record as a sentence about what was said or alleged, for views that style its verb.

    Examples: "Ana Lima criticized China", "China accused by Ana Lima". The past tense suits singular and plural
        subjects.
    """
    line = headline_of(record)
    if isinstance(record, Allegation) and record.accused_ids and record.negated is False:
        return attrs.evolve(line, does=_ACCUSED.get(words(record.form), line.does))
    if not isinstance(record, Statement):
        return line
    kind = line.does
    told = named(record.addressee_ids, "", " " if kind in _ASKED else _TO.get(kind, " to "))
    lead = " " if kind in _AGAINST else " about " if kind in _ABOUT else " regarding "
    about = named(record.target_ids, "", lead)
    does = _PAST.get(kind, f"{kind}d" if kind.endswith("e") else f"{kind}ed")
    return attrs.evolve(line, does=does, rest=[*about, *told] if kind in _AGAINST else [*told, *about])
