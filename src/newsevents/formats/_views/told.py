"""What was said or alleged as a sentence, for views in which its verb has a look of its own."""

from __future__ import annotations

import attrs

from newsevents.formats._views.records import Headline, headline_of, named
from newsevents.formats._views.wording import words
from newsevents.model.records import Allegation, Record, Statement

_PAST = {"say": "said", "deny": "denied"}
"""The past tense of the kinds of statements whose verbs are irregular."""

_ASKED = {"ask", "order", "warn"}
"""The kinds whose verbs have those who are told as their object: "warned Russia about"."""

_AGAINST = {"accuse", "condemn", "criticize"}
"""The kinds whose verbs have those whom it is about as their object: "criticized Russia"."""

_ABOUT = {"agree", "opine", "report", "say", *_ASKED}
"""The kinds after which one says "about"; after the others it is "regarding"."""

_TO = {"agree": " with ", "request": " of "}
"""What introduces those who are told, where that is not "to"."""

_ACCUSED = {
    "unspecified": "accused",
    "accusation": "accused",
    "suspicion": "suspected",
    "investigation": "investigated",
    "charge": "charged",
    "conviction": "convicted",
}
"""What those are, by the form of an allegation, who are said to have done it."""


def told_of(record: Record) -> Headline:
    """The headline of a record where its word has a look of its own: what was said or alleged, as a sentence.

    "Ana Lima criticized China", "China accused by Ana Lima": the past tense is the same for one and for several.
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
