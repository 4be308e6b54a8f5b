"""Corrections of frequent parser errors that the forms of words reveal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import attrs

from newsevents.reading.builtin.lemmatizer import verb_of_past
from newsevents.reading.parse import Token

__all__ = ["heads_of", "lemma_of", "mended"]

_BASE_AFTER = {
    "VB": frozenset(("VBD", "VBZ", "VBP", "VBG", "VBN")),
    "VBP": frozenset(("VBD", "VBG", "VBN")),
}
"""The tags of base forms, and those of verb forms that they cannot be joined to: "promised … and rely"."""
_ACCUSING = frozenset(("accuse", "suspect", "convict"))
_WEEKDAYS = frozenset(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
_PARTS_OF_DAY = frozenset(("morning", "afternoon", "evening", "night"))
_NOMINAL = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "dative", "attr", "conj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl", "csubj"))


def mended(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with words corrected that were parsed as another part of speech.

    A parser may take a verb that begins a note for a name: "*Met* with President Lima.". It may take "as" before a
    clause for a preposition, and the subject of the clause for its object: "grew, *as the ministers* agreed to it".
    """
    found = _former_offices(text, tokens)
    for repair in (_days_after_names, _clauses_after_as, _with_speech, _joined_to_speech, _speech_at_end):
        found = repair(text, found)
    for at, token in enumerate(tokens[:-1]):
        begins = at == 0 or tokens[at - 1].sentence != token.sentence
        after = tokens[at + 2 if tokens[at + 1].tag == "RB" and at + 2 < len(tokens) else at + 1]
        if begins and token.tag in ("NNP", "NN") and after.tag == "IN":
            verb = verb_of_past(_word(text, token))
            if verb is not None:
                found[at] = attrs.evolve(token, tag="VBD", lemma=verb)
    return found


def _word(text: str, token: Token) -> str:
    """The word of a token, in lower case."""
    return text[token.start : token.end].lower()


def _former_offices(text: str, tokens: Sequence[Token]) -> list[Token]:
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


