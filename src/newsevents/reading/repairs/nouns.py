"""Repairs inside noun phrases."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from newsevents.reading.lexicon.gatherings import gatherings
from newsevents.reading.lexicon.people import people
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import LONG, SUBJECTS, governors, is_below, verb_over, word_of

__all__ = [
    "clauses_about_people",
    "days_after_names",
    "former_offices",
    "guests",
    "hyphenated",
    "names_set_apart",
    "nouns_as_objects",
    "nouns_before_names",
    "numbers_with_articles",
    "phone_calls",
    "settings_of_verbs",
]

_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
_NOMINAL = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj"))
_SETTING = frozenset(("after", "at", "before", "during"))
_CLAUSAL = frozenset(("dobj", "nsubjpass", "aux", "auxpass", "mark", "cop", "attr", "acomp", "expl"))
_CALLS = frozenset(("call", "calls"))
_MEANS = frozenset(("conference", "phone", "telephone", "video"))
_PLACING = frozenset(("in", "into", "to", "at"))
_RECEIVING = frozenset(("brief", "greet", "host", "meet", "receive", "tell", "welcome"))
_BEFORE_NOUN = frozenset(("DT", "PRP$", "POS"))


def former_offices(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where "ex" before a hyphen has the relation of the noun after it: "*the ex-minister* said"."""
    found = list(tokens)
    for at in range(len(tokens) - 2):
        ex, dash, noun = tokens[at : at + 3]
        if text[ex.start : noun.end].lower()[:3] != "ex-" or noun.start != ex.start + 3 or noun.tag[:2] != "NN":
            continue
        if not ex.head == dash.head == noun.head or ex.head in (at, at + 1, at + 2):
            continue
        found[at] = attrs.evolve(ex, head=at + 2, label="compound")
        found[at + 1] = attrs.evolve(dash, head=at + 2, label="punct")
        if at and tokens[at - 1].tag in ("DT", "PRP$") and tokens[at - 1].head == ex.head:
            found[at - 1] = attrs.evolve(tokens[at - 1], head=at + 2)
    return found


