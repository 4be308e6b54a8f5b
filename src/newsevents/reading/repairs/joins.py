"""Repairs of what is joined to what."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

import attrs

from newsevents.quotations import find_quotations
from newsevents.reading.lexicon.gatherings import gatherings
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import (
    FINITE,
    LONG,
    SUBJECTS,
    governors,
    is_below,
    move,
    swap,
    that_clauses,
    verb_over,
    word_of,
)

__all__ = [
    "claims_by",
    "content_of_nearest",
    "first_verbs",
    "garden_paths",
    "heads_of",
    "infinitives_after_objects",
    "joined_after_quotations",
    "joined_verbs",
    "participles_after_events",
    "perfects",
    "reduced_relatives",
    "settings_before_that",
    "subjects_together",
    "time_clauses",
]

_BASE_AFTER = {
    "VB": frozenset(("VBD", "VBZ", "VBP", "VBG", "VBN")),
    "VBP": frozenset(("VBD", "VBG", "VBN")),
}
"""The tags of base forms, and those of verb forms that they cannot be joined to: "promised … and rely"."""
_LIKE = {"VBG": frozenset(("VBG",)), **dict.fromkeys(FINITE, FINITE)}
"""The tags of verbs without a subject of their own, and of those that they can be joined to."""
_GIVING = frozenset(
    ["allow", "award", "bring", "buy", "call", "charge", "deny", "give", "grant", "hand", "lend", "name", "offer",
     "owe", "pay", "promise", "sell", "send", "show", "teach", "tell"]
)  # fmt: skip
"""Verbs with two objects, of which a participle may keep one: "a man *given* a prize"."""
_URGING = frozenset(
    ["allow", "authorize", "command", "compel", "convince", "encourage", "forbid", "force", "instruct", "invite",
     "oblige", "order", "permit", "persuade", "pressure", "request", "tell", "urge"]
)  # fmt: skip
"""Verbs whose object is to do what an infinitive says."""
_ACCUSING = frozenset(("accuse", "suspect", "convict"))


def infinitives_after_objects(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with an infinitive the complement of a verb such as "invite": "invited him *to visit* Rome"."""
    found = list(tokens)
    infinitives = {token.head for token in tokens if token.label == "aux" and token.tag == "TO"}
    objects = {token.head: at for at, token in enumerate(tokens) if token.label == "dobj" and token.head < at}
    marks = [at for at, token in enumerate(tokens) if token.label == "punct"]
    for at in infinitives:
        verb = tokens[at].head
        after = verb < objects.get(verb, -1) < at and tokens[verb].lemma in _URGING
        if after and tokens[at].label == "advcl" and not any(objects[verb] < one < at for one in marks):
            found[at] = attrs.evolve(tokens[at], label="xcomp")
    return found


