"""Repairs of what is charged and what is denied."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import attrs

from newsevents.reading.lexicon.accusations import accusations
from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.lexicon.people import doers
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import LONG, SUBJECTS, governors, is_below, is_forest, swap, verb_over, word_of

__all__ = [
    "admissions",
    "charged_in_court",
    "charges_denied",
    "gerunds_after_charges",
    "judgements",
    "perfects_before_objects",
    "pleas",
    "reasons_of_blame",
    "reflexives_in_verbs",
    "results_of_blame",
    "titles_after_objects",
    "verbs_of_police",
    "whom_clauses",
]

_JUDGING = frozenset(("declare", "deem", "find", "hold", "judge", "pronounce", "rule"))
_JUDGED = frozenset(("accountable", "complicit", "culpable", "guilty", "innocent", "liable", "responsible"))
_CHARGING = frozenset(("accuse", "charge", "suspect"))
_COURTS = word_set("courts")
_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_NAMING = frozenset(("brand", "call", "declare", "label", "name"))
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_CHARGES = word_set("charges")
_DENYING = word_set("denying")
_CALLING = word_set("calling")
_BEFORE = frozenset(("DT", "JJ", "CD", "PRP$", "VBG"))
_PLURALS = frozenset(("allegations", "assertions", "charges", "claims", "complaints", "reports", "suggestions"))
_MANNER = frozenset(("RB", "MD", "VBZ", "VBP", "VBD", "VBN"))


def judgements(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with an adjective after the object under the verb that judges: "found the man *guilty* of murder"."""
    found = list(tokens)
    subjects = {token.head: at for at, token in enumerate(tokens) if token.label == "nsubj"}
    for at, token in enumerate(tokens):
        noun = token.head
        if token.lemma not in _JUDGED or not noun < at or tokens[noun].tag not in (*_NOUNS, "IN"):
            continue
        inner = subjects.get(at)
        if (tokens[noun].tag == "IN") != (inner is not None):
            continue
        verb = verb_over(tokens, noun)
        if verb is None or verb > noun or tokens[verb].lemma not in _JUDGING:
            continue
        if any(tokens[one].label == "dobj" and tokens[one].head == verb for one in range(verb, noun + 1)):
            found[at] = attrs.evolve(token, head=verb, label="oprd")
            if inner is not None:  # "held the rebels of | *the ELN responsible*"
                found[inner] = attrs.evolve(tokens[inner], head=noun, label="pobj")
    return found