def names_set_apart(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where a full name between commas is an apposition: "the head of the bank, *Ana Lima*, resigned".

    A parser may take it for the second item of a list that never ends, or for a second subject.
    """
    found = list(tokens)
    with_conjunction, with_item = governors(tokens, ("cc",)), governors(tokens, ("conj",))
    subjects: dict[int, int] = {}
    for at, token in enumerate(tokens[:-1]):
        noun = subjects.setdefault(token.head, at) if token.label == "nsubj" else token.head
        apart = token.label == "nsubj" or token.label == "conj"
        if not apart or noun >= at or token.tag != "NNP" or word_of(text, tokens[at + 1]) != ",":
            continue
        first = at
        while first - 1 > noun and tokens[first - 1].head == at and tokens[first - 1].tag == "NNP":
            first -= 1
        in_list = with_conjunction & {at, noun} or at in with_item or tokens[noun].label == "conj"
        follows = noun < first - 1 and word_of(text, tokens[first - 1]) == "," and is_below(tokens, first - 2, noun)
        fits = tokens[noun].tag in ("NN", "NNS", "CD") or tokens[noun].label == "pobj"
        if first < at and follows and fits and not in_list:
            found[at] = attrs.evolve(token, head=noun, label="appos")
    return found


def nouns_before_names(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a noun for a person under the full name after it, not a subject: "*the pilot Ana Lima* left"."""
    found = list(tokens)
    for noun, token in enumerate(tokens[:-2]):
        last = tokens[noun + 1].head
        name = token.tag == "NN" and token.lemma in people() and last > noun + 1 and tokens[last].tag == "NNP"
        inside = range(noun + 1, last)
        if not name or last - noun > 4 or any(tokens[at].tag != "NNP" or tokens[at].head != last for at in inside):
            continue
        if token.label in SUBJECTS and tokens[last].label in SUBJECTS and token.head == tokens[last].head:
            for at in range(max(0, noun - LONG), noun):
                if found[at].head == noun:
                    found[at] = attrs.evolve(found[at], head=last)
            found[noun] = attrs.evolve(token, head=last, label="compound")
    return found


def clauses_about_people(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where a clause with "who" after a noun is a relative clause: "met by cousins, *who are angry*"."""
    found = list(tokens)
    last: int | None = None
    for who, token in enumerate(tokens[2:], 2):
        clause, noun, before = token.head, who - 2, word_of(text, tokens[who - 1])
        if word_of(text, token) != "who" or token.label != "nsubj" or tokens[clause].label not in ("advcl", "ccomp"):
            continue
        if before == "," and tokens[noun].tag.startswith("NN") and clause > who and not is_below(found, noun, clause):
            found[clause] = attrs.evolve(tokens[clause], head=noun, label="relcl")
            if not is_below(found, noun, who - 1):
                found[who - 1] = attrs.evolve(tokens[who - 1], head=noun)
            last = clause
        elif before == "and" and last is not None and last < who < clause and not is_below(found, last, clause):
            found[clause] = attrs.evolve(tokens[clause], head=last, label="conj")
    return found


def days_after_names(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a day after a name no longer its head: "*Ana Lima Thursday* condemned the attack"."""
    found = list(tokens)
    for day, token in enumerate(tokens[1:], 1):
        if token.label not in _NOMINAL:
            continue
        first = day
        if word_of(text, token) in _PARTS_OF_DAY and word_of(text, tokens[day - 1]) in _WEEKDAYS:
            first = day - 1  # "Thursday night"
        name = first - 1
        if name < 0 or tokens[name].head != day or tokens[name].tag not in ("NNP", "NNPS"):
            continue
        verb = verb_over(tokens, day) if word_of(text, tokens[first]) in _WEEKDAYS else None
        if verb is None:
            continue
        found[name] = attrs.evolve(tokens[name], head=token.head, label=token.label)
        found[day] = attrs.evolve(token, head=verb, label="npadvmod")
        for at in range(max(0, name - LONG), name):
            if tokens[at].head == day:
                found[at] = attrs.evolve(tokens[at], head=name)
    return found


def phone_calls(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "call" a noun after the means of calling: "told analysts on a *conference call* that"."""
    found = list(tokens)
    for at, token in enumerate(tokens[1:], 1):
        means = found[at - 1]
        if word_of(text, token) not in _CALLS or word_of(text, means) not in _MEANS or token.head == at:
            continue
        if means.head == at and (token.tag.startswith("V") or token.label == "ccomp"):
            found[at] = attrs.evolve(token, tag="NN", label="dobj" if token.head < at else "nsubj")
        elif token.tag.startswith("V") and not is_below(found, means.head, at) and means.head != at - 1:
            found[at] = attrs.evolve(token, tag="NN", head=means.head, label=means.label)
            found[at - 1] = attrs.evolve(means, head=at, label="compound")
            for one in range(max(0, at - LONG), at - 1):
                if found[one].head == at - 1:
                    found[one] = attrs.evolve(found[one], head=at)
    return found


def nouns_as_objects(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a noun after an article an object, not a clause: "made *a surprise visit* to Rome"."""
    found = list(tokens)
    others = governors(tokens, _CLAUSAL)
    for at, token in enumerate(tokens):
        is_noun = token.tag in ("NN", "NNS") and token.label == "ccomp" and token.head < at
        under = is_noun and tokens[token.head].tag.startswith("V") and not {at, token.head} & others
        if under and any(
            one.tag == "DT" and token.head < one.head <= at for one in tokens[max(token.head, at - 5) : at]
        ):
            found[at] = attrs.evolve(token, label="dobj")
    return found


def numbers_with_articles(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with an article under the number after it, not under the verb: "*The three* left"."""
    found = list(tokens)
    for at, token in enumerate(tokens[:-1]):
        number = tokens[at + 1]
        if token.label == "det" and number.tag == "CD" and number.label in _NOMINAL and token.head == number.head:
            found[at] = attrs.evolve(token, head=at + 1)
    return found


def settings_of_verbs(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a setting under the verb, not a name: "met Lima | *at a rally*", "came to Rome | *for tea*"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        name = tokens[token.head]
        if name.label == "pobj" and _is_errand(text, tokens, at):
            found[at] = attrs.evolve(token, head=tokens[name.head].head)
            continue
        is_after = token.label == "prep" and name.head < token.head < at and tokens[name.head].tag.startswith("V")
        is_name = name.label == "dobj" and name.tag in ("NNP", "NNPS")
        if is_after and is_name and word_of(text, token) in _SETTING:
            found[at] = attrs.evolve(token, head=name.head)
    return found


def _is_errand(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether "for" and a noun for a meeting follow a place under a verb: "came to Rome *for talks*"."""
    name = tokens[at].head
    preposition = tokens[name].head
    meets = any(
        one.head == at and one.label == "pobj" and ("noun", one.lemma) in gatherings()
        for one in tokens[at + 1 : at + 6]
    )
    under = preposition < name < at and tokens[tokens[preposition].head].tag.startswith("V")
    placed = word_of(text, tokens[preposition]) in _PLACING and tokens[name].tag in ("NNP", "NNPS")
    return word_of(text, tokens[at]) == "for" and meets and under and placed


def guests(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "visiting" before a guest a modifier: "met with *visiting* Premier Lima"."""
    found = list(tokens)
    objects = {token.head: at for at, token in enumerate(tokens) if token.label == "dobj"}
    for at, token in enumerate(tokens):
        guest, up = objects.get(at, -1), tokens[token.head]
        if word_of(text, token) != "visiting" or token.tag != "VBG" or guest < at or tokens[guest].tag != "NNP":
            continue
        after = token.label == "pcomp" and word_of(text, up) in ("with", "between")
        if after or (token.label in ("xcomp", "ccomp", "advcl") and up.lemma in _RECEIVING):
            found[guest] = attrs.evolve(tokens[guest], head=token.head, label="pobj" if after else "dobj")
            found[at] = attrs.evolve(token, head=guest, label="amod")
            for one in range(guest + 1, min(len(tokens), guest + LONG)):
                if tokens[one].head == at:
                    found[one] = attrs.evolve(tokens[one], head=up.head if after else token.head)
    return found


def hyphenated(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a hyphenated modifier before its noun: "a *question-and-answer* session", "his *long-shot* bid".

    A parser may join its parts like other words, or take the last part for a verb with the noun as its object.
    """
    found = list(tokens)
    at = 0
    while at < len(tokens):
        end = _end_of_compound(text, tokens, at)
        noun = end + 1
        if end > at + 1 and noun < len(tokens) and _modifies(text, tokens, at, end):
            _under_noun(found, at, end, noun)
        at = noun
    return found


def _end_of_compound(text: str, tokens: Sequence[Token], at: int) -> int:
    """The last part of a hyphenated word that begins at a token, or the token itself."""
    end = at
    while end + 2 < len(tokens):
        dash, part = tokens[end + 1], tokens[end + 2]
        if text[dash.start : dash.end] != "-" or dash.start != tokens[end].end or part.start != dash.end:
            break
        end += 2
    return end


def _modifies(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a hyphenated word modifies the noun after it, but was not parsed so."""
    noun, part = tokens[last + 1], tokens[last]
    if noun.tag not in ("NN", "NNS") or text[part.end : noun.start] != " " or noun.sentence != part.sentence:
        return False
    inside = range(first, last + 1)
    joined = part.tag in ("NN", "NNS") and tokens[first + 2].tag == "CC"
    verb = part.tag in ("VBD", "VBN", "VBP", "VBZ", "VB") and noun.head == last and noun.label == "dobj"
    begun = first > 0 and any(tokens[one].tag in _BEFORE_NOUN for one in range(max(0, first - 2), first))
    return (joined and (noun.label == "conj" or noun.head in inside)) or (verb and begun)


def _under_noun(found: list[Token], first: int, last: int, noun: int) -> None:
    """Make a hyphenated word a modifier of the noun after it, which takes its place in the tree."""
    inside = range(first, last + 1)
    top = next((one for one in (last, *inside) if found[one].head not in inside and found[one].head != noun), last)
    head, label = found[top].head, found[top].label
    if head == top:
        found[noun] = attrs.evolve(found[noun], head=noun, label=label)
    elif not is_below(found, head, noun):
        found[noun] = attrs.evolve(found[noun], head=head, label=label)
    for at, token in enumerate(found[max(0, first - LONG) : noun + LONG], max(0, first - LONG)):
        if at != noun and at not in inside and token.head in inside:
            owner = token.label in SUBJECTS and at < first and any(one.tag == "POS" for one in found[at:first])
            found[at] = attrs.evolve(token, head=noun, label="poss" if owner else token.label)
    for at in inside:
        token = found[at]
        tag = "JJ" if token.tag.startswith("V") and at == last else token.tag
        found[at] = attrs.evolve(token, tag=tag, head=noun, label="punct" if token.tag == "HYPH" else "amod")
