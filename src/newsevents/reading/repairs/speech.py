"""Repairs around verbs of speech and the clauses that they govern."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

from newsevents.reading.lexicon.people import people
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import (
    FINITE,
    LONG,
    SPEAKING,
    SUBJECTS,
    cues,
    ends_sentence,
    governors,
    move,
    swap,
    that_clauses,
    word_of,
)

__all__ = [
    "clauses_after_as",
    "content_in_forms",
    "joined_by_form",
    "joined_to_speech",
    "parentheses",
    "speech_at_end",
    "with_speech",
]


def joined_to_speech(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with verbs of speech joined to one another, not to the content: "said that he won and *insisted*"."""
    found = list(tokens)
    with_subject = governors(tokens, SUBJECTS)
    heads = {token.head for token in tokens}
    for at, token in enumerate(tokens[1:], 1):
        upper = tokens[token.head]
        if (
            token.label == "ccomp"
            and at - 1 not in heads
            and token.lemma in cues()
            and token.head < at
            and token.tag == upper.tag == "VBD"
            and at not in with_subject
            and word_of(text, tokens[at - 1]) in ("and", "but")
        ):
            found[at] = attrs.evolve(token, label="conj")
            found[at - 1] = attrs.evolve(tokens[at - 1], head=token.head, label="cc")
    return found


