"""What a language model is asked for: which fields of a draft, in which order, and in which words.

A model fills what can be read in an article. What programs know better is left out, and so is every second way of
writing the same thing: words of the article are plain strings, and each field is always there.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsevents import draft

__all__ = ["FIELDS", "LEFT_OUT", "LEFT_OUT_OF_ACTORS", "NEVER_NULL", "RECORDS"]

_ID = "The kind of record, a colon and a short name that you choose: `statement:mayor-denies`."
_EVIDENCE = "The sentences that say so, whole."
_SOURCE = "The id of the source that it comes from, if not the article itself."
_PLACE = "The words that say where."
_HEDGES = "The words that make it less certain: probably, could."
_CERTAINTY = "How certain those who say it make it."
_NEGATED = "Whether it is said not to be so."

FIELDS: Mapping[type, Mapping[str, str]] = {
    draft.Draft: {
        "actors": "Everybody who speaks, acts or is spoken of in the records below, each of them once.",
        "sources": "Where the article has information from that it did not hear or see itself.",
        "meetings": "Who met, meets or is to meet whom.",
        "statements": "Who said what, in the order of the article.",
        "allegations": "Who is claimed to have done what, beside the statements that claim it.",
    },
    draft.DraftActor: {
        "name": "The fullest usual form of its name. For an unnamed actor, the article's words for it.",
        "aliases": "Other names that the article has for it, as written there.",
        "mentions": "Descriptions that mean it and stand in one place only. Needed where the article has neither its "
        "name nor an alias.",
        "kind": "What it is.",
        "roles": "The offices that the article says it holds.",
        "country": "The country that it is or belongs to, as the two capital letters of ISO 3166-1.",
        "part_of": "The actor that it is a part of, as a ministry is of its state.",
        "members": "The actors in it, where it is a group.",
    },
    draft.DraftRole: {
        "words": "The words that say so.",
        "title": "The name of the office.",
        "of": "The actor whose office it is.",
    },
    draft.DraftSource: {
        "id": _ID,
        "title": "Its title, or what the article calls it.",
        "evidence": _EVIDENCE,
        "kind": "The form in which the information came.",
        "by": "The actors who issued it.",
        "named": "Whether the article says whose it is.",
        "published": "The words that say when it was issued.",
        "via": "The id of the source through which the article learned of this one.",
    },
    draft.DraftMeeting: {
        "id": _ID,
        "evidence": _EVIDENCE,
        "name": "Its name.",
        "when": "The words that say when it takes place.",
        "place": _PLACE,
        "kind": "The form of the meeting.",
        "status": "Whether it took place.",
        "participants": "The actors who meet.",
        "hosts": "The actors who host it.",
        "source": _SOURCE,
    },
    draft.DraftStatement: {
        "id": _ID,
        "evidence": _EVIDENCE,
        "speaker": "The words that name who speaks, even if a pronoun.",
        "cue": "The words that introduce what is said: told, according to.",
        "content": "What is said, as the article words it, with any condition. Several parts where it is interrupted.",
        "quotes": "The parts of the content that stand in quotation marks.",
        "hedges": _HEDGES,
        "when": "The words that say when it was said, not when what is told of happened.",
        "place": _PLACE,
        "kind": "What is done by saying it.",
        "speakers": "The actors who speak.",
        "unattributed": "True only where the article does not tell who speaks; then there are no speakers.",
        "addressees": "The actors who are spoken to.",
        "targets": "The actors whom it is about or against.",
        "certainty": _CERTAINTY,
        "negated": _NEGATED,
        "meeting": "The id of the meeting at which it was said.",
        "source": _SOURCE,
    },
    draft.DraftAllegation: {
        "id": _ID,
        "evidence": _EVIDENCE,
        "content": "What is said to have been done, as the article words it.",
        "quantities": "The words that say how many or how much.",
        "hedges": _HEDGES,
        "when": "The words that say when it is said to have happened.",
        "place": _PLACE,
        "claimants": "The actors who claim it.",
        "accused": "The actors who are said to have done it.",
        "victims": "The actors to whom it is said to have been done.",
        "certainty": _CERTAINTY,
        "negated": _NEGATED,
        "status": "How it stands by what this article reports.",
        "statement": "The id of the statement that makes it.",
        "source": _SOURCE,
        "supports": "The ids of other allegations that it supports.",
        "disputes": "The ids of other allegations that it contradicts.",
    },
}
"""The fields that a model fills: what names the record and what is copied, then what is concluded from that."""

RECORDS: Mapping[str, type] = {name: draft.LISTS[name] for name in FIELDS[draft.Draft]}
"""The lists of an answer. What is referred to comes before what refers to it, since a model writes in this order."""

LEFT_OUT = ("generator", "format_version", "identifiers", "find_mentions", "rule", "url")
LEFT_OUT_OF_ACTORS = ("id", "evidence")
"""The fields that a model does not fill: it would make them up, or a program knows them."""

NEVER_NULL = ("id", "title", "words", "statement")
"""Fields that a draft may lack and an answer may not.

A model chooses ids before it knows what will refer to them, and a role or an allegation without words of its own is
often invented. One service allows no more than sixteen fields of two types in a schema, so null is for where it tells.
"""