def results_of_blame(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "for" under the verb that blames: "*blamed* sabotage by rebels | *for* the delay"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        doer = tokens[token.head]
        if word_of(text, token) != "for" or token.label != "prep" or doer.label != "pobj" or token.head > at:
            continue
        verb = verb_over(tokens, token.head)
        if word_of(text, tokens[doer.head]) == "by" and verb is not None and tokens[verb].lemma == "blame":
            found[at] = attrs.evolve(token, head=verb)
    return found


def reasons_of_blame(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "for" after a person under the verb that accuses: "*blamed* the workers | *for* the losses"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        whom = tokens[token.head]
        if word_of(text, token) != "for" or token.label != "prep" or token.head > at or whom.label != "dobj":
            continue
        is_body = whom.tag in ("NNP", "NNPS") or whom.lemma in doers()
        if is_body and whom.head < token.head and tokens[whom.head].lemma in _faulting():
            found[at] = attrs.evolve(token, head=whom.head)
    return found


@functools.cache
def _faulting() -> frozenset[str]:
    """The verbs that accuse somebody "for" a deed."""
    rows = [row for same in accusations().values() for row in same]
    return frozenset(
        row.word for row in rows if row.part == "verb" and "for" in row.deed and row.accused == ("object",)
    )


def gerunds_after_charges(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a verb in -ing after "of" as the deed of a charge: "on suspicion of *stealing* money"."""
    found = list(tokens)
    for at, token in enumerate(tokens[1:-1], 1):
        noun, of = token.head, tokens[at - 1]
        if token.tag != "VBG" or token.label != "amod" or noun != at + 1 or word_of(text, of) != "of":
            continue
        if tokens[noun].head != at - 1 or tokens[of.head].lemma not in _CHARGING | {"suspicion", "convict"}:
            continue
        swap(found, noun, at, "dobj")
        found[at] = attrs.evolve(found[at], label="pcomp")
    governed = {token.head for token in tokens}
    for at, token in enumerate(tokens[:-1]):  # "accused by villagers of | *having looked away*"
        first = tokens[at + 1]
        verb = first.head if first.label == "aux" else at + 1
        over = tokens[verb].head
        if word_of(text, token) != "of" or at in governed or first.tag != "VBG" or over > at:
            continue
        if tokens[verb].label == "advcl" and tokens[over].lemma in _CHARGING:
            found[at] = attrs.evolve(token, head=over)
            found[verb] = attrs.evolve(tokens[verb], head=at, label="pcomp")
    return found


def pleas(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "guilty" before a day under the verb: "*pleaded guilty* | Monday to fraud"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        day = tokens[token.head]
        if word_of(text, token) == "guilty" and day.label == "npadvmod" and tokens[day.head].lemma == "plead":
            found[at] = attrs.evolve(token, head=day.head, label="acomp")
    return found


def verbs_of_police(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a participle that has an object as the verb of its sentence: "Police *named* Ana Lima"."""
    found = list(tokens)
    for noun, token in enumerate(tokens[:-2]):
        verb = noun + 1
        if token.head != noun or token.tag not in _NOUNS or tokens[verb].head != noun or tokens[verb].label != "acl":
            continue
        after = range(verb + 1, min(len(tokens), verb + LONG))
        named = [one for one in after if tokens[one].head == verb and tokens[one].label in ("dobj", "oprd")]
        if tokens[verb].tag != "VBN" or not named or tokens[named[0]].tag != "NNP":
            continue
        swap(found, noun, verb, "nsubj")
        found[verb] = attrs.evolve(found[verb], tag="VBD")
        found[named[0]] = attrs.evolve(found[named[0]], label="dobj")
        for one in after:
            if tokens[one].head == noun:
                found[one] = attrs.evolve(tokens[one], head=verb)
    return found


def reflexives_in_verbs(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with "himself" inside a verb under the verb: "is *himself* being accused"."""
    found = list(tokens)
    for at, token in enumerate(tokens[1:-1], 1):
        be = at - 1
        if word_of(text, token) not in _REFLEXIVE or token.head != be or tokens[be].lemma not in ("be", "have"):
            continue
        verb = next((one for one in range(at + 1, min(at + 4, len(tokens))) if tokens[one].head == be), None)
        if verb is None or tokens[verb].tag not in ("VBN", "VBG") or tokens[verb].label not in ("ccomp", "xcomp"):
            continue
        label = "auxpass" if tokens[verb].tag == "VBN" and tokens[be].lemma == "be" else "aux"
        swap(found, be, verb, label)
        for one in range(max(0, be - LONG), min(len(tokens), verb + LONG)):
            if tokens[one].head == be and one not in (be, verb):
                under = found[one].label
                passive = under == "nsubj" and any(tokens[each].label == "auxpass" for each in range(at, verb))
                label = "npadvmod" if one == at else "nsubjpass" if passive else under
                found[one] = attrs.evolve(found[one], head=verb, label=label)
    return found


def charged_in_court(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a participle under the verb of appearing: "*appeared* in court | *charged* with murder"."""
    found = list(tokens)
    subjects = governors(tokens, SUBJECTS)
    for at, token in enumerate(tokens):
        if token.label in ("ccomp", "dep") and token.lemma in _CHARGING and tokens[token.head].lemma == "appear":
            if at not in subjects and token.head < at and token.tag in ("VBD", "VBN"):
                found[at] = attrs.evolve(token, label="advcl", tag="VBN")
            continue
        court = tokens[token.head]
        if token.label != "acl" or token.lemma not in _CHARGING or court.lemma not in _COURTS or court.label != "pobj":
            continue
        verb = tokens[court.head].head
        if tokens[verb].lemma == "appear" and token.head < at:
            found[at] = attrs.evolve(token, head=verb, label="advcl")
    return found


def titles_after_objects(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the second object of a verb of naming as a predicate: "named Ana Lima *a suspect*"."""
    found = list(tokens)
    for at, token in enumerate(tokens):
        if token.label != "dobj" or token.head > at or tokens[token.head].lemma not in _NAMING:
            continue
        before = [one for one in range(token.head + 1, at) if tokens[one].head == token.head]
        first = [one for one in before if tokens[one].label == "dobj" and tokens[one].tag in ("NNP", "PRP")]
        if first and any(tokens[one].tag == "DT" and tokens[one].head == at for one in range(first[0] + 1, at)):
            found[at] = attrs.evolve(token, label="oprd")
    return found


def whom_clauses(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a clause that begins with "whom" under the noun before it: "the *police*, *whom* he blamed"."""
    found = list(tokens)
    for at, token in enumerate(tokens[2:], 2):
        verb, noun = token.head, at - 2
        if word_of(text, token) != "whom" or word_of(text, tokens[at - 1]) != "," or verb <= at:
            continue
        clause = tokens[verb]
        is_noun = tokens[noun].tag in _NOUNS and not is_below(tokens, noun, verb)
        if clause.label in ("advcl", "ccomp", "conj") and clause.head < at and is_noun:
            found[verb] = attrs.evolve(clause, head=noun, label="relcl")
    return found


def perfects_before_objects(_text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a verb that has a subject not a modifier of its object: "that he had *harassed worshippers*"."""
    found = list(tokens)
    subjects = governors(tokens, SUBJECTS)
    helped = governors(tokens, ("aux",))
    for verb, token in enumerate(tokens):
        noun = token.head
        if token.label != "amod" or verb not in subjects or verb not in helped or noun < verb:
            continue
        swap(found, noun, verb, "dobj")
        label = "ccomp" if found[verb].label in ("dobj", "attr", "oprd") else found[verb].label
        found[verb] = attrs.evolve(found[verb], tag="VBN", label=label)
        for at in range(noun + 1, min(len(tokens), noun + LONG)):
            if tokens[at].head == noun and (tokens[at].label == "cc" or tokens[at].tag.startswith("V")):
                found[at] = attrs.evolve(tokens[at], head=verb)
    return found


def admissions(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a verb before a verb in -ing as the verb of its sentence: "Ana Lima *admits* writing to him"."""
    found = list(tokens)
    helped = {token.head for token in tokens if token.label in ("aux", "auxpass") and token.lemma == "be"}
    for at, token in enumerate(tokens[:-1]):
        verb = at + 1
        word = word_of(text, token)
        if word not in ("admits", "denies") or tokens[verb].tag != "VBG" or token.head != verb or verb in helped:
            continue
        swap(found, verb, at, "xcomp")
        found[at] = attrs.evolve(found[at], tag="VBZ", lemma=word[:-3] + "y" if word == "denies" else word[:-1])
        first = at - 1
        if first >= 0 and tokens[first].head == at and tokens[first].tag in _NOUNS:
            found[first] = attrs.evolve(tokens[first], label="nsubj")
        for one in range(max(0, at - LONG), min(len(tokens), verb + LONG)):
            if tokens[one].head == verb and one != at and (one < at or tokens[one].label in ("cc", "conj")):
                found[one] = attrs.evolve(tokens[one], head=at)
    return found


def charges_denied(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a denial after a clause as a relative clause: "said the army had lied, *a charge it denies*".

    A parser may take the clause before it for the content of the denial, or the charge for a subject.
    """
    found = list(tokens)
    for noun in range(2, len(tokens) - 2):
        comma = _comma_before(text, tokens, noun)
        if comma is None:
            continue
        verb, subject = _denial_after(text, tokens, noun)
        over = None if verb is None else _verb_before(tokens, comma)
        if verb is None or over is None:
            continue
        tokens = found = _under(found, comma, noun, verb, subject, over)
    return found


def _comma_before(text: str, tokens: Sequence[Token], noun: int) -> int | None:
    """The comma before a noun phrase for a charge, or before "something" or "which"."""
    word, token = word_of(text, tokens[noun]), tokens[noun]
    if word in ("something", "which"):
        return noun - 1 if word_of(text, tokens[noun - 1]) == "," else None
    plural = word in _PLURALS
    if not plural and (token.lemma not in _CHARGES or token.tag != "NN"):
        return None
    first = noun
    while first > 0 and tokens[first - 1].tag in _BEFORE and noun - first < 3:
        first -= 1
    begun = plural or any(tokens[one].tag == "DT" for one in range(first, noun))
    return first - 1 if begun and first > 0 and word_of(text, tokens[first - 1]) == "," else None


def _denial_after(text: str, tokens: Sequence[Token], noun: int) -> tuple[int | None, int]:
    """The verb of denying after a charge, and its subject: "a charge *the army* has *denied*"."""
    for verb in range(noun + 2, min(len(tokens), noun + 12)):
        token = tokens[verb]
        if token.sentence != tokens[noun].sentence or word_of(text, token) in (",", ";", ":", "and", "but"):
            break
        if not token.tag.startswith("V") or token.lemma not in _DENYING | _CALLING:
            continue
        first = verb
        while first - 1 > noun and (tokens[first - 1].head == verb and tokens[first - 1].tag in _MANNER):
            first -= 1
        subject = first - 1
        whole = subject > noun and tokens[subject].tag in (*_NOUNS, "PRP", "DT")
        own = {subject, noun, verb}
        if whole and tokens[subject].tag == "DT" and tokens[subject].head != verb:
            whole = False
        up = tokens[subject].head
        if whole and up not in own and tokens[up].tag == "IN" and noun < tokens[up].head < subject:
            subject = tokens[up].head  # "each of *them* denies"
        after = any(one.head == verb and one.label == "dobj" for one in tokens[verb + 1 : verb + LONG])
        judged = token.lemma in _DENYING - _CALLING or any(
            one.head == verb and (one.label in ("oprd", "acomp", "prep", "dobj") or one.tag == "JJ")
            for one in tokens[verb + 1 : verb + LONG]
        )
        if not whole or not judged or (after and token.lemma not in _CALLING):
            return None, 0
        return verb, subject
    return None, 0


def _verb_before(tokens: Sequence[Token], comma: int) -> int | None:
    """The verb of the clause that ends before a comma."""
    at = comma - 1
    return at if tokens[at].tag.startswith("V") else verb_over(tokens, at)


def _under(tokens: Sequence[Token], comma: int, noun: int, verb: int, subject: int, over: int) -> list[Token]:
    """Make a denial a relative clause of a charge, in apposition to the clause before it."""
    found = list(tokens)
    unit = (noun, verb)
    top = verb if tokens[noun].head == verb else noun
    earlier = [one for one in range(max(0, comma - 2 * LONG), comma + 1) if tokens[one].head in unit]
    first = over
    if is_below(tokens, over, noun) or is_below(tokens, over, verb):
        first = next((one for one in earlier if tokens[one].tag.startswith("V")), over)
        head = tokens[top].head
        found[first] = attrs.evolve(tokens[first], head=first if head in unit else head, label=tokens[top].label)
    for one in earlier:
        if one != first:
            found[one] = attrs.evolve(tokens[one], head=first)
    if tokens[noun].lemma == "which":
        before = comma - 1 if tokens[comma - 1].tag in _NOUNS else over
        found[noun] = attrs.evolve(found[noun], head=verb, label="dobj")
        found[verb] = attrs.evolve(found[verb], head=before, label="relcl")
    else:
        word = tokens[noun]
        as_verb = word.tag.startswith("V")
        lemma, tag = (word.lemma.removesuffix("s"), "NNS") if as_verb else (word.lemma, word.tag)
        found[noun] = attrs.evolve(word, head=over, label="appos", tag=tag, lemma=lemma)
        found[verb] = attrs.evolve(found[verb], head=noun, label="relcl")
        that = noun + 1
        if that < subject and found[that].label == "mark" and found[that].head == verb:
            found[that] = attrs.evolve(found[that], label="dobj", tag="WDT")
    found[subject] = attrs.evolve(found[subject], head=verb, label="nsubj")
    return found if is_forest(found, (noun, verb, subject, over, *earlier)) else list(tokens)