def _days_after_names(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a day after a name no longer its head: "*Ana Lima Thursday* condemned the attack"."""
    found = list(tokens)
    for day, token in enumerate(tokens[1:], 1):
        if token.label not in _NOMINAL:
            continue
        first = day
        if _word(text, token) in _PARTS_OF_DAY and _word(text, tokens[day - 1]) in _WEEKDAYS:
            first = day - 1  # "Thursday night"
        name = first - 1
        if name < 0 or tokens[name].head != day or tokens[name].tag not in ("NNP", "NNPS"):
            continue
        verb = _verb_over(tokens, day) if _word(text, tokens[first]) in _WEEKDAYS else None
        if verb is None:
            continue
        found[name] = attrs.evolve(tokens[name], head=token.head, label=token.label)
        found[day] = attrs.evolve(token, head=verb, label="npadvmod")
        for at in range(max(0, name - _LONG), name):
            if tokens[at].head == day:
                found[at] = attrs.evolve(tokens[at], head=name)
    return found


def _verb_over(tokens: Sequence[Token], at: int) -> int | None:
    """The nearest verb above a token in the tree."""
    for _ in range(_LONG):
        up = tokens[at].head
        if up == at:
            return None
        if tokens[up].tag.startswith("V"):
            return up
        at = up
    return None


def _joined_to_speech(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with verbs of speech joined to one another, not to the content: "said that he won and *insisted*"."""
    found = list(tokens)
    with_subject = {token.head for token in tokens if token.label in _SUBJECTS}
    governors = {token.head for token in tokens}
    for at, token in enumerate(tokens[1:], 1):
        upper = tokens[token.head]
        if (
            token.label == "ccomp"
            and at - 1 not in governors
            and token.lemma in _SPEAKING
            and token.head < at
            and token.tag == upper.tag == "VBD"
            and at not in with_subject
            and _word(text, tokens[at - 1]) in ("and", "but")
        ):
            found[at] = attrs.evolve(token, label="conj")
            found[at - 1] = attrs.evolve(tokens[at - 1], head=token.head, label="cc")
    return found


def _speech_at_end(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where a parser puts the speech at the end into a clause: "those who were hurt while …, *he said*"."""
    found = list(tokens)
    subjects = {token.head: at for at, token in enumerate(tokens) if token.label == "nsubj"}
    roots = {token.sentence: at for at, token in enumerate(tokens) if token.head == at}
    for verb, token in enumerate(tokens):
        if token.label not in ("ccomp", "advcl", "conj") or token.lemma not in _SPEAKING or not token.head < verb:
            continue
        if verb + 1 < len(tokens) and tokens[verb + 1].sentence == token.sentence and tokens[verb + 1].label != "punct":
            continue
        root, subject = roots.get(token.sentence, verb), subjects.get(verb, -1)
        if subject < 0 or root >= verb:
            continue
        near = range(max(root, verb - _SHORT_SUBJECT), verb)
        first = min((at for at in near if tokens[at].head == subject), default=subject)
        if _word(text, tokens[first - 1]) != ",":
            continue
        found[root] = attrs.evolve(tokens[root], head=verb, label="ccomp")
        found[verb] = attrs.evolve(token, head=verb, label="ROOT")
        for at in range(root + 1, first - 1):
            if tokens[at].head == verb:
                found[at] = attrs.evolve(found[at], head=token.head)
    return found


def _clauses_after_as(text: str, tokens: Sequence[Token]) -> list[Token]:
    found = list(tokens)
    with_subject = {token.head for token in tokens if token.label in _SUBJECTS}
    objects = {token.head: at for at, token in enumerate(tokens) if token.label == "pobj"}
    clauses: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.label == "advcl" and token.tag in _FINITE and at not in with_subject:
            clauses[token.head].append(at)
    for at, noun in objects.items():
        if tokens[at].label != "prep" or _word(text, tokens[at]) != "as":
            continue
        verb = next((one for one in clauses.get(tokens[at].head, ()) if one > noun), None)
        if verb is not None and _is_within(tokens, noun, range(noun + 1, verb)):
            found[at] = attrs.evolve(tokens[at], head=verb, label="mark")
            found[noun] = attrs.evolve(tokens[noun], head=verb, label="nsubj")
    return found


def _with_speech(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a subject moved from a verb of speech to its content clause.

    A parser may make it the first of two subjects in "*The mayor*, officials said, has left", the object in "Lima
    insisted *her son* wants to leave", and the object of "as" in "As *Lima* noted, it was safe".
    """
    found = list(tokens)
    clauses = [at for at, one in enumerate(tokens) if one.label == "ccomp" and one.tag in _FINITE_OR_PARTICIPLE]
    with_subject = {one.head for one in tokens if one.label in _SUBJECTS}
    children: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        children[token.head].append(at)

    def word(at: int) -> str:
        return _word(text, tokens[at])

    for verb, token in enumerate(tokens[1:], 1):  # "It is old, said Lima"
        after = [tokens[one].label for one in children[verb] if one > verb and tokens[one].label != "punct"]
        if token.label == "conj" and token.lemma in _SPEAKING and word(verb - 1) == "," and after == ["nsubj"]:
            found[verb] = attrs.evolve(token, label="parataxis")
    for clause in clauses:
        verb = tokens[clause].head
        if tokens[verb].lemma not in _SPEAKING or verb > clause:
            continue
        if clause in with_subject:
            opening = [
                one
                for one in children[verb]
                if one < verb and tokens[one].label in ("prep", "mark") and word(one) == "as"
            ]
            if verb not in with_subject and opening:
                for noun in children[opening[0]]:
                    if tokens[noun].label == "pobj" and noun < verb:
                        found[opening[0]] = attrs.evolve(tokens[opening[0]], label="mark")
                        found[noun] = attrs.evolve(tokens[noun], head=verb, label="nsubj")
                        _under(found, verb, clause, "advcl")
                        break
            continue
        subjects = [one for one in children[verb] if one < verb and tokens[one].label == "nsubj"]
        objects = [one for one in children[verb] if verb < one < clause and tokens[one].label == "dobj"]
        if (
            len(subjects) == 2
            and verb + 1 < len(tokens)
            and word(verb + 1) == ","
            and "," in map(word, range(*subjects))
        ):
            found[subjects[0]] = attrs.evolve(tokens[subjects[0]], head=clause)
            _under(found, verb, clause, "parataxis")
        elif (
            len(objects) == 1
            and tokens[clause].tag in _FINITE
            and _is_within(tokens, objects[0], range(objects[0] + 1, min([clause, *children[clause]])))
        ):
            found[objects[0]] = attrs.evolve(tokens[objects[0]], head=clause, label="nsubj")
    return found


def _under(found: list[Token], verb: int, clause: int, label: str) -> None:
    """Make a verb depend on the clause that depended on it."""
    upper = found[verb]
    head = clause if upper.head == verb else upper.head
    found[clause] = attrs.evolve(found[clause], head=head, label=upper.label)
    found[verb] = attrs.evolve(upper, head=clause, label=label)


def _is_within(tokens: Sequence[Token], head: int, between: range) -> bool:
    """Whether tokens depend on a preceding word or on one another."""
    return len(between) <= _LONG and all(head <= tokens[at].head < between.stop for at in between)


_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_FINITE_OR_PARTICIPLE = _FINITE | frozenset(("VB", "VBN", "VBG", "MD"))
_SPEAKING = frozenset(
    ["acknowledge", "add", "admit", "allege", "argue", "believe", "claim", "concede", "contend", "declare", "estimate",
     "explain", "fear", "hope", "insist", "learn", "maintain", "note", "predict", "say", "state", "suggest", "think",
     "worry"]
)  # fmt: skip
"""Verbs whose object is the content and never the hearer."""
_LONG = 30
_SHORT_SUBJECT = 6
"""How many words before a verb of speech its subject may begin."""
_SHORT = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")


def lemma_of(token: Token, word: str) -> str:
    """The base form of a token; for "raped", which has one "p", it is "rape" and never "rap"."""
    lemma = token.lemma
    if token.tag in ("VBD", "VBN", "VBG") and word in (lemma + "ed", lemma + "ing") and _SHORT.fullmatch(lemma):
        return lemma + "e"
    return lemma


def heads_of(tokens: Sequence[Token]) -> list[int]:
    """The governor of each token, with base forms joined to the infinitive before them.

    In "promised to cut taxes and raise wages", a parser may join "raise" to "promised", which has another form.
    """
    heads = [token.head for token in tokens]
    children: dict[int, list[int]] = defaultdict(list)
    for at, head in enumerate(heads):
        children[head].append(at)
    for upper, below in children.items():
        if any(tokens[one].tag == "MD" or tokens[one].lemma == "do" for one in below if one < upper):
            continue
        infinitive: int | None = None
        waiting: list[int] = []
        for one in below:
            if infinitive is None:
                infinitive = one if _is_infinitive(tokens, one, children) else None
            elif tokens[one].label in ("cc", "conj"):
                waiting.append(one)
                if _is_base_after(tokens, one, upper, children):
                    for each in waiting:
                        heads[each] = infinitive
                    waiting.clear()
    for at, token in enumerate(tokens):
        if token.lemma in _ACCUSING and token.tag.startswith("V"):
            _accuse(tokens, at, heads, children)
    return heads


def _accuse(tokens: Sequence[Token], verb: int, heads: list[int], children: dict[int, list[int]]) -> None:
    """Attach "of" to a verb if a parser attached it to the object: "accused | the committee | of bias"."""
    below = children[verb]
    found = [one for one in below if one > verb and tokens[one].label == "dobj"]
    if not found or any(tokens[one].lemma == "of" for one in below):
        return
    inside = [one for one in children[found[0]] if tokens[one].lemma == "of"]
    if inside and not any(tokens[one].tag.startswith("NNP") for one in children[inside[-1]]):
        heads[inside[-1]] = verb


def _is_base_after(tokens: Sequence[Token], at: int, upper: int, children: dict[int, list[int]]) -> bool:
    """Whether a verb is a bare base form that is joined to a verb in another form."""
    if tokens[at].label != "conj" or tokens[upper].tag not in _BASE_AFTER.get(tokens[at].tag, ()):
        return False
    below = (tokens[one].label for one in children.get(at, ()))
    return not any(label in _SUBJECTS or label.startswith("aux") for label in below)


def _is_infinitive(tokens: Sequence[Token], at: int, children: dict[int, list[int]]) -> bool:
    return tokens[at].label == "xcomp" and any(tokens[one].tag == "TO" for one in children.get(at, ()))
