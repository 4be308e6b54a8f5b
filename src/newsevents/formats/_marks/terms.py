"""The terms of the annotation tools, derived from the model: the labels of marks and ties, and the fields of a mark.

Every tool has *marks*, labelled stretches of the text, and all but one have *ties*, labelled arrows between marks. A
record becomes a mark on its first evidence, labelled with its class. Its other words and its values with words become
marks of their own, each the target of a tie named after the draft's field. A reference becomes a tie to the other
record's mark. All other fields are attached to the record's mark as a member of a vocabulary, as a flag, or in a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

import attrs

from newsevents import draft
from newsevents.errors import BundleError, Issue
from newsevents.model.fields import Field, Kind, field_of, fields_of
from newsevents.model.given import given_article
from newsevents.model.records import LISTS, Article
from newsevents.rules.catalogue import RULES

_NAMES = {"When": "Time"}
"""The labels of values that differ from the name of their class."""

_UNSET = {"named": "unnamed", "find_mentions": "all_marked"}
"""The flags that unset a field, unless the flag is ``not_`` and the field's name."""

Fields: TypeAlias = dict[str, Any]


@attrs.frozen(kw_only=True)
class Term:
    """The meaning of a label: a record, a value of a record, or bare words, for which the attributes below are empty.

    Attributes:
        cls: Its class in a draft.
        fields: The fields of this class, by name.
        words: The field that holds the mark's own words: the evidence of a record, the span of a value.
        text: The field that defaults to the text of the words, such as the name of an actor. Most terms have none.
        ties: The fields that are ties, each with the label of the marks to which it leads.
        choices: The fields whose values come from a vocabulary, by the vocabulary's name.
        flags: The flags that the mark can have, each with the field and the value that it sets. Without the flag the
            field has its default.
    """

    cls: Any = None
    fields: Mapping[str, Field] = attrs.field(factory=dict)
    words: str = ""
    text: str = ""
    ties: Mapping[str, str] = attrs.field(factory=dict)
    choices: Mapping[str, Field] = attrs.field(factory=dict)
    flags: Mapping[str, tuple[str, bool]] = attrs.field(factory=dict)


def _label(field: Field) -> str:
    """The label of the marks to which a field of a record leads; empty if the field is not a tie."""
    if field.to is not None:
        return field.to.capitalize()
    if field.kind is Kind.WORDS:
        return "".join(word.capitalize() for word in field.draft.removesuffix("s").split("_"))
    if any(inner.kind is Kind.WORDS for inner in fields_of(field.cls)):
        name: str = field.cls.__name__
        return _NAMES.get(name, name)
    return ""


def _value(cls: type, drafted: type) -> Term:
    """The term of a class of values. Its references are ties; all other fields are in a note."""
    fields = {field.name: field for field in fields_of(drafted)}
    words = next(name for name, field in fields.items() if field.kind is Kind.WORDS)
    text = next((name for name, field in fields.items() if field.kind is Kind.TEXT and field.required), "")
    ties = {field.draft: _label(field) for field in fields_of(cls) if field.to}
    return Term(cls=drafted, fields=fields, words=words, text=text, ties=ties)


def _record(cls: type, drafted: type) -> Term:
    term = _value(cls, drafted)
    choices: dict[str, Field] = {}
    flags = {}
    for name, field in term.fields.items():
        if field.kind is Kind.CHOICE and not field.many:
            choices.setdefault(field.cls.__name__, field)  # if two fields share a vocabulary, the second is in a note
        elif field.kind is Kind.FLAG and field.default is True:
            flags[_UNSET.get(name, f"not_{name}")] = name, False
        elif field.kind is Kind.FLAG:
            flags[name] = name, True
    ties = {field.draft: label for field in fields_of(cls) if (label := _label(field))}
    return attrs.evolve(term, words="evidence", ties=ties, choices=choices, flags=flags)


RECORDS: Mapping[str, str] = MappingProxyType({cls.__name__: name for name, cls in LISTS.items()})
"""The list of a bundle or a draft, by the label of its records' marks."""


def _terms() -> dict[str, Term]:
    terms = {cls.__name__: _record(cls, draft.LISTS[name]) for name, cls in LISTS.items()}
    values: dict[str, Term] = {}
    for record, cls in zip(RECORDS, LISTS.values(), strict=True):
        for field in fields_of(cls):
            if field.kind is Kind.WORDS:
                terms.setdefault(_label(field), Term())
            elif field.kind is Kind.VALUE and (label := _label(field)) and label not in values:
                values[label] = _value(field.cls, field_of(terms[record].cls, field.draft).cls)
    return terms | values


TERMS: Mapping[str, Term] = MappingProxyType(_terms())
"""The meaning of each label."""

VALUES: frozenset[str] = frozenset(label for label, term in TERMS.items() if term.cls and label not in RECORDS)
"""The labels of values."""


Profile: TypeAlias = Literal["all", "statements"]
"""The scope of an export: all records and all their words, or statements and their speakers."""

_STATEMENTS = {
    "Actor": ("evidence",),
    "Source": ("by", "via", "evidence"),
    "Statement": ("speaker", "speakers", "content", "within", "source", "evidence"),
    **dict.fromkeys(("Speaker", "Content", "Evidence"), ()),
}
"""The labels of the profile "statements", each with its ties."""


def terms_of(profile: Profile) -> Mapping[str, Term]:
    """The terms of a profile.

    Raises:
        ValueError: The profile is unknown.
    """
    if profile == "all":
        return TERMS
    if profile != "statements":
        raise ValueError(f"a profile must be 'all' or 'statements', not {profile!r}")
    return {
        label: attrs.evolve(TERMS[label], ties={field: TERMS[label].ties[field] for field in ties})
        for label, ties in _STATEMENTS.items()
    }


@attrs.frozen(kw_only=True)
class Mark:
    """A labelled stretch of the text.

    Attributes:
        key: The key by which ties refer to it.
        label: One of `TERMS`.
        words: The text of the stretch.
        start: Its offset in code points; None if the tool could not locate the words.
        fields: The other fields of the record or the value, as in a draft's JSON.
        path: Where it is in the tool's data.
    """

    key: str
    label: str
    words: str
    start: int | None
    fields: Fields = attrs.field(factory=dict)
    path: str = ""

    @property
    def end(self) -> int:
        """The offset after its last character, if its start is known."""
        return (self.start or 0) + len(self.words)

    @property
    def term(self) -> Term:
        """The meaning of its label."""
        return TERMS[self.label]


@attrs.frozen
class Tie:
    """A labelled arrow from one mark to another.

    Attributes:
        begin: The key of the mark where it begins.
        field: The field that it fills.
        end: The key of the mark to which it leads.
        path: Where it is in the tool's data.
    """

    begin: str
    field: str
    end: str
    path: str = ""


def accepted(field: str, label: str) -> tuple[str, ...]:
    """The labels of the valid targets of a tie, given the label that the model requires.

    A mention of an actor means the actor, and the words that name a speaker may be marked as the actor.
    """
    if label == "Actor":
        return ("Actor", "Mention")
    return ("Speaker", "Actor", "Mention") if field == "speaker" else (label,)


def text_of(article: Article) -> str:
    """An article's text.

    Raises:
        BundleError: The article has no text.
        TypeError: The argument is a string, or something else that is not an article.
    """
    given_article(article)
    if article.text is None:
        raise BundleError([Issue("article.text", "no-text", "the article has no text", fix=RULES["no-text"].fix)])
    return article.text
