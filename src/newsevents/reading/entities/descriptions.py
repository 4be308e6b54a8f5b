"""Actors without a name: "two officials", "a spokesman for the ministry", "newspaper reports"."""

from __future__ import annotations

import functools
import re

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.builtin.lemmatizer import base_forms
from newsevents.reading.entities.entity import Entity, Range
from newsevents.reading.entities.hints import is_person_noun
from newsevents.reading.entities.lexicon import head_kinds, listed, noun_kinds, word_set
from newsevents.reading.entities.names import Names
from newsevents.reading.lexicon.people import people

__all__ = ["describe", "described_before", "description", "modifying"]

_INSIDE = frozenset(("of", "for", "in", "from", "at", "with", "to", "close", "familiar"))
"""Words after a noun that continue the description: "officials in Rome", "a source close to the talks"."""
_EVERYWHERE = frozenset(("worldwide", "nationwide", "abroad", "overseas", "elsewhere", "alike"))
_LONG = 12
"""The largest number of tokens in a clause that is part of a description."""
_ANOTHER = frozenset(("a", "an", "some", "other", "another"))
_ANYBODY = frozenset(("anybody", "anyone", "everybody", "everyone", "somebody", "someone", "source"))
_RELATIVE = frozenset(("who", "that", "which"))


def description(a: Analysis, head: int) -> Range:
    """The words that describe an actor: a noun phrase with "of" and the like, and with a restrictive clause."""
    start, end = a.base_phrase(head)
    for child in a.dependents(head):
        if child < head or a.tokens[a.left_edge(child)].start > end + 1:
            continue
        if child in a.relative_clauses(head) and not a.is_apart(child) and a.right_edge(child) - child < _LONG:
            if a.is_infinitive(child) or a.words[child].endswith("ing") or _is_cleft(a, head):
                continue  # "asked the authorities to join the hunt", "a crowd chanting his name"
            return start, a.tokens[a.right_edge(child)].end
        if a.words[child] in _EVERYWHERE:
            end = a.tokens[child].end
        if a.words[child] not in _INSIDE or any(a.is_verb(one) for one in a.dependents(child)):
            continue  # "accused a reporter of lying"
        if a.words[child] == "for" and any(a.words[one] == "part" for one in a.dependents(child)):
            continue  # "the party for its part"
        end = max(end, min(a.extent(child)[1], a.tokens[a.right_edge(child)].end))
        last = max((one.object for one in a.prepositions(head) if one.at == child), default=child)
        cut = next((at for at in a.within(a.tokens[child].start, end) if _ends(a, at, last)), None)
        end = end if cut is None else a.tokens[cut - 1].end
    opened = a.text.rfind("(", start, end)
    if opened > start and ")" not in a.text[opened:end]:
        end = start + len(a.text[start:opened].rstrip())  # "officials at the National Council (NC)"
    return start, end


def _is_cleft(a: Analysis, head: int) -> bool:
    """Whether a noun is what a cleft sentence is about: "it was *the army* that lied"."""
    verb = a.governor(head)
    subject = None if verb is None or not a.is_verb(verb) or a.predicate(verb) != head else a.own_subject(verb)
    return subject is not None and a.words[subject] == "it"


def _ends(a: Analysis, at: int, last: int) -> bool:
    """Whether a description ends before a token: a relative pronoun, or a comma after the last object of "of"."""
    return a.words[at] in _RELATIVE or (a.words[at] == "," and at > last)


