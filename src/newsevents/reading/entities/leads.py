"""Somebody whom an article describes before it names them: "A pilot was fined on Monday. Ana Lima left the firm."."""

from __future__ import annotations

from collections.abc import Iterator

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.entity import Entity
from newsevents.reading.entities.hints import has_age, is_person_noun, may_be_called
from newsevents.reading.entities.lexicon import hyponyms
from newsevents.reading.entities.names import Names

__all__ = ["leads"]

_FIRST = 3
"""How many sentences may describe somebody: a headline, a subtitle and the first of the article."""
_NEXT = 2
"""How many sentences after the description may name somebody."""


def leads(names: Names) -> Iterator[tuple[int, Entity]]:
    """The subjects of an article's first sentences that are described, with the person whom the next ones name."""
    a = names.a
    for number, (first, end) in enumerate(a.sentences[:_FIRST]):
        for head in range(first, end):
            if _is_somebody(a, head) and head not in names.at_token:
                person = _named_after(names, head, number)
                if person is not None:
                    yield head, person


def _is_somebody(a: Analysis, head: int) -> bool:
    """Whether a noun is the subject of a main clause and introduces one human being: "*A pilot* was fined"."""
    verb = a.governor(head)
    is_one = a.is_noun(head) and not a.is_name(head) and a.determiner(head) in ("a", "an") and not a.is_plural(head)
    if verb is None or not is_one or a.relation(head) != "subject" or a.appositions(head):
        return False
    return a.relation(verb) in ("root", "complement") and is_person_noun(a.words[head], a.lemmas[head])


def _named_after(names: Names, head: int, number: int) -> Entity | None:
    """The first person whom the sentences after a description name, if nothing shows that it is somebody else."""
    a = names.a
    for first, end in a.sentences[number + 1 : number + 1 + _NEXT]:
        for at in range(first, end):
            entity = names.at_token.get(at)
            if entity is None or entity.kind is not ActorKind.PERSON or " " not in entity.name:
                continue
            is_new = min(entity.mentions)[1] == a.tokens[at].end
            begins = a.relation(at) == "subject" and a.left_edge(at) == first and len(a.joined(at)) == 1
            return entity if is_new and (begins or has_age(a, at)) and _agrees(a, head, at, entity) else None
    return None


def _agrees(a: Analysis, head: int, at: int, person: Entity) -> bool:
    """Whether a noun can be that for a person, whose sex, office and apposition do not differ."""
    same = {a.lemmas[head], *hyponyms(a.lemmas[head])[1]}
    told = [one for one in a.appositions(at) if is_person_noun(a.words[one], a.lemmas[one])]
    return may_be_called(person, a.lemmas[head]) and all(a.lemmas[one] in same for one in told)