def settings_before_that(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a setting before "that" under the verb above: "said | *during a hearing* that he lied"."""
    found = list(tokens)
    for that, verb in that_clauses(text, tokens, ("ccomp",)):
        up = tokens[verb].head
        for at in range(up + 1, that):
            if tokens[at].head == verb and tokens[at].label in ("prep", "npadvmod"):
                found[at] = attrs.evolve(tokens[at], head=up)
    return found


def subjects_together(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the second of two subjects of a verb joined to the first: "unions *and the bank* will meet"."""
    found = list(tokens)
    subjects: dict[int, int] = {}
    linked = {token.head: at for at, token in enumerate(tokens) if token.label == "cc" and token.head < at}
    for at, token in enumerate(tokens):
        if token.label != "nsubj" or token.head < at:
            continue
        first = subjects.setdefault(token.head, at)
        if first < linked.get(first, -1) < at:
            found[at] = attrs.evolve(token, head=first, label="conj")
    return found


def joined_verbs(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a verb joined to a verb in a like form: "*calling* him unfit and *accusing* him of theft".

    A parser may join it to an adjective, a noun or a gerund in between: "*denied* lying and *accuses* the judge".
    """
    found = list(tokens)
    subjects = governors(tokens, SUBJECTS)
    helped = governors(tokens, ("aux", "auxpass"))
    governing = governors(tokens, ("dobj", "ccomp", "prep"))
    for at, token in enumerate(tokens):
        upper = tokens[token.head]
        gerund = upper.tag == "VBG" and token.tag in FINITE and token.head not in helped
        wrong = token.label == "conj" and token.tag in _LIKE and (gerund or not upper.tag.startswith("V"))
        if not wrong or at in subjects or at not in governing or token.head > at:
            continue
        up = verb_over(tokens, token.head)
        if up is not None and (tokens[up].tag in _LIKE[token.tag] or (gerund and up in helped)):
            move(found, at, up)
    return found


def first_verbs(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the first of several joined verbs: "The rebels *killed* two men, burned a farm and fled".

    A parser may take it for a participle after the subject; but a participle with an object of its own is rare.
    """
    found = list(tokens)
    auxiliaries = governors(tokens, ("aux", "auxpass"))
    objects = governors(tokens, ("dobj",))
    subjects = governors(tokens, SUBJECTS)
    for verb, token in enumerate(tokens):
        if token.label not in ("acl", "relcl") or token.tag not in ("VBN", "VBD") or token.head != verb - 1:
            continue
        noun = token.head
        while tokens[noun].label == "conj" and tokens[noun].head < noun:
            noun = tokens[noun].head
        main = tokens[noun].head
        is_first = tokens[noun].label == "nsubj" and verb < main and tokens[main].tag in ("VBD", "VBN")
        clear = verb in objects and verb not in subjects and not {verb, main} & auxiliaries
        if is_first and clear and token.lemma not in _GIVING and word_of(text, tokens[main - 1]) in (",", "and"):
            swap(found, main, verb, "conj")
            found[verb] = attrs.evolve(found[verb], tag="VBD")
            found[noun] = attrs.evolve(tokens[noun], head=verb)
    return found


def joined_after_quotations(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a verb after a quotation not joined to one inside: "*said* it "is over and done" and *left*"."""
    found = list(tokens)
    quotations = list(find_quotations(text))
    starts = [one.start for one in quotations]

    def inside(token: Token) -> int | None:
        number = bisect_right(starts, token.start) - 1
        return number if number >= 0 and token.start < quotations[number].end else None

    for at, token in enumerate(tokens):
        if token.label == "ccomp" and token.tag in FINITE and at < token.head and inside(token) is None:
            quoted = inside(tokens[token.head])
            if quoted is not None and at < tokens[token.head].head == token.head:  # "called it "what we want""
                swap(found, token.head, at, "ccomp")
    tokens = list(found)
    for at, token in enumerate(tokens):
        if token.label != "conj" or token.tag not in FINITE or token.head > at:
            continue
        number, up = inside(tokens[token.head]), token.head
        if number is None or inside(token) == number:
            continue
        for _ in range(LONG):
            up = tokens[up].head
            if inside(tokens[up]) != number or tokens[up].head == up:
                break
        if inside(tokens[up]) != number and tokens[up].tag in FINITE and up < at:
            move(found, at, up)
    return found


def reduced_relatives(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a participle after a noun not taken for a past tense: "two men *killed* in the attack"."""
    found = list(tokens)
    governing = governors(tokens, SUBJECTS | {"dobj", "ccomp", "aux"})
    for at, token in enumerate(tokens):
        if token.label in ("acl", "relcl") and token.tag == "VBD" and token.head == at - 1 and at not in governing:
            found[at] = attrs.evolve(token, tag="VBN", label="acl")
    return found


def garden_paths(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the true verb of a clause: "said the men *killed* in the attack | *were* tourists"."""
    found = list(tokens)
    subjects = {token.head: at for at, token in enumerate(tokens) if token.label in SUBJECTS}
    governing = governors(tokens, ("dobj", "ccomp", "xcomp", "aux", "auxpass"))
    helped = governors(tokens, ("aux", "auxpass"))
    contents: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        if token.label == "ccomp" and token.head < at:
            contents[token.head].append(at)
    for clauses in contents.values():
        if len(clauses) != 2:
            continue
        first, second = clauses
        noun = subjects.get(first, -1)
        misread = tokens[first].tag in ("VBD", "VBN") and noun == first - 1 and first not in governing
        if misread and second not in subjects and (second in helped or tokens[second].tag in FINITE):
            found[first] = attrs.evolve(tokens[first], tag="VBN", head=noun, label="acl")
            found[noun] = attrs.evolve(tokens[noun], head=second, label="nsubj")
    return found


def participles_after_events(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a clause in -ing after an event under the verb: "opened a rally | *blasting* Ana Lima"."""
    found = list(tokens)
    objects = governors(tokens, ("dobj",))
    for at, token in enumerate(tokens):
        if token.label != "acl" or token.tag != "VBG" or at not in objects:
            continue
        noun = tokens[token.head]
        verb = noun.head if noun.label == "dobj" else tokens[noun.head].head
        is_event = ("noun", noun.lemma) in gatherings() and noun.label in ("dobj", "pobj")
        if is_event and tokens[verb].tag in FINITE and verb < token.head:
            found[at] = attrs.evolve(token, head=verb, label="advcl")
    return found


def perfects(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "have" as the auxiliary of a participle after it: "*had lied*", "*had bribed* officials"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        verb = at + 1
        while verb < len(tokens) and tokens[verb].tag == "RB" and verb < at + 4:
            verb += 1
        if token.lemma != "have" or verb >= len(tokens):
            continue
        noun = tokens[verb].head
        if noun == verb + 1 and tokens[verb].label == "amod" and tokens[verb].tag == "VBN" and tokens[noun].head == at:
            found[verb], found[noun] = (
                attrs.evolve(tokens[verb], head=at, label="ccomp"),
                attrs.evolve(tokens[noun], head=verb),
            )
        if found[verb].head != at or found[verb].tag not in ("VBN", "VBD"):
            continue
        if found[verb].label not in ("ccomp", "xcomp", "acomp"):
            continue
        for below in range(max(0, at - LONG), min(len(tokens), verb + LONG)):
            if tokens[below].head == at and below not in (at, verb):
                found[below] = attrs.evolve(found[below], head=verb)
        swap(found, at, verb, "aux")
        found[verb] = attrs.evolve(found[verb], tag="VBN")
    return found


def content_of_nearest(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a that-clause under the verb just before it: "rejected it by *pointing* out *that* she lied"."""
    found = list(tokens)
    for at, clause in that_clauses(text, tokens, ("ccomp",)):
        if at < 2:
            continue
        verb = at - 2 if tokens[at - 1].label == "prt" and tokens[at - 1].head == at - 2 else at - 1
        if (
            tokens[verb].tag in ("VBG", "VB")
            and verb != tokens[clause].head
            and tokens[clause].head < verb
            and is_below(tokens, verb, tokens[clause].head)
            and not is_below(tokens, verb, clause)
        ):
            found[clause] = attrs.evolve(tokens[clause], head=verb)
    return found


def claims_by(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a that-clause under the noun before "by": "*accusations* by Iran *that* they were lying"."""
    found = list(tokens)
    subjects = governors(tokens, SUBJECTS)
    for _, clause in that_clauses(text, tokens, ("relcl",)):
        by = tokens[tokens[clause].head].head
        noun = tokens[by].head
        if clause in subjects and word_of(text, tokens[by]) == "by" and tokens[noun].tag in ("NN", "NNS"):
            found[clause] = attrs.evolve(tokens[clause], head=noun, label="acl")
    return found


def time_clauses(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a clause that begins with "when" or "where" under the one before it: "It rose, *when he left*".

    A parser may take what comes before for the content of its verb.
    """
    found = list(tokens)
    for at, token in enumerate(tokens[1:], 1):
        verb = token.head
        if token.tag != "WRB" or not at < verb or word_of(text, tokens[at - 1]) != ",":
            continue
        first = max(0, at - LONG)
        contents = (one for one in range(first, at) if tokens[one].label == "ccomp" and tokens[one].head == verb)
        clause = next(contents, None)
        if clause is not None and tokens[verb].tag.startswith("V"):
            swap(found, verb, clause, "advcl")
    return found


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
    return not any(label in SUBJECTS or label.startswith("aux") for label in below)


def _is_infinitive(tokens: Sequence[Token], at: int, children: dict[int, list[int]]) -> bool:
    return tokens[at].label == "xcomp" and any(tokens[one].tag == "TO" for one in children.get(at, ()))