def describe(names: Names, head: int, whole: Range | None = None) -> Entity:
    """The actor that a phrase describes: an earlier one with the same words, unless they introduce another."""
    a = names.a
    place = whole or description(a, head)
    name = re.sub(r"\s+", " ", names.text[place[0] : place[1]]).strip("\"“”'` ")
    known = names.entities.get(name)
    if known is not None and (known.is_named or a.determiner(head) not in _ANOTHER):
        names.enter(place, known)
        return known
    kind = _kind(names, head)
    word = a.words[head]
    entity = Entity(name, kind, rule="description", plural=a.is_plural(head) or word in word_set("collective"))
    if kind is ActorKind.PERSON:
        entity.rule = "name"
    inside = [one for one in names.within(place) if one.kind is not ActorKind.PERSON and not one.guessed]
    if inside:
        entity.country, entity.part_of = inside[0].country, inside[-1]
    entity.noun = word
    nameless = not a.is_name(head) or head in names.things
    entity.thing = kind is ActorKind.UNNAMED and nameless and not _is_somebody(a, head)
    entity.human = not entity.plural and kind is ActorKind.UNNAMED and is_person_noun(word, a.lemmas[head])
    if word in word_set("women"):
        entity.woman = True
    elif word in word_set("men"):
        entity.woman = False
    names.entities[name] = entity
    if not entity.thing:
        names.at_token.setdefault(head, entity)
    names.enter(place, entity)
    return entity


def _is_somebody(a: Analysis, head: int) -> bool:
    """Whether a word is for people or bodies or some of them: "*narrators*", "an *array* of experts", "the *two*"."""
    word, lemma = a.words[head], a.lemmas[head]
    if a.is_number(head) and any(a.words[one] == "the" for one in a.dependents(head)):
        return True
    verb = re.sub(r"(?:er|or)$", "", lemma)
    if {word, lemma} & _somebody() or (verb != lemma and {verb, verb + "e", verb[:-1]} & base_forms()):
        return True
    return any(a.is_plural(one) and {a.words[one], a.lemmas[one]} & _somebody() for one in a.objects_of(head, "of"))


@functools.cache
def _somebody() -> frozenset[str]:
    """The nouns and pronouns for people and for bodies."""
    return people() | head_kinds().keys() | word_set("quantifiers") | _ANYBODY


def _kind(names: Names, head: int) -> ActorKind:
    a = names.a
    word = a.words[head]
    kinds = head_kinds() if a.is_name(head) else noun_kinds()
    kind = kinds.get(word, kinds.get(a.lemmas[head]))
    if (
        kind is None
        and a.is_name(head)
        and head not in names.things
        and a.determiner(head) is None
        and word not in listed()
    ):
        return ActorKind.PERSON if not word.isupper() and names.text[a.starts[head]].isupper() else ActorKind.UNNAMED
    if kind is None or kind in (ActorKind.PERSON, ActorKind.GROUP):
        return ActorKind.UNNAMED
    return kind


def described_before(names: Names, head: int, place: Range) -> Entity | None:
    """An actor described earlier by the same noun: "a rabbi" and later "the rabbi"; not "Cuba's" for "Iran's army"."""
    noun = names.a.words[head]
    if names.a.determiner(head) in ("these", "those") and names.a.quotation(head) >= 0:
        return None  # ""Those people bomb us," he said" points to somebody who is not in the text
    inside = names.within(place)
    bare = names.a.determiner(head) is None and names.a.is_plural(head)  # "protesters", after "100 protesters"
    for at, entity in reversed(names.before(place[0])):
        counted = bare and any(map(names.a.is_number, names.a.modifiers(names.head_in(at))))
        if not entity.is_named and entity.noun == noun and (not inside or entity.part_of in inside) and not counted:
            return entity
    return None


def modifying(names: Names, modifier: int, place: Range) -> Entity:
    """The actor that a noun modifier refers to: the newspapers in "newspaper reports"."""
    a = names.a
    for _, entity in reversed(names.before(a.starts[modifier])):
        if entity.kind is ActorKind.MEDIA and a.words[modifier] in entity.name.lower():
            return entity
    name = a.words[modifier]
    entity = names.entities.setdefault(name, Entity(name, ActorKind.UNNAMED, rule="description", plural=True))
    names.enter(place, entity)
    return entity