def joined_by_form(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a verb of speech joined to one in its form: "*said* they had come but *declined* to say more".

    A parser may join it to the content of the first.
    """
    found = list(tokens)
    auxiliaries: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.label in ("aux", "auxpass") and at < token.head:
            auxiliaries[token.head].append(at)
    with_subject = governors(tokens, SUBJECTS)
    speechless = {  # "said *rain* was the cause and denied it"
        token.head: token.tag.startswith("NN") and token.lemma.lower() not in people() and token.tag[:3] != "NNP"
        for token in tokens
        if token.label in SUBJECTS
    }

    def form(verb: int) -> tuple[str, list[str]]:
        return tokens[verb].tag, [tokens[one].lemma for one in auxiliaries[verb]]

    for at, token in enumerate(tokens):
        content = tokens[token.head]
        cue = content.head
        inside = token.label == "conj" and content.label == "ccomp" and cue < token.head < at
        if not inside or at in with_subject or token.lemma not in cues() or form(at) != form(cue):
            continue
        clear = tokens[cue].tag in _FINITE_OR_PARTICIPLE and (
            form(token.head) != form(cue)
            or (content.lemma == "be" and speechless.get(token.head, False))
            or "but" in [word_of(text, one) for one in tokens[at - 2 : at]]
        )
        own = [tokens[one].lemma for one in auxiliaries[token.head]]
        unfit = token.lemma in SPEAKING and bool(own) and own[-1] != "have"  # "said he was waiting and added"
        sure = not own or bool(auxiliaries[at]) or unfit or _is_apart(text, tokens, at)
        if clear and sure:
            move(found, at, cue)
    return found


def _is_apart(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a joined verb follows a comma, or "but"."""
    near = [word_of(text, one) for one in tokens[max(0, at - 2) : at]]
    return "but" in near or "," in near


def parentheses(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a speaker between commas in a parenthesis: "Last year, *Ana Lima wrote in a letter*, it failed".

    After a few words at the beginning, a parser may attach it to them, or make it the content of what follows.
    """
    found = list(tokens)
    subjects = {token.head: at for at, token in enumerate(tokens) if token.label == "nsubj"}
    with_content = governors(tokens, ("ccomp", "xcomp"))
    roots = {token.sentence: at for at, token in enumerate(tokens) if token.head == at}
    starts = {token.sentence: at for at, token in reversed(list(enumerate(tokens)))}
    for verb, token in enumerate(tokens):
        root, subject = roots.get(token.sentence, -1), subjects.get(verb, -1)
        inside = token.label in ("advcl", "ccomp", "relcl") and token.lemma in SPEAKING and token.tag in FINITE
        if not inside or verb in with_content or not 0 <= subject < verb < root or subjects.get(root, -1) < verb:
            continue
        first = min(
            (at for at in range(max(0, subject - LONG), subject) if tokens[at].head == subject), default=subject
        )
        close = next((at for at in range(verb + 1, root) if word_of(text, tokens[at]) == ","), root)
        fronted = range(starts[token.sentence], first - 1)
        if word_of(text, tokens[first - 1]) != "," or not 0 < len(fronted) <= _SHORT_SUBJECT:
            continue
        if any(tokens[at].tag in FINITE for at in fronted) or not _is_within(tokens, verb, range(verb + 1, close)):
            continue
        found[verb] = attrs.evolve(token, head=root, label="parataxis")
        for at in fronted:
            if tokens[at].head == verb:
                found[at] = attrs.evolve(found[at], head=root)
    return found


def speech_at_end(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, where a parser puts the speech at the end into a clause: "those who were hurt while …, *he said*"."""
    found = list(tokens)
    subjects = {token.head: at for at, token in enumerate(tokens) if token.label == "nsubj"}
    roots = {token.sentence: at for at, token in enumerate(tokens) if token.head == at}
    for verb, token in enumerate(tokens):
        if token.label not in ("ccomp", "advcl", "conj") or token.lemma not in SPEAKING or not token.head < verb:
            continue
        if not ends_sentence(tokens, verb):
            continue
        root, subject = roots.get(token.sentence, verb), subjects.get(verb, -1)
        if subject < 0 or root >= verb:
            continue
        near = range(max(root, verb - _SHORT_SUBJECT), verb)
        first = min((at for at in near if tokens[at].head == subject), default=subject)
        if word_of(text, tokens[first - 1]) != ",":
            continue
        found[root] = attrs.evolve(tokens[root], head=verb, label="ccomp")
        found[verb] = attrs.evolve(token, head=verb, label="ROOT")
        for at in range(root + 1, first - 1):
            if tokens[at].head == verb:
                found[at] = attrs.evolve(found[at], head=token.head)
    return found


def content_in_forms(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a that-clause under a verb of speech: "*alleged* in two lawsuits *that* they had lied".

    A parser may attach it to the noun for the form.
    """
    found = list(tokens)
    governing = governors(tokens, ("ccomp",))
    for at, clause in that_clauses(text, tokens, ("ccomp", "acl", "relcl")):
        form = tokens[clause].head
        noun = tokens[form]
        verb = tokens[noun.head].head
        is_form = noun.label == "pobj" and form < at and tokens[noun.head].tag == "IN"
        if is_form and tokens[verb].lemma in SPEAKING and verb < noun.head and verb not in governing:
            found[clause] = attrs.evolve(tokens[clause], head=verb, label="ccomp")
    return found


def clauses_after_as(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "as" a marker, where a parser makes the subject its object: "as *the ministers* agreed"."""
    found = list(tokens)
    with_subject = governors(tokens, SUBJECTS)
    objects = {token.head: at for at, token in enumerate(tokens) if token.label == "pobj"}
    clauses: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.label == "advcl" and token.tag in FINITE and at not in with_subject:
            clauses[token.head].append(at)
    for at, noun in objects.items():
        if tokens[at].label != "prep" or word_of(text, tokens[at]) != "as":
            continue
        verb = next((one for one in clauses.get(tokens[at].head, ()) if one > noun), None)
        if verb is not None and _is_within(tokens, noun, range(noun + 1, verb)):
            found[at] = attrs.evolve(tokens[at], head=verb, label="mark")
            found[noun] = attrs.evolve(tokens[noun], head=verb, label="nsubj")
    return found


def with_speech(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a subject moved from a verb of speech to its content clause.

    A parser may make it the first of two subjects in "*The mayor*, officials said, has left", the object in "Lima
    insisted *her son* wants to leave", and the object of "as" in "As *Lima* noted, it was safe".
    """
    found = list(tokens)
    clauses = [at for at, one in enumerate(tokens) if one.label == "ccomp" and one.tag in _FINITE_OR_PARTICIPLE]
    with_subject = governors(tokens, SUBJECTS)
    children: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        children[token.head].append(at)

    def word(at: int) -> str:
        return word_of(text, tokens[at])

    for verb, token in enumerate(tokens[1:], 1):  # "It is old, said Lima"
        after = [tokens[one].label for one in children[verb] if one > verb and tokens[one].label != "punct"]
        if token.label == "conj" and token.lemma in SPEAKING and word(verb - 1) == "," and after == ["nsubj"]:
            found[verb] = attrs.evolve(token, label="parataxis")
    for clause in clauses:
        verb = tokens[clause].head
        if tokens[verb].lemma not in SPEAKING | _SHOWING or verb > clause:
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
                        swap(found, verb, clause, "advcl")
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
            swap(found, verb, clause, "parataxis")
        elif (
            len(objects) == 1
            and _is_finite(tokens, clause, children[clause])
            and _is_within(tokens, objects[0], range(objects[0] + 1, min([clause, *children[clause]])))
        ):
            found[objects[0]] = attrs.evolve(tokens[objects[0]], head=clause, label="nsubj")
    return found


def _is_finite(tokens: Sequence[Token], verb: int, below: Sequence[int]) -> bool:
    """Whether a verb or its auxiliary is finite: "shows that half of them *will go*"."""
    forms = {tokens[one].tag for one in below if tokens[one].label in ("aux", "auxpass")}
    return tokens[verb].tag in FINITE or bool(forms & {*FINITE, "MD"})


def _is_within(tokens: Sequence[Token], head: int, between: range) -> bool:
    """Whether tokens depend on a preceding word or on one another."""
    return len(between) <= LONG and all(head <= tokens[at].head < between.stop for at in between)


_FINITE_OR_PARTICIPLE = FINITE | frozenset(("VB", "VBN", "VBG", "MD"))
_SHOWING = frozenset(
    ["assume", "confirm", "demonstrate", "discover", "doubt", "find", "imply", "indicate", "know", "mean", "prove",
     "realize", "reveal", "show", "signal", "suspect", "understand"]
)  # fmt: skip
"""Other verbs whose object is never the hearer."""
_SHORT_SUBJECT = 6
"""How many words before a verb of speech its subject may begin."""
