"""Clues near a name to its kind: an age, a noun in apposition, a verb that takes only people as subjects."""

from __future__ import annotations

import re

from newsevents.model.vocabulary import ActorKind
from newsevents.reading.analysis import Analysis
from newsevents.reading.entities.entity import BODIES, Entity, Range
from newsevents.reading.entities.lexicon import given_names, head_kinds, hyponyms, listed, titles, word_set
from newsevents.reading.lexicon.people import people

__all__ = [
    "aged",
    "body_kind",
    "does_what_people_do",
    "guessed_kind",
    "has_age",
    "is_led",
    "is_name_of_person",
    "is_of_thing",
    "is_person_noun",
    "is_placed",
    "kind_before",
    "may_be_called",
    "noun_after",
    "office_before",
    "told_kind",
]  # fmt: skip

_AGES = frozenset(("year", "month"))
_INITIAL = re.compile(r"(?:[A-Z]\.)+")
_EVENTS = word_set("named_things")
_VAGUE = word_set("vague_nouns")
_STAFF = word_set("staff")
_BUSINESSES = word_set("businesses")
_PRIVATE = frozenset((ActorKind.COMPANY, ActorKind.MEDIA, ActorKind.NGO, ActorKind.PARTY))
_PLACING = word_set("placing")
_PERSONAL = word_set("personal_verbs")


def may_be_called(entity: Entity, noun: str) -> bool:
    """Whether a noun can be that for a person, whose sex and office do not differ."""
    woman = True if noun in word_set("women") else False if noun in word_set("men") else None
    same = {noun, *hyponyms(noun)[1]}
    office = entity.title is None or bool(same & set(entity.title[0].lower().split()))
    return office and (None in (woman, entity.woman) or woman == entity.woman)


def noun_after(a: Analysis, at: int) -> int | None:
    """The noun for a body that a name modifies: the Maariv newspaper, the Interfax news agency."""
    noun = a.governor(at)
    while noun is not None and noun == at + 1 and a.relation(noun) == "modifier":
        noun = a.governor(noun)  # if the name modifies "news"
    if noun is None or not 0 < noun - at < 3 or a.relation(at) != "modifier":
        return None
    if a.is_name(noun) or not a.is_noun(noun) or a.words[noun] in _VAGUE:
        return None
    return noun if head_kinds().get(a.words[noun]) in BODIES else None


def kind_before(a: Analysis, first: int, last: int) -> ActorKind | None:
    """The kind of a body that a noun before its name shows: "mobile *operator* Zorba", "the rights *group* Zorba"."""
    noun = first - 1
    if a.words[first] in given_names() and first < last:
        return None  # real estate developer Ana Lima
    if noun < 0 or a.is_name(noun) or not a.is_noun(noun) or a.governor(noun) != last or a.is_plural(noun):
        return None
    if a.words[noun - 1 : noun] == ["law"]:
        return None  # of two firms in a lawsuit, "the firm" is mostly the one that is sued
    if a.words[noun] in _BUSINESSES:
        return ActorKind.COMPANY
    if a.words[noun] == "group":
        return ActorKind.NGO
    if "news" in a.words[max(0, noun - 1) : noun + 1]:
        return ActorKind.MEDIA
    kind = head_kinds().get(a.words[noun])
    return kind if kind in _PRIVATE and a.words[noun] not in _VAGUE else None


def has_age(a: Analysis, at: int) -> bool:
    """Whether an age follows: "Ana Lima, 43, said"."""
    words = a.words[at + 1 : at + 4]
    return len(words) == 3 and words[0] == "," and words[1].isdigit() and len(words[1]) < 3 and words[2] in (",", ".")


def aged(a: Analysis, at: int) -> Range | None:
    """The words for somebody known by age alone: "a 17-year-old", "the 54-year-old"."""
    first = at - 4
    if first < 0 or a.words[at] != "old" or a.words[at - 2] not in _AGES or not a.is_number(first):
        return None
    return a.starts[first - (first > 0 and a.words[first - 1] in ("a", "an", "the"))], a.tokens[at].end


def does_what_people_do(a: Analysis, at: int) -> bool:
    """Whether a name is the subject of a verb for what people do, or has an apposition for people."""
    verb = a.governor(at)
    told = a.appositions(at)
    if verb is not None and a.relation(at) == "apposition":
        told = [*told, verb]
    if any(is_person_noun(a.words[one], a.lemmas[one]) for one in told):
        return True
    if any(a.words[a.left_edge(clause)] in ("who", "whose", "whom") for clause in a.relative_clauses(at)):
        return True
    if verb is None or not a.is_verb(verb) or a.own_subject(verb) != at or a.lemmas[verb] not in _PERSONAL:
        return False
    return a.determiner(at) is None and not _is_it(a, verb)  # not "the Zorba Institution said"


