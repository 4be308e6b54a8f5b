"""Repairs that give verbs of speech their speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

from newsevents.reading.lexicon.lines import word_set
from newsevents.reading.parse import Token
from newsevents.reading.repairs.words import (
    FINITE,
    LONG,
    SPEAKING,
    SUBJECTS,
    ends_sentence,
    governors,
    is_below,
    word_of,
)

__all__ = ["described_speakers", "speakers_after", "speakers_at_end"]


def speakers_at_end(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the speakers at the end of a sentence under their verb: "It fell, hurting two, *police said*".

    A parser may join them to the nouns before the comma.
    """
    found = list(tokens)
    subjects = governors(tokens, SUBJECTS)
    for verb, token in enumerate(tokens[2:], 2):
        if token.tag != "VBD" or token.lemma not in SPEAKING or verb in subjects:
            continue
        if not ends_sentence(tokens, verb):
            continue
        first = verb
        while tokens[first - 1].tag in _NOMINAL and first > max(1, verb - LONG):
            first -= 1
        heads = [at for at in range(first, verb) if tokens[at].tag.startswith("NN") and tokens[at].head < first]
        is_free = len(heads) == 1 and not is_below(tokens, verb, heads[0])
        if first < verb and word_of(text, tokens[first - 1]) == "," and is_free:
            found[heads[0]] = attrs.evolve(tokens[heads[0]], head=verb, label="nsubj")
    return found


def speakers_after(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with the speaker after a quotation under its verb: '"It is safe," *said Ana Lima*, who built it'.

    A parser may make the speaker the subject of a clause after it, and that clause the content, or else take a word of
    the content for the subject.
    """
    found = list(tokens)
    children: dict[int, list[int]] = defaultdict(list)
    for at, token in enumerate(tokens):
        children[token.head].append(at)
    for verb in range(2, len(tokens)):
        if tokens[verb].tag not in FINITE or tokens[verb].lemma not in SPEAKING | _UTTERING:
            continue
        quoted = _quotation_before(text, tokens, verb)
        left = [one for one in children[verb] if one < verb]
        if tokens[verb].lemma in _UTTERING and not (
            quoted == verb - 1 and _is_within_quotation(text, tokens, quoted, left)
        ):
            continue
        if (word_of(text, tokens[verb - 1]) in _CLOSING and quoted) or _is_inverted(text, tokens, verb, left):
            nouns = _speakers(text, tokens, verb)
            if nouns and not any(tokens[at].head == verb and tokens[at].label == "nsubj" for at in nouns):
                _free(found, nouns[-1], verb)
                found[nouns[-1]] = attrs.evolve(tokens[nouns[-1]], head=verb, label="nsubj")
        for one in left:
            if one < quoted and tokens[one].label in (*SUBJECTS, "neg"):
                found[one] = attrs.evolve(tokens[one], label="dep")
    return found


def _quotation_before(text: str, tokens: Sequence[Token], verb: int) -> int:
    """The end of a quotation that only the speaker separates from a verb, or 0."""
    at = verb - 1
    while at > max(1, verb - LONG) and tokens[at].tag in (*_NOMINAL, "PRP", "RB"):
        at -= 1
    ends = at > 0 and word_of(text, tokens[at]) in _CLOSING and text[: tokens[at].start].rstrip()[-1:] in ",?!."
    return at if ends and tokens[at].end + 1 >= tokens[at + 1].start > tokens[at].end else 0


def _is_within_quotation(text: str, tokens: Sequence[Token], close: int, left: Sequence[int]) -> bool:
    """Whether the subjects among some tokens are in the quotation that ends: not "*The host* of “Today,” asked"."""
    inside = close
    while inside > 0 and tokens[inside - 1].sentence == tokens[close].sentence:
        inside -= 1
        if word_of(text, tokens[inside]) in _OPENING:
            break
    return all(one >= inside for one in left if tokens[one].label in SUBJECTS)


def _is_inverted(text: str, tokens: Sequence[Token], verb: int, left: Sequence[int]) -> bool:
    """Whether a verb after a comma has its content before it and no subject there: "It is safe, *said* Lima"."""
    labels = {tokens[one].label for one in left}
    joined = tokens[verb].label == "conj" and tokens[verb].head < verb
    return word_of(text, tokens[verb - 1]) == "," and not labels & SUBJECTS and ("ccomp" in labels or joined)


def _speakers(text: str, tokens: Sequence[Token], verb: int) -> list[int]:
    """The nouns immediately after a verb, without times."""
    last = verb
    while last + 1 < len(tokens) and tokens[last + 1].tag in _NOMINAL - {"CC"}:
        last += 1
    last = last if last + 1 == len(tokens) or tokens[last + 1].sentence == tokens[verb].sentence else verb
    run = range(verb + 1, last + 1)
    return [at for at in run if tokens[at].tag[:2] == "NN" and word_of(text, tokens[at]) not in word_set("calendar")]


def _free(found: list[Token], noun: int, verb: int) -> None:
    """Make the clause of which a noun was parsed as the subject describe the noun, and its modifiers depend on it."""
    clause = found[noun].head
    for at in range(verb + 1, noun):
        if not verb < found[at].head <= noun:
            found[at] = attrs.evolve(found[at], head=noun, label="compound")
    if clause <= noun or found[clause].label != "ccomp" or found[clause].head != verb:
        return
    relative = [at for at in range(noun + 1, clause) if found[at].tag in ("WP", "WDT", "WP$")]
    if not relative:
        found[clause] = attrs.evolve(found[clause], label="dep")
        return
    inner = found[relative[0]].head
    upper = inner if noun < inner < clause else noun
    found[clause] = attrs.evolve(found[clause], head=upper, label="relcl" if upper == noun else "conj")


def described_speakers(text: str, tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with a speaker before a relative clause: "*Ana Lima*, who built the bridge, *said* it was safe".

    A parser may make the clause the content.
    """
    found = list(tokens)
    with_subject = governors(tokens, SUBJECTS)
    for at, token in enumerate(tokens):
        clause, verb = token.head, tokens[token.head].head
        if token.tag != "WP" or token.label != "nsubj" or not at < clause < verb or tokens[clause].label != "ccomp":
            continue
        if verb in with_subject or tokens[verb].lemma not in SPEAKING or word_of(text, tokens[verb - 1]) != ",":
            continue
        nouns = [one for one in range(max(0, at - LONG), at) if tokens[one].head == clause]
        nouns = [one for one in nouns if tokens[one].tag.startswith("NN")]
        if nouns:
            found[nouns[-1]] = attrs.evolve(tokens[nouns[-1]], head=verb, label="nsubj")
            found[clause] = attrs.evolve(tokens[clause], head=nouns[-1], label="relcl")
    return found


_UTTERING = frozenset(
    ["answer", "ask", "bark", "bellow", "boast", "chant", "comment", "counter", "cry", "exclaim", "implore", "joke",
     "lament", "muse", "observe", "plead", "proclaim", "quip", "recall", "remark", "reply", "respond", "retort",
     "scream", "shout", "sigh", "snap", "tweet", "wonder", "write", "yell"]
)  # fmt: skip
"""Verbs whose subject follows them after a quotation."""
_NOMINAL = frozenset(("NN", "NNS", "NNP", "NNPS", "DT", "JJ", "CC", "PRP$", "POS", "CD", "VBN"))
"""The tags of words in the noun phrase of a speaker."""
_CLOSING = frozenset(("''", '"', "”", "’", "’’", "'"))
"""Marks that may close a quotation."""
_OPENING = frozenset(("``", '"', "“", "‘", "‘‘"))
"""Marks that may open a quotation."""