def _is_it(a: Analysis, verb: int) -> bool:
    """Whether the speaker speaks of itself as "it": "Banco Norte said it would sell the branch"."""
    clauses = [one.head for one in a.complements(verb)]
    own = [one for one in clauses if (subject := a.own_subject(one)) is not None and a.words[subject] == "it"]
    return any(a.predicate(one) is None and all(inner.kind == "to" for inner in a.complements(one)) for one in own)


def is_led(a: Analysis, at: int) -> bool:
    """Whether a name has people or shares: "Acme's spokesman", "an analyst at Acme", "Acme shares"."""
    up = a.governor(at)
    if up is None:
        return False
    if a.relation(at) == "prepositional":
        noun = a.governor(up)
        return noun is not None and a.words[up] in ("for", "at", "of", "with") and a.words[noun] in _STAFF
    return a.relation(at) in ("possessor", "modifier") and not a.is_name(up) and a.words[up] in _STAFF


def is_placed(a: Analysis, at: int) -> bool:
    """Whether a preposition of place governs a name: "in Zorba"."""
    up = a.governor(at)
    return up is not None and a.relation(at) == "prepositional" and a.words[up] in _PLACING


def is_of_thing(words: list[str]) -> bool:
    """Whether a name is that of a law, a holiday or the like: "the Patriot Act"; not "Bill Lima"."""
    given = len(words) > 1 and words[0] in given_names()
    return bool(_EVENTS & set(words[1:] if given else words))


def is_name_of_person(a: Analysis, first: int, last: int, name: str, title: str | None) -> bool:
    """Whether a name of several words is a person's: it has a given name or an initial, or a title, age or verb beside.

    Args:
        a: The analysis.
        first: The first token of the name.
        last: Its last token.
        name: Its words.
        title: The title before it, or None.
    """
    words = name.lower().split()
    digits = any(char.isdigit() for char in name)
    if not 1 < len(words) < 7 or digits or "of" in words or is_of_thing(words):
        return False
    if words[0] not in given_names() and _told_by_end(words) is not None:
        return False
    return (
        words[0] in given_names()
        or title is not None
        or words[0] in word_set("family_names_first")
        or office_before(a, first) is not None
        or words[-1] in word_set("name_suffixes")
        or any(_INITIAL.fullmatch(word) for word in name.split()[:-1])
        or has_age(a, last)
        or does_what_people_do(a, last)
    )


def _told_by_end(words: list[str]) -> ActorKind | None:
    """The kind of a body named by the noun or the state at its end: the Security Committee, Athletics Kenya."""
    if head_kinds().get(words[-1]) is ActorKind.GROUP:
        return ActorKind.GROUP
    state = listed().get(words[-1])
    return ActorKind.NGO if state is not None and state.kind is ActorKind.STATE and len(words) > 1 else None


def office_before(a: Analysis, at: int) -> str | None:
    """A title in lower case before a name: "foreign minister Ana Lima"."""
    for size in (4, 3, 2, 1):
        words = " ".join(a.words[max(0, at - size) : at])
        if at >= size and words in titles():
            return words
    return None


def is_person_noun(word: str, lemma: str) -> bool:
    """Whether a noun refers to one human being; the nouns of `people` also include those for bodies."""
    kind = head_kinds().get(word, head_kinds().get(lemma))
    return kind is ActorKind.PERSON or (kind is None and lemma in people())


def body_kind(words: list[str]) -> ActorKind:
    """The kind of a body, by the last of its words; a news agency is not a government agency."""
    return ActorKind.MEDIA if "news" in words else head_kinds()[words[-1].rstrip(".")]


def told_kind(a: Analysis, name: str, mentions: list[int]) -> ActorKind | None:
    """The kind of a named actor, by its words or by the context of its mentions."""
    kinds = head_kinds()
    by_end = _told_by_end(name.lower().split())
    if by_end is not None:
        return by_end
    told = [kinds[word] for word in name.lower().split() if kinds.get(word) in BODIES]
    if told or any(does_what_people_do(a, at) for at in mentions):
        return told[0] if told else ActorKind.PERSON
    led = any(is_led(a, at) for at in mentions) and not any(is_placed(a, at) for at in mentions)
    return ActorKind.NGO if led else None


def guessed_kind(a: Analysis, head: int, name: str) -> ActorKind:
    """The kind of a named actor, guessed from the name: letters and names with a number or article are not people's."""
    letters = name.isupper() and len(name) < 7 and name.isalpha()
    counted = a.determiner(head) is not None or any(map(a.is_number, a.modifiers(head)))
    unnamed = letters or counted or a.is_plural(head) or not a.is_name(head)
    return ActorKind.UNNAMED if unnamed else ActorKind.PERSON
